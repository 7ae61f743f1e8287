//! What is shown, computed from the state in one place: filter → page → find → order, and the groups of the chart.
//!
//! Rows of the service are filtered by the service, but for what it cannot judge; rows of demo data and files are filtered, cut to a page and grouped
//! here. A `Derived` is kept and handed in again, so that only what has changed is computed anew.

mod facets;
mod labels;
mod mask;

use std::rc::Rc;

use crate::date::{Level, Timestamp};
use crate::field::Field;
use crate::filter;
use crate::group::{Groups, local};
use crate::mask::Mask;
use crate::query::Query;
use crate::session::{Session, Shared, Source};
use crate::sort::SortKey;
use crate::sort::{Collate, sort};
use crate::table::Table;

pub use facets::Facets;
pub use labels::Labels;
pub use mask::matching;

/// What is shown of the rows and groups.
#[derive(Clone, Debug, Default)]
pub struct Derived {
    /// Rows of the view in their order: filtered where we filter, and found where the user looks for something.
    /// A vector and no slice, because the same slice is compared number by number.
    pub rows: Rc<Vec<u32>>,
    /// Rows of the view before `find`.
    pub matched: usize,
    /// Groups for the chart; `None` while the service is asked and nothing can be counted here.
    pub groups: Option<Rc<Groups>>,
    inputs: Option<Inputs>,
    group_inputs: Option<GroupInputs>,
    selected: Option<Rc<Vec<u32>>>,
    /// All rows in this order, of which a filter picks some: picking takes a fraction of ordering.
    ordered: Option<Rc<Vec<u32>>>,
    labels: Labels,
}

/// How many rows at most, and how many before them are left out.
type Page = (Option<u32>, Option<u32>);

/// What the rows depend on.
#[derive(Clone, Debug, PartialEq)]
struct Inputs {
    table: Shared<Table>,
    condition: String,
    page: Page,
    find: String,
    sort: Vec<SortKey>,
    collation: u64,
}

impl Inputs {
    /// Whether all rows have the same order.
    fn has_order_of(&self, other: &Self) -> bool {
        self.table == other.table && self.sort == other.sort && self.collation == other.collation
    }
}

/// What groups that are counted here depend on, beyond the rows.
#[derive(Clone, Debug, PartialEq)]
struct GroupInputs {
    table: Shared<Table>,
    condition: String,
    page: Page,
    fields: Vec<Field>,
    level: Option<Level>,
}

impl Derived {
    /// Finds rows also by what people call their values.
    #[must_use]
    pub fn with_labels(mut self, labels: Labels) -> Self {
        self.labels = labels;
        self.inputs = None;
        self
    }

    /// Computes what has changed since `self` was computed. `collation` changes with the page's language.
    #[must_use]
    pub fn update(
        self,
        session: &Session,
        now: Timestamp,
        collation: u64,
        collate: Collate<'_>,
    ) -> Self {
        let query = session.query();
        let table = session.rows().table();
        let local = session.source() != Source::Service;
        let inputs = Inputs {
            table: table.clone(),
            condition: if local {
                query.condition(now, &session.settings().locked_filter)
            } else {
                let judged_here = session.judged_here();
                judged_here.map_or_else(String::new, |expr| expr.to_string())
            },
            page: if local {
                (query.top, query.skip)
            } else {
                (None, None)
            },
            find: query.find.clone(),
            sort: query.sort.clone(),
            collation,
        };
        let mut derived = self;
        if derived.inputs.as_ref() != Some(&inputs) {
            derived.update_rows(&table.read(), inputs, collate);
        }
        derived.update_groups(session, query);
        derived
    }

    /// The rows of the view before `find`, in the order of the table; `None` for all.
    pub fn selected(&self) -> Option<&Rc<Vec<u32>>> {
        self.selected.as_ref()
    }

    /// Computes only the groups anew, for the rows as they were when `self` was computed.
    #[must_use]
    pub fn regroup(mut self, session: &Session) -> Self {
        self.update_groups(session, session.query());
        self
    }

