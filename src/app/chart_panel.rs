//! The chart's panel: the figure of the groups, what a picked mark and a brushed time decide, and asking the service to count.

use std::rc::Rc;

use referral_engine::chart::{Brushed, ChartKind, Selection, Span};
use referral_engine::field::Field;
use referral_engine::group::Key;
use referral_engine::query::TimeRange;
use referral_engine::session::{Change, Event, Source};
use yew::html::Scope;
use yew::prelude::*;

use super::{App, Msg};
use crate::browser::clock;
use crate::components::chart::Chart;
use crate::components::chart::take_away::{Shape, Taker};
use crate::element::Host;

impl App {
    pub(super) fn chart_panel(&self, ctx: &Context<Self>) -> Html {
        let query = self.session.query();
        let can_ask = self.session.source() == Source::Service
            && !query.groupby.is_empty()
            && self.session.groups().groups().is_none()
            && !self.session.groups().is_wanted()
            && self.session.judged_here().is_none();
        let on_ask = ctx
            .link()
            .callback(|_: MouseEvent| Msg::Session(Event::GroupsAsked));
        html! {
            <section class="panel chart-room">
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
        let Some(groups) = self.pace.charted() else {
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
                on_select={self.on_select.clone()} on_range={self.on_range.clone()} width_px={self.room.chart_px()} />
        }
    }
}

/// A picked mark of the chart narrows the filter.
pub(super) fn on_select(ctx: &Context<App>) -> Callback<Selection> {
    let (link, host) = (ctx.link().clone(), ctx.props().host.clone());
    Callback::from(move |selection: Selection| {
        let narrow = |filter: &str| selection.narrow(filter);
        pick((&link, &host), &selection.conditions, narrow);
    })
}

/// Tells of a picked mark, by the values of fields that it stands for, and narrows the filter unless the host page has
/// other plans.
///
/// Not to be called while the app is updated: a listener may read from the widget.
pub(super) fn pick(
    (link, host): (&Scope<App>, &Host),
    bucket: &[(Field, Key)],
    narrow: impl FnOnce(&str) -> String,
) {
    let Some(app) = link.get_component() else {
        return;
    };
    let query = app.session.query();
    let filter = narrow(&query.filter);
    // A filter that is sent as it is stays so.
    let change = if query.is_raw {
        Change::FilterAsIs
    } else {
        Change::Filter
    };
    drop(app);
    if host.pick_bucket(bucket, &filter) {
        link.send_message(Msg::Session(Event::Changed(change(filter))));
    }
}

/// A brushed time is the range.
pub(super) fn on_range(ctx: &Context<App>) -> Callback<Brushed> {
    ctx.link().callback(|Brushed { field, from, to }| {
        let range = TimeRange::Days { from, to };
        Msg::Session(Event::Changed(Change::Range(range, field)))
    })
}
