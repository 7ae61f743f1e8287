//! The command line of the sandbox: text to options, nothing is done here.

use std::error::Error;
use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

use lexopt::prelude::*;
use referral_engine::date::Day;
use referral_sandbox::{Oddities, Options, Recipe, Site, Source};

/// What the user wants done.
#[derive(Debug)]
pub(crate) enum Command {
    /// Print the help text.
    Help,
    /// Serve until Ctrl-C.
    Serve(Box<Options>),
    /// Write generated rows as a documented answer; to standard output without a file.
    Rows {
        /// What rows.
        recipe: Recipe,
        /// Where to.
        out: Option<PathBuf>,
    },
}

/// The help text.
pub(crate) const HELP: &str = "\
The referrals endpoint for development: made-up rows, faults on demand, on 127.0.0.1 only.

Usage: referral-sandbox [serve] [FLAGS]
       referral-sandbox rows [--rows N] [--seed N] [--until DATE] [--oddities usual|few|hostile] [--out FILE]

Rows
  --rows N             how many (12000)
  --seed N             same seed, same rows (1)
  --until DATE         the service's today, YYYY-MM-DD or `today` (2018-12-31)
  --oddities WHICH     usual: 2 % unusual values, some hostile names; few: for a demonstration; hostile: nothing else
                       (serve: usual, rows: few)
  --data FILE          a saved answer instead of made-up rows
Service
  --port N             0 takes a free one (8787)
  --api-prefix PATH    in front of /partner/v1/analytics/referrals
  --allow-origin URL   lets pages of that origin read answers, or * (none)
  --keep-alive         connections are used again
  --fault NAME[=ARG]   for all requests, may be repeated; names are listed at /sandbox
Site
  --site DIR           serves a built site under the strict policy
  --site-prefix PATH   under this path (the root)
  --connect SOURCE     further origin in connect-src, may be repeated
  --trusted-types      adds require-trusted-types-for 'script'
";

type Failure = Box<dyn Error>;

/// The flags as they stand, before they are put together.
struct Flags {
    recipe: Recipe,
    oddities: Option<Oddities>,
    data: Option<PathBuf>,
    out: Option<PathBuf>,
    options: Options,
    site: Option<Site>,
    site_prefix: String,
    connect: Vec<String>,
    trusted_types: bool,
    rows_only: bool,
}

