//! How the language puts names together (`names.toml`): labels of a head noun and its owner, prepositions and articles.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;
use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;

use super::entity::folded;
use crate::pack::{Pack, PackError};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    of: BTreeMap<String, String>,
    article: BTreeMap<String, String>,
    syntax: Syntax,
    possessive: Possessive,
    office: BTreeMap<String, Vec<String>>,
    role: BTreeMap<String, Vec<String>>,
    realm: BTreeMap<String, BTreeSet<String>>,
    kind: BTreeMap<String, BTreeSet<String>>,
    template: BTreeMap<String, Vec<String>>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Syntax {
    /// Adjectives that name the owner of a force or body by what it is.
    pub of_state: BTreeSet<String>,
    /// Adjectives that leave a definite description as open as it was.
    pub empty: BTreeSet<String>,
    /// Adjectives and determiners that say how many, by lemma.
    pub amount: BTreeSet<String>,
    /// Adjectives that tell something from what was told of ("l'autre ville").
    pub another: BTreeSet<String>,
    /// Adverbs that make an adjective single something out ("la plus grande ville").
    pub superlative: BTreeSet<String>,
    /// Words that say what became of the holder of an office ("déchu").
    pub fate: BTreeSet<String>,
    /// Adjectives of offices that somebody held once.
    pub former: BTreeSet<String>,
    /// Case markers of a noun without article that means the place told of.
    pub inside: BTreeSet<String>,
    /// Titles of whoever heads a body, whatever the body calls him.
    pub head: BTreeSet<String>,
    /// What bodies call who heads them.
    pub heading: BTreeSet<String>,
    /// First words of titles of monarchs of which nobody bears two.
    pub crown: BTreeSet<String>,
    /// Rows of offices that a state has one of.
    pub national: BTreeSet<String>,
    /// Verbs whose object may be the country of whoever is their subject ("fuir", "gouverner").
    pub of_ones_own: BTreeSet<String>,
    /// Case markers that make a place somebody who takes part ("contre Moscou").
    pub siding: BTreeSet<String>,
    /// Those that do so but behind a verb of `departing` ("pour Moscou").
    pub bound_for: BTreeSet<String>,
    /// Verbs and nouns of setting out for a place.
    pub departing: BTreeSet<String>,
    /// Participles that say who heads a body ("le mouvement dirigé par X").
    pub led: BTreeSet<String>,
    /// Nouns for those who attacked or abducted somebody ("les assaillants").
    pub assailant: BTreeSet<String>,
    /// Verbs and nouns of attacks and abductions.
    pub assault: BTreeSet<String>,
    /// Adjectives that say which of the towns of a country is meant, by size, with its number.
    pub rank: BTreeMap<String, usize>,
    /// Case markers of owners.
    pub owner: BTreeSet<String>,
    /// Relative pronouns that stand for the owner of the next noun ("dont").
    pub whose: BTreeSet<String>,
    /// Nouns for people that are many even in the singular ("famille").
    pub collective: BTreeSet<String>,
    /// Case markers of whom somebody asks or orders to do something.
    pub addressee: BTreeSet<String>,
    /// Verbs whose subject does what their infinitive says, whomever they are addressed to.
    pub promising: BTreeSet<String>,
    /// Numbers that count a few that were told of ("les deux pays").
    pub few: BTreeMap<String, usize>,
    /// Case markers of what a minister is in charge of.
    pub charge: BTreeSet<String>,
    /// Bare nouns behind a preposition that tell who somebody is.
    pub manner: BTreeSet<String>,
    /// Adjectives that a name completes.
    pub allegiance: BTreeSet<String>,
    /// Case markers of who does what a noun says ("l'annonce par Moscou").
    pub agent: BTreeSet<String>,
    /// What stands for whoever was named last; adjectives with a demonstrative only.
    pub latter: BTreeSet<String>,
    /// Ordinals of one of two that were told of, each with its place from 0.
    pub of_two: BTreeMap<String, usize>,
    /// Pronouns of those of whom some are counted ("en a arrêté dix").
    pub of_them: BTreeSet<String>,
    /// Words before a preposition that say what a sentence is about ("quant à").
    pub topic: BTreeSet<String>,
    /// Titles before the name of anybody.
    pub honorific: BTreeSet<String>,
}

