//! Entities as the derived graph describes them.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use oxigraph::model::{NamedNode, vocab::rdf, vocab::rdfs};

use super::{
    literal::identifier,
    node::{Node, Nodes, local},
    view::EntityView,
    vocabulary as dep,
};

/// Entities by IRI.
pub(super) type Entities<'a> = BTreeMap<&'a NamedNode, Arc<EntityView>>;

/// Every entity.
pub(super) fn entities<'a>(nodes: &Nodes<'a>) -> Entities<'a> {
    nodes.iter().filter_map(|(iri, node)| Some((*iri, Arc::new(entity(iri, node)?)))).collect()
}

fn entity(iri: &NamedNode, node: &Node<'_>) -> Option<EntityView> {
    let number = |property| node.text(property).and_then(|value| value.parse::<f64>().ok());
    let links = node.iris(dep::SAME_AS).chain(node.iris(dep::CLOSE_MATCH)).map(|link| identifier(link.as_str()));
    let links: BTreeSet<_> = links.map(|id| (rank(&id), id)).collect();
    let labels: BTreeSet<_> = node.texts(dep::ALT_LABEL).map(str::to_owned).collect();
    Some(EntityView {
        iri: iri.as_str().to_owned(),
        key: node.text(dep::KEY)?.to_owned(),
        class: local(node.iri(rdf::TYPE)?).to_owned(),
        label: node.text(rdfs::LABEL)?.to_owned(),
        labels: labels.into_iter().collect(),
        ids: links.into_iter().map(|(_, id)| id).collect(),
        link_score: number(dep::LINK_SCORE).unwrap_or_default(),
        point: number(dep::LATITUDE).zip(number(dep::LONGITUDE)),
        country: node.iri(dep::COUNTRY).map(|country| country.as_str().to_owned()),
    })
}

/// Wikidata first, then GeoNames, then DBpedia.
fn rank(id: &str) -> u8 {
    if id.starts_with("geonames:") {
        1
    } else if id.starts_with("dbpedia:") {
        2
    } else {
        0
    }
}
