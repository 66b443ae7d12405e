//! Names: the longest entries of the gazetteer first, then what capitals and context tell.

use std::{collections::BTreeSet, ops::Range};

use compact_str::CompactString;

use super::{
    Nouns, acronym,
    body::{BodyNames, Ground},
    class,
    guess::guess,
    people::{is_people, is_whole_people},
};
use crate::{
    gazetteer::{Candidate, Gazetteer, NameKind, RecordId},
    model::{Mention, MentionForm, Sentence, Surface, Token, Upos},
    pack::{Pack, PackError, Row},
};

/// How many readings of an ambiguous name are kept.
const READINGS: usize = 8;

/// What `name-particles.tsv` calls the first part of a word that says whose side somebody is on.
const PREFIX: &str = "prefix";
const PERSON: &str = "Person";
/// Classes of places that give other things their names, and of those that bear names of persons.
const PLACES: [&str; 3] = ["City", "Region", "Country"];
/// Classes of bodies whose names begin those of others.
const BODIES: [&str; 3] = ["ArmedGroup", "Organization", "Party"];
const SETTLED: [&str; 2] = ["City", "Region"];
/// Prior in the gazetteer of a place that news may mean without saying where it is.
const KNOWN_PLACE: f32 = 5.5;

/// What is known of the words of a sentence beside the gazetteer.
pub(super) struct Hints<'a> {
    /// The names that the tagger found, with the classes that they may have, likeliest first, spaces between.
    pub tagged: &'a [(Range<usize>, &'a str)],
    /// Whether a word is known as anything but a name.
    pub is_common: &'a dyn Fn(&str) -> bool,
}

#[derive(Debug)]
pub(super) struct NameFinder<'g> {
    gazetteer: &'g Gazetteer,
    /// Lower-case words inside names of persons (`von`, `ben`, `al`).
    particles: BTreeSet<String>,
    /// What makes a word of a name that names nobody (`pro-Gbagbo`).
    prefixes: BTreeSet<String>,
    bodies: BodyNames,
}

impl<'g> NameFinder<'g> {
    pub fn load(pack: &Pack, gazetteer: &'g Gazetteer) -> Result<Self, PackError> {
        let lexicon = pack.lexicon("name-particles")?;
        let (prefixes, particles): (Vec<_>, Vec<_>) = lexicon.words()?.partition(|row| row.get(1) == PREFIX);
        let words = |rows: Vec<&Row<'_>>| rows.into_iter().map(|row| row.get(0).to_owned()).collect();
        Ok(Self { gazetteer, particles: words(particles), prefixes: words(prefixes), bodies: BodyNames::load(pack)? })
    }

