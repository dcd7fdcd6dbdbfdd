//! `courant import FILE`: a list of feeds (OPML) or articles (JSON lines), told apart by content.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Args;
use courant_core::model::{Article, ArticleInput};
use courant_core::sanitize;
use courant_core::text::words::word_count;
use courant_core::url as links;
use courant_store::{EntryFate, JobFor, NewEntry, NewPublisher, Store};

use super::House;
use crate::app;
use crate::worker::intake;
use crate::worker::jobs::understand_article;

/// Articles stored in one transaction.
const BATCH: usize = 64;
const DESCRIPTION_WORDS: usize = 40;
/// Lines that could not be read that are named one by one.
const NAMED: usize = 20;

/// What `import` takes.
#[derive(Debug, Args)]
pub struct Options {
    /// An OPML file or a file of articles, one JSON object a line
    file: PathBuf,
    #[command(flatten)]
    house: House,
}

/// Runs the command. What can be read is taken in; what cannot is named with its line.
pub async fn run(options: Options) -> anyhow::Result<ExitCode> {
    let bytes = std::fs::read(&options.file).with_context(|| format!("{} cannot be read", options.file.display()))?;
    let house = options.house.options()?;
    let is_articles = bytes.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'{');
    let (problems, new) = if is_articles {
        let store = app::open_store(&house.folder).await?;
        let now = app::clock_in(&house.folder).await?.now_ms();
        let read = articles(&store, &bytes, now).await;
        store.close().await;
        read?
    } else {
        let intake = app::open_intake(&house).await?;
        let listed = intake::import(&intake, &bytes).await;
        intake.store.close().await;
        let listed = listed?;
        let found = listed.added + listed.known;
        let why =
            if listed.problems.is_empty() { "The list holds no feeds.".to_owned() } else { listed.problems.join(" ") };
        anyhow::ensure!(found > 0, "{}: {why}", options.file.display());
        eprintln!("{} feeds added, {} were here before.", listed.added, listed.known);
        (listed.problems, listed.added > 0)
    };
    for problem in problems.iter().take(NAMED) {
        eprintln!("{}: {problem}", options.file.display());
    }
    if problems.len() > NAMED {
        eprintln!("{}: {} more of the kind.", options.file.display(), problems.len() - NAMED);
    }
    if new {
        eprintln!("{}", app::what_reads(&house.folder));
    }
    Ok(if problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(3) })
}

/// Problems, and whether anything came in.
async fn articles(store: &Store, bytes: &[u8], now: i64) -> anyhow::Result<(Vec<String>, bool)> {
    let text = String::from_utf8_lossy(bytes);
    let mut problems = Vec::new();
    let mut entries = Vec::new();
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let read = serde_json::from_str::<ArticleInput>(line)
            .map_err(|error| error.to_string())
            .and_then(ArticleInput::into_article);
        match read {
            Ok(article) => entries.push(entry(article, now)),
            Err(error) => problems.push(format!("line {} was left out: {error}", number + 1)),
        }
    }
    let (mut new, mut known) = (0, 0);
    for batch in entries.chunks(BATCH) {
        for recorded in store.import_articles(batch, now).await? {
            match recorded.fate {
                EntryFate::New => new += 1,
                _ => known += 1,
            }
        }
    }
    eprintln!("{new} articles added, {known} were here before or are not wanted.");
    Ok((problems, new > 0))
}

fn entry(article: Article, now: i64) -> NewEntry {
    let url = article.url.clone().unwrap_or_default();
    let canonical_url = if url.is_empty() { format!("import:{}", article.id) } else { links::canonical(&url) };
    let (mut domain, mut name) = links::publisher_of(&url, &url, &article.publisher);
    if url.is_empty() {
        name = if article.publisher.is_empty() { "Imported".to_owned() } else { article.publisher.clone() };
        domain = format!("import/{}", name.to_lowercase());
    }
    let html = sanitize::from_text(&article.text);
    let description = if article.description.is_empty() {
        sanitize::excerpt(&article.text, DESCRIPTION_WORDS)
    } else {
        article.description
    };
    let published_at = article.at.map(|at| at.as_millisecond());
    NewEntry {
        canonical_url,
        url,
        words: i64::try_from(word_count(&article.text)).unwrap_or(i64::MAX),
        title: article.title,
        authors: article.authors,
        content_html: html.clone(),
        html,
        text: article.text,
        description,
        language: article.language.clone(),
        published_at,
        publisher: Some(NewPublisher { domain, name, home_url: String::new(), language: article.language }),
        next: Some(JobFor::new(understand_article::KIND, now)),
        ..NewEntry::default()
    }
}
