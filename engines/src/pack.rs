//! The pages of a pack, as `courant extract` is given them.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use serde::Deserialize;

/// A page and what is known of it besides its bytes.
#[derive(Debug)]
pub struct Page {
    /// Its id in the pack.
    pub id: String,
    /// Where it was got.
    pub url: Option<String>,
    /// The transport's content type.
    pub content_type: Option<String>,
    /// As it came.
    pub bytes: Vec<u8>,
}

#[derive(Deserialize)]
struct Line {
    id: String,
    file: PathBuf,
    url: Option<String>,
    content_type: Option<String>,
}

/// All pages of a pack, read before any clock starts. A line or a page that cannot be read ends it: figures of a part of
/// the pages would look like those of all.
pub fn read(pack: &Path) -> anyhow::Result<Vec<Page>> {
    let folder = pack.parent().unwrap_or(Path::new(""));
    let text = fs::read_to_string(pack).with_context(|| format!("{} cannot be read", pack.display()))?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let pages: Vec<Page> = lines
        .map(|(index, line)| page(folder, line).with_context(|| format!("{} line {}", pack.display(), index + 1)))
        .collect::<anyhow::Result<_>>()?;
    ensure!(!pages.is_empty(), "{} has no pages", pack.display());
    Ok(pages)
}

fn page(folder: &Path, line: &str) -> anyhow::Result<Page> {
    let Line { id, file, url, content_type } = serde_json::from_str(line)?;
    let path = folder.join(file);
    let bytes = fs::read(&path).with_context(|| format!("{} cannot be read", path.display()))?;
    Ok(Page { id, url, content_type, bytes })
}
