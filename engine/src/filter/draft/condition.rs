//! One condition as a builder shows it: a field, what is asked of it, and a value that may still be missing.

use crate::field::Field;
use crate::filter::{DateLiteral, Expr, Op, Value, may_contain};

/// What is asked of a field: an operator, `contains`, or a test for null.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Test {
    /// Compare with a value.
    Compare(Op),
    /// `contains`.
    Contains,
    /// `eq null`.
    IsNull,
    /// `ne null`.
    IsNotNull,
}

impl Test {
    /// All tests, the usual ones of a date first.
    pub const ALL: [Self; 9] = [
        Self::Contains,
        Self::Compare(Op::Ge),
        Self::Compare(Op::Lt),
        Self::Compare(Op::Eq),
        Self::Compare(Op::Ne),
        Self::Compare(Op::Gt),
        Self::Compare(Op::Le),
        Self::IsNull,
        Self::IsNotNull,
    ];

    /// A word for it: the operator's, `contains`, `null` or `not-null`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Compare(op) => op.name(),
            Self::Contains => "contains",
            Self::IsNull => "null",
            Self::IsNotNull => "not-null",
        }
    }

    /// The test of that word.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|test| test.name() == name)
    }

    /// Whether it may be asked of the field (endpoint.md §2.2).
    pub const fn is_allowed(self, field: Field) -> bool {
        match self {
            Self::Compare(op) => op.is_allowed(field),
            Self::Contains => may_contain(field),
            Self::IsNull | Self::IsNotNull => true,
        }
    }

    /// Whether it needs a value.
    pub const fn takes_value(self) -> bool {
        matches!(self, Self::Compare(_) | Self::Contains)
    }

    /// What is asked of the field at first.
    pub fn usual(field: Field) -> Self {
        Self::ALL
            .into_iter()
            .find(|test| test.is_allowed(field))
            .unwrap_or(Self::IsNull)
    }
}

/// A condition, which does not count while its value is missing or is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// What is asked.
    pub field: Field,
    /// How.
    pub test: Test,
    /// With what: a text as the person means it, or the ISO text of a date; `None` while it is missing.
    pub value: Option<String>,
}

impl Condition {
    /// A condition on the field whose value is still missing.
    pub fn on(field: Field) -> Self {
        Self {
            field,
            test: Test::usual(field),
            value: None,
        }
    }

    /// The condition, where it is complete.
    pub fn expr(&self) -> Option<Expr> {
        let field = self.field;
        let value = match self.test {
            Test::IsNull => return Some(Expr::is_null(field)),
            Test::IsNotNull => {
                let (op, value) = (Op::Ne, Value::Null);
                return Some(Expr::Compare { field, op, value });
            }
            Test::Compare(_) | Test::Contains => self.value.as_ref()?,
        };
        match self.test {
            Test::Compare(op) if field.is_date() => {
                let value = Value::Date(DateLiteral::parse(value)?);
                Some(Expr::Compare { field, op, value })
            }
            Test::Compare(op) => {
                let value = Value::Text(value.clone());
                Some(Expr::Compare { field, op, value })
            }
            _ => {
                let text = value.clone();
                Some(Expr::Contains { field, text })
            }
        }
    }

    pub(super) fn of(expr: &Expr) -> Option<Self> {
        let (field, test, value) = match expr {
            Expr::Contains { field, text } => (*field, Test::Contains, Some(text.clone())),
            Expr::Compare { field, op, value } => match (value, op) {
                (Value::Text(text), _) => (*field, Test::Compare(*op), Some(text.clone())),
                (Value::Date(date), _) => {
                    (*field, Test::Compare(*op), Some(date.text().to_owned()))
                }
                (Value::Null, Op::Ne) => (*field, Test::IsNotNull, None),
                (Value::Null, _) => (*field, Test::IsNull, None),
            },
            Expr::And(_) | Expr::Or(_) => return None,
        };
        Some(Self { field, test, value })
    }
}
