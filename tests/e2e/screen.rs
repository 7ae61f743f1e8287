//! What a person reads on one widget, as `screen.js` finds it.

use serde::Deserialize;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Screen {
    /// Everything visible.
    pub(crate) text: String,
    pub(crate) alerts: Vec<String>,
    pub(crate) notices: Vec<String>,
    /// The facts of the truth line.
    pub(crate) truth: Vec<String>,
    /// The live region.
    pub(crate) live: String,
    /// Names of all buttons.
    pub(crate) buttons: Vec<String>,
    /// Whether a load is under way.
    pub(crate) busy: bool,
    /// The text in the filter box.
    pub(crate) filter: String,
    pub(crate) table: Option<Table>,
    pub(crate) chart: Option<Chart>,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub(crate) struct Table {
    pub(crate) caption: String,
    pub(crate) rowcount: i64,
    pub(crate) heads: Vec<Head>,
    /// Those in the document.
    pub(crate) rows: Vec<Row>,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub(crate) struct Head {
    pub(crate) name: String,
    pub(crate) sort: Option<String>,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) index: i64,
    pub(crate) cells: Vec<String>,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub(crate) struct Chart {
    pub(crate) caption: String,
    /// The names of the marks: `Won, 482 referrals, 19 %`.
    pub(crate) marks: Vec<String>,
    /// How many of the marks Tab leads to.
    pub(crate) stops: usize,
    pub(crate) notes: Vec<String>,
}

impl Screen {
    /// Whether a load has ended, well or not.
    pub(crate) fn is_settled(&self) -> bool {
        let told = !self.truth.is_empty() || !self.alerts.is_empty();
        told && !self.busy && !self.has_button("Retry now")
    }

    pub(crate) fn has_button(&self, name: &str) -> bool {
        self.buttons.iter().any(|button| button == name)
    }

    /// Whether the truth line holds this fact.
    pub(crate) fn says(&self, fact: &str) -> bool {
        self.truth.iter().any(|line| line == fact)
    }

    /// The screen in a few lines, for a test that fails.
    pub(crate) fn outline(&self) -> String {
        const ROWS: usize = 3;
        let mut few = self.clone();
        few.text = few.text.chars().take(2000).collect();
        if let Some(table) = &mut few.table {
            let rows = table.rows.iter().map(|row| row.index);
            few.text.push_str(&format!(
                "\nrows in the document: {:?}",
                rows.collect::<Vec<_>>()
            ));
            table.rows.truncate(ROWS);
        }
        format!("{few:?}")
    }

    pub(crate) fn alert(&self) -> String {
        self.alerts.join(" ")
    }

    pub(crate) fn table(&self) -> &Table {
        self.table.as_ref().expect("a table")
    }

    pub(crate) fn chart(&self) -> &Chart {
        self.chart.as_ref().expect("a chart")
    }

    /// What must be the same when a link is opened again: all but the moment of loading.
    pub(crate) fn lasting(&self) -> (String, Option<Table>, Option<Chart>, Vec<String>) {
        let mut truth = self.truth.clone();
        truth.retain(|fact| !fact.starts_with("Fetched "));
        (
            self.filter.clone(),
            self.table.clone(),
            self.chart.clone(),
            truth,
        )
    }
}

impl Table {
    /// The cells of a column of the rows in the document.
    pub(crate) fn column(&self, name: &str) -> Vec<&str> {
        let place = self
            .heads
            .iter()
            .position(|head| head.name == name)
            .expect(name);
        self.rows
            .iter()
            .map(|row| row.cells[place].as_str())
            .collect()
    }

    /// Whether there are rows in the document, and each has this cell in the column.
    pub(crate) fn has_only(&self, column: &str, cell: &str) -> bool {
        let cells = self.column(column);
        !cells.is_empty() && cells.iter().all(|shown| *shown == cell)
    }

    /// Rows of the view by the table's own account: its caption, because `aria-rowcount` is -1 where more may come.
    pub(crate) fn shown(&self) -> i64 {
        let number: String = self.caption.chars().filter(char::is_ascii_digit).collect();
        number.parse().unwrap()
    }

    /// The column by which the rows are marked as sorted, and how.
    pub(crate) fn sorted(&self) -> Vec<(&str, &str)> {
        let marked = self
            .heads
            .iter()
            .filter_map(|head| Some((head.name.as_str(), head.sort.as_deref()?)));
        marked.collect()
    }
}

impl Chart {
    /// The referrals of a mark, by the beginning of its name.
    pub(crate) fn count(&self, mark: &str) -> Option<u64> {
        self.marks
            .iter()
            .find(|name| name.starts_with(&format!("{mark}, ")))
            .and_then(|name| referrals(name))
    }

    /// The referrals of all marks.
    pub(crate) fn total(&self) -> u64 {
        self.marks.iter().filter_map(|name| referrals(name)).sum()
    }
}

/// The number in front of `referrals` in a mark's name.
fn referrals(name: &str) -> Option<u64> {
    let (before, _) = name.rsplit_once(" referral")?;
    let (_, number) = before.rsplit_once(' ')?;
    number.replace(',', "").parse().ok()
}
