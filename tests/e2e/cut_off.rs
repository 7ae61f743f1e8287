//! Bodies that break off: what came before the break stays, and the load goes on behind it.

use crate::page::TOKEN;
use crate::stage::rows;

/// How much is read of a piece that arrives together with the break is the browser's to decide, so numbers are bounds.
#[tokio::test]
async fn a_cut_off_body_keeps_its_rows_and_goes_on_behind_them() {
    rows(2_000)
        .with_faults()
        .run(async |page| {
            // Thirty rows come slowly enough for a page that is being drawn meanwhile to read some before the break.
            for (drip, cut) in [
                ("4096/20", "cut"),
                ("4096/20", "cut-length"),
                ("1024/40", "cut=30"),
                ("1024/40", "cut-length=30"),
            ] {
                page.sandbox().forget();
                page.next_faults(&[&format!("drip={drip},{cut}")]);
                page.open("index.html").await;
                page.paste(TOKEN).await;
                let screen = page.hurried().await;
                assert!(
                    screen.says("2,000 of 2,000 referrals loaded"),
                    "{cut}: {:?}",
                    screen.truth
                );
                assert!(
                    !screen.truth.iter().any(|fact| fact.contains("duplicate")),
                    "{cut}: {:?}",
                    screen.truth
                );
                assert_eq!(screen.alerts, Vec::<String>::new(), "{cut}");
                let skips: Vec<u64> = page.asked().iter().map(|target| skip(target)).collect();
                let whole = if cut.ends_with("=30") { 30 } else { 500 };
                assert_eq!(skips.len(), 3, "{cut}: {skips:?}");
                assert!((1..=whole).contains(&skips[1]), "{cut}: {skips:?}");
                assert_eq!(skips[2], skips[1] + 1_000, "{cut}: {skips:?}");
            }
        })
        .await;
}

#[tokio::test]
async fn a_body_that_is_cut_off_again_and_again_is_told_and_can_be_resumed() {
    rows(1_200)
        .with_faults()
        .run(async |page| {
            page.next_faults(&["drip=4096/20,cut=50"; 4]);
            page.open("index.html").await;
            page.paste(TOKEN).await;
            let screen = page.hurried().await;
            let loaded = screen.table().shown();
            assert!((100..=200).contains(&loaded), "{loaded} rows");
            let kept = format!("The {loaded} referrals loaded before stay.");
            for part in [
                "The answer ended in the middle.",
                "Resume to load the rest.",
                kept.as_str(),
            ] {
                assert!(
                    screen.alert().contains(part),
                    "{part} in {:?}",
                    screen.alerts
                );
            }
            page.click("button", "Resume").await;
            let whole = page
                .until("all is loaded", |screen| {
                    screen.says("1,200 of 1,200 referrals loaded")
                })
                .await;
            assert_eq!(whole.alerts, Vec::<String>::new());
            assert_eq!(skip(&page.asked()[4]), u64::try_from(loaded).unwrap());
        })
        .await;
}

fn skip(target: &str) -> u64 {
    let (_, skip) = target.rsplit_once("skip=").unwrap();
    skip.parse().unwrap()
}
