//! What can be read of the state. What is derived from it for drawing is `derived`'s.

use super::{
    Announcement, GroupsState, Phase, RefusedFilter, RequestId, Rows, Session, Settings, Source,
    TokenProblem, TokenReason,
};
use crate::date::Timestamp;
use crate::link::LinkProblem;
use crate::query::Query;
use crate::request::Request;
use crate::token::Token;

impl Session {
    /// The query and the view, as the link has them.
    pub fn query(&self) -> &Query {
        &self.query
    }

    /// The link of what is shown, as far as it differs from the host's initial query.
    pub fn link(&self) -> String {
        if self.settings.redact {
            return self.link_without_names();
        }
        self.query
            .to_link_prefixed(&self.settings.link_prefix, &self.initial)
    }

    /// The link without what may hold a customer's name.
    pub fn link_without_names(&self) -> String {
        self.query
            .without_names()
            .to_link_prefixed(&self.settings.link_prefix, &self.initial)
    }

    /// What the host page has decided.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// What of the link had to be ignored.
    pub fn link_problems(&self) -> &[LinkProblem] {
        &self.link_problems
    }

    /// The filter that was refused, where the last one was.
    pub fn refused_filter(&self) -> Option<&RefusedFilter> {
        self.refused_filter.as_ref()
    }

    /// The token in use.
    pub fn token(&self) -> Option<&Token> {
        self.token.as_ref()
    }

    /// The query that holds where neither link nor user has spoken.
    pub fn initial(&self) -> &Query {
        &self.initial
    }

    /// Why the last attempt to get a token came to nothing.
    pub fn token_problem(&self) -> Option<TokenProblem> {
        let pasted = self.token_error.map(TokenProblem::Pasted);
        pasted.or(self.provider.fault().map(TokenProblem::Provider))
    }

    /// Whether the host page is being asked for a token.
    pub fn is_asking_for_token(&self) -> bool {
        self.provider.is_asking()
    }

    /// Whether the answer of this request is still waited for.
    pub fn is_awaited(&self, id: RequestId) -> bool {
        self.flight.as_ref().is_some_and(|flight| flight.is(id))
    }

    /// Why the user is asked for a token now; `None` when nobody is, or the host page is asked instead.
    pub fn token_reason(&self) -> Option<TokenReason> {
        match &self.phase {
            _ if self.provider.is_asking() => None,
            Phase::TokenNeeded(reason, _) => Some(*reason),
            _ if self.expiring => Some(TokenReason::Expiring),
            Phase::Idle if self.settings.has_token_provider => None,
            Phase::Idle if self.token.is_none() => Some(TokenReason::Missing),
            _ => None,
        }
    }

    /// The moment by the service's clock, as far as its answers or the token have shown how far ours is off.
    pub fn service_time(&self, now: Timestamp) -> Timestamp {
        Timestamp(now.0 + self.skew_ms)
    }

    /// Where the rows come from.
    pub fn source(&self) -> Source {
        self.source
    }

    /// The name of the opened file.
    pub fn file_name(&self) -> &str {
        &self.file_name
    }

    /// How the load stands.
    pub fn phase(&self) -> &Phase {
        &self.phase
    }

    /// The rows that are here.
    pub fn rows(&self) -> &Rows {
        &self.rows
    }

    /// Whether the rows are still those of the load before, because the new one has brought none yet.
    pub fn rows_are_earlier(&self) -> bool {
        self.rows_are_earlier
    }

    /// Whether every row of the query is here, so that what is counted here is true of the query.
    pub fn has_all_rows(&self) -> bool {
        self.rows.is_complete() && !self.rows_are_earlier
    }

    /// The service's groups.
    pub fn groups(&self) -> &GroupsState {
        &self.groups
    }

    /// When the last answer ended.
    pub fn fetched_at(&self) -> Option<Timestamp> {
        self.fetched_at
    }

    /// The row whose life is shown: its number in the table.
    pub fn opened(&self) -> Option<u32> {
        self.opened
    }

    /// The widths that columns were given, in px, in the order of [`Field::ALL`].
    pub fn widths_px(&self) -> &[Option<u32>; 16] {
        &self.widths_px
    }

    /// The last thing to be told in the live region, with a number that changes with each.
    pub fn announcement(&self) -> (u64, Option<&Announcement>) {
        (self.announcement.0, self.announcement.1.as_ref())
    }

    /// Whether a request is under way or waited for.
    pub fn is_busy(&self) -> bool {
        matches!(self.phase, Phase::Loading | Phase::Waiting(_))
    }

    /// The request of rows as it would be sent now, for people to copy.
    pub fn request(&self, now: Timestamp) -> Request {
        let asked = self.wanted(now);
        let grouped = !asked.groupby.is_empty() && asked.left.is_none();
        if grouped {
            asked.groups_request()
        } else {
            asked.rows_request(asked.top, asked.skip)
        }
    }
}
