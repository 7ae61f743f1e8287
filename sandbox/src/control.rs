//! The routes under `/sandbox`: faults on demand for people, what was asked, reports of the content security policy.

use std::sync::Arc;

use axum::Router;
use axum::extract::{RawQuery, State};
use axum::response::Response;
use axum::routing::get;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::fault::{NAMES, UnknownFault};
use crate::refusal;
use crate::service::Shared;

const TEXT: &str = "text/plain; charset=utf-8";

/// The control routes.
pub(crate) fn routes() -> Router<Arc<Shared>> {
    Router::new()
        .route("/sandbox", get(help))
        .route("/sandbox/faults", get(order_by_query).post(order_by_json))
        .route("/sandbox/requests", get(requests).delete(forget))
        .route("/sandbox/csp", get(reports).post(report))
}

async fn help() -> Response {
    let mut text = String::from(
        "The referrals sandbox: the documented endpoint over made-up rows, and its faults on demand.\n\n\
         GET    /partner/v1/analytics/referrals   any bearer token will do\n\
         GET    /sandbox/faults                   what is planned\n\
         GET    /sandbox/faults?next=429=5&next=none&next=latency=800,500&after=2:cut&every=3:bom&always=drip&clear\n\
         POST   /sandbox/faults                   {\"clear\":true,\"next\":[],\"after\":[],\"every\":[],\"always\":[]}\n\
         GET    /sandbox/requests                 what was asked; DELETE forgets it\n\
         GET    /sandbox/csp                      violations reported by the page\n\nTokens that are refused:\n",
    );
    for (token, refusal) in crate::TOKENS {
        text.push_str(&format!("  {token:<20} {refusal}\n"));
    }
    text.push_str("\nFaults (the usual argument in brackets, it may be left out):\n");
    for (name, what) in NAMES {
        text.push_str(&format!("  {name:<20} {what}\n"));
    }
    refusal::answer(200, TEXT, text)
}

async fn order_by_query(State(shared): State<Arc<Shared>>, RawQuery(query): RawQuery) -> Response {
    let orders = form_urlencoded::parse(query.as_deref().unwrap_or("").as_bytes());
    let mut outcome = Ok(());
    for (when, what) in orders {
        outcome = outcome.and_then(|()| shared.faults.order(&when, &what));
    }
    planned(&shared, outcome)
}

/// The body of a `POST` to `/sandbox/faults`; `clear` comes first.
#[derive(Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
struct Orders {
    clear: bool,
    next: Vec<String>,
    after: Vec<String>,
    every: Vec<String>,
    always: Vec<String>,
}

async fn order_by_json(State(shared): State<Arc<Shared>>, body: String) -> Response {
    let orders: Orders = match serde_json::from_str(&body) {
        Ok(orders) => orders,
        Err(error) => return refusal::answer(400, TEXT, format!("{error}\n")),
    };
    if orders.clear {
        shared.faults.clear();
    }
    let Orders {
        next,
        after,
        every,
        always,
        ..
    } = orders;
    let mut outcome = Ok(());
    for (when, list) in [
        ("next", next),
        ("after", after),
        ("every", every),
        ("always", always),
    ] {
        for what in list {
            outcome = outcome.and_then(|()| shared.faults.order(when, &what));
        }
    }
    planned(&shared, outcome)
}

fn planned(shared: &Shared, outcome: Result<(), UnknownFault>) -> Response {
    match outcome {
        Ok(()) => refusal::json(&json!({ "planned": shared.faults.describe() })),
        Err(error) => refusal::answer(400, TEXT, format!("{error}\n")),
    }
}

async fn requests(State(shared): State<Arc<Shared>>) -> Response {
    refusal::json(&shared.log.redacted())
}

async fn forget(State(shared): State<Arc<Shared>>) -> Response {
    shared.log.forget();
    refusal::json(&json!([]))
}

async fn report(State(shared): State<Arc<Shared>>, body: String) -> Response {
    shared.log.report(body);
    refusal::answer(204, TEXT, "")
}

async fn reports(State(shared): State<Arc<Shared>>) -> Response {
    let read = |report: String| serde_json::from_str(&report).unwrap_or(Value::String(report));
    refusal::json(&shared.log.reports().into_iter().map(read).collect())
}
