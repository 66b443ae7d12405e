//! Training of the subtypes of relations, on right trees with the tags and features that the models give.

use super::{Plan, Vocabulary, perceptron::Perceptron, random::Random, vocabulary::Example};
use crate::{
    analysis::{
        lexicon::Lexicon,
        morph,
        subtype::{Tree, WIDTH, walk},
        weights::{Rows, Weights, best},
    },
    model::Upos,
};

pub(super) fn train(
    plan: &Plan,
    vocabulary: &Vocabulary,
    lexicon: &Lexicon,
    inflector: &Weights<{ morph::WIDTH }>,
    examples: &[Example],
    tags: &[Vec<u8>],
) -> Weights<WIDTH> {
    let mut perceptron = Perceptron::<WIDTH>::new(plan.subtypes.bits);
    let (mut random, mut rows) = (Random::new(plan.seed), Rows::new(perceptron.bits()));
    let bundles: Vec<Vec<Option<u16>>> = examples
        .iter()
        .zip(tags)
        .map(|(example, tags)| morph::inflect(inflector, &vocabulary.bundles, lexicon, &example.words, tags))
        .collect();
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
    perceptron.quantise()
}
