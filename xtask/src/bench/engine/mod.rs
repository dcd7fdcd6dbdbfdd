//! The story engine alone: how fast it understands and places, what it holds of an article, how soon it is back.
//!
//! Articles of a labelled pack are understood and embedded once. A stream of any length is made of that pack's features
//! (see [`stream`]), fills a window of thirty days, and goes through a real engine, one thread, nothing else.

mod figures;
mod stream;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Context as _, ensure};
use clap::Args;
use courant_core::model::{Article, ArticleInput};
use courant_core::story::{self, Engine, Event, StoryArticle};
use courant_embed::Model;

use super::process;
use crate::shared::Shared;
use figures::{Figures, Step};
use stream::Stream;

/// Articles that tell how fast reading is.
const READ: usize = 1_000;
/// The latest placements, which tell how fast a full window is.
const LATEST: usize = 20_000;

/// What `bench engine` takes.
#[derive(Debug, Clone, Args)]
pub struct Options {
    /// Articles in the window of thirty days
    #[arg(long, default_value_t = 1_000_000)]
    articles: usize,
    /// Articles of the pack that the stream is made of
    #[arg(long, default_value_t = 12_000)]
    base: usize,
    /// The labelled articles, JSON lines
    #[arg(long, value_name = "FILE")]
    pack: Option<PathBuf>,
}

/// The command.
pub fn command(options: &Options) -> anyhow::Result<ExitCode> {
    let articles = pack(options)?;
    ensure!(articles.len() >= 100, "the pack has {} articles, a hundred are needed", articles.len());
    let mut figures = Figures::default();
    let base = read(&articles, &mut figures)?;
    drop(articles);
    place(&base, options.articles, &mut figures);
    print!("{figures}");
    Ok(ExitCode::SUCCESS)
}

fn pack(options: &Options) -> anyhow::Result<Vec<Article>> {
    let file = match &options.pack {
        Some(file) => file.clone(),
        None => {
            let shared = Shared::find()?.context("the reference data is not there: name a file with --pack")?;
            shared.pack("stories")?.join("allsides.jsonl")
        }
    };
    let lines = std::fs::read_to_string(&file).with_context(|| format!("{} cannot be read", file.display()))?;
    let articles = lines.lines().take(options.base).enumerate().map(|(number, line)| {
        let input: ArticleInput =
            serde_json::from_str(line).with_context(|| format!("line {} is no article", number + 1))?;
        input.into_article().map_err(anyhow::Error::msg)
    });
    articles.collect()
}

/// Understands and embeds all; the first thousand are timed.
fn read(articles: &[Article], figures: &mut Figures) -> anyhow::Result<Vec<StoryArticle>> {
    let model = Model::load().context("no embedding model")?;
    let mut base = Vec::with_capacity(articles.len());
    for (number, article) in articles.iter().enumerate() {
        let start = Instant::now();
        let understanding = courant_core::understand(article);
        let understood = start.elapsed();
        let lead = story::lead_text(article);
        let vectors = model.embed_all_i8(&[article.title.as_str(), &lead]);
        let vector = |which: usize| vectors.get(which).map(courant_embed::Embedding::as_slice);
        let embedded = start.elapsed();
        base.push(story::features(article, &understanding, vector(0), vector(1)));
        if number < READ.min(articles.len()) {
            figures.understood.push(understood + (start.elapsed() - embedded));
            figures.embedded.push(embedded - understood);
        }
        if number % 1_000 == 999 {
            eprintln!("{} of {} read", number + 1, articles.len());
        }
    }
    Ok(base)
}

/// Fills the window, then saves the engine and takes it up again.
fn place(base: &[StoryArticle], articles: usize, figures: &mut Figures) {
    let (before, _) = process::memory();
    let mut engine = Engine::new();
    for (number, article) in Stream::new(base, articles).enumerate() {
        let start = Instant::now();
        engine.take(&Event::Article(Box::new(article)));
        let placed = start.elapsed();
        let start = Instant::now();
        let repaired = !engine.take(&Event::Tick(engine.clock())).is_empty();
        if repaired {
            figures.repairs.push(start.elapsed());
        }
        if number + LATEST.min(articles / 2) >= articles {
            figures.placed.push(placed);
        }
        if (number + 1).is_power_of_two() || number + 1 == articles {
            let (now, _) = process::memory();
            figures.step(Step { articles: number + 1, megabytes: now.saturating_sub(before) });
            eprintln!("{} placed, {} MB", number + 1, now.saturating_sub(before));
        }
    }
    let start = Instant::now();
    let Ok(bytes) = engine.snapshot() else { return };
    figures.saved = start.elapsed();
    figures.snapshot_bytes = bytes.len();
    drop(engine);
    let start = Instant::now();
    figures.restores = Engine::restore(&bytes).is_ok();
    figures.restored = start.elapsed();
}
