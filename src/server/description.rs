//! What the endpoint says of itself ([SPARQL 1.1 Service Description](https://www.w3.org/TR/sparql11-service-description/)).

use axum::{
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
};
use oxigraph::{
    io::{RdfFormat, RdfParser, RdfSerializer},
    model::{NamedNode, NamedNodeRef, Triple},
};

use super::{
    accept::negotiate,
    front::Front,
    message::{Fault, Task},
    sparql::accept,
    task::SYNTAXES,
};
use crate::graph::Dataset;

/// What holds for every server.
const GENERAL: &str = include_str!("service.ttl");
/// Worked out from the graph.
const DATASET: &str = include_str!("dataset.rq");
const VOCABULARY: &str = "http://www.w3.org/ns/sparql-service-description#";

/// The description in the syntax that the client takes.
pub(super) fn respond(front: &Front, headers: &HeaderMap) -> Result<Response, Fault> {
    let offers: Vec<_> = SYNTAXES.iter().map(|syntax| (syntax.media_type(), *syntax)).collect();
    let syntax = negotiate(&accept(headers), &offers)?;
    let content = write(&describe(front)?, syntax)?;
    Ok(([(header::CONTENT_TYPE, syntax.media_type()), (header::VARY, "accept")], content).into_response())
}

/// What the data set is, for machines: [VoID](https://www.w3.org/TR/void/) and [DCAT](https://www.w3.org/TR/vocab-dcat-2/), with its size.
pub(super) async fn dataset(front: &Front, headers: &HeaderMap) -> Result<Response, Fault> {
    let base = &front.base;
    let sparql = DATASET.replace("BASE", base);
    front.answer(&Task::Query { sparql, dataset: Dataset::default(), base: format!("{base}/"), accept: accept(headers) }).await
}

fn describe(front: &Front) -> Result<Vec<Triple>, Fault> {
    let broken = |error: &dyn std::fmt::Display| Fault::new(500, format!("the description of the service: {error}"));
    let settings = &front.settings;
    let address = format!("{}/sparql", front.base);
    let parser = RdfParser::from_format(RdfFormat::Turtle).with_base_iri(&address).map_err(|error| broken(&error))?;
    let quads = parser.for_slice(GENERAL.as_bytes());
    let mut triples = quads.map(|quad| quad.map(Triple::from)).collect::<Result<Vec<_>, _>>().map_err(|error| broken(&error))?;
    let endpoint = NamedNode::new(&address).map_err(|error| broken(&error))?;
    let special = [
        ("supportedLanguage", "SPARQL11Update", settings.token.is_some()),
        ("feature", "BasicFederatedQuery", !settings.services.is_empty()),
    ];
    for (property, value, _) in special.into_iter().filter(|(_, _, holds)| *holds) {
        let term = |name: &str| NamedNode::new_unchecked(format!("{VOCABULARY}{name}"));
        triples.push(Triple::new(endpoint.clone(), term(property), term(value)));
    }
    Ok(triples)
}

fn write(triples: &[Triple], syntax: RdfFormat) -> std::io::Result<Vec<u8>> {
    let serializer = RdfSerializer::from_format(syntax).with_prefix("sd", NamedNodeRef::new_unchecked(VOCABULARY).as_str());
    let mut writer = serializer.map_err(std::io::Error::other)?.for_writer(Vec::new());
    triples.iter().try_for_each(|triple| writer.serialize_triple(triple))?;
    writer.finish()
}
