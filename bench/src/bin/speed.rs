//! The budget of speed: how many times as long as the plain way the engine's work may take, by name.
//!
//! Ratios within one run, of what this thread alone has used of the processor, the least of several turns: how busy the
//! machine is does not decide. Each budget is two to three times what was measured, so what passes it has lost its point.
//! Both ways must come to the same answer. The program of `cargo xtask test`'s step "speed"; figures are `cargo xtask bench`'s.

#![expect(clippy::print_stdout, reason = "a program that reports to its caller")]

use std::collections::BTreeMap;
use std::hint::black_box;
use std::process::ExitCode;
use std::time::Duration;

use referral_bench::{Load, rows};
use rustix::time::{ClockId, clock_gettime};
use serde::Deserialize;

const ROWS: u32 = 50_000;

/// Turns of each pair.
const TURNS: usize = 7;

/// One thing done in two ways; what they give says that they did the same.
struct Pair<'a> {
    name: &'static str,
    /// How many times as long as the plain way ours may take.
    budget: f64,
    ours: &'a dyn Fn() -> String,
    plain: &'a dyn Fn() -> String,
}

/// A row as a struct, which is what one would write first.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Row {
    status: String,
    customer_name: String,
    created_date: String,
}

#[derive(Deserialize)]
struct Answer {
    #[serde(rename = "Value")]
    rows: Vec<Row>,
}

/// What rows are put in order by: a text, then a number.
type Key = (String, u64);

impl Row {
    fn by_date(&self) -> Key {
        (self.created_date.clone(), 0)
    }

    /// "Contoso Labs 12", whatever the letters' case, the number by its value.
    fn by_name(&self) -> Key {
        let name = self.customer_name.to_lowercase();
        let split = name
            .rsplit_once(' ')
            .map(|(words, number)| (words.to_owned(), number.parse()));
        match split {
            Some((words, Ok(number))) => (words, number),
            _ => (name, 0),
        }
    }
}

fn main() -> ExitCode {
    let bytes = rows::answer(ROWS);
    let load = Load::made(ROWS);
    let Ok(Answer { rows: structs }) = serde_json::from_slice(&bytes) else {
        println!("error: the answer is no JSON");
        return ExitCode::FAILURE;
    };
    let key = |row: u32, of: fn(&Row) -> Key| {
        let row = structs.get(row as usize);
        format!("{:?}", row.map(of))
    };
    let pairs = [
        Pair {
            name: "decode, against values of serde_json",
            budget: 0.3,
            ours: &|| rows::decode(&bytes).len().to_string(),
            plain: &|| values_in(&bytes).to_string(),
        },
        Pair {
            name: "filter by status and a part of the name, against structs",
            budget: 1.0,
            ours: &|| load.filter().to_string(),
            plain: &|| matching(&structs).to_string(),
        },
        Pair {
            name: "group by month and status, against a map",
            budget: 0.25,
            ours: &|| load.group().to_string(),
            plain: &|| groups(&structs).to_string(),
        },
        Pair {
            name: "sort by date, against ISO texts",
            budget: 0.3,
            ours: &|| key(load.sort_by_date(), Row::by_date),
            plain: &|| format!("{:?}", last(&structs, Row::by_date)),
        },
        Pair {
            name: "sort by name, against lower-case texts and numbers",
            budget: 1.5,
            ours: &|| key(load.sort_by_name(), Row::by_name),
            plain: &|| format!("{:?}", last(&structs, Row::by_name)),
        },
    ];
    let grown = pairs.iter().filter(|pair| !holds(pair)).count();
    if grown > 0 {
        println!("error: {grown} of {} are over their budgets", pairs.len());
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

/// Measures a pair and says what came of it.
fn holds(pair: &Pair<'_>) -> bool {
    let (mut ours, mut plain) = (Duration::MAX, Duration::MAX);
    for _ in 0..TURNS {
        let (one, took) = spent(pair.ours);
        ours = ours.min(took);
        let (other, took) = spent(pair.plain);
        plain = plain.min(took);
        if one != other {
            println!("{}: {one} is not {other}", pair.name);
            return false;
        }
    }
    let ratio = ours.as_secs_f64() / plain.as_secs_f64();
    let is_within = ratio <= pair.budget;
    let verdict = if is_within { "within" } else { "OVER" };
    println!(
        "{}: {ratio:.2}x, {verdict} its budget of {:.2}x",
        pair.name, pair.budget
    );
    is_within
}

fn spent(work: &dyn Fn() -> String) -> (String, Duration) {
    let used = || Duration::try_from(clock_gettime(ClockId::ThreadCPUTime)).unwrap_or_default();
    let before = used();
    let done = black_box(work());
    (done, used().saturating_sub(before))
}

fn values_in(bytes: &[u8]) -> usize {
    let answer: Option<serde_json::Value> = serde_json::from_slice(bytes).ok();
    let rows = answer.as_ref().and_then(|answer| answer.get("Value"));
    rows.and_then(|rows| rows.as_array()).map_or(0, Vec::len)
}

fn matching(rows: &[Row]) -> usize {
    let matches = |row: &&Row| {
        row.status.eq_ignore_ascii_case("Won") && row.customer_name.to_lowercase().contains("ab")
    };
    rows.iter().filter(matches).count()
}

fn groups(rows: &[Row]) -> usize {
    let mut counts: BTreeMap<(&str, &str), u32> = BTreeMap::new();
    for row in rows {
        let month = row.created_date.get(..7).unwrap_or_default();
        *counts.entry((month, row.status.as_str())).or_default() += 1;
    }
    counts.len()
}

/// The last key, all having been put in order.
fn last(rows: &[Row], key: fn(&Row) -> Key) -> Option<Key> {
    let mut order: Vec<(Key, usize)> = rows.iter().map(key).zip(0..).collect();
    order.sort();
    order.pop().map(|(key, _)| key)
}
