//! A filter cut in two where the service cannot test for null: what it is asked, and what is left to be judged here.
//!
//! For every row the filter holds exactly when both halves hold. There is no `not` in the grammar, so a condition that is
//! left out can only let more rows through.

use super::{Expr, Value};

/// The two halves of a filter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Split {
    /// What the service is asked: no tests for null; `None` for everything.
    pub sent: Option<Expr>,
    /// What is judged here; `None` where nothing is left.
    pub left: Option<Expr>,
}

impl Expr {
    /// Whether a test for null is in it.
    pub(crate) fn tests_null(&self) -> bool {
        match self {
            Self::And(parts) | Self::Or(parts) => parts.iter().any(Self::tests_null),
            Self::Compare { value, .. } => *value == Value::Null,
            Self::Contains { .. } => false,
        }
    }

    /// Cuts the tests for null out, and with them the least of what they are joined to.
    pub(crate) fn without_null_tests(&self) -> Split {
        match self {
            whole if !whole.tests_null() => Split {
                sent: Some(whole.clone()),
                left: None,
            },
            Self::And(parts) => {
                let halves: Vec<Split> = parts.iter().map(Self::without_null_tests).collect();
                let joined = |half: fn(&Split) -> Option<Expr>| {
                    halves.iter().filter_map(half).reduce(Self::and)
                };
                Split {
                    sent: joined(|split| split.sent.clone()),
                    left: joined(|split| split.left.clone()),
                }
            }
            Self::Or(parts) => {
                // One side that lets everything through lets everything through.
                let sides: Option<Vec<Self>> = parts
                    .iter()
                    .map(|part| part.without_null_tests().sent)
                    .collect();
                Split {
                    sent: sides.and_then(|sides| sides.into_iter().reduce(Self::or)),
                    left: Some(self.clone()),
                }
            }
            whole => Split {
                sent: None,
                left: Some(whole.clone()),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::filter::parse;

    fn split(text: &str) -> (String, String) {
        let split = parse(text).unwrap().expr.without_null_tests();
        let text = |expr: Option<crate::filter::Expr>| {
            expr.map_or_else(String::new, |expr| expr.to_string())
        };
        (text(split.sent), text(split.left))
    }

    #[test]
    fn only_what_must_be_is_judged_here() {
        let check = |text: &str, sent: &str, left: &str| {
            assert_eq!(split(text), (sent.to_owned(), left.to_owned()), "{text}");
        };
        check("wonDate eq null", "", "wonDate eq null");
        check("status eq 'Won'", "status eq 'Won'", "");
        check(
            "status eq 'Won' and wonDate ne null and id ne '1'",
            "status eq 'Won' and id ne '1'",
            "wonDate ne null",
        );
        check(
            "status eq 'Won' or wonDate eq null",
            "",
            "status eq 'Won' or wonDate eq null",
        );
        check(
            "(status eq 'Won' and wonDate eq null) or id eq '1'",
            "status eq 'Won' or id eq '1'",
            "(status eq 'Won' and wonDate eq null) or id eq '1'",
        );
    }
}
