//! The figures of the first screen: how many, how fast, what is lost, what runs out; what is behind them is the overview.
//!
//! Without figures there are the same tiles with blanks as wide as figures, so that the room follows the words of any language.
//! Counted by the same code as the overview (`engine/metrics/glance`), over all time and by creation, so that both say the same;
//! when, is `app/glance_panel`. No part of its own, because every first screen has it, and what it shares with the overview
//! would be two requests more.

use std::rc::Rc;

use referral_engine::metrics::{Glanced, Rate, Summary, Times};
use yew::prelude::*;

use crate::components::use_locale;
use crate::text::{Arg, Locale};

/// The properties of [`Glance`].
#[derive(Clone, Debug, Properties)]
pub struct GlanceProps {
    /// What was counted; nothing before.
    pub glanced: Option<Rc<Glanced>>,
}

impl PartialEq for GlanceProps {
    fn eq(&self, other: &Self) -> bool {
        self.glanced.as_ref().map(Rc::as_ptr) == other.glanced.as_ref().map(Rc::as_ptr)
    }
}

/// Blanks as wide as digits, for numbers that are not counted yet. Lines are not broken within.
const DIGIT: &str = "\u{2007}";
const DIGITS: &str = "\u{2007}\u{2007}\u{2007}";

/// The tiles, in the order of the questions; room without meaning while they are blank.
#[component]
pub fn Glance(props: &GlanceProps) -> Html {
    let locale = use_locale();
    let tiles = tiles(props.glanced.as_deref(), &locale);
    let is_blank = props.glanced.is_none().then_some("true");
    html! { <div class="glance-tiles" aria-hidden={is_blank}>{ for tiles.iter().map(tile) }</div> }
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

fn tiles(glanced: Option<&Glanced>, locale: &Locale) -> [Tile; 6] {
    let summary = glanced.map(|glanced| &glanced.summary);
    let count = |count: Option<u64>| count.map_or_else(|| DIGITS.to_owned(), |n| locale.count(n));
    let counted = |name: &str| {
        summary.map(|summary| summary.figures.get(name).map_or(0, |figure| figure.count))
    };
    let ended = |name: &str| summary.map(|summary| summary.endings.get(name).copied().unwrap_or(0));
    let note = |key: &str, value: &str| locale.fact(&locale.text(key), value);
    let figure = |key: &str, name: &str, notes: Vec<String>| Tile {
        name: locale.text(key),
        value: count(counted(name)),
        notes,
    };
    [
        figure(
            "overview.received",
            "received",
            vec![note("overview.open", &count(counted("open")))],
        ),
        figure(
            "overview.accepted",
            "accepted",
            vec![note(
                "overview.rate-acceptance",
                &percent(locale, summary, "acceptance"),
            )],
        ),
        figure(
            "overview.won",
            "won",
            vec![note("overview.rate-win", &percent(locale, summary, "win"))],
        ),
        figure(
            "overview.lost",
            "lost",
            vec![
                note("overview.missed", &count(ended("missed"))),
                note("overview.expired", &count(ended("expired"))),
            ],
        ),
        speed(locale, summary),
        urgent(locale, glanced.map(|glanced| glanced.bands)),
    ]
}

fn percent(locale: &Locale, summary: Option<&Summary>, name: &str) -> String {
    let Some(summary) = summary else {
        return [DIGITS, ".\u{a0}%"].concat();
    };
    let share = summary.rates.get(name).and_then(|rate: &Rate| rate.share);
    share.map_or_else(|| "–".to_owned(), |share| locale.percent(share))
}

fn speed(locale: &Locale, summary: Option<&Summary>) -> Tile {
    let times = summary.map(|summary| summary.times.get("accept"));
    let told = |of: fn(&Times) -> Option<i64>| {
        let Some(times) = times else {
            let args = [
                ("large", Arg::from(DIGIT)),
                ("small", "\u{2007}\u{2007}".into()),
            ];
            return locale.format("duration.days-hours", &args);
        };
        times
            .and_then(of)
            .map_or_else(|| "–".to_owned(), |ms| locale.duration(ms))
    };
    Tile {
        name: locale.text("overview.time-accept"),
        value: told(|times| times.median_ms),
        notes: vec![locale.format(
            "overview.median-and",
            &[("p90", told(|times| times.p90_ms).into())],
        )],
    }
}

/// What is over is told beside what can still be helped.
fn urgent(locale: &Locale, bands: Option<[usize; 5]>) -> Tile {
    let count = |of: fn([usize; 5]) -> usize| {
        bands.map_or_else(|| DIGIT.to_owned(), |bands| locale.count(of(bands) as u64))
    };
    let note = |key: &str, value: &str| locale.fact(&locale.text(key), value);
    Tile {
        name: locale.text("overview.runs-out-soon"),
        value: count(|[_, day, three_days, ..]| day + three_days),
        notes: vec![
            note("overview.band-day", &count(|[_, day, ..]| day)),
            note("overview.band-overdue", &count(|[overdue, ..]| overdue)),
        ],
    }
}
