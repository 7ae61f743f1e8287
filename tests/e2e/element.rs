//! The element's own interface: attributes and properties, methods, events, the token provider, what a page can give.

use serde_json::{Value, json};

use crate::host_page::site;
use crate::page::{Page, TOKEN};
use crate::stage::rows;

/// Runs the body of an asynchronous function on the page; `one` is the element.
pub(crate) async fn js(page: &Page, body: &str) -> Value {
    let script = format!(
        "const done = arguments[arguments.length - 1]; const one = window.one; \
         (async () => {{ {body} }})().then((value) => done(value ?? null), (error) => done(`error: ${{error}}`));"
    );
    page.run_async(&script, vec![]).await
}

pub(crate) async fn open(page: &Page) {
    page.open("host.html").await;
    js(
        page,
        "await customElements.whenDefined('referral-analytics'); await one.ready",
    )
    .await;
}

#[tokio::test]
async fn attributes_and_properties_are_kept_in_step_and_observed() {
    rows(20)
        .site(site("attributes"))
        .run(async |page| {
            open(page).await;
            let wrong = js(
                page,
                "const wrong = []; \
                 const camel = (name) => name.replace(/-(.)/g, (_, letter) => letter.toUpperCase()); \
                 for (const name of one.constructor.observedAttributes) { \
                   const other = document.createElement('referral-analytics'); \
                   const property = camel(name); \
                   const flag = other[property] === false; \
                   const value = flag ? true : ['top', 'skip', 'heading-level', 'page-size'].includes(name) ? 5 : 'text'; \
                   other[property] = value; \
                   if (other.getAttribute(name) !== (flag ? '' : String(value))) wrong.push(`${name} to attribute`); \
                   other.removeAttribute(name); \
                   if (other[property] !== (flag ? false : null)) wrong.push(`${name} removed`); \
                   other.setAttribute(name, flag ? '' : String(value)); \
                   if (other[property] !== value) wrong.push(`${name} from attribute`); \
                 } \
                 return [one.constructor.observedAttributes.length, wrong]",
            )
            .await;
            assert_eq!(wrong, json!([28, []]));
            let heading = js(
                page,
                "one.heading = 'Ours'; one.headingLevel = 4; await one.save(); \
                 const title = one.shadowRoot.querySelector('.title'); return [title.localName, title.textContent]",
            )
            .await;
            assert_eq!(heading, json!(["h4", "Ours"]));
            js(page, "one.pageSize = 7; one.filter = \"status eq 'Won'\"; one.lockedFilter = \"customerMarket eq 'US'\"").await;
            page.paste(TOKEN).await;
            page.settled().await;
            let asked = "?filter=status%20eq%20%27Won%27%20and%20customerMarket%20eq%20%27US%27&top=7&skip=0";
            assert_eq!(page.asked()[0], asked);
            let truth = page.screen().await;
            assert!(truth.text.contains("This page adds a condition of its own"), "{}", truth.text);
            let notice = js(page, "one.groupBy = 'colour'; await one.save(); return one.shadowRoot.textContent").await;
            assert!(notice.as_str().unwrap().contains("The page asks for “groupby=colour”"));
        })
        .await;
}

#[tokio::test]
async fn a_provider_is_asked_with_each_reason_and_a_load_loses_nothing() {
    rows(1_300)
        .site(site("provider"))
        .with_faults()
        .run(async |page| {
            open(page).await;
            page.next_faults(&["none", "401"]);
            let asked = js(
                page,
                "window.asked = []; \
                 one.tokenProvider = async ({ reason, audience, attempt, signal }) => { \
                   asked.push([reason, audience, attempt, signal.aborted]); \
                   const soon = new Date(Date.now() + (asked.length === 2 ? 120500 : 3600000)); \
                   return asked.length === 1 ? 'first-token' : { accessToken: `token-${asked.length}`, expiresOn: soon }; \
                 }; \
                 await one.load(); return [asked.slice(0, 2), one.records.length, one.loadState, one.error]",
            )
            .await;
            let audience = "https://api.partnercenter.microsoft.com";
            let first_two = json!([["missing", audience, 1, false], ["rejected", audience, 1, false]]);
            assert_eq!(asked, json!([first_two, 1300, "done", null]));
            let renewed = js(
                page,
                "const wait = (resolve) => asked.length > 2 ? resolve(asked[2][0]) : requestAnimationFrame(() => wait(resolve)); \
                 return new Promise(wait)",
            )
            .await;
            assert_eq!(renewed, "expiring");
            js(page, "await one.refresh()").await;
            let requests = page.sandbox().api_requests();
            let tokens: Vec<_> = requests.iter().filter_map(|request| request.header("authorization")).collect();
            assert_eq!(tokens[..3], ["Bearer first-token", "Bearer first-token", "Bearer token-2"]);
            assert_eq!(tokens.last(), Some(&"Bearer token-3"));
            let heard = js(page, "return JSON.stringify(heard) + one.outerHTML + JSON.stringify(one.config)").await;
            assert!(!heard.as_str().unwrap().contains("token-2"));
        })
        .await;
}

