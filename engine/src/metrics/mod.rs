//! Figures of a referral manager, counted from the rows that are here: how many, how fast, what is lost, what runs out.
//!
//! Definitions are endpoint.md §5. Pure functions of columns, options and a moment; which rows, and when, is the widget's
//! to say, and how it looks is `components/overview`.

mod stage;

pub use stage::{Moments, Stage};
