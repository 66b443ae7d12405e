//! The network of entities: nodes are what facts speak of, edges are facts.

use std::{cell::OnceCell, collections::HashMap, sync::Arc};

use jiff::civil::Date;
use petgraph::{
    Direction,
    graph::{DiGraph, NodeIndex},
    visit::EdgeRef,
};

use super::{community::communities, layout};
use crate::graph::{ClaimView, EntityView, FactView, Reading};

/// An entity in the network.
#[derive(Clone, Debug)]
pub struct NetworkNode {
    /// The entity.
    pub entity: Arc<EntityView>,
    /// Label of its country, where the graph knows it.
    pub country: Option<String>,
    /// Number of documents with a claim about it.
    pub documents: usize,
    /// Edges that end here.
    pub degree_in: usize,
    /// Edges that begin here.
    pub degree_out: usize,
    /// Number of its community (Louvain), from 0 for the largest.
    pub community: usize,
    /// First and last day of what is dated about it.
    pub span: Option<Spell>,
    /// PageRank (Brin and Page 1998), damping 0.85; all nodes together give 1.
    pub page_rank: f64,
}

/// A fact in the network.
#[derive(Clone, Debug)]
pub struct NetworkEdge {
    /// The fact.
    pub fact: FactView,
    /// Greatest confidence of its claims.
    pub confidence: f64,
    /// Earliest date that a claim gives it, as written.
    pub first: Option<String>,
    /// Latest date that a claim gives it, as written.
    pub last: Option<String>,
    /// Labels of whom the claims cite, sorted.
    pub sources: Vec<String>,
    /// When it held: the dates of its claims, or of their documents, in order and apart from each other.
    pub spells: Vec<Spell>,
}

/// From one day to another, both included; `None` where an end is open.
pub type Spell = (Option<Date>, Option<Date>);

/// The network of a graph. Nodes come in the order of [`Reading::entities`], edges in that of [`Reading::facts`].
#[derive(Clone, Debug)]
pub struct Network {
    graph: DiGraph<NetworkNode, NetworkEdge>,
    positions: OnceCell<Vec<[f64; 2]>>,
}

const DAMPING: f64 = 0.85;
/// Enough for a change under a millionth: 0.85¹⁰⁰ ≈ 10⁻⁷.
const ROUNDS: usize = 100;

impl Network {
    /// The network of what was read. Entities that no fact speaks of are left out.
    pub fn of(reading: &Reading) -> Self {
        let mut network = Self { graph: DiGraph::new(), positions: OnceCell::new() };
        let labels: HashMap<_, _> = reading.entities.iter().map(|entity| (entity.iri.as_str(), entity.label.as_str())).collect();
        let documents = documents(reading);
        let mut indices = HashMap::new();
        for entity in &reading.entities {
            if let Some(documents) = documents.get(entity.iri.as_str()) {
                let country = entity.country.as_deref().and_then(|country| labels.get(country)).map(|label| (*label).to_owned());
                indices.insert(entity.iri.as_str(), network.add_node(entity, country, documents.len()));
            }
        }
        for fact in &reading.facts {
            if let (Some(from), Some(to)) = (indices.get(fact.subject.iri.as_str()), indices.get(fact.object.iri.as_str())) {
                network.graph.add_edge(*from, *to, edge(fact, reading));
            }
        }
        network.measure();
        network
    }

    /// The nodes.
    pub fn nodes(&self) -> impl Iterator<Item = &NetworkNode> {
        self.graph.node_weights()
    }

    /// The edges.
    pub fn edges(&self) -> impl Iterator<Item = &NetworkEdge> {
        self.graph.edge_weights()
    }

    /// Where the nodes lie in a picture, in their order; worked out once.
    pub fn positions(&self) -> &[[f64; 2]] {
        self.positions.get_or_init(|| layout::positions(self.graph.node_count(), &self.links().collect::<Vec<_>>()))
    }

    /// Ends and weights of the edges.
    fn links(&self) -> impl Iterator<Item = (usize, usize, f64)> {
        self.graph.edge_references().map(|edge| (edge.source().index(), edge.target().index(), edge.weight().fact.documents as f64))
    }

    fn add_node(&mut self, entity: &Arc<EntityView>, country: Option<String>, documents: usize) -> NodeIndex {
        let entity = Arc::clone(entity);
        self.graph.add_node(NetworkNode {
            entity,
            country,
            documents,
            degree_in: 0,
            degree_out: 0,
            community: 0,
            span: None,
            page_rank: 0.0,
        })
    }

