//! The one state of a widget and its one transition: `Session::apply(now, event) -> commands`.
//!
//! Nothing is fetched, stored or written in here, and no clock is read: what has to be done leaves as `Command`s, what
//! was done comes back as `Event`s. `load` holds the plan of a load (pages, resuming), `retry` its waits, `arrival` what
//! comes of a request, `rows` and `groups` what is here so far, `nulls` what the service cannot judge. What is derived from the state for drawing is `view`'s.

mod arrival;
mod asked;
mod command;
mod event;
mod groups;
mod load;
mod nulls;
mod provider;
mod query;
mod redaction;
mod retry;
mod rows;
mod shared;
mod token;
mod whole;

pub use command::{Announcement, Command, Notification, RequestId, TimerId};
pub use event::{Change, Event, Failure};
pub use groups::{GroupsState, Reconciliation};
pub use load::Phase;
pub use provider::{ProviderFault, TokenProblem};
pub use retry::Waiting;
pub use rows::{End, Rows};
pub use shared::Shared;

use crate::cloud::Cloud;
use crate::date::Timestamp;
use crate::field::Field;
use crate::filter::FilterError;
use crate::link::LinkProblem;
use crate::pseudonym::Pseudonyms;
use crate::query::Query;
use crate::request::{Base, Request};
use crate::token::{Token, TokenError};

use arrival::Flight;
use asked::Asked;
use nulls::NullTests;
use provider::Provider;

/// Columns are at least so wide, in px.
pub const LEAST_WIDTH_PX: u32 = 56;

/// Columns are at most so wide, in px.
pub const MOST_WIDTH_PX: u32 = 800;

/// Where rows come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The endpoint.
    Service,
    /// The demo data that is shipped with the widget; always marked as such.
    Sample,
    /// A saved answer that was opened.
    File,
    /// The host page gave them.
    Host,
}

/// What the host page has decided; a link cannot change any of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Where the endpoint lives.
    pub base: Base,
    /// Whose endpoint it is.
    pub cloud: Cloud,
    /// And-ed into every request, not shown as editable.
    pub locked_filter: String,
    /// Whether to ask as soon as there is a token, or at once where the host needs none.
    pub auto_load: bool,
    /// Whether the host page can be asked for a token.
    pub has_token_provider: bool,
    /// What stands before our keys in an address that is shared, without its dot; empty for nothing.
    pub link_prefix: String,
    /// Customers are not to be known by name.
    pub redact: bool,
    /// Rows to load at most before asking the user whether to go on.
    pub row_limit: u64,
    /// Rows of the first request: all that many partners have, and few enough for a service that answers only when it has all.
    pub first_page: u32,
    /// Rows of each further request (endpoint.md §1: below 10,000 is safe under both readings).
    pub page: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            base: Base::default(),
            cloud: Cloud::default(),
            locked_filter: String::new(),
            auto_load: false,
            has_token_provider: false,
            link_prefix: String::new(),
            redact: false,
            row_limit: 200_000,
            first_page: 1_000,
            page: 9_999,
        }
    }
}

/// Why a token is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenReason {
    /// There is none yet.
    Missing,
    /// It will run out soon.
    Expiring,
    /// The service refused it.
    Rejected,
}

impl TokenReason {
    /// The word in events and for the token provider (contract §4).
    pub const fn name(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Expiring => "expiring",
            Self::Rejected => "rejected",
        }
    }
}

/// A filter that was refused: its text stays in the box until it is mended or replaced.
#[derive(Clone, Debug, PartialEq)]
pub struct RefusedFilter {
    /// As it was typed.
    pub text: String,
    /// Why.
    pub error: FilterError,
}

/// The state of one widget.
#[derive(Clone, Debug)]
pub struct Session {
    settings: Settings,
    pseudonyms: Pseudonyms,
    query: Query,
    initial: Query,
    link: String,
    link_problems: Vec<LinkProblem>,
    refused_filter: Option<RefusedFilter>,
    token: Option<Token>,
    token_error: Option<TokenError>,
    /// When the token runs out, by the host page or by its own words.
    token_expires: Option<Timestamp>,
    provider: Provider,
    without_token: bool,
    expiring: bool,
    expiry_timer: Option<TimerId>,
    /// The service's clock minus ours, in ms.
    skew_ms: i64,
    source: Source,
    file_name: String,
    /// Whether the host page gives the rows.
    has_data: bool,
    phase: Phase,
    rows: Rows,
    rows_are_earlier: bool,
    /// Rows of the new load until the first of them is here.
    incoming: Option<Rows>,
    groups: GroupsState,
    asked: Option<Asked>,
    null_tests: NullTests,
    flight: Option<Flight>,
    failures: u32,
    fetched_at: Option<Timestamp>,
    started_at: Option<Timestamp>,
    last_id: u64,
    jitter: u64,
    opened: Option<u32>,
    widths_px: [Option<u32>; 16],
    announcement: (u64, Option<Announcement>),
}

