//! `cargo xtask fuzz`: the fuzz targets of the engine (engine/tests/fuzz) for longer than the test suite runs them.

use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context as _, Result};

use crate::options::Fuzz;
use crate::process;
use crate::project::Project;
use crate::setup::Kit;

pub(crate) fn fuzz(project: &Project, options: &Fuzz) -> Result<()> {
    let kit = Kit::set_up(project)?;
    let seed = match options.seed {
        Some(seed) => seed,
        None => SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs(),
    };
    println!("seed {seed}, {} s for each target", options.seconds);
    let mut command = kit.cargo();
    command
        .args(["test", "--locked", "--package", "referral-engine"])
        .args(["--test", "fuzz"])
        .env("REFERRAL_FUZZ_SECONDS", options.seconds.to_string())
        .env("REFERRAL_FUZZ_SEED", seed.to_string());
    // One after another and talking, because this is watched by a person.
    command.args(["--", "--nocapture", "--test-threads", "1"]);
    command.args(&options.target);
    process::shown(&mut command)
        .context("a target failed; what it failed on is in engine/tests/fuzz/crashes")
}
