//! Bars that lie one below the other, each with its name before and its value behind: the shape of funnels and histograms.
//!
//! All bars share one scale from zero, so that their lengths compare. Words and colours are the widget's.

use super::axis::widest;
use super::shapes::Rect;

/// From one bar to the next, in px.
const STEP_PX: f64 = 28.0;

/// How high a bar is, in px.
const BAR_PX: f64 = 20.0;

/// Between name, bar and value, in px.
const GAP_PX: f64 = 8.0;

/// Names get this share of the width at most.
const NAMES: f64 = 0.4;

/// Where one bar lies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row {
    /// The bar; of no width for nothing.
    pub bar: Rect,
    /// The end of the name.
    pub name_x: f64,
    /// The start of the value.
    pub value_x: f64,
    /// The line of both texts.
    pub text_y: f64,
    /// All that belongs to the bar, for pointers.
    pub band: Rect,
}

/// Where everything lies.
#[derive(Clone, Debug, PartialEq)]
pub struct Rows {
    /// The drawing's width in px.
    pub width: f64,
    /// The drawing's height in px.
    pub height: f64,
    /// One for each count.
    pub rows: Vec<Row>,
}

/// Lays out the bars of these counts; the widths of names and values are in px.
pub fn rows(counts: &[u64], names_px: &[f64], values_px: &[f64], width_px: f64) -> Rows {
    let names = widest(names_px).min(width_px * NAMES);
    let values = widest(values_px);
    let start = names + GAP_PX;
    let room = (width_px - start - GAP_PX - values).max(0.0);
    let most = counts.iter().copied().max().unwrap_or(0);
    let row = |(place, count): (usize, &u64)| {
        let top = place as f64 * STEP_PX;
        let share = if most == 0 {
            0.0
        } else {
            *count as f64 / most as f64
        };
        let width = room * share;
        let rect = |x, y, width, height| Rect {
            x,
            y,
            width,
            height,
        };
        Row {
            // What is not nothing can be seen.
            bar: rect(
                start,
                top + (STEP_PX - BAR_PX) / 2.0,
                if *count > 0 { width.max(2.0) } else { 0.0 },
                BAR_PX,
            ),
            name_x: names,
            value_x: start + width + GAP_PX,
            text_y: top + STEP_PX / 2.0 + 4.0,
            band: rect(0.0, top, width_px, STEP_PX),
        }
    };
    Rows {
        width: width_px,
        height: counts.len() as f64 * STEP_PX,
        rows: counts.iter().enumerate().map(row).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lengths_are_shares_of_the_longest() {
        let laid = rows(&[100, 50, 0, 1], &[70.0], &[30.0], 400.0);
        let widths: Vec<f64> = laid.rows.iter().map(|row| row.bar.width).collect();
        // 400 less 70 for names, 30 for values and two gaps.
        assert_eq!(widths, [284.0, 142.0, 0.0, 2.84]);
        assert_eq!((laid.width, laid.height), (400.0, 112.0));
        assert_eq!(rows(&[], &[], &[], 400.0).rows, []);
    }

    proptest! {
        #[test]
        fn everything_lies_inside(counts in prop::collection::vec(0_u64..1 << 40, 0..20), name in 0.0_f64..300.0, width in 240.0_f64..2000.0) {
            let laid = rows(&counts, &[name], &[60.0], width);
            for (row, count) in laid.rows.iter().zip(&counts) {
                prop_assert!(row.bar.x >= 0.0 && row.value_x + 60.0 <= width + 1e-6);
                prop_assert!(row.bar.y + row.bar.height <= laid.height);
                prop_assert_eq!(row.bar.width > 0.0, *count > 0);
            }
        }
    }
}
