//! Each fault as it looks on the wire.

use std::time::{Duration, Instant};

use referral_sandbox::{Fault, Sandbox};
use serde_json::json;

use crate::client::{PATH, Reply, ask, five, get, send};

/// The answer to a request that these faults strike.
fn struck(sandbox: &Sandbox, faults: &str, query: &str) -> Reply {
    sandbox.faults().order("next", faults).unwrap();
    ask(sandbox, query).unwrap()
}

fn text(faults: &str, query: &str) -> String {
    let reply = struck(&five(), faults, query);
    assert!(reply.complete);
    reply.text()
}

#[test]
fn throttling_tells_the_wait_in_three_ways() {
    let sandbox = five();
    let header = struck(&sandbox, "429=3", "");
    assert_eq!(
        (header.status, header.header("retry-after")),
        (429, Some("3"))
    );
    let body = struck(&sandbox, "429-body", "");
    assert_eq!((body.status, body.header("retry-after")), (429, None));
    assert_eq!(
        body.json(),
        json!({"statusCode":429,"message":"Rate limit is exceeded. Try again in 57 seconds."})
    );
    let date = struck(&sandbox, "429-date=90", "");
    assert!(date.header("retry-after").unwrap().ends_with(" GMT"));
    assert!(!date.text().contains("90"));
    assert_eq!(ask(&sandbox, "").unwrap().status, 200);
}

#[test]
fn statuses_have_the_bodies_of_the_table() {
    let sandbox = five();
    for (status, code) in [
        (401, 400),
        (403, 2032),
        (408, 800_003),
        (500, 800_003),
        (501, 0),
        (502, 800_003),
        (503, 800_003),
        (504, 800_003),
    ] {
        let reply = struck(&sandbox, &status.to_string(), "");
        assert_eq!(
            (reply.status, &reply.json()["code"]),
            (status, &json!(code))
        );
    }
    assert_eq!(struck(&sandbox, "400", "").json()["code"], "BadRequest");
    assert_eq!(struck(&sandbox, "404", "").json()["statusCode"], 404);
    let empty = struck(&sandbox, "401-empty", "");
    assert_eq!((empty.status, empty.body.len()), (401, 0));
    let inside = struck(&sandbox, "error-200", "");
    assert_eq!(
        (inside.status, &inside.json()["code"]),
        (200, &json!(800_003))
    );
    for (name, status) in [("html", 200), ("html-502", 502)] {
        let page = struck(&sandbox, name, "");
        assert_eq!(
            (page.status, page.header("content-type")),
            (status, Some("text/html; charset=utf-8"))
        );
    }
    for (name, status) in [("empty", 200), ("204", 204)] {
        let reply = struck(&sandbox, name, "");
        assert_eq!((reply.status, reply.body.len()), (status, 0));
    }
}

