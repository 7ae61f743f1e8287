//! The built site in a real browser against the sandbox: what a person does, reads, and what goes over the wire.
//!
//! `cargo xtask test` builds the site, starts the driver and says where they are (`REFERRAL_DIST`, `WEBDRIVER_URL`). Each
//! test has a sandbox, a browser and a profile of its own; the page is served under the strict policy of contract §2 with
//! Trusted Types. What is cheaper to say about values is tested in `engine`; races are transcripts in `engine/session`.

#![cfg(not(target_arch = "wasm32"))]
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails, also in what tests share"
)]

mod case;
mod driver;
mod page;
mod parts;
mod screen;
mod stage;

mod accessibility;
mod charts;
mod cut_off;
mod deploy;
mod element;
mod embed;
mod export;
mod faults;
mod filter;
mod first_visit;
mod groups;
mod host_page;
mod hostile;
mod interruptions;
mod keyboard;
mod languages;
mod link;
mod overview;
mod redact;
mod shifts;
mod spreadsheets;
mod table;
mod token;
mod toolbar;
mod trust;
