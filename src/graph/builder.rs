//! From documents and claims to a graph.

use oxigraph::model::Quad;

use super::{
    Graph,
    derive::{derive, is_derived},
    error::GraphError,
    inference::infer,
    statement::statements,
};
use crate::model::{Claim, Document};

/// Gathers the statements of documents, in any order, and makes a [`Graph`] of them.
///
/// ```
/// use depeche::{graph::GraphBuilder, model::Document};
///
/// let mut builder = GraphBuilder::new();
/// builder.add(&Document::from_text("note", "Rien à signaler à Bamako."), &[])?;
/// let graph = builder.finish()?;
/// assert_eq!(graph.read()?.documents.len(), 1);
/// # Ok::<(), depeche::graph::GraphError>(())
/// ```
#[derive(Debug)]
pub struct GraphBuilder {
    /// Some may come twice; the store keeps one.
    quads: Vec<Quad>,
    inference: bool,
}

impl Default for GraphBuilder {
    fn default() -> Self {
        Self { quads: Vec::new(), inference: true }
    }
}

impl GraphBuilder {
    /// A builder without statements.
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether the graph also gets what the ontology adds, in a graph of its own; it does unless told otherwise.
    pub const fn inference(&mut self, wanted: bool) -> &mut Self {
        self.inference = wanted;
        self
    }

    /// Adds a document and what it claims.
    ///
    /// # Errors
    /// Those of [`statements`]; the builder is then as before.
    pub fn add(&mut self, document: &Document, claims: &[Claim]) -> Result<&mut Self, GraphError> {
        self.quads.extend(statements(document, claims)?);
        Ok(self)
    }

    /// Adds quads that [`statements`] made elsewhere (on another thread or machine).
    pub fn extend(&mut self, quads: impl IntoIterator<Item = Quad>) -> &mut Self {
        self.quads.extend(quads);
        self
    }

    /// Adds all the documents of another graph.
    ///
    /// # Errors
    /// [`GraphError::Storage`] where its store cannot be read.
    pub fn absorb(&mut self, graph: &Graph) -> Result<&mut Self, GraphError> {
        for quad in graph.store() {
            let quad = quad?;
            if !is_derived(&quad) {
                self.quads.push(quad);
            }
        }
        Ok(self)
    }

    /// Derives what rests on all documents and loads everything into a store.
    ///
    /// # Errors
    /// [`GraphError::Storage`] where the store refuses.
    pub fn finish(self) -> Result<Graph, GraphError> {
        let graph = Graph::empty()?;
        // What is loaded need not wait for what is worked out from it.
        let (loaded, above) = rayon::join(|| graph.insert(self.quads.iter().cloned()), || self.above());
        loaded?;
        graph.insert(above?)?;
        Ok(graph)
    }

    /// Everything that stands above the documents.
    fn above(&self) -> Result<Vec<Quad>, GraphError> {
        let mut above = derive(&self.quads);
        if self.inference {
            above.extend(infer(&above)?);
        }
        Ok(above)
    }
}
