//! Commands → browser: fetch, files, timers, the address, events of the element.

use referral_engine::session::{Command, Event, RequestId};
use yew::prelude::*;

use super::{App, Msg};
use crate::browser::fetch::{Arrival, get, read_stream};
use crate::browser::{file, location};

/// The demo data, beside the script.
const SAMPLE: &str = "demo/referrals.json";

impl App {
    pub(super) fn carry_out(&mut self, ctx: &Context<Self>, command: Command) {
        match command {
            Command::Send { id, url, token } => {
                self.fetch = Some(get(&url, token.as_ref(), &[], arrivals(ctx, id)));
            }
            Command::FetchSample { id } => {
                let url = format!("{}{SAMPLE}", ctx.props().assets);
                self.fetch = Some(get(&url, None, &[], arrivals(ctx, id)));
            }
            Command::ReadFile { id } => self.read_file(ctx, id),
            Command::Abort { .. } => self.fetch = None,
            Command::StartTimer { id, delay_ms } => self.start_timer(ctx, id, delay_ms),
            Command::PushLink(link) => self.write_link(link, true),
            Command::ReplaceLink(link) => self.write_link(link, false),
            Command::AskForToken(reason) => ctx.props().host.request_token(reason.name()),
            Command::Notify(notification) => ctx.props().host.notify(&notification),
        }
    }

    fn read_file(&mut self, ctx: &Context<Self>, id: RequestId) {
        if let Some(file) = self.chosen_file.take() {
            self.fetch = Some(read_stream(file::stream(&file), arrivals(ctx, id)));
        }
    }

    fn write_link(&mut self, link: String, push: bool) {
        let state = self.attributes.url_state;
        if state == location::UrlState::None {
            return;
        }
        location::write(state, &link, push);
        // The browser may tell us of our own change; it is none.
        self.own_link = Some(location::read(state));
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
