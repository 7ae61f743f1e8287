//! The chart kinds that a link or a host page can ask for (contract §3, `chart`).
//!
//! Which of them is drawn for a grouping is decided in `choose`.

use serde::{Serialize, Serializer};

/// A kind of chart by its name in the link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ChartKind {
    /// One bar a category, side by side where there are series.
    Bar,
    /// A line over time, one a series.
    Line,
    /// Bars made of one segment a series.
    Stacked,
    /// A grid of shaded cells, categories across and series down.
    Heatmap,
    /// How many reach each step of the life cycle.
    Funnel,
    /// How often a duration occurs.
    Histogram,
}

impl ChartKind {
    /// All kinds, in the order of contract §3.
    pub const ALL: [Self; 6] = [
        Self::Bar,
        Self::Line,
        Self::Stacked,
        Self::Heatmap,
        Self::Funnel,
        Self::Histogram,
    ];

    /// The name in the link.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Bar => "bar",
            Self::Line => "line",
            Self::Stacked => "stacked",
            Self::Heatmap => "heatmap",
            Self::Funnel => "funnel",
            Self::Histogram => "histogram",
        }
    }

    /// The kind of that name, in any ASCII case.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.name().eq_ignore_ascii_case(name))
    }
}

impl Serialize for ChartKind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_in_any_case() {
        for kind in ChartKind::ALL {
            assert_eq!(
                ChartKind::from_name(&kind.name().to_uppercase()),
                Some(kind)
            );
        }
        assert_eq!(ChartKind::from_name("pie"), None);
    }
}
