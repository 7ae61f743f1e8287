//! The toolbar as components: what is asked for, and the request that it makes. The rest of the page is `screen`'s.

use referral_engine::session::{Change, Event};
use yew::html::Scope;
use yew::prelude::*;

use super::{App, Msg, facts};
use crate::browser::{clipboard, clock, location};
use crate::components::filter::{Chips, FilterPanel};
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
                <FilterBox filter={query.filter.clone()} refused={self.session.refused_filter().cloned()}
                    table={self.table()} {on_answer} />
                { self.chips(ctx) }
                <Pickers query={query.clone()} today={clock::now().day()} on_change={self.on_change(ctx)} />
                <div class="toolbar-more">
                    { self.filter_panel(ctx) }
                    { self.request_panel(ctx) }
                </div>
            </div>
        }
    }

    fn chips(&self, ctx: &Context<Self>) -> Html {
        let query = self.session.query();
        let sentence = self.meaning();
        html! {
            <Chips query={query.clone()} {sentence} on_change={self.on_change(ctx)}>
                if self.attributes.place.state != location::UrlState::None {
                    { self.copy_link(ctx) }
                }
            </Chips>
        }
    }

    fn copy_link(&self, ctx: &Context<Self>) -> Html {
        let said = if self.session.settings().redact {
            "link.without-names"
        } else {
            "link.holds-a-name"
        };
        let onclick = ctx.link().callback(|_: MouseEvent| Msg::CopyLink);
        html! {
            <>
                <button class="button quiet small" type="button" {onclick}>{ self.locale.text("link.copy") }</button>
                if self.session.query().may_name_a_customer() {
                    <span class="muted">{ self.locale.text(said) }</span>
                }
            </>
        }
    }

    /// Copies the address, which is asked of the browser only now.
    pub(super) fn copy_address(&self, ctx: &Context<Self>) {
        copy(ctx.link().clone(), &self.permalink(false));
    }

    /// What the query asks for, in words.
    pub(super) fn meaning(&self) -> String {
        let query = self.session.query();
        let range = query.range.condition(query.date, clock::now());
        facts::meaning(&self.locale, query, range)
    }

    fn filter_panel(&self, ctx: &Context<Self>) -> Html {
        let facets = self.filters_open.then(|| self.facets.list());
        let n = self.session.rows().loaded();
        let counted = self.locale.format("filters.counted", &[("n", n.into())]);
        let on_open = ctx.link().callback(Msg::FiltersOpened);
        let on_filter = self.on_change(ctx).reform(Change::Filter);
        html! { <FilterPanel query={self.session.query().clone()} {facets} {counted} {on_open} {on_filter} /> }
    }

    fn request_panel(&self, ctx: &Context<Self>) -> Html {
        let base = self.session.settings().base.clone();
        let request = self.session.request(clock::now());
        let link = ctx.link().clone();
        let on_act = Callback::from(move |act| match act {
            RequestAct::Use(query) => {
                link.send_message(Msg::Session(Event::Changed(Change::Query(query))));
            }
            RequestAct::Copy(text) => copy(link.clone(), &text),
        });
        html! { <RequestPanel {base} {request} origin={location::origin()} {on_act} /> }
    }
}

/// Copies a text and tells the session whether the browser allowed it.
pub(super) fn copy(link: Scope<App>, text: &str) {
    clipboard::copy(text, move |copied| {
        link.send_message(Msg::Session(Event::Copied(copied)));
    });
}
