//! From nothing to rows and a chart, and the ways back.

use serde_json::json;

use crate::page::TOKEN;
use crate::stage::rows;

#[tokio::test]
async fn a_pasted_token_shows_rows_and_a_chart() {
    rows(600)
        .run(async |page| {
            page.open("index.html").await;
            page.get("heading", "Referral analytics").await;
            page.get("heading", "Connect to Partner Center").await;
            assert_eq!(page.asked(), Vec::<String>::new());
            page.paste(TOKEN).await;
            page.settled().await;
            let screen = page
                .until("the chart has all", |screen| screen.chart().total() == 600)
                .await;
            assert!(
                screen.says("600 of 600 referrals loaded"),
                "{:?}",
                screen.truth
            );
            assert!(
                screen.says("Grouped here from 600 referrals"),
                "{:?}",
                screen.truth
            );
            assert!(screen.says("Dates in UTC"), "{:?}", screen.truth);
            assert_eq!(screen.table().caption, "600 referrals");
            assert_eq!(screen.table().rows.len().min(10), 10);
            assert!(
                screen.chart().caption.starts_with("Referrals by Status"),
                "{:?}",
                screen.chart()
            );
            assert_eq!(screen.live, "600 of 600 referrals loaded.");
            assert_eq!(screen.alerts, Vec::<String>::new());
            // With no grouping in the link nothing more is asked of the service than rows.
            assert_eq!(page.asked(), ["?top=1000&skip=0"]);
            // The form is gone, and with it the secret.
            assert!(page.find("textbox", "Access token").await.is_empty());
        })
        .await;
}

/// Needs a site that xtask built: trunk alone leaves each script as it is.
#[tokio::test]
async fn a_page_with_rows_and_a_chart_takes_four_requests() {
    rows(600)
        .run(async |page| {
            page.load("index.html").await;
            page.until("the chart has all", |screen| screen.chart().total() == 600)
                .await;
            let fetched = page
                .run(
                    "return performance.getEntriesByType('navigation')
                         .concat(performance.getEntriesByType('resource'))
                         .map(entry => new URL(entry.name).pathname.split('/').pop())
                         .filter(name => name !== 'referrals').sort()",
                    vec![],
                )
                .await;
            assert_eq!(
                fetched,
                json!([
                    "index.html",
                    "referral-analytics.config.json",
                    "referral-analytics.js",
                    "referral-widget_bg.wasm"
                ])
            );
        })
        .await;
}

#[tokio::test]
async fn the_site_works_below_any_path() {
    rows(20)
        .below("/partner/some/path")
        .run(async |page| {
            let screen = page.load("partner/some/path/#view=table").await;
            assert!(
                screen.says("20 of 20 referrals loaded"),
                "{:?}",
                screen.truth
            );
            assert_eq!(page.asked(), ["?top=1000&skip=0"]);
        })
        .await;
}

#[tokio::test]
async fn back_forward_reload_and_a_second_visit_restore_the_screen() {
    rows(600)
        .run(async |page| {
            let all = page.load("index.html").await;
            page.filter("status eq 'Won'").await;
            page.until_address("#filter=status%20eq%20%27Won%27").await;
            let won = page.settled().await;
            assert!(won.table().has_only("Status", "Won"), "{:?}", won.table());
            page.choose("Group by", "Organization size").await;
            page.until_address("#filter=status%20eq%20%27Won%27&groupby=customerOrgSize")
                .await;
            let sized = page
                .until("the chart is by size", |screen| {
                    screen.chart.as_ref().is_some_and(|chart| {
                        chart.caption.starts_with("Referrals by Organization size")
                    })
                })
                .await;
            assert_eq!(sized.chart().total(), won.chart().total());

            let same = |expected: &crate::screen::Screen| {
                let expected = expected.lasting();
                move |screen: &crate::screen::Screen| screen.lasting() == expected
            };
            page.back().await;
            page.until("Back shows the filter alone", same(&won)).await;
            page.back().await;
            page.until("Back again shows everything", same(&all)).await;
            page.forward().await;
            page.until("Forward shows the filter", same(&won)).await;
            page.forward().await;
            page.until("Forward again shows the grouping", same(&sized))
                .await;

            // The token is gone with the page; with a new one the link shows the same, counted by the service this time.
            let link = page.fragment().await;
            let counted = |screen: &crate::screen::Screen| {
                let (filter, table, chart, _) = screen.lasting();
                (filter, table, chart)
            };
            page.reload().await;
            page.paste(TOKEN).await;
            page.until("all is loaded", |screen| {
                !screen.busy && screen.truth == again_truth(&sized.truth, screen)
            })
            .await;
            let same = |screen: &crate::screen::Screen| counted(screen) == counted(&sized);
            page.until("a reload shows the same", same).await;
            page.load(&format!("index.html#{link}")).await;
            page.until("a second visit shows the same", same).await;
        })
        .await;
}

/// The truth line of a screen that was loaded from its link, where the service has counted.
fn again_truth(before: &[String], screen: &crate::screen::Screen) -> Vec<String> {
    let mut truth = before.to_vec();
    for (fact, now) in truth.iter_mut().zip(&screen.truth) {
        if fact.starts_with("Fetched ") {
            fact.clone_from(now);
        }
        if fact.starts_with("Grouped here") {
            "Grouped by the service".clone_into(fact);
        }
    }
    truth
}

#[tokio::test]
async fn sample_data_needs_no_token_and_is_marked() {
    rows(600)
        .run(async |page| {
            page.open("index.html").await;
            page.click("button", "Explore sample data").await;
            let screen = page.settled().await;
            assert!(
                screen.text.contains("Sample data, not real referrals"),
                "{}",
                screen.text
            );
            assert!(
                screen.truth[0].starts_with("Sample data: "),
                "{:?}",
                screen.truth
            );
            let all = screen.chart().total();
            assert!(all > 100 && !screen.table().rows.is_empty());
            // It is filtered and grouped here; nothing goes to the service.
            page.filter("status eq 'Won'").await;
            let won = page
                .until("the filter applies", |screen| screen.chart().total() < all)
                .await;
            assert!(won.table().has_only("Status", "Won"));
            assert!(
                won.text.contains("Sample data, not real referrals"),
                "{}",
                won.text
            );
            assert_eq!(page.asked(), Vec::<String>::new());
            // And it is left for the real thing, by its own button.
            page.click("button", "Leave sample data").await;
            page.paste(TOKEN).await;
            let real = page.settled().await;
            assert!(!real.text.contains("Sample data"), "{}", real.text);
            assert!(
                page.asked()[0].starts_with("?filter=status%20eq%20%27Won%27&"),
                "{:?}",
                page.asked()
            );
        })
        .await;
}
