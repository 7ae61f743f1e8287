//! Twice the input takes about twice the time: shapes on which a careless reader goes over the same bytes again and again.

use std::time::Duration;

use referral_engine::clinic;
use referral_engine::decode::{Decoder, Problems, groups};
use referral_engine::field::Field;
use referral_engine::filter::parse;
use referral_engine::json::Json;
use referral_engine::query::Query;
use referral_engine::table::Table;
use rustix::time::{ClockId, clock_gettime};

/// Bytes of the larger input.
const LARGE: usize = 256 << 10;

/// How many times as long as the smaller one.
const TIMES: usize = 8;

/// A quadratic reader takes 64 times as long for eight times the input; this is far from both, so that caches that
/// others use too do not decide.
const MOST: u32 = 22;

/// What is shorter counts as so long.
const LEAST: Duration = Duration::from_micros(100);

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

/// Looks back to the beginning from every so many bytes.
#[test]
#[should_panic(expected = "again and again")]
fn a_quadratic_reader_is_found() {
    grows(&[("", "a")], |bytes| {
        for end in (0..bytes.len()).step_by(4096) {
            let before = std::hint::black_box(&bytes[..end]);
            assert!(before.iter().all(|byte| *byte == b'a'));
        }
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
        let (small, large) = (input(LARGE / TIMES), input(LARGE));
        let (mut short, mut long) = (LEAST, Duration::MAX);
        // The least of several, in turn, because others use the caches too; more of them only where it seems too long.
        let is_linear = (0..9).any(|_| {
            let once = spent(&small, &work).max(LEAST);
            short = if long == Duration::MAX {
                once
            } else {
                once.min(short)
            };
            long = spent(&large, &work).min(long);
            long < short * MOST
        });
        assert!(
            is_linear,
            "{TIMES} times the input takes {long:?} and not {short:?}: {head:?} and {piece:?} again and again"
        );
    }
}

/// What this thread alone has used: how many others want the processor must not decide.
fn spent(input: &[u8], work: impl Fn(&[u8])) -> Duration {
    let used = || Duration::try_from(clock_gettime(ClockId::ThreadCPUTime)).unwrap();
    let before = used();
    work(input);
    used() - before
}
