//! Laws of the filter language as property tests: round trip, no panic, places and repairs that can be used.

use proptest::prelude::*;

use super::{DateLiteral, Expr, Op, Value, parse};
use crate::date::{Day, Timestamp};
use crate::field::Field;

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ -~]{0,12}",
        "\\PC{0,8}",
        Just("O'Neil, '' and or (x) and status eq 'Won'".to_string()),
        Just("百佳 ÅÄÖ \u{301}".to_string()),
    ]
}

fn any_date() -> impl Strategy<Value = DateLiteral> {
    prop_oneof![
        (0..30_000_i32).prop_map(|day| DateLiteral::from_day(Day(day))),
        (0..2_000_000_000_000_i64).prop_map(|ms| DateLiteral::from_timestamp(Timestamp(ms))),
    ]
}

fn any_comparison() -> impl Strategy<Value = Expr> {
    let compare = |(field, op, value)| Expr::Compare { field, op, value };
    let equality = || prop_oneof![Just(Op::Eq), Just(Op::Ne)];
    let term = proptest::sample::select(Field::TERMS.to_vec());
    let date = || proptest::sample::select(Field::DATES.to_vec());
    let field = proptest::sample::select(Field::ALL.to_vec());
    prop_oneof![
        (term, equality(), any_text().prop_map(Value::Text)).prop_map(compare),
        (field, equality(), Just(Value::Null)).prop_map(compare),
        (
            date(),
            proptest::sample::select(Op::ALL.to_vec()),
            any_date().prop_map(Value::Date)
        )
            .prop_map(compare),
        any_text().prop_map(|text| Expr::Contains {
            field: Field::CustomerName,
            text
        }),
    ]
}

pub(crate) fn any_expr() -> impl Strategy<Value = Expr> {
    any_comparison().prop_recursive(5, 40, 4, |inner| {
        (proptest::collection::vec(inner, 2..4), any::<bool>()).prop_map(|(parts, all)| {
            let both = if all { Expr::and } else { Expr::or };
            parts.into_iter().reduce(both).unwrap()
        })
    })
}

/// Pieces of the language and of its common mistakes, in any order.
fn any_soup() -> impl Strategy<Value = String> {
    const PIECES: [&str; 40] = [
        "status",
        "customerName",
        "createdDate",
        "eq",
        "ne",
        "gt",
        " ",
        " ",
        " ",
        " ",
        "'",
        "''",
        "\"",
        "“",
        "(",
        ")",
        ",",
        "'Won'",
        "'2018-02-01'",
        "cast(",
        "Edm.DateTimeOffset",
        "contains(",
        "null",
        "and",
        "or",
        " and ",
        " or ",
        "=",
        "&&",
        "2018-02-01T00:00:00Z",
        "state",
        "x",
        "百",
        "\n",
        "’",
        "$filter=",
        "!",
        "startswith(",
        "'O'Neil'",
        "datetime",
    ];
    proptest::collection::vec(proptest::sample::select(PIECES.to_vec()), 0..24)
        .prop_map(|pieces| pieces.concat())
}

fn check_total(text: &str) -> Result<(), TestCaseError> {
    match parse(text) {
        Ok(parsed) => {
            let printed = parsed.expr.to_string();
            let again = parse(&printed);
            prop_assert!(again.is_ok(), "{text:?} is printed as {printed:?}");
            prop_assert_eq!(again.unwrap().expr, parsed.expr);
            for warning in parsed.warnings {
                prop_assert!(text.get(warning.at).is_some());
            }
        }
        Err(error) => {
            prop_assert!(text.get(error.at.clone()).is_some(), "{text:?}: {error:?}");
            if let Some(repair) = error.repair {
                let mended = parse(&repair.text);
                prop_assert!(mended.is_ok(), "{text:?}: {repair:?} {mended:?}");
                prop_assert_eq!(mended.unwrap().expr, repair.expr);
                for (_, at) in repair.also {
                    prop_assert!(text.get(at).is_some());
                }
            }
        }
    }
    Ok(())
}

/// A row whose values are those of a few bits.
struct Chance(u64);

