//! Training of the subtypes of relations, on right trees with the tags and features that the models give.

use super::{
    Plan, Vocabulary,
    perceptron::{Perceptron, merge},
    random::Random,
    vocabulary::Example,
};
use crate::{
    analysis::{
        subtype::{Tree, WIDTH, walk},
        weights::{Rows, Weights, best},
    },
    model::Upos,
};

pub(super) fn train(
    plan: &Plan,
    vocabulary: &Vocabulary,
    examples: &[Example],
    tags: &[Vec<u8>],
    bundles: &[Vec<Option<u16>>],
) -> Weights<WIDTH> {
    let mut perceptron = Perceptron::<WIDTH>::new(plan.subtypes.bits);
    let (mut random, mut rows) = (Random::new(plan.seed), Rows::new(perceptron.bits()));
    let upos: Vec<Vec<Upos>> = tags.iter().map(|tags| tags.iter().map(|&tag| vocabulary.tags.upos(tag)).collect()).collect();
    let mut order: Vec<usize> = (0..examples.len()).collect();
    for _ in 0..plan.subtypes.epochs {
        random.shuffle(&mut order);
        for &at in &order {
            let example = &examples[at];
            let tree = Tree { words: &example.words, upos: &upos[at], bundles: &bundles[at], arcs: &example.arcs };
            walk(&tree, &vocabulary.subtypes, &mut rows, |word, choices, rows| {
                let is_choice = |class: usize| choices.contains(&(class as u8));
                let chosen = best(&perceptron.score(rows), WIDTH, is_choice).unwrap_or(0);
                if let Some(right) = example.relations[word].map(usize::from).filter(|&right| is_choice(right)) {
                    perceptron.correct(rows, right, chosen);
                }
                chosen as u8
            });
        }
    }
    merge(&[perceptron])
}
