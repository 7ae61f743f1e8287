//! trunk, wasm-bindgen, wasm-opt, esbuild, axe-core and TypeScript: what is needed, and the two ways to get it (cargo, npm).
//! The right version in `PATH` is used as it is; anything else goes into the user's cache.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

use super::cache::Cache;
use super::{Kit, debian, lookup};
use crate::process::{self, duration};
use crate::project::Project;

const LIMIT: Duration = Duration::from_secs(3600);

/// One tool in the only version that will do.
pub(super) struct Tool {
    package: &'static str,
    version: String,
    /// What it prints as its version, if that differs from the package's.
    printed: String,
    programs: &'static [&'static str],
    source: Source,
    minutes: &'static str,
}

enum Source {
    /// With the extra arguments of `cargo install`.
    Cargo(&'static [&'static str]),
    Npm,
}

/// Why these versions: toolchain notes in DESIGN.md. wasm-bindgen's must be the one in `Cargo.lock`.
pub(super) fn needed(project: &Project) -> Result<Vec<Tool>> {
    let lock = fs::read_to_string(project.root.join("Cargo.lock")).context("reading Cargo.lock")?;
    let bindgen = lookup::locked_version(&lock, "wasm-bindgen")
        .context("Cargo.lock does not name one wasm-bindgen")?;
    Ok(vec![
        // OK because trunk's own lock is known to build, while wasm-bindgen's names a crate that is no longer to be had.
        cargo_tool(
            "trunk",
            "0.21.14",
            &["trunk"],
            &["--locked"],
            "about 5 minutes",
        ),
        cargo_tool(
            "wasm-bindgen-cli",
            bindgen,
            &["wasm-bindgen", "wasm-bindgen-test-runner"],
            &[],
            "about 2 minutes",
        ),
        npm_tool("binaryen", ("132.0.0", "132"), &["wasm-opt"]),
        npm_tool("esbuild", ("0.28.2", "0.28.2"), &["esbuild"]),
    ])
}

/// The driver of Firefox, for `--browsers all`.
pub(super) fn geckodriver() -> Tool {
    cargo_tool(
        "geckodriver",
        "0.37.1",
        &["geckodriver"],
        &[],
        "about 3 minutes",
    )
}

fn cargo_tool(
    package: &'static str,
    version: &str,
    programs: &'static [&'static str],
    arguments: &'static [&'static str],
    minutes: &'static str,
) -> Tool {
    Tool {
        package,
        version: version.into(),
        printed: version.into(),
        programs,
        source: Source::Cargo(arguments),
        minutes,
    }
}

/// The second version is the one that it prints.
fn npm_tool(
    package: &'static str,
    (version, printed): (&str, &str),
    programs: &'static [&'static str],
) -> Tool {
    Tool {
        package,
        version: version.into(),
        printed: printed.into(),
        programs,
        source: Source::Npm,
        minutes: "a few seconds",
    }
}

/// The folder to put into `PATH`, or `None` when the tool is there already.
pub(super) fn provide(
    tool: &Tool,
    kit: &Kit,
    project: &Project,
    cache: &Cache,
) -> Result<Option<PathBuf>> {
    if tool
        .programs
        .iter()
        .all(|program| prints(kit.command(program), &tool.printed))
    {
        return Ok(None);
    }
    let name = format!("{}-{}", tool.package, tool.version);
    let below = match tool.source {
        Source::Cargo(_) => "bin",
        Source::Npm => "node_modules/.bin",
    };
    let folder = cache.place(&name).join(below);
    if runs(tool, kit, &folder) {
        return Ok(Some(folder));
    }
    println!(
        "installing {} {}, {}, once per user …",
        tool.package, tool.version, tool.minutes
    );
    let started = Instant::now();
    let place = cache
        .fill(&name, |partial| install(tool, kit, project, partial))
        .with_context(|| format!("installing {name}"))?;
    if !runs(tool, kit, &place.join(below)) {
        bail!(
            "{name} was installed into {} but does not run as that version",
            place.display()
        );
    }
    println!("  done in {}", duration(started.elapsed()));
    Ok(Some(folder))
}

