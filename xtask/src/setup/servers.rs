//! nginx and Caddy, which the recipes of `deploy/` are tried with: found, or unpacked from Debian's packages.
//!
//! They are not installed, because installing starts a server on port 80; unpacking wants no rights either.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context as _, Result};

use super::{cache, debian, lookup, variable};
use crate::process;
use crate::project::Project;

/// A server for the end-to-end tests.
pub(crate) struct Server {
    /// What the tests read its program from.
    pub(crate) tests_variable: &'static str,
    /// What the names of its tests begin with.
    pub(crate) tests: &'static str,
    /// The variable that may name it, the package and its program there.
    variable: &'static str,
    package: &'static str,
    program: &'static str,
}

pub(crate) const SERVERS: [Server; 2] = [
    Server {
        tests_variable: "REFERRAL_NGINX",
        tests: "deploy::nginx",
        variable: "NGINX",
        package: "nginx",
        program: "usr/sbin/nginx",
    },
    Server {
        tests_variable: "REFERRAL_CADDY",
        tests: "deploy::caddy",
        variable: "CADDY",
        package: "caddy",
        program: "usr/bin/caddy",
    },
];

impl Server {
    /// Its program; `None`, with the way to get it, where it cannot be had for the user.
    pub(crate) fn set_up(&self, project: &Project) -> Option<PathBuf> {
        let found = self.find().or_else(|| {
            let unpacked = debian::is_here().then(|| self.unpack(project))?;
            unpacked.inspect_err(|error| println!("{error:#}")).ok()
        });
        if found.is_none() {
            println!(
                "{0} is missing, so the test of its recipe will NOT run. Install it, or set {1} to its program.",
                self.package, self.variable
            );
        }
        found
    }

    fn find(&self) -> Option<PathBuf> {
        let installed =
            || Some(Path::new("/").join(self.program)).filter(|program| program.is_file());
        let in_path = || lookup::program(self.package, &lookup::joined(&[]));
        variable(self.variable)
            .map(PathBuf::from)
            .or_else(in_path)
            .or_else(installed)
    }

    fn unpack(&self, project: &Project) -> Result<PathBuf> {
        const LIMIT: Duration = Duration::from_secs(300);
        let cache = cache::Cache::of_user()?;
        let name = format!("{}-of-debian", self.package);
        let program = cache.place(&name).join(self.program);
        if program.is_file() {
            return Ok(program);
        }
        println!(
            "unpacking {} of Debian, some seconds, once per user …",
            self.package
        );
        let log = project.log(&format!("unpack {}", self.package));
        cache
            .fill(&name, |partial| {
                debian::download(self.package, partial, project)?;
                for entry in std::fs::read_dir(partial)? {
                    let path = entry?.path();
                    if path.extension().is_some_and(|extension| extension == "deb") {
                        let mut unpack = Command::new("dpkg-deb");
                        unpack.arg("-x").arg(&path).arg(partial);
                        process::logged_or_fail(&mut unpack, &log, LIMIT)?;
                        std::fs::remove_file(path)?;
                    }
                }
                Ok(())
            })
            .with_context(|| format!("unpacking {}", self.package))?;
        Ok(program)
    }
}
