//! Bars: upright or lying, alone, side by side or stacked.
//!
//! Dates always stand upright; terms lie down as soon as one of their labels is wider than its band.

use super::axis::{count_px, labels, widest};
use super::choose::Drawn;
use super::layout::{Ask, BOTTOM_PX, PAD_PX, label_room, largest, scale_type, upright, width};
use super::scale::{Bands, Scale, ticks_of};
use super::shapes::{Direction, Mark, Rect, Shape, Shapes, Tick, ValueText};
use super::stack::stack;

/// Height of a lying bar's band.
const ROW_PX: f64 = 32.0;
/// Height of a band of which each series has its own bar.
const SERIES_PX: f64 = 12.0;
/// Room for " · 24.1%" beside a number, where the drawing is wide enough for it.
const SHARE_PX: f64 = 60.0;
const SHARE_FROM_PX: f64 = 480.0;
/// No bar is thicker.
const MAX_BAR_PX: f64 = 56.0;
/// A bar that stands for something can be seen.
const MIN_BAR_PX: f64 = 1.0;

pub(super) fn layout(ask: &Ask<'_>) -> Shapes {
    let room = width(ask) - count_px(largest(ask)) - 2.0 * PAD_PX;
    let step = room / ask.data.categories.len().max(1) as f64;
    let fits = ask.data.category_field.is_date() || widest(ask.category_px) + PAD_PX <= step;
    if fits { standing(ask) } else { lying(ask) }
}

fn standing(ask: &Ask<'_>) -> Shapes {
    let (mut shapes, scale) = upright(ask, PAD_PX);
    let plot = shapes.plot;
    let bands = Bands::new(ask.data.categories.len(), plot.width, MAX_BAR_PX);
    shapes.labels = labels(ask.data, ask.category_px, bands, (plot.x, shapes.width));
    for piece in pieces(ask, bands, scale) {
        let bar = Rect {
            x: plot.x + piece.across,
            y: plot.bottom() - piece.end,
            width: piece.thickness,
            height: piece.end - piece.begin,
        };
        shapes.marks.push(piece.mark(bar));
    }
    for (category, value) in written(ask, scale, bands.step_px) {
        shapes.values.push(ValueText {
            value,
            x: plot.x + bands.middle(category),
            y: plot.bottom() - scale.px(value) - 9.0,
            shade: 0,
        });
    }
    shapes
}

fn lying(ask: &Ask<'_>) -> Shapes {
    let count = ask.data.categories.len();
    let wanted = if width(ask) < 480.0 { 3 } else { 5 };
    let values = ticks_of(scale_type(ask), largest(ask), wanted);
    let left = label_room(ask, ask.category_px, 0.4);
    let shares = width(ask) >= SHARE_FROM_PX && has_sums(ask);
    let share_px = if shares { SHARE_PX } else { 0.0 };
    let right = count_px(values.last().copied().unwrap_or_default()) + PAD_PX + share_px;
    let side_by_side = ask.drawn == Drawn::Bar && ask.data.series.len() > 1;
    let row_px = if side_by_side {
        (ask.data.series.len() as f64 * SERIES_PX * 1.5).max(ROW_PX)
    } else {
        ROW_PX
    };
    let plot = Rect {
        x: left,
        y: PAD_PX,
        width: width(ask) - left - right,
        height: row_px * count as f64,
    };
    let mut shapes = Shapes::new(
        ask.drawn,
        Direction::Lying,
        (width(ask), plot.bottom() + BOTTOM_PX),
        plot,
    );
    shapes.shares = shares;
    let scale = Scale::of(scale_type(ask), &values, plot.width);
    let tick = |value: &u64| Tick {
        value: *value,
        at: plot.x + scale.px(*value),
    };
    shapes.ticks = values.iter().map(tick).collect();
    let bands = Bands::new(count, plot.height, row_px);
    for piece in pieces(ask, bands, scale) {
        let bar = Rect {
            x: plot.x + piece.begin,
            y: plot.y + piece.across,
            width: piece.end - piece.begin,
            height: piece.thickness,
        };
        shapes.marks.push(piece.mark(bar));
    }
    shapes.labels = (0..count)
        .map(|category| super::axis::Label {
            category,
            at: plot.y + bands.middle(category),
            room_px: left - PAD_PX,
        })
        .collect();
    for (category, value) in written(ask, scale, f64::INFINITY) {
        shapes.values.push(ValueText {
            value,
            x: plot.x + scale.px(value) + 6.0,
            y: plot.y + bands.middle(category),
            shade: 0,
        });
    }
    shapes
}

/// A bar before it is stood up or laid down: where it lies across the bands, and from where to where it reaches.
struct Piece {
    category: usize,
    series: usize,
    count: u64,
    across: f64,
    thickness: f64,
    begin: f64,
    end: f64,
}

impl Piece {
    fn mark(&self, bar: Rect) -> Mark {
        Mark {
            category: self.category,
            series: self.series,
            count: self.count,
            shape: Shape::Bar(bar),
        }
    }
}

/// The bars of all categories. Where there are series, empty ones are left out; a lone bar of 0 can still be focused.
fn pieces(ask: &Ask<'_>, bands: Bands, scale: Scale) -> Vec<Piece> {
    let series = ask.data.series.len();
    let stacked = ask.drawn == Drawn::Stacked;
    let mut pieces = Vec::new();
    for category in 0..ask.data.categories.len() {
        let counts = ask.data.row(category);
        for (place, (begin, end)) in stack(counts).into_iter().enumerate() {
            let count = end - begin;
            if count == 0 && series > 1 {
                continue;
            }
            let (begin, end) = if stacked { (begin, end) } else { (0, count) };
            let thickness = bands.width_px / if stacked { 1.0 } else { series as f64 };
            let shift = if stacked {
                0.0
            } else {
                thickness * place as f64
            };
            let least = if count > 0 && !stacked {
                MIN_BAR_PX
            } else {
                0.0
            };
            pieces.push(Piece {
                category,
                series: place,
                count,
                across: bands.start(category) + shift,
                thickness,
                begin: scale.px(begin),
                end: scale.px(end).max(least),
            });
        }
    }
    pieces
}

/// Categories and their sums that are written at their bars: all of them, or none where they do not fit.
fn written(ask: &Ask<'_>, scale: Scale, step_px: f64) -> Vec<(usize, u64)> {
    let fits = count_px(scale.top()) + 4.0 <= step_px;
    if !has_sums(ask) || !fits {
        return Vec::new();
    }
    let sums = (0..ask.data.categories.len())
        .map(|category| (category, ask.data.category_total(category)));
    sums.filter(|(_, sum)| *sum > 0).collect()
}

/// Whether a category has one bar, so that its sum can be written there.
fn has_sums(ask: &Ask<'_>) -> bool {
    ask.drawn == Drawn::Stacked || ask.data.series.len() == 1
}
