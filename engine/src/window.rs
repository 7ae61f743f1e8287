//! Which rows of a long table are in the document: those near the viewport, and the empty room before and behind them.

use std::ops::Range;

/// Rows beyond the viewport that are kept on either side.
const OVERSCAN: usize = 3;

/// So many rows at most are drawn anew in one task, and so many at first, before it is known how long one takes.
const MOST_FRESH: u8 = 6;
const FIRST_FRESH: u8 = 3;

/// Drawing rows anew should take so many ms: laying them out and painting them takes as much again, and more.
const DRAWING_MS: f64 = 12.0;

/// How many rows are drawn anew in one task: fewer where the processor is slow, by how long the last ones took.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace(u8);

impl Default for Pace {
    fn default() -> Self {
        Self(FIRST_FRESH)
    }
}

impl Pace {
    /// How many.
    pub fn rows(self) -> usize {
        self.0.into()
    }

    /// How many in a task that has also filtered the rows or put them into their order.
    pub fn first_rows(self) -> usize {
        self.0.min(FIRST_FRESH).into()
    }

    /// Whether so few that a frame should come between any two drawings.
    pub fn is_slow(self) -> bool {
        self.0 < FIRST_FRESH
    }

    /// The pace after so many rows were drawn anew in so many ms.
    #[must_use]
    pub fn after(self, fresh: usize, took_ms: f64) -> Self {
        if fresh == 0 {
            return self;
        }
        let fit = fresh as f64 * DRAWING_MS / took_ms.max(1.0);
        Self(fit.clamp(1.0, MOST_FRESH.into()) as u8)
    }
}

/// What rows may take of the scroll range, in px: Firefox lays out 17.9 million at most, Chromium and WebKit 33.5.
const MOST_PX: f64 = 16_000_000.0;

/// What a row takes of the scroll range, in px: its height, or less where all rows would be taller than browsers lay out.
/// Rows of the window keep their height; it is the room around them that shrinks.
pub fn step_px(rows: usize, row_height_px: u32) -> f64 {
    f64::from(row_height_px.max(1)).min(MOST_PX / rows.max(1) as f64)
}

/// The room that rows take which are not in the document, in px.
fn room_px(rows: Range<usize>, step_px: f64) -> u64 {
    let edge = |place: usize| (place as f64 * step_px) as u64;
    edge(rows.end) - edge(rows.start)
}

/// From where to where the scroll position may be for a row to be seen whole, in px, in a viewport with room for the rows
/// of `room_px` above it.
pub fn seen_px(place: usize, rows: usize, row_height_px: u32, room_px: u32) -> (f64, f64) {
    let (height, step) = (
        f64::from(row_height_px.max(1)),
        step_px(rows, row_height_px),
    );
    let (place, room) = (place as f64, f64::from(room_px));
    // The rows between the window's first one and the scroll position take more than their steps: 3 or 4 of them, 5 at most.
    let [few, many] =
        [OVERSCAN as f64, OVERSCAN as f64 + 2.0].map(|rows| rows * (1.0 - step / height));
    let last = ((place + few) * step).min(place * height);
    let first = ((place + many - room / height) * step).min(place * height - room);
    (first.clamp(0.0, last), last)
}

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

/// A part of the table's body, from top to bottom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Empty room of that height in px, for rows that are not in the document.
    Room(u64),
    /// Rows that are.
    Rows(Range<usize>),
}

impl Window {
    /// The body from top to bottom, with one more row in its place wherever that is: the one that has the focus, which
    /// must not leave the document when the viewport does.
    pub fn parts(self, rows: usize, row_height_px: u32, kept: Option<usize>) -> Vec<Part> {
        let step = step_px(rows, row_height_px);
        let near = self.first..self.first + self.count;
        let mut parts = Vec::with_capacity(5);
        let mut at = 0;
        let kept = kept.filter(|place| *place < rows && !near.contains(place));
        let kept = kept.map(|place| place..place + 1);
        let (before, after) = match kept {
            Some(kept) if kept.start < near.start => (Some(kept), None),
            kept => (None, kept),
        };
        for drawn in [before, Some(near), after].into_iter().flatten() {
            if drawn.is_empty() {
                continue;
            }
            if drawn.start > at {
                parts.push(Part::Room(room_px(at..drawn.start, step)));
            }
            at = drawn.end;
            parts.push(Part::Rows(drawn));
        }
        if rows > at {
            parts.push(Part::Room(room_px(at..rows, step)));
        }
        parts
    }

