//! Ways out of the graph: RDF syntaxes, networks for Gephi, tables, JSON Lines. All of them work from the graph alone and give the same
//! bytes for the same graph.

mod card;
mod column;
mod community;
mod error;
mod format;
mod gexf;
mod graphml;
mod jsonld;
mod layout;
mod line;
mod link;
mod network;
mod rdf;
mod table;
mod xml;

use std::{
    cell::OnceCell,
    fs::{self, File},
    io::{BufWriter, Write},
    path::{Path, PathBuf},
};

pub use error::ExportError;
pub use format::Format;
pub use network::{Network, NetworkEdge, NetworkNode, Spell};

use oxigraph::{io::RdfFormat, model::Quad};

use crate::graph::{Graph, Reading};

/// A graph on its way out: read once, written in as many formats as wanted.
///
/// ```
/// use depeche::{
///     export::{Export, Format},
///     graph::GraphBuilder,
///     model::Document,
/// };
///
/// let mut builder = GraphBuilder::new();
/// builder.add(&Document::from_text("note", "Rien à signaler à Bamako."), &[])?;
/// let graph = builder.finish()?;
/// let mut table = Vec::new();
/// Export::of(&graph)?.write(Format::Csv, &mut table)?;
/// assert!(table.starts_with(b"document,subject,subject_labels,"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Export<'a> {
    graph: &'a Graph,
    reading: Reading,
    network: OnceCell<Network>,
}

impl<'a> Export<'a> {
    /// Reads a graph.
    ///
    /// # Errors
    /// [`ExportError::Graph`] where the graph lacks parts.
    pub fn of(graph: &'a Graph) -> Result<Self, ExportError> {
        Ok(Self { graph, reading: graph.read()?, network: OnceCell::new() })
    }

    /// What was read.
    pub const fn reading(&self) -> &Reading {
        &self.reading
    }

    /// The network of entities.
    pub fn network(&self) -> &Network {
        self.network.get_or_init(|| Network::of(&self.reading))
    }

    /// Writes the graph in one format.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn write(&self, format: Format, out: impl Write) -> Result<(), ExportError> {
        match (format, format.rdf()) {
            (_, Some(syntax)) => rdf::write(self.graph.quads()?, syntax, out),
            (Format::GraphMl, _) => graphml::write(self.network(), out),
            (Format::Gexf, _) => gexf::write(self.network(), out),
            (Format::Nodes, _) => table::nodes(self.network(), out),
            (Format::Edges, _) => table::edges(self.network(), out),
            (Format::Events, _) => table::events(&self.reading, out),
            (Format::Links, _) => rdf::write(link::links(&self.graph.quads()?), RdfFormat::NTriples, out),
            (Format::Card, _) => rdf::write(card::card(&self.graph.quads()?)?, RdfFormat::Turtle, out),
            (Format::JsonLines, _) => line::write(&self.reading, out),
            _ => table::facts(&self.reading, out),
        }
    }

    /// Writes statements of any kind, as a query made them, in an RDF syntax.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn write_statements(statements: Vec<Quad>, syntax: RdfFormat, out: impl Write) -> Result<(), ExportError> {
        rdf::write(statements, syntax, out)
    }

    /// Writes one format to its file in `directory` (made if missing), first beside its place, then renamed. Gives the file's path.
    ///
    /// # Errors
    /// [`ExportError::File`] names the file.
    pub fn save(&self, format: Format, directory: &Path) -> Result<PathBuf, ExportError> {
        let (path, aside) = (directory.join(format.file_name()), directory.join(format!(".{}.{}", format.file_name(), std::process::id())));
        let failed = |source| ExportError::File { path: path.clone(), source };
        let written = fs::create_dir_all(directory).and_then(|()| File::create(&aside)).map_err(failed).and_then(|file| {
            let mut out = BufWriter::new(file);
            self.write(format, &mut out)?;
            out.into_inner().map_err(|error| failed(error.into_error()))?;
            fs::rename(&aside, &path).map_err(failed)
        });
        if written.is_err() {
            // The failure is what matters; a leftover that cannot be removed either is hidden and harmless.
            let _ = fs::remove_file(&aside);
        }
        written.map(|()| path)
    }
}
