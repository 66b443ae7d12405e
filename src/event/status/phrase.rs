//! Prepositions and conjunctions of one or more words, and what they introduce.

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use super::tree::Tree;
use crate::{
    model::{Token, Upos},
    pack::{Lexicon, PackError, Row},
};

/// What a phrase must introduce to count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Complement {
    Any,
    Infinitive,
    Nominal,
    Clause,
    Headline,
}

impl Complement {
    fn read(word: &str) -> Option<Self> {
        match word {
            "any" => Some(Self::Any),
            "inf" => Some(Self::Infinitive),
            "noun" => Some(Self::Nominal),
            "clause" => Some(Self::Clause),
            "headline" => Some(Self::Headline),
            _ => None,
        }
    }

    fn holds(self, tree: &Tree<'_>, token: usize) -> bool {
        match self {
            Self::Any => true,
            Self::Infinitive => tree.is_infinitive(token),
            Self::Nominal => {
                matches!(tree.tokens[token].upos, Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num) && tree.finite(token).is_none()
            }
            Self::Clause => tree.finite(token).is_some(),
            Self::Headline => tree.tokens[token].head.is_none() && Self::Nominal.holds(tree, token),
        }
    }
}

#[derive(Clone, Debug)]
struct Phrase<T> {
    words: Vec<CompactString>,
    complement: Complement,
    value: T,
}

/// One place where a phrase of the pack stands.
#[derive(Clone, Copy, Debug)]
pub(in crate::event) struct Found<'p, T> {
    /// Index of the phrase's first word.
    pub(in crate::event) first: usize,
    /// Index of the phrase's last word.
    pub(in crate::event) last: usize,
    /// Head of what it introduces.
    pub(in crate::event) complement: usize,
    /// What the pack says about it.
    pub(in crate::event) value: &'p T,
}

/// Phrases by their first word, longest first.
#[derive(Debug)]
pub(in crate::event) struct Phrases<T>(FxHashMap<CompactString, Vec<Phrase<T>>>);

impl<T> Phrases<T> {
    /// Reads the columns phrase, complement, value; `value` reads the third or says what is wrong.
    pub(in crate::event) fn read(lexicon: &Lexicon<'_>, value: impl Fn(&str) -> Result<T, String>) -> Result<Self, PackError> {
        let mut phrases: FxHashMap<CompactString, Vec<Phrase<T>>> = FxHashMap::default();
        for row in lexicon.rows() {
            let phrase = Phrase::read(row, &value).map_err(|problem| lexicon.fault(row, problem))?;
            phrases.entry(phrase.words[0].clone()).or_default().push(phrase);
        }
        for list in phrases.values_mut() {
            list.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
        }
        Ok(Self(phrases))
    }

    /// What the pack says about a phrase of one word, whatever it introduces.
    pub(in crate::event) fn single(&self, token: &Token) -> Option<&T> {
        self.starting(token).find(|phrase| phrase.words.len() == 1).map(|phrase| &phrase.value)
    }

    /// Every phrase of the sentence, left to right, none inside another.
    pub(in crate::event) fn find<'p>(&'p self, tree: &'p Tree<'_>) -> impl Iterator<Item = Found<'p, T>> {
        let mut start = 0;
        std::iter::from_fn(move || {
            while start < tree.tokens.len() {
                let found = self.at(tree, start);
                start = found.as_ref().map_or(start, |found| found.last) + 1;
                if found.is_some() {
                    return found;
                }
            }
            None
        })
    }

    fn at<'p>(&'p self, tree: &Tree<'_>, start: usize) -> Option<Found<'p, T>> {
        self.starting(&tree.tokens[start]).find_map(|phrase| {
            let words = tree.tokens.get(start..start + phrase.words.len())?;
            let same = words.iter().zip(&phrase.words).skip(1).all(|(token, word)| token.lemma == *word || lower(token) == *word);
            let last = start + phrase.words.len() - 1;
            let complement = same.then(|| complement(tree, last)).flatten()?;
            phrase.complement.holds(tree, complement).then_some(Found { first: start, last, complement, value: &phrase.value })
        })
    }

    fn starting(&self, token: &Token) -> impl Iterator<Item = &Phrase<T>> {
        let by_form = lower(token);
        let by_lemma = self.0.get(&token.lemma).filter(|_| token.lemma != by_form);
        self.0.get(&by_form).into_iter().chain(by_lemma).flatten()
    }
}

impl<T> Phrase<T> {
    fn read(row: &Row<'_>, value: impl Fn(&str) -> Result<T, String>) -> Result<Self, String> {
        let complement = Complement::read(row.get(1))
            .ok_or_else(|| format!("`{}` is no complement; write any, inf, noun, clause or headline", row.get(1)))?;
        Ok(Self { words: row.get(0).split(' ').map(CompactString::from).collect(), complement, value: value(row.get(2))? })
    }
}

fn lower(token: &Token) -> CompactString {
    CompactString::from_str_to_lowercase(&token.form)
}

/// What a preposition or conjunction that ends at `last` introduces: the nearest head to its right. A phrase that ends with a noun
/// introduces that noun (`de source`), one that ends with a verb its object (`à en croire`).
fn complement(tree: &Tree<'_>, last: usize) -> Option<usize> {
    match tree.tokens[last].upos {
        Upos::Noun if !matches!(tree.tokens[last].base_rel(), "fixed" | "case" | "mark") => return Some(last),
        Upos::Verb => return tree.with_rel(last, "obj").next(),
        _ => {}
    }
    let mut word = last;
    for _ in 0..tree.tokens.len() {
        let head = tree.tokens[word].head?;
        let introduces = matches!(tree.tokens[word].base_rel(), "case" | "mark" | "fixed" | "advmod" | "cc");
        if head > last {
            return introduces.then_some(head);
        }
        if !introduces {
            return None;
        }
        word = head;
    }
    None
}
