//! What pointer and keys do in a drawing: hover and focus show the tooltip, arrows walk, Enter, Space and click pick.
//!
//! The handlers sit on the whole drawing and find the mark by `data-mark`, so that a thousand marks need no listeners.
//! Brushing is `brush`.

use std::cell::Cell;
use std::rc::Rc;

use referral_engine::chart::{Brush, Direction, Drawn, Move, nearest, walk};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, Node};
use yew::prelude::*;

use super::brush::Drag;
use super::scene::{Scene, SceneRef};

/// Where pointer and focus are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct At {
    /// The mark that Tab leads to.
    pub(super) stop: usize,
    /// The mark whose tooltip is shown.
    pub(super) shown: Option<usize>,
    /// The mark that is focused by keys.
    pub(super) ring: Option<usize>,
}

impl At {
    /// The pointer is on no mark any more; what is focused stays shown.
    pub(super) fn without_pointer(self) -> Self {
        Self {
            shown: self.ring,
            ..self
        }
    }

    /// The focus is elsewhere, and Tab leads to where it was.
    pub(super) fn without_focus(self) -> Self {
        Self {
            stop: self.stop,
            ..Self::default()
        }
    }
}

/// All that the handlers of a drawing need.
#[derive(Clone)]
pub(super) struct Hand {
    pub(super) at: UseStateHandle<At>,
    pub(super) brush: UseStateHandle<Option<Brush>>,
    pub(super) drag: Rc<Cell<Drag>>,
    pub(super) scene: SceneRef,
    pub(super) svg: NodeRef,
    pub(super) on_pick: Callback<usize>,
    pub(super) on_brush: Option<Callback<Brush>>,
}

impl Hand {
    /// Other marks are drawn: what the pointer was on is gone, what is focused stays so.
    pub(super) fn forget(&self) -> impl FnOnce(&SceneRef) + 'static {
        let hand = self.clone();
        move |_| {
            let at = &hand.at;
            if at.shown != at.ring {
                at.set(at.without_pointer());
            }
            if hand.brush.is_some() {
                hand.brush.set(None);
            }
        }
    }

    /// The focus came: the mark becomes the tab stop.
    pub(super) fn on_focus(&self) -> Callback<FocusEvent> {
        let at = self.at.setter();
        Callback::from(move |event: FocusEvent| {
            if let Some((place, mark)) = mark_of(&event) {
                let by_keys = mark.matches(":focus-visible").unwrap_or(true);
                at.set(At {
                    stop: place,
                    shown: Some(place),
                    ring: by_keys.then_some(place),
                });
            }
        })
    }

    /// The focus went; out of the drawing it takes the brush along.
    pub(super) fn on_blur(&self) -> Callback<FocusEvent> {
        let hand = self.clone();
        Callback::from(move |event: FocusEvent| {
            hand.at.set(hand.at.without_focus());
            let to = event.related_target();
            let to = to.and_then(|to| to.dyn_into::<Node>().ok());
            let svg = hand.svg.cast::<Node>();
            if !svg.is_some_and(|svg| svg.contains(to.as_ref())) && hand.brush.is_some() {
                hand.brush.set(None);
            }
        })
    }

    /// The pointer left the drawing and its tooltip.
    pub(super) fn on_leave(&self) -> Callback<MouseEvent> {
        let at = self.at.clone();
        Callback::from(move |_| at.set(at.without_pointer()))
    }

    /// The pointer moved: the mark under it is shown, on a line the nearest one.
    pub(super) fn on_move(&self) -> Callback<MouseEvent> {
        let hand = self.clone();
        Callback::from(move |event: MouseEvent| {
            let shown = hand.pointed(&event);
            // OK because between two marks the tooltip stays, so that the pointer can go there (WCAG 1.4.13).
            if shown.is_some() && shown != hand.at.shown {
                hand.at.set(At { shown, ..*hand.at });
            }
        })
    }

    /// A click picks.
    pub(super) fn on_click(&self) -> Callback<MouseEvent> {
        let hand = self.clone();
        Callback::from(move |event: MouseEvent| {
            if hand.drag.take() == Drag::Drawn {
                return;
            }
            if let Some(place) = hand.pointed(&event) {
                hand.on_pick.emit(place);
            }
        })
    }

    /// Enter and Space pick or take the brush, Escape lets go, arrows, Home and End walk, with Shift they brush.
    pub(super) fn on_key(&self) -> Callback<KeyboardEvent> {
        let hand = self.clone();
        Callback::from(move |event: KeyboardEvent| {
            let Some((place, _)) = mark_of(&event).filter(|_| plain(&event)) else {
                return;
            };
            if hand.press(&event.key(), event.shift_key(), place) {
                event.prevent_default();
            }
        })
    }

    /// Whether the key meant something.
    fn press(&self, key: &str, shift: bool, place: usize) -> bool {
        match (key, *self.brush) {
            ("Escape", Some(_)) => self.brush.set(None),
            ("Escape", None) if self.at.shown.is_some() => self.at.set(At {
                shown: None,
                ..*self.at
            }),
            ("Enter" | " ", Some(brush)) => self.finish(brush),
            ("Enter" | " ", None) => self.on_pick.emit(place),
            (key, _) if shift && self.brush_by(key, place) => {}
            (key, _) => {
                let Some(step) = step(key, &self.scene) else {
                    return false;
                };
                self.brush.set(None);
                focus(&self.svg, walk(&self.scene.shapes.marks, place, step));
            }
        }
        true
    }

    /// The mark that the pointer means.
    fn pointed(&self, event: &MouseEvent) -> Option<usize> {
        let hit = mark_of(event).map(|(place, _)| place);
        hit.or_else(|| self.near(event))
    }

    /// The point of a line that the pointer is nearest to; bars and cells are only meant when they are hit.
    fn near(&self, event: &MouseEvent) -> Option<usize> {
        if self.scene.shapes.drawn != Drawn::Line {
            return None;
        }
        let (x, y) = self.place_in(event)?;
        nearest(&self.scene.shapes, x, y)
    }

    /// Where in the drawing the pointer is.
    pub(super) fn place_in(&self, event: &MouseEvent) -> Option<(f64, f64)> {
        let bounds = self.svg.cast::<Element>()?.get_bounding_client_rect();
        let scale = self.scene.shapes.width / bounds.width().max(1.0);
        let x = (f64::from(event.client_x()) - bounds.left()) * scale;
        let y = (f64::from(event.client_y()) - bounds.top()) * scale;
        Some((x, y))
    }
}

