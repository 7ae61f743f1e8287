//! `cargo xtask serve`: the page, built and watched by trunk, with the endpoint's path proxied to the sandbox or to a real service.

use std::fs;
use std::io::{BufRead as _, BufReader, Read};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};

use crate::loopback::{answers, ensure_free};
use crate::options::{Profile, Serve};
use crate::process::{self, Running};
use crate::project::Project;
use crate::setup::Kit;

/// Everything the page asks of the service lies below this path (contract §6).
const SERVICE_PATH: &str = "/partner/";
const POLL: Duration = Duration::from_millis(100);

pub(crate) fn serve(project: &Project, options: &Serve) -> Result<()> {
    ensure_free(options.port)?;
    let kit = Kit::set_up(project)?;
    let mut sandbox = None;
    let service = match &options.endpoint {
        Some(endpoint) => endpoint.clone(),
        None => {
            let (running, address) = start_sandbox(&kit, project)?;
            sandbox = Some(running);
            address
        }
    };
    println!("building the page …");
    let mut trunk = Running::start(&mut trunk(&kit, project, options, &service))?;
    while !answers(options.port, "/") {
        if let Some(status) = trunk.status()? {
            bail!("trunk stopped before the page was there ({status})");
        }
        thread::sleep(POLL);
    }
    let asked = options.endpoint.as_deref().unwrap_or("the sandbox");
    println!(
        "\n  http://127.0.0.1:{}/   (requests go to {asked}; Ctrl-C stops all)\n",
        options.port
    );
    loop {
        if let Some(status) = trunk.status()? {
            bail!("trunk stopped ({status})");
        }
        if let Some(status) = sandbox.as_mut().map(Running::status).transpose()?.flatten() {
            bail!("the sandbox stopped ({status})");
        }
        thread::sleep(POLL);
    }
}

/// trunk builds into a folder of its own, so that serving does not change `dist/`.
fn trunk(kit: &Kit, project: &Project, options: &Serve, service: &str) -> Command {
    let mut command = kit.trunk();
    command.args([
        "serve",
        "--quiet",
        "--offline",
        "--port",
        &options.port.to_string(),
    ]);
    command.arg("--dist").arg(project.scratch().join("served"));
    command.args([
        "--proxy-backend",
        &format!("{service}{SERVICE_PATH}"),
        "--proxy-rewrite",
        SERVICE_PATH,
    ]);
    // OK because a redirect is the page's to refuse, as it would be without a proxy between (contract §6).
    command.arg("--proxy-no-redirect");
    if options.endpoint.is_none() {
        command.arg("--proxy-no-system-proxy");
    }
    if options.profile == Profile::Release {
        command.arg("--release");
    }
    command
}

/// Builds and starts the sandbox on a port of its choice, and gives its address.
fn start_sandbox(kit: &Kit, project: &Project) -> Result<(Running, String)> {
    println!("building the sandbox …");
    process::shown(kit.cargo().args([
        "build",
        "--quiet",
        "--locked",
        "--package",
        "referral-sandbox",
    ]))?;
    let program = project
        .target
        .join("debug")
        .join(format!("referral-sandbox{}", std::env::consts::EXE_SUFFIX));
    let mut command = Command::new(program);
    command
        // Up to today, so that the last months that a range asks for are not empty.
        .args(["--port", "0", "--until", "today"])
        .current_dir(&project.root)
        .stdout(Stdio::piped());
    let mut sandbox = Running::start(&mut command)?;
    let mut output = BufReader::new(sandbox.stdout().context("the sandbox has no output")?);
    let mut line = String::new();
    while output.read_line(&mut line)? > 0 {
        if let Some(address) = address_in(&line) {
            let address = address.to_owned();
            keep_reading(output, project)?;
            return Ok((sandbox, address));
        }
        line.clear();
    }
    bail!("the sandbox ended without saying where it listens")
}

fn address_in(line: &str) -> Option<&str> {
    let (_, address) = line.split_once("listening on ")?;
    Some(address.trim().trim_end_matches('/')).filter(|address| address.starts_with("http://"))
}

/// What the sandbox goes on to say is kept in a file; unread, it would fill the pipe and stop the sandbox.
fn keep_reading(mut output: impl Read + Send + 'static, project: &Project) -> Result<()> {
    fs::create_dir_all(project.scratch())?;
    let mut log = fs::File::create(project.scratch().join("sandbox.log"))?;
    thread::spawn(move || std::io::copy(&mut output, &mut log));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sandbox_says_where_it_listens() {
        assert_eq!(
            address_in("listening on http://127.0.0.1:4011\n"),
            Some("http://127.0.0.1:4011")
        );
        assert_eq!(address_in("10,000 rows, seed 1\n"), None);
    }
}
