//! Finds the compilers, tools and browser that the commands need, and installs what is missing: each kind in its own file.
//! The result, a [`Kit`], makes the commands that the rest of xtask runs. Nothing here builds the project itself.

mod browser;
mod cache;
mod debian;
mod lookup;
pub(crate) mod office;
pub(crate) mod servers;
mod toolchain;
mod tools;

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context as _, Result};

pub(crate) use browser::{Browser, Driver, Engine};
pub(crate) use toolchain::WASM;

use crate::process;
use crate::project::Project;
use crate::split;
use toolchain::Toolchain;

/// Everything found, ready to be used.
pub(crate) struct Kit {
    toolchain: Toolchain,
    /// Folders that come first in `PATH`.
    path: Vec<PathBuf>,
    root: PathBuf,
    /// Separated by 0x1f, as cargo wants them: no machine's own paths in the wasm.
    wasm_flags: String,
}

impl Kit {
    /// Sets up what building the site needs.
    pub(crate) fn set_up(project: &Project) -> Result<Self> {
        let cache = cache::Cache::of_user()?;
        let toolchain = toolchain::find(project, &cache)?;
        let path = toolchain.path.clone();
        let mut kit = Self {
            toolchain,
            path,
            root: project.root.clone(),
            wasm_flags: String::new(),
        };
        for tool in tools::needed(project)? {
            if let Some(folder) = tools::provide(&tool, &kit, project, &cache)? {
                kit.path.insert(0, folder);
            }
        }
        kit.fetch(project)?;
        kit.wasm_flags = remapped_paths(project)?;
        println!("using {}", kit.toolchain.name);
        Ok(kit)
    }

    /// Crates are fetched once here, so that trunk can build offline; those of std are, where the target is named.
    fn fetch(&self, project: &Project) -> Result<()> {
        let mut command = self.wasm_cargo();
        command.envs(self.toolchain.release_environment.iter().copied());
        command.args(["fetch", "--locked", "--target", WASM]);
        process::logged_or_fail(
            &mut command,
            &project.log("fetch crates"),
            Duration::from_secs(900),
        )
        .context("fetching the crates of Cargo.lock")
    }

    /// The script of axe-core.
    pub(crate) fn axe(&self, project: &Project) -> Result<PathBuf> {
        tools::axe(self, project, &cache::Cache::of_user()?)
    }

    /// The folder with TypeScript and the declarations that samples need.
    pub(crate) fn typescript(&self, project: &Project) -> Result<PathBuf> {
        tools::typescript(self, project, &cache::Cache::of_user()?)
    }

    /// Any program, with our tools first in `PATH` and without what `cargo run` left in the environment.
    pub(crate) fn command(&self, program: &str) -> Command {
        let path = lookup::joined(&self.path);
        let program = lookup::program(program, &path).unwrap_or_else(|| program.into());
        let mut command = toolchain::clean_command(program);
        command
            .current_dir(&self.root)
            .env("PATH", path)
            .envs(self.toolchain.environment.iter().copied());
        command
    }

    /// cargo for this machine.
    pub(crate) fn cargo(&self) -> Command {
        self.command("cargo")
    }

    /// cargo with what a build for wasm needs; the caller names the target.
    pub(crate) fn wasm_cargo(&self) -> Command {
        self.for_wasm(self.cargo())
    }

    /// trunk calls cargo for wasm, so it gets the same environment.
    pub(crate) fn trunk(&self) -> Command {
        let mut command = self.for_wasm(self.command("trunk"));
        command.env("TRUNK_SKIP_VERSION_CHECK", "true");
        command
    }

    /// trunk for a build that is cut into pieces afterwards.
    pub(crate) fn trunk_for_splitting(&self) -> Command {
        let mut command = self.trunk();
        let mut flags = vec![self.wasm_flags.as_str(), split::LINKER_FLAG];
        flags.extend(self.toolchain.release_flags);
        command.envs(self.toolchain.release_environment.iter().copied());
        command.env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"));
        // The places of the cuts are among what stripping would take away; wasm-opt strips in the end.
        command.env("CARGO_PROFILE_RELEASE_STRIP", "none");
        command
    }

    fn for_wasm(&self, mut command: Command) -> Command {
        command.envs(self.toolchain.wasm_environment.iter().copied());
        command.env("CARGO_ENCODED_RUSTFLAGS", &self.wasm_flags);
        command
    }
}

/// Panic messages name source files. Without this they would name the builder's home, and no two machines would build the same bytes.
fn remapped_paths(project: &Project) -> Result<String> {
    let sources = cargo_home()?.join("registry").join("src");
    let mut flags = vec![remap(project.root.clone(), ".")];
    let registries = std::fs::read_dir(&sources)
        .map(|entries| entries.flatten().map(|entry| entry.path()).collect());
    let mut registries: Vec<PathBuf> = registries.unwrap_or_default();
    registries.sort();
    flags.extend(
        registries
            .into_iter()
            .map(|registry| remap(registry, "crates")),
    );
    Ok(flags.join("\u{1f}"))
}

fn remap(from: PathBuf, to: &str) -> String {
    format!("--remap-path-prefix={}={to}", from.display())
}

/// Where cargo keeps its registry, and rustup its programs.
fn cargo_home() -> Result<PathBuf> {
    let home = || env::home_dir().map(|home| home.join(".cargo"));
    env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(home)
        .context("neither CARGO_HOME nor a home folder is set")
}

/// The value of a variable unless it is unset or empty.
fn variable(name: &str) -> Option<OsString> {
    env::var_os(name).filter(|value| !value.is_empty())
}
