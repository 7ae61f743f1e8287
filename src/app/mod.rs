//! The root: event → session → commands → browser, and the state as components.
//!
//! Only this folder knows both the session and the browser. `carry_out` does what commands say, `screen` and
//! `toolbar` draw, `pace` says when, `answers` is what host pages read.

mod answers;
mod carry_out;
mod chart_panel;
mod counting;
mod export;
mod facts;
mod figures;
mod glance_panel;
mod language;
mod outbox;
mod overview_panel;
mod pace;
mod screen;
mod table_panel;
mod toolbar;

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use gloo_events::EventListener;
use gloo_timers::callback::{Interval, Timeout};
use js_sys::Function;
use referral_engine::chart::{Brushed, Selection};
use referral_engine::date::Timestamp;
use referral_engine::derived::{Derived, Facets, Labels};
use referral_engine::export::Request;
use referral_engine::group::Groups;
use referral_engine::query::Query;
use referral_engine::session::{Event, Phase, Session, Shared};
use referral_engine::table::Table;
use wasm_bindgen::JsValue;
use web_sys::{Element, File};
use yew::prelude::*;

use crate::browser::fetch::Fetch;
use crate::browser::focus::FocusKeeper;
use crate::browser::turn::Soon;
use crate::browser::width::{self, WidthWatch};
use crate::browser::{clock, location, print, scheme};
use crate::components::chart::take_away::Taken;
use crate::components::found::Find;
use crate::components::table::TableAct;
use overview_panel::{Earlier, OverviewMsg};

use crate::element::{Attributes, Host, Initial, Line};
use crate::text::Locale;
use crate::text::language::Language;

use crate::components::part::NotFetched;
use counting::Counting;
use export::Exports;
pub use export::{ExportMsg, To};
use figures::{Count, Figures};
use glance_panel::Glance;
use language::Speech;

use outbox::{Outbox, Outgoing, Sending};
use pace::{Body, ORDER_AND_DRAW_MS};

/// How long nothing is drawn for the sake of a first request that waits for its token, in ms.
const HURRY_MS: u32 = 100;

/// Where the focus goes when all that was near is gone.
const FILTER_BOX: &str = "#filter";

/// Why nothing is drawn yet.
enum Hurry {
    /// The first request's token is waited for, until then.
    Token { _until: Timeout },
    /// The request has left, and the page is drawn in the next task.
    Page { _next: Soon },
}

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

/// What reaches the root.
pub enum Msg {
    /// Something happened.
    Session(Event),
    /// The address changed.
    AddressChanged,
    /// The element's attributes changed.
    Attributes(Box<Attributes>),
    /// Those of the query did.
    Recommended(Box<Initial>),
    /// Load, and call this when the load has ended.
    LoadThen(Function),
    /// Everything that was sent before has been taken in: call this.
    Applied(Function),
    /// Send a request, if its answer is still waited for.
    Send(Sending),
    /// Draw the rows that have arrived.
    Frame,
    /// Put the rows that have arrived into their order.
    Derive,
    /// Draw the groups that came with other rows.
    Chart,
    /// Draw what stands above other rows.
    Above,
    /// Draw the page, now that the first request has left.
    Page,
    /// Draw what is below the toolbar, now that there is something.
    Body,
    /// A second has passed while a countdown is shown.
    Tick,
    /// The widget is this wide, in px.
    Width(f64),
    /// The system's scheme is dark, or is not.
    Scheme(bool),
    /// A saved answer was chosen.
    FileChosen(File),
    /// Count on the figures of the first screen.
    Glance,
    /// Something happened to the overview.
    Overview(OverviewMsg),
    /// The words of a language are here, or cannot be had.
    WordsArrived(Language, Option<Vec<u8>>),
    /// What parts say is known.
    PartsKnown,
    /// The words have been waited for long enough to begin in English.
    SpeakAnyway,
    /// Rows or the chart are taken along.
    Export(ExportMsg),
    /// The same for the host page.
    ExportThen(Request, To),
    /// What counts the figures of `summary` is here, or cannot be had.
    Figures(Result<Count, NotFetched>),
    /// The panel of filters was opened, or closed.
    FiltersOpened(bool),
    /// The code that counts facets is here, or did not arrive.
    Countable(Option<counting::Count>),
    /// Text to find was typed.
    FindTyped(String),
    /// What was typed is looked for, from now on.
    FindDue,
    /// The address onto the clipboard.
    CopyLink,
    /// The link into the address.
    LinkDue,
}

