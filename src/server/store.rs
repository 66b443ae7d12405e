//! The [SPARQL 1.1 Graph Store HTTP Protocol](https://www.w3.org/TR/sparql11-http-rdf-update/): graphs named in the address
//! (`/store/people/1`) or by a parameter (`/store?graph=…`, `/store?default`).

use std::{
    sync::Arc,
    time::{SystemTime, UNIX_EPOCH},
};

use axum::{
    extract::{FromRequest, Multipart, Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header},
    response::Response,
};

use super::{
    body,
    front::Front,
    message::{Change, Fault, Part, Task},
    parameter::Parameters,
    sparql::{accept, essence},
};

/// Which graph a request is about.
enum Target {
    /// One that has a name, or the default graph.
    Graph(Option<String>),
    /// The store as a whole: a POST makes a new graph in it.
    Store,
}

/// Reads, replaces, extends and removes graphs.
pub(super) async fn handle(State(front): State<Arc<Front>>, request: Request) -> Result<Response, Fault> {
    let target = target(&front, request.uri())?;
    let (method, headers) = (request.method().clone(), request.headers().clone());
    match (method, target) {
        (Method::GET | Method::HEAD, Target::Graph(graph)) => front.answer(&Task::ReadGraph { graph, accept: accept(&headers) }).await,
        (Method::DELETE, Target::Graph(graph)) => front.change(&headers, &Change::DeleteGraph { graph }).await,
        (Method::PUT, Target::Graph(graph)) => write(&front, request, graph, true).await,
        (Method::POST, Target::Graph(graph)) => write(&front, request, graph, false).await,
        (Method::POST, Target::Store) => create(&front, request).await,
        (Method::GET | Method::HEAD | Method::PUT | Method::DELETE, Target::Store) => {
            Err(Fault::new(400, "say which graph: /store?default, /store?graph=IRI, or its own address"))
        }
        _ => Err(Fault::not_allowed("GET, HEAD, PUT, POST, DELETE, OPTIONS")),
    }
}

fn target(front: &Front, uri: &Uri) -> Result<Target, Fault> {
    let parameters = Parameters::read(uri.query().unwrap_or_default())?;
    match (parameters.has("default"), parameters.only("graph")?) {
        (true, Some(_)) => Err(Fault::new(400, "`default` and `graph` are two graphs: name one")),
        (true, None) => Ok(Target::Graph(None)),
        (false, Some(graph)) if graph.contains(':') => Ok(Target::Graph(Some(graph))),
        (false, Some(graph)) => Err(Fault::new(400, format!("graph `{graph}` is no absolute IRI"))),
        (false, None) if matches!(uri.path(), "/store" | "/store/") => Ok(Target::Store),
        (false, None) => Ok(Target::Graph(Some(format!("{}{uri}", front.base)))),
    }
}

async fn write(front: &Front, request: Request, graph: Option<String>, replace: bool) -> Result<Response, Fault> {
    let headers = request.headers().clone();
    // Before the body is read: who may not write need not send.
    front.authorise(&headers)?;
    let base = graph.clone().unwrap_or_else(|| format!("{}/store", front.base));
    let parts = parts(front, request, &headers).await?;
    front.change(&headers, &Change::WriteGraph { graph, replace, base, parts }).await
}

async fn create(front: &Front, request: Request) -> Result<Response, Fault> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_nanos();
    let name = blake3::hash(format!("{now} {}", front.pool.generation()).as_bytes()).to_hex();
    let graph = format!("{}/store/{}", front.base, &name[..16]);
    let location = HeaderValue::from_str(&graph).map_err(|error| Fault::new(500, error))?;
    let mut response = write(front, request, Some(graph), true).await?;
    *response.status_mut() = StatusCode::CREATED;
    response.headers_mut().insert(header::LOCATION, location);
    Ok(response)
}

/// The statements of a request: its body, or the files of a form.
async fn parts(front: &Front, request: Request, headers: &HeaderMap) -> Result<Vec<Part>, Fault> {
    if essence(headers) == "multipart/form-data" {
        return form(request).await;
    }
    let content = body::whole(headers, request.into_body(), front.settings.limits.body).await?;
    Ok(vec![Part { media_type: essence(headers), content: content.into() }])
}

async fn form(request: Request) -> Result<Vec<Part>, Fault> {
    let broken = |error: &dyn std::fmt::Display| Fault::new(400, format!("the form cannot be read: {error}"));
    let mut form = Multipart::from_request(request, &()).await.map_err(|error| broken(&error))?;
    let mut parts = Vec::new();
    while let Some(field) = form.next_field().await.map_err(|error| broken(&error))? {
        let media_type = field.content_type().and_then(|value| value.split(';').next()).unwrap_or_default().trim().to_owned();
        let content = field.bytes().await.map_err(|error| broken(&error))?.into();
        parts.push(Part { media_type, content });
    }
    Ok(parts)
}
