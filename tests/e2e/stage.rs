//! What a test plays on: a sandbox with rows behind the built site, and a browser that is closed whatever happens.

use std::any::Any;
use std::env;
use std::panic::{AssertUnwindSafe, resume_unwind};
use std::path::PathBuf;
use std::sync::LazyLock;

use futures_util::FutureExt as _;
use referral_sandbox::{Options, Recipe, Sandbox, Site, Source};
use tokio::sync::Semaphore;

use crate::driver;
use crate::page::Page;

/// More browsers than that would only slow each other down; the drivers of others than Chromium have one session at a time.
static BROWSERS: LazyLock<Semaphore> =
    LazyLock::new(|| Semaphore::new(if driver::is_chromium() { 2 } else { 1 }));

/// What a test starts from.
pub(crate) struct Stage {
    source: Source,
    site: PathBuf,
    prefix: &'static str,
    frames: &'static [&'static str],
    connect: Vec<String>,
    /// What the console may say, by a part of it.
    expected: &'static [&'static str],
}

/// A sandbox with that many rows behind the built site.
pub(crate) fn rows(rows: u32) -> Stage {
    Stage {
        source: Source::Recipe(Recipe {
            rows,
            ..Recipe::default()
        }),
        site: variable("REFERRAL_DIST").into(),
        prefix: "",
        frames: &[],
        connect: Vec::new(),
        expected: &[],
    }
}

/// The browser says so of its own accord when an answer has an error status, breaks off or does not come.
const NETWORK: &[&str] = &["Failed to load resource"];

impl Stage {
    /// Network faults are provoked, so the console tells of them.
    pub(crate) fn with_faults(self) -> Self {
        Self {
            expected: NETWORK,
            ..self
        }
    }

    /// These rows instead.
    pub(crate) fn json(self, text: &str) -> Self {
        Self {
            source: Source::Json(text.to_owned()),
            ..self
        }
    }

    /// Rows from there instead.
    pub(crate) fn source(self, source: Source) -> Self {
        Self { source, ..self }
    }

    /// Another folder than the built site.
    pub(crate) fn site(self, site: PathBuf) -> Self {
        Self { site, ..self }
    }

    /// Pages of this machine may be put into frames.
    pub(crate) fn with_frames(self) -> Self {
        Self {
            frames: &["http://127.0.0.1:*", "http://localhost:*"],
            ..self
        }
    }

    /// The page may connect there too.
    pub(crate) fn connecting(self, connect: Vec<String>) -> Self {
        Self { connect, ..self }
    }

    /// Below that path instead of at the root.
    pub(crate) fn below(self, prefix: &'static str) -> Self {
        Self { prefix, ..self }
    }

    /// Runs a test in a browser, which is closed whatever happens.
    pub(crate) async fn run(self, test: impl AsyncFnOnce(&Page)) {
        let _permit = BROWSERS.acquire().await.unwrap();
        let client = driver::connect().await;
        let page = Page::new(client.clone(), self.sandbox());
        let mut outcome = AssertUnwindSafe(test(&page)).catch_unwind().await;
        if outcome.is_ok() {
            outcome = AssertUnwindSafe(page.check(self.expected))
                .catch_unwind()
                .await;
        }
        if let Err(panic) = &outcome {
            page.tell_of_failure().await;
            // Once more, as the last thing: above stands the way to it, of which a long log keeps only the end.
            eprintln!("failed: {}", words(panic.as_ref()));
        }
        client.close().await.unwrap();
        if let Err(panic) = outcome {
            resume_unwind(panic);
        }
    }

    fn sandbox(&self) -> Sandbox {
        let mut site = Site::new(&self.site);
        site.trusted_types = true;
        site.prefix = self.prefix.to_owned();
        site.connect.clone_from(&self.connect);
        site.frames = self.frames.iter().map(|&from| from.to_owned()).collect();
        Sandbox::start(Options {
            source: self.source.clone(),
            site: Some(site),
            ..Options::default()
        })
        .unwrap()
    }
}

/// What was said when it panicked.
fn words(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or_default()
}

/// The value of a variable that `cargo xtask test` sets.
pub(crate) fn variable(name: &str) -> String {
    env::var(name).unwrap_or_else(|_| panic!("{name} is not set: run `cargo xtask test`"))
}
