//! What pointer and keys do in a drawing: hover and focus show the tooltip, arrows walk, Enter, Space and click pick.
//!
//! The handlers sit on the whole drawing and find the mark by `data-mark`, so that a thousand marks need no listeners.

use referral_engine::chart::{Direction, Drawn, Move, nearest, walk};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

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

/// Other marks are drawn: what the pointer was on is gone, what is focused stays so.
pub(super) fn forget(at: &UseStateHandle<At>) -> impl FnOnce(&SceneRef) + 'static {
    let at = at.clone();
    move |_| {
        if at.shown != at.ring {
            at.set(At {
                shown: at.ring,
                ..*at
            });
        }
    }
}

/// The focus came: the mark becomes the tab stop.
pub(super) fn on_focus(at: &UseStateHandle<At>) -> Callback<FocusEvent> {
    let at = at.setter();
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

/// The focus went.
pub(super) fn on_blur(at: &UseStateHandle<At>) -> Callback<FocusEvent> {
    let at = at.clone();
    Callback::from(move |_| {
        at.set(At {
            stop: at.stop,
            ..At::default()
        });
    })
}

/// The pointer left the drawing and its tooltip.
pub(super) fn on_leave(at: &UseStateHandle<At>) -> Callback<MouseEvent> {
    let at = at.clone();
    Callback::from(move |_| {
        at.set(At {
            shown: at.ring,
            ..*at
        })
    })
}

/// The pointer moved: the mark under it is shown, on a line the nearest one.
pub(super) fn on_move(
    at: &UseStateHandle<At>,
    scene: &SceneRef,
    svg: &NodeRef,
) -> Callback<MouseEvent> {
    let (at, scene, svg) = (at.clone(), scene.clone(), svg.clone());
    Callback::from(move |event: MouseEvent| {
        let shown = pointed(&scene, &svg, &event);
        // OK because between two marks the tooltip stays, so that the pointer can go there (WCAG 1.4.13).
        if shown.is_some() && shown != at.shown {
            at.set(At { shown, ..*at });
        }
    })
}

/// A click picks.
pub(super) fn on_click(
    scene: &SceneRef,
    svg: &NodeRef,
    on_pick: &Callback<usize>,
) -> Callback<MouseEvent> {
    let (scene, svg, on_pick) = (scene.clone(), svg.clone(), on_pick.clone());
    Callback::from(move |event: MouseEvent| {
        if let Some(place) = pointed(&scene, &svg, &event) {
            on_pick.emit(place);
        }
    })
}

/// Enter and Space pick, Escape takes the tooltip away, arrows, Home and End walk.
pub(super) fn on_key(
    at: &UseStateHandle<At>,
    scene: &SceneRef,
    svg: &NodeRef,
    on_pick: &Callback<usize>,
) -> Callback<KeyboardEvent> {
    let (at, scene, svg, on_pick) = (at.clone(), scene.clone(), svg.clone(), on_pick.clone());
    Callback::from(move |event: KeyboardEvent| {
        let Some((place, _)) = mark_of(&event).filter(|_| plain(&event)) else {
            return;
        };
        match event.key().as_str() {
            "Escape" => at.set(At { shown: None, ..*at }),
            "Enter" | " " => {
                event.prevent_default();
                on_pick.emit(place);
            }
            key => {
                if let Some(step) = step(key, &scene) {
                    event.prevent_default();
                    focus(&svg, walk(&scene.shapes.marks, place, step));
                }
            }
        }
    })
}

/// The mark that an event happened on.
fn mark_of(event: &impl TargetCast) -> Option<(usize, Element)> {
    let target = event.target_dyn_into::<Element>()?;
    let mark = target.closest("[data-mark]").ok()??;
    let place = mark.get_attribute("data-mark")?.parse().ok()?;
    Some((place, mark))
}

/// The mark that the pointer means.
fn pointed(scene: &Scene, svg: &NodeRef, event: &MouseEvent) -> Option<usize> {
    let hit = mark_of(event).map(|(place, _)| place);
    hit.or_else(|| near(scene, svg, event))
}

/// The point of a line that the pointer is nearest to; bars and cells are only meant when they are hit.
fn near(scene: &Scene, svg: &NodeRef, event: &MouseEvent) -> Option<usize> {
    if scene.shapes.drawn != Drawn::Line {
        return None;
    }
    let bounds = svg.cast::<Element>()?.get_bounding_client_rect();
    let scale = scene.shapes.width / bounds.width().max(1.0);
    let x = (f64::from(event.client_x()) - bounds.left()) * scale;
    let y = (f64::from(event.client_y()) - bounds.top()) * scale;
    nearest(&scene.shapes, x, y)
}

/// Without modifiers, which belong to the browser and the screen reader.
fn plain(event: &KeyboardEvent) -> bool {
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
fn focus(svg: &NodeRef, place: usize) {
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
    use std::rc::Rc;

    use referral_engine::field::Field;
    use referral_engine::group::{CountedBy, Group, Groups, Key};

    use super::*;
    use crate::components::chart::scene::Wish;
    use crate::text::Locale;

    fn scene(fields: &[Field], width_px: f64) -> Scene {
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
            width_px,
            opened: false,
            instance: 0,
        };
        Scene::of(&wish, &Locale::english()).unwrap()
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
