//! Entities as all documents together tell.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use oxigraph::model::{NamedNode, vocab::rdf, vocab::rdfs};

use super::{
    literal::identifier,
    node::{Node, local},
    read::Graphs,
    view::EntityView,
    vocabulary as dep,
};

#[derive(Default)]
struct Gathered {
    key: Option<String>,
    label: Option<String>,
    names: BTreeSet<String>,
    classes: BTreeMap<String, usize>,
    links: BTreeSet<(u8, String)>,
    score: f64,
    point: Option<(f64, f64)>,
    country: Option<String>,
}

/// Every entity that any graph describes.
pub(super) fn entities(graphs: &Graphs) -> BTreeMap<NamedNode, Arc<EntityView>> {
    let mut gathered = BTreeMap::<&NamedNode, Gathered>::new();
    for nodes in graphs.values() {
        for (iri, node) in nodes {
            if node.text(dep::KEY).is_some() || node.text(rdfs::LABEL).is_some() {
                gathered.entry(iri).or_default().add(node);
            }
        }
    }
    gathered.into_iter().map(|(iri, gathered)| (iri.clone(), Arc::new(gathered.finish(iri)))).collect()
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

impl Gathered {
    fn add(&mut self, node: &Node) {
        self.key = self.key.take().or_else(|| node.text(dep::KEY).map(str::to_owned));
        self.label = self.label.take().or_else(|| node.text(rdfs::LABEL).map(str::to_owned));
        self.names.extend(node.texts(dep::NAME).chain(node.texts(dep::ALT_LABEL)).map(str::to_owned));
        for class in node.iris(rdf::TYPE) {
            *self.classes.entry(local(class).to_owned()).or_default() += 1;
        }
        for id in node.iris(dep::LINK).map(|link| identifier(link.as_str())) {
            self.links.insert((rank(&id), id));
        }
        let number = |property| node.text(property).and_then(|value| value.parse::<f64>().ok());
        self.score = number(dep::LINK_SCORE).unwrap_or(self.score);
        self.point = self.point.or_else(|| Some((number(dep::LATITUDE)?, number(dep::LONGITUDE)?)));
        self.country = self.country.take().or_else(|| node.iri(dep::COUNTRY).map(|country| country.as_str().to_owned()));
    }

    fn finish(mut self, iri: &NamedNode) -> EntityView {
        let label = self.label.or_else(|| self.names.first().cloned()).unwrap_or_default();
        self.names.remove(&label);
        // The class that most documents give; among equals the first by name.
        let most = self.classes.values().max().copied();
        let class = self.classes.into_iter().find(|(_, documents)| Some(*documents) == most).map(|(class, _)| class);
        EntityView {
            iri: iri.as_str().to_owned(),
            key: self.key.unwrap_or_default(),
            class: class.unwrap_or_else(|| local(&dep::ENTITY.into_owned()).to_owned()),
            label,
            labels: self.names.into_iter().collect(),
            ids: self.links.into_iter().map(|(_, id)| id).collect(),
            link_score: self.score,
            point: self.point,
            country: self.country,
        }
    }
}
