//! An earlier output, from which a build takes over the documents that have not changed.

use std::path::Path;

use oxigraph::{
    io::{RdfFormat, RdfParser},
    model::{GraphName, NamedNode, NamedOrBlankNode, Quad, Term},
};
use rustc_hash::FxHashMap;

use super::{error::GraphError, identity, inference::is_worked_out, run, snapshot::open, vocabulary as dep};
use crate::model::Document;

/// The documents' graphs of a snapshot.
#[derive(Debug, Default)]
pub struct Previous {
    graphs: FxHashMap<NamedNode, Vec<Quad>>,
}

impl Previous {
    /// Reads the snapshot of `directory`, without what is worked out from the documents.
    ///
    /// # Errors
    /// As [`Graph::load`](super::Graph::load).
    pub fn load(directory: &Path) -> Result<Self, GraphError> {
        let (path, snapshot) = open(directory)?;
        let mut graphs = FxHashMap::<NamedNode, Vec<Quad>>::default();
        for quad in RdfParser::from_format(RdfFormat::NQuads).for_reader(snapshot) {
            let quad = quad.map_err(|source| GraphError::parsing(&path, source))?;
            match &quad.graph_name {
                GraphName::NamedNode(graph) if !is_worked_out(graph.as_str()) => match graphs.get_mut(graph) {
                    Some(quads) => quads.push(quad),
                    None => drop(graphs.insert(graph.clone(), vec![quad])),
                },
                _ => {}
            }
        }
        Ok(Self { graphs })
    }

    /// What the document claimed when this run read it, if it was the same document; nothing of one that others dated, for they may say
    /// otherwise now.
    pub fn unchanged(&self, document: &Document, run: &run::Run) -> Option<&[Quad]> {
        let iri = identity::document(document);
        let quads = self.graphs.get(&iri)?;
        let digest = run::digest(document);
        let signed = |quad: &&Quad| matches!(&quad.subject, NamedOrBlankNode::NamedNode(subject) if *subject == iri);
        let (mut same_run, mut same_document, mut runs) = (false, false, 0);
        for quad in quads.iter().filter(signed) {
            match &quad.object {
                Term::NamedNode(_) if quad.predicate == dep::DATED_BY => return None,
                Term::NamedNode(made) if quad.predicate == dep::WAS_GENERATED_BY => {
                    runs += 1;
                    same_run |= made.as_str() == run.iri();
                }
                Term::Literal(known) if quad.predicate == dep::DIGEST => same_document |= known.value() == digest,
                _ => {}
            }
        }
        (same_run && same_document && runs == 1).then_some(quads)
    }

    /// All of it, as for [`GraphBuilder::extend`](super::GraphBuilder::extend).
    pub fn into_quads(self) -> impl Iterator<Item = Quad> {
        self.graphs.into_values().flatten()
    }
}
