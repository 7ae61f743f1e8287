//! The filter language of the endpoint (endpoint.md §2): a tree, read leniently, printed strictly, evaluated on rows.
//!
//! `lex` cuts, `parse` builds and mends, `print` writes the canonical form, `holds` evaluates, `complete` proposes.
//! Words for people are not here: errors and warnings are typed, the widget has the text.
//! `parse(&expr.to_string())` gives `expr` back for every expression that `parse` has given.

mod cast;
mod complete;
mod condition;
mod date_literal;
pub mod draft;
mod error;
#[cfg(test)]
mod forty;
mod guess;
mod holds;
#[cfg(test)]
mod laws;
mod lex;
pub mod names;
mod parse;
mod print;
mod quotes;
mod split;
mod translated;
mod value;

use crate::date::Day;
use crate::field::{Field, Kind};

pub use complete::{Known, Suggestion, SuggestionKind, complete};
pub use date_literal::DateLiteral;
pub use error::{Expected, FilterError, FilterErrorKind, Repair, Warning, WarningKind};
pub(crate) use guess::nearest_field;
pub use holds::{Row, text_contains, text_places};
#[cfg(test)]
pub(crate) use laws::any_expr;
pub use parse::{MAX_DEPTH, parse};
pub use split::Split;

/// A comparison operator, by its OData word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Op {
    /// Equal.
    Eq,
    /// Not equal.
    Ne,
    /// Greater, for dates later.
    Gt,
    /// Greater or equal.
    Ge,
    /// Less, for dates earlier.
    Lt,
    /// Less or equal.
    Le,
}

impl Op {
    /// All operators.
    pub const ALL: [Self; 6] = [Self::Eq, Self::Ne, Self::Gt, Self::Ge, Self::Lt, Self::Le];

    /// The wire word.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Eq => "eq",
            Self::Ne => "ne",
            Self::Gt => "gt",
            Self::Ge => "ge",
            Self::Lt => "lt",
            Self::Le => "le",
        }
    }

    /// The operator of that word, in any ASCII case.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|op| op.name().eq_ignore_ascii_case(name))
    }

    /// Whether the field can be compared so: order is for dates only (endpoint.md §2.2).
    pub const fn is_allowed(self, field: Field) -> bool {
        self.is_equality() || field.is_date()
    }

    /// `eq` or `ne`, the two that go with `null`.
    pub(crate) const fn is_equality(self) -> bool {
        matches!(self, Self::Eq | Self::Ne)
    }
}

/// What a field is compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Text as the person means it: quotes are single here, doubled when printed.
    Text(String),
    /// A moment.
    Date(DateLiteral),
    /// No value.
    Null,
}

/// A condition on a row.
///
/// What `parse` gives is normal: groups have at least two parts and none of their own kind directly inside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expr {
    /// All parts hold.
    And(Vec<Expr>),
    /// At least one part holds.
    Or(Vec<Expr>),
    /// `field op value`.
    Compare {
        /// What is compared.
        field: Field,
        /// How.
        op: Op,
        /// With what.
        value: Value,
    },
    /// `contains(field,'text')`.
    Contains {
        /// A field of kind [`Kind::Name`].
        field: Field,
        /// The part looked for; every name contains the empty one.
        text: String,
    },
}

/// A filter that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parsed {
    /// The condition.
    pub expr: Expr,
    /// What may not do what the person expects, in the order of the text.
    pub warnings: Vec<Warning>,
}

impl Expr {
    /// `field eq 'text'`.
    pub fn is(field: Field, text: impl Into<String>) -> Self {
        Self::Compare {
            field,
            op: Op::Eq,
            value: Value::Text(text.into()),
        }
    }

    /// `field eq null`.
    pub const fn is_null(field: Field) -> Self {
        Self::Compare {
            field,
            op: Op::Eq,
            value: Value::Null,
        }
    }

    /// `field ge first and field lt end`: from the first day's midnight up to that of the day behind the last.
    pub fn between(field: Field, first: Day, end: Day) -> Self {
        let compare = |op, day| Self::Compare {
            field,
            op,
            value: Value::Date(DateLiteral::from_day(day)),
        };
        compare(Op::Ge, first).and(compare(Op::Lt, end))
    }

    /// Both conditions, as one flat group.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self::join(Self::And, vec![self, other])
    }

    /// Either condition, as one flat group.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self::join(Self::Or, vec![self, other])
    }

    /// The fields spoken of, each once, in the order of [`Field::ALL`].
    pub fn fields(&self) -> Vec<Field> {
        Field::ALL
            .into_iter()
            .filter(|field| self.mentions(*field))
            .collect()
    }

    /// Whether the field is spoken of.
    pub(crate) fn mentions(&self, wanted: Field) -> bool {
        match self {
            Self::And(parts) | Self::Or(parts) => parts.iter().any(|part| part.mentions(wanted)),
            Self::Compare { field, .. } | Self::Contains { field, .. } => *field == wanted,
        }
    }

    /// The same condition with known values in their documented spelling: another case, or another language.
    #[must_use]
    pub(crate) fn with_documented_values(self) -> Self {
        let mend = |parts: Vec<Self>| {
            parts
                .into_iter()
                .map(Self::with_documented_values)
                .collect()
        };
        match self {
            Self::And(parts) => Self::And(mend(parts)),
            Self::Or(parts) => Self::Or(mend(parts)),
            Self::Compare {
                field,
                op,
                value: Value::Text(text),
            } => {
                let text = guess::canonical_value(field, &text).unwrap_or(text);
                let value = Value::Text(text);
                Self::Compare { field, op, value }
            }
            other => other,
        }
    }

    /// A group of that kind: parts of the same kind are taken in, a single part stands alone.
    fn join(group: fn(Vec<Self>) -> Self, parts: Vec<Self>) -> Self {
        let wanted = matches!(group(Vec::new()), Self::And(_));
        let mut flat = Vec::with_capacity(parts.len());
        for part in parts {
            match part {
                Self::And(inner) if wanted => flat.extend(inner),
                Self::Or(inner) if !wanted => flat.extend(inner),
                other => flat.push(other),
            }
        }
        match flat.pop() {
            Some(only) if flat.is_empty() => only,
            Some(last) => {
                flat.push(last);
                group(flat)
            }
            None => group(flat),
        }
    }

    /// How many parentheses the canonical form puts inside one another.
    fn depth(&self) -> usize {
        match self {
            Self::And(parts) | Self::Or(parts) => parts
                .iter()
                .map(|part| usize::from(part.is_group()) + part.depth())
                .max()
                .unwrap_or(0),
            _ => 0,
        }
    }

    const fn is_group(&self) -> bool {
        matches!(self, Self::And(_) | Self::Or(_))
    }
}

/// Whether `contains` may be asked of the field (endpoint.md §2.2).
pub(crate) const fn may_contain(field: Field) -> bool {
    matches!(field.kind(), Kind::Name)
}
