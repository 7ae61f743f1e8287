//! The root: event → session → commands → browser, and the state as components.
//!
//! Only this folder knows both the session and the browser. What can happen, and where it is taken in, is `msg`; `carry_out` does what commands say,
//! `screen` and `toolbar` draw, `page` and `pace` say when, `answers` is what host pages read.

mod address;
mod announcement;
mod answers;
mod attributes;
mod carry_out;
mod chart_panel;
mod counting;
mod export;
mod facts;
mod figures;
mod find;
mod glance_panel;
mod language;
mod msg;
mod notices;
mod outbox;
mod overview_panel;
mod pace;
mod page;
mod room;
mod screen;
mod table_panel;
mod toolbar;

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use referral_engine::chart::{Brushed, Selection};
use referral_engine::derived::{Derived, Facets, Labels};
use referral_engine::session::{Event, Session, Shared};
use referral_engine::table::Table;
use web_sys::File;
use yew::prelude::*;

use crate::browser::fetch::Fetch;
use crate::browser::focus::FocusKeeper;
use crate::browser::{clock, location, print, scheme};
use crate::components::chart::take_away::Taken;
use crate::components::found::Find;
use crate::components::table::TableAct;
use crate::element::{Attributes, Host, Line};
use crate::text::Locale;

use address::Address;
use counting::Counting;
pub use export::To;
use export::{ExportMsg, Exports};
use figures::Figures;
use find::Finding;
use glance_panel::Glance;
use language::Speech;
pub use msg::Msg;
use outbox::{Outbox, Outgoing};
use overview_panel::Earlier;
use pace::Pace;
use page::Page;
use room::Room;

/// Where the focus goes when all that was near is gone.
const FILTER_BOX: &str = "#filter";

/// What the element hands over when it mounts.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// By which the element sends its messages.
    pub line: Line,
    /// The element.
    pub host: Host,
    /// Its attributes.
    pub attributes: Attributes,
    /// The URL that `demo/` and `locales/` lie beside.
    pub assets: String,
}

/// The root component.
pub struct App {
    session: Session,
    derived: Derived,
    pace: Pace,
    page: Page,
    room: Room,
    /// What stands above the rows as it was drawn last.
    above: RefCell<Html>,
    attributes: Attributes,
    locale: Locale,
    speech: Speech,
    address: Address,
    fetch: Option<Fetch>,
    /// The host page has another way to send than when a request was sent last.
    sends_otherwise: bool,
    timers: HashMap<u64, Timeout>,
    figures: Figures,
    outbox: Outbox,
    prefers_dark: bool,
    chosen_file: Option<File>,
    earlier: Earlier,
    glance: Glance,
    exports: Exports,
    /// One and the same, so that nothing that shows a chart or the table is drawn for them anew.
    on_take: Callback<Taken>,
    on_select: Callback<Selection>,
    on_range: Callback<Brushed>,
    on_table_act: Callback<TableAct>,
    /// Counted while the panel of filters is open.
    facets: Facets,
    filters_open: bool,
    counting: Counting,
    finding: Finding,
    focus: Option<FocusKeeper>,
    _listeners: Vec<EventListener>,
}

impl Component for App {
    type Message = Msg;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let Props {
            attributes, host, ..
        } = ctx.props();
        let outbox = Outbox::new(host.clone(), ctx.link().clone());
        outbox.push(Outgoing::Ready);
        let speech = Speech::english();
        let mut app = Self {
            session: Session::new(attributes.settings.clone(), clock::seed()),
            derived: named(Derived::default(), speech.locale()),
            pace: Pace::default(),
            page: Page::default(),
            room: Room::default(),
            above: RefCell::default(),
            attributes: attributes.clone(),
            locale: speech.locale(),
            speech,
            address: Address::default(),
            fetch: None,
            sends_otherwise: false,
            timers: HashMap::new(),
            figures: Figures::default(),
            outbox,
            prefers_dark: scheme::prefers_dark(),
            chosen_file: None,
            earlier: Earlier::default(),
            glance: Glance::default(),
            exports: Exports::default(),
            on_take: ctx
                .link()
                .callback(|taken| Msg::Export(ExportMsg::Chart(taken))),
            on_select: chart_panel::on_select(ctx),
            on_range: chart_panel::on_range(ctx),
            on_table_act: table_panel::on_act(ctx),
            facets: Facets::default(),
            filters_open: false,
            counting: Counting::default(),
            finding: Finding::default(),
            focus: host.root().map(|root| FocusKeeper::new(root, FILTER_BOX)),
            _listeners: listeners(ctx),
        };
        app.open(ctx);
        app.begin_language(ctx);
        app.know_parts(ctx);
        app.hurry(ctx);
        ctx.props().line.open(ctx.link());
        app
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        let is_decision = matches!(msg, Msg::Recommended(_) | Msg::Session(Event::Changed(_)));
        let draws = self.take(ctx, msg) && self.follow(ctx, is_decision);
        if draws {
            self.draws();
        }
        if self.pace.trailing.is_none() {
            self.outbox.leave();
        }
        draws
    }

    fn rendered(&mut self, ctx: &Context<Self>, is_first: bool) {
        if is_first {
            self.room.watch(ctx);
        }
        if let Some(focus) = &self.focus {
            focus.keep();
        }
        self.was_drawn();
    }

    fn destroy(&mut self, _: &Context<Self>) {
        self.tell_of_page();
        self.resolve_loads();
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        html! {
            <ContextProvider<Locale> context={self.locale.clone()}>
                <ContextProvider<Find> context={Find::new(&self.session.query().find)}>
                    { self.screen(ctx) }
                </ContextProvider<Find>>
            </ContextProvider<Locale>>
        }
    }
}

impl App {
    fn apply(&mut self, ctx: &Context<Self>, event: Event) {
        for command in self.session.apply(clock::now(), event) {
            self.carry_out(ctx, command);
        }
    }

    fn table(&self) -> Shared<Table> {
        self.session.rows().table().clone()
    }
}

/// What the browser tells for as long as the widget is there.
fn listeners(ctx: &Context<App>) -> Vec<EventListener> {
    let link = ctx.link().clone();
    let mut listeners = location::on_change(move || link.send_message(Msg::AddressChanged));
    let link = ctx.link().clone();
    listeners.extend(scheme::on_change(move |dark| {
        link.send_message(Msg::Scheme(dark))
    }));
    let link = ctx.link().clone();
    listeners.extend(print::on_print(move |printing| {
        link.send_message(Msg::Export(ExportMsg::Printing(printing)));
    }));
    listeners
}

/// Rows are found by what the language calls their values.
fn named(derived: Derived, locale: Locale) -> Derived {
    derived.with_labels(Labels::new(move |field, raw| locale.term(field, raw)))
}

/// A slice that is shared and compared by what is in it.
fn shared<T>(items: Vec<T>) -> Rc<[T]> {
    items.into()
}
