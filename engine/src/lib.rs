//! The pure half of the widget: the endpoint's language, the columnar table, and the one state with its one transition.
//!
//! Nothing here knows a browser, a clock, a thread or Yew: time comes in with events, effects leave as commands.
//! What is drawn lives in the widget crate (`../src`), what answers in the sandbox crate.

pub mod date;
pub mod field;
pub mod group;
pub mod json;
