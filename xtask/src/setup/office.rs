//! LibreOffice, which the end-to-end tests open exported files with: found, or installed on Debian.

use std::path::PathBuf;

use anyhow::Result;

use super::{debian, lookup, variable};
use crate::project::Project;

const VARIABLE: &str = "SOFFICE";
const PROGRAM: &str = "soffice";

/// Its program; `None`, with the way to get it, where it cannot be installed for the user.
pub(crate) fn set_up(project: &Project) -> Result<Option<PathBuf>> {
    if find().is_none() && debian::is_here() {
        // Calc alone, without a desktop: 300 MB on disk, half a minute.
        debian::install(
            &["libreoffice-calc"],
            "opening exported files with LibreOffice",
            project,
        )?;
    }
    let found = find();
    if found.is_none() {
        println!(
            "LibreOffice is missing, so the tests that open exported files with it will NOT run.\n  Install it, or set {VARIABLE} to its program soffice, and run this again.\n  macOS: brew install --cask libreoffice\n  Windows: winget install TheDocumentFoundation.LibreOffice"
        );
    }
    Ok(found)
}

fn find() -> Option<PathBuf> {
    let in_path = || lookup::program(PROGRAM, &lookup::joined(&[]));
    variable(VARIABLE).map(PathBuf::from).or_else(in_path)
}
