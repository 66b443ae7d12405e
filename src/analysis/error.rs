//! What can be wrong with a model.

/// A model that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum AnalysisError {
    /// Other bytes than a model, or a model of another version.
    #[error("not an analyser model of this version: train it again with depeche-train")]
    NotAModel,
    /// The compressed part is broken.
    #[error("the analyser model cannot be unpacked: {0}")]
    Compression(#[source] std::io::Error),
    /// The content does not fit together.
    #[error("the analyser model is damaged ({what}): fetch it again or train it again with depeche-train")]
    Corrupt {
        /// Which part.
        what: &'static str,
    },
    /// A file of the pack that is missing or cannot be read.
    #[error(transparent)]
    Pack(#[from] crate::pack::PackError),
}
