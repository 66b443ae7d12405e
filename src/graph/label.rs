//! What all documents together say of an entity: its one label and its identities. Derived from the documents' graphs alone, so that
//! merging graphs and deriving again gives what building at once gives.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::{GraphName, Literal, NamedNode, NamedOrBlankNode, Quad, Term, vocab::rdfs, vocab::xsd};

use super::{
    literal::{decimal, typed},
    vocabulary as dep,
};

/// The graph that derived statements about entities stand in.
pub(super) const ENTITIES: &str = "https://w3id.org/depeche/id/graph/entities";

/// From this confidence up a link is an identity (`owl:sameAs`); below it is a `skos:closeMatch`.
pub const SAME_AS_FROM: f64 = 0.9;

#[derive(Default)]
struct Sayings<'a> {
    /// Documents (by graph) that use each name.
    names: BTreeMap<&'a str, BTreeSet<&'a str>>,
    /// Greatest confidence of each link.
    links: BTreeMap<&'a NamedNode, f64>,
}

/// Labels and identities of every entity that the quads of documents speak of.
pub(super) fn derive(quads: &[Quad]) -> Vec<Quad> {
    let sayings = gather(quads);
    let graph = GraphName::NamedNode(NamedNode::new_unchecked(ENTITIES));
    let mut derived = Vec::new();
    for (entity, sayings) in sayings {
        let mut put = |predicate: oxigraph::model::NamedNodeRef<'_>, object: Term| {
            derived.push(Quad::new(entity.clone(), predicate, object, graph.clone()))
        };
        if let Some(label) = usual(&sayings.names) {
            put(rdfs::LABEL, Literal::new_simple_literal(label).into());
        }
        for (target, confidence) in &sayings.links {
            let relation = if *confidence >= SAME_AS_FROM { dep::SAME_AS } else { dep::CLOSE_MATCH };
            put(relation, (*target).clone().into());
        }
        if let Some(best) = sayings.links.values().copied().reduce(f64::max) {
            put(dep::LINK_SCORE, typed(decimal(best), xsd::DECIMAL).into());
        }
    }
    derived
}

fn gather(quads: &[Quad]) -> BTreeMap<&NamedNode, Sayings<'_>> {
    let mut sayings = BTreeMap::<&NamedNode, Sayings<'_>>::new();
    let mut confidences = BTreeMap::<(&NamedNode, &str), f64>::new();
    let mut links = Vec::new();
    for quad in quads {
        let (NamedOrBlankNode::NamedNode(entity), GraphName::NamedNode(graph)) = (&quad.subject, &quad.graph_name) else { continue };
        match &quad.object {
            Term::Literal(name) if quad.predicate == dep::NAME => {
                sayings.entry(entity).or_default().names.entry(name.value()).or_default().insert(graph.as_str());
            }
            Term::Literal(score) if quad.predicate == dep::LINK_CONFIDENCE => {
                let score = score.value().parse().unwrap_or_default();
                let best = confidences.entry((entity, graph.as_str())).or_insert(score);
                *best = best.max(score);
            }
            Term::NamedNode(target) if quad.predicate == dep::LINK => links.push((entity, graph.as_str(), target)),
            _ => {}
        }
    }
    for (entity, graph, target) in links {
        let confidence = confidences.get(&(entity, graph)).copied().unwrap_or_default();
        let best = sayings.entry(entity).or_default().links.entry(target).or_insert(confidence);
        *best = best.max(confidence);
    }
    sayings
}

/// The name that most documents use; among equals the first in order of code points.
fn usual<'a>(names: &BTreeMap<&'a str, BTreeSet<&'a str>>) -> Option<&'a str> {
    let most = names.values().map(BTreeSet::len).max()?;
    names.iter().find(|(_, documents)| documents.len() == most).map(|(name, _)| *name)
}
