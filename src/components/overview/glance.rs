//! The figures of the first screen: how many, how fast, what is lost, what runs out; what is behind them is the overview.
//!
//! Counted by the same code as the overview (`engine/metrics/glance`), over all time and by creation, so that both say the same;
//! when, is `app/glance_panel`. No part of its own, because every first screen has it, and what it shares with the overview
//! would be two requests more.

use std::rc::Rc;

use referral_engine::metrics::{Glanced, Rate, Summary, Times};
use yew::prelude::*;

use crate::components::use_locale;
use crate::text::Locale;

/// The properties of [`Glance`].
#[derive(Clone, Debug, Properties)]
pub struct GlanceProps {
    /// What was counted.
    pub glanced: Rc<Glanced>,
}

impl PartialEq for GlanceProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.glanced, &other.glanced)
    }
}

/// The tiles, in the order of the questions.
#[component]
pub fn Glance(props: &GlanceProps) -> Html {
    let locale = use_locale();
    let tiles = tiles(&props.glanced, &locale);
    html! { <>{ for tiles.iter().map(tile) }</> }
}

/// A figure with its name and what belongs to it.
struct Tile {
    name: String,
    value: String,
    notes: Vec<String>,
}

fn tile(tile: &Tile) -> Html {
    html! {
        <div class="kpi" part="kpi" role="group" aria-label={tile.name.clone()}>
            <p class="kpi-name">{ &tile.name }</p>
            <p class="kpi-value">{ &tile.value }</p>
            { for tile.notes.iter().map(|note| html! { <p class="kpi-change muted">{ note }</p> }) }
        </div>
    }
}

fn tiles(Glanced { summary, bands }: &Glanced, locale: &Locale) -> [Tile; 6] {
    let figure = |key: &str, name: &str, notes: Vec<String>| Tile {
        name: locale.text(key),
        value: locale.count(summary.figures.get(name).map_or(0, |figure| figure.count)),
        notes,
    };
    let open = summary.figures.get("open").map_or(0, |figure| figure.count);
    let ended = |name: &str| summary.endings.get(name).copied().unwrap_or(0);
    let note = |key: &str, value: String| locale.fact(&locale.text(key), &value);
    let count_note = |key: &str, n: u64| note(key, locale.count(n));
    [
        figure(
            "overview.received",
            "received",
            vec![count_note("overview.open", open)],
        ),
        figure(
            "overview.accepted",
            "accepted",
            vec![note(
                "overview.rate-acceptance",
                percent(locale, summary, "acceptance"),
            )],
        ),
        figure(
            "overview.won",
            "won",
            vec![note("overview.rate-win", percent(locale, summary, "win"))],
        ),
        figure(
            "overview.lost",
            "lost",
            vec![
                count_note("overview.missed", ended("missed")),
                count_note("overview.expired", ended("expired")),
            ],
        ),
        speed(locale, summary.times.get("accept")),
        urgent(locale, *bands),
    ]
}

fn percent(locale: &Locale, summary: &Summary, name: &str) -> String {
    let share = summary.rates.get(name).and_then(|rate: &Rate| rate.share);
    share.map_or_else(|| "–".to_owned(), |share| locale.percent(share))
}

fn speed(locale: &Locale, times: Option<&Times>) -> Tile {
    let told = |ms: Option<i64>| ms.map_or_else(|| "–".to_owned(), |ms| locale.duration(ms));
    let (median, p90) = times.map_or((None, None), |times| (times.median_ms, times.p90_ms));
    Tile {
        name: locale.text("overview.time-accept"),
        value: told(median),
        notes: vec![locale.format("overview.median-and", &[("p90", told(p90).into())])],
    }
}

/// What is over is told beside what can still be helped.
fn urgent(locale: &Locale, [overdue, day, three_days, ..]: [usize; 5]) -> Tile {
    let soon = (day + three_days) as u64;
    let count = |key: &str, n: u64| locale.fact(&locale.text(key), &locale.count(n));
    Tile {
        name: locale.text("overview.runs-out-soon"),
        value: locale.count(soon),
        notes: vec![
            count("overview.band-day", day as u64),
            count("overview.band-overdue", overdue as u64),
        ],
    }
}
