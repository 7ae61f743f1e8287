//! Answers written down by hand, each whole, cut at every byte, and dripped byte by byte.

use proptest::prelude::*;

use super::groups::{GroupsError, read as read_groups};
use super::*;
use crate::date::{Day, Level};
use crate::fault::ErrorBody;
use crate::field::Field;
use crate::group::{Group, Key};
use crate::table::{DateValue, Table};

const SAMPLE: &str = include_str!("../../tests/fixtures/referral.documented.json");
const GROUPED: &[u8] = include_bytes!("../../tests/fixtures/sibling-grouped.documented.json");

type Loaded = (Table, Problems, Answer);

fn load_pieces<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> Loaded {
    let (mut table, mut problems) = (Table::new(), Problems::default());
    let mut decoder = Decoder::new(1);
    for piece in pieces {
        decoder.push(piece, &mut table, &mut problems);
    }
    let answer = decoder.finish(&mut table, &mut problems);
    (table, problems, answer)
}

fn load(text: &str) -> Loaded {
    load_pieces([text.as_bytes()])
}

/// Everything that is in a table, as text.
fn dump(table: &Table) -> Vec<String> {
    let row = |row: usize| {
        let mut parts: Vec<String> = Vec::new();
        for field in Field::TERMS {
            parts.extend(
                table
                    .term(row, field)
                    .map(|text| format!("{}={text}", field.name())),
            );
        }
        for field in Field::DATES {
            match table.date(row, field) {
                DateValue::Never => {}
                DateValue::At(at) => parts.push(format!("{}={at}", field.name())),
                DateValue::Unreadable => parts.push(format!("{}=?", field.name())),
            }
        }
        parts.push(table.extra(row).to_owned());
        parts.join(" ")
    };
    (0..table.len()).map(row).collect()
}

fn ids(table: &Table) -> Vec<String> {
    (0..table.len())
        .map(|row| table.term(row, Field::Id).unwrap_or("-").to_owned())
        .collect()
}

#[test]
fn the_documented_sample_is_one_row() {
    let (table, problems, answer) = load(SAMPLE);
    assert_eq!(
        dump(&table),
        [
            "id=112310 status=Accepted customerName=Best Customer Ever customerMarket=US \
          customerOrgSize=10to50employees partnerMarket=US createdDate=2018-02-04T23:08:59Z \
          acknowledgedDate=2018-02-07T23:40:50Z acceptedDate=2018-02-07T23:43:19Z "
        ]
    );
    assert!(problems.is_empty());
    assert_eq!(
        answer,
        Answer {
            rows: 1,
            ..Answer::default()
        }
    );
}

/// Text, ids of the rows, total, next link.
type Shape = (
    &'static str,
    &'static [&'static str],
    Option<u64>,
    Option<&'static str>,
);