impl Session {
    /// A session that has not been opened yet. `seed` decides the jitter of waits.
    pub fn new(settings: Settings, seed: u64) -> Self {
        let mut session = Self {
            settings,
            pseudonyms: Pseudonyms::default(),
            query: Query::default(),
            initial: Query::default(),
            link: String::new(),
            link_problems: Vec::new(),
            refused_filter: None,
            token: None,
            token_error: None,
            token_expires: None,
            provider: Provider::default(),
            without_token: false,
            expiring: false,
            expiry_timer: None,
            skew_ms: 0,
            source: Source::Service,
            file_name: String::new(),
            has_data: false,
            phase: Phase::Idle,
            rows: Rows::default(),
            rows_are_earlier: false,
            incoming: None,
            groups: GroupsState::default(),
            asked: None,
            null_tests: NullTests::default(),
            flight: None,
            failures: 0,
            fetched_at: None,
            started_at: None,
            last_id: 0,
            jitter: seed | 1,
            opened: None,
            widths_px: [None; 16],
            announcement: (0, None),
        };
        session.settings = session.without_locked_names(session.settings.clone());
        session.follow_redaction();
        session
    }

    /// Takes what has happened at a moment; what is to be done about it.
    pub fn apply(&mut self, now: Timestamp, event: Event) -> Vec<Command> {
        let mut commands = Vec::new();
        match event {
            Event::Opened { link, initial } => self.open(now, &link, *initial, &mut commands),
            Event::Recommended(initial) => self.recommend(now, *initial, &mut commands),
            Event::LinkChanged(link) => self.follow_link(now, &link, &mut commands),
            Event::Configured(settings) => self.configure(now, *settings, &mut commands),
            Event::Changed(change) => self.change(now, change, &mut commands),
            Event::TokenPasted(text) => self.take_token(now, &text, None, &mut commands),
            Event::TokenGiven { text, expires } => {
                self.take_token(now, &text, expires, &mut commands);
            }
            Event::TokenNotProvided => self.provider_failed(ProviderFault::Refused, &mut commands),
            Event::TokenCleared => self.clear_token(&mut commands),
            Event::LoadAsked => {
                self.provider.begin_anew();
                self.load(now, &mut commands);
            }
            Event::LoadAskedWithoutToken => {
                self.without_token = true;
                self.load(now, &mut commands);
            }
            Event::Resumed => {
                self.provider.begin_anew();
                self.resume(now, &mut commands);
            }
            Event::MoreAsked => self.load_more(now, &mut commands),
            Event::GroupsAsked => self.ask_for_groups(now, &mut commands),
            Event::Cancelled => self.cancel(&mut commands),
            Event::SampleAsked => self.open_sample(now, &mut commands),
            Event::FileOpened { name } => self.open_file(now, name, &mut commands),
            Event::DataGiven => self.open_data(now, &mut commands),
            Event::DataWithdrawn => self.withdraw_data(now, &mut commands),
            Event::Answered { id, head } => self.answered(now, id, head),
            Event::BytesArrived { id, bytes } => self.bytes_arrived(id, &bytes),
            Event::BodyEnded { id } => self.body_ended(now, id, &mut commands),
            Event::Failed { id, failure } => self.failed(now, id, failure, &mut commands),
            Event::RowOpened(row) => self.opened = Some(row),
            Event::RowClosed => self.opened = None,
            Event::ColumnSized(field, width_px) => self.size_column(field, width_px),
            Event::Exported(count) => self.announce(Announcement::Exported { count }),
            Event::ExportCancelled => self.announce(Announcement::ExportCancelled),
            Event::Looked if self.query.find.trim().is_empty() => {}
            Event::Looked => self.announce(Announcement::Looked),
            Event::Copied(copied) => self.announce(Announcement::Copied(copied)),
            Event::TimerFired(timer) => self.timer_fired(now, timer, &mut commands),
        }
        commands
    }

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

    fn size_column(&mut self, field: Field, width_px: u32) {
        if let Some(slot) = self.widths_px.get_mut(field.index()) {
            let width_px = width_px.clamp(LEAST_WIDTH_PX, MOST_WIDTH_PX);
            *slot = Some(width_px);
            self.announce(Announcement::Sized(field, width_px));
        }
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

    fn next_id(&mut self) -> u64 {
        self.last_id += 1;
        self.last_id
    }

    fn announce(&mut self, announcement: Announcement) {
        self.announcement = (self.announcement.0 + 1, Some(announcement));
    }
}

#[cfg(test)]
mod tests;
