//! Rows → an XLSX workbook, as a wasm module of its own that runs in a worker (`static/referral-xlsx-worker.js`).
//!
//! The widget packs cells (`referral_engine::export`), this crate gives them types: a date is a date, text is text
//! whatever it looks like. The same cells and times give the same bytes: no clock is read in here.

mod sheet;
#[cfg(test)]
mod tests;

use wasm_bindgen::prelude::*;

use sheet::Sheets;

/// A workbook that rows are put into.
#[wasm_bindgen]
pub struct Book(Sheets);

#[wasm_bindgen]
impl Book {
    /// A workbook from packed texts: both sheets' names, the time of making, the number of columns, their names, and
    /// after these pairs of a label and what it says for the second sheet.
    #[wasm_bindgen(constructor)]
    pub fn new(head: &[u8]) -> Result<Self, JsError> {
        Ok(Self(Sheets::new(head)?))
    }

    /// Adds packed rows; how many there are now.
    pub fn add(&mut self, cells: &[u8]) -> Result<u32, JsError> {
        Ok(self.0.add(cells)?)
    }

    /// The workbook's bytes; it is empty afterwards.
    pub fn finish(&mut self) -> Result<Vec<u8>, JsError> {
        Ok(self.0.finish()?)
    }
}
