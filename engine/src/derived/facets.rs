//! The facets of the loaded rows; what was counted before a facet's own condition came into force is remembered.
//!
//! Counting is `facet`'s. A number from before is used only while everything but the facet's own condition is the same.

use std::rc::Rc;

use crate::date::Timestamp;
use crate::facet::{Counted, FIELDS, Facet, chosen, count, others, rows_of, values};
use crate::filter::{self, Expr};
use crate::session::{Session, Shared, Source};
use crate::table::Table;

/// The facets, and what they were computed from.
#[derive(Clone, Debug, Default)]
pub struct Facets {
    list: Rc<[Facet]>,
    of: Option<(Shared<Table>, String, Source, [bool; 2])>,
    before: Vec<(String, Vec<Counted>)>,
}

impl Facets {
    /// The facets.
    pub fn list(&self) -> Rc<[Facet]> {
        Rc::clone(&self.list)
    }

    /// Counts anew where the rows or the filter have changed.
    pub fn update(&mut self, session: &Session, now: Timestamp) {
        let query = session.query();
        let of = (
            session.rows().table().clone(),
            query.condition(now, &session.settings().locked_filter),
            session.source(),
            [session.has_all_rows(), session.judged_here().is_some()],
        );
        if self.of.as_ref() == Some(&of) {
            return;
        }
        let expr = query.expr();
        self.before.resize_with(FIELDS.len(), Default::default);
        let table = of.0.read();
        let mut list = Vec::with_capacity(FIELDS.len());
        for (field, before) in FIELDS.into_iter().zip(&mut self.before) {
            let rest = others(expr.as_ref(), field);
            let judged = judged_here(session, rest.as_ref(), now);
            let counted = count(&table, field, rows_of(&table, judged.as_ref()).as_ref());
            let own = chosen(expr.as_ref(), field);
            let is_cut =
                session.source() == Source::Service && !own.is_empty() && !own.contains(&None);
            let key = key(session, rest.as_ref(), now);
            if !is_cut && session.has_all_rows() {
                *before = (key, counted.clone());
                list.push(facet(expr.as_ref(), field, (&counted, Some(&counted))));
            } else {
                let known = (before.0 == key && is_cut).then_some(before.1.as_slice());
                // Rows that a facet's own condition has kept away are not none.
                let counted = counted
                    .into_iter()
                    .filter(|(_, count)| !is_cut || *count > 0)
                    .collect::<Vec<Counted>>();
                list.push(facet(expr.as_ref(), field, (&counted, known)));
            }
        }
        drop(table);
        self.list = list.into();
        self.of = Some(of);
    }
}

fn facet(
    expr: Option<&Expr>,
    field: crate::field::Field,
    (counted, before): (&[Counted], Option<&[Counted]>),
) -> Facet {
    Facet {
        field,
        values: values(expr, field, counted, before),
    }
}

/// The conditions beside the facet's own that are judged here: all of them, or what the service cannot.
fn judged_here(session: &Session, rest: Option<&Expr>, now: Timestamp) -> Option<Expr> {
    if session.source() == Source::Service {
        return session.judged_here().and(rest).cloned();
    }
    let query = session.query();
    let locked = filter::parse(&session.settings().locked_filter).ok();
    [
        query.range.condition(query.date, now),
        rest.cloned(),
        locked.map(|parsed| parsed.expr),
    ]
    .into_iter()
    .flatten()
    .reduce(Expr::and)
}

