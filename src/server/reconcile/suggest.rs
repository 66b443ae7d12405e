//! What a person who types may mean.

use std::{cmp::Reverse, collections::BTreeSet};

use serde_json::{Value, json};

use super::{
    super::{
        explore::{Index, number},
        message::Fault,
        parameter::Parameters,
    },
    name::{gazetteer_names, plain},
    property,
    thing::Thing,
};

const USUAL: usize = 10;
const MOST: usize = 100;
/// Names that are looked at: more begin like this than anybody reads.
const LOOKED_AT: usize = 5_000;

fn prefix(parameters: &Parameters) -> Result<String, Fault> {
    Ok(plain(&parameters.only("prefix")?.unwrap_or_default()))
}

fn page(parameters: &Parameters) -> Result<(usize, usize), Fault> {
    Ok((number(parameters, "cursor", 0, usize::MAX)?, number(parameters, "limit", USUAL, MOST)?))
}

/// Entities with a name that begins so, the weightiest first.
pub(super) fn entities(index: &Index, parameters: &Parameters) -> Result<Value, Fault> {
    let (text, (cursor, limit)) = (prefix(parameters)?, page(parameters)?);
    let names = gazetteer_names().beginning(&text).chain(index.names.beginning(&text)).take(LOOKED_AT);
    let keys: BTreeSet<_> = names.filter_map(|(_, owner)| Thing::owning(index, owner)).map(|thing| thing.key.to_owned()).collect();
    let mut found: Vec<_> = keys.iter().filter_map(|key| Thing::of(index, key)).map(|thing| (thing.weight(index), thing)).collect();
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.key.cmp(b.1.key)));
    let row = |(_, thing): &(f64, Thing<'_>)| {
        json!({ "id": thing.key, "name": thing.label(), "description": thing.description(index),
            "notable": [{ "id": thing.class(), "name": index.name_of(thing.class()) }] })
    };
    Ok(json!({ "result": found.iter().skip(cursor).take(limit).map(row).collect::<Vec<_>>() }))
}

/// Classes with such a name.
pub(super) fn types(index: &Index, parameters: &Parameters) -> Result<Value, Fault> {
    named(index.classes().map(|class| (class.to_owned(), index.name_of(class))), parameters)
}

/// Properties with such a name.
pub(super) fn properties(index: &Index, parameters: &Parameters) -> Result<Value, Fault> {
    named(property::all(index).into_iter(), parameters)
}

/// Those that hold what was typed in id or name, first those that begin with it.
fn named(all: impl Iterator<Item = (String, String)>, parameters: &Parameters) -> Result<Value, Fault> {
    let (text, (cursor, limit)) = (prefix(parameters)?, page(parameters)?);
    let holds = |(id, name): &(String, String)| plain(id).contains(&text) || plain(name).contains(&text);
    let mut found: Vec<_> = all.filter(holds).collect();
    found.sort_by_key(|(id, name)| (Reverse(plain(id).starts_with(&text) || plain(name).starts_with(&text)), id.clone()));
    let rows: Vec<_> = found.iter().skip(cursor).take(limit).map(|(id, name)| json!({ "id": id, "name": name })).collect();
    Ok(json!({ "result": rows }))
}