    fn measure(&mut self) {
        let (ranks, communities) = (self.page_ranks(), communities(self.graph.node_count(), self.links()));
        for index in self.graph.node_indices() {
            let degree = |direction| self.graph.edges_directed(index, direction).count();
            let (degree_in, degree_out) = (degree(Direction::Incoming), degree(Direction::Outgoing));
            let span =
                self.graph.edges(index).chain(self.graph.edges_directed(index, Direction::Incoming)).flat_map(|edge| &edge.weight().spells);
            let span = span.copied().reduce(hull);
            let node = &mut self.graph[index];
            (node.span, node.community) = (span, communities[index.index()]);
            (node.degree_in, node.degree_out, node.page_rank) = (degree_in, degree_out, ranks[index.index()]);
        }
    }

    /// Power iteration, edges weighted by their documents. (That of petgraph takes time quadratic in the nodes.)
    fn page_ranks(&self) -> Vec<f64> {
        let (nodes, total) = (self.graph.node_indices(), self.graph.node_count() as f64);
        let weight = |edge: &NetworkEdge| edge.fact.documents as f64;
        let out: Vec<f64> = nodes.map(|node| self.graph.edges(node).map(|edge| weight(edge.weight())).sum()).collect();
        let mut ranks = vec![1.0 / total; out.len()];
        for _ in 0..ROUNDS {
            let dangling: f64 = ranks.iter().zip(&out).filter(|(_, out)| **out == 0.0).map(|(rank, _)| rank).sum();
            let mut next = vec![(1.0 - DAMPING + DAMPING * dangling) / total; out.len()];
            for edge in self.graph.edge_references() {
                let (from, to) = (edge.source().index(), edge.target().index());
                next[to] += DAMPING * ranks[from] * weight(edge.weight()) / out[from];
            }
            ranks = next;
        }
        ranks
    }
}

/// Documents with a claim about each entity.
fn documents(reading: &Reading) -> HashMap<&str, std::collections::BTreeSet<&str>> {
    let mut documents = HashMap::<_, std::collections::BTreeSet<_>>::new();
    for claim in &reading.claims {
        for end in [&claim.subject, &claim.object] {
            documents.entry(end.iri.as_str()).or_default().insert(claim.document.iri.as_str());
        }
    }
    documents
}

fn edge(fact: &FactView, reading: &Reading) -> NetworkEdge {
    let claims = || fact.claims.iter().filter_map(|index| reading.claims.get(*index));
    let dates = || claims().filter_map(|claim| claim.date);
    let mut sources: Vec<_> = claims().filter_map(|claim| Some(claim.attributed_to.as_ref()?.label.clone())).collect();
    sources.sort();
    sources.dedup();
    NetworkEdge {
        fact: fact.clone(),
        confidence: claims().map(|claim| claim.confidence).fold(0.0, f64::max),
        first: dates().filter_map(|date| date.start).min_by_key(|date| date.first_day()).map(|date| date.to_string()),
        last: dates().filter_map(|date| date.end).max_by_key(|date| date.last_day()).map(|date| date.to_string()),
        sources,
        spells: apart(claims().filter_map(spell).collect()),
    }
}

fn spell(claim: &ClaimView) -> Option<Spell> {
    let (start, end) = claim.days();
    let spell = (start.filter(|day| *day != Date::MIN), end.filter(|day| *day != Date::MAX));
    (spell.0.is_some() || spell.1.is_some()).then_some(spell)
}

fn hull(one: Spell, other: Spell) -> Spell {
    (one.0.zip(other.0).map(|(one, other)| one.min(other)), one.1.zip(other.1).map(|(one, other)| one.max(other)))
}

/// The spells in order, those that touch or overlap made one: Gephi refuses spells that overlap.
fn apart(mut spells: Vec<Spell>) -> Vec<Spell> {
    spells.sort_unstable();
    let mut apart: Vec<Spell> = Vec::new();
    for spell in spells {
        match apart.last_mut() {
            Some(last) if last.1.is_none_or(|end| spell.0.is_none_or(|start| start <= end.tomorrow().unwrap_or(end))) => {
                *last = hull(*last, spell)
            }
            _ => apart.push(spell),
        }
    }
    apart
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spells_that_touch_become_one() {
        let day = |day| Some(Date::new(2021, 8, day).unwrap());
        assert_eq!(apart(vec![(day(9), day(9)), (day(1), day(3)), (day(4), day(5))]), [(day(1), day(5)), (day(9), day(9))]);
        assert_eq!(apart(vec![(day(3), None), (day(1), day(1)), (day(9), day(9))]), [(day(1), day(1)), (day(3), None)]);
        assert_eq!(apart(vec![(day(3), day(4)), (None, day(3))]), [(None, day(4))]);
    }
}
