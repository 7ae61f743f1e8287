//! The machine and the day that figures are of; without them they mean little.

use std::fs;
use std::process::Command;

use anyhow::Result;

use crate::asked::Browser;
use crate::webdriver::Session;

/// Date, processor, cores, load and browser.
pub(crate) fn told(browser: &Browser) -> Result<String> {
    let version = Session::open(&browser.driver, &browser.options)?
        .browser
        .clone();
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').nth(2).unwrap_or("?").to_owned();
    Ok(format!(
        "{}, {}, {cores} cores, load of the last 15 minutes {load}, {version}",
        date(),
        processor()
    ))
}

fn date() -> String {
    let answer = Command::new("date").args(["-u", "+%Y-%m-%d"]).output();
    let text = answer.map(|answer| String::from_utf8_lossy(&answer.stdout).trim().to_owned());
    text.unwrap_or_else(|_| "?".to_owned())
}

fn processor() -> String {
    let known = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = known
        .lines()
        .find_map(|line| line.strip_prefix("model name"))
        .map(|rest| rest.trim_start_matches([' ', '\t', ':']).to_owned());
    name.unwrap_or_else(|| std::env::consts::ARCH.to_owned())
}
