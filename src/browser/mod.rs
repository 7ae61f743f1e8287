//! The only code that calls browser objects, one capability a file. Foreign errors are turned into the engine's here.
//!
//! Nothing in here knows components or the session; `app` joins the two.

mod body;
pub mod clipboard;
pub mod clock;
pub mod download;
pub mod fetch;
pub mod file;
pub mod focus;
pub mod intl;
pub mod language;
pub mod location;
pub mod picture;
pub mod print;
pub mod scheme;
pub mod style_sheet;
pub mod turn;
pub mod width;
pub mod workbook;
