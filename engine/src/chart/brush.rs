//! Brushing the time axis: which buckets lie between two places, and the days that they stand for.

use super::data::ChartData;
use super::shapes::{Rect, Shapes};
use super::span::bucket_end;
use crate::date::{Day, Level};
use crate::field::Field;

/// Buckets of the time axis from one to another, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Brush {
    /// Where it began.
    pub anchor: usize,
    /// Where it is now, before or behind the anchor.
    pub end: usize,
}

/// What a brush means: days of a date field, the first and the last one included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Brushed {
    /// The field of the axis.
    pub field: Field,
    /// The first day.
    pub from: Day,
    /// The last day.
    pub to: Day,
}

impl Brush {
    /// The first and the last category.
    pub fn ends(self) -> (usize, usize) {
        (self.anchor.min(self.end), self.anchor.max(self.end))
    }

    /// The days it stands for; `None` where it touches something that is no date.
    pub fn days(self, data: &ChartData) -> Option<Brushed> {
        let (first, last) = self.ends();
        let from = data.categories.get(first)?.day()?;
        let start = data.categories.get(last)?.day()?;
        let end = bucket_end(start, data.level.unwrap_or(Level::Day));
        Some(Brushed {
            field: data.category_field,
            from,
            to: Day(end.0.saturating_sub(1)),
        })
    }

    /// Where it lies in the drawing.
    pub fn band(self, shapes: &Shapes, data: &ChartData) -> Rect {
        let (first, last) = self.ends();
        let (begin, end) = (bucket(shapes, data, first), bucket(shapes, data, last));
        Rect {
            width: end.right() - begin.x,
            ..begin
        }
    }
}

/// How many categories are dates; they come first.
pub fn dates(data: &ChartData) -> usize {
    let slots = data.categories.iter();
    slots.take_while(|slot| slot.day().is_some()).count()
}

/// The date bucket at a place across, the nearest one beyond the ends; `None` where the axis has no dates.
pub fn bucket_at(shapes: &Shapes, data: &ChartData, x: f64) -> Option<usize> {
    let last = dates(data).checked_sub(1)?;
    let step = shapes.plot.width / data.categories.len() as f64;
    let place = ((x - shapes.plot.x) / step).max(0.0) as usize;
    Some(place.min(last))
}

/// The whole height of the plot above a bucket of an upright chart.
pub fn bucket(shapes: &Shapes, data: &ChartData, category: usize) -> Rect {
    let width = shapes.plot.width / data.categories.len().max(1) as f64;
    Rect {
        x: shapes.plot.x + width * category as f64,
        width,
        ..shapes.plot
    }
}
