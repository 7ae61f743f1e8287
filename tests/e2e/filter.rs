//! The filter box: the endpoint's own syntax, refused with its place and a repair before anything is sent.

use crate::stage::rows;

#[tokio::test]
async fn an_invalid_filter_is_refused_with_its_place_and_a_repair() {
    rows(300)
        .run(async |page| {
            let before = page.load("index.html").await;
            page.sandbox().forget();
            page.filter("customerMarket eq 'US' and state eq 'Won'").await;
            let refused = page.until("the refusal is told", |screen| !screen.alerts.is_empty()).await;
            let alert = refused.alert();
            for part in [
                "This filter was not sent.",
                "There is no field “state”.",
                "At character 28:",
                "customerMarket eq 'US' and status eq 'Won'",
            ] {
                assert!(alert.contains(part), "{part} in {alert}");
            }
            // The text stays to be mended, the rows stay, the link stays, nothing is sent.
            assert_eq!(refused.filter, "customerMarket eq 'US' and state eq 'Won'");
            assert_eq!(refused.table, before.table);
            assert_eq!(page.fragment().await, "");
            assert_eq!(page.asked(), Vec::<String>::new());

            page.click("button", "Use instead: customerMarket eq 'US' and status eq 'Won'").await;
            page.until_address("#filter=customerMarket%20eq%20%27US%27%20and%20status%20eq%20%27Won%27").await;
            let repaired = page.settled().await;
            assert_eq!(repaired.alerts, Vec::<String>::new());
            assert_eq!(repaired.filter, "customerMarket eq 'US' and status eq 'Won'");
            let expected = "?filter=customerMarket%20eq%20%27US%27%20and%20status%20eq%20%27Won%27&top=1000&skip=0";
            assert_eq!(page.asked(), [expected]);
        })
        .await;
}

#[tokio::test]
async fn a_filter_is_sent_as_it_is_when_the_user_insists() {
    rows(300)
        .with_faults()
        .run(async |page| {
            page.load("index.html").await;
            page.sandbox().forget();
            page.filter("startswith(customerName,'A')").await;
            page.until("the refusal is told", |screen| !screen.alerts.is_empty())
                .await;
            page.click("button", "Send it as it is").await;
            // The service understands no more than its documents say; its own words are shown.
            let screen = page
                .until("the service answers", |screen| {
                    screen
                        .alert()
                        .contains("The service could not use this query (400).")
                })
                .await;
            let told = "The service says: The value of the parameter 'filter' could not be parsed.";
            assert!(screen.alert().contains(told), "{:?}", screen.alerts);
            assert_eq!(
                page.asked(),
                ["?filter=startswith%28customerName%2C%27A%27%29&top=1000&skip=0"]
            );
        })
        .await;
}

#[tokio::test]
async fn a_filter_in_a_link_that_cannot_be_read_stands_in_the_box_to_be_mended() {
    rows(300)
        .run(async |page| {
            page.open("index.html#filter=status%20eq%20Won&view=table")
                .await;
            page.paste(crate::page::TOKEN).await;
            let screen = page.settled().await;
            assert_eq!(screen.filter, "status eq Won");
            assert!(
                screen.text.contains("The link's filter was not used"),
                "{}",
                screen.text
            );
            assert!(
                screen.alert().contains("Text needs single quotes: 'Won'."),
                "{:?}",
                screen.alerts
            );
            page.click("button", "Use instead: status eq 'Won'").await;
            page.until_address("#filter=status%20eq%20%27Won%27&view=table")
                .await;
            page.until("only won ones are shown", |screen| {
                !screen.busy
                    && screen
                        .table
                        .as_ref()
                        .is_some_and(|table| table.has_only("Status", "Won"))
            })
            .await;
        })
        .await;
}

#[tokio::test]
async fn nothing_found_is_said_and_widening_is_suggested() {
    rows(300)
        .run(async |page| {
            let screen = page
                .load("index.html#filter=id%20eq%20%27none%20such%27")
                .await;
            let told = "No referrals match. Widen the filter or the time range";
            assert!(screen.text.contains(told), "{}", screen.text);
            assert_eq!(screen.table().rowcount, 1);
        })
        .await;
}
