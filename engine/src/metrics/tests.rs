//! A handful of referrals counted by hand, and the laws that hold for any.

use proptest::prelude::*;

use super::*;
use crate::date::{DateCell, Timestamp, read_date_cell};
use crate::field::{Field, STATUSES};
use crate::table::{Table, cells};

fn at(text: &str) -> Timestamp {
    match read_date_cell(text.as_bytes()) {
        DateCell::At(at) => at,
        other => panic!("{other:?}"),
    }
}

fn table(rows: &[&[(Field, &str)]]) -> Table {
    let mut table = Table::new();
    for row in rows {
        table.push(&cells(row), "");
    }
    table
}

fn summary(table: &Table, words: &str, as_of: &str) -> Summary {
    let scope = Scope { table, rows: None };
    let options = Options::from_name(words).unwrap();
    count(scope, &Frame::of(scope, &options, at(as_of)))
}

/// Ten referrals of January to March 2020.
fn ten() -> Table {
    use Field::*;
    table(&[
        // Accepted after a day exactly, won in the next month.
        &[
            (Status, "Won"),
            (CreatedDate, "2020-01-10"),
            (AcknowledgedDate, "2020-01-10T06:00:00"),
            (AcceptedDate, "2020-01-11"),
            (WonDate, "2020-02-10"),
        ],
        // Accepted after two days, won at the first moment of March.
        &[
            (Status, "Won"),
            (CreatedDate, "2020-01-31T23:59:59"),
            (AcknowledgedDate, "2020-02-01"),
            (AcceptedDate, "2020-02-02T23:59:59"),
            (WonDate, "2020-03-01T00:00:00"),
        ],
        // Lost on the leap day; no acknowledgement, as in the second generation.
        &[
            (Status, "Lost"),
            (CreatedDate, "2020-02-01"),
            (AcceptedDate, "2020-02-01T12:00:00"),
            (LostDate, "2020-02-29T23:59:59"),
        ],
        &[
            (Status, "Declined"),
            (CreatedDate, "2020-02-02"),
            (AcknowledgedDate, "2020-02-03"),
            (DeclinedDate, "2020-02-05"),
        ],
        &[
            (Status, "Expired"),
            (CreatedDate, "2020-02-03"),
            (ExpiredDate, "2020-02-17"),
        ],
        &[
            (Status, "Missed"),
            (CreatedDate, "2020-02-04"),
            (MissedDate, "2020-02-07"),
        ],
        &[
            (Status, "Skipped"),
            (CreatedDate, "2020-02-05"),
            (SkippedDate, "2020-02-06"),
        ],
        // Open ones; the first contradicts itself.
        &[
            (Status, "Accepted"),
            (CreatedDate, "2020-02-06"),
            (AcceptedDate, "2020-02-05"),
            (WonDate, "2020-02-20"),
        ],
        &[(Status, "New"), (CreatedDate, "2020-02-25")],
        &[
            (CreatedDate, "2020-03-01"),
            (AcknowledgedDate, "2020-03-01T01:00:00"),
        ],
        // No referral.
        &[(Status, "Error"), (CreatedDate, "2020-03-01")],
    ])
}

fn counts(summary: &Summary) -> Vec<u64> {
    summary
        .figures
        .0
        .iter()
        .map(|(_, figure)| figure.count)
        .collect()
}

fn parts(summary: &Summary) -> Vec<(u64, u64)> {
    summary
        .rates
        .0
        .iter()
        .map(|(_, rate)| (rate.part, rate.whole))
        .collect()
}

const AS_OF: &str = "2020-03-05T12:00:00";

#[test]
fn a_cohort_by_hand() {
    let all = summary(&ten(), "", AS_OF);
    // Received, accepted, won, lost, open.
    assert_eq!(counts(&all), [10, 4, 2, 1, 3]);
    // Win, acceptance, decline, expiry, missed, skipped, within 24 hours.
    assert_eq!(
        parts(&all),
        [(2, 4), (4, 10), (1, 10), (1, 10), (1, 10), (1, 10), (2, 4)]
    );
    let numbers = |named: &[(&str, u64)]| named.iter().map(|(_, n)| *n).collect::<Vec<_>>();
    assert_eq!(numbers(&all.funnel.0), [10, 6, 4, 2]);
    assert_eq!(numbers(&all.endings.0), [1, 1, 1, 1, 1, 0]);
    assert_eq!((all.errors, all.undated, all.young), (1, 0, 2));
    assert_eq!(all.contradicting, [(7, Field::WonDate)]);
}

