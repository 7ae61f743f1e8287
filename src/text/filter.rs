//! What a filter means and what is wrong with one, in words.

use referral_engine::filter::{Expected, FilterErrorKind};

pub use super::sentence::{phrase, sentence};
use super::{Arg, Locale};

/// Puts the error into words; the place is shown beside them.
pub fn tell(locale: &Locale, kind: &FilterErrorKind) -> String {
    use FilterErrorKind as Kind;
    let key = format!("filter-error.{}", kind.name());
    let found = |found: &str| vec![("found", Arg::Text(found.to_owned()))];
    let args = match kind {
        Kind::UnknownField { found: text, .. }
        | Kind::UnknownOperator { found: text, .. }
        | Kind::UnknownFunction { found: text }
        | Kind::UnquotedText { found: text }
        | Kind::ImpossibleDate { text }
        | Kind::UnreadableDate { text }
        | Kind::WrongCastType { found: text }
        | Kind::Dangling { word: text }
        | Kind::ParameterName { found: text }
        | Kind::Unexpected { found: text } => found(text),
        Kind::OperatorNotAllowed { field, op } => {
            vec![("field", field.name().into()), ("found", op.name().into())]
        }
        Kind::ContainsNotAllowed { field } | Kind::NullOnlyWithEquality { field } => {
            vec![("field", field.name().into())]
        }
        Kind::Missing { expected } => {
            vec![("expected", locale.text(expected_key(*expected)).into())]
        }
        _ => Vec::new(),
    };
    locale.format(&key, &args)
}

const fn expected_key(expected: Expected) -> &'static str {
    match expected {
        Expected::Condition => "filter-expected.condition",
        Expected::Field => "filter-expected.field",
        Expected::Operator => "filter-expected.operator",
        Expected::Value => "filter-expected.value",
        Expected::Comma => "filter-expected.comma",
        Expected::Parenthesis => "filter-expected.parenthesis",
        Expected::Joiner => "filter-expected.joiner",
        Expected::CastType => "filter-expected.cast-type",
    }
}
