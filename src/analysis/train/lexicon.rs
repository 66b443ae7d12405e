//! The lexicon of a model: ambiguity classes, bundles and lemmas of forms, from the lexicon of the plan and the treebanks.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use super::{
    Corpus, Plan, TrainError, Vocabulary,
    error::read_text,
    lemma::{self, LemmaCounts},
    plan::LexiconPlan,
};
use crate::{
    analysis::{
        hash,
        lemma::Endings,
        lexicon::{Entry, Lexicon},
        morph::Bundles,
        table::Table,
        word,
    },
    model::Upos,
};

/// Forms that occur less often in the treebanks teach features as if the treebanks did not know them.
const RARE: usize = 3;

/// The lexicon and what training needs beside it.
pub(super) struct BuiltLexicon {
    pub runtime: Lexicon,
    pub endings: Endings,
    /// Bundles that the plan's lexicon alone gives to forms that are rare in the treebanks.
    rare: BTreeMap<u64, Vec<u16>>,
}

impl BuiltLexicon {
    /// The candidates for a word of the treebanks, as if it were new when it is rare.
    pub fn candidates(&self, bundles: &Bundles, key: u64, tag: u8, out: &mut Vec<u16>) {
        let Some(alone) = self.rare.get(&key) else {
            return bundles.candidates(&self.runtime, key, tag, out);
        };
        out.clear();
        out.extend(alone.iter().copied().filter(|&bundle| bundles.all[usize::from(bundle)].tag == tag));
        if out.is_empty() {
            out.extend(bundles.of_tag(tag));
        }
    }
}

/// What all sources say of one folded form.
#[derive(Default)]
struct Form {
    classes: BTreeSet<String>,
    listed: BTreeSet<u16>,
    seen: BTreeMap<u16, usize>,
}

/// Reads the sources and builds the lexicon.
pub(super) fn build(plan: &Plan, material: &Path, corpus: &Corpus, vocabulary: &Vocabulary) -> Result<BuiltLexicon, TrainError> {
    let mut forms: BTreeMap<String, Form> = BTreeMap::new();
    let mut lemmas = LemmaCounts::from_corpus(corpus);
    let mut lower = String::new();
    for (token, learn) in corpus.words() {
        word::fold(&token.form, &mut lower);
        let form = forms.entry(lower.clone()).or_default();
        if let Some(bundle) = vocabulary.bundle(token).filter(|_| learn) {
            *form.seen.entry(bundle).or_default() += 1;
        }
    }
    if let Some(lexicon) = &plan.lexicon {
        read_lexicon(lexicon, material, vocabulary, &mut forms, &mut lemmas)?;
    }
    let rare = forms.iter().filter(|(_, form)| form.seen.values().sum::<usize>() < RARE);
    let rare = rare.map(|(text, form)| (hash::text(text), form.listed.iter().copied().collect())).collect();
    let clusters = read_clusters(plan, material)?;
    let (table, entries) = share(&forms, &lemmas)?;
    Ok(BuiltLexicon { runtime: Lexicon::new(table, entries, clusters), endings: lemma::endings(&lemmas), rare })
}

/// Entries that many forms share, and which form has which.
fn share(forms: &BTreeMap<String, Form>, lemmas: &LemmaCounts) -> Result<(Table, Vec<Entry>), TrainError> {
    let mut numbers: BTreeMap<Entry, u16> = BTreeMap::new();
    let mut table = BTreeMap::new();
    for (text, form) in forms {
        let bundles: BTreeSet<u16> = form.listed.iter().chain(form.seen.keys()).copied().collect();
        let class = form.classes.iter().map(String::as_str).collect::<Vec<&str>>().join(" ");
        let entry = Entry { class, bundles: bundles.into_iter().collect(), lemmas: lemmas.scripts(text) };
        let next = numbers.len();
        let number = *numbers.entry(entry).or_insert(next as u16);
        if next > usize::from(u16::MAX) {
            return Err(TrainError::Shape { what: "lexicon entries", count: next });
        }
        table.insert(hash::text(text), number);
    }
    let mut entries = vec![Entry::default(); numbers.len()];
    for (entry, number) in numbers {
        entries[usize::from(number)] = entry;
    }
    Ok((Table::build(&table), entries))
}

fn read_lexicon(
    plan: &LexiconPlan,
    material: &Path,
    vocabulary: &Vocabulary,
    forms: &mut BTreeMap<String, Form>,
    lemmas: &mut LemmaCounts,
) -> Result<(), TrainError> {
    let path = material.join(&plan.source.path);
    let mut bundles_of: BTreeMap<(Upos, String), Vec<u16>> = BTreeMap::new();
    let mut lower = String::new();
    for (at, line) in read_text(&path)?.lines().enumerate() {
        let columns: Vec<&str> = line.split('\t').collect();
        let [text, category, lemma, code] = columns[..] else {
            return Err(TrainError::Line { path, line: at + 1 });
        };
        let code = code.split('_').next().unwrap_or_default();
        word::fold(text, &mut lower);
        let form = forms.entry(lower.clone()).or_default();
        form.classes.insert(class(plan, category, code));
        let Some(&upos) = plan.category.get(category) else { continue };
        let bundles = bundles_of.entry((upos, code.to_owned())).or_insert_with(|| compatible(plan, vocabulary, upos, code));
        form.listed.extend(bundles.iter());
        let skipped = |rule: &String| rule.split_once(' ').is_some_and(|(of, letter)| of == category && code.contains(letter));
        if !plan.no_lemma.iter().any(skipped) {
            lemmas.add_listed(&lower, text, upos, lemma);
        }
    }
    Ok(())
}

/// Category, and the letters of the first group of codes (mood and form of verbs).
fn class(plan: &LexiconPlan, category: &str, code: &str) -> String {
    let first = plan.code.first();
    let letters: String = code.chars().filter(|letter| first.is_some_and(|group| group.contains_key(letter))).collect();
    format!("{category}{letters}")
}

/// Bundles of the part of speech that contradict no group of the code.
fn compatible(plan: &LexiconPlan, vocabulary: &Vocabulary, upos: Upos, code: &str) -> Vec<u16> {
    let agrees = |group: &BTreeMap<char, String>, feats: &crate::model::Features| {
        let mut options = code.chars().filter_map(|letter| group.get(&letter)).peekable();
        let pair_holds = |pair: &str| pair.split_once('=').is_none_or(|(name, value)| feats.is(name, value));
        options.peek().is_none() || options.any(|option| option.split('|').all(pair_holds))
    };
    let bundles = vocabulary.bundles.all.iter().enumerate();
    bundles
        .filter(|(_, bundle)| vocabulary.tags.upos(bundle.tag) == upos && plan.code.iter().all(|group| agrees(group, &bundle.feats)))
        .map(|(number, _)| number as u16)
        .collect()
}

fn read_clusters(plan: &Plan, material: &Path) -> Result<Table, TrainError> {
    let Some(source) = &plan.clusters else { return Ok(Table::build(&BTreeMap::new())) };
    let path = material.join(&source.path);
    let text = read_text(&path)?;
    let mut clusters = BTreeMap::new();
    let mut lower = String::new();
    for (at, line) in text.lines().enumerate() {
        let entry =
            line.split_once('\t').and_then(|(form, name)| Some((form, name.trim_start_matches(char::is_alphabetic).parse::<u16>().ok()?)));
        let (form, number) = entry.ok_or_else(|| TrainError::Line { path: path.clone(), line: at + 1 })?;
        word::fold(form, &mut lower);
        clusters.entry(hash::text(&lower)).or_insert(number);
    }
    Ok(Table::build(&clusters))
}
