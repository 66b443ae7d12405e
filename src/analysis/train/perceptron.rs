//! The averaged perceptron (Collins 2002) that all models are trained with.

use super::super::weights::Weights;

/// Weights in training, and the sums from which their average follows.
pub(super) struct Perceptron<const K: usize> {
    bits: u32,
    weights: Vec<[f32; K]>,
    totals: Vec<[f32; K]>,
    time: f32,
}

impl<const K: usize> Perceptron<K> {
    pub fn new(bits: u32) -> Self {
        Self { bits, weights: vec![[0.0; K]; 1 << bits], totals: vec![[0.0; K]; 1 << bits], time: 1.0 }
    }

    pub const fn bits(&self) -> u32 {
        self.bits
    }

    pub fn score(&self, rows: &[u32]) -> [f32; K] {
        let mut sums = [0.0; K];
        for &row in rows {
            for (sum, weight) in sums.iter_mut().zip(&self.weights[row as usize]) {
                *sum += weight;
            }
        }
        sums
    }

    /// Moves one cell of each row.
    pub fn push(&mut self, rows: &[u32], class: usize, by: f32) {
        for &row in rows {
            self.weights[row as usize][class] += by;
            self.totals[row as usize][class] += by * self.time;
        }
    }

    /// Rewards the right class and punishes the chosen one, when they differ.
    pub fn correct(&mut self, rows: &[u32], right: usize, chosen: usize) {
        if right != chosen {
            self.push(rows, right, 1.0);
            self.push(rows, chosen, -1.0);
        }
        self.tick();
    }

    /// One decision has passed.
    pub const fn tick(&mut self) {
        self.time += 1.0;
    }

    /// The average over all decisions.
    fn average(&self) -> Vec<f32> {
        let cells = self.weights.as_flattened().iter().zip(self.totals.as_flattened());
        cells.map(|(weight, total)| weight - total / self.time).collect()
    }
}

/// The mean of models that were trained apart, as int8. The scale clips the few greatest weights: fine steps near zero matter more.
pub(super) fn merge<const K: usize>(models: &[Perceptron<K>]) -> Weights<K> {
    let mut cells = vec![0.0; K << models[0].bits];
    for model in models {
        cells.iter_mut().zip(model.average()).for_each(|(cell, weight)| *cell += weight);
    }
    let mut sizes: Vec<f32> = cells.iter().map(|cell| cell.abs()).filter(|size| *size > 1e-6).collect();
    sizes.sort_unstable_by(f32::total_cmp);
    let greatest = sizes.get(sizes.len().saturating_sub(1 + sizes.len() / CLIPPED)).copied().unwrap_or(1.0);
    let scale = 127.0 / greatest;
    let cells: Vec<i8> = cells.iter().map(|cell| (cell * scale).round().clamp(-127.0, 127.0) as i8).collect();
    Weights::from_cells(models[0].bits, &cells)
}

/// One weight in so many is clipped.
const CLIPPED: usize = 20_000;
