//! Tests for null where the service refuses them (endpoint.md §2.1): they are cut out of the filter and judged here.
//!
//! What is cut is `filter/split`'s; which rows are left is `derived`'s. The service's groups would count rows that are not
//! shown then, so groups are counted here as well.

use crate::date::Timestamp;
use crate::fault::{Fault, FaultKind};
use crate::filter::{self, Expr};

use super::asked::Asked;
use super::{Announcement, Session, Source};

/// Who tests for null.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum NullTests {
    /// The service is asked; nothing is known against it.
    #[default]
    Asked,
    /// The service has refused a filter with such a test; whether because of it will show.
    Doubted,
    /// The service took the filter without them: they are done here from now on.
    Here,
}

impl NullTests {
    /// The service took a query.
    pub(super) fn confirm(&mut self) {
        if *self == Self::Doubted {
            *self = Self::Here;
        }
    }

    /// The service refused the query also without such tests; whether it is to be asked as it was.
    pub(super) fn give_up(&mut self) -> bool {
        let was_doubted = *self == Self::Doubted;
        if was_doubted {
            *self = Self::Asked;
        }
        was_doubted
    }
}

impl Session {
    /// What the query as it is now has to ask for.
    pub(super) fn wanted(&self, now: Timestamp) -> Asked {
        let asked = Asked::of(&self.query, &self.settings.locked_filter, now);
        match self.null_tests {
            NullTests::Asked => asked,
            NullTests::Doubted | NullTests::Here => asked.without_null_tests(),
        }
    }

    /// What of the filter is judged here although the rows are the service's; `None` where the service judges all of it.
    pub fn judged_here(&self) -> Option<&Expr> {
        let asked = self
            .asked
            .as_ref()
            .filter(|_| self.source == Source::Service);
        asked?.left.as_ref()
    }

    /// Groups by the service, where they are asked for and would be those of the rows that are shown.
    pub(super) fn want_groups(&mut self) {
        let asked = self.asked.as_ref();
        if asked.is_some_and(|asked| !asked.groupby.is_empty() && asked.left.is_none()) {
            self.groups.want();
        }
    }

    pub(super) fn can_do_without_null_tests(&self, fault: &Fault) -> bool {
        fault.kind == FaultKind::BadQuery
            && self.source == Source::Service
            && self.null_tests == NullTests::Asked
            && self
                .asked
                .as_ref()
                .and_then(|asked| filter::parse(&asked.filter).ok())
                .is_some_and(|parsed| parsed.expr.tests_null())
    }

    pub(super) fn do_null_tests_here(&mut self, now: Timestamp) {
        self.null_tests = NullTests::Doubted;
        self.asked = Some(self.wanted(now));
        self.groups.forget();
        self.announce(Announcement::NullTestsHere);
    }
}
