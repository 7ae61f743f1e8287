//! Beginning to make a file, now that its rows are here: which rows in which order, what it says of them, its name.

use std::rc::Rc;

use referral_engine::clinic::{CopyKind, copy_as};
use referral_engine::export::{About, Format, Method, SHEET_ROWS, Scope};
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;
use yew::prelude::*;

use super::hand::refused;
use super::work::{self, Work};
use super::{ExportMsg, Refusal, Stage};
use crate::app::{App, Msg, facts};
use crate::browser::{clock, download, location};

impl App {
    pub(super) fn write_export(&mut self, ctx: &Context<Self>, place: usize) {
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

    pub(super) fn about(&self, scope: Scope, rows: u64) -> About {
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

    pub(super) fn other_name(&self, method: Method) -> (String, u64) {
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
        let mut lines = Vec::from_iter(self.filter_line());
        lines.push(facts::truth(&self.locale, &self.session, &self.derived).join(" \u{b7} "));
        Some((figure, lines))
    }

    /// What a picture or a print says of its filter, where it has one.
    pub(super) fn filter_line(&self) -> Option<String> {
        let condition = self.about(Scope::View, 0).filter;
        let args = [("filter", condition.as_str().into())];
        (!condition.is_empty()).then(|| self.locale.format("export.filter-line", &args))
    }
}
