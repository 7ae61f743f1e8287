//! `cargo xtask test`: everything that must hold, cheap steps first, with a count of tests at the end.

use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::Instant;

use anyhow::{Context as _, Result, anyhow, bail};

use crate::options::{Browsers, Test};
use crate::project::Project;
use crate::setup::{Browser, Engine, Kit, WASM, office};
use crate::steps::Steps;
use crate::{budget, build, process, samples};

const WARNINGS_ARE_ERRORS: [&str; 3] = ["--", "-D", "warnings"];

pub(crate) fn test(project: &Project, options: &Test) -> Result<ExitCode> {
    let started = Instant::now();
    let mut steps = Steps::new(project);
    let mut outcome = all(project, options, &mut steps);
    if outcome.is_ok() && steps.count.is_empty() {
        outcome = Err(anyhow!("no test has that in its name"));
    }
    if let Err(error) = &outcome {
        println!("error: {error:#}");
        // OK because whoever reads only the last line must not take a failed lint for a green run.
        steps.count.failed = steps.count.failed.max(1);
    }
    println!("all in {}", process::duration(started.elapsed()));
    println!("{}", steps.count);
    Ok(if outcome.is_ok() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn all(project: &Project, options: &Test, steps: &mut Steps<'_>) -> Result<()> {
    let mut kit = Kit::set_up(project)?;
    let mut browsers = Vec::new();
    for engine in engines(options.browsers) {
        browsers.push(Browser::set_up(*engine, &mut kit, project)?);
    }
    let office = office::set_up(project)?;
    let filter = options.filter.as_deref();
    if filter.is_none() {
        steps.command("format", kit.cargo().args(["fmt", "--all", "--check"]))?;
        steps.command(
            "lints",
            lints(&mut kit.cargo(), &["--workspace", "--all-targets"]),
        )?;
    }
    steps.tests(
        "native tests",
        filtered(
            kit.cargo()
                .args(["test", "--locked", "--workspace", "--no-fail-fast"]),
            filter,
        ),
    )?;
    if filter.is_none() {
        // OK because the engine is linted along with the widget; named itself, its native test crates would be built for wasm.
        let widget = [
            "--package",
            "referral-widget",
            "--lib",
            "--tests",
            "--target",
            WASM,
        ];
        steps.command("lints for wasm", lints(&mut kit.wasm_cargo(), &widget))?;
    }
    if filter.is_none() {
        steps.command("samples", &mut samples::check(&kit, project)?)?;
        // `test = false` keeps the end-to-end tests out of `--all-targets`.
        let e2e = ["--package", "referral-widget", "--test", "e2e"];
        steps.command("lints for end-to-end tests", lints(&mut kit.cargo(), &e2e))?;
    }
    let chromium = browsers.first().context("no browser")?;
    steps.tests(
        "wasm tests in chromium",
        &mut wasm_tests(&kit, chromium, filter),
    )?;
    steps.command("release build", &mut build::trunk(&kit, project))?;
    if filter.is_none() {
        steps.check("sizes", || sizes(&kit, project))?;
    } else {
        build::finish(&kit, project)?;
    }
    for browser in &browsers {
        let office = office.as_deref();
        end_to_end(steps, &kit, browser, project, (filter, office))?;
    }
    Ok(())
}

fn engines(browsers: Browsers) -> &'static [Engine] {
    match browsers {
        Browsers::Chromium => &[Engine::Chromium],
        Browsers::All => &[Engine::Chromium, Engine::Firefox, Engine::WebKit],
    }
}

fn lints<'a>(cargo: &'a mut Command, what: &[&str]) -> &'a mut Command {
    cargo
        .args(["clippy", "--locked"])
        .args(what)
        .args(WARNINGS_ARE_ERRORS)
}

fn filtered<'a>(command: &'a mut Command, filter: Option<&str>) -> &'a mut Command {
    match filter {
        Some(filter) => command.args(["--", filter]),
        None => command,
    }
}

fn wasm_tests(kit: &Kit, chromium: &Browser, filter: Option<&str>) -> Command {
    let mut command = kit.wasm_cargo();
    command.args([
        "test",
        "--locked",
        "--package",
        "referral-widget",
        "--lib",
        "--tests",
        "--target",
        WASM,
    ]);
    command.env(
        "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
        "wasm-bindgen-test-runner",
    );
    command.env("CHROMEDRIVER", &chromium.driver);
    // OK because the runner takes the first driver that it is told of.
    command.env_remove("GECKODRIVER").env_remove("SAFARIDRIVER");
    filtered(&mut command, filter);
    command
}

/// Compresses the site (which the end-to-end tests need too) and holds it against the budgets.
fn sizes(kit: &Kit, project: &Project) -> Result<String> {
    let files = build::finish(kit, project)?;
    let budgets = project.root.join("xtask").join("budgets.toml");
    let text =
        fs::read_to_string(&budgets).with_context(|| format!("reading {}", budgets.display()))?;
    let budgets = budget::parse(&text).context("xtask/budgets.toml")?;
    let complaints = budget::exceeded(&budgets, &build::sizes(&files));
    let table = build::table(&files);
    if !complaints.is_empty() {
        bail!("the site grew:\n  {}\n{table}", complaints.join("\n  "));
    }
    Ok(table)
}

/// The tests of `tests/e2e`: they start the sandbox themselves and are told where site and driver are.
fn end_to_end(
    steps: &mut Steps<'_>,
    kit: &Kit,
    browser: &Browser,
    project: &Project,
    (filter, office): (Option<&str>, Option<&Path>),
) -> Result<()> {
    let driver = browser.start(kit, project)?;
    let name = browser.engine.name();
    let mut command = kit.cargo();
    command.args([
        "test",
        "--locked",
        "--package",
        "referral-widget",
        "--test",
        "e2e",
    ]);
    command
        .env("REFERRAL_DIST", &project.dist)
        .env("REFERRAL_BROWSER", name)
        .env("AXE_JS", kit.axe(project)?)
        .env("WEBDRIVER_URL", &driver.url);
    filtered(&mut command, filter);
    // What LibreOffice sees in a file does not depend on the browser that the file comes from.
    match office.filter(|_| browser.engine == Engine::Chromium) {
        Some(office) => drop(command.env("REFERRAL_SOFFICE", office)),
        None => {
            if filter.is_none() {
                command.arg("--");
            }
            command.args(["--skip", "spreadsheets::"]);
            println!(
                "  not run in {name}: spreadsheets (they want LibreOffice, and Chromium only)"
            );
        }
    }
    steps.tests(&format!("end-to-end tests in {name}"), &mut command)
}
