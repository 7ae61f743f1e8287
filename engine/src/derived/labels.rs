//! What people call values in the page's language, so that rows are found by what is read of them.

use std::fmt;
use std::rc::Rc;

use crate::field::{Field, Kind};

/// Names of codes; none at first.
#[derive(Clone, Default)]
pub struct Labels(Option<Rc<Name>>);

type Name = dyn Fn(Field, &str) -> String;

impl Labels {
    /// Takes the names from wherever they are known.
    pub fn new(name: impl Fn(Field, &str) -> String + 'static) -> Self {
        Self(Some(Rc::new(name)))
    }

    /// The name of a code.
    pub(super) fn of(&self, field: Field, raw: &str) -> Option<String> {
        let name = self.0.as_ref().filter(|_| field.kind() == Kind::Code)?;
        Some(name(field, raw))
    }
}

impl fmt::Debug for Labels {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(if self.0.is_some() {
            "Labels(…)"
        } else {
            "Labels(none)"
        })
    }
}
