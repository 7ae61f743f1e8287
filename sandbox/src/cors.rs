//! Answers across origins: none by default, as the real service is expected to behave (endpoint.md §7).

use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ORIGIN, VARY,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;

use crate::refusal;

/// What a page may read besides the safe-listed headers (endpoint.md §6.3).
const EXPOSED: &str = "Retry-After, WWW-Authenticate, MS-RequestId, MS-CorrelationId, MS-CV";

/// Marks the answer as readable where the request's origin is the allowed one.
pub(crate) fn allow(allowed: Option<&str>, request: &HeaderMap, response: &mut Response) {
    let Some(origin) = origin_allowed(allowed, request) else {
        return;
    };
    let headers = response.headers_mut();
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    headers.insert(
        ACCESS_CONTROL_EXPOSE_HEADERS,
        HeaderValue::from_static(EXPOSED),
    );
    headers.append(VARY, HeaderValue::from_static("Origin"));
}

/// Answers a pre-flight with the least that the widget's request needs: `GET` and `Authorization`.
pub(crate) fn preflight(allowed: Option<&str>, request: &HeaderMap) -> Response {
    if origin_allowed(allowed, request).is_none() {
        return refusal::gateway_not_found();
    }
    let mut response = Response::default();
    *response.status_mut() = StatusCode::NO_CONTENT;
    let headers = response.headers_mut();
    headers.insert(
        ACCESS_CONTROL_ALLOW_METHODS,
        HeaderValue::from_static("GET"),
    );
    headers.insert(
        ACCESS_CONTROL_ALLOW_HEADERS,
        HeaderValue::from_static("authorization"),
    );
    response
}

fn origin_allowed(allowed: Option<&str>, request: &HeaderMap) -> Option<HeaderValue> {
    let origin = request.get(ORIGIN)?;
    match allowed? {
        "*" => Some(HeaderValue::from_static("*")),
        exact => (origin.as_bytes() == exact.as_bytes()).then(|| origin.clone()),
    }
}
