//! The Rust compiler: the user's own when it can build for wasm (or rustup can teach it), else Debian's.
//! Releases build std for wasm from its sources, so that it is as small as the rest; Debian has no other.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};

use super::cache::Cache;
use super::{cargo_home, debian};
use crate::process;
use crate::project::Project;

pub(crate) const WASM: &str = "wasm32-unknown-unknown";
const DEBIAN_PACKAGES: [&str; 7] = [
    "rustc-web",
    "cargo-web",
    "rust-web-src",
    "rust-web-llvm",
    "rust-web-clippy",
    "rustfmt-web",
    "lld-22",
];
const STD_SOURCES: &str = "lib/rustlib/src/rust/library";
/// A target is 20 MB; a rustup without a way out fails sooner.
const RUSTUP_LIMIT: Duration = Duration::from_secs(180);

/// One compiler and what must be around it.
pub(super) struct Toolchain {
    /// For people.
    pub(super) name: String,
    pub(super) path: Vec<PathBuf>,
    /// For every call, so that host and wasm builds share what they can.
    pub(super) environment: &'static [(&'static str, &'static str)],
    pub(super) wasm_environment: &'static [(&'static str, &'static str)],
    /// For wasm that is to be small.
    pub(super) release_environment: &'static [(&'static str, &'static str)],
    /// For the same: a panic is a trap, without the texts that would tell of it, without its place in the source, and 16 bytes
    /// are moved at once.
    pub(super) release_flags: &'static [&'static str],
}

// OK because building std, and the traps that need a std of our own, are all that is unstable; set for host builds too, as
// build scripts look at it and would be run again at every change between host and wasm.
const UNSTABLE: &[(&str, &str)] = &[("RUSTC_BOOTSTRAP", "1")];
const BUILD_STD: (&str, &str) = ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort");
const SMALL_STD: &[(&str, &str)] = &[
    BUILD_STD,
    ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
];
const SMALL: &[&str] = &[
    "-Zunstable-options",
    "-Cpanic=immediate-abort",
    "-Zlocation-detail=none",
    // OK because every browser of the last three years has it; moving structs takes fewer instructions with it.
    "-Ctarget-feature=+simd128",
];

pub(super) fn find(project: &Project, cache: &Cache) -> Result<Toolchain> {
    let own = question("rustc", &["-V"]);
    if knows_wasm() || taught_by_rustup(own.as_deref().unwrap_or_default(), project, cache)? {
        rustup_components(project)?;
        let name = own.unwrap_or_default();
        if has_std_source(project)? {
            return Ok(Toolchain {
                name: format!("{name}, building std for releases from source"),
                path: Vec::new(),
                environment: UNSTABLE,
                wasm_environment: &[],
                release_environment: SMALL_STD,
                release_flags: SMALL,
            });
        }
        println!(
            "the source of std is not here, so the site will be larger. Type:\n  rustup component add rust-src"
        );
        return Ok(Toolchain {
            name,
            path: Vec::new(),
            environment: &[],
            wasm_environment: &[],
            release_environment: &[],
            release_flags: &[],
        });
    }
    if debian::is_here() {
        return from_debian(project);
    }
    bail!(
        "the Rust compiler here cannot build for the browser. Type:\n  rustup target add {WASM}\n(rustup comes from https://rustup.rs)"
    )
}

fn from_debian(project: &Project) -> Result<Toolchain> {
    debian::install(&DEBIAN_PACKAGES, "Rust for wasm", project)?;
    let sysroot = process::answer(clean_command("/usr/bin/rustc").args(["--print", "sysroot"]))
        .context("/usr/bin/rustc does not run")?;
    if !Path::new(&sysroot).join(STD_SOURCES).is_dir() {
        bail!(
            "/usr/bin/rustc has no source of std at {sysroot}/{STD_SOURCES}; another rustc took the place of Debian's rustc-web"
        );
    }
    let version = process::answer(clean_command("/usr/bin/rustc").arg("-V")).unwrap_or_default();
    Ok(Toolchain {
        name: format!("{version} from Debian, building std for wasm from source"),
        // OK because cargo looks for its sub-commands in its home first, where rustup's clippy may lie, unless PATH says otherwise.
        path: vec![PathBuf::from("/usr/bin"), cargo_home()?.join("bin")],
        environment: UNSTABLE,
        wasm_environment: &[BUILD_STD],
        release_environment: SMALL_STD,
        release_flags: SMALL,
    })
}

