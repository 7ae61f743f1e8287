//! The forms of the filter are one: builder, facets, text, sentence, chips and link; the time range; finding in rows.

use fantoccini::key::Key;

use crate::stage::rows;

#[tokio::test]
async fn a_filter_is_built_by_keys_alone_and_back_undoes_it() {
    rows(600)
        .run(async |page| {
            page.load("index.html").await;
            page.tab_to("button", "Filters").await;
            page.press(&[Key::Enter]).await;
            page.tab_to("button", "Add condition").await;
            page.press(&[Key::Enter]).await;
            // What was added has the focus; without a value it does not count.
            page.until_focus("combobox", "Field, 1").await;
            assert_eq!(page.fragment().await, "");
            page.tab_to("combobox", "Value, 1").await;
            page.type_text("Won").await;
            page.until_address("#filter=status%20eq%20%27Won%27").await;
            let won = page.settled().await;
            assert_eq!(won.filter, "status eq 'Won'");
            assert!(
                won.text.contains("Referrals where Status is Won."),
                "{}",
                won.text
            );
            assert!(
                won.buttons.contains(&"Remove: Status is Won".to_owned()),
                "{:?}",
                won.buttons
            );

            page.tab_to("button", "Add condition").await;
            page.press(&[Key::Enter]).await;
            page.until_focus("combobox", "Field, 2").await;
            page.type_text("Customer m").await;
            page.tab_to("combobox", "Value, 2").await;
            page.type_text("Germany").await;
            page.until_address(
                "#filter=status%20eq%20%27Won%27%20and%20customerMarket%20eq%20%27DE%27",
            )
            .await;
            page.shift_tab_to("combobox", "How they are joined").await;
            page.type_text("At least").await;
            let either = "#filter=status%20eq%20%27Won%27%20or%20customerMarket%20eq%20%27DE%27";
            page.until_address(either).await;
            let screen = page.settled().await;
            let told = "Referrals where Status is Won or Customer market is Germany.";
            assert!(screen.text.contains(told), "{}", screen.text);

            page.back().await;
            page.back().await;
            page.until_address("#filter=status%20eq%20%27Won%27").await;
            let back = page
                .until("the filter is back", |screen| {
                    screen.filter == "status eq 'Won'" && !screen.busy
                })
                .await;
            assert!(
                back.text.contains("Referrals where Status is Won."),
                "{}",
                back.text
            );
            assert_eq!(
                page.find("combobox", "Value, 2").await.len(),
                0,
                "the builder follows"
            );
        })
        .await;
}

#[tokio::test]
async fn facets_count_and_switch_values_and_chips_take_them_away() {
    rows(600)
        .run(async |page| {
            page.load("index.html").await;
            page.click("button", "Filters").await;
            page.click("checkbox", "Won…").await;
            page.until_address("#filter=status%20eq%20%27Won%27").await;
            let won = page.settled().await.table().rowcount - 1;
            // The number from before the click stays, and those of the other values as well.
            let name = format!("Won {won}");
            page.get("checkbox", &name).await;
            page.click("checkbox", "Lost…").await;
            page.until_address("#filter=status%20eq%20%27Won%27%20or%20status%20eq%20%27Lost%27")
                .await;
            let screen = page.settled().await;
            assert!(
                screen
                    .text
                    .contains("Referrals where Status is Won or Lost."),
                "{}",
                screen.text
            );
            page.click("button", "Remove: Status is Won or Lost").await;
            page.until("the filter is gone", |screen| {
                screen.filter.is_empty() && !screen.busy
            })
            .await;
            assert_eq!(page.fragment().await, "");
        })
        .await;
}

#[tokio::test]
async fn what_is_half_typed_stays_when_a_facet_is_clicked() {
    rows(600)
        .run(async |page| {
            page.load("index.html").await;
            page.click("button", "Filters").await;
            page.fill("Filter", "customerMarket eq").await;
            page.click("checkbox", "Won…").await;
            page.until_address("#filter=status%20eq%20%27Won%27").await;
            let screen = page.settled().await;
            assert_eq!(screen.filter, "customerMarket eq");
            assert!(
                screen
                    .text
                    .contains("What you typed is not applied. In force is: status eq 'Won'"),
                "{}",
                screen.text
            );
            page.click("button", "Show what is in force").await;
            page.until("the box shows it", |screen| {
                screen.filter == "status eq 'Won'"
            })
            .await;
        })
        .await;
}

