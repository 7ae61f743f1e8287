//! axe-core finds nothing on any screen; what it cannot judge (order, keys, names) is in the other tests.

use fantoccini::key::Key;

use crate::page::{Page, TOKEN};
use crate::stage::{rows, variable};

pub(crate) async fn check(page: &Page, screen: &str) {
    let found = page.run_async(include_str!("axe.js"), vec![]).await;
    let found: Vec<&str> = found
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|line| line.as_str())
        .collect();
    assert!(found.is_empty(), "{screen}: {found:#?}");
}

#[tokio::test]
async fn axe_finds_nothing() {
    let axe = std::fs::read_to_string(variable("AXE_JS")).unwrap();
    rows(600)
        .with_faults()
        .run(async |page| {
            page.open("index.html").await;
            page.get("textbox", "Access token").await;
            page.run(&axe, vec![]).await;
            check(page, "token form").await;
            page.paste("expired").await;
            page.until("the refusal is told", |screen| !screen.alerts.is_empty())
                .await;
            check(page, "refused token").await;
            page.paste(TOKEN).await;
            page.settled().await;
            check(page, "chart and table").await;
            page.click("button", "Show as table").await;
            page.until("the twin is shown", |screen| {
                screen.chart().marks.is_empty()
            })
            .await;
            check(page, "twin").await;
            page.click("button", "Export").await;
            page.get("combobox", "Format").await;
            check(page, "export panel").await;
            page.click("button", "Export").await;
            page.click("button", "Filters").await;
            page.click("button", "Add group").await;
            page.until_focus("combobox", "Field, 1.1").await;
            check(page, "builder and facets").await;
            page.choose("Time range", "Custom").await;
            page.until("days are wanted", |screen| !screen.alerts.is_empty())
                .await;
            check(page, "days that are no range").await;
            page.choose("Time range", "Last 12 months").await;
            page.choose("Time range", "All time").await;
            page.fill("Filter", "st").await;
            page.press(&[Key::Down]).await;
            check(page, "suggestions").await;
            page.press(&[Key::Escape]).await;
            page.click("button", "Filters").await;
            page.filter("state eq 'Won'").await;
            page.until("the refusal is told", |screen| !screen.alerts.is_empty())
                .await;
            check(page, "refused filter").await;
            page.filter("status eq 'Won'").await;
            page.choose("Group by", "Created").await;
            page.choose("Then by", "Status").await;
            for theme in ["light", "dark"] {
                for kind in ["stacked", "line", "heatmap"] {
                    let group = "groupby=createdDate,status&aggregationLevel=month";
                    let link = format!("{group}&chart={kind}&theme={theme}");
                    page.run("location.hash = arguments[0]", vec![link.into()])
                        .await;
                    let frames = "requestAnimationFrame(() => requestAnimationFrame(arguments[0]))";
                    page.run_async(frames, vec![]).await;
                    page.until("it is drawn", |screen| {
                        !screen.busy && screen.chart.is_some()
                    })
                    .await;
                    check(page, &format!("{kind}, {theme}")).await;
                }
            }
        })
        .await;
}

#[tokio::test]
async fn axe_finds_nothing_in_the_table_with_all_that_opens() {
    let axe = std::fs::read_to_string(variable("AXE_JS")).unwrap();
    rows(600)
        .run(async |page| {
            let screen = page.load("index.html#view=table&sort=status,-createdDate").await;
            page.run(&axe, vec![]).await;
            page.click("button", screen.table().column("ID")[3]).await;
            page.get("dialog", "Time line:…").await;
            for drawer in ["Columns", "Keyboard shortcuts"] {
                page.click("button", drawer).await;
                for (width, theme) in [("auto", "dark"), ("auto", "light"), ("320px", "light"), ("320px", "contrast")] {
                    let size = "document.querySelector('referral-analytics').style.width = arguments[0]; location.hash = arguments[1]";
                    let link = format!("view=table&sort=status,-createdDate&theme={theme}");
                    page.run(size, vec![width.into(), link.into()]).await;
                    page.until("the layout fits", |screen| {
                        (screen.table().heads.len() < 16) == (width == "320px")
                    })
                    .await;
                    let frames = "requestAnimationFrame(() => requestAnimationFrame(arguments[0]))";
                    page.run_async(frames, vec![]).await;
                    check(page, &format!("{drawer}, {width}, {theme}")).await;
                }
            }
            page.filter("status eq 'Nowhere'").await;
            page.until("nothing matches", |screen| screen.table().rows.is_empty())
                .await;
            check(page, "no match").await;
        })
        .await;
}
