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
/// How much less a mention weighs that comes later in the text.
const AFTER: f32 = 0.5;
/// Share of the weight that a mention keeps at any distance.
const FLOOR: f32 = 0.25;
/// Sentences beyond which a mention keeps no more than that: the rest is lost in a float.
const FAR: usize = 110;

/// Weight of what tells little of where the story takes place: a capital that acts, a person.
const IN_PASSING: f32 = 0.1;

/// How many times more is told of a country than of another that no word but its capital's name speaks for.
const FAR_MORE: f32 = 1.5;

/// Countries mentioned.
#[derive(Debug, Default)]
pub(super) struct Focus {
    /// In order of their keys.
    seen: Vec<(String, Weights)>,
    /// Countries told of, each with the rows by which they are.
    told: BTreeMap<String, BTreeSet<String>>,
    /// Sentence and word where each is first told of by more than its capital that acts.
    first: BTreeMap<String, (usize, usize)>,
    /// What was found for a sentence: index into `seen`.
    best: RefCell<FxHashMap<usize, Option<usize>>>,
}

/// The mentions of a country, in order of the text.
#[derive(Debug, Default)]
struct Weights {
    /// Sentence and weight of each.
    mentions: Vec<(usize, f32)>,
    /// What all before each weigh from afar; one entry more than there are mentions.
    afar: Vec<f32>,
}

impl Weights {
    fn new(mentions: Vec<(usize, f32)>) -> Self {
        let mut afar = vec![0.0];
        afar.extend(mentions.iter().scan(0.0, |sum, (_, weight)| {
            *sum += weight * FLOOR;
            Some(*sum)
        }));
        Self { mentions, afar }
    }

    /// What all weigh together at a sentence: only those near it are looked at, so that a long text takes no more time a word.
    fn at(&self, sentence: usize) -> f32 {
        let first = self.mentions.partition_point(|(at, _)| at + FAR < sentence);
        let end = self.mentions.partition_point(|(at, _)| *at <= sentence + FAR);
        let near = self.mentions[first..end].iter().fold(self.afar[first], |sum, (at, weight)| {
            let distance = i32::try_from(sentence.abs_diff(*at)).unwrap_or(i32::MAX);
            let after = if *at > sentence { AFTER } else { 1.0 };
            sum + weight * after * (FLOOR + (1.0 - FLOOR) * DECAY.powi(distance))
        });
        near + AFTER * (self.afar[self.mentions.len()] - self.afar[end])
    }
}

impl Focus {
    /// Reads the names of places: what lies somewhere tells more of the scene than who acts.
    pub fn of(linker: &Linker<'_>, analysis: &Analysis) -> Self {
        let mut seen: BTreeMap<String, Vec<(usize, f32)>> = BTreeMap::new();
        let mut told: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut first: BTreeMap<String, (usize, usize)> = BTreeMap::new();
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
                ("City", _) if acts && record.capital_of().next().is_some() => IN_PASSING,
                ("City" | "Region" | "Facility", _) => 1.0,
                ("Person", MentionForm::Name) => IN_PASSING,
                _ => continue,
            };
            if !own.is_empty() {
                if weight > IN_PASSING {
                    first.entry(own.to_owned()).or_insert((mention.sentence, mention.head));
                }
                seen.entry(own.to_owned()).or_default().push((mention.sentence, weight));
            }
        }
        let seen = seen.into_iter().map(|(country, mentions)| (country, Weights::new(mentions))).collect();
        Self { seen, told, first, best: RefCell::default() }
    }

    /// Whether the document tells of a country by anything but the row with key `but`.
    pub fn tells_of(&self, country: &str, but: &str) -> bool {
        self.told.get(country).is_some_and(|rows| rows.iter().any(|row| row != but))
    }

    /// Key of the country in focus at a sentence; earlier mentions count fully, later ones less.
    pub fn country(&self, sentence: usize) -> Option<&str> {
        // Asked for at every mention.
        let best = *self.best.borrow_mut().entry(sentence).or_insert_with(|| self.ranked(sentence).first().copied());
        best.map(|index| self.seen[index].0.as_str())
    }

    /// Whether a country is told of before a word.
    pub fn is_told_before(&self, country: &str, place: (usize, usize)) -> bool {
        self.first.get(country).is_some_and(|&first| first < place)
    }

    /// Whether the document names the row with a key.
    pub fn names(&self, country: &str, row: &str) -> bool {
        self.told.get(country).is_some_and(|rows| rows.contains(row))
    }

    /// Key of the likeliest country at a sentence of which `holds` is so.
    pub fn country_with(&self, sentence: usize, holds: impl Fn(&str) -> bool) -> Option<&str> {
        self.ranked(sentence).into_iter().map(|index| self.seen[index].0.as_str()).find(|country| holds(country))
    }

    /// Whether a document tells far more of one country than of another at a sentence.
    pub fn outweighs(&self, sentence: usize, one: &str, other: &str) -> bool {
        let weight = |key: &str| self.seen.iter().find(|(country, _)| country == key).map_or(0.0, |(_, country)| country.at(sentence));
        weight(one) > FAR_MORE * weight(other)
    }

    /// Indexes of countries by their weight at a sentence, the highest first.
    fn ranked(&self, sentence: usize) -> Vec<usize> {
        let mut ranked: Vec<(usize, f32)> = self.seen.iter().map(|(_, country)| country.at(sentence)).enumerate().collect();
        ranked.sort_by(|one, other| other.1.total_cmp(&one.1));
        ranked.into_iter().map(|(index, _)| index).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mentions_far_away_count_as_if_each_were_looked_at() {
        let mentions: Vec<(usize, f32)> =
            (0..1_000).step_by(3).map(|sentence| (sentence, if sentence % 2 == 0 { 1.5 } else { 0.3 })).collect();
        let weights = Weights::new(mentions.clone());
        for sentence in [0, 7, 300, 999] {
            let one_by_one: f32 = mentions
                .iter()
                .map(|(at, weight)| {
                    let after = if *at > sentence { AFTER } else { 1.0 };
                    weight * after * (FLOOR + (1.0 - FLOOR) * DECAY.powi(sentence.abs_diff(*at).try_into().unwrap()))
                })
                .sum();
            assert!((weights.at(sentence) - one_by_one).abs() < one_by_one * 1e-4, "{sentence}");
        }
    }
}
