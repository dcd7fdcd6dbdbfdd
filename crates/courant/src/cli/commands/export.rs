//! `courant export opml|jsonl|graph`: the list of feeds, all articles in the form that the filters read, or what hangs together.

use std::io::{BufWriter, Write as _};
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use courant_core::opml::{self, Outline};
use courant_store::{Exported, ExportedEntry, Origin, Store};
use serde::Serialize;

use super::{House, graph};
use crate::app;

const PAGE: i64 = 200;

/// What `export` takes.
#[derive(Debug, Args)]
pub struct Options {
    /// The form
    form: Form,
    #[command(flatten)]
    house: House,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Form {
    /// The list of feeds
    Opml,
    /// All articles, one a line
    Jsonl,
    /// Entities, stories, quotations and links, one a line
    Graph,
}

#[derive(Serialize)]
struct Line {
    id: String,
    url: Option<String>,
    publisher: String,
    published_at: Option<String>,
    title: String,
    description: String,
    text: String,
    language: Option<String>,
    authors: Vec<String>,
    /// The link that identifies the article.
    canonical_url: String,
    /// Whether the text is the page's, the feed's or was brought by hand.
    origin: Origin,
    problem: Option<String>,
    story: Option<String>,
    /// Which feeds led to it, and under which ids.
    entries: Vec<ExportedEntry>,
}

impl From<Exported> for Line {
    fn from(exported: Exported) -> Self {
        let article = exported.article;
        let moment = exported.published_at.and_then(|at| jiff::Timestamp::from_millisecond(at).ok());
        Self {
            id: article.id,
            url: article.url,
            publisher: article.publisher,
            published_at: moment.map(|at| at.to_string()),
            title: article.title,
            description: article.description,
            text: article.text,
            language: article.language,
            authors: article.authors,
            canonical_url: exported.canonical_url,
            origin: exported.origin,
            problem: exported.problem,
            story: exported.story.map(|story| story.to_string()),
            entries: exported.entries,
        }
    }
}

/// Runs the command.
pub async fn run(options: Options) -> anyhow::Result<ExitCode> {
    let store = app::open_to_look(&options.house.folder()?).await?;
    let written = match options.form {
        Form::Opml => list(&store).await,
        Form::Jsonl => articles(&store).await,
        Form::Graph => graph::write(&store, &mut BufWriter::new(std::io::stdout())).await,
    };
    store.close().await;
    written?;
    Ok(ExitCode::SUCCESS)
}

async fn list(store: &Store) -> anyhow::Result<()> {
    let outlines: Vec<Outline> = store
        .sources()
        .await?
        .into_iter()
        .map(|source| {
            let title = if source.title.is_empty() { source.publisher } else { source.title };
            Outline { feed_url: source.url, title, home_url: source.home_url, folder: source.folder }
        })
        .collect();
    let mut out = std::io::stdout().lock();
    out.write_all(opml::write("Courant", &outlines).as_bytes())?;
    Ok(out.flush()?)
}

async fn articles(store: &Store) -> anyhow::Result<()> {
    let mut after = 0;
    loop {
        let page = store.export_articles(after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(()) };
        after = last.article.id.parse()?;
        let mut out = BufWriter::new(std::io::stdout().lock());
        for exported in page {
            let line = Line::from(exported);
            serde_json::to_writer(&mut out, &line)?;
            out.write_all(b"\n")?;
        }
        out.flush()?;
    }
}
