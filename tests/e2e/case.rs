//! A fault and what a person must read of it: one row of a table of tests.

use crate::page::{Page, TOKEN};
use crate::screen::{Screen, Table};
use crate::stage::rows;

/// 1,200 rows are asked for, of which the first 1,000 are the first page.
#[derive(Default)]
pub(crate) struct Case {
    always: &'static str,
    next: &'static [&'static str],
    asked: Vec<String>,
    rows: i64,
    truth: &'static [&'static str],
    alert: &'static [&'static str],
    notices: &'static [&'static str],
    button: &'static str,
}

/// Every request gets this fault.
pub(crate) fn always(fault: &'static str) -> Case {
    Case {
        always: fault,
        rows: 1_200,
        ..Case::default()
    }
}

/// The requests get these, one after the other; the further ones are answered well.
pub(crate) fn next(faults: &'static [&'static str]) -> Case {
    Case {
        next: faults,
        rows: 1_200,
        ..Case::default()
    }
}

impl Case {
    pub(crate) fn asked(self, asked: &[&str]) -> Self {
        Self {
            asked: asked.iter().map(|target| (*target).to_owned()).collect(),
            ..self
        }
    }

    /// Rows in the table in the end.
    pub(crate) fn rows(self, rows: i64) -> Self {
        Self { rows, ..self }
    }

    pub(crate) fn truth(self, truth: &'static [&'static str]) -> Self {
        Self { truth, ..self }
    }

    pub(crate) fn notices(self, notices: &'static [&'static str]) -> Self {
        Self { notices, ..self }
    }

    /// Parts of the alert, and the button that is offered with it.
    pub(crate) fn alert(self, button: &'static str, alert: &'static [&'static str]) -> Self {
        Self {
            alert,
            button,
            ..self
        }
    }

    async fn play(&self, page: &Page) -> Screen {
        page.sandbox().faults().clear();
        page.sandbox().forget();
        if !self.always.is_empty() {
            page.always(self.always);
        }
        page.next_faults(self.next);
        page.open("index.html").await;
        page.paste(TOKEN).await;
        page.hurried().await
    }

    /// What is not as it should be.
    fn complaints(&self, screen: &Screen, asked: &[String]) -> Vec<String> {
        let mut complaints = Vec::new();
        let mut demand = |holds: bool, what: String| {
            if !holds {
                complaints.push(what);
            }
        };
        let alert = screen.alert();
        for part in self.alert {
            demand(
                alert.contains(part),
                format!("the alert lacks “{part}”: {alert:?}"),
            );
        }
        demand(
            self.alert.is_empty() == alert.is_empty(),
            format!("the alert is {alert:?}"),
        );
        demand(
            self.button.is_empty() || screen.has_button(self.button),
            format!("no button “{}”", self.button),
        );
        for fact in self.truth {
            demand(
                screen.says(fact),
                format!("the truth line lacks “{fact}”: {:?}", screen.truth),
            );
        }
        let notices = screen.notices.join(" ");
        for part in self.notices {
            demand(
                notices.contains(part),
                format!("the notices lack “{part}”: {notices:?}"),
            );
        }
        demand(
            self.notices.is_empty() == notices.is_empty(),
            format!("the notices are {notices:?}"),
        );
        let rows = screen.table.as_ref().map_or(0, Table::shown);
        demand(
            rows == self.rows,
            format!("{rows} rows are shown, not {}", self.rows),
        );
        demand(
            asked == self.asked,
            format!("asked was {asked:?}, not {:?}", self.asked),
        );
        complaints
    }
}

/// Plays all cases in one browser and tells of all that fail.
pub(crate) async fn check(cases: &[Case]) {
    rows(1_200)
        .with_faults()
        .run(async |page| {
            let mut failed = Vec::new();
            for case in cases {
                let screen = case.play(page).await;
                let complaints = case.complaints(&screen, &page.asked());
                if !complaints.is_empty() {
                    failed.push(format!(
                        "{}{}:\n  {}",
                        case.always,
                        case.next.join(", "),
                        complaints.join("\n  ")
                    ));
                }
            }
            assert!(
                failed.is_empty(),
                "{} of {} cases:\n{}",
                failed.len(),
                cases.len(),
                failed.join("\n")
            );
        })
        .await;
}
