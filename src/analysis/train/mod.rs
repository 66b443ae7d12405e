//! The trainer: treebanks and lexicons in, a model file and its card out. A language is a plan (TOML) and its material.

mod card;
mod contraction;
mod corpus;
mod error;
mod lemma;
mod lexicon;
mod morph;
mod name;
mod name_crf;
mod name_gold;
mod name_score;
mod parser;
mod perceptron;
mod plan;
mod random;
mod score;
mod sentence;
mod subtype;
mod tagger;
mod vocabulary;

use std::{path::Path, sync::Arc};

use corpus::Corpus;
use vocabulary::Vocabulary;

use super::Analyser;

pub use card::{card, name_card};
pub use error::TrainError;
pub use name::{NameReader, cross_validate, train_names};
pub use name_gold::{GoldNames, read_names, read_tree_names};
pub use name_score::{NameCounts, NameScores, score_names};
pub use plan::{NamePlan, Plan};
pub use score::{Scores, score};
pub use sentence::train_sentences;

/// Trains a model after a plan. Paths of treebanks and lexicons are taken from `material`, those of
/// the project's own files from `pack`.
/// The same plan and material give the same model, byte for byte. `tell` hears what is being done.
///
/// # Errors
/// When a file of the plan cannot be read, or the material does not fit the shape of the models.
pub fn train(plan: &Plan, pack: &Path, material: &Path, tell: &(dyn Fn(&str) + Sync)) -> Result<Analyser, TrainError> {
    let corpus = Corpus::read(plan, pack, material)?;
    tell(&format!("{} sentences, {} words", corpus.sentences.len(), corpus.word_count()));
    let vocabulary = Vocabulary::collect(plan, &corpus)?;
    let lexicon = lexicon::build(plan, material, &corpus, &vocabulary)?;
    tell(&format!("{} lexicon entries", lexicon.runtime.entries.len()));
    let contractions = contraction::read(plan, pack)?;
    let splitter = contraction::train(plan, &corpus, &contractions, &lexicon.runtime);
    let examples = vocabulary.examples(&corpus, &lexicon.runtime);
    let (tagger, tags) = tagger::train(plan, &vocabulary, &examples);
    tell("tagger trained");
    let inflector = morph::train(plan, &vocabulary, &lexicon, &examples, &tags);
    tell("features trained");
    let bundles = morph::predict(&vocabulary, &lexicon.runtime, &inflector, &examples, &tags);
    let parser = parser::train(plan, &vocabulary, &examples, &tags, &bundles, tell);
    let refiner = subtype::train(plan, &vocabulary, &examples, &tags, &bundles);
    tell("relations trained");
    Ok(Analyser {
        lexicon: Arc::new(lexicon.runtime),
        contractions,
        splitter,
        tags: vocabulary.tags,
        tagger,
        bundles: vocabulary.bundles,
        inflector,
        endings: lexicon.endings,
        actions: vocabulary.actions,
        parser,
        subtypes: vocabulary.subtypes,
        refiner,
    })
}

#[cfg(test)]
mod name_tests;
#[cfg(test)]
mod tests;
