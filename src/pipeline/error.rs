//! What can go wrong between input and output.

use std::path::PathBuf;

use crate::{analysis::AnalysisError, export::ExportError, graph::GraphError, ontology::OntologyError, pack::PackError};

/// A stage cannot be loaded.
#[derive(Debug, thiserror::Error)]
pub enum PipelineError {
    /// The language pack: a file that is missing or wrong.
    #[error(transparent)]
    Pack(#[from] PackError),
    /// The models.
    #[error(transparent)]
    Analysis(#[from] AnalysisError),
    /// The ontology.
    #[error(transparent)]
    Ontology(#[from] OntologyError),
}

/// A build cannot be finished; an earlier output stays as it was.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// No input holds a document.
    #[error("nothing to build: no input gave a document (.txt, .html, .jsonl, or - for standard input){}", failures.iter().map(|failure| format!("\n  {failure}")).collect::<String>())]
    NoDocument {
        /// What was wrong with the inputs.
        failures: Vec<String>,
    },
    /// Someone asked for an end.
    #[error("interrupted; nothing was written")]
    Interrupted,
    /// The graph.
    #[error(transparent)]
    Graph(#[from] GraphError),
    /// An output file.
    #[error(transparent)]
    Export(#[from] ExportError),
    /// The output folder.
    #[error("{}: {source}", path.display())]
    Output {
        /// The folder.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
}
