//! Customers that are not to be known by name (`redact`): where names come in, pseudonyms go on.
//!
//! Rows get theirs in `table`, groups in `groups`; here are the query, what was refused, faults, and what happens when
//! `redact` comes or goes. While it is set, no value of the session but [`Pseudonyms`] holds a name, and only requests
//! have it again.

use crate::date::Timestamp;
use crate::fault::{Fault, FaultKind};
use crate::filter::names::{hidden_in, hidden_words, speaks_of_names};
use crate::link::LinkReason;
use crate::pseudonym::Pseudonyms;

use super::{Command, Phase, Rows, Session, Settings, Source};

impl Session {
    /// What stands for customers' names, where these are not to be known.
    pub fn pseudonyms(&self) -> Option<&Pseudonyms> {
        self.settings.redact.then_some(&self.pseudonyms)
    }

    /// Rows before the first one.
    pub(super) fn no_rows(&self) -> Rows {
        let mut rows = Rows::default();
        if let Some(pseudonyms) = self.pseudonyms() {
            rows.redact(pseudonyms);
        }
        rows
    }

    /// Names that are here become pseudonyms at once. When they may be known again, the query has them; rows have them
    /// when they are read anew.
    pub(super) fn follow_redaction(&mut self) {
        let pseudonyms = self.pseudonyms.clone();
        if !self.settings.redact {
            self.query = std::mem::take(&mut self.query).named(&pseudonyms);
            self.initial = std::mem::take(&mut self.initial).named(&pseudonyms);
            if !self.rows.has_begun() {
                self.rows = Rows::default();
            }
            return;
        }
        self.groups.redact(&pseudonyms);
        self.rows.redact(&pseudonyms);
        if let Some(rows) = &mut self.incoming {
            rows.redact(&pseudonyms);
        }
        if let Some(asked) = &mut self.asked {
            asked.hide_names(&pseudonyms);
        }
        self.hide_names();
        self.hide_refused();
        if let Some(fault) = self.phase.fault().cloned() {
            let told = self.told(fault);
            if let Phase::Failed(fault) | Phase::TokenNeeded(_, Some(fault)) = &mut self.phase {
                *fault = told;
            }
        }
    }

    /// The query knows no names.
    pub(super) fn hide_names(&mut self) {
        if self.settings.redact {
            self.query = std::mem::take(&mut self.query).hidden(&self.pseudonyms);
            self.initial = std::mem::take(&mut self.initial).hidden(&self.pseudonyms);
        }
    }

    /// What of a link could not be read is not shown where it may hold a name.
    pub(super) fn hide_refused(&mut self) {
        if !self.settings.redact {
            return;
        }
        self.refused_filter = None;
        for problem in &mut self.link_problems {
            if problem.filter_error().is_some() || speaks_of_names(&problem.value) {
                problem.value = "…".to_owned();
                if problem.reason != LinkReason::PlusForBlank {
                    problem.reason = LinkReason::Malformed;
                }
            }
        }
    }

    /// Settings whose filter knows no names.
    pub(super) fn without_locked_names(&self, settings: Settings) -> Settings {
        if !settings.redact {
            return settings;
        }
        Settings {
            locked_filter: hidden_in(&self.pseudonyms, &settings.locked_filter),
            ..settings
        }
    }

    /// A fault as it may be told: a service that repeats what it was asked repeats the token and names, a preview of rows
    /// holds some.
    pub(super) fn told(&self, mut fault: Fault) -> Fault {
        if let (Some(token), Some(description)) = (&self.token, &mut fault.description) {
            *description = token.hidden_in(description);
        }
        let (Some(pseudonyms), Some(description)) = (self.pseudonyms(), &fault.description) else {
            return fault;
        };
        let filter = self.asked.as_ref().map_or("", |asked| &asked.filter);
        let description = (fault.kind != FaultKind::Unreadable)
            .then(|| hidden_words(pseudonyms, description, filter));
        Fault {
            description,
            ..fault
        }
    }

    /// Reads what is shown anew, with names.
    pub(super) fn reread(&mut self, now: Timestamp, commands: &mut Vec<Command>) {
        let has_rows = self.rows.has_begun();
        match self.source {
            Source::Service if self.asked.is_some() => self.load(now, commands),
            Source::Sample if has_rows => self.open_sample(now, commands),
            Source::File if has_rows => {
                let name = self.file_name.clone();
                self.open_file(now, name, commands);
            }
            Source::Host if has_rows => self.open_data(now, commands),
            _ => {}
        }
    }
}
