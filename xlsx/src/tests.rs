//! What can be seen without a spreadsheet: errors, counts, and that the same cells give the same bytes.
//!
//! LibreOffice opens the file in `tests/e2e/spreadsheets.rs`.

use referral_engine::export::pack_texts;

use crate::sheet::Sheets;

fn head() -> Vec<u8> {
    pack_texts([
        "Referrals",
        "About",
        "1517832000",
        "2",
        "Customer",
        "Created",
        "Rows",
        "2",
        "Filter",
        "=1+1",
    ])
}

fn rows() -> Vec<u8> {
    let mut bytes = pack_texts(["=HYPERLINK(\"http://evil\")"]);
    bytes.push(2);
    bytes.extend_from_slice(&1_517_832_000_000_i64.to_le_bytes());
    bytes.extend_from_slice(&pack_texts(["\u{0}\u{1}\u{FFFF}<&>"]));
    bytes.push(0);
    bytes
}

fn book() -> Vec<u8> {
    let mut sheets = Sheets::new(&head()).unwrap();
    assert_eq!(sheets.add(&rows()).unwrap(), 2);
    assert_eq!(sheets.add(&rows()).unwrap(), 4);
    sheets.finish().unwrap()
}

#[test]
fn the_same_cells_give_the_same_bytes() {
    let first = book();
    assert!(first.starts_with(b"PK"));
    assert_eq!(first, book());
}

#[test]
fn cells_of_any_length_and_age_have_a_place() {
    let mut sheets = Sheets::new(&head()).unwrap();
    let long = "😀".repeat(40_000);
    let mut bytes = pack_texts([long.as_str()]);
    bytes.push(2);
    bytes.extend_from_slice(&i64::MAX.to_le_bytes());
    bytes.extend_from_slice(&pack_texts([""]));
    bytes.push(2);
    // Before the calendar of spreadsheets begins.
    bytes.extend_from_slice(&(-62_000_000_000_000_i64).to_le_bytes());
    assert_eq!(sheets.add(&bytes).unwrap(), 2);
    assert!(!sheets.finish().unwrap().is_empty());
}

#[test]
fn a_message_that_is_none_is_an_error_or_nothing() {
    let mut sheets = Sheets::new(b"").unwrap_or_else(|_| Sheets::new(&head()).unwrap());
    assert_eq!(sheets.add(b"\x07").unwrap(), 0);
    let too_long = "x".repeat(40);
    assert!(Sheets::new(&pack_texts([too_long.as_str(), "About", "0", "0"])).is_err());
}
