//! Which rows match: one bit a row (`mask::Mask`), computed column by column.
//!
//! Terms are judged once for each distinct text, by the same `Expr::holds` that judges a row, so that the two cannot
//! differ; dates are compared as integers.

use super::labels::Labels;
use crate::date::Timestamp;
use crate::field::{Field, Kind};
use crate::filter::names::named_expr;
use crate::filter::{Expr, Op, Row, Value, text_contains};
use crate::mask::Mask;
use crate::table::{Codes, Dates, NO_TERM, Table, Terms};

/// Up to so many distinct texts of a column are judged at once.
const FEW_TEXTS: usize = 1_000;

/// The rows for which the condition holds; of customers with pseudonyms by their names.
pub fn matching(table: &Table, expr: &Expr) -> Mask {
    match table.pseudonyms() {
        Some(pseudonyms) if expr.mentions(Field::CustomerName) => {
            mask_of(table, &named_expr(pseudonyms, expr.clone()))
        }
        _ => mask_of(table, expr),
    }
}

fn mask_of(table: &Table, expr: &Expr) -> Mask {
    match expr {
        Expr::And(parts) => all_of(table, parts),
        Expr::Or(parts) => {
            let masks = parts.iter().map(|part| mask_of(table, part));
            let joined = masks.reduce(|one, other| one.join(&other, |one, other| one | other));
            joined.unwrap_or_else(|| Mask::filled(table.len(), true))
        }
        Expr::Compare { field, op, value } if field.is_date() => match table.dates(*field) {
            Some(dates) => dates_matching(table.len(), dates, *op, value),
            None => Mask::filled(table.len(), false),
        },
        Expr::Compare { field, .. } | Expr::Contains { field, .. } => match table.terms(*field) {
            Some(terms) => Verdicts::of(table, expr, *field, terms).rows(table.len(), terms),
            None => Mask::filled(table.len(), false),
        },
    }
}

/// What takes long to judge is asked only of the rows that everything else has left.
fn all_of(table: &Table, parts: &[Expr]) -> Mask {
    let (slow, quick): (Vec<&Expr>, Vec<&Expr>) = parts
        .iter()
        .partition(|part| many_texts(table, part).is_some());
    let masks = quick.iter().map(|part| mask_of(table, part));
    let joined = masks.reduce(|one, other| one.join(&other, |one, other| one & other));
    let mut mask = joined.unwrap_or_else(|| Mask::filled(table.len(), true));
    for part in slow {
        if let Some((field, terms)) = many_texts(table, part) {
            retain_terms(&mut mask, terms, |text| judge(table, part, (field, text)));
        }
    }
    mask
}

/// The column of a condition whose texts are too many to judge them all for a few rows.
fn many_texts<'a>(table: &'a Table, part: &Expr) -> Option<(Field, &'a Terms)> {
    let (Expr::Compare { field, .. } | Expr::Contains { field, .. }) = part else {
        return None;
    };
    let terms = table.terms(*field)?;
    // OK because one walk over all texts is sooner done than looking some of them up.
    let is_searched = matches!(part, Expr::Contains { text, .. } if text.is_ascii());
    (!(is_searched && is_as_sent(table, *field)) && terms.dictionary().len() > FEW_TEXTS)
        .then_some((*field, terms))
}

/// Judges the texts of the rows that are left, each once.
fn retain_terms(mask: &mut Mask, terms: &Terms, judge: impl Fn(Option<&str>) -> bool) {
    let of_none = judge(None);
    let mut verdicts: Vec<Option<bool>> = vec![None; terms.dictionary().len()];
    mask.retain(|row| {
        let code = terms.code(row).unwrap_or(NO_TERM);
        match verdicts.get_mut(code as usize) {
            Some(verdict) => {
                *verdict.get_or_insert_with(|| judge(Some(terms.dictionary().text(code))))
            }
            None => of_none,
        }
    });
}

fn judge(table: &Table, expr: &Expr, (field, text): (Field, Option<&str>)) -> bool {
    let pseudonyms = table.pseudonyms().filter(|_| field == Field::CustomerName);
    let name = pseudonyms.and_then(|pseudonyms| pseudonyms.name(text?));
    let text = name.as_deref().or(text);
    expr.holds(&Only { field, text })
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

/// Whether the texts of a field are those that the service sent.
fn is_as_sent(table: &Table, field: Field) -> bool {
    field != Field::CustomerName || table.pseudonyms().is_none()
}

/// Of which texts of a column something holds, and whether it holds without a text.
struct Verdicts {
    texts: Codes,
    of_none: bool,
}

impl Verdicts {
    fn of(table: &Table, expr: &Expr, field: Field, terms: &Terms) -> Self {
        let judge = |text: Option<&str>| judge(table, expr, (field, text));
        let of_none = judge(None);
        let found = match expr {
            Expr::Contains { text, .. } if is_as_sent(table, field) => {
                terms.dictionary().containing(text)
            }
            _ => None,
        };
        let texts = found.unwrap_or_else(|| one_by_one(terms, &|text| judge(Some(text))));
        Self { texts, of_none }
    }

    fn rows(&self, len: usize, terms: &Terms) -> Mask {
        Mask::of_terms(len, terms, &self.texts, self.of_none)
    }
}

/// The texts of a column that something holds of.
fn one_by_one(terms: &Terms, judge: &dyn Fn(&str) -> bool) -> Codes {
    let mut codes = Codes::none(terms.dictionary().len());
    for (code, text) in (0..).zip(terms.dictionary().iter()) {
        if judge(text) {
            codes.add(code);
        }
    }
    codes
}

fn dates_matching(len: usize, dates: &Dates, op: Op, value: &Value) -> Mask {
    let wanted = match value {
        Value::Date(literal) => Some(literal.at()),
        Value::Null => None,
        Value::Text(_) => return Mask::filled(len, false),
    };
    let judge = |at: Option<Timestamp>| match op {
        Op::Eq => at == wanted,
        Op::Ne => at != wanted,
        Op::Gt => at.is_some() && wanted.is_some() && at > wanted,
        Op::Ge => at.is_some() && wanted.is_some() && at >= wanted,
        Op::Lt => at.is_some() && at < wanted,
        Op::Le => at.is_some() && at <= wanted,
    };
    let mut words = Vec::with_capacity(len.div_ceil(64));
    for mut moments in dates.parts() {
        // OK because parts are whole words long, but for the last.
        while moments.len() > 0 {
            let word = moments.by_ref().take(64).zip(0..);
            words.push(word.fold(0, |bits, (at, place)| bits | u64::from(judge(at)) << place));
        }
    }
    if words.is_empty() {
        return Mask::filled(len, judge(None));
    }
    Mask::of_words(words, len)
}

/// The rows of which a term, or what people call it, contains the text, whatever its case.
pub(super) fn found(table: &Table, text: &str, labels: &Labels) -> Mask {
    let mut found = Mask::filled(table.len(), false);
    for field in Field::TERMS {
        if let Some(terms) = table.terms(field) {
            let by_label = |term: &str| {
                let label = labels.of(field, term);
                text_contains(term, text) || label.is_some_and(|label| text_contains(&label, text))
            };
            let searched = terms.dictionary().containing(text);
            let texts = searched.filter(|_| field.kind() != Kind::Code);
            let verdicts = Verdicts {
                texts: texts.unwrap_or_else(|| one_by_one(terms, &by_label)),
                of_none: false,
            };
            let mask = verdicts.rows(table.len(), terms);
            found = found.join(&mask, |one, other| one | other);
        }
    }
    found
}
