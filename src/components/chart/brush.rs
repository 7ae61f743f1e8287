//! Brushing a time: dragging over the chart, or Shift with arrow keys from the focused mark and Enter.
//!
//! A press that does not move is a click, which picks. What the marks do otherwise is `hand`.

use referral_engine::chart::{Brush, bucket_at, dates};
use web_sys::Element;
use yew::prelude::*;

use super::hand::{Hand, focus};

/// A press becomes a drag when the pointer has moved so far, in px.
const DRAG_PX: f64 = 6.0;

/// What the pointer is about.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum Drag {
    /// Nothing.
    #[default]
    None,
    /// It is pressed on this bucket, at this place of the window.
    Pressed(usize, f64),
    /// It draws a brush.
    Drawing(Brush),
    /// It drew one; the click that follows is no pick.
    Drawn,
}

impl Hand {
    /// Whether a time can be brushed here.
    fn can_brush(&self) -> bool {
        self.on_brush.is_some() && dates(&self.scene.data) > 1
    }

    /// The pointer was pressed.
    pub(super) fn on_down(&self) -> Callback<PointerEvent> {
        let hand = self.clone();
        Callback::from(move |event: PointerEvent| {
            let starts = hand.can_brush() && event.button() == 0 && event.is_primary();
            let bucket = hand.bucket_under(&event).filter(|_| starts);
            hand.drag.set(bucket.map_or(Drag::None, |bucket| {
                Drag::Pressed(bucket, f64::from(event.client_x()))
            }));
        })
    }

    /// The pressed pointer moved.
    pub(super) fn on_drag(&self) -> Callback<PointerEvent> {
        let hand = self.clone();
        Callback::from(move |event: PointerEvent| {
            let anchor = match hand.drag.get() {
                Drag::Pressed(bucket, x) if (f64::from(event.client_x()) - x).abs() > DRAG_PX => {
                    // OK because without the capture a release outside is only noticed late.
                    if let Some(svg) = hand.svg.cast::<Element>() {
                        let _ = svg.set_pointer_capture(event.pointer_id());
                    }
                    bucket
                }
                Drag::Drawing(brush) => brush.anchor,
                _ => return,
            };
            if let Some(end) = hand.bucket_under(&event) {
                let brush = Brush { anchor, end };
                if hand.drag.replace(Drag::Drawing(brush)) != Drag::Drawing(brush) {
                    hand.brush.set(Some(brush));
                }
            }
        })
    }

    /// The pointer was released.
    pub(super) fn on_up(&self) -> Callback<PointerEvent> {
        let hand = self.clone();
        Callback::from(move |_| {
            let drawn = hand.drag.take();
            if let Drag::Drawing(brush) = drawn {
                hand.drag.set(Drag::Drawn);
                hand.finish(brush);
            }
        })
    }

    /// The pointer was taken away, by a scroll or the system.
    pub(super) fn on_lost(&self) -> Callback<PointerEvent> {
        let hand = self.clone();
        Callback::from(move |_| {
            hand.drag.set(Drag::None);
            hand.brush.set(None);
        })
    }

    /// Shift with an arrow: the brush begins at the focused mark and ends a bucket further. Whether the key was one.
    pub(super) fn brush_by(&self, key: &str, place: usize) -> bool {
        let Some(here) = self
            .scene
            .shapes
            .marks
            .get(place)
            .filter(|_| self.can_brush())
        else {
            return false;
        };
        let last = dates(&self.scene.data) - 1;
        let begun = self.brush.unwrap_or(Brush {
            anchor: here.category,
            end: here.category,
        });
        let end = match key {
            "ArrowLeft" => begun.end.saturating_sub(1),
            "ArrowRight" => (begun.end + 1).min(last),
            "Home" => 0,
            "End" => last,
            _ => return false,
        };
        if begun.anchor > last {
            return false;
        }
        self.brush.set(Some(Brush { end, ..begun }));
        let marks = self.scene.shapes.marks.iter().enumerate();
        let there = marks
            .filter(|(_, mark)| mark.category == end)
            .min_by_key(|(_, mark)| mark.series.abs_diff(here.series));
        if let Some((place, _)) = there {
            focus(&self.svg, place);
        }
        true
    }

    /// The brush is what was wanted.
    pub(super) fn finish(&self, brush: Brush) {
        self.brush.set(None);
        if let Some(on_brush) = &self.on_brush {
            on_brush.emit(brush);
        }
    }

    fn bucket_under(&self, event: &PointerEvent) -> Option<usize> {
        let (x, _) = self.place_in(event)?;
        bucket_at(&self.scene.shapes, &self.scene.data, x)
    }
}
