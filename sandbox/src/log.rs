//! What was asked: every request outside `/sandbox`, as it was received, for tests and for `/sandbox/requests`.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use axum::http::request::Parts;
use serde_json::{Value, json};

/// No more than this is remembered; the oldest go first.
const REMEMBERED: usize = 20_000;

/// A request that reached the sandbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeenRequest {
    /// `GET`, `OPTIONS` …
    pub method: String,
    /// Path and query as received, nothing decoded.
    pub target: String,
    /// Names in lower case, in the order of arrival; values that are no UTF-8 are mended.
    pub headers: Vec<(String, String)>,
    /// Time since the sandbox was started.
    pub at: Duration,
}

impl SeenRequest {
    /// The first value of a header, its name in any case.
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self
            .headers
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    /// As JSON, the bearer token left out.
    fn redacted(&self) -> Value {
        let headers: Vec<[&str; 2]> = self
            .headers
            .iter()
            .map(|(name, value)| match name.as_str() {
                "authorization" => [name.as_str(), "Bearer …"],
                _ => [name.as_str(), value.as_str()],
            })
            .collect();
        json!({ "method": self.method, "target": self.target, "headers": headers, "atMs": self.at.as_millis() as u64 })
    }
}

#[derive(Debug)]
pub(crate) struct Log {
    start: Instant,
    seen: Mutex<VecDeque<SeenRequest>>,
    reports: Mutex<Vec<String>>,
}

impl Log {
    pub(crate) fn new() -> Self {
        Self {
            start: Instant::now(),
            seen: Mutex::default(),
            reports: Mutex::default(),
        }
    }

    pub(crate) fn note(&self, request: &Parts) {
        let text = |value: &[u8]| String::from_utf8_lossy(value).into_owned();
        let headers = request
            .headers
            .iter()
            .map(|(name, value)| (name.as_str().to_owned(), text(value.as_bytes())));
        let seen = SeenRequest {
            method: request.method.to_string(),
            target: request.uri.to_string(),
            headers: headers.collect(),
            at: self.start.elapsed(),
        };
        let mut all = lock(&self.seen);
        if all.len() == REMEMBERED {
            all.pop_front();
        }
        all.push_back(seen);
    }

    pub(crate) fn requests(&self) -> Vec<SeenRequest> {
        lock(&self.seen).iter().cloned().collect()
    }

    pub(crate) fn redacted(&self) -> Value {
        lock(&self.seen).iter().map(SeenRequest::redacted).collect()
    }

    pub(crate) fn forget(&self) {
        lock(&self.seen).clear();
        lock(&self.reports).clear();
    }

    pub(crate) fn report(&self, body: String) {
        lock(&self.reports).push(body);
    }

    pub(crate) fn reports(&self) -> Vec<String> {
        lock(&self.reports).clone()
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
