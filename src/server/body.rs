//! Bodies of requests, up to the limit.

use axum::{
    body::{Body, Bytes, to_bytes},
    http::{HeaderMap, header},
};

use super::message::Fault;

/// The whole body of a request.
///
/// # Errors
/// 413 where it is, or says that it will be, larger than `limit`; 408 where the rest of it does not come.
pub(super) async fn whole(headers: &HeaderMap, body: Body, limit: usize) -> Result<Bytes, Fault> {
    let too_large = || Fault::new(413, format!("the request has more than {limit} bytes, which is the limit"));
    let announced = headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    if announced.is_some_and(|length| length > limit) {
        return Err(too_large());
    }
    to_bytes(body, limit).await.map_err(|error| match root(&error).is::<http_body_util::LengthLimitError>() {
        true => too_large(),
        false => Fault::new(408, "the rest of the request did not come"),
    })
}

fn root<'a>(error: &'a (dyn std::error::Error + 'static)) -> &'a (dyn std::error::Error + 'static) {
    error.source().map_or(error, root)
}
