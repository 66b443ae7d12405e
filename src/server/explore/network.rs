//! The network of the facts that are meant, as large as a person can read.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet, HashMap},
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

/// The entities that most of the facts speak of, and the facts between them.
pub(super) fn network(index: &Index, filter: &Filter, parameters: &Parameters) -> Result<Value, Fault> {
    let limit = number(parameters, "limit", 150, MOST)?;
    let selected = filter.select(index);
    let mut degrees: HashMap<&str, usize> = HashMap::new();
    for fact in selected.iter().map(|position| &index.reading.facts[*position]) {
        for end in [&fact.subject, &fact.object] {
            *degrees.entry(end.iri.as_str()).or_default() += 1;
        }
    }
    let total = degrees.len();
    let mut chosen: Vec<_> = degrees.into_iter().collect();
    chosen.sort_by_key(|(iri, degree)| (Reverse(*degree), *iri));
    chosen.truncate(limit);
    let chosen: BTreeMap<_, _> = chosen.into_iter().collect();
    let nodes = chosen.iter().filter_map(|(iri, facts)| {
        let entity = index.entity(iri)?;
        Some(json!({ "iri": iri, "label": entity.label, "class": entity.class, "facts": facts, "point": entity.point }))
    });
    Ok(json!({ "nodes": nodes.collect::<Vec<_>>(), "edges": edges(index, &selected, &chosen), "total": total }))
}

fn edges(index: &Index, selected: &[usize], chosen: &BTreeMap<&str, usize>) -> Vec<Value> {
    let mut edges: BTreeMap<(&str, &str, &str), Edge<'_>> = BTreeMap::new();
    for fact in selected.iter().map(|position| &index.reading.facts[*position]) {
        let (source, target) = (fact.subject.iri.as_str(), fact.object.iri.as_str());
        if chosen.contains_key(source) && chosen.contains_key(target) {
            let edge = edges.entry((source, &fact.predicate, target)).or_default();
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
