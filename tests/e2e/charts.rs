//! The chart as a control: drilling by mouse and Back, brushing a time by keys and by mouse, charts beside each other.

use fantoccini::key::Key;

use crate::page::{Page, TOKEN};
use crate::screen::Screen;
use crate::stage::rows;

const BY_MARKET: &str = "index.html#groupby=customerMarket";
const BY_MONTH: &str = "index.html#groupby=createdDate&aggregationLevel=month&view=chart";
const BESIDE: &str =
    "index.html#groupby=createdDate,status,customerMarket&aggregationLevel=month&view=chart";

#[tokio::test]
async fn a_click_on_a_mark_narrows_the_table_too_and_back_undoes_it() {
    rows(600)
        .run(async |page| {
            let all = page.load(BY_MARKET).await;
            let germans = all.chart().count("Germany").unwrap();
            page.click("button", "Germany, …").await;
            let filter = "customerMarket eq 'DE'";
            let german = page
                .until("the mark's condition is the filter", |screen| {
                    screen.filter == filter && screen.is_settled()
                })
                .await;
            assert_eq!(german.chart().total(), germans);
            assert_eq!(german.table().shown(), germans as i64);
            // A second click on the same mark says nothing new.
            page.click("button", "Germany, …").await;
            assert_eq!(page.settled().await.filter, filter);
            page.back().await;
            let again = page
                .until("the filter is gone", |screen| {
                    screen.filter.is_empty() && screen.is_settled()
                })
                .await;
            assert_eq!(again.chart, all.chart);
        })
        .await;
}

/// The name of a mark without its share, which a narrower query changes.
fn counts(marks: &[String]) -> Vec<&str> {
    let names = marks.iter().map(|mark| mark.rsplit_once(',').unwrap().0);
    names.collect()
}

async fn brushed(page: &Page, months: usize) -> Screen {
    page.until("the range is the brushed one", |screen| {
        screen.is_settled() && screen.chart().marks.len() == months
    })
    .await
}

#[tokio::test]
async fn a_time_is_brushed_by_keys() {
    rows(600)
        .run(async |page| {
            let all = page.load(BY_MONTH).await;
            let marks = all.chart().marks.clone();
            page.tab_to("button", &marks[0]).await;
            page.press(&[Key::Right]).await;
            page.press_with(Key::Shift, Key::Right).await;
            page.press_with(Key::Shift, Key::Right).await;
            assert_eq!(page.focused().await.1, marks[3]);
            let told = page.screen().await.text;
            assert!(told.contains("Enter shows only this time"), "{told}");
            // Escape lets go, and nothing was asked for.
            let asked = page.asked().len();
            page.press(&[Key::Escape]).await;
            assert!(!page.screen().await.text.contains("Enter shows"));
            page.press_with(Key::Shift, Key::Left).await;
            page.press(&[Key::Enter]).await;
            let some = brushed(page, 2).await;
            assert_eq!(counts(&some.chart().marks), counts(&marks[2..4]));
            assert!(page.fragment().await.contains("range="));
            assert!(page.asked().len() > asked);
            page.back().await;
            assert_eq!(brushed(page, marks.len()).await.chart, all.chart);
        })
        .await;
}

#[tokio::test]
async fn a_time_is_brushed_by_dragging_over_the_chart() {
    rows(600)
        .run(async |page| {
            let all = page.load(BY_MONTH).await;
            let marks = all.chart().marks.clone();
            page.drag(&marks[4], &marks[2]).await;
            let some = brushed(page, 3).await;
            assert_eq!(counts(&some.chart().marks), counts(&marks[2..5]));
            assert_eq!(some.filter, "", "a drag is no click");
        })
        .await;
}

#[tokio::test]
async fn charts_beside_each_other_are_one_tab_stop() {
    rows(600)
        .run(async |page| {
            let screen = page.load(BESIDE).await;
            let chart = screen.chart();
            assert_eq!((chart.total(), chart.stops), (600, 1));
            page.tab_to("button", &chart.marks[0]).await;
            page.press(&[Key::PageDown]).await;
            let next = page.focused().await.1;
            let market = |name: &str| name.split(", ").nth(2).unwrap().to_owned();
            assert_ne!(market(&next), market(&chart.marks[0]));
            assert_eq!(page.screen().await.chart().stops, 1);
            page.press(&[Key::Enter]).await;
            let picked = page
                .until("all three conditions are added", |screen| {
                    screen.filter.matches(" and ").count() == 3 && screen.is_settled()
                })
                .await;
            assert_eq!(picked.chart().marks.len(), 1);
        })
        .await;
}

#[tokio::test]
async fn a_first_chart_is_drawn_for_the_room_that_there_is() {
    rows(600)
        .run(async |page| {
            page.open("index.html").await;
            // A browser that is busy tells of the room late; this one never does.
            let other = "window.ResizeObserver = class { observe() {} disconnect() {} };
                const other = document.createElement('referral-analytics');
                other.id = 'other';
                document.querySelector('referral-analytics').replaceWith(other);";
            page.run(other, vec![]).await;
            let widget = page.widget("#other");
            widget.paste(TOKEN).await;
            widget.settled().await;
            let widths = "const root = document.querySelector('#other').shadowRoot;
                return [root.querySelector('.chart-svg').viewBox.baseVal.width, root.querySelector('.panel').clientWidth]";
            let widths = page.run(widths, vec![]).await;
            let (chart, room) = (widths[0].as_f64().unwrap(), widths[1].as_f64().unwrap());
            assert!(chart > 0.8 * room && chart <= room, "{chart} of {room}");
        })
        .await;
}
