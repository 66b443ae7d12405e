//! The page that an analyst keeps open, as `web/build.sh` built it into `web/dist/`; where it was not built, the pages without scripts stand in.

use std::sync::Arc;

use axum::{
    extract::{Path, Request, State},
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
};
use rust_embed::{EmbeddedFile, RustEmbed};

use super::{
    description,
    front::Front,
    message::{Fault, Task},
    resource::{languages, prefers_page},
    sparql::accept,
    task::SYNTAXES,
};

/// Names of files in `assets/` hold a hash of their content.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// The page may name other assets after the next start.
const ASK_AGAIN: &str = "no-cache";
/// The page needs nothing from elsewhere, and nothing that a document says may run in it.
const POLICY: &str = "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; frame-ancestors 'none'";

/// Empty where the page was not built (`build.rs` makes the folder).
#[derive(RustEmbed)]
#[folder = "web/dist/"]
#[allow_missing = true]
struct Built;

/// Whether the page was built.
pub(super) fn is_built() -> bool {
    Built::get("index.html").is_some()
}

/// The page for people, the description of the data set for machines that name a syntax of RDF or take no page.
pub(super) async fn home(State(front): State<Arc<Front>>, headers: HeaderMap, request: Request) -> Result<Response, Fault> {
    let wanted = accept(&headers);
    let takes_page = wanted.is_empty() || wanted.contains("*/*") || wanted.contains("text/html");
    let names_syntax = SYNTAXES.iter().any(|syntax| wanted.contains(syntax.media_type()));
    if !takes_page || names_syntax && !prefers_page(&headers)? {
        return description::dataset(&front, &headers).await;
    }
    match Built::get("index.html") {
        Some(page) => Ok(file("index.html", page, ASK_AGAIN)),
        None => {
            let parameters = request.uri().query().unwrap_or_default().to_owned();
            front.answer(&Task::Page { path: String::new(), parameters, languages: languages(&headers) }).await
        }
    }
}

/// A script, style or picture of the page.
pub(super) async fn asset(Path(path): Path<String>) -> Result<Response, Fault> {
    let path = format!("assets/{path}");
    let found = Built::get(&path).ok_or_else(|| Fault::new(404, format!("there is no /{path}")))?;
    Ok(file(&path, found, FOR_EVER))
}

fn file(path: &str, file: EmbeddedFile, keep: &'static str) -> Response {
    let media_type = match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        "json" => "application/json",
        "png" => "image/png",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    };
    let headers = [
        (header::CONTENT_TYPE, media_type),
        (header::CACHE_CONTROL, keep),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::VARY, "accept"),
    ];
    (headers, file.data.into_owned()).into_response()
}
