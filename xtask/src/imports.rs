//! Short names for what a module imports from its script: wasm-bindgen's hold hashes, which no compression makes small.

use std::collections::HashMap;

use anyhow::{Context as _, Result, bail};

use crate::split::leb128;

const IMPORTS: u8 = 2;
/// What the names begin with that wasm-bindgen has made.
const MADE: &str = "__wb";

/// The module and its script with other names for the same things.
pub(crate) fn shortened(module: &[u8], script: &str) -> Result<(Vec<u8>, String)> {
    let (head, mut rest) = module.split_at_checked(8).context("no module")?;
    let mut out = head.to_vec();
    let mut names = HashMap::new();
    while let [id, after @ ..] = rest {
        let (size, body) = leb128(after)?;
        let (body, next) = body
            .split_at_checked(size)
            .context("a section that is cut short")?;
        let body = match *id {
            IMPORTS => imports(body, &mut names)?,
            _ => body.to_vec(),
        };
        out.push(*id);
        push_leb128(&mut out, body.len());
        out.extend_from_slice(&body);
        rest = next;
    }
    if names.is_empty() {
        bail!("the module imports nothing that wasm-bindgen has named");
    }
    Ok((out, renamed(script, &names)))
}

/// The section of imports; each name that was met gets a short one.
fn imports(body: &[u8], names: &mut HashMap<String, String>) -> Result<Vec<u8>> {
    let (count, mut rest) = leb128(body)?;
    let mut out = Vec::new();
    push_leb128(&mut out, count);
    for _ in 0..count {
        let (from, after) = text(rest)?;
        let (name, after) = text(after)?;
        let (kind, next) = description(after)?;
        let short = match name.starts_with(MADE) {
            true => {
                let number = names.len();
                let known = names.entry(name.to_owned());
                known.or_insert_with(|| format!("_{number:x}")).as_str()
            }
            false => name,
        };
        for text in [from, short] {
            push_leb128(&mut out, text.len());
            out.extend_from_slice(text.as_bytes());
        }
        out.extend_from_slice(kind);
        rest = next;
    }
    Ok(out)
}

fn text(bytes: &[u8]) -> Result<(&str, &[u8])> {
    let (length, rest) = leb128(bytes)?;
    let (text, rest) = rest
        .split_at_checked(length)
        .context("a name that is cut short")?;
    Ok((std::str::from_utf8(text)?, rest))
}

/// What is imported (a function's type, a table's or memory's limits, a global's type), and what follows it.
fn description(bytes: &[u8]) -> Result<(&[u8], &[u8])> {
    let (kind, rest) = bytes.split_first().context("an import that is cut short")?;
    let rest = match kind {
        0 => leb128(rest)?.1,
        1 => limits(rest.get(1..).unwrap_or_default())?,
        2 => limits(rest)?,
        3 => rest.get(2..).context("a global that is cut short")?,
        other => bail!("an import of a kind that is not known: {other}"),
    };
    Ok(bytes.split_at(bytes.len() - rest.len()))
}

fn limits(bytes: &[u8]) -> Result<&[u8]> {
    let (flags, rest) = bytes.split_first().context("limits that are cut short")?;
    let (_, rest) = leb128(rest)?;
    Ok(if flags & 1 == 1 {
        leb128(rest)?.1
    } else {
        rest
    })
}

fn push_leb128(out: &mut Vec<u8>, mut number: usize) {
    loop {
        let byte = (number & 0x7f) as u8;
        number >>= 7;
        if number == 0 {
            return out.push(byte);
        }
        out.push(byte | 0x80);
    }
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
    use super::*;

    #[test]
    fn names_are_the_same_on_both_sides() {
        // A memory of the linker, and two functions of the script.
        let mut section = vec![3];
        for (name, kind) in [
            ("memory", &[2, 1, 1, 0x80, 1][..]),
            ("__wbg_then_0123", &[0, 0][..]),
            ("__wbg_new_4567", &[0, 0x80, 1][..]),
        ] {
            for text in ["env", name] {
                section.push(text.len() as u8);
                section.extend_from_slice(text.as_bytes());
            }
            section.extend_from_slice(kind);
        }
        let mut module = b"\0asm\x01\0\0\0\x02".to_vec();
        push_leb128(&mut module, section.len());
        module.extend_from_slice(&section);
        module.extend_from_slice(&[10, 1, 0]);
        let script = "use({ __wbg_new_4567: 1, __wbg_then_0123: 2, __wbg_new: 3 });";
        let (short, script) = shortened(&module, script).unwrap();
        assert_eq!(script, "use({ _1: 1, _0: 2, __wbg_new: 3 });");
        let expected = b"\0asm\x01\0\0\0\x02\x28\x03\x03env\x06memory\x02\x01\x01\x80\x01\x03env\x02_0\0\0\x03env\x02_1\0\x80\x01\x0a\x01\0";
        assert_eq!(short.get(10..), expected.get(10..));
        assert_eq!(usize::from(short[9]), short.len() - 13);
    }

    #[test]
    fn a_module_without_such_names_is_refused() {
        assert!(shortened(b"\0asm\x01\0\0\0", "").is_err());
        assert!(shortened(b"\0as", "").is_err());
    }
}
