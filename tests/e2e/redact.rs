//! `redact`: customers have pseudonyms on the screen, in files, links and events, and for the host page.

use serde_json::json;

use crate::element::{js, open};
use crate::host_page::site;
use crate::stage::rows;

/// What the page can be asked for: `named()` are the names that stand anywhere, once `names` are known; `unnamed()` waits for
/// there being none.
const WATCH: &str = "window.events = []; \
    for (const kind of ['load', 'error', 'filter-update', 'config-update', 'click', 'export']) { \
      one.addEventListener(`referral-${kind}`, (event) => { events.push(event.detail); if (kind === 'export') event.preventDefault(); }); \
    } \
    window.text = async () => [ \
      one.shadowRoot.innerHTML, \
      ...[...one.shadowRoot.querySelectorAll('input, textarea')].map((box) => box.value), \
      JSON.stringify([one.records, one.groups, one.config, one.summary, one.error, events]), \
      ...await Promise.all(['csv', 'tsv', 'json', 'svg', 'curl'].map((method) => one.export({ method, scope: 'loaded' }).catch(String))), \
      await one.getPermalink(), location.href, document.title, \
    ].join('\\n'); \
    window.named = async () => { \
      const all = await text(); \
      return names.filter((name) => all.includes(name)); \
    }; \
    window.unnamed = async () => { \
      for (const late = performance.now() + 9000; ;) { \
        const found = await named(); \
        if (found.length === 0 || performance.now() > late) return found; \
        await drawn(); \
      } \
    }; \
    window.drawn = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)));";

#[tokio::test]
async fn with_redact_no_name_is_anywhere() {
    rows(20)
        .site(site("redact"))
        .run(async |page| {
            open(page).await;
            js(page, WATCH).await;
            let named = js(
                page,
                "one.urlState = 'hash'; one.groupBy = 'customerName'; \
                 await one.setAccessToken('a-token'); await one.load(); \
                 window.names = [...new Set(one.records.map((record) => record.customerName).filter(Boolean))]; \
                 await one.restore({ filter: `customerName ne '${names[0]}'` }); await one.load(); \
                 return [names.length > 5, (await named()).length === names.length]",
            )
            .await;
            assert_eq!(named, json!([true, true]));
            // The chart follows the rows in another task, which is as late as the browser is busy.
            let soon = js(
                page,
                "events.length = 0; one.redact = true; await one.save(); return [await unnamed(), one.config.filter]",
            )
            .await;
            assert_eq!(soon[0], json!([]));
            assert!(soon[1].as_str().unwrap().starts_with("customerName ne 'Customer "), "{soon}");
            for state in [
                "await one.restore({ filter: '', sort: 'customerName', columns: 'customerName,id' }); await one.load()",
                "await one.restore({ chart: 'heatmap', groupBy: 'customerName,status' }); await one.load()",
                "await one.restore({ view: 'overview', overview: `by:customerName:${encodeURIComponent(names[1])}` }); await one.load()",
                "await one.restore({ view: 'split', overview: '', filter: `contains(customerName,'${names[2].slice(0, 4)}') or customerName eq '${names[3]}'` }); await one.load()",
                "one.lockedFilter = `customerName ne '${names[4]}'`; await one.load()",
                "for (const details of one.shadowRoot.querySelectorAll('details')) details.open = true; await drawn()",
            ] {
                let named = js(page, &[state, "; await drawn(); return named()"].concat()).await;
                assert_eq!(named, json!([]), "{state}");
            }
            js(page, "one.shadowRoot.querySelector('tbody button.opener').click()").await;
            page.get("dialog", "Time line:…").await;
            assert_eq!(js(page, "return named()").await, json!([]), "the life of a row");
            let asked = js(
                page,
                "await one.restore({ filter: `customerName eq '${one.records[0].customerName}'` }); await one.load(); \
                 return [one.records.length > 0, new Set(one.records.map((record) => record.customerName)).size, \
                   await named(), (await one.getPermalink()).includes('Customer')]",
            )
            .await;
            assert_eq!(asked, json!([true, 1, [], false]));
            let back = js(
                page,
                "one.redact = false; await one.save(); await one.load(); \
                 return names.includes(one.records[0].customerName) && one.config.filter === `customerName eq '${one.records[0].customerName}'`",
            )
            .await;
            assert_eq!(back, json!(true));
        })
        .await;
}
