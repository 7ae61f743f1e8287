//! Gridlines, axis labels and the numbers at the bars. All hidden from assistive technology: the marks say it all.

use referral_engine::chart::{Direction, Drawn, Label, Shapes, Tick, ValueText, text_px};
use yew::prelude::*;

use super::px::px;
use super::scene::{Scene, SceneRef};
use crate::text::Locale;

/// The properties of the parts of a plot.
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct SceneProps {
    /// What is drawn.
    pub(super) scene: SceneRef,
}

/// Everything behind the marks.
#[component]
pub(super) fn Axes(props: &SceneProps) -> Html {
    let locale = use_context::<Locale>().unwrap_or_else(Locale::english);
    let scene = &props.scene;
    let shapes = &scene.shapes;
    let upright = shapes.direction == Direction::Upright;
    let ticks = shapes.ticks.iter().map(|tick| match upright {
        true => level_line(shapes, *tick, &locale),
        false => plumb_line(shapes, *tick, &locale),
    });
    let labels = shapes.labels.iter().map(|label| match upright {
        true => below(scene, *label),
        false => beside(
            scene,
            label.category,
            label.at,
            &scene.category_labels,
            label.room_px,
        ),
    });
    let room = shapes.plot.x - 8.0;
    let rows = shapes.rows.iter();
    html! {
        <g class="chart-axis" aria-hidden="true">
            { for ticks }
            { for labels }
            { for rows.map(|(series, at)| beside(scene, *series, *at, &scene.series_names, room)) }
        </g>
    }
}

/// Everything before the marks: numbers at bars and in cells, names at the ends of lines.
#[component]
pub(super) fn Writing(props: &SceneProps) -> Html {
    let locale = use_context::<Locale>().unwrap_or_else(Locale::english);
    let scene = &props.scene;
    let beside = scene.shapes.direction == Direction::Lying;
    let anchor = if beside { "start" } else { "middle" };
    let value = |text: &ValueText| {
        let class = match (scene.shapes.drawn, text.shade) {
            (Drawn::Heatmap, shade) if shade > 3 => "chart-value chart-value-strong",
            (Drawn::Heatmap, _) => "chart-value chart-value-cell",
            _ => "chart-value",
        };
        html! {
            <text {class} x={px(text.x)} y={px(text.y)} dy="0.35em" text-anchor={anchor}>
                { locale.count(text.value) }
                if scene.shapes.shares {
                    <tspan class="chart-part">{ part(scene, text.value, &locale) }</tspan>
                }
            </text>
        }
    };
    let ends = scene.shapes.ends.iter().map(|end| {
        html! {
            <text class="chart-end" x={px(end.x)} y={px(end.y)} dy="0.35em">
                { scene.series_names.get(end.series).cloned() }
            </text>
        }
    });
    html! {
        <g class="chart-writing" aria-hidden="true">
            { for scene.shapes.values.iter().map(value) }
            { for ends }
        </g>
    }
}

/// " · 24.1%".
fn part(scene: &Scene, count: u64, locale: &Locale) -> String {
    let mut text = String::from(" \u{b7} ");
    text.push_str(&locale.percent(scene.data.share(count)));
    text
}

fn line_class(tick: Tick) -> &'static str {
    if tick.value == 0 {
        "chart-base"
    } else {
        "chart-grid"
    }
}

/// A gridline across, its number at the left.
fn level_line(shapes: &Shapes, tick: Tick, locale: &Locale) -> Html {
    let plot = shapes.plot;
    let y = px(tick.at);
    html! {
        <>
            <line class={line_class(tick)} x1={px(plot.x)} x2={px(plot.right())} y1={y.clone()} y2={y.clone()} />
            <text class="chart-tick" x={px(plot.x - 8.0)} {y} dy="0.35em" text-anchor="end">
                { locale.count(tick.value) }
            </text>
        </>
    }
}

/// A gridline down, its number below.
fn plumb_line(shapes: &Shapes, tick: Tick, locale: &Locale) -> Html {
    let plot = shapes.plot;
    let x = px(tick.at);
    html! {
        <>
            <line class={line_class(tick)} x1={x.clone()} x2={x.clone()} y1={px(plot.y)} y2={px(plot.bottom())} />
            <text class="chart-tick" {x} y={px(plot.bottom() + 18.0)} text-anchor="middle">
                { locale.count(tick.value) }
            </text>
        </>
    }
}

fn below(scene: &Scene, label: Label) -> Html {
    let text = scene.category_labels.get(label.category);
    let text = text.map(|text| cut(text, label.room_px));
    if scene.shapes.tilted {
        return tilted(label.at + 4.0, scene.shapes.plot.bottom() + 14.0, text);
    }
    html! {
        <text class="chart-tick" x={px(label.at)} y={px(scene.shapes.plot.bottom() + 19.0)} text-anchor="middle">
            { text }
        </text>
    }
}

/// A label that ends at its place and comes up to it from the left.
fn tilted(x: f64, y: f64, text: Option<String>) -> Html {
    let (x, y) = (px(x), px(y));
    let turn = ["rotate(-40 ", &x, " ", &y, ")"].concat();
    html! { <text class="chart-tick" {x} {y} text-anchor="end" transform={turn}>{ text }</text> }
}

fn beside(scene: &Scene, place: usize, at: f64, names: &[AttrValue], room_px: f64) -> Html {
    let text = names.get(place).map(|text| cut(text, room_px));
    html! {
        <text class="chart-name" x={px(scene.shapes.plot.x - 8.0)} y={px(at)} dy="0.35em" text-anchor="end">
            { text }
        </text>
    }
}

/// The text, or its beginning and an ellipsis where the room is too small.
pub(super) fn cut(text: &str, room_px: f64) -> String {
    if text_px(text) <= room_px {
        return text.to_owned();
    }
    let mut cut = String::new();
    let mut used = 7.0;
    for character in text.chars() {
        used += text_px(character.encode_utf8(&mut [0; 4]));
        if used > room_px {
            break;
        }
        cut.push(character);
    }
    cut.truncate(cut.trim_end().len());
    cut.push('\u{2026}');
    cut
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_cut() {
        assert_eq!(cut("Won", 21.0), "Won");
        assert_eq!(cut("United Kingdom", 70.0), "United Ki\u{2026}");
        assert_eq!(cut("United Kingdom", 56.0), "United\u{2026}");
        assert_eq!(cut("已成交", 30.0), "已\u{2026}");
        assert_eq!(cut("Won", 0.0), "\u{2026}");
    }
}
