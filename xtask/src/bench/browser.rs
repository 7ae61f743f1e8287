//! The engine and the built page in Chromium: both are built as the product is, then bench/browser measures them.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context as _, Result};

use super::PACKAGE;
use crate::project::Project;
use crate::setup::{Browser, Engine, Kit, WASM};
use crate::{build, process};

/// A build that takes longer hangs.
const LIMIT: Duration = Duration::from_secs(25 * 60);

pub(super) fn measure(kit: &mut Kit, project: &Project) -> Result<()> {
    let chromium = Browser::set_up(Engine::Chromium, kit, project)?;
    // Of its own, so that measuring does not change `dist/`.
    let site = Project {
        root: project.root.clone(),
        target: project.target.clone(),
        dist: project.scratch().join("bench-site"),
    };
    println!("building the page …");
    process::logged_or_fail(
        &mut build::trunk(kit, &site),
        &project.log("bench site"),
        LIMIT,
    )?;
    build::finish(kit, &site)?;
    println!("building the bench page …");
    let page = engine_page(kit, project)?;
    let driver = chromium.start(kit, project)?;
    let mut command = kit.cargo();
    command
        .args(["test", "--quiet", "--locked", "--package", PACKAGE])
        .args(["--test", "browser"])
        .env("REFERRAL_BENCH_PAGE", page)
        .env("REFERRAL_DIST", &site.dist)
        .env("WEBDRIVER_URL", &driver.url);
    process::shown(&mut command)
}

/// What trunk does for the product, for the bench page: cargo, wasm-bindgen, wasm-opt, static files.
fn engine_page(kit: &Kit, project: &Project) -> Result<PathBuf> {
    let page = project.scratch().join("bench-page");
    fs::create_dir_all(&page)?;
    let mut cargo = kit.wasm_cargo();
    cargo.args([
        "build",
        "--locked",
        "--release",
        "--lib",
        "--package",
        PACKAGE,
    ]);
    cargo.args(["--target", WASM]);
    process::logged_or_fail(&mut cargo, &project.log("bench wasm"), LIMIT)?;
    let built = project.target.join(WASM).join("release");
    let mut bindgen = kit.command("wasm-bindgen");
    bindgen
        .args([
            "--target",
            "web",
            "--no-typescript",
            "--out-name",
            "referral_bench",
        ])
        .arg("--out-dir")
        .arg(&page)
        .arg(built.join("referral_bench.wasm"));
    process::logged_or_fail(&mut bindgen, &project.log("bench wasm-bindgen"), LIMIT)?;
    let wasm = page.join("referral_bench_bg.wasm");
    let mut optimize = kit.command("wasm-opt");
    optimize.arg("-Oz").arg(&wasm).arg("-o").arg(&wasm);
    process::logged_or_fail(&mut optimize, &project.log("bench wasm-opt"), LIMIT)?;
    let sources: &Path = &project.root.join("bench").join("pages").join("engine");
    for name in ["index.html", "engine.js"] {
        fs::copy(sources.join(name), page.join(name)).with_context(|| format!("copying {name}"))?;
    }
    Ok(page)
}
