//! The link: what is asked for it to the byte, and how address and screen follow each other (contract §3 and §6).

use referral_engine::field::Field;
use referral_sandbox::{Generator, Recipe, SeenRequest};

use crate::page::TOKEN;
use crate::stage::rows;

const EXAMPLE: &str = "filter=status%20eq%20%27Won%27&\
    groupby=createdDate,customerMarket&aggregationLevel=month&chart=stacked";

#[tokio::test]
async fn the_example_shows_just_that_from_the_services_own_groups() {
    rows(3000)
        .run(async |page| {
            page.load(&format!("index.html#{EXAMPLE}")).await;
            let won = won_of(3000);
            let loaded = format!("{won} of {won} referrals loaded");
            let screen = page.until("all is loaded", |screen| !screen.busy && screen.says(&loaded)).await;
            assert!(screen.says("Grouped by the service"), "{:?}", screen.truth);
            assert_eq!(screen.filter, "status eq 'Won'");
            assert!(screen.table().has_only("Status", "Won"));
            let chart = screen.chart();
            assert!(chart.caption.starts_with("Referrals by Created (month) and Customer market"), "{}", chart.caption);
            assert_eq!(chart.total(), won);
            assert!(chart.marks.iter().any(|mark| mark.contains("2018, United States, ")), "{:?}", chart.marks);
            assert_eq!(screen.notices, Vec::<String>::new());
            // The link stays as it was given.
            assert_eq!(page.fragment().await, EXAMPLE);
            assert_eq!(
                page.asked(),
                [
                    "?filter=status%20eq%20%27Won%27&top=1000&skip=0",
                    "?filter=status%20eq%20%27Won%27&groupby=createdDate%2CcustomerMarket&aggregationLevel=month",
                ]
            );
            for request in page.sandbox().api_requests() {
                assert_headers(&request);
            }
        })
        .await;
}

/// How many of the made rows are won, counted without filter, grouping or service.
fn won_of(rows: u32) -> u64 {
    let made = Generator::new(Recipe {
        rows,
        ..Recipe::default()
    });
    made.filter(|row| row.term(Field::Status) == Some("Won"))
        .count() as u64
}

/// Ours are `Authorization` and `Accept`; the rest is what a browser sends with any request of its own origin.
fn assert_headers(request: &SeenRequest) {
    const OF_THE_BROWSER: [&str; 7] = [
        "host",
        "connection",
        "user-agent",
        "accept-encoding",
        "accept-language",
        "cache-control",
        "pragma",
    ];
    assert_eq!(request.method, "GET");
    assert_eq!(
        request.header("authorization"),
        Some(format!("Bearer {TOKEN}").as_str())
    );
    assert_eq!(request.header("accept"), Some("application/json"));
    let mut others: Vec<&str> = request
        .headers
        .iter()
        .map(|(name, _)| name.as_str())
        .collect();
    others.retain(|name| {
        !OF_THE_BROWSER.contains(name)
            && !name.starts_with("sec-")
            && !["authorization", "accept"].contains(name)
    });
    // No cookie, no referrer, nothing of ours.
    assert_eq!(others, Vec::<&str>::new());
}

#[tokio::test]
async fn keys_in_the_query_string_move_to_the_fragment() {
    rows(300)
        .run(async |page| {
            page.load("index.html?utm_source=mail&filter=status%20eq%20%27Won%27&view=table")
                .await;
            page.until_address(
                "/index.html?utm_source=mail#filter=status%20eq%20%27Won%27&view=table",
            )
            .await;
            let screen = page.screen().await;
            assert_eq!(screen.filter, "status eq 'Won'");
            assert_eq!(screen.chart, None);
        })
        .await;
}

#[tokio::test]
async fn keys_are_read_in_any_case_and_foreign_ones_stay() {
    rows(300)
        .run(async |page| {
            page.load("index.html#FILTER=status%20eq%20%27Won%27&portalTab=7")
                .await;
            page.until_address("#filter=status%20eq%20%27Won%27&portalTab=7")
                .await;
            page.choose("Group by", "Partner market").await;
            page.until_address("#filter=status%20eq%20%27Won%27&groupby=partnerMarket&portalTab=7")
                .await;
            page.click("button", "Clear filter").await;
            page.until_address("#groupby=partnerMarket&portalTab=7")
                .await;
        })
        .await;
}

#[tokio::test]
async fn the_fragment_can_be_edited_by_hand() {
    rows(300)
        .run(async |page| {
            page.load("index.html").await;
            page.run("window.notReloaded = true", vec![]).await;
            for (fragment, status) in [("status%20eq%20'Lost'", "Lost"), ("status eq 'Won'", "Won")]
            {
                let script = format!("location.hash = \"filter={fragment}\"");
                page.run(&script, vec![]).await;
                let screen = page
                    .until("the table follows the address", |screen| {
                        !screen.busy
                            && screen
                                .table
                                .as_ref()
                                .is_some_and(|table| table.has_only("Status", status))
                    })
                    .await;
                assert_eq!(screen.filter, format!("status eq '{status}'"));
            }
            assert_eq!(
                page.run("return window.notReloaded === true", vec![]).await,
                true
            );
        })
        .await;
}

#[tokio::test]
async fn bad_values_are_named_and_the_rest_applies() {
    rows(300)
        .run(async |page| {
            let screen = page
                .load("index.html#groupby=customerMarket&aggregationLevel=year&top=0&view=chart")
                .await;
            assert!(
                screen
                    .chart()
                    .caption
                    .starts_with("Referrals by Customer market"),
                "{:?}",
                screen.chart()
            );
            let notices = screen.notices.join(" ");
            for part in [
                "aggregationLevel",
                "“year”",
                "top must be a number from 1 to",
                "“0”",
            ] {
                assert!(notices.contains(part), "{part} in {notices}");
            }
            assert_eq!(page.asked(), ["?groupby=customerMarket"]);
        })
        .await;
}

#[tokio::test]
async fn blanks_of_another_tool_are_read_and_told() {
    rows(300)
        .run(async |page| {
            let screen = page
                .load("index.html?filter=status+eq+'Won'&view=table")
                .await;
            assert_eq!(screen.filter, "status eq 'Won'");
            let notices = screen.notices.join(" ");
            assert!(
                notices.contains("was read as: status eq 'Won'"),
                "{notices}"
            );
            assert_eq!(
                page.asked()[0].split('&').next(),
                Some("?filter=status%20eq%20%27Won%27")
            );
        })
        .await;
}

#[tokio::test]
async fn a_link_cannot_send_the_token_elsewhere() {
    rows(300)
        .run(async |page| {
            let elsewhere = "https%3A%2F%2Fevil.example";
            let link = format!("base-url={elsewhere}&baseUrl={elsewhere}&base={elsewhere}&cloud=custom&token=stolen");
            page.load(&format!("index.html?{link}#{link}")).await;
            assert_eq!(page.asked(), ["?top=1000&skip=0"]);
            for request in page.sandbox().api_requests() {
                assert_headers(&request);
            }
            // Nothing was even tried elsewhere: a refused connection would be a report.
            assert_eq!(page.sandbox().csp_reports(), Vec::<String>::new());
        })
        .await;
}

#[tokio::test]
async fn top_and_skip_ask_for_exactly_that_page() {
    rows(600)
        .run(async |page| {
            let screen = page.load("index.html#top=50&skip=100").await;
            assert_eq!(page.asked(), ["?top=50&skip=100"]);
            assert!(screen.says("This page: 50 referrals"), "{:?}", screen.truth);
            assert_eq!(screen.table().rowcount, 51);
        })
        .await;
}
