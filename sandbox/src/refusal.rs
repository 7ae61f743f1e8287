//! Error answers: the body shapes of endpoint.md §6.1 with the codes of §6.2. No rows here.

use std::time::{Duration, SystemTime};

use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use serde_json::{Value, json};

use crate::fault::Throttle;

const JSON: &str = "application/json; charset=utf-8";

/// An answer with that body; an unusual status number becomes 500.
pub(crate) fn answer(status: u16, content_type: &'static str, body: impl Into<Body>) -> Response {
    let mut response = Response::new(body.into());
    *response.status_mut() =
        StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    response
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
}

/// Body A: Partner Center's own.
pub(crate) fn shape_a(status: u16, code: u32, description: &str) -> Response {
    let body =
        json!({ "code": code, "description": description, "data": [], "source": "PartnerFD" });
    answer(status, JSON, body.to_string())
}

/// Body B: a gateway's.
fn shape_b(status: u16, message: &str) -> Response {
    let body = json!({ "statusCode": status, "message": message });
    answer(status, JSON, body.to_string())
}

/// Body C: the analytics service found fault with a parameter; `reason` is what a person should read.
pub(crate) fn bad_query(reason: &str) -> Response {
    let inner = json!({
        "code": "InvalidQueryParameters",
        "message": "One or more query parameters are not valid.",
        "data": [reason],
        "details": [],
        "source": "AnalyticsAPI",
    });
    let body = json!({
        "code": "BadRequest",
        "message": "The request could not be understood.",
        "source": "AnalyticsAPI",
        "data": [],
        "details": [],
        "innererror": inner,
    });
    answer(400, JSON, body.to_string())
}

/// No such place: code 1000.
pub(crate) fn no_such_path() -> Response {
    shape_a(404, 1000, "The resource was not found.")
}

/// A gateway's 404, which is also what it says to a pre-flight it has no policy for.
pub(crate) fn gateway_not_found() -> Response {
    shape_b(404, "Resource not found")
}

/// Body E: nothing but a header. This is how a token without MFA is refused.
pub(crate) fn unauthorized_empty() -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::UNAUTHORIZED;
    let challenge = HeaderValue::from_static("Bearer error=\"invalid_token\"");
    response.headers_mut().insert(WWW_AUTHENTICATE, challenge);
    response
}

/// 429 in one of its forms.
pub(crate) fn throttled(throttle: Throttle) -> Response {
    let told = |seconds: u32| format!("Rate limit is exceeded. Try again in {seconds} seconds.");
    let (message, header) = match throttle {
        Throttle::Seconds(seconds) => (told(seconds), Some(seconds.to_string())),
        Throttle::BodyOnly(seconds) => (told(seconds), None),
        Throttle::Date(seconds) => {
            let at = SystemTime::now() + Duration::from_secs(seconds.into());
            (
                "Rate limit is exceeded.".to_owned(),
                Some(httpdate::fmt_http_date(at)),
            )
        }
    };
    let mut response = shape_b(429, &message);
    if let Some(value) = header.and_then(|text| HeaderValue::from_str(&text).ok()) {
        response.headers_mut().insert(RETRY_AFTER, value);
    }
    response
}

/// The usual answer of a status that is a fault.
pub(crate) fn usual(status: u16) -> Response {
    match status {
        400 => bad_query("The value of the parameter 'filter' could not be parsed."),
        401 => shape_a(401, 400, "Access denied: the access token is not accepted."),
        403 => shape_a(403, 2032, "Access denied."),
        404 => gateway_not_found(),
        500 => shape_a(500, 800_003, "An internal error occurred."),
        501 => shape_a(501, 0, "Not implemented."),
        408 => shape_a(408, 800_003, "The request timed out."),
        502..=504 => shape_a(status, 800_003, "A service behind this one did not answer."),
        _ => shape_a(status, 0, "The request was not accepted."),
    }
}

/// HTTP 200 with an error inside.
pub(crate) fn error_inside_200() -> Response {
    shape_a(200, 800_003, "An internal error occurred.")
}

/// What a proxy between might say.
pub(crate) fn html(status: u16) -> Response {
    const PAGE: &str = "<!DOCTYPE html>\n<html><head><title>Gateway</title></head>\n\
        <body><h1>Please sign in to the network</h1><script>document.title = 'run'</script></body></html>\n";
    answer(status, "text/html; charset=utf-8", PAGE)
}

/// Whether and why the bearer token is refused; the token's text chooses (see [`crate::TOKENS`]).
pub(crate) fn of_token(authorization: Option<&str>) -> Option<Response> {
    let token = authorization.and_then(|value| {
        let (scheme, token) = value.split_once(' ')?;
        scheme
            .eq_ignore_ascii_case("bearer")
            .then_some(token.trim())
    });
    match token {
        None | Some("") => Some(shape_a(401, 800_001, "The partner token is missing.")),
        Some("wrong-audience") => Some(shape_a(
            401,
            900_420,
            "The token was issued for another audience.",
        )),
        Some("no-mfa") => Some(unauthorized_empty()),
        Some("expired") => Some(expired()),
        Some("app-only") => Some(shape_a(
            403,
            900_329,
            "App-only tokens are not supported here.",
        )),
        Some("no-role") => Some(shape_a(
            403,
            2032,
            "Access denied: the user has no role for referrals.",
        )),
        Some(_) => None,
    }
}

fn expired() -> Response {
    let mut response = shape_a(401, 400, "Access denied: the access token has expired.");
    let realm = HeaderValue::from_static(
        "OAuth realm=urn:cpsvc:cpid:{00000000-0000-0000-0000-000000000000}",
    );
    response.headers_mut().insert(WWW_AUTHENTICATE, realm);
    response
}

/// A JSON answer that is no error.
pub(crate) fn json(value: &Value) -> Response {
    answer(200, JSON, value.to_string())
}
