//! The engines, each called as its own documentation says, with what `courant extract` knows of a page.
//!
//! Where an engine has settings, it gets those that serve it best here: text with blanks between blocks, the page's address.

use courant_core::extract::{self, Effort, Hints, decode};
use serde::Serialize;
use trafilatura::ExtractionFocus::{self, Balanced, FavorPrecision, FavorRecall};

use crate::pack::Page;

/// Where the versions of all engines stand; what is built cannot differ from it.
const LOCK: &str = include_str!("../Cargo.lock");

/// What the scorer looks at.
#[derive(Debug, Default, Serialize)]
pub struct Article {
    /// The headline.
    pub title: String,
    /// Names of the byline; the scorer takes several in one apart.
    pub authors: Vec<String>,
    /// A day, or a moment that begins with one.
    pub published_at: Option<String>,
    /// The words.
    pub text: String,
}

/// One engine in one setting.
#[derive(Debug, Clone, Copy)]
pub struct Engine {
    /// As the table names it.
    pub name: &'static str,
    /// The package whose version stands in the table.
    pub package: &'static str,
    /// Whether it is ours, in whatever setting.
    pub ours: bool,
    /// A page to an article, or why there is none.
    pub read: fn(&Page) -> Result<Article, String>,
}

impl Engine {
    /// The version of its package by the lock file.
    pub fn version(&self) -> Option<&'static str> {
        let name = format!("name = \"{}\"", self.package);
        let mut lines = LOCK.lines().skip_while(|line| *line != name).skip(1);
        lines.next()?.strip_prefix("version = \"")?.strip_suffix('"')
    }
}

/// All that are compared. The first is Courant as it comes, which all that are not ours are held against.
pub const ALL: [Engine; 9] = [
    ours("Courant", |page| courant(page, Effort::Whole)),
    ours("Courant, fast", |page| courant(page, Effort::Fast)),
    other("trafilatura", "trafilatura", |page| trafilatura(page, trafilatura::Options::default())),
    other("trafilatura, fallback", "trafilatura", |page| trafilatura(page, falling_back(Balanced))),
    other("trafilatura, fallback, precision", "trafilatura", |page| trafilatura(page, falling_back(FavorPrecision))),
    other("trafilatura, fallback, recall", "trafilatura", |page| trafilatura(page, falling_back(FavorRecall))),
    other("rs-trafilatura", "rs-trafilatura", rs_trafilatura),
    other("dom_smoothie", "dom_smoothie", dom_smoothie),
    other("libreadability", "libreadability", libreadability),
];

const fn ours(name: &'static str, read: fn(&Page) -> Result<Article, String>) -> Engine {
    Engine { name, package: "courant-core", ours: true, read }
}

const fn other(name: &'static str, package: &'static str, read: fn(&Page) -> Result<Article, String>) -> Engine {
    Engine { name, package, ours: false, read }
}

fn courant(page: &Page, effort: Effort) -> Result<Article, String> {
    let hints = Hints { content_type: page.content_type.as_deref(), url: page.url.as_deref() };
    let read = extract::extract_with(&page.bytes, &hints, effort);
    Ok(Article {
        title: read.title,
        authors: read.authors,
        published_at: read.published_at.map(|date| date.0),
        text: read.text,
    })
}

/// The page's characters, for engines that take no bytes. As ours finds them, so that none is beaten by a charset.
fn characters(page: &Page) -> String {
    decode::decode(&page.bytes, page.content_type.as_deref()).0.into_owned()
}

/// As trafilatura for Python works by itself. Without it precision stands at .872 on `pages`, and 19 of them have no text.
fn falling_back(focus: ExtractionFocus) -> trafilatura::Options {
    trafilatura::Options::default().with_fallback(true).with_focus(focus)
}

fn trafilatura(page: &Page, mut options: trafilatura::Options) -> Result<Article, String> {
    options.original_url = page.url.as_deref().and_then(|url| url.parse().ok());
    let read = trafilatura::extract(&characters(page), &options).map_err(|error| error.to_string())?;
    Ok(Article {
        title: read.metadata.title,
        authors: vec![read.metadata.author],
        published_at: read.metadata.date.map(|date| date.to_string()),
        text: read.content_text,
    })
}

fn rs_trafilatura(page: &Page) -> Result<Article, String> {
    let options = rs_trafilatura::Options { url: page.url.clone(), ..rs_trafilatura::Options::default() };
    let read = rs_trafilatura::extract_with_options(&characters(page), &options).map_err(|error| error.to_string())?;
    Ok(Article {
        title: read.metadata.title.unwrap_or_default(),
        authors: read.metadata.author.into_iter().collect(),
        published_at: read.metadata.date.map(|date| date.to_rfc3339()),
        text: read.content_text,
    })
}

fn dom_smoothie(page: &Page) -> Result<Article, String> {
    // Its default text runs the end of one block into the start of the next.
    let config =
        dom_smoothie::Config { text_mode: dom_smoothie::TextMode::Formatted, ..dom_smoothie::Config::default() };
    let read = dom_smoothie::Readability::new(characters(page), page.url.as_deref(), Some(config))
        .and_then(|mut readability| readability.parse())
        .map_err(|error| error.to_string())?;
    Ok(Article {
        title: read.title,
        authors: read.byline.into_iter().collect(),
        published_at: read.published_time,
        text: read.text_content.to_string(),
    })
}

fn libreadability(page: &Page) -> Result<Article, String> {
    let read = libreadability::extract(&characters(page), page.url.as_deref()).map_err(|error| error.to_string())?;
    Ok(Article {
        title: read.title,
        authors: vec![read.byline],
        published_at: Some(read.published_time),
        text: read.text_content,
    })
}

#[cfg(test)]
mod tests {
    use super::ALL;

    #[test]
    fn every_engine_has_a_version() {
        for engine in ALL {
            assert!(engine.version().is_some_and(|version| version.contains('.')), "{}", engine.package);
        }
    }
}
