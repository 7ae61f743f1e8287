//! The pure half of the widget: the endpoint's language, the columnar table (`referral_columns`), and the one state with its
//! one transition.
//!
//! Nothing here knows a browser, a clock, a thread or Yew: time comes in with events, effects leave as commands.
//! What is drawn lives in the widget crate (`../src`), what answers in the sandbox crate.

pub mod chart;
pub mod clinic;
pub mod cloud;
pub mod cursor;
pub mod derived;
pub mod export;
pub mod facet;
pub mod filter;
pub mod life;
pub mod link;
pub mod lower;
pub mod metrics;
pub mod percent;
mod plus;
pub mod query;
pub mod record;
pub mod request;
pub mod session;
pub mod slots;
pub mod token;
pub mod window;

pub use referral_columns::{
    collate, date, decode, fault, field, group, json, mask, order, pseudonym, sort, table,
};
