//! What a sandbox is started with. Where the values come from on the command line is the binary's `cli`.

use std::fs;
use std::io::{self, Error};
use std::path::PathBuf;

use crate::data;
use crate::fault::Fault;
use crate::generate::{Generator, Recipe};
use crate::row::Row;

/// How a sandbox is started. `Options::default()` is a free port, the default recipe, no site, no fault.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// On 127.0.0.1; 0 takes a free one.
    pub port: u16,
    /// Where the rows come from.
    pub source: Source,
    /// Faults of every request, from the start.
    pub faults: Vec<Fault>,
    /// An origin that may read answers across origins, or `*`. None: the service knows no CORS, as the real one (endpoint.md §7).
    pub allow_origin: Option<String>,
    /// A path in front of `/partner/v1/…`, such as `/api/pc`.
    pub api_prefix: String,
    /// Whether connections are used again. Off, because a browser may repeat a request by itself when a connection that it
    /// used before closes without an answer: faults would strike twice.
    pub keep_alive: bool,
    /// A built site to serve beside the endpoint.
    pub site: Option<Site>,
}

/// Where rows come from.
#[derive(Clone, Debug)]
pub enum Source {
    /// Made up.
    Recipe(Recipe),
    /// A saved answer: array, envelope, object or NDJSON.
    File(PathBuf),
    /// The same as text.
    Json(String),
}

impl Default for Source {
    fn default() -> Self {
        Self::Recipe(Recipe::default())
    }
}

impl Source {
    pub(crate) fn rows(&self) -> Result<Vec<Row>, Error> {
        match self {
            Self::Recipe(recipe) => Ok(Generator::new(*recipe).collect()),
            Self::File(path) => data::read(&fs::read_to_string(path).map_err(|error| {
                Error::new(
                    error.kind(),
                    format!("cannot read {}: {error}", path.display()),
                )
            })?),
            Self::Json(text) => data::read(text),
        }
    }
}

/// A built site and the policy under which it is served (contract §2).
#[derive(Clone, Debug)]
pub struct Site {
    /// The folder with `index.html`.
    pub dir: PathBuf,
    /// The path under which it is served, such as `/some/sub/path`; empty for the root.
    pub prefix: String,
    /// Sources besides `'self'` that the page may connect to.
    pub connect: Vec<String>,
    /// What the page may put into frames; nothing without it.
    pub frames: Vec<String>,
    /// Adds `require-trusted-types-for 'script'`.
    pub trusted_types: bool,
    /// Adds `report-uri /sandbox/csp`; violations are then in [`crate::Sandbox::csp_reports`].
    pub collect_reports: bool,
}

impl Site {
    /// That folder at the root, under the strict policy, violations collected.
    pub fn new(dir: impl Into<PathBuf>) -> Self {
        Self {
            dir: dir.into(),
            prefix: String::new(),
            connect: Vec::new(),
            frames: Vec::new(),
            trusted_types: false,
            collect_reports: true,
        }
    }

    /// The `Content-Security-Policy` of every file.
    pub fn policy(&self) -> String {
        let mut connect = String::from("'self'");
        for source in &self.connect {
            connect.push(' ');
            connect.push_str(source);
        }
        let mut policy = format!(
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; \
             connect-src {connect}; worker-src 'self' blob:; base-uri 'none'; form-action 'none'"
        );
        if !self.frames.is_empty() {
            policy.push_str("; frame-src ");
            policy.push_str(&self.frames.join(" "));
        }
        if self.trusted_types {
            policy.push_str("; require-trusted-types-for 'script'");
        }
        if self.collect_reports {
            policy.push_str("; report-uri /sandbox/csp");
        }
        policy
    }

    /// Fails early where the folder is not there.
    pub(crate) fn check(&self) -> io::Result<()> {
        if self.dir.is_dir() {
            return Ok(());
        }
        let text = format!("no folder {}: build the site first", self.dir.display());
        Err(Error::new(io::ErrorKind::NotFound, text))
    }
}
