//! Where each thing of a chart lies, in pixels: margins and the value axis. Bars, lines and cells have a file each.
//!
//! Texts come in as estimated widths (`text_px`) and leave as places; words, colours and SVG are the widget's.

use super::axis::{count_px, widest};
use super::choose::Drawn;
use super::data::ChartData;
use super::scale::{Scale, ScaleType, ticks_of};
use super::shapes::{Direction, Rect, Shapes, Tick};
use super::{bars, cells, lines};

/// What a layout is made from.
#[derive(Clone, Copy, Debug)]
pub struct Ask<'a> {
    /// The numbers.
    pub data: &'a ChartData,
    /// The chart.
    pub drawn: Drawn,
    /// How values become lengths, where bars are not stacked and cells not shaded.
    pub scale: ScaleType,
    /// What the value axis has to reach at least, so that charts beside each other compare.
    pub reach: u64,
    /// The width to fill; anything below 200 is drawn as 200.
    pub width_px: f64,
    /// Estimated widths of the category labels.
    pub category_px: &'a [f64],
    /// Estimated widths of the series labels.
    pub series_px: &'a [f64],
}

/// Lays the chart out.
pub fn layout(ask: &Ask<'_>) -> Shapes {
    match ask.drawn {
        Drawn::Heatmap => cells::layout(ask),
        Drawn::Line => lines::layout(ask),
        Drawn::Bar | Drawn::Stacked => bars::layout(ask),
    }
}

/// The largest value that a chart of these numbers has to show.
pub fn reach(data: &ChartData, drawn: Drawn) -> u64 {
    match drawn {
        Drawn::Stacked => (0..data.categories.len())
            .map(|category| data.category_total(category))
            .max()
            .unwrap_or_default(),
        Drawn::Bar | Drawn::Line | Drawn::Heatmap => data.largest(),
    }
}

/// The largest value to be shown, here or in a chart beside this one.
pub(super) fn largest(ask: &Ask<'_>) -> u64 {
    reach(ask.data, ask.drawn).max(ask.reach)
}

/// The scale in force: parts of a stacked bar can only be compared in proportion.
pub(super) fn scale_type(ask: &Ask<'_>) -> ScaleType {
    match ask.drawn {
        Drawn::Stacked | Drawn::Heatmap => ScaleType::Linear,
        Drawn::Bar | Drawn::Line => ask.scale,
    }
}

/// The width that is drawn.
pub(super) fn width(ask: &Ask<'_>) -> f64 {
    if ask.width_px.is_finite() {
        ask.width_px.clamp(200.0, 10_000.0)
    } else {
        640.0
    }
}

/// Height of a chart whose values rise upward.
fn upright_height(width: f64) -> f64 {
    if width < 480.0 { 240.0 } else { 300.0 }
}

/// Space above the plot, for a number over the highest bar.
const TOP_PX: f64 = 20.0;
/// Space below the plot, for the category labels.
pub(super) const BOTTOM_PX: f64 = 28.0;
/// Space between an axis and its labels.
pub(super) const PAD_PX: f64 = 8.0;

/// The plot of an upright chart with `right` free beside it, and its value axis.
pub(super) fn upright(ask: &Ask<'_>, right: f64) -> (Shapes, Scale) {
    let height = upright_height(width(ask));
    let values = ticks_of(scale_type(ask), largest(ask), 5);
    let left = count_px(values.last().copied().unwrap_or_default()) + PAD_PX;
    let plot = Rect {
        x: left,
        y: TOP_PX,
        width: width(ask) - left - right,
        height: height - TOP_PX - BOTTOM_PX,
    };
    let mut shapes = Shapes::new(ask.drawn, Direction::Upright, (width(ask), height), plot);
    let scale = Scale::of(scale_type(ask), &values, plot.height);
    shapes.ticks = values
        .iter()
        .map(|value| Tick {
            value: *value,
            at: plot.bottom() - scale.px(*value),
        })
        .collect();
    (shapes, scale)
}

/// Room for labels at the left: what they need, but no more than a share of the width.
pub(super) fn label_room(ask: &Ask<'_>, texts_px: &[f64], share: f64) -> f64 {
    (widest(texts_px) + PAD_PX).min(width(ask) * share)
}
