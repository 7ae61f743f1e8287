//! Debian's packages, for what cannot be had otherwise. Only here is something installed for the whole machine.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};

use super::lookup;
use crate::process;
use crate::project::Project;

/// Whether this is a system of Debian's family.
pub(super) fn is_here() -> bool {
    cfg!(target_os = "linux") && lookup::program("apt-get", &lookup::joined(&[])).is_some()
}

/// Installs those of the packages that are missing; says so, or says what to type where we may not.
pub(super) fn install(packages: &[&str], reason: &str, project: &Project) -> Result<()> {
    let missing: Vec<&str> = packages
        .iter()
        .copied()
        .filter(|package| !is_installed(package))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let list = missing.join(" ");
    let Some(prefix) = as_root() else {
        bail!(
            "{reason} needs packages that only root may install. Type:\n  sudo apt-get update && sudo apt-get install -y --no-install-recommends {list}"
        );
    };
    println!("installing {list} with apt-get, for {reason}, about a minute, once per machine …");
    let install = [&["install", "-y", "--no-install-recommends"][..], &missing].concat();
    for (step, arguments) in [
        ("apt-get update", vec!["update"]),
        ("apt-get install", install),
    ] {
        let mut command = apt(prefix, &arguments);
        process::logged_or_fail(&mut command, &project.log(step), Duration::from_secs(1200))
            .with_context(|| format!("{step} {list}"))?;
    }
    Ok(())
}

/// Packages' files, in that folder, without installing them.
pub(super) fn download(package: &str, into: &Path, project: &Project) -> Result<()> {
    const LIMIT: Duration = Duration::from_secs(300);
    let log = project.log(&format!("download {package}"));
    let attempt = || {
        let mut command = Command::new("apt-get");
        command.args(["download", package]).current_dir(into);
        process::logged_or_fail(&mut command, &log, LIMIT)
    };
    attempt().or_else(|error| {
        // A machine that was never updated knows no package.
        let prefix = as_root().ok_or(error)?;
        process::logged_or_fail(&mut apt(prefix, &["update"]), &log, LIMIT)?;
        attempt()
    })
}

fn is_installed(package: &str) -> bool {
    let mut command = Command::new("dpkg-query");
    process::answer(command.args(["-W", "-f=${Status}", package]))
        .is_some_and(|status| status == "install ok installed")
}

/// What comes before `apt-get`: nothing for root, `sudo -n` where that asks for no password, `None` where it does.
fn as_root() -> Option<&'static [&'static str]> {
    if process::answer(Command::new("id").arg("-u")).as_deref() == Some("0") {
        return Some(&[]);
    }
    process::answer(Command::new("sudo").args(["-n", "true"])).map(|_| &["sudo", "-n"][..])
}

fn apt(prefix: &[&str], arguments: &[&str]) -> Command {
    // OK because sudo drops the environment: `env` behind it carries the one variable that matters.
    let words = [
        prefix,
        &[
            "env",
            "DEBIAN_FRONTEND=noninteractive",
            "apt-get",
            "-q",
            "-o",
            "DPkg::Lock::Timeout=300",
        ],
        arguments,
    ]
    .concat();
    let mut words = words.into_iter();
    let mut command = Command::new(words.next().unwrap_or("apt-get"));
    command.args(words);
    command
}
