//! What is fuzzed, and the laws that hold for whatever bytes there are.

use std::fmt::Debug;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::mem::discriminant;

use referral_engine::clinic::{self, PasteKind};
use referral_engine::date::Level;
use referral_engine::decode::{Answer, Decoder, Problems, groups};
use referral_engine::derived::matching;
use referral_engine::field::Field;
use referral_engine::filter::parse;
use referral_engine::json::{Json, write_string};
use referral_engine::query::Query;
use referral_engine::table::Table;

use crate::mutate::Random;
use crate::runner::{Target, run};

/// Memory that reading may take: so many bytes for each of the input, and what lists of problems may hold.
const BYTES_FOR_EACH: u64 = 64;
const BYTES_AT_LEAST: u64 = 1 << 20;

const JSON: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "\\u0041",
    "\\uD83D",
    "null",
    "true",
    "0",
    "-1.5e3",
    "\n",
    " ",
    "\u{FEFF}",
    "é",
    "\u{0}",
    "{\"Value\":[",
    "{\"d\":{\"results\":[",
    "],\"@nextLink\":null,\"TotalCount\":2}",
    "\"id\":\"1\"",
    "\"id\":2,",
    "\"status\":\"Won\"",
    "\"CUSTOMERNAME\":\"A\\\"B\"",
    "\"createdDate\":\"2018-02-07T23:43:19\"",
    "\"wonDate\":\"0001-01-01T00:00:00\"",
    "\"lostDate\":\"2018-02-30\"",
    "\"expiredDate\":\"2018-02-07T23:43:19.747Z\"",
    "\"referralCount\":\"12\"",
    "\"churnRisk\":{}",
    "{\"code\":\"900\",\"description\":\"x\"}",
    "\"error\":",
    "\"data\":[",
    "<!doctype html>",
];
const FILTER: &[&str] = &[
    "status",
    "customerName",
    "createdDate",
    "wonDate",
    "id",
    " eq ",
    " ne ",
    " ge ",
    " lt ",
    " and ",
    " or ",
    " not ",
    "(",
    ")",
    "'",
    "''",
    "'Won'",
    "null",
    ",",
    "contains(",
    "cast('2018-02-01',Edm.DateTimeOffset)",
    "datetime'2018-02-01'",
    "2018-02-01",
    " = ",
    "==",
    "&&",
    "||",
    "“",
    "é",
    "百",
    "\u{301}",
    "%27",
    " in (",
];
const LINK: &[&str] = &[
    "#",
    "?",
    "&",
    "=",
    "%20",
    "%27",
    "%",
    "%C3",
    "+",
    "filter=",
    "groupby=",
    "aggregationLevel=",
    "top=",
    "skip=",
    "range=",
    "date=",
    "view=",
    "chart=",
    "cols=",
    "sort=",
    "q=",
    "tz=",
    "lang=",
    "theme=",
    "v=1",
    "createdDate",
    "-status",
    ",",
    "month",
    "3m",
    "2018-01-01/2018-03-31",
    "stacked",
    "status%20eq%20%27Won%27",
    "999999999999",
    "é",
];
const PASTE: &[&str] = &[
    "curl ",
    "-H ",
    "-X POST ",
    "--data-urlencode ",
    "-G ",
    "'",
    "\"",
    "\\\n",
    "^",
    "`",
    "$",
    "Authorization: Bearer ",
    "eyJhbGciOiJub25lIn0.e30.sig",
    "https://api.partnercenter.microsoft.com",
    "/partner/v1/analytics/referrals",
    "/referral",
    "?",
    "&",
    "&amp;",
    "=",
    "filter=",
    "$filter=",
    "groupby=",
    "top=",
    "%2527",
    "%20",
    "+",
    "Invoke-RestMethod -Uri ",
    "-Headers @{ ",
    "}",
    "fetch(",
    "{ headers: { ",
    ");",
    "```http\n",
    "GET ",
    "Cookie: a=b",
    "user:pw@",
    "status eq 'Won'",
    "\n",
    "é",
];

#[test]
fn decode() {
    run(&Target {
        name: "decode",
        words: JSON,
        check: check_decode,
    });
}

#[test]
fn groups_answers() {
    run(&Target {
        name: "groups",
        words: JSON,
        check: check_groups,
    });
}

#[test]
fn json() {
    run(&Target {
        name: "json",
        words: JSON,
        check: check_json,
    });
}

#[test]
fn filter() {
    run(&Target {
        name: "filter",
        words: FILTER,
        check: check_filter,
    });
}

