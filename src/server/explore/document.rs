//! A document with its claims marked in its text.

use oxigraph::model::{NamedNodeRef, Term};
use serde_json::{Value, json};

use super::{super::message::Fault, index::Index};
use crate::graph::{Graph, vocabulary::TEXT};

/// The document of this id. Offsets count characters (code points) of its text.
pub(super) fn one(graph: &Graph, index: &Index, id: &str, language: &str) -> Result<Value, Fault> {
    let document = index.reading.documents.iter().find(|document| document.id == id);
    let document = document.ok_or_else(|| Fault::new(404, format!("`{id}` is no document of this graph")))?;
    let end = |entity| index.end(entity, language);
    let claims = index.reading.claims.iter().filter(|claim| claim.document.iri == document.iri).map(|claim| {
        json!({
            "iri": claim.iri, "fact": claim.fact, "start": claim.chars.0, "end": claim.chars.1, "subject": end(&claim.subject),
            "predicate": claim.predicate, "object": end(&claim.object), "status": claim.status.to_string(),
        })
    });
    Ok(json!({
        "id": document.id, "iri": document.iri, "title": document.title, "date": document.date, "source": document.source,
        "url": document.url, "language": document.language, "text": text(graph, &document.iri)?, "claims": claims.collect::<Vec<_>>(),
    }))
}

fn text(graph: &Graph, iri: &str) -> Result<String, Fault> {
    let subject = NamedNodeRef::new(iri).map_err(|error| Fault::new(500, error))?;
    let mut quads = graph.store().quads_for_pattern(Some(subject.into()), Some(TEXT), None, None);
    match quads.next() {
        Some(Ok(quad)) => Ok(if let Term::Literal(text) = quad.object { text.value().to_owned() } else { String::new() }),
        Some(Err(error)) => Err(Fault::new(500, error)),
        None => Ok(String::new()),
    }
}
