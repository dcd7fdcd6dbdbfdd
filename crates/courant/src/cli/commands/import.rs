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

use super::{House, counted, say_if_new};
use crate::app;
use crate::worker::entries::{hash, names_an_entry};
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
    say_if_new(&house.folder);
    let bytes = without_mark(&bytes);
    let is_articles = bytes.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'{');
    let (problems, new) = if is_articles {
        let store = app::open_store(&house.folder).await?;
        let now = app::clock_in(&house.folder).await?.now_ms();
        let read = articles(&store, bytes, now).await;
        store.close().await;
        read?
    } else {
        let intake = app::open_intake(&house).await?;
        let listed = intake::import(&intake, bytes).await;
        intake.store.close().await;
        let listed = listed?;
        let found = listed.added + listed.known;
        let why =
            if listed.problems.is_empty() { "The list holds no feeds.".to_owned() } else { listed.problems.join(" ") };
        anyhow::ensure!(found > 0, "{}: {why}", options.file.display());
        eprintln!("{}", added(counted(listed.added, "feed", "feeds"), listed.known));
        (listed.problems, listed.added > 0)
    };
    for problem in problems.iter().take(NAMED) {
        eprintln!("{}: {problem}", options.file.display());
    }
    if problems.len() > NAMED {
        eprintln!("{}: {} more of the kind.", options.file.display(), problems.len() - NAMED);
    }
    if new {
        eprintln!("{}", app::what_reads(&house.folder, &house.allowed));
    }
    Ok(if problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(3) })
}

/// Some editors put a byte order mark before UTF-8.
fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)
}

fn added(new: String, known: u64) -> String {
    format!("{new} added, {} here before.", counted(known, "was", "were"))
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
            Ok(article) => entries.push(named_as_before(entry(article, now), line)),
            Err(error) => problems.push(format!("line {} was left out: {error}", number + 1)),
        }
    }
    let (mut new, mut known, mut unwanted) = (0_u64, 0_u64, 0_u64);
    for batch in entries.chunks(BATCH) {
        for recorded in store.import_articles(batch, now).await? {
            match recorded.fate {
                EntryFate::New => new += 1,
                EntryFate::Forgotten => unwanted += 1,
                _ => known += 1,
            }
        }
    }
    eprintln!("{}", added(counted(new, "article", "articles"), known));
    if unwanted > 0 {
        let were = counted(unwanted, "was", "were");
        eprintln!("{were} left out, forgotten here with `courant forget` as a page or with its publisher.");
    }
    Ok((problems, new > 0))
}

/// What an export tells of a name, so that an article which is here already is known again:
/// - one that goes by its entry, for it shares its page with others, keeps that name;
/// - one that was imported without a link keeps the name that it got then, as long as it says the same;
/// - any other may be here under the link that its page gave itself.
fn named_as_before(entry: NewEntry, line: &str) -> NewEntry {
    let told: Option<serde_json::Value> =
        Some(line).filter(|line| line.contains("canonical_url")).and_then(|line| serde_json::from_str(line).ok());
    let Some(name) = told.as_ref().and_then(|told| told.get("canonical_url")?.as_str()) else { return entry };
    if entry.url.is_empty() {
        return match name.strip_prefix(IMPORTED) {
            Some(rest) if rest.ends_with(&said(&entry)) => NewEntry { canonical_url: name.to_owned(), ..entry },
            // From before names told what was said: the store looks whether it says the same.
            Some(_) => NewEntry { external_id: name.to_owned(), ..entry },
            None => entry,
        };
    }
    if names_an_entry(name) {
        return NewEntry { canonical_url: name.to_owned(), ..entry };
    }
    NewEntry { other_name: name.to_owned(), ..entry }
}

/// What begins the name of an article that was imported without a link.
const IMPORTED: &str = "import:";

/// Tells what an article says from what others say.
fn said(entry: &NewEntry) -> String {
    hash(format!("{}\n{}", entry.title, entry.text).as_bytes())
}

fn entry(article: Article, now: i64) -> NewEntry {
    let url = article.url.clone().unwrap_or_default();
    // Ids of files are 1, 2, 3 in each of them: what an article says tells it from that of another file.
    let (external_id, canonical_url) = if url.is_empty() {
        (format!("{IMPORTED}{}", article.id), String::new())
    } else {
        (String::new(), links::canonical(&url))
    };
    let (mut domain, mut name) = links::publisher_of(&url, &url, &article.publisher);
    // Who wrote the file says what an outlet is called; a feed's title may say other things.
    if !url.is_empty() && !article.publisher.trim().is_empty() {
        name = article.publisher.trim().to_owned();
    }
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
    let entry = NewEntry {
        external_id,
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
    };
    match entry.canonical_url.is_empty() {
        true => NewEntry { canonical_url: format!("{}:{}", entry.external_id, said(&entry)), ..entry },
        false => entry,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    async fn check(store: &Store, lines: &[&str], new: usize, here: usize) {
        articles(store, lines.join("\n").as_bytes(), 0).await.unwrap();
        let all = store.export_articles(0, 99).await.unwrap();
        assert_eq!(all.len(), here, "{new} of {lines:?} are new");
    }

    #[tokio::test]
    async fn articles_that_share_a_page_come_back_as_many() {
        let store = Store::open_memory().await.unwrap();
        let note = |key: u8, page: &str| {
            format!(
                r##"{{"id": "{key}", "url": "https://post.example/{page}", "canonical_url": "https://post.example/feed#entry={key}", "title": "Note {key}", "text": "Pump {key} stopped."}}"##
            )
        };
        let notes = [note(1, "log"), note(2, "log"), note(3, "log#b")];
        let lines: Vec<&str> = notes.iter().map(String::as_str).collect();
        check(&store, &lines, 3, 3).await;
        check(&store, &lines, 0, 3).await;
    }

    #[tokio::test]
    async fn ids_of_another_file_are_those_of_other_articles() {
        let store = Store::open_memory().await.unwrap();
        let ferry = r#"{"id": "1", "title": "Ferry stuck", "text": "Seaweed held it for six hours."}"#;
        let bread = r#"{"id": "1", "title": "Bread is dearer", "text": "Flour is short in the islands."}"#;
        let linked = r#"{"id": "1", "url": "https://post.example/a?utm_source=x", "title": "Bread", "text": "Flour."}"#;
        // As an earlier version knew it, by its id alone.
        let read = serde_json::from_str::<ArticleInput>(ferry).unwrap().into_article().unwrap();
        let earlier = NewEntry { canonical_url: "import:1".to_owned(), ..entry(read, 0) };
        store.import_articles(&[earlier], 0).await.unwrap();
        check(&store, &[ferry], 0, 1).await;
        check(&store, &[bread, linked, bread], 2, 3).await;
        check(&store, &[ferry, bread, linked], 0, 3).await;
    }
}
