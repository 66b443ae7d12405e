//! Entities: one description each, from what all documents say.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::{
    NamedNode,
    vocab::{rdf, rdfs, xsd},
};
use rustc_hash::FxHashMap;

use super::{Nodes, Writer};
use crate::graph::{
    identity,
    literal::{coordinates, decimal, typed},
    node::Node,
    vocabulary as dep,
};

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

/// Writes every entity that a document read.
pub(super) fn derive(nodes: &Nodes<'_>, writer: &mut Writer) {
    let mut entities = FxHashMap::<_, Sayings<'_>>::default();
    for node in nodes.values() {
        if let Some(entity) = node.iri(dep::ENTITY_READ) {
            entities.entry(entity).or_default().hear(node);
        }
    }
    entities.into_iter().for_each(|(entity, sayings)| write(entity, &sayings, writer));
}

/// What most documents say; among equals the first in order of code points.
fn usual<'a, T: Ord + ?Sized>(votes: &Votes<'a, T>) -> Option<&'a T> {
    let most = votes.values().max()?;
    votes.iter().find(|(_, count)| *count == most).map(|(value, _)| *value)
}

/// One vote for each thing that a reading says, however often.
fn vote<'a, T: Ord + ?Sized>(votes: &mut Votes<'a, T>, values: impl Iterator<Item = &'a T>) {
    for value in values.collect::<BTreeSet<_>>() {
        *votes.entry(value).or_default() += 1;
    }
}

impl<'a> Sayings<'a> {
    fn hear(&mut self, node: &Node<'a>) {
        self.key = node.text(dep::KEY).unwrap_or(self.key);
        self.other_names.extend(node.texts(dep::OTHER_NAME));
        vote(&mut self.classes, node.iris(dep::CLASS));
        vote(&mut self.names, node.texts(dep::NAME));
        vote(&mut self.countries, node.iris(dep::IN_COUNTRY));
        vote(&mut self.points, node.texts(dep::POINT));
        let score = node.texts(dep::LINK_CONFIDENCE).filter_map(|score| score.parse().ok()).fold(0.0, f64::max);
        for link in node.iris(dep::LINK) {
            let best = self.links.entry(link).or_default();
            *best = best.max(score);
        }
    }
}

fn write(entity: &NamedNode, sayings: &Sayings<'_>, writer: &mut Writer) {
    writer.text(entity, dep::KEY, sayings.key);
    if let Some(class) = usual(&sayings.classes) {
        writer.put(entity, rdf::TYPE, class.clone());
    }
    let label = usual(&sayings.names).unwrap_or_default();
    writer.text(entity, rdfs::LABEL, label);
    for name in sayings.names.keys().chain(&sayings.other_names).copied().filter(|name| *name != label).collect::<BTreeSet<_>>() {
        writer.text(entity, dep::ALT_LABEL, name);
    }
    if let Some(country) = usual(&sayings.countries) {
        writer.put(entity, dep::COUNTRY, country.clone());
    }
    if let Some(wkt) = usual(&sayings.points) {
        point(entity, wkt, writer);
    }
    links(entity, &sayings.links, writer);
}

fn links(entity: &NamedNode, links: &BTreeMap<&NamedNode, f64>, writer: &mut Writer) {
    for (target, confidence) in links {
        let relation = if *confidence >= SAME_AS_FROM { dep::SAME_AS } else { dep::CLOSE_MATCH };
        writer.put(entity, relation, (*target).clone());
    }
    if let Some(best) = links.values().copied().reduce(f64::max) {
        writer.put(entity, dep::LINK_SCORE, typed(decimal(best), xsd::DECIMAL));
    }
}

fn point(entity: &NamedNode, wkt: &str, writer: &mut Writer) {
    if let Some((longitude, latitude)) = coordinates(wkt) {
        writer.put(entity, dep::LATITUDE, typed(latitude, xsd::DECIMAL));
        writer.put(entity, dep::LONGITUDE, typed(longitude, xsd::DECIMAL));
    }
    let geometry = identity::point(wkt);
    writer.put(entity, dep::HAS_GEOMETRY, geometry.clone());
    writer.put(&geometry, dep::AS_WKT, typed(wkt, dep::WKT_LITERAL));
}
