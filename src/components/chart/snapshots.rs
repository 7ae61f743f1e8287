//! Snapshots of the charts as they are drawn natively, and the accessible names that tests of the page rely on.

#![cfg(not(target_arch = "wasm32"))]

use std::rc::Rc;

use referral_engine::chart::{ChartKind, Order, ScaleType, Span};
use referral_engine::date::{Day, Level};
use referral_engine::field::Field;
use referral_engine::group::{CountedBy, Group, Groups, Key};
use yew::prelude::*;

use super::panels::{Panels, PanelsProps};
use super::scene::{Look, Scenes, Wish};
use super::twin::{Twin, TwinProps};
use super::{Chart, ChartProps};
use crate::components::snapshots::drawn;
use crate::text::Locale;

fn groups(fields: &[Field], level: Option<Level>, rows: &[(&[&str], u64)]) -> Groups {
    let key = |field: &Field, text: &&str| match Day::parse(text) {
        Some(day) if field.is_date() => Key::Date(day),
        _ if text.is_empty() => Key::None,
        _ => Key::Term((*text).to_owned()),
    };
    let group = |(keys, count): &(&[&str], u64)| Group {
        keys: fields
            .iter()
            .zip(*keys)
            .map(|(field, text)| key(field, text))
            .collect(),
        count: *count,
    };
    Groups {
        fields: fields.to_vec(),
        level,
        rows: rows.iter().map(group).collect(),
        counted_by: CountedBy::Service,
    }
}

fn by_status() -> Groups {
    let rows: [(&[&str], u64); 4] = [
        (&["Won"], 482),
        (&["Lost"], 1_210),
        (&["New"], 0),
        (&[""], 1),
    ];
    groups(&[Field::Status], None, &rows)
}

fn by_month_and_market() -> Groups {
    let rows: [(&[&str], u64); 4] = [
        (&["2018-02-01", "DE"], 12),
        (&["2018-02-01", "US"], 30),
        (&["2018-04-01", "US"], 41),
        (&["2018-04-01", ""], 7),
    ];
    groups(
        &[Field::CreatedDate, Field::CustomerMarket],
        Some(Level::Month),
        &rows,
    )
}

fn chart(groups: Groups, kind: Option<ChartKind>, width_px: f64) -> String {
    drawn::<Chart>(ChartProps {
        groups: Rc::new(groups),
        kind,
        span: Span::default(),
        on_select: Callback::noop(),
        on_range: Some(Callback::noop()),
        width_px,
    })
}

#[test]
fn bar() {
    insta::assert_snapshot!(chart(by_status(), None, 640.0));
}

#[test]
fn bar_lying() {
    let rows: [(&[&str], u64); 3] = [
        (&["A customer with a name that is very long indeed"], 12),
        (&["Contoso"], 30),
        (&[""], 4),
    ];
    insta::assert_snapshot!(chart(
        groups(&[Field::CustomerName], None, &rows),
        None,
        360.0
    ));
}

#[test]
fn stacked() {
    insta::assert_snapshot!(chart(by_month_and_market(), None, 640.0));
}

#[test]
fn line() {
    insta::assert_snapshot!(chart(by_month_and_market(), Some(ChartKind::Line), 640.0));
}

#[test]
fn heatmap() {
    insta::assert_snapshot!(chart(
        by_month_and_market(),
        Some(ChartKind::Heatmap),
        640.0
    ));
}

#[test]
fn empty() {
    insta::assert_snapshot!(chart(groups(&[Field::Status], None, &[]), None, 640.0));
}

#[test]
fn twin() {
    insta::assert_snapshot!(drawn::<Twin>(TwinProps {
        groups: Rc::new(by_month_and_market()),
        span: covered(),
        caption: "Referrals by Created (month) and Customer market".into(),
    }));
}

/// From the middle of the first month of [`by_month_and_market`].
fn covered() -> Span {
    Span {
        from: Day::parse("2018-02-14"),
        ..Span::default()
    }
}

#[test]
fn partial() {
    insta::assert_snapshot!(drawn::<Chart>(ChartProps {
        groups: Rc::new(by_month_and_market()),
        kind: Some(ChartKind::Bar),
        span: covered(),
        on_select: Callback::noop(),
        on_range: None,
        width_px: 640.0,
    }));
}