#[tokio::test]
async fn suggestions_are_walked_with_arrows_and_taken_with_enter() {
    rows(600)
        .run(async |page| {
            page.load("index.html").await;
            page.tab_to("textbox", "Filter").await;
            page.type_text("stat").await;
            // Their code is fetched with the first focus.
            page.get("listbox", "Suggestions").await;
            page.press(&[Key::Down, Key::Enter]).await;
            page.type_text("eq W").await;
            page.press(&[Key::Down, Key::Tab]).await;
            page.until("both were taken", |screen| {
                screen.filter == "status eq 'Won' "
            })
            .await;
            assert_eq!(page.focused().await.1, "Filter");
            page.press(&[Key::Escape, Key::Enter]).await;
            page.until_address("#filter=status%20eq%20%27Won%27").await;
        })
        .await;
}

#[tokio::test]
async fn a_time_range_of_two_days_is_asked_for_and_checked() {
    const DAY: &str = "const input = document.querySelector('referral-analytics').shadowRoot.getElementById(arguments[0]);
        input.value = arguments[1]; input.dispatchEvent(new Event('change', { bubbles: true }));";
    rows(600)
        .run(async |page| {
            page.load("index.html").await;
            page.choose("Date field", "Acknowledged").await;
            page.until_address("#date=acknowledgedDate").await;
            page.choose("Time range", "Custom").await;
            page.until("both days are wanted", |screen| screen.alerts.iter().any(|alert| alert.contains("Both days are needed."))).await;
            page.run(DAY, vec!["from".into(), "2018-03-31".into()]).await;
            page.run(DAY, vec!["to".into(), "2018-03-01".into()]).await;
            page.until("it is refused", |screen| screen.alerts.iter().any(|alert| alert.contains("The first day comes after the last one."))).await;
            page.sandbox().forget();
            page.run(DAY, vec!["from".into(), "2018-03-01".into()]).await;
            page.run(DAY, vec!["to".into(), "2018-03-31".into()]).await;
            page.until_address("#range=2018-03-01/2018-03-31&date=acknowledgedDate").await;
            let screen = page.settled().await;
            assert!(screen.text.contains("31 days, both included, in UTC"), "{}", screen.text);
            let filter = "acknowledgedDate ge cast('2018-03-01',Edm.DateTimeOffset) and acknowledgedDate lt cast('2018-04-01',Edm.DateTimeOffset)";
            assert!(screen.text.contains("Acknowledged is from Mar 1, 2018 to Mar 31, 2018"), "{}", screen.text);
            let asked = page.asked();
            let decoded = asked.last().unwrap().replace("%20", " ").replace("%27", "'").replace("%28", "(").replace("%29", ")").replace("%2C", ",");
            assert!(decoded.contains(filter), "{decoded}");
        })
        .await;
}

#[tokio::test]
async fn text_is_found_in_the_loaded_rows_at_once() {
    rows(600)
        .run(async |page| {
            let all = page.load("index.html#view=table").await;
            let name = all.table().column("Customer")[3].to_owned();
            let word = name.split(' ').next().unwrap().to_lowercase();
            page.sandbox().forget();
            page.tab_to("searchbox", "Find in loaded rows").await;
            page.type_text(&word).await;
            let found = page
                .until("it is found", |screen| {
                    let table = screen.table();
                    table.rowcount < 100 && table.column("Customer").iter().any(|customer| *customer == name)
                })
                .await;
            let hits = found.table().rowcount - 1;
            assert!(found.text.contains(&format!("{hits} of 600 loaded rows ha")), "{}", found.text);
            let marked = "return document.querySelector('referral-analytics').shadowRoot.querySelector('td mark').textContent.toLowerCase()";
            assert_eq!(page.run(marked, vec![]).await, word.as_str());
            page.until("it is told", |screen| screen.live.starts_with("Found in ")).await;
            assert_eq!(page.asked(), Vec::<String>::new());
            assert!(page.fragment().await.contains("q="));
            page.back().await;
            page.until_address("about:blank").await;
        })
        .await;
}

#[tokio::test]
async fn tests_for_null_that_are_refused_are_done_here_and_said_so() {
    rows(600)
        .with_faults()
        .run(async |page| {
            page.load("index.html#view=table").await;
            page.sandbox().forget();
            page.next_faults(&["400"]);
            page.filter("status eq 'Lost' and wonDate eq null").await;
            page.until_address(
                "#filter=status%20eq%20%27Lost%27%20and%20wonDate%20eq%20null&view=table",
            )
            .await;
            let screen = page.settled().await;
            assert_eq!(screen.alerts, Vec::<String>::new());
            assert!(
                screen
                    .text
                    .contains("The service refuses tests for missing values"),
                "{}",
                screen.text
            );
            assert!(
                screen
                    .truth
                    .iter()
                    .any(|fact| fact.ends_with("match, judged here")),
                "{:?}",
                screen.truth
            );
            let asked = page.asked();
            assert_eq!(asked[1], "?filter=status%20eq%20%27Lost%27&top=1000&skip=0");
            let dates = screen.table().column("Won");
            assert!(
                !dates.is_empty() && dates.iter().all(|won| !won.contains("20")),
                "{dates:?}"
            );
        })
        .await;
}
