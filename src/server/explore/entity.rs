//! Entities: found by name, and one with its links.

use std::{cmp::Reverse, collections::BTreeMap};

use serde_json::{Value, json};

use super::{
    super::{message::Fault, parameter::Parameters},
    index::{Index, fold},
    number,
};
use crate::graph::{EntityView, link_of};

const MOST: usize = 100;

/// Entities of a class (of any, without one) whose names hold what was typed: those that begin with it first, and of these the ones with most facts.
pub(super) fn search(index: &Index, parameters: &Parameters, language: &str) -> Result<Value, Fault> {
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
    let label = |entity| index.called(entity, language);
    found.sort_by(|a, b| (a.0, a.1, label(a.2)).cmp(&(b.0, b.1, label(b.2))));
    let rows = found.iter().take(limit).map(|(_, Reverse(facts), entity)| {
        json!({ "iri": entity.iri, "label": label(entity), "class": entity.class, "labels": others(entity, label(entity)), "facts": facts })
    });
    Ok(json!({ "rows": rows.collect::<Vec<_>>() }))
}

/// The names that an entity has beside the one that it is called by.
fn others<'a>(entity: &'a EntityView, called: &str) -> Vec<&'a str> {
    [&entity.label].into_iter().chain(&entity.labels).map(String::as_str).filter(|name| *name != called).collect()
}

/// All that is known of an entity beside its facts, and how many of these there are by predicate and side.
pub(super) fn one(index: &Index, iri: &str, language: &str) -> Result<Value, Fault> {
    let entity = index.entity(iri).ok_or_else(|| Fault::new(404, format!("<{iri}> is no entity of this graph")))?;
    let mut sides: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for fact in index.facts_of.get(iri).into_iter().flatten().map(|position| &index.reading.facts[*position]) {
        let side = if fact.subject.iri == iri { "subject" } else { "object" };
        *sides.entry((&fact.predicate, side)).or_default() += 1;
    }
    let label = index.called(entity, language);
    Ok(json!({
        "iri": entity.iri, "label": label, "class": entity.class, "labels": others(entity, label), "ids": entity.ids,
        "links": entity.ids.iter().map(|id| link_of(id)).collect::<Vec<_>>(),
        "score": entity.link_score,
        "point": entity.point,
        "country": entity.country.as_deref().and_then(|country| index.entity(country)).map(|country| index.end(country, language)),
        "facts": index.degree(iri),
        "predicates": sides.iter().map(|((name, side), facts)| json!({ "name": name, "as": side, "facts": facts })).collect::<Vec<_>>(),
    }))
}
