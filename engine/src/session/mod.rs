//! The one state of a widget and its one transition: `Session::apply(now, event) -> commands`.
//!
//! Nothing is fetched, stored or written in here, and no clock is read: what has to be done leaves as `Command`s, what
//! was done comes back as `Event`s. `load` holds the plan of a load (pages, resuming), `retry` its waits, `arrival` what
//! comes of a request, `rows` and `groups` what is here so far, `nulls` what the service cannot judge.
//! What can be read of the state is `state`.

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
mod settings;
mod shared;
mod state;
mod token;
mod whole;

pub use command::{Announcement, Command, Notification, RequestId, TimerId};
pub use event::{Change, Event, Failure};
pub use groups::{GroupsState, Reconciliation};
pub use load::Phase;
pub use provider::{ProviderFault, TokenProblem};
pub use retry::Waiting;
pub use rows::{End, Rows};
pub use settings::Settings;
pub use shared::Shared;
pub use token::TokenReason;

use crate::date::Timestamp;
use crate::field::Field;
use crate::filter::FilterError;
use crate::link::LinkProblem;
use crate::pseudonym::Pseudonyms;
use crate::query::Query;
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
    /// Whether the load began because there is a token now, without anybody's asking for it.
    begun_by_token: bool,
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
            begun_by_token: false,
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
            Event::HostAskedToLoad => self.load_for_host(now, &mut commands),
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

    fn size_column(&mut self, field: Field, width_px: u32) {
        if let Some(slot) = self.widths_px.get_mut(field.index()) {
            let width_px = width_px.clamp(LEAST_WIDTH_PX, MOST_WIDTH_PX);
            *slot = Some(width_px);
            self.announce(Announcement::Sized(field, width_px));
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
