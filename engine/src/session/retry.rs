//! Faults of requests: which are tried again, when, and what is asked of the user else.

use crate::date::Timestamp;
use crate::fault::{Cause, Fault, FaultKind};

use super::{
    Announcement, Command, Failure, Notification, Phase, ProviderFault, RequestId, Session, Source,
    TimerId, TokenReason,
};

/// Automatic retries of a request that broke off or met a passing fault (endpoint.md §6.4).
const RETRIES: u32 = 3;

/// How often a throttled request waits as it is told before the user is asked.
const THROTTLED_RETRIES: u32 = 6;

/// Timers of browsers that are set for longer fire at once, in ms.
const LONGEST_WAIT_MS: u64 = i32::MAX as u64;

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

impl Session {
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
    pub(super) fn fault(&mut self, now: Timestamp, fault: Fault, commands: &mut Vec<Command>) {
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
                // No wait at all would be an instant retry, which counts too (endpoint.md §6.4).
                let told_ms = u64::from(fault.retry_after.unwrap_or(5).max(1)) * 1000;
                // Throttled again right after waiting as told: wait longer than told.
                told_ms << self.failures.min(4)
            }
            _ => (500 << self.failures) + self.random() % (250 << self.failures),
        };
        let delay_ms = u32::try_from(delay_ms.min(LONGEST_WAIT_MS)).unwrap_or(u32::MAX);
        if fault.kind == FaultKind::Throttled {
            // The host page may ask for less, or later, which it can do only while this waits.
            commands.push(Command::Notify(Notification::Failed(fault.clone())));
        }
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
}