/// Possessive determiners by form.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Possessive {
    /// Those of several owners.
    pub several: BTreeSet<String>,
    /// Those of whoever speaks or is spoken to.
    pub speaker: BTreeSet<String>,
    /// Those of whoever speaks.
    pub ours: BTreeSet<String>,
    /// Nouns of what somebody undergoes and another tells or brings about ("sa mort").
    pub undergone: BTreeSet<String>,
    /// Verbs by which somebody wants something of another, and nouns of what that is ("exiger son départ").
    pub demanding: BTreeSet<String>,
    pub demanded: BTreeSet<String>,
    /// Verbs of what is done to the things of another ("bombarder ses bases").
    pub against: BTreeSet<String>,
}

/// How names are built.
#[derive(Clone, Debug, Default)]
pub struct Naming {
    of: BTreeMap<String, String>,
    article: BTreeMap<String, String>,
    pub(super) syntax: Syntax,
    pub(super) possessive: Possessive,
    /// Names of offices that have several, each with the name of its row.
    offices: BTreeMap<String, String>,
    /// Beginnings of titles in the gazetteer, each with the name of its office.
    roles: Vec<(String, String)>,
    /// Labels of the countries of a kind, by the noun for the kind.
    pub(super) realms: BTreeMap<String, BTreeSet<String>>,
    /// Labels of the bodies of a kind, by the noun for the kind.
    pub(super) kinds: BTreeMap<String, BTreeSet<String>>,
    templates: BTreeMap<String, Vec<String>>,
    /// Units of measure, by form.
    pub(super) measures: BTreeSet<String>,
    /// Article of a name (`États-Unis` takes `les`).
    articles: FxHashMap<String, String>,
}

/// Whom or what a described thing belongs to, as far as its name needs it.
#[derive(Clone, Debug, Default)]
pub(super) struct Owner {
    pub label: String,
    /// Demonym as masculine and feminine singular, masculine and feminine plural.
    pub demonym: Option<[String; 4]>,
    pub capital: Option<String>,
    /// The description of what is owned, without adjectives of belonging.
    pub words: String,
}

/// Gender and number of a noun.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Agreement {
    pub feminine: bool,
    pub plural: bool,
}

impl Naming {
    pub(super) fn load(pack: &Pack) -> Result<Self, PackError> {
        let raw: Raw = pack.settings("names.toml")?;
        let articles = pack.lexicon("name-articles")?.rows().map(|row| (row.get(0).to_owned(), row.get(1).to_owned())).collect();
        let titles = raw.office.into_iter().flat_map(|(row, titles)| titles.into_iter().map(move |title| (folded(&title), row.clone())));
        let roles = raw.role.into_iter().flat_map(|(row, begins)| begins.into_iter().map(move |begin| (folded(&begin), row.clone())));
        let (offices, roles, possessive) = (titles.collect(), roles.collect(), raw.possessive);
        let (of, article, syntax, realms, kinds, templates) = (raw.of, raw.article, raw.syntax, raw.realm, raw.kind, raw.template);
        let measures = pack.lexicon("measures")?.rows().map(|row| row.get(0).to_owned()).collect();
        Ok(Self { of, article, syntax, possessive, offices, roles, realms, kinds, templates, measures, articles })
    }

    /// Which office a title names, where the pack knows several names for it.
    pub(super) fn office(&self, title: &str) -> Option<&str> {
        self.offices.get(&folded(title)).map(String::as_str)
    }

    /// One of the titles of an office.
    pub(super) fn title_of(&self, row: &str) -> Option<&str> {
        self.offices.iter().find(|(_, office)| *office == row).map(|(title, _)| title.as_str())
    }

    /// Whether two titles may both be of who heads a body: one says no more than that ("le chef du parti", "son secrétaire général").
    pub(super) fn are_heads(&self, one: &str, other: &str) -> bool {
        let heads = |one: &str, other: &str| {
            self.syntax.head.contains(one) && (self.syntax.head.contains(other) || self.syntax.heading.contains(other))
        };
        heads(one, other) || heads(other, one)
    }

    /// Whether two titles are those of monarchs, and nobody bears both.
    pub(super) fn are_other_crowns(&self, one: &str, other: &str) -> bool {
        let (one, other) = (folded(one), folded(other));
        let (one, other) = (first_word(&one), first_word(&other));
        let is_crown = |word: &str| self.syntax.crown.iter().any(|crown| folded(crown) == word);
        one != other && is_crown(one) && is_crown(other)
    }

