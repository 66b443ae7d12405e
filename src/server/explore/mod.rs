//! What the page asks: facts and entities filtered, sorted and counted, as JSON. Everything is worked out from an index in memory, so that
//! a page on 200,000 facts costs milliseconds.

mod document;
mod download;
mod entity;
mod fact;
mod filter;
mod index;
mod network;
mod overview;
mod place;
mod timeline;

use serde_json::{Value, json};

pub(super) use download::export;
pub(super) use index::{Index, fold};

use self::filter::Filter;
use super::{message::Fault, parameter::Parameters};
use crate::graph::{Graph, NamedQuery};

/// Answers one question of the page: `path` is what follows `/api/`, `language` that of its reader.
///
/// # Errors
/// 404 for an unknown question, entity, fact or document; 400 for a parameter that cannot be read.
pub(super) fn answer(graph: &Graph, index: &Index, path: &str, parameters: &Parameters, language: &str) -> Result<Value, Fault> {
    let filter = || Filter::read(parameters, index);
    match path {
        "overview" => Ok(index.overview.clone()),
        "facts" => fact::list(index, &filter()?, parameters, language),
        "fact" => fact::one(index, &required(parameters, "iri")?, language),
        "document" => document::one(graph, index, &required(parameters, "id")?, language),
        "entities" => entity::search(index, parameters, language),
        "entity" => entity::one(index, &required(parameters, "iri")?, language),
        "network" => network::network(index, &filter()?, parameters, language),
        "timeline" => Ok(timeline::timeline(index, &filter()?)),
        "map" => Ok(place::places(index, &filter()?, language)),
        "queries" => Ok(queries()),
        _ => Err(Fault::new(404, format!("/api/{path} is no address of this server; docs/server.md lists them"))),
    }
}

fn queries() -> Value {
    let row = |query: NamedQuery| json!({ "name": query.name, "question": query.question, "sparql": query.sparql });
    json!({ "rows": NamedQuery::all().into_iter().map(row).collect::<Vec<_>>() })
}

fn required(parameters: &Parameters, name: &str) -> Result<String, Fault> {
    parameters.only(name)?.filter(|value| !value.is_empty()).ok_or_else(|| Fault::new(400, format!("the request needs `{name}`")))
}

/// A whole number of a request, within bounds.
pub(super) fn number(parameters: &Parameters, name: &str, default: usize, most: usize) -> Result<usize, Fault> {
    match parameters.only(name)? {
        Some(text) => {
            text.parse().map(|number: usize| number.min(most)).map_err(|_| Fault::new(400, format!("`{name}={text}` is no whole number")))
        }
        None => Ok(default),
    }
}
