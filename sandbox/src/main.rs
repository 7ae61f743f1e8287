//! `referral-sandbox`: serves the endpoint on loopback, or writes sample rows. Flags are read in `cli`, all else is the library.

mod cli;

use std::error::Error;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;

use referral_sandbox::{Generator, Options, Recipe, Sandbox};

use cli::Command;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("referral-sandbox: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    match cli::read(lexopt::Parser::from_env())? {
        Command::Help => io::stdout().write_all(cli::HELP.as_bytes())?,
        Command::Serve(options) => serve(*options)?,
        Command::Rows { recipe, out } => match out {
            Some(path) => write_rows(recipe, create(&path)?)?,
            None => write_rows(recipe, io::stdout().lock())?,
        },
    }
    Ok(())
}

fn serve(options: Options) -> Result<(), Box<dyn Error>> {
    let sandbox = Sandbox::start(options)?;
    let mut out = io::stdout();
    writeln!(out, "listening on {}", sandbox.url())?;
    out.flush()?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(tokio::signal::ctrl_c())?;
    sandbox.stop();
    Ok(())
}

fn create(path: &Path) -> io::Result<File> {
    File::create(path).map_err(|error| {
        io::Error::new(
            error.kind(),
            format!("cannot write {}: {error}", path.display()),
        )
    })
}

/// Writes the rows as one answer in the documented envelope, a row a line, never all in memory.
fn write_rows(recipe: Recipe, out: impl Write) -> io::Result<()> {
    let mut out = BufWriter::new(out);
    out.write_all(b"{\"Value\":[\n")?;
    let mut line = Vec::with_capacity(1024);
    for (place, row) in Generator::new(recipe).enumerate() {
        line.clear();
        if place > 0 {
            line.extend_from_slice(b",\n");
        }
        row.write_json(&mut line);
        out.write_all(&line)?;
    }
    write!(
        out,
        "\n],\"@nextLink\":null,\"TotalCount\":{}}}\n",
        recipe.rows
    )?;
    out.flush()
}
