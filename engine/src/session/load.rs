//! The plan of a load: what to ask for next, and how to go on where it stopped. Waits are `retry`'s, answers `arrival`'s.
//!
//! One request at a time. The order is: a small page of rows, the groups, the other pages of rows.

use crate::date::Timestamp;
use crate::fault::{Cause, Fault, FaultKind};
use crate::filter::names::named_in;
use crate::query::View;
use crate::request::Request;

use super::arrival::{Fetching, Flight};
use super::asked::Asked;
use super::{
    Announcement, Command, End, Notification, RequestId, Session, Source, TokenReason, Waiting,
};

/// How a load stands.
#[derive(Clone, Debug, PartialEq)]
pub enum Phase {
    /// Nothing was asked for yet.
    Idle,
    /// A request is under way.
    Loading,
    /// A request is going to be sent again.
    Waiting(Waiting),
    /// The load stands still until there is a token.
    TokenNeeded(TokenReason, Option<Fault>),
    /// The load stands still because of a fault.
    Failed(Fault),
    /// The load was stopped by the user.
    Stopped,
    /// The load has ended.
    Done,
}

impl Phase {
    /// Why the load stands still, where something went wrong.
    pub fn fault(&self) -> Option<&Fault> {
        match self {
            Self::Failed(fault) | Self::TokenNeeded(_, Some(fault)) => Some(fault),
            _ => None,
        }
    }
}

impl Session {
    /// Starts anew. The rows that are here are shown until the first new ones arrive, so that a load that fails loses
    /// nothing; `rows_are_earlier` says so meanwhile.
    pub(super) fn load(&mut self, now: Timestamp, commands: &mut Vec<Command>) {
        if self.has_data {
            self.open_data(now, commands);
            return;
        }
        self.abort(commands);
        if self.source == Source::Service {
            self.rows_are_earlier = self.rows.has_begun();
        } else {
            self.drop_rows();
        }
        self.source = Source::Service;
        self.groups.forget();
        self.begin(now, commands);
        self.want_groups();
        self.next(now, commands);
    }

    /// Loads for a host page. One that gives a token and then loads means the load that its token has begun, once, while
    /// nothing of it has come and nothing else is wanted.
    pub(super) fn load_for_host(&mut self, now: Timestamp, commands: &mut Vec<Command>) {
        if std::mem::take(&mut self.begun_by_token) && self.has_just_begun(now) {
            return;
        }
        self.provider.begin_anew();
        self.load(now, commands);
    }

    fn has_just_begun(&self, now: Timestamp) -> bool {
        let is_unanswered = |flight: &Flight| {
            flight.head.is_none() && matches!(flight.fetching, Fetching::Rows { .. })
        };
        self.flight.as_ref().is_some_and(is_unanswered)
            && (self.rows_are_earlier || !self.rows.has_begun())
            && self.asked.as_ref() == Some(&self.wanted(now))
    }

    pub(super) fn begin(&mut self, now: Timestamp, commands: &mut Vec<Command>) {
        self.asked = Some(self.wanted(now));
        self.begun_by_token = false;
        self.failures = 0;
        self.started_at = Some(now);
        self.fetched_at = None;
        commands.push(Command::Notify(Notification::LoadStarted));
    }

    /// Asks for what the view needs and does not have: called whenever one of the two may have changed.
    pub(super) fn next(&mut self, now: Timestamp, commands: &mut Vec<Command>) {
        if self.source != Source::Service || self.flight.is_some() {
            return;
        }
        let Some(asked) = self.asked.clone() else {
            return;
        };
        if !self.settings.cloud.has_referrals() {
            let fault = Fault::new(FaultKind::NotFound).because(Cause::NotInCloud);
            commands.push(Command::Notify(Notification::Failed(fault.clone())));
            self.phase = Phase::Failed(fault);
            return;
        }
        let Some((fetching, mut request)) = self.plan(&asked) else {
            self.done(now, commands);
            return;
        };
        if !self.may_send(now, commands) {
            return;
        }
        if let Some(pseudonyms) = self.pseudonyms() {
            request.filter = named_in(pseudonyms, &request.filter);
        }
        let id = RequestId(self.next_id());
        if fetching == Fetching::Groups {
            self.groups.begin_page();
        }
        // Once for a load, not for each of its pages.
        if self.phase != Phase::Loading {
            self.announce(Announcement::Loading);
        }
        self.flight = Some(Flight {
            id,
            fetching,
            head: None,
            error_body: Vec::new(),
        });
        self.phase = Phase::Loading;
        commands.push(Command::Send {
            id,
            url: self.settings.base.url(&request),
            token: self.token.clone(),
        });
    }

