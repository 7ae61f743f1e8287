//! Whether what a page holds stays the same while it is used: judging what the soak saw, without a browser.
//!
//! A wasm memory has the size of the most that was ever needed, and which acts meet in it is chance: it may grow late and
//! nothing be wrong. So what is allocated at rest must be flat, and the memory no larger than the most that was allocated
//! at a time explains.

use std::fmt;
use std::fmt::Write as _;

/// What a page holds at rest.
#[derive(Clone, Copy, Debug, Default)]
pub struct Look {
    /// Bytes that the module has allocated.
    pub live_bytes: f64,
    /// The pieces that these are in.
    pub live_pieces: f64,
    /// The most bytes that it had allocated at a time so far.
    pub most_bytes: f64,
    /// Bytes that its memory has grown by.
    pub grown_bytes: f64,
    /// All bytes of its memory.
    pub memory_bytes: f64,
    /// Bytes on the JavaScript heap.
    pub heap_bytes: f64,
    /// Nodes of all documents.
    pub nodes: f64,
    /// Listeners on them.
    pub listeners: f64,
    /// Documents.
    pub documents: f64,
}

enum Bound {
    /// By how much the median of the last third may be above that of the middle one: a share and a rest.
    Flat(f64, f64),
    /// No look may have more.
    Most(f64),
    /// Others judge it.
    Shown,
}

use Bound::{Flat, Most, Shown};

type Watched = (&'static str, fn(&Look) -> f64, Bound);

/// At rest pieces differ by about ten, and bytes by what vectors have to spare. Two widgets, each with rows that are going
/// and rows that are coming, are four tables. A memory was up to 1.3 times what it had been asked for at a time; one that
/// use tears apart knows no such limit.
const WATCHED: [Watched; 10] = [
    (
        "live in wasm, KB",
        |look| look.live_bytes / 1e3,
        Flat(0.01, 4.0),
    ),
    (
        "live pieces in wasm",
        |look| look.live_pieces,
        Flat(0.002, 20.0),
    ),
    (
        "most live at a time, MB",
        |look| look.most_bytes / 1e6,
        Shown,
    ),
    (
        "of what is live at rest",
        |look| look.most_bytes / look.live_bytes,
        Most(4.5),
    ),
    ("wasm memory, MB", |look| look.memory_bytes / 1e6, Shown),
    (
        "grown by, of the most live at a time",
        |look| look.grown_bytes / look.most_bytes,
        Most(1.75),
    ),
    ("JS heap, MB", |look| look.heap_bytes / 1e6, Flat(0.05, 0.3)),
    ("nodes", |look| look.nodes, Flat(0.02, 20.0)),
    ("listeners", |look| look.listeners, Flat(0.02, 5.0)),
    ("documents", |look| look.documents, Flat(0.0, 0.0)),
];

impl fmt::Display for Look {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, (name, value, _)) in WATCHED.iter().enumerate() {
            let comma = if place == 0 { "" } else { ", " };
            write!(formatter, "{comma}{name} {}", told(value(self)))?;
        }
        Ok(())
    }
}

/// What has grown, by its name.
///
/// # Errors
/// Fails with it, and where there are too few looks to say.
pub fn judge(looks: &[Look]) -> Result<(), String> {
    if looks.len() < 6 {
        return Err(format!(
            "{} looks say nothing; soak for longer",
            looks.len()
        ));
    }
    let grown: Vec<String> = WATCHED
        .iter()
        .filter_map(|watched| over(looks, watched))
        .collect();
    if grown.is_empty() {
        Ok(())
    } else {
        Err(grown.join("; "))
    }
}

fn over(looks: &[Look], (name, value, bound): &Watched) -> Option<String> {
    match bound {
        Flat(share, rest) => {
            let [_, middle, last] = thirds(looks, *value);
            (last > middle * (1.0 + share) + rest)
                .then(|| format!("{name} has grown from {} to {}", told(middle), told(last)))
        }
        Most(most) => {
            let highest = looks.iter().map(value).fold(f64::NEG_INFINITY, f64::max);
            (highest > *most).then(|| format!("{name} is {}, above {most}", told(highest)))
        }
        Shown => None,
    }
}

/// The medians of each third, as a table.
#[must_use]
pub fn table(looks: &[Look]) -> String {
    let mut text = String::from("| medians of | first third | middle third | last third |\n");
    text.push_str("| --- | --- | --- | --- |\n");
    for (name, value, _) in &WATCHED {
        let [first, middle, last] = thirds(looks, *value).map(told);
        // Writing to a String cannot fail.
        let _ = writeln!(text, "| {name} | {first} | {middle} | {last} |");
    }
    text
}

