//! Browsers for tests and the drivers that steer them: found, installed on Debian, started on a free port.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

use super::{Kit, cache, debian, lookup, tools, variable};
use crate::loopback::{answers, free_port};
use crate::process::Running;
use crate::project::Project;

/// How long a driver may take until it answers.
const START: Duration = Duration::from_secs(30);

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Engine {
    Chromium,
    Firefox,
    WebKit,
}

impl Engine {
    /// What the end-to-end tests read from `REFERRAL_BROWSER`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }

    /// The variable that may name the driver, and its usual name.
    fn driver_names(self) -> (&'static str, &'static str) {
        match self {
            Self::Chromium => ("CHROMEDRIVER", "chromedriver"),
            Self::Firefox => ("GECKODRIVER", "geckodriver"),
            Self::WebKit => ("WEBKITWEBDRIVER", "WebKitWebDriver"),
        }
    }

    fn driver(self, kit: &Kit) -> Option<PathBuf> {
        let (name, program) = self.driver_names();
        let in_path = || lookup::program(program, &lookup::joined(&kit.path));
        variable(name).map(PathBuf::from).or_else(in_path)
    }

    fn debian_packages(self) -> &'static [&'static str] {
        match self {
            Self::Chromium => &["chromium", "chromium-driver"],
            Self::Firefox => &["firefox-esr"],
            Self::WebKit => &["webkit2gtk-driver", "xvfb"],
        }
    }

    fn advice(self) -> &'static str {
        match self {
            Self::Chromium => {
                "Install Chrome or Chromium and its chromedriver, or set CHROMEDRIVER.\n  macOS: brew install --cask google-chrome chromedriver\n  Windows: winget install Google.Chrome Chromium.ChromeDriver"
            }
            Self::Firefox => {
                "Install Firefox and geckodriver, or set GECKODRIVER.\n  macOS: brew install firefox geckodriver\n  Windows: winget install Mozilla.Firefox Mozilla.GeckoDriver"
            }
            Self::WebKit => "WebKit is tested on Debian only; leave out --browsers all here.",
        }
    }
}

/// A driver that can be started.
pub(crate) struct Browser {
    pub(crate) engine: Engine,
    pub(crate) driver: PathBuf,
}

/// A driver that runs, with the display it may need.
pub(crate) struct Driver {
    pub(crate) url: String,
    _driver: Running,
    _display: Option<Running>,
}

impl Browser {
    /// Finds the driver (a variable names it, or it is in `PATH`) or installs it with its browser.
    pub(crate) fn set_up(engine: Engine, kit: &mut Kit, project: &Project) -> Result<Self> {
        if engine.driver(kit).is_none() {
            if debian::is_here() {
                debian::install(engine.debian_packages(), engine.name(), project)?;
            }
            if engine == Engine::Firefox {
                let cache = cache::Cache::of_user()?;
                let folder = tools::provide(&tools::geckodriver(), kit, project, &cache)?;
                kit.path.extend(folder);
            }
        }
        let driver = engine
            .driver(kit)
            .with_context(|| format!("no driver for {}. {}", engine.name(), engine.advice()))?;
        Ok(Self { engine, driver })
    }

    /// Starts the driver; it ends when the value goes.
    pub(crate) fn start(&self, kit: &Kit, project: &Project) -> Result<Driver> {
        let port = free_port()?;
        let log = std::fs::File::create(
            project
                .scratch()
                .join(format!("{}-driver.log", self.engine.name())),
        )?;
        let mut command = Command::new(&self.driver);
        command
            .arg(format!("--port={port}"))
            .current_dir(&kit.root)
            .stdout(log.try_clone()?)
            .stderr(log);
        let display = match self.engine {
            Engine::WebKit => Some(virtual_display(&mut command)?),
            Engine::Chromium | Engine::Firefox => None,
        };
        let mut driver = Running::start(&mut command)?;
        let started = Instant::now();
        while !answers(port, "/status") {
            if driver.status()?.is_some() || started.elapsed() > START {
                bail!(
                    "{} did not start; its log is in {}",
                    self.driver.display(),
                    project.short(&project.scratch())
                );
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        Ok(Driver {
            url: format!("http://127.0.0.1:{port}"),
            _driver: driver,
            _display: display,
        })
    }
}

/// WebKitGTK draws on a screen only; Xvfb is one that nobody sees.
fn virtual_display(driver: &mut Command) -> Result<Running> {
    let display = format!(":{}", 70 + std::process::id() % 900);
    let mut command = Command::new("Xvfb");
    command
        .arg(&display)
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let running = Running::start(&mut command)?;
    driver.env("DISPLAY", display);
    // OK because the only pages it opens are our own, and as root in a container its sandbox cannot start.
    driver.env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1");
    Ok(running)
}
