//! Parts of the page whose code is fetched when they are first shown. Needs a site that xtask built: trunk alone cuts nothing.

use serde_json::{Value, json};

use crate::page::{Page, TOKEN};
use crate::stage::rows;

const SPOILED: &str =
    "curl 'https://api.example.com/partner/v1/analytics/referrals?filter=status eq Won&top=10'";

#[tokio::test]
async fn a_part_is_fetched_when_it_is_first_shown() {
    rows(600)
        .run(async |page| {
            // The other views have parts of their own on the screen.
            page.load("index.html#view=table").await;
            assert_eq!(pieces(page).await, json!([]));
            open_clinic(page).await;
            page.get("button", "Use this query").await;
            let pieces = pieces(page).await;
            let is_shared =
                |piece: &Value| piece.as_str().is_some_and(|it| it.starts_with("chunk_"));
            let (shared, own): (Vec<_>, Vec<_>) = pieces
                .as_array()
                .into_iter()
                .flatten()
                .partition(|piece| is_shared(piece));
            assert_eq!(own, ["split_clinic.wasm"], "beside {shared:?}");
        })
        .await;
}

#[tokio::test]
async fn a_part_that_does_not_arrive_says_so_and_can_be_fetched_again() {
    rows(600)
        .run(async |page| {
            page.open("index.html#view=table").await;
            page.run(
                "const fetched = window.fetch;
                 window.fetch = (what, ...more) => {
                     if (!String(what).includes('split_')) return fetched(what, ...more);
                     window.fetch = fetched;
                     return Promise.reject(new TypeError('the network is away'));
                 };",
                vec![],
            )
            .await;
            page.paste(TOKEN).await;
            page.settled().await;
            open_panel(page).await;
            page.click("button", "Try again").await;
            page.fill("Paste request", SPOILED).await;
            page.get("button", "Use this query").await;
            let console = page.console().await;
            assert!(
                console.len() == 1 && console[0].contains("the network is away"),
                "{console:?}"
            );
        })
        .await;
}

async fn open_clinic(page: &Page) {
    open_panel(page).await;
    page.fill("Paste request", SPOILED).await;
}

async fn open_panel(page: &Page) {
    page.run(
        "document.querySelector('referral-analytics').shadowRoot.querySelector('.request summary').click()",
        vec![],
    )
    .await;
}

/// The names of the wasm files that were fetched after the first.
async fn pieces(page: &Page) -> Value {
    page.run(
        "return performance.getEntriesByType('resource').map(entry => entry.name.split('/').pop())
             .filter(name => name.endsWith('.wasm') && name !== 'referral-widget_bg.wasm')",
        vec![],
    )
    .await
}