/// Reads the arguments behind the program's name.
pub(crate) fn read(mut parser: lexopt::Parser) -> Result<Command, Failure> {
    let mut flags = Flags {
        recipe: Recipe::default(),
        oddities: None,
        data: None,
        out: None,
        options: Options {
            port: 8787,
            ..Options::default()
        },
        site: None,
        site_prefix: String::new(),
        connect: Vec::new(),
        trusted_types: false,
        rows_only: false,
    };
    while let Some(argument) = parser.next()? {
        match argument {
            Short('h') | Long("help") => return Ok(Command::Help),
            Value(command) if command == "serve" => {}
            Value(command) if command == "rows" => flags.rows_only = true,
            Long(name) => {
                let name = name.to_owned();
                flags.read(&name, &mut parser)?;
            }
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(flags.into_command())
}

impl Flags {
    fn read(&mut self, name: &str, parser: &mut lexopt::Parser) -> Result<(), Failure> {
        match name {
            "rows" => self.recipe.rows = parser.value()?.parse()?,
            "seed" => self.recipe.seed = parser.value()?.parse()?,
            "until" => self.recipe.until = day(&parser.value()?.string()?)?,
            "oddities" => self.oddities = Some(oddities(&parser.value()?.string()?)?),
            "data" => self.data = Some(parser.value()?.into()),
            "out" => self.out = Some(parser.value()?.into()),
            "port" => self.options.port = parser.value()?.parse()?,
            "api-prefix" => self.options.api_prefix = path(parser.value()?.string()?)?,
            "allow-origin" => self.options.allow_origin = Some(parser.value()?.string()?),
            "keep-alive" => self.options.keep_alive = true,
            "fault" => self.options.faults.push(parser.value()?.string()?.parse()?),
            "site" => self.site = Some(Site::new(parser.value()?)),
            "site-prefix" => self.site_prefix = path(parser.value()?.string()?)?,
            "connect" => self.connect.push(parser.value()?.string()?),
            "trusted-types" => self.trusted_types = true,
            other => return Err(format!("no flag --{other}; --help lists them").into()),
        }
        Ok(())
    }

    fn into_command(mut self) -> Command {
        let usual = if self.rows_only {
            Oddities::Few
        } else {
            Oddities::Usual
        };
        self.recipe.oddities = self.oddities.unwrap_or(usual);
        if self.rows_only {
            return Command::Rows {
                recipe: self.recipe,
                out: self.out,
            };
        }
        self.options.source = match self.data {
            Some(file) => Source::File(file),
            None => Source::Recipe(self.recipe),
        };
        self.options.site = self.site.map(|site| Site {
            prefix: self.site_prefix,
            connect: self.connect,
            trusted_types: self.trusted_types,
            ..site
        });
        Command::Serve(Box::new(self.options))
    }
}

fn day(text: &str) -> Result<Day, Failure> {
    if text == "today" {
        let past = SystemTime::now().duration_since(UNIX_EPOCH)?;
        return Ok(Day(i32::try_from(past.as_secs() / 86_400)?));
    }
    // The rows' dates reach from two years before to that day, and are kept as seconds since 1970 in four bytes.
    Day::parse(text)
        .filter(|day| (1973..=2105).contains(&day.civil().0))
        .ok_or_else(|| {
            format!("{text:?} is no day from 1973 to 2105: write YYYY-MM-DD or today").into()
        })
}

fn oddities(text: &str) -> Result<Oddities, Failure> {
    match text {
        "usual" => Ok(Oddities::Usual),
        "few" => Ok(Oddities::Few),
        "hostile" => Ok(Oddities::Hostile),
        _ => Err(format!("{text:?} is none of usual, few and hostile").into()),
    }
}

fn path(text: String) -> Result<String, Failure> {
    if text.starts_with('/') && !text.contains(['{', '}', '*', '?', '#']) {
        return Ok(text);
    }
    Err(format!("{text:?} is no path: write /some/path").into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Command, Failure> {
        super::read(lexopt::Parser::from_args(line.split_whitespace()))
    }

    #[test]
    fn flags_become_options() {
        let line = "serve --port 0 --rows 5 --until 2020-02-29 --fault latency=5 --fault bom --site x --site-prefix /a/b --trusted-types";
        let Command::Serve(options) = read(line).unwrap() else {
            panic!("not serve");
        };
        let Source::Recipe(recipe) = &options.source else {
            panic!("not a recipe");
        };
        assert_eq!(
            (
                recipe.rows,
                recipe.until.to_string().as_str(),
                recipe.oddities
            ),
            (5, "2020-02-29", Oddities::Usual)
        );
        let faults: Vec<String> = options.faults.iter().map(ToString::to_string).collect();
        assert_eq!(faults, ["latency=5", "bom"]);
        let site = options.site.unwrap();
        assert_eq!((site.prefix.as_str(), site.trusted_types), ("/a/b", true));
    }

    #[test]
    fn rows_are_for_a_demonstration_unless_told_otherwise() {
        let Command::Rows { recipe, out } = read("rows --rows 9 --seed 7 --out demo.json").unwrap()
        else {
            panic!("not rows");
        };
        assert_eq!(
            (recipe.rows, recipe.seed, recipe.oddities),
            (9, 7, Oddities::Few)
        );
        assert_eq!(out, Some(PathBuf::from("demo.json")));
    }

    #[test]
    fn nonsense_is_refused() {
        for line in [
            "--until 2018-02-30",
            "--until 1950-01-01",
            "--fault teapot",
            "--nope",
            "dance",
            "--rows many",
            "--site-prefix a",
        ] {
            assert!(read(line).is_err(), "{line}");
        }
    }
}
