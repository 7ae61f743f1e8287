//! The overview's panel: what it sees of the session, what becomes of the user's acts, and the saved answer to compare with.
//!
//! That answer is read beside the load, into a table of its own: it never touches the session's rows.

use referral_engine::chart::narrowed;
use referral_engine::date::Timestamp;
use referral_engine::decode::{Decoder, Problems};
use referral_engine::field::Field;
use referral_engine::query::{ChartKind, TimeRange};
use referral_engine::session::{Change, Event, Session, Shared, Source};
use referral_engine::table::Table;
use web_sys::File;
use yew::prelude::*;

use super::chart_panel::pick;
use super::{App, Msg};
use crate::browser::fetch::{Arrival, Fetch, read_stream};
use crate::browser::{clock, download, file};
use crate::components::chart::take_away::{Shape, Taker};
use crate::components::overview::{Act, Coverage, LifeChartPart, OverviewPart, Saved, Seen};

const MINUTE_MS: i64 = 60_000;

/// What happens to the overview.
pub enum OverviewMsg {
    /// A saved answer is to be compared with.
    Open(File),
    /// Nothing is to be compared with any more.
    Forget,
    /// A piece of the saved answer of that number is here.
    Arrived(u64, Arrival),
}

/// The saved answer.
#[derive(Default)]
pub(super) struct Earlier {
    saved: Saved,
    name: String,
    number: u64,
    reading: Option<Reading>,
}

/// The saved answer while it is read.
struct Reading {
    decoder: Decoder,
    table: Table,
    problems: Problems,
    _stream: Fetch,
}

impl App {
    pub(super) fn overview_panel(&self, ctx: &Context<Self>) -> Html {
        let on_act = on_act(ctx);
        let place = (
            self.room.chart_px(),
            (self.attributes.heading_level + 1).min(6),
        );
        html! {
            <div class="overview-panel">
                <ContextProvider<Taker> context={self.taker(Shape::Folded)}>
                <OverviewPart seen={self.seen()} coverage={coverage(&self.session)} options={self.session.query().overview.clone()}
                    saved={self.earlier.saved.clone()} {place} {on_act} />
                </ContextProvider<Taker>>
            </div>
        }
    }

    /// The funnel or the histograms, in the place of a chart of groups.
    pub(super) fn life_chart(&self, ctx: &Context<Self>, kind: ChartKind) -> Html {
        let width_px = self.room.chart_px();
        let options = self.session.query().overview.clone();
        let on_act = on_act(ctx);
        html! { <LifeChartPart seen={self.seen()} {options} {kind} {width_px} {on_act} /> }
    }

    pub(super) fn seen(&self) -> Seen {
        let now = self.session.service_time(clock::now());
        Seen {
            table: self.table(),
            rows: self.derived.selected().cloned(),
            count: self.derived.matched,
            now: Timestamp(now.0 - now.0.rem_euclid(MINUTE_MS)),
            is_live: self.session.source() == Source::Service,
        }
    }

    pub(super) fn overview(&mut self, ctx: &Context<Self>, msg: OverviewMsg) {
        match msg {
            OverviewMsg::Open(file) => self.read_earlier(ctx, &file),
            OverviewMsg::Forget => self.earlier.forget(),
            OverviewMsg::Arrived(number, arrival) if number == self.earlier.number => {
                self.earlier.take(arrival);
            }
            OverviewMsg::Arrived(..) => {}
        }
    }

    fn read_earlier(&mut self, ctx: &Context<Self>, file: &File) {
        self.earlier.forget();
        let (number, link) = (self.earlier.number, ctx.link().clone());
        let stream = read_stream(file::stream(file), move |arrival| {
            link.send_message(Msg::Overview(OverviewMsg::Arrived(number, arrival)));
        });
        self.earlier.name = file.name();
        self.earlier.saved = Saved::Reading;
        let mut table = Table::new();
        if let Some(pseudonyms) = self.session.pseudonyms() {
            table.redact(pseudonyms);
        }
        self.earlier.reading = Some(Reading {
            decoder: Decoder::new(1),
            table,
            problems: Problems::default(),
            _stream: stream,
        });
    }
}

impl Earlier {
    /// Forgets the answer; pieces that still arrive are of another number.
    pub(super) fn forget(&mut self) {
        *self = Self {
            number: self.number + 1,
            ..Self::default()
        };
    }

    fn take(&mut self, arrival: Arrival) {
        match (arrival, &mut self.reading) {
            (Arrival::Bytes(bytes), Some(reading)) => {
                let Reading {
                    decoder,
                    table,
                    problems,
                    ..
                } = reading;
                decoder.push(&bytes, table, problems);
            }
            (Arrival::End, Some(_)) => self.finish(),
            (Arrival::Failed(_), Some(_)) => {
                self.reading = None;
                self.saved = Saved::Unreadable(self.name.clone());
            }
            (Arrival::Head(_), _) | (_, None) => {}
        }
    }

    fn finish(&mut self) {
        let Some(mut reading) = self.reading.take() else {
            return;
        };
        reading
            .decoder
            .finish(&mut reading.table, &mut reading.problems);
        self.saved = if reading.table.is_empty() {
            Saved::Unreadable(self.name.clone())
        } else {
            Saved::Read(self.name.clone(), Shared::new(reading.table))
        };
    }
}

/// What becomes of what the user means.
fn on_act(ctx: &Context<App>) -> Callback<Act> {
    let (link, host) = (ctx.link().clone(), ctx.props().host.clone());
    Callback::from(move |act| match act {
        Act::Options(options) => {
            link.send_message(Msg::Session(Event::Changed(Change::Overview(*options))));
        }
        Act::Narrow(selection) => {
            let narrow = |filter: &str| selection.narrow(filter);
            pick((&link, &host), &selection.conditions, narrow);
        }
        Act::Filter(condition) => {
            pick((&link, &host), &[], |filter| narrowed(filter, condition));
        }
        Act::Save(name, media_type, text) => download::save(name, media_type, &text),
        Act::Open(file) => link.send_message(Msg::Overview(OverviewMsg::Open(file))),
        Act::Forget => link.send_message(Msg::Overview(OverviewMsg::Forget)),
    })
}

/// How much of the query is here, and since when anything was asked for.
fn coverage(session: &Session) -> Coverage {
    let (rows, query) = (session.rows(), session.query());
    let is_service = session.source() == Source::Service;
    let known_from = if !is_service {
        None
    } else if query.filter.contains(Field::CreatedDate.name()) {
        // A condition may leave out any time; what came before is not known to be nothing.
        Some(Timestamp(i64::MAX))
    } else if query.range == TimeRange::All {
        None
    } else if query.date == Field::CreatedDate {
        let (from, _) = query.range.bounds(clock::now());
        from.map(|day| day.start())
    } else {
        Some(Timestamp(i64::MAX))
    };
    Coverage {
        is_complete: session.has_all_rows() || !is_service,
        total: rows.total().filter(|_| is_service),
        known_from,
    }
}
