//! The forty examples of endpoint.md §2.4, written down by hand: 24 with their canonical form, 16 with kind, place and repair.

use super::FilterErrorKind as E;
use super::{Expected, Op, WarningKind, parse};
use crate::field::Field;

const VALID: [(&str, &str); 24] = [
    ("status eq 'Accepted'", "status eq 'Accepted'"),
    ("status ne 'Missed'", "status ne 'Missed'"),
    ("customerMarket eq 'US'", "customerMarket eq 'US'"),
    ("partnerMarket ne 'DE'", "partnerMarket ne 'DE'"),
    (
        "customerOrgSize eq '10to50employees'",
        "customerOrgSize eq '10to50employees'",
    ),
    ("id eq '112310'", "id eq '112310'"),
    (
        "contains(customerName,'Best')",
        "contains(customerName,'Best')",
    ),
    (
        "contains( customerName , 'Best Customer' )",
        "contains(customerName,'Best Customer')",
    ),
    (
        "contains(customerName,'O''Neil')",
        "contains(customerName,'O''Neil')",
    ),
    (
        "customerName eq 'Best Customer Ever'",
        "customerName eq 'Best Customer Ever'",
    ),
    (
        "contains(customerName,'百佳')",
        "contains(customerName,'百佳')",
    ),
    (
        "createdDate ge cast('2018-02-01',Edm.DateTimeOffset)",
        "createdDate ge cast('2018-02-01',Edm.DateTimeOffset)",
    ),
    (
        "createdDate lt cast('2018-03-01', Edm.DateTimeOffset)",
        "createdDate lt cast('2018-03-01',Edm.DateTimeOffset)",
    ),
    (
        "acceptedDate gt cast('2018-02-07T00:00:00Z',Edm.DateTimeOffset)",
        "acceptedDate gt cast('2018-02-07T00:00:00Z',Edm.DateTimeOffset)",
    ),
    (
        "createdDate ge cast('2018-02-01',Edm.DateTimeOffset) and createdDate lt cast('2018-03-01',Edm.DateTimeOffset)",
        "createdDate ge cast('2018-02-01',Edm.DateTimeOffset) and createdDate lt cast('2018-03-01',Edm.DateTimeOffset)",
    ),
    (
        "status eq 'Won' and customerMarket eq 'US'",
        "status eq 'Won' and customerMarket eq 'US'",
    ),
    (
        "status eq 'Won' or status eq 'Lost'",
        "status eq 'Won' or status eq 'Lost'",
    ),
    (
        "customerMarket eq 'US' or (createdDate ge cast('2018-01-01',Edm.DateTimeOffset) and createdDate le cast('2018-04-01',Edm.DateTimeOffset))",
        "customerMarket eq 'US' or (createdDate ge cast('2018-01-01',Edm.DateTimeOffset) and createdDate le cast('2018-04-01',Edm.DateTimeOffset))",
    ),
    (
        "(status eq 'Missed' or status eq 'Expired') and partnerMarket eq 'GB'",
        "(status eq 'Missed' or status eq 'Expired') and partnerMarket eq 'GB'",
    ),
    ("wonDate ne null", "wonDate ne null"),
    (
        "acceptedDate eq null and declinedDate eq null",
        "acceptedDate eq null and declinedDate eq null",
    ),
    ("((status eq 'Skipped'))", "status eq 'Skipped'"),
    (
        "contains(customerName,'and or (x)')",
        "contains(customerName,'and or (x)')",
    ),
    ("contains(customerName,'')", "contains(customerName,'')"),
];

#[test]
fn the_valid_ones_are_read_and_printed_strictly() {
    for (number, (text, canonical)) in (1..).zip(VALID) {
        let parsed = parse(text).unwrap_or_else(|error| panic!("{number}: {error:?}"));
        assert_eq!(parsed.expr.to_string(), canonical, "{number}");
        assert_eq!(parse(canonical).unwrap().expr, parsed.expr, "{number}");
    }
}

