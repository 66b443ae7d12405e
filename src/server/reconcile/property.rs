//! What can be asked of an entity: its columns for a table that is to be extended, and whether a row agrees with it.

use serde_json::{Value, json};

use super::{
    super::{explore::Index, message::Fault, parameter::Parameters},
    name::plain,
    thing::Thing,
};

/// Columns that every entity may have, with their names.
const OWN: [(&str, &str); 12] = [
    ("iri", "IRI"),
    ("label", "Name"),
    ("names", "Other names"),
    ("class", "Class"),
    ("wikidata", "Wikidata"),
    ("geonames", "GeoNames"),
    ("dbpedia", "DBpedia"),
    ("country", "Country"),
    ("latitude", "Latitude"),
    ("longitude", "Longitude"),
    ("population", "Inhabitants"),
    ("facts", "Facts in the graph"),
];

/// Columns, and the predicates of the ontology, with their names.
pub(super) fn all(index: &Index) -> Vec<(String, String)> {
    let own = OWN.iter().map(|(id, name)| ((*id).to_owned(), (*name).to_owned()));
    own.chain(index.predicates().map(|name| (name.to_owned(), index.name_of(name)))).collect()
}

pub(super) fn meta(index: &Index, id: &str) -> Value {
    let name = OWN.iter().find(|(own, _)| *own == id).map_or_else(|| index.name_of(id), |(_, name)| (*name).to_owned());
    match id {
        "country" => json!({ "id": id, "name": name, "type": { "id": "Country", "name": index.name_of("Country") } }),
        _ => json!({ "id": id, "name": name }),
    }
}

/// What a table may be extended with.
pub(super) fn proposed(index: &Index, parameters: &Parameters) -> Result<Value, Fault> {
    let limit = super::super::explore::number(parameters, "limit", 50, 500)?;
    let rows: Vec<_> = all(index).into_iter().take(limit).map(|(id, name)| json!({ "id": id, "name": name })).collect();
    Ok(json!({ "type": parameters.only("type")?, "limit": limit, "properties": rows }))
}

/// The cells of a column: texts, numbers, entities.
pub(super) fn values(index: &Index, thing: &Thing<'_>, id: &str) -> Value {
    let text = |text: &str| json!({ "str": text });
    let linked =
        |test: &dyn Fn(&str) -> Option<String>| thing.ids().iter().filter_map(|id| test(id)).map(|id| text(&id)).collect::<Vec<_>>();
    let values = match id {
        "iri" => vec![text(&thing.iri())],
        "label" => vec![text(thing.label())],
        "names" => thing.names().into_iter().map(text).collect(),
        "class" => vec![json!({ "id": thing.class(), "name": index.name_of(thing.class()) })],
        "wikidata" => linked(&|id| (!id.contains(':')).then(|| id.to_owned())),
        "geonames" => linked(&|id| id.strip_prefix("geonames:").map(str::to_owned)),
        "dbpedia" => linked(&|id| id.strip_prefix("dbpedia:").map(str::to_owned)),
        "country" => thing.country(index).and_then(|key| Thing::of(index, key)).map(|country| reference(&country)).into_iter().collect(),
        "latitude" => thing.point().map(|(latitude, _)| json!({ "float": latitude })).into_iter().collect(),
        "longitude" => thing.point().map(|(_, longitude)| json!({ "float": longitude })).into_iter().collect(),
        "population" => thing.record.and_then(|record| record.population()).map(|number| json!({ "int": number })).into_iter().collect(),
        "facts" => vec![json!({ "int": thing.facts(index) })],
        predicate => objects(index, thing, predicate),
    };
    Value::Array(values)
}

/// The objects of the entity's facts with this predicate.
fn objects(index: &Index, thing: &Thing<'_>, predicate: &str) -> Vec<Value> {
    let Some(entity) = thing.entity else { return Vec::new() };
    let facts = index.facts_of.get(&entity.iri).into_iter().flatten().map(|position| &index.reading.facts[*position]);
    let own = facts.filter(|fact| fact.predicate == predicate && fact.subject.iri == entity.iri);
    own.filter_map(|fact| Thing::of(index, &fact.object.key)).map(|object| reference(&object)).collect()
}

fn reference(thing: &Thing<'_>) -> Value {
    json!({ "id": thing.key, "name": thing.label() })
}

/// Whether an entity has a value that a row gives, as text, number, entity or a list of these; nothing where either does not say.
pub(super) fn agrees(index: &Index, thing: &Thing<'_>, id: &str, wanted: &Value) -> Option<bool> {
    let known = values(index, thing, id);
    let known: Vec<&Value> =
        known.as_array()?.iter().flat_map(|cell| cell.as_object().into_iter().flat_map(serde_json::Map::values)).collect();
    let wanted: Vec<String> = match wanted {
        Value::Array(all) => all.iter().filter_map(word).collect(),
        one => word(one).into_iter().collect(),
    };
    let wanted: Vec<_> = wanted.into_iter().filter(|text| !text.is_empty()).collect();
    let known: Vec<_> = known.into_iter().filter_map(word).collect();
    (!known.is_empty() && !wanted.is_empty()).then(|| wanted.iter().any(|text| known.contains(text)))
}

fn word(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(plain(text)),
        Value::Number(number) => Some(plain(&number.to_string())),
        Value::Object(fields) => fields.get("id").and_then(Value::as_str).map(plain),
        _ => None,
    }
}
