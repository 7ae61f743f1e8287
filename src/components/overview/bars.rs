//! How far referrals get, and how long that takes: the funnel, and a histogram for each time. Also as charts of their own.

use std::rc::Rc;

use referral_engine::chart::ChartKind;
use referral_engine::metrics::{EDGES_MS, Options, Summary, Times};
use yew::prelude::*;

use super::facts::Facts;
use super::{Act, Seen};
use crate::components::chart::rows::{Bar, RowChart};
use crate::components::chart::whole_percent;
use crate::components::use_locale;
use crate::text::{Arg, Locale};

/// The properties of [`LifeChart`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct LifeChartProps {
    /// The rows.
    pub seen: Seen,
    /// What is asked for.
    pub options: Options,
    /// Funnel, or histograms.
    pub kind: ChartKind,
    /// The width to draw for.
    pub width_px: f64,
    /// What the user means.
    pub on_act: Callback<Act>,
}

/// A funnel or histograms of the rows, for `chart=funnel` and `chart=histogram`.
#[component]
pub fn LifeChart(props: &LifeChartProps) -> Html {
    let locale = use_locale();
    let facts = use_memo(
        (props.seen.clone(), props.options.clone()),
        |(seen, options)| Facts::of(seen, options),
    );
    match props.kind {
        ChartKind::Histogram => times(&locale, &facts.summary, props.width_px),
        _ => funnel(&locale, &facts, (props.width_px, &props.on_act)),
    }
}

/// How many get to each stage, and how the others ended.
pub(super) fn funnel(
    locale: &Locale,
    facts: &Facts,
    (width_px, on_act): (f64, &Callback<Act>),
) -> Html {
    let summary = &facts.summary;
    let received = summary.funnel.get("received").copied().unwrap_or(0);
    let bar = |(name, count): &(&'static str, u64), class: &'static str| {
        let name = locale.text(&["overview.", *name].concat());
        bar(locale, name, (*count, received), class)
    };
    let classes = [
        "series-1",
        "status-acknowledged",
        "status-accepted",
        "status-won",
    ];
    let steps = summary.funnel.0.iter().zip(classes).zip(&facts.steps);
    let bars = steps.map(|((step, class), filter)| Bar {
        filter: filter.clone(),
        ..bar(step, class)
    });
    let bars: Vec<Bar> = bars.collect();
    let endings = summary.endings.0.iter().filter(|(_, count)| *count > 0);
    let endings = endings.map(|(name, count)| {
        let name = locale.text(&["overview.", *name].concat());
        html! { <li>{ name }{ " " }<strong>{ locale.count(*count) }</strong></li> }
    });
    html! {
        <>
            <RowChart caption={locale.text("overview.funnel")} heads={heads(locale, "overview.stage")}
                bars={Rc::<[Bar]>::from(bars)} {width_px} inert={locale.text("overview.no-condition")}
                on_pick={on_act.reform(Act::Filter)} />
            <ul class="overview-endings" aria-label={locale.text("overview.endings")}>{ for endings }</ul>
        </>
    }
}

/// Median, 90th percentile and histogram of each time.
pub(super) fn times(locale: &Locale, summary: &Summary, width_px: f64) -> Html {
    // Three beside each other, two, or one.
    let columns = (width_px / 330.0).floor().clamp(1.0, 3.0);
    let width_px = (width_px - 24.0 * (columns - 1.0)) / columns;
    let times = summary.times.0.iter();
    html! {
        <div class="overview-times">{ for times.map(|(name, times)| time(locale, name, (times, width_px))) }</div>
    }
}

fn time(locale: &Locale, name: &'static str, (times, width_px): (&Times, f64)) -> Html {
    let label = locale.text(&["overview.time", "-", name].concat());
    let told = |ms: Option<i64>| ms.map_or_else(|| "–".to_owned(), |ms| locale.duration(ms));
    let bin = |(place, count): (usize, &u64)| {
        bar(
            locale,
            bin_name(locale, place),
            (*count, times.count),
            "series-1",
        )
    };
    let bars: Vec<Bar> = times.bins.iter().enumerate().map(bin).collect();
    let mut gaps = Vec::new();
    let mut gap = |count: u64, key: &str| {
        if count > 0 {
            gaps.push(locale.format(key, &[("n", count.into())]));
        }
    };
    gap(times.missing, "overview.times-missing");
    gap(times.negative, "overview.times-negative");
    html! {
        <div class="overview-time">
            <div class="kpi" part="kpi" role="group" aria-label={label.clone()}>
                <p class="kpi-name">{ label.clone() }</p>
                <p class="kpi-value">{ told(times.median_ms) }</p>
                <p class="kpi-change">{ locale.format("overview.percentiles", &[("p90", told(times.p90_ms).into()), ("n", times.count.into())]) }</p>
                if !gaps.is_empty() {
                    <p class="kpi-change muted">{ gaps.join(" ") }</p>
                }
            </div>
            if times.count > 0 {
                <RowChart caption={locale.format("overview.histogram", &[("name", label.into())])}
                    heads={heads(locale, "overview.duration")} bars={Rc::<[Bar]>::from(bars)} {width_px}
                    inert={locale.text("overview.no-condition")} />
            }
        </div>
    }
}

fn heads(locale: &Locale, key: &str) -> (AttrValue, AttrValue) {
    (locale.text(key).into(), locale.text("chart.all").into())
}

fn bar(locale: &Locale, name: String, (count, of): (u64, u64), class: &'static str) -> Bar {
    let share = if of == 0 {
        None
    } else {
        Some(count as f64 / of as f64)
    };
    let percent = share.map_or_else(|| "–".to_owned(), |share| whole_percent(share, locale));
    let spoken = locale.format(
        "chart.mark",
        &[
            ("category", Arg::Text(name.clone())),
            ("n", count.into()),
            ("percent", percent.into()),
        ],
    );
    let value = match share {
        Some(share) => [locale.count(count), locale.percent(share)].join(" · "),
        None => locale.count(count),
    };
    Bar {
        name,
        count,
        value,
        spoken,
        class,
        filter: None,
    }
}

/// "1 h – 4 h", with open ends.
fn bin_name(locale: &Locale, place: usize) -> String {
    let edge = |place: usize| EDGES_MS.get(place).map(|ms| locale.duration(*ms));
    let before = place.checked_sub(1).and_then(edge);
    match (before, edge(place)) {
        (None, Some(to)) => locale.format("overview.up-to", &[("to", to.into())]),
        (Some(from), Some(to)) => locale.format(
            "overview.between",
            &[("from", from.into()), ("to", to.into())],
        ),
        (from, None) => locale.format(
            "overview.over",
            &[("from", from.unwrap_or_default().into())],
        ),
    }
}
