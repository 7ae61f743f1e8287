//! Documented answers: envelope, paging, filter, groups, refusals, the log.

use referral_sandbox::{Options, Recipe, Source};
use serde_json::json;

use crate::client::{PATH, ask, five, get, send, with};

#[test]
fn rows_come_in_the_documented_envelope_with_their_text() {
    let sandbox = five();
    let reply = ask(&sandbox, "?top=2&skip=2").unwrap();
    assert_eq!((reply.status, reply.complete), (200, true));
    assert_eq!(
        reply.header("content-type"),
        Some("application/json; charset=utf-8")
    );
    assert_eq!(
        reply.text(),
        concat!(
            r#"{"Value":["#,
            r#"{"id":"3","status":"Lost","customerMarket":null,"createdDate":"2018-02-28T10:00:00"},"#,
            r#"{"id":"4","status":"New","customerMarket":"US","createdDate":"2018-03-01T00:00:00"}"#,
            r#"],"@nextLink":"referrals?top=2&skip=4","TotalCount":5}"#
        )
    );
    let last = ask(&sandbox, "?top=2&skip=4").unwrap().json();
    assert_eq!(
        (&last["@nextLink"], &last["TotalCount"]),
        (&json!(null), &json!(5))
    );
    let beyond = ask(&sandbox, "?top=2&skip=50").unwrap();
    assert_eq!(
        beyond.text(),
        r#"{"Value":[],"@nextLink":null,"TotalCount":5}"#
    );
}

#[test]
fn the_filter_chooses_and_stands_in_the_next_link_un_encoded() {
    let sandbox = five();
    let query = "?filter=status%20eq%20%27Won%27%20and%20customerMarket%20eq%20%27US%27&top=1";
    let answer = ask(&sandbox, query).unwrap().json();
    assert_eq!(answer["Value"][0]["id"], "1");
    assert_eq!(answer["TotalCount"], 2);
    assert_eq!(
        answer["@nextLink"],
        "referrals?filter=status eq 'Won' and customerMarket eq 'US'&top=1&skip=1"
    );
    let second = ask(&sandbox, &format!("{query}&skip=1")).unwrap().json();
    assert_eq!(second["Value"][0]["id"], "5");
}

#[test]
fn groups_have_string_counts_first_days_and_a_total_of_groups() {
    let sandbox = five();
    let months = ask(
        &sandbox,
        "?groupby=createdDate,status&aggregationLevel=month",
    )
    .unwrap();
    assert_eq!(
        months.text(),
        concat!(
            r#"{"Value":["#,
            r#"{"createdDate":"2018-02-01T00:00:00","status":"Lost","referralCount":"1"},"#,
            r#"{"createdDate":"2018-02-01T00:00:00","status":"Won","referralCount":"2"},"#,
            r#"{"createdDate":"2018-03-01T00:00:00","status":"New","referralCount":"1"},"#,
            r#"{"createdDate":"2018-03-01T00:00:00","status":"Won","referralCount":"1"}"#,
            r#"],"@nextLink":null,"TotalCount":4}"#
        )
    );
    // 2018-02-04 was a Sunday: its week began on January 29.
    let weeks = ask(&sandbox, "?groupby=createdDate&aggregationLevel=week&top=2")
        .unwrap()
        .json();
    assert_eq!(
        weeks["Value"][0],
        json!({"createdDate":"2018-01-29T00:00:00","referralCount":"1"})
    );
    assert_eq!(
        weeks["Value"][1],
        json!({"createdDate":"2018-02-05T00:00:00","referralCount":"1"})
    );
    assert_eq!(weeks["TotalCount"], 3);
    assert_eq!(
        weeks["@nextLink"],
        "referrals?groupby=createdDate&aggregationLevel=week&top=2&skip=2"
    );
}

