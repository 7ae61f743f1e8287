//! The release site that is measured: built like `dist/`, in a folder of its own so that measuring does not change `dist/`.

use std::time::Duration;

use anyhow::Result;

use crate::project::Project;
use crate::setup::Kit;
use crate::{build, process};

/// A build that takes longer hangs.
pub(super) const LIMIT: Duration = Duration::from_secs(25 * 60);

/// Builds it, packed as it is delivered.
pub(super) fn build(kit: &Kit, project: &Project) -> Result<Project> {
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
    Ok(site)
}
