//! The element on other people's pages: two of them, moved, removed, upgraded late.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;

use crate::page::{Page, TOKEN};
use crate::stage::{rows, variable};

/// The built site with the pages of this folder beside it.
pub(crate) fn site(name: &str) -> PathBuf {
    let site = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    // Packed files of a release that was tested before would be served instead of these.
    if site.exists() {
        fs::remove_dir_all(&site).unwrap();
    }
    copy(Path::new(&variable("REFERRAL_DIST")), &site);
    copy(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/e2e/pages"),
        &site,
    );
    site
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[tokio::test]
async fn two_on_one_page_are_independent() {
    rows(300)
        .site(site("two"))
        .run(async |page| {
            page.open("two.html").await;
            let (one, two) = (page.widget("#one"), page.widget("#two"));
            one.paste(TOKEN).await;
            let first = one.settled().await;
            assert!(
                first.says("300 of 300 referrals loaded"),
                "{:?}",
                first.truth
            );
            // The token of one is not the other's.
            two.get("textbox", "Access token").await;
            two.paste("other-token").await;
            let second = two.settled().await;
            assert_eq!(second.filter, "status eq 'Won'");
            assert!(second.table().has_only("Status", "Won"));
            one.filter("status eq 'Lost'").await;
            one.until("one is filtered", |screen| {
                !screen.busy
                    && screen
                        .table
                        .as_ref()
                        .is_some_and(|table| table.has_only("Status", "Lost"))
            })
            .await;
            assert_eq!(two.screen().await.lasting(), second.lasting());
            // In a host page the address is not theirs.
            assert!(page.address().await.ends_with("/two.html"));
            let tokens = page.sandbox().api_requests();
            let tokens: Vec<&str> = tokens
                .iter()
                .filter_map(|request| request.header("authorization"))
                .collect();
            let own = format!("Bearer {TOKEN}");
            assert_eq!(tokens, [own.as_str(), "Bearer other-token", own.as_str()]);
        })
        .await;
}

/// What text looks like in each element of the first widget, as the browser computes it.
const LOOKS: &str = "const looks = ['color', 'fontSize', 'fontFamily', 'fontStyle', 'fontVariant', 'lineHeight', 'letterSpacing', \
        'wordSpacing', 'textTransform', 'textIndent', 'textShadow', 'textAlign', 'whiteSpace', 'wordBreak', 'visibility', 'cursor', \
        'listStyleType', 'borderSpacing', 'captionSide', 'tabSize', 'direction', 'boxSizing']; \
    const root = document.querySelector('#one').shadowRoot; \
    return [...root.querySelectorAll('.root, .root *')].map((element) => { \
        const style = getComputedStyle(element); \
        return element.localName + looks.map((name) => ' ' + style[name]).join(); \
    });";

#[tokio::test]
async fn a_pages_own_css_does_not_reach_into_it() {
    rows(20)
        .site(site("own-css"))
        .run(async |page| {
            page.open("two.html").await;
            let one = page.widget("#one");
            one.paste(TOKEN).await;
            one.settled().await;
            let before = page.run(LOOKS, vec![]).await;
            let dress = "const sheet = new CSSStyleSheet(); sheet.replaceSync(`\
                * { color: red !important; font: italic 700 31px/3 cursive !important; letter-spacing: 9px !important; \
                    word-spacing: 9px !important; text-transform: uppercase !important; text-indent: 40px !important; \
                    text-shadow: 0 0 9px lime !important; text-align: center !important; white-space: pre !important; \
                    word-break: break-all !important; cursor: wait !important; list-style: square !important; \
                    border-spacing: 20px !important; caption-side: bottom !important; tab-size: 40 !important; \
                    visibility: hidden !important; box-sizing: content-box !important; background: lime !important } \
                table, td, th, button, input, select, svg, h2, p { display: none !important }`); \
                document.adoptedStyleSheets = [sheet];";
            page.run(dress, vec![]).await;
            let after = page.run(LOOKS, vec![]).await;
            let (before, after) = (before.as_array().unwrap(), after.as_array().unwrap());
            assert!(before.len() > 100, "{} elements", before.len());
            for (before, after) in before.iter().zip(after) {
                assert_eq!(after, before);
            }
            assert_eq!(after.len(), before.len());
        })
        .await;
}

#[tokio::test]
async fn it_survives_being_moved() {
    rows(300)
        .site(site("moved"))
        .run(async |page| {
            page.open("two.html").await;
            let one = page.widget("#one");
            one.paste(TOKEN).await;
            let before = one.settled().await;
            one.fill("Filter", "half-typed").await;
            page.run(
                "document.querySelector('#elsewhere').append(document.querySelector('#one'))",
                vec![],
            )
            .await;
            let after = one.screen().await;
            assert_eq!(after.table, before.table);
            assert_eq!(after.filter, "half-typed");
            one.filter("status eq 'Won'").await;
            one.until("it still works", |screen| {
                !screen.busy && screen.filter == "status eq 'Won'" && screen.table != before.table
            })
            .await;
            assert_eq!(page.asked().len(), 2);
        })
        .await;
}

#[tokio::test]
async fn it_cleans_up_when_removed() {
    rows(300)
        .site(site("removed"))
        .run(async |page| {
            page.next_faults(&["latency=1000"]);
            page.open("two.html").await;
            let one = page.widget("#one");
            one.paste(TOKEN).await;
            one.until("an answer is waited for", |screen| {
                screen.busy && page.asked().len() == 1
            })
            .await;
            let left = page
                .run_async(include_str!("removed.js"), vec![json!("#one")])
                .await;
            assert_eq!(left, 0);
            // The answer that came in between did nothing, and nothing more was asked.
            assert_eq!(page.asked().len(), 1);
            page.run("document.body.append(window.removed)", vec![])
                .await;
            one.get("textbox", "Access token").await;
        })
        .await;
}

#[tokio::test]
async fn properties_set_before_the_element_is_known_are_taken() {
    rows(300)
        .site(site("late"))
        .run(async |page| {
            page.open("late.html").await;
            let filter = page.run_async(include_str!("late.js"), vec![]).await;
            assert_eq!(filter, "status eq 'Won'");
            let late = page.widget("#late");
            let screen = late.settled().await;
            assert_eq!(screen.chart, None);
            assert!(screen.table().has_only("Status", "Won"));
            assert_eq!(page.run("return window.reason", vec![]).await, "missing");
            let request = page.sandbox().api_requests().remove(0);
            assert_eq!(
                request.header("authorization"),
                Some("Bearer provided-token")
            );
        })
        .await;
}

#[tokio::test]
async fn a_host_page_hears_and_reads_what_happens() {
    rows(300)
        .site(site("events"))
        .run(async |page| {
            page.open("two.html").await;
            let names = "referral-load-start referral-progress referral-load referral-error";
            let listen = "window.heard = []; \
                const hear = ({ target, type, composed, detail }) => \
                    heard.push([target.id, type, composed, detail]); \
                for (const name of arguments[0].split(' ')) document.addEventListener(name, hear)";
            page.run(listen, vec![json!(names)]).await;
            let one = page.widget("#one");
            one.paste(TOKEN).await;
            one.settled().await;
            let names = "return heard.map((event) => event.slice(0, 3))";
            let heard = page.run(names, vec![]).await;
            let expected = json!([
                ["one", "referral-load-start", true],
                ["one", "referral-progress", true],
                ["one", "referral-load", true],
            ]);
            assert_eq!(heard, expected);
            let load = page.run("return heard.at(-1)[3]", vec![]).await;
            let load = ["count", "totalCount", "truncated"].map(|name| load[name].clone());
            assert_eq!(load, [json!(300), json!(300), json!(false)]);
            let all = page.run("return JSON.stringify(heard)", vec![]).await;
            assert!(!all.as_str().unwrap().contains(TOKEN));
            read_properties(page).await;
        })
        .await;
}

async fn read_properties(page: &Page) {
    let script = "const one = document.querySelector('#one'); \
        return [one.loadState, one.totalCount, one.records.length, one.error, one.summary.loaded, \
        one.groups?.rows?.length > 3]";
    assert_eq!(
        page.run(script, vec![]).await,
        json!(["done", 300, 300, null, 300, true])
    );
}
