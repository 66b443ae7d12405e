//! What can go wrong on the way out.

use std::{io, path::PathBuf};

use crate::graph::GraphError;

/// Why an export could not be written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// No such format.
    #[error("`{name}` is no format; known: {known}")]
    UnknownFormat {
        /// What was asked for.
        name: String,
        /// What there is.
        known: String,
    },
    /// The graph could not be read.
    #[error(transparent)]
    Graph(#[from] GraphError),
    /// The description of the data set that ships is no Turtle.
    #[error("ontology/dataset.ttl: {0}")]
    Card(#[from] oxigraph::io::RdfParseError),
    /// The output could not be written.
    #[error("cannot write: {0}")]
    Write(#[from] io::Error),
    /// A file could not be written.
    #[error("{}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A table could not be written.
    #[error("cannot write the table: {0}")]
    Table(#[from] csv::Error),
    /// A JSON line could not be written.
    #[error("cannot write JSON: {0}")]
    Json(#[from] serde_json::Error),
}
