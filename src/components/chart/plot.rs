//! The drawing: axes, marks, hatches of what is partial, writing, brush, the ring around the focused mark, the tooltip.
//! What pointer and keys do is `hand` and `brush`.

use std::cell::Cell;

use referral_engine::chart::{Brush, Shape, bucket};
use yew::prelude::*;

use super::axis::{Axes, SceneProps, Writing};
use super::hand::{At, Hand};
use super::marks::Marks;
use super::names;
use super::paint::{defs, partial_hatch, partial_url};
use super::px::px;
use super::scene::{Scene, SceneRef};
use super::tip::Tip;
use crate::text::Locale;

/// The properties of [`Plot`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct PlotProps {
    /// What is drawn.
    pub(super) scene: SceneRef,
    /// Whether Tab leads into this one of several charts.
    pub(super) is_stop: bool,
    /// A mark was picked, by its place.
    pub(super) on_pick: Callback<usize>,
    /// A time was brushed; nothing can be brushed where nobody wants to know.
    pub(super) on_brush: Option<Callback<Brush>>,
}

/// The drawing of a chart.
#[component]
pub(super) fn Plot(props: &PlotProps) -> Html {
    let locale = use_context::<Locale>().unwrap_or_else(Locale::english);
    let scene = &props.scene;
    let hand = Hand {
        at: use_state(At::default),
        brush: use_state(|| None),
        drag: use_memo((), |()| Cell::default()),
        scene: scene.clone(),
        svg: use_node_ref(),
        on_pick: props.on_pick.clone(),
        on_brush: props.on_brush.clone(),
    };
    use_effect_with(scene.clone(), hand.forget());
    let (at, brush) = (*hand.at, *hand.brush);
    let told = brush.and_then(|brush| brush.days(&scene.data));
    let told = told.map(|days| AttrValue::from(names::brush(days, &locale)));
    let last = scene.shapes.marks.len().saturating_sub(1);
    html! {
        <div class="chart-plot" onmouseleave={hand.on_leave()}>
            <svg
                ref={hand.svg.clone()}
                class={if props.on_brush.is_some() { "chart-svg chart-brushable" } else { "chart-svg" }}
                viewBox={view_box(scene)}
                width={px(scene.shapes.width)}
                height={px(scene.shapes.height)}
                role="group"
                aria-label={scene.title.as_ref().unwrap_or(&scene.caption).clone()}
                onfocusin={hand.on_focus()}
                onfocusout={hand.on_blur()}
                onmousemove={hand.on_move()}
                onpointerdown={hand.on_down()}
                onpointermove={hand.on_drag()}
                onpointerup={hand.on_up()}
                onpointercancel={hand.on_lost()}
                onclick={hand.on_click()}
                onkeydown={hand.on_key()}
            >
                <Desc scene={scene.clone()} brushable={props.on_brush.is_some()} />
                { defs(scene.instance, &scene.paints) }
                <Axes scene={scene.clone()} />
                <Marks scene={scene.clone()} stop={props.is_stop.then_some(at.stop.min(last))} brush={told} />
                <Partial scene={scene.clone()} />
                <Writing scene={scene.clone()} />
                { brushed(scene, brush) }
                { spot(scene, at.shown) }
                { ring(scene, at.ring) }
            </svg>
            <Tip scene={scene.clone()} mark={at.shown} {brush} />
        </div>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct DescProps {
    scene: SceneRef,
    brushable: bool,
}

/// Which keys there are.
#[component]
fn Desc(props: &DescProps) -> Html {
    let locale = use_context::<Locale>().unwrap_or_else(Locale::english);
    let mut text = locale.text("chart.keys");
    let dated = props.scene.data.category_field.is_date();
    let keys = [
        (props.brushable && dated, "chart.keys.brush"),
        (props.scene.title.is_some(), "chart.keys.panels"),
    ];
    for (_, key) in keys.into_iter().filter(|(is_there, _)| *is_there) {
        text.push(' ');
        text.push_str(&locale.text(key));
    }
    html! { <desc>{ text }</desc> }
}

/// Hatches over the buckets of which only a part is covered.
#[component]
fn Partial(props: &SceneProps) -> Html {
    let scene = &props.scene;
    let partial = (0..scene.data.categories.len()).filter(|place| scene.data.is_partial(*place));
    let mut bands = partial
        .map(|place| {
            let band = bucket(&scene.shapes, &scene.data, place);
            html! {
                <rect x={px(band.x)} y={px(band.y)} width={px(band.width)} height={px(band.height)}
                    fill={partial_url(scene.instance)} />
            }
        })
        .peekable();
    if bands.peek().is_none() {
        return Html::default();
    }
    html! {
        <g class="chart-partial" aria-hidden="true">{ partial_hatch(scene.instance) }{ for bands }</g>
    }
}

/// The band of the brush.
fn brushed(scene: &Scene, brush: Option<Brush>) -> Html {
    let Some(brush) = brush else {
        return Html::default();
    };
    let band = brush.band(&scene.shapes, &scene.data);
    html! {
        <rect class="chart-brush" x={px(band.x)} y={px(band.y)} width={px(band.width)} height={px(band.height)}
            aria-hidden="true" />
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
