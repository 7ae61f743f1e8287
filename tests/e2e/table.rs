//! The table: one real table of which only the rows near the viewport are in the document.

use crate::stage::rows;

#[tokio::test]
async fn twelve_thousand_rows_are_one_table_with_few_in_the_document() {
    rows(12_000)
        .run(async |page| {
            page.load("index.html#view=table").await;
            let screen = page
                .until("all is loaded", |screen| {
                    !screen.busy && screen.says("12,000 of 12,000 referrals loaded")
                })
                .await;
            let table = screen.table();
            assert_eq!(
                (table.rowcount, table.caption.as_str()),
                (12_001, "12,000 referrals")
            );
            assert!(
                (10..=60).contains(&table.rows.len()),
                "{} rows",
                table.rows.len()
            );
            assert_eq!(table.rows[0].index, 2);
            // Newest first unless told otherwise, and just one column says so.
            assert_eq!(table.sorted(), [("Created", "descending")]);
            assert_eq!(table.heads.len(), 16);
            // A host page is given all of them.
            let records = "return document.querySelector('referral-analytics').records.length";
            assert_eq!(page.run(records, vec![]).await, 12_000);

            let scroll = "document.querySelector('referral-analytics').shadowRoot\
                .querySelector('table[aria-rowcount]').parentElement.scrollTop = arguments[0]";
            page.run(scroll, vec![100_000_000.into()]).await;
            let end = page
                .until("the last row is there", |screen| {
                    screen
                        .table()
                        .rows
                        .last()
                        .is_some_and(|row| row.index == 12_001)
                })
                .await;
            assert!(end.table().rows.len() <= 60);
            // The last is the oldest: the first that was made.
            assert_eq!(
                end.table().column("ID").last().copied(),
                Some(first_id().as_str())
            );
            let indices: Vec<i64> = end.table().rows.iter().map(|row| row.index).collect();
            assert!(
                indices.is_sorted() && indices.windows(2).all(|pair| pair[1] == pair[0] + 1),
                "{indices:?}"
            );
        })
        .await;
}

fn first_id() -> String {
    use referral_engine::field::Field;
    use referral_sandbox::{Generator, Recipe};
    let first = Generator::new(Recipe::default()).next().unwrap();
    first.term(Field::Id).unwrap().to_owned()
}

#[tokio::test]
async fn a_header_sorts_and_the_link_says_so() {
    rows(300)
        .run(async |page| {
            page.load("index.html#view=table").await;
            page.sandbox().forget();
            page.click("button", "Customer").await;
            page.until_address("sort=customerName").await;
            let up = page
                .until("it is ascending", |screen| {
                    screen.table().sorted() == [("Customer", "ascending")]
                })
                .await;
            assert_eq!(up.live, "Sorted by Customer, ascending.");
            page.click("button", "Customer").await;
            page.until_address("sort=-customerName").await;
            let down = page
                .until("it is descending", |screen| {
                    screen.table().sorted() == [("Customer", "descending")]
                })
                .await;
            assert_ne!(up.table().rows[0].cells, down.table().rows[0].cells);
            page.back().await;
            let back = page
                .until("Back turns it round", |screen| {
                    screen.table().sorted() == [("Customer", "ascending")]
                })
                .await;
            assert_eq!(back.table().rows[0], up.table().rows[0]);
            // Ordering is done here.
            assert_eq!(page.asked(), Vec::<String>::new());
        })
        .await;
}

#[tokio::test]
async fn chosen_columns_are_the_ones_shown() {
    rows(300)
        .run(async |page| {
            let screen = page
                .load("index.html#cols=customerName,status,wonDate&view=table")
                .await;
            let names: Vec<&str> = screen
                .table()
                .heads
                .iter()
                .map(|head| head.name.as_str())
                .collect();
            assert_eq!(names, ["Customer", "Status", "Won"]);
            // The order is by a column that is not shown.
            assert_eq!(screen.table().sorted(), [("Customer", "none")]);
        })
        .await;
}

#[tokio::test]
async fn columns_are_chosen_moved_and_sized_without_dragging() {
    rows(300)
        .run(async |page| {
            page.load("index.html#cols=customerName,status,wonDate&view=table")
                .await;
            page.click("button", "Columns").await;
            page.click("checkbox", "Status").await;
            page.until_address("cols=customerName,wonDate").await;
            let two = page
                .until("two columns are left", |screen| {
                    screen.table().heads.len() == 2
                })
                .await;
            assert_eq!(two.live, "2 columns are shown.");
            page.click("checkbox", "ID").await;
            page.until_address("cols=id,customerName,wonDate").await;
            page.click("button", "Move Won up").await;
            page.until_address("cols=id,wonDate,customerName").await;
            assert_eq!(page.screen().await.live, "Won now stands before Customer.");
            assert_eq!(
                page.focused().await,
                ("button".to_owned(), "Move Won up".to_owned())
            );
            page.fill_role("spinbutton", "Width of Won in pixels", "300")
                .await;
            page.press(&[fantoccini::key::Key::Enter]).await;
            page.until("the width is told", |screen| {
                screen.live == "Won is 300 pixels wide."
            })
            .await;
            page.click("button", "Show all columns").await;
            page.until("all are shown", |screen| screen.table().heads.len() == 16)
                .await;
        })
        .await;
}

#[tokio::test]
async fn further_keys_order_within_the_first_and_only_it_is_marked() {
    rows(300)
        .run(async |page| {
            page.load("index.html#view=table&sort=status").await;
            page.click_with_shift("button", "Customer").await;
            page.until_address("sort=status,customerName").await;
            let screen = page
                .until("it is told", |screen| screen.live.contains("; then"))
                .await;
            assert_eq!(
                screen.live,
                "Sorted by Status, ascending; then Customer, ascending."
            );
            assert_eq!(screen.table().sorted(), [("Status", "ascending")]);
        })
        .await;
}

#[tokio::test]
async fn a_row_opens_its_time_line_and_gets_the_focus_back() {
    rows(300)
        .run(async |page| {
            page.load("index.html#view=table").await;
            let first = page.screen().await.table().column("ID")[0].to_owned();
            page.click("button", &first).await;
            page.get("dialog", "Time line:…").await;
            assert_eq!(page.focused().await.0, "dialog");
            page.click("button", "Copy as TSV").await;
            page.press(&[fantoccini::key::Key::Escape]).await;
            page.until("it is closed", |screen| !screen.has_button("Copy as TSV"))
                .await;
            page.until_focus("cell", &first).await;
        })
        .await;
}

#[tokio::test]
async fn no_match_says_what_to_do_and_does_it() {
    rows(300)
        .run(async |page| {
            page.load("index.html#filter=status%20eq%20%27Nowhere%27&view=table")
                .await;
            let none = page.screen().await;
            assert!(none.text.contains("No referrals match."), "{}", none.text);
            page.click("button", "Remove the filter").await;
            page.until("the rows are there", |screen| {
                screen.table().rows.len() > 10
            })
            .await;
        })
        .await;
}

#[tokio::test]
async fn dates_are_in_the_chosen_zone_which_is_named() {
    rows(300)
        .run(async |page| {
            page.load("index.html#view=table&cols=id,createdDate&tz=Asia/Tokyo")
                .await;
            assert!(page.screen().await.says("Dates in Asia/Tokyo"));
            page.open("index.html#view=table&tz=Middle/Earth").await;
            page.paste(crate::page::TOKEN).await;
            let screen = page.settled().await;
            assert!(screen.says("Dates in UTC"));
            assert!(screen.notices.join(" ").contains("Middle/Earth"));
        })
        .await;
}
