//! The widget in an iframe: heard and told only from allowed origins, tokens only through a port; and the page's file.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::element::js;
use crate::host_page::site;
use crate::page::Page;
use crate::stage::rows;

fn configure(site: &Path, file: &Value) {
    fs::write(
        site.join("referral-analytics.config.json"),
        file.to_string(),
    )
    .unwrap();
}

/// Opens the page around a frame, and puts its origin on the list of those that frames of the site speak with.
pub(crate) async fn open_parent(page: &Page, site: &Path) -> String {
    page.open("parent.html").await;
    let origin = page.run("return location.origin", vec![]).await;
    configure(site, &json!({ "allowedParents": [origin] }));
    origin.as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_parent_on_the_list_speaks_with_the_frame_and_gives_tokens_by_port() {
    let site = site("frame");
    rows(20)
        .site(site.clone())
        .with_frames()
        .run(async |page| {
            open_parent(page, &site).await;
            let heard = js(
                page,
                "await embed('embed.html#groupby=status'); \
                 say({ type: 'referral:token', token: 'by-message' }); say({ type: 'other:load' }); say({ type: 'referral:load', v: 2 }); \
                 giveTokens('by-port'); say({ type: 'referral:load' }); \
                 const load = await heard('referral:load'); const ready = await heard('referral:ready'); \
                 const { height } = await heard('referral:height'); \
                 say({ type: 'referral:permalink', id: 7 }); const { id, href } = await heard('referral:permalink'); \
                 say({ type: 'referral:restore', config: { groupBy: 'colour' } }); const refused = await heard('referral:refused'); \
                 return [asked, load.detail.count, ready.v, height > 200, id, href, refused.of, JSON.stringify(told)]",
            )
            .await;
            let request = json!({ "type": "referral:token-request", "v": 1, "reason": "missing", "attempt": 1,
                "audience": "https://api.partnercenter.microsoft.com" });
            assert_eq!(heard[0], json!([request]), "{heard}");
            assert_eq!(heard[1], 20);
            assert_eq!((&heard[2], &heard[3], &heard[4]), (&json!(1), &json!(true), &json!(7)));
            assert!(heard[5].as_str().unwrap().ends_with("/embed.html#groupby=status"), "{heard}");
            assert_eq!(heard[6], "referral:restore");
            assert!(!heard[7].as_str().unwrap().contains("by-port"));
            let requests = page.sandbox().api_requests();
            assert!(requests.iter().all(|request| request.header("authorization") == Some("Bearer by-port")));
        })
        .await;
}

#[tokio::test]
async fn a_parent_that_is_not_on_the_list_is_neither_heard_nor_told() {
    let site = site("stranger");
    rows(20)
        .site(site.clone())
        .with_frames()
        .run(async |page| {
            let origin = open_parent(page, &site).await;
            // The same server by another name is another origin, whatever the address says of it.
            let stranger = origin.replace("127.0.0.1", "localhost");
            page.run("location.assign(arguments[0])", vec![json!(format!("{stranger}/parent.html"))]).await;
            page.until_address(&format!("{stranger}/parent.html")).await;
            let frame = format!("{origin}/embed.html?parent={stranger}#origin={stranger}");
            let heard = js(
                page,
                &format!(
                    "while (!window.embed) await new Promise(requestAnimationFrame); \
                     await embed('{frame}'); giveTokens('a-token'); say({{ type: 'referral:load' }}); \
                     await new Promise((resolve) => setTimeout(resolve, 1500)); return [told, asked]"
                ),
            )
            .await;
            assert_eq!(heard, json!([[], []]));
            assert_eq!(page.asked(), Vec::<String>::new());
        })
        .await;
}

#[tokio::test]
async fn the_pages_file_sets_defaults_and_what_is_allowed_and_its_faults_are_named() {
    let site = site("file");
    configure(
        &site,
        &json!({ "baseUrl": "/elsewhere", "allowedBaseUrls": ["/api"], "theme": "dark", "colour": "red" }),
    );
    rows(20)
        .site(site.clone())
        .run(async |page| {
            page.open("index.html").await;
            page.get("textbox", "Access token").await;
            let screen = page.screen().await;
            let notices = screen.notices.join(" ");
            for part in ["“/elsewhere” is not on this page's list", "cannot be used: colour"] {
                assert!(notices.contains(part), "{part} in {notices}");
            }
            let theme = "return document.querySelector('referral-analytics').shadowRoot.querySelector('.root').dataset.theme";
            assert_eq!(page.run(theme, vec![]).await, "dark");
            page.paste("a-token").await;
            assert!(page.settled().await.says("20 of 20 referrals loaded"));
            fs::write(site.join("referral-analytics.config.json"), "{").unwrap();
            page.open("index.html").await;
            page.until("the file is named", |screen| screen.notices.join(" ").contains("cannot be used: JSON")).await;
        })
        .await;
}

#[tokio::test]
async fn the_sample_portal_asks_for_a_token_and_writes_down_what_it_hears() {
    rows(20)
        .run(async |page| {
            page.open("portal.html").await;
            let page = page.widget("#referrals");
            js(
                &page,
                "const dialog = document.querySelector('#dialog'); \
                 while (!dialog.open) await new Promise(requestAnimationFrame); \
                 document.querySelector('#portal-token').value = 'portal-token'; \
                 dialog.querySelector('[value=give]').click()",
            )
            .await;
            assert!(page.settled().await.says("20 of 20 referrals loaded"));
            let log = page
                .run("return document.querySelector('#log').textContent", vec![])
                .await;
            let log = log.as_str().unwrap();
            assert!(log.contains("referral-load {\"count\":20"), "{log}");
            assert!(!log.contains("portal-token"));
        })
        .await;
}
