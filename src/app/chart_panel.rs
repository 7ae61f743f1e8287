//! The chart's panel: the figure of the groups, how a picked mark becomes a condition, and asking the service to count.

use std::rc::Rc;

use referral_engine::chart::Selection;
use referral_engine::date::{Day, Level};
use referral_engine::field::Field;
use referral_engine::filter::{self, Expr};
use referral_engine::group::Key;
use referral_engine::session::{Change, Event, Source};
use yew::prelude::*;

use super::measured::Measured;
use super::{App, Msg};
use crate::components::chart::Chart;

impl App {
    pub(super) fn chart_panel(&self, ctx: &Context<Self>) -> Html {
        let query = self.session.query();
        let on_width = ctx.link().callback(Msg::Width);
        let can_ask = self.session.source() == Source::Service
            && !query.groupby.is_empty()
            && self.session.groups().groups().is_none()
            && !self.session.groups().is_wanted();
        let on_ask = ctx
            .link()
            .callback(|_: MouseEvent| Msg::Session(Event::GroupsAsked));
        html! {
            <section class="panel">
                <Measured {on_width} />
                <div class="panel-head">
                    if can_ask {
                        <button class="button small" type="button" onclick={on_ask}>{ self.locale.text("chart.ask-service") }</button>
                    }
                </div>
                { self.figure(ctx) }
            </section>
        }
    }

    fn figure(&self, ctx: &Context<Self>) -> Html {
        let Some(groups) = &self.derived.groups else {
            let key = if self.session.is_busy() {
                "chart.asking"
            } else {
                "chart.no-groups"
            };
            return html! { <div class="skeleton">{ self.locale.text(key) }</div> };
        };
        let on_select = {
            let filter = self.session.query().filter.clone();
            ctx.link().callback(move |selection: Selection| {
                Msg::Session(Event::Changed(Change::Filter(narrowed(
                    &filter, &selection,
                ))))
            })
        };
        html! {
            <Chart groups={Rc::clone(groups)} kind={self.session.query().chart} width_px={self.width_px.max(280.0)} {on_select} />
        }
    }
}

/// The filter with the picked mark's conditions and-ed to it.
fn narrowed(filter: &str, selection: &Selection) -> String {
    let level = selection.level.unwrap_or(Level::Day);
    let conditions = selection
        .conditions
        .iter()
        .map(|(field, key)| condition(*field, key, level));
    let before = filter::parse(filter).ok().map(|parsed| parsed.expr);
    let joined = before
        .into_iter()
        .chain(conditions.flatten())
        .reduce(Expr::and);
    joined.map_or_else(String::new, |expr| expr.to_string())
}

fn condition(field: Field, key: &Key, level: Level) -> Option<Expr> {
    match key {
        Key::Term(text) => Some(Expr::is(field, text.clone())),
        Key::None => Some(Expr::is_null(field)),
        // A week of the service's own may begin on any day, so it ends seven days later and is not recomputed.
        Key::Date(day) if level == Level::Week => Some(Expr::between(field, *day, Day(day.0 + 7))),
        Key::Date(day) => Some(Expr::between(field, *day, day.next_bucket(level))),
        Key::Raw(_) => None,
    }
}