/// The script of axe-core, which end-to-end tests run in the page to find what hinders people.
pub(super) fn axe(kit: &Kit, project: &Project, cache: &Cache) -> Result<PathBuf> {
    let packages = packages(
        kit,
        project,
        cache,
        ("axe-core-4.14.1", &["axe-core@4.14.1"]),
    )?;
    Ok(packages.join("axe-core/axe.min.js"))
}

/// TypeScript and the declarations of the frameworks that `docs/samples` is written for.
pub(super) fn typescript(kit: &Kit, project: &Project, cache: &Cache) -> Result<PathBuf> {
    const SET: [&str; 5] = [
        "typescript@5.9.3",
        "@types/react@19.3.0",
        "vue@3.5.45",
        "@angular/core@20.3.35",
        // OK because Angular's declarations name it.
        "rxjs@7.8.2",
    ];
    packages(kit, project, cache, ("samples-1", &SET))
}

/// Packages of npm that are no programs: the folder that they are in. The set's name changes with what is in it.
fn packages(
    kit: &Kit,
    project: &Project,
    cache: &Cache,
    (name, set): (&str, &[&str]),
) -> Result<PathBuf> {
    let folder = cache.place(name).join("node_modules");
    if !folder.is_dir() {
        println!(
            "installing {}, some seconds, once per user …",
            set.join(" ")
        );
        cache
            .fill(name, |partial| npm(kit, project, partial, (name, set)))
            .with_context(|| format!("installing {name}"))?;
    }
    Ok(folder)
}

fn runs(tool: &Tool, kit: &Kit, folder: &Path) -> bool {
    tool.programs.iter().all(|program| {
        lookup::in_folder(program, folder)
            .and_then(|file| file.to_str().map(|file| kit.command(file)))
            .is_some_and(|command| prints(command, &tool.printed))
    })
}

fn prints(mut command: Command, version: &str) -> bool {
    process::answer(command.arg("--version"))
        .is_some_and(|text| lookup::version_in(&text) == Some(version))
}

fn install(tool: &Tool, kit: &Kit, project: &Project, into: &Path) -> Result<()> {
    let log = project.log(&format!("install {}", tool.package));
    match tool.source {
        Source::Cargo(arguments) => {
            let build = into.join("build");
            let mut command = kit.cargo();
            command
                .args([
                    "install",
                    tool.package,
                    "--version",
                    &tool.version,
                    "--root",
                ])
                .arg(into)
                .args(arguments);
            // OK because away from our own folder none of its cargo settings applies.
            command
                .current_dir(into)
                .env("CARGO_TARGET_DIR", &build)
                .env_remove("RUSTC_BOOTSTRAP");
            // trunk's own profile links it as a whole on one core, which takes longer than all that it ever does here.
            command
                .env("CARGO_PROFILE_RELEASE_LTO", "off")
                .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
            process::logged_or_fail(&mut command, &log, LIMIT)?;
            Ok(fs::remove_dir_all(build)?)
        }
        Source::Npm => {
            let package = format!("{}@{}", tool.package, tool.version);
            npm(kit, project, into, (tool.package, &[&package]))
        }
    }
}

fn npm(kit: &Kit, project: &Project, into: &Path, (name, set): (&str, &[&str])) -> Result<()> {
    if process::answer(kit.command("npm").arg("--version")).is_none() {
        npm_itself(project)?;
    }
    let mut command = kit.command("npm");
    command
        .args([
            "install",
            "--no-audit",
            "--no-fund",
            "--ignore-scripts",
            "--prefix",
        ])
        .arg(into)
        .args(set);
    command.current_dir(into);
    process::logged_or_fail(
        &mut command,
        &project.log(&format!("install {name}")),
        LIMIT,
    )
}

fn npm_itself(project: &Project) -> Result<()> {
    if debian::is_here() {
        return debian::install(&["nodejs", "npm"], "npm (it brings wasm-opt)", project);
    }
    bail!(
        "npm is missing (it brings wasm-opt). Install Node.js, or put wasm-opt of binaryen 132 into PATH:\n  macOS: brew install node\n  Windows: winget install OpenJS.NodeJS.LTS"
    )
}