#[test]
fn link() {
    run(&Target {
        name: "link",
        words: LINK,
        check: check_link,
    });
}

#[test]
fn paste() {
    run(&Target {
        name: "paste",
        words: PASTE,
        check: check_paste,
    });
}

/// The rows are the same however the bytes arrive, each is counted once, and memory is bounded by the bytes.
fn check_decode(input: &[u8]) -> u64 {
    let whole = decoded([input]);
    let (table, problems, answer) = &whole;
    let counted = table.len() as u64 + answer.duplicates + problems.bad_rows;
    assert_eq!(
        answer.rows, counted,
        "each row is added, a duplicate or bad"
    );
    let mut random = Random::new(
        input
            .iter()
            .fold(1, |seed, byte| seed * 31 % 0xFFFF_FFFB + u64::from(*byte)),
    );
    for largest in [3, 40, 1000] {
        // OK because short pieces of long inputs are what the splitting property tests are for.
        if input.len() > largest * 400 {
            continue;
        }
        let mut rest = input;
        let pieces = std::iter::from_fn(|| {
            let (piece, behind) = rest.split_at(rest.len().min(1 + random.below(largest)));
            rest = behind;
            (!piece.is_empty()).then_some(piece)
        });
        same_load(&whole, &decoded(pieces));
    }
    bounded(input, || drop(decoded([input])));
    kind((
        answer.rows.min(3),
        answer.duplicates.min(1),
        answer.total.is_some(),
        answer.next.is_some(),
        answer.error.as_ref().map(|error| error.code.is_some()),
        answer.unreadable.as_ref().map(discriminant),
        problems
            .listed
            .iter()
            .map(|it| discriminant(&it.kind))
            .take(4)
            .collect::<Vec<_>>(),
        (0..table.len()).any(|row| !table.extra(row).is_empty()),
    ))
}

type Load = (Table, Problems, Answer);

fn decoded<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> Load {
    let (mut table, mut problems) = (Table::new(), Problems::default());
    let mut decoder = Decoder::new(1);
    for piece in pieces {
        decoder.push(piece, &mut table, &mut problems);
    }
    let answer = decoder.finish(&mut table, &mut problems);
    (table, problems, answer)
}

fn same_load((table, problems, answer): &Load, (other, other_problems, other_answer): &Load) {
    assert_eq!(table.len(), other.len());
    for row in 0..table.len() {
        for field in Field::TERMS {
            assert_eq!(table.term(row, field), other.term(row, field));
        }
        for field in Field::DATES {
            assert_eq!(table.date(row, field), other.date(row, field));
        }
        assert_eq!(table.extra(row), other.extra(row));
    }
    assert_eq!((problems, answer), (other_problems, other_answer));
}

/// A group has as many keys as there are fields.
fn check_groups(input: &[u8]) -> u64 {
    let fields = [Field::CreatedDate, Field::Status];
    let mut result = None;
    bounded(input, || {
        result = Some(groups::read(input, &fields, Some(Level::Month)));
    });
    match result.unwrap() {
        Ok(answer) => {
            for group in &answer.groups.rows {
                assert_eq!(group.keys.len(), fields.len());
            }
            let keys = answer
                .groups
                .rows
                .iter()
                .flat_map(|group| &group.keys)
                .take(4);
            kind((
                answer.groups.rows.len().min(3),
                keys.map(discriminant).collect::<Vec<_>>(),
            ))
        }
        Err(error) => kind(discriminant(&error)),
    }
}

/// What serde_json reads is read too, and texts come back as they were written.
fn check_json(input: &[u8]) -> u64 {
    let mut ours = None;
    bounded(input, || ours = Some(Json::parse(input)));
    let ours = ours.unwrap();
    match (&ours, serde_json::from_slice::<serde_json::Value>(input)) {
        (Err(error), Ok(value)) => {
            assert!(depth(&value) >= 60, "{error}: serde_json reads it");
        }
        (Ok(Json::Text(text)), _) => {
            let mut written = String::new();
            write_string(&mut written, text);
            assert_eq!(
                Json::parse(written.as_bytes()),
                Ok(Json::Text(text.clone()))
            );
        }
        _ => {}
    }
    kind(match ours {
        Ok(json) => (Some(discriminant(&json)), 0),
        Err(error) => {
            assert!(error.at <= input.len());
            (
                None,
                input.get(error.at).map_or(256, |byte| usize::from(*byte)),
            )
        }
    })
}

