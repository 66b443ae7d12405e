//! Training of trees with the dynamic oracle of arc-hybrid (Goldberg and Nivre 2013): the parser learns from its own mistakes.

use rayon::prelude::*;

use super::{
    Plan, Vocabulary,
    perceptron::{Perceptron, merge},
    random::Random,
    vocabulary::Example,
};
use crate::analysis::{
    morph::Agreement,
    parser::{Actions, Input, Move, State, WIDTH, features},
    weights::{Rows, Weights, best},
};

/// How often the parser's own choice is followed, from the second pass on.
const EXPLORATION: f64 = 0.9;

/// `tags` and `bundles` are those that the tagger and inflector would give.
pub(super) fn train(
    plan: &Plan,
    vocabulary: &Vocabulary,
    examples: &[Example],
    tags: &[Vec<u8>],
    bundles: &[Vec<Option<u16>>],
    tell: &(dyn Fn(&str) + Sync),
) -> Weights<WIDTH> {
    let agreements: Vec<Vec<Agreement>> = bundles.iter().map(|bundles| vocabulary.bundles.agreements(bundles)).collect();
    let input = |at: usize| Input { words: &examples[at].words, tags: &tags[at], agreements: &agreements[at] };
    let one = |shuffle: u64| {
        let mut trainer = Trainer::new(plan, &vocabulary.actions, plan.seed + shuffle);
        let mut order: Vec<usize> = (0..examples.len()).collect();
        for pass in 0..plan.parser.epochs {
            trainer.random.shuffle(&mut order);
            let right: usize = order.iter().map(|&at| trainer.learn(&examples[at], input(at), pass > 0)).sum();
            let all: usize = examples.iter().map(|example| 2 * example.words.len()).sum();
            tell(&format!("parser {}, pass {}: {:.2} % of actions right", shuffle + 1, pass + 1, 100.0 * right as f64 / all as f64));
        }
        trainer.perceptron
    };
    let models: Vec<Perceptron<WIDTH>> = (0..plan.parser.shuffles.get()).into_par_iter().map(one).collect();
    merge(&models)
}

struct Trainer<'a> {
    actions: &'a Actions,
    perceptron: Perceptron<WIDTH>,
    margin: f32,
    rows: Rows,
    random: Random,
}

impl<'a> Trainer<'a> {
    fn new(plan: &Plan, actions: &'a Actions, seed: u64) -> Self {
        let (bits, margin) = (plan.parser.bits, plan.parser.margin);
        Self { actions, perceptron: Perceptron::new(bits), margin, rows: Rows::new(bits), random: Random::new(seed) }
    }

    /// Parses one sentence and corrects the weights; returns how many actions were right.
    fn learn(&mut self, example: &Example, input: Input<'_>, explore: bool) -> usize {
        let gold = Gold::new(example);
        let mut state = State::new(example.words.len());
        let mut right = 0;
        while !state.is_over() {
            features(&state, input, &mut self.rows);
            let Some((wanted, chosen)) = self.decide(&state, &gold) else { break };
            right += usize::from(wanted == chosen);
            let own = explore && self.random.unit() < EXPLORATION;
            self.actions.take(&mut state, if own { chosen } else { wanted });
        }
        right
    }

    /// The best of the least costly actions and the best of all; corrects the weights when they differ, or another is too near.
    fn decide(&mut self, state: &State, gold: &Gold) -> Option<(usize, usize)> {
        let sums = self.perceptron.score(self.rows.as_slice());
        let count = self.actions.moves.len();
        let chosen = best(&sums, count, |action| self.actions.allowed(state, action))?;
        let costs = gold.costs(state);
        let least = costs.iter().flatten().min().copied();
        let good = |action: usize| {
            let (kind, relation) = self.actions.moves[action];
            self.actions.allowed(state, action) && costs[kind as usize] == least && gold.fits(state, kind, relation)
        };
        let wanted = best(&sums, count, good).unwrap_or(chosen);
        let rival = best(&sums, count, |action| self.actions.allowed(state, action) && !good(action));
        let near = rival.filter(|&rival| sums[wanted] - sums[rival] < self.margin);
        self.perceptron.correct(self.rows.as_slice(), wanted, if wanted == chosen { near.unwrap_or(chosen) } else { chosen });
        Some((wanted, chosen))
    }
}

/// The right tree in the state's numbering.
struct Gold {
    heads: Vec<usize>,
    relations: Vec<u8>,
}

impl Gold {
    fn new(example: &Example) -> Self {
        let root = example.words.len() + 1;
        let head = |(head, _): &(Option<usize>, u8)| head.map_or(root, |head| head + 1);
        Self {
            heads: std::iter::once(0).chain(example.arcs.iter().map(head)).chain([0]).collect(),
            relations: std::iter::once(0).chain(example.arcs.iter().map(|(_, relation)| *relation)).collect(),
        }
    }

    /// Whether the arc that a move makes, if it is a right one, bears the right relation.
    fn fits(&self, state: &State, kind: Move, relation: u8) -> bool {
        let head = match kind {
            Move::Shift => return true,
            Move::Left => state.buffer(0),
            Move::Right => state.top(1),
        };
        let dependent = state.top(0);
        self.heads[dependent] != head || self.relations[dependent] == relation
    }

    /// Right arcs that each move makes unreachable; `None` for a move that cannot be made.
    fn costs(&self, state: &State) -> [Option<usize>; 3] {
        [
            state.can_shift().then(|| self.shift_cost(state)),
            state.can_left().then(|| self.left_cost(state)),
            state.can_right().then(|| self.right_cost(state)),
        ]
    }

    /// The pushed word loses its dependents on the stack and its head there, unless that is the top.
    fn shift_cost(&self, state: &State) -> usize {
        let pushed = state.buffer(0);
        let below = &state.stack[..state.stack.len().saturating_sub(1)];
        let dependents = state.stack.iter().filter(|&&word| self.heads[word as usize] == pushed).count();
        dependents + below.iter().filter(|&&word| self.heads[pushed] == word as usize).count()
    }

    fn left_cost(&self, state: &State) -> usize {
        let (top, next) = (state.top(0), state.buffer(0));
        let head = self.heads[top];
        let lost = head != next && (head > next || (head != 0 && head == state.top(1)));
        usize::from(lost) + self.dependents_from(top, next)
    }

    fn right_cost(&self, state: &State) -> usize {
        let (top, next) = (state.top(0), state.buffer(0));
        let head = self.heads[top];
        usize::from(head != state.top(1) && head >= next) + self.dependents_from(top, next)
    }

    /// Dependents of a word that still stand in the buffer.
    fn dependents_from(&self, word: usize, next: usize) -> usize {
        self.heads[next..].iter().filter(|&&head| head == word).count()
    }
}
