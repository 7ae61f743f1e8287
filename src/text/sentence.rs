//! What a filter means, in plain words: whole phrases of the catalogue with their places filled, no grammar glued here.
//!
//! The filter's own text is `engine/filter`'s; what is wrong with a filter is `text/filter`'s.

use referral_engine::date::{Day, Level};
use referral_engine::field::{Field, Kind};
use referral_engine::filter::draft::Join;
use referral_engine::filter::{DateLiteral, Expr, Op, Value};

use super::{Locale, visible};

/// The sentence: "Referrals where Status is Won and Created from 1 Feb 2018 to 28 Feb 2018."
pub fn sentence(locale: &Locale, expr: &Expr) -> String {
    let condition = phrase(locale, expr);
    locale.format("sentence.filter", &[("condition", condition.into())])
}

/// The condition without the sentence around it: "Status is Won".
pub fn phrase(locale: &Locale, expr: &Expr) -> String {
    match expr {
        Expr::And(parts) => list(locale, Join::And, both_ends(locale, parts)),
        Expr::Or(parts) => one_of(locale, parts).unwrap_or_else(|| {
            let phrases = parts.iter().map(|part| inner(locale, part)).collect();
            list(locale, Join::Or, phrases)
        }),
        Expr::Contains { field, text } => {
            let value = quoted(locale, text);
            filled(locale, "sentence.contains", *field, value)
        }
        Expr::Compare { field, op, value } => compared(locale, *field, *op, value),
    }
}

/// A part of a group: a group of its own is set in parentheses, unless it is one phrase.
fn inner(locale: &Locale, expr: &Expr) -> String {
    let text = phrase(locale, expr);
    let is_list = match expr {
        Expr::And(parts) => both_ends(locale, parts).len() > 1,
        Expr::Or(parts) => one_of(locale, parts).is_none(),
        _ => false,
    };
    if is_list {
        locale.format("sentence.group", &[("list", text.into())])
    } else {
        text
    }
}

/// The parts' phrases, the beginning and the end of a time being one.
fn both_ends(locale: &Locale, parts: &[Expr]) -> Vec<String> {
    let mut phrases = Vec::with_capacity(parts.len());
    let mut rest = parts;
    while let Some((first, behind)) = rest.split_first() {
        let days = behind
            .first()
            .and_then(|second| days(locale, first, second));
        rest = behind
            .get(usize::from(days.is_some())..)
            .unwrap_or_default();
        phrases.push(days.unwrap_or_else(|| inner(locale, first)));
    }
    phrases
}

/// "Created from 1 Feb 2018 to 28 Feb 2018", both days included, for `ge` one midnight and `lt` a later one.
fn days(locale: &Locale, first: &Expr, second: &Expr) -> Option<String> {
    let (Some((field, Op::Ge, from)), Some((other, Op::Lt, behind))) =
        (midnight(first), midnight(second))
    else {
        return None;
    };
    if field != other || from >= behind {
        return None;
    }
    let last = Day(behind.0 - 1);
    if last == from {
        return Some(filled(locale, "sentence.day", field, day(locale, from)));
    }
    let args = [
        ("field", locale.field(field).into()),
        ("from", day(locale, from).into()),
        ("to", day(locale, last).into()),
    ];
    Some(locale.format("sentence.days", &args))
}

fn midnight(expr: &Expr) -> Option<(Field, Op, Day)> {
    match expr {
        Expr::Compare {
            field,
            op,
            value: Value::Date(date),
        } => Some((*field, *op, day_of(date)?)),
        _ => None,
    }
}

/// The day, where the moment is its midnight.
fn day_of(date: &DateLiteral) -> Option<Day> {
    let day = date.at().day();
    (day.start() == date.at()).then_some(day)
}

/// "Status is Won or Lost": values of one field.
fn one_of(locale: &Locale, parts: &[Expr]) -> Option<String> {
    let mut of = None;
    let mut values = Vec::with_capacity(parts.len());
    for part in parts {
        match part {
            Expr::Compare {
                field,
                op: Op::Eq,
                value: Value::Text(text),
            } if of.is_none_or(|of| of == *field) => {
                of = Some(*field);
                values.push(term(locale, *field, text));
            }
            _ => return None,
        }
    }
    Some(filled(
        locale,
        "sentence.eq",
        of?,
        list(locale, Join::Or, values),
    ))
}

