//! Links from entities to open data: those that say the same, and those that only come close.

use oxigraph::model::{GraphName, Quad, Term};

use crate::graph::vocabulary::{CLOSE_MATCH, SAME_AS};

/// A data set that links lead to.
pub(super) struct Target {
    /// Short name.
    pub(super) name: &'static str,
    /// What its resources' addresses begin with.
    pub(super) base: &'static str,
    /// The data set itself.
    pub(super) site: &'static str,
}

/// The data sets that links lead to.
pub(super) const TARGETS: [Target; 3] = [
    Target { name: "wikidata", base: "http://www.wikidata.org/entity/", site: "https://www.wikidata.org/" },
    Target { name: "geonames", base: "https://sws.geonames.org/", site: "https://www.geonames.org/" },
    Target { name: "dbpedia", base: "http://dbpedia.org/resource/", site: "https://www.dbpedia.org/" },
];

/// The data set that a link leads to.
pub(super) fn target(quad: &Quad) -> Option<&'static Target> {
    let Term::NamedNode(resource) = &quad.object else { return None };
    TARGETS.iter().find(|target| resource.as_str().starts_with(target.base))
}

/// The links among some quads, without their graph.
pub(super) fn links(quads: &[Quad]) -> Vec<Quad> {
    let links = quads.iter().filter(|quad| quad.predicate == SAME_AS || quad.predicate == CLOSE_MATCH);
    links.map(|quad| Quad { graph_name: GraphName::DefaultGraph, ..quad.clone() }).collect()
}
