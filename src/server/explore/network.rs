//! The network of the facts that are meant, as large as a person can read.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap},
};

use serde_json::{Value, json};

use super::{
    super::{message::Fault, parameter::Parameters},
    filter::Filter,
    index::Index,
    number,
};

const MOST: usize = 1_000;

/// Facts of one predicate between two entities.
#[derive(Default)]
struct Edge<'a> {
    facts: Vec<&'a str>,
    documents: usize,
    statuses: BTreeSet<String>,
}

/// Entities that the facts link, those with most facts first, and the facts between them.
pub(super) fn network(index: &Index, filter: &Filter, parameters: &Parameters, language: &str) -> Result<Value, Fault> {
    let limit = number(parameters, "limit", 150, MOST)?;
    let selected = filter.select(index);
    let links = links(index, &selected);
    let chosen = linked(index, &links, limit);
    let nodes = chosen.iter().map(|position| {
        let entity = &index.reading.entities[*position];
        let label = index.called_at(*position, language);
        json!({ "iri": entity.iri, "label": label, "class": entity.class, "facts": links[position].len(), "point": entity.point })
    });
    let nodes: Vec<_> = nodes.collect();
    Ok(json!({ "nodes": nodes, "edges": edges(index, &selected, &chosen), "total": links.len() }))
}

/// The other end of each fact of an entity, by its position.
fn links(index: &Index, selected: &[usize]) -> HashMap<usize, Vec<usize>> {
    let mut links: HashMap<usize, Vec<usize>> = HashMap::new();
    for [subject, object] in selected.iter().map(|position| index.entries[*position].ends) {
        links.entry(subject).or_default().push(object);
        links.entry(object).or_default().push(subject);
    }
    links
}

/// Begins with the entity that has most facts and goes on with the one that has most among those linked to what is there; where there is none,
/// with the next part of the network. So each has a link, unless the room ends with it.
fn linked(index: &Index, links: &HashMap<usize, Vec<usize>>, limit: usize) -> BTreeSet<usize> {
    let iri = |position: usize| index.reading.entities[position].iri.as_str();
    let rank = |position: &usize| (links[position].len(), Reverse(iri(*position)), *position);
    let mut seeds: BinaryHeap<_> = links.keys().map(rank).collect();
    let (mut chosen, mut near) = (BTreeSet::new(), BinaryHeap::new());
    while let Some((_, _, position)) = near.pop().or_else(|| seeds.pop())
        && chosen.len() < limit
    {
        if chosen.insert(position) {
            near.extend(links[&position].iter().filter(|other| !chosen.contains(other)).map(rank));
        }
    }
    chosen
}

fn edges(index: &Index, selected: &[usize], chosen: &BTreeSet<usize>) -> Vec<Value> {
    let mut edges: BTreeMap<(&str, &str, &str), Edge<'_>> = BTreeMap::new();
    for position in selected {
        if index.entries[*position].ends.iter().all(|end| chosen.contains(end)) {
            let fact = &index.reading.facts[*position];
            let edge = edges.entry((fact.subject.iri.as_str(), &fact.predicate, fact.object.iri.as_str())).or_default();
            edge.facts.push(&fact.iri);
            edge.documents = edge.documents.max(fact.documents);
            edge.statuses.extend(fact.statuses.iter().map(ToString::to_string));
        }
    }
    let edge = |((source, predicate, target), edge): ((&str, &str, &str), Edge<'_>)| {
        json!({ "source": source, "target": target, "predicate": predicate, "facts": edge.facts, "documents": edge.documents,
            "statuses": edge.statuses })
    };
    edges.into_iter().map(edge).collect()
}
