//! What may be typed after `cargo xtask`, and what it means. Pure: nothing is run here.

use std::ffi::OsString;

use anyhow::{Result, bail};
use lexopt::{Arg, Parser, ValueExt as _};

pub(crate) const HELP: &str = "\
cargo xtask serve [--port 8080] [--endpoint URL] [--dev]
    Sets up what is missing, builds, starts the sandbox and the page, prints one address. Ctrl-C stops all.
    --endpoint URL   send the page's requests to this service instead of the sandbox
    --dev            debug build: rebuilds faster, runs slower
cargo xtask test [--browsers chromium|all] [--others-within MINUTES] [FILTER]
    Everything that must hold: format, lints, native tests, wasm tests, release build, sizes, end-to-end tests.
    --browsers all   in Firefox and WebKit too: the end-to-end tests of tests/e2e/every_browser.txt
    --others-within  the same, but only when Chromium's run is over within so many minutes, and where they can be had
    FILTER           only the tests whose name contains it (and only the tests: no lints, no sizes)
cargo xtask build
    The release site in dist/, with .br and .gz beside each file.
cargo xtask bench [native|browser|compare] [--rows N] [--runs N] [--write] [FILTER]
    The measurements: the engine on this machine, the engine and the built page in Chromium, the built page against what
    a portal team would otherwise ship (from npm).
    --rows, --runs   of the comparison; 100000 and 7
    --write          puts its tables into docs/benchmarks.md and README.md
    FILTER           only the native measurements whose name contains it
cargo xtask bench soak [--minutes 10] [--rows 1000000] [--write]
    The built page in use for so long: memory must stay flat. Then so many rows.
cargo xtask fuzz [--seconds 60] [--seed N] [TARGET]
    Hostile bytes for each reader of the engine (or for TARGET), for so long each; what fails is kept beside the corpus.";

/// One command with its options.
#[derive(Debug, PartialEq)]
pub(crate) enum Job {
    Help,
    Serve(Serve),
    Test(Test),
    Build,
    Bench(Bench),
    Fuzz(Fuzz),
}

#[derive(Debug, PartialEq, Default)]
pub(crate) struct Bench {
    pub(crate) part: Part,
    pub(crate) filter: Option<String>,
    /// Rows of the largest load.
    pub(crate) rows: Option<u32>,
    /// How often the comparison is run.
    pub(crate) runs: Option<u32>,
    /// How long the soak is.
    pub(crate) minutes: Option<u32>,
    /// Whether the tables in the documents are replaced.
    pub(crate) write: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) enum Part {
    /// All but the soak, which says nothing of speed.
    #[default]
    All,
    Native,
    Browser,
    Compare,
    Soak,
}

#[derive(Debug, PartialEq)]
pub(crate) struct Fuzz {
    pub(crate) target: Option<String>,
    /// For each target.
    pub(crate) seconds: u32,
    /// `None`: another one each time.
    pub(crate) seed: Option<u64>,
}