/// Everything that the numbers depend on but the facet's own condition.
fn key(session: &Session, rest: Option<&Expr>, now: Timestamp) -> String {
    let query = session.query();
    let rest = rest.map_or_else(String::new, Expr::to_string);
    let range = query.range.condition(query.date, now);
    let range = range.map_or_else(String::new, |expr| expr.to_string());
    let settings = session.settings();
    let source = match session.source() {
        Source::Service => "service",
        Source::Sample => "sample",
        Source::Host => "host",
        Source::File => session.file_name(),
    };
    let page = [query.top, query.skip]
        .map(|number| number.map_or_else(String::new, |number| number.to_string()));
    let [top, skip] = page;
    [
        source,
        settings.base.as_str(),
        &settings.locked_filter,
        &range,
        &rest,
        &top,
        &skip,
    ]
    .join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::{Change, Command, Event, RequestId, Settings};

    struct Page {
        session: Session,
        facets: Facets,
        sent: RequestId,
    }

    impl Page {
        fn event(&mut self, event: Event) {
            for command in self.session.apply(Timestamp(0), event) {
                if let Command::Send { id, .. } | Command::FetchSample { id } = command {
                    self.sent = id;
                }
            }
        }

        fn answer(&mut self, rows: &[(&str, &str)]) {
            let id = self.sent;
            let row = |(place, (status, market)): (usize, &(&str, &str))| {
                format!(r#"{{"id":"{place}","status":"{status}","customerMarket":"{market}"}}"#)
            };
            let rows: Vec<String> = rows.iter().enumerate().map(row).collect();
            let body = format!(
                r#"{{"Value":[{}],"TotalCount":{}}}"#,
                rows.join(","),
                rows.len()
            );
            let head = crate::fault::Head {
                status: 200,
                ..Default::default()
            };
            self.event(Event::Answered { id, head });
            let bytes = body.into_bytes();
            self.event(Event::BytesArrived { id, bytes });
            self.event(Event::BodyEnded { id });
            self.facets.update(&self.session, Timestamp(0));
        }

        fn told(&self, place: usize) -> String {
            let facet = &self.facets.list()[place];
            let value = |value: &crate::facet::FacetValue| {
                let mark = if value.is_on { "*" } else { "" };
                let name = value.value.as_deref().unwrap_or("none");
                let count = value
                    .count
                    .map_or_else(|| "?".to_owned(), |count| count.to_string());
                format!("{mark}{name} {count}")
            };
            facet
                .values
                .iter()
                .map(value)
                .collect::<Vec<_>>()
                .join(", ")
        }
    }

    fn page() -> Page {
        let settings = Settings {
            auto_load: true,
            ..Settings::default()
        };
        Page {
            session: Session::new(settings, 7),
            facets: Facets::default(),
            sent: RequestId(0),
        }
    }

    const ROWS: [(&str, &str); 4] = [("Won", "US"), ("Won", "DE"), ("Lost", "US"), ("New", "US")];

    #[test]
    fn a_facet_keeps_the_numbers_from_before_its_own_condition() {
        let mut page = page();
        page.event(Event::Opened {
            link: String::new(),
            initial: Box::default(),
        });
        page.event(Event::TokenPasted("secret".into()));
        page.answer(&ROWS);
        assert_eq!(page.told(0), "New 1, Won 2, Lost 1");
        assert_eq!(page.told(1), "US 3, DE 1");
        page.event(Event::Changed(Change::Filter("status eq 'Won'".into())));
        page.answer(&ROWS[..2]);
        assert_eq!(page.told(0), "New 1, *Won 2, Lost 1");
        assert_eq!(page.told(1), "DE 1, US 1", "under the status");
        // With another market nothing is known of the other statuses.
        page.event(Event::Changed(Change::Filter(
            "status eq 'Won' and customerMarket eq 'US'".into(),
        )));
        page.answer(&ROWS[..1]);
        assert!(
            page.told(0)
                .starts_with("New ?, Acknowledged ?, Accepted ?, *Won 1, Lost ?"),
            "{}",
            page.told(0)
        );
        assert_eq!(page.told(1), "DE 1, *US 1");
    }

    #[test]
    fn sample_data_is_counted_under_the_other_conditions() {
        let mut page = page();
        page.event(Event::Opened {
            link: "#filter=status eq 'Won'".into(),
            initial: Box::default(),
        });
        page.event(Event::SampleAsked);
        page.answer(&ROWS);
        assert_eq!(page.told(0), "New 1, *Won 2, Lost 1");
        assert_eq!(page.told(1), "DE 1, US 1");
    }
}
