//! A client that shows bytes as they came: one request a connection, chunks joined, nothing else interpreted.

use std::io::{Read, Write};
use std::net::TcpStream;

use referral_sandbox::{Options, Sandbox, Source};

/// Five rows whose answers are easy to write down.
pub(crate) const FIVE: &str = r#"[
{"id":"1","status":"Won","customerMarket":"US","createdDate":"2018-02-04T23:08:59","wonDate":"2018-03-01T00:00:00"},
{"id":"2","status":"Won","customerMarket":"DE","createdDate":"2018-02-05T00:00:00","wonDate":null},
{"id":"3","status":"Lost","customerMarket":null,"createdDate":"2018-02-28T10:00:00"},
{"id":"4","status":"New","customerMarket":"US","createdDate":"2018-03-01T00:00:00"},
{"id":"5","status":"Won","customerMarket":"US","createdDate":"2018-03-02T12:00:00"}
]"#;

pub(crate) const PATH: &str = "/partner/v1/analytics/referrals";

/// A sandbox over the five rows.
pub(crate) fn five() -> Sandbox {
    with(Options {
        source: Source::Json(FIVE.to_owned()),
        ..Options::default()
    })
}

pub(crate) fn with(options: Options) -> Sandbox {
    Sandbox::start(options).unwrap()
}

#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
    /// Whether the body came to its announced end.
    pub(crate) complete: bool,
}

impl Reply {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (known, value) = line.split_once(": ")?;
            known.eq_ignore_ascii_case(name).then_some(value)
        })
    }
}

/// A `GET` of the endpoint with a token; None when the connection closed without an answer.
pub(crate) fn ask(sandbox: &Sandbox, query: &str) -> Option<Reply> {
    send(
        sandbox,
        "GET",
        &format!("{PATH}{query}"),
        &["Authorization: Bearer any"],
        "",
    )
}

pub(crate) fn get(sandbox: &Sandbox, target: &str, headers: &[&str]) -> Reply {
    send(sandbox, "GET", target, headers, "").unwrap()
}

pub(crate) fn send(
    sandbox: &Sandbox,
    method: &str,
    target: &str,
    headers: &[&str],
    body: &str,
) -> Option<Reply> {
    let mut stream = TcpStream::connect(("127.0.0.1", sandbox.port())).unwrap();
    let mut request =
        format!("{method} {target} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n");
    for header in headers {
        request.push_str(&format!("{header}\r\n"));
    }
    request.push_str(&format!("Content-Length: {}\r\n\r\n{body}", body.len()));
    stream.write_all(request.as_bytes()).unwrap();
    let mut bytes = Vec::new();
    // OK because a connection that breaks has still brought what came before.
    drop(stream.read_to_end(&mut bytes));
    read(&bytes)
}

fn read(bytes: &[u8]) -> Option<Reply> {
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let status = head.split(' ').nth(1)?.parse().ok()?;
    let mut reply = Reply {
        status,
        head,
        body: bytes[end + 4..].to_vec(),
        complete: true,
    };
    if reply.header("transfer-encoding") == Some("chunked") {
        (reply.body, reply.complete) = join_chunks(&reply.body);
    } else if let Some(length) = reply.header("content-length") {
        reply.complete = reply.body.len() == length.parse::<usize>().unwrap();
    }
    Some(reply)
}

fn join_chunks(mut bytes: &[u8]) -> (Vec<u8>, bool) {
    let mut body = Vec::new();
    while let Some(line) = bytes.windows(2).position(|two| two == b"\r\n") {
        let size = usize::from_str_radix(&String::from_utf8_lossy(&bytes[..line]), 16).unwrap();
        bytes = &bytes[line + 2..];
        if size == 0 {
            return (body, true);
        }
        body.extend_from_slice(&bytes[..size.min(bytes.len())]);
        bytes = bytes.get(size + 2..).unwrap_or_default();
    }
    (body, false)
}
