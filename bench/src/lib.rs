//! What is measured and what it is measured on: the engine's operations, over rows that are made here.
//!
//! `rows` makes answers, `page` exports the operations to the bench page (pages/engine), `flat` judges what the
//! soak saw. The native benches are in benches/, the program that drives the browser is browser/main.rs; nothing here is part
//! of the product.

pub mod flat;
mod page;
pub mod rows;

pub use page::Load;