#[test]
fn without_a_level_dates_are_grouped_by_day_and_null_is_unknown() {
    let sandbox = five();
    let markets = ask(&sandbox, "?groupby=customerMarket").unwrap().json();
    assert_eq!(
        markets["Value"],
        json!([
            {"customerMarket":"DE","referralCount":"1"},
            {"customerMarket":"UNKNOWN","referralCount":"1"},
            {"customerMarket":"US","referralCount":"3"},
        ])
    );
    let days = ask(
        &sandbox,
        "?groupBy=createdDate&filter=status eq 'New'"
            .replace(' ', "%20")
            .as_str(),
    )
    .unwrap();
    assert_eq!(
        days.json()["Value"],
        json!([{"createdDate":"2018-03-01T00:00:00","referralCount":"1"}])
    );
    let flat = ask(&sandbox, "?aggregationLevel=month&top=1")
        .unwrap()
        .json();
    assert_eq!(flat["Value"][0]["id"], "1");
}

#[test]
fn bad_queries_get_shape_c() {
    let sandbox = five();
    for query in [
        "?top=10001",
        "?skip=-1",
        "?groupby=state",
        "?aggregationLevel=year&groupby=createdDate",
        "?filter=status%20%3D%20%27Won%27",
    ] {
        let reply = ask(&sandbox, query).unwrap();
        assert_eq!(reply.status, 400, "{query}");
        let body = reply.json();
        assert_eq!(
            (&body["code"], &body["source"]),
            (&json!("BadRequest"), &json!("AnalyticsAPI"))
        );
        assert_eq!(body["innererror"]["code"], "InvalidQueryParameters");
        assert!(
            body["innererror"]["data"][0]
                .as_str()
                .unwrap()
                .contains('\''),
            "{body}"
        );
    }
}

#[test]
fn tokens_are_refused_by_their_text() {
    let sandbox = five();
    for (token, status, code) in [
        ("wrong-audience", 401, 900_420),
        ("expired", 401, 400),
        ("app-only", 403, 900_329),
        ("no-role", 403, 2032),
    ] {
        let reply = get(&sandbox, PATH, &[&format!("authorization: bearer {token}")]);
        assert_eq!(
            (reply.status, &reply.json()["code"]),
            (status, &json!(code))
        );
    }
    let missing = get(&sandbox, PATH, &[]);
    assert_eq!(
        (missing.status, &missing.json()["code"]),
        (401, &json!(800_001))
    );
    let without_mfa = get(&sandbox, PATH, &["Authorization: Bearer no-mfa"]);
    assert_eq!((without_mfa.status, without_mfa.body.len()), (401, 0));
    assert_eq!(
        without_mfa.header("www-authenticate"),
        Some("Bearer error=\"invalid_token\"")
    );
}

#[test]
fn other_paths_and_methods_are_refused() {
    let sandbox = five();
    for path in [
        "/",
        "/partner/v1/analytics/referral",
        "/v1/analytics/referrals",
    ] {
        let reply = get(&sandbox, path, &["Authorization: Bearer any"]);
        assert_eq!(
            (reply.status, &reply.json()["code"]),
            (404, &json!(1000)),
            "{path}"
        );
    }
    assert_eq!(send(&sandbox, "POST", PATH, &[], "{}").unwrap().status, 405);
}

#[test]
fn requests_are_remembered_as_they_came_and_shown_without_the_token() {
    let sandbox = five();
    let target = format!("{PATH}?filter=status%20eq%20%27Won%27&groupby=createdDate%2Cstatus");
    let reply = get(
        &sandbox,
        &target,
        &[
            "Authorization: Bearer secret",
            "Accept: application/json",
            "MS-CorrelationId: abc",
        ],
    );
    assert_eq!(reply.header("ms-correlationid"), Some("abc"));
    let seen = sandbox.api_requests();
    assert_eq!(seen.len(), 1);
    assert_eq!(
        (seen[0].method.as_str(), seen[0].target.as_str()),
        ("GET", target.as_str())
    );
    assert_eq!(seen[0].header("Authorization"), Some("Bearer secret"));
    let shown = get(&sandbox, "/sandbox/requests", &[]).text();
    assert!(
        shown.contains("Bearer …") && !shown.contains("secret"),
        "{shown}"
    );
    assert!(
        ask(&sandbox, "")
            .unwrap()
            .header("ms-correlationid")
            .is_some()
    );
}

