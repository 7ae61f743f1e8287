//! THREATS.md is held by tests: each of its promises names some, and what it names is there.

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    fn root() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
    }

    /// All sources below a folder as one text.
    fn sources(folder: &Path) -> String {
        let mut text = String::new();
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                text.push_str(&sources(&path));
            } else if path
                .extension()
                .is_some_and(|extension| extension == "rs" || extension == "js")
            {
                text.push_str(&fs::read_to_string(&path).unwrap());
            }
        }
        text
    }

    /// The words between backticks that are names of tests: `module::name`, or a name of several words.
    fn named(promise: &str) -> Vec<&str> {
        let quoted = promise.split('`').skip(1).step_by(2);
        let is_name = |word: &&str| {
            let letters = |letter: char| {
                letter.is_ascii_lowercase() || letter.is_ascii_digit() || "_:".contains(letter)
            };
            word.chars().all(letters) && word.matches('_').count() > 1
        };
        quoted.filter(is_name).collect()
    }

    #[test]
    fn each_promise_names_tests_that_exist() {
        let threats = fs::read_to_string(root().join("THREATS.md")).unwrap();
        let native = [
            "columns/src",
            "engine/src",
            "engine/tests",
            "src",
            "sandbox/src",
            "xtask/src",
        ]
        .map(|folder| sources(&root().join(folder)));
        let native = native.concat();
        let mut promises = 0;
        for line in threats
            .lines()
            .filter(|line| line.starts_with("| "))
            .skip(2)
        {
            let tests = named(line);
            assert!(!tests.is_empty(), "no test holds: {line}");
            promises += 1;
            for test in tests {
                let exists = match test.split_once("::") {
                    Some((module, name)) => {
                        let file = root().join(format!("tests/e2e/{module}.rs"));
                        let text = fs::read_to_string(file).unwrap_or_default();
                        text.contains(&format!("async fn {name}()"))
                    }
                    None => native.contains(&format!("fn {test}(")),
                };
                assert!(exists, "THREATS.md names {test}, which is not there");
            }
        }
        assert!(promises > 15, "{promises}");
    }

    #[test]
    fn nothing_opens_a_window_or_runs_text() {
        let ours = [
            sources(&root().join("src")),
            sources(&root().join("static")),
        ]
        .concat();
        for way in [
            "window.open(",
            "\"_blank\"",
            "target=\"",
            "innerHTML =",
            "insertAdjacentHTML",
            "document.write",
            "eval(",
            "new Function(",
        ] {
            assert!(!ours.contains(way), "{way} stands in src or static");
        }
    }
}
