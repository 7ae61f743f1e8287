//! Numbers → chart shapes, pure: which chart (`choose`), which numbers in which order (`data`), where each thing lies (`layout`).
//!
//! Nothing here knows words, colours or SVG; those are the widget's `components/chart`, which draws these values as they are.

mod axis;
mod bars;
mod cells;
mod choose;
mod data;
mod distinct;
#[cfg(test)]
mod fixture;
mod kind;
mod layout;
#[cfg(test)]
mod layout_tests;
mod limits;
mod lines;
mod order;
mod scale;
mod shapes;
mod stack;
mod timeline;
mod walk;

pub use axis::{Label, text_px};
pub use choose::{Choice, Drawn, MAX_BARS, Reason, choose, suits};
pub use data::{ChartData, Note, Selection};
pub use kind::ChartKind;
pub use layout::{Ask, layout};
pub use limits::Limits;
pub use order::Slot;
pub use scale::{Bands, Linear, ticks};
pub use shapes::{Direction, EndLabel, Line, Mark, Rect, Shape, Shapes, Tick, ValueText};
pub use stack::stack;
pub use timeline::MAX_BUCKETS;
pub use walk::{Move, nearest, walk};