#[test]
fn the_invalid_ones_are_refused_with_place_and_repair() {
    let text = str::to_string;
    let unknown = |found, meant| E::UnknownOperator {
        found: text(found),
        meant: Some(meant),
    };
    let (status, created) = (Field::Status, Field::CreatedDate);
    let cases = [
        (
            "status = 'Won'",
            unknown("=", "eq"),
            "=",
            Some("status eq 'Won'"),
        ),
        (
            "status eq Won",
            E::UnquotedText { found: text("Won") },
            "Won",
            Some("status eq 'Won'"),
        ),
        (
            "status eq \"Won\"",
            E::DoubleQuotes,
            "\"Won\"",
            Some("status eq 'Won'"),
        ),
        (
            "customerName eq 'O'Neil'",
            E::UnescapedQuote,
            "'@18",
            Some("customerName eq 'O''Neil'"),
        ),
        (
            "status eq 'Won",
            E::UnterminatedString,
            "'Won",
            Some("status eq 'Won'"),
        ),
        (
            "state eq 'Won'",
            E::UnknownField {
                found: text("state"),
                nearest: Some(status),
            },
            "state",
            Some("status eq 'Won'"),
        ),
        (
            "status gt 'A'",
            E::OperatorNotAllowed {
                field: status,
                op: Op::Gt,
            },
            "gt",
            None,
        ),
        (
            "contains('Best',customerName)",
            E::SwappedArguments,
            "'Best',customerName",
            Some("contains(customerName,'Best')"),
        ),
        // The one documented status with "Acc" in it.
        (
            "contains(status,'Acc')",
            E::ContainsNotAllowed { field: status },
            "status",
            Some("status eq 'Accepted'"),
        ),
        (
            "createdDate ge '2018-02-01'",
            E::DateNeedsCast,
            "'2018-02-01'",
            Some("createdDate ge cast('2018-02-01',Edm.DateTimeOffset)"),
        ),
        (
            "createdDate ge cast('2018-02-30',Edm.DateTimeOffset)",
            E::ImpossibleDate {
                text: text("2018-02-30"),
            },
            "'2018-02-30'",
            Some("createdDate ge cast('2018-02-28',Edm.DateTimeOffset)"),
        ),
        (
            "createdDate ge cast('2018-02-01',Edm.String)",
            E::WrongCastType {
                found: text("Edm.String"),
            },
            "Edm.String",
            Some("createdDate ge cast('2018-02-01',Edm.DateTimeOffset)"),
        ),
        (
            "status eq 'Won' and",
            E::Dangling { word: text("and") },
            "and",
            Some("status eq 'Won'"),
        ),
        (
            "status+eq+'Won'+and+state+eq+'O''Neil+X'",
            E::PlusForBlank,
            "+",
            Some("status eq 'Won' and status eq 'O''Neil X'"),
        ),
        (
            "customerName+eq+'C++'",
            E::PlusForBlank,
            "+",
            Some("customerName eq 'C++'"),
        ),
        (
            "(status eq 'Won'",
            E::UnbalancedParenthesis,
            "(",
            Some("status eq 'Won'"),
        ),
        (
            "status eq 'Won' && customerMarket eq 'US'",
            unknown("&&", "and"),
            "&&",
            Some("status eq 'Won' and customerMarket eq 'US'"),
        ),
        (
            "createdDate gt null",
            E::NullOnlyWithEquality { field: created },
            "null",
            None,
        ),
    ];
    for (number, (text, kind, place, repair)) in (25..).zip(cases) {
        let error = parse(text).unwrap_err();
        assert_eq!(error.kind, kind, "{number}");
        let at = match place.split_once('@') {
            Some((mark, start)) => {
                let start: usize = start.parse().unwrap();
                start..start + mark.len()
            }
            None => {
                let start = text.find(place).unwrap();
                start..start + place.len()
            }
        };
        assert_eq!(error.at, at, "{number}");
        let offered = error.repair.map(|repair| repair.text.clone());
        assert_eq!(offered.as_deref(), repair, "{number}");
    }
}

