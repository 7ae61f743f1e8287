//! Snapshots of the filter's forms: chips, builder, facets, the time range.

use std::rc::Rc;

use referral_engine::date::Day;
use referral_engine::facet::{Facet, FacetValue};
use referral_engine::field::Field;
use referral_engine::query::{Query, TimeRange};
use yew::prelude::*;

use super::panel::{Forms, FormsProps};
use super::{Chips, ChipsProps, FilterPanel, FilterPanelProps};
use crate::components::find_box::{FindBox, FindBoxProps};
use crate::components::range::{RangePicker, RangePickerProps};
use crate::components::snapshots::drawn;

fn query(filter: &str) -> Query {
    Query {
        filter: filter.to_owned(),
        ..Query::default()
    }
}

fn facets() -> Rc<[Facet]> {
    let value = |(value, count, is_on): (&str, Option<u64>, bool)| FacetValue {
        value: (!value.is_empty()).then(|| value.to_owned()),
        count,
        is_on,
    };
    let status = [
        ("Won", Some(1482), true),
        ("Lost", None, false),
        ("", Some(3), false),
    ];
    let markets: Vec<String> = (b'A'..=b'L')
        .map(|letter| format!("X{}", letter as char))
        .collect();
    let markets = markets
        .iter()
        .map(|market| value((market, Some(1), market == "XK")));
    Rc::new([
        Facet {
            field: Field::Status,
            values: status.into_iter().map(value).collect(),
        },
        Facet {
            field: Field::CustomerMarket,
            values: markets.collect(),
        },
        Facet {
            field: Field::PartnerMarket,
            values: Vec::new(),
        },
    ])
}

fn forms(filter: &str) -> String {
    drawn::<Forms>(FormsProps {
        expr: query(filter).expr().map(Rc::new),
        facets: facets(),
        counted: "Numbers are of the 3 loaded referrals.".into(),
        on_open: Callback::noop(),
        on_filter: Callback::noop(),
    })
}

fn panel(query: Query) -> String {
    drawn::<FilterPanel>(FilterPanelProps {
        query,
        facets: Some(facets()),
        counted: AttrValue::default(),
        on_open: Callback::noop(),
        on_filter: Callback::noop(),
    })
}

#[test]
fn panel_that_is_closed() {
    insta::assert_snapshot!(drawn::<FilterPanel>(FilterPanelProps {
        query: query("status eq 'Won'"),
        facets: None,
        counted: AttrValue::default(),
        on_open: Callback::noop(),
        on_filter: Callback::noop(),
    }));
}

#[test]
fn forms_without_a_filter() {
    insta::assert_snapshot!(forms(""));
}

#[test]
fn forms_with_groups_in_groups_and_what_is_too_deep() {
    insta::assert_snapshot!(forms(
        "status eq 'Odd' and (contains(customerName,'O''Neil') or wonDate eq null or (createdDate ge \
         cast('2018-02-01',Edm.DateTimeOffset) and (id eq '1' or (id eq '2' and createdDate lt \
         cast('2018-02-01T10:00:00Z',Edm.DateTimeOffset)))))"
    ));
}

#[test]
fn panel_with_a_filter_that_is_sent_as_it_is() {
    let mut query = Query::default();
    query.set_raw_filter("startswith(customerName,'A')".to_owned());
    insta::assert_snapshot!(panel(query));
}

#[test]
fn chips_of_a_range_and_two_conditions() {
    let query = Query {
        range: TimeRange::Months(3),
        date: Field::WonDate,
        ..query("(status eq 'Won' or status eq 'Lost') and contains(customerName,'Ada')")
    };
    insta::assert_snapshot!(drawn::<Chips>(ChipsProps {
        query,
        sentence: "Referrals where this holds.".into(),
        on_change: Callback::noop(),
        children: Html::default(),
    }));
}

#[test]
fn range_of_two_days() {
    let day = |text| Day::parse(text).unwrap();
    insta::assert_snapshot!(drawn::<RangePicker>(RangePickerProps {
        range: TimeRange::Days {
            from: day("2018-02-01"),
            to: day("2018-02-28"),
        },
        date: Field::WonDate,
        today: day("2018-03-01"),
        on_range: Callback::noop(),
    }));
}

#[test]
fn what_is_found_is_counted() {
    insta::assert_snapshot!(drawn::<FindBox>(FindBoxProps {
        find: "ada".into(),
        hits: 1,
        of: 3000,
        on_find: Callback::noop(),
    }));
}
