//! Who publishes: the newsrooms of `demo/newsrooms.json`, their manuscripts and pictures, from inside the binary.

use anyhow::Context;
use rust_embed::RustEmbed;
use serde::Deserialize;

use super::manuscript::Manuscript;

#[derive(RustEmbed)]
#[folder = "demo/articles"]
struct Articles;

#[derive(RustEmbed)]
#[folder = "demo/img"]
struct Pictures;

#[derive(RustEmbed)]
#[folder = "demo/css"]
struct Styles;

/// The format of a newsroom's feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum FeedFormat {
    Rss,
    Atom,
    Json,
}

impl FeedFormat {
    pub(super) const fn path(self) -> &'static str {
        match self {
            Self::Rss => "/feed.xml",
            Self::Atom => "/feed.atom",
            Self::Json => "/feed.json",
        }
    }

    pub(super) const fn media_type(self) -> &'static str {
        match self {
            Self::Rss => "application/rss+xml",
            Self::Atom => "application/atom+xml",
            Self::Json => "application/feed+json",
        }
    }
}

/// How much of a text a newsroom's feed carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum FeedText {
    /// The whole text.
    Full,
    /// The first paragraph.
    Summary,
    /// The first two sentences.
    Teaser,
}

/// The language a newsroom writes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Language {
    En,
    De,
    Fr,
    Es,
}

impl Language {
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::De => "de",
            Self::Fr => "fr",
            Self::Es => "es",
        }
    }
}

/// One invented publisher.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Newsroom {
    pub(super) slug: String,
    pub(super) name: String,
    pub(super) language: Language,
    pub(super) city: String,
    pub(super) feed: FeedFormat,
    /// Which of the four page templates, 1 to 4.
    pub(super) template: u8,
    pub(super) feed_text: FeedText,
    pub(super) title: String,
    pub(super) tagline: String,
    pub(super) footer: String,
    pub(super) furniture: Vec<String>,
}

impl Newsroom {
    /// All newsrooms in the order of `newsrooms.json`.
    pub(super) fn all() -> anyhow::Result<Vec<Self>> {
        serde_json::from_str(include_str!("../../demo/newsrooms.json")).context("demo/newsrooms.json cannot be read")
    }

    /// This newsroom's manuscripts, first versions among them, by name.
    pub(super) fn manuscripts(&self) -> anyhow::Result<Vec<Manuscript>> {
        let mut paths: Vec<_> = Articles::iter().collect();
        paths.sort();
        paths
            .iter()
            .filter_map(|path| {
                let slug = path.strip_prefix(self.slug.as_str())?.strip_prefix('/')?;
                Some((path, slug.strip_suffix(".md")?))
            })
            .map(|(path, slug)| {
                let file = Articles::get(path).with_context(|| format!("{path} is gone"))?;
                let text =
                    std::str::from_utf8(&file.data).with_context(|| format!("demo/articles/{path} is not UTF-8"))?;
                Manuscript::read(slug, text).with_context(|| format!("demo/articles/{path}"))
            })
            .collect()
    }

    /// The style sheet of its page template.
    pub(super) fn style(&self) -> Option<Vec<u8>> {
        Some(Styles::get(&format!("{}.css", self.template))?.data.into_owned())
    }
}

/// A picture's bytes and size in pixels.
pub(super) struct PictureFile {
    pub(super) bytes: Vec<u8>,
    pub(super) width: u32,
    pub(super) height: u32,
}

impl PictureFile {
    /// The PNG called `name`; `None` if there is none.
    pub(super) fn get(name: &str) -> Option<Self> {
        let bytes = Pictures::get(name)?.data.into_owned();
        let header = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n")?;
        let number = |at: usize| {
            let four: [u8; 4] = header.get(at..at + 4)?.try_into().ok()?;
            Some(u32::from_be_bytes(four))
        };
        // The first chunk is IHDR: length, name, width, height.
        let (width, height) = (number(8)?, number(12)?);
        Some(Self { bytes, width, height })
    }
}
