//! What can be wrong with an input.

use std::{io, path::PathBuf};

/// Why one input, or one row or line of it, gives no document. The others are read all the same.
#[derive(Debug, thiserror::Error)]
pub enum CorpusError {
    /// Nothing bears this name.
    #[error("{}: there is no such file or folder; check the name", path.display())]
    Missing {
        /// The input.
        path: PathBuf,
    },
    /// The system refused to read.
    #[error("{}: cannot be read ({source}); check its permissions or leave it out", path.display())]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A pipe, a socket or a device.
    #[error("{}: neither a file nor a folder; save it to a file, or give `-` for standard input", path.display())]
    NotAFile {
        /// The input.
        path: PathBuf,
    },
    /// A file whose extension is none of the known ones.
    #[error("{}: not a kind of file that is read; rename it to .txt, .html or .jsonl, whichever it is", path.display())]
    UnknownKind {
        /// The file.
        path: PathBuf,
    },
    /// A folder with no file of a known kind in it.
    #[error("{}: no document in this folder; it needs files that end in .txt, .html, .htm or .jsonl", path.display())]
    NoDocuments {
        /// The folder.
        path: PathBuf,
    },
    /// Nothing but white space.
    #[error("{}: empty; put the text of a dispatch into it or leave it out", path.display())]
    Empty {
        /// The file.
        path: PathBuf,
    },
    /// Bytes that are no text.
    #[error("{}: binary, not text; convert it to plain text, HTML or JSON Lines", path.display())]
    Binary {
        /// The file.
        path: PathBuf,
    },
    /// Text that no encoding explains.
    #[error("{}: in no known encoding ({reason}); save it as UTF-8", path.display())]
    Encoding {
        /// The file.
        path: PathBuf,
        /// What was tried.
        reason: String,
    },
    /// More than one document may hold.
    #[error("{}: {bytes} bytes, more than the {limit} that one document may have; split it into dispatches", path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// Its size.
        bytes: u64,
        /// The most allowed.
        limit: u64,
    },
    /// A page without text.
    #[error("{}: no article found in this page; save its text as .txt", path.display())]
    NoArticle {
        /// The file.
        path: PathBuf,
    },
    /// A line of JSON Lines that cannot be used.
    #[error("{}:{line}: {problem}", path.display())]
    Line {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong and what would be right.
        problem: String,
    },
    /// A row of a manifest that cannot be used.
    #[error("{}:{line}: {problem}", path.display())]
    Row {
        /// The manifest.
        path: PathBuf,
        /// The line on which the row begins, from 1.
        line: u64,
        /// What is wrong and what would be right.
        problem: String,
    },
}
