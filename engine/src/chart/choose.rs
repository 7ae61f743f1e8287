//! Which chart is drawn: the asked one where it suits the grouping, else the one that the grouping suggests, with the reason.

use super::data::ChartData;
use super::kind::ChartKind;

/// More date buckets than this are a line rather than bars.
pub const MAX_BARS: usize = 24;

/// The charts that are drawn from groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drawn {
    /// One bar a category, side by side where there are series.
    Bar,
    /// A line over time, one a series.
    Line,
    /// One bar a category, made of its series.
    Stacked,
    /// Cells, categories across and series down.
    Heatmap,
}

/// Why this chart is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Nothing was asked; the grouping decided.
    Automatic,
    /// It was asked for.
    Requested,
    /// The asked kind needs a second grouped field.
    NeedsSecondField(ChartKind),
    /// The asked kind needs a grouped date.
    NeedsDate(ChartKind),
    /// The asked kind is not drawn from groups.
    NotFromGroups(ChartKind),
}

/// The chart to draw, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is drawn.
    pub drawn: Drawn,
    /// Why.
    pub reason: Reason,
}

impl Choice {
    /// What is chosen where there is nothing to draw.
    pub const AUTOMATIC: Self = Self {
        drawn: Drawn::Bar,
        reason: Reason::Automatic,
    };
}

/// Chooses the chart for the data.
pub fn choose(requested: Option<ChartKind>, data: &ChartData) -> Choice {
    let Some(kind) = requested else {
        return Choice {
            drawn: automatic(data),
            reason: Reason::Automatic,
        };
    };
    match suits(kind, data) {
        Ok(drawn) => Choice {
            drawn,
            reason: Reason::Requested,
        },
        Err(reason) => Choice {
            drawn: automatic(data),
            reason,
        },
    }
}

/// Whether a kind can show this grouping, or why not; a picker offers the ones that can.
pub fn suits(kind: ChartKind, data: &ChartData) -> Result<Drawn, Reason> {
    let series = data.series_field.is_some();
    match kind {
        ChartKind::Bar => Ok(Drawn::Bar),
        ChartKind::Line if data.category_field.is_date() => Ok(Drawn::Line),
        ChartKind::Line => Err(Reason::NeedsDate(kind)),
        ChartKind::Stacked if series => Ok(Drawn::Stacked),
        ChartKind::Heatmap if series => Ok(Drawn::Heatmap),
        ChartKind::Stacked | ChartKind::Heatmap => Err(Reason::NeedsSecondField(kind)),
        ChartKind::Histogram | ChartKind::Funnel => Err(Reason::NotFromGroups(kind)),
    }
}

/// A logarithmic scale is offered from this ratio of the largest count to the smallest.
const LOG_FROM: u64 = 100;

/// Whether a logarithmic scale helps: small counts could hardly be seen beside the large ones. Parts of a whole and shades
/// are always in proportion.
pub fn log_helps(charts: &[ChartData], drawn: Drawn) -> bool {
    if !matches!(drawn, Drawn::Bar | Drawn::Line) {
        return false;
    }
    let counts = || charts.iter().flat_map(|data| data.counts.iter().copied());
    let smallest = counts().filter(|count| *count > 0).min();
    let largest = counts().max().unwrap_or_default();
    smallest.is_some_and(|smallest| largest / smallest >= LOG_FROM)
}

fn automatic(data: &ChartData) -> Drawn {
    match data.series_field {
        // Date by date is a cohort grid.
        Some(field) if field.is_date() => Drawn::Heatmap,
        Some(_) => Drawn::Stacked,
        None if data.category_field.is_date() && data.categories.len() > MAX_BARS => Drawn::Line,
        None => Drawn::Bar,
    }
}

impl Reason {
    /// The asked kind that is not drawn, where there is one.
    pub fn refused(self) -> Option<ChartKind> {
        match self {
            Self::Automatic | Self::Requested => None,
            Self::NeedsSecondField(kind) | Self::NeedsDate(kind) | Self::NotFromGroups(kind) => {
                Some(kind)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::fixture::{by_month_and_market, by_status, days, groups, term, with_fields};
    use crate::chart::{ChartData, Limits};
    use crate::field::Field;

    fn drawn(kind: Option<ChartKind>, groups: &crate::group::Groups) -> (Drawn, Reason) {
        let data = ChartData::of(groups, Limits::BARS).unwrap();
        let choice = choose(kind, &data);
        (choice.drawn, choice.reason)
    }

    #[test]
    fn the_grouping_decides_when_nothing_is_asked() {
        let auto = |groups: &crate::group::Groups| drawn(None, groups).0;
        assert_eq!(auto(&by_status()), Drawn::Bar);
        assert_eq!(auto(&by_month_and_market()), Drawn::Stacked);
        assert_eq!(auto(&days(24)), Drawn::Bar);
        assert_eq!(auto(&days(25)), Drawn::Line);
        let cohorts = with_fields(&[Field::CreatedDate, Field::WonDate]);
        assert_eq!(auto(&cohorts), Drawn::Heatmap);
        let markets = with_fields(&[Field::CustomerMarket, Field::PartnerMarket]);
        assert_eq!(auto(&markets), Drawn::Stacked);
    }

    #[test]
    fn a_logarithmic_scale_is_offered_where_counts_are_far_apart() {
        let helps = |largest: u64, drawn| {
            let rows = [("New", 0), ("Won", 5), ("Lost", largest)];
            let rows = rows.map(|(name, count)| (vec![term(name)], count)).to_vec();
            let groups = groups(&[Field::Status], None, rows);
            log_helps(&[ChartData::of(&groups, Limits::BARS).unwrap()], drawn)
        };
        assert!(helps(500, Drawn::Bar) && helps(500, Drawn::Line));
        assert!(!helps(499, Drawn::Bar) && !helps(500, Drawn::Stacked));
        assert!(!log_helps(&[], Drawn::Bar));
    }

    #[test]
    fn what_is_asked_is_drawn_where_it_suits() {
        for (kind, wanted) in [
            (ChartKind::Bar, Drawn::Bar),
            (ChartKind::Line, Drawn::Line),
            (ChartKind::Stacked, Drawn::Stacked),
            (ChartKind::Heatmap, Drawn::Heatmap),
        ] {
            let got = drawn(Some(kind), &by_month_and_market());
            assert_eq!(got, (wanted, Reason::Requested));
        }
    }

    #[test]
    fn what_does_not_suit_is_refused_with_a_reason() {
        let status = by_status();
        for (kind, reason) in [
            (ChartKind::Line, Reason::NeedsDate(ChartKind::Line)),
            (
                ChartKind::Stacked,
                Reason::NeedsSecondField(ChartKind::Stacked),
            ),
            (
                ChartKind::Heatmap,
                Reason::NeedsSecondField(ChartKind::Heatmap),
            ),
            (ChartKind::Funnel, Reason::NotFromGroups(ChartKind::Funnel)),
            (
                ChartKind::Histogram,
                Reason::NotFromGroups(ChartKind::Histogram),
            ),
        ] {
            assert_eq!(drawn(Some(kind), &status), (Drawn::Bar, reason));
            assert_eq!(reason.refused(), Some(kind));
        }
    }
}
