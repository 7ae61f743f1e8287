//! Pseudonyms for customers' names: "Customer 12", by the order in which the names first came.
//!
//! They take the names' place where rows, groups and filters come in, so that nothing behind knows a name; only a filter
//! on its way to the service, or while it is judged, has the names again. A number tells nothing of the name, unlike a
//! hash, whose names can be tried; and no two names share one, so that counts stay true. What hides when is `session`'s.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::field::Field;
use crate::filter::{Expr, Value, parse};
use crate::group::{Group, Key};

/// What stands before the number, in each language: exports and filters need one form.
const NOUN: &str = "Customer ";

/// Names and their pseudonyms. Clones share.
#[derive(Clone, Default)]
pub struct Pseudonyms(Arc<Mutex<Known>>);

#[derive(Default)]
struct Known {
    names: Vec<Arc<str>>,
    numbers: HashMap<Arc<str>, usize>,
}

impl std::fmt::Debug for Pseudonyms {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Pseudonyms")
    }
}

impl Pseudonyms {
    fn known(&self) -> MutexGuard<'_, Known> {
        // OK because nothing that could panic is done under the lock.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The pseudonym of a name.
    pub fn of(&self, name: &str) -> String {
        let mut known = self.known();
        let number = match known.numbers.get(name) {
            Some(number) => *number,
            None => {
                let (name, number) = (Arc::<str>::from(name), known.names.len() + 1);
                known.names.push(Arc::clone(&name));
                known.numbers.insert(name, number);
                number
            }
        };
        [NOUN, &number.to_string()].concat()
    }

    /// The name behind a pseudonym that was given.
    pub fn name(&self, pseudonym: &str) -> Option<Arc<str>> {
        let number: usize = pseudonym.strip_prefix(NOUN)?.parse().ok()?;
        self.known().names.get(number.checked_sub(1)?).cloned()
    }

    /// The pseudonym of a text that people wrote for a name; what is a pseudonym already stays, and so does nothing.
    pub(crate) fn hidden(&self, text: &str) -> String {
        if text.is_empty() || self.name(text).is_some() {
            text.to_owned()
        } else {
            self.of(text)
        }
    }

    /// The name, where a text is a pseudonym.
    pub(crate) fn named(&self, text: &str) -> String {
        let name = self.name(text);
        name.map_or_else(|| text.to_owned(), |name| (*name).to_owned())
    }

    /// A condition with pseudonyms for the names in it.
    pub(crate) fn hidden_expr(&self, expr: Expr) -> Expr {
        with_names(expr, &|name| self.hidden(name))
    }

    /// A condition with the names of its pseudonyms.
    pub(crate) fn named_expr(&self, expr: Expr) -> Expr {
        with_names(expr, &|text| self.named(text))
    }

    /// A filter with pseudonyms for the names that it quotes; of one that cannot be read and speaks of names, for all quotes.
    pub fn hidden_in(&self, filter: &str) -> String {
        match parse(filter) {
            Ok(parsed) if !parsed.expr.mentions(Field::CustomerName) => filter.to_owned(),
            Ok(parsed) => self.hidden_expr(parsed.expr).to_string(),
            Err(_) if !speaks_of_names(filter) => filter.to_owned(),
            Err(_) => quotes(filter, |text| self.hidden(text)),
        }
    }

    /// A filter with the names of the pseudonyms that it quotes.
    pub fn named_in(&self, filter: &str) -> String {
        quotes(filter, |text| self.named(text))
    }

    /// Somebody's words with pseudonyms for the names that a filter with pseudonyms stands for.
    pub(crate) fn hidden_words(&self, words: &str, filter: &str) -> String {
        let mut words = words.to_owned();
        for pseudonym in filter.split('\'') {
            if let Some(name) = self.name(pseudonym) {
                words = words.replace(&*name, pseudonym);
            }
        }
        words
    }

    /// Gives groups of names their pseudonyms.
    pub(crate) fn rename(&self, fields: &[Field], groups: &mut [Group]) {
        for group in groups {
            for (field, key) in fields.iter().zip(&mut group.keys) {
                if let (Field::CustomerName, Key::Term(name) | Key::Raw(name)) = (field, key) {
                    *name = self.of(name);
                }
            }
        }
    }
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
    fn a_name_keeps_its_pseudonym_and_shares_it_with_none() {
        let pseudonyms = Pseudonyms::default();
        let again = pseudonyms.clone();
        assert_eq!(pseudonyms.of("Contoso"), "Customer 1");
        assert_eq!(again.of("Fabrikam"), "Customer 2");
        assert_eq!(pseudonyms.of("Contoso"), "Customer 1");
        assert!(!format!("{pseudonyms:?}").contains("Contoso"));
    }

    #[test]
    fn a_filter_hides_its_names_and_gets_them_back() {
        let pseudonyms = Pseudonyms::default();
        let text =
            "status eq 'Won' and (customerName eq 'O''Neil & Co' or contains(customerName,'Neil'))";
        let hidden = pseudonyms.hidden_in(text);
        assert_eq!(
            hidden,
            "status eq 'Won' and (customerName eq 'Customer 1' or contains(customerName,'Customer 2'))"
        );
        assert_eq!(pseudonyms.hidden_in(&hidden), hidden, "hidden once");
        assert_eq!(pseudonyms.named_in(&hidden), text);
        let expr = parse(&hidden).unwrap().expr;
        assert_eq!(pseudonyms.named_expr(expr).to_string(), text);
        let words = pseudonyms.hidden_words("No such customer: O'Neil & Co.", &hidden);
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
            let hidden = pseudonyms.hidden_in(text);
            assert!(!hidden.contains("Conto"), "{hidden}");
            assert_eq!(pseudonyms.named_in(&hidden), text);
        }
        assert_eq!(pseudonyms.hidden_in("status is 'Won'"), "status is 'Won'");
    }
}
