//! Every fault mode of the sandbox that concerns rows, and what a person reads of it: one table row each.
//!
//! Bodies that break off are `cut_off`, faults that need a person's hand in the middle `interruptions`, grouped answers
//! `groups`.

use crate::case::{always, check, next};
use crate::stage::rows;

const FIRST: &str = "?top=1000&skip=0";
const REST: &str = "?top=9999&skip=1000";

#[tokio::test]
async fn every_envelope_is_read() {
    let told = |envelope| {
        always(envelope)
            .asked(&[FIRST, REST])
            .truth(&["1,200 of 1,200 referrals loaded"])
    };
    let untold = |envelope| {
        always(envelope)
            .asked(&[FIRST, REST])
            .truth(&["1,200 referrals, all loaded"])
    };
    check(&[
        told("envelope=documented"),
        told("envelope=value"),
        told("envelope=items"),
        told("envelope=data"),
        told("envelope=total-text"),
        told("envelope=upper-keys"),
        told("bom"),
        untold("envelope=array"),
        untold("envelope=d-results"),
        untold("envelope=ndjson"),
        untold("envelope=no-total"),
        untold("envelope=next-only"),
        // No body is no rows (endpoint.md §3.1).
        always("empty")
            .asked(&[FIRST])
            .rows(0)
            .truth(&["0 referrals, all loaded"]),
        always("204")
            .asked(&[FIRST])
            .rows(0)
            .truth(&["0 referrals, all loaded"]),
        always("envelope=object")
            .asked(&[FIRST])
            .rows(1)
            .truth(&["1 referral, all loaded"]),
    ])
    .await;
}

#[tokio::test]
async fn what_is_odd_about_pages_and_rows_is_told() {
    check(&[
        always("duplicates=10")
            .asked(&[FIRST, REST])
            .truth(&["1,200 of 1,200 referrals loaded", "10 duplicates left out"]),
        always("total-changes")
            .asked(&[FIRST, REST, "?top=9999&skip=1200"])
            .truth(&["1,200 of 1,207 referrals loaded"])
            .notices(&[
                "The total changed from 1,200 to 1,207 while loading",
                "stopped sending before its own total was reached",
            ]),
        // The second page is longer, so it brings the rest of the rows too; the third brings nothing new.
        always("same-page")
            .asked(&[FIRST, REST, "?top=9999&skip=10999"])
            .truth(&["1,200 of 1,200 referrals loaded"])
            .notices(&["The service repeated a page, so loading stopped."]),
        always("foreign-next")
            .asked(&[FIRST, REST])
            .truth(&["1,200 of 1,200 referrals loaded"]),
        always("bad-cells")
            .asked(&[FIRST, REST])
            .rows(1_080)
            .truth(&["1,080 of 1,200 referrals loaded"])
            .notices(&[
                "120 rows could not be read and were left out.",
                "240 values could not be read.",
            ]),
    ])
    .await;
}

#[tokio::test]
async fn refusals_are_told_at_once_and_never_asked_again() {
    check(&[
        next(&["400"]).asked(&[FIRST]).rows(0).alert(
            "Try again",
            &[
                "could not use this query (400)",
                "The value of the parameter 'filter' could not be parsed.",
                "status 400",
                "correlation id",
            ],
        ),
        next(&["401"])
            .asked(&[FIRST])
            .rows(0)
            .alert("Use token", &["did not accept the token (401)", "code 400"]),
        next(&["401-empty"])
            .asked(&[FIRST])
            .rows(0)
            .alert("Use token", &["(401)", "multi-factor authentication"]),
        next(&["403"]).asked(&[FIRST]).rows(0).alert(
            "Use token",
            &["refused access (403)", "Referrals admin", "code 2032"],
        ),
        next(&["404"]).asked(&[FIRST]).rows(0).alert(
            "Try again",
            &[
                "found nothing at this address (404)",
                "Check the base URL",
                "when there is no data",
                "Resource not found",
            ],
        ),
        next(&["417"])
            .asked(&[FIRST])
            .rows(0)
            .alert("Try again", &["(417)", "The request was not accepted."]),
        next(&["html"]).asked(&[FIRST]).rows(0).alert(
            "Try again",
            &[
                "answer could not be read",
                "A web page came instead of data",
                "status 200",
                "correlation id",
            ],
        ),
    ])
    .await;
}

/// The same with rows already there: they stay, and so does the way on.
#[tokio::test]
async fn a_refusal_in_the_middle_keeps_the_rows() {
    const KEPT: &str = "The 1,000 referrals loaded before stay.";
    const TRUTH: &[&str] = &["1,000 of 1,200 referrals loaded"];
    let kept = |faults| next(faults).asked(&[FIRST, REST]).rows(1_000).truth(TRUTH);
    check(&[
        kept(&["none", "400"]).alert("Resume", &["(400)", KEPT]),
        kept(&["none", "401"]).alert("Use token", &["(401)", KEPT]),
        kept(&["none", "403"]).alert("Use token", &["(403)", KEPT]),
        kept(&["none", "404"]).alert("Resume", &["(404)", KEPT]),
        kept(&["none", "html"]).alert("Resume", &["A web page came instead of data", KEPT]),
        // No body is no rows (endpoint.md §3.1), but the service had promised some.
        kept(&["none", "empty"]).notices(&["stopped sending before its own total was reached"]),
        kept(&["none", "204"]).notices(&["stopped sending before its own total was reached"]),
    ])
    .await;
}

