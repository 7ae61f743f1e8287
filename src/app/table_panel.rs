//! The table's panel: what of the state it shows, and what becomes of what the user decides there.

use std::rc::Rc;

use referral_engine::field::Field;
use referral_engine::query::TimeRange;
use referral_engine::session::{Change, Event, Phase};
use yew::prelude::*;

use super::toolbar::copy;
use super::{App, Msg, answers, shared};
use crate::components::table::{
    Blank, Extent, Layout, Look, Sought, TableAct, TableContent, TablePanel,
};

/// The columns of cards, where nothing else was chosen: what tells one referral from another.
const CARD_COLUMNS: [Field; 6] = [
    Field::CustomerName,
    Field::Status,
    Field::CustomerMarket,
    Field::CustomerOrgSize,
    Field::CreatedDate,
    Field::Id,
];

impl App {
    pub(super) fn table_panel(&self) -> Html {
        let query = self.session.query();
        let layout = Layout::of_width(self.room.width_px);
        let usual = match layout {
            Layout::Rows => &Field::ALL[..],
            Layout::Cards => &CARD_COLUMNS[..],
        };
        let content = TableContent {
            table: self.table(),
            rows: Rc::clone(&self.derived.rows),
            columns: query.columns.as_deref().unwrap_or(usual).into(),
            sort: shared(query.sort.clone()),
        };
        let look = Look {
            layout,
            density: self.attributes.density,
            widths_px: *self.session.widths_px(),
        };
        html! {
            <section class="panel">
                <TablePanel {content} {look} extent={self.extent()} blank={self.blank()} opened={self.session.opened()}
                    on_act={self.on_table_act.clone()} />
            </section>
        }
    }

    fn extent(&self) -> Extent {
        let rows = self.session.rows();
        if self.session.is_busy() || rows.end().is_none() {
            Extent::Growing(rows.loaded())
        } else if self.session.has_all_rows() {
            Extent::All
        } else {
            Extent::Some(rows.loaded())
        }
    }

    /// Why there are no rows, where there are none.
    fn blank(&self) -> Blank {
        let rows = self.session.rows();
        if !self.derived.rows.is_empty() {
            Blank::Not
        } else if self.derived.matched > 0 {
            Blank::Nothing(self.sought())
        } else if self.session.is_busy() {
            Blank::Coming
        } else if rows.end().is_none() || matches!(self.session.phase(), Phase::Failed(_)) {
            Blank::Stopped
        } else {
            Blank::Nothing(self.sought())
        }
    }

    fn sought(&self) -> Sought {
        let query = self.session.query();
        Sought {
            find: query.find.clone(),
            meaning: self.meaning(),
            is_filtered: !query.filter.is_empty(),
            is_ranged: query.range != TimeRange::All,
            has_others: self.derived.matched > 0,
        }
    }
}

/// What becomes of what the user decides in the table: one and the same for the widget's life, so that nothing is drawn
/// for it anew.
pub(super) fn on_act(ctx: &Context<App>) -> Callback<TableAct> {
    let (link, host) = (ctx.link().clone(), ctx.props().host.clone());
    Callback::from(move |act| {
        let change = |change| Msg::Session(Event::Changed(change));
        link.send_message(match act {
            TableAct::Sort(keys) => change(Change::Sort(keys)),
            TableAct::Columns(columns) => change(Change::Columns(columns)),
            TableAct::ClearFilter => change(Change::Filter(String::new())),
            TableAct::ClearRange => {
                let Some(date) = link.get_component().map(|app| app.session.query().date) else {
                    return;
                };
                change(Change::Range(TimeRange::All, date))
            }
            TableAct::ClearFind => change(Change::Find(String::new())),
            TableAct::Size(field, width_px) => Msg::Session(Event::ColumnSized(field, width_px)),
            TableAct::Open(row) => {
                // The page is asked when the widget is free again, because it may ask back.
                let picked = link.get_component().map(|app| {
                    let record = answers::records(&app.table().read(), &[row]);
                    (record, app.session.query().filter.clone())
                });
                if !picked.is_some_and(|(record, filter)| host.pick_record(&record, &filter)) {
                    return;
                }
                Msg::Session(Event::RowOpened(row))
            }
            TableAct::Close => Msg::Session(Event::RowClosed),
            TableAct::Copy(text) => {
                copy(link.clone(), &text);
                return;
            }
            // Opened and closed in the panel itself.
            TableAct::Keys => return,
        });
    })
}
