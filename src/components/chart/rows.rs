//! A funnel or histogram: a figure of bars one below the other, with one roving tab stop and a table twin.
//!
//! Where the bars lie is `referral_engine::chart::rows`. The bars tell and lead nowhere: what they count is no condition
//! that the service knows.

use std::rc::Rc;

use referral_engine::chart::{Row, Rows, rows, text_px};
use referral_engine::export::texts_csv;
use yew::prelude::*;

use super::hand::{focus, mark_of, plain};
use super::px::px;
use super::take_away::TakeAway;
use crate::text::Locale;

/// One bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// What it stands for.
    pub name: String,
    /// How many.
    pub count: u64,
    /// What is written behind it.
    pub value: String,
    /// What is spoken.
    pub spoken: String,
    /// The class of its colour.
    pub class: &'static str,
}

/// The properties of [`RowChart`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct RowChartProps {
    /// The figure's caption.
    pub caption: AttrValue,
    /// The heads of the twin's two columns.
    pub heads: (AttrValue, AttrValue),
    /// The bars, the first on top.
    pub bars: Rc<[Bar]>,
    /// The width to draw for.
    pub width_px: f64,
}

/// The figure.
#[component]
pub fn RowChart(props: &RowChartProps) -> Html {
    let locale = use_context::<Locale>().unwrap_or_else(Locale::english);
    let as_table = use_state(|| false);
    let on_toggle = {
        let as_table = as_table.clone();
        Callback::from(move |_: MouseEvent| as_table.set(!*as_table))
    };
    let figure = use_node_ref();
    let numbers = {
        let (props, locale) = (props.clone(), locale.clone());
        Callback::from(move |()| texts_csv(&lines(&props), locale.separator()))
    };
    html! {
        <figure ref={figure.clone()} part="chart" class="chart">
            <figcaption class="chart-caption">{ &props.caption }</figcaption>
            <div class="chart-tools">
            <button type="button" class="chart-button" aria-pressed={as_table.to_string()}
                aria-label={locale.fact(&locale.text("chart.asTable"), &props.caption)} onclick={on_toggle}>{ locale.text("chart.asTable") }</button>
            <TakeAway {figure} caption={props.caption.clone()} is_drawn={!*as_table} {numbers} />
            </div>
            if *as_table {
                { twin(props) }
            } else {
                <RowPlot ..props.clone() />
            }
        </figure>
    }
}

/// The numbers, without what they are written with on the screen.
fn lines(props: &RowChartProps) -> Vec<Vec<String>> {
    let (name, count) = &props.heads;
    let head = vec![name.to_string(), count.to_string()];
    let line = |bar: &Bar| vec![bar.name.clone(), bar.count.to_string()];
    [head]
        .into_iter()
        .chain(props.bars.iter().map(line))
        .collect()
}

/// The drawing; arrows, Home and End walk.
#[component]
fn RowPlot(props: &RowChartProps) -> Html {
    let stop = use_state(|| 0_usize);
    let svg = use_node_ref();
    let count = props.bars.len();
    let laid = use_memo((props.bars.clone(), props.width_px), |(bars, width_px)| {
        let counts: Vec<u64> = bars.iter().map(|bar| bar.count).collect();
        let widths = |text: fn(&Bar) -> &String| -> Vec<f64> {
            bars.iter().map(|bar| text_px(text(bar))).collect()
        };
        rows(
            &counts,
            &widths(|bar| &bar.name),
            &widths(|bar| &bar.value),
            *width_px,
        )
    });
    let onkeydown = {
        let svg = svg.clone();
        Callback::from(move |event: KeyboardEvent| {
            let Some((place, _)) = mark_of(&event).filter(|_| plain(&event)) else {
                return;
            };
            let last = count.saturating_sub(1);
            let next = match event.key().as_str() {
                "ArrowUp" | "ArrowLeft" => place.saturating_sub(1),
                "ArrowDown" | "ArrowRight" => (place + 1).min(last),
                "Home" => 0,
                "End" => last,
                _ => return,
            };
            event.prevent_default();
            focus(&svg, next);
        })
    };
    let onfocusin = {
        let stop = stop.setter();
        Callback::from(move |event: FocusEvent| {
            if let Some((place, _)) = mark_of(&event) {
                stop.set(place);
            }
        })
    };
    let Rows {
        width,
        height,
        rows,
    } = &*laid;
    let view_box = ["0 0", px(*width).as_str(), px(*height).as_str()].join(" ");
    let stop = (*stop).min(count.saturating_sub(1));
    let marks = props.bars.iter().zip(rows).enumerate();
    html! {
        <div class="chart-plot">
            <svg ref={svg} class="chart-svg" viewBox={view_box} width={px(*width)} height={px(*height)}
                role="group" aria-label={props.caption.clone()} {onkeydown} {onfocusin}>
                { for marks.map(|(place, (bar, row))| mark(place, bar, row, place == stop)) }
            </svg>
        </div>
    }
}

fn mark(place: usize, bar: &Bar, row: &Row, stop: bool) -> Html {
    let Row {
        bar: rect, band, ..
    } = row;
    html! {
        <g class={classes!("chart-mark", "chart-row", bar.class)} part="mark" role="img" tabindex={if stop { "0" } else { "-1" }}
            aria-label={bar.spoken.clone()} data-mark={place.to_string()}>
            <rect class="chart-band" x={px(band.x)} y={px(band.y)} width={px(band.width)} height={px(band.height)} rx="3" />
            <text class="chart-name" text-anchor="end" x={px(row.name_x)} y={px(row.text_y)}>{ &bar.name }</text>
            <rect x={px(rect.x)} y={px(rect.y)} width={px(rect.width)} height={px(rect.height)} rx="2" fill="currentColor" />
            <text class="chart-value" x={px(row.value_x)} y={px(row.text_y)}>{ &bar.value }</text>
        </g>
    }
}

fn twin(props: &RowChartProps) -> Html {
    let (name, value) = props.heads.clone();
    let row = |bar: &Bar| {
        html! { <tr><th scope="row">{ &bar.name }</th><td class="chart-number">{ &bar.value }</td></tr> }
    };
    // OK because a region that scrolls must be reachable by keys (WCAG 2.1.1).
    html! {
        <div class="chart-twin" role="region" tabindex="0" aria-label={props.caption.clone()}>
            <table>
                <caption class="chart-unseen">{ &props.caption }</caption>
                <thead><tr><th scope="col">{ name }</th><th scope="col" class="chart-number">{ value }</th></tr></thead>
                <tbody>{ for props.bars.iter().map(row) }</tbody>
            </table>
        </div>
    }
}
