//! The tooltip: what the pointed or focused mark says, for the eyes; it is placed through the CSSOM, never by a style attribute.

use referral_engine::chart::{Brush, Rect};
use web_sys::HtmlElement;
use yew::prelude::*;

use super::scene::{Scene, SceneRef};
use super::{names, px};
use crate::text::Locale;

/// The properties of [`Tip`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct TipProps {
    /// What is drawn.
    pub(super) scene: SceneRef,
    /// The mark that it is about.
    pub(super) mark: Option<usize>,
    /// The brush that it is about instead.
    pub(super) brush: Option<Brush>,
}

/// The tooltip of a mark or of a brush, or nothing.
#[component]
pub(super) fn Tip(props: &TipProps) -> Html {
    let locale = use_context::<Locale>().unwrap_or_else(Locale::english);
    let shapes = &props.scene.shapes;
    let told = match props.brush {
        Some(brush) => of_brush(&props.scene, brush, &locale),
        None => props
            .mark
            .and_then(|mark| of_mark(&props.scene, mark, &locale)),
    };
    match told {
        Some((bounds, text)) => {
            html! { <Bubble {bounds} {text} drawing={(shapes.width, shapes.height)} /> }
        }
        None => Html::default(),
    }
}

/// The properties of [`Bubble`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct BubbleProps {
    /// What it is about.
    pub(super) bounds: Rect,
    /// What it says.
    pub(super) text: String,
    /// The drawing's width and height.
    pub(super) drawing: (f64, f64),
}

/// A text above a place of a drawing, or below where there is no room.
#[component]
pub(super) fn Bubble(props: &BubbleProps) -> Html {
    let node = use_node_ref();
    let (width, height) = props.drawing;
    // The style sheet lets it be no wider.
    let text_px = px::most_px(&props.text).min(320.0).min(width * 0.9);
    let (middle, side) = beside(props.bounds.middle().0, text_px, width);
    let below = props.bounds.y < 44.0;
    let edge = if below {
        props.bounds.bottom()
    } else {
        props.bounds.y
    };
    let (x, y) = (middle / width, edge / height);
    {
        let node = node.clone();
        use_effect_with((x, y), move |(x, y)| {
            if let Some(element) = node.cast::<HtmlElement>() {
                put(&element, "left", *x);
                put(&element, "top", *y);
            }
        });
    }
    let height = if below {
        "chart-tip-below"
    } else {
        "chart-tip-above"
    };
    html! {
        <div ref={node} class={classes!("chart-tip", side, height)} aria-hidden="true">
            <bdi>{ &props.text }</bdi>
        </div>
    }
}

/// Where a text of that width hangs at a place, and to which side: in the middle of all where it fits on neither.
fn beside(at: f64, text_px: f64, width: f64) -> (f64, &'static str) {
    let (before, behind) = (at, width - at);
    match at / width {
        share if share < 0.25 && text_px <= behind => (at, "chart-tip-right"),
        share if share > 0.75 && text_px <= before => (at, "chart-tip-left"),
        _ if text_px / 2.0 <= before.min(behind) => (at, "chart-tip-middle"),
        _ if text_px <= behind => (at, "chart-tip-right"),
        _ if text_px <= before => (at, "chart-tip-left"),
        _ => (width / 2.0, "chart-tip-middle"),
    }
}

fn of_mark(scene: &Scene, place: usize, locale: &Locale) -> Option<(Rect, String)> {
    let mark = scene.shapes.marks.get(place)?;
    let mut text = scene.spoken.get(place)?.to_string();
    if scene.data.is_partial(mark.category) {
        text.push_str(" \u{b7} ");
        text.push_str(&locale.text("chart.partial"));
    }
    Some((mark.shape.bounds(), text))
}

fn of_brush(scene: &Scene, brush: Brush, locale: &Locale) -> Option<(Rect, String)> {
    let text = names::brush(brush.days(&scene.data)?, locale);
    Some((brush.band(&scene.shapes, &scene.data), text))
}

fn put(element: &HtmlElement, property: &str, share: f64) {
    let mut value = String::new();
    px::push(&mut value, share * 100.0);
    value.push('%');
    // OK because a style that cannot be set leaves the tooltip where it is.
    let _ = element.style().set_property(property, &value);
}

#[cfg(test)]
mod tests {
    use super::beside;

    #[test]
    fn a_text_hangs_where_it_fits() {
        for (at, text_px, width, told) in [
            (50.0, 200.0, 800.0, (50.0, "chart-tip-right")),
            (750.0, 200.0, 800.0, (750.0, "chart-tip-left")),
            (400.0, 200.0, 800.0, (400.0, "chart-tip-middle")),
            (100.0, 210.0, 320.0, (100.0, "chart-tip-right")),
            (220.0, 210.0, 320.0, (220.0, "chart-tip-left")),
            (130.0, 270.0, 320.0, (160.0, "chart-tip-middle")),
        ] {
            assert_eq!(beside(at, text_px, width), told, "{at} {text_px} {width}");
        }
    }
}
