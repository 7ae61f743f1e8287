//! Counts of tests, read from what the runners print. cargo's harness and wasm-bindgen's runner close with the same line.

use std::fmt;
use std::ops::AddAssign;

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Count {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
}

impl Count {
    /// Sums the closing lines (`test result: ok. 5 passed; 0 failed; …`) of one or more runs.
    pub(crate) fn from_output(output: &str) -> Self {
        let mut sum = Self::default();
        for line in output.lines() {
            if let Some(result) = line.trim_start().strip_prefix("test result: ") {
                sum.passed += number_before(result, " passed");
                sum.failed += number_before(result, " failed");
            }
        }
        sum
    }

    pub(crate) fn is_empty(self) -> bool {
        self == Self::default()
    }
}

/// The names of the failed tests, as cargo's harness lists them at its end.
pub(crate) fn failed_tests(output: &str) -> Vec<&str> {
    let Some((_, listed)) = output.rsplit_once("\nfailures:\n") else {
        return Vec::new();
    };
    let names = listed.lines().map(str::trim);
    names.take_while(|name| !name.is_empty()).collect()
}

fn number_before(text: &str, word: &str) -> u64 {
    let Some((before, _)) = text.split_once(word) else {
        return 0;
    };
    before
        .rsplit(|letter: char| !letter.is_ascii_digit())
        .next()
        .and_then(|digits| digits.parse().ok())
        .unwrap_or(0)
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl fmt::Display for Count {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} passed, {} failed", self.passed, self.failed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failed_tests_are_those_listed_last() {
        let output = "\
running 3 tests
test one::holds ... ok

failures:

---- two::fails stdout ----
failures:
    not a name

failures:
    two::fails
    three::fails

test result: FAILED. 1 passed; 2 failed; 0 ignored
";
        assert_eq!(failed_tests(output), ["two::fails", "three::fails"]);
        assert!(failed_tests("error: could not compile").is_empty());
    }

    #[test]
    fn sums_the_closing_lines_of_several_runs() {
        let output = "\
running 2 tests
test a ... ok
test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s
   Doc-tests referral_engine
test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 filtered out; finished in 0.32s
";
        assert_eq!(
            Count::from_output(output),
            Count {
                passed: 15,
                failed: 2
            }
        );
    }

    #[test]
    fn what_a_test_itself_prints_is_not_counted() {
        assert!(Count::from_output("7 passed, 1 failed\nthe test result: ok. 9 passed").is_empty());
    }
}
