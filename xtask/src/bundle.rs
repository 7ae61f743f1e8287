//! Puts the modules that `referral-analytics.js` imports into it, without what only people read, so that a page asks for
//! one script instead of six. Sources stay modules of their own, and `trunk build` alone works as they stand.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context as _, Result};

use crate::process;
use crate::project::Project;
use crate::setup::Kit;

const ENTRY: &str = "referral-analytics.js";
/// What the entry alone imports.
const GLUE: &str = "referral-widget.js";
const MODULES: &str = "element";
const LIMIT: Duration = Duration::from_secs(60);

/// Joins the site's scripts; those that went into the entry are taken away.
pub(crate) fn bundle(kit: &Kit, project: &Project) -> Result<()> {
    let site = &project.dist;
    let entry = site.join(ENTRY);
    let mut command = esbuild(kit, &entry, &entry);
    process::logged_or_fail(&mut command, &project.log("esbuild"), LIMIT)?;
    fs::remove_file(site.join(GLUE)).with_context(|| format!("removing {GLUE}"))?;
    fs::remove_dir_all(site.join(MODULES)).with_context(|| format!("removing {MODULES}"))
}

/// What makes one script of `from` and all that it imports, the same for the site and for what it is compared with.
pub(crate) fn esbuild(kit: &Kit, from: &Path, into: &Path) -> Command {
    let mut command = kit.command("esbuild");
    command
        .arg(from)
        .args(["--bundle", "--minify", "--format=esm", "--target=es2022"])
        .args(["--legal-comments=none", "--log-level=warning"])
        .arg("--allow-overwrite")
        .arg(format!("--outfile={}", into.display()));
    command
}
