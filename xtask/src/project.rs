//! Where the project's things lie: its root, the build folder, `dist/`, the logs. Nothing is run here.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

pub(crate) struct Project {
    /// The workspace's own folder.
    pub(crate) root: PathBuf,
    /// Where cargo builds; one folder for host and wasm.
    pub(crate) target: PathBuf,
    /// The release site.
    pub(crate) dist: PathBuf,
}

impl Project {
    /// The project that this program was started for by `cargo run`.
    pub(crate) fn here() -> Result<Self> {
        let xtask = env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = xtask
            .parent()
            .context("xtask must lie inside the workspace")?
            .to_owned();
        let target = match env::var_os("CARGO_TARGET_DIR") {
            // OK because cargo reads a relative folder from where it is called, and so do we.
            Some(folder) => env::current_dir()?.join(folder),
            None => root.join("target"),
        };
        let dist = root.join("dist");
        Ok(Self { root, target, dist })
    }

    /// Our own corner of the build folder: logs, the served copy of the site.
    pub(crate) fn scratch(&self) -> PathBuf {
        self.target.join("xtask")
    }

    /// The file that a step's output goes to.
    pub(crate) fn log(&self, step: &str) -> PathBuf {
        let name: String = step
            .chars()
            .map(|letter| {
                if letter.is_ascii_alphanumeric() {
                    letter
                } else {
                    '-'
                }
            })
            .collect();
        self.scratch().join("logs").join(name).with_extension("log")
    }

    /// A path as a person would type it from the project's folder.
    pub(crate) fn short<'a>(&self, path: &'a Path) -> std::path::Display<'a> {
        path.strip_prefix(&self.root).unwrap_or(path).display()
    }
}
