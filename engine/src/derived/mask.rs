//! Which rows match: one bit a row, computed column by column.
//!
//! Terms are judged once for each distinct text, by the same `Expr::holds` that judges a row, so that the two cannot
//! differ; dates are compared as integers.

use crate::date::Timestamp;
use crate::field::Field;
use crate::filter::{Expr, Op, Row, Value, text_contains};
use crate::table::{Dates, Table, Terms};

/// A set of rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mask {
    words: Vec<u64>,
    len: usize,
}

impl Mask {
    /// The rows for which `judge` is true.
    fn from_fn(len: usize, mut judge: impl FnMut(usize) -> bool) -> Self {
        let words = (0..len.div_ceil(64))
            .map(|word| {
                let rows = word * 64..(word * 64 + 64).min(len);
                rows.rev()
                    .fold(0, |bits, row| bits << 1 | u64::from(judge(row)))
            })
            .collect();
        Self { words, len }
    }

    fn join(mut self, other: &Self, join: impl Fn(u64, u64) -> u64) -> Self {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word = join(*word, *other);
        }
        self
    }

    /// Whether the row is in the set.
    pub fn has(&self, row: usize) -> bool {
        row < self.len
            && self
                .words
                .get(row / 64)
                .is_some_and(|word| word >> (row % 64) & 1 == 1)
    }

    /// How many rows are in the set.
    pub fn count(&self) -> usize {
        self.words
            .iter()
            .map(|word| word.count_ones() as usize)
            .sum()
    }

    /// The rows of the set, in their order.
    pub fn rows(&self) -> Vec<u32> {
        let mut rows = Vec::with_capacity(self.count());
        for (place, word) in self.words.iter().enumerate() {
            let mut rest = *word;
            while rest != 0 {
                rows.push(place as u32 * 64 + rest.trailing_zeros());
                rest &= rest - 1;
            }
        }
        rows
    }
}

/// The rows for which the condition holds.
pub fn matching(table: &Table, expr: &Expr) -> Mask {
    match expr {
        Expr::And(parts) => all(table, parts, |one, other| one & other),
        Expr::Or(parts) => all(table, parts, |one, other| one | other),
        Expr::Compare { field, op, value } if field.is_date() => match table.dates(*field) {
            Some(dates) => dates_matching(table.len(), dates, *op, value),
            None => Mask::from_fn(table.len(), |_| false),
        },
        Expr::Compare { field, .. } | Expr::Contains { field, .. } => match table.terms(*field) {
            Some(terms) => terms_matching(table.len(), terms, |text| {
                expr.holds(&Only {
                    field: *field,
                    text,
                })
            }),
            None => Mask::from_fn(table.len(), |_| false),
        },
    }
}

fn all(table: &Table, parts: &[Expr], join: impl Fn(u64, u64) -> u64) -> Mask {
    let mut masks = parts.iter().map(|part| matching(table, part));
    let first = masks
        .next()
        .unwrap_or_else(|| Mask::from_fn(table.len(), |_| true));
    masks.fold(first, |joined, mask| joined.join(&mask, &join))
}

/// A row of which only one term is known.
struct Only<'a> {
    field: Field,
    text: Option<&'a str>,
}

impl Row for Only<'_> {
    fn term(&self, field: Field) -> Option<&str> {
        self.text.filter(|_| field == self.field)
    }

    fn date(&self, _: Field) -> Option<Timestamp> {
        None
    }
}

fn terms_matching(len: usize, terms: &Terms, judge: impl Fn(Option<&str>) -> bool) -> Mask {
    let verdicts: Vec<bool> = terms
        .dictionary()
        .iter()
        .map(|text| judge(Some(text)))
        .collect();
    let of_none = judge(None);
    Mask::from_fn(len, |row| {
        let code = terms.code(row).unwrap_or(u32::MAX);
        verdicts.get(code as usize).copied().unwrap_or(of_none)
    })
}

fn dates_matching(len: usize, dates: &Dates, op: Op, value: &Value) -> Mask {
    let wanted = match value {
        Value::Date(literal) => Some(literal.at()),
        Value::Null => None,
        Value::Text(_) => return Mask::from_fn(len, |_| false),
    };
    Mask::from_fn(len, |row| {
        let at = dates.at(row);
        match op {
            Op::Eq => at == wanted,
            Op::Ne => at != wanted,
            Op::Gt => at.is_some() && wanted.is_some() && at > wanted,
            Op::Ge => at.is_some() && wanted.is_some() && at >= wanted,
            Op::Lt => at.is_some() && at < wanted,
            Op::Le => at.is_some() && at <= wanted,
        }
    })
}

/// The rows of which a term contains the text, whatever its case.
pub(super) fn found(table: &Table, text: &str) -> Mask {
    let mut found = Mask::from_fn(table.len(), |_| false);
    for field in Field::TERMS {
        if let Some(terms) = table.terms(field) {
            let judge = |term: Option<&str>| term.is_some_and(|term| text_contains(term, text));
            found = found.join(&terms_matching(table.len(), terms, judge), |one, other| {
                one | other
            });
        }
    }
    found
}
