//! The chart's panel: the figure of the groups, what a picked mark and a brushed time decide, and asking the service to count.

use std::rc::Rc;

use referral_engine::chart::{Brushed, ChartKind, Selection, Span};
use referral_engine::query::{Query, TimeRange};
use referral_engine::session::{Change, Event, Source};
use yew::prelude::*;

use super::measured::Measured;
use super::{App, Msg};
use crate::browser::clock;
use crate::components::chart::Chart;
use crate::components::chart::take_away::{Shape, Taker};

impl App {
    pub(super) fn chart_panel(&self, ctx: &Context<Self>) -> Html {
        let query = self.session.query();
        let on_width = ctx.link().callback(Msg::Width);
        let can_ask = self.session.source() == Source::Service
            && !query.groupby.is_empty()
            && self.session.groups().groups().is_none()
            && !self.session.groups().is_wanted()
            && self.session.judged_here().is_none();
        let on_ask = ctx
            .link()
            .callback(|_: MouseEvent| Msg::Session(Event::GroupsAsked));
        html! {
            <section class="panel chart-panel">
                <Measured {on_width} />
                if can_ask {
                    <div class="panel-head">
                        <button class="button small" type="button" onclick={on_ask}>{ self.locale.text("chart.ask-service") }</button>
                    </div>
                }
                <ContextProvider<Taker> context={self.taker(Shape::Open)}>{ self.figure(ctx) }</ContextProvider<Taker>>
            </section>
        }
    }

    /// Who takes charts along.
    pub(super) fn taker(&self, shape: Shape) -> Taker {
        let on_take = (!self.attributes.no_export).then(|| self.on_take.clone());
        Taker { on_take, shape }
    }

    fn figure(&self, ctx: &Context<Self>) -> Html {
        if let Some(kind @ (ChartKind::Funnel | ChartKind::Histogram)) = self.session.query().chart
        {
            return self.life_chart(ctx, kind);
        }
        let Some(groups) = &self.charted.0 else {
            let key = if self.session.is_busy() {
                "chart.asking"
            } else {
                "chart.no-groups"
            };
            return html! { <div class="skeleton">{ self.locale.text(key) }</div> };
        };
        let query = self.session.query();
        let dated = groups.fields.iter().copied().find(|field| field.is_date());
        let now = self.session.service_time(clock::now());
        let span = dated.map_or_else(Span::default, |field| query.span(field, now));
        html! {
            <Chart groups={Rc::clone(groups)} kind={query.chart} {span}
                on_select={self.on_select.clone()} on_range={self.on_range.clone()} width_px={self.width_px.max(280.0)} />
        }
    }
}

/// A picked mark narrows the filter, unless the page has other plans.
pub(super) fn on_select(ctx: &Context<App>) -> Callback<Selection> {
    let (link, host) = (ctx.link().clone(), ctx.props().host.clone());
    Callback::from(move |selection: Selection| {
        let narrowed = link.get_component().map(|app| {
            let query = app.session.query();
            (selection.narrow(&query.filter), filtering(query))
        });
        let Some((filter, change)) = narrowed else {
            return;
        };
        if host.pick_bucket(&selection, &filter) {
            link.send_message(Msg::Session(Event::Changed(change(filter))));
        }
    })
}

/// What a narrower filter is as a change: one that is sent as it is stays so.
pub(super) fn filtering(query: &Query) -> fn(String) -> Change {
    if query.is_raw {
        Change::FilterAsIs
    } else {
        Change::Filter
    }
}

/// A brushed time is the range.
pub(super) fn on_range(ctx: &Context<App>) -> Callback<Brushed> {
    ctx.link().callback(|Brushed { field, from, to }| {
        let range = TimeRange::Days { from, to };
        Msg::Session(Event::Changed(Change::Range(range, field)))
    })
}
