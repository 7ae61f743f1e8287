//! The project's commands: `cargo xtask serve | test | build | bench | fuzz`.
//! Here: arguments to calls. Tools and compilers are found and installed in `setup/`, children are run in `process`,
//! and each command has a file of its own name.
#![expect(
    clippy::print_stdout,
    reason = "talking to the person at the terminal is what a command is for"
)]

mod bench;
mod budget;
mod build;
mod bundle;
mod compress;
mod count;
mod fuzz;
mod html;
mod imports;
mod loopback;
mod options;
mod process;
mod project;
mod samples;
mod serve;
mod setup;
mod split;
mod steps;
mod test;
mod threats;

use std::process::ExitCode;

use options::Job;

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(error) => {
            println!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> anyhow::Result<ExitCode> {
    let job = options::parse(std::env::args_os().skip(1))?;
    process::end_children_with_us()?;
    let project = project::Project::here()?;
    match job {
        Job::Help => println!("{}", options::HELP),
        Job::Serve(options) => serve::serve(&project, &options)?,
        Job::Test(options) => return test::test(&project, &options),
        Job::Build => build::command(&project)?,
        Job::Bench(options) => bench::bench(&project, &options)?,
        Job::Fuzz(options) => fuzz::fuzz(&project, &options)?,
    }
    Ok(ExitCode::SUCCESS)
}