    pub const fn gazetteer(&self) -> &'g Gazetteer {
        self.gazetteer
    }

    /// The names of one sentence.
    pub fn find(&self, text: &str, index: usize, sentence: &Sentence, nouns: &Nouns, hints: &Hints<'_>) -> Vec<Mention> {
        let mut names = self.known(text, index, sentence);
        names.retain(|name| !self.is_overruled(sentence, name, hints));
        self.expand(index, sentence, nouns, &mut names);
        self.add_bodies(index, sentence, nouns, &mut names);
        let mut taken = vec![false; sentence.tokens.len()];
        names.iter().for_each(|name| taken[name.tokens.clone()].fill(true));
        let mut runs = self.unknown_runs(sentence, &taken);
        runs.retain(|run| self.may_name(sentence, run, nouns, hints));
        // The tagger knows where names of several words begin and end. "La prison de Rajo" stays a description: it tells more than a name does.
        let names_only = |words: &Range<usize>| {
            let first = &sentence.tokens[words.start];
            first.form.starts_with(char::is_uppercase) || nouns.get(&first.lemma).iter().all(|noun| noun.template.is_empty())
        };
        let free = |words: &&Range<usize>| !taken[(*words).clone()].contains(&true) && names_only(words);
        let tagged: Vec<&Range<usize>> = hints.tagged.iter().map(|(words, _)| words).filter(free).collect();
        let mut runs: Vec<Range<usize>> = runs.into_iter().flat_map(|run| join_particles(cut(run, &tagged), &sentence.tokens)).collect();
        runs.dedup();
        runs.retain(|run| self.may_name(sentence, run, nouns, hints));
        for run in runs {
            self.add_unknown(index, sentence, run, nouns, hints, &mut names);
        }
        names
    }

    /// "La Défense", "Premier": a common word does not become a name by its capital.
    fn may_name(&self, sentence: &Sentence, run: &Range<usize>, nouns: &Nouns, hints: &Hints<'_>) -> bool {
        let tokens = &sentence.tokens;
        let word = &tokens[run.start].form;
        // "M. Rosse": right behind a noun for a person stands somebody's name.
        let titled = || {
            let title = run.start.checked_sub(1).filter(|&before| tokens[run.start].head == Some(before));
            let person = title.is_some_and(|before| nouns.get(&tokens[before].lemma).iter().any(|noun| noun.class == PERSON));
            tokens[run.start].upos == Upos::Propn && person
        };
        // "Les FAR": an acronym that a word is spelt like.
        // "Les Touareg".
        let people = || is_people(sentence, run) && hints.tagged.iter().any(|(words, _)| words == run);
        let acronym = || {
            is_shouted(word) && hints.tagged.iter().any(|(words, _)| *words == *run) && !tokens.iter().all(|token| is_shouted(&token.form))
        };
        run.len() > 1 || !(hints.is_common)(word) || self.gazetteer.is_first_name(word) || titled() || acronym() || people()
    }

    /// Whether the tagger has seen that an entry of the gazetteer is not what is meant: it is a part of a longer name ("Washington" in "Université
    /// de Washington"), or the name of some small place that somebody bears.
    fn is_overruled(&self, sentence: &Sentence, name: &Mention, hints: &Hints<'_>) -> bool {
        let covers = |(words, _): &&(Range<usize>, &str)| words.start <= name.tokens.start && name.tokens.end <= words.end;
        let Some((words, tag)) = hints.tagged.iter().find(covers) else { return false };
        if name.form != MentionForm::Name || name.candidates.is_empty() {
            return false;
        }
        let only = |places: &[&str]| name.classes.iter().all(|class| places.contains(&class.as_str()));
        if *words == name.tokens {
            let score = |record: u32| self.gazetteer.score(Candidate { record: RecordId(record), kind: NameKind::Label });
            return *tag == PERSON && only(&SETTLED) && name.candidates.iter().all(|&record| score(record) < KNOWN_PLACE);
        }
        let capital = sentence.tokens[words.start].form.starts_with(char::is_uppercase);
        // "Fatah al-Islam" is another body than the Fatah.
        let rest = words.start == name.tokens.start
            && name.tokens.len() == 1
            && words.end == name.tokens.end + 1
            && is_compound_name(&sentence.tokens[name.tokens.end]);
        if rest && only(&BODIES) && tag.split(' ').any(|tag| BODIES.contains(&tag)) {
            return true;
        }
        capital && only(&PLACES) && !tag.split(' ').any(|tag| PLACES.contains(&tag))
    }

    fn known(&self, text: &str, index: usize, sentence: &Sentence) -> Vec<Mention> {
        let tokens = &sentence.tokens;
        let starts: Vec<usize> = (0..tokens.len()).filter(|&i| tokens[i].surface != Surface::Rest).collect();
        let words: Vec<&str> = starts.iter().map(|&i| tokens[i].span.of(text)).collect();
        let mut names = Vec::new();
        let mut place = 0;
        while place < starts.len() {
            let begins = matches!(tokens[starts[place]].upos, Upos::Propn | Upos::Noun | Upos::Adj | Upos::X | Upos::Num | Upos::Verb);
            let may_begin = begins || self.is_article_of_name(tokens, &starts, &words, place);
            let found = if may_begin { self.gazetteer.longest_match(&words, place) } else { None };
            // "Patrick Boisvert" is nobody's region, though there is a region of the name.
            let before_name =
                |length: usize| length == 1 && (self.gives_name(tokens, starts[place]) || self.ends_name(tokens, starts[place]));
            let begins_name =
                |length: usize, candidates: &[Candidate]| length == 1 && self.is_first_half(tokens, starts[place], candidates);
            let Some((length, candidates)) = found.filter(|(length, found)| !before_name(*length) && !begins_name(*length, found)) else {
                place += 1;
                continue;
            };
            let end = starts.get(place + length).copied().unwrap_or(tokens.len());
            match self.mention(index, sentence, starts[place]..end, &candidates) {
                Some(name) => {
                    names.push(name);
                    place += length;
                }
                None => place += 1,
            }
        }
        names
    }

    /// "La Havane": a capitalised article before a name that nobody bears without it.
    fn is_article_of_name(&self, tokens: &[Token], starts: &[usize], words: &[&str], place: usize) -> bool {
        let article = tokens[starts[place]].upos == Upos::Det && words[place].starts_with(char::is_uppercase);
        let name = || starts.get(place + 1).is_some_and(|&next| tokens[next].upos == Upos::Propn);
        let whole = || self.gazetteer.longest_match(words, place).is_some_and(|(length, _)| length > 1);
        article && name() && whole() && self.gazetteer.longest_match(words, place + 1).is_none()
    }

    /// Puts in the long names that stand beside their acronym, for whatever was found in them.
    fn expand(&self, index: usize, sentence: &Sentence, nouns: &Nouns, names: &mut Vec<Mention>) {
        for (tokens, short) in acronym::expanded(sentence) {
            let whole = names.iter().any(|name| name.tokens.start <= tokens.start && tokens.end <= name.tokens.end);
            let overlaps = |name: &Mention| name.tokens.start < tokens.start && tokens.start < name.tokens.end;
            if whole || names.iter().any(overlaps) {
                continue;
            }
            names.retain(|name| name.tokens.end <= tokens.start || tokens.end <= name.tokens.start);
            let acronym = names.iter().find(|name| name.tokens == (short..short + 1));
            let head = head_of(sentence, &tokens);
            let mut mention =
                Mention { sentence: index, head, tokens, form: MentionForm::Name, classes: Vec::new(), candidates: Vec::new() };
            match acronym.filter(|acronym| !acronym.candidates.is_empty()) {
                Some(known) => (mention.classes, mention.candidates) = (known.classes.clone(), known.candidates.clone()),
                None => mention.classes = body_classes(nouns, &sentence.tokens[head].lemma),
            }
            names.push(mention);
        }
    }

    /// Puts in the names of bodies that no entry covers.
    fn add_bodies(&self, index: usize, sentence: &Sentence, nouns: &Nouns, names: &mut Vec<Mention>) {
        for (tokens, classes) in self.bodies.find(Ground { tokens: &sentence.tokens, names, nouns }) {
            let overlaps = |name: &&Mention| name.tokens.start < tokens.end && tokens.start < name.tokens.end;
            // "Front national patriotique": an adjective goes on with a name that a table has.
            let longer = |name: &Mention| {
                name.tokens.start == tokens.start && name.tokens.end < tokens.end && sentence.tokens[name.tokens.end].upos == Upos::Adj
            };
            let known = |name: &Mention| name.tokens.start <= tokens.start && !longer(name);
            if names.iter().filter(overlaps).any(known) {
                continue;
            }
            names.retain(|name| !overlaps(&name));
            let head = head_of(sentence, &tokens);
            names.push(Mention {
                sentence: index,
                head,
                tokens,
                form: MentionForm::Name,
                classes: classes.to_vec(),
                candidates: Vec::new(),
            });
        }
    }

    /// Whether a given name stands before another name.
    fn gives_name(&self, tokens: &[Token], place: usize) -> bool {
        let begins = |next: &Token| next.form.starts_with(char::is_uppercase) || is_compound_name(next);
        let next = tokens.get(place + 1).is_some_and(|next| next.upos == Upos::Propn && begins(next));
        next && tokens[place].upos == Upos::Propn && self.gazetteer.is_first_name(&tokens[place].form)
    }

    /// "Javier Perez de Cuellar": a word with a particle before it ends the name of somebody whose given name begins it.
    fn ends_name(&self, tokens: &[Token], place: usize) -> bool {
        let first = tokens[place].head.filter(|&first| first + 1 < place && tokens[place].rel == "flat:name");
        let particle = || self.particles.contains(tokens[place - 1].form.as_str());
        first.is_some_and(|first| self.gazetteer.is_first_name(&tokens[first].form)) && particle()
    }

    /// "Gnassingbé Eyadéma": a family name before a name that no table has is the first half of another name.
    fn is_first_half(&self, tokens: &[Token], place: usize, candidates: &[Candidate]) -> bool {
        let surname = candidates.first().is_some_and(|first| first.kind == NameKind::Surname);
        let next = tokens.get(place + 1).filter(|next| next.upos == Upos::Propn && next.form.starts_with(char::is_uppercase));
        let joined = next.is_some_and(|next| {
            next.head == Some(place)
                || tokens[place].head == Some(place + 1)
                || next.head == tokens[place].head && next.rel.starts_with("flat")
        });
        surname && joined && next.is_some_and(|next| self.gazetteer.lookup(&next.form).next().is_none())
    }

    fn mention(&self, sentence_index: usize, sentence: &Sentence, tokens: Range<usize>, candidates: &[Candidate]) -> Option<Mention> {
        let head = head_of(sentence, &tokens);
        let token = &sentence.tokens[head];
        let capital = token.form.starts_with(char::is_uppercase);
        let by_belonging = |candidate: &&Candidate| matches!(candidate.kind, NameKind::DemonymNoun | NameKind::DemonymAdjective);
        // "les talibans" are named, "les chefs talibans" belong to them.
        let first = candidates.iter().find(|candidate| token.upos == Upos::Noun && !by_belonging(candidate)).or(candidates.first())?;
        let mut mention =
            Mention { sentence: sentence_index, head, tokens, form: MentionForm::Name, classes: Vec::new(), candidates: Vec::new() };
        if first.kind == NameKind::DemonymAdjective || first.kind == NameKind::DemonymNoun {
            mention.form = if capital && token.upos != Upos::Adj { MentionForm::Demonym } else { MentionForm::Adjective };
        } else if token.upos == Upos::Verb && !capital {
            return None;
        }
        let adjectival = mention.form != MentionForm::Name;
        let kept = candidates.iter().filter(|candidate| {
            adjectival == by_belonging(candidate) && (candidate.kind != NameKind::ContextOnly || candidates.len() == 1)
        });
        for candidate in kept.take(READINGS) {
            mention.candidates.push(candidate.record.0);
            mention.classes.push(class(self.gazetteer.record(candidate.record).class()));
        }
        if mention.form == MentionForm::Demonym {
            let whole = is_whole_people(sentence, head);
            // "Le Tchadien Idriss Déby" is one.
            let one = |det: &Token| det.head == Some(head) && det.base_rel() == "det" && det.feats.is("Number", "Sing");
            let named = sentence.tokens.get(mention.tokens.end).is_some_and(|next| next.upos == Upos::Propn && next.head == Some(head));
            let own = if named && sentence.tokens.iter().any(one) { "Person" } else { "Group" };
            mention.classes.insert(if whole { mention.classes.len() } else { 0 }, class(own));
        }
        Some(mention).filter(|mention| !mention.candidates.is_empty())
    }

    /// Runs of capitalised words that no entry covers.
    fn unknown_runs(&self, sentence: &Sentence, taken: &[bool]) -> Vec<Range<usize>> {
        let tokens = &sentence.tokens;
        let mut runs: Vec<Range<usize>> = Vec::new();
        let mut place = 0;
        while place < tokens.len() {
            if taken[place] || !self.is_name_word(tokens, place) {
                place += 1;
                continue;
            }
            let mut end = place + 1;
            while end < tokens.len() && !taken[end] {
                let particle =
                    self.particles.contains(tokens[end].form.as_str()) && end + 1 < tokens.len() && self.is_name_word(tokens, end + 1);
                // "Javier Perez de Cuellar": a preposition belongs to the name where the tree says so.
                let joins = || tokens[end].upos != Upos::Adp || tokens[end + 1].rel == "flat:name" && tokens[end + 1].head >= Some(place);
                if particle && !taken[end + 1] && tokens[end].surface == Surface::Whole && joins() {
                    end += 2;
                } else if self.is_name_word(tokens, end) || is_compound_name(&tokens[end]) && !self.is_prefixed(&tokens[end]) {
                    end += 1;
                } else {
                    break;
                }
            }
            runs.push(place..end);
            place = end;
        }
        runs
    }

    fn is_name_word(&self, tokens: &[Token], place: usize) -> bool {
        let token = &tokens[place];
        let capital = token.form.starts_with(char::is_uppercase);
        let begins = place == 0 || tokens[place - 1].upos == Upos::Punct;
        match token.upos {
            Upos::Propn if self.is_prefixed(token) => false,
            Upos::Propn => capital || token.form.chars().any(char::is_uppercase),
            // A capital inside a sentence marks a name, at its start it marks nothing.
            Upos::Noun | Upos::X => capital && !begins && token.surface == Surface::Whole,
            Upos::Adj | Upos::Verb | Upos::Adv => capital && self.gazetteer.is_first_name(&token.form),
            _ => false,
        }
    }

    /// "Pro-Gbagbo" tells whose side others are on.
    fn is_prefixed(&self, token: &Token) -> bool {
        token.form.split_once('-').is_some_and(|(prefix, _)| self.prefixes.contains(prefix))
    }

    fn add_unknown(
        &self,
        index: usize,
        sentence: &Sentence,
        mut run: Range<usize>,
        nouns: &Nouns,
        hints: &Hints<'_>,
        names: &mut Vec<Mention>,
    ) {
        let tokens = &sentence.tokens;
        let given = self.gazetteer.is_first_name(&tokens[run.start].form);
        // "Jean Washington", "Ned Price": what stands before a family name, or a given name before any name of one word, makes one person of both.
        let next = names.iter().position(|name| name.tokens.start == run.end && name.tokens.len() == 1 && name.form == MentionForm::Name);
        let joins = |next: &usize| {
            given || tokens[run.end].rel.starts_with("flat") || names[*next].classes.first().is_some_and(|class| class == "Person")
        };
        if let Some(next) = next.filter(joins) {
            run.end = names.remove(next).tokens.end;
        }
        let head = head_of(sentence, &run);
        let tag = hints.tagged.iter().find(|(words, _)| words.contains(&head)).map(|(_, class)| *class);
        let classes = guess(sentence, &run, head, given, nouns, tag);
        names.push(Mention { sentence: index, head, tokens: run, form: MentionForm::Name, classes, candidates: Vec::new() });
    }
}

