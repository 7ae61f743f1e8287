//! A funnel or histogram: a figure of bars one below the other, with one roving tab stop and a table twin.
//!
//! Where the bars lie is `referral_engine::chart::rows`. A bar that a condition says is a button that filters by it; of the
//! others the tooltip says that they lead nowhere.

use std::rc::Rc;

use referral_engine::chart::{Row, Rows, rows};
use referral_engine::export::texts_csv;
use referral_engine::filter::Expr;
use yew::prelude::*;

use super::hand::{At, focus, mark_of, plain};
use super::px::{most_px, px};
use super::take_away::TakeAway;
use super::tip::Bubble;
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
    /// The condition that says exactly what it counts, where one does.
    pub filter: Option<Expr>,
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
    /// What the tooltip of a bar without a condition says of that.
    pub inert: AttrValue,
    /// A bar with a condition was picked.
    #[prop_or_default]
    pub on_pick: Callback<Expr>,
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

/// The drawing; arrows, Home and End walk, Enter, Space and click pick, hover and focus show the tooltip.
#[component]
fn RowPlot(props: &RowChartProps) -> Html {
    let at = use_state_eq(At::default);
    let svg = use_node_ref();
    let laid = use_memo((props.bars.clone(), props.width_px), |(bars, width_px)| {
        let counts: Vec<u64> = bars.iter().map(|bar| bar.count).collect();
        let widths = |text: fn(&Bar) -> &String| -> Vec<f64> {
            bars.iter().map(|bar| most_px(text(bar))).collect()
        };
        rows(
            &counts,
            &widths(|bar| &bar.name),
            &widths(|bar| &bar.value),
            *width_px,
        )
    });
    let Rows {
        width,
        height,
        rows,
    } = &*laid;
    let view_box = ["0 0", px(*width).as_str(), px(*height).as_str()].join(" ");
    let stop = at.stop.min(props.bars.len().saturating_sub(1));
    let marks = props.bars.iter().zip(rows).enumerate();
    let hand = Hand {
        at: at.clone(),
        svg: svg.clone(),
        props: props.clone(),
    };
    html! {
        <div class="chart-plot" onmouseleave={hand.on_leave()}>
            <svg ref={svg} class="chart-svg" viewBox={view_box} width={px(*width)} height={px(*height)}
                role="group" aria-label={props.caption.clone()} onkeydown={hand.on_key()} onfocusin={hand.on_focus()}
                onfocusout={hand.on_blur()} onmousemove={hand.on_move()} onclick={hand.on_click()}>
                { for marks.map(|(place, pair)| mark(props, pair, (place, place == stop))) }
            </svg>
            { tooltip(props, &laid, at.shown) }
        </div>
    }
}

/// What pointer and keys do; found by `data-mark`, as in the other charts.
#[derive(Clone)]
struct Hand {
    at: UseStateHandle<At>,
    svg: NodeRef,
    props: RowChartProps,
}

impl Hand {
    fn on_focus(&self) -> Callback<FocusEvent> {
        let at = self.at.setter();
        Callback::from(move |event: FocusEvent| {
            if let Some((place, _)) = mark_of(&event) {
                let (shown, ring) = (Some(place), Some(place));
                at.set(At {
                    stop: place,
                    shown,
                    ring,
                });
            }
        })
    }

    fn on_blur(&self) -> Callback<FocusEvent> {
        let at = self.at.clone();
        Callback::from(move |_| at.set(at.without_focus()))
    }

    fn on_move(&self) -> Callback<MouseEvent> {
        let at = self.at.clone();
        Callback::from(move |event: MouseEvent| {
            if let Some((place, _)) = mark_of(&event) {
                let shown = Some(place);
                at.set(At { shown, ..*at });
            }
        })
    }

    fn on_leave(&self) -> Callback<MouseEvent> {
        let at = self.at.clone();
        Callback::from(move |_| at.set(at.without_pointer()))
    }

    fn on_click(&self) -> Callback<MouseEvent> {
        let hand = self.clone();
        Callback::from(move |event: MouseEvent| {
            if let Some((place, _)) = mark_of(&event) {
                hand.pick(place);
            }
        })
    }

    fn on_key(&self) -> Callback<KeyboardEvent> {
        let hand = self.clone();
        Callback::from(move |event: KeyboardEvent| {
            let Some((place, _)) = mark_of(&event).filter(|_| plain(&event)) else {
                return;
            };
            let last = hand.props.bars.len().saturating_sub(1);
            match event.key().as_str() {
                "ArrowUp" | "ArrowLeft" => focus(&hand.svg, place.saturating_sub(1)),
                "ArrowDown" | "ArrowRight" => focus(&hand.svg, (place + 1).min(last)),
                "Home" => focus(&hand.svg, 0),
                "End" => focus(&hand.svg, last),
                "Enter" | " " => hand.pick(place),
                "Escape" if hand.at.shown.is_some() => hand.at.set(At {
                    shown: None,
                    ..*hand.at
                }),
                _ => return,
            }
            event.prevent_default();
        })
    }

    fn pick(&self, place: usize) {
        if let Some(filter) = self
            .props
            .bars
            .get(place)
            .and_then(|bar| bar.filter.clone())
        {
            self.props.on_pick.emit(filter);
        }
    }
}

fn tooltip(props: &RowChartProps, laid: &Rows, shown: Option<usize>) -> Html {
    let told = shown.and_then(|place| Some((props.bars.get(place)?, laid.rows.get(place)?)));
    let Some((bar, row)) = told else {
        return Html::default();
    };
    let mut text = bar.spoken.clone();
    if bar.filter.is_none() && !props.inert.is_empty() {
        text.push_str(" \u{b7} ");
        text.push_str(&props.inert);
    }
    html! { <Bubble bounds={row.bar} {text} drawing={(laid.width, laid.height)} /> }
}

fn mark(props: &RowChartProps, (bar, row): (&Bar, &Row), (place, is_stop): (usize, bool)) -> Html {
    let Row {
        bar: rect, band, ..
    } = row;
    let (role, description) = match bar.filter {
        Some(_) => ("button", None),
        None => ("img", Some(props.inert.clone())),
    };
    // The texts stand beside the mark, whose label says the same in a sentence: a button's text must be part of its label.
    html! {
        <>
            <g class={classes!("chart-mark", "chart-row", bar.class)} part="mark" {role} tabindex={if is_stop { "0" } else { "-1" }}
                aria-label={bar.spoken.clone()} aria-description={description} data-mark={place.to_string()}>
                <rect class="chart-band" x={px(band.x)} y={px(band.y)} width={px(band.width)} height={px(band.height)} rx="3" />
                <rect x={px(rect.x)} y={px(rect.y)} width={px(rect.width)} height={px(rect.height)} rx="2" fill="currentColor" />
            </g>
            <g class="chart-row-text" aria-hidden="true">
                <text class="chart-name" text-anchor="end" x={px(row.name_x)} y={px(row.text_y)}>{ &bar.name }</text>
                <text class="chart-value" x={px(row.value_x)} y={px(row.text_y)}>{ &bar.value }</text>
            </g>
        </>
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