impl super::Row for Chance {
    fn term(&self, field: Field) -> Option<&str> {
        ["", "a", "Won", "O'Neil, '' and or (x) and status eq 'Won'"]
            .get((self.0 >> (field.index() * 2) & 3) as usize)
            .copied()
            .filter(|text| !text.is_empty())
    }

    fn date(&self, field: Field) -> Option<Timestamp> {
        let bits = self.0 >> (field.index() * 2) & 3;
        (bits > 0).then_some(Timestamp(bits as i64 * 600_000_000_000))
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn a_part_has_places_exactly_where_it_is_contained(text in any_text(), part in "[a-zA-ZİßåÅ ]{1,3}") {
        let places = super::text_places(&text, &part);
        prop_assert_eq!(!places.is_empty(), super::text_contains(&text, &part));
        for pair in places.windows(2) {
            prop_assert!(pair[0].end <= pair[1].start);
        }
        for place in places {
            prop_assert!(super::text_contains(&text[place], &part));
        }
    }

    #[test]
    fn what_is_printed_is_read_back(expr in any_expr()) {
        let printed = expr.to_string();
        let parsed = parse(&printed);
        prop_assert!(parsed.is_ok(), "{printed}: {parsed:?}");
        prop_assert_eq!(parsed.unwrap().expr, expr);
    }

    #[test]
    fn text_builder_and_tree_are_one(expr in any_expr()) {
        let draft = super::draft::Draft::of(Some(&expr));
        prop_assert_eq!(draft.expr(), Some(expr.clone()));
        let again = super::draft::Draft::of(Some(&parse(&expr.to_string()).unwrap().expr));
        prop_assert_eq!(again, draft);
    }

    #[test]
    fn both_halves_together_are_the_filter(expr in any_expr(), judge in any::<u64>()) {
        let split = expr.without_null_tests();
        prop_assert!(!split.sent.as_ref().is_some_and(Expr::tests_null));
        prop_assert_eq!(split.left.is_some(), expr.tests_null());
        let row = Chance(judge);
        let holds = |half: &Option<Expr>| half.as_ref().is_none_or(|half| half.holds(&row));
        prop_assert_eq!(holds(&split.sent) && holds(&split.left), expr.holds(&row));
    }

    #[test]
    fn any_text_is_read_or_refused_at_a_place(text in "\\PC{0,60}") {
        check_total(&text)?;
    }

    #[test]
    fn any_soup_is_read_or_refused_at_a_place(text in any_soup()) {
        check_total(&text)?;
    }

    #[test]
    fn suggestions_stand_for_a_part_of_the_text(text in any_soup(), caret in 0..80_usize) {
        for suggestion in super::complete(&text, caret, &|_, begun| vec![begun.to_owned()]) {
            prop_assert!(text.get(suggestion.replaces).is_some());
        }
    }

    #[test]
    fn a_filter_cut_anywhere_is_read_or_refused_at_a_place(expr in any_expr(), at in any::<prop::sample::Index>()) {
        let printed = expr.to_string();
        let cuts: Vec<usize> = printed.char_indices().map(|(at, _)| at).collect();
        let cut = at.get(&cuts);
        check_total(&printed[..*cut])?;
        check_total(&printed[*cut..])?;
    }
}

/// Time grows with the text, not with its square: two hundred thousand bytes of each mistake are read at once.
#[test]
fn long_texts_of_mistakes_take_linear_time() {
    for piece in [
        "status eq Won and ",
        "status eq 'Won and ",
        "status eq 'O'Neil' and ",
        "status eq \"Won and ",
        "status eq “Won and status eq ‘x and ",
        "status eq 'a' 'b ",
        "customerName eq 'rock ' n ",
        "createdDate ge '2018-02-01' and ",
        "and ",
        "(",
        ")",
        "' ",
        "'x",
        "'(",
        "' and ",
        "status eq (",
        "status eq 'a', ",
        "status eq 'a' \u{a0}",
        "customerName eq x(",
        "status eq \"",
        "''",
    ] {
        let text = piece.repeat(200_000 / piece.len());
        let started = std::time::Instant::now();
        let _ = parse(&text);
        assert!(started.elapsed().as_secs() < 10, "{piece}");
    }
}
