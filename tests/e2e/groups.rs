//! Grouped answers of every make: read alike where that can be, told where it cannot.

use crate::page::{Page, TOKEN};
use crate::screen::Screen;
use crate::stage::rows;

async fn grouped(page: &Page, link: &str, fault: &str) -> Screen {
    page.sandbox().faults().clear();
    page.sandbox().forget();
    if !fault.is_empty() {
        page.always(fault);
    }
    page.open(&format!("index.html#{link}")).await;
    page.paste(TOKEN).await;
    page.settled().await
}

const BY_MONTH: &str = "groupby=createdDate&aggregationLevel=month&view=chart";
const BY_MONTH_AND_STATUS: &str = "groupby=createdDate,status&aggregationLevel=month&view=chart";
const BY_SIZE: &str = "groupby=customerOrgSize&view=chart";

#[tokio::test]
async fn groups_of_every_make_draw_the_same_chart() {
    rows(3000)
        .run(async |page| {
            for (link, faults) in [
                (
                    BY_MONTH,
                    &[
                        "group-numbers",
                        "group-months",
                        "group-us-dates",
                        "group-date-only",
                        "group-date-key",
                    ][..],
                ),
                (
                    BY_MONTH_AND_STATUS,
                    &[
                        "group-numbers",
                        "group-months",
                        "group-us-dates",
                        "group-date-only",
                        "group-date-key",
                    ],
                ),
                (
                    BY_SIZE,
                    &[
                        "group-numbers",
                        "group-null",
                        "envelope=array",
                        "envelope=d-results",
                        "bom",
                    ],
                ),
            ] {
                let well = grouped(page, link, "").await;
                assert_eq!(well.chart().total(), 3000, "{link}");
                assert!(
                    well.says("Grouped by the service"),
                    "{link}: {:?}",
                    well.truth
                );
                for fault in faults {
                    let screen = grouped(page, link, fault).await;
                    assert_eq!(screen.chart, well.chart, "{link} {fault}");
                    assert_eq!(screen.notices, Vec::<String>::new(), "{link} {fault}");
                    assert_eq!(page.asked().len(), 1, "{link} {fault}");
                }
            }
        })
        .await;
}

#[tokio::test]
async fn nothing_is_called_none_once() {
    rows(3000)
        .run(async |page| {
            for fault in ["", "group-null"] {
                let screen = grouped(page, BY_SIZE, fault).await;
                let none: Vec<&String> = screen
                    .chart()
                    .marks
                    .iter()
                    .filter(|mark| mark.starts_with("(none), "))
                    .collect();
                assert_eq!(none.len(), 1, "{fault}: {:?}", screen.chart().marks);
                assert!(!screen.text.contains("UNKNOWN"), "{}", screen.text);
            }
        })
        .await;
}

#[tokio::test]
async fn another_name_of_the_count_is_told() {
    rows(3000)
        .run(async |page| {
            let well = grouped(page, BY_SIZE, "").await;
            let screen = grouped(page, BY_SIZE, "group-name").await;
            assert_eq!(screen.chart, well.chart);
            assert_eq!(screen.notices, ["The service calls the count “leadCount”."]);
        })
        .await;
}

#[tokio::test]
async fn rows_instead_of_groups_are_counted_here_and_that_is_told() {
    rows(600)
        .run(async |page| {
            let screen = grouped(page, "groupby=status", "group-flat").await;
            assert_eq!(
                screen.notices,
                ["The service sent referrals instead of groups, so they were counted here."]
            );
            assert!(
                screen.says("Grouped here from 600 referrals"),
                "{:?}",
                screen.truth
            );
            assert_eq!(screen.chart().total(), 600);
        })
        .await;
}

#[tokio::test]
async fn groups_that_were_cut_short_are_told_by_their_sum() {
    rows(600)
        .run(async |page| {
            let screen = grouped(page, "groupby=customerMarket", "group-cut=5").await;
            let sum = screen.chart().total();
            assert_eq!(screen.chart().marks.len(), 5);
            let told = format!(
                "The groups add up to {sum} referrals, but 600 match: \
                 the service may have cut the groups short."
            );
            assert_eq!(screen.notices, [told]);
        })
        .await;
}

#[tokio::test]
async fn groups_that_cannot_be_had_are_counted_here() {
    rows(600)
        .with_faults()
        .run(async |page| {
            page.next_faults(&["none", "400"]);
            page.open("index.html#groupby=status").await;
            page.paste(TOKEN).await;
            let loaded = "600 of 600 referrals loaded";
            let screen = page.until("all is loaded", |screen| !screen.busy && screen.says(loaded)).await;
            let told = "The groups could not be had from the service, \
                so the loaded referrals are counted here. The service could not use this query (400).";
            assert_eq!(screen.notices, [told]);
            assert!(screen.says("Grouped here from 600 referrals"), "{:?}", screen.truth);
            assert_eq!(screen.chart().total(), 600);
            assert_eq!(page.asked(), ["?top=1000&skip=0", "?groupby=status"]);
        })
        .await;
}

#[tokio::test]
async fn a_chart_has_a_table_twin_with_the_same_numbers() {
    rows(600)
        .run(async |page| {
            let screen = grouped(page, "groupby=status&view=chart", "").await;
            page.click("button", "Show as table").await;
            let twin = page
                .until("the twin is shown", |screen| {
                    screen.chart().marks.is_empty() && screen.text.contains("Total 600 100%")
                })
                .await;
            for mark in &screen.chart().marks {
                let words: Vec<&str> = mark.split(", ").collect();
                let number = words[words.len() - 2].split(' ').next().unwrap();
                if words[0].starts_with("Other") {
                    continue;
                }
                let line = format!("{} {number} ", words[0]);
                let (_, rest) = twin.text.split_once(&line).expect(&line);
                let (share, _) = rest.split_once('%').expect(rest);
                let share: f64 = share.parse().expect(share);
                // A mark speaks whole percents, the table has a decimal.
                let spoken = match share.round() as u64 {
                    0 if share > 0.0 => "< 1 %".to_owned(),
                    whole => format!("{whole} %"),
                };
                assert_eq!(words[words.len() - 1], spoken, "{line}");
            }
        })
        .await;
}
