//! Who orders, and what they see of it: the panel, the buttons of charts, the host page; and what is printed.

use std::rc::Rc;

use referral_engine::export::{Format, Method, Plan, Request, Scope};
use referral_engine::field::Field;
use referral_engine::query::View;
use referral_engine::session::{End, Source};
use yew::prelude::*;

use super::hand::tell;
use super::{ExportMsg, Order, Refusal, Stage, To};
use crate::app::{App, Msg, facts, shared};
use crate::browser::download;
use crate::components::chart::take_away::Taken;
use crate::components::export::sheet::PrintSheet;
use crate::components::export::{ExportAct, ExportPanel, Making, Stock};

impl App {
    /// What the host page asks for has the columns on the screen, and commas whatever the language: a program reads it.
    pub(in crate::app) fn export_for_host(
        &mut self,
        ctx: &Context<Self>,
        request: Request,
        to: To,
    ) {
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

    /// Takes the chart along.
    pub(super) fn take_chart(&mut self, ctx: &Context<Self>, taken: Taken) {
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
    pub(in crate::app) fn export_panel(&self, ctx: &Context<Self>) -> Html {
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
    pub(in crate::app) fn print_sheet(&self) -> Html {
        if !self.exports.printing {
            return Html::default();
        }
        let mut lines = Vec::from_iter(self.filter_line());
        lines.extend(facts::truth(&self.locale, &self.session, &self.derived));
        let columns = match self.session.query().view {
            View::Overview => Vec::new(),
            View::Table | View::Chart | View::Split => self.shown_columns(),
        };
        html! {
            <PrintSheet lines={shared(lines)} table={self.table()} rows={Rc::clone(&self.derived.rows)}
                columns={shared(columns)} />
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
