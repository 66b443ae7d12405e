//! Which triggers may stand where: one look-up a word.

use rustc_hash::FxHashMap;

use super::definition::{Rule, SetOff};
use crate::model::{Sentence, Token, Upos};

/// A trigger of a rule at a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Try {
    /// The word.
    pub token: usize,
    /// Index of the rule.
    pub rule: usize,
    /// Index of the trigger in the rule.
    pub trigger: usize,
}

/// The triggers of all rules.
#[derive(Debug, Default)]
pub(super) struct TriggerIndex {
    /// Number of every lemma that triggers ask for.
    lemmas: FxHashMap<String, usize>,
    /// By number of the longest lemma of a trigger, the one that the fewest sentences have.
    entries: Vec<Vec<Entry>>,
    /// Triggers that are arcs of a sequence, by relation.
    arcs: FxHashMap<String, Vec<(usize, usize)>>,
}

#[derive(Debug)]
struct Entry {
    rule: usize,
    trigger: usize,
    /// Part of speech, of a trigger of one word.
    upos: Option<Upos>,
    /// Numbers of the other lemmas.
    others: Vec<usize>,
}

impl TriggerIndex {
    /// Enters the triggers of rules; `reflexive` is how they write any reflexive pronoun, which no sentence is searched for.
    pub fn new(rules: &[Rule], reflexive: &str) -> Self {
        let mut index = Self::default();
        for (r, rule) in rules.iter().enumerate() {
            for (t, trigger) in rule.triggers.iter().enumerate() {
                match &trigger.set_off {
                    SetOff::Words { lemmas, upos } => index.enter(r, t, lemmas, *upos, reflexive),
                    SetOff::Arc(relation) => index.arcs.entry(relation.clone()).or_default().push((r, t)),
                }
            }
        }
        index
    }

    fn enter(&mut self, rule: usize, trigger: usize, lemmas: &[String], upos: Upos, reflexive: &str) {
        let Some(longest) = lemmas.iter().max_by_key(|lemma| lemma.len()) else { return };
        let place = self.number(longest);
        let others = lemmas.iter().filter(|lemma| *lemma != longest && *lemma != reflexive).map(|lemma| self.number(lemma)).collect();
        let upos = (lemmas.len() == 1).then_some(upos);
        self.entries[place].push(Entry { rule, trigger, upos, others });
    }

    fn number(&mut self, lemma: &str) -> usize {
        let next = self.entries.len();
        let number = *self.lemmas.entry(lemma.to_owned()).or_insert(next);
        if number == next {
            self.entries.push(Vec::new());
        }
        number
    }

    /// The triggers that may stand in a sentence by its lemmas and their parts of speech, in order of the text, then of the rules.
    pub fn tries(&self, sentence: &Sentence) -> Vec<Try> {
        let number = |(token, word): (usize, &Token)| Some((token, *self.lemmas.get(word.lemma.as_str())?));
        let words: Vec<(usize, usize)> = sentence.tokens.iter().enumerate().filter_map(number).collect();
        let mut present: Vec<usize> = words.iter().map(|&(_, number)| number).collect();
        present.sort_unstable();
        let mut tries = Vec::new();
        for (token, number) in words {
            let upos = sentence.tokens[token].upos;
            let may = |entry: &&Entry| {
                entry.upos.is_none_or(|wanted| same_part(upos, wanted))
                    && entry.others.iter().all(|other| present.binary_search(other).is_ok())
            };
            tries.extend(self.entries[number].iter().filter(may).map(|entry| Try { token, rule: entry.rule, trigger: entry.trigger }));
        }
        tries
    }

    /// The triggers of one rule that stand under a lemma, whether or not they may stand.
    pub fn of_rule(&self, lemma: &str, rule: usize) -> impl Iterator<Item = usize> + use<'_> {
        let entries = self.lemmas.get(lemma).map(|&number| &self.entries[number]);
        entries.into_iter().flatten().filter(move |entry| entry.rule == rule).map(|entry| entry.trigger)
    }

    /// Whether any trigger is an arc.
    pub fn has_arcs(&self) -> bool {
        !self.arcs.is_empty()
    }

    /// Rule and trigger of those that an arc of this relation sets off.
    pub fn of_arc(&self, relation: &str) -> &[(usize, usize)] {
        self.arcs.get(relation).map_or(&[], Vec::as_slice)
    }
}

/// Whether a word of the one part of speech may stand for a trigger of the other.
pub(super) fn same_part(token: Upos, trigger: Upos) -> bool {
    token == trigger || token == Upos::Aux && trigger == Upos::Verb || token == Upos::Propn && trigger == Upos::Noun
}
