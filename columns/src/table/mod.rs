//! The columnar store: one column a field, terms as codes into a dictionary, dates as integers.
//!
//! Rows only ever come in at the end, through [`Table::push`]; nothing is removed but all at once. A row costs
//! 4 bytes a term column and 8 a date column, and a column that has no value yet costs nothing.
//! What the bytes of an answer mean is `decode`'s; filtering and ordering read the columns from `view` and `sort`.

mod chunks;
mod column;
mod dictionary;
mod hash;
mod recent;
mod search;
mod waiting;

use crate::date::{DateCell, read_date_cell};
use crate::field::Field;
use crate::pseudonym::Pseudonyms;

pub use column::{DateValue, Dates, NO_TERM, Terms};
pub use column::{NEVER, PART, UNREADABLE, moment};
pub use dictionary::Dictionary;
pub use search::Codes;

/// One row on its way into the table, in the order of [`Field::TERMS`] and [`Field::DATES`].
#[derive(Clone, Debug)]
pub struct Cells<'a> {
    /// Text of terms and names, empty where there is none; what is no UTF-8 in it becomes U+FFFD.
    pub terms: [&'a [u8]; Field::TERMS.len()],
    /// Moments in ms, or one of the marks.
    pub dates: [i64; Field::DATES.len()],
}

impl Default for Cells<'_> {
    fn default() -> Self {
        Self {
            terms: [b""; Field::TERMS.len()],
            dates: [NEVER; Field::DATES.len()],
        }
    }
}

/// Referral rows in columns.
#[derive(Clone, Debug, Default)]
pub struct Table {
    len: usize,
    terms: [Terms; Field::TERMS.len()],
    dates: [Dates; Field::DATES.len()],
    extras: Extras,
    /// The codes of ids below this one belong to rows that are here.
    known_ids: u32,
    /// What stands for customers' names, where these are not to be known.
    pseudonyms: Option<Pseudonyms>,
}

/// Members of rows that are no known field, as JSON text: `"key":value,"key":value`.
#[derive(Clone, Debug, Default)]
struct Extras {
    text: String,
    /// Row and end of its text; sparse, by row.
    ends: Vec<(u32, u32)>,
}

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pushed {
    /// It is the table's last row now.
    Added,
    /// A row with its id was here already, so it was left out (endpoint.md §1, paging 5).
    Duplicate,
}

impl Table {
    /// A table without rows.
    pub fn new() -> Self {
        Self::default()
    }