/// The shapes of endpoint.md §3.1.
const SHAPES: &[Shape] = &[
    ("", &[], None, None),
    ("  \n", &[], None, None),
    ("[]", &[], None, None),
    (r#"[{"id":"1"},{"id":"2"}]"#, &["1", "2"], None, None),
    ("\u{FEFF}[{\"id\":\"1\"}]", &["1"], None, None),
    (
        r#"{"Value":[{"id":"1"}],"@nextLink":null,"TotalCount":1}"#,
        &["1"],
        Some(1),
        None,
    ),
    (
        r#"{"value":[{"id":"1"}],"@odata.nextLink":"r?skip=1","@odata.count":"9"}"#,
        &["1"],
        Some(9),
        Some("r?skip=1"),
    ),
    (
        r#"{"totalCount":"2","items":[{"id":"1"},{"id":"2"}]}"#,
        &["1", "2"],
        Some(2),
        None,
    ),
    (
        r#"{"data":[{"id":"1"}],"count":3,"nextLink":" "}"#,
        &["1"],
        Some(3),
        None,
    ),
    (
        r#"{"rows":[{"id":"1"}],"total":3.0}"#,
        &["1"],
        Some(3),
        None,
    ),
    (
        r#"{"referrals":[{"id":"1"}],"links":{"next":{"uri":"/x?skip=1"}}}"#,
        &["1"],
        None,
        Some("/x?skip=1"),
    ),
    (
        r#"{"d":{"results":[{"id":"1"}],"totalCount":1},"x":{}}"#,
        &["1"],
        Some(1),
        None,
    ),
    ("{\"id\":\"1\"}\n{\"id\":\"2\"}\n", &["1", "2"], None, None),
    (
        r#"{"id":"1"}{"id":"2"},{"id":"3"}"#,
        &["1", "2", "3"],
        None,
        None,
    ),
    (
        r#"[ { "ID" : 112310 , "Status" : "Won" } ]"#,
        &["112310"],
        None,
        None,
    ),
    (
        r#"{"Value":[{"id":"1"},null,5,"x",{"id":"2"}],"TotalCount":5}"#,
        &["1", "2"],
        Some(5),
        None,
    ),
];

#[test]
fn every_shape_is_read_whole_and_cut_at_every_byte_and_dripped() {
    for (text, expected, total, next) in SHAPES {
        let whole = load(text);
        assert_eq!(ids(&whole.0), *expected, "{text}");
        assert_eq!(whole.2.total, *total, "{text}");
        assert_eq!(whole.2.next.as_deref(), *next, "{text}");
        assert_eq!(
            (&whole.2.error, &whole.2.unreadable),
            (&None, &None),
            "{text}"
        );
        for cut in 0..=text.len() {
            let (head, tail) = text.as_bytes().split_at(cut);
            let cut_up = load_pieces([head, tail]);
            assert_eq!(dump(&cut_up.0), dump(&whole.0), "{text} cut at {cut}");
            assert_eq!(
                (&cut_up.1, &cut_up.2),
                (&whole.1, &whole.2),
                "{text} cut at {cut}"
            );
        }
        let dripped = load_pieces(text.as_bytes().chunks(1));
        assert_eq!(dump(&dripped.0), dump(&whole.0), "{text} dripped");
        assert_eq!(
            (&dripped.1, &dripped.2),
            (&whole.1, &whole.2),
            "{text} dripped"
        );
    }
}

#[test]
fn values_are_coerced_and_unknown_members_kept() {
    let (table, problems, _) = load(
        r#"[{"id":1,"status":true,"customerName":"O\u0027Neil \"x\"","customerMarket":"","churnRisk":{"a":[1]},
            "createdDate":"0001-01-01T00:00:00","wonDate":"2018-02-07T23:43:19.747","mpnId":"5"}]"#,
    );
    assert_eq!(
        dump(&table),
        [
            "id=1 status=true customerName=O'Neil \"x\" wonDate=2018-02-07T23:43:19.747Z \"churnRisk\":{\"a\":[1]},\"mpnId\":\"5\""
        ]
    );
    assert!(problems.is_empty());
}

