//! `cargo xtask bench`: the measurements. Each kind is one function, called in turn.

use anyhow::Result;

use crate::process;
use crate::project::Project;
use crate::setup::Kit;

pub(crate) fn bench(project: &Project, filter: Option<&str>) -> Result<()> {
    let kit = Kit::set_up(project)?;
    native(&kit, filter)
}

/// The engine's own, by divan (engine/benches).
fn native(kit: &Kit, filter: Option<&str>) -> Result<()> {
    let mut command = kit.cargo();
    command.args([
        "bench",
        "--locked",
        "--package",
        "referral-engine",
        "--benches",
    ]);
    if let Some(filter) = filter {
        command.args(["--", filter]);
    }
    process::shown(&mut command)
}