/// What people paste besides the forty: each is refused, and this is what is offered.
#[test]
fn other_slips_are_mended_too() {
    let cases = [
        ("$filter=status eq 'Won'", "status eq 'Won'"),
        (
            "status eq ‘Won’ and customerMarket = “US”",
            "status eq 'Won' and customerMarket eq 'US'",
        ),
        (
            "status == Won || state <> \"Lost\"",
            "status eq 'Won' or status ne 'Lost'",
        ),
        (
            "customerName eq Best Customer and status eq 'Won'",
            "customerName eq 'Best Customer' and status eq 'Won'",
        ),
        (
            "customerName eq Acme (Berlin)",
            "customerName eq 'Acme (Berlin)'",
        ),
        ("(customerName eq Acme)", "customerName eq 'Acme'"),
        ("status eq Won'", "status eq 'Won'"),
        (
            "status eq 'Won and customerMarket eq 'US'",
            "status eq 'Won' and customerMarket eq 'US'",
        ),
        (
            "status eq 'Won and customerMarket eq US",
            "status eq 'Won' and customerMarket eq 'US'",
        ),
        ("(status eq 'Won)", "status eq 'Won'"),
        (
            "contains(customerName,'Best)",
            "contains(customerName,'Best')",
        ),
        (
            "contains(customerName,'O'Neil') and status eq 'Won'",
            "contains(customerName,'O''Neil') and status eq 'Won'",
        ),
        ("customerName eq 'O\\'Neil'", "customerName eq 'O''Neil'"),
        (
            "customerName eq 'rock ' n roll'",
            "customerName eq 'rock '' n roll'",
        ),
        (
            "contains(customerName,'a\nb')",
            "contains(customerName,'a b')",
        ),
        ("'Won' eq status", "status eq 'Won'"),
        ("status 'Won'", "status eq 'Won'"),
        (
            "status eq 'Won' customerMarket eq 'US'",
            "status eq 'Won' and customerMarket eq 'US'",
        ),
        (
            "status eq 'Won', customerMarket eq 'US'",
            "status eq 'Won' and customerMarket eq 'US'",
        ),
        (
            "and status eq 'Won' and and customerMarket eq 'US' or",
            "status eq 'Won' and customerMarket eq 'US'",
        ),
        (
            "status eq 'Won') and customerMarket eq 'US'",
            "status eq 'Won' and customerMarket eq 'US'",
        ),
        (
            "status eq 'Won' und customerMarket eq 'US'",
            "status eq 'Won' and customerMarket eq 'US'",
        ),
        (
            "substringof('Best',customerName)",
            "contains(customerName,'Best')",
        ),
        (
            "startswith(customerName,'Best')",
            "contains(customerName,'Best')",
        ),
        (
            "contains(customerOrgSize,'10to50')",
            "customerOrgSize eq '10to50employees'",
        ),
        (
            "contains(customerOrgSize,'employees')",
            "customerOrgSize eq 'employees'",
        ),
        (
            "createdDate ge 2018-02-01",
            "createdDate ge cast('2018-02-01',Edm.DateTimeOffset)",
        ),
        (
            "createdDate ge datetime'2018-02-01'",
            "createdDate ge cast('2018-02-01',Edm.DateTimeOffset)",
        ),
        (
            "createdDate ge \"2018/2/1\"",
            "createdDate ge cast('2018-02-01',Edm.DateTimeOffset)",
        ),
        (
            "createdDate ge cast(2018-02-01)",
            "createdDate ge cast('2018-02-01',Edm.DateTimeOffset)",
        ),
        (
            "createdDate ge cast('2018-02-01', 'Edm.DateTimeOffset'",
            "createdDate ge cast('2018-02-01',Edm.DateTimeOffset)",
        ),
    ];
    for (text, expected) in cases {
        let error = parse(text).unwrap_err();
        let repair = error.repair.as_ref().map(|repair| repair.text.as_str());
        assert_eq!(repair, Some(expected), "{text}: {error:?}");
    }
}

#[test]
fn what_cannot_be_guessed_has_no_repair() {
    let text = str::to_string;
    let missing = |expected| E::Missing { expected };
    let cases = [
        ("", E::Empty, 0..0),
        ("  \n", E::Empty, 0..3),
        (
            "foo eq 'x'",
            E::UnknownField {
                found: text("foo"),
                nearest: None,
            },
            0..3,
        ),
        ("status", missing(Expected::Operator), 6..6),
        ("status eq", missing(Expected::Value), 9..9),
        (
            "status eq and customerMarket eq 'US'",
            missing(Expected::Value),
            10..10,
        ),
        ("()", missing(Expected::Condition), 1..1),
        ("contains(customerName)", missing(Expected::Comma), 21..21),
        (
            "status in ('Won')",
            E::UnknownOperator {
                found: text("in"),
                meant: None,
            },
            7..9,
        ),
        (
            "not (status eq 'Won')",
            E::UnknownFunction { found: text("not") },
            0..3,
        ),
        (
            "year(createdDate) eq 2018",
            E::UnknownFunction {
                found: text("year"),
            },
            0..4,
        ),
        (
            "contains(createdDate,'2018')",
            E::ContainsNotAllowed {
                field: Field::CreatedDate,
            },
            9..20,
        ),
        (
            "createdDate ge 'soon'",
            E::UnreadableDate { text: text("soon") },
            15..21,
        ),
        (
            "status eq 'Won' foo",
            E::Unexpected { found: text("foo") },
            16..19,
        ),
        ("customerName eq 'O'Neil", E::UnescapedQuote, 18..19),
    ];
    for (text, kind, at) in cases {
        let error = parse(text).unwrap_err();
        assert_eq!(
            (error.kind, error.at, error.repair),
            (kind, at, None),
            "{text}"
        );
    }
}

