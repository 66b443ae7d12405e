//! What can be wrong with the pack's files on status.

use crate::pack::PackError;

/// A file of the pack that does not say what it should.
#[derive(Debug, thiserror::Error)]
pub enum StatusError {
    /// A file is not there, or a row of a lexicon cannot be read.
    #[error(transparent)]
    Pack(#[from] PackError),
    /// The settings cannot be read.
    #[error("{file}: {source}")]
    Settings {
        /// The file.
        file: String,
        /// What the reader of TOML says, with line and column.
        source: Box<toml::de::Error>,
    },
}
