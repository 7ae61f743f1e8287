//! Programs by name and versions in what they print. Nothing is installed here.

use std::env;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

/// `PATH` with some folders put first.
pub(super) fn joined(first: &[PathBuf]) -> OsString {
    let own = env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = first
        .iter()
        .cloned()
        .chain(env::split_paths(&own))
        .collect();
    // OK because only a folder with the separator in its name fails, and such a folder cannot have come from PATH.
    env::join_paths(folders).unwrap_or(own)
}

/// The first program of this name in a `PATH`.
pub(super) fn program(name: &str, path: &OsStr) -> Option<PathBuf> {
    env::split_paths(path).find_map(|folder| in_folder(name, &folder))
}

/// A program in one folder, with the endings that Windows knows.
pub(super) fn in_folder(name: &str, folder: &Path) -> Option<PathBuf> {
    let endings: &[&str] = if cfg!(windows) {
        &[".exe", ".cmd", ".bat"]
    } else {
        &[""]
    };
    endings
        .iter()
        .map(|ending| folder.join(format!("{name}{ending}")))
        .find(|file| file.is_file())
}

/// The first word that starts with a digit: `trunk 0.21.14` → `0.21.14`, `wasm-opt version 132 (version_132)` → `132`.
pub(super) fn version_in(text: &str) -> Option<&str> {
    text.split_whitespace()
        .find(|word| word.starts_with(|letter: char| letter.is_ascii_digit()))
}

/// The version of a package in a `Cargo.lock`; `None` if it is not there or there more than once.
pub(super) fn locked_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let wanted = format!("name = \"{package}\"");
    let mut lines = lock.lines();
    let mut versions = Vec::new();
    while let Some(line) = lines.next() {
        if line == wanted {
            let version = lines
                .next()?
                .strip_prefix("version = \"")?
                .strip_suffix('"')?;
            versions.push(version);
        }
    }
    match versions.as_slice() {
        [version] => Some(version),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_found_in_what_tools_print() {
        assert_eq!(version_in("trunk 0.21.14"), Some("0.21.14"));
        assert_eq!(
            version_in("wasm-opt version 132 (version_132)"),
            Some("132")
        );
        assert_eq!(
            version_in("ChromeDriver 156.0.8078.79 (abc)"),
            Some("156.0.8078.79")
        );
        assert_eq!(version_in("unknown"), None);
    }

    #[test]
    fn the_lock_file_says_which_wasm_bindgen() {
        let lock = "\
[[package]]
name = \"wasm-bindgen\"
version = \"0.2.130\"

[[package]]
name = \"wasm-bindgen-macro\"
version = \"0.2.1\"

[[package]]
name = \"twice\"
version = \"1.0.0\"

[[package]]
name = \"twice\"
version = \"2.0.0\"
";
        assert_eq!(locked_version(lock, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(locked_version(lock, "twice"), None);
        assert_eq!(locked_version(lock, "absent"), None);
    }
}
