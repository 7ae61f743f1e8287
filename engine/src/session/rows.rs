//! The rows of a load: the table, what could not be read, and where the next page begins.

use std::rc::Rc;

use crate::decode::{Answer, Decoder, Problems};
use crate::pseudonym::Pseudonyms;
use crate::table::Table;

use super::Shared;

/// Pages at most, whatever the service says (endpoint.md §1, paging 3).
const PAGES: u32 = 10_000;

/// Why there are no further pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// All rows of the query are here.
    All,
    /// Exactly the page that was asked for is here.
    Page,
    /// The row limit is reached; there are more.
    Limit,
    /// The service sent a page of which every row was here already.
    Repeated,
    /// The service sent an empty page, though by its total there should be more.
    Short,
}

/// What is here of the rows.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    table: Shared<Table>,
    problems: Rc<Problems>,
    decoder: Option<Decoder>,
    /// Rows of the pages that have ended, duplicates and unreadable ones included.
    seen: u64,
    duplicates: u64,
    total: Option<u64>,
    total_was: Option<u64>,
    pages: u32,
    end: Option<End>,
    extra: Vec<(String, String)>,
    next_skip: Option<u32>,
}

impl Rows {
    /// The table.
    pub fn table(&self) -> &Shared<Table> {
        &self.table
    }

    /// Rows in the table.
    pub fn loaded(&self) -> u64 {
        self.table.read().len() as u64
    }

    /// What could not be read.
    pub fn problems(&self) -> &Rc<Problems> {
        &self.problems
    }

    /// Rows that came twice and were left out.
    pub fn duplicates(&self) -> u64 {
        self.duplicates
    }

    /// Rows of the whole query, where the service tells.
    pub fn total(&self) -> Option<u64> {
        self.total
    }

    /// What the total was before it changed in the middle of the load.
    pub fn total_was(&self) -> Option<u64> {
        self.total_was
    }

    /// Why there are no further pages; `None` while there may be.
    pub fn end(&self) -> Option<End> {
        self.end
    }

    /// Whether every row of the query is here, so that what is counted here is true of the query.
    pub fn is_complete(&self) -> bool {
        self.end == Some(End::All)
    }

    /// Whether the load has begun.
    pub(super) fn has_begun(&self) -> bool {
        self.pages > 0 || self.decoder.is_some()
    }

    /// Members that the last next link had beyond ours, to be sent along.
    pub(super) fn extra(&self) -> &[(String, String)] {
        &self.extra
    }

    /// Rows to skip in the next request, for a load that began at `first`.
    pub(super) fn next_skip(&self, first: u64) -> u64 {
        self.next_skip.map_or(first + self.seen, u64::from)
    }

    /// Customers are not to be known by name any more.
    ///
    /// The table is another one then, so that whoever has drawn a row of it draws it again; who still holds the one from
    /// before knows no names either.
    pub(super) fn redact(&mut self, pseudonyms: &Pseudonyms) {
        self.table.change(|table| table.redact(pseudonyms));
        let table = self.table.read().clone();
        self.table = Shared::new(table);
        Rc::make_mut(&mut self.problems).redact();
    }

    fn hide_problems(&mut self) {
        if self.table.read().pseudonyms().is_some() {
            Rc::make_mut(&mut self.problems).redact();
        }
    }

    /// A request for rows has been sent.
    pub(super) fn begin_page(&mut self) {
        self.decoder = Some(Decoder::new(self.seen + 1));
    }

    pub(super) fn take_bytes(&mut self, bytes: &[u8]) {
        let Some(decoder) = &mut self.decoder else {
            return;
        };
        let problems = Rc::make_mut(&mut self.problems);
        self.table
            .change(|table| decoder.push(bytes, table, problems));
        self.total = self.total.or(decoder.total());
        self.hide_problems();
    }

    /// The body has ended, as it should or not: takes what it was into account.
    pub(super) fn end_page(&mut self) -> Answer {
        let Some(decoder) = self.decoder.take() else {
            return Answer::default();
        };
        let problems = Rc::make_mut(&mut self.problems);
        let answer = self.table.change(|table| decoder.finish(table, problems));
        self.hide_problems();
        self.seen += answer.rows;
        self.duplicates += answer.duplicates;
        if answer.rows > 0 || answer.unreadable.is_none() {
            self.next_skip = None;
        }
        if let Some(total) = answer.total {
            if self.total.is_some_and(|before| before != total) {
                self.total_was = self.total;
            }
            self.total = Some(total);
        }
        answer
    }

    /// Decides whether there is another page (endpoint.md §1, paging 2 and 3), for a request of `top` rows.
    pub(super) fn decide(
        &mut self,
        answer: &Answer,
        first: u64,
        top: Option<u32>,
        exact: bool,
        limit: u64,
    ) {
        self.pages += 1;
        let next = answer.next.as_deref().map(crate::request::next_from_link);
        let reached = first + self.seen;
        let told = self.total.map(|total| reached < total);
        let full = top.is_some_and(|top| answer.rows >= u64::from(top));
        let more = next.is_some() || told.unwrap_or(full);
        self.end = if exact {
            Some(End::Page)
        } else if answer.rows == 0 {
            Some(if told == Some(true) {
                End::Short
            } else {
                End::All
            })
        } else if answer.rows == answer.duplicates {
            Some(if more { End::Repeated } else { End::All })
        } else if !more {
            Some(End::All)
        } else if self.loaded() >= limit || self.pages >= PAGES {
            Some(End::Limit)
        } else {
            None
        };
        if self.end.is_some() {
            self.table.change(Table::shrink);
        }
        if let Some(next) = next {
            // A link that does not lead forward would lead in a circle.
            self.next_skip = next
                .skip
                .filter(|skip| u64::from(*skip) > reached.saturating_sub(answer.rows));
            self.extra = next.extra;
        }
    }

    /// The answer was a whole: there is nothing behind it.
    pub(super) fn end_whole(&mut self) {
        self.pages += 1;
        self.end = Some(End::All);
        self.table.change(Table::shrink);
    }

    /// Goes on beyond the limit.
    pub(super) fn go_on(&mut self) {
        if self.end == Some(End::Limit) {
            self.end = None;
        }
    }
}
