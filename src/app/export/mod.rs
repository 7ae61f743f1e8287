//! Taking rows along: an order becomes a file, in slices between which the browser draws and listens.
//!
//! Here are the orders and what happens to them. Who gives them is `panel`'s, rows that are missing are `missing`'s, what is
//! in a file is decided in `begin`, written in `work`, and handed over in `hand`; how it is written is `referral_engine::export`'s.

mod begin;
mod hand;
mod missing;
mod panel;
mod work;

use std::cell::Cell;
use std::rc::Rc;

use js_sys::Function;
use referral_engine::export::{Method, Plan, Request, Scope};
use referral_engine::session::Event;
use web_sys::{Blob, Element};
use yew::prelude::*;

use super::App;
use crate::browser::{download, print};
use crate::components::chart::take_away::Taken;
use hand::{call, hand_over, tell};

/// What is to be made, and for whom.
pub struct Order {
    /// Which rows in which form.
    pub request: Request,
    /// How it is written.
    pub plan: Plan,
    /// Who gets it.
    pub to: To,
    /// Which chart, where it is not the first one.
    pub figure: Option<Element>,
}

/// Who gets what was made.
pub enum To {
    /// The user, who asked in the panel.
    User,
    /// The user, asked by the host page, which hears when it is done: `resolve` and `reject` of a promise.
    UserFor(Function, Function),
    /// The host page.
    Host(Function, Function),
}

/// What happens to an order.
pub enum ExportMsg {
    /// It is given.
    Asked(Box<Order>),
    /// So many rows are written.
    Written(u32, u64),
    /// The file is made, or could not be.
    Made(u32, Result<Blob, Refusal>),
    /// The user does not want it any more.
    Cancelled,
    /// A chart is taken along.
    Chart(Taken),
    /// The page is about to be printed, or was.
    Printing(bool),
    /// Print, now that what is printed is in the document.
    Print,
}

/// Why there is no file.
#[derive(Clone, Debug, PartialEq)]
pub enum Refusal {
    /// It was cancelled.
    Cancelled,
    /// A sheet has no room for so many rows.
    TooManyRows,
    /// The rows that are missing could not be loaded; so many are here.
    Incomplete(u64),
    /// No chart is shown.
    NoChart,
    /// The browser or the second module said so.
    Failed(String),
}

/// The orders of one widget.
#[derive(Default)]
pub(super) struct Exports {
    under_way: Vec<Export>,
    /// Why the user's last one came to nothing.
    refusal: Option<Refusal>,
    last_id: u32,
    /// Whether the page is being printed.
    pub(super) printing: bool,
}

impl Exports {
    fn place_of(&self, id: u32) -> Option<usize> {
        self.under_way.iter().position(|export| export.id == id)
    }
}

/// An order that is being carried out.
struct Export {
    id: u32,
    order: Order,
    stage: Stage,
    cancelled: Rc<Cell<bool>>,
}

enum Stage {
    /// The rows that are missing are loaded; so many were here when the session was last asked to go on.
    Loading(Option<u64>),
    Writing {
        name: String,
        rows: u64,
        written: u64,
    },
}

impl App {
    pub(super) fn export(&mut self, ctx: &Context<Self>, msg: ExportMsg) {
        match msg {
            ExportMsg::Asked(order) => self.begin_export(ctx, *order),
            ExportMsg::Written(id, now_written) => {
                let of_id = self
                    .exports
                    .under_way
                    .iter_mut()
                    .find(|export| export.id == id);
                if let Some(Stage::Writing { written, .. }) = of_id.map(|export| &mut export.stage)
                {
                    *written = now_written;
                }
            }
            ExportMsg::Made(id, made) => self.end_export(ctx, id, made),
            ExportMsg::Cancelled => self.cancel_export(ctx),
            ExportMsg::Chart(form) => self.take_chart(ctx, form),
            ExportMsg::Printing(printing) => self.exports.printing = printing,
            ExportMsg::Print => print::print(),
        }
    }

    fn begin_export(&mut self, ctx: &Context<Self>, order: Order) {
        self.exports.refusal = None;
        self.exports.last_id += 1;
        let export = Export {
            id: self.exports.last_id,
            order,
            stage: Stage::Loading(None),
            cancelled: Rc::default(),
        };
        self.exports.under_way.push(export);
        self.advance_exports(ctx);
    }

    /// Stops all that are under way.
    pub(super) fn stop_exports(&mut self, ctx: &Context<Self>) {
        for export in &self.exports.under_way {
            export.cancelled.set(true);
        }
        let waiting: Vec<u32> = self
            .exports
            .under_way
            .iter()
            .filter(|export| matches!(export.stage, Stage::Loading(_)))
            .map(|export| export.id)
            .collect();
        for id in waiting {
            self.end_export(ctx, id, Err(Refusal::Cancelled));
        }
    }

    fn cancel_export(&mut self, ctx: &Context<Self>) {
        let Some(export) = self
            .exports
            .under_way
            .iter()
            .find(|export| export.is_users())
        else {
            return;
        };
        export.cancelled.set(true);
        let id = export.id;
        let asked_for_rows = matches!(export.stage, Stage::Loading(Some(_)));
        // First of all, as what is still there would have the load go on.
        self.end_export(ctx, id, Err(Refusal::Cancelled));
        if asked_for_rows {
            self.apply(ctx, Event::Cancelled);
        }
        self.apply(ctx, Event::ExportCancelled);
    }

    fn end_export(&mut self, ctx: &Context<Self>, id: u32, made: Result<Blob, Refusal>) {
        let Some(place) = self.exports.place_of(id) else {
            return;
        };
        let Export { order, stage, .. } = self.exports.under_way.remove(place);
        let (name, rows) = match stage {
            Stage::Writing { name, rows, .. } => (name, rows),
            Stage::Loading(_) => self.other_name(order.request.method),
        };
        let made = made.and_then(|file| {
            let wanted = ctx.props().host.export(order.request, rows);
            if wanted {
                Ok(file)
            } else {
                Err(Refusal::Cancelled)
            }
        });
        if made.is_ok()
            && !matches!(order.to, To::Host(..))
            && !matches!(order.request.method, Method::Curl)
        {
            self.apply(ctx, Event::Exported(rows));
        }
        match (made, order.to) {
            (Ok(file), To::User) => download::save_file(&name, &file),
            (Ok(file), To::UserFor(resolve, _)) => {
                download::save_file(&name, &file);
                call(&resolve, &name.into());
            }
            (Ok(file), To::Host(resolve, reject)) => {
                hand_over(order.request.method, file, resolve, reject)
            }
            (Err(refusal), To::User) => {
                self.exports.refusal = Some(refusal);
            }
            (Err(refusal), To::UserFor(_, reject) | To::Host(_, reject)) => {
                let text = tell(&self.locale, &refusal);
                call(&reject, &js_sys::Error::new(&text).into());
            }
        }
    }
}

impl Export {
    fn is_users(&self) -> bool {
        matches!(self.order.to, To::User)
    }

    fn needs_all(&self) -> bool {
        let request = self.order.request;
        request.scope == Scope::All && matches!(request.method, Method::Rows(_))
    }
}
