//! The chart, or charts beside each other with one tab stop over all: arrows walk within one, Page Up and Page Down between them.

use std::rc::Rc;

use referral_engine::chart::{Brush, Mark};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::plot::Plot;
use super::scene::SceneRef;
use crate::text::Locale;

/// The properties of [`Panels`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct PanelsProps {
    /// What is drawn.
    pub(super) scenes: Rc<[SceneRef]>,
    /// A mark was picked: the chart's place and its own.
    pub(super) on_pick: Callback<(usize, usize)>,
    /// A time was brushed in the chart at a place.
    pub(super) on_brush: Option<Callback<(usize, Brush)>>,
}

/// The drawings.
#[component]
pub(super) fn Panels(props: &PanelsProps) -> Html {
    let locale = use_context::<Locale>().unwrap_or_else(Locale::english);
    let active = use_state(|| 0_usize);
    let node = use_node_ref();
    let scenes = &props.scenes;
    let stop = (*active).min(scenes.len().saturating_sub(1));
    let on_focus = {
        let active = active.setter();
        Callback::from(move |event: FocusEvent| {
            if let Some((panel, _)) = place_of(&event) {
                active.set(panel);
            }
        })
    };
    let on_key = {
        let (scenes, node) = (scenes.clone(), node.clone());
        Callback::from(move |event: KeyboardEvent| leaf(&event, &scenes, &node))
    };
    let panel = |(panel, scene): (usize, &SceneRef)| {
        let on_pick = props.on_pick.reform(move |mark| (panel, mark));
        let on_brush = props.on_brush.as_ref();
        let on_brush = on_brush.map(|on_brush| on_brush.reform(move |brush| (panel, brush)));
        html! {
            <div class="chart-panel" data-panel={panel.to_string()}>
                { title(scene, &locale) }
                <Plot scene={scene.clone()} is_stop={panel == stop} {on_pick} {on_brush} />
            </div>
        }
    };
    let class = if scenes.len() > 1 {
        "chart-panels chart-beside"
    } else {
        "chart-panels"
    };
    html! {
        <div ref={node} {class} onfocusin={on_focus} onkeydown={on_key}>
            { for scenes.iter().enumerate().map(panel) }
        </div>
    }
}

/// What one of several charts is about, and how many that are.
fn title(scene: &SceneRef, locale: &Locale) -> Html {
    let Some(title) = &scene.title else {
        return Html::default();
    };
    let total = locale.format("chart.total", &[("n", scene.data.sum().into())]);
    html! {
        <div class="chart-title"><bdi>{ title }</bdi><span class="chart-total">{ total }</span></div>
    }
}

/// Page Up and Page Down lead to the mark of the same name in the chart before and behind.
fn leaf(event: &KeyboardEvent, scenes: &[SceneRef], node: &NodeRef) {
    let Some((panel, place)) = place_of(event) else {
        return;
    };
    let target = match event.key().as_str() {
        "PageDown" => panel + 1,
        "PageUp" => panel.wrapping_sub(1),
        _ => return,
    };
    let here = scenes
        .get(panel)
        .and_then(|scene| scene.shapes.marks.get(place));
    let (Some(here), Some(scene)) = (here, scenes.get(target)) else {
        return;
    };
    event.prevent_default();
    let away = |mark: &Mark| {
        let across = mark.category.abs_diff(here.category);
        (across, mark.series.abs_diff(here.series))
    };
    let marks = scene.shapes.marks.iter().enumerate();
    let Some((nearest, _)) = marks.min_by_key(|(_, mark)| away(mark)) else {
        return;
    };
    let (target, nearest) = (target.to_string(), nearest.to_string());
    let selector = [
        "[data-panel=\"",
        &target,
        "\"] [data-mark=\"",
        &nearest,
        "\"]",
    ]
    .concat();
    let root = node.cast::<Element>();
    if let Some(mark) = root.and_then(|root| root.query_selector(&selector).ok()?) {
        // OK because a mark that refuses the focus leaves it where it is.
        let _ = mark.unchecked_ref::<HtmlElement>().focus();
    }
}

/// The chart and the mark that an event happened on.
fn place_of(event: &impl TargetCast) -> Option<(usize, usize)> {
    let target = event.target_dyn_into::<Element>()?;
    let number = |name: &str, attribute: &str| {
        let found = target.closest(name).ok()??;
        found.get_attribute(attribute)?.parse().ok()
    };
    Some((
        number("[data-panel]", "data-panel")?,
        number("[data-mark]", "data-mark")?,
    ))
}
