//! Snapshots of the overview, drawn natively in English.

use std::rc::Rc;

use referral_engine::chart::ChartKind;
use referral_engine::date::Timestamp;
use referral_engine::decode::{Decoder, Problems};
use referral_engine::metrics::{self, Options, Windows};
use referral_engine::session::Shared;
use referral_engine::table::Table;
use yew::prelude::*;

use super::glance::{Glance, GlanceProps};
use super::{Coverage, LifeChart, LifeChartProps, Overview, OverviewProps, Saved, Seen};
use crate::components::snapshots::drawn;

/// 2020-03-05T12:00:00Z.
const NOW: Timestamp = Timestamp(1_583_409_600_000);

const ROWS: &[u8] = br#"[
    {"id":"1","status":"Won","customerMarket":"US","partnerMarket":"DE","customerOrgSize":"10to50employees","createdDate":"2020-01-10",
     "acknowledgedDate":"2020-01-10T06:00:00","acceptedDate":"2020-01-11","wonDate":"2020-02-10"},
    {"id":"2","status":"Lost","customerMarket":"US","partnerMarket":"US","customerOrgSize":"1to9employees","createdDate":"2020-02-01",
     "acceptedDate":"2020-02-01T12:00:00","lostDate":"2020-02-29T23:59:59"},
    {"id":"3","status":"Accepted","customerName":"Odd Ltd","customerMarket":"DE","createdDate":"2020-02-06",
     "acceptedDate":"2020-02-05","wonDate":"2020-02-20"},
    {"id":"4","status":"New","customerName":"Best <Customer>","customerMarket":"DE","createdDate":"2020-03-03T10:00:00"},
    {"id":"5","status":"Acknowledged","customerName":"Late & Co","createdDate":"2020-02-10","acknowledgedDate":"2020-02-11"},
    {"id":"6","status":"Error","createdDate":"2020-02-10"}]"#;

const EARLIER: &[u8] = br#"[
    {"id":"1","status":"Accepted","createdDate":"2020-01-10"},
    {"id":"2","status":"Lost","createdDate":"2020-02-01"},
    {"id":"0","status":"New","customerName":"Gone Inc","createdDate":"2020-01-01"}]"#;

fn table(rows: &[u8]) -> Shared<Table> {
    let (mut table, mut problems) = (Table::new(), Problems::default());
    let mut decoder = Decoder::new(1);
    decoder.push(rows, &mut table, &mut problems);
    decoder.finish(&mut table, &mut problems);
    Shared::new(table)
}

fn seen() -> Seen {
    Seen {
        table: table(ROWS),
        rows: None,
        count: 6,
        now: NOW,
        is_live: true,
    }
}

fn overview(words: &str, coverage: Coverage, saved: Saved) -> String {
    drawn::<Overview>(OverviewProps {
        seen: seen(),
        coverage,
        options: Options::from_name(words).unwrap_or_default(),
        saved,
        place: (900.0, 2),
        on_act: Callback::noop(),
    })
}

/// The lines from the one that holds a text up to the one that holds another.
fn between(html: &str, from: &str, to: &str) -> String {
    let lines = html.lines().skip_while(|line| !line.contains(from));
    lines
        .take_while(|line| !line.contains(to))
        .collect::<Vec<_>>()
        .join("\n")
}

const ALL: Coverage = Coverage {
    is_complete: true,
    total: Some(6),
    known_from: None,
};

#[test]
fn figures_of_the_first_screen() {
    let seen = seen();
    let table = seen.table.read();
    let scope = seen.scope(&table);
    let mut counting = metrics::Glance::new(Windows::default(), seen.now, seen.is_live);
    while !counting.advance(scope, 2) {}
    insta::assert_snapshot!(drawn::<Glance>(GlanceProps {
        glanced: Some(Rc::new(counting.figures())),
    }));
}

#[test]
fn tiles_of_the_first_screen_before_they_have_figures() {
    insta::assert_snapshot!(drawn::<Glance>(GlanceProps { glanced: None }));
}

#[test]
fn overview_by_cohort() {
    let html = overview("", ALL, Saved::Nothing);
    insta::assert_snapshot!(between(&html, "<section", "Who they are"));
}

#[test]
fn overview_by_event_of_some_rows() {
    let coverage = Coverage {
        is_complete: false,
        total: Some(40),
        known_from: Some(NOW),
    };
    let html = overview("event,2020-02-01/2020-02-29", coverage, Saved::Nothing);
    insta::assert_snapshot!(between(&html, "<section", "What becomes of them"));
}

#[test]
fn overview_compares_values_and_lists_what_is_odd() {
    let saved = Saved::Read("January.json".to_owned(), table(EARLIER));
    let html = overview("by:customerMarket", ALL, saved);
    let series = between(&html, "overview-compare", "<figure");
    let rest = between(&html, "overview-saved", "never");
    insta::assert_snapshot!([series, rest].join("\n\n"));
}

#[test]
fn periods_side_by_side_and_a_file_that_is_none() {
    let html = overview("3m,previous", ALL, Saved::Unreadable("x.txt".to_owned()));
    insta::assert_snapshot!(between(&html, "overview-compare", "overview-odd"));
}

#[test]
fn funnel_and_histograms_as_charts() {
    let chart = |kind| {
        drawn::<LifeChart>(LifeChartProps {
            seen: seen(),
            options: Options::default(),
            kind,
            width_px: 320.0,
            on_act: Callback::noop(),
        })
    };
    let charts = [ChartKind::Funnel, ChartKind::Histogram].map(chart);
    insta::assert_snapshot!(charts.join("\n\n"));
}

#[test]
fn without_rows_nothing_is_divided_by() {
    let html = drawn::<Overview>(OverviewProps {
        seen: Seen {
            table: table(b"[]"),
            count: 0,
            ..seen()
        },
        coverage: ALL,
        options: Options::default(),
        saved: Saved::Nothing,
        place: (300.0, 2),
        on_act: Callback::noop(),
    });
    assert!(html.contains("there is nothing to divide by"));
    assert!(html.contains("No open referral waits"));
    assert!(!html.contains("NaN"));
}
