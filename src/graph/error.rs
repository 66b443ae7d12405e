//! What can go wrong between claims, store and snapshot.

use std::{
    io,
    path::{Path, PathBuf},
};

use oxigraph::{
    io::RdfParseError,
    store::{LoaderError, StorageError},
};

/// Why a graph could not be built, saved, loaded or read.
#[derive(Debug, thiserror::Error)]
pub enum GraphError {
    /// A class or predicate that cannot be part of an IRI.
    #[error("document `{document}`: `{term}` is no {kind} of the ontology: letters and digits only; correct rule `{rule}`")]
    BadTerm {
        /// Document whose claim names it.
        document: String,
        /// The name.
        term: String,
        /// What it should be.
        kind: &'static str,
        /// Rule that emitted it.
        rule: String,
    },
    /// A node of the store lacks something that every such node is written with.
    #[error("<{node}> lacks {property}: the snapshot is damaged or was edited; run `depeche build` again")]
    Incomplete {
        /// IRI of the node.
        node: String,
        /// Property that is missing or has a wrong value.
        property: &'static str,
    },
    /// No snapshot where one was wanted.
    #[error("{}: no graph here; run `depeche build --out {}` first", path.display(), path.parent().unwrap_or(path).display())]
    NoSnapshot {
        /// The file looked for.
        path: PathBuf,
    },
    /// A file could not be read or written.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The snapshot holds something else than N-Quads.
    #[error("{}: damaged snapshot: {source}; run `depeche build` again", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// Where and why.
        source: RdfParseError,
    },
    /// A rule of inference that ships is at fault.
    #[error("ontology/inference/{rule}: {reason}")]
    Inference {
        /// Its file.
        rule: String,
        /// Why.
        reason: String,
    },
    /// The store refused.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl GraphError {
    /// Names the file in what a bulk loader says.
    pub(super) fn loading(path: PathBuf, error: LoaderError) -> Self {
        match error {
            LoaderError::Parsing(source) => Self::parsing(&path, source),
            LoaderError::Storage(source) => Self::Storage(source),
            LoaderError::InvalidBaseIri { .. } => Self::Storage(StorageError::Other(Box::new(error))),
        }
    }

    /// Names the file in what a parser says.
    pub(super) fn parsing(path: &Path, error: RdfParseError) -> Self {
        let path = path.to_owned();
        match error {
            RdfParseError::Io(source) => Self::Io { path, source },
            source => Self::Damaged { path, source },
        }
    }
}
