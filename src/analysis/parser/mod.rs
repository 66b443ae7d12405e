//! Trees: a greedy arc-hybrid transition parser (Kuhlmann, Gómez-Rodríguez and Satta 2011), linear in the length of the sentence.

mod feature;
mod state;

use crate::analysis::{
    AnalysisError, store,
    weights::{Rows, Weights, best},
};

pub(super) use feature::{Input, features};
pub(super) use state::{Move, State};

/// Cells of a row; the most actions that there can be.
pub(super) const WIDTH: usize = 64;

/// The actions of a model, in order of class: shift first, then moves with the relation that they make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Actions {
    pub moves: Vec<(Move, u8)>,
    pub relations: Vec<String>,
    root: u8,
}

impl Actions {
    /// `relations` without subtypes; `moves` point into it. `None` when there are too many, or no way to make a tree.
    pub fn new(moves: Vec<(Move, u8)>, relations: Vec<String>) -> Option<Self> {
        let root = relations.iter().position(|relation| relation == "root")? as u8;
        let complete = moves.first().is_some_and(|(first, _)| *first == Move::Shift)
            && moves.contains(&(Move::Left, root))
            && moves.iter().any(|(of, relation)| *of == Move::Right && *relation != root)
            && moves.iter().any(|(of, relation)| *of == Move::Left && *relation != root)
            && moves.iter().all(|(_, relation)| usize::from(*relation) < relations.len());
        (complete && moves.len() <= WIDTH).then_some(Self { moves, relations, root })
    }

    /// Whether the action can be taken in this state; there always is one until the parse is over.
    #[inline]
    pub fn allowed(&self, state: &State, action: usize) -> bool {
        let (kind, relation) = self.moves[action];
        match kind {
            Move::Shift => state.can_shift(),
            Move::Left => state.can_left() && (relation == self.root) == state.at_end(),
            Move::Right => state.can_right() && relation != self.root,
        }
    }

    pub fn take(&self, state: &mut State, action: usize) {
        let (kind, relation) = self.moves[action];
        state.apply(kind, relation);
    }

    pub fn write(&self, out: &mut store::Writer) {
        out.texts(&self.relations);
        out.bytes(&self.moves.iter().flat_map(|(kind, relation)| [*kind as u8, *relation]).collect::<Vec<u8>>());
    }

    pub fn read(from: &mut store::Reader<'_>) -> Result<Self, AnalysisError> {
        let relations = from.texts()?.into_iter().map(str::to_owned).collect();
        let moves = from.bytes()?.as_chunks::<2>().0.iter().map(|[kind, relation]| Some((Move::from_number(*kind)?, *relation)));
        let moves = moves.collect::<Option<_>>();
        moves.and_then(|moves| Self::new(moves, relations)).ok_or(AnalysisError::Corrupt { what: "actions" })
    }
}

/// Heads (word indices from 0, `None` for the root) and relation numbers of a tagged sentence.
pub(super) fn parse(weights: &Weights<WIDTH>, actions: &Actions, input: Input<'_>) -> Vec<(Option<usize>, u8)> {
    let mut state = State::new(input.words.len());
    let (mut rows, mut sums) = (Rows::new(weights.bits()), [0; WIDTH]);
    while !state.is_over() {
        features(&state, input, &mut rows);
        weights.score(rows.as_slice(), &mut sums);
        let Some(action) = best(&sums, actions.moves.len(), |action| actions.allowed(&state, action)) else { break };
        actions.take(&mut state, action);
    }
    state.arcs()
}
