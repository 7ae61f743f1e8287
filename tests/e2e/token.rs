//! The token: cleaned up when pasted, sent to the service and kept nowhere else.

use serde_json::json;

use crate::page::TOKEN;
use crate::stage::rows;

#[tokio::test]
async fn the_token_is_in_no_storage_attribute_address_or_log() {
    rows(300)
        .run(async |page| {
            page.load("index.html").await;
            page.filter("status eq 'Won'").await;
            page.until_address("#filter=status%20eq%20%27Won%27").await;
            page.settled().await;
            let traces = page.run_async(include_str!("traces.js"), vec![]).await;
            let traces = traces.as_str().unwrap();
            // The search itself works: it sees what is in the address and on screen.
            for known in ["status%20eq%20%27Won%27", "referral-widget_bg.wasm", "All time"] {
                assert!(traces.contains(known), "{known} in {traces}");
            }
            for part in TOKEN.split('.') {
                assert!(!traces.contains(part), "{part} is in {:?}", around(traces, part));
            }
            let console = page.console().await;
            assert!(!console.iter().any(|line| line.contains(TOKEN)), "{console:?}");
            // Nothing was kept at all.
            let kept = page
                .run("return [localStorage.length, sessionStorage.length, document.cookie, history.state]", vec![])
                .await;
            assert_eq!(kept, json!([0, 0, "", null]));
        })
        .await;
}

fn around<'a>(text: &'a str, part: &str) -> Option<&'a str> {
    let place = text.find(part)?;
    text.get(place.saturating_sub(200)..place + part.len() + 200)
}

#[tokio::test]
async fn what_is_pasted_around_a_token_is_removed() {
    rows(20)
        .run(async |page| {
            for pasted in [
                "Bearer abc.def",
                "  \"abc.def\" ",
                "bearer 'abc.def'",
                "Authorization: Bearer abc.def",
            ] {
                page.sandbox().forget();
                page.open("index.html").await;
                page.paste(pasted).await;
                let screen = page.settled().await;
                assert!(
                    screen.says("20 of 20 referrals loaded"),
                    "{pasted}: {screen:?}"
                );
                for request in page.sandbox().api_requests() {
                    assert_eq!(
                        request.header("authorization"),
                        Some("Bearer abc.def"),
                        "{pasted}"
                    );
                }
            }
        })
        .await;
}

#[tokio::test]
async fn what_is_no_token_is_told_and_not_sent() {
    rows(20)
        .run(async |page| {
            page.open("index.html").await;
            page.click("button", "Use token").await;
            page.until("emptiness is told", |screen| {
                screen
                    .alert()
                    .contains("There is no token in what was pasted.")
            })
            .await;
            page.paste("abc…def").await;
            page.until("bad characters are told", |screen| {
                screen.alert().contains("characters that no token has")
            })
            .await;
            assert_eq!(page.asked(), Vec::<String>::new());
        })
        .await;
}

#[tokio::test]
async fn a_refused_token_is_told_with_its_likely_cause_and_a_new_one_goes_on() {
    rows(20)
        .with_faults()
        .run(async |page| {
            for (token, told) in [
                (
                    "wrong-audience",
                    [
                        "(401)",
                        "audience must be https://api.partnercenter.microsoft.com",
                        "code 900420",
                    ],
                ),
                (
                    "expired",
                    [
                        "(401)",
                        "paste a new access token",
                        "the access token has expired",
                    ],
                ),
                (
                    "no-mfa",
                    ["(401)", "multi-factor authentication", "correlation id"],
                ),
                (
                    "app-only",
                    [
                        "(403)",
                        "needs a user's token, not an application's",
                        "code 900329",
                    ],
                ),
                ("no-role", ["(403)", "Referrals admin", "code 2032"]),
            ] {
                page.sandbox().forget();
                page.open("index.html").await;
                page.paste(token).await;
                let screen = page
                    .until("the refusal is told", |screen| !screen.alerts.is_empty())
                    .await;
                for part in told {
                    assert!(
                        screen.alert().contains(part),
                        "{token}: {part} in {:?}",
                        screen.alerts
                    );
                }
                // Asking again with the same token would not help, so that is not done.
                assert_eq!(page.asked(), ["?top=1000&skip=0"], "{token}");
                page.paste(TOKEN).await;
                let screen = page
                    .until("the load goes on", |screen| {
                        screen.says("20 of 20 referrals loaded")
                    })
                    .await;
                assert_eq!(screen.alerts, Vec::<String>::new(), "{token}");
            }
        })
        .await;
}

#[tokio::test]
async fn a_forgotten_token_is_gone_and_the_rows_stay() {
    rows(300)
        .run(async |page| {
            page.load("index.html").await;
            page.click("button", "Forget token").await;
            let screen = page
                .until("the button goes", |screen| {
                    !screen.has_button("Forget token")
                })
                .await;
            assert!(
                screen.says("300 of 300 referrals loaded"),
                "{:?}",
                screen.truth
            );
            let before = page.asked();
            page.filter("status eq 'Won'").await;
            page.get("textbox", "Access token").await;
            assert_eq!(page.asked(), before);
        })
        .await;
}
