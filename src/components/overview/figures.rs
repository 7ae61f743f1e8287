//! How many: received, accepted, won, lost and open, each with its trend and what it was before.

use std::rc::Rc;

use referral_engine::date::{Level, Timestamp};
use referral_engine::metrics::Figure;
use yew::prelude::*;

use super::Coverage;
use super::facts::Facts;
use crate::components::chart::sparkline::Sparkline;
use crate::components::use_locale;
use crate::text::Locale;

/// The properties of [`Figures`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct FiguresProps {
    pub(super) facts: Rc<Facts>,
    pub(super) coverage: Coverage,
    /// Whether all time is counted, so that only its last months can be compared.
    pub(super) is_all: bool,
}

/// The tiles.
#[component]
pub(super) fn Figures(props: &FiguresProps) -> Html {
    let locale = use_locale();
    let figures = props.facts.summary.figures.0.iter();
    html! {
        <div class="kpis">{ for figures.map(|(name, figure)| tile(&locale, props, name, figure)) }</div>
    }
}

fn tile(locale: &Locale, props: &FiguresProps, name: &'static str, figure: &Figure) -> Html {
    let (key, class) = match name {
        "received" => ("overview.received", "series-1"),
        "accepted" => ("overview.accepted", "status-accepted"),
        "won" => ("overview.won", "status-won"),
        "lost" => ("overview.lost", "status-lost"),
        _ => ("overview.open", "status-acknowledged"),
    };
    let label = locale.text(key);
    let summary = &props.facts.summary;
    let counts: Rc<[u32]> = figure.trend.clone().into();
    // What is received does not change any more, and what has happened has happened.
    let first_young = if summary.is_cohort && name != "received" {
        summary.first_young_bucket
    } else {
        counts.len()
    };
    html! {
        <div class="kpi" part="kpi" role="group" aria-label={label.clone()}>
            <p class="kpi-name">{ label.clone() }</p>
            <p class="kpi-value">{ locale.count(figure.count) }</p>
            <div class={class}>
                <Sparkline {counts} {first_young} label={trend(locale, props, figure)} />
            </div>
            <p class="kpi-change">{ change(locale, props, (figure, name == "received")) }</p>
            if !summary.is_cohort && !props.is_all && name != "received" {
                <p class="kpi-change muted">{ past(locale, figure) }</p>
            }
        </div>
    }
}

/// The trend in words: from which bucket, in which steps, the lowest and the highest.
fn trend(locale: &Locale, props: &FiguresProps, figure: &Figure) -> String {
    let summary = &props.facts.summary;
    let Some((first, last)) = summary.buckets.first().zip(summary.buckets.last()) else {
        return locale.text("overview.no-trend");
    };
    let bound = |count: Option<&u32>| count.copied().unwrap_or(0);
    let key = match summary.level {
        Level::Day => "overview.trend-day",
        Level::Week => "overview.trend-week",
        Level::Month => "overview.trend-month",
    };
    locale.format(
        key,
        &[
            ("from", locale.bucket(*first, summary.level).into()),
            ("to", locale.bucket(*last, summary.level).into()),
            ("least", bound(figure.trend.iter().min()).into()),
            ("most", bound(figure.trend.iter().max()).into()),
            ("last", bound(figure.trend.last()).into()),
        ],
    )
}

/// Against the equal period before, or why not.
fn change(locale: &Locale, props: &FiguresProps, (figure, is_received): (&Figure, bool)) -> Html {
    let frame = &props.facts.frame;
    let Figure {
        recent, previous, ..
    } = *figure;
    // What became of young referrals is not settled; what was received is.
    let may_change = props.facts.summary.is_cohort
        && !is_received
        && frame.is_young(Timestamp(frame.recent.to.0 - 1));
    let is_known = props
        .coverage
        .known_from
        .is_none_or(|from| from <= frame.before.from);
    let told = if !is_known {
        locale.text("overview.before-unknown")
    } else if previous == 0 {
        locale.text("overview.before-none")
    } else {
        let share = recent.abs_diff(previous) as f64 / previous as f64;
        let key = match recent.cmp(&previous) {
            std::cmp::Ordering::Greater => "overview.more",
            std::cmp::Ordering::Less => "overview.fewer",
            std::cmp::Ordering::Equal => "overview.same",
        };
        locale.format(
            key,
            &[
                ("percent", locale.percent(share).into()),
                ("previous", previous.into()),
            ],
        )
    };
    let told = if may_change {
        locale.format("overview.not-final", &[("change", told.into())])
    } else {
        told
    };
    html! {
        <>
            if props.is_all {
                <span>{ locale.format("overview.recent", &[("count", recent.into())]) }</span>{ " " }
            }
            <span class="muted">{ told }</span>
        </>
    }
}

/// How many of them are from before the period.
fn past(locale: &Locale, figure: &Figure) -> String {
    if figure.count == 0 {
        return locale.text("overview.past-none");
    }
    let share = figure.from_past as f64 / figure.count as f64;
    locale.format(
        "overview.past",
        &[
            ("count", figure.from_past.into()),
            ("percent", locale.percent(share).into()),
        ],
    )
}
