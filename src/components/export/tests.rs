//! The opened panel in its states, drawn natively in English.

use referral_engine::decode::{Decoder, Problems};

use super::sheet::{PrintSheet, PrintSheetProps};
use super::*;
use crate::components::snapshots::drawn;

#[derive(Clone, PartialEq, Properties)]
struct OpenProps {
    wish: Wish,
    making: Making,
}

fn table() -> Shared<Table> {
    let mut table = Table::new();
    let mut decoder = Decoder::new(1);
    let rows = br#"[
        {"id":"1","status":"Won","customerName":"O'Neil <b> & Co","customerMarket":"US",
         "customerOrgSize":"10to50employees","createdDate":"2018-02-04T23:08:59","wonDate":null},
        {"id":"2","status":"Active","customerMarket":"ZZ","createdDate":"2018-02-30"},
        {"id":"3","status":"Teleported","customerOrgSize":"huge"}]"#;
    decoder.push(rows, &mut table, &mut Problems::default());
    Shared::new(table)
}

/// What the button opens.
#[component]
fn Open(props: &OpenProps) -> Html {
    let panel = ExportPanelProps {
        stock: Stock {
            table: table(),
            rows: Rc::new(vec![1]),
            columns: [Field::Id, Field::Status].into(),
            matching: Some(1_200_000),
        },
        making: props.making.clone(),
        on_act: Callback::noop(),
    };
    html! {
        <Form wish={props.wish} on_wish={Callback::noop()} {panel} />
    }
}

fn open(wish: Wish, making: Making) -> String {
    drawn::<Open>(OpenProps { wish, making })
}

#[test]
fn the_choices_of_csv() {
    insta::assert_snapshot!(open(usual(&Locale::english()), Making::Nothing));
}

#[test]
fn more_rows_than_a_sheet_holds_are_told_before() {
    let wish = Wish {
        format: Format::Xlsx,
        scope: Scope::All,
        ..usual(&Locale::english())
    };
    let panel = open(wish, Making::Nothing);
    assert!(panel.contains("A sheet holds 1,048,575 rows."), "{panel}");
    assert!(panel.contains("disabled"), "{panel}");
    assert!(!panel.contains("checkbox"), "{panel}");
}

#[test]
fn what_is_under_way_can_be_cancelled_and_what_failed_is_told() {
    let wish = usual(&Locale::english());
    for (making, words) in [
        (Making::Loading, "Loading the rows that are missing…"),
        (Making::Writing(10, 2000), "10 of 2,000 rows written"),
        (Making::Writing(2000, 2000), "Packing the file…"),
    ] {
        let panel = open(wish, making);
        assert!(
            panel.contains(words) && panel.contains("Cancel export"),
            "{panel}"
        );
        // It stays, so that the focus does, and does nothing.
        assert!(panel.contains("aria-disabled=\"true\""), "{panel}");
    }
    let panel = open(wish, Making::Failed("No room.".to_owned()));
    assert!(
        panel.contains("role=\"alert\"") && !panel.contains("aria-disabled"),
        "{panel}"
    );
}

#[test]
fn export_is_a_button_until_it_is_opened() {
    let stock = Stock {
        table: table(),
        rows: Rc::new(vec![0, 1, 2]),
        columns: [Field::Id].into(),
        matching: None,
    };
    insta::assert_snapshot!(drawn::<ExportPanel>(ExportPanelProps {
        stock,
        making: Making::Nothing,
        on_act: Callback::noop(),
    }));
}

#[test]
fn paper_has_the_facts_and_every_kind_of_cell() {
    insta::assert_snapshot!(drawn::<PrintSheet>(PrintSheetProps {
        lines: Rc::new(["Filter: status eq 'Won'".to_owned()]),
        table: table(),
        rows: Rc::new(vec![2, 0, 1]),
        columns: [
            Field::Id,
            Field::Status,
            Field::CustomerName,
            Field::CustomerMarket,
            Field::CustomerOrgSize,
            Field::CreatedDate,
            Field::WonDate,
        ]
        .into(),
    }));
}