fn by_status_month_and_market() -> Groups {
    let rows: [(&[&str], u64); 5] = [
        (&["Won", "2018-02-01", "DE"], 12),
        (&["Won", "2018-03-01", "US"], 30),
        (&["Lost", "2018-03-01", "US"], 41),
        (&["New", "2018-02-01", "US"], 1),
        (&["Won", "2018-03-01", ""], 7),
    ];
    let fields = [Field::Status, Field::CreatedDate, Field::CustomerMarket];
    groups(&fields, Some(Level::Month), &rows)
}

#[test]
fn beside() {
    let html = chart(by_status_month_and_market(), None, 700.0);
    assert_eq!(html.matches(r#"tabindex="0""#).count(), 1);
    assert_eq!(html.matches(r#"role="group""#).count(), 3);
    assert!(
        html.contains(r#"aria-label="Feb 2018, Won, Germany, 12 referrals, 13 %""#),
        "{html}"
    );
    insta::assert_snapshot!(html);
}

#[test]
fn beside_twin() {
    insta::assert_snapshot!(drawn::<Twin>(TwinProps {
        groups: Rc::new(by_status_month_and_market()),
        span: Span::default(),
        caption: "Referrals".into(),
    }));
}

fn scenes(groups: Groups, look: Look) -> Scenes {
    let wish = Wish {
        groups: Rc::new(groups),
        kind: None,
        span: Span::default(),
        width_px: 640.0,
        look,
        instance: 0,
    };
    Scenes::of(&wish, &Locale::english())
}

fn looked_at(groups: Groups, look: Look) -> Vec<String> {
    let spoken = scenes(groups, look).all[0].spoken.clone();
    spoken.iter().map(AttrValue::to_string).collect()
}

#[test]
fn bar_logarithmic() {
    let look = Look {
        scale: ScaleType::Log,
        ..Look::default()
    };
    insta::assert_snapshot!(drawn::<Panels>(PanelsProps {
        scenes: scenes(by_status(), look).all,
        on_pick: Callback::noop(),
        on_brush: None,
    }));
}

#[test]
fn a_logarithmic_scale_is_offered_where_it_helps() {
    let offer = "Logarithmic scale";
    assert!(chart(by_status(), None, 640.0).contains(offer));
    assert!(!chart(by_month_and_market(), None, 640.0).contains(offer));
}

#[test]
fn the_reader_decides_between_values_and_names() {
    let rows: [(&[&str], u64); 4] = [(&["US"], 30), (&["CH"], 12), (&["AT"], 20), (&[""], 99)];
    let by_market = || groups(&[Field::CustomerMarket], None, &rows);
    let names = |order| {
        let look = Look {
            order,
            ..Look::default()
        };
        let spoken = looked_at(by_market(), look);
        let names = spoken
            .iter()
            .map(|text| text.split(',').next().unwrap().to_owned());
        names.collect::<Vec<_>>().join(" ")
    };
    assert_eq!(names(None), names(Some(Order::Value)));
    assert_eq!(
        names(Some(Order::Value)),
        "United States Austria Switzerland (none)"
    );
    assert_eq!(
        names(Some(Order::Natural)),
        "Austria Switzerland United States (none)"
    );
}

#[test]
fn marks_are_spoken_with_name_count_and_share() {
    let html = chart(by_status(), None, 640.0);
    assert!(
        html.contains(r#"aria-label="Won, 482 referrals, 28 %""#),
        "{html}"
    );
    assert!(
        html.contains(r#"aria-label="(none), 1 referral, &lt; 1 %""#),
        "{html}"
    );
    let html = chart(by_month_and_market(), None, 640.0);
    assert!(
        html.contains(r#"aria-label="Feb 2018, Germany, 12 referrals, 13 %""#),
        "{html}"
    );
}

#[test]
fn exactly_one_mark_is_a_tab_stop_and_no_style_is_inline() {
    for kind in [
        None,
        Some(ChartKind::Line),
        Some(ChartKind::Heatmap),
        Some(ChartKind::Bar),
    ] {
        let html = chart(by_month_and_market(), kind, 640.0);
        assert_eq!(html.matches(r#"tabindex="0""#).count(), 1);
        assert!(!html.contains("style="), "{html}");
    }
}

#[test]
fn what_is_not_drawn_is_said() {
    let html = chart(by_status(), Some(ChartKind::Funnel), 640.0);
    assert!(html.contains("Funnel: is not drawn from groups."), "{html}");
    let html = chart(by_status(), Some(ChartKind::Line), 640.0);
    assert!(
        html.contains("Line chart: needs a date to group by."),
        "{html}"
    );
}