/// A run of capitals as the tagger divides it: the names that it shares words with, whole, and what is left between them.
fn cut(run: Range<usize>, tagged: &[&Range<usize>]) -> Vec<Range<usize>> {
    let (mut pieces, mut place) = (Vec::new(), run.start);
    for words in tagged.iter().filter(|words| words.start < run.end && run.start < words.end) {
        if place < words.start {
            pieces.push(place..words.start);
        }
        pieces.push((*words).clone());
        place = words.end;
    }
    if place < run.end {
        pieces.push(place..run.end);
    }
    pieces
}

/// "Mohamed al-Megaryef", "Perez de Cuellar": what begins with a small letter continues the name before it, and a name goes on behind one.
fn join_particles(pieces: Vec<Range<usize>>, tokens: &[Token]) -> Vec<Range<usize>> {
    let mut joined: Vec<Range<usize>> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let small = |place: usize| tokens[place].form.starts_with(char::is_lowercase) && !is_compound_name(&tokens[place]);
        let continues = |last: &Range<usize>| tokens[piece.start].form.starts_with(char::is_lowercase) || small(last.end - 1);
        match joined.last_mut().filter(|last| last.end == piece.start && continues(last)) {
            Some(last) => last.end = piece.end,
            None => joined.push(piece),
        }
    }
    joined
}

