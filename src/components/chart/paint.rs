//! How a series is told apart: a colour class and, never colour alone, a hatch, a marker and a dash.
//!
//! Statuses have colours by meaning, other terms by their place; the colours themselves are roles in `style/series.css`.

use referral_engine::chart::{ChartData, Slot};
use referral_engine::field::{Field, canonical_status};
use referral_engine::group::Key;
use yew::prelude::*;

use super::px;

/// The look of a series, or of a category where there is only one series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Paint {
    /// The class that sets `color`.
    pub(super) class: &'static str,
    /// Which hatch and which marker; 0 is plain.
    pub(super) hatch: usize,
}

/// The class of a series that is the only one.
pub(super) const ONLY: &str = "series-only";

/// How many hatches there are: one for each status and one for no value.
const HATCHES: usize = 11;

/// The look of each series.
pub(super) fn of_series(data: &ChartData) -> Vec<Paint> {
    let field = data.series_field;
    let slots = data.series.iter().enumerate();
    slots
        .map(|(place, slot)| Paint {
            class: class(field, slot, place),
            hatch: place % HATCHES,
        })
        .collect()
}

/// The look of a category where there is only one series: statuses have their own colours, all else is alike.
pub(super) fn of_category(data: &ChartData, category: usize) -> Paint {
    let slot = data.categories.get(category).unwrap_or(&Slot::All);
    Paint {
        class: match slot {
            Slot::Other(_) | Slot::Key(Key::None) => "series-other",
            _ if data.category_field == Field::Status => class(Some(Field::Status), slot, 0),
            _ => ONLY,
        },
        hatch: 0,
    }
}

fn class(field: Option<Field>, slot: &Slot, place: usize) -> &'static str {
    match slot {
        // Dark and light alternate, so that neighbours differ.
        Slot::Other(_) | Slot::Key(Key::None) if place.is_multiple_of(2) => "series-other-strong",
        Slot::Other(_) | Slot::Key(Key::None) => "series-other",
        Slot::Key(Key::Term(raw)) if field == Some(Field::Status) => {
            canonical_status(raw).map_or("series-other", status_class)
        }
        _ => by_place(place),
    }
}

fn status_class(status: &str) -> &'static str {
    match status {
        "New" => "status-new",
        "Acknowledged" => "status-acknowledged",
        "Accepted" => "status-accepted",
        "Won" => "status-won",
        "Lost" => "status-lost",
        "Declined" => "status-declined",
        "Skipped" => "status-skipped",
        "Missed" => "status-missed",
        "Expired" => "status-expired",
        _ => "status-archived",
    }
}

fn by_place(place: usize) -> &'static str {
    match place % 8 {
        0 => "series-1",
        1 => "series-2",
        2 => "series-3",
        3 => "series-4",
        4 => "series-5",
        5 => "series-6",
        6 => "series-7",
        _ => "series-8",
    }
}

/// The id of the fill of a series within the shadow root.
fn fill_id(instance: u32, series: usize) -> String {
    let mut id = String::from("chart-");
    id.push_str(&instance.to_string());
    id.push('-');
    id.push_str(&series.to_string());
    id
}

/// The reference to a fill, for the attribute `fill`.
pub(super) fn fill_url(instance: u32, series: usize) -> AttrValue {
    let mut url = String::from("url(#");
    url.push_str(&fill_id(instance, series));
    url.push(')');
    url.into()
}

/// The id of the hatch over what is partial.
fn partial_id(instance: u32) -> String {
    ["chart-", &instance.to_string(), "-partial"].concat()
}

/// The reference to the hatch over what is partial.
pub(super) fn partial_url(instance: u32) -> AttrValue {
    ["url(#", &partial_id(instance), ")"].concat().into()
}

/// The hatch over what is partial: steeper and wider than those of the series.
pub(super) fn partial_hatch(instance: u32) -> Html {
    html! {
        <pattern id={partial_id(instance)} width="6" height="12" patternUnits="userSpaceOnUse">
            <path class="chart-partial-line" d="M-1 2L1 -2M0 12L6 0M5 14L7 10" />
        </pattern>
    }
}

/// The fills of the series: colour with a hatch over it.
pub(super) fn defs(instance: u32, paints: &[Paint]) -> Html {
    let pattern = |(series, paint): (usize, &Paint)| {
        html! {
            <pattern id={fill_id(instance, series)} width="8" height="8" patternUnits="userSpaceOnUse">
                <rect class={paint.class} width="8" height="8" fill="currentColor" />
                if let Some(path) = hatch(paint.hatch) {
                    <path class="chart-hatch" d={path} />
                }
            </pattern>
        }
    };
    html! { <defs>{ for paints.iter().enumerate().map(pattern) }</defs> }
}

/// The strokes of a hatch on a tile of 8 by 8.
fn hatch(hatch: usize) -> Option<&'static str> {
    Some(match hatch {
        1 => "M-2 2L2 -2M0 8L8 0M6 10L10 6",
        2 => "M0 4H8",
        3 => "M-2 6L2 10M0 0L8 8M6 -2L10 2",
        4 => "M4 0V8",
        5 => "M0 0L8 8M8 0L0 8",
        6 => "M3 4H5M7 0H9M-1 0H1M7 8H9M-1 8H1",
        7 => "M0 4H8M4 0V8",
        8 => "M0 2H8M0 6H8",
        9 => "M2 0V8M6 0V8",
        10 => "M0 4L2 2L6 6L8 4",
        _ => return None,
    })
}

/// The marker of a series around a point: circle, square, diamond, triangle, and so on.
pub(super) fn marker(hatch: usize, x: f64, y: f64) -> AttrValue {
    let corners: &[(f64, f64)] = match hatch % 4 {
        1 => &[(-3.5, -3.5), (3.5, -3.5), (3.5, 3.5), (-3.5, 3.5)],
        2 => &[(0.0, -5.0), (5.0, 0.0), (0.0, 5.0), (-5.0, 0.0)],
        3 => &[(0.0, -4.5), (4.5, 4.0), (-4.5, 4.0)],
        _ => &OCTAGON,
    };
    let points: Vec<(f64, f64)> = corners
        .iter()
        .map(|(across, down)| (x + across, y + down))
        .collect();
    let mut path = px::path(&points).to_string();
    path.push('Z');
    path.into()
}

/// At this size nobody sees that it is no circle.
const OCTAGON: [(f64, f64); 8] = [
    (-1.6, -4.0),
    (1.6, -4.0),
    (4.0, -1.6),
    (4.0, 1.6),
    (1.6, 4.0),
    (-1.6, 4.0),
    (-4.0, 1.6),
    (-4.0, -1.6),
];

/// The dash of a series' line; solid for the first.
pub(super) fn dash(hatch: usize) -> Option<&'static str> {
    Some(match hatch {
        1 => "6 3",
        2 => "2 3",
        3 => "8 3 2 3",
        4 => "12 4",
        5 => "4 2",
        6 => "1 4",
        7 => "10 3 2 3 2 3",
        8 => "3 2 1 2",
        9 => "14 2 2 2",
        10 => "5 5",
        _ => return None,
    })
}
