//! The splitter: a linear model over the places between the tokens of a paragraph.

use super::{
    LONGEST_SENTENCE,
    feature::{self, State},
    look::Look,
};
use crate::analysis::{
    AnalysisError,
    store::{self, Reader, Writer},
    weights::Rows,
};

/// Which places are judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Places {
    /// Before anything but lower case, after full stops, abbreviations and what closes after them: where line breaks tell headings and
    /// lists.
    Marked,
    /// All: where a text without line breaks has lost them.
    All,
}

/// Weights of the hashed features of a place. A sum above 0 ends a sentence; without a stop a smaller one is enough where the text
/// has lately ended sentences without one: headings and lists come in runs.
pub struct Splitter {
    bits: u32,
    /// How far below 0 such a sum may lie.
    leniency: u32,
    cells: Vec<i8>,
}

impl Splitter {
    /// Takes `2^bits` cells.
    pub(in crate::analysis) const fn new(bits: u32, leniency: u32, cells: Vec<i8>) -> Self {
        Self { bits, leniency, cells }
    }

    /// Loads a model file that `depeche-train` wrote.
    ///
    /// # Errors
    /// When the bytes are not such a file, or a damaged one.
    pub fn from_bytes(model: &[u8]) -> Result<Self, AnalysisError> {
        let content = store::unpack(model)?;
        let from = &mut Reader::new(&content);
        let (bits, leniency) = (from.number()?, from.number()?);
        let cells: Vec<i8> = from.bytes()?.iter().map(|cell| cell.cast_signed()).collect();
        if !(1..=24).contains(&bits) || cells.len() != 1 << bits {
            return Err(AnalysisError::Corrupt { what: "sentence weights" });
        }
        Ok(Self { bits, leniency, cells })
    }

    /// The model file that [`Splitter::from_bytes`] reads.
    ///
    /// # Errors
    /// When the compressor fails.
    pub fn to_bytes(&self) -> std::io::Result<Vec<u8>> {
        let mut out = Writer::default();
        out.number(self.bits);
        out.number(self.leniency);
        out.bytes(&self.cells.iter().map(|cell| cell.cast_unsigned()).collect::<Vec<u8>>());
        out.finish()
    }

    /// Indices one past the last token of each sentence of a paragraph; the last is `looks.len()`.
    pub(super) fn ends(&self, looks: &[Look], places: Places) -> Vec<usize> {
        let (mut state, mut rows, mut ends) = (State::default(), Rows::new(self.bits), Vec::new());
        for at in 0..looks.len() {
            if at > state.start && (at - state.start >= LONGEST_SENTENCE || self.begins(looks, at, &state, places, &mut rows)) {
                ends.push(at);
                state.begin(looks, at);
            }
            state.add(&looks[at]);
        }
        ends.push(looks.len());
        ends
    }

    fn begins(&self, looks: &[Look], at: usize, state: &State, places: Places, rows: &mut Rows) -> bool {
        let stop = feature::is_stop(feature::before(looks, at));
        let judged = places == Places::All || (!looks[at].small && stop);
        if !judged || !feature::may_begin(looks, at) || feature::goes_on(looks, at, state) {
            return false;
        }
        feature::fill(looks, at, state, rows);
        let sum: i64 = rows.as_slice().iter().map(|&row| i64::from(self.cells[row as usize])).sum();
        sum > if stop || !state.has_open_ends() { 0 } else { -i64::from(self.leniency) }
    }
}
