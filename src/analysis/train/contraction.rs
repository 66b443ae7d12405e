//! Training of the choice whether a surface form is one word or a contraction of several.

use std::path::Path;

use super::{
    Corpus, Plan, TrainError,
    error::read_text,
    perceptron::{Perceptron, merge},
    random::Random,
};
use crate::{
    analysis::{
        contraction::{Contractions, WIDTH, features},
        lexicon::Lexicon,
        weights::{Rows, Weights, best},
        word::{self, Word},
    },
    model::{Surface, Token},
};

/// The table of the pack; empty when the plan names none.
pub(super) fn read(plan: &Plan, pack: &Path) -> Result<Contractions, TrainError> {
    let Some(file) = &plan.contractions else { return Ok(Contractions::default()) };
    let path = pack.join(file);
    Contractions::from_text(&read_text(&path)?).map_err(|line| TrainError::Line { path, line })
}

pub(super) fn train(plan: &Plan, corpus: &Corpus, known: &Contractions, lexicon: &Lexicon) -> Weights<WIDTH> {
    let mut perceptron = Perceptron::<WIDTH>::new(plan.splitter.bits);
    let (mut random, mut rows) = (Random::new(plan.seed), Rows::new(perceptron.bits()));
    let mut lower = String::new();
    let mut examples: Vec<(Vec<Word>, usize, usize)> = Vec::new();
    for sentence in &corpus.sentences {
        let surface: Vec<&Token> = sentence.block.tokens.iter().filter(|token| token.surface != Surface::Rest).collect();
        let form = |token: &Token| token.span.of(&sentence.block.text).to_owned();
        let words: Vec<Word> = surface.iter().map(|token| Word::new(&form(token), lexicon, &mut lower)).collect();
        for (at, token) in surface.iter().enumerate() {
            word::fold(&form(token), &mut lower);
            if known.get(&lower).is_some_and(|contraction| contraction.depends) {
                examples.push((words.clone(), at, usize::from(token.surface == Surface::First)));
            }
        }
    }
    for _ in 0..plan.splitter.epochs {
        random.shuffle(&mut examples);
        for (words, at, right) in &examples {
            features(words, *at, &mut rows);
            let chosen = best(&perceptron.score(rows.as_slice()), 2, |_| true).unwrap_or(0);
            perceptron.correct(rows.as_slice(), *right, chosen);
        }
    }
    merge(&[perceptron])
}
