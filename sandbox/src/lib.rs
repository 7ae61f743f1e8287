//! A development service on loopback that answers as the referrals endpoint is documented, with faults on demand.
//!
//! Start one with [`Sandbox::start`]; the binary is a command line around it. Where to look: `generate/` makes rows,
//! `query` reads what is asked, `answer/` makes pages, `refusal` error bodies, `fault/` names and plans faults, `wire`
//! spoils bytes, `service` is one request from log to answer, `server` the socket and the handle.

mod answer;
mod control;
mod cors;
mod data;
mod dataset;
mod fault;
mod filter;
mod generate;
mod log;
mod options;
mod query;
mod refusal;
mod row;
mod server;
mod service;
mod site;
mod wire;

pub use fault::{
    Envelope, Fault, Faults, Framing, Groups, NAMES as FAULT_NAMES, Throttle, UnknownFault,
};
pub use generate::{Generator, Oddities, Recipe};
pub use log::SeenRequest;
pub use options::{Options, Site, Source};
pub use row::Row;
pub use server::Sandbox;

/// The tokens that are refused, and how. Any other is fine.
pub const TOKENS: [(&str, &str); 6] = [
    ("(none)", "401, body A, code 800001"),
    ("wrong-audience", "401, body A, code 900420"),
    ("expired", "401, body A, code 400"),
    (
        "no-mfa",
        "401, no body, WWW-Authenticate: Bearer error=\"invalid_token\"",
    ),
    ("app-only", "403, body A, code 900329"),
    ("no-role", "403, body A, code 2032"),
];
