//! The treebanks of a plan, with the conventions of the model.

use std::path::Path;

use super::{Plan, TrainError, error::read_text, plan::Relation};
use crate::{
    analysis::{
        conllu::{self, Block},
        word,
    },
    model::{Features, Token},
};

/// One sentence.
pub(super) struct TrainSentence {
    pub block: Block,
    /// Whether its lemmas are to be learnt.
    pub lemmas: bool,
}

/// All sentences to learn from, in order of the plan.
pub(super) struct Corpus {
    pub sentences: Vec<TrainSentence>,
}

impl Corpus {
    pub fn read(plan: &Plan, material: &Path) -> Result<Self, TrainError> {
        let mut sentences = Vec::new();
        for treebank in &plan.treebank {
            for file in &treebank.train {
                let blocks = read_treebank(&material.join(file))?.into_iter();
                let trees = blocks.filter(|block| block.tokens.iter().any(|token| token.rel == "root"));
                sentences.extend(trees.map(|block| TrainSentence { block: harmonise(plan, block), lemmas: treebank.lemmas }));
            }
        }
        Ok(Self { sentences })
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
    let kept = |pair: &&str| !pair.is_empty() && !plan.feature.drop.iter().any(|name| pair.split('=').next() == Some(name));
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
