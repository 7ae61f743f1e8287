//! Cuts what few people open off the built module: `split_*.wasm` and `chunk_*.wasm` beside `referral-widget_bg.wasm`.
//!
//! What is cut off is marked in the widget (`src/components/part.rs`). Here: the cutting of what cargo built, and for each
//! piece what trunk did for the whole. The script that fetches the pieces is put into the module's own, one request less.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context as _, Result, anyhow, bail};
use wasm_encoder::{Module, RawSection};
use wasm_split_cli_support::{Options, transform};
use wasmparser::Payload;

use crate::imports;
use crate::process;
use crate::project::Project;
use crate::setup::{Kit, WASM};

/// The feature of the widget that marks the cuts.
pub(crate) const FEATURE: &str = "split";
/// What the cuts are found by.
pub(crate) const LINKER_FLAG: &str = "-Clink-arg=--emit-relocs";

const NAME: &str = "referral-widget";
/// The module that is fetched for workbooks: it is not cut, but built with the same flags.
const WORKBOOKS: &str = "referral-xlsx_bg.wasm";
const LINK: &str = "./__wasm_split.js";
/// What the joined script calls the functions that fetch pieces.
const PARTS: &str = "wasmParts";
const LIMIT: Duration = Duration::from_secs(5 * 60);

// OK because the stack lies at the beginning of the memory, so that nothing else is in its first KB.
const SHRINKING: [&str; 5] = [
    "-Oz",
    "--one-caller-inline-max-function-size=20",
    "--low-memory-unused",
    "--strip-debug",
    "--strip-producers",
];

/// Replaces the site's module by its pieces.
pub(crate) fn split(kit: &Kit, project: &Project) -> Result<()> {
    let built = project
        .target
        .join(WASM)
        .join("release/referral-widget.wasm");
    let scratch = project.scratch().join("split");
    fresh(&scratch)?;
    let whole = fs::read(&built).with_context(|| format!("reading {}", built.display()))?;
    let main = scratch.join("main.wasm");
    let script_name = format!("./{NAME}.js");
    let mut options = Options::new(&whole);
    options.output_dir = &scratch;
    options.main_out_path = &main;
    options.main_module = &script_name;
    let pieces = transform(options)
        .map_err(|error| anyhow!("{error:#}"))
        .context("cutting the module")?
        .split_modules;
    if pieces.is_empty() {
        bail!("nothing was cut off: is the widget built with the feature {FEATURE:?}?");
    }
    bind(kit, project, &main)?;
    let bound = scratch.join("bound");
    let module = bound.join(format!("{NAME}_bg.wasm"));
    let script = read(&bound.join(format!("{NAME}.js")))?;
    let bytes = fs::read(&module).with_context(|| format!("reading {}", module.display()))?;
    let (bytes, script) = imports::shortened(&bytes, &script)?;
    fs::write(&module, bytes).with_context(|| format!("writing {}", module.display()))?;
    let mut modules = vec![module];
    modules.extend(pieces);
    let workbooks = project.dist.join(WORKBOOKS);
    let linked =
        fs::read(&workbooks).with_context(|| format!("reading {}", workbooks.display()))?;
    modules.push(scratch.join(WORKBOOKS));
    fs::write(scratch.join(WORKBOOKS), unlinked(&linked)?)
        .context("writing the module of workbooks")?;
    for module in &modules {
        shrink(kit, project, module)?;
    }
    let glue = joined(&script, &read(&scratch.join("__wasm_split.js"))?)?;
    fs::write(project.dist.join(format!("{NAME}.js")), glue).context("writing the module's script")
}

fn bind(kit: &Kit, project: &Project, main: &Path) -> Result<()> {
    let mut command = kit.command("wasm-bindgen");
    command.args(["--target", "web", "--no-typescript", "--keep-lld-exports"]);
    command.args(["--out-name", NAME, "--out-dir"]);
    command.arg(main.with_file_name("bound")).arg(main);
    process::logged_or_fail(&mut command, &project.log("wasm-bindgen"), LIMIT)
}

/// A module as small as it gets, in the site.
fn shrink(kit: &Kit, project: &Project, module: &Path) -> Result<()> {
    let name = module.file_name().context("a module without a name")?;
    let mut command = kit.command("wasm-opt");
    command.args(SHRINKING).arg("--output");
    command.arg(project.dist.join(name)).arg(module);
    process::logged_or_fail(&mut command, &project.log("wasm-opt"), LIMIT)
}

/// A module without what its cuts would be found by, which wasm-opt keeps and which is more than half of the bytes.
fn unlinked(module: &[u8]) -> Result<Vec<u8>> {
    let mut kept = Module::new();
    for section in sections(module) {
        let (section, bytes) = section?;
        let is_of_linker = match section {
            Payload::CustomSection(custom) => {
                custom.name() == "linking" || custom.name().starts_with("reloc.")
            }
            _ => false,
        };
        if !is_of_linker {
            kept.section(&bytes);
        }
    }
    Ok(kept.finish())
}

