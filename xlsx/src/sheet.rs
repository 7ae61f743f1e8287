//! The two sheets: rows with a frozen header and a filter, and what they are about.

use referral_engine::date::{Day, Timestamp};
use referral_engine::export::{Cell, cells};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError,
};

/// UTF-16 units that a cell holds at most.
const CELL_UNITS: usize = 32_767;

/// How dates are shown; the same in every language, and in UTC as everywhere.
const DATE_FORMAT: &str = "yyyy\\-mm\\-dd hh:mm:ss";

/// Widths in characters of the standard font.
const DATE_WIDTH: f64 = 19.0;
const TEXT_WIDTHS: (usize, usize) = (10, 48);

/// The second sheet's columns.
const ABOUT_WIDTHS: [f64; 2] = [24.0, 80.0];

/// Both sheets while they are filled.
pub(super) struct Sheets {
    rows: Worksheet,
    about: Worksheet,
    made_at: ExcelDateTime,
    columns: u16,
    written: u32,
    widths: Vec<f64>,
    date: Format,
}

impl Sheets {
    pub(super) fn new(head: &[u8]) -> Result<Self, XlsxError> {
        let mut texts = cells(head).map(|cell| match cell {
            Cell::Text(text) => text,
            Cell::Empty | Cell::At(_) => "",
        });
        let mut next = || texts.next().unwrap_or_default();
        let mut sheets = Self {
            rows: Worksheet::new(),
            about: Worksheet::new(),
            made_at: ExcelDateTime::from_timestamp(0)?,
            columns: 0,
            written: 0,
            widths: Vec::new(),
            date: Format::new().set_num_format(DATE_FORMAT),
        };
        sheets.rows.set_name(next())?;
        sheets.about.set_name(next())?;
        sheets.made_at = ExcelDateTime::from_timestamp(next().parse().unwrap_or_default())?;
        sheets.columns = next().parse().unwrap_or_default();
        let bold = Format::new().set_bold();
        for column in 0..sheets.columns {
            let name = next();
            sheets
                .rows
                .write_string_with_format(0, column, name, &bold)?;
            sheets.widths.push(width(name));
        }
        let pairs: Vec<&str> = texts.collect();
        sheets.tell(&pairs, &bold)?;
        Ok(sheets)
    }

    fn tell(&mut self, pairs: &[&str], bold: &Format) -> Result<(), XlsxError> {
        let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        let label_format = bold.clone().set_align(FormatAlign::Top);
        let (pairs, _) = pairs.as_chunks::<2>();
        for (row, [label, text]) in (0..).zip(pairs) {
            self.about
                .write_string_with_format(row, 0, *label, &label_format)?;
            match text.parse::<u32>() {
                Ok(number) => self
                    .about
                    .write_number_with_format(row, 1, number, &wrapped)?,
                Err(_) => self
                    .about
                    .write_string_with_format(row, 1, fitted(text), &wrapped)?,
            };
        }
        for (column, width) in (0..).zip(ABOUT_WIDTHS) {
            self.about.set_column_width(column, width)?;
        }
        Ok(())
    }

    pub(super) fn add(&mut self, bytes: &[u8]) -> Result<u32, XlsxError> {
        for (place, cell) in cells(bytes).enumerate() {
            let columns = usize::from(self.columns.max(1));
            let column = (place % columns) as u16;
            let row = self.written + 1 + (place / columns) as u32;
            match cell {
                Cell::Empty => {}
                Cell::Text(text) => {
                    self.widen(column, width(text));
                    self.rows.write_string(row, column, fitted(text))?;
                }
                Cell::At(at) => self.date(row, column, at)?,
            }
        }
        let cells = cells(bytes).count();
        self.written += (cells / usize::from(self.columns.max(1))) as u32;
        Ok(self.written)
    }

    /// A date as a date; as text where the calendar of spreadsheets, which begins in 1900, has no such day.
    fn date(&mut self, row: u32, column: u16, at: Timestamp) -> Result<(), XlsxError> {
        self.widen(column, DATE_WIDTH);
        match serial(at) {
            Some(serial) => self
                .rows
                .write_number_with_format(row, column, serial, &self.date)?,
            None => self.rows.write_string(row, column, at.to_string())?,
        };
        Ok(())
    }

    fn widen(&mut self, column: u16, wanted: f64) {
        if let Some(width) = self.widths.get_mut(usize::from(column)) {
            *width = width.max(wanted);
        }
    }

    pub(super) fn finish(&mut self) -> Result<Vec<u8>, XlsxError> {
        let mut rows = std::mem::take(&mut self.rows);
        for (column, width) in (0..).zip(&self.widths) {
            rows.set_column_width(column, *width)?;
        }
        rows.set_freeze_panes(1, 0)?;
        if let Some(last) = self.columns.checked_sub(1) {
            rows.autofilter(0, 0, self.written, last)?;
        }
        let mut book = Workbook::new();
        book.set_properties(&DocProperties::new().set_creation_datetime(&self.made_at));
        book.push_worksheet(rows);
        book.push_worksheet(std::mem::take(&mut self.about));
        book.save_to_buffer()
    }
}

/// Days since the beginning of 1900 as spreadsheets count them, from 1 March 1900 on, where all of them agree, to 9999.
fn serial(at: Timestamp) -> Option<f64> {
    const EPOCH_DAYS: f64 = 25_569.0;
    let from = Day::from_civil(1900, 3, 1)?.start();
    let to = Day::from_civil(9999, 12, 31)?.next_bucket(referral_engine::date::Level::Day);
    let day_ms = referral_engine::date::DAY_MS as f64;
    (from <= at && at < to.start()).then(|| at.0 as f64 / day_ms + EPOCH_DAYS)
}

/// What a cell can hold of the text: no character that XML forbids, no more than its room.
fn fitted(text: &str) -> String {
    let mut fitted = String::with_capacity(text.len());
    let mut units = 0;
    for character in text.chars() {
        let character = match character {
            '\0' | '\u{FFFE}' | '\u{FFFF}' => '\u{FFFD}',
            other => other,
        };
        units += character.len_utf16();
        if units >= CELL_UNITS {
            fitted.push('\u{2026}');
            break;
        }
        fitted.push(character);
    }
    fitted
}

/// About as wide as the text, with room for the filter's arrow.
fn width(text: &str) -> f64 {
    let (least, most) = TEXT_WIDTHS;
    (text.chars().count() + 3).clamp(least, most) as f64
}
