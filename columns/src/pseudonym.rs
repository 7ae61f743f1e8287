//! Pseudonyms for customers' names: "Customer 12", by the order in which the names first came.
//!
//! They take the names' place where rows, groups and filters come in, so that nothing behind knows a name; only a filter
//! on its way to the service, or while it is judged, has the names again (the engine's `filter/names.rs`). A number tells
//! nothing of the name, unlike a hash, whose names can be tried; and no two names share one, so that counts stay true.
//! What hides when is the engine's `session`.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::field::Field;
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
    pub fn hidden(&self, text: &str) -> String {
        if text.is_empty() || self.name(text).is_some() {
            text.to_owned()
        } else {
            self.of(text)
        }
    }

    /// The name, where a text is a pseudonym.
    pub fn named(&self, text: &str) -> String {
        let name = self.name(text);
        name.map_or_else(|| text.to_owned(), |name| (*name).to_owned())
    }

    /// Gives groups of names their pseudonyms.
    pub fn rename(&self, fields: &[Field], groups: &mut [Group]) {
        for group in groups {
            for (field, key) in fields.iter().zip(&mut group.keys) {
                if let (Field::CustomerName, Key::Term(name) | Key::Raw(name)) = (field, key) {
                    *name = self.of(name);
                }
            }
        }
    }
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
}
