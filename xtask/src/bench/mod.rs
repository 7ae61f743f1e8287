//! `cargo xtask bench`: the measurements. Each part has a file; what is measured and how is in the package `bench/`.

mod browser;
mod native;
mod rivals;
mod site;

use std::process::Command;

use anyhow::Result;

use crate::options::{Bench, Part};
use crate::process;
use crate::project::Project;
use crate::setup::Kit;

/// The package that measures.
const PACKAGE: &str = "referral-bench";

pub(crate) fn bench(project: &Project, options: &Bench) -> Result<()> {
    let mut kit = Kit::set_up(project)?;
    machine(&kit);
    if matches!(options.part, Part::All | Part::Native) {
        native::measure(&kit, options.filter.as_deref())?;
    }
    if options.part != Part::Native && options.filter.is_none() {
        browser::measure(&mut kit, project, options)?;
    }
    Ok(())
}

/// Figures mean little without the machine that they are of.
fn machine(kit: &Kit) {
    let said = |command: &mut Command| process::answer(command).unwrap_or_else(|| "?".into());
    let mut date = kit.command("date");
    date.args(["-u", "+%Y-%m-%d"]);
    let mut rustc = kit.command("rustc");
    rustc.arg("-V");
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    println!(
        "{}, {}, {cores} cores, {}",
        said(&mut date),
        said(&mut rustc),
        std::env::consts::ARCH
    );
}
