//! What comes of the request under way: its head, its bytes, its end, and what they turn out to be.

use crate::date::Timestamp;
use crate::decode::groups::GroupsError;
use crate::decode::{Answer, Unreadable};
use crate::fault::{Cause, ErrorBody, Fault, FaultKind, Head};

use super::{Command, Notification, RequestId, Rows, Session};

/// Bytes of an error body that are kept.
const ERROR_BYTES: usize = 64 << 10;

/// What a request is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fetching {
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
    pub(super) id: RequestId,
    pub(super) fetching: Fetching,
    pub(super) head: Option<Head>,
    pub(super) error_body: Vec<u8>,
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

    pub(super) fn flight_of(&mut self, id: RequestId) -> Option<&mut Flight> {
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
        if !flight.is_error() {
            self.fetched_at = Some(now);
        }
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
    pub(super) fn end_pages(&mut self, fetching: Fetching) {
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
