//! The token in a session: taken, judged before it is sent, asked for again before it runs out, forgotten.

use crate::date::Timestamp;
use crate::fault::{Cause, Fault, FaultKind};
use crate::token::{Token, Verdict};

use super::{Announcement, Command, Notification, Phase, Session, Source, TimerId, TokenReason};

/// How long before its end a token is asked for again, in ms.
const EXPIRY_LEAD_MS: i64 = 120_000;

/// Timers of browsers do not reach further than 24 days; no token lives longer than one.
const LONGEST_TIMER_MS: i64 = 86_400_000;

/// A difference of clocks that the way of an answer and whole seconds explain, in ms.
const EXPECTED_SKEW_MS: i64 = 5_000;

impl Session {
    pub(super) fn take_token(&mut self, now: Timestamp, text: &str, commands: &mut Vec<Command>) {
        let token = match Token::from_pasted(text) {
            Ok(token) => token,
            Err(error) => {
                self.token_error = Some(error);
                return;
            }
        };
        self.watch_expiry(now, &token, commands);
        self.token = Some(token);
        self.token_error = None;
        self.expiring = false;
        self.announce(Announcement::TokenTaken);
        let needed = matches!(self.phase, Phase::TokenNeeded(..));
        if needed && self.asked.is_some() {
            self.resume(now, commands);
        } else if needed || self.phase == Phase::Idle || self.source != Source::Service {
            self.load(now, commands);
        }
    }

    pub(super) fn clear_token(&mut self, commands: &mut Vec<Command>) {
        self.cancel(commands);
        self.token = None;
        self.without_token = false;
        self.expiring = false;
        self.expiry_timer = None;
    }

    /// Sets a timer for asking anew before the token runs out, where it tells when that is.
    fn watch_expiry(&mut self, now: Timestamp, token: &Token, commands: &mut Vec<Command>) {
        self.expiry_timer = None;
        let claims = token.claims().unwrap_or_default();
        if let Some(issued) = claims.issued {
            // A token from the future shows that our clock is behind.
            self.skew_ms = self.skew_ms.max(issued.0 - now.0);
        }
        let Some(expires) = claims.expires else {
            return;
        };
        let delay_ms = expires.0 - EXPIRY_LEAD_MS - self.service_time(now).0;
        if delay_ms <= 0 {
            return;
        }
        let id = TimerId(self.next_id());
        self.expiry_timer = Some(id);
        let delay_ms = u32::try_from(delay_ms.min(LONGEST_TIMER_MS)).unwrap_or(u32::MAX);
        commands.push(Command::StartTimer { id, delay_ms });
    }

    pub(super) fn token_expires_soon(&mut self, commands: &mut Vec<Command>) {
        self.expiring = true;
        self.expiry_timer = None;
        commands.push(Command::Notify(Notification::TokenExpiring));
        commands.push(Command::AskForToken(TokenReason::Expiring));
    }

    /// Whether a request may be sent; asks for a token where there is none, or where it has run out by its own words.
    pub(super) fn may_send(&mut self, now: Timestamp, commands: &mut Vec<Command>) -> bool {
        let reason = match &self.token {
            None if self.without_token => return true,
            None => (TokenReason::Missing, None),
            Some(token) => {
                let claims = token.claims().unwrap_or_default();
                if claims.expiry_verdict(self.service_time(now)) != Verdict::Bad {
                    return true;
                }
                let fault = Fault::new(FaultKind::Unauthenticated).because(Cause::TokenExpired);
                (TokenReason::Rejected, Some(fault))
            }
        };
        commands.push(Command::AskForToken(reason.0));
        self.phase = Phase::TokenNeeded(reason.0, reason.1);
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
