//! Which rows of a long table are in the document: those near the viewport, and the empty room before and behind them.

/// Rows beyond the viewport that are kept on either side.
const OVERSCAN: usize = 8;

/// A stretch of rows and the room around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// The first row.
    pub first: usize,
    /// How many rows.
    pub count: usize,
    /// Room before the first row, in px.
    pub before_px: u64,
    /// Room behind the last row, in px.
    pub after_px: u64,
}

impl Window {
    /// The rows that a viewport shows, of `rows` rows of equal height, when its top is `scroll_px` below the first row's.
    ///
    /// Starts at an even row, so that a stripe or a reader's place does not flicker with the scroll position.
    pub fn of(rows: usize, row_height_px: u32, scroll_px: f64, viewport_px: f64) -> Self {
        let height = f64::from(row_height_px.max(1));
        let top = (scroll_px.max(0.0) / height) as usize;
        let visible = (viewport_px.max(0.0) / height) as usize + 2;
        let first = top.saturating_sub(OVERSCAN).min(rows) & !1;
        let last = top.saturating_add(visible + OVERSCAN).min(rows).max(first);
        Self {
            first,
            count: last - first,
            before_px: first as u64 * u64::from(row_height_px),
            after_px: (rows - last) as u64 * u64::from(row_height_px),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_window_is_small_and_in_place() {
        let window = Window::of(100_000, 32, 32_000.0, 640.0);
        assert_eq!((window.first, window.count), (992, 38));
        assert_eq!(
            Window::of(0, 32, 0.0, 640.0),
            Window {
                first: 0,
                count: 0,
                before_px: 0,
                after_px: 0
            }
        );
        assert_eq!(Window::of(3, 32, 1e9, 640.0).count, 1);
    }

    proptest! {
        #[test]
        fn it_covers_the_viewport_and_fills_the_height(rows in 0_usize..200_000, top in 0_f64..7e6, viewport in 0_f64..3000.0) {
            let window = Window::of(rows, 32, top, viewport);
            let height = rows as u64 * 32;
            prop_assert_eq!(window.before_px + window.count as u64 * 32 + window.after_px, height);
            // Wherever the browser can have scrolled to, the viewport lies inside of the drawn rows.
            let top = top.min((height as f64 - viewport).max(0.0));
            let window = Window::of(rows, 32, top, viewport);
            prop_assert!(window.before_px as f64 <= top);
            let drawn_to = (window.before_px + window.count as u64 * 32) as f64;
            prop_assert!(drawn_to >= (top + viewport).min(height as f64));
            prop_assert!(window.count as f64 <= viewport / 32.0 + 21.0);
        }
    }
}
