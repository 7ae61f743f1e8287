//! Twice the input takes about twice the time: shapes on which a careless reader goes over the same bytes again and again.

use std::time::{Duration, Instant};

use referral_engine::clinic;
use referral_engine::decode::{Decoder, Problems, groups};
use referral_engine::field::Field;
use referral_engine::filter::parse;
use referral_engine::json::Json;
use referral_engine::query::Query;
use referral_engine::table::Table;

/// Bytes of the larger input.
const LARGE: usize = 256 << 10;

/// A quadratic reader takes sixteen times as long for four times the input; this is far from both, so that a busy machine
/// does not fail.
const MOST: f64 = 9.0;

/// A head once and a piece again and again.
const JSON: &[(&str, &str)] = &[
    ("", "["),
    ("", "{\"a\":"),
    ("", "[{\"id\":\"1\"},"),
    ("[", "{\"id\":\""),
    ("[", "{},"),
    ("[", "1,"),
    ("{\"value\":[", "{\"id\":1},"),
    ("{", "\"a\":1,"),
    ("{\"id\":\"", "a"),
    ("{\"id\":\"", "\\"),
    ("{\"id\":\"", "\\u0041"),
    ("[{", "\"a\":{},"),
    ("[{", "\"customerName\":\"x\","),
    ("[{\"wonDate\":\"", "1"),
    ("", "{\"id\":1}\n"),
    ("", "\u{FEFF}"),
    ("", " "),
    ("<", "html"),
    ("[{\"id\":", "[\"]\","),
];
const FILTERS: &[(&str, &str)] = &[
    ("", "("),
    ("", "not "),
    ("", "status eq 'Won' and "),
    ("", "status eq 'Won' or ("),
    ("status eq '", "''"),
    ("status eq '", "x"),
    ("", "contains(customerName,'a') "),
    ("", "statsu = "),
    ("", "\u{301}"),
    ("", "'"),
];
const LINKS: &[(&str, &str)] = &[
    ("#", "filter=a&"),
    ("#groupby=", "status,"),
    ("#cols=", "nope,"),
    ("#filter=", "%27"),
    ("#", "&=%"),
    ("#x=", "%C3"),
];
const PASTES: &[(&str, &str)] = &[
    ("curl ", "'"),
    ("curl ", "-H 'Authorization: Bearer a' "),
    ("curl ", "\\\n"),
    ("", "https://x.example/partner/v1/analytics/referrals?"),
    (
        "https://x.example/partner/v1/analytics/referrals?",
        "filter=a&",
    ),
    (
        "https://x.example/partner/v1/analytics/referrals?filter=",
        "%25",
    ),
    ("", "&amp;"),
    ("", "$a = \"$a\"\n"),
    ("fetch(`", "${a}"),
    ("", "Bearer "),
    ("", "eyJ."),
    ("Invoke-RestMethod -Headers ", "@{ "),
];

#[test]
fn decoding_is_linear() {
    grows(JSON, |bytes| decode(bytes, 4 << 10));
}

/// As a slow network hands it on.
#[test]
fn decoding_a_trickle_is_linear() {
    grows(JSON, |bytes| decode(bytes, 100));
}

#[test]
fn groups_are_read_in_linear_time() {
    grows(JSON, |bytes| {
        let _ = groups::read(bytes, &[Field::Status], None);
    });
}

#[test]
fn json_is_read_in_linear_time() {
    grows(JSON, |bytes| {
        let _ = Json::parse(bytes);
    });
}

#[test]
fn filters_are_read_in_linear_time() {
    grows(FILTERS, |bytes| {
        let _ = parse(str::from_utf8(bytes).unwrap());
    });
}

#[test]
fn links_are_read_in_linear_time() {
    grows(LINKS, |bytes| {
        let _ = Query::from_link(str::from_utf8(bytes).unwrap());
    });
}

#[test]
fn pastes_are_read_in_linear_time() {
    grows(PASTES, |bytes| {
        let _ = clinic::read_request(str::from_utf8(bytes).unwrap());
    });
}

fn decode(bytes: &[u8], piece: usize) {
    let (mut table, mut problems) = (Table::new(), Problems::default());
    let mut decoder = Decoder::new(1);
    for piece in bytes.chunks(piece) {
        decoder.push(piece, &mut table, &mut problems);
    }
    decoder.finish(&mut table, &mut problems);
}

fn grows(shapes: &[(&str, &str)], work: impl Fn(&[u8])) {
    for (head, piece) in shapes {
        let input = |size: usize| {
            let mut text = (*head).to_owned();
            while text.len() < size {
                text.push_str(piece);
            }
            text.into_bytes()
        };
        let (small, large) = (input(LARGE / 4), input(LARGE));
        // The best of three, because others may be using the machine; and once more where it seems too long.
        let ratio = || {
            let small = fastest(&small, &work).max(Duration::from_micros(200));
            fastest(&large, &work).as_secs_f64() / small.as_secs_f64()
        };
        let ratio = (0..3).map(|_| ratio()).find(|ratio| *ratio < MOST);
        assert!(
            ratio.is_some(),
            "four times the input takes more than {MOST} times as long: {head:?} and {piece:?} again and again"
        );
    }
}

fn fastest(input: &[u8], work: impl Fn(&[u8])) -> Duration {
    let once = |_| {
        let began = Instant::now();
        work(input);
        began.elapsed()
    };
    (0..3).map(once).min().unwrap()
}
