//! The drawing: axes, marks, writing, the ring around the focused mark, the tooltip. What pointer and keys do is `hand`.

use referral_engine::chart::Shape;
use yew::prelude::*;

use super::axis::{Axes, Writing};
use super::hand;
use super::marks::Marks;
use super::paint::defs;
use super::px::px;
use super::scene::{Scene, SceneRef};
use super::tip::Tip;
use crate::text::Locale;

/// The properties of [`Plot`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct PlotProps {
    /// What is drawn.
    pub(super) scene: SceneRef,
    /// A mark was picked, by its place.
    pub(super) on_pick: Callback<usize>,
}

/// The drawing of a chart.
#[component]
pub(super) fn Plot(props: &PlotProps) -> Html {
    let locale = use_context::<Locale>().unwrap_or_else(Locale::english);
    let at = use_state(hand::At::default);
    let svg = use_node_ref();
    let PlotProps { scene, on_pick } = props;
    use_effect_with(scene.clone(), hand::forget(&at));
    let last = scene.shapes.marks.len().saturating_sub(1);
    html! {
        <div class="chart-plot" onmouseleave={hand::on_leave(&at)}>
            <svg
                ref={svg.clone()}
                class="chart-svg"
                viewBox={view_box(scene)}
                width={px(scene.shapes.width)}
                height={px(scene.shapes.height)}
                role="group"
                aria-label={scene.caption.clone()}
                onfocusin={hand::on_focus(&at)}
                onfocusout={hand::on_blur(&at)}
                onmousemove={hand::on_move(&at, scene, &svg)}
                onclick={hand::on_click(scene, &svg, on_pick)}
                onkeydown={hand::on_key(&at, scene, &svg, on_pick)}
            >
                <desc>{ locale.text("chart.keys") }</desc>
                { defs(scene.instance, &scene.paints) }
                <Axes scene={scene.clone()} />
                <Marks scene={scene.clone()} stop={at.stop.min(last)} />
                <Writing scene={scene.clone()} />
                { spot(scene, at.shown) }
                { ring(scene, at.ring) }
            </svg>
            <Tip scene={scene.clone()} mark={at.shown} />
        </div>
    }
}

/// The shown point of a line, large: the pointer need not be on it, and close points are not drawn each.
fn spot(scene: &Scene, mark: Option<usize>) -> Html {
    match mark.and_then(|place| scene.shapes.marks.get(place)) {
        Some(mark) if matches!(mark.shape, Shape::Point { .. }) => {
            let (x, y) = mark.shape.bounds().middle();
            let class = classes!("chart-spot", scene.paint(mark).class);
            html! { <circle {class} cx={px(x)} cy={px(y)} r="5" aria-hidden="true" /> }
        }
        _ => Html::default(),
    }
}

/// The ring around the focused mark. Drawn apart and last, so that no neighbour covers it.
fn ring(scene: &Scene, mark: Option<usize>) -> Html {
    let Some(mark) = mark.and_then(|place| scene.shapes.marks.get(place)) else {
        return Html::default();
    };
    let bounds = mark.shape.bounds();
    // A point or a sliver gets a ring that can be seen all the same.
    let (wider, higher) = (spare(bounds.width), spare(bounds.height));
    let (x, y) = (px(bounds.x - wider), px(bounds.y - higher));
    let (width, height) = (
        px(bounds.width + 2.0 * wider),
        px(bounds.height + 2.0 * higher),
    );
    let rect = |class: &'static str| {
        html! {
            <rect
                class={classes!("chart-ring", class)}
                x={x.clone()}
                y={y.clone()}
                width={width.clone()}
                height={height.clone()}
                rx="3"
                aria-hidden="true"
            />
        }
    };
    html! {
        <>
            { rect("chart-ring-outer") }
            { rect("chart-ring-inner") }
        </>
    }
}

/// How far the ring stands off on each side.
fn spare(length: f64) -> f64 {
    if length < 12.0 {
        8.0 - length / 2.0
    } else {
        2.0
    }
}

fn view_box(scene: &Scene) -> String {
    [
        "0 0",
        px(scene.shapes.width).as_str(),
        px(scene.shapes.height).as_str(),
    ]
    .join(" ")
}
