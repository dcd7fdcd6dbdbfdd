//! What the replay server serves, as its own files say: for checks that nothing was missed.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, ensure};
use serde_json::Value;

/// The packs that are replayed.
const PACKS: [&str; 3] = ["wire", "pages", "stories"];

/// The pages and articles that stand behind entries.
#[derive(Debug, Default)]
pub struct Pack {
    /// Words of the known text of each article page, by the page's name in the server.
    pub article_pages: BTreeMap<String, usize>,
    /// Words of each site's article, by its name in the server.
    pub site_articles: BTreeMap<String, usize>,
    /// Pages that are no articles.
    pub other_pages: BTreeSet<String>,
}

/// Unpacks what is not unpacked yet; says where it lies.
pub fn unpack(shared: &Path) -> anyhow::Result<PathBuf> {
    let program = shared.join("data/unpack");
    let output = Command::new(&program)
        .args(PACKS)
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("{} cannot be started", program.display()))?;
    ensure!(output.status.success(), "{} ended with {}", program.display(), output.status);
    let folder = PathBuf::from(String::from_utf8_lossy(&output.stdout).trim());
    for pack in PACKS {
        ensure!(folder.join(pack).is_dir(), "{} has no pack {pack}", folder.display());
    }
    Ok(folder)
}

impl Pack {
    /// Reads the lists of the packs in `data`.
    pub fn read(data: &Path) -> anyhow::Result<Self> {
        let mut pack = Self::default();
        for page in lines(&data.join("pages/pages.jsonl"))? {
            let words = word_count(page["truth"]["text"].as_str());
            if words > 0 {
                pack.article_pages.insert(name(&page), words);
            } else {
                pack.other_pages.insert(name(&page));
            }
        }
        for page in lines(&data.join("pages/pages-other.jsonl"))? {
            pack.other_pages.insert(name(&page));
        }
        for article in lines(&data.join("stories/events.jsonl"))? {
            pack.site_articles.insert(name(&article), word_count(article["text"].as_str()));
        }
        Ok(pack)
    }
}

fn lines(path: &Path) -> anyhow::Result<Vec<Value>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))?;
    text.lines().map(|line| serde_json::from_str(line).with_context(|| format!("{}", path.display()))).collect()
}

/// The last part of the address under which the server has it.
fn name(row: &Value) -> String {
    let id = row["id"].as_str().unwrap_or_default();
    id.chars().map(|c| if c.is_alphanumeric() || matches!(c, '_' | '.' | '-') { c } else { '_' }).collect()
}

fn word_count(text: Option<&str>) -> usize {
    text.unwrap_or_default().split_whitespace().count()
}