#[tokio::test]
async fn a_provider_that_fails_leaves_the_form_and_can_be_asked_again() {
    rows(20)
        .site(site("provider-fails"))
        .run(async |page| {
            open(page).await;
            js(
                page,
                "window.calls = 0; \
                 one.tokenProvider = ({ signal }) => { calls += 1; window.signal = signal; return new Promise(() => {}); }; \
                 one.load()",
            )
            .await;
            page.until("the form says that it took too long", |screen| {
                screen.alert().contains("took too long")
            })
            .await;
            assert_eq!(js(page, "return [calls, signal.aborted]").await, json!([1, true]));
            js(page, "one.tokenProvider = async () => { calls += 1; throw new Error('s3cret'); }").await;
            page.click("button", "Ask this page again").await;
            let screen = page
                .until("the form says that there is none", |screen| {
                    screen.alert().contains("could not get a token")
                })
                .await;
            assert!(!screen.text.contains("s3cret"));
            js(page, "one.tokenProvider = async () => 'good-token'").await;
            page.click("button", "Ask this page again").await;
            let screen = page.settled().await;
            assert!(screen.says("20 of 20 referrals loaded"), "{:?}", screen.truth);
        })
        .await;
}

#[tokio::test]
async fn a_host_page_can_forbid_a_load_and_a_click() {
    rows(300)
        .site(site("forbid"))
        .run(async |page| {
            open(page).await;
            js(page, "window.forbidden = ['load-start']; await one.setAccessToken('a-token')").await;
            page.until("nothing is loaded", |screen| {
                screen.text.contains("Loading was stopped.")
            })
            .await;
            assert_eq!(page.asked(), Vec::<String>::new());
            js(page, "window.forbidden = ['click']; await one.load()").await;
            page.settled().await;
            page.click("button", "Won, …").await;
            let click = js(page, "return heard.filter(({ name }) => name === 'click').at(-1)").await;
            assert_eq!(click["detail"], json!({ "bucket": { "status": "Won" }, "filter": "status eq 'Won'" }));
            assert_eq!((&click["cancelable"], &click["composed"]), (&json!(true), &json!(true)));
            assert_eq!(page.screen().await.filter, "");
            js(page, "window.forbidden = []").await;
            page.click("button", "Won, …").await;
            page.until("the filter is taken", |screen| screen.filter == "status eq 'Won'").await;
            let update = js(page, "return heard.filter(({ name }) => name === 'filter-update').at(-1).detail").await;
            let sentence = json!({ "filter": "status eq 'Won'", "sentence": "Referrals where Status is Won." });
            assert_eq!(update, sentence);
            let update = js(page, "return heard.filter(({ name }) => name === 'config-update').at(-1).detail").await;
            assert_eq!((&update["changed"], &update["config"]["filter"]), (&json!(["filter"]), &json!("status eq 'Won'")));
            // A listener of the end of a load finds the rows.
            let records = js(page, "return heard.filter(({ name }) => name === 'load')[0].records").await;
            assert_eq!(records, 300);
        })
        .await;
}

/// The overview's marks are told like those of the chart; a funnel's step is of more than values of fields.
#[tokio::test]
async fn a_host_page_can_forbid_what_is_picked_in_the_overview() {
    rows(300)
        .site(site("forbid-overview"))
        .run(async |page| {
            open(page).await;
            js(page, "window.forbidden = ['click']; one.view = 'overview'; await one.setAccessToken('a-token'); await one.load()").await;
            page.settled().await;
            let picks = [
                ("1–9, …", json!({ "customerOrgSize": "1to9employees" })),
                ("Won, …", json!({})),
            ];
            for (mark, bucket) in picks {
                page.click("button", mark).await;
                let last = "return heard.filter(({ name }) => name === 'click').at(-1).detail";
                let told = js(page, last).await;
                assert_eq!(told["bucket"], bucket);
                assert_ne!(told["filter"], "");
                assert_eq!(page.screen().await.filter, "");
            }
            js(page, "window.forbidden = []").await;
            page.click("button", "Won, …").await;
            page.until("the filter is taken", |screen| screen.filter == "status eq 'Won'").await;
        })
        .await;
}

