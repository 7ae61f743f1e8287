//! Decisions about the query and the view, the link they make, and what they ask of the load.

use crate::date::{Level, Timestamp};
use crate::field::Field;
use crate::filter;
use crate::query::Query;

use super::asked::Asked;
use super::nulls::NullTests;
use super::{
    Announcement, Change, Command, Notification, Phase, RefusedFilter, Session, Settings, Source,
};

/// Whether a change of the query is a new entry in the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum History {
    Push,
    Replace,
}

impl Session {
    pub(super) fn open(
        &mut self,
        now: Timestamp,
        link: &str,
        initial: Query,
        commands: &mut Vec<Command>,
    ) {
        self.initial = initial;
        self.adopt_link(link);
        self.hide_names();
        let wanted = self.link();
        if !link.trim_start_matches(['#', '?']).is_empty()
            && self.link_problems.is_empty()
            && wanted != self.link
        {
            // The same link in its own spelling, so that it can be compared and passed on.
            commands.push(Command::ReplaceLink(wanted.clone()));
        }
        self.link = wanted;
        if self.settings.auto_load || !self.settings.cloud.has_referrals() {
            self.load(now, commands);
        }
    }

    /// Reads a link over the host's initial query: the link wins where it speaks.
    fn adopt_link(&mut self, link: &str) {
        let (query, problems) =
            Query::from_link_prefixed(link, &self.settings.link_prefix, &self.initial);
        self.refused_filter = problems.iter().find_map(|problem| {
            let error = problem.filter_error()?.clone();
            Some(RefusedFilter {
                text: problem.value.clone(),
                error,
            })
        });
        self.query = query;
        self.link_problems = problems;
        self.hide_refused();
        self.link = link.trim_start_matches(['#', '?']).to_owned();
    }

    pub(super) fn follow_link(&mut self, now: Timestamp, link: &str, commands: &mut Vec<Command>) {
        if link.trim_start_matches(['#', '?']) == self.link {
            return;
        }
        let before = self.query.clone();
        self.adopt_link(link);
        self.hide_names();
        self.link = self.link();
        self.after_change(now, &before, None, commands);
    }

    /// Takes what the host says anew; what link and user have decided about everything else stays.
    pub(super) fn recommend(
        &mut self,
        now: Timestamp,
        initial: Query,
        commands: &mut Vec<Command>,
    ) {
        let before = self.query.clone();
        let initial = match self.pseudonyms() {
            Some(pseudonyms) => initial.hidden(pseudonyms),
            None => initial,
        };
        if initial.filter != self.initial.filter {
            self.refused_filter = None;
        }
        let other = initial.to_link_over(&self.initial);
        self.query = Query {
            unknown: before.unknown.clone(),
            ..Query::from_link_over(&other, &before).0
        };
        self.initial = initial;
        self.after_change(now, &before, Some(History::Replace), commands);
    }

    pub(super) fn configure(
        &mut self,
        now: Timestamp,
        settings: Settings,
        commands: &mut Vec<Command>,
    ) {
        let settings = self.without_locked_names(settings);
        let reveals = self.settings.redact && !settings.redact;
        if settings.base != self.settings.base {
            self.null_tests = NullTests::default();
        }
        let elsewhere = settings.base != self.settings.base
            || settings.cloud != self.settings.cloud
            || settings.locked_filter != self.settings.locked_filter;
        let begins = settings.auto_load && !self.settings.auto_load && self.phase == Phase::Idle;
        self.settings = Settings {
            row_limit: self.settings.row_limit.max(settings.row_limit),
            ..settings
        };
        self.follow_redaction();
        self.link = self.link();
        self.provider_configured(commands);
        let stands = self.asked.is_some() && self.source == Source::Service;
        if reveals {
            self.reread(now, commands);
        } else if begins || (elsewhere && stands) {
            self.load(now, commands);
        }
    }

