//! Names that want to be more than text: shown as text in the table, chart, sentence, life, live region, files and on the
//! clipboard, without a dialog, a word on the console or a page that grows out of its window.

use referral_sandbox::{Oddities, Recipe, Source};
use serde_json::{Value, json};

use crate::element::js;
use crate::page::{Page, TOKEN};
use crate::stage::rows;

/// Names and what they are as text: a lone surrogate is U+FFFD since it was read.
fn names() -> Vec<(String, String)> {
    let plain = [
        r#"<img src=x onerror="alert(1)">"#,
        "</script><script>alert(document.domain)</script>",
        "javascript:alert(1)//",
        "{{constructor.constructor('alert(1)')()}}",
        "=cmd|' /C calc'!A0",
        "\u{202e}\u{2066}Turned\u{200f} Ltd",
        "NUL \0 inside",
        "Zal\u{300}\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}\u{308}go",
        "&lt;b&gt;&amp;%00%0a",
    ];
    let mut names: Vec<(String, String)> = plain
        .into_iter()
        .map(|name| (json!(name).to_string(), name.to_owned()))
        .collect();
    for letter in ["W", "長"] {
        let name = letter.repeat(10_000);
        names.push((json!(name).to_string(), name));
    }
    names.push((
        r#""\ud800 lone \udfff""#.to_owned(),
        "\u{fffd} lone \u{fffd}".to_owned(),
    ));
    names
}

fn answer() -> String {
    let rows = names().into_iter().enumerate().map(|(place, (name, _))| {
        format!(
            r#"{{"id":"{place}","customerName":{name},"status":{name},"customerMarket":{name},"customerOrgSize":{name},"createdDate":"2018-02-{:02}T00:00:00","note":{name}}}"#,
            28 - place
        )
    });
    format!("[{}]", rows.collect::<Vec<_>>().join(","))
}

/// Nothing was made of a name but text, and the page is no wider than its window.
async fn is_text(page: &Page, state: &str) {
    let found = js(
        page,
        "const root = document.querySelector('referral-analytics').shadowRoot; \
         return [root.querySelectorAll('img, script, iframe, object, embed, b, a[href^=\"javascript\"]').length, \
           document.documentElement.scrollWidth <= innerWidth]",
    )
    .await;
    assert_eq!(found, json!([0, true]), "{state}");
}

#[tokio::test]
async fn hostile_names_are_text_everywhere() {
    rows(0)
        .json(&answer())
        .run(async |page| {
            page.load("index.html#view=split&groupby=customerName&cols=id,customerName,status,customerMarket,customerOrgSize")
                .await;
            is_text(page, "table and chart").await;
            let cells = js(
                page,
                "const root = document.querySelector('referral-analytics').shadowRoot; \
                 return [...root.querySelectorAll('tbody tr[aria-rowindex]')].map((row) => row.cells[1].textContent)",
            )
            .await;
            let wanted: Vec<Value> = names().into_iter().map(|(_, text)| json!(text)).collect();
            assert_eq!(cells, json!(wanted));
            let marks = js(
                page,
                "const root = document.querySelector('referral-analytics').shadowRoot; \
                 return [...root.querySelectorAll('figure svg [role=button]')].map((mark) => mark.getAttribute('aria-label')).join('\\n')",
            )
            .await;
            let marks = marks.as_str().unwrap();
            for told in ["<img src=x", "alert(document.domain)", "\u{fffd}\u{fffd}Turned\u{fffd} Ltd", "NUL \u{fffd} inside"] {
                assert!(marks.contains(told), "{told} in {marks}");
            }
            for unruly in ['\u{202e}', '\u{2066}', '\0'] {
                assert!(!marks.contains(unruly), "{unruly:?}");
            }
            js(
                page,
                "window.copied = []; navigator.clipboard.writeText = async (text) => { copied.push(text); }; \
                 window.widget = document.querySelector('referral-analytics')",
            )
            .await;
            for place in [0, 5, 6, 9, 11] {
                let name = names()[place].1.clone();
                js(
                    page,
                    &format!("widget.shadowRoot.querySelectorAll('tbody button.opener')[{place}].click()"),
                )
                .await;
                page.get("dialog", "Time line:…").await;
                is_text(page, &format!("the life of {place}")).await;
                page.click("button", "Copy as JSON").await;
                let copied = js(page, "return JSON.parse(copied.at(-1)).customerName").await;
                assert_eq!(copied, json!(name));
                page.click("button", "Copy as TSV").await;
                if name.contains('\0') {
                    // OK because the filter language has no place for controls, and says so.
                    continue;
                }
                let filter = ["customerName eq '", &name.replace('\'', "''"), "'"].concat();
                let told = js(
                    page,
                    &format!(
                        "let sentence; widget.addEventListener('referral-filter-update', (event) => {{ sentence = event.detail.sentence; }}, {{ once: true }}); \
                         await widget.restore({{ filter: {} }}); await widget.load(); return [sentence, widget.records.length]",
                        json!(filter)
                    ),
                )
                .await;
                let sentence = told[0].as_str().unwrap_or_else(|| panic!("{place}: {told}"));
                assert!(sentence.chars().count() < 300, "{sentence}");
                assert!(!sentence.contains(['\u{202e}', '\u{2066}', '\0']), "{sentence:?}");
                is_text(page, &format!("the filter of {place}")).await;
                js(page, "await widget.restore({ filter: '' }); await widget.load()").await;
                page.settled().await;
            }
            for method in ["csv", "tsv", "json", "svg", "curl"] {
                let made = js(page, &format!("return widget.export({{ method: '{method}', scope: 'loaded' }})")).await;
                assert!(!made.as_str().unwrap_or_default().is_empty(), "{method}: {made}");
                if method == "svg" {
                    assert!(!made.as_str().unwrap().contains("<img"), "{made}");
                }
            }
        })
        .await;
}

#[tokio::test]
async fn a_narrow_page_of_hostile_names_holds() {
    let recipe = Recipe {
        rows: 60,
        oddities: Oddities::Hostile,
        ..Recipe::default()
    };
    rows(0)
        .source(Source::Recipe(recipe))
        .run(async |page| {
            page.open("index.html").await;
            let framed = "document.documentElement.style.width = '360px'";
            page.run(framed, vec![]).await;
            page.paste(TOKEN).await;
            page.settled().await;
            for state in [
                "groupBy: 'customerName', chart: 'bar'",
                "groupBy: 'customerName,status', chart: 'heatmap'",
                "groupBy: 'customerMarket,status', chart: 'stacked'",
                "view: 'table', groupBy: ''",
                "view: 'overview'",
            ] {
                let out = js(
                    page,
                    &format!(
                        "const widget = document.querySelector('referral-analytics'); await widget.restore({{ {state} }}); await widget.load(); \
                         await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))); \
                         return [widget.scrollWidth, document.documentElement.scrollWidth <= innerWidth]"
                    ),
                )
                .await;
                assert!(out[0].as_u64().unwrap() <= 360, "{state}: {out}");
                is_text(page, state).await;
            }
        })
        .await;
}
