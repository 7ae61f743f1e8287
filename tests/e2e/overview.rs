//! The overview: figures by name, counted by either date, the work list as a table and as files; funnel and histogram.

use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::export::{catch_files, caught, cells};
use crate::page::{Page, TOKEN};
use crate::stage::rows;

/// What a tile says, by its name.
async fn tile(page: &Page, name: &str) -> String {
    let tile = page.get("group", name).await;
    tile.text().await.unwrap().replace('\n', " ")
}

/// The number that a tile tells.
async fn figure(page: &Page, name: &str) -> u64 {
    let text = tile(page, name).await;
    let number = text.strip_prefix(name).unwrap().trim();
    let digits: String = number
        .chars()
        .take_while(|c| c.is_ascii_digit() || *c == ',')
        .filter(char::is_ascii_digit)
        .collect();
    digits.parse().unwrap_or_else(|_| panic!("{text}"))
}

#[tokio::test]
async fn figures_are_read_by_name_and_counted_by_either_date() {
    rows(600)
        .run(async |page| {
            page.load("index.html#view=overview").await;
            let received = figure(page, "Received").await;
            // A few rows of the sandbox have the status Error and are no referrals.
            assert!((590..=600).contains(&received), "{received}");
            let ended = figure(page, "Won").await + figure(page, "Lost").await;
            assert!(ended <= figure(page, "Accepted").await);
            let rate = tile(page, "Win rate").await;
            assert!(rate.contains("% ") && rate.contains("accepted"), "{rate}");
            // The formula is a focus away, and Escape takes it away.
            page.tab_to("button", "Formula of Win rate").await;
            page.until("the formula is told", |screen| {
                screen.text.contains("Won ÷ accepted")
            })
            .await;
            page.press(&[Key::Escape]).await;
            // The other way of counting, by keyboard: up from the formula to the choice is Shift+Tab; the radios are one stop.
            page.open("index.html#view=overview&overview=12m").await;
            page.paste(TOKEN).await;
            page.settled().await;
            page.tab_to("radio", "Created date").await;
            page.press(&[Key::Right]).await;
            page.until_address("#view=overview&overview=event,12m")
                .await;
            page.until("what is from before is told", |screen| {
                screen.text.contains("from before the period")
            })
            .await;
            page.back().await;
            page.until_address("#view=overview&overview=12m").await;
            page.until("it is not told", |screen| {
                !screen.text.contains("from before the period")
            })
            .await;
        })
        .await;
}

#[tokio::test]
async fn the_work_list_is_a_table_and_two_files() {
    rows(3000)
        .run(async |page| {
            page.load("index.html#view=overview").await;
            page.get("region", "Open referrals by time left").await;
            let first = "return document.querySelector('referral-analytics').shadowRoot\
                .querySelector('.overview-scroll tbody tr').textContent";
            let first = page.run(first, vec![]).await;
            let first = first.as_str().unwrap();
            catch_files(page).await;
            page.click("button", "Save list as CSV").await;
            let csv = caught(page).await;
            assert_eq!(csv.name, "referrals-due.csv");
            let lines = cells(csv.text(), b',');
            let head = [
                "id",
                "customerName",
                "customerMarket",
                "status",
                "limit",
                "due",
                "band",
            ];
            assert_eq!(lines[0], head);
            // The first referral that is due is the first row.
            let (id, customer) = (&lines[1][0], &lines[1][1]);
            for cell in [id, customer] {
                assert!(first.contains(cell.as_str()), "{cell} in {first}");
            }
            page.click("button", "Save calendar (.ics)").await;
            let calendar = caught(page).await;
            assert_eq!(calendar.name, "referrals-due.ics");
            assert!(
                calendar
                    .text()
                    .starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
            );
            // What has run out is no appointment any more.
            let ahead = lines[1..].iter().filter(|line| line[6] != "overdue");
            assert_eq!(
                calendar.text().matches("BEGIN:VEVENT").count(),
                ahead.count()
            );
            assert!(calendar.text().ends_with("END:VCALENDAR\r\n"));
        })
        .await;
}