    pub(super) fn change(&mut self, now: Timestamp, change: Change, commands: &mut Vec<Command>) {
        let before = self.query.clone();
        let history = if matches!(change, Change::Find(_)) {
            History::Replace
        } else {
            History::Push
        };
        match change {
            Change::Filter(text) => {
                if !self.take_filter(&text) {
                    return;
                }
            }
            Change::FilterAsIs(text) => {
                self.refused_filter = None;
                self.query.set_raw_filter(text);
            }
            Change::Groupby(fields) => {
                let first_date = self.query.level().is_none();
                self.query.groupby = fields;
                if first_date && self.query.level().is_some() && before.aggregation_level.is_none()
                {
                    // Days are what a link without a level means; months are what people mean who pick a date.
                    self.query.aggregation_level = Some(Level::Month);
                }
            }
            Change::Level(level) => self.query.aggregation_level = Some(level),
            Change::Page(top, skip) => (self.query.top, self.query.skip) = (top, skip),
            Change::Range(range, date) => (self.query.range, self.query.date) = (range, date),
            Change::View(view) => self.query.view = view,
            Change::Chart(kind) => self.query.chart = kind,
            Change::Overview(options) => self.query.overview = options,
            Change::Columns(columns) => {
                self.announce_columns(columns.as_deref().unwrap_or(&Field::ALL));
                self.query.columns = columns;
            }
            Change::Sort(keys) => {
                let of_loaded = (!self.has_all_rows()).then(|| self.rows.loaded());
                if !keys.is_empty() {
                    let keys = keys.clone();
                    self.announce(Announcement::Sorted { keys, of_loaded });
                }
                self.query.sort = keys;
            }
            Change::Find(text) => self.query.find = text,
            Change::Language(tag) => self.query.language = tag,
            Change::Query(query) => {
                self.refused_filter = None;
                self.query = Query {
                    view: before.view,
                    unknown: before.unknown.clone(),
                    ..*query
                };
            }
            Change::Restore(query) => {
                self.refused_filter = None;
                self.query = Query {
                    unknown: before.unknown.clone(),
                    ..*query
                };
            }
            Change::Reset => {
                self.refused_filter = None;
                self.query = Query {
                    unknown: before.unknown.clone(),
                    ..self.initial.clone()
                };
            }
        }
        self.link_problems.clear();
        self.after_change(now, &before, Some(history), commands);
    }

    /// Tells how many columns there are, or which one has moved.
    fn announce_columns(&mut self, after: &[Field]) {
        let before = self.query.columns.as_deref().unwrap_or(&Field::ALL);
        let moved = (before.len() == after.len())
            .then(|| before.iter().zip(after).position(|(was, is)| was != is))
            .flatten();
        let pair = moved.and_then(|place| Some((*after.get(place)?, *after.get(place + 1)?)));
        self.announce(match pair {
            Some((field, next)) => Announcement::Moved(field, next),
            None => Announcement::Columns(after.len()),
        });
    }

    /// Takes a filter if it can be read; a refused one is kept with its error, and nothing else changes.
    fn take_filter(&mut self, text: &str) -> bool {
        if text.trim().is_empty() {
            self.refused_filter = None;
            self.query.set_filter(None);
            return true;
        }
        match filter::parse(text) {
            Ok(parsed) => {
                self.refused_filter = None;
                self.query.set_filter(Some(&parsed.expr));
                true
            }
            Err(error) => {
                self.refused_filter = Some(RefusedFilter {
                    text: text.to_owned(),
                    error,
                });
                false
            }
        }
    }

    /// Writes the link and asks for what the new query needs.
    fn after_change(
        &mut self,
        now: Timestamp,
        before: &Query,
        history: Option<History>,
        commands: &mut Vec<Command>,
    ) {
        self.hide_names();
        if self.query == *before {
            return;
        }
        let link = self.link();
        if link != self.link {
            match history {
                Some(History::Push) => commands.push(Command::PushLink(link.clone())),
                Some(History::Replace) => commands.push(Command::ReplaceLink(link.clone())),
                None => {}
            }
            self.link = link;
        }
        commands.push(Command::Notify(Notification::ConfigChanged));
        if self.query.filter != before.filter {
            commands.push(Command::Notify(Notification::FilterChanged));
        }
        self.ask_for_changes(now, before, commands);
    }

    fn ask_for_changes(&mut self, now: Timestamp, before: &Query, commands: &mut Vec<Command>) {
        // Demo data and files are filtered and grouped here; nothing has to be asked for.
        if self.source != Source::Service {
            return;
        }
        let Some(asked) = &self.asked else {
            return;
        };
        let wanted = self.wanted(now);
        let range_kept = (&self.query.range, self.query.date, &self.query.filter)
            == (&before.range, before.date, &before.filter);
        // A range relative to now has moved on since the load began; that alone is no reason to load again.
        let same_rows = asked.same_rows(&wanted)
            || (range_kept && (wanted.top, wanted.skip) == (asked.top, asked.skip));
        if !same_rows {
            self.load(now, commands);
            return;
        }
        let regrouped = (&asked.groupby, asked.level, &asked.left)
            != (&wanted.groupby, wanted.level, &wanted.left);
        if regrouped {
            self.regroup(now, wanted, commands);
        } else if self.query.view != before.view {
            self.next_unless_stopped(now, commands);
        }
    }

    /// Other groups of the same rows: counted here when all rows are here, else asked for.
    fn regroup(&mut self, now: Timestamp, wanted: Asked, commands: &mut Vec<Command>) {
        self.abort_groups(commands);
        if let Some(asked) = &mut self.asked {
            asked.groupby = wanted.groupby;
            asked.level = wanted.level;
            asked.left = wanted.left;
        }
        self.groups.forget();
        if !self.has_all_rows() {
            self.want_groups();
        }
        self.next_unless_stopped(now, commands);
    }

    /// Goes on asking, unless the load stands still for a reason that only the user or a token can mend.
    fn next_unless_stopped(&mut self, now: Timestamp, commands: &mut Vec<Command>) {
        if matches!(self.phase, Phase::Loading | Phase::Done) {
            self.next(now, commands);
        }
    }
}
