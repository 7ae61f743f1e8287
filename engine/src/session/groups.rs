//! The service's groups of the query, as far as they are here.

use std::rc::Rc;

use crate::date::Level;
use crate::decode::groups::{GroupsAnswer, GroupsError, read};
use crate::fault::Fault;
use crate::field::Field;
use crate::group::{Groups, merge};
use crate::pseudonym::Pseudonyms;

/// Bytes of a grouped answer at most; an answer of groups is far smaller, one of rows instead may not be.
const BODY_BYTES: usize = 64 << 20;

/// Numbers of groups that look like a limit of the service rather than like the data (endpoint.md §1, bucket cap).
const ROUND: [usize; 5] = [100, 500, 1000, 5000, 10_000];

/// The groups and how they stand.
#[derive(Clone, Debug, Default)]
pub struct GroupsState {
    wanted: bool,
    body: Vec<u8>,
    groups: Option<Rc<Groups>>,
    total: Option<u64>,
    rows_instead: bool,
    no_measure: bool,
    measure: Option<String>,
    bad_rows: u64,
    next_skip: u64,
    fault: Option<Fault>,
}

/// Whether the groups add up to the rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reconciliation {
    /// One of the two is not known.
    Unknown,
    /// They agree.
    Agrees,
    /// They do not: referrals in the groups, rows of the query.
    Differs {
        /// Referrals in all groups.
        grouped: u64,
        /// Rows of the query.
        rows: u64,
    },
}

impl GroupsState {
    /// The service's groups, once they are here.
    pub fn groups(&self) -> Option<&Rc<Groups>> {
        self.groups.as_ref()
    }

    /// Whether the service is to be asked for groups, or is being asked.
    pub fn is_wanted(&self) -> bool {
        self.wanted
    }

    /// Why there are no groups although they were asked for; what is shown is counted here then.
    pub fn fault(&self) -> Option<&Fault> {
        self.fault.as_ref()
    }

    /// The service sent rows instead of groups.
    pub fn rows_instead(&self) -> bool {
        self.rows_instead
    }

    /// The groups came without a number that could be their count.
    pub fn has_no_measure(&self) -> bool {
        self.no_measure
    }

    /// The name of the measure, where it is not the expected one.
    pub fn other_measure(&self) -> Option<&str> {
        self.measure
            .as_deref()
            .filter(|name| !name.eq_ignore_ascii_case("referralCount"))
    }

    /// Elements that could not be read as groups.
    pub fn bad_rows(&self) -> u64 {
        self.bad_rows
    }

    /// Whether the service may have cut the groups short: a round number of them, or fewer than it says there are.
    pub fn may_be_cut(&self) -> bool {
        let count = self.groups.as_ref().map_or(0, |groups| groups.rows.len());
        ROUND.contains(&count) || self.total.is_some_and(|total| total > self.next_skip)
    }

    /// Compares the groups with the number of rows of the same query.
    pub fn reconcile(&self, rows: Option<u64>) -> Reconciliation {
        match (&self.groups, rows) {
            (Some(groups), Some(rows)) if !self.no_measure => {
                let grouped = groups.total();
                if grouped == rows {
                    Reconciliation::Agrees
                } else {
                    Reconciliation::Differs { grouped, rows }
                }
            }
            _ => Reconciliation::Unknown,
        }
    }

    /// Customers are not to be known by name any more.
    pub(super) fn redact(&mut self, pseudonyms: &Pseudonyms) {
        if let Some(groups) = &mut self.groups {
            let groups = Rc::make_mut(groups);
            pseudonyms.rename(&groups.fields, &mut groups.rows);
        }
    }

    pub(super) fn want(&mut self) {
        *self = Self {
            wanted: true,
            ..Self::default()
        };
    }

    pub(super) fn forget(&mut self) {
        *self = Self::default();
    }

    /// The groups cannot be had; the rows are counted here instead.
    pub(super) fn give_up(&mut self, fault: Fault) {
        self.wanted = false;
        self.body = Vec::new();
        self.fault = Some(fault);
    }

    /// Groups to skip in the next request, for a load that began at `first`.
    pub(super) fn next_skip(&self, first: u64) -> u64 {
        first + self.next_skip
    }

    pub(super) fn begin_page(&mut self) {
        self.body.clear();
    }

    pub(super) fn take_bytes(&mut self, bytes: &[u8]) {
        let room = BODY_BYTES.saturating_sub(self.body.len()).min(bytes.len());
        self.body
            .extend_from_slice(bytes.get(..room).unwrap_or_default());
    }

    /// The body has ended: reads it and decides whether there is another page.
    pub(super) fn end_page(
        &mut self,
        (fields, level): (&[Field], Option<Level>),
        exact: bool,
        pseudonyms: Option<&Pseudonyms>,
    ) -> Result<(), GroupsError> {
        let body = std::mem::take(&mut self.body);
        let mut answer = read(&body, fields, level)?;
        if let Some(pseudonyms) = pseudonyms {
            pseudonyms.rename(fields, &mut answer.groups.rows);
        }
        let has_next = answer.next.is_some();
        let before = self.groups.as_ref().map_or(0, |groups| groups.rows.len());
        self.merge(answer);
        let after = self.groups.as_ref().map_or(0, |groups| groups.rows.len());
        let more = self.total.map_or(has_next, |total| self.next_skip < total);
        self.wanted = more && !exact && !self.rows_instead && after > before;
        Ok(())
    }

    fn merge(&mut self, answer: GroupsAnswer) {
        let received = answer.received;
        self.next_skip += received;
        self.total = answer.total;
        self.rows_instead |= answer.rows_instead;
        self.no_measure = answer.measure.is_none() && !answer.rows_instead && received > 0;
        self.measure = answer.measure.or(self.measure.take());
        self.bad_rows += answer.bad_rows;
        let mut groups = answer.groups;
        if let Some(earlier) = &self.groups {
            groups.rows.extend(earlier.rows.iter().cloned());
            merge(&mut groups.rows);
        }
        self.groups = Some(Rc::new(groups));
    }
}
