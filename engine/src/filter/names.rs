//! Pseudonyms in filters: names that a filter quotes become pseudonyms, and come back on its way to the service.

use super::{Expr, Value, parse};
use crate::field::Field;
use crate::pseudonym::Pseudonyms;

/// A condition with pseudonyms for the names in it.
pub(crate) fn hidden_expr(pseudonyms: &Pseudonyms, expr: Expr) -> Expr {
    with_names(expr, &|name| pseudonyms.hidden(name))
}

/// A condition with the names of its pseudonyms.
pub(crate) fn named_expr(pseudonyms: &Pseudonyms, expr: Expr) -> Expr {
    with_names(expr, &|text| pseudonyms.named(text))
}

/// A filter with pseudonyms for the names that it quotes; of one that cannot be read and speaks of names, for all quotes.
pub(crate) fn hidden_in(pseudonyms: &Pseudonyms, filter: &str) -> String {
    match parse(filter) {
        Ok(parsed) if !parsed.expr.mentions(Field::CustomerName) => filter.to_owned(),
        Ok(parsed) => hidden_expr(pseudonyms, parsed.expr).to_string(),
        Err(_) if !speaks_of_names(filter) => filter.to_owned(),
        Err(_) => quotes(filter, |text| pseudonyms.hidden(text)),
    }
}

/// A filter with the names of the pseudonyms that it quotes.
pub(crate) fn named_in(pseudonyms: &Pseudonyms, filter: &str) -> String {
    quotes(filter, |text| pseudonyms.named(text))
}

/// Somebody's words with pseudonyms for the names that a filter with pseudonyms stands for.
pub(crate) fn hidden_words(pseudonyms: &Pseudonyms, words: &str, filter: &str) -> String {
    let mut words = words.to_owned();
    for pseudonym in filter.split('\'') {
        if let Some(name) = pseudonyms.name(pseudonym) {
            words = words.replace(&*name, pseudonym);
        }
    }
    words
}

/// Whether a filter that cannot be read may hold a name.
pub(crate) fn speaks_of_names(filter: &str) -> bool {
    let name = Field::CustomerName.name().to_ascii_lowercase();
    filter.to_ascii_lowercase().contains(&name)
}

/// The condition with other texts for the names in it.
fn with_names(expr: Expr, other: &dyn Fn(&str) -> String) -> Expr {
    let of_all = |parts: Vec<Expr>| {
        let parts = parts.into_iter();
        parts.map(|part| with_names(part, other)).collect()
    };
    match expr {
        Expr::And(parts) => Expr::And(of_all(parts)),
        Expr::Or(parts) => Expr::Or(of_all(parts)),
        Expr::Contains {
            field: Field::CustomerName,
            text,
        } => Expr::Contains {
            field: Field::CustomerName,
            text: other(&text),
        },
        Expr::Compare {
            field: Field::CustomerName,
            op,
            value: Value::Text(text),
        } => Expr::Compare {
            field: Field::CustomerName,
            op,
            value: Value::Text(other(&text)),
        },
        expr => expr,
    }
}

/// A filter with other texts in its quotes; a doubled quote is one of the text, one that is not closed reaches to the end.
fn quotes(filter: &str, other: impl Fn(&str) -> String) -> String {
    let mut changed = String::with_capacity(filter.len());
    let mut rest = filter;
    while let Some((before, quoted)) = rest.split_once('\'') {
        let end = end_of_quote(quoted);
        let (text, behind) = quoted.split_at(end);
        let text = other(&text.replace("''", "'"));
        changed.push_str(before);
        changed.push('\'');
        changed.push_str(&text.replace('\'', "''"));
        changed.push_str(behind.get(..1).unwrap_or_default());
        rest = behind.get(1..).unwrap_or_default();
    }
    changed.push_str(rest);
    changed
}

/// Where the text behind a quote ends, in bytes.
fn end_of_quote(quoted: &str) -> usize {
    let mut letters = quoted.char_indices().peekable();
    while let Some((place, letter)) = letters.next() {
        if letter == '\'' && letters.next_if(|(_, next)| *next == '\'').is_none() {
            return place;
        }
    }
    quoted.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_hides_its_names_and_gets_them_back() {
        let pseudonyms = Pseudonyms::default();
        let text =
            "status eq 'Won' and (customerName eq 'O''Neil & Co' or contains(customerName,'Neil'))";
        let hidden = hidden_in(&pseudonyms, text);
        assert_eq!(
            hidden,
            "status eq 'Won' and (customerName eq 'Customer 1' or contains(customerName,'Customer 2'))"
        );
        assert_eq!(hidden_in(&pseudonyms, &hidden), hidden, "hidden once");
        assert_eq!(named_in(&pseudonyms, &hidden), text);
        let expr = parse(&hidden).unwrap().expr;
        assert_eq!(named_expr(&pseudonyms, expr).to_string(), text);
        let words = hidden_words(&pseudonyms, "No such customer: O'Neil & Co.", &hidden);
        assert_eq!(words, "No such customer: Customer 1.");
    }

    #[test]
    fn of_a_filter_that_cannot_be_read_each_quote_is_hidden() {
        let pseudonyms = Pseudonyms::default();
        for text in [
            "CUSTOMERNAME is 'Conto''so', 'x' eq",
            "customername eq 'Contoso",
            "customername is ''",
            "''''customername is",
        ] {
            let hidden = hidden_in(&pseudonyms, text);
            assert!(!hidden.contains("Conto"), "{hidden}");
            assert_eq!(named_in(&pseudonyms, &hidden), text);
        }
        assert_eq!(hidden_in(&pseudonyms, "status is 'Won'"), "status is 'Won'");
    }
}
