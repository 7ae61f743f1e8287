//! Puts the modules that `referral-analytics.js` imports into it, so that a page asks for one script instead of six.
//!
//! Each module becomes a function that is called once and gives what it exported, so that names never meet. Only the
//! forms that our scripts and wasm-bindgen's use are read; any other `import` or `export` is an error.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};

const ENTRY: &str = "referral-analytics.js";

/// Joins the site's scripts; those that went into the entry are taken away.
pub(crate) fn bundle(site: &Path) -> Result<()> {
    let read = |name: &str| {
        fs::read_to_string(site.join(name)).with_context(|| format!("reading {name} of the site"))
    };
    let (text, imported) = joined(ENTRY, &read)?;
    for name in imported {
        fs::remove_file(site.join(&name)).with_context(|| format!("removing {name}"))?;
        if let Some(folder) = Path::new(&name).parent() {
            // OK because a folder that still holds something stays.
            let _ = fs::remove_dir(site.join(folder));
        }
    }
    fs::write(site.join(ENTRY), text).context("writing the joined script")
}

/// The entry with all that it imports in it, and the names of what went in.
fn joined(entry: &str, read: &dyn Fn(&str) -> Result<String>) -> Result<(String, Vec<String>)> {
    let mut modules = BTreeMap::new();
    let mut text = String::new();
    let own = resolved(&lean(&read(entry)?), read, &mut modules, &mut text)?;
    let (own, exports) = exported(&own)?;
    text.push_str(&own);
    if !exports.is_empty() {
        let names: Vec<String> = exports
            .iter()
            .map(|(local, name)| {
                if local == name {
                    name.clone()
                } else {
                    format!("{local} as {name}")
                }
            })
            .collect();
        text.push_str(&format!("export {{ {} }};\n", names.join(", ")));
    }
    Ok((text, modules.into_keys().collect()))
}

/// A module whose imports are constants that stand in `before`, under names that are kept in `modules`.
fn resolved(
    source: &str,
    read: &dyn Fn(&str) -> Result<String>,
    modules: &mut BTreeMap<String, String>,
    before: &mut String,
) -> Result<String> {
    let mut text = String::new();
    for line in source.lines() {
        if !line.starts_with("import ") {
            text.push_str(line);
            text.push('\n');
            continue;
        }
        let (names, name) = import(line)?;
        if !modules.contains_key(&name) {
            let inner = resolved(&lean(&read(&name)?), read, modules, before)?;
            let (inner, exports) = exported(&inner)?;
            let given: Vec<String> = exports
                .iter()
                .map(|(local, name)| format!("{name}: {local}"))
                .collect();
            let constant = format!("module{}", modules.len());
            before.push_str(&format!(
                "const {constant} = (() => {{\n{inner}return {{ {} }};\n}})();\n",
                given.join(", ")
            ));
            modules.insert(name.clone(), constant);
        }
        if let Some(constant) = modules.get(&name) {
            text.push_str(&format!("const {{ {names} }} = {constant};\n"));
        }
    }
    Ok(text)
}

/// `import a, { b } from './c.js';` → the names as a pattern, and the file.
fn import(line: &str) -> Result<(String, String)> {
    let parts = line
        .strip_prefix("import ")
        .and_then(|rest| rest.trim_end_matches(';').rsplit_once(" from "));
    let file = parts.and_then(|(_, from)| from.trim_matches(['\'', '"']).strip_prefix("./"));
    let (Some((names, _)), Some(file)) = (parts, file) else {
        bail!("not the form of an import that is known: {line}");
    };
    let (default, listed) = match names.split_once('{') {
        Some((default, listed)) => (default, listed.trim_end().trim_end_matches('}')),
        None => (names, ""),
    };
    let default = default.trim().trim_end_matches(',');
    let mut pattern = Vec::new();
    if !default.is_empty() {
        pattern.push(format!("default: {default}"));
    }
    pattern.extend(
        listed
            .split(',')
            .map(|name| name.trim().replace(" as ", ": "))
            .filter(|name| !name.is_empty()),
    );
    Ok((pattern.join(", "), file.to_owned()))
}

