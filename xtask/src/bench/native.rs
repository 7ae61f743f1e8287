//! The engine on this machine, by divan (bench/benches).

use anyhow::Result;

use super::PACKAGE;
use crate::process;
use crate::setup::Kit;

pub(super) fn measure(kit: &Kit, filter: Option<&str>) -> Result<()> {
    let mut command = kit.cargo();
    command.args(["bench", "--locked", "--package", PACKAGE, "--benches"]);
    if let Some(filter) = filter {
        command.args(["--", filter]);
    }
    process::shown(&mut command)
}