    /// The same, ending before the row with which more than `most` would have to be drawn anew, those of `drawn` being
    /// there already: so that drawing other rows is several short tasks.
    #[must_use]
    pub fn gradually(self, rows: &[u32], row_height_px: u32, drawn: &[u32], most: usize) -> Self {
        let mut fresh = 0;
        let wanted = rows.iter().skip(self.first).take(self.count);
        let count = wanted.take_while(|row| {
            fresh += usize::from(!drawn.contains(row));
            fresh <= most
        });
        let count = count.count();
        let step = step_px(rows.len(), row_height_px);
        Self {
            count,
            after_px: room_px(self.first + count..rows.len(), step),
            ..self
        }
    }

    /// The rows that a viewport shows, of `rows` rows of equal height, when its top is `scroll_px` below the first row's.
    ///
    /// Starts at an even row, so that a stripe or a reader's place does not flicker with the scroll position.
    pub fn of(rows: usize, row_height_px: u32, scroll_px: f64, viewport_px: f64) -> Self {
        let height = f64::from(row_height_px.max(1));
        let step = step_px(rows, row_height_px);
        let visible = (viewport_px.max(0.0) / height) as usize + 2;
        // A trifle more, because a whole number of steps must not be one less by rounding.
        let top = (scroll_px.max(0.0) / step + 1e-6) as usize;
        // Where rooms are shrunk, the scroll range ends with more than the last rows' steps to go.
        let top = if step < height {
            top.min(rows.saturating_sub(visible))
        } else {
            top
        };
        let first = top.saturating_sub(OVERSCAN).min(rows) & !1;
        let last = top.saturating_add(visible + OVERSCAN).min(rows).max(first);
        Self {
            first,
            count: last - first,
            before_px: room_px(0..first, step),
            after_px: room_px(last..rows, step),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn fewer_rows_are_drawn_in_a_task_where_they_take_long() {
        let first = Pace::default();
        assert_eq!((first.rows(), first.is_slow()), (3, false));
        let quick = first.after(3, 5.0);
        assert_eq!((quick.rows(), quick.is_slow()), (6, false));
        assert_eq!(
            (quick.first_rows(), first.after(1, 80.0).first_rows()),
            (3, 1)
        );
        assert_eq!(quick.after(6, 24.0).rows(), 3);
        let slow = quick.after(1, 80.0);
        assert_eq!((slow.rows(), slow.is_slow()), (1, true));
        assert_eq!(quick.after(0, 80.0), quick);
        assert_eq!(quick.after(6, 0.0), quick);
    }

    #[test]
    fn the_window_is_small_and_in_place() {
        let window = Window::of(100_000, 32, 32_000.0, 640.0);
        assert_eq!((window.first, window.count), (996, 29));
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

    /// Where a row is drawn, relative to the scroll position that the window was made for.
    fn offset_px(window: Window, place: usize, height: u32, scroll_px: f64) -> f64 {
        window.before_px as f64 + (place - window.first) as f64 * f64::from(height) - scroll_px
    }

    #[test]
    fn a_million_rows_fit_into_what_browsers_lay_out() {
        let (rows, height, viewport) = (1_000_000, 36, 640.0);
        let whole = |window: Window| {
            window.before_px + window.after_px + window.count as u64 * u64::from(height)
        };
        let window = Window::of(rows, height, 8_000_000.0, viewport);
        assert_eq!(window.first, 499_996);
        assert!(whole(window) < 17_000_000);
        // At the end of the range the last row is there, and its lower edge at the viewport's.
        let end = whole(Window::of(rows, height, 17e6, viewport)) as f64 - viewport;
        let window = Window::of(rows, height, end, viewport);
        assert_eq!((window.first + window.count, window.after_px), (rows, 0));
        assert!(offset_px(window, window.first, height, end) <= 0.0);
    }

    #[test]
    fn a_row_that_is_gone_to_is_seen_whole_however_many_there_are() {
        let (height, room) = (36_u32, 600_u32);
        for rows in [1_000, 100_000, 1_000_000, 3_000_000] {
            for place in [0, 1, 2, 3, 5, 9, 40, rows / 3, rows / 2, rows - 400] {
                let (first, last) = seen_px(place, rows, height, room);
                for scroll_px in [first, last] {
                    let window = Window::of(rows, height, scroll_px.floor(), f64::from(room));
                    assert!(
                        (window.first..window.first + window.count).contains(&place),
                        "{place} of {rows}"
                    );
                    let offset = offset_px(window, place, height, scroll_px.floor());
                    assert!(
                        (-1.0..=f64::from(room) + 1.0).contains(&offset),
                        "{place} of {rows} at {scroll_px}: {offset}"
                    );
                }
            }
        }
    }

    #[test]
    fn the_row_with_the_focus_stays_in_its_place() {
        let window = Window::of(1_000, 10, 5_000.0, 100.0);
        assert_eq!((window.first, window.count), (496, 19));
        assert_eq!(
            window.parts(1_000, 10, Some(7)),
            [
                Part::Room(70),
                Part::Rows(7..8),
                Part::Room(4_880),
                Part::Rows(496..515),
                Part::Room(4_850)
            ]
        );
        assert_eq!(
            window.parts(1_000, 10, Some(999)),
            [
                Part::Room(4_960),
                Part::Rows(496..515),
                Part::Room(4_840),
                Part::Rows(999..1_000)
            ]
        );
        assert_eq!(
            window.parts(1_000, 10, Some(500)),
            window.parts(1_000, 10, None)
        );
    }

    proptest! {
        #[test]
        fn parts_fill_the_height_in_order(rows in 0_usize..5_000, top in 0_f64..2e5, kept in proptest::option::of(0_usize..6_000)) {
            let parts = Window::of(rows, 32, top, 500.0).parts(rows, 32, kept);
            let (mut drawn, mut height) = (Vec::new(), 0);
            for part in &parts {
                match part {
                    Part::Room(px) => height += px,
                    Part::Rows(places) => {
                        prop_assert_eq!(height, places.start as u64 * 32);
                        height += places.len() as u64 * 32;
                        drawn.extend(places.clone());
                    }
                }
            }
            prop_assert_eq!(height, rows as u64 * 32);
            prop_assert!(drawn.is_sorted());
            if let Some(kept) = kept.filter(|kept| *kept < rows) {
                prop_assert!(drawn.contains(&kept));
            }
        }

        #[test]
        fn other_rows_are_drawn_few_at_a_time_until_all_are_there(top in 0_f64..3e4, before in 0_f64..3e4) {
            let rows: Vec<u32> = (0..1_000).rev().collect();
            let window = Window::of(rows.len(), 32, top, 760.0);
            let others = Window::of(rows.len(), 32, before, 760.0);
            let all: Vec<u32> = rows[window.first..window.first + window.count].to_vec();
            let mut drawn: Vec<u32> = rows[others.first..others.first + others.count].to_vec();
            let most = usize::from(MOST_FRESH);
            for _ in 0..window.count.div_ceil(most) {
                let step = window.gradually(&rows, 32, &drawn, most);
                prop_assert_eq!(step.before_px + step.count as u64 * 32 + step.after_px, 32_000);
                let now = rows[step.first..step.first + step.count].to_vec();
                prop_assert!(now.iter().filter(|row| !drawn.contains(row)).count() <= most);
                drawn = now;
            }
            prop_assert_eq!(drawn, all);
        }

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