    fn update_rows(&mut self, table: &Table, inputs: Inputs, collate: Collate<'_>) {
        let is_order = |before: &Inputs| before.has_order_of(&inputs);
        if !self.inputs.as_ref().is_some_and(is_order) {
            self.ordered = None;
        }
        let matched = matched(table, &inputs.condition);
        let selected = cut(table, matched.as_ref(), inputs.page);
        self.matched = selected.as_ref().map_or(table.len(), |rows| rows.len());
        let find = inputs.find.trim();
        let found = (!find.is_empty()).then(|| mask::found(table, find, &self.labels));
        let is_all = selected.is_none() && found.is_none();
        self.rows = match &self.ordered {
            Some(ordered) if inputs.page == (None, None) => {
                let both = match (matched, found) {
                    (Some(matched), Some(found)) => {
                        Some(matched.join(&found, |one, other| one & other))
                    }
                    (matched, found) => matched.or(found),
                };
                both.map_or_else(|| Rc::clone(ordered), |rows| Rc::new(rows.pick(ordered)))
            }
            _ => {
                let mut rows: Vec<u32> = match &selected {
                    Some(rows) => rows.to_vec(),
                    None => (0..table.len() as u32).collect(),
                };
                if let Some(found) = &found {
                    rows.retain(|row| found.has(*row as usize));
                }
                sort(table, &mut rows, &inputs.sort, collate);
                Rc::new(rows)
            }
        };
        if is_all {
            self.ordered = Some(Rc::clone(&self.rows));
        }
        self.selected = selected.map(Rc::new);
        self.inputs = Some(inputs);
    }

    fn update_groups(&mut self, session: &Session, query: &Query) {
        if let Some(groups) = session
            .groups()
            .groups()
            .filter(|_| session.source() == Source::Service)
        {
            self.groups = Some(Rc::clone(groups));
            self.group_inputs = None;
            return;
        }
        if session.groups().is_wanted() {
            self.groups = None;
            self.group_inputs = None;
            return;
        }
        let (fields, level) = if query.groupby.is_empty() {
            (vec![Field::Status], None)
        } else {
            (query.groupby.clone(), query.level())
        };
        let inputs = GroupInputs {
            table: session.rows().table().clone(),
            condition: self
                .inputs
                .as_ref()
                .map_or_else(String::new, |inputs| inputs.condition.clone()),
            page: self
                .inputs
                .as_ref()
                .map_or((None, None), |inputs| inputs.page),
            fields,
            level,
        };
        // While rows arrive, a chart of the first of them is enough; drawing it anew each time would make the page stutter.
        let has_some = self
            .groups
            .as_ref()
            .is_some_and(|groups| !groups.rows.is_empty());
        let only_grown = self.group_inputs.as_ref().is_some_and(|before| {
            let table = before.table.clone();
            table.is_same(&inputs.table)
                && *before
                    == GroupInputs {
                        table,
                        ..inputs.clone()
                    }
        });
        if session.is_busy() && has_some && only_grown {
            return;
        }
        if self.group_inputs.as_ref() != Some(&inputs) {
            let table = session.rows().table().read();
            let groups = local::count(
                &table,
                self.selected.as_ref().map(|rows| rows.as_slice()),
                &inputs.fields,
                inputs.level,
            );
            self.groups = Some(Rc::new(groups));
            self.group_inputs = Some(inputs);
        }
    }
}

/// The rows that the condition leaves; `None` for all.
fn matched(table: &Table, condition: &str) -> Option<Mask> {
    // A condition that cannot be read was sent to the service as it is; here it selects nothing and nothing less.
    let parsed = filter::parse(condition).ok()?;
    Some(matching(table, &parsed.expr))
}

/// The page of these rows, in the order of the table; `None` for all.
fn cut(table: &Table, matched: Option<&Mask>, (top, skip): Page) -> Option<Vec<u32>> {
    if matched.is_none() && top.is_none() && skip.is_none() {
        return None;
    }
    let mut rows = match matched {
        Some(matched) => matched.rows(),
        None => (0..table.len() as u32).collect(),
    };
    rows.truncate(skip.unwrap_or(0).saturating_add(top.unwrap_or(u32::MAX)) as usize);
    rows.drain(..rows.len().min(skip.unwrap_or(0) as usize));
    Some(rows)
}

#[cfg(test)]
mod tests;
