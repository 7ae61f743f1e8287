//! The release site that is measured: built like `dist/`, in a folder of its own so that measuring does not change `dist/`.

use std::time::Duration;

use anyhow::Result;

use crate::project::Project;
use crate::setup::Kit;
use crate::{build, process, split};

/// A build that takes longer hangs.
pub(super) const LIMIT: Duration = Duration::from_secs(25 * 60);

/// The feature of the widget that counts what is allocated.
const COUNTED: &str = "counted";

/// Builds it, packed as it is delivered.
pub(super) fn build(kit: &Kit, project: &Project) -> Result<Project> {
    build_with(kit, project, split::FEATURE, "bench-site")
}

/// The same, but it can tell what its module has allocated.
pub(super) fn build_counted(kit: &Kit, project: &Project) -> Result<Project> {
    let features = format!("{},{COUNTED}", split::FEATURE);
    build_with(kit, project, &features, "bench-site-counted")
}

fn build_with(kit: &Kit, project: &Project, features: &str, folder: &str) -> Result<Project> {
    let site = Project {
        root: project.root.clone(),
        target: project.target.clone(),
        dist: project.scratch().join(folder),
    };
    println!("building the page …");
    process::logged_or_fail(
        &mut build::trunk(kit, &site, features),
        &project.log("bench site"),
        LIMIT,
    )?;
    build::finish(kit, &site)?;
    Ok(site)
}
