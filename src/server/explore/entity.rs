//! Entities: found by name, and one with its links.

use std::{cmp::Reverse, collections::BTreeMap};

use serde_json::{Value, json};

use super::{
    super::{message::Fault, parameter::Parameters},
    fact::end,
    index::{Index, fold},
    number,
};
use crate::graph::{EntityView, link_of};

const MOST: usize = 100;

/// Entities of a class (of any, without one) whose names hold what was typed: those that begin with it first, and of these the ones with most facts.
pub(super) fn search(index: &Index, parameters: &Parameters) -> Result<Value, Fault> {
    let wanted = fold(parameters.only("q")?.unwrap_or_default().trim());
    let limit = number(parameters, "limit", 10, MOST)?;
    let class = parameters.only("class")?.filter(|class| !class.is_empty());
    let rank = |names: &str| {
        if names.split('\n').any(|name| name.starts_with(&wanted)) { Some(0) } else { names.contains(&wanted).then_some(1) }
    };
    let found = index.reading.entities.iter().zip(&index.folded).map(|(entity, names)| (entity, names, index.degree(&entity.iri)));
    let meant = |entity: &EntityView| class.as_ref().is_none_or(|class| index.is_a(&entity.class, class));
    let found = found.filter(|(entity, _, facts)| *facts > 0 && meant(entity));
    let mut found: Vec<_> = found.filter_map(|(entity, names, facts)| Some((rank(names)?, Reverse(facts), entity))).collect();
    found.sort_by(|a, b| (a.0, a.1, &a.2.label).cmp(&(b.0, b.1, &b.2.label)));
    let rows = found.iter().take(limit).map(|(_, Reverse(facts), entity)| {
        json!({ "iri": entity.iri, "label": entity.label, "class": entity.class, "labels": entity.labels, "facts": facts })
    });
    Ok(json!({ "rows": rows.collect::<Vec<_>>() }))
}

/// All that is known of an entity beside its facts, and how many of these there are by predicate and side.
pub(super) fn one(index: &Index, iri: &str) -> Result<Value, Fault> {
    let entity = index.entity(iri).ok_or_else(|| Fault::new(404, format!("<{iri}> is no entity of this graph")))?;
    let mut sides: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for fact in index.facts_of.get(iri).into_iter().flatten().map(|position| &index.reading.facts[*position]) {
        let side = if fact.subject.iri == iri { "subject" } else { "object" };
        *sides.entry((&fact.predicate, side)).or_default() += 1;
    }
    Ok(json!({
        "iri": entity.iri, "label": entity.label, "class": entity.class, "labels": entity.labels, "ids": entity.ids,
        "links": entity.ids.iter().map(|id| link_of(id)).collect::<Vec<_>>(),
        "score": entity.link_score,
        "point": entity.point,
        "country": entity.country.as_deref().and_then(|country| index.entity(country)).map(end),
        "facts": index.degree(iri),
        "predicates": sides.iter().map(|((name, side), facts)| json!({ "name": name, "as": side, "facts": facts })).collect::<Vec<_>>(),
    }))
}