#[test]
fn pre_flights_are_answered_only_for_the_allowed_origin() {
    let closed = five();
    let ask_first = [
        "Origin: http://app.example",
        "Access-Control-Request-Method: GET",
        "Access-Control-Request-Headers: authorization",
    ];
    assert_eq!(
        send(&closed, "OPTIONS", PATH, &ask_first, "")
            .unwrap()
            .status,
        404
    );
    let open = with(Options {
        allow_origin: Some("http://app.example".to_owned()),
        ..Options::default()
    });
    let reply = send(&open, "OPTIONS", PATH, &ask_first, "").unwrap();
    assert_eq!(reply.status, 204);
    assert_eq!(
        reply.header("access-control-allow-origin"),
        Some("http://app.example")
    );
    assert_eq!(
        reply.header("access-control-allow-headers"),
        Some("authorization")
    );
    let answer = get(
        &open,
        &format!("{PATH}?top=1"),
        &["Origin: http://app.example", "Authorization: Bearer x"],
    );
    assert!(
        answer
            .header("access-control-expose-headers")
            .unwrap()
            .contains("MS-CorrelationId")
    );
    let other = get(
        &open,
        &format!("{PATH}?top=1"),
        &["Origin: http://evil.example", "Authorization: Bearer x"],
    );
    assert_eq!(other.header("access-control-allow-origin"), None);
}

#[test]
fn all_rows_of_a_large_answer_arrive_page_by_page() {
    let recipe = Recipe {
        rows: 25_000,
        ..Recipe::default()
    };
    let sandbox = with(Options {
        source: Source::Recipe(recipe),
        api_prefix: "/api/pc".to_owned(),
        ..Options::default()
    });
    let mut ids = std::collections::BTreeSet::new();
    for skip in [0, 10_000, 20_000] {
        let reply = get(
            &sandbox,
            &format!("/api/pc{PATH}?skip={skip}"),
            &["Authorization: Bearer x"],
        );
        let answer = reply.json();
        assert_eq!(answer["TotalCount"], 25_000);
        assert_eq!(answer["@nextLink"].is_null(), skip == 20_000);
        ids.extend(
            answer["Value"]
                .as_array()
                .unwrap()
                .iter()
                .map(|row| row["id"].as_str().unwrap().to_owned()),
        );
    }
    assert_eq!(ids.len(), 25_000);
}

/// The filter as a client encodes it: every byte outside RFC 3986 unreserved.
fn encoded(filter: &str) -> String {
    let unreserved = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    let each = filter.bytes().map(|byte| match unreserved(byte) {
        true => char::from(byte).to_string(),
        false => format!("%{byte:02X}"),
    });
    each.collect()
}

#[test]
fn filters_are_understood_as_the_fact_sheet_has_them() {
    let sandbox = five();
    for (filter, ids) in [
        (
            "createdDate ge cast('2018-02-05',Edm.DateTimeOffset) and createdDate lt cast('2018-03-01', Edm.DateTimeOffset)",
            "2 3",
        ),
        (
            "status eq 'Lost' or (status eq 'Won' and customerMarket ne 'US')",
            "2 3",
        ),
        ("wonDate ne null", "1"),
        ("customerMarket eq null", "3"),
        ("contains(customerName,'')", ""),
        ("id eq '4'", "4"),
    ] {
        let rows = ask(&sandbox, &format!("?filter={}", encoded(filter)))
            .unwrap()
            .json();
        let found: Vec<&str> = rows["Value"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| row["id"].as_str().unwrap())
            .collect();
        assert_eq!(found.join(" "), ids, "{filter}");
    }
    for filter in [
        "status = 'Won'",
        "status eq Won",
        "status eq \"Won\"",
        "customerName eq 'O'Neil'",
        "status eq 'Won",
        "state eq 'Won'",
        "status gt 'A'",
        "contains('Best',customerName)",
        "createdDate ge '2018-02-01'",
        "createdDate ge cast('2018-02-30',Edm.DateTimeOffset)",
        "createdDate ge cast('2018-02-01',Edm.String)",
        "status eq 'Won' and",
        "(status eq 'Won'",
        "status eq 'Won' && customerMarket eq 'US'",
        "createdDate gt null",
    ] {
        assert_eq!(
            ask(&sandbox, &format!("?filter={}", encoded(filter)))
                .unwrap()
                .status,
            400,
            "{filter}"
        );
    }
}
