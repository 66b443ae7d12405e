//! What can be wrong with what is to be scored.

use std::path::PathBuf;

use crate::{graph::GraphError, pack::PackError};

/// Why a score could not be worked out.
#[derive(Debug, thiserror::Error)]
pub enum EvalError {
    /// A table cannot be read; the message names the line.
    #[error("{}: {source}", path.display())]
    Table {
        /// The file.
        path: PathBuf,
        /// Where and why.
        source: csv::Error,
    },
    /// A table lacks a column.
    #[error("{}: no column `{column}`; the header row must name {wanted}", path.display())]
    NoColumn {
        /// The file.
        path: PathBuf,
        /// The column.
        column: &'static str,
        /// The columns that must be there.
        wanted: String,
    },
    /// Nothing to compare with.
    #[error("{}: no gold facts", path.display())]
    NoGold {
        /// The file.
        path: PathBuf,
    },
    /// The pack does not say which words count.
    #[error(transparent)]
    Pack(#[from] PackError),
    /// The graph cannot be read.
    #[error(transparent)]
    Graph(#[from] GraphError),
}
