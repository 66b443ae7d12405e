//! Weights of a linear model: rows of int8, one per hashed feature, one cell per class.

use std::hint::black_box;

use super::{AnalysisError, store};

/// Sums of scores. 256 features of weight ±127 fit without overflow.
pub(super) type Sums<const K: usize> = [i16; K];

/// One cache line, so that a row never straddles two.
#[repr(C, align(64))]
#[derive(Clone)]
struct Line([i8; LINE]);

const LINE: usize = 64;

/// `2^bits` rows of `K` cells; `K` is 16, 32 or 64.
pub(super) struct Weights<const K: usize> {
    bits: u32,
    lines: Vec<Line>,
}

impl<const K: usize> Weights<K> {
    /// Takes rows laid end to end.
    pub fn from_cells(bits: u32, cells: &[i8]) -> Self {
        let lines = cells.chunks_exact(LINE).map(|chunk| Line(std::array::from_fn(|i| chunk[i]))).collect();
        Self { bits, lines }
    }

    pub const fn bits(&self) -> u32 {
        self.bits
    }

    /// Adds the rows up. Tables are larger than the caches: a first pass over the rows only loads them, so that their waits overlap, which the
    /// sums by themselves are too long to allow.
    #[inline]
    pub fn score(&self, rows: &[u32], sums: &mut Sums<K>) {
        black_box(rows.iter().fold(0, |touched, &row| touched ^ self.row(row)[0]));
        // A local array stays in registers.
        let mut total = [0; K];
        for &row in rows {
            for (sum, &cell) in total.iter_mut().zip(self.row(row)) {
                *sum += i16::from(cell);
            }
        }
        *sums = total;
    }

    #[inline]
    fn row(&self, row: u32) -> &[i8; K] {
        let (row, per_line) = (row as usize, LINE / K);
        &self.lines[row / per_line].0.as_chunks::<K>().0[row % per_line]
    }

    pub fn write(&self, out: &mut store::Writer) {
        out.number(self.bits);
        let cells: Vec<u8> = self.lines.iter().flat_map(|line| line.0.map(i8::cast_unsigned)).collect();
        out.bytes(&cells);
    }

    pub fn read(from: &mut store::Reader<'_>) -> Result<Self, AnalysisError> {
        let bits = from.number()?;
        let cells = from.bytes()?;
        if bits > 24 || cells.len() != K << bits || cells.len() % LINE != 0 {
            return Err(AnalysisError::Corrupt { what: "weights" });
        }
        let lines = cells.chunks_exact(LINE).map(|chunk| Line(std::array::from_fn(|i| chunk[i].cast_signed()))).collect();
        Ok(Self { bits, lines })
    }
}

/// The rows of the features of one decision, refilled for each.
pub(super) struct Rows {
    rows: Vec<u32>,
    template: u64,
    shift: u32,
}

impl Rows {
    /// For tables of `2^bits` rows.
    pub fn new(bits: u32) -> Self {
        Self { rows: Vec::with_capacity(256), template: 0, shift: 64 - bits }
    }

    pub fn clear(&mut self) {
        self.rows.clear();
        self.template = 0;
    }

    /// Adds the feature that these parts make; the n-th feature of a decision never meets the m-th.
    #[inline(always)]
    pub fn add<const N: usize>(&mut self, parts: [u64; N]) {
        self.template += 1;
        let mut hash = self.template.wrapping_mul(0xd6e8_feb8_6659_fd93);
        for part in parts {
            hash = super::hash::mix(hash, part);
        }
        self.rows.push((hash.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> self.shift) as u32);
    }

    pub fn as_slice(&self) -> &[u32] {
        &self.rows
    }
}

/// Index of the greatest sum among the first `classes` that `allowed` lets through; the lowest of equals.
#[inline]
pub(super) fn best<T: PartialOrd + Copy>(sums: &[T], classes: usize, allowed: impl Fn(usize) -> bool) -> Option<usize> {
    let mut best: Option<(usize, T)> = None;
    for (class, &sum) in sums.iter().enumerate().take(classes) {
        if allowed(class) && best.is_none_or(|(_, top)| sum > top) {
            best = Some((class, sum));
        }
    }
    best.map(|(class, _)| class)
}