#[tokio::test]
async fn a_host_page_can_fetch_itself_and_add_headers_and_words() {
    rows(20)
        .site(site("gives"))
        .run(async |page| {
            open(page).await;
            let seen = js(
                page,
                "window.seen = []; window.most = 0; let now = 0; \
                 one.headers = { 'X-Tenant': 'contoso' }; \
                 one.messages = { 'header.refresh': 'Once more' }; \
                 one.fetcher = async (request) => { \
                   most = Math.max(most, ++now); \
                   seen.push([request instanceof Request, request.credentials, request.cache, request.redirect, \
                     request.referrerPolicy, request.headers.get('x-tenant')]); \
                   try { return await fetch(request); } finally { now -= 1; } \
                 }; \
                 await one.setAccessToken('a-token'); await one.load(); return [seen[0], most]",
            )
            .await;
            let request = json!([true, "omit", "no-store", "error", "no-referrer", "contoso"]);
            assert_eq!(seen, json!([request, 1]));
            assert_eq!(page.sandbox().api_requests()[0].header("x-tenant"), Some("contoso"));
            assert!(page.screen().await.has_button("Once more"));
            let told = js(
                page,
                "one.messages = { 'header.refresh': 'Again', 'life.close': 'Away', 'no.such': 'x' }; \
                 const text = () => one.shadowRoot.textContent; \
                 for (let turn = 0; turn < 100 && !text().includes('that does not exist'); turn++) \
                   await new Promise((done) => setTimeout(done, 50)); \
                 return [text().includes('Again'), text().includes('“no.such”'), text().includes('life.close')]",
            )
            .await;
            assert_eq!(told, json!([true, true, false]), "words of parts are known, others are told of");
            for (refused, why) in [
                ("one.headers = { Authorization: 'x' }", "use setAccessToken"),
                ("one.headers = { Cookie: 'x' }", "“cookie” is not for host pages"),
                ("one.messages = { 'header.refresh': 1 }", "messages must be"),
                ("one.fetcher = 'fetch'", "fetcher must be a function"),
                ("one.config = { colour: 1 }", "config has no “colour”"),
                ("await one.restore({ groupBy: 'colour' })", "“colour”"),
                ("await one.setAccessToken('with … dots')", "not an access token"),
                ("await one.setAccessToken(5)", "must be a text"),
            ] {
                let told = js(page, refused).await;
                assert!(told.as_str().is_some_and(|told| told.contains(why)), "{refused}: {told}");
            }
            assert_eq!(js(page, "return one.headers").await, json!({ "X-Tenant": "contoso" }));
        })
        .await;
}

#[tokio::test]
async fn rows_that_a_page_gives_are_shown_without_a_request() {
    rows(20)
        .site(site("data"))
        .run(async |page| {
            open(page).await;
            let shown = js(
                page,
                "one.autoLoad = true; \
                 one.data = [{ id: '1', status: 'Won', createdDate: '2018-02-01T00:00:00Z' }, { id: '2', status: 'Lost' }]; \
                 await one.load(); return one.records.map(({ id, status }) => id + status)",
            )
            .await;
            assert_eq!(shown, json!(["1Won", "2Lost"]));
            let screen = page.settled().await;
            assert!(screen.says("From this page: 2 of 2 referrals"), "{:?}", screen.truth);
            page.filter("status eq 'Won'").await;
            page.until("it is filtered here", |screen| screen.table.as_ref().is_some_and(|table| table.shown() == 1)).await;
            assert_eq!(page.asked(), Vec::<String>::new());
            js(page, "one.data = null; await one.setAccessToken('a-token')").await;
            page.until("the service is asked", |_| !page.asked().is_empty()).await;
        })
        .await;
}

#[tokio::test]
async fn the_overviews_figures_are_read_as_numbers() {
    rows(300)
        .site(site("figures"))
        .run(async |page| {
            open(page).await;
            let told = js(
                page,
                "const before = one.summary?.overview; await one.setAccessToken('a-token'); await one.load(); \
                 const { loaded, complete, overview } = one.summary; \
                 const { figures, endings, rates, times } = overview; \
                 const sum = figures.open.count + figures.won.count + Object.values(endings).reduce((sum, count) => sum + count, 0); \
                 await one.restore({ filter: \"status eq 'Won'\" }); await one.load(); \
                 const won = one.summary.overview.figures; \
                 return [before ?? null, loaded, complete, figures.received.count + overview.errors, \
                   sum === figures.received.count, rates.win.part === figures.won.count, rates.win.share > 0 && rates.win.share < 1, \
                   times.accept.medianMs > 0, typeof overview.asOf, overview.buckets.length > 0, \
                   won.received.count === won.won.count && won.won.count === figures.won.count]",
            )
            .await;
            assert_eq!(told[0], json!(null), "{told}");
            assert_eq!(told[1], json!(300));
            assert_eq!(told[2], json!(true));
            assert_eq!(told[3], json!(300), "{told}");
            assert_eq!(
                told.as_array().unwrap()[4..],
                [json!(true), json!(true), json!(true), json!(true), json!("string"), json!(true), json!(true)],
                "{told}"
            );
        })
        .await;
}