#[derive(Debug, PartialEq)]
pub(crate) struct Serve {
    pub(crate) port: u16,
    /// A service to use instead of the sandbox, without a trailing slash.
    pub(crate) endpoint: Option<String>,
    pub(crate) profile: Profile,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Profile {
    Release,
    Dev,
}

#[derive(Debug, PartialEq)]
pub(crate) struct Test {
    pub(crate) browsers: Browsers,
    /// Minutes after whose end other browsers are left out.
    pub(crate) others_within: Option<u64>,
    pub(crate) filter: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Browsers {
    Chromium,
    All,
}

/// Reads the arguments after the program's name.
pub(crate) fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Job> {
    let mut parser = Parser::from_args(arguments);
    let Some(first) = parser.next()? else {
        return Ok(Job::Help);
    };
    match first {
        Arg::Short('h') | Arg::Long("help") => Ok(Job::Help),
        Arg::Value(name) => match name.string()?.as_str() {
            "help" => Ok(Job::Help),
            "serve" => serve(&mut parser),
            "test" => test(&mut parser),
            "build" => build(&mut parser),
            "bench" => bench(&mut parser),
            "fuzz" => fuzz(&mut parser),
            other => bail!("no such command: {other}\n{HELP}"),
        },
        other => Err(other.unexpected().into()),
    }
}

fn serve(parser: &mut Parser) -> Result<Job> {
    let mut options = Serve {
        port: 8080,
        endpoint: None,
        profile: Profile::Release,
    };
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Short('h') | Arg::Long("help") => return Ok(Job::Help),
            Arg::Long("port") => options.port = parser.value()?.parse()?,
            Arg::Long("endpoint") => options.endpoint = Some(endpoint(&parser.value()?.string()?)?),
            Arg::Long("dev") => options.profile = Profile::Dev,
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(Job::Serve(options))
}

/// The base of a service: `http(s)`, no query, no fragment; what follows is always `/partner/…`.
fn endpoint(text: &str) -> Result<String> {
    let has_scheme = text.starts_with("http://") || text.starts_with("https://");
    if !has_scheme || text.contains(['?', '#']) || text.contains(char::is_whitespace) {
        bail!(
            "--endpoint wants the service's base, such as https://api.partnercenter.microsoft.com; got {text:?}"
        );
    }
    Ok(text.trim_end_matches('/').to_owned())
}

fn test(parser: &mut Parser) -> Result<Job> {
    let mut options = Test {
        browsers: Browsers::Chromium,
        others_within: None,
        filter: None,
    };
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Short('h') | Arg::Long("help") => return Ok(Job::Help),
            Arg::Long("browsers") => {
                options.browsers = match parser.value()?.string()?.as_str() {
                    "chromium" => Browsers::Chromium,
                    "all" => Browsers::All,
                    other => bail!("--browsers is chromium or all, got {other:?}"),
                }
            }
            Arg::Long("others-within") => {
                options.browsers = Browsers::All;
                options.others_within = Some(parser.value()?.parse()?);
            }
            Arg::Value(value) if options.filter.is_none() => options.filter = Some(value.string()?),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(Job::Test(options))
}

fn build(parser: &mut Parser) -> Result<Job> {
    match parser.next()? {
        None => Ok(Job::Build),
        Some(Arg::Short('h') | Arg::Long("help")) => Ok(Job::Help),
        Some(other) => Err(other.unexpected().into()),
    }
}

fn bench(parser: &mut Parser) -> Result<Job> {
    let mut options = Bench::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Short('h') | Arg::Long("help") => return Ok(Job::Help),
            Arg::Value(word) if word == "native" => options.part = Part::Native,
            Arg::Value(word) if word == "browser" => options.part = Part::Browser,
            Arg::Value(word) if word == "compare" => options.part = Part::Compare,
            Arg::Value(word) if word == "soak" => options.part = Part::Soak,
            Arg::Long("rows") => options.rows = Some(parser.value()?.parse()?),
            Arg::Long("runs") => options.runs = Some(parser.value()?.parse()?),
            Arg::Long("minutes") => options.minutes = Some(parser.value()?.parse()?),
            Arg::Long("write") => options.write = true,
            Arg::Value(word) if options.filter.is_none() => options.filter = Some(word.string()?),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(Job::Bench(options))
}

fn fuzz(parser: &mut Parser) -> Result<Job> {
    let mut options = Fuzz {
        target: None,
        seconds: 60,
        seed: None,
    };
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Short('h') | Arg::Long("help") => return Ok(Job::Help),
            Arg::Long("seconds") => options.seconds = parser.value()?.parse()?,
            Arg::Long("seed") => options.seed = Some(parser.value()?.parse()?),
            Arg::Value(word) if options.target.is_none() => options.target = Some(word.string()?),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(Job::Fuzz(options))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(words: &str) -> Result<Job> {
        parse(words.split_whitespace().map(OsString::from))
    }

    #[test]
    fn serve_reads_both_spellings_of_a_value() {
        let expected = Serve {
            port: 9000,
            endpoint: Some("https://a.example/b".into()),
            profile: Profile::Dev,
        };
        let job = parsed("serve --port=9000 --endpoint https://a.example/b/ --dev").unwrap();
        assert_eq!(job, Job::Serve(expected));
    }

    #[test]
    fn test_takes_one_filter() {
        let expected = Test {
            browsers: Browsers::All,
            others_within: None,
            filter: Some("late_answer".into()),
        };
        assert_eq!(
            parsed("test late_answer --browsers all").unwrap(),
            Job::Test(expected)
        );
        let Job::Test(within) = parsed("test --others-within 15").unwrap() else {
            panic!("no test");
        };
        assert_eq!(
            (within.browsers, within.others_within),
            (Browsers::All, Some(15))
        );
        assert!(parsed("test one two").is_err());
    }

    #[test]
    fn bench_and_fuzz_read_their_words() {
        let expected = Bench {
            part: Part::Native,
            filter: Some("columns".into()),
            ..Bench::default()
        };
        assert_eq!(
            parsed("bench native columns").unwrap(),
            Job::Bench(expected)
        );
        let expected = Bench {
            part: Part::Compare,
            rows: Some(10_000),
            runs: Some(3),
            write: true,
            ..Bench::default()
        };
        assert_eq!(
            parsed("bench compare --rows 10000 --runs=3 --write").unwrap(),
            Job::Bench(expected)
        );
        assert_eq!(parsed("bench").unwrap(), Job::Bench(Bench::default()));
        let expected = Fuzz {
            target: Some("decode".into()),
            seconds: 5,
            seed: Some(7),
        };
        let job = parsed("fuzz decode --seconds 5 --seed=7").unwrap();
        assert_eq!(job, Job::Fuzz(expected));
    }

    #[test]
    fn what_cannot_be_meant_is_refused() {
        for words in [
            "serve --endpoint localhost:8080",
            "serve --port high",
            "test --browsers lynx",
            "test --others-within soon",
            "build fast",
            "bench native one two",
            "fuzz --seconds long",
            "sing",
        ] {
            assert!(parsed(words).is_err(), "{words}");
        }
    }

    #[test]
    fn nothing_typed_shows_the_help() {
        assert_eq!(parsed("").unwrap(), Job::Help);
        assert_eq!(parsed("serve --help").unwrap(), Job::Help);
    }
}
