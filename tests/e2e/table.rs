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

            let scroll = "document.querySelector('referral-analytics').shadowRoot\
                .querySelector('[role=region][aria-labelledby]').scrollTop = arguments[0]";
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
        })
        .await;
}
