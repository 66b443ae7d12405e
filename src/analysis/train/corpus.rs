//! The treebanks of a plan, with the conventions of the model.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use compact_str::CompactString;

use super::{Plan, TrainError, error::read_text, plan::Relation};
use crate::{
    analysis::{
        conllu::{self, Block},
        normal, word,
    },
    model::{Features, Token, Upos},
};

/// One sentence.
#[derive(Clone)]
pub(super) struct TrainSentence {
    pub block: Block,
    /// Number of its treebank in the plan.
    pub treebank: usize,
    /// Whether its lemmas are to be learnt.
    pub lemmas: bool,
    /// For each word, whether its features are to be learnt.
    pub features: Vec<bool>,
}

/// All sentences to learn from, in order of the plan.
pub(super) struct Corpus {
    pub sentences: Vec<TrainSentence>,
}

impl Corpus {
    pub fn read(plan: &Plan, pack: &Path, material: &Path) -> Result<Self, TrainError> {
        let mut sentences = Vec::new();
        for (number, treebank) in plan.treebank.iter().enumerate() {
            for file in treebank.files(pack, material) {
                let blocks = read_treebank(&file)?.into_iter();
                let trees = blocks.filter(|block| block.tokens.iter().any(|token| token.rel == "root"));
                let read = trees.map(|block| {
                    let features = block.tokens.iter().map(|token| treebank.features.contains(&token.upos)).collect();
                    TrainSentence { block: harmonise(plan, block), treebank: number, lemmas: treebank.lemmas, features }
                });
                sentences.extend(read.flat_map(|sentence| std::iter::repeat_n(sentence, treebank.times)));
            }
        }
        let mut corpus = Self { sentences };
        corpus.settle_features();
        Ok(corpus)
    }

    /// Where the first treebank knows a form, features that it never gives the form are not learnt from the others.
    fn settle_features(&mut self) {
        let key = |token: &Token| (normal(&token.form).to_lowercase(), token.upos);
        let mut known: BTreeMap<(CompactString, Upos), BTreeSet<String>> = BTreeMap::new();
        for token in self.sentences.iter().filter(|sentence| sentence.treebank == 0).flat_map(|sentence| &sentence.block.tokens) {
            known.entry(key(token)).or_default().insert(token.feats.as_str().to_owned());
        }
        for sentence in self.sentences.iter_mut().filter(|sentence| sentence.treebank > 0) {
            for (learn, token) in sentence.features.iter_mut().zip(&sentence.block.tokens) {
                *learn &= known.get(&key(token)).is_none_or(|usual| usual.contains(token.feats.as_str()));
            }
        }
    }

    /// Words with whether their features are to be learnt.
    pub fn words(&self) -> impl Iterator<Item = (&Token, bool)> {
        self.sentences.iter().flat_map(|sentence| sentence.block.tokens.iter().zip(sentence.features.iter().copied()))
    }

    pub fn tokens(&self) -> impl Iterator<Item = &Token> {
        self.sentences.iter().flat_map(|sentence| &sentence.block.tokens)
    }

    pub fn word_count(&self) -> usize {
        self.tokens().count()
    }
}

/// Reads one file of trees.
pub(super) fn read_treebank(path: &Path) -> Result<Vec<Block>, TrainError> {
    conllu::read(&read_text(path)?).map_err(|source| TrainError::Treebank { path: path.to_owned(), source })
}

fn harmonise(plan: &Plan, mut block: Block) -> Block {
    let mut lower = String::new();
    for token in &mut block.tokens {
        word::fold(&token.form, &mut lower);
        let renames = |relation: &&Relation| relation.from == token.rel && !relation.unless.contains(&lower);
        if let Some(relation) = plan.relation.iter().find(renames) {
            token.rel = relation.to.as_str().into();
        }
        token.feats = features(plan, token);
    }
    block
}

fn features(plan: &Plan, token: &Token) -> Features {
    let dropped = |pair: &str, rule: &str| match rule.split_once(' ') {
        Some((upos, name)) => upos == token.upos.as_str() && pair.split('=').next() == Some(name),
        None => pair == rule || pair.split('=').next() == Some(rule),
    };
    let kept = |pair: &&str| !pair.is_empty() && !plan.feature.drop.iter().any(|rule| dropped(pair, rule));
    let mut pairs: Vec<&str> = token.feats.as_str().split('|').filter(kept).collect();
    if let Some(added) = plan.feature.add.get(&token.upos) {
        let name = added.split('=').next();
        if !pairs.iter().any(|pair| pair.split('=').next() == name) {
            pairs.push(added);
        }
    }
    pairs.sort_unstable_by_key(|pair| pair.to_lowercase());
    Features::new(pairs.join("|"))
}
