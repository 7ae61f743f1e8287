//! Numbers → chart shapes, pure: which chart (`choose`), which numbers in which order (`data`), where each thing lies (`layout`).
//!
//! Nothing here knows words, colours or SVG; those are the widget's `components/chart`, which draws these values as they are.

mod axis;
mod bars;
mod brush;
mod cells;
mod choose;
mod data;
mod distinct;
mod facets;
#[cfg(test)]
mod fixture;
mod kind;
mod layout;
#[cfg(test)]
mod layout_tests;
mod limits;
mod lines;
mod order;
mod rows;
mod scale;
mod selection;
mod shapes;
mod span;
mod sparkline;
mod stack;
mod timeline;
mod walk;

pub use axis::{Label, text_px};
pub use brush::{Brush, Brushed, bucket, bucket_at, dates};
pub use choose::{Choice, Drawn, MAX_BARS, Reason, choose, log_helps, suits};
pub use data::{ChartData, Note, Plan};
pub use kind::ChartKind;
pub use layout::{Ask, layout, reach};
pub use limits::Limits;
pub use order::{Order, Slot, has_own_order};
pub use rows::{Row, Rows, rows};
pub use scale::{Bands, Linear, Log, Scale, ScaleType, ticks};
pub use selection::{Selection, narrowed};
pub use shapes::{Direction, EndLabel, Line, Mark, Rect, Shape, Shapes, Tick, ValueText};
pub use span::Span;
pub use sparkline::sparkline;
pub use stack::stack;
pub use timeline::MAX_BUCKETS;
pub use walk::{Move, nearest, walk};
