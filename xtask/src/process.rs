//! Children: started in a group of their own, ended together with whatever they started, and never outliving us.
//! Output goes to the terminal or to a log file that is shown when the child fails.

use std::fs::{self, File};
use std::io::Read as _;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

const POLL: Duration = Duration::from_millis(20);
/// How long a child may take to leave after it was asked to.
const GRACE: Duration = Duration::from_secs(1);
/// How often a long silent step says that it is alive.
const HEARTBEAT: Duration = Duration::from_secs(30);

static GROUPS: Mutex<Vec<u32>> = Mutex::new(Vec::new());
static ENDING: AtomicBool = AtomicBool::new(false);

/// On Ctrl-C, SIGTERM or a closed terminal every child is ended before we are.
pub(crate) fn end_children_with_us() -> Result<()> {
    ctrlc::set_handler(|| {
        ENDING.store(true, Ordering::SeqCst);
        let groups = GROUPS
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        for group in &groups {
            system::ask(*group);
        }
        let asked = Instant::now();
        while asked.elapsed() < GRACE && groups.iter().any(|group| system::lives(*group)) {
            thread::sleep(POLL);
        }
        for group in &groups {
            system::end(*group);
        }
        std::process::exit(130);
    })
    .context("listening for Ctrl-C")
}

/// A child that is ended when this value goes.
pub(crate) struct Running {
    child: Child,
}

impl Running {
    pub(crate) fn start(command: &mut Command) -> Result<Self> {
        system::own_group(command);
        rest_while_ending();
        // OK because the lock is held while starting: Ctrl-C sees each child or comes before it.
        let mut groups = GROUPS.lock().unwrap_or_else(PoisonError::into_inner);
        let name = command.get_program().to_string_lossy().into_owned();
        let child = command
            .stdin(Stdio::null())
            .spawn()
            .with_context(|| format!("starting {name}"))?;
        groups.push(child.id());
        Ok(Self { child })
    }

    pub(crate) fn stdout(&mut self) -> Option<std::process::ChildStdout> {
        self.child.stdout.take()
    }

    /// `None` while it runs.
    pub(crate) fn status(&mut self) -> Result<Option<ExitStatus>> {
        let status = self.child.try_wait()?;
        if status.is_some() {
            rest_while_ending();
        }
        Ok(status)
    }

