//! The marks: buttons in one roving tab stop, spoken with name, count and share.
//!
//! Drawn anew only when the scene or the tab stop changes; what the pointer does is `plot`.

use referral_engine::chart::{Mark, Shape};
use yew::prelude::*;
use yew::virtual_dom::{AttributeOrProperty, Attributes, VTag};

use super::paint::{ONLY, dash, fill_url, marker};
use super::px::{outline, path};
use super::scene::{Scene, SceneRef};
use crate::text::Locale;

/// The properties of [`Marks`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct MarksProps {
    /// What is drawn.
    pub(super) scene: SceneRef,
    /// Which mark is the tab stop; none where another of several charts has it.
    pub(super) stop: Option<usize>,
    /// What the brush that ends there stands for.
    pub(super) brush: Option<AttrValue>,
}

/// All marks, and the lines behind them.
#[component]
pub(super) fn Marks(props: &MarksProps) -> Html {
    let locale = use_context::<Locale>().unwrap_or_else(Locale::english);
    let scene = &props.scene;
    let marks = scene.shapes.marks.iter().enumerate();
    let partly = AttrValue::from(locale.text("chart.partial"));
    html! {
        <>
            <g class="chart-lines" aria-hidden="true">{ for lines(scene) }</g>
            <g class={if scene.dense() { "chart-marks chart-dense" } else { "chart-marks" }} fill="currentColor">
                { for marks.map(|(place, mark)| {
                    let is_stop = props.stop == Some(place);
                    let brush = props.brush.clone().filter(|_| is_stop);
                    let is_partial = scene.data.is_partial(mark.category);
                    let description = brush.or_else(|| is_partial.then(|| partly.clone()));
                    self::mark(scene, (place, mark), is_stop, description)
                }) }
            </g>
        </>
    }
}

fn lines(scene: &Scene) -> impl Iterator<Item = Html> {
    let one = scene.data.series_field.is_none();
    scene.shapes.lines.iter().map(move |line| {
        let paint = scene.paints.get(line.series);
        let class = match paint {
            Some(paint) if !one => paint.class,
            _ => ONLY,
        };
        let dash = paint.and_then(|paint| dash(paint.hatch));
        html! { <path class={classes!("chart-line", class)} d={path(&line.points)} stroke-dasharray={dash} /> }
    })
}

/// What a mark says of itself.
static ATTRIBUTES: [&str; 10] = [
    "part",
    "role",
    "tabindex",
    "aria-label",
    "aria-description",
    "aria-disabled",
    "data-mark",
    "d",
    "fill",
    "class",
];

/// A button. Its attributes are listed here because `html!` takes a class apart to put it together again, which hundreds of
/// marks have no time for.
fn mark(
    scene: &Scene,
    (place, mark): (usize, &Mark),
    is_stop: bool,
    description: Option<AttrValue>,
) -> Html {
    let inert =
        scene.data.selection(mark.category, mark.series).is_none() && !scene.opens(mark.category);
    let class = match mark.shape {
        Shape::Cell { shade, .. } => heat_class(shade),
        Shape::Bar(_) | Shape::Point { .. } => scene.paint(mark).class,
    };
    let (d, fill) = form(scene, mark);
    let some = |value| Some(AttributeOrProperty::Attribute(value));
    let fixed = |value| some(AttrValue::Static(value));
    let text = |value: String| some(value.into());
    let values = Box::new([
        fixed("mark"),
        fixed("button"),
        fixed(if is_stop { "0" } else { "-1" }),
        scene.spoken.get(place).cloned().and_then(some),
        description.and_then(some),
        if inert { fixed("true") } else { None },
        text(place.to_string()),
        some(d),
        fill.and_then(some),
        text(["chart-mark ", class].concat()),
    ]);
    let mut path = VTag::new("path");
    path.set_attributes(Attributes::Dynamic {
        keys: &ATTRIBUTES,
        values,
    });
    path.into()
}

/// Outline and hatched fill; one element a mark, because there may be hundreds to be made within a frame.
fn form(scene: &Scene, mark: &Mark) -> (AttrValue, Option<AttrValue>) {
    let plain = scene.data.series_field.is_none();
    match mark.shape {
        Shape::Bar(rect) => {
            // OK because only a bar that is wide enough shows its corners.
            let corner_px = if plain && rect.width > 6.0 { 2.0 } else { 0.0 };
            let fill = (!plain).then(|| fill_url(scene.instance, mark.series));
            (outline(rect, corner_px), fill)
        }
        Shape::Cell { rect, .. } => (outline(rect, 2.0), None),
        Shape::Point { x, y } => (marker(scene.paint(mark).hatch, x, y), None),
    }
}

/// The class of a shade.
pub(super) fn heat_class(shade: u8) -> &'static str {
    match shade {
        0 | 1 => "heat-1",
        2 => "heat-2",
        3 => "heat-3",
        4 => "heat-4",
        _ => "heat-5",
    }
}