#[test]
fn bad_rows_and_cells_are_listed_with_their_place_and_good_ones_stay() {
    let (table, problems, answer) = load(
        r#"[{"id":"1","createdDate":"2018-02-30"},{"id":"2" "x"},{"foo":1},7,{"id":"3","customerName":{"first":"A"}},{"id":"4","wonDate":[]}]"#,
    );
    assert_eq!(ids(&table), ["1", "3", "4"]);
    assert_eq!(
        (problems.bad_rows, problems.bad_cells, answer.rows),
        (3, 3, 6)
    );
    let kinds: Vec<_> = problems
        .listed
        .iter()
        .map(|problem| (problem.row, problem.kind.clone()))
        .collect();
    assert_eq!(
        kinds,
        [
            (
                1,
                ProblemKind::UnreadableDate(Field::CreatedDate, "2018-02-30".into())
            ),
            (2, ProblemKind::Malformed(r#"{"id":"2" "x"}"#.into())),
            (3, ProblemKind::NoKnownField(r#"{"foo":1}"#.into())),
            (4, ProblemKind::NotARow("7".into())),
            (
                5,
                ProblemKind::NestedValue(Field::CustomerName, r#"{"first":"A"}"#.into())
            ),
            (6, ProblemKind::UnreadableDate(Field::WonDate, "[]".into())),
        ]
    );
    assert_eq!(table.term(1, Field::CustomerName), Some(r#"{"first":"A"}"#));
}

#[test]
fn rows_seen_before_are_left_out_and_counted() {
    let (table, _, answer) =
        load(r#"[{"id":"1"},{"id":"2"},{"id":"1"},{"status":"New"},{"status":"New"}]"#);
    assert_eq!((table.len(), answer.rows, answer.duplicates), (4, 5, 1));
}

#[test]
fn an_error_body_is_an_error_also_with_status_200() {
    let (table, problems, answer) = load(
        r#"{"code":"BadRequest","description":"no","data":["top is too large",4],"source":"x"}"#,
    );
    assert_eq!((table.len(), problems), (0, Problems::default()));
    let error = answer.error.unwrap();
    assert_eq!(error.code.as_deref(), Some("BadRequest"));
    assert_eq!(error.description.as_deref(), Some("top is too large 4"));
    let (_, _, answer) = load(r#"{"statusCode":429,"message":"slow down"}"#);
    assert_eq!(
        answer.error.unwrap().description.as_deref(),
        Some("slow down")
    );
}

#[test]
fn what_is_no_answer_says_what_it_is() {
    let why = |text: &str| load(text).2.unreadable;
    assert_eq!(
        why("<!doctype html><title>Sign in</title>"),
        Some(Unreadable::WebPage)
    );
    assert_eq!(why(r#"[{"id":"1"},{"id":"#), Some(Unreadable::CutOff));
    assert_eq!(why(r#"{"Value":[{"id":"1"}]"#), Some(Unreadable::CutOff));
    assert_eq!(
        why(r#"{"foo":"secret","bar":1}"#),
        Some(Unreadable::Unrecognised("{ foo, bar }".into()))
    );
    assert_eq!(why("hello"), Some(Unreadable::Unrecognised("hello".into())));
    assert_eq!(
        why(r#"[{"id":"1"}] trailing"#),
        Some(Unreadable::Unrecognised("trailing".into()))
    );
    // The rows before the end stay.
    assert_eq!(
        load(r#"{"TotalCount":5,"Value":[{"id":"1"},{"id":"2"},{"i"#)
            .0
            .len(),
        2
    );
    assert_eq!(
        load(r#"{"TotalCount":5,"Value":[{"id":"1"},{"i"#).2.total,
        Some(5)
    );
}

#[test]
fn one_huge_value_in_small_pieces_is_read_in_linear_time() {
    let text = format!(r#"[{{"id":"1","customerName":"{}"}}]"#, "x".repeat(4 << 20));
    let (table, _, _) = load_pieces(text.as_bytes().chunks(64));
    assert_eq!(table.term(0, Field::CustomerName).unwrap().len(), 4 << 20);
}

fn group(keys: Vec<Key>, count: u64) -> Group {
    Group { keys, count }
}

fn term(text: &str) -> Key {
    Key::Term(text.into())
}

#[test]
fn the_documented_sibling_is_read_as_groups() {
    // The field is not ours, so its groups have no key; the measure and the total are what this shows.
    let answer = read_groups(GROUPED, &[], None).unwrap();
    assert_eq!(answer.measure.as_deref(), Some("subscriptionCount"));
    assert_eq!(answer.total, Some(7));
    assert_eq!(answer.groups.total(), 63 + 62 + 39 + 2 + 906 + 104 + 2);
}

#[test]
fn grouped_rows_are_read_in_every_form() {
    let fields = [Field::Status, Field::CreatedDate];
    let text = br#"{"Value":[{"status":"Accepted","createdDate":"2018-02-01T00:00:00","referralCount":"12"},
        {"status":null,"createdDate":"2018-03-01","referralCount":3},
        {"status":"UNKNOWN","createdDate":"2018-03","referralCount":4},
        {"status":"Won","createdDate":"3/1/2018","referralCount":1.0},
        {"status":"Won","createdDate":"2018-04-01 - 2018-04-30","referralCount":5},
        {"Status":"Won","date":"0001-01-01T00:00:00","referralCount":6},
        {"status":"Won","createdDate":"Q3","referralCount":7}, 8],
        "@nextLink":null,"TotalCount":8}"#;
    let answer = read_groups(text, &fields, Some(Level::Month)).unwrap();
    let day = |text| Key::Date(Day::parse(text).unwrap());
    assert_eq!(
        answer.groups.rows,
        [
            group(vec![Key::None, day("2018-03-01")], 7),
            group(vec![term("Accepted"), day("2018-02-01")], 12),
            group(vec![term("Won"), Key::None], 6),
            group(vec![term("Won"), day("2018-03-01")], 1),
            group(vec![term("Won"), day("2018-04-01")], 5),
            group(vec![term("Won"), Key::Raw("Q3".into())], 7),
        ]
    );
    assert_eq!((answer.bad_rows, answer.total), (1, Some(8)));
}

#[test]
fn other_measures_and_missing_ones_are_told() {
    let measure = |text: &str| {
        read_groups(text.as_bytes(), &[Field::Status], None)
            .unwrap()
            .measure
    };
    assert_eq!(
        measure(r#"[{"status":"Won","n":5,"dealCount":"7"}]"#).as_deref(),
        Some("dealCount")
    );
    assert_eq!(measure(r#"[{"status":"Won","n":5}]"#).as_deref(), Some("n"));
    assert_eq!(measure(r#"[{"status":"Won"}]"#), None);
    let first_without =
        r#"[{"status":"Won","referralCount":null},{"status":"Lost","referralCount":"3"}]"#;
    assert_eq!(measure(first_without).as_deref(), Some("referralCount"));
}

#[test]
fn rows_instead_of_groups_are_counted_and_told() {
    let text = br#"{"Value":[{"id":"1","status":"Won","createdDate":"2018-02-07T23:43:19"},{"id":"2","status":"Won","createdDate":"2018-02-03"}]}"#;
    let answer = read_groups(
        text,
        &[Field::Status, Field::CreatedDate],
        Some(Level::Month),
    )
    .unwrap();
    assert!(answer.rows_instead);
    let february = Key::Date(Day::parse("2018-02-01").unwrap());
    assert_eq!(answer.groups.rows, [group(vec![term("Won"), february], 2)]);
}

#[test]
fn answers_without_groups_say_why() {
    let why = |text: &str| {
        read_groups(text.as_bytes(), &[Field::Status], None).map(|answer| answer.groups.rows.len())
    };
    assert_eq!(why(""), Ok(0));
    assert_eq!(why(r#"{"value":[]}"#), Ok(0));
    assert_eq!(
        why("{\"status\":\"Won\",\"referralCount\":1}\n{\"status\":\"Lost\",\"referralCount\":2}"),
        Ok(2)
    );
    assert_eq!(why("<html>"), Err(GroupsError::WebPage));
    assert_eq!(why(r#"{"Value":[{"status":"Won"#), Err(GroupsError::CutOff));
    assert_eq!(why("hello"), Err(GroupsError::Unrecognised));
    assert_eq!(why(r#"{"foo":1}"#), Err(GroupsError::Unrecognised));
    let error = ErrorBody {
        code: Some("3000".into()),
        description: Some("bad".into()),
    };
    assert_eq!(
        why(r#"{"code":3000,"description":"bad","data":["bad"]}"#),
        Err(GroupsError::Error(error))
    );
}

/// JSON text that is like an answer more often than chance has it.
fn scraps() -> impl Strategy<Value = String> {
    let scrap = prop::sample::select(vec![
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "\\",
        "\"id\"",
        "\"Value\"",
        "\"1\"",
        "\"createdDate\"",
        "\"2018-02-07\"",
        "null",
        "12",
        " ",
        "\n",
        "\u{FEFF}",
        "\"d\"",
        "\"data\"",
        "\"code\"",
        "é",
        "<",
    ]);
    prop::collection::vec(scrap, 0..40).prop_map(|scraps| scraps.concat())
}

proptest! {
    #[test]
    fn pieces_make_no_difference(text in scraps(), sizes in prop::collection::vec(1_usize..9, 1..40)) {
        let whole = load(&text);
        let mut pieces = Vec::new();
        let mut rest = text.as_bytes();
        let mut sizes = sizes.iter().cycle();
        while !rest.is_empty() {
            let (head, tail) = rest.split_at((*sizes.next().unwrap()).min(rest.len()));
            pieces.push(head);
            rest = tail;
        }
        let cut_up = load_pieces(pieces);
        prop_assert_eq!(dump(&cut_up.0), dump(&whole.0));
        prop_assert_eq!(&cut_up.1, &whole.1);
        // How much of a lost text is quoted depends on how much of it was there.
        if !matches!(whole.2.unreadable, Some(Unreadable::Unrecognised(_))) {
            prop_assert_eq!(&cut_up.2, &whole.2);
        }
    }

    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        load_pieces([bytes.as_slice()]);
        let _ = read_groups(&bytes, &[Field::Status], None);
    }
}
