//! Graphs built apart, put together.

use std::path::PathBuf;

use super::{BuildError, Output, Report};
use crate::graph::{GraphBuilder, Previous};

/// A merge of built graphs into a folder.
pub struct Merge<'a> {
    /// Folders of the graphs.
    pub graphs: &'a [PathBuf],
    /// The folder that gets the files.
    pub output: Output<'a>,
    /// Whether to add what the ontology says.
    pub inference: bool,
}

impl Merge<'_> {
    /// Joins the documents of the graphs, derives everything above them anew, and writes as a build does. The outcome is that of building
    /// all their documents at once.
    ///
    /// # Errors
    /// Those of reading a snapshot and of writing the output; what stood in the folder before stays then as it was.
    pub fn run(&self) -> Result<Report, BuildError> {
        let mut builder = GraphBuilder::new();
        builder.inference(self.inference);
        for folder in self.graphs {
            self.output.go_on()?;
            builder.extend(Previous::load(folder)?.into_quads());
        }
        let mut report = Report::default();
        self.output.write(&builder.finish()?, &mut report)?;
        Ok(report)
    }
}
