//! The status column read once, whatever its texts say: which stage each row is in, and which rows are referrals at all.

use std::rc::Rc;

use crate::field::Field;
use crate::table::{Table, Terms};

use super::frame::Scope;
use super::stage::Stage;

/// What the status column says, for each of its distinct texts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Said {
    Stage(Stage),
    /// Nothing that anyone knows: the dates decide.
    Unknown,
    /// `Error`: left out of Partner Center's own figures (endpoint.md §4.2).
    Error,
}

impl Said {
    /// What a text of the column says.
    pub(super) fn of(text: &str) -> Self {
        match Stage::from_status(text) {
            Some(stage) => Self::Stage(stage),
            None if text.trim().eq_ignore_ascii_case("Error") => Self::Error,
            None => Self::Unknown,
        }
    }
}

/// The stages of a table's rows.
#[derive(Debug)]
pub(super) struct Statuses<'a> {
    column: Option<&'a Terms>,
    said: Rc<[Said]>,
}

/// The rows that are referrals: all but those whose status says that they are an error; `None` where that is all of them.
pub fn referrals(scope: Scope<'_>) -> Option<Vec<u32>> {
    let statuses = Statuses::of(scope.table);
    if !statuses.said.contains(&Said::Error) {
        return None;
    }
    let is_referral = |row: &usize| statuses.stage(*row).is_some();
    let rows = scope.iter().filter(is_referral);
    Some(rows.map(|row| row as u32).collect())
}

impl<'a> Statuses<'a> {
    pub(super) fn of(table: &'a Table) -> Self {
        let column = table.terms(Field::Status);
        let texts = column
            .into_iter()
            .flat_map(|column| column.dictionary().iter());
        Self {
            column,
            said: texts.map(Said::of).collect(),
        }
    }

    /// What each of the column's texts says, to be handed to [`Statuses::again`].
    pub(super) fn texts(&self) -> Rc<[Said]> {
        Rc::clone(&self.said)
    }

    /// The same for the same table once more, without reading the texts again.
    pub(super) fn again(table: &'a Table, said: Rc<[Said]>) -> Self {
        Self {
            column: table.terms(Field::Status),
            said,
        }
    }

    fn said(&self, row: usize) -> Option<Said> {
        let code = self.column?.code(row)?;
        self.said.get(code as usize).copied()
    }

    /// The stage that the status of a row says; `None` where it has none or an unknown one. An error row has no referral.
    pub(super) fn stage(&self, row: usize) -> Option<Option<Stage>> {
        match self.said(row) {
            Some(Said::Error) => None,
            Some(Said::Stage(stage)) => Some(Some(stage)),
            Some(Said::Unknown) | None => Some(None),
        }
    }
}
