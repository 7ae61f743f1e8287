//! One GET request whose body arrives in pieces, as contract §6 has it; dropping it aborts it.

use std::cell::Cell;
use std::rc::Rc;

use gloo_net::http::{Request, Response};
use js_sys::{Date, Function, Promise};
use referral_engine::date::Timestamp;
use referral_engine::fault::Head;
use referral_engine::session::Failure;
use referral_engine::token::Token;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    AbortController, Headers, ReadableStream, ReferrerPolicy, RequestCache, RequestCredentials,
    RequestInit, RequestRedirect,
};

use super::body::Body;
use super::clock::now;
use super::turn::{SLICE_MS, next_turn, others_first};

/// Bytes that are handed on at once at most, so that no piece of work is long. The clock is looked at behind as many, also
/// where they come in smaller pieces, because looking waits for what they led to.
const PIECE_BYTES: u32 = 256 << 10;

/// What happens to a request, in this order: a head, pieces, and an end.
#[derive(Clone, Debug)]
pub enum Arrival {
    /// Status and headers.
    Head(Head),
    /// A piece of the body.
    Bytes(Vec<u8>),
    /// The body has ended.
    End,
    /// It broke off.
    Failed(Failure),
}

/// A request under way; dropping it aborts it, and nothing arrives from it any more.
pub struct Fetch {
    controller: Option<AbortController>,
    live: Rc<Cell<bool>>,
}

impl Drop for Fetch {
    fn drop(&mut self) {
        self.live.set(false);
        if let Some(controller) = &self.controller {
            controller.abort();
        }
    }
}

/// Where arrivals go, for as long as the request lives.
#[derive(Clone)]
struct Sink {
    live: Rc<Cell<bool>>,
    arrive: Rc<dyn Fn(Arrival)>,
}

impl Sink {
    fn send(&self, arrival: Arrival) {
        if self.live.get() {
            (self.arrive)(arrival);
        }
    }
}

/// What a host page may add to each request (contract §4); by default nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ways {
    /// Further headers.
    pub headers: Vec<(String, String)>,
    /// What is called instead of the browser's own `fetch`, with the same request.
    pub fetcher: Option<Function>,
}

/// Sends the request.
pub fn get(
    url: &str,
    token: Option<&Token>,
    ways: &Ways,
    arrive: impl Fn(Arrival) + 'static,
) -> Fetch {
    let controller = AbortController::new().ok();
    let request = build(url, token, &ways.headers, controller.as_ref());
    let fetcher = ways.fetcher.clone();
    let fetch = Fetch {
        controller,
        live: Rc::new(Cell::new(true)),
    };
    let sink = Sink {
        live: Rc::clone(&fetch.live),
        arrive: Rc::new(arrive),
    };
    spawn_local(async move {
        match request {
            Ok(request) => match send(request, fetcher).await {
                Some(response) => receive(&response, &sink).await,
                None => sink.send(Arrival::Failed(failure())),
            },
            Err(_) => sink.send(Arrival::Failed(Failure::Network)),
        }
    });
    fetch
}

/// The answer, or nothing: why there is none is not told, or is the host page's own affair.
async fn send(request: web_sys::Request, fetcher: Option<Function>) -> Option<Response> {
    let Some(fetcher) = fetcher else {
        return Request::from(request).send().await.ok();
    };
    let answer = fetcher.call1(&JsValue::UNDEFINED, &request).ok()?;
    let answer = JsFuture::from(Promise::resolve(&answer)).await.ok()?;
    let response: web_sys::Response = answer.dyn_into().ok()?;
    Some(Response::from(response))
}

/// The request to the byte: gloo-net's own builder would end the address with an empty `&`.
fn build(
    url: &str,
    token: Option<&Token>,
    headers: &[(String, String)],
    controller: Option<&AbortController>,
) -> Result<web_sys::Request, JsValue> {
    let bag = Headers::new()?;
    bag.set("Accept", "application/json")?;
    if let Some(token) = token {
        bag.set("Authorization", &token.header_value())?;
    }
    for (name, value) in headers {
        bag.set(name, value)?;
    }
    let init = RequestInit::new();
    init.set_method("GET");
    init.set_headers(&bag);
    init.set_credentials(RequestCredentials::Omit);
    init.set_cache(RequestCache::NoStore);
    init.set_redirect(RequestRedirect::Error);
    init.set_referrer_policy(ReferrerPolicy::NoReferrer);
    if let Some(controller) = controller {
        init.set_signal(Some(&controller.signal()));
    }
    web_sys::Request::new_with_str_and_init(url, &init)
}

