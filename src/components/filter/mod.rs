//! The filter in its other forms: what it means with its conditions as chips, the builder, facets, suggestions.
//!
//! The text box is `filter_box`. All of them write the same text, which only `Session::apply` takes.

mod builder;
mod chips;
mod condition;
mod facets;
mod panel;
pub(super) mod refusal;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod snapshots;
pub(super) mod suggestions;

pub use chips::{Chips, ChipsProps};
pub(super) use condition::when_whole;
pub use panel::{FilterPanel, FilterPanelProps};
