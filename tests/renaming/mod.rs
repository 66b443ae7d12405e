//! Every place and person of a dispatch replaced by another of the same kind, in its text and in its gold.

use std::collections::{BTreeMap, BTreeSet};

use depeche::{
    eval::GoldRow,
    gazetteer::{Gazetteer, Record, RecordId},
    model::{Document, Mention, MentionForm},
    pack::Pack,
    pipeline::Pipeline,
};

/// Countries to take the place of others, by the article that they take.
const COUNTRIES: [(&str, &[&str]); 5] = [
    ("le", &["Pérou", "Vietnam", "Ghana", "Chili", "Portugal", "Kenya"]),
    ("la", &["Bolivie", "Zambie", "Norvège", "Roumanie", "Colombie", "Tunisie", "Tanzanie"]),
    ("l'", &["Ouganda", "Équateur", "Uruguay", "Indonésie", "Autriche"]),
    ("les", &["Philippines", "Maldives", "Pays-Bas"]),
    ("-", &["Madagascar", "Malte", "Oman", "Chypre"]),
];
/// Given names and family names that no table pairs, those that begin with a vowel apart.
const GIVEN: [&[&str]; 2] = [&["Viktor", "Ricardo", "Daniel", "Marek", "Tomas", "Pavel"], &["Andrés", "Emil", "Oscar", "Ivan"]];
const FAMILY: [&[&str]; 2] = [
    &["Morvan", "Dorvil", "Valdane", "Tarnow", "Lindqvist", "Petrescu", "Kowalik", "Zamorano", "Bergstrom", "Castellan"],
    &["Almeida", "Ostrov", "Ibarra", "Ekholm", "Ulbricht", "Ahlgren"],
];

/// What is written for what.
pub struct Renaming(BTreeMap<String, String>);

struct Names<'a> {
    gazetteer: &'a Gazetteer,
    /// The text and its gold.
    text: String,
    /// Articles of countries.
    articles: BTreeMap<String, String>,
    pairs: BTreeMap<String, String>,
    /// Keys of rows that have a replacement, with the key of it.
    replaced: BTreeMap<String, String>,
    /// Keys and invented names that stand for something already.
    used: BTreeSet<String>,
}

impl Renaming {
    /// A renaming of the places and persons of a document. A country whose own bodies the text or its gold names (the
    /// Pentagon) keeps its name with them.
    pub fn of(pipeline: &Pipeline<'_>, (pack, gazetteer): (&Pack, &Gazetteer), document: &Document, gold: &[&GoldRow]) -> Self {
        let names = gold.iter().flat_map(|row| [&row.subject, &row.subject_alt, &row.object, &row.object_alt]);
        let text = names.fold(document.text.to_string(), |text, name| format!("{text}\n{name}"));
        let lexicon = pack.lexicon("name-articles").expect("the pack has articles");
        let articles = lexicon.rows().map(|row| (row.get(0).to_owned(), row.get(1).to_owned())).collect();
        let analysis = pipeline.analyse(document);
        let named = |form| move |mention: &&Mention| mention.form == form;
        let rows = |mention: &Mention| mention.candidates.first().map(|id| gazetteer.record(RecordId(*id)));
        let mut names = Names { gazetteer, text, articles, pairs: BTreeMap::new(), replaced: BTreeMap::new(), used: BTreeSet::new() };
        let all: Vec<&Mention> = analysis.mentions.iter().filter(named(MentionForm::Name)).collect();
        let ends = gold.iter().flat_map(|row| [&row.subject, &row.object]).flat_map(|name| gazetteer.lookup(name).next());
        let bodies = all.iter().filter_map(|name| rows(name)).chain(ends.map(|found| gazetteer.record(found.record)));
        let tied: BTreeSet<&str> = bodies.filter(|row| names.is_own_body(row)).filter_map(Record::country).collect();
        names.used = analysis.mentions.iter().filter_map(rows).map(|row| row.key().to_owned()).collect();
        let countries = analysis.mentions.iter().filter_map(rows);
        let countries: Vec<Record<'_>> = countries
            .filter_map(
                |row| if row.class() == "Country" { Some(row) } else { gazetteer.by_key(row.country()?).map(|id| gazetteer.record(id)) },
            )
            .collect();
        countries.iter().filter(|country| !tied.contains(country.key())).for_each(|country| names.replace_country(*country));
        for mention in all {
            let tokens = &analysis.sentences[mention.sentence].tokens;
            let words = tokens[mention.tokens.start].span.join(tokens[mention.tokens.end - 1].span).of(&document.text);
            match rows(mention) {
                Some(row) if matches!(row.class(), "City" | "Region") => names.replace_place(row),
                Some(row) if row.class() == "Person" => names.replace_person(row.label(), row.aliases().chain(row.surnames())),
                None if mention.classes.first().is_some_and(|class| class == "Person") => names.replace_person(words, std::iter::empty()),
                _ => {}
            }
        }
        Self(names.pairs)
    }

