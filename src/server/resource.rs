//! Linked data: every IRI that a build mints answers under the server's own address. And what the page asks.

use std::sync::Arc;

use axum::{
    extract::{Path, RawQuery, State},
    http::HeaderMap,
    response::Response,
};

use super::{
    front::Front,
    message::{Fault, Task},
    sparql::accept,
};
use crate::graph::vocabulary::BASE;

/// What is said of a document, entity, claim, fact, event or piece of evidence.
pub(super) async fn handle(State(front): State<Arc<Front>>, Path(path): Path<String>, headers: HeaderMap) -> Result<Response, Fault> {
    front.answer(&Task::Describe { iri: format!("{BASE}{path}"), accept: accept(&headers) }).await
}

/// What the page asks.
pub(super) async fn explore(
    State(front): State<Arc<Front>>,
    Path(path): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Fault> {
    front.answer(&Task::Explore { path, parameters: query.unwrap_or_default() }).await
}
