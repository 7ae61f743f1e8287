//! The token in a session: taken, judged before it is sent, asked for again before it runs out, forgotten.

use crate::date::Timestamp;
use crate::fault::{Cause, Fault, FaultKind};
use crate::token::{EXPIRY_BUFFER_S, Token};

use super::{Announcement, Command, Notification, Phase, ProviderFault, Session, Source, TimerId};

/// How long before its end a token is asked for again, in ms.
const EXPIRY_LEAD_MS: i64 = 120_000;

/// Timers of browsers do not reach further than 24 days; no token lives longer than one.
const LONGEST_TIMER_MS: i64 = 86_400_000;

/// A difference of clocks that the way of an answer and whole seconds explain, in ms.
const EXPECTED_SKEW_MS: i64 = 5_000;

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

impl Session {
    pub(super) fn take_token(
        &mut self,
        now: Timestamp,
        text: &str,
        expires: Option<Timestamp>,
        commands: &mut Vec<Command>,
    ) {
        let token = match Token::from_pasted(text) {
            Ok(token) => token,
            Err(_) if self.provider.is_asking() => {
                self.provider_failed(ProviderFault::Unusable, commands);
                return;
            }
            Err(error) => {
                self.token_error = Some(error);
                return;
            }
        };
        self.stop_asking(commands);
        self.watch_expiry(now, &token, expires, commands);
        self.token = Some(token);
        self.token_error = None;
        self.expiring = false;
        self.announce(Announcement::TokenTaken);
        let needed = matches!(self.phase, Phase::TokenNeeded(..));
        if needed && self.asked.is_some() {
            self.resume(now, commands);
        } else if needed || self.phase == Phase::Idle || self.is_on_sample_or_file() {
            self.load(now, commands);
            self.begun_by_token = !self.settings.auto_load;
        }
    }

    pub(super) fn clear_token(&mut self, commands: &mut Vec<Command>) {
        self.cancel(commands);
        self.token = None;
        self.token_expires = None;
        self.without_token = false;
        self.expiring = false;
        self.expiry_timer = None;
    }

    fn is_on_sample_or_file(&self) -> bool {
        matches!(self.source, Source::Sample | Source::File)
    }

    /// Sets a timer for asking anew before the token runs out, where it tells when that is.
    fn watch_expiry(
        &mut self,
        now: Timestamp,
        token: &Token,
        expires: Option<Timestamp>,
        commands: &mut Vec<Command>,
    ) {
        self.expiry_timer = None;
        let claims = token.claims().unwrap_or_default();
        self.token_expires = expires.or(claims.expires);
        if let Some(issued) = claims.issued {
            // A token from the future shows that our clock is behind.
            self.skew_ms = self.skew_ms.max(issued.0 - now.0);
        }
        let Some(expires) = self.token_expires else {
            return;
        };
        let left_ms = expires.0 - self.service_time(now).0;
        if left_ms <= EXPIRY_BUFFER_S * 1000 {
            return;
        }
        // What was given because one runs out soon may be the same one again, and would be asked for in a circle.
        let at_once_ms = if self.expiring { left_ms / 2 } else { 0 };
        let delay_ms = (left_ms - EXPIRY_LEAD_MS).max(at_once_ms);
        let id = TimerId(self.next_id());
        self.expiry_timer = Some(id);
        let delay_ms = u32::try_from(delay_ms.min(LONGEST_TIMER_MS)).unwrap_or(u32::MAX);
        commands.push(Command::StartTimer { id, delay_ms });
    }

    pub(super) fn token_expires_soon(&mut self, commands: &mut Vec<Command>) {
        self.expiring = true;
        self.expiry_timer = None;
        commands.push(Command::Notify(Notification::TokenExpiring));
        self.ask_for_token(TokenReason::Expiring, commands);
    }

    /// Whether a request may be sent; asks for a token where there is none, or where it has run out by its own words.
    pub(super) fn may_send(&mut self, now: Timestamp, commands: &mut Vec<Command>) -> bool {
        let reason = match &self.token {
            None if self.without_token => return true,
            None => (TokenReason::Missing, None),
            Some(_) => {
                let buffer_ms = EXPIRY_BUFFER_S * 1000;
                let has_ended = |at: Timestamp| at.0 - buffer_ms <= self.service_time(now).0;
                if !self.token_expires.is_some_and(has_ended) {
                    return true;
                }
                let fault = Fault::new(FaultKind::Unauthenticated).because(Cause::TokenExpired);
                (TokenReason::Rejected, Some(fault))
            }
        };
        self.phase = Phase::TokenNeeded(reason.0, reason.1);
        self.ask_for_token(reason.0, commands);
        false
    }

    /// Learns how far our clock is off from the `Date` of an answer.
    pub(super) fn learn_skew(&mut self, now: Timestamp, server_time: Option<Timestamp>) {
        if let Some(server_time) = server_time {
            let skew_ms = server_time.0 - now.0;
            self.skew_ms = if skew_ms.abs() > EXPECTED_SKEW_MS {
                skew_ms
            } else {
                0
            };
        }
    }
}
