//! Answers that come whole and not from the service: sample data, a saved file, rows of the host page.

use crate::date::Timestamp;

use super::arrival::{Fetching, Flight};
use super::{Announcement, Command, GroupsState, Phase, RequestId, Session, Source};

impl Session {
    pub(super) fn drop_rows(&mut self) {
        self.rows = self.no_rows();
        self.opened = None;
        self.incoming = None;
        self.rows_are_earlier = false;
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