/// Reads a stream of bytes as if it were the body of an answer: a file, or demo data.
pub fn read_stream(stream: ReadableStream, arrive: impl Fn(Arrival) + 'static) -> Fetch {
    let fetch = Fetch {
        controller: None,
        live: Rc::new(Cell::new(true)),
    };
    let sink = Sink {
        live: Rc::clone(&fetch.live),
        arrive: Rc::new(arrive),
    };
    spawn_local(async move {
        sink.send(Arrival::Head(Head {
            status: 200,
            ..Head::default()
        }));
        end(read(&stream, &sink).await, &sink);
    });
    fetch
}

async fn receive(response: &Response, sink: &Sink) {
    sink.send(Arrival::Head(head(response)));
    let read = match response.body() {
        Some(stream) => read(&stream, sink).await,
        None => Ok(()),
    };
    end(read, sink);
}

fn end(read: Result<(), JsValue>, sink: &Sink) {
    sink.send(match read {
        Ok(()) => Arrival::End,
        Err(_) => Arrival::Failed(failure()),
    });
}

thread_local! {
    /// When others had their turn last, in ms; kept from one answer to the next, because these may be here at once.
    static SLICE_BEGAN: Cell<f64> = const { Cell::new(0.0) };
}

async fn read(stream: &ReadableStream, sink: &Sink) -> Result<(), JsValue> {
    let mut body = Body::of(stream, PIECE_BYTES);
    let mut unlooked = 0;
    while sink.live.get() {
        let Some(chunk) = body.next().await? else {
            return Ok(());
        };
        let mut at = 0;
        while at < chunk.length() && sink.live.get() {
            let end = at.saturating_add(PIECE_BYTES).min(chunk.length());
            sink.send(Arrival::Bytes(chunk.subarray(at, end).to_vec()));
            unlooked += end - at;
            at = end;
            if unlooked < PIECE_BYTES {
                continue;
            }
            unlooked = 0;
            // What was sent waits in a queue: only behind it can be told how long reading it took.
            others_first().await;
            if Date::now() - SLICE_BEGAN.get() > SLICE_MS {
                next_turn().await;
                SLICE_BEGAN.set(Date::now());
            }
        }
    }
    Ok(())
}

/// Why there was no answer, as far as the browser lets us know.
fn failure() -> Failure {
    let online = web_sys::window().is_none_or(|window| window.navigator().on_line());
    if online {
        Failure::Network
    } else {
        Failure::Offline
    }
}

fn head(response: &Response) -> Head {
    let headers = response.headers();
    let server_time = headers
        .get("Date")
        .map(|value| Date::parse(&value))
        .filter(|at_ms| at_ms.is_finite())
        .map(|at_ms| Timestamp(at_ms as i64));
    Head {
        status: response.status(),
        retry_after_s: headers
            .get("Retry-After")
            .and_then(|value| retry_after_s(&value, server_time)),
        correlation_id: ["MS-CorrelationId", "MS-RequestId", "MS-CV"]
            .into_iter()
            .find_map(|name| headers.get(name)),
        server_time,
        challenge: headers.get("WWW-Authenticate"),
    }
}

/// Seconds, or an HTTP date (RFC 9110 §10.2.3) by the clock that it was written by.
fn retry_after_s(value: &str, server_time: Option<Timestamp>) -> Option<u32> {
    if let Ok(seconds) = value.trim().parse() {
        return Some(seconds);
    }
    // `Date.parse` takes "1.5" for a day.
    if !value.contains(':') {
        return None;
    }
    let from = server_time.unwrap_or_else(now);
    let seconds = ((Date::parse(value) - from.0 as f64) / 1000.0).ceil();
    (seconds.is_finite()).then_some(seconds.max(0.0) as u32)
}
