//! Results → Markdown.

use std::fmt::Write as _;

use anyhow::Result;

use super::lines::{LINES, Line};
use super::page::Page;
use super::results::Results;
use crate::asked::Browser;
use crate::machine;

/// What was measured, and how often.
pub(crate) struct Report<'a> {
    pub(crate) results: &'a Results,
    pub(crate) rows: u32,
    pub(crate) runs: usize,
}

impl Report<'_> {
    /// Medians with spread and ratios, what falls short, and what failed.
    pub(crate) fn whole(&self, browser: &Browser) -> Result<String> {
        let mut text = format!(
            "{}, medians (least–most) of {} runs in turns; × is against ours.\n\n",
            machine::told(browser)?,
            self.runs
        );
        text.push_str("| | ours | must | at this pace | aim |");
        for page in others() {
            let _ = write!(text, " {} |", page.name());
        }
        text.push_str("\n| --- | --- | --- | --- | --- | --- | --- | --- |\n");
        for line in self.lines() {
            self.line(line, &mut text);
        }
        text.push('\n');
        for line in self.lines() {
            if let Some(short) = self.short(line) {
                let _ = writeln!(text, "- {short}");
            }
        }
        for failure in self.results.failures() {
            let _ = writeln!(text, "- Failed: {failure}");
        }
        Ok(text)
    }

    /// Just the medians.
    pub(crate) fn medians(&self) -> String {
        let mut text = String::from(
            "| | ours | must | at this pace | aim | AG Grid | Tabulator | TanStack |\n",
        );
        text.push_str("| --- | --- | --- | --- | --- | --- | --- | --- |\n");
        for line in self.lines() {
            if line.must.text().is_empty() {
                continue;
            }
            let _ = write!(text, "| {} |", self.title(line));
            let median = |page| {
                let runs = self.results.runs(page, line.key);
                runs.map_or_else(|| "–".to_owned(), |runs| number(runs.median()))
            };
            let _ = write!(
                text,
                " **{}** | {} | {} | {} |",
                median(Page::Ours),
                line.must.text(),
                self.paced(line),
                line.aim.text()
            );
            for page in others() {
                let _ = write!(text, " {} |", median(page));
            }
            text.push('\n');
        }
        text
    }

    /// The lines of which ours has a figure.
    fn lines(&self) -> impl Iterator<Item = &'static Line> {
        LINES
            .iter()
            .filter(|line| self.results.runs(Page::Ours, line.key).is_some())
    }

    fn title(&self, line: &Line) -> String {
        line.title.replace("{rows}", &thousands(self.rows))
    }

    fn line(&self, line: &Line, text: &mut String) {
        let ours = self.results.runs(Page::Ours, line.key);
        let median = ours.as_ref().map_or(f64::NAN, |runs| runs.median());
        let told = |page: Page| {
            let runs = self.results.runs(page, line.key)?;
            let (least, most) = (number(runs.at(0.0)), number(runs.at(1.0)));
            let mut cell = number(runs.median());
            if least != most {
                let _ = write!(cell, " ({least}–{most})");
            }
            if page != Page::Ours && median > 0.0 {
                let _ = write!(cell, " ×{:.1}", runs.median() / median);
            }
            Some(cell)
        };
        let cell = |page| told(page).unwrap_or_else(|| "–".to_owned());
        // Writing to a String cannot fail.
        let _ = write!(
            text,
            "| {} | **{}** | {} | {} | {} |",
            self.title(line),
            cell(Page::Ours),
            line.must.text(),
            self.paced(line),
            line.aim.text()
        );
        for page in others() {
            let _ = write!(text, " {} |", cell(page));
        }
        text.push('\n');
    }

    fn paced(&self, line: &Line) -> String {
        line.paced_must(self.results)
            .map(number)
            .unwrap_or_default()
    }

    /// How a line falls short of its must or its aim; none where it does not.
    fn short(&self, line: &Line) -> Option<String> {
        let ours = self.results.runs(Page::Ours, line.key)?.median();
        let over = |limit: Option<f64>| limit.filter(|limit| ours > *limit);
        let title = self.title(line);
        if let Some(must) = over(line.must.value(line.key, self.results)) {
            let at_pace = line.paced_must(self.results).map(|paced| {
                let verdict = if ours > paced { "missed" } else { "met" };
                format!(", and {} at this run's pace: {verdict}", number(paced))
            });
            return Some(format!(
                "Falls short of the must: {title}: {} against {}{}",
                number(ours),
                number(must),
                at_pace.unwrap_or_default()
            ));
        }
        let aim = over(line.aim.value(line.key, self.results))?;
        Some(format!(
            "Short of the aim only: {title}: {} against {}",
            number(ours),
            number(aim)
        ))
    }
}

fn others() -> impl Iterator<Item = Page> {
    Page::ALL.into_iter().filter(|page| *page != Page::Ours)
}

/// Three digits that count.
fn number(value: f64) -> String {
    let digits = match value.abs() {
        value if value == 0.0 || value >= 100.0 => 0,
        value if value >= 10.0 => 1,
        _ => 2,
    };
    let text = format!("{value:.digits$}");
    if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text
    }
}

fn thousands(rows: u32) -> String {
    match (rows / 1000, rows % 1000) {
        (0, rest) => rest.to_string(),
        (thousands, rest) => format!("{thousands},{rest:03}"),
    }
}
