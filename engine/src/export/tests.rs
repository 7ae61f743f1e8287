//! What is written is read again by a reader of somebody else's, and holds no formula.

use proptest::prelude::*;

use super::*;
use crate::decode::{Decoder, Problems};
use crate::group::{CountedBy, Group, Groups, Key};
use crate::query::Query;
use crate::session::Source;
use crate::table::Cells;

const ROWS: &str = r#"[
    {"id":"1","status":"Won","customerName":"O'Neil \"X\", Sons; & Co\r\nLtd","customerMarket":"US",
     "createdDate":"2018-02-04T23:08:59.5","wonDate":null,"dealValue":12.50},
    {"id":"2","customerName":"=HYPERLINK(\"http://evil\")","createdDate":"2018-02-30"},
    {"id":"3","customerName":"\uD800 \u0000 end","status":"-1"}]"#;

fn table(json: &str) -> Table {
    let (mut table, mut problems) = (Table::new(), Problems::default());
    let mut decoder = Decoder::new(1);
    decoder.push(json.as_bytes(), &mut table, &mut problems);
    decoder.finish(&mut table, &mut problems);
    table
}

fn about() -> About {
    let query = Query::from_link("filter=status%20eq%20%27Won%27&find=x").0;
    About {
        rows: 3,
        loaded: 600,
        total: Some(12_000),
        fetched_at: Some(Timestamp(1_517_832_000_123)),
        ..About::new(
            &query,
            "status eq 'Won'".to_owned(),
            Timestamp(1_517_832_100_000),
        )
    }
}

fn written(plan: &Plan, table: &Table) -> String {
    let rows: Vec<u32> = (0..table.len() as u32).collect();
    let mut out = plan.head(&about());
    // In pieces, as the app does it.
    for (place, piece) in rows.chunks(2).enumerate() {
        plan.rows(table, piece, place * 2, &mut out);
    }
    out + plan.tail()
}

const FEW: [Field; 5] = [
    Field::Id,
    Field::Status,
    Field::CustomerName,
    Field::CreatedDate,
    Field::WonDate,
];

