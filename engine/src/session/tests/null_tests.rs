//! Tests for null that the service refuses are done here, and are its own again where it was not because of them.

use super::*;
use crate::derived::Derived;
use crate::request::Base;

const REFUSED: &str = r#"{"code":"InvalidQueryParameters","message":"null is not supported"}"#;

const ROWS: &str = r#"{"Value":[
    {"id":"1","status":"Won","wonDate":"2018-02-01"},{"id":"2","status":"Won"},{"id":"3","status":"Won"}],"TotalCount":3}"#;

/// What was done last.
fn last(script: &Script) -> &str {
    script.done.last().unwrap()
}

fn shown(script: &Script) -> usize {
    let rank = |texts: &[&str]| vec![0; texts.len()];
    let derived = Derived::default().update(&script.session, script.now, 0, &rank);
    derived.rows.len()
}

#[test]
fn tests_for_null_that_are_refused_are_done_here() {
    let mut script = script(small_pages());
    let link = "#filter=status eq 'Won' and wonDate eq null&groupby=status&view=table";
    script.open(link).token();
    script.status(400, REFUSED);
    assert_eq!(
        last(&script),
        "send 2 ?filter=status%20eq%20%27Won%27&top=2&skip=0 with a token"
    );
    let announced = script.session.announcement().1;
    assert_eq!(announced, Some(&Announcement::NullTestsHere));
    script.ok(ROWS);
    assert_eq!(last(&script), "loaded 3 of Some(3)");
    script.look();
    assert_eq!(shown(&script), 2);
    let judged_here = script.session.judged_here().map(ToString::to_string);
    assert_eq!(judged_here.as_deref(), Some("wonDate eq null"));
    // The link and the filter are what the user asked for.
    assert_eq!(
        script.session.query().filter,
        "status eq 'Won' and wonDate eq null"
    );
    // The groups of the service would count what is not shown, so they are counted here.
    script.event(Event::Changed(Change::View(View::Chart)));
    script.event(Event::GroupsAsked);
    assert!(!script.look().iter().any(|line| line.starts_with("send")));

    // It is known now, so the next one is not tried; and where only the test for null is new, nothing is asked at all.
    let filter = |text: &str| Event::Changed(Change::Filter(text.to_owned()));
    script.event(filter("status eq 'Won' and wonDate ne null"));
    assert!(!script.look().iter().any(|line| line.starts_with("send")));
    assert_eq!(shown(&script), 1);
    let sent = "send 3 ?filter=status%20eq%20%27Lost%27&top=2&skip=0 with a token";
    script.event(filter("status eq 'Lost' and wonDate ne null"));
    assert_eq!(last(&script), sent);
    // Without such a test the service judges all of it.
    script.ok(&rows(0..1, 1)).event(filter("status eq 'Lost'"));
    assert_eq!(script.session.judged_here(), None);
}

#[test]
fn groups_that_are_refused_for_a_test_for_null_are_counted_here_from_rows() {
    let mut script = script(small_pages());
    script
        .open("#filter=wonDate eq null&groupby=status&view=chart")
        .token();
    assert_eq!(
        last(&script),
        "send 1 ?filter=wonDate%20eq%20null&groupby=status with a token"
    );
    script.status(400, REFUSED);
    assert_eq!(last(&script), "send 2 ?top=2&skip=0 with a token");
    script.ok(ROWS);
    let rank = |texts: &[&str]| vec![0; texts.len()];
    let derived = Derived::default().update(&script.session, script.now, 0, &rank);
    assert_eq!(derived.groups.map(|groups| groups.total()), Some(2));
}

#[test]
fn a_query_that_is_refused_for_another_reason_is_told_as_it_was_asked() {
    let mut script = script(small_pages());
    script.open("#filter=wonDate eq null").token();
    script.status(400, "{}").status(400, "{}");
    assert_eq!(last(&script), "failed bad-query");
    assert_eq!(script.session.judged_here(), None);
    script.event(Event::Resumed);
    assert_eq!(
        last(&script),
        "send 3 ?filter=wonDate%20eq%20null&top=2&skip=0 with a token"
    );
}

#[test]
fn another_service_is_asked_anew() {
    let mut script = script(small_pages());
    script.open("#filter=wonDate eq null").token();
    script.status(400, REFUSED).ok(ROWS).look();
    let elsewhere = Settings {
        base: Base::parse("/elsewhere").unwrap(),
        ..small_pages()
    };
    script.event(Event::Configured(Box::new(elsewhere)));
    assert_eq!(
        script.look(),
        [
            "send 3 /elsewhere/partner/v1/analytics/referrals?filter=wonDate%20eq%20null&top=2&skip=0 with a token"
        ]
    );
}
