//! The attributes of nodes and edges that GraphML, GEXF and the Gephi tables share.

use super::network::{NetworkEdge, NetworkNode};

/// Type of an attribute: those that both XML formats and Gephi know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Whole,
    Real,
}

impl Kind {
    /// As GraphML names it.
    pub(super) const fn graphml(self) -> &'static str {
        match self {
            Self::Text => "string",
            Self::Whole => "int",
            Self::Real => "double",
        }
    }

    /// As GEXF names it.
    pub(super) const fn gexf(self) -> &'static str {
        match self {
            Self::Whole => "integer",
            other => other.graphml(),
        }
    }
}

/// One attribute of the nodes or edges `T`.
pub(super) struct Column<T: 'static> {
    /// Title: never one of the names that Gephi keeps for itself (label, weight, size, x, y, z, r, g, b, color).
    pub(super) title: &'static str,
    pub(super) kind: Kind,
    /// The value as text, `None` where there is none.
    pub(super) value: fn(&T) -> Option<String>,
}

const fn column<T>(title: &'static str, kind: Kind, value: fn(&T) -> Option<String>) -> Column<T> {
    Column { title, kind, value }
}

/// The last part of an IRI, which is its hash: the id of nodes and edges.
pub(super) fn id(iri: &str) -> &str {
    iri.rsplit('/').next().unwrap_or_default()
}

fn linked(node: &NetworkNode, wanted: impl Fn(&str) -> Option<&str>) -> Option<String> {
    let ids: Vec<_> = node.entity.ids.iter().filter_map(|id| wanted(id)).collect();
    (!ids.is_empty()).then(|| ids.join("|"))
}

/// Red, green and blue of a class: the palette of Okabe and Ito (2008), which colour-blind readers can tell apart.
pub(super) fn colour(class: &str) -> [u8; 3] {
    match class {
        "Country" => [0, 114, 178],
        "Region" | "City" | "Facility" | "Area" | "Place" => [0, 158, 115],
        "ArmedGroup" => [213, 94, 0],
        "MilitaryForce" => [230, 159, 0],
        "Person" => [204, 121, 167],
        "Group" => [240, 228, 66],
        "Meeting" | "Policy" => [153, 153, 153],
        _ => [86, 180, 233],
    }
}

/// How large a node is drawn: its area grows with its PageRank, and the least is still seen.
pub(super) fn size(node: &NetworkNode, most: f64) -> f64 {
    8.0 + 52.0 * (node.page_rank / most.max(f64::MIN_POSITIVE)).sqrt()
}

/// A length in the plane of a picture, to a hundredth.
pub(super) fn length(number: f64) -> String {
    let written = format!("{number:.2}");
    if written == "-0.00" { "0.00".to_owned() } else { written }
}

/// Six decimals, as short as they go.
fn real(number: f64) -> String {
    let written = format!("{number:.6}");
    written.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Attributes of nodes.
pub(super) static NODE: &[Column<NetworkNode>] = &[
    column("class", Kind::Text, |node| Some(node.entity.class.clone())),
    column("iri", Kind::Text, |node| Some(node.entity.iri.clone())),
    column("names", Kind::Text, |node| (!node.entity.labels.is_empty()).then(|| node.entity.other_labels())),
    column("wikidata", Kind::Text, |node| linked(node, |id| (!id.contains(':')).then_some(id))),
    column("geonames", Kind::Text, |node| linked(node, |id| id.strip_prefix("geonames:"))),
    column("dbpedia", Kind::Text, |node| linked(node, |id| id.strip_prefix("dbpedia:"))),
    column("country", Kind::Text, |node| node.country.clone()),
    column("latitude", Kind::Real, |node| node.entity.point.map(|(latitude, _)| real(latitude))),
    column("longitude", Kind::Real, |node| node.entity.point.map(|(_, longitude)| real(longitude))),
    column("documents", Kind::Whole, |node| Some(node.documents.to_string())),
    column("degree", Kind::Whole, |node| Some((node.degree_in + node.degree_out).to_string())),
    column("degree_in", Kind::Whole, |node| Some(node.degree_in.to_string())),
    column("degree_out", Kind::Whole, |node| Some(node.degree_out.to_string())),
    column("community", Kind::Whole, |node| Some(node.community.to_string())),
    column("pagerank", Kind::Real, |node| Some(real(node.page_rank))),
];

/// Attributes of edges.
pub(super) static EDGE: &[Column<NetworkEdge>] = &[
    column("predicate", Kind::Text, |edge| Some(edge.fact.predicate.clone())),
    column("iri", Kind::Text, |edge| Some(edge.fact.iri.clone())),
    column("status", Kind::Text, |edge| edge.fact.statuses.first().map(ToString::to_string)),
    column("statuses", Kind::Text, |edge| Some(edge.fact.statuses.iter().map(|status| status.as_str()).collect::<Vec<_>>().join("|"))),
    column("documents", Kind::Whole, |edge| Some(edge.fact.documents.to_string())),
    column("claims", Kind::Whole, |edge| Some(edge.fact.claims.len().to_string())),
    column("confidence", Kind::Real, |edge| Some(real(edge.confidence))),
    column("first", Kind::Text, |edge| edge.first.clone()),
    column("last", Kind::Text, |edge| edge.last.clone()),
    column("sources", Kind::Text, |edge| (!edge.sources.is_empty()).then(|| edge.sources.join("|"))),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn titles_are_distinct_and_none_is_a_name_that_gephi_keeps_for_itself() {
        let kept = ["id", "label", "weight", "size", "x", "y", "z", "r", "g", "b", "color", "source", "target", "type", "kind", "interval"];
        let sides = [NODE.iter().map(|column| column.title).collect::<Vec<_>>(), EDGE.iter().map(|column| column.title).collect()];
        for titles in sides {
            assert_eq!(titles.iter().collect::<BTreeSet<_>>().len(), titles.len());
            assert!(titles.iter().all(|title| !kept.contains(title) && title.to_lowercase() == **title), "{titles:?}");
        }
    }
}