#[test]
fn a_cohort_of_february_has_what_became_of_it_later() {
    let february = summary(&ten(), "2020-02-01/2020-02-29", AS_OF);
    assert_eq!(counts(&february), [7, 2, 0, 1, 2]);
    let received = february.figures.get("received").unwrap();
    // 29 days before February begin on 3 January.
    assert_eq!((received.recent, received.previous), (7, 2));
    assert_eq!(received.trend.iter().sum::<u32>(), 7);
    assert_eq!(february.buckets.len(), 29);
}

#[test]
fn events_of_february_are_counted_by_their_own_dates() {
    let february = summary(&ten(), "event,2020-02-01/2020-02-29", AS_OF);
    // Accepted on the 1st, the 2nd and the 5th; won on the 10th; lost on the leap day; open at its end: the
    // contradictory one, the new one, and the one that was won at the first moment of March.
    assert_eq!(counts(&february), [7, 3, 1, 1, 3]);
    let past = |name: &str| february.figures.get(name).unwrap().from_past;
    assert_eq!((past("accepted"), past("won"), past("lost")), (1, 1, 0));
    assert_eq!(past("open"), 1);
    let open = &february.figures.get("open").unwrap().trend;
    // Open at the end of 1 February: those of 10 and 31 January, and that day's.
    assert_eq!((open[0], open[28]), (3, 3));
    let march = summary(&ten(), "event,2020-03-01/2020-03-31", AS_OF);
    assert_eq!(counts(&march), [1, 0, 1, 0, 3]);
    assert_eq!(march.figures.get("won").unwrap().from_past, 1);
}

#[test]
fn young_cohorts_can_be_left_out_of_rates_but_not_of_counts() {
    let mature = summary(&ten(), "mature", AS_OF);
    assert_eq!(counts(&mature), [10, 4, 2, 1, 3]);
    assert_eq!(parts(&mature)[..2], [(2, 4), (4, 8)]);
    assert_eq!(mature.young, 2);
    // 25 February is 9 days old, weeks are the buckets: the one of 17 February is not final.
    assert_eq!(
        mature.buckets[mature.first_young_bucket].to_string(),
        "2020-02-17"
    );
}

#[test]
fn times_by_hand() {
    const HOUR: i64 = 3_600_000;
    let all = summary(&ten(), "", AS_OF);
    let accept = all.times.get("accept").unwrap();
    // 12, 24 and 48 hours; the fourth was accepted before it was created.
    assert_eq!((accept.count, accept.negative, accept.missing), (3, 1, 0));
    assert_eq!(accept.median_ms, Some(24 * HOUR));
    assert_eq!(accept.p90_ms, Some(48 * HOUR));
    assert_eq!(accept.bins, [0, 0, 2, 1, 0, 0, 0, 0, 0, 0]);
    let acknowledge = all.times.get("acknowledge").unwrap();
    assert_eq!((acknowledge.count, acknowledge.missing), (4, 2));
    let win = all.times.get("win").unwrap();
    assert_eq!(win.min_ms, Some(29 * 24 * HOUR + 1000));
    assert_eq!(win.max_ms, Some(31 * 24 * HOUR));
    // Counted by event, only what was won in February.
    let february = summary(&ten(), "event,2020-02-01/2020-02-29", AS_OF);
    assert_eq!(
        february.times.get("win").unwrap().median_ms,
        Some(31 * 24 * HOUR)
    );
}

#[test]
fn nothing_gives_zeros_and_no_shares() {
    let nothing = summary(&Table::new(), "3m", AS_OF);
    assert_eq!(counts(&nothing), [0; 5]);
    assert!(nothing.rates.0.iter().all(|(_, rate)| rate.share.is_none()));
    assert!(
        nothing
            .times
            .0
            .iter()
            .all(|(_, times)| times.median_ms.is_none())
    );
}

