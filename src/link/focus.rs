//! The country that a document is about, at any place of it: what "the country" and "the army" mean.

use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
};

use rustc_hash::FxHashMap;

use super::Linker;
use crate::{
    gazetteer::RecordId,
    model::{Analysis, MentionForm},
};

/// How much a mention one sentence further away weighs less.
const DECAY: f32 = 0.85;
/// Share of the weight that a mention keeps at any distance.
const FLOOR: f32 = 0.25;

/// Countries mentioned, with the sentence and the weight of each mention.
#[derive(Debug, Default)]
pub(super) struct Focus {
    seen: Vec<(usize, String, f32)>,
    /// Countries told of, each with the rows by which they are.
    told: BTreeMap<String, BTreeSet<String>>,
    /// What was found for a sentence: index into `seen`.
    best: RefCell<FxHashMap<usize, Option<usize>>>,
}

impl Focus {
    /// Reads the names of places: what lies somewhere tells more of the scene than who acts.
    pub fn of(linker: &Linker<'_>, analysis: &Analysis) -> Self {
        let mut seen = Vec::new();
        let mut told: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for mention in &analysis.mentions {
            let Some(&id) = mention.candidates.first() else { continue };
            let record = linker.gazetteer.record(RecordId(id));
            let own = if record.class() == "Country" { record.key() } else { record.country().unwrap_or_default() };
            told.entry(own.to_owned()).or_default().insert(record.key().to_owned());
            let tokens = &analysis.sentences[mention.sentence].tokens;
            let cased = || tokens.iter().any(|token| token.head == Some(mention.head) && token.rel == "case");
            // A country without preposition acts, whatever the tree says; a town may be taken.
            let acts = match tokens[mention.head].base_rel() {
                "nsubj" => true,
                "conj" | "appos" | "root" => record.class() == "Country" && !cased(),
                _ => false,
            };
            let weight = match (record.class(), mention.form) {
                ("Country", MentionForm::Adjective | MentionForm::Demonym) => 0.3,
                ("Country", _) if acts => 0.3,
                ("Country", _) => 1.5,
                ("City", _) if acts && record.capital_of().next().is_some() => 0.1,
                ("City" | "Region" | "Facility", _) => 1.0,
                ("Person", MentionForm::Name) => 0.1,
                _ => continue,
            };
            if !own.is_empty() {
                seen.push((mention.sentence, own.to_owned(), weight));
            }
        }
        Self { seen, told, best: RefCell::default() }
    }

    /// Whether the document tells of a country by anything but the row with key `but`.
    pub fn tells_of(&self, country: &str, but: &str) -> bool {
        self.told.get(country).is_some_and(|rows| rows.iter().any(|row| row != but))
    }

    /// Key of the country in focus at a sentence; earlier mentions count fully, later ones less.
    pub fn country(&self, sentence: usize) -> Option<&str> {
        // Asked for at every mention: summing anew each time would take time that grows with the square of the document.
        let best = *self.best.borrow_mut().entry(sentence).or_insert_with(|| self.sum(sentence));
        best.map(|index| self.seen[index].1.as_str())
    }

    /// Whether the document names the row with a key.
    pub fn names(&self, country: &str, row: &str) -> bool {
        self.told.get(country).is_some_and(|rows| rows.contains(row))
    }

    /// Key of the likeliest country at a sentence of which `holds` is so.
    pub fn country_with(&self, sentence: usize, holds: impl Fn(&str) -> bool) -> Option<&str> {
        self.ranked(sentence).into_iter().map(|(index, _)| self.seen[index].1.as_str()).find(|country| holds(country))
    }

    /// Index of a mention of the country in focus.
    fn sum(&self, sentence: usize) -> Option<usize> {
        self.ranked(sentence).first().map(|(index, _)| *index)
    }

    /// Indexes of mentions, one of each country, with the weight of the country at a sentence, the highest first.
    fn ranked(&self, sentence: usize) -> Vec<(usize, f32)> {
        let mut sums: BTreeMap<&str, (f32, usize)> = BTreeMap::new();
        for (index, (at, country, weight)) in self.seen.iter().enumerate() {
            let distance = i32::try_from(sentence.abs_diff(*at)).unwrap_or(i32::MAX);
            let near = if *at > sentence { 0.5 } else { 1.0 };
            sums.entry(country).or_insert((0.0, index)).0 += weight * near * (FLOOR + (1.0 - FLOOR) * DECAY.powi(distance));
        }
        let mut ranked: Vec<(&str, f32, usize)> = sums.into_iter().map(|(country, (weight, index))| (country, weight, index)).collect();
        ranked.sort_by(|one, other| other.1.total_cmp(&one.1).then_with(|| one.0.cmp(other.0)));
        ranked.into_iter().map(|(_, weight, index)| (index, weight)).collect()
    }
}
