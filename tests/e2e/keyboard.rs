//! Everything with keys alone: from the token to a filter by a mark of the chart.

use fantoccini::key::Key;

use crate::export::{catch_files, caught};
use crate::page::TOKEN;
use crate::stage::rows;

#[tokio::test]
async fn the_whole_job_without_a_pointer() {
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

            // The table is one tab stop: its first cell. The header lies above it.
            let first = american.table().column("ID")[0].to_owned();
            page.tab_to("cell", &first).await;
            page.press(&[Key::Up, Key::Right]).await;
            page.until_focus("button", "Status").await;
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

            // A row's life, and back to its cell.
            page.press(&[Key::Down, Key::Enter]).await;
            page.get("dialog", "Time line:…").await;
            page.press(&[Key::Escape]).await;
            page.until("it is closed", |screen| !screen.has_button("Copy as TSV"))
                .await;
            assert_eq!(page.focused().await.0, "cell");

            // Rows taken along; what was done is told.
            catch_files(page).await;
            page.shift_tab_to("button", "Export").await;
            page.press(&[Key::Enter]).await;
            page.tab_to("button", "Download").await;
            page.press(&[Key::Enter]).await;
            let n = american.table().shown();
            assert!(caught(page).await.name.contains(&n.to_string()));
            page.until("it is told", |screen| {
                screen.live == format!("A file with {n} referrals was made.")
            })
            .await;
            page.press(&[Key::Escape]).await;
            page.until_focus("button", "Export").await;

            // On to the chart: its first mark is the stop, arrows walk from there.
            let marks = american.chart().marks.clone();
            assert!(marks.len() > 2, "{marks:?}");
            page.tab_to("button", &marks[0]).await;
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
            assert!(narrowed.table().has_only("Status", status));
            assert_eq!(
                narrowed.chart().total(),
                american.chart().count(status).unwrap()
            );

            page.back().await;
            page.until("the mark's condition is gone", |screen| {
                screen.filter == "customerMarket eq 'US'"
                    && !screen.busy
                    && screen.table().sorted() == [("Status", "ascending")]
            })
            .await;
        })
        .await;
}

#[tokio::test]
async fn keys_walk_the_table_and_the_focus_is_never_lost() {
    rows(600)
        .run(async |page| {
            let screen = page.load("index.html#view=table").await;
            let ids = screen.table().column("ID");
            page.tab_to("cell", ids[0]).await;
            page.press(&[Key::Down, Key::Down]).await;
            page.until_focus("cell", ids[2]).await;
            // There and back, and one further, so that the focus was not there before.
            let rest = [Key::End, Key::Home, Key::PageDown, Key::PageUp, Key::Down];
            page.press(&rest).await;
            page.until_focus("cell", ids[3]).await;

            page.press_with(Key::Control, Key::End).await;
            page.until("the last row is there", |screen| {
                screen
                    .table()
                    .rows
                    .last()
                    .is_some_and(|row| row.index == 601)
            })
            .await;
            assert_eq!(focused_row(page).await, 601);
            // The row with the focus stays in the document, wherever the others are.
            page.run(
                "document.querySelector('referral-analytics').shadowRoot\
                    .querySelector('table[aria-rowcount]').parentElement.scrollTop = 0",
                vec![],
            )
            .await;
            page.until("the first rows are there", |screen| {
                screen.table().rows[0].index == 2
            })
            .await;
            assert_eq!(focused_row(page).await, 601);
            page.press(&[Key::Up]).await;
            assert_eq!(focused_row(page).await, 600);

            page.press_with(Key::Control, Key::Home).await;
            page.press(&[Key::Enter]).await;
            page.get("dialog", "Time line:…").await;
            page.press(&[Key::Escape]).await;
            page.until("it is closed", |screen| !screen.has_button("Copy as TSV"))
                .await;
            assert_eq!(page.focused().await.1, ids[0]);

            page.press(&[Key::Up]).await;
            page.press_with(Key::Shift, Key::Right).await;
            page.until("the width is told", |screen| {
                screen.live == "ID is 112 pixels wide."
            })
            .await;
            page.press_with(Key::Shift, Key::Enter).await;
            page.until_address("sort=-createdDate,id").await;
            page.type_text("?").await;
            page.until("the keys are listed", |screen| {
                screen.text.contains("Move by one screen")
            })
            .await;
            // One stop in, one out.
            page.press(&[Key::Tab]).await;
            let out = page.focused().await;
            assert!(out.0 != "cell" && out.1 != "ID", "{out:?}");
        })
        .await;
}

/// Each of these buttons is gone once it was used.
#[tokio::test]
async fn the_focus_stays_near_a_button_that_takes_itself_away() {
    rows(600)
        .run(async |page| {
            for (link, button, role, name) in [
                (
                    "#view=table&filter=status%20eq%20'Nope'",
                    "Remove the filter",
                    "button",
                    "ID",
                ),
                (
                    "#view=table&q=nothing-has-this",
                    "Clear the search",
                    "button",
                    "ID",
                ),
                (
                    "#view=table&range=2001-01-01/2001-01-02",
                    "Show all time",
                    "button",
                    "ID",
                ),
            ] {
                page.load(&format!("index.html{link}")).await;
                page.tab_to("button", button).await;
                page.press(&[Key::Enter]).await;
                page.until("the rows are back", |screen| !screen.has_button(button))
                    .await;
                page.until_focus(role, name).await;
            }
            // The form goes with its button: what is asked for next is below it.
            page.open("index.html").await;
            page.get("textbox", "Access token").await;
            page.tab_to("textbox", "Access token").await;
            page.type_text(TOKEN).await;
            page.tab_to("button", "Use token").await;
            page.press(&[Key::Enter]).await;
            page.settled().await;
            page.until_focus("textbox", "Filter").await;
        })
        .await;
}

/// A second and a third field to group by come and go beside the first; whoever chooses by keys is still where they were.
#[tokio::test]
async fn a_picker_keeps_the_focus_when_pickers_come_and_go_beside_it() {
    rows(600)
        .run(async |page| {
            page.load("index.html#view=split").await;
            page.tab_to("combobox", "Group by").await;
            // Options are taken by their first letters.
            page.type_text("Cr").await;
            page.until_address("groupby=createdDate&aggregationLevel=month")
                .await;
            page.until_focus("combobox", "Group by").await;
            page.tab_to("combobox", "Then by").await;
            page.type_text("St").await;
            page.until_address("groupby=createdDate,status&aggregationLevel=month")
                .await;
            page.get("combobox", "And by").await;
            page.until_focus("combobox", "Then by").await;
            page.press(&[Key::Home]).await;
            page.until_address("groupby=createdDate&aggregationLevel=month")
                .await;
            page.until_focus("combobox", "Then by").await;
        })
        .await;
}

/// `aria-rowindex` of the row that has the focus; 0 where none has.
async fn focused_row(page: &crate::page::Page) -> i64 {
    let script = "return Number(document.querySelector('referral-analytics').shadowRoot\
        .activeElement?.closest('tr')?.getAttribute('aria-rowindex') ?? 0)";
    page.run(script, vec![]).await.as_i64().unwrap()
}
