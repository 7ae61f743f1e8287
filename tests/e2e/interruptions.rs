//! Loads that are held up, and the hand that helps them: slow answers, Cancel and Resume, throttling, a token that runs out.

use std::time::{Duration, Instant};

use crate::page::{Page, TOKEN};
use crate::stage::rows;

async fn begin(page: &Page) {
    page.open("index.html").await;
    page.paste(TOKEN).await;
}

#[tokio::test]
async fn first_rows_are_on_screen_before_a_slow_answer_has_ended() {
    rows(1_200)
        .run(async |page| {
            // 1,000 rows in about ten pieces, two seconds in all.
            page.next_faults(&["drip=40960/200"]);
            begin(page).await;
            let early = page
                .until("some rows are shown", |screen| {
                    screen
                        .table
                        .as_ref()
                        .is_some_and(|table| !table.rows.is_empty())
                })
                .await;
            assert!(early.busy && early.has_button("Cancel"), "{early:?}");
            assert_eq!(
                early.table().rowcount,
                -1,
                "how many there will be is not known yet"
            );
            assert_eq!(page.asked(), ["?top=1000&skip=0"]);
            let loaded: u64 = early.truth[0]
                .split(' ')
                .next()
                .unwrap()
                .replace(',', "")
                .parse()
                .unwrap();
            assert!((1..1_000).contains(&loaded), "{:?}", early.truth);
            let end = page.settled().await;
            assert!(
                end.says("1,200 of 1,200 referrals loaded"),
                "{:?}",
                end.truth
            );
        })
        .await;
}

#[tokio::test]
async fn cancel_is_immediate_and_resume_goes_on() {
    rows(1_200)
        .run(async |page| {
            page.next_faults(&["none", "latency=60000"]);
            begin(page).await;
            page.until("the second page is waited for", |screen| {
                screen.busy
                    && screen.says("1,000 of 1,200 referrals loaded")
                    && page.asked().len() == 2
            })
            .await;
            let began = Instant::now();
            page.click("button", "Cancel").await;
            let stopped = page
                .until("the load has stopped", |screen| {
                    screen.text.contains("Loading was stopped.") && !screen.busy
                })
                .await;
            assert!(
                began.elapsed() < Duration::from_secs(5),
                "{:?}",
                began.elapsed()
            );
            assert!(
                stopped.says("1,000 of 1,200 referrals loaded"),
                "{stopped:?}"
            );
            assert_eq!(stopped.live, "Stopped. 1,000 referrals stay.");
            assert_eq!(stopped.alerts, Vec::<String>::new());
            page.click("button", "Resume").await;
            page.until("all is loaded", |screen| {
                !screen.busy && screen.says("1,200 of 1,200 referrals loaded")
            })
            .await;
            assert_eq!(
                page.asked(),
                [
                    "?top=1000&skip=0",
                    "?top=9999&skip=1000",
                    "?top=9999&skip=1000"
                ]
            );
        })
        .await;
}

#[tokio::test]
async fn a_new_decision_replaces_an_answer_that_is_waited_for() {
    rows(1_200)
        .run(async |page| {
            page.next_faults(&["latency=1500", "none"]);
            begin(page).await;
            page.until("an answer is waited for", |screen| {
                screen.busy && page.asked().len() == 1
            })
            .await;
            page.filter("status eq 'Won'").await;
            page.until("the new answer is here", |screen| {
                !screen.busy && !screen.truth.is_empty()
            })
            .await;
            let won = page.settled().await;
            // The one that was given up would be here by now; it must not win.
            let later = page
                .run_async("setTimeout(arguments[0], 1600)", vec![])
                .await;
            assert!(later.is_null());
            assert_eq!(page.screen().await.lasting(), won.lasting());
            assert!(won.table().has_only("Status", "Won"));
        })
        .await;
}