#[tokio::test]
async fn the_whole_state_is_saved_restored_and_reset() {
    rows(300)
        .site(site("config"))
        .run(async |page| {
            open(page).await;
            let config = js(
                page,
                "one.groupBy = 'status'; await one.setAccessToken('a-token'); await one.load(); \
                 await one.restore({ filter: \"status eq 'Won'\", view: 'table', top: 5 }); \
                 window.kept = await one.save(); await one.reset(); \
                 const before = [one.config.filter, one.config.view, one.config.top, one.config.groupBy]; \
                 one.config = kept; await one.load(); \
                 return [before, JSON.stringify(one.config) === JSON.stringify(kept), kept.filter, kept.top, one.records.length]",
            )
            .await;
            assert_eq!(config, json!([["", "split", null, "status"], true, "status eq 'Won'", 5, 5]));
            let links = js(
                page,
                "await one.restore({ filter: \"contains(customerName,'Best')\" }); \
                 return [await one.getPermalink(), await one.getPermalink({ redact: true })]",
            )
            .await;
            assert!(links[0].as_str().unwrap().contains("Best"), "{links}");
            assert!(!links[1].as_str().unwrap().contains("Best"), "{links}");
            assert!(links[1].as_str().unwrap().contains("view=table"), "{links}");
        })
        .await;
}

#[tokio::test]
async fn nothing_is_sent_to_the_cloud_without_referrals() {
    rows(20)
        .site(site("cloud"))
        .run(async |page| {
            open(page).await;
            js(
                page,
                "one.cloud = '21vianet'; await one.setAccessToken('a-token'); await one.load()",
            )
            .await;
            let screen = page
                .until("it is explained", |screen| {
                    screen
                        .alert()
                        .contains("21Vianet cloud has no referral analytics")
                })
                .await;
            assert!(!screen.has_button("Try again"));
            assert_eq!(page.asked(), Vec::<String>::new());
            js(page, "one.cloud = null; await one.load()").await;
            assert!(page.settled().await.says("20 of 20 referrals loaded"));
        })
        .await;
}

#[tokio::test]
async fn two_widgets_share_one_address_with_a_third_party() {
    rows(300)
        .site(site("shared"))
        .run(async |page| {
            page.open("host.html?own=1&filter=mine#/route").await;
            js(
                page,
                "await customElements.whenDefined('referral-analytics'); await one.ready; \
                 const two = document.createElement('referral-analytics'); two.id = 'two'; document.body.append(two); \
                 await two.ready; one.urlKey = 'a'; two.urlKey = 'b'; one.urlState = two.urlState = 'hash'; \
                 await one.setAccessToken('a-token'); await two.setAccessToken('a-token'); \
                 await one.restore({ view: 'table' }); await two.restore({ filter: \"status eq 'Lost'\" }); \
                 await one.restore({ filter: \"status eq 'Won'\" });",
            )
            .await;
            let (one, two) = ("a.filter=status%20eq%20%27Won%27&a.view=table", "b.filter=status%20eq%20%27Lost%27");
            page.until_address(&format!("/host.html?own=1&filter=mine#/route&{two}&{one}")).await;
            page.back().await;
            page.until_address(&format!("#/route&a.view=table&{two}")).await;
            page.widget("#one").until("one goes back", |screen| screen.filter.is_empty()).await;
            assert_eq!(page.widget("#two").screen().await.filter, "status eq 'Lost'");
        })
        .await;
}

#[tokio::test]
async fn four_hundred_mounts_leave_nothing_behind() {
    rows(20)
        .site(site("leak"))
        .run(async |page| {
            open(page).await;
            js(
                page,
                "const { init } = await import('./referral-analytics.js'); \
                 const { memory } = await init(); \
                 window.mount = async () => { \
                   for (let at = 0; at < 100; at += 1) { \
                     const other = document.createElement('referral-analytics'); \
                     other.data = [{ id: '1', status: 'Won' }]; \
                     document.body.append(other); \
                     await other.ready; await other.load(); other.remove(); \
                     await new Promise(requestAnimationFrame); \
                   } \
                   await new Promise((resolve) => setTimeout(resolve, 300)); \
                   return [listeners, timers.size, memory.buffer.byteLength / 65536]; \
                 }",
            )
            .await;
            let mut left = [[0; 3]; 4];
            for counted in &mut left {
                let told = js(page, "return mount()").await;
                *counted = [0, 1, 2].map(|what| told[what].as_u64().unwrap());
            }
            // The first hundred may still find room, and a busy machine may tear a hole into the memory; a kilobyte a mount
            // would be three pages more in two hundred.
            let [_, before, _, after] = left;
            assert_eq!(before[..2], after[..2], "listeners and timers");
            assert!(after[2] <= before[2] + 2, "pages of memory: {left:?}");
        })
        .await;
}
