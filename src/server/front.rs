//! What all handlers share, and where each address leads.

use std::{
    sync::Arc,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use axum::{
    Router,
    body::{Body, Bytes},
    extract::{DefaultBodyLimit, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::{any, get},
};
use tokio::{
    sync::{Mutex, mpsc},
    time::{Instant, timeout_at},
};
use tokio_stream::wrappers::ReceiverStream;
use tower_http::{
    catch_panic::CatchPanicLayer,
    compression::CompressionLayer,
    cors::{AllowHeaders, Any, CorsLayer},
    timeout::RequestBodyTimeoutLayer,
};

use super::{
    error::ServerError,
    health::{self, Metrics},
    lease::Lease,
    message::{Change, Fault, Task},
    page,
    pool::Pool,
    resource::{self, languages},
    settings::Settings,
    sparql::{self, accept},
    store,
};

/// How long a request's body may be silent.
const SILENCE: Duration = Duration::from_secs(20);
/// How long a client may take nothing of its answer.
const STALL: Duration = Duration::from_secs(10);
/// Pieces of an answer that wait for a client that reads slowly.
const PIECES: usize = 16;

/// What all handlers share.
pub(super) struct Front {
    pub settings: Settings,
    /// The address under which clients know the server, without a final slash.
    pub base: String,
    pub pool: Arc<Pool>,
    pub metrics: Metrics,
    /// Whether the graph has changed since it was written to its folder.
    unsaved: Mutex<bool>,
    /// When the server started, in nanoseconds: generations are counted from then.
    started: u128,
}

/// All addresses.
pub(super) fn router(front: &Arc<Front>) -> Router {
    let limit = DefaultBodyLimit::max(front.settings.limits.body);
    Router::new()
        .route("/store", any(store::handle))
        .route("/store/{*path}", any(store::handle))
        .route("/id/{*path}", get(resource::handle))
        .route("/api/{*path}", get(resource::explore))
        .route("/plain", get(resource::plain))
        .route("/plain/{*path}", get(resource::plain))
        .route("/", get(page::home))
        .route_layer(middleware::from_fn_with_state(Arc::clone(front), validate))
        .route("/sparql", any(sparql::handle))
        .route("/sparql/", any(sparql::handle))
        .route("/reconcile", any(resource::reconcile))
        .route("/reconcile/{*path}", any(resource::reconcile))
        .route("/assets/{*path}", get(page::asset))
        .route("/health", get(health::health))
        .route("/metrics", get(health::metrics))
        .layer(limit)
        .layer(RequestBodyTimeoutLayer::new(SILENCE))
        .layer(CompressionLayer::new())
        .layer(CorsLayer::new().allow_origin(Any).allow_methods(Any).allow_headers(AllowHeaders::mirror_request()).expose_headers(Any))
        .layer(CatchPanicLayer::new())
        .layer(middleware::from_fn_with_state(Arc::clone(front), health::observe))
        .with_state(Arc::clone(front))
}

/// Tells clients whether what they have still holds: these answers depend on the request and the graph alone. Queries are left out, for they
/// may ask for the time or another endpoint.
async fn validate(State(front): State<Arc<Front>>, request: Request, next: Next) -> Response {
    let (generation, safe) = (front.pool.generation().to_string(), matches!(*request.method(), Method::GET | Method::HEAD));
    // Another syntax or language is another representation, and must have another tag.
    let wanted = blake3::hash(format!("{}\n{}", accept(request.headers()), languages(request.headers())).as_bytes()).to_hex();
    let tag = format!("W/\"{}-{generation}-{}\"", front.started, &wanted[..8]);
    let known = request.headers().get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    if safe && known.is_some_and(|known| known.contains(&tag)) {
        return (StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response();
    }
    let mut response = next.run(request).await;
    if let (true, StatusCode::OK, Ok(tag)) = (safe, response.status(), HeaderValue::from_str(&tag)) {
        let headers = response.headers_mut();
        headers.insert(header::ETAG, tag);
        headers.extend(HeaderValue::from_str(&generation).ok().map(|value| (HeaderName::from_static("generation"), value)));
    }
    response
}

impl Front {
    pub(super) fn new(settings: Settings, base: String, pool: Arc<Pool>) -> Self {
        let started = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_nanos();
        Self { settings, base, pool, metrics: Metrics::default(), unsaved: Mutex::default(), started }
    }

    /// Has a worker do a task and hands its answer on as it comes.
    ///
    /// # Errors
    /// Where the answer does not begin; one that breaks off later ends the connection, so that no client takes a part for the whole.
    pub(super) async fn answer(&self, task: &Task) -> Result<Response, Fault> {
        let mut lease = self.pool.submit(task).await?;
        let head = lease.head().await?;
        let status = StatusCode::from_u16(head.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = Response::builder().status(status);
        if let Some(content_type) = head.content_type {
            response = response.header(header::CONTENT_TYPE, content_type);
        }
        if let Some(file) = head.file {
            response = response.header(header::CONTENT_DISPOSITION, format!("attachment; filename=\"{file}\""));
        }
        let response = response.header(header::VARY, "accept, accept-language");
        let body = if head.whole { Body::from(lease.rest().await?) } else { stream(lease) };
        response.body(body).map_err(|error| Fault::new(500, error))
    }

    /// Changes the graph, for those who may.
    ///
    /// # Errors
    /// 403 where nobody may, 401 where the token is missing or wrong, and those of the change.
    pub(super) async fn change(&self, headers: &HeaderMap, change: &Change) -> Result<Response, Fault> {
        self.authorise(headers)?;
        let mut unsaved = self.unsaved.lock().await;
        let status = self.pool.change(change).await?;
        *unsaved = true;
        Ok(StatusCode::from_u16(status).unwrap_or(StatusCode::NO_CONTENT).into_response())
    }

    /// Whether this request may change the graph.
    pub(super) fn authorise(&self, headers: &HeaderMap) -> Result<(), Fault> {
        let Some(token) = &self.settings.token else {
            return Err(Fault::new(403, "this server is read-only; start it with --writable to change the graph"));
        };
        let shown = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
        // Hashes are compared, so that the time it takes tells nothing about the token.
        match shown.is_some_and(|shown| blake3::hash(shown.trim().as_bytes()) == blake3::hash(token.as_bytes())) {
            true => Ok(()),
            false => Err(Fault::new(401, "to change the graph, send the server's token as `Authorization: Bearer TOKEN`")),
        }
    }

    /// Writes the graph to its folder if it has changed since.
    ///
    /// # Errors
    /// Those of [`Pool::save`].
    pub(super) async fn save(&self) -> Result<(), ServerError> {
        let mut unsaved = self.unsaved.lock().await;
        if *unsaved {
            self.pool.save().await?;
            *unsaved = false;
        }
        Ok(())
    }
}

/// The body of an answer. A client that reads slowly keeps its worker no longer than [`Limits::sending`](super::Limits::sending), one
/// that reads nothing no longer than [`STALL`].
fn stream(mut lease: Lease) -> Body {
    let (sender, receiver) = mpsc::channel::<Result<Bytes, Fault>>(PIECES);
    tokio::spawn(async move {
        loop {
            let piece = match lease.data().await {
                Ok(Some(bytes)) => Ok(Bytes::from(bytes)),
                Ok(None) => return,
                Err(fault) => Err(fault),
            };
            let broken = piece.is_err();
            let patience = lease.deadline().min(Instant::now() + STALL);
            let sent = timeout_at(patience, sender.send(piece)).await;
            if broken || !matches!(sent, Ok(Ok(()))) {
                return;
            }
        }
    });
    Body::from_stream(ReceiverStream::new(receiver))
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = (status, [(header::CONTENT_TYPE, "text/plain; charset=utf-8")], format!("{}\n", self.message)).into_response();
        if let Some(allowed) = self.allowed.and_then(|allowed| HeaderValue::from_str(&allowed).ok()) {
            response.headers_mut().insert(header::ALLOW, allowed);
        }
        match self.status {
            401 => drop(response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"))),
            503 => drop(response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("5"))),
            _ => {}
        }
        response
    }
}
