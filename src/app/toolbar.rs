//! The toolbar as components: what is asked for, and the request that it makes. The rest of the page is `screen`'s.

use referral_engine::clinic::copy_as;
use referral_engine::request::is_long;
use referral_engine::session::{Change, Event};
use yew::prelude::*;

use super::{App, Msg};
use crate::browser::{clipboard, clock, location};
use crate::components::filter_box::{FilterAnswer, FilterBox};
use crate::components::pickers::Pickers;
use crate::components::request_panel::{RequestAct, RequestPanel};

impl App {
    pub(super) fn toolbar(&self, ctx: &Context<Self>) -> Html {
        if self.attributes.no_toolbar {
            return Html::default();
        }
        let on_answer = ctx.link().callback(|answer| {
            Msg::Session(Event::Changed(match answer {
                FilterAnswer::Apply(text) => Change::Filter(text),
                FilterAnswer::SendAsIs(text) => Change::FilterAsIs(text),
            }))
        });
        let query = self.session.query();
        html! {
            <div class="toolbar" part="toolbar">
                <FilterBox filter={query.filter.clone()} refused={self.session.refused_filter().cloned()} {on_answer} />
                <Pickers query={query.clone()} on_change={self.on_change(ctx)} />
                { self.request_panel(ctx) }
            </div>
        }
    }

    fn request_panel(&self, ctx: &Context<Self>) -> Html {
        let base = self.session.settings().base.clone();
        let request = self.session.request(clock::now());
        let url = base.url(&request);
        let is_long = is_long(&url);
        let link = ctx.link().clone();
        let on_act = Callback::from(move |act| match act {
            RequestAct::Use(query) => {
                link.send_message(Msg::Session(Event::Changed(Change::Query(query))));
            }
            RequestAct::Copy(kind) => {
                let text = copy_as(kind, &base, &request, &location::origin());
                let link = link.clone();
                clipboard::copy(&text, move |copied| {
                    link.send_message(Msg::Session(Event::Copied(copied)));
                });
            }
        });
        html! { <RequestPanel {url} {is_long} {on_act} /> }
    }
}
