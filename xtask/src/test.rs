//! `cargo xtask test`: everything that must hold, cheap steps first, with a count of tests at the end.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, ExitCode};
use std::time::Instant;

use anyhow::{Context as _, Result, anyhow, bail};

use crate::options::{Browsers, Test};
use crate::project::Project;
use crate::setup::servers::SERVERS;
use crate::setup::{Browser, Driver, Engine, Kit, WASM, office};
use crate::steps::Steps;
use crate::{budget, build, process, samples, split};

/// The end-to-end tests that Firefox and WebKit run too.
const EVERY_BROWSER: &str = "tests/e2e/every_browser.txt";

/// What of the widget is linted and tested for wasm too.
const WIDGET_FOR_WASM: [&str; 6] = [
    "--package",
    "referral-widget",
    "--lib",
    "--tests",
    "--target",
    WASM,
];

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
    let started = Instant::now();
    let chromium = Browser::set_up(Engine::Chromium, &mut kit, project)?;
    let programs = programs(project)?;
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
        steps.command("budget of speed", &mut speed(&kit))?;
        // OK because the engine is linted along with the widget; named itself, its native test crates would be built for wasm.
        steps.command(
            "lints for wasm",
            lints(&mut kit.wasm_cargo(), &WIDGET_FOR_WASM),
        )?;
    }
    if filter.is_none() {
        steps.command("samples", &mut samples::check(&kit, project)?)?;
        // `test = false` keeps the end-to-end tests out of `--all-targets`.
        let e2e = ["--package", "referral-widget", "--test", "e2e"];
        steps.command("lints for end-to-end tests", lints(&mut kit.cargo(), &e2e))?;
    }
    steps.tests(
        "wasm tests in chromium",
        &mut wasm_tests(&kit, &chromium, filter),
    )?;
    steps.command(
        "release build",
        &mut build::trunk(&kit, project, split::FEATURE),
    )?;
    if filter.is_none() {
        steps.check("sizes", || sizes(&kit, project))?;
    } else {
        build::finish(&kit, project)?;
    }
    end_to_end(steps, &kit, &chromium, project, (filter, &programs))?;
    if options.browsers == Browsers::All {
        others(project, options, steps, (&mut kit, started))?;
    }
    Ok(())
}

/// The browsers beside Chromium, each set up when its turn comes.
fn others(
    project: &Project,
    options: &Test,
    steps: &mut Steps<'_>,
    (kit, started): (&mut Kit, Instant),
) -> Result<()> {
    let is_over = |minutes: u64| started.elapsed().as_secs() >= minutes * 60;
    for engine in [Engine::Firefox, Engine::WebKit] {
        let name = engine.name();
        if let Some(minutes) = options.others_within.filter(|minutes| is_over(*minutes)) {
            println!("not run in {name}: {minutes} minutes are over");
            continue;
        }
        let browser = match Browser::set_up(engine, kit, project) {
            Err(error) if options.others_within.is_some() => {
                println!("not run in {name}: {error:#}");
                continue;
            }
            browser => browser?,
        };
        let filter = options.filter.as_deref().unwrap_or_default();
        let listed = fs::read_to_string(project.root.join(EVERY_BROWSER))?;
        let tests: Vec<&str> = listed
            .lines()
            .filter(|test| test.contains(filter))
            .collect();
        if !tests.is_empty() {
            let driver = browser.start(kit, project)?;
            let of = |tests: &[&str]| -> Result<Command> {
                let mut command = e2e(kit, engine, project, &driver)?;
                command.args(["--", "--exact"]).args(tests);
                Ok(command)
            };
            steps.tests_twice(&format!("end-to-end tests in {name}"), of, &tests)?;
        }
    }
    Ok(())
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

/// Holds the engine's work against the plain way to do it; its output names what is over its budget.
fn speed(kit: &Kit) -> Command {
    let mut command = kit.cargo();
    command.args(["run", "--locked", "--profile", "speed"]);
    command.args(["--package", "referral-bench", "--bin", "speed"]);
    command
}

fn wasm_tests(kit: &Kit, chromium: &Browser, filter: Option<&str>) -> Command {
    let mut command = kit.wasm_cargo();
    command.args(["test", "--locked"]).args(WIDGET_FOR_WASM);
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

/// A program that some end-to-end tests want.
struct Program {
    /// What tells the tests where it is.
    variable: &'static str,
    /// What the names of these tests begin with.
    tests: &'static str,
    /// `None` where it cannot be had.
    path: Option<PathBuf>,
}

fn programs(project: &Project) -> Result<Vec<Program>> {
    let office = Program {
        variable: "REFERRAL_SOFFICE",
        tests: "spreadsheets::",
        path: office::set_up(project)?,
    };
    let servers = SERVERS.iter().map(|server| Program {
        variable: server.tests_variable,
        tests: server.tests,
        path: server.set_up(project),
    });
    Ok(std::iter::once(office).chain(servers).collect())
}

/// The tests of `tests/e2e`, all of them.
fn end_to_end(
    steps: &mut Steps<'_>,
    kit: &Kit,
    browser: &Browser,
    project: &Project,
    (filter, programs): (Option<&str>, &[Program]),
) -> Result<()> {
    let driver = browser.start(kit, project)?;
    let mut command = e2e(kit, browser.engine, project, &driver)?;
    filtered(&mut command, filter);
    if filter.is_none() {
        command.arg("--");
    }
    for Program {
        variable,
        tests,
        path,
    } in programs
    {
        match path {
            Some(path) => drop(command.env(variable, path)),
            None => drop(command.args(["--skip", tests])),
        }
    }
    let name = browser.engine.name();
    steps.tests(&format!("end-to-end tests in {name}"), &mut command)
}

/// They start the sandbox themselves and are told where site and driver are.
fn e2e(kit: &Kit, engine: Engine, project: &Project, driver: &Driver) -> Result<Command> {
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
        .env("REFERRAL_BROWSER", engine.name())
        .env("AXE_JS", kit.axe(project)?)
        .env("WEBDRIVER_URL", &driver.url);
    Ok(command)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn tests_of_every_browser_are_there() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let listed = fs::read_to_string(root.join(EVERY_BROWSER)).unwrap();
        for test in listed.lines() {
            let (module, name) = test.split_once("::").unwrap();
            let file = root.join(format!("tests/e2e/{module}.rs"));
            let text = fs::read_to_string(file).unwrap();
            assert!(text.contains(&format!("async fn {name}()")), "{test}");
        }
        assert!(listed.lines().count() > 10);
    }
}
