//! The host page's token provider: asked once at a time, for a while, and not for ever.
//!
//! What is done with a token is `token`'s. A provider that fails leaves the form; a load that stands still loses nothing.

use crate::token::TokenError;

use super::{Command, Phase, Session, TimerId, TokenReason};

/// How long a provider may take, in ms.
const PATIENCE_MS: u32 = 30_000;

/// How often in a row a provider is asked before the user is, so that a token that is refused does not go round in a circle.
const ATTEMPTS: u32 = 3;

/// Why there is still no token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenProblem {
    /// What was pasted is none.
    Pasted(TokenError),
    /// The host page's provider gave none.
    Provider(ProviderFault),
}

/// How the provider failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProviderFault {
    /// It threw, or gave nothing.
    Refused,
    /// It took too long.
    TimedOut,
    /// What it gave is no token.
    Unusable,
    /// The service refused what it gave, again and again.
    Rejected,
}

#[derive(Clone, Copy, Debug, Default)]
enum State {
    #[default]
    Idle,
    /// Until this timer fires.
    Asking(TimerId),
    Failed(ProviderFault),
}

/// How it stands with the provider.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Provider {
    state: State,
    /// How often it was asked without a good answer of the service since.
    attempts: u32,
}

impl Provider {
    pub(super) fn is_asking(&self) -> bool {
        matches!(self.state, State::Asking(_))
    }

    pub(super) fn waits_for(&self, fired: TimerId) -> bool {
        matches!(self.state, State::Asking(timer) if timer == fired)
    }

    pub(super) fn fault(&self) -> Option<ProviderFault> {
        match self.state {
            State::Failed(fault) => Some(fault),
            _ => None,
        }
    }

    /// The service was content, or the user wants it: past failures no longer count.
    pub(super) fn begin_anew(&mut self) {
        if !self.is_asking() {
            *self = Self::default();
        }
    }
}

impl Session {
    /// Asks the host page for a token; where it has no provider, the form asks the user.
    pub(super) fn ask_for_token(&mut self, reason: TokenReason, commands: &mut Vec<Command>) {
        if self.provider.is_asking() {
            return;
        }
        commands.push(Command::AskForToken(reason));
        if !self.settings.has_token_provider {
            return;
        }
        if self.provider.attempts >= ATTEMPTS {
            self.provider.state = State::Failed(ProviderFault::Rejected);
            return;
        }
        let timer = TimerId(self.next_id());
        self.provider = Provider {
            state: State::Asking(timer),
            attempts: self.provider.attempts + 1,
        };
        commands.push(Command::StartTimer {
            id: timer,
            delay_ms: PATIENCE_MS,
        });
        commands.push(Command::AskProvider {
            reason,
            attempt: self.provider.attempts,
        });
    }

    pub(super) fn provider_failed(&mut self, fault: ProviderFault, commands: &mut Vec<Command>) {
        if self.provider.is_asking() {
            self.stop_asking(commands);
            self.provider.state = State::Failed(fault);
        }
    }

    /// Whatever the provider still answers comes too late.
    pub(super) fn stop_asking(&mut self, commands: &mut Vec<Command>) {
        if self.provider.is_asking() {
            commands.push(Command::StopAskingProvider);
        }
        self.provider.state = State::Idle;
    }

    /// The host page may have got a provider, or lost it.
    pub(super) fn provider_configured(&mut self, commands: &mut Vec<Command>) {
        if !self.settings.has_token_provider {
            self.stop_asking(commands);
        } else if let Phase::TokenNeeded(reason, _) = self.phase
            && self.provider.fault().is_none()
        {
            self.ask_for_token(reason, commands);
        }
    }
}
