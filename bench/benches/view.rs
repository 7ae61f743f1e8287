//! The table → what is shown: filtering, grouping, ordering.

use divan::Bencher;
use divan::counter::ItemsCount;
use referral_bench::Load;

const ROWS: [u32; 2] = [100_000, 1_000_000];

fn main() {
    divan::main();
}

#[divan::bench(args = ROWS)]
fn filter_status_and_contains(bencher: Bencher<'_, '_>, rows: u32) {
    measure(bencher, rows, Load::filter);
}

#[divan::bench(args = ROWS)]
fn filter_contains(bencher: Bencher<'_, '_>, rows: u32) {
    measure(bencher, rows, Load::contains);
}

#[divan::bench(args = ROWS)]
fn group_month_by_status(bencher: Bencher<'_, '_>, rows: u32) {
    measure(bencher, rows, Load::group);
}

#[divan::bench(args = ROWS)]
fn overview(bencher: Bencher<'_, '_>, rows: u32) {
    measure(bencher, rows, Load::overview);
}

#[divan::bench(args = ROWS)]
fn glance(bencher: Bencher<'_, '_>, rows: u32) {
    measure(bencher, rows, Load::glance);
}

#[divan::bench(args = ROWS)]
fn sort_by_date(bencher: Bencher<'_, '_>, rows: u32) {
    measure(bencher, rows, Load::sort_by_date);
}

#[divan::bench(args = ROWS)]
fn sort_by_name(bencher: Bencher<'_, '_>, rows: u32) {
    measure(bencher, rows, Load::sort_by_name);
}

fn measure(bencher: Bencher<'_, '_>, rows: u32, work: fn(&Load) -> u32) {
    let load = Load::made(rows);
    bencher
        .counter(ItemsCount::new(rows))
        .bench(|| work(divan::black_box(&load)));
}
