//! What is seen of the table, and when that is measured: at first by the window, then by the box whenever it may be new.
//!
//! Which rows are drawn for it is `rows`.

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use referral_engine::window::step_px;
use web_sys::Element;
use yew::prelude::*;

use super::FRAME_MS;
use super::hand::Hand;

/// The most that the viewport can be high, in px; the style sheet has the same.
const VIEWPORT_PX: i32 = 760;

/// The same as a share of the window's height.
const VIEWPORT_SHARE: f64 = 0.72;

/// With so many rows the viewport is as high as it can be, however high the window is.
fn rows_that_fill(row_height_px: u32) -> usize {
    (VIEWPORT_PX as u32).div_ceil(row_height_px.max(1)) as usize
}

/// What is seen of the table: its first row, in steps of two as the window is, and the height below the header in px.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Seen {
    pub(super) top: usize,
    pub(super) height_px: i32,
}

impl Seen {
    /// Before it was measured.
    const AT_FIRST: Self = Self {
        top: 0,
        height_px: VIEWPORT_PX,
    };

    /// What the style sheet makes of a window of that height, before there is anything that could be measured.
    fn in_window(height_px: f64, head_px: i32) -> Self {
        let height_px = (height_px * VIEWPORT_SHARE).min(VIEWPORT_PX.into()) as i32 - head_px;
        Self {
            top: 0,
            height_px: height_px.max(1),
        }
    }

    fn of(scroller: &Element, step_px: f64, head_px: i32) -> Self {
        let height_px = match scroller.client_height() {
            // It is not on the screen now, and may be a moment later.
            0 => VIEWPORT_PX,
            height_px => height_px - head_px,
        };
        Self {
            top: (f64::from(scroller.scroll_top()) / step_px) as usize & !1,
            height_px,
        }
    }
}

/// Measures what is seen.
#[derive(Clone)]
pub(super) struct Measure {
    scroller: NodeRef,
    seen: UseStateSetter<Seen>,
    step_px: f64,
    head_px: i32,
}

impl Measure {
    pub(super) fn take(&self) {
        if let Some(element) = self.scroller.cast::<Element>() {
            self.seen
                .set(Seen::of(&element, self.step_px, self.head_px));
        }
    }
}

/// What is seen, and what measures it when the box is scrolled.
#[hook]
pub(super) fn use_seen(hand: &Hand) -> (Seen, Measure) {
    let seen = use_state_eq(|| Seen::AT_FIRST);
    let (rows, row_height_px) = (hand.content.rows.len(), hand.row_height_px());
    let measure = Measure {
        scroller: hand.scroller.clone(),
        seen: seen.setter(),
        step_px: step_px(rows, row_height_px),
        head_px: hand.look.head_px(),
    };
    {
        let (seen, head_px) = (seen.setter(), measure.head_px);
        use_effect_with((), move |()| {
            let height = web_sys::window().and_then(|window| window.inner_height().ok()?.as_f64());
            if let Some(height_px) = height {
                seen.set(Seen::in_window(height_px, head_px));
            }
        });
    }
    {
        let measure = measure.clone();
        // Asking how high the box is has all that was drawn laid out at once, so it is asked only where that may be new,
        // and behind the frame that lays it out anyway where nothing is scrolled.
        let filling = rows.min(rows_that_fill(row_height_px));
        let scrolled_rows = (seen.top > 0).then_some(rows);
        use_effect_with(
            (filling, scrolled_rows, row_height_px, measure.step_px),
            move |_| {
                let painted = {
                    let measure = measure.clone();
                    (filling > 0).then(|| Timeout::new(FRAME_MS, move || measure.take()))
                };
                if scrolled_rows.is_some() {
                    measure.take();
                }
                let window = web_sys::window();
                let resized = window
                    .map(|window| EventListener::new(&window, "resize", move |_| measure.take()));
                move || drop((painted, resized))
            },
        );
    }
    (*seen, measure)
}
