//! Pages without scripts, for text browsers, search engines, and where the page was not built: the same facts, evidence and queries.
//! Templates and words are in `web/plain/`; another language is another file of words there.

mod mark;

use std::collections::BTreeMap;

use minijinja::{Environment, Value as Content, context};
use rust_embed::RustEmbed;
use serde_json::{Value, json};

use super::{
    explore::{self, Index},
    message::Fault,
    page::is_built,
    parameter::Parameters,
    reconcile::Thing,
    task::Desk,
};
use crate::graph::{Graph, QueryError, ResultFormat};

/// Facts on a page.
const ROWS: usize = 50;
/// Rows of a query's answer on a page.
const MOST: usize = 1_000;
const DEFAULT: &str = "en";

/// Templates (`*.html`) and words by language (`*.toml`).
#[derive(RustEmbed)]
#[folder = "web/plain/"]
struct Files;

/// Words by name.
type Words = BTreeMap<String, String>;

/// Writes a page: `path` is what follows `/plain/`.
///
/// # Errors
/// 404 for what is not in the graph, 400 for what cannot be read.
pub(super) fn page(desk: &Desk, path: &str, parameters: &Parameters, languages: &str) -> Result<String, Fault> {
    let language = language(parameters.only("lang")?.as_deref(), languages);
    let (graph, index) = (&desk.graph, desk.index()?);
    let ask = |path: &str, parameters: &Parameters| explore::answer(graph, index, path, parameters, &language);
    let (template, data) = match path {
        "" | "facts" => ("facts.html", facts(index, parameters, &ask)?),
        "fact" => ("fact.html", ask("fact", parameters)?),
        "document" => ("document.html", document(ask("document", parameters)?)),
        "entity" => ("entity.html", entity(ask("entity", parameters)?, parameters, &ask)?),
        "queries" => ("queries.html", ask("queries", parameters)?),
        "query" => ("query.html", answered(desk, parameters)?),
        "preview" => ("preview.html", preview(index, parameters)?),
        "id" => return resource(desk, parameters, languages),
        _ => return Err(Fault::new(404, format!("/plain/{path} is no address of this server"))),
    };
    let labels = json!({ "predicates": labels(index.predicates(), index), "classes": labels(index.classes(), index) });
    render(template, &language, &data, &labels, parameters)
}

type Ask<'a> = dyn Fn(&str, &Parameters) -> Result<Value, Fault> + 'a;

fn labels<'a>(names: impl Iterator<Item = &'a str>, index: &Index) -> Value {
    names.map(|name| (name.to_owned(), index.label(name))).collect::<serde_json::Map<_, _>>().into()
}

/// The first language that there are words for: the one that is asked for, else the first of the client's.
fn language(asked: Option<&str>, client: &str) -> String {
    let named = client.split(',').map(|range| range.split([';', '-']).next().unwrap_or_default().trim());
    let known = |language: &&str| Files::get(&format!("{language}.toml")).is_some();
    asked.into_iter().chain(named).find(known).unwrap_or(DEFAULT).to_lowercase()
}

fn render(template: &str, language: &str, data: &Value, labels: &Value, parameters: &Parameters) -> Result<String, Fault> {
    let broken = |error: &dyn std::fmt::Display| Fault::new(500, format!("the page cannot be written: {error}"));
    let text = |name: &str| Files::get(name).and_then(|file| String::from_utf8(file.data.into_owned()).ok()).unwrap_or_default();
    let mut templates = Environment::new();
    templates.set_loader(move |name| Ok(Some(text(name))));
    let words: Words = toml::from_str(&text(&format!("{language}.toml"))).map_err(|error| broken(&error))?;
    let mut languages: Vec<_> = Files::iter().filter_map(|name| name.strip_suffix(".toml").map(str::to_owned)).collect();
    languages.sort();
    let asked: BTreeMap<_, _> = parameters.pairs().filter(|(name, _)| *name != "lang").collect();
    let content = context! {
        data => Content::from_serialize(data), labels => Content::from_serialize(labels), t => words, language, languages,
        asked, built => is_built(), rows => ROWS,
    };
    templates.get_template(template).and_then(|template| template.render(content)).map_err(|error| broken(&format!("{error:#}")))
}