    /// Waits, calling `meanwhile` every now and then; ends the child when `limit` has passed.
    fn wait(&mut self, limit: Duration, mut meanwhile: impl FnMut(Duration)) -> Result<ExitStatus> {
        let started = Instant::now();
        loop {
            if let Some(status) = self.status()? {
                return Ok(status);
            }
            if started.elapsed() > limit {
                bail!("still running after {}, stopped", duration(limit));
            }
            meanwhile(started.elapsed());
            thread::sleep(POLL);
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let group = self.child.id();
        system::ask(group);
        let asked = Instant::now();
        while asked.elapsed() < GRACE && matches!(self.child.try_wait(), Ok(None)) {
            thread::sleep(POLL);
        }
        system::end(group);
        // OK because a child that is already gone has nothing left to tell.
        let _ = self.child.wait();
        GROUPS
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .retain(|other| *other != group);
    }
}

/// Once Ctrl-C came nothing new is begun and no child is blamed for having been ended: the process is about to go.
fn rest_while_ending() {
    while ENDING.load(Ordering::SeqCst) {
        thread::park();
    }
}

/// Runs to the end with the terminal's own output.
pub(crate) fn shown(command: &mut Command) -> Result<()> {
    let status = Running::start(command)?.wait(Duration::MAX, |_| {})?;
    if !status.success() {
        bail!(
            "{} failed ({status})",
            command.get_program().to_string_lossy()
        );
    }
    Ok(())
}

/// Runs to the end with stdout and stderr in `log`, and gives the log's text; the terminal hears a heartbeat.
pub(crate) fn logged(command: &mut Command, log: &Path, limit: Duration) -> Result<(bool, String)> {
    if let Some(folder) = log.parent() {
        fs::create_dir_all(folder)?;
    }
    let file = File::create(log).with_context(|| format!("writing {}", log.display()))?;
    command.stdout(file.try_clone()?).stderr(file);
    let mut next = HEARTBEAT;
    let ended = Running::start(command)?.wait(limit, |elapsed| {
        if elapsed >= next {
            next += HEARTBEAT;
            println!("    … {}: {}", duration(elapsed), last_line(&text_of(log)));
        }
    });
    let text = text_of(log);
    match ended {
        Ok(status) => Ok((status.success(), text)),
        Err(error) => Ok((false, format!("{text}\n{error:#}"))),
    }
}

/// Like [`logged`], but a failure is an error that shows the log.
pub(crate) fn logged_or_fail(command: &mut Command, log: &Path, limit: Duration) -> Result<()> {
    let (success, text) = logged(command, log, limit)?;
    if !success {
        println!("{text}");
        bail!(
            "{} failed, see above",
            command.get_program().to_string_lossy()
        );
    }
    Ok(())
}

/// What a short question to another program prints; `None` if it cannot be run or fails.
pub(crate) fn answer(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).output().ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// A log as far as it can be read.
pub(crate) fn text_of(log: &Path) -> String {
    let mut bytes = Vec::new();
    if let Ok(mut file) = File::open(log) {
        // OK because a log that cannot be read is shown as far as it could be.
        let _ = file.read_to_end(&mut bytes);
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn last_line(text: &str) -> String {
    let line = text
        .lines()
        .rev()
        .find(|line| !line.trim().is_empty())
        .unwrap_or_default();
    line.trim().chars().take(100).collect()
}

/// `8 s`, `2 min 5 s`.
pub(crate) fn duration(time: Duration) -> String {
    let seconds = time.as_secs();
    match (seconds / 60, seconds % 60) {
        (0, 0) => format!("{} ms", time.as_millis()),
        (0, seconds) => format!("{seconds} s"),
        (minutes, seconds) => format!("{minutes} min {seconds} s"),
    }
}

#[cfg(unix)]
mod system {
    use std::os::unix::process::CommandExt as _;
    use std::process::Command;

    use nix::sys::signal::{Signal, killpg};
    use nix::unistd::Pid;

    pub(super) fn own_group(command: &mut Command) {
        command.process_group(0);
    }

    pub(super) fn ask(group: u32) {
        send(group, Signal::SIGTERM);
    }

    pub(super) fn end(group: u32) {
        send(group, Signal::SIGKILL);
    }

    pub(super) fn lives(group: u32) -> bool {
        send(group, None)
    }

    fn send(group: u32, signal: impl Into<Option<Signal>>) -> bool {
        i32::try_from(group).is_ok_and(|group| killpg(Pid::from_raw(group), signal).is_ok())
    }
}

#[cfg(not(unix))]
mod system {
    use std::process::{Command, Stdio};

    pub(super) fn own_group(_: &mut Command) {}

    pub(super) fn ask(group: u32) {
        let group = group.to_string();
        let mut command = Command::new("taskkill");
        // OK because a process that is already gone is what was wanted.
        let _ = command
            .args(["/T", "/F", "/PID", &group])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
    }

    pub(super) fn end(_: u32) {}

    pub(super) fn lives(_: u32) -> bool {
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_as_people_say_them() {
        for (milliseconds, text) in [
            (0, "0 ms"),
            (740, "740 ms"),
            (8_000, "8 s"),
            (125_000, "2 min 5 s"),
        ] {
            assert_eq!(duration(Duration::from_millis(milliseconds)), text);
        }
    }

    #[test]
    fn the_last_line_is_the_last_with_text() {
        assert_eq!(last_line("one\n  Compiling two\n\n"), "Compiling two");
        assert_eq!(last_line(""), "");
    }

    #[cfg(unix)]
    #[test]
    fn a_dropped_child_takes_its_own_children_along() {
        let mut command = Command::new("sh");
        command
            .args(["-c", "sleep 600 & echo $!; wait"])
            .stdout(Stdio::piped());
        let mut running = Running::start(&mut command).unwrap();
        let mut lines = std::io::BufRead::lines(std::io::BufReader::new(running.stdout().unwrap()));
        lines.next().unwrap().unwrap();
        let group = running.child.id();
        assert!(system::lives(group));
        drop(running);
        // OK because the grandchild is reaped by whoever adopts it, a moment after it was ended.
        let asked = Instant::now();
        while system::lives(group) && asked.elapsed() < GRACE {
            thread::sleep(POLL);
        }
        assert!(
            lines.next().is_none(),
            "the pipe is closed because nobody holds it any more"
        );
    }
}
