//! Taking rows along: an order becomes a file, in slices between which the browser draws and listens.
//!
//! What a file says is `referral_engine::export`'s; here is which rows it is about, loading those that are missing,
//! progress, cancelling, and handing over: to the user as a download, to the host page as a value.

mod hand;
mod work;

use std::cell::Cell;
use std::rc::Rc;

use js_sys::Function;
use referral_engine::clinic::{CopyKind, copy_as};
use referral_engine::export::{About, Format, Method, Plan, Request, SHEET_ROWS, Scope};
use referral_engine::field::Field;
use referral_engine::session::{End, Event, Phase, Source};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, Element};
use yew::prelude::*;

use super::{App, Msg, facts, shared};
use crate::browser::{clock, download, location, print};
use crate::components::chart::take_away::Taken;
use crate::components::export::sheet::PrintSheet;
use crate::components::export::{ExportAct, ExportPanel, Making, Stock};
use hand::{call, hand_over, refused, tell};
use work::Work;

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

    /// What the host page asks for has the columns on the screen, and commas whatever the language: a program reads it.
    pub(super) fn export_for_host(&mut self, ctx: &Context<Self>, request: Request, to: To) {
        let format = match request.method {
            Method::Rows(format) => format,
            Method::Svg | Method::Png | Method::Curl => Format::Csv,
        };
        let plan = Plan::new(format, self.shown_columns());
        let figure = None;
        self.begin_export(
            ctx,
            Order {
                request,
                plan,
                to,
                figure,
            },
        );
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

    /// Begins to write what has its rows, and has the rest loaded for what has not. Called after each change.
    pub(super) fn advance_exports(&mut self, ctx: &Context<Self>) {
        let waiting: Vec<(u32, Option<u64>)> = self
            .exports
            .under_way
            .iter()
            .filter_map(|export| match export.stage {
                Stage::Loading(asked_at) => Some((export.id, asked_at)),
                Stage::Writing { .. } => None,
            })
            .collect();
        for (id, asked_at) in waiting {
            let Some(place) = self.exports.place_of(id) else {
                continue;
            };
            let needs_all = self
                .exports
                .under_way
                .get(place)
                .is_some_and(Export::needs_all);
            match self.rest(asked_at).filter(|_| needs_all) {
                None => self.write_export(ctx, place),
                Some(Rest::Coming) => {}
                Some(Rest::Wanted(event)) => {
                    let loaded = self.session.rows().loaded();
                    if let Some(export) = self.exports.under_way.get_mut(place) {
                        export.stage = Stage::Loading(Some(loaded));
                    }
                    self.apply(ctx, event);
                }
                Some(Rest::NotToBeHad) => {
                    let loaded = self.session.rows().loaded();
                    self.end_export(ctx, id, Err(Refusal::Incomplete(loaded)));
                }
            }
        }
    }

    /// How it stands with the rows that are missing; `None` where none is.
    fn rest(&self, asked_at: Option<u64>) -> Option<Rest> {
        let rows = self.session.rows();
        if self.session.is_busy() || matches!(self.session.phase(), Phase::TokenNeeded(..)) {
            return Some(Rest::Coming);
        }
        if self.session.source() != Source::Service {
            return None;
        }
        let grew = asked_at.is_none_or(|before| rows.loaded() > before);
        let wanted = |event| {
            Some(if grew {
                Rest::Wanted(event)
            } else {
                Rest::NotToBeHad
            })
        };
        match (rows.end(), self.session.phase()) {
            (Some(End::All | End::Page), _) if !self.session.rows_are_earlier() => None,
            (Some(End::Limit), _) => wanted(Event::MoreAsked),
            (Some(End::Repeated | End::Short), _) => Some(Rest::NotToBeHad),
            (_, Phase::Idle) => wanted(Event::LoadAsked),
            _ => wanted(Event::Resumed),
        }
    }

    fn write_export(&mut self, ctx: &Context<Self>, place: usize) {
        let Some(export) = self.exports.under_way.get(place) else {
            return;
        };
        let (id, request) = (export.id, export.order.request);
        let Method::Rows(format) = request.method else {
            return self.make_other(ctx, id, request.method);
        };
        let rows = self.rows_of(request.scope);
        let count = rows.len() as u64;
        if format == Format::Xlsx && rows.len() > SHEET_ROWS {
            return self.end_export(ctx, id, Err(Refusal::TooManyRows));
        }
        let about = self.about(request.scope, count);
        let work = Work {
            id,
            plan: export.order.plan.clone(),
            table: self.table(),
            rows,
            cancelled: Rc::clone(&export.cancelled),
            link: ctx.link().clone(),
        };
        let name = about.file_name(format.name());
        let (assets, locale) = (ctx.props().assets.clone(), self.locale.clone());
        if let Some(export) = self.exports.under_way.get_mut(place) {
            export.stage = Stage::Writing {
                name,
                rows: count,
                written: 0,
            };
        }
        spawn_local(async move {
            let link = work.link.clone();
            let rows = work::rows(work, about, locale.clone(), assets);
            let made = work::made(rows, &locale).await;
            link.send_message(Msg::Export(ExportMsg::Made(id, made)));
        });
    }

    /// The rows of a scope, in the order of the screen as far as the screen has them all.
    fn rows_of(&self, scope: Scope) -> Rc<Vec<u32>> {
        let all = || Rc::new((0..self.session.rows().loaded() as u32).collect());
        let finds = !self.session.query().find.trim().is_empty();
        match scope {
            Scope::View => Rc::clone(&self.derived.rows),
            Scope::All if !finds => Rc::clone(&self.derived.rows),
            Scope::All => self.derived.selected().map_or_else(all, Rc::clone),
            Scope::Loaded => all(),
        }
    }

    fn about(&self, scope: Scope, rows: u64) -> About {
        let now = clock::now();
        let (session, query) = (&self.session, self.session.query());
        let condition = query.condition(now, &session.settings().locked_filter);
        let loaded = session.rows().loaded();
        let total = session.rows().total();
        About {
            source: session.source(),
            find: match scope {
                Scope::View => query.find.trim().to_owned(),
                Scope::Loaded | Scope::All => String::new(),
            },
            scope,
            rows,
            loaded,
            total: total.or_else(|| session.has_all_rows().then_some(loaded)),
            fetched_at: session.fetched_at(),
            ..About::new(query, condition, now)
        }
    }

    /// The request as a command, and the chart.
    fn make_other(&mut self, ctx: &Context<Self>, id: u32, method: Method) {
        let export = self.exports.under_way.iter().find(|export| export.id == id);
        let figure = export.and_then(|export| export.order.figure.clone());
        let made = match method {
            Method::Curl => {
                let (base, request) = (
                    &self.session.settings().base,
                    self.session.request(clock::now()),
                );
                let text = copy_as(CopyKind::Curl, base, &request, &location::origin());
                download::file(text.as_bytes(), "text/plain;charset=utf-8").map_err(refused)
            }
            _ => match self.drawing(ctx, figure) {
                None => Err(Refusal::NoChart),
                Some((figure, lines)) => {
                    let (link, locale) = (ctx.link().clone(), self.locale.clone());
                    spawn_local(async move {
                        let figure = work::figure(figure, lines, method);
                        let made = work::made(figure, &locale).await;
                        link.send_message(Msg::Export(ExportMsg::Made(id, made)));
                    });
                    return;
                }
            },
        };
        self.end_export(ctx, id, made);
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

    fn other_name(&self, method: Method) -> (String, u64) {
        let rows = self.derived.rows.len() as u64;
        let about = self.about(Scope::View, rows);
        let name = match method {
            Method::Curl => about.named("request", "sh"),
            _ => about.named("chart", method.name()),
        };
        (name, rows)
    }

    /// The chart, or the first one on the screen, and what is written under its picture; `None` where there is none, or its table twin.
    fn drawing(
        &self,
        ctx: &Context<Self>,
        figure: Option<Element>,
    ) -> Option<(Element, Vec<String>)> {
        let figure = figure.or_else(|| ctx.props().host.find("figure:has(svg.chart-svg)"))?;
        let mut lines = Vec::new();
        let condition = self.about(Scope::View, 0).filter;
        if !condition.is_empty() {
            lines.push(
                self.locale
                    .format("export.filter-line", &[("filter", condition.into())]),
            );
        }
        lines.push(facts::truth(&self.locale, &self.session, &self.derived).join(" \u{b7} "));
        Some((figure, lines))
    }

    /// Takes the chart along.
    fn take_chart(&mut self, ctx: &Context<Self>, taken: Taken) {
        let (method, figure) = match taken {
            Taken::Svg(figure) => (Method::Svg, figure),
            Taken::Png(figure) => (Method::Png, figure),
            Taken::Csv(text) => {
                let name = self.about(Scope::View, 0).named("chart", "csv");
                return download::save(&name, Format::Csv.media_type(), &text);
            }
        };
        let request = Request {
            method,
            scope: Scope::View,
        };
        let plan = Plan::new(Format::Csv, Vec::new());
        self.begin_export(
            ctx,
            Order {
                request,
                plan,
                to: To::User,
                figure: Some(figure),
            },
        );
    }

    /// The button "Export" with its panel.
    pub(super) fn export_panel(&self, ctx: &Context<Self>) -> Html {
        let rows = self.session.rows();
        let matching = if self.session.source() == Source::Service {
            rows.total().or_else(|| {
                rows.end()
                    .is_some_and(|end| end != End::Limit)
                    .then(|| rows.loaded())
            })
        } else {
            Some(self.derived.matched as u64)
        };
        let columns: Rc<[Field]> = shared(self.shown_columns());
        let stock = Stock {
            table: self.table(),
            rows: Rc::clone(&self.derived.rows),
            columns: Rc::clone(&columns),
            matching,
        };
        let link = ctx.link().clone();
        let on_act = Callback::from(move |act| match act {
            ExportAct::Save(wish) => {
                let request = Request {
                    method: Method::Rows(wish.format),
                    scope: wish.scope,
                };
                let order = Order {
                    request,
                    plan: wish.plan(&columns),
                    to: To::User,
                    figure: None,
                };
                link.send_message(Msg::Export(ExportMsg::Asked(Box::new(order))));
            }
            ExportAct::Cancel => link.send_message(Msg::Export(ExportMsg::Cancelled)),
            ExportAct::Print => link.send_message(Msg::Export(ExportMsg::Print)),
        });
        html! { <ExportPanel {stock} making={self.making()} {on_act} /> }
    }

    /// What is printed instead of the table on the screen; there only while printing.
    pub(super) fn print_sheet(&self) -> Html {
        if !self.exports.printing {
            return Html::default();
        }
        let mut lines = facts::truth(&self.locale, &self.session, &self.derived);
        let condition = self.about(Scope::View, 0).filter;
        if !condition.is_empty() {
            lines.insert(
                0,
                self.locale
                    .format("export.filter-line", &[("filter", condition.into())]),
            );
        }
        html! {
            <PrintSheet lines={shared(lines)} table={self.table()} rows={Rc::clone(&self.derived.rows)}
                columns={shared(self.shown_columns())} />
        }
    }

    /// How the panel's own order stands.
    fn making(&self) -> Making {
        let of_user = self
            .exports
            .under_way
            .iter()
            .find(|export| export.is_users());
        match (of_user.map(|export| &export.stage), &self.exports.refusal) {
            (Some(Stage::Loading(_)), _) => Making::Loading,
            (Some(Stage::Writing { rows, written, .. }), _) => Making::Writing(*written, *rows),
            (None, Some(Refusal::Cancelled)) => Making::Cancelled,
            (None, Some(refusal)) => Making::Failed(tell(&self.locale, refusal)),
            (None, None) => Making::Nothing,
        }
    }

    /// The columns of the table on the screen.
    fn shown_columns(&self) -> Vec<Field> {
        let columns = self.session.query().columns.clone();
        columns.unwrap_or_else(|| Field::ALL.to_vec())
    }
}

/// The rows that are missing.
enum Rest {
    /// They are on their way, or a token is waited for.
    Coming,
    /// This has to be said to the session.
    Wanted(Event),
    /// The service does not hand them over.
    NotToBeHad,
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
