//! Lines over time: one a series, a point a bucket, the series' name at the end where there is room.

use super::axis::{labels, widest};
use super::layout::{Ask, PAD_PX, upright, width};
use super::scale::{Bands, Scale};
use super::shapes::{EndLabel, Line, Mark, Rect, Shape, Shapes};

/// Height of a name at the end of a line.
const END_PX: f64 = 15.0;
/// Between the last point and the name.
const END_GAP_PX: f64 = 10.0;

pub(super) fn layout(ask: &Ask<'_>) -> Shapes {
    let names = named(ask);
    let right = if names {
        widest(ask.series_px) + END_GAP_PX + PAD_PX
    } else {
        PAD_PX
    };
    let (mut shapes, scale) = upright(ask, right);
    let bands = Bands::new(ask.data.categories.len(), shapes.plot.width, 0.0);
    shapes.labels = labels(
        ask.data,
        ask.category_px,
        bands,
        (shapes.plot.x, shapes.width),
    );
    let plot = shapes.plot;
    for category in 0..ask.data.categories.len() {
        for (series, count) in ask.data.row(category).iter().copied().enumerate() {
            if count == 0 && ask.data.series.len() > 1 {
                continue;
            }
            let (x, y) = point(plot, bands, scale, category, count);
            shapes.marks.push(Mark {
                category,
                series,
                count,
                shape: Shape::Point { x, y },
            });
        }
    }
    shapes.lines = (0..ask.data.series.len())
        .map(|series| {
            line(ask, series, |category, count| {
                point(plot, bands, scale, category, count)
            })
        })
        .collect();
    if names {
        shapes.ends = ends(&shapes.lines, plot);
    }
    shapes
}

fn point(plot: Rect, bands: Bands, scale: Scale, category: usize, count: u64) -> (f64, f64) {
    (
        plot.x + bands.middle(category),
        plot.bottom() - scale.px(count),
    )
}

/// The line through the dates; what is no date stands apart from it.
fn line(ask: &Ask<'_>, series: usize, point: impl Fn(usize, u64) -> (f64, f64)) -> Line {
    let points = ask.data.categories.iter().enumerate();
    Line {
        series,
        points: points
            .filter(|(_, slot)| slot.day().is_some())
            .map(|(category, _)| point(category, ask.data.count(category, series)))
            .collect(),
    }
}

/// Whether the names fit beside the lines.
fn named(ask: &Ask<'_>) -> bool {
    let dates_only = ask.data.categories.iter().all(|slot| slot.day().is_some());
    let fits = widest(ask.series_px) <= 140.0 && width(ask) >= 560.0;
    ask.data.series.len() > 1 && dates_only && fits
}

/// Names at the last points, pushed apart so that none overlap, and kept within the plot.
fn ends(lines: &[Line], plot: Rect) -> Vec<EndLabel> {
    let mut ends: Vec<EndLabel> = lines
        .iter()
        .filter_map(|line| {
            let (x, y) = *line.points.last()?;
            Some(EndLabel {
                series: line.series,
                x: x + END_GAP_PX,
                y,
            })
        })
        .collect();
    crate::order::sort_by(&mut ends, |left, right| left.y.total_cmp(&right.y));
    let mut above = plot.y - END_PX;
    for end in &mut ends {
        end.y = end.y.max(above + END_PX);
        above = end.y;
    }
    let mut below = plot.bottom() + END_PX;
    for end in ends.iter_mut().rev() {
        end.y = end.y.min(below - END_PX);
        below = end.y;
    }
    ends
}