fn compared(locale: &Locale, field: Field, op: Op, value: &Value) -> String {
    match (value, op) {
        (Value::Text(text), Op::Ne) => {
            filled(locale, "sentence.ne", field, term(locale, field, text))
        }
        (Value::Text(text), _) => filled(locale, "sentence.eq", field, term(locale, field, text)),
        (Value::Date(date), _) => {
            // Only these two mean the same by day and by moment; the others say which moment of the day.
            let by_day = day_of(date).filter(|_| matches!(op, Op::Ge | Op::Lt));
            let value = by_day.map_or_else(
                || {
                    locale.format(
                        "sentence.moment",
                        &[("moment", locale.moment(date.at()).into())],
                    )
                },
                |date| day(locale, date),
            );
            filled(
                locale,
                &format!("sentence.date-{}", op.name()),
                field,
                value,
            )
        }
        (Value::Null, _) => {
            let key = match (field.is_date(), op) {
                (true, Op::Ne) => "sentence.has-date",
                (true, _) => "sentence.no-date",
                (false, Op::Ne) => "sentence.has-value",
                (false, _) => "sentence.no-value",
            };
            filled(locale, key, field, String::new())
        }
    }
}

/// A value in words; free text stands in quotes, so that it is told from the words around it.
fn term(locale: &Locale, field: Field, text: &str) -> String {
    match field.kind() {
        Kind::Name | Kind::Text => quoted(locale, text),
        _ => locale.term(field, text),
    }
}

fn quoted(locale: &Locale, text: &str) -> String {
    locale.format("sentence.quoted", &[("text", visible::name(text).into())])
}

fn day(locale: &Locale, day: Day) -> String {
    locale.bucket(day, Level::Day)
}

fn filled(locale: &Locale, key: &str, field: Field, value: String) -> String {
    let field = locale.field(field);
    locale.format(key, &[("field", field.into()), ("value", value.into())])
}

/// A list by the language's patterns: two, the first ones, the last one.
fn list(locale: &Locale, join: Join, items: Vec<String>) -> String {
    let count = items.len();
    let mut items = items.into_iter().enumerate();
    let mut text = items.next().map(|(_, first)| first).unwrap_or_default();
    for (place, item) in items {
        let key = match (join, place + 1 == count) {
            (Join::And, true) if count == 2 => "sentence.and-two",
            (Join::And, true) => "sentence.and-last",
            (Join::And, false) => "sentence.and-more",
            (Join::Or, true) if count == 2 => "sentence.or-two",
            (Join::Or, true) => "sentence.or-last",
            (Join::Or, false) => "sentence.or-more",
        };
        text = locale.format(key, &[("one", text.into()), ("two", item.into())]);
    }
    text
}

#[cfg(test)]
mod tests {
    #[cfg(not(target_arch = "wasm32"))]
    use referral_engine::filter::parse;

    #[cfg(not(target_arch = "wasm32"))]
    use super::*;

    #[cfg(not(target_arch = "wasm32"))]
    fn told(text: &str) -> String {
        sentence(&Locale::english(), &parse(text).unwrap().expr)
    }

    #[cfg(not(target_arch = "wasm32"))]
    #[test]
    fn filters_are_told_in_plain_words() {
        let cases = [
            "status eq 'Won'",
            "status ne 'Won'",
            "status eq 'Won' or status eq 'Lost' or status eq 'Odd one'",
            "customerMarket eq 'US' and customerOrgSize eq '10to50employees'",
            "contains(customerName,'O''Neil') or customerName eq 'Ada'",
            "(status eq 'Won' or status eq 'Lost') and partnerMarket eq 'XX' and id ne '1'",
            "(status eq 'Won' and customerMarket eq 'US') or wonDate ne null or status eq null",
            "acceptedDate eq null and customerName ne null",
            "createdDate ge cast('2018-02-01',Edm.DateTimeOffset) and createdDate lt cast('2018-03-01',Edm.DateTimeOffset)",
            "createdDate ge cast('2018-02-01',Edm.DateTimeOffset) and createdDate lt cast('2018-02-02',Edm.DateTimeOffset)",
            "status eq 'Won' or (createdDate ge cast('2018-02-01',Edm.DateTimeOffset) and createdDate lt cast('2018-03-01',Edm.DateTimeOffset))",
            "createdDate ge cast('2018-03-01',Edm.DateTimeOffset) and createdDate lt cast('2018-02-01',Edm.DateTimeOffset)",
            "createdDate gt cast('2018-02-01',Edm.DateTimeOffset)",
            "createdDate le cast('2018-02-01T10:30:00Z',Edm.DateTimeOffset)",
            "wonDate ne cast('2018-02-01',Edm.DateTimeOffset) and wonDate lt cast('2018-02-01',Edm.DateTimeOffset)",
        ];
        let line = |text: &str| format!("{text}\n    {}", told(text));
        let told: Vec<String> = cases.into_iter().map(line).collect();
        insta::assert_snapshot!(told.join("\n"));
    }
}
