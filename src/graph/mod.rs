//! From claims to a queryable graph: content-addressed IRIs, one named graph per document, an RDF store, its snapshot, SPARQL.
//!
//! The named graphs of the documents are the ground: each is a function of its document alone ([`statements`]). Everything above them
//! (entities with one label and their identities, facts, events, disagreements, the plain triples of what is asserted) is derived from
//! them, in a graph of its own, and what the ontology adds to that in another. Graphs built apart merge by union of their documents; a
//! document is removed by removing its graph.

mod answer;
mod builder;
mod change;
mod construct;
mod dataset;
mod derive;
mod entity;
mod error;
mod happening;
mod identity;
mod inference;
mod literal;
mod node;
mod position;
mod previous;
mod query;
mod read;
mod role;
mod run;
mod select;
mod service;
#[cfg(feature = "shacl")]
mod shape;
mod snapshot;
mod statement;
mod view;
pub mod vocabulary;

use oxigraph::{model::Quad, store::Store};

pub use answer::{Answer, AnswerKind, ResultFormat};
pub use builder::GraphBuilder;
pub use change::ChangeError;
pub use construct::Construction;
pub use dataset::Dataset;
pub use derive::{Dated, Dating, SAME_AS_FROM};
pub use error::GraphError;
pub use identity::{claim as claim_iri, document as document_iri, entity as entity_iri, fact as fact_iri, mention as mention_iri};
pub use literal::link_of;
pub use previous::Previous;
pub use query::{NamedQuery, QueryError, SyntaxError};
pub use run::{Component, Run};
pub use select::{Selection, SelectionError};
pub use service::Service;
#[cfg(feature = "shacl")]
pub use shape::{SHAPES, ShapeError, Violation, violations};
pub use snapshot::SNAPSHOT;
pub use statement::{Statements, statements};
pub use view::{AntecedentView, ClaimView, DocumentView, EntityView, EventView, FactRow, FactView, HappeningView, Reading};

/// An RDF store in memory that holds what documents claim. Made by [`GraphBuilder`] or [`Graph::load`].
#[derive(Clone)]
pub struct Graph {
    store: Store,
}

impl Graph {
    fn empty() -> Result<Self, GraphError> {
        Ok(Self { store: Store::new()? })
    }

    fn insert(&self, quads: impl IntoIterator<Item = Quad>) -> Result<(), GraphError> {
        let mut loader = self.store.bulk_loader();
        loader.load_quads(quads)?;
        Ok(loader.commit()?)
    }

    /// The store itself, for what this module does not offer.
    pub const fn store(&self) -> &Store {
        &self.store
    }

    /// All quads, sorted as N-Quads.
    ///
    /// # Errors
    /// [`GraphError::Storage`] where the store cannot be read.
    pub fn quads(&self) -> Result<Vec<Quad>, GraphError> {
        let mut quads = self
            .store
            .iter()
            .map(|quad| Ok((quad.as_ref().map(line).unwrap_or_default(), quad?)))
            .collect::<Result<Vec<_>, GraphError>>()?;
        quads.sort_by(|a, b| a.0.cmp(&b.0));
        Ok(quads.into_iter().map(|(_, quad)| quad).collect())
    }

    /// All quads as lines of N-Quads, sorted.
    fn lines(&self) -> Result<Vec<String>, GraphError> {
        let mut lines = self.store.iter().map(|quad| Ok(line(&quad?))).collect::<Result<Vec<_>, GraphError>>()?;
        lines.sort_unstable();
        Ok(lines)
    }
}

fn line(quad: &Quad) -> String {
    format!("{quad} .\n")
}
