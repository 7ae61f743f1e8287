//! What reaches the root: acts of the user and of the host page, what the browser tells, and what is due; where each is
//! taken in, and what follows it.

use std::rc::Rc;

use js_sys::Function;
use referral_engine::export::Request;
use referral_engine::session::Event;
use web_sys::File;
use yew::prelude::*;

use super::export::{ExportMsg, To};
use super::outbox::Sending;
use super::overview_panel::OverviewMsg;
use super::page::Body;
use super::{App, counting, figures};
use crate::components::part::NotFetched;
use crate::element::{Attributes, Initial};
use crate::text::language::Language;

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
    Figures(Result<figures::Count, NotFetched>),
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

impl App {
    /// Takes a message in; whether the page follows it in this task.
    pub(super) fn take(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Session(event) => return self.take_event(ctx, event),
            Msg::AddressChanged => self.follow_address(ctx),
            Msg::Attributes(attributes) => self.take_attributes(ctx, *attributes),
            Msg::Recommended(initial) => self.take_initial(ctx, *initial),
            Msg::LoadThen(resolve) => self.load_then(ctx, resolve),
            Msg::Applied(resolve) => {
                self.tell_applied(resolve);
                return false;
            }
            Msg::Send(sending) => {
                self.send(ctx, sending);
                return false;
            }
            Msg::Frame => self.pace.frame = None,
            Msg::Derive => return self.derive_due(ctx),
            Msg::Page => return self.begin_page(ctx),
            Msg::Body => return self.go_on_with_body(ctx),
            Msg::Chart => self.chart_now(),
            Msg::Tick | Msg::Above => {}
            Msg::Scheme(dark) => self.prefers_dark = dark,
            Msg::Glance => return self.glance_on(ctx),
            Msg::Overview(msg) => self.overview(ctx, msg),
            Msg::FileChosen(file) => self.open_file(ctx, file),
            Msg::Export(msg) => self.export(ctx, msg),
            Msg::ExportThen(request, to) => self.export_for_host(ctx, request, to),
            Msg::Figures(fetched) => self.take_figures(fetched),
            Msg::FiltersOpened(is_open) => self.filters_open = is_open,
            Msg::Countable(count) => return self.take_counting(count),
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
            Msg::Width(width_px) => return self.room.take(width_px),
            Msg::WordsArrived(language, bytes) => self.take_words(language, bytes),
            Msg::PartsKnown => self.tell_of_strange_words(),
            Msg::SpeakAnyway => self.speak_anyway(),
        }
        true
    }

    /// Has all follow the state as it is now; whether anything is to be drawn.
    pub(super) fn follow(&mut self, ctx: &Context<Self>, is_decision: bool) -> bool {
        self.follow_language(ctx);
        let rows = Rc::clone(&self.derived.rows);
        self.derive(ctx);
        let trails =
            is_decision && self.page.body == Body::Whole && !Rc::ptr_eq(&rows, &self.derived.rows);
        self.pace.trailing = trails.then(|| self.later(ctx, 0, Msg::Above));
        self.chart_soon(ctx);
        self.body_soon(ctx);
        self.advance_exports(ctx);
        self.glance_soon(ctx);
        self.count_facets(ctx);
        self.tick(ctx);
        self.settle_loads(ctx);
        // What is going to be put into order is drawn then, and not twice.
        !self.pace.is_deriving() && self.page.is_begun()
    }
}