fn depth(value: &serde_json::Value) -> usize {
    match value {
        serde_json::Value::Array(items) => 1 + items.iter().map(depth).max().unwrap_or(0),
        serde_json::Value::Object(items) => 1 + items.values().map(depth).max().unwrap_or(0),
        _ => 0,
    }
}

/// What is read prints to something that reads the same; places lie in the text; a repair holds; columns judge as rows do.
fn check_filter(input: &[u8]) -> u64 {
    let text = String::from_utf8_lossy(input);
    let mut parsed = None;
    bounded(text.as_bytes(), || parsed = Some(parse(&text)));
    match parsed.unwrap() {
        Ok(parsed) => {
            let printed = parsed.expr.to_string();
            assert_eq!(parse(&printed).unwrap().expr, parsed.expr, "{printed}");
            let (table, ..) = decoded([
                &br#"[{"id":"1","status":"Won","wonDate":"2018-02-01"},{"customerName":"A"}]"#[..],
            ]);
            let mask = matching(&table, &parsed.expr);
            for row in 0..table.len() {
                assert_eq!(
                    mask.has(row),
                    parsed.expr.holds(&(&table, row)),
                    "{printed}"
                );
            }
            let warnings = parsed
                .warnings
                .iter()
                .map(|it| discriminant(&it.kind))
                .take(3);
            kind((0, discriminant(&parsed.expr), warnings.collect::<Vec<_>>()))
        }
        Err(error) => {
            assert!(
                text.get(error.at.clone()).is_some(),
                "{:?} is no place",
                error.at
            );
            let also = error
                .repair
                .as_ref()
                .map_or(0, |repair| repair.also.len().min(2));
            if let Some(repair) = &error.repair {
                assert_eq!(
                    parse(&repair.text).unwrap().expr,
                    repair.expr,
                    "{}",
                    repair.text
                );
                for (_, at) in &repair.also {
                    assert!(text.get(at.clone()).is_some(), "{at:?} is no place");
                }
            }
            kind((1, discriminant(&error.kind), error.repair.is_some(), also))
        }
    }
}

/// What a link was read as comes back from its own link, without problems.
fn check_link(input: &[u8]) -> u64 {
    let text = String::from_utf8_lossy(input);
    let mut read = None;
    bounded(text.as_bytes(), || read = Some(Query::from_link(&text)));
    let (query, problems) = read.unwrap();
    let link = query.to_link();
    assert_eq!(
        Query::from_link(&link),
        (query.clone(), Vec::new()),
        "{link}"
    );
    let reasons = problems
        .iter()
        .map(|it| (it.key.clone(), discriminant(&it.reason)))
        .take(3);
    kind((
        reasons.collect::<Vec<_>>(),
        query.groupby.len().min(3),
        query.unknown.len().min(2),
        query.filter.is_empty(),
    ))
}

/// A paste gives a query that can be sent, places that lie in the text, and no secret twice.
fn check_paste(input: &[u8]) -> u64 {
    let text = String::from_utf8_lossy(input);
    let mut read = None;
    bounded(text.as_bytes(), || read = Some(clinic::read_request(&text)));
    let clinic = read.unwrap();
    for finding in &clinic.findings {
        assert!(
            text.get(finding.at.clone()).is_some(),
            "{finding:?} is no place"
        );
    }
    if !clinic.query.filter.is_empty() {
        parse(&clinic.query.filter).unwrap();
    }
    assert_eq!(
        Query::from_link(&clinic.query.to_link()),
        (clinic.query.clone(), Vec::new())
    );
    drop(clinic.redacted(&text));
    let kinds = clinic
        .findings
        .iter()
        .map(|it| discriminant(&it.kind))
        .take(3);
    let what: PasteKind = clinic.kind;
    kind((
        discriminant(&what),
        kinds.collect::<Vec<_>>(),
        clinic.base.is_some(),
        clinic.query.filter.is_empty(),
    ))
}

fn bounded(input: &[u8], work: impl FnOnce()) {
    let used = allocation_counter::measure(work).bytes_max;
    let allowed = BYTES_FOR_EACH * input.len() as u64 + BYTES_AT_LEAST;
    assert!(
        used <= allowed,
        "{used} bytes for an input of {}",
        input.len()
    );
}

fn kind(outcome: impl Hash + Debug) -> u64 {
    let mut hasher = DefaultHasher::new();
    outcome.hash(&mut hasher);
    hasher.finish()
}
