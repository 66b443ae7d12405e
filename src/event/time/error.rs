//! What can be wrong with the time files of a pack.

use crate::pack::PackError;

/// A fault of `time.toml` or of a lexicon that it uses.
#[derive(Debug, thiserror::Error)]
pub enum TimeError {
    /// A lexicon.
    #[error(transparent)]
    Pack(#[from] PackError),
    /// The pattern file.
    #[error("{file}:{line}: {problem}")]
    Pattern {
        /// The file.
        file: String,
        /// The line, from 1.
        line: usize,
        /// What is wrong and what would be right.
        problem: String,
    },
}
