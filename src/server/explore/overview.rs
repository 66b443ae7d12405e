//! The graph at a glance.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::index::Index;
use crate::export::Format;

/// How much there is of what, and in which words it is named. What is of a class or predicate counts for those above it too.
pub(super) fn overview(index: &Index) -> Value {
    let reading = &index.reading;
    let (mut predicates, mut statuses, mut sources) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    for fact in &reading.facts {
        *predicates.entry(fact.predicate.as_str()).or_insert(0_usize) += 1;
        for status in &fact.statuses {
            *statuses.entry(status.to_string()).or_insert(0_usize) += 1;
        }
        let of_fact: BTreeSet<_> = fact.claims.iter().filter_map(|claim| reading.claims[*claim].document.source.as_deref()).collect();
        of_fact.into_iter().for_each(|source| *sources.entry(source).or_insert(0_usize) += 1);
    }
    let mut classes = BTreeMap::new();
    for entity in reading.entities.iter().filter(|entity| index.degree(&entity.iri) > 0) {
        *classes.entry(entity.class.as_str()).or_insert(0_usize) += 1;
    }
    let entities = classes.values().sum::<usize>();
    let (predicates, classes) = (widened(index, &predicates), widened(index, &classes));
    let named = |(name, facts): (&&str, &usize)| json!({ "name": name, "label": index.label(name), "facts": facts });
    let days = || index.entries.iter().filter_map(|entry| entry.days);
    json!({
        "documents": reading.documents.len(),
        "entities": entities,
        "facts": reading.facts.len(),
        "claims": reading.claims.len(),
        "from": days().map(|(first, _)| first).min().map(|day| day.to_string()),
        "to": days().map(|(_, last)| last).max().map(|day| day.to_string()),
        "predicates": predicates.iter().map(named).collect::<Vec<_>>(),
        "classes": classes.iter().map(|(name, entities)| json!({ "name": name, "label": index.label(name), "entities": entities })).collect::<Vec<_>>(),
        "statuses": statuses.iter().map(|(name, facts)| json!({ "name": name, "label": index.label(name), "facts": facts })).collect::<Vec<_>>(),
        "sources": sources.iter().map(|(name, facts)| json!({ "name": name, "facts": facts })).collect::<Vec<_>>(),
        "formats": Format::ALL.map(Format::name),
    })
}

/// Counts of what is of a class or predicate or below it.
fn widened<'a>(index: &'a Index, counts: &BTreeMap<&'a str, usize>) -> BTreeMap<&'a str, usize> {
    let mut widened = BTreeMap::new();
    for (name, count) in counts {
        index.wider(name).for_each(|wider| *widened.entry(wider).or_default() += count);
    }
    widened
}