#[test]
fn csv_quotes_defuses_and_leaves_out() {
    let text = written(&Plan::new(Format::Csv, FEW.to_vec()), &table(ROWS));
    insta::assert_snapshot!(text.replace("\r\n", "⏎\n"), @r#"
    id,status,customerName,createdDate,wonDate⏎
    1,Won,"O'Neil ""X"", Sons; & Co⏎
    Ltd",2018-02-04T23:08:59.500Z,⏎
    2,,"'=HYPERLINK(""http://evil"")",unreadable,⏎
    3,'-1,� � end,,⏎
    "#);
}

#[test]
fn comments_the_mark_and_the_semicolon_are_by_choice() {
    let plan = Plan {
        separator: Separator::Semicolon,
        byte_order_mark: true,
        commented: true,
        ..Plan::new(Format::Csv, vec![Field::Id, Field::Status])
    };
    let text = written(&plan, &table(ROWS));
    insta::assert_snapshot!(text.replace("\r\n", "\n").replace('\u{FEFF}', "(mark)"), @r"
    (mark)# source: service
    # filter: status eq 'Won'
    # query: filter=status%20eq%20%27Won%27&find=x
    # scope: view
    # rows: 3
    # loaded: 600
    # total: 12000
    # fetchedAt: 2018-02-05T12:00:00.123Z
    # exportedAt: 2018-02-05T12:01:40Z
    # timeZone: UTC
    id;status
    1;Won
    2;
    3;'-1
    ");
}

#[test]
fn json_tells_of_itself_and_keeps_unknown_members() {
    let text = written(&Plan::new(Format::Json, FEW.to_vec()), &table(ROWS));
    insta::assert_snapshot!(text, @r#"
    {"meta":{"source":"service","filter":"status eq 'Won'","query":"filter=status%20eq%20%27Won%27&find=x","scope":"view","rows":3,"loaded":600,"total":12000,"fetchedAt":"2018-02-05T12:00:00.123Z","exportedAt":"2018-02-05T12:01:40Z","timeZone":"UTC"},
    "@nextLink":null,"TotalCount":3,"Value":[
    {"id":"1","status":"Won","customerName":"O'Neil \"X\", Sons; & Co\r\nLtd","createdDate":"2018-02-04T23:08:59.500Z","wonDate":null,"dealValue":12.50},
    {"id":"2","status":null,"customerName":"=HYPERLINK(\"http://evil\")","createdDate":"unreadable","wonDate":null},
    {"id":"3","status":"-1","customerName":"� \u0000 end","createdDate":null,"wonDate":null}
    ]}
    "#);
}

#[test]
fn names_of_files_say_scope_count_and_time_and_mark_the_sample() {
    assert_eq!(
        about().file_name("csv"),
        "referrals-view-3-20180205T120000Z.csv"
    );
    let sample = About {
        source: Source::Sample,
        scope: Scope::All,
        fetched_at: None,
        ..about()
    };
    assert_eq!(
        sample.file_name("xlsx"),
        "sample-referrals-all-3-20180205T120140Z.xlsx"
    );
    assert_eq!(
        about().named("chart", "svg"),
        "referrals-chart-20180205T120000Z.svg"
    );
}

#[test]
fn words_are_read_in_any_case_and_unknown_ones_are_told() {
    let request = Request::parse("XLSX", "All").unwrap();
    assert_eq!(request.method, Method::Rows(Format::Xlsx));
    assert_eq!(request.scope, Scope::All);
    let usual = Request::parse("", "").unwrap();
    assert_eq!(usual.method, Method::Rows(Format::Csv));
    assert_eq!(usual.scope, Scope::View);
    for method in ["csv", "tsv", "json", "ndjson", "xlsx", "svg", "png", "curl"] {
        assert_eq!(
            Request::parse(method, "view").unwrap().method.name(),
            method
        );
    }
    assert_eq!(Request::parse("pdf", "").unwrap_err().word, "pdf");
    assert_eq!(
        Request::parse("csv", "some").unwrap_err().known,
        "view, loaded, all"
    );
}

#[test]
fn the_separator_follows_the_decimal_sign() {
    assert_eq!(Separator::of_written_fraction("1.5"), Separator::Comma);
    assert_eq!(Separator::of_written_fraction("1,5"), Separator::Semicolon);
}

#[test]
fn groups_are_written_as_they_are() {
    let group = |keys: Vec<Key>, count| Group { keys, count };
    let groups = Groups {
        fields: vec![Field::CreatedDate, Field::CustomerMarket],
        level: None,
        rows: vec![
            group(vec![Key::None, Key::Term("=US".to_owned())], 3),
            group(vec![Key::Raw("a; b".to_owned()), Key::None], 12_000),
        ],
        counted_by: CountedBy::Widget,
    };
    assert_eq!(
        groups_csv(&groups, Separator::Semicolon),
        "createdDate;customerMarket;count\r\n;'=US;3\r\n\"a; b\";;12000\r\n"
    );
}

#[test]
fn the_estimate_is_the_size_where_rows_are_alike() {
    let rows: Vec<String> = (1000..1500)
        .map(|id| format!(r#"{{"id":"{id}","status":"Won","createdDate":"2018-02-07T23:43:19"}}"#))
        .collect();
    let table = table(&rows.join("\n"));
    let all: Vec<u32> = (0..500).collect();
    for format in [Format::Csv, Format::Tsv, Format::Ndjson] {
        let plan = Plan::new(format, Field::ALL.to_vec());
        let mut text = String::new();
        plan.rows(&table, &all, 0, &mut text);
        assert_eq!(plan.estimate_bytes(&table, &all), text.len() as u64);
        assert_eq!(plan.estimate_bytes(&table, &[]), 0);
    }
}

/// Texts that writers stumble over, and any others.
fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        "[=+\\-@\t\r\n\"',;a ＝＋－＠\u{0}\u{200F}\u{FEFF}]{1,12}",
        any::<String>().prop_filter("no value", |text| !text.is_empty()),
    ]
}

/// A table with a name and a status in each row.
fn named(names: &[(String, String)]) -> Table {
    let mut table = Table::new();
    for (name, status) in names {
        let mut cells = Cells::default();
        cells.terms[Field::CustomerName.index()] = name.as_bytes();
        cells.terms[Field::Status.index()] = status.as_bytes();
        cells.dates[Field::CreatedDate.index() - Field::TERMS.len()] = 1_517_832_000_000;
        table.push(&cells, "");
    }
    table
}

/// The cell that a reader of the file must get.
fn expected(text: &str) -> String {
    let harmless = text.replace('\0', "\u{FFFD}");
    if starts_a_formula(text) {
        format!("'{harmless}")
    } else {
        harmless
    }
}

/// Said again, in another way than the writer has it.
fn starts_a_formula(text: &str) -> bool {
    let dropped = |c: &char| {
        c.is_whitespace()
            || c.is_control()
            || ('\u{200B}'..='\u{200F}').contains(c)
            || ('\u{202A}'..='\u{202E}').contains(c)
            || ('\u{2060}'..='\u{2069}').contains(c)
            || *c == '\u{FEFF}'
    };
    let first = text.chars().find(|c| !dropped(c));
    "\t\r\n".contains(|c| text.starts_with(c)) || first.is_some_and(|c| "=+-@＝＋－＠".contains(c))
}

proptest! {
    #[test]
    fn another_reader_gets_each_cell_back(
        names in prop::collection::vec((texts(), texts()), 1..12),
        which in 0..3_usize,
    ) {
        let table = named(&names);
        let columns = vec![Field::CustomerName, Field::WonDate, Field::Status, Field::CreatedDate];
        let (plan, separator) = match which {
            0 => (Plan::new(Format::Csv, columns), b','),
            1 => (Plan { separator: Separator::Semicolon, ..Plan::new(Format::Csv, columns) }, b';'),
            _ => (Plan::new(Format::Tsv, columns), b'\t'),
        };
        let text = written(&plan, &table);
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(separator)
            .terminator(csv::Terminator::CRLF)
            .from_reader(text.as_bytes());
        let records: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().unwrap();
        prop_assert_eq!(records.len(), names.len());
        for (record, (name, status)) in records.iter().zip(&names) {
            let cells: Vec<&str> = record.iter().collect();
            let (name, status) = (expected(name), expected(status));
            prop_assert_eq!(cells, [name.as_str(), "", status.as_str(), "2018-02-05T12:00:00Z"]);
        }
    }

    #[test]
    fn json_is_read_again_as_the_same_rows(
        names in prop::collection::vec((texts(), texts()), 1..12),
        lines in any::<bool>(),
    ) {
        let format = if lines { Format::Ndjson } else { Format::Json };
        let before = named(&names);
        let text = written(&Plan::new(format, Field::ALL.to_vec()), &before);
        let after = table(&text);
        prop_assert_eq!(after.len(), before.len());
        for row in 0..before.len() {
            for field in Field::ALL {
                // What is nothing but blanks is read as no value, as it is in any answer.
                let told = |table: &Table| {
                    let text = table.term(row, field).unwrap_or_default().to_owned();
                    if text.trim().is_empty() { String::new() } else { text }
                };
                prop_assert_eq!(told(&after), told(&before));
                prop_assert_eq!(after.date(row, field), before.date(row, field));
            }
        }
        if !lines {
            prop_assert!(serde_json::from_str::<serde_json::Value>(&text).is_ok());
        }
    }

    #[test]
    fn packed_cells_come_out_as_they_went_in(names in prop::collection::vec((texts(), texts()), 0..8)) {
        let table = named(&names);
        let rows: Vec<u32> = (0..table.len() as u32).collect();
        let mut bytes = Vec::new();
        pack_rows(&table, &[Field::Status, Field::CreatedDate, Field::WonDate], &rows, &mut bytes);
        let out: Vec<Cell<'_>> = cells(&bytes).collect();
        for ((_, status), cells) in names.iter().zip(out.chunks(3)) {
            let at = Cell::At(Timestamp(1_517_832_000_000));
            prop_assert_eq!(cells, [Cell::Text(status), at, Cell::Empty]);
        }
        // A message that is cut short ends; it never fails.
        for end in 0..bytes.len() {
            prop_assert!(cells(&bytes[..end]).count() <= out.len());
        }
    }
}

#[test]
fn an_unreadable_date_stays_one_on_the_way_through_a_file() {
    let before = table(ROWS);
    let after = table(&written(
        &Plan::new(Format::Json, Field::ALL.to_vec()),
        &before,
    ));
    assert_eq!(after.date(1, Field::CreatedDate), DateValue::Unreadable);
    assert_eq!(after.extra(0), r#""dealValue":12.50"#);
}

#[test]
fn lines_of_texts_are_guarded_like_rows() {
    let lines = [
        vec!["A".to_owned(), String::new(), "=1+1".into()],
        vec!["a,b".to_owned(), "say \"x\"".into(), "é".into()],
    ];
    assert_eq!(
        texts_csv(&lines, Separator::Comma),
        "A,,'=1+1\r\n\"a,b\",\"say \"\"x\"\"\",é\r\n"
    );
}
