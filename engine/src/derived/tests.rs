//! The columnar filter against the one that looks at rows, and what is derived from a session.

use proptest::prelude::*;

use super::*;
use crate::filter::{DateLiteral, Expr, Op, Value};
use crate::table::cells;

fn table(rows: &[(String, String, String)]) -> Table {
    let mut table = Table::new();
    for (status, name, created) in rows {
        let mut pairs = vec![(Field::CreatedDate, created.as_str())];
        if !status.is_empty() {
            pairs.push((Field::Status, status));
        }
        if !name.is_empty() {
            pairs.push((Field::CustomerName, name));
        }
        table.push(&cells(&pairs), "");
    }
    table
}

fn any_rows() -> impl Strategy<Value = Vec<(String, String, String)>> {
    let status = prop::sample::select(vec!["", "Won", "won", "Lost"]);
    let name = prop::sample::select(vec!["", "Ada", "ADA & Co", "Çelik"]);
    let created = prop::sample::select(vec![
        "",
        "2018-01-01",
        "2018-01-02",
        "2018-01-02T10:00:00",
        "nonsense",
    ]);
    let row = (status, name, created)
        .prop_map(|(status, name, created)| (status.into(), name.into(), created.into()));
    prop::collection::vec(row, 0..150)
}

fn any_leaf() -> impl Strategy<Value = Expr> {
    let op = prop::sample::select(Op::ALL.to_vec());
    let date = prop::sample::select(vec!["2018-01-01", "2018-01-02"])
        .prop_map(|day| Value::Date(DateLiteral::from_day(crate::date::Day::parse(day).unwrap())));
    let date = prop_oneof![date, Just(Value::Null)];
    prop_oneof![
        (op.clone(), date).prop_map(|(op, value)| {
            let op = if value == Value::Null && !op.is_equality() {
                Op::Ne
            } else {
                op
            };
            Expr::Compare {
                field: Field::CreatedDate,
                op,
                value,
            }
        }),
        (any::<bool>(), any::<bool>()).prop_map(|(equal, null)| Expr::Compare {
            field: Field::Status,
            op: if equal { Op::Eq } else { Op::Ne },
            value: if null {
                Value::Null
            } else {
                Value::Text("Won".into())
            },
        }),
        prop::sample::select(vec!["", "ada", "ç", "zz"]).prop_map(|text| Expr::Contains {
            field: Field::CustomerName,
            text: text.into()
        }),
    ]
}

fn any_expr() -> impl Strategy<Value = Expr> {
    any_leaf().prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 2..4).prop_map(Expr::And),
            prop::collection::vec(inner, 2..4).prop_map(Expr::Or),
        ]
    })
}

proptest! {
    #[test]
    fn columns_and_rows_are_judged_alike(rows in any_rows(), expr in any_expr()) {
        let table = table(&rows);
        let mask = matching(&table, &expr);
        let by_row: Vec<u32> = (0..table.len()).filter(|row| expr.holds(&(&table, *row))).map(|row| row as u32).collect();
        prop_assert_eq!(mask.count(), by_row.len());
        prop_assert_eq!(mask.rows(), by_row);
    }

    #[test]
    fn filtering_then_counting_is_counting_what_was_filtered(rows in any_rows(), expr in any_expr()) {
        let table = table(&rows);
        let selected = matching(&table, &expr).rows();
        let groups = local::count(&table, Some(&selected), &[Field::Status, Field::CreatedDate], Some(Level::Month));
        prop_assert_eq!(groups.total(), selected.len() as u64);
    }
}

#[test]
fn found_rows_have_the_text_in_any_term_and_any_case() {
    let rows = [
        ("Won", "Ada", ""),
        ("Lost", "Bob", ""),
        ("New", "ADAMANT", ""),
    ];
    let rows: Vec<_> = rows
        .iter()
        .map(|(a, b, c)| ((*a).into(), (*b).into(), (*c).into()))
        .collect();
    assert_eq!(
        mask::found(&table(&rows), "ada", &Labels::default()).rows(),
        [0, 2]
    );
    assert_eq!(
        mask::found(&table(&rows), "lost", &Labels::default()).rows(),
        [1]
    );
}

