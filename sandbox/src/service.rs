//! One request from log to answer: who is asked, what strikes it, what every answer carries.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::{ALLOW, AUTHORIZATION};
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, Method};
use axum::response::Response;
use axum::routing::any;
use tokio::time::sleep;
use tower::ServiceExt;

use crate::answer;
use crate::dataset::Dataset;
use crate::fault::{Fault, Faults};
use crate::log::Log;
use crate::options::Options;
use crate::{control, cors, refusal, site, wire};

/// The path of the endpoint, behind the prefix of the options.
pub(crate) const PATH: &str = "/partner/v1/analytics/referrals";

const CORRELATION: HeaderName = HeaderName::from_static("ms-correlationid");
const REQUEST_ID: HeaderName = HeaderName::from_static("ms-requestid");

/// What all requests of a sandbox share.
pub(crate) struct Shared {
    pub(crate) data: Arc<Dataset>,
    pub(crate) faults: Faults,
    pub(crate) log: Arc<Log>,
    allow_origin: Option<String>,
    answers: AtomicU64,
}

/// The sandbox without its socket.
#[derive(Clone)]
pub(crate) struct Service {
    shared: Arc<Shared>,
    router: Router,
}

/// The connection is to be closed without an answer.
#[derive(Debug)]
pub(crate) struct Dropped;

impl std::fmt::Display for Dropped {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("connection dropped on demand")
    }
}

impl std::error::Error for Dropped {}

impl Service {
    pub(crate) fn new(options: &Options, data: Dataset, faults: Faults, log: Arc<Log>) -> Self {
        let shared = Arc::new(Shared {
            data: Arc::new(data),
            faults,
            log,
            allow_origin: options.allow_origin.clone(),
            answers: AtomicU64::new(0),
        });
        let prefix = options.api_prefix.trim_end_matches('/');
        let router = Router::new()
            .route(&format!("{prefix}{PATH}"), any(referrals))
            .route(
                &format!("{prefix}/partner/{{*rest}}"),
                any(async || refusal::no_such_path()),
            )
            .fallback(async || refusal::no_such_path())
            .merge(control::routes());
        let router = match &options.site {
            Some(site) => site::add(router, site),
            None => router,
        };
        Self {
            router: router.with_state(Arc::clone(&shared)),
            shared,
        }
    }

    /// Answers one request.
    pub(crate) async fn answer(self, request: Request) -> Result<Response, Dropped> {
        let (parts, body) = request.into_parts();
        if !parts.uri.path().starts_with("/sandbox") {
            self.shared.log.note(&parts);
        }
        let asked = parts.headers.clone();
        let response = self.router.oneshot(Request::from_parts(parts, body)).await;
        let mut response = response.unwrap_or_else(|never| match never {});
        if response
            .extensions()
            .get::<wire::DropConnection>()
            .is_some()
        {
            return Err(Dropped);
        }
        let number = self.shared.answers.fetch_add(1, Ordering::Relaxed);
        let correlation = asked
            .get(CORRELATION)
            .cloned()
            .unwrap_or_else(|| guid(number));
        response.headers_mut().insert(CORRELATION, correlation);
        if let Some(id) = asked.get(REQUEST_ID) {
            response.headers_mut().insert(REQUEST_ID, id.clone());
        }
        cors::allow(self.shared.allow_origin.as_deref(), &asked, &mut response);
        Ok(response)
    }
}

/// A GUID that says which answer it is.
fn guid(number: u64) -> HeaderValue {
    let text = format!("5a4db0c5-0000-4000-8000-{number:012x}");
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static(
        "00000000-0000-0000-0000-000000000000",
    ))
}

async fn referrals(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    if parts.method == Method::OPTIONS {
        return cors::preflight(shared.allow_origin.as_deref(), &parts.headers);
    }
    if parts.method != Method::GET {
        let mut response = refusal::shape_a(405, 0, "Only GET is supported.");
        response
            .headers_mut()
            .insert(ALLOW, HeaderValue::from_static("GET"));
        return response;
    }
    let faults = shared.faults.take();
    for fault in &faults {
        if let Fault::Latency(time) = fault {
            sleep(*time).await;
        }
    }
    let instead = faults.iter().find_map(wire::instead);
    instead.unwrap_or_else(|| rows(&shared, &parts, &faults))
}

fn rows(shared: &Shared, parts: &Parts, faults: &[Fault]) -> Response {
    let token = parts
        .headers
        .get(AUTHORIZATION)
        .and_then(|value| value.to_str().ok());
    if let Some(refused) = refusal::of_token(token) {
        return refused;
    }
    match answer::page(&shared.data, parts.uri.query().unwrap_or(""), faults) {
        Ok(page) => wire::send(page, faults),
        Err(reason) => refusal::bad_query(&reason),
    }
}
