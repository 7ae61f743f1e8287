//! The overview: how many, how fast, what is lost, what runs out; one section below the other, the most urgent first.
//!
//! Everything is counted by `referral_engine::metrics` from the rows that are here, once for each change of what is seen;
//! the sections of this folder give the numbers words and places. What the user means leaves as an [`Act`].

mod bars;
mod compare;
mod controls;
mod facts;
mod figures;
mod glance;
mod limits;
mod odd;
mod rates;
mod snapshot;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod snapshots;
mod work_list;

use std::rc::Rc;

use referral_engine::chart::{ChartKind, Selection};
use referral_engine::date::Timestamp;
use referral_engine::export::{Format, texts_csv};
use referral_engine::field::Field;
use referral_engine::filter::Expr;
use referral_engine::metrics::{Options, Scope, figures as figures_of};
use referral_engine::session::Shared;
use referral_engine::table::Table;
use web_sys::File;
use yew::prelude::*;

use super::chart::Chart;
use super::part::lazy_component;
use super::use_locale;
use crate::text::Locale;
use bars::{funnel, times};
use compare::Comparison;
use controls::Controls;
use facts::Facts;
use figures::Figures;
use odd::Odd;
use rates::Rates;
use snapshot::SnapshotPanel;
use work_list::WorkList;

pub use bars::{LifeChart, LifeChartProps};
pub use facts::summary;
pub use glance::{Glance, GlanceProps};

lazy_component! {
    /// The overview, whose code is fetched when it is first shown.
    overview: pub OverviewPart = Overview(OverviewProps)
}

lazy_component! {
    /// Funnel and histograms, whose code is the overview's.
    overview: pub LifeChartPart = LifeChart(LifeChartProps)
}

/// Widths from which two figures stand side by side, in px.
const TWO_COLUMNS_PX: f64 = 860.0;

/// The rows that are seen, and when.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The table.
    pub table: Shared<Table>,
    /// The rows of the view; `None` for all.
    pub rows: Option<Rc<Vec<u32>>>,
    /// How many rows are seen; they only ever grow.
    pub count: usize,
    /// The moment of looking, whole minutes.
    pub now: Timestamp,
    /// Whether the rows are the service's own and of now.
    pub is_live: bool,
}

impl Seen {
    /// The rows in their table, to be counted.
    pub fn scope<'a>(&'a self, table: &'a Table) -> Scope<'a> {
        let rows = self.rows.as_ref().map(|rows| rows.as_slice());
        Scope { table, rows }
    }
}

impl PartialEq for Seen {
    fn eq(&self, other: &Self) -> bool {
        self.table.is_same(&other.table)
            && (self.count, self.now, self.is_live) == (other.count, other.now, other.is_live)
            && self.rows == other.rows
    }
}

/// How much of the query is here.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Coverage {
    /// Whether all rows of the query are.
    pub is_complete: bool,
    /// Rows of the query, where it is known.
    pub total: Option<u64>,
    /// Nothing before this was asked for.
    pub known_from: Option<Timestamp>,
}

/// A saved answer to compare with.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Saved {
    /// None was chosen.
    #[default]
    Nothing,
    /// It is being read.
    Reading,
    /// It could not be read, or holds no referral.
    Unreadable(String),
    /// Its name and its rows.
    Read(String, Shared<Table>),
}

/// What the user means.
#[derive(Clone, Debug, PartialEq)]
pub enum Act {
    /// Other options.
    Options(Box<Options>),
    /// A mark of a chart was picked.
    Narrow(Selection),
    /// A bar was picked that counts what this condition says.
    Filter(Expr),
    /// A file to save: name, type, text.
    Save(&'static str, &'static str, String),
    /// A saved answer to compare with.
    Open(File),
    /// No longer compare with it.
    Forget,
}

impl Act {
    /// Save lines of cells, the first of them their heads.
    fn csv(name: &'static str, lines: &[Vec<String>], locale: &Locale) -> Self {
        let text = texts_csv(lines, locale.separator());
        Self::Save(name, Format::Csv.media_type(), text)
    }
}

/// The properties of [`Overview`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct OverviewProps {
    /// The rows.
    pub seen: Seen,
    /// How much of the query they are.
    pub coverage: Coverage,
    /// What is asked for.
    pub options: Options,
    /// The saved answer.
    pub saved: Saved,
    /// The width to draw for, and the level of the sections' headings.
    pub place: (f64, u8),
    /// What the user means.
    pub on_act: Callback<Act>,
}