#[test]
fn rows_without_dates_count_in_all_time_only() {
    let table = table(&[&[(Field::Status, "Won")], &[(Field::Id, "7")]]);
    assert_eq!(counts(&summary(&table, "", AS_OF)), [2, 1, 1, 0, 1]);
    assert_eq!(summary(&table, "", AS_OF).undated, 2);
    assert_eq!(counts(&summary(&table, "3m", AS_OF)), [0; 5]);
    assert_eq!(counts(&summary(&table, "event", AS_OF)), [2, 1, 1, 0, 1]);
}

#[test]
fn the_summary_is_an_object_of_names() {
    let value = serde_json::to_value(summary(&ten(), "", AS_OF)).unwrap();
    assert_eq!(value["figures"]["won"]["count"], 2);
    assert_eq!(value["rates"]["win"]["share"], 0.5);
    assert_eq!(value["times"]["accept"]["medianMs"], 86_400_000);
    assert_eq!(value["asOf"], "2020-03-05T12:00:00Z");
    assert_eq!(value["contradictions"], 1);
}

fn reached_by(table: &Table, words: &str, step: &str) -> Option<String> {
    let scope = Scope { table, rows: None };
    let options = Options::from_name(words).unwrap();
    let steps = ["received", "acknowledged", "accepted", "won"];
    let conditions = reached(scope, &Frame::of(scope, &options, at(AS_OF)));
    let mut conditions = steps.into_iter().zip(conditions);
    let (_, expr) = conditions.find(|(name, _)| *name == step)?;
    Some(expr?.to_string())
}

#[test]
fn steps_of_the_funnel_are_conditions() {
    let of_ten = |words, step| reached_by(&ten(), words, step).unwrap_or_default();
    assert_eq!(of_ten("", "received"), "status ne 'Error'");
    assert_eq!(of_ten("", "won"), "status eq 'Won'");
    assert_eq!(of_ten("event", "won"), "");
    assert_eq!(
        of_ten("2020-02-01/2020-02-29", "received"),
        "createdDate ge cast('2020-02-01',Edm.DateTimeOffset) and createdDate lt cast('2020-03-01',Edm.DateTimeOffset) and status ne 'Error'"
    );
    let all = table(&[&[(Field::Status, "New")]]);
    assert_eq!(reached_by(&all, "", "received"), None);
    // An error is no referral, and archived ones tell by their dates how they ended.
    let table = table(&[
        &[(Field::Status, "Error")],
        &[(Field::Status, "Archived"), (Field::WonDate, "2020-02-01")],
        &[(Field::Status, "Archived"), (Field::LostDate, "2020-02-01")],
        &[(Field::Status, "Won")],
    ]);
    assert_eq!(
        reached_by(&table, "", "received").unwrap(),
        "status ne 'Error'"
    );
    assert_eq!(
        reached_by(&table, "", "won").unwrap(),
        "status eq 'Won' or (wonDate ne null and lostDate eq null and status ne 'Won' and status ne 'Error')"
    );
}

/// Any referral: a status or none, and some dates of 2020 in any order.
fn any_row() -> impl Strategy<Value = Vec<(Field, String)>> {
    let status = prop::option::of(prop::sample::select(&STATUSES[..]));
    let date = prop::option::weighted(0.4, 0_i64..500);
    (status, prop::array::uniform10(date)).prop_map(|(status, dates)| {
        let day = |day: i64| Timestamp(at("2020-01-01").0 + day * 43_200_000).to_string();
        let status = status.map(|status| (Field::Status, status.to_owned()));
        let dates = Field::DATES.into_iter().zip(dates);
        let dates = dates.filter_map(|(field, date)| Some((field, day(date?))));
        status.into_iter().chain(dates).collect()
    })
}

