//! What can be wrong with a language pack.

use super::Fault;

/// A fault of a pack, with the file and what to do about it.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    /// No such language in the binary.
    #[error("no pack for language `{language}` in this program; it has: {known}. Give a folder with --pack DIR")]
    UnknownLanguage {
        /// The language asked for.
        language: String,
        /// Those that there are.
        known: String,
    },
    /// A file that every pack must have is not there.
    #[error("{file}: the pack needs this file; copy it from lang/fr and translate it")]
    Missing {
        /// The file.
        file: String,
    },
    /// A text file with other bytes.
    #[error("{file}: this file is not UTF-8 text; save it as UTF-8")]
    NotUtf8 {
        /// The file.
        file: String,
    },
    /// The system refused.
    #[error("{file}: {source}")]
    Io {
        /// The file or folder.
        file: String,
        /// Why.
        source: std::io::Error,
    },
    /// A place in a text file that does not say what it should.
    #[error(transparent)]
    Fault(Box<Fault>),
}

impl From<Fault> for PackError {
    fn from(fault: Fault) -> Self {
        Self::Fault(Box::new(fault))
    }
}