/// The overview.
#[component]
pub fn Overview(props: &OverviewProps) -> Html {
    let locale = use_locale();
    let facts = use_memo(
        (props.seen.clone(), props.options.clone()),
        |(seen, options)| Facts::of(seen, options),
    );
    let OverviewProps {
        seen,
        coverage,
        options,
        on_act,
        ..
    } = props;
    let (width_px, level) = props.place;
    let half_px = if width_px < TWO_COLUMNS_PX {
        width_px
    } else {
        (width_px - 24.0) / 2.0
    };
    let head = |key: &str| heading(&locale, level, key);
    html! {
        <section class="overview" aria-label={locale.text("view.overview")}>
            <Controls options={options.clone()} young={facts.summary.young} on_act={on_act.clone()} />
            { basis(&locale, props, &facts) }
            { save_figures(&locale, &facts, on_act) }
            { head("overview.how-many") }
            <Figures facts={facts.clone()} coverage={*coverage} is_all={facts.frame.period.is_all()} />
            { head("overview.runs-out") }
            <WorkList seen={seen.clone()} facts={facts.clone()} on_act={on_act.clone()} options={options.clone()} />
            { head("overview.shares") }
            <Rates facts={facts.clone()} />
            <div class="overview-pair">
                <div>{ head("overview.way") }{ funnel(&locale, &facts, (half_px, on_act)) }</div>
                <div>{ head("overview.who") }{ groups(props, &facts, (Field::CustomerOrgSize, half_px)) }</div>
            </div>
            { head("overview.how-fast") }
            { times(&locale, &facts.summary, width_px) }
            { head("overview.markets") }
            { groups(props, &facts, (Field::CustomerMarket, width_px)) }
            { head("overview.compare") }
            <Comparison seen={seen.clone()} facts={facts.clone()} options={options.clone()} {width_px} on_act={on_act.clone()} />
            <SnapshotPanel seen={seen.clone()} saved={props.saved.clone()} is_complete={coverage.is_complete} on_act={on_act.clone()} />
            <Odd seen={seen.clone()} facts={facts.clone()} on_act={on_act.clone()} />
        </section>
    }
}

fn heading(locale: &Locale, level: u8, key: &str) -> Html {
    html! { <@{format!("h{level}")} class="overview-heading">{ locale.text(key) }</@> }
}

/// What is counted: of how many rows, as of when.
fn basis(locale: &Locale, props: &OverviewProps, facts: &Facts) -> Html {
    let n = props.seen.count as u64;
    let at = locale.moment(facts.frame.as_of);
    let of_these = match (props.coverage.is_complete, props.coverage.total) {
        (true, _) => locale.format("overview.of-all", &[("n", n.into()), ("at", at.into())]),
        (false, Some(total)) => locale.format(
            "overview.of-some",
            &[("n", n.into()), ("total", total.into()), ("at", at.into())],
        ),
        (false, None) => locale.format("overview.of-loaded", &[("n", n.into()), ("at", at.into())]),
    };
    let class = if props.coverage.is_complete {
        "overview-basis muted"
    } else {
        "overview-basis overview-partial"
    };
    html! {
        <>
            <p {class}>{ of_these }</p>
            if facts.frame.as_of != props.seen.now {
                <p class="overview-basis muted">{ locale.text("overview.old-rows") }</p>
            }
        </>
    }
}

/// The button that saves what is counted.
fn save_figures(locale: &Locale, facts: &Rc<Facts>, on_act: &Callback<Act>) -> Html {
    let (facts, locale_then) = (Rc::clone(facts), locale.clone());
    let onclick = on_act.reform(move |_: MouseEvent| {
        let lines = figures_of(&facts.summary);
        Act::csv("referrals-figures.csv", &lines, &locale_then)
    });
    html! {
        <div class="overview-acts">
            <button type="button" class="button small" {onclick}>{ locale.text("overview.save-figures") }</button>
        </div>
    }
}

/// A chart of groups: sizes in their order, or markets by markets.
fn groups(props: &OverviewProps, facts: &Facts, (field, width_px): (Field, f64)) -> Html {
    let on_select = props.on_act.reform(Act::Narrow);
    let (groups, kind) = match field {
        Field::CustomerOrgSize => (&facts.sizes, ChartKind::Bar),
        _ => (&facts.markets, ChartKind::Heatmap),
    };
    html! { <Chart groups={Rc::clone(groups)} {kind} {width_px} {on_select} /> }
}