    /// The title that somebody held once, of one whose noun says so ("ex-président").
    pub(super) fn once<'t>(&self, title: &'t str) -> Option<&'t str> {
        title.split_once('-').filter(|(prefix, _)| self.syntax.former.contains(*prefix)).map(|(_, title)| title)
    }

    /// Which office a title of the gazetteer names.
    pub(super) fn role(&self, title: &str) -> Option<&str> {
        let title = folded(title);
        self.roles.iter().find(|(begin, _)| title.starts_with(begin)).map(|(_, row)| row.as_str())
    }

    /// Whether a name takes the plural article; nothing for one that takes none.
    pub(super) fn number_of(&self, label: &str) -> Option<bool> {
        let article = self.articles.get(label)?;
        self.article.iter().find(|(_, form)| *form == article).map(|(kind, _)| kind == "Plur")
    }

    /// Whether a name takes the feminine article; nothing where its article does not show it.
    pub(super) fn gender_of(&self, label: &str) -> Option<bool> {
        let article = self.articles.get(label)?;
        let kind = self.article.iter().find(|(_, form)| *form == article).map(|(kind, _)| kind.as_str());
        kind.filter(|kind| matches!(*kind, "Fem" | "Masc")).map(|kind| kind == "Fem")
    }

    /// The labels that a template makes of a head noun and its owner, the usual one first; those whose parts are missing are left out.
    pub(super) fn labels(&self, template: &str, head: &str, agreement: Agreement, owner: &Owner) -> Vec<String> {
        let patterns = self.templates.get(template).map_or(&[][..], Vec::as_slice);
        patterns.iter().filter_map(|pattern| self.fill(pattern, head, agreement, owner)).collect()
    }

    fn fill(&self, pattern: &str, head: &str, agreement: Agreement, owner: &Owner) -> Option<String> {
        let mut out = String::new();
        let mut rest = pattern;
        while let Some((before, after)) = rest.split_once('{') {
            let (slot, tail) = after.split_once('}')?;
            out.push_str(before);
            out.push_str(&self.slot(slot, head, agreement, owner)?);
            rest = tail;
        }
        out.push_str(rest);
        Some(out)
    }

    fn slot(&self, slot: &str, head: &str, agreement: Agreement, owner: &Owner) -> Option<String> {
        let form = |agreement: Agreement| usize::from(agreement.feminine) + 2 * usize::from(agreement.plural);
        match slot {
            "Words" => Some(capitalised(&owner.words)).filter(|_| !owner.label.is_empty()),
            "head" => Some(head.to_owned()),
            "Head" => Some(capitalised(head)),
            "of.head" => Some(self.of(&capitalised(if owner.words.is_empty() { head } else { &owner.words }), Some(agreement))),
            "of" => Some(self.of(&owner.label, None)).filter(|_| !owner.label.is_empty()),
            "capital" => owner.capital.clone(),
            "adj.head" => Some(owner.demonym.as_ref()?[form(agreement)].clone()),
            "adj.ms" => Some(owner.demonym.as_ref()?[0].clone()),
            "adj.fs" => Some(owner.demonym.as_ref()?[1].clone()),
            "adj.mp" => Some(owner.demonym.as_ref()?[2].clone()),
            "adj.fp" => Some(owner.demonym.as_ref()?[3].clone()),
            _ => None,
        }
    }

    /// A name with the preposition of owners; a described thing gives the agreement of its head noun, which makes it definite.
    pub(super) fn of(&self, label: &str, noun: Option<Agreement>) -> String {
        let vowel = begins_with_vowel(label);
        // "Forces armées maliennes": a name made of a noun takes the noun's article.
        let first = label.split_once(' ').and_then(|(first, _)| self.articles.get(&format!("{first} …"))).filter(|_| noun.is_none());
        let own = self.articles.get(label).or(first).map(String::as_str);
        let article = match (own, noun) {
            (Some(article), _) => Some(article),
            (None, Some(noun)) => Some(self.article_of(noun, vowel)),
            (None, None) => None,
        };
        let contracted = article.and_then(|article| self.of.get(article));
        let plain = self.of.get(if vowel { "before_vowel" } else { "default" });
        let before = contracted.or(plain).map_or("", String::as_str);
        format!("{before}{label}")
    }

    fn article_of(&self, noun: Agreement, vowel: bool) -> &str {
        let kind = match (noun.plural, vowel, noun.feminine) {
            (true, ..) => "Plur",
            (_, true, _) => "before_vowel",
            (.., true) => "Fem",
            _ => "Masc",
        };
        self.article.get(kind).map_or("", String::as_str)
    }
}

/// The first word of a folded title.
pub(super) fn first_word(title: &str) -> &str {
    title.split('-').next().unwrap_or(title)
}

/// The text with a capital at its beginning.
pub(super) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The text with a small letter at its beginning.
pub(super) fn uncapitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

fn begins_with_vowel(label: &str) -> bool {
    let first = label.nfd().next().map(|c| c.to_ascii_lowercase());
    first.is_some_and(|c| "aeiouh".contains(c)) && !label.starts_with(['H', 'h'])
}
