//! Lemmas of forms and rules for endings, from treebanks first and the lexicon after.

use std::collections::BTreeMap;

use compact_str::CompactString;

use super::Corpus;
use crate::{
    analysis::{
        lemma::{Endings, LONGEST, Script, ending_key},
        table::Table,
        word,
    },
    model::Upos,
};

/// Endings seen with fewer forms give no rule.
const LEAST: usize = 3;

/// How much more a lemma counts in the first treebank of the plan, whose conventions lead.
const LEADING: usize = 100;

/// Scripts by folded form and part of speech.
#[derive(Default)]
pub(super) struct LemmaCounts {
    /// From treebanks, with how often.
    seen: BTreeMap<String, BTreeMap<Upos, BTreeMap<Script, usize>>>,
    /// From the lexicon: script, and how frequent its lemma is in the treebanks.
    listed: BTreeMap<String, BTreeMap<Upos, (usize, Script)>>,
    /// How often treebanks have a lemma.
    frequency: BTreeMap<(Upos, CompactString), usize>,
}

impl LemmaCounts {
    pub fn from_corpus(corpus: &Corpus) -> Self {
        let mut counts = Self::default();
        let mut lower = String::new();
        for sentence in corpus.sentences.iter().filter(|sentence| sentence.lemmas) {
            for token in sentence.block.tokens.iter().filter(|token| !token.lemma.is_empty()) {
                word::fold(&token.form, &mut lower);
                let scripts = counts.seen.entry(lower.clone()).or_default().entry(token.upos).or_default();
                *scripts.entry(Script::between(&token.form, &token.lemma)).or_default() += if sentence.treebank == 0 { LEADING } else { 1 };
                *counts.frequency.entry((token.upos, token.lemma.clone())).or_default() += 1;
            }
        }
        counts
    }

    /// A lemma that the lexicon gives; of several, the one that treebanks have most often stays, the first of equals.
    pub fn add_listed(&mut self, lower: &str, form: &str, upos: Upos, lemma: &str) {
        let frequency = self.frequency.get(&(upos, CompactString::from(lemma))).copied().unwrap_or(0);
        let by_upos = self.listed.entry(lower.to_owned()).or_default();
        if by_upos.get(&upos).is_none_or(|(known, _)| frequency > *known) {
            by_upos.insert(upos, (frequency, Script::between(form, lemma)));
        }
    }

    /// The script of a form for each part of speech.
    pub fn scripts(&self, lower: &str) -> Vec<(Upos, Script)> {
        let listed = self.listed.get(lower).into_iter().flatten().map(|(upos, (_, script))| (*upos, script.clone()));
        let seen = self.seen.get(lower).into_iter().flatten();
        let seen = seen.filter_map(|(upos, scripts)| Some((*upos, most_frequent(scripts)?.0.clone())));
        listed.chain(seen).collect::<BTreeMap<Upos, Script>>().into_iter().collect()
    }

    fn forms(&self) -> impl Iterator<Item = &String> {
        self.seen.keys().chain(self.listed.keys().filter(|form| !self.seen.contains_key(*form)))
    }
}

fn most_frequent(scripts: &BTreeMap<Script, usize>) -> Option<(&Script, usize)> {
    scripts.iter().map(|(script, count)| (script, *count)).rev().max_by_key(|(_, count)| *count)
}

/// For each ending that says more than the shorter ones, the script that most forms with it have.
pub(super) fn endings(counts: &LemmaCounts) -> Endings {
    let mut by_ending: BTreeMap<(Upos, &str), BTreeMap<Script, usize>> = BTreeMap::new();
    let all: Vec<(&String, Vec<(Upos, Script)>)> = counts.forms().map(|form| (form, counts.scripts(form))).collect();
    for (form, scripts) in &all {
        for (upos, script) in scripts {
            let length = form.chars().count();
            for count in 0..=LONGEST.min(length) {
                let ending = if count == 0 { "" } else { word::suffix(form, count) };
                *by_ending.entry((*upos, ending)).or_default().entry(script.clone()).or_default() += 1;
            }
        }
    }
    let mut scripts: Vec<Script> = Vec::new();
    let mut table = BTreeMap::new();
    for ((upos, ending), found) in &by_ending {
        let Some((script, count)) = most_frequent(found) else { continue };
        let shorter = ending.char_indices().nth(1).map_or("", |(at, _)| &ending[at..]);
        let same = !ending.is_empty() && by_ending.get(&(*upos, shorter)).and_then(most_frequent).is_some_and(|(other, _)| other == script);
        if count < LEAST || (same && !overridden(&by_ending, *upos, shorter, script)) {
            continue;
        }
        let number = scripts.iter().position(|known| known == script).unwrap_or_else(|| {
            scripts.push(script.clone());
            scripts.len() - 1
        });
        table.insert(ending_key(*upos, ending), number as u16);
    }
    Endings::new(Table::build(&table), scripts)
}

/// Whether the rule of a shorter ending was left out although a still shorter one says otherwise.
fn overridden(by_ending: &BTreeMap<(Upos, &str), BTreeMap<Script, usize>>, upos: Upos, shorter: &str, script: &Script) -> bool {
    by_ending.get(&(upos, shorter)).and_then(most_frequent).is_some_and(|(other, count)| other == script && count < LEAST)
}
