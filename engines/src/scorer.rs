//! The scorer of the reference data, which judges all engines alike.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, ensure};
use serde::Deserialize;

const NAME: &str = "score-extract";

/// What the scorer says of one engine, as far as the table shows it.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
pub struct Figures {
    /// F1 over runs of four words.
    #[serde(rename = "shingle_f1")]
    pub four_gram_f1: f64,
    /// F1 over single words.
    pub word_f1: f64,
    /// Share of titles that are right; none where the pack has no titles. The same with the next two.
    pub title: Option<f64>,
    /// Share of bylines.
    pub author: Option<f64>,
    /// Share of days of publication.
    pub date: Option<f64>,
}

/// Where the scorer is.
#[derive(Debug)]
pub struct Scorer {
    program: PathBuf,
}

impl Scorer {
    /// In `score/` of `COURANT_SHARED`, or of `../shared` beside the project as `cargo xtask` has it, or else on the path.
    pub fn find() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let named = std::env::var_os("COURANT_SHARED").map_or_else(|| "../shared".into(), PathBuf::from);
        let beside = root.join(named).join("score").join(NAME);
        Self { program: if beside.is_file() { beside } else { PathBuf::from(NAME) } }
    }

    /// Judges an engine's lines against the truth in the pack.
    pub fn score(&self, pack: &Path, lines: &str) -> anyhow::Result<Figures> {
        let mut scorer = Command::new(&self.program)
            .arg(pack)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("{} cannot be run", self.program.display()))?;
        // It reads all of its input before it says anything, so nobody waits for the other for ever.
        scorer.stdin.take().context("the scorer has no input")?.write_all(lines.as_bytes())?;
        let output = scorer.wait_with_output()?;
        ensure!(output.status.success(), "{} ended with {}", self.program.display(), output.status);
        let text = String::from_utf8_lossy(&output.stdout);
        let first = text.lines().next().unwrap_or_default();
        serde_json::from_str(first).with_context(|| format!("no figures of texts: {first}"))
    }
}