    /// Gives customers pseudonyms from now on, and those that are here. Members that no one here knows are left out then,
    /// because they may hold a name.
    pub fn redact(&mut self, pseudonyms: &Pseudonyms) {
        let Some(names) = self.terms.get_mut(Field::CustomerName.index()) else {
            return;
        };
        if self.pseudonyms.is_none() {
            let before = std::mem::take(names);
            for row in 0..self.len {
                let text = before.text(row).map(|name| pseudonyms.of(name));
                names.push(row, text.unwrap_or_default().as_bytes());
            }
            names.settle();
            self.extras = Extras::default();
        }
        self.pseudonyms = Some(pseudonyms.clone());
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Adds a row, and its unknown members as JSON text.
    ///
    /// A row whose id is in the table already is left out; a row without id is always added.
    pub fn push(&mut self, cells: &Cells<'_>, extra: &str) -> Pushed {
        let pushed = self.push_unsettled(cells, extra);
        self.settle();
        pushed
    }

    /// What was added by `push_unsettled` can be read from now on.
    pub(crate) fn settle(&mut self) {
        self.terms.iter_mut().for_each(Terms::settle);
    }

    /// The same as [`Table::push`], for one of many rows; whoever adds them has them settled behind the last.
    pub(crate) fn push_unsettled(&mut self, cells: &Cells<'_>, extra: &str) -> Pushed {
        match self.pseudonyms.clone() {
            Some(pseudonyms) => self.push_redacted(cells, &pseudonyms),
            None => self.push_as_it_is(cells, extra),
        }
    }

    fn push_redacted(&mut self, cells: &Cells<'_>, pseudonyms: &Pseudonyms) -> Pushed {
        let mut cells = cells.clone();
        let mut pseudonym = String::new();
        if let Some(name) = cells.terms.get_mut(Field::CustomerName.index()) {
            if !name.is_empty() {
                pseudonym = pseudonyms.of(&String::from_utf8_lossy(name));
            }
            *name = pseudonym.as_bytes();
        }
        self.push_as_it_is(&cells, "")
    }

    fn push_as_it_is(&mut self, cells: &Cells<'_>, extra: &str) -> Pushed {
        let row = self.len;
        let [id, texts @ ..] = &cells.terms;
        let [ids, terms @ ..] = &mut self.terms;
        if id.is_empty() {
            ids.push(row, id);
        } else {
            let code = ids.intern_id(id);
            if code < self.known_ids {
                return Pushed::Duplicate;
            }
            self.known_ids = code + 1;
            ids.push_code(row, code);
        }
        for (column, text) in terms.iter_mut().zip(texts) {
            column.push(row, text);
        }
        for (column, ms) in self.dates.iter_mut().zip(&cells.dates) {
            column.push(row, *ms);
        }
        if !extra.is_empty() {
            self.extras.text.push_str(extra);
            self.extras
                .ends
                .push((row as u32, self.extras.text.len() as u32));
        }
        self.len += 1;
        Pushed::Added
    }

    /// What stands for customers' names here, where these are not to be known.
    pub fn pseudonyms(&self) -> Option<&Pseudonyms> {
        self.pseudonyms.as_ref()
    }

    /// The column of a term field; `None` for a date.
    pub fn terms(&self, field: Field) -> Option<&Terms> {
        self.terms.get(field.index())
    }

    /// The column of a date field; `None` for a term.
    pub fn dates(&self, field: Field) -> Option<&Dates> {
        self.dates
            .get(field.index().checked_sub(Field::TERMS.len())?)
    }

    /// The text of a term cell; `None` where there is no value.
    pub fn term(&self, row: usize, field: Field) -> Option<&str> {
        self.terms(field)?.text(row)
    }

    /// The value of a date cell; [`DateValue::Never`] for a field that is no date.
    pub fn date(&self, row: usize, field: Field) -> DateValue {
        self.dates(field)
            .map_or(DateValue::Never, |column| column.value(row))
    }

    /// The members of a row that are no known field, as the inside of a JSON object; empty where there are none.
    pub fn extra(&self, row: usize) -> &str {
        let Extras { text, ends } = &self.extras;
        let Ok(place) = ends.binary_search_by_key(&(row as u32), |(row, _)| *row) else {
            return "";
        };
        let end_of = |place: usize| ends.get(place).map_or(0, |(_, end)| *end as usize);
        let start = place.checked_sub(1).map_or(0, end_of);
        text.get(start..end_of(place)).unwrap_or_default()
    }

    /// Gives back what growing has reserved beyond the rows that are here.
    pub fn shrink(&mut self) {
        self.terms.iter_mut().for_each(Terms::shrink);
        self.dates.iter_mut().for_each(Dates::shrink);
        self.extras.text.shrink_to_fit();
        self.extras.ends.shrink_to_fit();
    }

    /// Bytes of the values themselves: codes, integers, and the text of the dictionaries.
    pub fn data_bytes(&self) -> usize {
        let terms: usize = self.terms.iter().map(Terms::data_bytes).sum();
        let dates: usize = self.dates.iter().map(Dates::data_bytes).sum();
        terms + dates + self.extras.text.len() + self.extras.ends.len() * 8
    }

    /// Bytes that the table holds of the heap, spare room and look-up tables included.
    pub fn heap_bytes(&self) -> usize {
        let terms: usize = self.terms.iter().map(Terms::heap_bytes).sum();
        let dates: usize = self.dates.iter().map(Dates::heap_bytes).sum();
        terms + dates + self.extras.text.capacity() + self.extras.ends.capacity() * 8
    }
}

/// A row of cells from pairs of field and text; dates in the endpoint's form. Fields that are not named are empty.
pub fn cells<'a>(pairs: &[(Field, &'a str)]) -> Cells<'a> {
    let mut cells = Cells::default();
    for (field, text) in pairs {
        let place = field.index();
        if let Some(term) = cells.terms.get_mut(place) {
            *term = text.as_bytes();
        } else if let Some(date) = cells.dates.get_mut(place - Field::TERMS.len()) {
            *date = match read_date_cell(text.as_bytes()) {
                DateCell::At(at) => at.0,
                DateCell::Never => NEVER,
                DateCell::Unreadable => UNREADABLE,
            };
        }
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::Timestamp;

    #[test]
    fn rows_come_back_as_they_went_in() {
        let mut table = Table::new();
        let first = cells(&[
            (Field::Id, "1"),
            (Field::Status, "Won"),
            (Field::WonDate, "2018-02-07T23:43:19"),
        ]);
        let second = cells(&[
            (Field::Id, "2"),
            (Field::CustomerName, "Ünal"),
            (Field::LostDate, "soon"),
        ]);
        assert_eq!(table.push(&first, "\"x\":1"), Pushed::Added);
        assert_eq!(table.push(&second, ""), Pushed::Added);
        assert_eq!(
            table.push(&Cells::default(), "\"y\":{},\"z\":0"),
            Pushed::Added
        );
        assert_eq!(table.len(), 3);
        assert_eq!(table.term(0, Field::Status), Some("Won"));
        assert_eq!(table.term(1, Field::Status), None);
        assert_eq!(table.term(1, Field::CustomerName), Some("Ünal"));
        assert_eq!(
            table.date(0, Field::WonDate),
            DateValue::At(Timestamp(1_518_046_999_000))
        );
        assert_eq!(table.date(1, Field::WonDate), DateValue::Never);
        assert_eq!(table.date(1, Field::LostDate), DateValue::Unreadable);
        assert_eq!(
            (table.extra(0), table.extra(1), table.extra(2)),
            ("\"x\":1", "", "\"y\":{},\"z\":0")
        );
    }

    #[test]
    fn a_known_id_is_a_duplicate_and_a_missing_one_never() {
        let mut table = Table::new();
        let row = cells(&[(Field::Id, "1")]);
        assert_eq!(table.push(&row, ""), Pushed::Added);
        assert_eq!(table.push(&row, ""), Pushed::Duplicate);
        assert_eq!(table.push(&Cells::default(), ""), Pushed::Added);
        assert_eq!(table.push(&Cells::default(), ""), Pushed::Added);
        assert_eq!(table.len(), 3);
    }

    #[test]
    fn many_rows_hold_little_more_than_their_data() {
        let mut table = Table::new();
        for number in 0..100_000 {
            let (id, name) = (
                format!("{}", 100_000 + number),
                format!("Customer {}", number % 30_000),
            );
            let row = cells(&[
                (Field::Id, &id),
                (Field::CustomerName, &name),
                (Field::Status, "Won"),
                (Field::CreatedDate, "2018-02-04T23:08:59"),
                (Field::AcknowledgedDate, "2018-02-05T23:08:59"),
                (Field::AcceptedDate, "2018-02-06T23:08:59"),
                (Field::WonDate, "2018-02-07T23:08:59"),
            ]);
            table.push(&row, "");
        }
        table.shrink();
        let ratio = table.heap_bytes() as f64 / table.data_bytes() as f64;
        assert!(ratio < 1.5, "{ratio}");
    }
}
