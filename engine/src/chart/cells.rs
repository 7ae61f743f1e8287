//! A grid of cells: categories across, series down, five shades by count, the number in the cell where it fits.

use super::axis::{Label, count_px, labels, widest};
use super::layout::{Ask, BOTTOM_PX, PAD_PX, label_room, largest, width};
use super::scale::Bands;
use super::shapes::{Direction, Mark, Rect, Shape, Shapes, ValueText};

/// Height of a row.
const ROW_PX: f64 = 32.0;
/// How many shades there are.
const SHADES: u64 = 5;

/// The longest tilted label.
const TILTED_PX: f64 = 120.0;

pub(super) fn layout(ask: &Ask<'_>) -> Shapes {
    let rows = ask.data.series.len();
    let left = label_room(ask, ask.series_px, 0.35);
    let plot = Rect {
        x: left,
        y: PAD_PX,
        width: width(ask) - left - PAD_PX,
        height: ROW_PX * rows as f64,
    };
    let mut bands = Bands::new(ask.data.categories.len(), plot.width, f64::INFINITY);
    let gap = if bands.step_px < 8.0 { 0.0 } else { 2.0 };
    bands.width_px = bands.step_px - gap;
    let label_px = widest(ask.category_px);
    let tilted = !ask.data.category_field.is_date() && label_px + PAD_PX > bands.step_px;
    // Tilted by 40 degrees: sin 40° = 0.64.
    let below = if tilted {
        label_px.min(TILTED_PX) * 0.64 + BOTTOM_PX
    } else {
        BOTTOM_PX
    };
    let mut shapes = Shapes::new(
        ask.drawn,
        Direction::Upright,
        (width(ask), plot.bottom() + below),
        plot,
    );
    shapes.labels = labels(ask.data, ask.category_px, bands, (plot.x, shapes.width));
    if tilted {
        shapes.tilted = true;
        tilt(&mut shapes.labels, bands, plot.x);
    }
    shapes.rows = (0..rows)
        .map(|series| (series, plot.y + ROW_PX * (series as f64 + 0.5)))
        .collect();
    put_cells(&mut shapes, ask, bands, gap);
    shapes
}

/// Tilted labels stand at the middle of their column, however long they are.
fn tilt(labels: &mut [Label], bands: Bands, left: f64) {
    for label in labels {
        label.at = left + bands.middle(label.category);
        label.room_px = TILTED_PX.min((label.at - 4.0) / 0.76);
    }
}

fn put_cells(shapes: &mut Shapes, ask: &Ask<'_>, bands: Bands, gap: f64) {
    let max = largest(ask);
    let written = count_px(max) + 4.0 <= bands.width_px;
    for category in 0..ask.data.categories.len() {
        let counts = ask.data.row(category).iter().copied().enumerate();
        // OK because an empty cell shows the surface and holds nothing to pick.
        for (series, count) in counts.filter(|(_, count)| *count > 0) {
            let rect = Rect {
                x: shapes.plot.x + bands.start(category),
                y: shapes.plot.y + ROW_PX * series as f64 + gap / 2.0,
                width: bands.width_px,
                height: ROW_PX - gap,
            };
            let shade = shade(count, max);
            shapes.marks.push(Mark {
                category,
                series,
                count,
                shape: Shape::Cell { rect, shade },
            });
            if written {
                let (x, y) = rect.middle();
                shapes.values.push(ValueText {
                    value: count,
                    x,
                    y,
                    shade,
                });
            }
        }
    }
}

/// The shade of a count above 0: equal steps from 0 to the largest.
pub(super) fn shade(count: u64, max: u64) -> u8 {
    let max = u128::from(max.max(1));
    let shade = (u128::from(count) * u128::from(SHADES)).div_ceil(max);
    shade.clamp(1, u128::from(SHADES)) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shades_are_equal_steps() {
        assert_eq!(shade(1, 100), 1);
        assert_eq!(shade(20, 100), 1);
        assert_eq!(shade(21, 100), 2);
        assert_eq!(shade(100, 100), 5);
        assert_eq!(shade(u64::MAX, u64::MAX), 5);
        assert_eq!(shade(1, 0), 5);
    }
}
