//! The pure half of the widget: the endpoint's language, the columnar table, and the one state with its one transition.
//!
//! Nothing here knows a browser, a clock, a thread or Yew: time comes in with events, effects leave as commands.
//! What is drawn lives in the widget crate (`../src`), what answers in the sandbox crate.

pub mod chart;
pub mod clinic;
pub mod cloud;
pub mod collate;
pub mod cursor;
pub mod date;
pub mod decode;
pub mod derived;
pub mod export;
pub mod facet;
pub mod fault;
pub mod field;
pub mod filter;
pub mod group;
pub mod json;
pub mod life;
pub mod link;
pub mod metrics;
pub mod order;
mod percent;
mod plus;
pub mod pseudonym;
pub mod query;
pub mod record;
pub mod request;
pub mod session;
pub mod sort;
pub mod table;
pub mod token;
pub mod window;
