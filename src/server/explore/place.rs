//! Facts on the map.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{filter::Filter, index::Index};

/// Entities with coordinates and the number of facts that speak of them; `unplaced` are the facts with no such entity.
pub(super) fn places(index: &Index, filter: &Filter) -> Value {
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut unplaced = 0_usize;
    for fact in filter.select(index).iter().map(|position| &index.reading.facts[*position]) {
        let placed: Vec<_> = [&fact.subject, &fact.object].into_iter().filter(|end| end.point.is_some()).collect();
        unplaced += usize::from(placed.is_empty());
        placed.into_iter().for_each(|end| *places.entry(end.iri.as_str()).or_default() += 1);
    }
    let place = |(iri, facts): (&&str, &usize)| {
        let entity = index.entity(iri)?;
        Some(json!({ "iri": iri, "label": entity.label, "class": entity.class, "point": entity.point, "facts": facts }))
    };
    json!({ "places": places.iter().filter_map(place).collect::<Vec<_>>(), "unplaced": unplaced })
}
