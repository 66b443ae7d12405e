//! Training of morphological features.

use super::{
    Plan, Vocabulary,
    lexicon::BuiltLexicon,
    perceptron::{Perceptron, merge},
    random::Random,
    vocabulary::Example,
};
use crate::analysis::{
    lexicon::Lexicon,
    morph::{WIDTH, features, inflect},
    weights::{Rows, Weights},
};

/// `tags` are those that the tagger would give; words that it gets wrong teach nothing.
pub(super) fn train(
    plan: &Plan,
    vocabulary: &Vocabulary,
    lexicon: &BuiltLexicon,
    examples: &[Example],
    tags: &[Vec<u8>],
) -> Weights<WIDTH> {
    let mut perceptron = Perceptron::<WIDTH>::new(plan.inflector.bits);
    let (mut random, mut rows) = (Random::new(plan.seed), Rows::new(perceptron.bits()));
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut candidates = Vec::new();
    for _ in 0..plan.inflector.epochs {
        random.shuffle(&mut order);
        for &at in &order {
            let example = &examples[at];
            for word in 0..example.words.len() {
                let Some(right) = example.bundles[word].filter(|_| example.tags[word] == tags[at][word]) else { continue };
                lexicon.candidates(&vocabulary.bundles, example.words[word].lower, tags[at][word], &mut candidates);
                if candidates.len() < 2 || !candidates.contains(&right) {
                    continue;
                }
                features(&example.words, &tags[at], word, &mut rows);
                let sums = perceptron.score(rows.as_slice());
                if let Some(chosen) = vocabulary.bundles.choose(&candidates, &sums).filter(|chosen| *chosen != right) {
                    let mut push = |bundle: u16, by: f32| {
                        let pairs = &vocabulary.bundles.all[usize::from(bundle)].pairs;
                        pairs.iter().for_each(|&pair| perceptron.push(rows.as_slice(), usize::from(pair), by));
                    };
                    push(right, 1.0);
                    push(chosen, -1.0);
                }
                perceptron.tick();
            }
        }
    }
    merge(&[perceptron])
}

/// The bundles that the model gives to every example, tagged so.
pub(super) fn predict(
    vocabulary: &Vocabulary,
    lexicon: &Lexicon,
    inflector: &Weights<WIDTH>,
    examples: &[Example],
    tags: &[Vec<u8>],
) -> Vec<Vec<Option<u16>>> {
    let one = |(example, tags): (&Example, &Vec<u8>)| inflect(inflector, &vocabulary.bundles, lexicon, &example.words, tags);
    examples.iter().zip(tags).map(one).collect()
}
