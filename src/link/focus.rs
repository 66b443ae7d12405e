//! The country that a document is about, at any place of it: what "the country" and "the army" mean.

use std::collections::BTreeMap;

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
}

impl Focus {
    /// Reads the names of places: what lies somewhere tells more of the scene than who acts.
    pub fn of(linker: &Linker<'_>, analysis: &Analysis) -> Self {
        let mut seen = Vec::new();
        for mention in &analysis.mentions {
            let Some(&id) = mention.candidates.first() else { continue };
            let record = linker.gazetteer.record(RecordId(id));
            let relation = analysis.sentences[mention.sentence].tokens[mention.head].base_rel();
            let acts = relation == "nsubj";
            let weight = match (record.class(), mention.form) {
                ("Country", MentionForm::Adjective | MentionForm::Demonym) => 0.6,
                ("Country", _) if acts => 0.3,
                ("Country", _) => 1.5,
                ("City", _) if acts && record.capital_of().next().is_some() => 0.1,
                ("City" | "Region" | "Facility", _) => 1.0,
                _ => continue,
            };
            let country = if record.class() == "Country" { record.key() } else { record.country().unwrap_or_default() };
            if !country.is_empty() {
                seen.push((mention.sentence, country.to_owned(), weight));
            }
        }
        Self { seen }
    }

    /// Key of the country in focus at a sentence, other than `not`; earlier mentions count fully, later ones less.
    pub fn country(&self, sentence: usize, not: &[&str]) -> Option<&str> {
        let mut sums: BTreeMap<&str, f32> = BTreeMap::new();
        for (at, country, weight) in self.seen.iter().filter(|(_, country, _)| !not.contains(&country.as_str())) {
            let distance = i32::try_from(sentence.abs_diff(*at)).unwrap_or(i32::MAX);
            let near = if *at > sentence { 0.5 } else { 1.0 };
            *sums.entry(country).or_default() += weight * near * (FLOOR + (1.0 - FLOOR) * DECAY.powi(distance));
        }
        sums.into_iter().max_by(|a, b| a.1.total_cmp(&b.1).then_with(|| b.0.cmp(a.0))).map(|(country, _)| country)
    }
}
