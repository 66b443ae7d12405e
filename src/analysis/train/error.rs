//! What can go wrong in training.

use std::path::{Path, PathBuf};

use crate::analysis::conllu::ConlluError;

/// Why no model was trained.
#[derive(Debug, thiserror::Error)]
pub enum TrainError {
    /// A file that cannot be read.
    #[error("{}: {source}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A treebank that is not CoNLL-U.
    #[error("{}: {source}", path.display())]
    Treebank {
        /// Which.
        path: PathBuf,
        /// Where and why.
        source: ConlluError,
    },
    /// A plan that cannot be understood.
    #[error("the training plan: {0}")]
    Plan(#[from] toml::de::Error),
    /// A line that does not have the columns that its file's header promises.
    #[error("{}, line {line}: not in the form that the first lines of the file describe", path.display())]
    Line {
        /// Which file.
        path: PathBuf,
        /// Which line, from 1.
        line: usize,
    },
    /// More kinds of something than the model's rows have cells.
    #[error("too many or too few {what} ({count}) for this kind of model: rename or drop some in the plan, or add trees")]
    Shape {
        /// Kinds of what.
        what: &'static str,
        /// How many there are.
        count: usize,
    },
}

/// Reads a text file.
pub(super) fn read_text(path: &Path) -> Result<String, TrainError> {
    std::fs::read_to_string(path).map_err(|source| TrainError::File { path: path.to_owned(), source })
}
