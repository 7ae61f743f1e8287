//! Where each thing of a chart lies, in pixels: margins and the value axis. Bars, lines and cells have a file each.
//!
//! Texts come in as estimated widths (`text_px`) and leave as places; words, colours and SVG are the widget's.

use super::axis::{count_px, widest};
use super::choose::Drawn;
use super::data::ChartData;
use super::scale::{Linear, ticks};
use super::shapes::{Direction, Rect, Shapes, Tick};
use super::{bars, cells, lines};

/// What a layout is made from.
#[derive(Clone, Copy, Debug)]
pub struct Ask<'a> {
    /// The numbers.
    pub data: &'a ChartData,
    /// The chart.
    pub drawn: Drawn,
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

/// The width that is drawn.
pub(super) fn width(ask: &Ask<'_>) -> f64 {
    if ask.width_px.is_finite() {
        ask.width_px.clamp(200.0, 10_000.0)
    } else {
        640.0
    }
}

/// Height of a chart whose values rise upward.
pub(super) fn upright_height(width: f64) -> f64 {
    if width < 480.0 { 240.0 } else { 300.0 }
}

/// Space above the plot, for a number over the highest bar.
pub(super) const TOP_PX: f64 = 20.0;
/// Space below the plot, for the category labels.
pub(super) const BOTTOM_PX: f64 = 28.0;
/// Space between an axis and its labels.
pub(super) const PAD_PX: f64 = 8.0;

/// The plot of an upright chart whose values reach `max`, with `right` free beside it, and its value axis.
pub(super) fn upright(ask: &Ask<'_>, max: u64, right: f64) -> (Shapes, Linear) {
    let height = upright_height(width(ask));
    let values = ticks(max, 5);
    let left = count_px(values.last().copied().unwrap_or_default()) + PAD_PX;
    let plot = Rect {
        x: left,
        y: TOP_PX,
        width: width(ask) - left - right,
        height: height - TOP_PX - BOTTOM_PX,
    };
    let mut shapes = Shapes::new(ask.drawn, Direction::Upright, (width(ask), height), plot);
    let scale = Linear::of(&values, plot.height);
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
