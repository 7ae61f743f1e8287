//! The plan of a load: what to ask for next, when to wait, when to give up, and how to go on where it stopped.
//!
//! One request at a time. The order is: a small page of rows, the groups, the other pages of rows.

use crate::date::Timestamp;
use crate::decode::groups::GroupsError;
use crate::decode::{Answer, Unreadable};
use crate::fault::{Cause, ErrorBody, Fault, FaultKind, Head};
use crate::field::Field;
use crate::filter::names::{hidden_expr, hidden_in, named_in};
use crate::filter::{self, Expr, Split};
use crate::pseudonym::Pseudonyms;
use crate::query::{Query, View};
use crate::request::Request;

use super::{
    Announcement, Command, End, Failure, GroupsState, Notification, ProviderFault, RequestId, Rows,
    Session, Source, TimerId, TokenReason,
};

/// Automatic retries of a request that broke off or met a passing fault (endpoint.md §6.4).
const RETRIES: u32 = 3;

/// How often a throttled request waits as it is told before the user is asked.
const THROTTLED_RETRIES: u32 = 6;

/// Bytes of an error body that are kept.
const ERROR_BYTES: usize = 64 << 10;

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

/// A wait before a request is sent again.
#[derive(Clone, Debug, PartialEq)]
pub struct Waiting {
    /// Until when.
    pub until: Timestamp,
    /// Why.
    pub fault: Fault,
    /// Which retry it will be, from 1.
    pub attempt: u32,
    /// How many there are at most.
    pub attempts: u32,
    /// The timer that ends the wait.
    pub timer: TimerId,
}

/// What a load asks for; fixed when it begins, so that a range that is relative to now does not move under it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Asked {
    pub(super) filter: String,
    pub(super) groupby: Vec<Field>,
    pub(super) level: Option<crate::date::Level>,
    pub(super) top: Option<u32>,
    pub(super) skip: Option<u32>,
    /// What of the filter is judged here; `filter` is the rest.
    pub(super) left: Option<Expr>,
}

impl Asked {
    pub(super) fn of(query: &Query, locked_filter: &str, now: Timestamp) -> Self {
        Self {
            filter: query.condition(now, locked_filter),
            groupby: query.groupby.clone(),
            level: query.level(),
            top: query.top,
            skip: query.skip,
            left: None,
        }
    }

    /// The same without tests for null, which are judged here instead. A filter that cannot be read stays as it is.
    pub(super) fn without_null_tests(mut self) -> Self {
        if let Ok(parsed) = filter::parse(&self.filter)
            && parsed.expr.tests_null()
        {
            let Split { sent, left } = parsed.expr.without_null_tests();
            self.filter = sent.map_or_else(String::new, |expr| expr.to_string());
            self.left = left;
        }
        self
    }

    /// Pseudonyms for the names that are asked for.
    pub(super) fn hide_names(&mut self, pseudonyms: &Pseudonyms) {
        self.filter = hidden_in(pseudonyms, &self.filter);
        let left = self.left.take();
        self.left = left.map(|expr| hidden_expr(pseudonyms, expr));
    }

    /// Whether exactly one page was asked for.
    fn is_exact(&self) -> bool {
        self.top.is_some() || self.skip.is_some()
    }

    pub(super) fn rows_request(&self, top: Option<u32>, skip: Option<u32>) -> Request {
        Request {
            filter: self.filter.clone(),
            groupby: Vec::new(),
            level: None,
            top,
            skip,
            extra: Vec::new(),
        }
    }

    pub(super) fn groups_request(&self) -> Request {
        Request {
            groupby: self.groupby.clone(),
            level: self.level,
            ..self.rows_request(self.top, self.skip)
        }
    }

    /// Whether the rows of the two are the same.
    pub(super) fn same_rows(&self, other: &Self) -> bool {
        (&self.filter, self.top, self.skip) == (&other.filter, other.top, other.skip)
    }
}

/// What a request is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fetching {
    Rows {
        top: Option<u32>,
    },
    Groups,
    /// Demo data or a file: one answer that is everything.
    Whole,
}

/// The request under way.
#[derive(Clone, Debug)]
pub(super) struct Flight {
    id: RequestId,
    fetching: Fetching,
    head: Option<Head>,
    error_body: Vec<u8>,
}

