//! Whom a name may mean, with a score.

use std::collections::BTreeSet;

use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    super::explore::Index,
    name::{Owner, gazetteer_names, plain, surnames},
    property,
    thing::Thing,
};

/// Candidates that are given unless the query says how many.
const USUAL: usize = 5;
const MOST: usize = 50;
/// Share of the score that is the name's likeness; what is left is weight.
const NAME: f64 = 0.85;
/// The weight that counts as full.
const FULL: f64 = 12.0;
/// By this much the best must outweigh the next of the same name to be taken for certain: a hundred times the inhabitants.
const MARGIN: f64 = 2.0;
/// No country outweighs another of the same name.
const COUNTRY: &str = "Country";
/// What a property that is right adds, and one that is wrong takes.
const PROPERTY: f64 = 0.1;

/// A name to be matched.
#[derive(Debug, Deserialize)]
pub(super) struct Query {
    #[serde(default)]
    query: String,
    #[serde(default, rename = "type")]
    types: Option<OneOrMore>,
    #[serde(default)]
    limit: Option<usize>,
    #[serde(default)]
    properties: Vec<Condition>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

/// What else the row says of the entity.
#[derive(Debug, Deserialize)]
struct Condition {
    pid: String,
    v: Value,
}

struct Scored<'a> {
    thing: Thing<'a>,
    likeness: f64,
    weight: f64,
    score: f64,
    agrees: bool,
}

/// The candidates, the likeliest first.
pub(super) fn candidates(index: &Index, query: &Query) -> Value {
    let mut scored: Vec<_> =
        found(index, &query.query).into_iter().filter_map(|(key, likeness)| score(index, query, &key, likeness)).collect();
    scored.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.thing.key.cmp(b.thing.key)));
    let sure = certain(&scored);
    let limit = query.limit.unwrap_or(USUAL).min(MOST);
    let row = |(position, scored): (usize, &Scored<'_>)| {
        let thing = &scored.thing;
        json!({
            "id": thing.key,
            "name": thing.label(),
            "description": thing.description(index),
            "type": [{ "id": thing.class(), "name": index.name_of(thing.class()) }],
            "score": (scored.score * 1000.0).round() / 10.0,
            "match": position == 0 && sure,
            "features": [{ "id": "likeness", "value": scored.likeness }, { "id": "weight", "value": scored.weight }],
        })
    };
    scored.iter().enumerate().take(limit).map(row).collect()
}

/// Keys with the best likeness of a name of theirs.
fn found(index: &Index, name: &str) -> Vec<(String, f64)> {
    if Thing::of(index, name.trim()).is_some() {
        return vec![(name.trim().to_owned(), 1.0)];
    }
    let text = plain(name);
    let hits = gazetteer_names().find(&text).into_iter().chain(index.names.find(&text)).chain(surnames().shared(&text));
    let mut best: Vec<(String, f64)> = Vec::new();
    let owned = hits.filter_map(|hit| Some((key(index, hit.owner)?, hit.likeness)));
    let mut owned: Vec<_> = owned.collect();
    owned.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
    for (key, likeness) in owned {
        if best.last().is_none_or(|(last, _)| *last != key) {
            best.push((key, likeness));
        }
    }
    best
}

fn key(index: &Index, owner: Owner) -> Option<String> {
    Some(Thing::owning(index, owner)?.key.to_owned())
}

fn score<'a>(index: &'a Index, query: &Query, key: &str, likeness: f64) -> Option<Scored<'a>> {
    let thing = Thing::of(index, key)?;
    let wanted: BTreeSet<&str> = match &query.types {
        Some(OneOrMore::One(class)) => BTreeSet::from([class.as_str()]),
        Some(OneOrMore::More(classes)) => classes.iter().map(String::as_str).collect(),
        None => BTreeSet::new(),
    };
    if !wanted.is_empty() && !wanted.iter().any(|class| index.is_a(thing.class(), class)) {
        return None;
    }
    let weight = thing.weight(index);
    let said = query.properties.iter().map(|condition| property::agrees(index, &thing, &condition.pid, &condition.v));
    let said: Vec<bool> = said.flatten().collect();
    let agrees = said.iter().all(|agrees| *agrees);
    let properties: f64 = said.iter().map(|agrees| if *agrees { PROPERTY } else { -PROPERTY }).sum();
    // The label itself weighs a little more than another name.
    let usual = if plain(thing.label()) == plain(&query.query) { 0.0 } else { -0.01 };
    let score = (NAME * likeness + (1.0 - NAME) * (weight / FULL).clamp(0.0, 1.0) + properties + usual).clamp(0.0, 1.0);
    Some(Scored { thing, likeness, weight, score, agrees })
}

/// Whether the first may be taken without being looked at: it bears the very name, what else is said holds, and no other comes near.
fn certain(scored: &[Scored<'_>]) -> bool {
    let Some(first) = scored.first() else { return false };
    let peers = |other: &Scored<'_>| [&first.thing, &other.thing].iter().all(|thing| thing.class() == COUNTRY);
    let near = |other: &Scored<'_>| other.weight > first.weight - MARGIN || peers(other);
    let rival = |other: &Scored<'_>| other.agrees && other.likeness >= first.likeness && near(other);
    first.likeness > 0.95 && first.agrees && !scored[1..].iter().any(rival)
}
