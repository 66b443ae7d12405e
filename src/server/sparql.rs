//! The [SPARQL 1.1 Protocol](https://www.w3.org/TR/sparql11-protocol/).

use std::sync::Arc;

use axum::{
    body::Bytes,
    extract::{Request, State},
    http::{HeaderMap, Method, header},
    response::Response,
};

use super::{
    body, description,
    front::Front,
    message::{Change, Fault, Task},
    parameter::Parameters,
};

const QUERY: &str = "application/sparql-query";
const UPDATE: &str = "application/sparql-update";
const FORM: &str = "application/x-www-form-urlencoded";

/// Queries by GET and POST, updates by POST, the service description where nothing is asked.
pub(super) async fn handle(State(front): State<Arc<Front>>, request: Request) -> Result<Response, Fault> {
    let (parts, content) = request.into_parts();
    let address = Parameters::read(parts.uri.query().unwrap_or_default())?;
    match parts.method {
        Method::GET | Method::HEAD if address.has("update") => Err(Fault::new(400, "an update must be sent by POST")),
        Method::GET | Method::HEAD if !address.has("query") => description::respond(&front, &parts.headers),
        Method::GET | Method::HEAD => query(&front, &parts.headers, &address, None).await,
        Method::POST => {
            let bytes = body::whole(&parts.headers, content, front.settings.limits.body).await?;
            post(&front, &parts.headers, address, bytes).await
        }
        _ => Err(Fault::not_allowed("GET, HEAD, POST, OPTIONS")),
    }
}

async fn post(front: &Front, headers: &HeaderMap, address: Parameters, body: Bytes) -> Result<Response, Fault> {
    let text = utf8(headers, &body)?;
    match essence(headers).as_str() {
        QUERY => query(front, headers, &address, Some(text)).await,
        UPDATE => update(front, headers, &address, Some(text)).await,
        FORM => {
            let parameters = address.and(Parameters::read(text)?);
            match (parameters.has("query"), parameters.has("update")) {
                (true, false) => query(front, headers, &parameters, None).await,
                (false, true) => update(front, headers, &parameters, None).await,
                _ => Err(Fault::new(400, "the form must have one field `query` or one field `update`")),
            }
        }
        other => Err(Fault::new(415, format!("`{other}` is no type of request here; send {QUERY}, {UPDATE} or {FORM}"))),
    }
}

/// Media type of the body without its parameters.
pub(super) fn essence(headers: &HeaderMap) -> String {
    let value = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

fn utf8<'a>(headers: &HeaderMap, body: &'a [u8]) -> Result<&'a str, Fault> {
    let value = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default().to_ascii_lowercase();
    if value.split(';').filter_map(|part| part.trim().strip_prefix("charset=")).any(|charset| charset.trim_matches('"') != "utf-8") {
        return Err(Fault::new(400, "the request must be in UTF-8"));
    }
    std::str::from_utf8(body).map_err(|error| Fault::new(400, format!("the request is no UTF-8: {error}")))
}

async fn query(front: &Front, headers: &HeaderMap, parameters: &Parameters, direct: Option<&str>) -> Result<Response, Fault> {
    let sparql = match direct {
        Some(text) => text.to_owned(),
        None => parameters.only("query")?.unwrap_or_default(),
    };
    let dataset = parameters.dataset("default-graph-uri", "named-graph-uri");
    front.answer(&Task::Query { sparql, dataset, base: base(front), accept: accept(headers) }).await
}

async fn update(front: &Front, headers: &HeaderMap, parameters: &Parameters, direct: Option<&str>) -> Result<Response, Fault> {
    let sparql = match direct {
        Some(text) => text.to_owned(),
        None => parameters.only("update")?.unwrap_or_default(),
    };
    let dataset = parameters.dataset("using-graph-uri", "using-named-graph-uri");
    front.change(headers, &Change::Update { sparql, dataset, base: base(front) }).await
}

/// What relative IRIs in queries and updates are resolved against.
fn base(front: &Front) -> String {
    format!("{}/sparql", front.base)
}

/// What the client takes; all headers `Accept` as one.
pub(super) fn accept(headers: &HeaderMap) -> String {
    headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok()).collect::<Vec<_>>().join(", ")
}