#[tokio::test]
async fn passing_faults_are_tried_four_times_and_then_told() {
    const KEPT: &str = "The 1,000 referrals loaded before stay.";
    let four = [FIRST; 4];
    let first = |fault| always(fault).asked(&four).rows(0);
    check(&[
        first("408").alert(
            "Try again",
            &[
                "had a problem (408)",
                "The request timed out.",
                "code 800003",
            ],
        ),
        first("500").alert(
            "Try again",
            &[
                "had a problem (500)",
                "quote the correlation id",
                "code 800003",
                "correlation id",
            ],
        ),
        first("501").alert("Try again", &["had a problem (501)", "Not implemented."]),
        first("502").alert("Try again", &["had a problem (502)"]),
        first("503").alert("Try again", &["had a problem (503)"]),
        first("504").alert("Try again", &["had a problem (504)"]),
        first("html-502").alert("Try again", &["had a problem (502)", "status 502"]),
        first("error-200").alert(
            "Try again",
            &[
                "had a problem",
                "An internal error occurred.",
                "code 800003",
            ],
        ),
        first("drop").alert(
            "Try again",
            &[
                "No answer came from the service",
                "CORS",
                "offline",
                "base URL",
            ],
        ),
        next(&["none", "500", "502", "503", "504"])
            .asked(&[FIRST, REST, REST, REST, REST])
            .rows(1_000)
            .truth(&["1,000 of 1,200 referrals loaded"])
            .alert("Resume", &["(504)", KEPT]),
        next(&["none", "drop", "drop", "drop", "drop"])
            .asked(&[FIRST, REST, REST, REST, REST])
            .rows(1_000)
            .truth(&["1,000 of 1,200 referrals loaded"])
            .alert("Resume", &["No answer came from the service", KEPT]),
        // What passes is not worth an alert.
        next(&["500", "none", "drop", "503"])
            .asked(&[FIRST, FIRST, REST, REST, REST])
            .truth(&["1,200 of 1,200 referrals loaded"]),
    ])
    .await;
}

#[tokio::test]
async fn what_could_not_be_read_is_listed_with_place_and_value() {
    rows(1_200)
        .run(async |page| {
            page.always("bad-cells");
            page.load("index.html").await;
            let summary =
                "120 rows could not be read and were left out. 240 values could not be read.";
            let found = page.find("summary", summary).await;
            let [summary] = found
                .try_into()
                .expect("one place for what could not be read");
            summary.click().await.unwrap();
            let screen = page
                .until("the list is open", |screen| {
                    screen.text.contains("2018-02-30")
                })
                .await;
            // Row, column, problem, value.
            for line in [
                "2 createdDate Not a date 2018-02-30T00:00:00",
                "6 customerName Not a single value",
                "8 – Not a row",
            ] {
                assert!(screen.text.contains(line), "{line} in {}", screen.text);
            }
            assert!(screen.text.contains("not a row"), "{}", screen.text);
        })
        .await;
}

#[tokio::test]
async fn a_foreign_next_link_and_a_foreign_page_do_nothing() {
    rows(1_200)
        .run(async |page| {
            page.always("foreign-next");
            page.load("index.html").await;
            let names =
                "return performance.getEntriesByType('resource').map((entry) => entry.name)";
            let asked = page.run(names, vec![]).await;
            let own = page.sandbox().url();
            for name in asked.as_array().unwrap() {
                assert!(name.as_str().unwrap().starts_with(&own), "{name}");
            }
            // A page of HTML is text to be told of; nothing in it is run.
            page.sandbox().faults().clear();
            page.next_faults(&["html"]);
            page.click("button", "Refresh").await;
            page.until("the page is told of", |screen| {
                screen.alert().contains("A web page came")
            })
            .await;
            assert_eq!(
                page.run("return document.title", vec![]).await,
                "Referral analytics"
            );
        })
        .await;
}

/// A fault that the sandbox learns gets a test here or beside.
#[test]
fn every_fault_of_the_sandbox_is_played() {
    let tests = [
        include_str!("faults.rs"),
        include_str!("cut_off.rs"),
        include_str!("groups.rs"),
        include_str!("interruptions.rs"),
    ]
    .concat();
    for (name, what) in referral_sandbox::FAULT_NAMES {
        let names: Vec<String> = match name.split('=').next().unwrap() {
            // Not a fault but how several are written.
            "FAULT,FAULT" => continue,
            "envelope" => what
                .split(' ')
                .map(|envelope| format!("\"envelope={envelope}\""))
                .collect(),
            name => vec![
                format!("\"{name}\""),
                format!("\"{name}="),
                format!(",{name}"),
            ],
        };
        let played = |name: &String| tests.contains(name.as_str());
        let enough = if name.starts_with("envelope") {
            names.iter().all(played)
        } else {
            names.iter().any(played)
        };
        assert!(enough, "no test plays {names:?}");
    }
}
