//! What the name tagger sees of a sentence: hashes of its words, lists, gazetteer entries, and its runs of capitals.

use std::collections::BTreeMap;

use super::{
    Lists, Nouns,
    feature::{Clue, Run},
};
use crate::{
    analysis::{
        Analyser, hash,
        word::{self, Word},
    },
    gazetteer::{Candidate, Gazetteer},
    model::{Sentence, Surface, Token, Upos},
};

/// What is known of words outside any document.
pub(in crate::analysis) struct Source {
    pub lists: Lists,
    /// Bits of the lists of words that tell what an article is about.
    pub topic: u16,
    /// For each cluster, how large a part of its words each list has.
    pub profiles: Vec<u16>,
}

/// One sentence for the tagger.
pub(in crate::analysis) struct Scene {
    pub clues: Vec<Clue>,
    pub runs: Vec<Run>,
}

impl Scene {
    /// Whether no word can be part of a name.
    pub fn is_plain(&self) -> bool {
        self.clues.iter().all(|clue| !clue.capital && clue.entry == 0)
    }
}

/// Steps of the part of topical words in an article, of a thousand.
const TOPICAL: [usize; 3] = [8, 16, 30];
/// Set beside the bits of lists for given names of the gazetteer.
const GIVEN: u64 = 1 << 32;
/// Bits of lists of single words; the others are of names of any length.
const WORDS: u16 = (1 << WORD_LISTS) - 1;
/// Lists whose words are looked at one by one.
const WORD_LISTS: usize = 6;
/// Set where a word, or the words up to it, begins a longer name of a list.
const GOES_ON: u16 = 1 << 15;
/// The most lists that there can be.
pub(in crate::analysis) const LISTS: usize = 15;
/// Words without capitals inside a run.
const GAP: usize = 2;
/// Steps of a city's score in the gazetteer: a million inhabitants have about 6.5.
const CITIES: [f32; 2] = [5.0, 6.0];

impl Source {
    pub const fn new(lists: Lists, topic: u16, profiles: Vec<u16>) -> Self {
        Self { lists, topic, profiles }
    }

    /// Reads a sentence of a text.
    pub fn scene(&self, analyser: &Analyser, gazetteer: &Gazetteer, nouns: &Nouns, text: &str, sentence: &Sentence) -> Scene {
        let tokens = &sentence.tokens;
        let mut lower = String::new();
        let mut clues: Vec<Clue> = Vec::with_capacity(tokens.len());
        for token in tokens {
            let clue = self.clue(analyser, gazetteer, nouns, token, clues.last(), &mut lower);
            clues.push(clue);
        }
        for (at, token) in tokens.iter().enumerate() {
            clues[at].head = token.head.map_or([2, 2], |head| [clues[head].lemma, clues[head].cluster]);
        }
        enter(gazetteer, text, tokens, &mut clues);
        self.find_listed(tokens, &mut clues);
        let runs = runs(tokens, &mut clues);
        Scene { clues, runs }
    }

    /// Notes the names of lists, the longest first.
    fn find_listed(&self, tokens: &[Token], clues: &mut [Clue]) {
        let mut place = 0;
        while place < clues.len() {
            let found = if clues[place].capital { self.listed(tokens, clues, place) } else { None };
            let Some((end, bits)) = found else {
                place += 1;
                continue;
            };
            for (at, clue) in clues[place..end].iter_mut().enumerate() {
                let edges = u64::from(at == 0) + 2 * u64::from(place + at + 1 == end);
                clue.listed = 1 + edges + 4 * u64::from(bits);
            }
            place = end;
        }
    }

    /// End and lists of the longest listed name that begins here.
    fn listed(&self, tokens: &[Token], clues: &[Clue], start: usize) -> Option<(usize, u16)> {
        let (mut key, mut end, mut found) = (clues[start].lower, start + 1, None);
        loop {
            let bits = self.lists.get(key).unwrap_or(0);
            let lists = if end == start + 1 { bits & !WORDS } else { bits } & !GOES_ON & !self.topic;
            if lists != 0 {
                found = Some((end, lists));
            }
            if bits & GOES_ON == 0 || end == tokens.len() {
                return found;
            }
            key = hash::mix(key, clues[end].lower);
            end += 1;
        }
    }

    fn clue(
        &self,
        analyser: &Analyser,
        gazetteer: &Gazetteer,
        nouns: &Nouns,
        token: &Token,
        before: Option<&Clue>,
        lower: &mut String,
    ) -> Clue {
        let word = Word::new(&analyser.spelling(&token.form, lower), &analyser.lexicon, lower);
        let cluster = usize::try_from(word.cluster).unwrap_or_default();
        let mut letters = token.form.chars().filter(|letter| letter.is_alphabetic()).peekable();
        let marks = letters.peek().is_none() && !token.form.contains(char::is_numeric);
        let shout = letters.clone().nth(1).is_some() && letters.all(char::is_uppercase);
        let capital = token.form.contains(char::is_uppercase) && token.surface != Surface::Rest;
        let given = capital && gazetteer.is_first_name(&token.form);
        let lists = self.lists.get(word.lower).unwrap_or(0);
        let noun = nouns.get(&token.lemma).first().map_or(0, |noun| hash::text(&noun.class));
        Clue {
            form: word.form,
            lower: word.lower,
            lemma: hash::text(&token.lemma),
            suffixes: word.suffixes,
            prefixes: word.prefixes,
            shape: word.shape,
            cluster: word.cluster,
            profile: cluster.checked_sub(2).and_then(|cluster| self.profiles.get(cluster)).map_or(0, |&profile| u64::from(profile) + 1),
            class: word.class,
            upos: token.upos as u64,
            relation: hash::text(token.base_rel()),
            lists: u64::from(lists & WORDS) + if given { GIVEN } else { 0 },
            topical: lists & self.topic != 0,
            noun,
            capital,
            shout,
            marks,
            begins: before.is_none_or(|before| before.marks),
            common: analyser.lexicon.is_common(word.lower),
            ..Clue::OUTSIDE
        }
    }
}

