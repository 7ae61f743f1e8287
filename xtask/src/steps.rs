//! Steps with a name, a time and a count of tests: one line when a step holds, its whole output when it does not.

use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::count::{self, Count};
use crate::process::{self, duration};
use crate::project::Project;

/// A step that takes longer hangs.
const LIMIT: Duration = Duration::from_secs(25 * 60);

pub(crate) struct Steps<'a> {
    project: &'a Project,
    pub(crate) count: Count,
}

impl<'a> Steps<'a> {
    pub(crate) fn new(project: &'a Project) -> Self {
        Self {
            project,
            count: Count::default(),
        }
    }

    /// A command that must succeed.
    pub(crate) fn command(&mut self, name: &str, command: &mut Command) -> Result<()> {
        self.logged(name, command).map(drop)
    }

    /// A command that must succeed and close with a count of tests.
    pub(crate) fn tests(&mut self, name: &str, command: &mut Command) -> Result<()> {
        let output = self.logged(name, command)?;
        // OK because with a filter a runner may have nothing to do; that nothing ran at all is seen from the sum.
        if !output.contains("test result: ") && !output.contains("no tests to run") {
            println!("{output}");
            bail!("{name}: no test runner said what it ran");
        }
        Ok(())
    }

    /// Something that is done here and now; its text is shown.
    pub(crate) fn check(
        &mut self,
        name: &str,
        check: impl FnOnce() -> Result<String>,
    ) -> Result<()> {
        let started = Instant::now();
        let text = check()?;
        println!("{name}: {}\n{text}", duration(started.elapsed()));
        Ok(())
    }

    /// Tests whose driver is known to lose an answer now and then: what failed runs once more, alone, and that is told.
    pub(crate) fn tests_twice(
        &mut self,
        name: &str,
        mut of: impl FnMut(&[&str]) -> Result<Command>,
        tests: &[&str],
    ) -> Result<()> {
        let before = self.count;
        let Err(error) = self.tests(name, &mut of(tests)?) else {
            return Ok(());
        };
        let output = process::text_of(&self.project.log(name));
        let failed = count::failed_tests(&output);
        if failed.is_empty() {
            return Err(error);
        }
        println!("{error:#}\nonce more: {}", failed.join(", "));
        self.count = before;
        self.count.passed += Count::from_output(&output).passed;
        self.tests(&format!("{name}, once more"), &mut of(&failed)?)
    }

    fn logged(&mut self, name: &str, command: &mut Command) -> Result<String> {
        println!("{name} …");
        let started = Instant::now();
        let (success, output) = process::logged(command, &self.project.log(name), LIMIT)?;
        let count = Count::from_output(&output);
        self.count += count;
        if !success {
            println!("{output}");
            bail!(
                "{name} failed after {}, see above",
                duration(started.elapsed())
            );
        }
        let counted = if count.is_empty() {
            String::new()
        } else {
            format!(", {} tests", count.passed)
        };
        println!("    {}{counted}", duration(started.elapsed()));
        Ok(output)
    }
}