/// The sections of a module, as they are read and as they are written.
pub(crate) fn sections(
    module: &[u8],
) -> impl Iterator<Item = Result<(Payload<'_>, RawSection<'_>)>> {
    let payloads = wasmparser::Parser::new(0).parse_all(module);
    payloads.filter_map(|payload| {
        let payload = match payload.context("reading a module") {
            Ok(payload) => payload,
            Err(error) => return Some(Err(error)),
        };
        let (id, range) = payload.as_section()?;
        let data = module.get(range.start as usize..range.end as usize)?;
        Some(Ok((payload, RawSection { id, data })))
    })
}

/// The script of the module with the one that fetches pieces in it.
fn joined(script: &str, link: &str) -> Result<String> {
    let mut names = Vec::new();
    for line in link.lines() {
        if let Some(rest) = line.strip_prefix("export const ") {
            names.extend(rest.split_once(' ').map(|(name, _)| name.to_owned()));
        }
    }
    let script = without_imports(script)?;
    let link = once(
        link,
        &format!("import {{ initSync }} from \"./{NAME}.js\";"),
        "",
    )?;
    // OK because not every server knows the media type of wasm, and streaming insists on it.
    let link = link.replace(
        "WebAssembly.instantiateStreaming(src, imports)",
        "WebAssembly.instantiate(await (await src).arrayBuffer(), imports)",
    );
    let link = link.replace("export const ", "const ");
    Ok(format!(
        "{script}\n{link}\nconst {PARTS} = {{ {} }};\n",
        names.join(", ")
    ))
}

/// The module's script, asking [`PARTS`] for what it imported from the link; wasm-bindgen writes one import a function.
fn without_imports(script: &str) -> Result<String> {
    let mut kept = String::new();
    let mut names = Vec::new();
    for line in script.lines() {
        let import = line.strip_prefix("import * as ");
        match import.and_then(|rest| rest.split_once(" from ")) {
            Some((name, from)) if from.contains(LINK) => names.push(name.to_owned()),
            _ => {
                kept.push_str(line);
                kept.push('\n');
            }
        }
    }
    if names.is_empty() {
        bail!("the script of the module has changed its form: it imports nothing from {LINK:?}");
    }
    for name in names {
        kept = once(
            &kept,
            &format!("\"{LINK}\": {name},"),
            &format!("\"{LINK}\": {PARTS},"),
        )?;
    }
    Ok(kept)
}

fn once(text: &str, from: &str, to: &str) -> Result<String> {
    if text.matches(from).count() != 1 {
        bail!("the script of the module has changed its form: no single {from:?}");
    }
    Ok(text.replacen(from, to, 1))
}

fn read(file: &Path) -> Result<String> {
    fs::read_to_string(file).with_context(|| format!("reading {}", file.display()))
}

fn fresh(folder: &PathBuf) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("emptying {}", folder.display()))?;
    }
    fs::create_dir_all(folder).with_context(|| format!("making {}", folder.display()))
}

#[cfg(test)]
mod tests {
    use wasm_encoder::CustomSection;

    use super::*;

    #[test]
    fn what_only_a_linker_reads_is_left_out() {
        let module = |names: &[&str]| {
            let mut module = Module::new();
            for name in names {
                let (name, data) = ((*name).into(), (&[1, 2, 3]).into());
                module.section(&CustomSection { name, data });
            }
            module.section(&RawSection { id: 10, data: &[0] });
            module.finish()
        };
        let linked = module(&["linking", "name", "reloc.CODE", "target_features"]);
        assert_eq!(
            unlinked(&linked).unwrap(),
            module(&["name", "target_features"])
        );
        assert!(unlinked(b"\0asm\x01\0\0\0\x0a\x05").is_err());
    }

    #[test]
    fn the_scripts_become_one() {
        let script = "import * as import1 from \"./__wasm_split.js\"\nimport * as import2 from \"./__wasm_split.js\"\n\
            use({\n\"./__wasm_split.js\": import1,\n\"./__wasm_split.js\": import2,\n});";
        let link = "import { initSync } from \"./referral-widget.js\";\nexport const load_a = 1;\n\
            export const load_b = () => WebAssembly.instantiateStreaming(src, imports);\n";
        let joined = joined(script, link).unwrap();
        assert_eq!(
            joined.trim(),
            "use({\n\"./__wasm_split.js\": wasmParts,\n\"./__wasm_split.js\": wasmParts,\n});\n\n\n\
             const load_a = 1;\n\
             const load_b = () => WebAssembly.instantiate(await (await src).arrayBuffer(), imports);\n\n\
             const wasmParts = { load_a, load_b };"
        );
    }

    #[test]
    fn a_script_of_another_form_is_refused() {
        assert!(joined("use();", "").is_err());
    }
}
