//! What is measured in Chromium: the built site, the engine in its bench page, other people's pages; bench/browser measures.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};

use super::site::LIMIT;
use super::{PACKAGE, rivals, site};
use crate::options::{Bench, Part};
use crate::process;
use crate::project::Project;
use crate::setup::{Browser, Engine, Kit, WASM};

/// Builds what the parts need, and runs them one after the other; one that fails does not keep the next from running.
pub(super) fn measure(kit: &mut Kit, project: &Project, options: &Bench) -> Result<()> {
    let chromium = Browser::set_up(Engine::Chromium, kit, project)?;
    let built = match options.part {
        Part::Soak => site::build_counted(kit, project)?,
        _ => site::build(kit, project)?,
    };
    let driver = chromium.start(kit, project)?;
    let program = |part: &str| {
        let mut command = kit.cargo();
        command
            .args(["test", "--quiet", "--locked", "--package", PACKAGE])
            .args(["--test", "browser"])
            .env("REFERRAL_BENCH_PART", part)
            .env("REFERRAL_DIST", &built.dist)
            .env("WEBDRIVER_URL", &driver.url);
        choices(&mut command, options);
        command
    };
    let mut outcome = Ok(());
    if matches!(options.part, Part::All | Part::Browser) {
        println!("building the bench page …");
        let page = engine_page(kit, project)?;
        let mut command = program("browser");
        outcome = process::shown(command.env("REFERRAL_BENCH_PAGE", page));
    }
    if matches!(options.part, Part::All | Part::Compare) {
        let pages = rivals::bundle(kit, project, &built.dist)?;
        let mut command = program("compare");
        let compared = process::shown(command.env("REFERRAL_COMPARE_SITE", pages));
        outcome = outcome.and(compared);
    }
    if options.part == Part::Soak {
        outcome = outcome.and(process::shown(&mut program("soak")));
    }
    outcome
}

/// What was chosen on the command line, for the program that measures.
fn choices(command: &mut Command, options: &Bench) {
    let numbers = [
        ("REFERRAL_BENCH_ROWS", options.rows),
        ("REFERRAL_BENCH_RUNS", options.runs),
        ("REFERRAL_BENCH_MINUTES", options.minutes),
        ("REFERRAL_BENCH_WRITE", options.write.then_some(1)),
    ];
    for (name, number) in numbers {
        match number {
            Some(number) => command.env(name, number.to_string()),
            None => command.env_remove(name),
        };
    }
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
