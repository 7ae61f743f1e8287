//! `cargo xtask build`: the release site, checked for inline code, compressed, measured.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::budget::{self, Sizes};
use crate::compress::{self, Measured};
use crate::project::Project;
use crate::setup::Kit;
use crate::{bundle, html, process, split};

pub(crate) fn command(project: &Project) -> Result<()> {
    let kit = Kit::set_up(project)?;
    process::shown(&mut trunk(&kit, project, split::FEATURE))?;
    let files = finish(&kit, project)?;
    print!("{}", table(&files));
    println!("the site is in {}", project.short(&project.dist));
    Ok(())
}

/// What builds the site with these features of the widget, without running it.
pub(crate) fn trunk(kit: &Kit, project: &Project, features: &str) -> Command {
    let mut command = kit.trunk_for_splitting();
    command
        .args(["build", "--quiet", "--release", "--offline", "--features"])
        .args([features, "--dist"])
        .arg(&project.dist);
    command
}

/// Everything after trunk: the module in pieces, one script, no page with inline code, `.br` and `.gz` beside each file.
pub(crate) fn finish(kit: &Kit, project: &Project) -> Result<Vec<Measured>> {
    split::split(kit, project)?;
    bundle::bundle(kit, project)?;
    for page in pages(&project.dist)? {
        let text =
            fs::read_to_string(&page).with_context(|| format!("reading {}", page.display()))?;
        let inline = html::inline_code(&text);
        if !inline.is_empty() {
            bail!(
                "{} has what the content security policy forbids: {}",
                project.short(&page),
                inline.join(", ")
            );
        }
    }
    compress::site(&project.dist)
}

/// Bytes after brotli by file name, with their sum.
pub(crate) fn sizes(files: &[Measured]) -> Sizes {
    let mut sizes: Sizes = files
        .iter()
        .map(|file| (file.name.clone(), file.brotli))
        .collect();
    sizes.insert(
        budget::TOTAL.to_owned(),
        files.iter().map(|file| file.brotli).sum(),
    );
    sizes.insert(
        budget::FIRST_PAGE.to_owned(),
        sum(files.iter().filter(is_first), |file| file.brotli),
    );
    sizes
}

/// One line for each file, largest first.
pub(crate) fn table(files: &[Measured]) -> String {
    let mut sorted: Vec<&Measured> = files.iter().collect();
    sorted.sort_by(|a, b| b.brotli.cmp(&a.brotli).then_with(|| a.name.cmp(&b.name)));
    let mut text = format!("{:>10} {:>10} {:>10}  bytes\n", "plain", "gzip", "brotli");
    for file in sorted {
        text.push_str(&format!(
            "{:>10} {:>10} {:>10}  {}\n",
            file.plain, file.gzip, file.brotli, file.name
        ));
    }
    let first: Vec<&Measured> = files.iter().filter(is_first).collect();
    let all: Vec<&Measured> = files.iter().collect();
    for (name, files) in [(budget::FIRST_PAGE, first), (budget::TOTAL, all)] {
        let sum = |of| sum(files.iter().copied(), of);
        text.push_str(&format!(
            "{:>10} {:>10} {:>10}  {name}\n",
            sum(|file| file.plain),
            sum(|file| file.gzip),
            sum(|file| file.brotli),
        ));
    }
    text
}

fn is_first(file: &&Measured) -> bool {
    budget::FIRST.contains(&file.name.as_str())
}

fn sum<'a>(files: impl Iterator<Item = &'a Measured>, of: fn(&Measured) -> u64) -> u64 {
    files.map(of).sum()
}

fn pages(site: &Path) -> Result<Vec<PathBuf>> {
    let mut pages = Vec::new();
    let mut folders = vec![site.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in
            fs::read_dir(&folder).with_context(|| format!("reading {}", folder.display()))?
        {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "html") {
                pages.push(path);
            }
        }
    }
    pages.sort();
    Ok(pages)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_total_is_the_sum_of_the_files() {
        let file = |name: &str, brotli| Measured {
            name: name.into(),
            plain: 9,
            brotli,
            gzip: 5,
        };
        let files = [file("a.js", 3), file("index.html", 4)];
        assert_eq!(sizes(&files).get(budget::TOTAL), Some(&7));
        assert_eq!(sizes(&files).get(budget::FIRST_PAGE), Some(&4));
        let table = table(&files);
        assert!(
            table.ends_with("        18         10          7  total\n"),
            "{table}"
        );
        assert!(table.find("index.html") < table.find("a.js"));
    }
}