/// Notes the entries of the gazetteer, the longest first.
fn enter(gazetteer: &Gazetteer, text: &str, tokens: &[Token], clues: &mut [Clue]) {
    let starts: Vec<usize> = (0..tokens.len()).filter(|&token| tokens[token].surface != Surface::Rest).collect();
    let words: Vec<&str> = starts.iter().map(|&token| tokens[token].span.of(text)).collect();
    let mut place = 0;
    while place < starts.len() {
        let first = starts[place];
        let kind = matches!(tokens[first].upos, Upos::Propn | Upos::Noun | Upos::Adj | Upos::X | Upos::Num | Upos::Verb);
        let Some((length, candidates)) =
            Some(()).filter(|()| kind || clues[first].capital).and_then(|()| gazetteer.longest_match(&words, place))
        else {
            place += 1;
            continue;
        };
        place += length;
        let end = starts.get(place).copied().unwrap_or(tokens.len());
        let (likeliest, other) = (group(gazetteer, candidates[0]), candidates.iter().map(|&candidate| group(gazetteer, candidate)));
        let second = other.into_iter().find(|other| *other != likeliest).unwrap_or(0);
        let strength = strength(gazetteer, candidates[0]);
        for (at, clue) in clues[first..end].iter_mut().enumerate() {
            let edges = u64::from(at == 0) + 2 * u64::from(first + at + 1 == end);
            clue.entry = hash::mix(hash::mix(likeliest, edges), strength + 4 * candidates[0].kind as u64);
            clue.second = second;
        }
    }
}

/// Kind of thing that a record is, as coarse as names tell.
fn group(gazetteer: &Gazetteer, candidate: Candidate) -> u64 {
    match gazetteer.record(candidate.record).class() {
        "Country" => 2,
        "City" => 3,
        "Region" | "Area" => 4,
        "Person" => 5,
        "ArmedGroup" => 6,
        "Facility" => 7,
        "Group" => 8,
        _ => 9,
    }
}

fn strength(gazetteer: &Gazetteer, candidate: Candidate) -> u64 {
    let city = gazetteer.record(candidate.record).class() == "City";
    if city { 1 + CITIES.iter().filter(|&&step| gazetteer.score(candidate) >= step).count() as u64 } else { 0 }
}

/// Stretches of capitalised words; prepositions and articles may stand between.
fn runs(tokens: &[Token], clues: &mut [Clue]) -> Vec<Run> {
    let (mut runs, mut start): (Vec<Run>, usize) = (Vec::new(), 0);
    while start < clues.len() {
        if !clues[start].capital {
            start += 1;
            continue;
        }
        let mut end = start + 1;
        while let Some(next) = next_capital(tokens, clues, end) {
            end = next + 1;
        }
        clues[start..end].iter_mut().for_each(|clue| clue.run = Some(runs.len()));
        runs.push(Run { start, end });
        start = end;
    }
    runs
}

fn next_capital(tokens: &[Token], clues: &[Clue], end: usize) -> Option<usize> {
    let small = |at: &usize| !clues[*at].capital && matches!(tokens[*at].upos, Upos::Adp | Upos::Det);
    let next = end + (end..clues.len()).take(GAP).take_while(small).count();
    clues.get(next).filter(|clue| clue.capital).map(|_| next)
}

/// Adds a name to lists. A tokeniser may or may not end a word behind an apostrophe: both are listed.
pub(in crate::analysis) fn list(words: &mut BTreeMap<u64, u16>, name: &str, bit: u16, lower: &mut String) {
    add(words, name.split(' '), bit, lower);
    add(words, name.split(' ').flat_map(|word| word.split_inclusive(['\'', '’'])), bit, lower);
}

/// Adds a name under a key of all its words, and keys of its first words that say that it goes on.
fn add<'a>(words: &mut BTreeMap<u64, u16>, name: impl Iterator<Item = &'a str>, bit: u16, lower: &mut String) {
    let mut last: Option<u64> = None;
    for word in name.filter(|word| !word.is_empty()) {
        if let Some(before) = last {
            *words.entry(before).or_default() |= GOES_ON;
        }
        word::fold(word, lower);
        let key = hash::text(lower);
        last = Some(last.map_or(key, |before| hash::mix(before, key)));
    }
    if let Some(last) = last {
        *words.entry(last).or_default() |= bit;
    }
}

/// Tells the words of a document what it is about.
pub(in crate::analysis) fn set_topic(scenes: &mut [Scene]) {
    let count = |scene: &Scene| scene.clues.iter().filter(|clue| clue.topical).count();
    let all: usize = scenes.iter().map(count).sum();
    let words: usize = scenes.iter().map(|scene| scene.clues.len()).sum();
    let part = if all < 2 { 0 } else { 1 + TOPICAL.iter().filter(|&&least| all * 1000 >= least * words).count() };
    for scene in scenes {
        let topic = (3 * part + count(scene).min(2)) as u64;
        scene.clues.iter_mut().for_each(|clue| clue.topic = topic);
    }
}
