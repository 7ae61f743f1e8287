//! Writes `.br` and `.gz` beside each file of a site and measures them. The same bytes in give the same bytes out: no dates, no names.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

/// One file of the site, in bytes.
pub(crate) struct Measured {
    /// Relative to the site, with `/`.
    pub(crate) name: String,
    pub(crate) plain: u64,
    pub(crate) brotli: u64,
    pub(crate) gzip: u64,
}

/// Written anew by whoever deploys the site, so that a packed copy of ours would hide it.
const EDITED: &str = "referral-analytics.config.json";

/// Compresses every file below `site`, in the order of names.
pub(crate) fn site(site: &Path) -> Result<Vec<Measured>> {
    let mut files = Vec::new();
    collect(site, &mut files)?;
    files.sort();
    files.iter().map(|file| one(site, file)).collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

fn one(site: &Path, file: &Path) -> Result<Measured> {
    let bytes = fs::read(file).with_context(|| format!("reading {}", file.display()))?;
    let brotli = brotli_of(&bytes)?;
    let gzip = gzip_of(&bytes)?;
    if file.file_name().is_none_or(|name| name != EDITED) {
        fs::write(beside(file, "br"), &brotli)?;
        fs::write(beside(file, "gz"), &gzip)?;
    }
    let name = file
        .strip_prefix(site)?
        .components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect::<Vec<_>>()
        .join("/");
    Ok(Measured {
        name,
        plain: bytes.len() as u64,
        brotli: brotli.len() as u64,
        gzip: gzip.len() as u64,
    })
}

fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    name.into()
}

fn brotli_of(bytes: &[u8]) -> Result<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut out, &parameters)?;
    Ok(out)
}

fn gzip_of(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read as _;

    #[test]
    fn both_forms_give_the_file_back() {
        let bytes = b"referral ".repeat(500);
        let mut from_gzip = Vec::new();
        flate2::read::GzDecoder::new(&*gzip_of(&bytes).unwrap())
            .read_to_end(&mut from_gzip)
            .unwrap();
        assert_eq!(from_gzip, bytes);
        let mut from_brotli = Vec::new();
        brotli::BrotliDecompress(&mut &*brotli_of(&bytes).unwrap(), &mut from_brotli).unwrap();
        assert_eq!(from_brotli, bytes);
    }

    #[test]
    fn an_empty_file_is_no_trouble() {
        assert!(!brotli_of(&[]).unwrap().is_empty());
        assert!(!gzip_of(&[]).unwrap().is_empty());
    }

    #[test]
    fn the_ending_is_added_not_replaced() {
        assert_eq!(beside(Path::new("a/b.js"), "br"), Path::new("a/b.js.br"));
    }
}