#[tokio::test]
async fn a_token_refused_in_the_middle_is_asked_for_and_the_same_load_goes_on() {
    rows(1_200)
        .with_faults()
        .run(async |page| {
            page.next_faults(&["none", "401"]);
            begin(page).await;
            let screen = page
                .until("the refusal is told", |screen| {
                    !screen.alerts.is_empty() && screen.table.is_some()
                })
                .await;
            assert!(
                screen.text.contains("The service did not accept the token"),
                "{}",
                screen.text
            );
            assert!(
                screen.says("1,000 of 1,200 referrals loaded"),
                "{:?}",
                screen.truth
            );
            assert!(!screen.table().rows.is_empty());
            page.paste("another-token").await;
            let end = page
                .until("all is loaded", |screen| {
                    screen.says("1,200 of 1,200 referrals loaded")
                })
                .await;
            assert_eq!(end.alerts, Vec::<String>::new());
            assert_eq!(
                page.asked(),
                [
                    "?top=1000&skip=0",
                    "?top=9999&skip=1000",
                    "?top=9999&skip=1000"
                ]
            );
            let last = page.sandbox().api_requests().pop().unwrap();
            assert_eq!(last.header("authorization"), Some("Bearer another-token"));
        })
        .await;
}

#[tokio::test]
async fn throttling_waits_as_told_with_a_countdown() {
    rows(1_200)
        .with_faults()
        .run(async |page| {
            for fault in ["429=3", "429-body=3", "429-date=3"] {
                page.sandbox().forget();
                page.next_faults(&["none", fault]);
                begin(page).await;
                let seconds = |left: &'static str| {
                    move |screen: &crate::screen::Screen| {
                        screen
                            .text
                            .contains(&format!("Trying again in {left} (attempt 1 of 6)."))
                    }
                };
                let waiting = page.until("the countdown runs", seconds("2 seconds")).await;
                assert!(
                    waiting
                        .text
                        .contains("The service asks to slow down (429)."),
                    "{fault}: {}",
                    waiting.text
                );
                assert!(
                    waiting.says("1,000 of 1,200 referrals loaded") && waiting.has_button("Cancel"),
                    "{fault}: {waiting:?}"
                );
                page.until("the countdown goes on", seconds("1 second"))
                    .await;
                page.until("all is loaded", |screen| {
                    screen.says("1,200 of 1,200 referrals loaded")
                })
                .await;
                let requests = page.sandbox().api_requests();
                let [_, refused, again] = <[_; 3]>::try_from(requests).unwrap();
                assert_eq!(refused.target, again.target);
                let waited = again.at - refused.at;
                // A date has whole seconds, so it may be a second short.
                assert!(
                    waited > Duration::from_millis(1900) && waited < Duration::from_secs(6),
                    "{fault}: {waited:?}"
                );
            }
        })
        .await;
}

#[tokio::test]
async fn a_wait_can_be_cut_short_or_given_up() {
    rows(1_200)
        .with_faults()
        .run(async |page| {
            page.next_faults(&["none", "429", "429-body=50"]);
            begin(page).await;
            page.until("it waits", |screen| {
                screen.text.contains("Trying again in 5")
            })
            .await;
            page.click("button", "Retry now").await;
            // Throttled again right after: the wait is longer than told.
            page.until("it waits again, for longer", |screen| {
                screen.text.contains("(attempt 2 of 6)")
            })
            .await;
            page.click("button", "Cancel").await;
            let stopped = page
                .until("the load has stopped", |screen| {
                    screen.text.contains("Loading was stopped.")
                })
                .await;
            assert!(
                stopped.says("1,000 of 1,200 referrals loaded"),
                "{:?}",
                stopped.truth
            );
            page.click("button", "Resume").await;
            page.until("all is loaded", |screen| {
                screen.says("1,200 of 1,200 referrals loaded")
            })
            .await;
            assert_eq!(page.asked().len(), 4);
        })
        .await;
}

#[tokio::test]
async fn a_refresh_that_fails_keeps_the_rows() {
    rows(1_200)
        .with_faults()
        .run(async |page| {
            for (fault, told) in [
                ("500", "(500)"),
                ("404", "(404)"),
                ("401", "(401)"),
                ("html", "A web page came"),
            ] {
                page.sandbox().faults().clear();
                page.load("index.html").await;
                page.always(fault);
                page.click("button", "Refresh").await;
                page.until("the refresh is under way or over", |screen| {
                    screen.busy || !screen.alerts.is_empty() || screen.has_button("Retry now")
                })
                .await;
                let screen = page.hurried().await;
                assert!(
                    screen.alert().contains(told),
                    "{fault}: {:?}",
                    screen.alerts
                );
                let rows = screen.table.as_ref().map_or(0, |table| table.rows.len());
                assert!(rows > 0, "{fault}: the rows that were there are gone");
            }
        })
        .await;
}
