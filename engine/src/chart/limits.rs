//! How many values a chart shows apart before the rest becomes "other"; the gathering itself is `order`.

use crate::field::{Field, STATUSES};

/// How many values are shown before the rest becomes "other".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Categories that are terms; date buckets have their own limit.
    pub categories: usize,
    /// Series.
    pub series: usize,
}

impl Limits {
    /// What the table twin shows: practically everything.
    pub const TABLE: Self = Self {
        categories: 1000,
        series: 50,
    };

    /// How many categories are shown when "other" was taken apart.
    pub const OPENED: usize = 200;

    /// What bars and lines have room for; eight series can be told apart, the eighth may be "other".
    pub const BARS: Self = Self {
        categories: 12,
        series: 7,
    };

    /// What a grid of cells has room for.
    pub fn for_grid(width_px: f64) -> Self {
        let columns = (width_px * 0.7 / 48.0).clamp(4.0, 16.0);
        Self {
            categories: columns as usize,
            series: 12,
        }
    }

    /// How many charts stand beside each other: more, where "other" was taken apart.
    pub(super) fn facets(self) -> usize {
        if self.categories > Self::BARS.categories {
            48
        } else {
            8
        }
    }

    /// How many series of this field are shown: a status has its own colour, so no documented one goes into "other".
    pub(super) fn series_of(self, field: Field) -> usize {
        match field {
            Field::Status => self.series.max(STATUSES.len()),
            _ => self.series,
        }
    }
}
