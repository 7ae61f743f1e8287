//! Short names for what a module imports from its script, and gives it to call back: wasm-bindgen's hold hashes, which no
//! compression makes small.

use std::collections::HashMap;

use anyhow::{Result, bail};
use wasm_encoder::reencode::{Reencode as _, RoundtripReencoder};
use wasm_encoder::{ExportSection, ImportSection, Module};
use wasmparser::{ExportSectionReader, ImportSectionReader, Payload};

use crate::split::sections;

/// What the names begin with that wasm-bindgen has made.
const MADE: &str = "__wb";
/// The same for the closures that the script calls back: the whole of their types.
const CALLED_BACK: &str = "wasm_bindgen_";

/// The module and its script with other names for the same things.
pub(crate) fn shortened(module: &[u8], script: &str) -> Result<(Vec<u8>, String)> {
    let mut out = Module::new();
    let mut names = HashMap::new();
    for section in sections(module) {
        match section? {
            (Payload::ImportSection(found), _) => out.section(&imports(found, &mut names)?),
            (Payload::ExportSection(found), _) => out.section(&exports(found, &mut names)?),
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
        out.import(
            import.module,
            short(import.name, MADE, names),
            RoundtripReencoder.entity_type(import.ty)?,
        );
    }
    Ok(out)
}

/// The section of exports, with short names for what is called back.
fn exports(
    found: ExportSectionReader<'_>,
    names: &mut HashMap<String, String>,
) -> Result<ExportSection> {
    let mut out = ExportSection::new();
    for export in found {
        let export = export?;
        out.export(
            short(export.name, CALLED_BACK, names),
            RoundtripReencoder.export_kind(export.kind)?,
            export.index,
        );
    }
    Ok(out)
}

/// A short name, always the same one, where a name begins so.
fn short<'a>(name: &'a str, begins: &str, names: &'a mut HashMap<String, String>) -> &'a str {
    if !name.starts_with(begins) {
        return name;
    }
    let number = names.len();
    let known = names.entry(name.to_owned());
    known.or_insert_with(|| format!("_{number:x}"))
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
    use wasm_encoder::{EntityType, ExportKind, MemoryType, RawSection};

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
        let module = |[then, new, back]: [&str; 3]| {
            let mut section = ImportSection::new();
            section.import("env", "memory", memory);
            section.import("env", then, EntityType::Function(0));
            section.import("env", new, EntityType::Function(128));
            let mut given = ExportSection::new();
            given.export("memory", ExportKind::Memory, 0);
            given.export(back, ExportKind::Func, 0);
            let mut module = Module::new();
            module.section(&section);
            module.section(&given);
            module.section(&RawSection { id: 10, data: &[0] });
            module.finish()
        };
        let names = ["__wbg_then_0123", "__wbg_new_4567", "wasm_bindgen_89__call"];
        let script = "use({ __wbg_new_4567: 1, __wbg_then_0123: wasm.wasm_bindgen_89__call, __wbg_new: 3 });";
        let (short, script) = shortened(&module(names), script).unwrap();
        assert_eq!(script, "use({ _1: 1, _0: wasm._2, __wbg_new: 3 });");
        assert_eq!(short, module(["_0", "_1", "_2"]));
    }

    #[test]
    fn a_module_without_such_names_is_refused() {
        assert!(shortened(b"\0asm\x01\0\0\0", "").is_err());
        assert!(shortened(b"\0as", "").is_err());
    }
}