/// Loads rows of this status as the service's whole answer.
fn load(session: &mut Session, status: &str) {
    use crate::fault::Head;
    use crate::session::{Command, Event};
    let now = Timestamp(0);
    let commands = session.apply(now, Event::LoadAskedWithoutToken);
    let id = commands.iter().find_map(|command| match command {
        Command::Send { id, .. } => Some(*id),
        _ => None,
    });
    let id = id.unwrap();
    let body = format!(r#"[{{"id":"1","status":"{status}"}},{{"id":"2","status":"{status}"}}]"#);
    let head = Head {
        status: 200,
        ..Head::default()
    };
    session.apply(now, Event::Answered { id, head });
    let bytes = body.into_bytes();
    session.apply(now, Event::BytesArrived { id, bytes });
    session.apply(now, Event::BodyEnded { id });
}

#[test]
fn another_load_with_as_many_changes_is_still_another_load() {
    let mut session = Session::new(crate::session::Settings::default(), 1);
    let collate = |texts: &[&str]| vec![0; texts.len()];
    let derive =
        |derived: Derived, session: &Session| derived.update(session, Timestamp(0), 0, &collate);
    let statuses = |derived: &Derived| derived.groups.as_ref().unwrap().rows.clone();
    load(&mut session, "Won");
    let before = derive(Derived::default(), &session);
    load(&mut session, "Lost");
    let after = derive(before.clone(), &session);
    assert_ne!(statuses(&before), statuses(&after));
}

/// A session that shows these rows of the host page's.
fn shown(rows: &[(String, String, String)]) -> Session {
    use crate::fault::Head;
    use crate::session::{Command, Event, Settings};
    let now = Timestamp(0);
    let mut session = Session::new(Settings::default(), 1);
    let commands = session.apply(now, Event::DataGiven);
    let id = commands.iter().find_map(|command| match command {
        Command::ReadData { id } => Some(*id),
        _ => None,
    });
    let id = id.unwrap();
    let row = |(place, (status, name, created)): (usize, &(String, String, String))| serde_json::json!({ "id": place.to_string(), "status": status, "customerName": name, "createdDateTime": created });
    let rows: Vec<_> = rows.iter().enumerate().map(row).collect();
    let head = Head {
        status: 200,
        ..Head::default()
    };
    let bytes = serde_json::to_vec(&rows).unwrap();
    for event in [
        Event::Answered { id, head },
        Event::BytesArrived { id, bytes },
        Event::BodyEnded { id },
    ] {
        session.apply(now, event);
    }
    session
}

proptest! {
    #[test]
    fn what_is_picked_out_of_an_order_is_what_would_be_put_into_it(
        rows in any_rows(),
        steps in prop::collection::vec((0_usize..5, any::<prop::sample::Index>()), 1..12),
    ) {
        use crate::session::{Change, Event};
        let mut session = shown(&rows);
        prop_assert_eq!(session.rows().loaded(), rows.len() as u64);
        // The texts by their bytes, so that the order of names depends on the rows too.
        let collate = |texts: &[&str]| texts.iter().map(|text| text.len() as u32 * 256 + u32::from(text.as_bytes()[0])).collect();
        let mut kept = Derived::default();
        for (kind, index) in steps {
            let of = |texts: &[&str]| texts[index.index(texts.len())].to_owned();
            let change = match kind {
                0 | 1 => Change::Filter(of(&["", "status eq 'Won'", "contains(customerName,'a') or status eq null"])),
                2 => Change::Find(of(&["", "ada", "zz"])),
                3 => Change::Page(Some(7).filter(|_| index.index(2) == 0), Some(3).filter(|_| index.index(3) == 0)),
                _ => Change::Sort(of(&["", "status", "-customerName,createdDate"]).split(',').filter_map(SortKey::from_name).collect()),
            };
            session.apply(Timestamp(0), Event::Changed(change));
            kept = kept.update(&session, Timestamp(0), 0, &collate);
            let fresh = Derived::default().update(&session, Timestamp(0), 0, &collate);
            prop_assert_eq!(&kept.rows, &fresh.rows);
            prop_assert_eq!((kept.matched, &kept.selected), (fresh.matched, &fresh.selected));
        }
    }
}

#[test]
fn what_is_asked_only_of_the_rows_that_are_left_is_answered_as_row_by_row() {
    let rows: Vec<(String, String, String)> = (0..6_000)
        .map(|number| {
            let status = ["Won", "Lost", ""][number % 3].to_owned();
            let name = if number % 7 == 0 {
                String::new()
            } else {
                format!("Name {}", number % 2_500)
            };
            (status, name, "2018-01-01".to_owned())
        })
        .collect();
    let table = table(&rows);
    for text in [
        "status eq 'Won' and contains(customerName,'ME 7')",
        "contains(customerName,'ME 7') and customerName ne 'Name 77' and status ne 'Won'",
        "customerName eq null and status eq 'Lost'",
        "(status eq 'Won' or status eq null) and customerName ne 'name 1'",
    ] {
        let expr = filter::parse(text).unwrap().expr;
        let row_by_row: Vec<u32> = (0..6_000)
            .filter(|row| expr.holds(&(&table, *row as usize)))
            .collect();
        assert!(!row_by_row.is_empty(), "{text}");
        assert_eq!(matching(&table, &expr).rows(), row_by_row, "{text}");
    }
}

#[test]
fn rows_are_found_by_what_people_call_their_values() {
    let row = |status: &str, name: &str| (status.to_owned(), name.to_owned(), String::new());
    let table = table(&[
        row("Won", "Ada"),
        row("Lost", "Gewonnen GmbH"),
        row("Won", ""),
    ]);
    let labels = Labels::new(|_, raw| {
        if raw == "Won" {
            "gewonnen".into()
        } else {
            raw.to_owned()
        }
    });
    let found = |text: &str, labels: &Labels| mask::found(&table, text, labels).rows();
    assert_eq!(found("Gewonnen", &labels), [0, 1, 2]);
    assert_eq!(found("Gewonnen", &Labels::default()), [1]);
}
