//! Answers of any size, the same on every machine: rows of about 430 bytes in the documented order of keys.
//!
//! Not the sandbox's rows, on purpose: those may change with what tests need, and then figures could not be compared.

use referral_engine::date::{Day, Timestamp};
use referral_engine::decode::{Decoder, Problems};
use referral_engine::table::Table;

/// Bytes that are handed to the decoder at once, as the product does.
pub const PIECE_BYTES: usize = 256 << 10;

const STATUSES: [&str; 10] = [
    "New", "Active", "Accepted", "Won", "Won", "Lost", "Declined", "Missed", "Expired", "Skipped",
];
const MARKETS: [&str; 8] = ["US", "DE", "GB", "FR", "SE", "TW", "JP", "BR"];
const SIZES: [&str; 5] = [
    "1to9employees",
    "10to50employees",
    "51to250employees",
    "251to500employees",
    "Morethan500employees",
];
const FIRST: [&str; 12] = [
    "Contoso",
    "Fabrikam",
    "Northwind",
    "Adventure",
    "Litware",
    "Proseware",
    "Tailspin",
    "Wingtip",
    "Alpine",
    "Trey",
    "Blue Yonder",
    "Göteborgs",
];
const SECOND: [&str; 10] = [
    "Traders",
    "Labs",
    "Systems",
    "Werke",
    "Kabel",
    "Foods",
    "Design",
    "Airlines",
    "Robotics",
    "Ab Verken",
];
/// Date fields in the order in which the service writes them; the place of the created date is 7.
const DATES: [&str; 10] = [
    "acceptedDate",
    "acknowledgedDate",
    "archivedDate",
    "declinedDate",
    "expiredDate",
    "lostDate",
    "missedDate",
    "createdDate",
    "skippedDate",
    "wonDate",
];
const CREATED: usize = 7;

/// Makes rows, one after another.
struct Rows {
    state: u64,
    number: u64,
    customers: u64,
}

impl Rows {
    fn new(rows: u32) -> Self {
        Self {
            state: 0x5EED,
            number: 0,
            customers: u64::from(rows) * 6 / 10 + 1,
        }
    }

    /// SplitMix64, below a limit.
    fn below(&mut self, limit: u64) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % limit
    }

    fn pick(&mut self, words: &[&'static str]) -> &'static str {
        let place = self.below(words.len() as u64) as usize;
        words.get(place).copied().unwrap_or_default()
    }

    fn write(&mut self, out: &mut String) {
        let id = 112_310 + self.number * 3;
        self.number += 1;
        let (status, market) = (self.pick(&STATUSES), self.pick(&MARKETS));
        let (customer, size) = (self.below(self.customers), self.pick(&SIZES));
        let name = name_of(customer);
        out.push_str(&format!(
            r#"{{"id":"{id}","status":"{status}","customerMarket":"{market}","customerName":"{name}","customerOrgSize":"{size}""#
        ));
        // Two years from 2017-01-01; what happens later happens within two months.
        let created = Day(17_167).start().0 + (self.below(730 * 86_400) * 1000) as i64;
        for (place, key) in DATES.iter().enumerate() {
            let happened = place == CREATED || self.below(20) < 9;
            if happened {
                let after = if place == CREATED {
                    0
                } else {
                    self.below(60 * 86_400) * 1000
                };
                let text = Timestamp(created + after as i64).to_string();
                let text = text.trim_end_matches('Z');
                out.push_str(&format!(r#","{key}":"{text}""#));
            } else {
                out.push_str(&format!(r#","{key}":null"#));
            }
        }
        out.push_str(&format!(r#","partnerMarket":"{market}"}}"#));
    }
}

fn name_of(customer: u64) -> String {
    let word = |words: &[&'static str], place: u64| {
        words
            .get((place % words.len() as u64) as usize)
            .copied()
            .unwrap_or_default()
    };
    let (first, second) = (word(&FIRST, customer), word(&SECOND, customer / 12));
    format!("{first} {second} {}", customer / 120)
}

/// Hands out an answer in parts, a part being at least a piece long but for the last.
fn parts(rows: u32, mut take: impl FnMut(&[u8])) {
    let mut made = Rows::new(rows);
    let mut text = String::from("{\"Value\":[\n");
    for number in 0..rows {
        if number > 0 {
            text.push_str(",\n");
        }
        made.write(&mut text);
        if text.len() >= PIECE_BYTES {
            take(text.as_bytes());
            text.clear();
        }
    }
    text.push_str(&format!("\n],\"@nextLink\":null,\"TotalCount\":{rows}}}\n"));
    take(text.as_bytes());
}

/// An answer with so many rows.
pub fn answer(rows: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    parts(rows, |part| bytes.extend_from_slice(part));
    bytes
}

/// The table of an answer, made without holding the answer.
pub fn table(rows: u32) -> Table {
    let (mut table, mut problems) = (Table::new(), Problems::default());
    let mut decoder = Decoder::new(1);
    parts(rows, |part| decoder.push(part, &mut table, &mut problems));
    decoder.finish(&mut table, &mut problems);
    table.shrink();
    table
}

/// The table of bytes in hand, piece by piece.
pub fn decode(bytes: &[u8]) -> Table {
    let (mut table, mut problems) = (Table::new(), Problems::default());
    let mut decoder = Decoder::new(1);
    for piece in bytes.chunks(PIECE_BYTES) {
        decoder.push(piece, &mut table, &mut problems);
    }
    decoder.finish(&mut table, &mut problems);
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use referral_engine::decode::Problems;

    #[test]
    fn an_answer_has_its_rows_at_about_430_bytes_each() {
        let bytes = answer(5_000);
        assert!(
            (400..460).contains(&(bytes.len() / 5_000)),
            "{}",
            bytes.len() / 5_000
        );
        let (mut table, mut problems) = (Table::new(), Problems::default());
        let mut decoder = Decoder::new(1);
        decoder.push(&bytes, &mut table, &mut problems);
        let answer = decoder.finish(&mut table, &mut problems);
        assert_eq!((table.len(), answer.total), (5_000, Some(5_000)));
        assert!(problems.is_empty());
        assert_eq!(super::table(5_000).len(), 5_000);
    }
}
