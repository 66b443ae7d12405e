//! What follows from all documents together: entities, facts, events, disagreements, and the plain triples of what is asserted. A pure
//! function of the documents' graphs, so that merging graphs and deriving again gives what building at once gives.

mod claim;
mod dating;
mod disagreement;
mod entity;
mod event;
mod fact;
mod window;

use std::collections::BTreeSet;

use oxigraph::model::{GraphName, Literal, NamedNode, NamedNodeRef, Quad, Term, vocab::xsd};

use self::claim::Said;
use super::{
    literal::typed,
    node::{Nodes, nodes},
    vocabulary as dep,
};

pub use dating::{Dated, Dating};
pub use entity::SAME_AS_FROM;

/// The graph that derived statements stand in.
pub(super) const DERIVED: &str = "https://w3id.org/depeche/id/graph/derived";
/// The graph of what the ontology adds ([`super::inference`]).
pub(super) const INFERRED: &str = "https://w3id.org/depeche/id/graph/inferred";

/// Everything that follows from the quads of documents; quads may come twice.
pub(super) fn derive(quads: &[Quad]) -> Vec<Quad> {
    let nodes = nodes(quads, |_| true);
    let said = claim::said(&nodes);
    let mut writer = Writer { quads: Vec::new(), graph: NamedNode::new_unchecked(DERIVED) };
    entity::derive(&nodes, &mut writer);
    fact::derive(&said, &mut writer);
    let events = event::derive(&said, &mut writer);
    disagreement::derive(&said, &events, &mut writer);
    writer.quads
}

/// Whether a quad stands in a graph that is worked out from the others.
pub(super) fn is_derived(quad: &Quad) -> bool {
    matches!(&quad.graph_name, GraphName::NamedNode(graph) if graph.as_str() == DERIVED || graph.as_str() == INFERRED)
}

/// Collects the quads of the derived graph.
struct Writer {
    quads: Vec<Quad>,
    graph: NamedNode,
}

impl Writer {
    fn put<'t>(&mut self, subject: &NamedNode, predicate: impl Into<NamedNodeRef<'t>>, object: impl Into<Term>) {
        self.quads.push(Quad::new(subject.clone(), predicate.into().into_owned(), object, self.graph.clone()));
    }

    fn text(&mut self, subject: &NamedNode, predicate: NamedNodeRef<'static>, text: &str) {
        self.put(subject, predicate, Literal::new_simple_literal(text));
    }

    fn number(&mut self, subject: &NamedNode, predicate: NamedNodeRef<'static>, number: usize) {
        self.put(subject, predicate, typed(number, xsd::INTEGER));
    }

    /// What a fact and an event have alike: how many documents, sources and claims carry it, with which statuses, reported when.
    fn carried(&mut self, node: &NamedNode, claims: &[&Said<'_>]) {
        let documents: BTreeSet<_> = claims.iter().map(|claim| claim.document.iri).collect();
        let sources: BTreeSet<_> = claims.iter().map(|claim| claim.document.source()).collect();
        self.number(node, dep::DOCUMENT_COUNT, documents.len());
        self.number(node, dep::SOURCE_COUNT, sources.len());
        self.number(node, dep::CLAIM_COUNT, claims.len());
        for status in claims.iter().map(|claim| claim.status).collect::<BTreeSet<_>>() {
            self.put(node, dep::STATUS, status.clone());
        }
        let issued = || claims.iter().filter_map(|claim| claim.document.issued);
        if let Some(first) = issued().min_by_key(|date| (date.first_day(), *date)) {
            self.put(node, dep::FIRST_REPORTED, super::literal::date(first));
        }
        if let Some(last) = issued().max_by_key(|date| (date.last_day(), *date)) {
            self.put(node, dep::LAST_REPORTED, super::literal::date(last));
        }
    }
}