fn facts(index: &Index, parameters: &Parameters, ask: &Ask<'_>) -> Result<Value, Fault> {
    let offset = explore::number(parameters, "offset", 0, usize::MAX)?;
    let found = ask("facts", parameters)?;
    let total = found["total"].as_u64().and_then(|total| usize::try_from(total).ok()).unwrap_or_default();
    Ok(json!({
        "overview": ask("overview", &Parameters::default())?, "total": total, "rows": found["rows"],
        "first": (offset + 1).min(total), "last": (offset + ROWS).min(total),
        "before": (offset > 0).then(|| offset.saturating_sub(ROWS)), "after": (offset + ROWS < total).then_some(offset + ROWS),
        "entities": index.reading.entities.len(),
    }))
}

/// A document with its text in pieces, each with the fact that it carries.
fn document(mut document: Value) -> Value {
    document["pieces"] = mark::pieces(&document);
    document
}

fn entity(entity: Value, parameters: &Parameters, ask: &Ask<'_>) -> Result<Value, Fault> {
    let iri = parameters.only("iri")?.unwrap_or_default();
    let own =
        Parameters::of([("entity", iri), ("sort", "documents".to_owned()), ("order", "desc".to_owned()), ("limit", "500".to_owned())]);
    let facts = ask("facts", &own)?;
    Ok(json!({ "entity": entity, "rows": facts["rows"], "total": facts["total"] }))
}

fn preview(index: &Index, parameters: &Parameters) -> Result<Value, Fault> {
    let key = parameters.only("id")?.unwrap_or_default();
    let thing = Thing::of(index, &key).ok_or_else(|| Fault::new(404, format!("`{key}` is no entity that is known here")))?;
    Ok(json!({
        "id": thing.key, "label": thing.label(), "description": thing.description(index), "links": thing.links(),
        "iri": thing.iri(), "facts": thing.facts(index),
    }))
}

/// The page of an IRI: that of an entity, fact or document, else a table of what is said of it.
fn resource(desk: &Desk, parameters: &Parameters, languages: &str) -> Result<String, Fault> {
    let iri = parameters.only("iri")?.unwrap_or_default();
    let index = desk.index()?;
    let asked = parameters.only("lang")?.unwrap_or_default();
    let of = |name: &'static str, value: &str| Parameters::of([(name, value.to_owned()), ("lang", asked.clone())]);
    if index.entity(&iri).is_some() {
        return page(desk, "entity", &of("iri", &iri), languages);
    }
    if index.facts.contains_key(&iri) {
        return page(desk, "fact", &of("iri", &iri), languages);
    }
    if let Some(document) = index.reading.documents.iter().find(|document| document.iri == iri) {
        return page(desk, "document", &of("id", &document.id), languages);
    }
    if !desk.graph.knows(&iri)? {
        return Err(Fault::new(404, format!("nothing is known of <{iri}>")));
    }
    let query = format!("SELECT ?property ?value {{ <{iri}> ?property ?value }} ORDER BY ?property ?value");
    page(desk, "query", &of("query", &query), languages)
}

/// A query with its answer as a table.
fn answered(desk: &Desk, parameters: &Parameters) -> Result<Value, Fault> {
    let query = parameters.only("query")?.unwrap_or_default();
    let table = match table(&desk.graph, &query) {
        Ok(table) => table,
        Err(error @ (QueryError::Syntax(_) | QueryError::Evaluation(_) | QueryError::TooLong { .. })) => {
            json!({ "fault": error.to_string() })
        }
        Err(error) => return Err(error.into()),
    };
    Ok(json!({ "query": query, "table": table }))
}

fn table(graph: &Graph, query: &str) -> Result<Value, QueryError> {
    let (answer, mut bytes) = (graph.query(query)?.at_most(MOST), Vec::new());
    if answer.kind() == crate::graph::AnswerKind::Graph {
        answer.write(ResultFormat::Turtle, &mut bytes)?;
        return Ok(json!({ "text": String::from_utf8_lossy(&bytes) }));
    }
    answer.write(ResultFormat::Json, &mut bytes)?;
    serde_json::from_slice(&bytes).map_err(|error| QueryError::Write(error.into()))
}