fn told(value: f64) -> String {
    let digits = if value < 10.0 { 2 } else { 0 };
    format!("{value:.digits$}")
}

fn thirds(looks: &[Look], value: fn(&Look) -> f64) -> [f64; 3] {
    let third = looks.len().div_ceil(3).max(1);
    let mut medians = [f64::NAN; 3];
    for (median, looks) in medians.iter_mut().zip(looks.chunks(third)) {
        let mut values: Vec<f64> = looks.iter().map(value).collect();
        values.sort_by(f64::total_cmp);
        let middle = values.len().saturating_sub(1) / 2;
        *median = values.get(middle).copied().unwrap_or(f64::NAN);
    }
    medians
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Thirty looks at a page with 5,000 rows, changed by their number.
    fn looks(change: impl Fn(f64, &mut Look)) -> Vec<Look> {
        let look = |number: i32| {
            let number = f64::from(number);
            let mut look = Look {
                // What vectors have to spare, and a few pieces, differ from look to look.
                live_bytes: 1_078_000.0 + 700.0 * (number % 7.0),
                live_pieces: 7_505.0 + number % 5.0,
                most_bytes: 3_300_000.0,
                grown_bytes: 4_300_000.0,
                memory_bytes: 5_600_000.0,
                heap_bytes: 1_800_000.0,
                nodes: 2_061.0,
                listeners: 44.0,
                documents: 3.0,
            };
            change(number, &mut look);
            look
        };
        (0..30).map(look).collect()
    }

    fn refused(change: impl Fn(f64, &mut Look)) -> String {
        judge(&looks(change)).unwrap_err()
    }

    #[test]
    fn what_is_flat_passes() {
        assert_eq!(judge(&looks(|_, _| ())), Ok(()));
    }

    #[test]
    fn a_late_step_of_the_memory_passes_where_so_much_was_live_at_a_time() {
        let late_peak = |number: f64, look: &mut Look| {
            if number > 15.0 {
                look.most_bytes = 4_100_000.0;
                look.grown_bytes += 1_000_000.0;
                look.memory_bytes += 1_000_000.0;
            }
        };
        assert_eq!(judge(&looks(late_peak)), Ok(()));
    }

    #[test]
    fn a_memory_that_nothing_explains_is_refused() {
        let holes = |number: f64, look: &mut Look| look.grown_bytes += 100_000.0 * number;
        assert!(refused(holes).starts_with("grown by, of the most live at a time is 2.18"));
    }

    #[test]
    fn a_peak_that_no_rows_explain_is_refused() {
        let heap = |number: f64, look: &mut Look| look.most_bytes += 100_000.0 * number;
        assert!(refused(heap).starts_with("of what is live at rest is 5.7"));
    }

    #[test]
    fn what_creeps_is_refused_by_its_name() {
        let bytes = |number: f64, look: &mut Look| look.live_bytes += 1_600.0 * number;
        assert!(refused(bytes).starts_with("live in wasm, KB has grown from 11"));
        // Two closures of twenty bytes each time that a row is opened, as timers that were forgotten once kept.
        let pieces = |number: f64, look: &mut Look| {
            look.live_bytes += 80.0 * number;
            look.live_pieces += 4.0 * number;
        };
        assert!(refused(pieces).starts_with("live pieces in wasm has grown from 75"));
        let documents = |number: f64, look: &mut Look| look.documents += (number / 15.0).floor();
        assert_eq!(refused(documents), "documents has grown from 3.00 to 4.00");
    }

    #[test]
    fn what_is_high_at_first_is_no_growth() {
        let warm = |number: f64, look: &mut Look| {
            look.live_bytes += if number < 10.0 { 200_000.0 } else { 0.0 };
        };
        assert_eq!(judge(&looks(warm)), Ok(()));
    }

    #[test]
    fn few_looks_say_nothing() {
        assert!(judge(&[Look::default(); 5]).is_err());
    }

    #[test]
    fn the_table_has_a_line_for_all_that_is_watched() {
        let table = table(&looks(|_, _| ()));
        assert_eq!(table.lines().count(), 2 + WATCHED.len());
        assert!(
            table.contains("| live pieces in wasm | 7507 | 7507 | 7507 |"),
            "{table}"
        );
    }
}