#[test]
fn cut_off_bodies_end_in_the_middle_of_a_row() {
    let sandbox = five();
    for name in ["cut=1", "cut-length=1"] {
        let reply = struck(&sandbox, name, "");
        assert!(!reply.complete, "{name}");
        let text = reply.text();
        assert!(
            text.contains(r#"{"id":"1""#) && text.contains(r#"{"id":"2""#),
            "{text}"
        );
        assert!(
            !text.contains(r#""id":"3""#) && !text.ends_with('}'),
            "{text}"
        );
        assert_eq!(
            reply.header("content-length").is_some(),
            name.contains("length")
        );
    }
    sandbox.faults().push(Fault::Drop);
    assert!(ask(&sandbox, "").is_none());
    assert_eq!(ask(&sandbox, "").unwrap().status, 200);
}

#[test]
fn latency_and_drip_take_their_time() {
    let sandbox = five();
    let start = Instant::now();
    struck(&sandbox, "latency=60", "");
    assert!(start.elapsed() >= Duration::from_millis(60));
    let start = Instant::now();
    let reply = struck(&sandbox, "drip=100/10,bom", "");
    assert!(reply.complete && reply.body.starts_with(b"\xef\xbb\xbf{\"Value\""));
    assert!(start.elapsed() >= Duration::from_millis(10 * (reply.body.len() as u64 / 100)));
}

#[test]
fn rows_come_in_every_wrapping() {
    let (one, two) = (
        r#"{"id":"3","status":"Lost","customerMarket":null,"createdDate":"2018-02-28T10:00:00"}"#,
        r#"{"id":"4","status":"New","customerMarket":"US","createdDate":"2018-03-01T00:00:00"}"#,
    );
    let next = r#""referrals?top=2&skip=4""#;
    for (name, expected) in [
        ("array", format!("[{one},{two}]")),
        (
            "value",
            format!(r#"{{"@odata.count":5,"value":[{one},{two}],"@odata.nextLink":{next}}}"#),
        ),
        (
            "items",
            format!(
                r#"{{"totalCount":5,"items":[{one},{two}],"links":{{"next":{{"uri":{next}}}}}}}"#
            ),
        ),
        (
            "data",
            format!(r#"{{"data":[{one},{two}],"total":5,"nextLink":{next}}}"#),
        ),
        (
            "d-results",
            format!(r#"{{"d":{{"results":[{one},{two}]}}}}"#),
        ),
        ("object", one.to_owned()),
        ("ndjson", format!("{one}\n{two}\n")),
        (
            "total-text",
            format!(r#"{{"value":[{one},{two}],"nextLink":{next},"totalCount":"5"}}"#),
        ),
        ("no-total", format!(r#"{{"Value":[{one},{two}]}}"#)),
        (
            "next-only",
            format!(r#"{{"Value":[{one},{two}],"@nextLink":{next}}}"#),
        ),
    ] {
        assert_eq!(
            text(&format!("envelope={name}"), "?top=2&skip=2"),
            expected,
            "{name}"
        );
    }
    let upper = text("envelope=upper-keys", "?top=1");
    assert!(
        upper.contains(r#""ID":"1""#) && upper.contains(r#""WONDATE":"#),
        "{upper}"
    );
}

#[test]
fn paging_goes_wrong_on_demand() {
    let sandbox = five();
    let ids = |reply: Reply| -> Vec<String> {
        let rows = reply.json()["Value"].as_array().unwrap().clone();
        rows.iter()
            .map(|row| row["id"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(
        ids(struck(&sandbox, "duplicates=1", "?top=2&skip=2")),
        ["2", "3", "4"]
    );
    assert_eq!(
        ids(struck(&sandbox, "same-page", "?top=2&skip=100")),
        ["1", "2"]
    );
    assert_eq!(
        struck(&sandbox, "same-page", "?top=2&skip=100").json()["@nextLink"],
        "referrals?top=2&skip=102"
    );
    assert_eq!(
        struck(&sandbox, "total-changes", "?top=2").json()["TotalCount"],
        5
    );
    assert_eq!(
        struck(&sandbox, "total-changes", "?top=2&skip=2").json()["TotalCount"],
        12
    );
    assert_eq!(
        struck(&sandbox, "foreign-next", "?top=2").json()["@nextLink"],
        "https://evil.example/partner/v1/analytics/referrals?top=2&skip=2"
    );
}

#[test]
fn bad_cells_are_where_they_are_said_to_be() {
    let sandbox = Sandbox::start(referral_sandbox::Options::default()).unwrap();
    let rows = struck(&sandbox, "bad-cells", "?top=10").json()["Value"].clone();
    assert_eq!(rows[1]["createdDate"], "2018-02-30T00:00:00");
    assert!(rows[3]["id"].is_u64());
    assert!(rows[5]["customerName"].is_object());
    assert_eq!(rows[7], "not a row");
    assert!(rows[0]["id"].is_string());
}

#[test]
fn groups_come_in_other_makes() {
    for (name, expected) in [
        (
            "group-name",
            r#"{"wonDate":null,"leadCount":"4"},{"wonDate":"2018-03-01T00:00:00","leadCount":"1"}"#,
        ),
        (
            "group-numbers",
            r#"{"wonDate":null,"referralCount":4},{"wonDate":"2018-03-01T00:00:00","referralCount":1}"#,
        ),
        (
            "group-months",
            r#"{"wonDate":null,"referralCount":"4"},{"wonDate":"2018-03","referralCount":"1"}"#,
        ),
        (
            "group-us-dates",
            r#"{"wonDate":null,"referralCount":"4"},{"wonDate":"3/1/2018","referralCount":"1"}"#,
        ),
        (
            "group-date-only",
            r#"{"wonDate":null,"referralCount":"4"},{"wonDate":"2018-03-01","referralCount":"1"}"#,
        ),
        (
            "group-date-key",
            r#"{"date":null,"referralCount":"4"},{"date":"2018-03-01T00:00:00","referralCount":"1"}"#,
        ),
    ] {
        let answer = text(name, "?groupby=wonDate&aggregationLevel=month");
        assert_eq!(
            answer,
            format!(r#"{{"Value":[{expected}],"@nextLink":null,"TotalCount":2}}"#),
            "{name}"
        );
    }
    assert!(
        text("group-null", "?groupby=customerMarket")
            .contains(r#"{"customerMarket":null,"referralCount":"1"}"#)
    );
    assert!(text("group-cut=1", "?groupby=customerMarket").ends_with(r#""TotalCount":1}"#));
    assert!(text("group-flat", "?groupby=customerMarket&top=1").contains(r#""id":"1""#));
}

#[test]
fn people_order_faults_over_http() {
    let sandbox = five();
    let planned = get(
        &sandbox,
        "/sandbox/faults?next=500&next=none&after=2:429=9",
        &[],
    )
    .json();
    assert_eq!(
        planned["planned"],
        json!(["after=0:500", "after=1:none", "after=2:429=9"])
    );
    let statuses: Vec<u16> = (0..4).map(|_| ask(&sandbox, "").unwrap().status).collect();
    assert_eq!(statuses, [500, 200, 429, 200]);
    let orders = r#"{"clear":true,"always":["503"]}"#;
    assert_eq!(
        send(&sandbox, "POST", "/sandbox/faults", &[], orders)
            .unwrap()
            .status,
        200
    );
    assert_eq!(ask(&sandbox, "").unwrap().status, 503);
    assert_eq!(
        get(&sandbox, "/sandbox/faults?clear", &[]).json()["planned"],
        json!([])
    );
    assert_eq!(
        get(&sandbox, "/sandbox/faults?next=teapot", &[]).status,
        400
    );
    assert!(
        get(&sandbox, "/sandbox", &[])
            .text()
            .contains("group-cut=N")
    );
    assert_eq!(
        sandbox.requests().len(),
        5,
        "control routes are not logged, {PATH}"
    );
}
