//! The folder that a user's clones share: one sub-folder for each tool and version, which is there completely or not at all.

use std::env;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use super::variable;

pub(super) struct Cache {
    folder: PathBuf,
}

impl Cache {
    /// `REFERRAL_TOOLS_DIR`, or what the system calls a user's cache.
    pub(super) fn of_user() -> Result<Self> {
        let folder = match variable("REFERRAL_TOOLS_DIR") {
            Some(folder) => env::current_dir()?.join(folder),
            None => system_cache()
                .context("no home folder; set REFERRAL_TOOLS_DIR to a folder for the build tools")?
                .join("referral-analytics")
                .join("tools"),
        };
        fs::create_dir_all(&folder).with_context(|| format!("creating {}", folder.display()))?;
        Ok(Self { folder })
    }

    pub(super) fn path(&self) -> &Path {
        &self.folder
    }

    /// Where a tool of this name (with its version) is, or would be.
    pub(super) fn place(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Makes the tool's folder: `install` fills a folder beside it, which gets its name when all is there.
    /// One process at a time; what an interrupted one left is handed to `install` again, to go on from.
    pub(super) fn fill(
        &self,
        name: &str,
        install: impl FnOnce(&Path) -> Result<()>,
    ) -> Result<PathBuf> {
        let place = self.place(name);
        let lock = File::create(self.folder.join(format!(".{name}.lock")))?;
        if let Err(TryLockError::WouldBlock) = lock.try_lock() {
            println!("waiting for another set-up that is installing {name} …");
            lock.lock()?;
            if place.is_dir() {
                return Ok(place);
            }
        }
        let partial = self.folder.join(format!(".{name}.partial"));
        fs::create_dir_all(&partial)?;
        install(&partial)?;
        if place.is_dir() {
            // What is there did not run, or we would not have been called.
            fs::remove_dir_all(&place)?;
        }
        fs::rename(&partial, &place).with_context(|| format!("moving {name} into place"))?;
        Ok(place)
    }
}

fn system_cache() -> Option<PathBuf> {
    if cfg!(windows) {
        return variable("LOCALAPPDATA").map(PathBuf::from);
    }
    if cfg!(target_os = "macos") {
        return env::home_dir().map(|home| home.join("Library").join("Caches"));
    }
    let named = variable("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .filter(|folder| folder.is_absolute());
    named.or_else(|| env::home_dir().map(|home| home.join(".cache")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use anyhow::bail;

    #[test]
    fn a_failed_installation_leaves_nothing_that_looks_installed() {
        let folder = env::temp_dir().join(format!("referral-cache-{}", std::process::id()));
        let cache = Cache {
            folder: folder.clone(),
        };
        fs::create_dir_all(&folder).unwrap();
        let failed = cache.fill("tool-1.0.0", |partial| {
            fs::write(partial.join("half"), "")?;
            bail!("interrupted")
        });
        assert!(failed.is_err());
        assert!(!cache.place("tool-1.0.0").exists());
        let place = cache
            .fill("tool-1.0.0", |partial| {
                Ok(fs::write(partial.join("rest"), "")?)
            })
            .unwrap();
        assert!(place.join("half").is_file() && place.join("rest").is_file());
        fs::remove_dir_all(folder).unwrap();
    }
}