/// Whether a word of several letters is written in capitals.
fn is_shouted(word: &str) -> bool {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    letters.clone().count() > 1 && letters.all(char::is_uppercase)
}

/// What a body named by a noun and its acronym may be.
fn body_classes(nouns: &Nouns, lemma: &str) -> Vec<CompactString> {
    let acts = |class: &CompactString| {
        !matches!(class.as_str(), "Group" | "Person" | "Facility" | "Meeting" | "Policy" | "Area" | "City" | "Region" | "Country")
    };
    let mut classes: Vec<CompactString> = nouns.get(lemma).iter().map(|entry| entry.class.clone()).filter(acts).collect();
    if classes.is_empty() {
        classes = vec![class("Organization"), class("ArmedGroup")];
    }
    classes
}

/// The word of a range that the others hang on.
fn head_of(sentence: &Sentence, range: &Range<usize>) -> usize {
    let outside = |token: &Token| token.head.is_none_or(|head| !range.contains(&head));
    let tokens = &sentence.tokens;
    let mut tops = range.clone().filter(|&token| outside(&tokens[token]) && tokens[token].upos != Upos::Punct);
    let named = tops.clone().find(|&token| matches!(tokens[token].upos, Upos::Propn | Upos::Noun | Upos::X));
    named.or_else(|| tops.next()).unwrap_or(range.start)
}

/// "al-Joulani" after "Abou Mohammed": a small particle tied to a name.
fn is_compound_name(token: &Token) -> bool {
    token.form.split_once('-').is_some_and(|(particle, name)| particle.chars().count() <= 3 && name.starts_with(char::is_uppercase))
}
