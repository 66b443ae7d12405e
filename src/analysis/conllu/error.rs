//! What can be wrong with a CoNLL-U file.

/// A line that is not CoNLL-U.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {problem}")]
pub struct ConlluError {
    /// Number of the line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub problem: Problem,
}

/// What is wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// Not ten columns.
    #[error("{0} columns: a CoNLL-U line has ten, separated by tabs")]
    Columns(usize),
    /// No or unexpected number.
    #[error("ID `{found}`: words count from 1 without a gap, here {wanted} was due")]
    Id {
        /// The column.
        found: String,
        /// The number of the next word.
        wanted: usize,
    },
    /// Unknown part of speech.
    #[error("UPOS `{0}` is none of the universal tags (write `_` when there is none)")]
    Upos(String),
    /// Head outside the sentence.
    #[error("HEAD `{0}` is no word of this sentence")]
    Head(String),
    /// Empty form.
    #[error("the FORM is empty")]
    Form,
    /// A range that the sentence does not fill, or that overlaps another.
    #[error("multiword token `{0}` does not fit the words of its sentence")]
    Range(String),
}
