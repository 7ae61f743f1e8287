//! `redact` as transcripts: what a session knows and tells while customers are not to be known by name.

use super::*;

#[test]
fn a_redacted_session_knows_no_names_and_the_service_gets_them_back() {
    let mut script = script(redacted());
    let body = r#"{"totalCount":2,"items":[{"id":"1","customerName":"Contoso","contact":"Ada of Contoso"},
        {"id":"2","customerName":"Contoso"}]}"#;
    script.open("").token().ok(body);
    let name = |script: &Script, row| {
        let table = script.session.rows().table().read();
        let extra = table.extra(row).to_owned();
        (
            table.term(row, Field::CustomerName).unwrap().to_owned(),
            extra,
        )
    };
    assert_eq!(name(&script, 0), ("Customer 1".to_owned(), String::new()));
    assert_eq!(name(&script, 1).0, "Customer 1");
    script.look();
    let filter = "contains(customerName,'Customer 1')".to_owned();
    script.event(Event::Changed(Change::Filter(filter)));
    let done = script.look().join("\n");
    assert!(done.contains("Contoso"), "{done}");
    assert!(!script.session.link().contains("Customer"), "{done}");
}

/// Everything that the session shows of what it knows.
fn told(script: &Script) -> String {
    let session = &script.session;
    let table = session.rows().table().read();
    let rows: Vec<_> = (0..table.len())
        .map(|row| (table.term(row, Field::CustomerName), table.extra(row)))
        .collect();
    let refused = session.refused_filter().map(|refused| &refused.text);
    format!(
        "{rows:?} {:?} {:?} {:?} {:?} {:?} {refused:?} {:?} {:?} {}",
        session.rows().problems(),
        session.groups().groups(),
        session.query(),
        session.initial(),
        session.link_problems(),
        session.phase(),
        session.request(Timestamp(0)),
        session.link(),
    )
}

fn redacted() -> Settings {
    Settings {
        redact: true,
        ..small_pages()
    }
}

#[test]
fn names_that_are_here_become_pseudonyms_when_they_are_to_be_hidden() {
    let mut script = script(small_pages());
    let body = r#"{"totalCount":2,"items":[{"id":"1","customerName":"Contoso"},{"of":"Contoso"},["Contoso"]]}"#;
    script
        .open("#filter=contains(customerName,'onto')&overview=by:customerName:Contoso")
        .token()
        .ok(body);
    assert!(told(&script).contains("Contoso"));
    let before = script.session.rows().table().clone();
    script.event(Event::Configured(Box::new(redacted())));
    let after = told(&script);
    assert!(!after.to_lowercase().contains("onto"), "{after}");
    assert_eq!(
        before.read().term(0, Field::CustomerName),
        Some("Customer 1")
    );
    assert!(
        !before.is_same(script.session.rows().table()),
        "rows are drawn anew"
    );
}

#[test]
fn names_in_links_settings_refusals_and_faults_are_hidden() {
    let settings = Settings {
        locked_filter: "customerName ne 'Contoso'".into(),
        ..redacted()
    };
    let mut script = script(settings);
    script.open("#filter=customerName is Contoso").token();
    assert!(!told(&script).contains("Contoso"), "{}", told(&script));
    script.look();
    script.event(Event::Changed(Change::FilterAsIs(
        "trim(customerName) eq 'Contoso'".into(),
    )));
    let sent = script.done.join("\n");
    assert!(sent.contains("%27Contoso%27"), "{sent}");
    script.status(
        400,
        r#"{"code":1,"description":"Contoso is no customer of yours"}"#,
    );
    let after = told(&script);
    assert!(!after.contains("Contoso"), "{after}");
    assert!(after.contains("is no customer of yours"), "{after}");
}

#[test]
fn names_come_back_only_with_an_answer_and_filters_mean_the_same() {
    let mut script = script(redacted());
    let body = r#"{"totalCount":1,"items":[{"id":"1","customerName":"Contoso"}]}"#;
    script.open("").token().ok(body);
    script.event(Event::Changed(Change::Filter(
        "customerName eq 'Customer 1'".into(),
    )));
    script.ok(body);
    script.look();
    script.event(Event::Configured(Box::new(small_pages())));
    assert_eq!(script.session.query().filter, "customerName eq 'Contoso'");
    let shown = |script: &Script| {
        let table = script.session.rows().table().read();
        table.term(0, Field::CustomerName).unwrap().to_owned()
    };
    assert_eq!(shown(&script), "Customer 1", "nothing was read yet");
    script.ok(body);
    assert_eq!(shown(&script), "Contoso");
}