#[tokio::test]
async fn a_saved_answer_is_held_against_what_is_here() {
    rows(600)
        .run(async |page| {
            page.load("index.html#view=overview").await;
            let drop = "
                const input = document.querySelector('referral-analytics').shadowRoot.querySelector('.overview-saved input');
                const files = new DataTransfer();
                files.items.add(new File([arguments[0]], 'before.json'));
                input.files = files.files;
                input.dispatchEvent(new Event('change', { bubbles: true }));";
            let before = json!([{ "id": "gone", "status": "New", "createdDate": "2018-01-01" }]);
            page.run(drop, vec![Value::String(before.to_string())]).await;
            page.until("the difference is told", |screen| {
                screen.text.contains("Against before.json") && screen.text.contains("Gone: 1")
            })
            .await;
            page.click("button", "End this comparison").await;
            page.until("it is gone", |screen| !screen.text.contains("Gone: 1"))
                .await;
        })
        .await;
}

#[tokio::test]
async fn each_chart_and_the_figures_are_taken_along() {
    rows(600)
        .run(async |page| {
            page.load("index.html#view=overview").await;
            page.get("group", "Received").await;
            catch_files(page).await;
            page.click("button", "Save figures as CSV").await;
            let figures = caught(page).await;
            assert_eq!(figures.name, "referrals-figures.csv");
            let received = figure(page, "Received").await;
            let line = format!("received,count,{received}\r\n");
            assert!(figures.text().contains(&line), "{}", figures.text());
            page.click("button", "Save: Conversion funnel").await;
            page.click("button", "Download CSV").await;
            let funnel = caught(page).await;
            let line = format!("Received,{received}\r\n");
            assert!(funnel.text().contains(&line), "{}", funnel.text());
            page.click("button", "Download SVG").await;
            let svg = caught(page).await;
            assert!(
                svg.text().contains(">Conversion funnel</text>"),
                "{}",
                svg.text()
            );
        })
        .await;
}

#[tokio::test]
async fn funnel_and_histogram_are_charts_of_the_link() {
    rows(600)
        .run(async |page| {
            page.load("index.html#view=chart&chart=funnel").await;
            page.get("group", "Conversion funnel").await;
            let received = name_of(page, "button", "Received, …").await;
            page.tab_to("button", &received).await;
            page.press(&[Key::End]).await;
            let won = page.focused().await;
            assert!(won.1.starts_with("Won, "), "{won:?}");
            assert_eq!(tooltip(page).await, won.1);
            page.press(&[Key::Escape]).await;
            assert_eq!(tooltip(page).await, "");
            page.press(&[Key::Enter]).await;
            page.until_address("#filter=status%20eq%20%27Won%27&view=chart&chart=funnel")
                .await;
            page.open("index.html#view=chart&chart=histogram").await;
            page.paste(TOKEN).await;
            page.settled().await;
            page.get("group", "Time to accept: how often").await;
            // A duration is no condition, and the tooltip says so.
            let first = name_of(page, "img", "up to 1 h, …").await;
            page.tab_to("image", &first).await;
            let told = [
                &first,
                " \u{b7} No filter says exactly this, so it cannot be picked.",
            ];
            assert_eq!(tooltip(page).await, told.concat());
        })
        .await;
}

/// What the tooltip says; nothing where there is none.
async fn tooltip(page: &Page) -> String {
    let script = "return document.querySelector('referral-analytics').shadowRoot.querySelector('.chart-tip')?.textContent ?? ''";
    page.run(script, vec![]).await.as_str().unwrap().to_owned()
}

/// The whole name of the first mark whose name begins so.
async fn name_of(page: &Page, role: &str, name: &str) -> String {
    let marks = page.find(role, name).await;
    marks[0].attr("aria-label").await.unwrap().unwrap()
}
