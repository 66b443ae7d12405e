//! Fitting of one pass of the name tagger: a conditional random field by gradient descent with AdaGrad (Duchi et al. 2011).

use super::{plan::NameSettings, random::Random};
use crate::analysis::{
    mention::tagger::{Pass, Transitions, WIDTH, count, is_move, may_follow, transitions},
    weights::Weights,
};

/// A sentence: the rows of the features of each word, and its labels.
pub(super) struct Example {
    pub rows: Vec<Vec<u32>>,
    pub labels: Vec<u8>,
}

type Cells = [f32; WIDTH];

/// Where the sums of squared slopes begin: keeps the first steps short.
const FIRST_SQUARE: f32 = 1e-3;
/// A word that is labelled this surely teaches nothing.
const SURE: f32 = 1e-4;
/// Weights are clipped and scaled to this.
const GREATEST: f32 = 127.0;
/// One weight in so many is clipped.
const CLIPPED: usize = 20_000;

/// Weights of a pass that has not been trained yet, or is being trained.
struct Field {
    classes: usize,
    labels: usize,
    settings: NameSettings,
    rows: Vec<Cells>,
    row_squares: Vec<Cells>,
    moves: Transitions<f32>,
    move_squares: Transitions<f32>,
}

/// Trains a pass.
pub(super) fn fit(settings: NameSettings, seed: u64, classes: usize, examples: &[Example]) -> Pass {
    let size = 1 << settings.bits;
    let mut field = Field {
        classes,
        labels: count(classes),
        settings,
        rows: vec![[0.0; WIDTH]; size],
        row_squares: vec![[FIRST_SQUARE; WIDTH]; size],
        moves: [[0.0; WIDTH]; WIDTH],
        move_squares: [[FIRST_SQUARE; WIDTH]; WIDTH],
    };
    let mut order: Vec<&Example> = examples.iter().filter(|example| !example.rows.is_empty()).collect();
    let mut random = Random::new(seed);
    for _ in 0..settings.epochs {
        random.shuffle(&mut order);
        order.iter().for_each(|example| field.learn(example));
    }
    field.pass()
}

/// Probabilities, up to a factor, of what stands before and after each word.
struct Sweep {
    own: Vec<Cells>,
    moves: Transitions<f32>,
    forward: Vec<Cells>,
    backward: Vec<Cells>,
}

impl Field {
    fn learn(&mut self, example: &Example) {
        let sweep = Sweep::new(self, example);
        self.learn_moves(&sweep, &example.labels);
        for (at, rows) in example.rows.iter().enumerate() {
            let mut slopes: Cells = std::array::from_fn(|label| sweep.forward[at][label] * sweep.backward[at][label]);
            normalise(&mut slopes);
            slopes[usize::from(example.labels[at])] -= 1.0;
            if slopes.iter().all(|slope| slope.abs() < SURE) {
                continue;
            }
            for &row in rows {
                let row = row as usize;
                step(self.settings, &mut self.rows[row], &mut self.row_squares[row], &slopes);
            }
        }
    }

    fn learn_moves(&mut self, sweep: &Sweep, labels: &[u8]) {
        let mut slopes = [[0.0; WIDTH]; WIDTH];
        for at in 1..labels.len() {
            let after: Cells = std::array::from_fn(|label| sweep.own[at][label] * sweep.backward[at][label]);
            let pair = |before: usize, label: usize| sweep.forward[at - 1][before] * sweep.moves[before][label] * after[label];
            let total: f32 = (0..self.labels).map(|before| (0..WIDTH).map(|label| pair(before, label)).sum::<f32>()).sum();
            for (before, slopes) in slopes.iter_mut().enumerate().take(self.labels) {
                slopes.iter_mut().enumerate().for_each(|(label, slope)| *slope += pair(before, label) / total.max(f32::MIN_POSITIVE));
            }
            slopes[usize::from(labels[at - 1])][usize::from(labels[at])] -= 1.0;
        }
        for ((weights, squares), slopes) in self.moves.iter_mut().zip(&mut self.move_squares).zip(&slopes).take(self.labels) {
            step(self.settings, weights, squares, slopes);
        }
    }

