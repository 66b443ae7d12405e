//! What follows from all documents together: entities, facts, and the plain triples of what is asserted. A pure function of the
//! documents' graphs, so that merging graphs and deriving again gives what building at once gives.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::{
    GraphName, Literal, NamedNode, NamedNodeRef, Quad, Term,
    vocab::{rdf, rdfs, xsd},
};

use super::{
    identity,
    literal::{coordinates, decimal, typed},
    node::{Node, graphs},
    statement::status,
    vocabulary as dep,
};
use crate::model::Status;

/// The graph that derived statements stand in.
pub(super) const DERIVED: &str = "https://w3id.org/depeche/id/graph/derived";

/// From this confidence up a link is an identity (`owl:sameAs`); below it is a `skos:closeMatch`.
pub const SAME_AS_FROM: f64 = 0.9;

/// How many documents say each thing.
type Votes<'a, T> = BTreeMap<&'a T, usize>;

/// What documents say of one entity.
#[derive(Default)]
struct Sayings<'a> {
    key: &'a str,
    classes: Votes<'a, NamedNode>,
    names: Votes<'a, str>,
    other_names: BTreeSet<&'a str>,
    links: BTreeMap<&'a NamedNode, f64>,
    countries: Votes<'a, NamedNode>,
    points: Votes<'a, str>,
}

/// What claims say of one fact.
struct Said<'a> {
    ends: [&'a NamedNode; 3],
    asserted: bool,
}

/// Everything that follows from the quads of documents.
pub(super) fn derive(quads: &[Quad]) -> Vec<Quad> {
    let (mut entities, mut facts) = (BTreeMap::<_, Sayings<'_>>::new(), BTreeMap::<_, Said<'_>>::new());
    let asserted = status(Status::Asserted);
    let graphs = graphs(quads);
    for node in graphs.values().flat_map(BTreeMap::values) {
        if let Some(entity) = node.iri(dep::ENTITY_READ) {
            entities.entry(entity).or_default().hear(node);
        } else if let Some((fact, said)) = claimed(node, &asserted) {
            facts.entry(fact).and_modify(|known| known.asserted |= said.asserted).or_insert(said);
        }
    }
    let mut writer = Writer { quads: Vec::new() };
    entities.into_iter().for_each(|(entity, sayings)| writer.entity(entity, &sayings));
    facts.into_iter().for_each(|(fact, said)| writer.fact(fact, &said));
    writer.quads
}

fn claimed<'a>(node: &Node<'a>, asserted: &NamedNode) -> Option<(&'a NamedNode, Said<'a>)> {
    let ends = [node.iri(dep::SUBJECT)?, node.iri(dep::PREDICATE)?, node.iri(dep::OBJECT)?];
    Some((node.iri(dep::FACT)?, Said { ends, asserted: node.iri(dep::STATUS)? == asserted }))
}

/// What most documents say; among equals the first in order of code points.
fn usual<'a, T: Ord + ?Sized>(votes: &Votes<'a, T>) -> Option<&'a T> {
    let most = votes.values().max()?;
    votes.iter().find(|(_, count)| *count == most).map(|(value, _)| *value)
}

impl<'a> Sayings<'a> {
    fn hear(&mut self, node: &Node<'a>) {
        self.key = node.text(dep::KEY).unwrap_or(self.key);
        self.other_names.extend(node.texts(dep::OTHER_NAME));
        node.iris(dep::CLASS).for_each(|class| *self.classes.entry(class).or_default() += 1);
        node.texts(dep::NAME).for_each(|name| *self.names.entry(name).or_default() += 1);
        node.iris(dep::IN_COUNTRY).for_each(|country| *self.countries.entry(country).or_default() += 1);
        node.texts(dep::POINT).for_each(|point| *self.points.entry(point).or_default() += 1);
        let score = node.texts(dep::LINK_CONFIDENCE).filter_map(|score| score.parse().ok()).fold(0.0, f64::max);
        for link in node.iris(dep::LINK) {
            let best = self.links.entry(link).or_default();
            *best = best.max(score);
        }
    }
}

struct Writer {
    quads: Vec<Quad>,
}

impl Writer {
    fn put<'t>(&mut self, subject: &NamedNode, predicate: impl Into<NamedNodeRef<'t>>, object: impl Into<Term>) {
        let graph = NamedNode::new_unchecked(DERIVED);
        self.quads.push(Quad::new(subject.clone(), predicate.into().into_owned(), object, graph));
    }

    fn text(&mut self, subject: &NamedNode, predicate: NamedNodeRef<'static>, text: &str) {
        self.put(subject, predicate, Literal::new_simple_literal(text));
    }

    fn entity(&mut self, entity: &NamedNode, sayings: &Sayings<'_>) {
        self.text(entity, dep::KEY, sayings.key);
        if let Some(class) = usual(&sayings.classes) {
            self.put(entity, rdf::TYPE, class.clone());
        }
        let label = usual(&sayings.names).unwrap_or_default();
        self.text(entity, rdfs::LABEL, label);
        for name in sayings.names.keys().chain(&sayings.other_names).copied().filter(|name| *name != label).collect::<BTreeSet<_>>() {
            self.text(entity, dep::ALT_LABEL, name);
        }
        if let Some(country) = usual(&sayings.countries) {
            self.put(entity, dep::COUNTRY, country.clone());
        }
        if let Some(wkt) = usual(&sayings.points) {
            self.point(entity, wkt);
        }
        self.links(entity, &sayings.links);
    }

    fn links(&mut self, entity: &NamedNode, links: &BTreeMap<&NamedNode, f64>) {
        for (target, confidence) in links {
            let relation = if *confidence >= SAME_AS_FROM { dep::SAME_AS } else { dep::CLOSE_MATCH };
            self.put(entity, relation, (*target).clone());
        }
        if let Some(best) = links.values().copied().reduce(f64::max) {
            self.put(entity, dep::LINK_SCORE, typed(decimal(best), xsd::DECIMAL));
        }
    }

    fn point(&mut self, entity: &NamedNode, wkt: &str) {
        if let Some((longitude, latitude)) = coordinates(wkt) {
            self.put(entity, dep::LATITUDE, typed(latitude, xsd::DECIMAL));
            self.put(entity, dep::LONGITUDE, typed(longitude, xsd::DECIMAL));
        }
        let geometry = identity::point(wkt);
        self.put(entity, dep::HAS_GEOMETRY, geometry.clone());
        self.put(&geometry, dep::AS_WKT, typed(wkt, dep::WKT_LITERAL));
    }

    /// A fact is one node, whatever claims it; only what is asserted somewhere is a plain triple.
    fn fact(&mut self, fact: &NamedNode, said: &Said<'_>) {
        let [subject, predicate, object] = said.ends;
        self.put(fact, rdf::TYPE, dep::FACT_CLASS);
        self.put(fact, rdf::SUBJECT, subject.clone());
        self.put(fact, rdf::PREDICATE, predicate.clone());
        self.put(fact, rdf::OBJECT, object.clone());
        if said.asserted {
            self.put(subject, predicate, object.clone());
        }
    }
}

/// The graph name of derived quads.
pub(super) fn is_derived(quad: &Quad) -> bool {
    matches!(&quad.graph_name, GraphName::NamedNode(graph) if graph.as_str() == DERIVED)
}
