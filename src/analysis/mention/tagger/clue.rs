//! What the name tagger sees of a sentence: hashes of its words, lists, gazetteer entries, and its runs of capitals.

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

/// Set beside the bits of lists for given names of the gazetteer.
const GIVEN: u64 = 1 << 32;
/// Words without capitals inside a run.
const GAP: usize = 2;
/// Steps of a city's score in the gazetteer: a million inhabitants have about 6.5.
const CITIES: [f32; 2] = [5.0, 6.0];

impl Source {
    pub const fn new(lists: Lists, profiles: Vec<u16>) -> Self {
        Self { lists, profiles }
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
        let runs = runs(tokens, &mut clues);
        Scene { clues, runs }
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
        let word = Word::new(&token.form, &analyser.lexicon, lower);
        let cluster = usize::try_from(word.cluster).unwrap_or_default();
        let mut letters = token.form.chars().filter(|letter| letter.is_alphabetic()).peekable();
        let marks = letters.peek().is_none() && !token.form.contains(char::is_numeric);
        let shout = letters.clone().nth(1).is_some() && letters.all(char::is_uppercase);
        let capital = token.form.contains(char::is_uppercase) && token.surface != Surface::Rest;
        let given = capital && gazetteer.is_first_name(&token.form);
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
            lists: self.lists.get(word.lower).map_or(0, u64::from) + if given { GIVEN } else { 0 },
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

/// The key under which a word is looked up in lists.
pub(in crate::analysis) fn key(form: &str, lower: &mut String) -> u64 {
    word::fold(form, lower);
    hash::text(lower)
}
