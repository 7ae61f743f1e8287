//! Bytes → rows: our columns against serde_json's structs over the same bytes; before that, what a table costs in memory.
#![expect(
    clippy::print_stdout,
    reason = "the memory of a table is printed before the times"
)]

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use referral_bench::rows;
use serde::Deserialize;

const ROWS: [u32; 2] = [10_000, 100_000];

fn main() {
    for count in ROWS {
        let table = rows::table(count);
        let (heap, data) = (table.heap_bytes(), table.data_bytes());
        println!(
            "memory of {count} rows: {heap} bytes held for {data} of data, {:.2}x",
            heap as f64 / data as f64
        );
    }
    divan::main();
}

#[divan::bench(args = ROWS)]
fn columns(bencher: Bencher<'_, '_>, count: u32) {
    let bytes = rows::answer(count);
    bencher
        .counter(ItemsCount::new(count))
        .counter(BytesCount::of_slice(&bytes))
        .bench(|| {
            let table = rows::decode(&bytes);
            assert_eq!(table.len(), count as usize);
            table
        });
}

#[divan::bench(args = ROWS)]
fn serde_structs(bencher: Bencher<'_, '_>, count: u32) {
    let bytes = rows::answer(count);
    bencher
        .counter(ItemsCount::new(count))
        .counter(BytesCount::of_slice(&bytes))
        .bench(|| {
            let answer: Result<Answer, _> = serde_json::from_slice(&bytes);
            assert!(
                answer
                    .as_ref()
                    .is_ok_and(|answer| answer.rows.len() == count as usize)
            );
            answer
        });
}

#[derive(Deserialize)]
struct Answer {
    #[serde(rename = "Value")]
    rows: Vec<Referral>,
}

/// A row as one would write it without further thought; nothing of it is read but by serde.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "only making the struct is measured")]
struct Referral {
    id: String,
    status: Option<String>,
    customer_market: Option<String>,
    customer_name: Option<String>,
    customer_org_size: Option<String>,
    accepted_date: Option<String>,
    acknowledged_date: Option<String>,
    archived_date: Option<String>,
    declined_date: Option<String>,
    expired_date: Option<String>,
    lost_date: Option<String>,
    missed_date: Option<String>,
    created_date: Option<String>,
    skipped_date: Option<String>,
    won_date: Option<String>,
    partner_market: Option<String>,
}