/// The mark that an event happened on.
pub(super) fn mark_of(event: &impl TargetCast) -> Option<(usize, Element)> {
    let target = event.target_dyn_into::<Element>()?;
    let mark = target.closest("[data-mark]").ok()??;
    let place = mark.get_attribute("data-mark")?.parse().ok()?;
    Some((place, mark))
}

/// Without modifiers, which belong to the browser and the screen reader.
pub(super) fn plain(event: &KeyboardEvent) -> bool {
    !(event.ctrl_key() || event.alt_key() || event.meta_key())
}

/// What a key means: arrows go where they point; with one series all of them go along the categories.
fn step(key: &str, scene: &Scene) -> Option<Move> {
    let one = scene.data.series.len() == 1;
    let lying = scene.shapes.direction == Direction::Lying;
    let upward = scene.shapes.drawn == Drawn::Stacked;
    Some(match key {
        "Home" => Move::First,
        "End" => Move::Last,
        "ArrowLeft" if one || !lying => Move::Back,
        "ArrowRight" if one || !lying => Move::On,
        "ArrowUp" if one || lying => Move::Back,
        "ArrowDown" if one || lying => Move::On,
        "ArrowLeft" => Move::SeriesBack,
        "ArrowRight" => Move::SeriesOn,
        "ArrowUp" if upward => Move::SeriesOn,
        "ArrowDown" if upward => Move::SeriesBack,
        "ArrowUp" => Move::SeriesBack,
        "ArrowDown" => Move::SeriesOn,
        _ => return None,
    })
}

/// Moves the focus; what follows from it is done when the focus arrives.
pub(super) fn focus(svg: &NodeRef, place: usize) {
    let selector = ["[data-mark=\"", &place.to_string(), "\"]"].concat();
    let found = svg
        .cast::<Element>()
        .and_then(|svg| svg.query_selector(&selector).ok()?);
    if let Some(mark) = found {
        // OK because SVG elements have the same `focus` (HTMLOrSVGElement); one that refuses leaves the focus where it is.
        let _ = mark.unchecked_ref::<HtmlElement>().focus();
    }
}

#[cfg(test)]
mod tests {
    use referral_engine::chart::Span;
    use referral_engine::field::Field;
    use referral_engine::group::{CountedBy, Group, Groups, Key};

    use super::*;
    use crate::components::chart::scene::{Look, Scenes, Wish};
    use crate::text::Locale;

    fn scene(fields: &[Field], width_px: f64) -> SceneRef {
        let keys = fields.iter().map(|_| Key::Term("Name".into()));
        let other = fields.iter().map(|_| Key::Term("Another name".into()));
        let group = |keys: Vec<Key>| Group { keys, count: 1 };
        let groups = Groups {
            fields: fields.to_vec(),
            level: None,
            rows: vec![group(keys.collect()), group(other.collect())],
            counted_by: CountedBy::Widget,
        };
        let wish = Wish {
            groups: Rc::new(groups),
            kind: None,
            span: Span::default(),
            width_px,
            look: Look::default(),
            instance: 0,
        };
        Scenes::of(&wish, &Locale::english()).all[0].clone()
    }

    #[test]
    fn with_one_series_all_arrows_go_along_the_categories() {
        let scene = scene(&[Field::CustomerName], 800.0);
        let steps =
            ["ArrowLeft", "ArrowUp", "ArrowRight", "ArrowDown"].map(|key| step(key, &scene));
        let (back, on) = (Some(Move::Back), Some(Move::On));
        assert_eq!(steps, [back, back, on, on]);
        assert_eq!(step("Home", &scene), Some(Move::First));
        assert_eq!(step("Tab", &scene), None);
    }

    #[test]
    fn with_series_arrows_go_where_they_point() {
        let fields = [Field::CustomerName, Field::PartnerMarket];
        let standing = scene(&fields, 800.0);
        assert_eq!(step("ArrowRight", &standing), Some(Move::On));
        assert_eq!(step("ArrowUp", &standing), Some(Move::SeriesOn));
        let lying = scene(&fields, 200.0);
        assert_eq!(lying.shapes.direction, Direction::Lying);
        assert_eq!(step("ArrowDown", &lying), Some(Move::On));
        assert_eq!(step("ArrowRight", &lying), Some(Move::SeriesOn));
    }
}
