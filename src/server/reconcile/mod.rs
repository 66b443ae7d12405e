//! The [Reconciliation Service API 0.2](https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/): OpenRefine and
//! its kin match the names of a table against the gazetteer and the entities of the graph.
//!
//! Entities go by their keys: `Q889`, `geonames:1130497`, `fr:talibans`.

mod candidate;
mod name;
mod property;
mod suggest;
mod thing;

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};

pub(super) use name::{Names, gazetteer_names, surnames};
pub(super) use thing::Thing;

use self::candidate::Query;
use super::{explore::Index, message::Fault, parameter::Parameters};
use crate::ontology::NAMESPACE;

/// Names in one request, at most.
const MOST: usize = 500;

/// Names that a table wants to be matched.
type Batch = BTreeMap<String, Query>;

/// What a table wants to know of its entities.
#[derive(Deserialize)]
struct Extend {
    ids: Vec<String>,
    properties: Vec<Property>,
}

#[derive(Deserialize)]
struct Property {
    id: String,
}

/// Answers one request: `path` is what follows `/reconcile/`.
///
/// # Errors
/// 404 for an unknown address or entity; 400 for what cannot be read.
pub(super) fn answer(index: &Index, path: &str, parameters: &Parameters, base: &str) -> Result<Value, Fault> {
    match path {
        "" => match (parameters.only("queries")?, parameters.only("extend")?) {
            (Some(queries), _) => batch(index, &queries),
            (_, Some(extend)) => extended(index, &extend),
            _ => Ok(manifest(base)),
        },
        "suggest/entity" => suggest::entities(index, parameters),
        "suggest/type" => suggest::types(index, parameters),
        "suggest/property" => suggest::properties(index, parameters),
        "properties" => property::proposed(index, parameters),
        _ => Err(Fault::new(404, format!("/reconcile/{path} is no address of this server; docs/server.md lists them"))),
    }
}

fn batch(index: &Index, queries: &str) -> Result<Value, Fault> {
    let batch: Batch = read("queries", queries)?;
    bounded(batch.len())?;
    let answers = batch.iter().map(|(id, query)| (id.clone(), json!({ "result": candidate::candidates(index, query) })));
    Ok(Value::Object(answers.collect()))
}

fn extended(index: &Index, extend: &str) -> Result<Value, Fault> {
    let extend: Extend = read("extend", extend)?;
    bounded(extend.ids.len())?;
    let properties: Vec<&str> = extend.properties.iter().map(|property| property.id.as_str()).collect();
    let row = |id: &String| {
        let thing = Thing::of(index, id);
        let cells = properties
            .iter()
            .map(|name| ((*name).to_owned(), thing.as_ref().map_or(json!([]), |thing| property::values(index, thing, name))));
        (id.clone(), Value::Object(cells.collect()))
    };
    let meta = properties.iter().map(|name| property::meta(index, name)).collect::<Vec<_>>();
    Ok(json!({ "meta": meta, "rows": extend.ids.iter().map(row).collect::<serde_json::Map<_, _>>() }))
}

fn bounded(length: usize) -> Result<(), Fault> {
    match length <= MOST {
        true => Ok(()),
        false => Err(Fault::new(413, format!("{length} at once are too many: send at most {MOST}"))),
    }
}

fn read<'a, T: Deserialize<'a>>(name: &str, text: &'a str) -> Result<T, Fault> {
    serde_json::from_str(text).map_err(|error| Fault::new(400, format!("`{name}` cannot be read: {error}")))
}

/// What the service can do.
fn manifest(base: &str) -> Value {
    let suggest = |kind: &str| json!({ "service_url": base, "service_path": format!("/reconcile/suggest/{kind}") });
    let types = ["Country", "City", "Organization", "Person"].map(|name| json!({ "id": name, "name": name }));
    json!({
        "versions": ["0.1", "0.2"],
        "name": "depeche",
        "identifierSpace": format!("{NAMESPACE}key"),
        "schemaSpace": NAMESPACE,
        "documentation": "https://w3id.org/depeche",
        "defaultTypes": types,
        "view": { "url": format!("{base}/reconcile/preview?id={{{{id}}}}") },
        "preview": { "url": format!("{base}/reconcile/preview?id={{{{id}}}}"), "width": 430, "height": 300 },
        "suggest": { "entity": suggest("entity"), "type": suggest("type"), "property": suggest("property") },
        "extend": {
            "propose_properties": { "service_url": base, "service_path": "/reconcile/properties" },
            "property_settings": [],
        },
        "batchSize": 50,
    })
}
