//! The engine's operations as the bench page calls them; each gives a number that says whether it did the work.

use referral_engine::collate;
use referral_engine::date::{Level, Timestamp};
use referral_engine::decode::{Decoder, Problems};
use referral_engine::derived::matching;
use referral_engine::field::Field;
use referral_engine::filter;
use referral_engine::group::local;
use referral_engine::metrics::{Frame, Glance, Options, Scope, count, work_list};
use referral_engine::sort::{Direction, SortKey, sort};
use referral_engine::table::Table;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::rows;

/// A condition on a short code and on names.
const CONDITION: &str = "status eq 'Won' and contains(customerName,'ab')";

/// 2019-01-01T00:00:00Z, at about the end of the rows.
const NOW: Timestamp = Timestamp(1_546_300_800_000);

/// A load: bytes go in piece by piece, then the table is asked.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Load {
    table: Table,
    problems: Problems,
    decoder: Option<Decoder>,
}

#[wasm_bindgen]
impl Load {
    /// A load that has not begun.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self {
            table: Table::new(),
            problems: Problems::default(),
            decoder: Some(Decoder::new(1)),
        }
    }

    /// A table of so many rows that are made here.
    pub fn made(rows: u32) -> Self {
        Self {
            table: rows::table(rows),
            problems: Problems::default(),
            decoder: None,
        }
    }

    /// The next piece of the body.
    pub fn push(&mut self, piece: &[u8]) {
        if let Some(decoder) = &mut self.decoder {
            decoder.push(piece, &mut self.table, &mut self.problems);
        }
    }

    /// The body has ended; the rows that are there.
    pub fn finish(&mut self) -> u32 {
        if let Some(decoder) = self.decoder.take() {
            decoder.finish(&mut self.table, &mut self.problems);
            self.table.shrink();
        }
        self.table.len() as u32
    }

    /// Bytes of the values themselves.
    pub fn data_bytes(&self) -> f64 {
        self.table.data_bytes() as f64
    }

    /// Rows that match [`CONDITION`].
    pub fn filter(&self) -> u32 {
        filter::parse(CONDITION).map_or(0, |parsed| {
            matching(&self.table, &parsed.expr).rows().len() as u32
        })
    }

    /// Rows of which the name contains a part.
    pub fn contains(&self) -> u32 {
        filter::parse("contains(customerName,'ab')").map_or(0, |parsed| {
            matching(&self.table, &parsed.expr).count() as u32
        })
    }

    /// Groups of month × status.
    pub fn group(&self) -> u32 {
        let fields = [Field::CreatedDate, Field::Status];
        let groups = local::count(&self.table, None, &fields, Some(Level::Month));
        groups.rows.len() as u32
    }

    /// The overview's figures and its work list: how many rows contradict their status or have a limit.
    pub fn overview(&self) -> u32 {
        let scope = Scope {
            table: &self.table,
            rows: None,
        };
        let options = Options::default();
        let frame = Frame::of(scope, &options, NOW);
        let summary = count(scope, &frame);
        let due = work_list(scope, options.windows, NOW);
        summary.contradicting.len() as u32 + due.len() as u32
    }

    /// The figures of the first screen, counted at once.
    pub fn glance(&self) -> u32 {
        let scope = Scope {
            table: &self.table,
            rows: None,
        };
        let mut glance = Glance::new(Options::default().windows, NOW, true);
        glance.advance(scope, usize::MAX);
        let glanced = glance.figures();
        let due: usize = glanced.bands.iter().sum();
        glanced.summary.contradicting.len() as u32 + due as u32
    }

    /// The first row by created date.
    pub fn sort_by_date(&self) -> u32 {
        self.first_by(Field::CreatedDate)
    }

    /// The first row by name.
    pub fn sort_by_name(&self) -> u32 {
        self.first_by(Field::CustomerName)
    }

    fn first_by(&self, field: Field) -> u32 {
        let key = SortKey {
            field,
            direction: Direction::Descending,
        };
        let mut order: Vec<u32> = (0..self.table.len() as u32).collect();
        sort(&self.table, &mut order, &[key], &by_language);
        order.first().copied().unwrap_or_default()
    }
}

impl Default for Load {
    fn default() -> Self {
        Self::new()
    }
}

/// Ranks as in the page, but for texts that are not plain, which are compared by code units in the place of the browser.
fn by_language(texts: &[&str]) -> Vec<u32> {
    collate::ranks(texts, &collate::is_plain, &|one, other| {
        texts.get(one).cmp(&texts.get(other))
    })
}
