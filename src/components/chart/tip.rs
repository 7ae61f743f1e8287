//! The tooltip: what the pointed or focused mark says, for the eyes; it is placed through the CSSOM, never by a style attribute.

use web_sys::HtmlElement;
use yew::prelude::*;

use super::px;
use super::scene::SceneRef;

/// The properties of [`Tip`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct TipProps {
    /// What is drawn.
    pub(super) scene: SceneRef,
    /// The mark that it is about.
    pub(super) mark: Option<usize>,
}

/// The tooltip of a mark, or nothing.
#[component]
pub(super) fn Tip(props: &TipProps) -> Html {
    let node = use_node_ref();
    let shapes = &props.scene.shapes;
    let mark = props
        .mark
        .and_then(|place| Some((place, shapes.marks.get(place)?)));
    let place = mark.map(|(_, mark)| {
        let bounds = mark.shape.bounds();
        let (x, _) = bounds.middle();
        let below = bounds.y < 44.0;
        let y = if below { bounds.bottom() } else { bounds.y };
        (x / shapes.width, y / shapes.height, below)
    });
    {
        let node = node.clone();
        use_effect_with(place, move |place| {
            if let (Some(element), Some((x, y, _))) = (node.cast::<HtmlElement>(), *place) {
                put(&element, "left", x);
                put(&element, "top", y);
            }
        });
    }
    let (Some((mark, _)), Some((x, _, below))) = (mark, place) else {
        return Html::default();
    };
    let side = match x {
        x if x < 0.25 => "chart-tip-right",
        x if x > 0.75 => "chart-tip-left",
        _ => "chart-tip-middle",
    };
    let height = if below {
        "chart-tip-below"
    } else {
        "chart-tip-above"
    };
    html! {
        <div ref={node} class={classes!("chart-tip", side, height)} aria-hidden="true">
            { props.scene.spoken.get(mark).cloned() }
        </div>
    }
}

fn put(element: &HtmlElement, property: &str, share: f64) {
    let mut value = String::new();
    px::push(&mut value, share * 100.0);
    value.push('%');
    // OK because a style that cannot be set leaves the tooltip where it is.
    let _ = element.style().set_property(property, &value);
}