/// A module without the word `export`, and what it exported: the name inside and the name outside.
fn exported(source: &str) -> Result<(String, Vec<(String, String)>)> {
    let mut text = String::new();
    let mut exports = Vec::new();
    for line in source.lines() {
        let Some(rest) = line.strip_prefix("export ") else {
            text.push_str(line);
            text.push('\n');
            continue;
        };
        if let Some(list) = rest.strip_prefix('{') {
            let list = list.trim_end_matches(';').trim_end().trim_end_matches('}');
            for item in list
                .split(',')
                .map(str::trim)
                .filter(|item| !item.is_empty())
            {
                let (local, name) = item.split_once(" as ").unwrap_or((item, item));
                exports.push((local.to_owned(), name.to_owned()));
            }
            continue;
        }
        let declared = ["async function ", "function ", "class ", "const "]
            .iter()
            .find_map(|word| rest.strip_prefix(word));
        let Some(declared) = declared else {
            bail!("not the form of an export that is known: {line}");
        };
        let name: String = declared
            .chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_' || *c == '$')
            .collect();
        exports.push((name.clone(), name));
        text.push_str(rest);
        text.push('\n');
    }
    Ok((text, exports))
}

/// A script without its indents, blank lines and comments that stand alone; none of ours holds a text of several lines.
fn lean(source: &str) -> String {
    let mut text = String::new();
    let mut in_comment = false;
    for line in source.lines().map(str::trim) {
        let begins = line.starts_with("/*");
        let skipped = in_comment || begins || line.is_empty() || line.starts_with("//");
        if in_comment || begins {
            in_comment = !line.ends_with("*/");
        }
        if !skipped {
            text.push_str(line);
            text.push('\n');
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(name: &str) -> Result<String> {
        Ok(match name {
            "main.js" => {
                "// What it is.\nimport init, { Widget } from './glue.js';\nimport { one } from './part/one.js';\n\
                 import { two as zwei } from './two.js';\n\n  use(init, Widget, one, zwei);\nexport { one };\n"
            }
            "glue.js" => {
                "export class Widget {\n}\nasync function load() {}\n/**\n * Said.\n */\nexport { load as default };\n"
            }
            "part/one.js" => "export const one = 1;\n",
            "two.js" => "import { one } from './part/one.js';\nexport function two() { return one; }\n",
            _ => bail!("no {name}"),
        }
        .to_owned())
    }

    #[test]
    fn modules_become_functions_in_the_order_they_are_needed() {
        let (text, imported) = joined("main.js", &site).unwrap();
        assert_eq!(imported, ["glue.js", "part/one.js", "two.js"]);
        assert_eq!(
            text,
            "const module0 = (() => {\nclass Widget {\n}\nasync function load() {}\nreturn { Widget: Widget, default: load };\n})();\n\
             const module1 = (() => {\nconst one = 1;\nreturn { one: one };\n})();\n\
             const module2 = (() => {\nconst { one } = module1;\nfunction two() { return one; }\nreturn { two: two };\n})();\n\
             const { default: init, Widget } = module0;\nconst { one } = module1;\nconst { two: zwei } = module2;\n\
             use(init, Widget, one, zwei);\nexport { one };\n"
        );
    }

    #[test]
    fn our_scripts_have_forms_that_are_known() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../static");
        let read = |name: &str| match name {
            "referral-widget.js" => {
                Ok("export class Widget {}\nexport { init as default };\n".to_owned())
            }
            name => Ok(fs::read_to_string(folder.join(name))?),
        };
        let (text, imported) = joined(ENTRY, &read).unwrap();
        assert!(
            imported.contains(&"element/attributes.js".to_owned()),
            "{imported:?}"
        );
        assert!(!text.contains("import {"), "{text}");
    }

    #[test]
    fn other_forms_are_refused() {
        assert!(import("import './a.js';").is_err());
        assert!(import("import { a } from 'https://example.com/a.js';").is_err());
        assert!(exported("export default function () {}").is_err());
        assert!(exported("export * from './a.js';").is_err());
    }
}