    /// The weights as int8, moves on the same scale.
    fn pass(&self) -> Pass {
        let mut sizes: Vec<f32> = self.rows.as_flattened().iter().map(|cell| cell.abs()).filter(|size| *size > 1e-6).collect();
        sizes.sort_unstable_by(f32::total_cmp);
        let scale = GREATEST / sizes.get(sizes.len().saturating_sub(1 + sizes.len() / CLIPPED)).copied().unwrap_or(1.0);
        let cells: Vec<i8> = self.rows.as_flattened().iter().map(|cell| (cell * scale).round().clamp(-GREATEST, GREATEST) as i8).collect();
        let score = |before: usize, after: usize| (self.moves[before][after] * scale).round() as i32;
        Pass { weights: Weights::from_cells(self.settings.bits, &cells), moves: transitions(self.classes, score) }
    }
}

/// One step against a slope, and towards 0.
fn step(settings: NameSettings, weights: &mut Cells, squares: &mut Cells, slopes: &Cells) {
    for ((weight, square), slope) in weights.iter_mut().zip(squares).zip(slopes) {
        let slope = slope + settings.decay * *weight;
        *square += slope * slope;
        *weight -= settings.rate * slope / square.sqrt();
    }
}

impl Sweep {
    fn new(field: &Field, example: &Example) -> Self {
        let labels = field.labels;
        let moves = std::array::from_fn(|before| {
            std::array::from_fn(|after| if is_move(field.classes, before, after) { field.moves[before][after].exp() } else { 0.0 })
        });
        let own = example.rows.iter().map(|rows| field.own(rows)).collect();
        let mut sweep = Self { own, moves, forward: Vec::new(), backward: Vec::new() };
        sweep.forward(labels);
        sweep.backward(labels);
        sweep
    }

    fn forward(&mut self, labels: usize) {
        let first = |label: usize| label < labels && may_follow(None, Some(label));
        let mut last: Cells = std::array::from_fn(|label| if first(label) { self.own[0][label] } else { 0.0 });
        normalise(&mut last);
        self.forward.push(last);
        for own in &self.own[1..] {
            let mut next = [0.0; WIDTH];
            for (weight, moves) in last.iter().zip(&self.moves) {
                next.iter_mut().zip(moves).for_each(|(sum, score)| *sum += weight * score);
            }
            next.iter_mut().zip(own).for_each(|(sum, own)| *sum *= own);
            normalise(&mut next);
            self.forward.push(next);
            last = next;
        }
    }

    fn backward(&mut self, labels: usize) {
        let mut last: Cells = std::array::from_fn(|label| f32::from(label < labels && may_follow(Some(label), None)));
        self.backward.push(last);
        for own in self.own[1..].iter().rev() {
            let after: Cells = std::array::from_fn(|label| last[label] * own[label]);
            last = std::array::from_fn(|before| self.moves[before].iter().zip(&after).map(|(score, after)| score * after).sum());
            normalise(&mut last);
            self.backward.push(last);
        }
        self.backward.reverse();
    }
}

impl Field {
    /// What the features of a word say of each label, the greatest 1.
    fn own(&self, rows: &[u32]) -> Cells {
        let mut sums = [0.0; WIDTH];
        for &row in rows {
            sums.iter_mut().zip(&self.rows[row as usize]).for_each(|(sum, weight)| *sum += weight);
        }
        let greatest = sums[..self.labels].iter().copied().fold(f32::MIN, f32::max);
        std::array::from_fn(|label| if label < self.labels { (sums[label] - greatest).exp() } else { 0.0 })
    }
}

fn normalise(cells: &mut Cells) {
    let total = cells.iter().sum::<f32>().max(1e-30);
    cells.iter_mut().for_each(|cell| *cell /= total);
}
