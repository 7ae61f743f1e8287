//! Snapshots of the table in each of its states, drawn natively in English.

use std::rc::Rc;

use referral_engine::decode::{Decoder, Problems};
use referral_engine::field::Field;
use referral_engine::query::{Density, Query};
use referral_engine::session::Shared;
use referral_engine::sort::{Direction, SortKey};
use referral_engine::table::Table;
use yew::prelude::*;

use super::cell::Grown;
use super::columns::{Columns, ColumnsProps};
use super::detail::{Detail, DetailProps};
use super::keys::Keys;
use super::{Blank, Extent, Layout, Look, Sought, TableContent, TablePanel, TablePanelProps};
use crate::components::found::Find;
use crate::components::snapshots::drawn;

const ROWS: &[u8] = br#"[
    {"id":"1","status":"Won","customerName":"O'Neil <b> & Co","customerMarket":"US",
     "customerOrgSize":"10to50employees","createdDate":"2018-02-04T23:08:59","wonDate":null},
    {"id":"2","status":"Active","customerMarket":"ZZ","createdDate":"2018-02-30"},
    {"id":"3","status":"Teleported","customerOrgSize":"huge"},
    {"id":"4","status":"Won","customerName":"Contoso","createdDate":"2018-02-04T23:08:59",
     "acknowledgedDate":"2018-02-07T23:40:50","acceptedDate":"2018-02-07T23:43:19","wonDate":"2018-02-06T03:00:00",
     "lostDate":"2018-03-01","archivedDate":"soon","mpnId":12}, 7]"#;

const COLUMNS: [Field; 7] = [
    Field::Id,
    Field::Status,
    Field::CustomerName,
    Field::CustomerMarket,
    Field::CustomerOrgSize,
    Field::CreatedDate,
    Field::WonDate,
];

fn content(rows: &[u32]) -> TableContent {
    let (mut table, mut problems) = (Table::new(), Problems::default());
    let mut decoder = Decoder::new(1);
    decoder.push(ROWS, &mut table, &mut problems);
    decoder.finish(&mut table, &mut problems);
    TableContent {
        table: Shared::new(table),
        rows: Rc::new(rows.to_vec()),
        columns: COLUMNS.into(),
        sort: Query::default().sort.into(),
    }
}

fn look() -> Look {
    Look {
        layout: Layout::Rows,
        density: Density::Comfortable,
        widths_px: [None; 16],
    }
}

fn all(rows: &[u32]) -> TablePanelProps {
    TablePanelProps {
        content: content(rows),
        look: look(),
        extent: Extent::All,
        blank: Blank::Not,
        opened: None,
        on_act: Callback::noop(),
    }
}

#[test]
fn every_kind_of_cell() {
    insta::assert_snapshot!(drawn::<TablePanel>(all(&[0, 1, 2])));
}

#[test]
fn cards() {
    let look = Look {
        layout: Layout::Cards,
        ..look()
    };
    insta::assert_snapshot!(drawn::<TablePanel>(TablePanelProps { look, ..all(&[0]) }));
}

#[test]
fn several_keys_of_some_rows_and_a_given_width() {
    let mut props = all(&[0]);
    let status = SortKey {
        field: Field::Status,
        direction: Direction::Ascending,
    };
    props.content.sort = Rc::new([status, Query::default().sort[0]]);
    props.content.columns = Rc::new([Field::Status, Field::CreatedDate]);
    props.look.density = Density::Compact;
    props.look.widths_px[Field::Status.index()] = Some(300);
    props.extent = Extent::Some(1);
    insta::assert_snapshot!(drawn::<TablePanel>(props));
}

#[test]
fn no_rows_and_what_to_do_about_it() {
    let blanks = [
        Blank::Coming,
        Blank::Stopped,
        Blank::Nothing(Sought {
            find: " x ".to_owned(),
            has_others: true,
            ..Sought::default()
        }),
        Blank::Nothing(Sought {
            find: "x".to_owned(),
            meaning: "Referrals where Status is Won.".to_owned(),
            is_filtered: true,
            is_ranged: true,
            has_others: false,
        }),
        Blank::Nothing(Sought::default()),
    ];
    let below_the_table = blanks.map(|blank| {
        let text = drawn::<TablePanel>(TablePanelProps { blank, ..all(&[]) });
        let (_, below) = text.split_once("</table>").unwrap();
        below.to_owned()
    });
    insta::assert_snapshot!(below_the_table.join("\n\n"));
}

#[test]
fn rows_that_are_still_coming() {
    let props = TablePanelProps {
        extent: Extent::Growing(1),
        ..all(&[0])
    };
    assert!(drawn::<TablePanel>(props).contains("aria-rowcount=\"-1\""));
}

/// The table while "us" is looked for.
#[component]
fn Looking() -> Html {
    let TablePanelProps {
        content,
        look,
        extent,
        blank,
        opened,
        on_act,
    } = all(&[0]);
    html! {
        <ContextProvider<Find> context={Find::new(" us")}>
            <TablePanel {content} {look} {extent} {blank} {opened} {on_act} />
        </ContextProvider<Find>>
    }
}

#[test]
fn what_was_found_is_marked() {
    let text = drawn::<Looking>(());
    assert_eq!(text.matches("<mark>US</mark>").count(), 1, "{text}");
}

#[test]
fn life_of_a_row_that_contradicts_itself() {
    insta::assert_snapshot!(drawn::<Detail>(DetailProps {
        table: Grown(content(&[]).table),
        row: 3,
        columns: COLUMNS.into(),
        on_act: Callback::noop(),
    }));
}

#[test]
fn life_of_a_row_of_which_little_is_known() {
    insta::assert_snapshot!(drawn::<Detail>(DetailProps {
        table: Grown(content(&[]).table),
        row: 2,
        columns: COLUMNS.into(),
        on_act: Callback::noop(),
    }));
}

#[test]
fn chooser_of_columns() {
    insta::assert_snapshot!(drawn::<Columns>(ColumnsProps {
        columns: Rc::new([Field::WonDate, Field::Id]),
        look: look(),
        on_act: Callback::noop(),
        on_density: Callback::noop(),
    }));
}

#[test]
fn list_of_keys() {
    insta::assert_snapshot!(drawn::<Keys>(()));
}
