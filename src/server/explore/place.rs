//! Facts on the map.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{filter::Filter, index::Index};

/// Entities with coordinates and the number of facts that speak of them, countries at their capitals; `unplaced` are the facts with no such entity.
pub(super) fn places(index: &Index, filter: &Filter, language: &str) -> Value {
    let mut places: BTreeMap<usize, usize> = BTreeMap::new();
    let mut unplaced = 0_usize;
    for [subject, object] in filter.select(index).iter().map(|position| index.entries[*position].ends) {
        let ends = [Some(subject), Some(object).filter(|object| *object != subject)].into_iter().flatten();
        let placed: Vec<_> = ends.filter(|end| index.points[*end].is_some()).collect();
        unplaced += usize::from(placed.is_empty());
        placed.into_iter().for_each(|end| *places.entry(end).or_default() += 1);
    }
    let place = |(position, facts): (&usize, &usize)| {
        let (entity, point) = (&index.reading.entities[*position], index.points[*position]);
        let label = index.called_at(*position, language);
        json!({ "iri": entity.iri, "label": label, "class": entity.class, "point": point, "facts": facts })
    };
    json!({ "places": places.iter().map(place).collect::<Vec<_>>(), "unplaced": unplaced })
}
