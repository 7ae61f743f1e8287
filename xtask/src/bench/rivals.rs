//! What a portal team would otherwise ship: packages from npm as `bench/package-lock.json` pins them, bundled and minified.
//! Only for `cargo xtask bench compare`; neither the build nor the tests need any of it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use super::site::LIMIT;
use crate::bundle::esbuild;
use crate::project::Project;
use crate::setup::Kit;
use crate::{compress, process};

/// Folders of `bench/pages`.
const PAGES: [&str; 3] = ["ag-grid", "tabulator", "tanstack"];

/// Puts the pages and our own site beside each other, packed; their folder.
pub(super) fn bundle(kit: &Kit, project: &Project, ours: &Path) -> Result<PathBuf> {
    let modules = install(kit, project)?;
    let folder = project.scratch().join("bench-compare");
    if folder.is_dir() {
        fs::remove_dir_all(&folder)?;
    }
    copy(ours, &folder.join("ours"))?;
    let sources = project.root.join("bench").join("pages");
    for page in PAGES {
        println!("bundling {page} …");
        let into = folder.join(page);
        fs::create_dir_all(&into)?;
        let mut command = esbuild(
            kit,
            &sources.join(page).join("page.js"),
            &into.join("page.js"),
        );
        command.env("NODE_PATH", &modules);
        process::logged_or_fail(&mut command, &project.log(&format!("bundle {page}")), LIMIT)?;
        fs::copy(
            sources.join(page).join("index.html"),
            into.join("index.html"),
        )?;
        compress::site(&into)?;
    }
    Ok(folder)
}

/// The packages as they are pinned, installed once for each lock file.
fn install(kit: &Kit, project: &Project) -> Result<PathBuf> {
    let folder = project.scratch().join("bench-packages");
    let modules = folder.join("node_modules");
    let source = project.root.join("bench");
    let lock = fs::read(source.join("package-lock.json")).context("bench/package-lock.json")?;
    let done = folder.join("installed-lock.json");
    if fs::read(&done).is_ok_and(|installed| installed == lock) {
        return Ok(modules);
    }
    fs::create_dir_all(&folder)?;
    for name in ["package.json", "package-lock.json"] {
        fs::copy(source.join(name), folder.join(name))
            .with_context(|| format!("copying {name}"))?;
    }
    println!("installing what ours is compared with (bench/package.json, npm) …");
    let mut command = kit.command("npm");
    command
        .args(["ci", "--prefer-offline", "--no-audit", "--no-fund"])
        .current_dir(&folder);
    process::logged_or_fail(&mut command, &project.log("bench packages"), LIMIT)?;
    fs::write(done, lock)?;
    Ok(modules)
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from).with_context(|| format!("reading {}", from.display()))? {
        let entry = entry?;
        let (path, place) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy(&path, &place)?;
        } else {
            fs::copy(&path, &place)?;
        }
    }
    Ok(())
}