/// The root component.
pub struct App {
    session: Session,
    derived: Derived,
    /// The table that was derived from, how many rows it had, and the query; and when.
    derived_from: Option<(Shared<Table>, u64, Query)>,
    derived_at: Timestamp,
    /// Puts rows into their order in a task of its own.
    deriving: Option<Timeout>,
    /// The groups that the chart shows, and the rows that the table does; groups follow other rows in another task.
    charted: (Option<Rc<Groups>>, Rc<Vec<u32>>),
    charting: Option<Timeout>,
    /// What stands above the rows as it was drawn last, and the time until it follows other rows.
    above: RefCell<Html>,
    trailing: Option<Timeout>,
    /// Nothing is drawn before a first request has left.
    hurry: Option<Hurry>,
    /// Told of what has been taken in once something is drawn.
    waiting_for_page: Vec<Function>,
    /// What is below the toolbar comes in the tasks behind the one that made it be there.
    body: Body,
    attributes: Attributes,
    locale: Locale,
    speech: Speech,
    fetch: Option<Fetch>,
    timers: HashMap<u64, Timeout>,
    frame: Option<Timeout>,
    ticker: Option<(u32, Interval)>,
    waiting_for_load: Vec<Function>,
    figures: Figures,
    /// Of what the page is drawn into.
    width_px: f64,
    root: NodeRef,
    width_watch: Option<WidthWatch>,
    own_link: Option<String>,
    /// A link that is to be written, whether as a new entry of the history, and the time until then.
    unwritten: Option<(String, bool, Timeout)>,
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
    /// The text to find that was typed last, and the time until it is looked for.
    find: Option<(String, Timeout)>,
    find_told: Option<Timeout>,
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
        let link = ctx.link().clone();
        let mut listeners = location::on_change(move || link.send_message(Msg::AddressChanged));
        let link = ctx.link().clone();
        listeners.extend(scheme::on_change(move |dark| {
            link.send_message(Msg::Scheme(dark))
        }));
        let speech = Speech::english();
        let link = ctx.link().clone();
        listeners.extend(print::on_print(move |printing| {
            link.send_message(Msg::Export(ExportMsg::Printing(printing)));
        }));
        let mut app = Self {
            session: Session::new(attributes.settings.clone(), clock::seed()),
            derived: named(Derived::default(), speech.locale()),
            derived_from: None,
            derived_at: Timestamp(0),
            deriving: None,
            charted: <(Option<Rc<Groups>>, Rc<Vec<u32>>)>::default(),
            charting: None,
            above: RefCell::default(),
            trailing: None,
            hurry: None,
            waiting_for_page: Vec::new(),
            body: Body::Nothing,
            attributes: attributes.clone(),
            locale: speech.locale(),
            speech,
            fetch: None,
            timers: HashMap::new(),
            frame: None,
            ticker: None,
            waiting_for_load: Vec::new(),
            figures: Figures::default(),
            width_px: 0.0,
            root: NodeRef::default(),
            width_watch: None,
            own_link: None,
            unwritten: None,
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
            find: None,
            find_told: None,
            focus: host.root().map(|root| FocusKeeper::new(root, FILTER_BOX)),
            _listeners: listeners,
        };
        app.open(ctx);
        app.begin_language(ctx);
        app.know_parts(ctx);
        if app.fetch.is_none() && (app.session.is_busy() || app.session.is_asking_for_token()) {
            app.hurry = Some(Hurry::Token {
                _until: app.later(ctx, HURRY_MS, Msg::Page),
            });
        }
        ctx.props().line.open(ctx.link());
        app
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        let draws = self.take(ctx, msg);
        if self.trailing.is_none() {
            self.outbox.leave();
        }
        draws
    }

    fn rendered(&mut self, ctx: &Context<Self>, is_first: bool) {
        if is_first && let Some(root) = self.root.cast::<Element>() {
            let link = ctx.link().clone();
            let report = move |width_px| link.send_message(Msg::Width(width_px));
            self.width_watch = width::watch(&root, report);
        }
        if let Some(focus) = &self.focus {
            focus.keep();
        }
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
    /// Reads the link and begins.
    fn open(&mut self, ctx: &Context<Self>) {
        let link = self.attributes.place.read();
        self.own_link = Some(link.clone());
        let initial = Box::new(self.attributes.initial.query.clone());
        self.apply(ctx, Event::Opened { link, initial });
        if self.attributes.demo {
            self.apply(ctx, Event::SampleAsked);
        }
    }

    /// Takes a message in; whether anything is to be drawn.
    fn take(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        let is_decision = matches!(msg, Msg::Recommended(_) | Msg::Session(Event::Changed(_)));
        match msg {
            Msg::Session(Event::BytesArrived { id, bytes }) => {
                self.apply(ctx, Event::BytesArrived { id, bytes });
                self.frame_soon(ctx);
                return false;
            }
            Msg::Session(event) => {
                if let Event::TimerFired(timer) = &event {
                    self.timers.remove(&timer.0);
                }
                let is_head = matches!(event, Event::Answered { .. });
                let is_end = matches!(event, Event::BodyEnded { .. });
                self.apply(ctx, event);
                if is_end && self.is_under_way() {
                    self.frame_soon(ctx);
                    return false;
                }
                if is_head && *self.session.phase() == Phase::Loading {
                    return false;
                }
            }
            Msg::AddressChanged => {
                self.finish_link();
                let link = self.attributes.place.read();
                if self.attributes.place.state != location::UrlState::None
                    && self.own_link.as_ref() != Some(&link)
                {
                    self.own_link = Some(link.clone());
                    self.apply(ctx, Event::LinkChanged(link));
                }
            }
            Msg::Attributes(attributes) => self.take_attributes(ctx, *attributes),
            Msg::Recommended(initial) => self.take_initial(ctx, *initial),
            Msg::LoadThen(resolve) => {
                self.waiting_for_load.push(resolve);
                self.apply(ctx, Event::LoadAsked);
            }
            Msg::Applied(resolve) if self.hurry.is_some() => {
                self.waiting_for_page.push(resolve);
                return false;
            }
            Msg::Applied(resolve) => {
                self.finish();
                // A promise's own function does not throw.
                let _ = resolve.call0(&JsValue::NULL);
                return false;
            }
            Msg::Send(sending) => {
                self.send(ctx, sending);
                return false;
            }
            Msg::Frame => self.frame = None,
            Msg::Derive => {
                let began = clock::now();
                self.derive_now();
                if clock::now().0 - began.0 > ORDER_AND_DRAW_MS {
                    self.frame = Some(self.later(ctx, 0, Msg::Frame));
                    return false;
                }
                self.frame = None;
            }
            Msg::Page => {
                if self.has_content() && self.body == Body::Nothing && self.locale.prepare() {
                    self.body = Body::Written;
                    self.page_soon(ctx);
                    return false;
                }
                self.hurry = None;
                self.know_width();
                if self.has_content() {
                    // With the rest of the page, which is not painted yet either.
                    self.body = Body::Head;
                }
                self.tell_of_page();
            }
            Msg::Body => {
                (self.frame, self.body) = (None, self.body.further());
                self.know_width();
                if self.body == Body::Written {
                    if self.locale.prepare() {
                        self.body_soon(ctx);
                        return false;
                    }
                    self.body = self.body.further();
                }
            }
            Msg::Chart => {
                self.charting = None;
                self.charted = (self.derived.groups.clone(), Rc::clone(&self.derived.rows));
            }
            Msg::Tick | Msg::Above => {}
            Msg::Scheme(dark) => self.prefers_dark = dark,
            Msg::Glance => {
                if !self.glance_on(ctx) {
                    return false;
                }
            }
            Msg::Overview(msg) => self.overview(ctx, msg),
            Msg::FileChosen(file) => {
                let name = file.name();
                self.chosen_file = Some(file);
                self.apply(ctx, Event::FileOpened { name });
            }
            Msg::Export(msg) => self.export(ctx, msg),
            Msg::ExportThen(request, to) => self.export_for_host(ctx, request, to),
            Msg::Figures(fetched) => self.take_figures(fetched),
            Msg::FiltersOpened(is_open) => self.filters_open = is_open,
            Msg::Countable(None) => {
                // OK because the panel tells of it; when its own code arrives, it says that it is open, and this is tried again.
                self.counting = Counting::Away;
                return false;
            }
            Msg::Countable(Some(count)) => self.counting = Counting::Here(count),
            Msg::FindTyped(text) => {
                self.find_soon(ctx, text);
                return false;
            }
            Msg::FindDue => self.find_now(ctx),
            Msg::CopyLink => {
                self.copy_address(ctx);
                return false;
            }
            Msg::LinkDue => {
                self.finish_link();
                return false;
            }
            Msg::Width(width_px) => {
                if (width_px - self.width_px).abs() < 1.0 {
                    return false;
                }
                self.width_px = width_px;
            }
            Msg::WordsArrived(language, bytes) => self.take_words(language, bytes),
            Msg::PartsKnown => self.tell_of_strange_words(),
            Msg::SpeakAnyway => self.speak_anyway(),
        }
        self.follow_language(ctx);
        let rows = Rc::clone(&self.derived.rows);
        self.derive(ctx);
        let trails =
            is_decision && self.body == Body::Whole && !Rc::ptr_eq(&rows, &self.derived.rows);
        self.trailing = trails.then(|| self.later(ctx, 0, Msg::Above));
        self.chart_soon(ctx);
        self.body_soon(ctx);
        self.advance_exports(ctx);
        self.glance_soon(ctx);
        self.count_facets(ctx);
        self.tick(ctx);
        self.settle_loads(ctx);
        // What is going to be put into order is drawn then, and not twice.
        self.deriving.is_none() && self.hurry.is_none()
    }

    fn apply(&mut self, ctx: &Context<Self>, event: Event) {
        for command in self.session.apply(clock::now(), event) {
            self.carry_out(ctx, command);
        }
    }

    fn take_attributes(&mut self, ctx: &Context<Self>, attributes: Attributes) {
        if attributes.settings.redact != self.attributes.settings.redact {
            // What was begun with names does not end with them, nor the other way round.
            self.stop_exports(ctx);
            self.earlier.forget();
        }
        if attributes.settings != self.attributes.settings {
            self.apply(
                ctx,
                Event::Configured(Box::new(attributes.settings.clone())),
            );
        }
        self.take_initial(ctx, attributes.initial.clone());
        let before = std::mem::replace(&mut self.attributes, attributes);
        if before.messages != self.attributes.messages && !self.speech.is_silent() {
            self.speak();
        }
        self.know_parts(ctx);
        if before.place != self.attributes.place {
            self.take_place(ctx);
        }
        if self.attributes.demo && !before.demo {
            self.apply(ctx, Event::SampleAsked);
        }
    }

    fn take_initial(&mut self, ctx: &Context<Self>, initial: Initial) {
        let before = std::mem::replace(&mut self.attributes.initial, initial);
        if before.query != self.attributes.initial.query {
            let query = Box::new(self.attributes.initial.query.clone());
            self.apply(ctx, Event::Recommended(query));
        }
    }

    /// The link is kept elsewhere from now on; what stands there already wins.
    fn take_place(&mut self, ctx: &Context<Self>) {
        let link = self.attributes.place.read();
        if link.is_empty() {
            self.write_link(ctx, self.session.link(), false);
        } else {
            self.own_link = Some(link.clone());
            self.apply(ctx, Event::LinkChanged(link));
        }
    }

    /// Before there is much to be laid out: what is drawn for another width than there is moves what stands below it, when
    /// the width is told of.
    fn know_width(&mut self) {
        if self.width_px == 0.0
            && let Some(root) = self.root.cast::<Element>()
        {
            self.width_px = width::of(&root);
        }
    }

    fn table(&self) -> Shared<Table> {
        self.session.rows().table().clone()
    }
}

/// Rows are found by what the language calls their values.
fn named(derived: Derived, locale: Locale) -> Derived {
    derived.with_labels(Labels::new(move |field, raw| locale.term(field, raw)))
}

/// A slice that is shared and compared by what is in it.
fn shared<T>(items: Vec<T>) -> Rc<[T]> {
    items.into()
}
