//! Conditions and words of a query, written down by hand.

use super::*;
use crate::date::Day;

fn noon(day: &str) -> Timestamp {
    Timestamp(Day::parse(day).unwrap().start().0 + 43_200_000)
}

fn with(filter: &str, range: &str) -> Query {
    let mut query = Query {
        range: TimeRange::from_name(range).unwrap(),
        ..Query::default()
    };
    let parsed = filter::parse(filter).ok().map(|parsed| parsed.expr);
    query.set_filter(parsed.as_ref());
    query
}

#[test]
fn the_condition_is_range_and_filter_and_lock() {
    let now = noon("2018-05-31");
    let condition = |filter, range, locked| with(filter, range).condition(now, locked);
    assert_eq!(condition("", "all", ""), "");
    assert_eq!(condition("status eq 'Won'", "all", " "), "status eq 'Won'");
    assert_eq!(
        condition("status eq 'Won' or status eq 'Lost'", "all", ""),
        "status eq 'Won' or status eq 'Lost'"
    );
    assert_eq!(
        condition("", "3m", ""),
        "createdDate ge cast('2018-02-28',Edm.DateTimeOffset)"
    );
    assert_eq!(
        condition(
            "status eq 'Won' or status eq 'Lost'",
            "2018-01-01/2018-03-31",
            "partnerMarket EQ 'DE'"
        ),
        "createdDate ge cast('2018-01-01',Edm.DateTimeOffset) and createdDate lt cast('2018-04-01',Edm.DateTimeOffset) \
         and (status eq 'Won' or status eq 'Lost') and partnerMarket eq 'DE'"
    );
    assert_eq!(
        condition(
            "id eq '1' and status eq 'Won'",
            "12m",
            "soundslike(customerName,'x')"
        ),
        "createdDate ge cast('2017-05-31',Edm.DateTimeOffset) and id eq '1' and status eq 'Won' \
         and (soundslike(customerName,'x'))"
    );
}

#[test]
fn a_raw_filter_is_sent_as_it_is() {
    let mut query = Query::default();
    query.set_raw_filter("year(createdDate) eq 2018 or true".into());
    let now = noon("2018-05-31");
    assert_eq!(
        query.condition(now, ""),
        "year(createdDate) eq 2018 or true"
    );
    query.range = TimeRange::Months(1);
    query.date = Field::WonDate;
    assert_eq!(
        query.condition(now, ""),
        "wonDate ge cast('2018-04-30',Edm.DateTimeOffset) and (year(createdDate) eq 2018 or true)"
    );
    query.set_raw_filter(" ".into());
    assert_eq!((query.filter.as_str(), query.is_raw), ("", false));
}

#[test]
fn the_last_day_of_the_calendar_needs_no_bound() {
    let range = TimeRange::from_name("2018-01-01/9999-12-31").unwrap();
    let condition = range
        .condition(Field::CreatedDate, noon("2018-01-01"))
        .unwrap();
    assert_eq!(
        condition.to_string(),
        "createdDate ge cast('2018-01-01',Edm.DateTimeOffset)"
    );
}

#[test]
fn a_level_is_in_force_only_where_a_date_is_grouped() {
    let mut query = Query {
        aggregation_level: Some(Level::Month),
        groupby: vec![Field::Status],
        ..Query::default()
    };
    assert_eq!(query.level(), None);
    query.groupby.push(Field::WonDate);
    assert_eq!(query.level(), Some(Level::Month));
    query.aggregation_level = None;
    assert_eq!(query.level(), Some(Level::Day));
}

#[test]
fn words_are_read_in_any_case_and_nonsense_is_not() {
    assert_eq!(TimeRange::from_name("3M"), Some(TimeRange::Months(3)));
    for bad in [
        "",
        "2m",
        "m",
        "03m",
        "2018-01-01",
        "2018-03-31/2018-01-01",
        "2018-02-30/2018-03-01",
    ] {
        assert_eq!(TimeRange::from_name(bad), None, "{bad}");
    }
    assert_eq!(View::from_name("OVERVIEW"), Some(View::Overview));
    assert_eq!(Theme::from_name("sepia"), None);
    assert_eq!(
        SortKey::from_name("-CREATEDDATE"),
        Some(Query::default().sort[0])
    );
    assert_eq!(SortKey::from_name("--id"), None);
}

#[test]
fn it_is_serialised_with_the_names_of_the_element() {
    let query = with("status eq 'Won'", "3m");
    let json = serde_json::to_value(&query).unwrap();
    assert_eq!(json["filter"], "status eq 'Won'");
    assert_eq!(json["timeRange"], "3m");
    assert_eq!(json["dateField"], "createdDate");
    assert_eq!(json["sort"], serde_json::json!(["-createdDate"]));
    assert_eq!(json["view"], "split");
    assert_eq!(json["chart"], serde_json::Value::Null);
    assert_eq!(json.get("unknown"), None);
}

#[test]
fn the_days_that_are_covered_come_from_the_range_and_the_filter() {
    let covered = |filter: &str, range: &str, field| {
        let span = with(filter, range).span(field, noon("2026-11-21"));
        let text = |day: Option<Day>| day.map_or_else(|| "-".to_owned(), |day| day.to_string());
        [text(span.from), text(span.until), text(span.today)].join(" ")
    };
    let created = Field::CreatedDate;
    assert_eq!(covered("", "all", created), "- - 2026-11-21");
    assert_eq!(covered("", "3m", created), "2026-08-21 - 2026-11-21");
    assert_eq!(
        covered("", "2020-02-01/2020-02-29", created),
        "2020-02-01 2020-03-01 2026-11-21"
    );
    // The range is about the created date only.
    assert_eq!(covered("", "3m", Field::WonDate), "- - 2026-11-21");
    let drilled = "createdDate ge cast('2026-09-10',Edm.DateTimeOffset) \
        and createdDate lt cast('2026-10-01',Edm.DateTimeOffset) and status eq 'Won'";
    assert_eq!(
        covered(drilled, "3m", created),
        "2026-09-10 2026-10-01 2026-11-21"
    );
    // What need not hold covers nothing.
    let either = "createdDate ge cast('2026-09-10',Edm.DateTimeOffset) or status eq 'Won'";
    assert_eq!(covered(either, "all", created), "- - 2026-11-21");
}
