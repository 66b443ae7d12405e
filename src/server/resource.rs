//! What is answered by GET from the graph: linked data (every IRI that a build mints answers under the server's own address), what the page
//! asks, reconciliation, pages without scripts.

use std::sync::Arc;

use axum::{
    extract::{Path, RawQuery, Request, State},
    http::{HeaderMap, Method, header},
    response::Response,
};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::{
    accept::negotiate,
    body,
    front::Front,
    message::{Fault, Task},
    parameter::Parameters,
    sparql::{accept, essence},
    task::SYNTAXES,
};
use crate::graph::vocabulary::BASE;

/// What is said of a document, entity, claim, fact, event or piece of evidence; as a page for who prefers that.
pub(super) async fn handle(
    State(front): State<Arc<Front>>,
    Path(path): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let iri = format!("{BASE}{path}");
    if prefers_page(&headers)? {
        let language = Parameters::read(&query.unwrap_or_default())?.only("lang")?.unwrap_or_default();
        let encoded = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
        let parameters = format!("iri={}&lang={}", encoded(&iri), encoded(&language));
        return front.answer(&Task::Page { path: "id".to_owned(), parameters, languages: languages(&headers) }).await;
    }
    front.answer(&Task::Describe { iri, accept: accept(&headers) }).await
}

/// Whether a client would rather read a page than RDF; who takes everything gets RDF.
pub(super) fn prefers_page(headers: &HeaderMap) -> Result<bool, Fault> {
    let offers: Vec<_> =
        SYNTAXES.iter().map(|syntax| (syntax.media_type(), false)).chain([("application/n-quads", false), ("text/html", true)]).collect();
    let wanted = accept(headers);
    // Browsers name pages first and everything else last.
    Ok(wanted.contains("text/html") && negotiate(&wanted, &offers)?)
}

/// The languages that a client names, in its words.
pub(super) fn languages(headers: &HeaderMap) -> String {
    headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
}

/// What the page asks.
pub(super) async fn explore(
    State(front): State<Arc<Front>>,
    Path(path): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Fault> {
    front.answer(&Task::Explore { path, parameters: query.unwrap_or_default() }).await
}

/// A page without scripts.
pub(super) async fn plain(State(front): State<Arc<Front>>, request: Request) -> Result<Response, Fault> {
    let path = request.uri().path().trim_start_matches("/plain").trim_matches('/').to_owned();
    let parameters = request.uri().query().unwrap_or_default().to_owned();
    front.answer(&Task::Page { path, parameters, languages: languages(request.headers()) }).await
}

/// What tables ask that are to be matched: parameters in the address, or in a form.
pub(super) async fn reconcile(State(front): State<Arc<Front>>, request: Request) -> Result<Response, Fault> {
    let (parts, content) = request.into_parts();
    let mut parameters = parts.uri.query().unwrap_or_default().to_owned();
    match parts.method {
        Method::GET | Method::HEAD => {}
        Method::POST if essence(&parts.headers) == "application/x-www-form-urlencoded" => {
            let form = body::whole(&parts.headers, content, front.settings.limits.body).await?;
            let form = std::str::from_utf8(&form).map_err(|error| Fault::new(400, format!("the form is no UTF-8: {error}")))?;
            parameters = format!("{parameters}&{form}");
        }
        Method::POST => return Err(Fault::new(415, "send a form (application/x-www-form-urlencoded)")),
        _ => return Err(Fault::not_allowed("GET, HEAD, POST, OPTIONS")),
    }
    let path = parts.uri.path().trim_start_matches("/reconcile").trim_matches('/').to_owned();
    if path == "preview" {
        let task = Task::Page { path: "preview".to_owned(), parameters, languages: languages(&parts.headers) };
        return front.answer(&task).await;
    }
    front.answer(&Task::Reconcile { path, parameters, base: front.base.clone() }).await
}
