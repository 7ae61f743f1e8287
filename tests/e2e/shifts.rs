//! Nothing moves while rows come: what the browser itself counts as a shift of the layout, from the first paint to the end.

use serde_json::json;

use crate::driver::is_chromium;
use crate::page::TOKEN;
use crate::stage::rows;

/// Shifts that no key or click explains, added up; what is below 0.1 is good by the Web Vitals, and ours is a tenth of that.
const SHIFTS: &str = "const done = arguments[arguments.length - 1];
    new PerformanceObserver((list) => {
        const own = list.getEntries().filter((entry) => !entry.hadRecentInput);
        done(own.reduce((sum, entry) => sum + entry.value, 0));
    }).observe({ type: 'layout-shift', buffered: true });
    setTimeout(() => done(0), 500);";

/// As high as the whole page, because what moves below the viewport is not counted. Tables in the service's own order,
/// because rows that come later and belong further up have to push others down.
const SCREENS: [((u32, u32), &str, &str); 10] = [
    ((1280, 2000), "", "Access token"),
    ((1280, 2000), "view=table&sort=none", "Access token"),
    ((1100, 2000), "", "Access token"),
    ((1100, 2000), "lang=sv", "Åtkomsttoken"),
    ((1160, 2000), "lang=de", "Zugriffstoken"),
    ((768, 2000), "", "Access token"),
    ((768, 2000), "view=table&sort=none", "Access token"),
    ((360, 2400), "", "Access token"),
    ((360, 2400), "lang=zh-Hant", "存取權杖"),
    ((360, 2400), "view=table&sort=none", "Access token"),
];

#[tokio::test]
async fn nothing_moves_while_rows_come() {
    if !is_chromium() {
        return;
    }
    rows(600)
        .run(async |page| {
            for (size, link, field) in SCREENS {
                page.emulate(size, "light", "none").await;
                page.next_faults(&["latency=400", "latency=400"]);
                page.open(&format!("index.html#{link}")).await;
                page.get("textbox", field).await;
                // Not typed, because what follows typing does not count.
                let give =
                    "document.querySelector('referral-analytics').setAccessToken(arguments[0])";
                page.run(give, vec![json!(TOKEN)]).await;
                page.settled().await;
                let shifts = page.run_async(SHIFTS, vec![]).await.as_f64().unwrap();
                assert!(shifts < 0.01, "{shifts} at {size:?}, {link}");
            }
        })
        .await;
}