proptest! {
    #[test]
    fn sums_are_conserved(rows in prop::collection::vec(any_row(), 0..40), words in prop::sample::select(vec!["", "3m", "mature", "1m,mature", "event", "event,1m", "2020-02-01/2020-02-29"])) {
        let mut table = Table::new();
        for row in &rows {
            let row: Vec<(Field, &str)> = row.iter().map(|(field, text)| (*field, text.as_str())).collect();
            table.push(&cells(&row), "");
        }
        let scope = Scope { table: &table, rows: None };
        let frame = Frame::of(scope, &Options::from_name(words).unwrap(), at("2020-09-15"));
        let summary = summary(&table, words, "2020-09-15");
        for ((_, counted), expr) in summary.funnel.0.iter().zip(reached(scope, &frame)) {
            if let Some(expr) = expr {
                prop_assert_eq!(crate::derived::matching(&table, &expr).count() as u64, *counted);
            }
        }
        let count = |name: &str| summary.figures.get(name).unwrap().count;
        if summary.is_cohort && !words.contains("mature") {
            let ended: u64 = summary.endings.0.iter().map(|(_, n)| n).sum();
            prop_assert_eq!(count("received"), count("open") + count("won") + ended);
        }
        if summary.is_cohort {
            let funnel: Vec<u64> = summary.funnel.0.iter().map(|(_, n)| *n).collect();
            prop_assert!(funnel.is_sorted_by(|one, next| one >= next), "{:?}", funnel);
            for (name, rate) in &summary.rates.0 {
                prop_assert!(rate.part <= rate.whole, "{}", name);
            }
        }
        for (name, figure) in &summary.figures.0 {
            prop_assert!(figure.from_past <= figure.count, "{}", name);
            let drawn: u64 = figure.trend.iter().map(|n| u64::from(*n)).sum();
            let is_stock = *name == "open" && !summary.is_cohort;
            prop_assert!(is_stock || drawn <= figure.count, "{}: {} of {}", name, drawn, figure.count);
            if words == "3m" || words == "event,1m" {
                prop_assert_eq!(figure.recent, figure.count, "{}", name);
            }
        }
        if words == "event" {
            let open = &summary.figures.get("open").unwrap();
            let last = open.trend.last().copied().unwrap_or(0);
            // All rows with a date of creation that have begun by then; those without one count in all time only.
            prop_assert!(u64::from(last) <= open.count);
        }
    }

    #[test]
    fn by_value_the_parts_are_the_whole(rows in prop::collection::vec(any_row(), 0..30)) {
        let mut table = Table::new();
        for row in &rows {
            let row: Vec<(Field, &str)> = row.iter().map(|(field, text)| (*field, text.as_str())).collect();
            table.push(&cells(&row), "");
        }
        let scope = Scope { table: &table, rows: None };
        let frame = Frame::of(scope, &Options::default(), at("2020-06-01"));
        let values = frequent(scope, Field::Status, 20);
        let with_status = rows.iter().filter(|row| row.iter().any(|(field, _)| *field == Field::Status)).count();
        let parts = compare(scope, &frame, Field::Status, &values);
        let sum: u64 = parts.iter().map(|part| part.figures.get("received").unwrap().count).sum();
        prop_assert_eq!(sum, with_status as u64);
    }

    #[test]
    fn the_first_screen_in_any_slices_is_the_overview(
        rows in prop::collection::vec(any_row(), 0..40),
        slices in prop::collection::vec(0_usize..12, 1..8),
        now in 0_i64..900,
        is_live in any::<bool>(),
        is_narrow in any::<bool>(),
    ) {
        let mut table = Table::new();
        for row in &rows {
            let row: Vec<(Field, &str)> = row.iter().map(|(field, text)| (*field, text.as_str())).collect();
            table.push(&cells(&row), "");
        }
        let odd: Vec<u32> = (0..rows.len() as u32).filter(|row| row % 2 == 1).collect();
        let scope = Scope { table: &table, rows: is_narrow.then_some(odd.as_slice()) };
        let now = Timestamp(at("2020-01-01").0 + now * 43_200_000);
        let windows = Windows::default();
        let mut glance = Glance::new(windows, now, is_live);
        // One of them is not empty, so that counting ends.
        let mut slices = slices.into_iter().chain([7]).cycle();
        while !glance.advance(scope, slices.next().unwrap()) {}
        let glanced = glance.figures();
        let as_of = if is_live { now } else { as_of(scope, now) };
        let mut whole = count(scope, &Frame::of(scope, &Options::default(), as_of));
        whole.buckets.clear();
        whole.first_young_bucket = 0;
        whole.level = glanced.summary.level;
        whole.figures.0.iter_mut().for_each(|(_, figure)| figure.trend.clear());
        prop_assert_eq!(glanced.summary, whole);
        prop_assert_eq!(glanced.bands, bands(&work_list(scope, windows, as_of)));
    }
}
