//! What operators look at: `/health`, `/metrics` (OpenMetrics, as Prometheus reads it), a line of log for each request.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Instant,
};

use axum::{
    Json,
    extract::{MatchedPath, Request, State},
    http::{Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use prometheus_client::{
    encoding::{EncodeLabelSet, text::encode},
    metrics::{
        counter::Counter,
        family::Family,
        gauge::Gauge,
        histogram::{Histogram, exponential_buckets},
    },
    registry::Registry,
};
use serde_json::json;

use super::{front::Front, message::Fault};

/// What is counted apart.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Kind {
    route: String,
    method: String,
    status: u16,
}

/// All that is counted.
pub(super) struct Metrics {
    registry: Mutex<Registry>,
    requests: Family<Kind, Counter>,
    seconds: Histogram,
    running: Gauge,
    waiting: Gauge,
    generation: Gauge,
}

impl Default for Metrics {
    fn default() -> Self {
        let metrics = Self {
            registry: Mutex::new(Registry::with_prefix("depeche")),
            requests: Family::default(),
            seconds: Histogram::new(exponential_buckets(0.001, 2.0, 16)),
            running: Gauge::default(),
            waiting: Gauge::default(),
            generation: Gauge::default(),
        };
        {
            let mut registry = metrics.registry.lock().unwrap_or_else(PoisonError::into_inner);
            registry.register("http_requests", "Requests by route, method and status", metrics.requests.clone());
            registry.register("http_request_seconds", "Time until a response began", metrics.seconds.clone());
            registry.register("queries_running", "Queries that run", metrics.running.clone());
            registry.register("queries_waiting", "Queries that wait for a worker", metrics.waiting.clone());
            registry.register("graph_generation", "Grows by one whenever the graph changes", metrics.generation.clone());
        }
        metrics
    }
}

fn whole(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// Whether queries can be answered.
pub(super) async fn health(State(front): State<Arc<Front>>) -> Response {
    let (running, waiting) = front.pool.busy();
    let state = json!({ "status": "ok", "generation": front.pool.generation(), "running": running, "waiting": waiting });
    (StatusCode::OK, Json(state)).into_response()
}

/// All counts.
pub(super) async fn metrics(State(front): State<Arc<Front>>) -> Result<Response, Fault> {
    let (metrics, (running, waiting)) = (&front.metrics, front.pool.busy());
    metrics.running.set(whole(running));
    metrics.waiting.set(whole(waiting));
    metrics.generation.set(i64::try_from(front.pool.generation()).unwrap_or(i64::MAX));
    let mut text = String::new();
    encode(&mut text, &metrics.registry.lock().unwrap_or_else(PoisonError::into_inner)).map_err(|error| Fault::new(500, error))?;
    Ok(([(header::CONTENT_TYPE, "application/openmetrics-text; version=1.0.0; charset=utf-8")], text).into_response())
}

/// A method as it is counted: clients may invent others, and each would be kept for ever.
fn named(method: &Method) -> &str {
    const KNOWN: [Method; 6] = [Method::GET, Method::HEAD, Method::POST, Method::PUT, Method::DELETE, Method::OPTIONS];
    if KNOWN.contains(method) { method.as_str() } else { "other" }
}

/// Counts and logs a request. The log holds no query: what people ask is theirs.
pub(super) async fn observe(State(front): State<Arc<Front>>, request: Request, next: Next) -> Response {
    let (start, method) = (Instant::now(), named(request.method()).to_owned());
    let route = request.extensions().get::<MatchedPath>().map_or("none", MatchedPath::as_str).to_owned();
    let response = next.run(request).await;
    let (status, seconds) = (response.status().as_u16(), start.elapsed().as_secs_f64());
    tracing::info!(method, route, status, seconds, "request");
    front.metrics.seconds.observe(seconds);
    front.metrics.requests.get_or_create(&Kind { route, method, status }).inc();
    response
}
