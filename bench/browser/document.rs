//! A text's place in a document: between two marks, so that another run replaces it.

use std::fs;

use anyhow::{Context as _, Result};

use crate::asked;

/// Puts a text between the marks of that name in a document of the project.
pub(crate) fn write(document: &str, mark: &str, text: &str) -> Result<()> {
    let file = asked::root().join(document);
    let old = fs::read_to_string(&file).with_context(|| format!("reading {document}"))?;
    let new =
        placed(&old, mark, text).with_context(|| format!("{document} has no marks {mark}"))?;
    fs::write(&file, new).with_context(|| format!("writing {document}"))?;
    println!("written into {document}");
    Ok(())
}

fn placed(old: &str, mark: &str, text: &str) -> Option<String> {
    let begin = format!("<!-- measured: {mark} -->");
    let end = format!("<!-- end: {mark} -->");
    let (before, rest) = old.split_once(&begin)?;
    let (_, after) = rest.split_once(&end)?;
    Some(format!("{before}{begin}\n{}\n{end}{after}", text.trim()))
}
