//! What can be wrong with a filter, where, and what would mend it.
//!
//! Typed and without prose: the widget turns kinds into the reader's language.
//! Places are byte ranges into the text that was read, always on character boundaries.

use std::fmt;
use std::ops::Range;

use super::{Expr, Op};
use crate::field::Field;

/// Why a filter cannot be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilterError {
    /// What is wrong.
    pub kind: FilterErrorKind,
    /// Where, in bytes of the text that was read; empty where something is missing.
    pub at: Range<usize>,
    /// The whole filter as it was most likely meant.
    pub repair: Option<Box<Repair>>,
}

/// A correction that mends everything that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// The corrected filter in canonical form; it parses.
    pub text: String,
    /// The same as a condition.
    pub expr: Expr,
    /// What else was wrong behind the first error, and is mended too.
    pub also: Vec<(FilterErrorKind, Range<usize>)>,
}

/// What was expected where something is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// A comparison, `contains(…)` or a group.
    Condition,
    /// A field name.
    Field,
    /// `eq`, `ne` …
    Operator,
    /// A quoted text, a date or `null`.
    Value,
    /// The comma between two arguments.
    Comma,
    /// `(`
    Parenthesis,
    /// `and` or `or` between two conditions.
    Joiner,
    /// The type after the date of a `cast`.
    CastType,
}

/// The kinds of error; the numbers are those of the examples in endpoint.md §2.4.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FilterErrorKind {
    /// Nothing but blanks.
    Empty,
    /// More than [`super::MAX_DEPTH`] groups inside one another.
    TooDeep,
    /// 30: no referral row has the field.
    UnknownField {
        /// The word.
        found: String,
        /// The field that was most likely meant.
        nearest: Option<Field>,
    },
    /// 25, 39: not an operator, or not between conditions.
    UnknownOperator {
        /// The word or symbol.
        found: String,
        /// The operator or joiner that was meant.
        meant: Option<&'static str>,
    },
    /// `startswith(…)`, `year(…)` and others that no source mentions.
    UnknownFunction {
        /// Its name.
        found: String,
    },
    /// 31: order asked of a field that has none.
    OperatorNotAllowed {
        /// The field.
        field: Field,
        /// The operator.
        op: Op,
    },
    /// 33: `contains` asked of a field that is no name.
    ContainsNotAllowed {
        /// The field.
        field: Field,
    },
    /// 40: `null` has no order.
    NullOnlyWithEquality {
        /// The field.
        field: Field,
    },
    /// `status+eq+'Won'`: blanks as the encoding of forms writes them.
    PlusForBlank,
    /// 26: text without quotes.
    UnquotedText {
        /// The text.
        found: String,
    },
    /// 27: quotes that are not the straight single ones.
    DoubleQuotes,
    /// 28: a quote inside a text that is not doubled.
    UnescapedQuote,
    /// 29: no closing quote.
    UnterminatedString,
    /// A line break or another control inside a text.
    ControlCharacter,
    /// 32: the value stands where the field belongs.
    SwappedArguments,
    /// 34: a date that is not in `cast('…',Edm.DateTimeOffset)`.
    DateNeedsCast,
    /// 35: no such day or time.
    ImpossibleDate {
        /// The text.
        text: String,
    },
    /// Not an ISO date.
    UnreadableDate {
        /// The text.
        text: String,
    },
    /// 36: a cast to something else.
    WrongCastType {
        /// The type.
        found: String,
    },
    /// 37: `and` or `or` with nothing on one side.
    Dangling {
        /// The word.
        word: String,
    },
    /// 38: a parenthesis without its other half.
    UnbalancedParenthesis,
    /// `$filter=` before the condition.
    ParameterName {
        /// The name.
        found: String,
    },
    /// Something is not there.
    Missing {
        /// What.
        expected: Expected,
    },
    /// Something is there that nothing explains.
    Unexpected {
        /// The text.
        found: String,
    },
}

impl FilterErrorKind {
    /// A stable key for the catalogue of messages.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooDeep => "too-deep",
            Self::UnknownField { .. } => "unknown-field",
            Self::UnknownOperator { .. } => "unknown-operator",
            Self::UnknownFunction { .. } => "unknown-function",
            Self::OperatorNotAllowed { .. } => "operator-not-allowed",
            Self::ContainsNotAllowed { .. } => "contains-not-allowed",
            Self::NullOnlyWithEquality { .. } => "null-only-with-equality",
            Self::UnquotedText { .. } => "unquoted-text",
            Self::DoubleQuotes => "double-quotes",
            Self::UnescapedQuote => "unescaped-quote",
            Self::UnterminatedString => "unterminated-string",
            Self::ControlCharacter => "control-character",
            Self::SwappedArguments => "swapped-arguments",
            Self::DateNeedsCast => "date-needs-cast",
            Self::ImpossibleDate { .. } => "impossible-date",
            Self::UnreadableDate { .. } => "unreadable-date",
            Self::WrongCastType { .. } => "wrong-cast-type",
            Self::Dangling { .. } => "dangling",
            Self::PlusForBlank => "plus-for-blank",
            Self::UnbalancedParenthesis => "unbalanced-parenthesis",
            Self::ParameterName { .. } => "parameter-name",
            Self::Missing { .. } => "missing",
            Self::Unexpected { .. } => "unexpected",
        }
    }
}

/// For logs of developers; a filter can hold a customer's name, so only the kind and the place are written.
impl fmt::Display for FilterError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Range { start, end } = self.at;
        write!(formatter, "{} at {start}..{end}", self.kind.name())
    }
}

impl std::error::Error for FilterError {}

/// A filter that can be sent, but may not do what was meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// What.
    pub kind: WarningKind,
    /// Where, in bytes of the text that was read.
    pub at: Range<usize>,
}

/// The kinds of warning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WarningKind {
    /// 24: `contains(…,'')` matches every name.
    MatchesEverything,
    /// The sources disagree whether a name may be compared with `eq` and `ne` (endpoint.md §2.1).
    NameEqualityMayBeRefused {
        /// The field.
        field: Field,
    },
    /// No source mentions `null` (endpoint.md §2.1).
    NullMayBeRefused {
        /// The field.
        field: Field,
    },
    /// A known value in another case, of which it is unknown whether the service minds, or in another language.
    Spelling {
        /// The documented spelling.
        canonical: String,
    },
}
