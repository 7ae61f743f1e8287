//! The engine stays pure: what it and the columns are built from knows no browser, no clock and no I/O.

/// The names of what a manifest's crate is built from.
fn dependencies(manifest: &str) -> Vec<&str> {
    let lines = manifest.split("\n[dependencies]\n").nth(1);
    let lines = lines.and_then(|rest| rest.split("\n[").next());
    let lines = lines.unwrap_or_default().lines();
    lines
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('='))
        .map(|(name, _)| name.trim())
        .collect()
}

#[test]
fn nothing_that_knows_a_browser_can_be_named_in_the_engine() {
    let engine = include_str!("../Cargo.toml");
    assert_eq!(dependencies(engine), ["referral-columns", "serde"]);
    let columns = include_str!("../../columns/Cargo.toml");
    assert_eq!(dependencies(columns), ["serde"]);
}
