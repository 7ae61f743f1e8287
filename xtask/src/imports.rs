//! Short names for what a module imports from its script: wasm-bindgen's hold hashes, which no compression makes small.

use std::collections::HashMap;

use anyhow::{Result, bail};
use wasm_encoder::reencode::{Reencode as _, RoundtripReencoder};
use wasm_encoder::{ImportSection, Module};
use wasmparser::{ImportSectionReader, Payload};

use crate::split::sections;

/// What the names begin with that wasm-bindgen has made.
const MADE: &str = "__wb";

/// The module and its script with other names for the same things.
pub(crate) fn shortened(module: &[u8], script: &str) -> Result<(Vec<u8>, String)> {
    let mut out = Module::new();
    let mut names = HashMap::new();
    for section in sections(module) {
        match section? {
            (Payload::ImportSection(found), _) => out.section(&imports(found, &mut names)?),
            (_, bytes) => out.section(&bytes),
        };
    }
    if names.is_empty() {
        bail!("the module imports nothing that wasm-bindgen has named");
    }
    Ok((out.finish(), renamed(script, &names)))
}

/// The section of imports; each name that was met gets a short one.
fn imports(
    found: ImportSectionReader<'_>,
    names: &mut HashMap<String, String>,
) -> Result<ImportSection> {
    let mut out = ImportSection::new();
    for import in found.into_imports() {
        let import = import?;
        let short = match import.name.starts_with(MADE) {
            true => {
                let number = names.len();
                let known = names.entry(import.name.to_owned());
                known.or_insert_with(|| format!("_{number:x}")).as_str()
            }
            false => import.name,
        };
        out.import(
            import.module,
            short,
            RoundtripReencoder.entity_type(import.ty)?,
        );
    }
    Ok(out)
}

/// The script with each whole word replaced that has another name.
fn renamed(script: &str, names: &HashMap<String, String>) -> String {
    let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
    let mut out = String::with_capacity(script.len());
    let mut rest = script;
    while let Some(at) = rest.find(is_part) {
        let (before, word) = rest.split_at(at);
        let end = word.find(|c| !is_part(c)).unwrap_or(word.len());
        let (word, after) = word.split_at(end);
        out.push_str(before);
        out.push_str(names.get(word).map_or(word, String::as_str));
        rest = after;
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{EntityType, MemoryType, RawSection};

    use super::*;

    #[test]
    fn names_are_the_same_on_both_sides() {
        let memory = MemoryType {
            minimum: 1,
            maximum: Some(128),
            memory64: false,
            shared: false,
            page_size_log2: None,
        };
        let module = |then: &str, new: &str| {
            let mut section = ImportSection::new();
            section.import("env", "memory", memory);
            section.import("env", then, EntityType::Function(0));
            section.import("env", new, EntityType::Function(128));
            let mut module = Module::new();
            module.section(&section);
            module.section(&RawSection { id: 10, data: &[0] });
            module.finish()
        };
        let long = module("__wbg_then_0123", "__wbg_new_4567");
        let script = "use({ __wbg_new_4567: 1, __wbg_then_0123: 2, __wbg_new: 3 });";
        let (short, script) = shortened(&long, script).unwrap();
        assert_eq!(script, "use({ _1: 1, _0: 2, __wbg_new: 3 });");
        assert_eq!(short, module("_0", "_1"));
    }

    #[test]
    fn a_module_without_such_names_is_refused() {
        assert!(shortened(b"\0asm\x01\0\0\0", "").is_err());
        assert!(shortened(b"\0as", "").is_err());
    }
}