    /// A text with the names replaced, the longest first, whole words only.
    pub fn apply(&self, text: &str) -> String {
        let mut out = String::new();
        let mut rest = text;
        let mut inside = false;
        while let Some(first) = rest.chars().next() {
            let fits = |from: &str| rest.strip_prefix(from).is_some_and(|after| !after.starts_with(char::is_alphanumeric));
            let found = self.0.iter().filter(|(from, _)| !inside && fits(from)).max_by_key(|(from, _)| from.len());
            let (written, length) = found.map_or((&rest[..first.len_utf8()], first.len_utf8()), |(from, to)| (to.as_str(), from.len()));
            out.push_str(written);
            // "sud-coréen" is no Korean.
            inside = (first.is_alphanumeric() || first == '-' && rest[1..].starts_with(char::is_lowercase)) && found.is_none();
            rest = &rest[length..];
        }
        out
    }

    /// Gold with the names replaced.
    pub fn apply_to(&self, row: &GoldRow) -> GoldRow {
        let mut row = row.clone();
        for field in [&mut row.subject, &mut row.subject_alt, &mut row.object, &mut row.object_alt, &mut row.attributed_to] {
            *field = self.apply(field);
        }
        row
    }
}

impl Names<'_> {
    /// Whether a row is a body of a country that is not named after it.
    fn is_own_body(&self, row: &Record<'_>) -> bool {
        let Some(country) = row.country().and_then(|key| self.gazetteer.by_key(key)).map(|id| self.gazetteer.record(id)) else {
            return false;
        };
        let body = !matches!(row.class(), "City" | "Region" | "Person" | "ArmedGroup" | "Area" | "Country" | "Facility");
        let stem = |form: &str| row.label().to_lowercase().contains(&form.to_lowercase());
        body && !country.demonyms().flatten().chain([country.label()]).any(stem)
    }

    fn pair(&mut self, from: &str, to: &str) {
        let (shouted, new) = (from.to_uppercase(), to.to_uppercase());
        if shouted != from && shouted.len() > 3 && self.text.contains(&shouted) {
            self.pairs.entry(shouted).or_insert(new);
        }
        if self.text.contains(from) || from.contains(' ') {
            self.pairs.entry(from.to_owned()).or_insert_with(|| to.to_owned());
        }
    }

    fn replace_country(&mut self, country: Record<'_>) {
        if self.replaced.contains_key(country.key()) {
            return;
        }
        let capital = |key: &str| self.gazetteer.capital_of(key).map(|id| self.gazetteer.record(id));
        if capital(country.key()).is_some_and(|capital| capital.label().starts_with('L') && capital.label().contains(' ')) {
            return;
        }
        let article = self.articles.get(country.label()).cloned().unwrap_or_default();
        let free = |label: &&str| !self.text.contains(*label) && !self.used.contains(*label);
        let Some(other) = COUNTRIES.iter().filter(|(own, _)| *own == article).flat_map(|(_, labels)| *labels).copied().find(free) else {
            return;
        };
        let candidates = self.gazetteer.lookup(other).map(|found| self.gazetteer.record(found.record));
        let Some(other) = candidates.into_iter().find(|found| found.class() == "Country") else { return };
        let capitals = (capital(country.key()), capital(other.key()));
        self.used.insert(other.label().to_owned());
        self.replaced.insert(country.key().to_owned(), other.key().to_owned());
        for name in std::iter::once(country.label()).chain(country.aliases()) {
            self.pair(name, other.label());
        }
        let forms: Vec<[&str; 4]> = other.demonyms().take(1).collect();
        for own in country.demonyms() {
            for (own, new) in own.into_iter().zip(forms.iter().copied().flatten()) {
                self.pair(own, new);
                self.pair(&capitalised(own), &capitalised(new));
            }
        }
        if let (Some(own), Some(new)) = capitals {
            self.replaced.insert(own.key().to_owned(), new.key().to_owned());
            self.used.insert(new.key().to_owned());
            std::iter::once(own.label()).chain(own.aliases()).for_each(|name| self.pair(name, new.label()));
        }
    }

    /// A town or region of a country that has a replacement becomes one of that.
    fn replace_place(&mut self, place: Record<'_>) {
        let Some(country) = place.country().and_then(|key| self.replaced.get(key)).cloned() else { return };
        if self.replaced.contains_key(place.key()) || self.pairs.contains_key(place.label()) {
            return;
        }
        let vowel = begins_with_vowel(place.label());
        let all = (0..self.gazetteer.len()).map(|id| self.gazetteer.record(RecordId(id)));
        let fits = |other: &Record<'_>| {
            let single = !other.label().contains([' ', '-', '\'']);
            let kind = other.class() == place.class() && other.country() == Some(country.as_str());
            let plain = self.gazetteer.lookup(other.label()).next().is_some_and(|first| first.record == other.id());
            kind && single
                && plain
                && begins_with_vowel(other.label()) == vowel
                && !self.used.contains(other.key())
                && !self.text.contains(other.label())
        };
        let Some(other) = all.filter(fits).max_by_key(|other| (other.population(), std::cmp::Reverse(other.key().to_owned()))) else {
            return;
        };
        self.used.insert(other.key().to_owned());
        self.replaced.insert(place.key().to_owned(), other.key().to_owned());
        std::iter::once(place.label()).chain(place.aliases()).for_each(|name| self.pair(name, other.label()));
    }

    fn replace_person<'n>(&mut self, label: &str, others: impl Iterator<Item = &'n str>) {
        let (given, family) = label.rsplit_once(' ').unwrap_or(("", label));
        if self.pairs.contains_key(label) || self.pairs.contains_key(family) {
            return;
        }
        let free = |names: &Names<'_>, lists: &[&[&str]; 2], like: &str| {
            let list = lists[usize::from(begins_with_vowel(like))];
            list.iter().find(|name| !names.used.contains(**name)).or(list.first()).map_or_else(String::new, |name| (*name).to_owned())
        };
        let new_family = free(self, &FAMILY, family);
        self.used.insert(new_family.clone());
        let new_given = free(self, &GIVEN, given);
        let new_label = if given.is_empty() { new_family.clone() } else { format!("{new_given} {new_family}") };
        self.used.insert(new_given);
        self.pair(label, &new_label);
        self.pair(family, &new_family);
        for other in others {
            self.pair(other, if other.contains(' ') { &new_label } else { &new_family });
        }
    }
}

fn begins_with_vowel(word: &str) -> bool {
    word.chars().next().is_some_and(|first| "AEIOUYÉÈÂÎÔHaeiouyéèh".contains(first))
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
