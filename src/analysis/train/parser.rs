//! Training of trees with the dynamic oracle of arc-hybrid (Goldberg and Nivre 2013): the parser learns from its own mistakes.

use super::{Plan, Vocabulary, perceptron::Perceptron, random::Random, vocabulary::Example};
use crate::analysis::{
    parser::{Actions, Move, State, WIDTH, features},
    weights::{Rows, Weights, best},
};

/// How often the parser's own choice is followed, from the second pass on.
const EXPLORATION: f64 = 0.9;

/// `tags` are those that the tagger would give.
pub(super) fn train(
    plan: &Plan,
    vocabulary: &Vocabulary,
    examples: &[Example],
    tags: &[Vec<u8>],
    tell: &(dyn Fn(&str) + Sync),
) -> Weights<WIDTH> {
    let mut trainer = Trainer {
        actions: &vocabulary.actions,
        perceptron: Perceptron::new(plan.parser.bits),
        rows: Rows::new(plan.parser.bits),
        random: Random::new(plan.seed),
    };
    let mut order: Vec<usize> = (0..examples.len()).filter(|&at| is_projective(&examples[at].arcs)).collect();
    for epoch in 0..plan.parser.epochs {
        trainer.random.shuffle(&mut order);
        let right: (u64, u64) =
            order.iter().map(|&at| trainer.learn(&examples[at], &tags[at], epoch > 0)).fold((0, 0), |a, b| (a.0 + b.0, a.1 + b.1));
        tell(&format!("parser, pass {}: {:.2} % of actions right", epoch + 1, 100.0 * right.0 as f64 / right.1.max(1) as f64));
    }
    trainer.perceptron.quantise()
}

struct Trainer<'a> {
    actions: &'a Actions,
    perceptron: Perceptron<WIDTH>,
    rows: Rows,
    random: Random,
}

impl Trainer<'_> {
    /// Parses one sentence and corrects the weights; returns right and all actions.
    fn learn(&mut self, example: &Example, tags: &[u8], explore: bool) -> (u64, u64) {
        let gold = Gold::new(example);
        let mut state = State::new(example.words.len());
        let (mut right, mut all) = (0, 0);
        while !state.is_over() {
            features(&state, &example.words, tags, &mut self.rows);
            let sums = self.perceptron.score(self.rows.as_slice());
            let count = self.actions.moves.len();
            let Some(chosen) = best(&sums, count, |action| self.actions.allowed(&state, action)) else { break };
            let costs = gold.costs(&state);
            let least = costs.iter().flatten().min().copied();
            let good = |action: usize| {
                let (kind, relation) = self.actions.moves[action];
                self.actions.allowed(&state, action) && costs[kind as usize] == least && gold.fits(&state, kind, relation)
            };
            let wanted = best(&sums, count, good).unwrap_or(chosen);
            self.perceptron.correct(self.rows.as_slice(), wanted, chosen);
            right += u64::from(wanted == chosen);
            all += 1;
            let own = explore && self.random.unit() < EXPLORATION;
            self.actions.take(&mut state, if own { chosen } else { wanted });
        }
        (right, all)
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

fn is_projective(arcs: &[(Option<usize>, u8)]) -> bool {
    let root = arcs.len();
    let head = |at: usize| arcs[at].0.unwrap_or(root);
    (0..arcs.len()).all(|at| {
        let (low, high) = (at.min(head(at)), at.max(head(at)));
        (low + 1..high).all(|between| (low..=high).contains(&head(between)))
    })
}