    /// The next request, or `None` when the view has all that it needs.
    fn plan(&self, asked: &Asked) -> Option<(Fetching, Request)> {
        let first = u64::from(asked.skip.unwrap_or(0));
        let groups_wanted = self.groups.is_wanted() && self.query.view != View::Table;
        let rows_needed = self.query.view != View::Chart
            || asked.groupby.is_empty()
            || asked.left.is_some()
            || self.groups.fault().is_some();
        let begun = self.rows.has_begun() && !self.rows_are_earlier;
        let rows_wanted = rows_needed && (self.rows_are_earlier || self.rows.end().is_none());
        if groups_wanted && (begun || !rows_wanted) {
            let skip = self.groups.next_skip(first);
            let mut request = asked.groups_request();
            if skip > first {
                request.skip = u32::try_from(skip).ok();
            }
            return Some((Fetching::Groups, request));
        }
        if !rows_wanted {
            return None;
        }
        if asked.is_exact() {
            let request = asked.rows_request(asked.top, asked.skip);
            return Some((Fetching::Rows { top: asked.top }, request));
        }
        if self.rows_are_earlier {
            let top = Some(self.settings.first_page);
            let request = asked.rows_request(top, Some(asked.skip.unwrap_or(0)));
            return Some((Fetching::Rows { top }, request));
        }
        let top = if begun {
            self.settings.page
        } else {
            self.settings.first_page
        };
        let skip = u32::try_from(self.rows.next_skip(first)).ok()?;
        let mut request = asked.rows_request(Some(top), Some(skip));
        request.extra = self.rows.extra().to_vec();
        Some((Fetching::Rows { top: Some(top) }, request))
    }

    pub(super) fn done(&mut self, now: Timestamp, commands: &mut Vec<Command>) {
        self.phase = Phase::Done;
        let (count, total) = (self.rows.loaded(), self.rows.total());
        let started = self.started_at.unwrap_or(now);
        commands.push(Command::Notify(Notification::Loaded {
            count,
            total,
            truncated: matches!(
                self.rows.end(),
                Some(End::Limit | End::Short | End::Repeated)
            ),
            duration_ms: u64::try_from(now.0 - started.0).unwrap_or(0),
        }));
        self.announce(if self.rows.has_begun() {
            Announcement::Loaded { count, total }
        } else {
            let groups = self
                .groups
                .groups()
                .map_or(0, |groups| groups.rows.len() as u64);
            Announcement::Grouped { groups }
        });
    }

    /// Goes on where the load stopped, now.
    pub(super) fn resume(&mut self, now: Timestamp, commands: &mut Vec<Command>) {
        if self.flight.is_some() {
            return;
        }
        if self.asked.is_none() {
            self.load(now, commands);
            return;
        }
        if !matches!(self.phase, Phase::Waiting(_)) {
            self.failures = 0;
        }
        self.next(now, commands);
    }

    pub(super) fn load_more(&mut self, now: Timestamp, commands: &mut Vec<Command>) {
        self.settings.row_limit = self.settings.row_limit.saturating_add(self.rows.loaded());
        self.rows.go_on();
        self.resume(now, commands);
    }

    /// Lets the service count what was counted here.
    pub(super) fn ask_for_groups(&mut self, now: Timestamp, commands: &mut Vec<Command>) {
        let asked = self.wanted(now);
        if asked.groupby.is_empty() || asked.left.is_some() || self.source != Source::Service {
            return;
        }
        if let Some(current) = &mut self.asked {
            current.groupby = asked.groupby;
            current.level = asked.level;
        }
        self.groups.want();
        self.resume(now, commands);
    }

    pub(super) fn cancel(&mut self, commands: &mut Vec<Command>) {
        self.stop_asking(commands);
        if !self.is_busy() {
            let waits = matches!(self.phase, Phase::TokenNeeded(..));
            if waits && (self.rows_are_earlier || !self.rows.has_begun()) {
                // Given up before it began: with a token another one begins, of which the host page is told.
                self.asked = None;
            }
            return;
        }
        self.abort(commands);
        self.phase = Phase::Stopped;
        let count = self.rows.loaded();
        self.announce(Announcement::Stopped { count });
        commands.push(Command::Notify(Notification::Failed(Fault::new(
            FaultKind::Aborted,
        ))));
    }

    /// Stops the request under way; what it brought stays, and the load can go on behind it.
    pub(super) fn abort(&mut self, commands: &mut Vec<Command>) {
        if let Some(flight) = self.flight.take() {
            commands.push(Command::Abort { id: flight.id });
            self.end_pages(flight.fetching);
        }
    }

    /// Stops a request for groups that are no longer wanted.
    pub(super) fn abort_groups(&mut self, commands: &mut Vec<Command>) {
        let groups = |flight: &Flight| flight.fetching == Fetching::Groups;
        if self.flight.as_ref().is_some_and(groups) {
            self.abort(commands);
        }
    }
}
