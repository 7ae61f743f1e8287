//! Figures of a referral manager, counted from the rows that are here: how many, how fast, what is lost, what runs out.
//!
//! Definitions are endpoint.md §5. Pure functions of columns, options and a moment; which rows, and when, is the widget's
//! to say, and how it looks is `components/overview`.

mod calendar;
mod compare;
mod count;
mod duration;
mod frame;
mod glance;
mod listed;
mod options;
mod rate;
mod reached;
mod stage;
mod status;
mod summary;
#[cfg(test)]
mod tests;
mod trend;
mod work_list;

pub use calendar::{Entry, calendar};
pub use compare::{Difference, Move, compare, difference, frequent};
pub use duration::{BINS, EDGES_MS, Times};
pub use frame::{Frame, Scope, Span, as_of};
pub use glance::{Glance, Glanced};
pub use listed::figures;
pub use options::{Basis, Compare, MAX_SERIES, Options, Windows};
pub use rate::Rate;
pub use reached::reached;
pub use stage::{Moments, Stage};
pub use status::referrals;
pub use summary::{Figure, Named, Summary, count};
pub use trend::Trend;
pub use work_list::{Band, Due, Limit, bands, work_list};
