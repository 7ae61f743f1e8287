//! Bodies on their way: streamed, cut off, dripping, with a mark in front. What they say is decided elsewhere.

use std::convert::Infallible;
use std::io;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::response::Response;
use futures_util::stream;
use tokio::time::sleep;

use crate::answer::{Page, Written};
use crate::fault::{Fault, Framing};
use crate::refusal;

/// Left in an answer's extensions: the connection is to be closed instead.
#[derive(Clone, Copy)]
pub(crate) struct DropConnection;

const BOM: &[u8] = b"\xef\xbb\xbf";
const JSON: &str = "application/json; charset=utf-8";

/// How long the last piece of a cut-off body has for leaving, before the connection closes.
const FLUSH: Duration = Duration::from_millis(30);

/// A page as an answer, with the faults that concern bytes.
pub(crate) fn send(page: Page, faults: &[Fault]) -> Response {
    let plain =
        |fault: &Fault| !matches!(fault, Fault::Bom | Fault::Cut { .. } | Fault::Drip { .. });
    if faults.iter().all(plain) {
        let pieces = page
            .pieces()
            .map(|piece| Ok::<_, Infallible>(Bytes::from(piece)));
        return refusal::answer(200, JSON, Body::from_stream(stream::iter(pieces)));
    }
    let mut response = refusal::answer(200, JSON, Body::empty());
    spoil(&mut response, page.write(), faults);
    response
}

fn spoil(response: &mut Response, mut written: Written, faults: &[Fault]) {
    let mut drip = Drip {
        left: Bytes::new(),
        piece: usize::MAX,
        pause: Duration::ZERO,
        end: End::Whole,
    };
    for fault in faults {
        match fault {
            Fault::Cut { rows, framing } => {
                if *framing == Framing::Length {
                    let length = HeaderValue::from(written.bytes.len() as u64);
                    response.headers_mut().insert(CONTENT_LENGTH, length);
                }
                let place = middle_of_row(&written, *rows);
                written.bytes.truncate(place);
                drip.end = End::Cut;
            }
            Fault::Drip { bytes, pause } => {
                drip.piece = *bytes;
                drip.pause = *pause;
            }
            _ => {}
        }
    }
    if faults.contains(&Fault::Bom) {
        written.bytes.splice(0..0, BOM.iter().copied());
        if let Some(length) = response.headers_mut().get_mut(CONTENT_LENGTH) {
            let whole = length
                .to_str()
                .ok()
                .and_then(|text| text.parse::<u64>().ok())
                .unwrap_or(0);
            *length = HeaderValue::from(whole + BOM.len() as u64);
        }
    }
    drip.left = Bytes::from(written.bytes);
    *response.body_mut() = Body::from_stream(stream::unfold(drip, Drip::next));
}

/// The middle of the row after that many whole ones; of the last one where there are fewer; half of it all without rows.
fn middle_of_row(written: &Written, rows: Option<usize>) -> usize {
    let last = written.rows.len().saturating_sub(1);
    let wanted = rows.unwrap_or(written.rows.len() / 2).min(last);
    match written.rows.get(wanted) {
        Some(row) => row.start + row.len() / 2,
        None => written.bytes.len() / 2,
    }
}

enum End {
    Whole,
    Cut,
    Over,
}

/// A body on its way, piece by piece.
struct Drip {
    left: Bytes,
    piece: usize,
    pause: Duration,
    end: End,
}

impl Drip {
    async fn next(mut self) -> Option<(io::Result<Bytes>, Self)> {
        if !self.left.is_empty() {
            let piece = self.left.split_to(self.piece.min(self.left.len()));
            if !self.left.is_empty() {
                sleep(self.pause).await;
            }
            return Some((Ok(piece), self));
        }
        match self.end {
            End::Cut => {
                sleep(FLUSH).await;
                self.end = End::Over;
                Some((Err(io::Error::other("cut off on demand")), self))
            }
            End::Whole | End::Over => None,
        }
    }
}

/// The answer that a fault gives whatever was asked; None where the fault only changes the usual one.
pub(crate) fn instead(fault: &Fault) -> Option<Response> {
    match fault {
        Fault::Throttled(throttle) => Some(refusal::throttled(*throttle)),
        Fault::Status(status) => Some(refusal::usual(*status)),
        Fault::Unauthorized => Some(refusal::unauthorized_empty()),
        Fault::Html(status) => Some(refusal::html(*status)),
        Fault::ErrorBody => Some(refusal::error_inside_200()),
        Fault::Empty(status) => {
            let mut response = refusal::answer(*status, JSON, Body::empty());
            if *status == 204 {
                response.headers_mut().remove(CONTENT_TYPE);
            }
            Some(response)
        }
        Fault::Drop => {
            let mut response = Response::new(Body::empty());
            response.extensions_mut().insert(DropConnection);
            Some(response)
        }
        _ => None,
    }
}
