//! Training of tags, and of the tags that later models are trained on: each fold tagged by a model that has not seen it.

use rayon::prelude::*;

use super::{
    Plan, Vocabulary,
    perceptron::{Perceptron, merge},
    random::Random,
    vocabulary::Example,
};
use crate::analysis::{
    tagger::{WIDTH, tag, walk},
    weights::{Rows, Weights, best},
};

const FOLDS: usize = 4;
/// Passes for the models of folds.
const FOLD_EPOCHS: usize = 3;

/// The tagger, and the tags of every example as a tagger would give them that had not seen it.
pub(super) fn train(plan: &Plan, vocabulary: &Vocabulary, examples: &[Example]) -> (Weights<WIDTH>, Vec<Vec<u8>>) {
    let count = vocabulary.tags.len();
    let all: Vec<usize> = (0..examples.len()).collect();
    let fold = |fold: usize| {
        let seen: Vec<usize> = all.iter().copied().filter(|at| at % FOLDS != fold).collect();
        let weights = fit(plan, plan.seed + 1 + fold as u64, FOLD_EPOCHS, count, examples, seen);
        all.iter().filter(|at| *at % FOLDS == fold).map(|&at| (at, tag(&weights, count, &examples[at].words))).collect::<Vec<_>>()
    };
    let (weights, folds) = rayon::join(
        || fit(plan, plan.seed, plan.tagger.epochs, count, examples, all.clone()),
        || (0..FOLDS).into_par_iter().map(fold).collect::<Vec<_>>(),
    );
    let mut tags = vec![Vec::new(); examples.len()];
    for (at, tagged) in folds.into_iter().flatten() {
        tags[at] = tagged;
    }
    (weights, tags)
}

fn fit(plan: &Plan, seed: u64, epochs: usize, count: usize, examples: &[Example], mut seen: Vec<usize>) -> Weights<WIDTH> {
    let mut perceptron = Perceptron::<WIDTH>::new(plan.tagger.bits);
    let (mut random, mut rows) = (Random::new(seed), Rows::new(perceptron.bits()));
    for _ in 0..epochs {
        random.shuffle(&mut seen);
        for &at in &seen {
            walk(&examples[at].words, &mut rows, |word, rows| {
                let chosen = best(&perceptron.score(rows), count, |_| true).unwrap_or(0);
                perceptron.correct(rows, usize::from(examples[at].tags[word]), chosen);
                chosen as u8
            });
        }
    }
    merge(&[perceptron])
}