impl Flight {
    pub(super) fn is(&self, id: RequestId) -> bool {
        self.id == id
    }

    fn is_error(&self) -> bool {
        let status = self.head.as_ref().map(|head| head.status);
        status.and_then(FaultKind::of_status).is_some()
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

    fn begin(&mut self, now: Timestamp, commands: &mut Vec<Command>) {
        self.asked = Some(self.wanted(now));
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

    fn done(&mut self, now: Timestamp, commands: &mut Vec<Command>) {
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

    pub(super) fn answered(&mut self, now: Timestamp, id: RequestId, head: Head) {
        let Some(flight) = self.flight_of(id) else {
            return;
        };
        let server_time = head.server_time;
        flight.head = Some(head);
        let begins_rows = flight.fetching != Fetching::Groups && !flight.is_error();
        self.learn_skew(now, server_time);
        if begins_rows {
            if self.rows_are_earlier {
                self.incoming = Some(self.no_rows());
            }
            self.arriving().begin_page();
        }
    }

    /// The rows that what arrives belongs to.
    fn arriving(&mut self) -> &mut Rows {
        self.incoming.as_mut().unwrap_or(&mut self.rows)
    }

    /// The rows that have come take the place of those from before.
    fn promote(&mut self) {
        if let Some(rows) = self.incoming.take() {
            self.rows = rows;
            self.rows_are_earlier = false;
            self.opened = None;
        }
    }

    fn drop_rows(&mut self) {
        self.rows = self.no_rows();
        self.opened = None;
        self.incoming = None;
        self.rows_are_earlier = false;
    }

    fn flight_of(&mut self, id: RequestId) -> Option<&mut Flight> {
        self.flight.as_mut().filter(|flight| flight.id == id)
    }

    pub(super) fn bytes_arrived(&mut self, id: RequestId, bytes: &[u8]) {
        let Some(flight) = self.flight_of(id) else {
            return;
        };
        if flight.is_error() {
            let room = ERROR_BYTES
                .saturating_sub(flight.error_body.len())
                .min(bytes.len());
            flight
                .error_body
                .extend_from_slice(bytes.get(..room).unwrap_or_default());
            return;
        }
        match flight.fetching {
            Fetching::Rows { .. } | Fetching::Whole => {
                self.arriving().take_bytes(bytes);
                if self.incoming.as_ref().is_some_and(|rows| rows.loaded() > 0) {
                    self.promote();
                }
            }
            Fetching::Groups => self.groups.take_bytes(bytes),
        }
    }

    pub(super) fn body_ended(
        &mut self,
        now: Timestamp,
        id: RequestId,
        commands: &mut Vec<Command>,
    ) {
        if self.flight_of(id).is_none() {
            return;
        }
        let Some(flight) = self.flight.take() else {
            return;
        };
        self.fetched_at = Some(now);
        match self.end_body(&flight).map_err(|fault| self.told(fault)) {
            Ok(()) => {
                self.failures = 0;
                self.null_tests.confirm();
                self.provider.begin_anew();
                self.progress(commands);
                if flight.fetching == Fetching::Whole {
                    self.done(now, commands);
                }
                self.next(now, commands);
            }
            Err(fault) if self.can_do_without_null_tests(&fault) => {
                self.do_null_tests_here(now);
                self.next(now, commands);
            }
            Err(fault) if flight.fetching == Fetching::Groups && is_final(&fault) => {
                self.groups.give_up(fault);
                self.next(now, commands);
            }
            Err(fault) => {
                if fault.kind == FaultKind::BadQuery && self.null_tests.give_up() {
                    self.asked = Some(self.wanted(now));
                }
                self.fault(now, fault, commands);
            }
        }
    }

    /// Reads what the body was.
    fn end_body(&mut self, flight: &Flight) -> Result<(), Fault> {
        let head = flight.head.clone().unwrap_or_default();
        if flight.is_error() {
            self.end_pages(flight.fetching);
            return Err(Fault::of_answer(&head, &flight.error_body));
        }
        let ended = match flight.fetching {
            Fetching::Groups => self.end_groups(),
            Fetching::Rows { top } => self.end_rows(top),
            Fetching::Whole => self.end_whole(),
        };
        ended.map_err(|fault| Fault {
            status: Some(head.status),
            correlation_id: head.correlation_id,
            ..fault
        })
    }

    fn progress(&self, commands: &mut Vec<Command>) {
        commands.push(Command::Notify(Notification::Progress {
            loaded: self.rows.loaded(),
            total: self.rows.total(),
        }));
    }

    /// Closes what a body that is no answer may have opened.
    fn end_pages(&mut self, fetching: Fetching) {
        if fetching != Fetching::Groups {
            // An answer that has brought no row leaves those from before.
            self.incoming = None;
            self.rows.end_page();
        }
    }

    fn end_rows(&mut self, top: Option<u32>) -> Result<(), Fault> {
        let answer = self.arriving().end_page();
        if let Err(fault) = fault_in(&answer) {
            self.incoming = None;
            return Err(fault);
        }
        self.promote();
        let Some(asked) = &self.asked else {
            return Ok(());
        };
        let first = u64::from(asked.skip.unwrap_or(0));
        self.rows.decide(
            &answer,
            first,
            top,
            asked.is_exact(),
            self.settings.row_limit,
        );
        Ok(())
    }

    /// Demo data and files are all that there is, whatever total they tell.
    fn end_whole(&mut self) -> Result<(), Fault> {
        let answer = self.rows.end_page();
        fault_in(&answer)?;
        self.rows.end_whole();
        Ok(())
    }

    fn end_groups(&mut self) -> Result<(), Fault> {
        let Some(asked) = &self.asked else {
            return Ok(());
        };
        let by = (asked.groupby.as_slice(), asked.level);
        let pseudonyms = self.settings.redact.then_some(&self.pseudonyms);
        let ended = self.groups.end_page(by, asked.is_exact(), pseudonyms);
        ended.map_err(|error| match error {
            GroupsError::Error(body) => fault_of_body(body),
            GroupsError::CutOff => Fault::new(FaultKind::Unreadable).because(Cause::CutOff),
            GroupsError::WebPage => Fault::new(FaultKind::Unreadable).because(Cause::WebPage),
            GroupsError::Unrecognised => Fault::new(FaultKind::Unreadable),
        })
    }

    pub(super) fn failed(
        &mut self,
        now: Timestamp,
        id: RequestId,
        failure: Failure,
        commands: &mut Vec<Command>,
    ) {
        if self.flight_of(id).is_none() {
            return;
        }
        let Some(flight) = self.flight.take() else {
            return;
        };
        // The rows that came before the connection broke stay; the load goes on behind them.
        self.end_pages(flight.fetching);
        let fault = Fault::new(FaultKind::Network);
        let fault = match failure {
            Failure::Network if flight.head.is_some() => fault.because(Cause::CutOff),
            Failure::Network => fault,
            Failure::Offline => fault.because(Cause::Offline),
            Failure::TimedOut => fault.because(Cause::TimedOut),
        };
        self.fault(now, fault, commands);
    }

    /// Waits, asks for a token, or stops, as the fault demands (endpoint.md §6.4).
    fn fault(&mut self, now: Timestamp, fault: Fault, commands: &mut Vec<Command>) {
        let attempts = match fault.kind {
            FaultKind::Network | FaultKind::Server if self.source == Source::Service => RETRIES,
            FaultKind::Throttled => THROTTLED_RETRIES,
            _ => 0,
        };
        if matches!(
            fault.kind,
            FaultKind::Unauthenticated | FaultKind::Forbidden
        ) {
            if fault.kind == FaultKind::Unauthenticated {
                self.token = None;
                self.without_token = false;
            }
            commands.push(Command::Notify(Notification::Failed(fault.clone())));
            self.phase = Phase::TokenNeeded(TokenReason::Rejected, Some(fault));
            self.ask_for_token(TokenReason::Rejected, commands);
        } else if self.failures < attempts {
            self.wait(now, fault, attempts, commands);
        } else {
            commands.push(Command::Notify(Notification::Failed(fault.clone())));
            self.phase = Phase::Failed(fault);
        }
    }

    fn wait(&mut self, now: Timestamp, fault: Fault, attempts: u32, commands: &mut Vec<Command>) {
        let delay_ms = match fault.kind {
            FaultKind::Throttled => {
                let told_ms = u64::from(fault.retry_after.unwrap_or(5)) * 1000;
                // Throttled again right after waiting as told: wait longer than told.
                told_ms << self.failures.min(4)
            }
            _ => (500 << self.failures) + self.random() % (250 << self.failures),
        };
        let delay_ms = u32::try_from(delay_ms).unwrap_or(u32::MAX);
        self.failures += 1;
        let timer = TimerId(self.next_id());
        commands.push(Command::StartTimer {
            id: timer,
            delay_ms,
        });
        self.announce(Announcement::Waiting {
            seconds: u64::from(delay_ms).div_ceil(1000),
        });
        self.phase = Phase::Waiting(Waiting {
            until: Timestamp(now.0 + i64::from(delay_ms)),
            fault,
            attempt: self.failures,
            attempts,
            timer,
        });
    }

    /// xorshift64: good enough to keep many widgets from asking in step.
    fn random(&mut self) -> u64 {
        self.jitter ^= self.jitter << 13;
        self.jitter ^= self.jitter >> 7;
        self.jitter ^= self.jitter << 17;
        self.jitter
    }

    pub(super) fn timer_fired(
        &mut self,
        now: Timestamp,
        fired: TimerId,
        commands: &mut Vec<Command>,
    ) {
        if matches!(&self.phase, Phase::Waiting(waiting) if waiting.timer == fired) {
            self.next(now, commands);
        } else if self.expiry_timer == Some(fired) {
            self.token_expires_soon(commands);
        } else if self.provider.waits_for(fired) {
            self.provider_failed(ProviderFault::TimedOut, commands);
        }
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

    pub(super) fn open_sample(&mut self, now: Timestamp, commands: &mut Vec<Command>) {
        let id = self.begin_whole(now, Source::Sample, commands);
        commands.push(Command::FetchSample { id });
    }

    pub(super) fn open_file(&mut self, now: Timestamp, name: String, commands: &mut Vec<Command>) {
        self.file_name = name;
        let id = self.begin_whole(now, Source::File, commands);
        commands.push(Command::ReadFile { id });
    }

    pub(super) fn open_data(&mut self, now: Timestamp, commands: &mut Vec<Command>) {
        self.has_data = true;
        let id = self.begin_whole(now, Source::Host, commands);
        commands.push(Command::ReadData { id });
    }

    /// Back to the service, which is asked when the host page or the user says so.
    pub(super) fn withdraw_data(&mut self, now: Timestamp, commands: &mut Vec<Command>) {
        if !std::mem::take(&mut self.has_data) || self.source != Source::Host {
            return;
        }
        self.abort(commands);
        self.drop_rows();
        self.source = Source::Service;
        self.asked = None;
        self.phase = Phase::Idle;
        if self.settings.auto_load || self.token.is_some() {
            self.load(now, commands);
        }
    }

    fn begin_whole(
        &mut self,
        now: Timestamp,
        source: Source,
        commands: &mut Vec<Command>,
    ) -> RequestId {
        self.abort(commands);
        self.source = source;
        self.drop_rows();
        self.groups = GroupsState::default();
        self.begin(now, commands);
        self.announce(Announcement::Loading);
        let id = RequestId(self.next_id());
        self.flight = Some(Flight {
            id,
            fetching: Fetching::Whole,
            head: None,
            error_body: Vec::new(),
        });
        self.phase = Phase::Loading;
        id
    }
}

/// Whether asking for groups again cannot help, so that they are better counted here.
const fn is_final(fault: &Fault) -> bool {
    matches!(
        fault.kind,
        FaultKind::BadQuery | FaultKind::NotFound | FaultKind::Unreadable
    )
}

/// The fault that an answer with a good status turned out to be.
fn fault_in(answer: &Answer) -> Result<(), Fault> {
    if let Some(body) = &answer.error {
        return Err(fault_of_body(body.clone()));
    }
    let fault = Fault::new(FaultKind::Unreadable);
    match &answer.unreadable {
        None => Ok(()),
        Some(Unreadable::CutOff) => Err(fault.because(Cause::CutOff)),
        Some(Unreadable::WebPage) => Err(fault.because(Cause::WebPage)),
        Some(Unreadable::Unrecognised(preview)) => Err(Fault {
            description: Some(preview.clone()),
            ..fault
        }),
    }
}

/// An error body under a good status: the service could not do what was asked, and says so.
fn fault_of_body(body: ErrorBody) -> Fault {
    Fault {
        code: body.code,
        description: body.description,
        retryable: true,
        ..Fault::new(FaultKind::Server)
    }
}
