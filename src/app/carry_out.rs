//! Commands → browser: fetch, files, timers, the address, events of the element.

use referral_engine::session::{Command, Event, Notification, RequestId};
use web_sys::File;
use yew::prelude::*;

use super::outbox::{Outgoing, Sending};
use super::{App, Msg};
use crate::browser::fetch::{Arrival, Ways, get, read_stream};
use crate::browser::file;

/// The demo data, beside the script.
const SAMPLE: &str = "demo/referrals.json";

impl App {
    pub(super) fn carry_out(&mut self, ctx: &Context<Self>, command: Command) {
        match command {
            Command::Send { id, url, token } => {
                let sending = Sending { id, url, token };
                self.outbox.push(Outgoing::Send(sending));
            }
            Command::FetchSample { id } => {
                let url = format!("{}{SAMPLE}", ctx.props().assets);
                self.fetch = Some(get(&url, None, &Ways::default(), arrivals(ctx, id)));
            }
            Command::ReadFile { id } => self.read_file(ctx, id),
            Command::ReadData { id } => {
                let data = ctx.props().host.data();
                self.fetch = data.map(|stream| read_stream(stream, arrivals(ctx, id)));
            }
            Command::Abort { .. } => self.fetch = None,
            Command::StartTimer { id, delay_ms } => self.start_timer(ctx, id, delay_ms),
            Command::PushLink(link) => self.write_link(ctx, link, true),
            Command::ReplaceLink(link) => self.write_link(ctx, link, false),
            Command::AskForToken(reason) => self.outbox.push(Outgoing::AskForToken(reason)),
            Command::AskProvider { reason, attempt } => {
                let audience = self.session.settings().cloud.audience();
                self.outbox
                    .push(Outgoing::AskProvider(reason, attempt, audience));
            }
            Command::StopAskingProvider => self.outbox.push(Outgoing::StopAskingProvider),
            Command::Notify(Notification::FilterChanged) => {
                let query = Box::new(self.session.query().clone());
                self.outbox
                    .push(Outgoing::FilterChanged(query, self.locale.clone()));
            }
            Command::Notify(notification) => self.outbox.push(Outgoing::Tell(notification)),
        }
    }

    /// A saved answer was chosen; it is read when the session says so.
    pub(super) fn open_file(&mut self, ctx: &Context<Self>, file: File) {
        let name = file.name();
        self.chosen_file = Some(file);
        self.apply(ctx, Event::FileOpened { name });
    }

    fn read_file(&mut self, ctx: &Context<Self>, id: RequestId) {
        if let Some(file) = self.chosen_file.take() {
            self.fetch = Some(read_stream(file::stream(&file), arrivals(ctx, id)));
        }
    }

    /// A request that was stopped before it left, also by the host page, is not sent.
    pub(super) fn send(&mut self, ctx: &Context<Self>, sending: Sending) {
        let Sending { id, url, token } = sending;
        if self.session.is_awaited(id) {
            let ways = &self.attributes.ways;
            self.sends_otherwise = false;
            self.fetch = Some(get(&url, token.as_ref(), ways, arrivals(ctx, id)));
        }
        if !self.page.is_begun() {
            self.page_soon(ctx);
        }
    }
}

/// Turns what arrives for a request into events with its id.
fn arrivals(ctx: &Context<App>, id: RequestId) -> impl Fn(Arrival) + 'static {
    let link = ctx.link().clone();
    move |arrival| {
        link.send_message(Msg::Session(match arrival {
            Arrival::Head(head) => Event::Answered { id, head },
            Arrival::Bytes(bytes) => Event::BytesArrived { id, bytes },
            Arrival::End => Event::BodyEnded { id },
            Arrival::Failed(failure) => Event::Failed { id, failure },
        }))
    }
}