#[test]
fn lenient_spellings_that_can_only_mean_one_thing_are_read() {
    let cases = [
        (
            "STATUS EQ 'Won' AND CustomerMarket NE NULL",
            "status eq 'Won' and customerMarket ne null",
        ),
        (
            "CONTAINS (CUSTOMERNAME,\t'x')",
            "contains(customerName,'x')",
        ),
        ("\n status\teq\u{a0}'Won'\r\n", "status eq 'Won'"),
        (
            "createdDate ge 2018-02-01T00:00:00Z",
            "createdDate ge cast('2018-02-01T00:00:00Z',Edm.DateTimeOffset)",
        ),
        (
            "createdDate ge Cast('2018-02-01 10:00',edm.datetimeoffset)",
            "createdDate ge cast('2018-02-01T10:00:00Z',Edm.DateTimeOffset)",
        ),
        (
            "status eq 'a' or status eq 'b' and id eq 'c'",
            "status eq 'a' or (status eq 'b' and id eq 'c')",
        ),
        (
            "(status eq 'a' or status eq 'b') or id eq 'c'",
            "status eq 'a' or status eq 'b' or id eq 'c'",
        ),
        ("status eq 'a'and(id eq 'b')", "status eq 'a' and id eq 'b'"),
    ];
    for (text, expected) in cases {
        match parse(text) {
            Ok(parsed) => assert_eq!(parsed.expr.to_string(), expected, "{text}"),
            Err(error) => panic!("{text}: {error:?}"),
        }
    }
}

#[test]
fn doubtful_conditions_are_sent_with_a_warning() {
    let warnings = |text| -> Vec<_> {
        let warnings = parse(text).unwrap().warnings;
        warnings
            .into_iter()
            .map(|warning| (warning.kind, text.get(warning.at).unwrap()))
            .collect()
    };
    let name = Field::CustomerName;
    assert_eq!(warnings("status eq 'Won'"), []);
    assert_eq!(
        warnings("contains(customerName,'') or wonDate eq null"),
        [
            (WarningKind::MatchesEverything, "contains(customerName,'')"),
            (
                WarningKind::NullMayBeRefused {
                    field: Field::WonDate
                },
                "null"
            ),
        ]
    );
    assert_eq!(
        warnings("customerName ne 'Best'"),
        [(
            WarningKind::NameEqualityMayBeRefused { field: name },
            "'Best'"
        )]
    );
    let canonical = |text: &str| WarningKind::Spelling {
        canonical: text.into(),
    };
    assert_eq!(
        warnings(
            "status eq 'won' and partnerMarket eq 'us' and customerOrgSize eq 'morethan500Employees'"
        ),
        [
            (canonical("Won"), "'won'"),
            (canonical("US"), "'us'"),
            (canonical("Morethan500employees"), "'morethan500Employees'"),
        ]
    );
}

#[test]
fn several_errors_are_mended_at_once_and_all_are_named() {
    let error = parse("state = Won && market eq \"US\"").unwrap_err();
    assert_eq!(error.at, 0..5);
    let repair = error.repair.unwrap();
    assert_eq!(repair.text, "status eq 'Won' and customerMarket eq 'US'");
    let also: Vec<_> = repair
        .also
        .iter()
        .map(|(kind, at)| (kind.name(), at.clone()))
        .collect();
    assert_eq!(
        also,
        [
            ("unknown-operator", 6..7),
            ("unquoted-text", 8..11),
            ("unknown-operator", 12..14),
            ("unknown-field", 15..21),
            ("double-quotes", 25..29),
        ]
    );
}

#[test]
fn nesting_is_capped_in_the_text_and_in_the_tree() {
    let nested = |depth: usize| format!("{}status eq 'a'{}", "(".repeat(depth), ")".repeat(depth));
    assert!(parse(&nested(64)).is_ok());
    let error = parse(&nested(65)).unwrap_err();
    assert_eq!((error.kind, error.at), (E::TooDeep, 64..65));
    // Every parenthesis here becomes two groups: `or` around `and`.
    let zigzag = |depth: usize| {
        format!(
            "{}id eq 'z'{}",
            "id eq 'a' or id eq 'b' and (".repeat(depth),
            ")".repeat(depth)
        )
    };
    assert!(parse(&zigzag(32)).is_ok());
    assert_eq!(parse(&zigzag(40)).unwrap_err().kind, E::TooDeep);
    assert_eq!(parse(&"(".repeat(100_000)).unwrap_err().kind, E::TooDeep);
}