/// Asks rustup once for the target; a compiler that did not get it is remembered, so that later runs do not wait.
fn taught_by_rustup(compiler: &str, project: &Project, cache: &Cache) -> Result<bool> {
    if question("rustup", &["--version"]).is_none() {
        return Ok(false);
    }
    let note = cache.path().join("rustup-has-no-wasm");
    if debian::is_here() && fs::read_to_string(&note).is_ok_and(|text| text == compiler) {
        return Ok(false);
    }
    println!("adding {WASM} with rustup …");
    let mut command = clean_command("rustup");
    command.args(["target", "add", WASM]);
    let (success, text) =
        process::logged(&mut command, &project.log("rustup target"), RUSTUP_LIMIT)?;
    if success && knows_wasm() {
        return Ok(true);
    }
    if !debian::is_here() {
        println!("{text}");
        return Ok(false);
    }
    println!(
        "  rustup could not; taking Debian's compiler (asked again when {} is deleted)",
        note.display()
    );
    fs::write(&note, compiler)?;
    Ok(false)
}

/// The lints and the formatter, which a minimal rustup has not.
fn rustup_components(project: &Project) -> Result<()> {
    for (program, component) in [("cargo-clippy", "clippy"), ("cargo-fmt", "rustfmt")] {
        if question(program, &["--version"]).is_none() {
            println!("adding {component} with rustup …");
            let mut command = clean_command("rustup");
            command.args(["component", "add", component]);
            process::logged_or_fail(&mut command, &project.log("rustup component"), RUSTUP_LIMIT)?;
        }
    }
    Ok(())
}

/// Whether std can be built from source; rustup is asked for what that takes.
fn has_std_source(project: &Project) -> Result<bool> {
    let is_here = || {
        question("rustc", &["--print", "sysroot"])
            .is_some_and(|sysroot| Path::new(&sysroot).join(STD_SOURCES).is_dir())
    };
    if is_here() || question("rustup", &["--version"]).is_none() {
        return Ok(is_here());
    }
    println!("adding the source of std with rustup …");
    let mut command = clean_command("rustup");
    command.args(["component", "add", "rust-src"]);
    process::logged(&mut command, &project.log("rustup rust-src"), RUSTUP_LIMIT)?;
    Ok(is_here())
}

fn knows_wasm() -> bool {
    let library = Path::new("lib/rustlib").join(WASM).join("lib");
    question("rustc", &["--print", "sysroot"])
        .is_some_and(|sysroot| Path::new(&sysroot).join(library).is_dir())
}

fn question(program: &str, arguments: &[&str]) -> Option<String> {
    process::answer(clean_command(program).args(arguments))
}

/// A command without what `cargo run` put into our environment (it describes xtask, not the child) and without flags that
/// would make the site's bytes depend on who builds it. `RUSTUP_TOOLCHAIN` stays: `cargo +nightly xtask` means it.
pub(super) fn clean_command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    for (name, _) in env::vars_os() {
        if name.to_str().is_some_and(is_unwanted) {
            command.env_remove(name);
        }
    }
    command
}

fn is_unwanted(name: &str) -> bool {
    const RUN: [&str; 6] = [
        "CARGO",
        "CARGO_MANIFEST_DIR",
        "CARGO_MANIFEST_PATH",
        "RUSTC",
        "RUSTDOC",
        "LD_LIBRARY_PATH",
    ];
    const FLAGS: [&str; 3] = [
        "RUSTFLAGS",
        "CARGO_BUILD_RUSTFLAGS",
        "CARGO_ENCODED_RUSTFLAGS",
    ];
    const STARTS: [&str; 3] = ["CARGO_PKG_", "CARGO_BIN_", "CARGO_CRATE_"];
    RUN.contains(&name)
        || FLAGS.contains(&name)
        || STARTS.iter().any(|start| name.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn children_hear_the_user_but_not_cargo_run() {
        for name in ["CARGO", "CARGO_MANIFEST_DIR", "CARGO_PKG_NAME", "RUSTFLAGS"] {
            assert!(is_unwanted(name), "{name}");
        }
        for name in [
            "CARGO_HOME",
            "CARGO_TARGET_DIR",
            "CARGO_BUILD_JOBS",
            "RUSTUP_TOOLCHAIN",
            "PATH",
        ] {
            assert!(!is_unwanted(name), "{name}");
        }
    }
}
