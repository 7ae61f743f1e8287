//! Everything with keys alone: from the token to a filter by a mark of the chart.

use fantoccini::key::Key;

use crate::page::TOKEN;
use crate::stage::rows;

#[tokio::test]
async fn from_token_to_filter_to_order_to_chart_without_a_pointer() {
    rows(600)
        .run(async |page| {
            page.open("index.html").await;
            page.get("textbox", "Access token").await;
            page.tab_to("textbox", "Access token").await;
            page.type_text(TOKEN).await;
            page.press(&[Key::Enter]).await;
            page.settled().await;

            page.tab_to("textbox", "Filter").await;
            page.type_text("customerMarket eq 'US'").await;
            page.press(&[Key::Enter]).await;
            page.until_address("#filter=customerMarket%20eq%20%27US%27")
                .await;
            let american = page.settled().await;
            // Applying does not take the focus away.
            assert_eq!(page.focused().await.1, "Filter");

            page.tab_to("button", "Status").await;
            page.press(&[Key::Enter]).await;
            let sorted = page
                .until("the rows are sorted", |screen| {
                    screen.table().sorted() == [("Status", "ascending")]
                })
                .await;
            assert_eq!(
                page.focused().await,
                ("button".to_owned(), "Status".to_owned())
            );
            assert_eq!(sorted.chart().stops, 1, "the marks are one tab stop");

            // Back up to the chart: its first mark is the stop, arrows walk from there.
            let marks = american.chart().marks.clone();
            assert!(marks.len() > 2, "{marks:?}");
            shift_tab_to(page, &marks[0]).await;
            page.press(&[Key::Right]).await;
            assert_eq!(
                page.focused().await,
                ("button".to_owned(), marks[1].clone())
            );
            page.press(&[Key::Enter]).await;
            let status = marks[1].split(',').next().unwrap();
            let filter = format!("customerMarket eq 'US' and status eq '{status}'");
            let narrowed = page
                .until("the mark's condition is added", |screen| {
                    screen.filter == filter && !screen.busy
                })
                .await;
            assert!(
                narrowed
                    .table()
                    .column("Status")
                    .iter()
                    .all(|shown| *shown == status)
            );
            assert_eq!(
                narrowed.chart().total(),
                american.chart().count(status).unwrap()
            );
        })
        .await;
}

async fn shift_tab_to(page: &crate::page::Page, name: &str) {
    for _ in 0..40 {
        page.press_with(Key::Shift, Key::Tab).await;
        if page.focused().await.1 == name {
            return;
        }
    }
    panic!("Shift+Tab does not lead to {name}");
}

#[tokio::test]
async fn the_table_scrolls_by_keys() {
    rows(600)
        .run(async |page| {
            page.load("index.html#view=table").await;
            page.tab_to("region", "600 referrals").await;
            page.press(&[Key::End]).await;
            page.until("End leads to the last row", |screen| {
                screen
                    .table()
                    .rows
                    .last()
                    .is_some_and(|row| row.index == 601)
            })
            .await;
            page.press(&[Key::Home]).await;
            page.until("Home leads to the first row", |screen| {
                screen.table().rows[0].index == 2
            })
            .await;
            page.press(&[Key::PageDown, Key::PageDown, Key::PageDown])
                .await;
            page.until("Page Down goes on", |screen| {
                screen.table().rows[0].index > 2
            })
            .await;
        })
        .await;
}
