//! An article as its writer left it: front matter and blocks. The format is described in `demo/README.md`.

use std::collections::BTreeMap;

use anyhow::{Context, bail};

/// One block of an article's body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Block {
    Paragraph(String),
    Subhead(String),
    List(Vec<String>),
    Quote(String),
}

impl Block {
    /// The block with every text in it passed through `change`.
    fn map(&self, change: &impl Fn(&str) -> String) -> Self {
        match self {
            Self::Paragraph(text) => Self::Paragraph(change(text)),
            Self::Subhead(text) => Self::Subhead(change(text)),
            Self::List(lines) => Self::List(lines.iter().map(|line| change(line)).collect()),
            Self::Quote(text) => Self::Quote(change(text)),
        }
    }
}

/// What the writer says the piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Report,
    Live,
    Opinion,
    Background,
    Roundup,
}

/// A picture in `demo/img/` with the words printed under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Picture {
    pub(super) file: String,
    pub(super) alt: String,
    pub(super) caption: String,
    pub(super) credit: String,
}

/// An article before it has a date: times are minutes before the demo's start, placeholders still stand.
#[derive(Debug, Clone)]
pub(super) struct Manuscript {
    /// The file's name without its ending; the last part of the address.
    pub(super) slug: String,
    pub(super) title: String,
    pub(super) author: String,
    pub(super) section: String,
    pub(super) minutes_ago: i64,
    pub(super) updated_minutes_ago: Option<i64>,
    pub(super) kind: Kind,
    pub(super) agency: Option<String>,
    pub(super) picture: Option<Picture>,
    pub(super) teaser_only: bool,
    /// The slug of the article this text is the first version of.
    pub(super) revision_of: Option<String>,
    pub(super) blocks: Vec<Block>,
}

impl Manuscript {
    /// Reads the file `slug.md`. Errors say which line or key is wrong.
    pub(super) fn read(slug: &str, file: &str) -> anyhow::Result<Self> {
        let file = file.replace("\r\n", "\n");
        let (front, body) = file
            .strip_prefix("---\n")
            .and_then(|rest| rest.split_once("\n---\n"))
            .context("no front matter between two lines of ---")?;
        let mut front = Front::read(front)?;
        let manuscript = Self {
            slug: slug.to_owned(),
            title: front.take("title")?,
            author: front.take("author")?,
            section: front.take("section")?,
            minutes_ago: front.minutes("minutes_ago")?.context("minutes_ago is missing")?,
            updated_minutes_ago: front.minutes("updated_minutes_ago")?,
            kind: kind(&front.take("kind")?)?,
            agency: front.0.remove("agency"),
            picture: front.picture()?,
            teaser_only: front.0.remove("teaser_only").is_some_and(|value| value == "true"),
            revision_of: front.0.remove("revision_of"),
            blocks: blocks(body),
        };
        if manuscript.blocks.is_empty() {
            bail!("no text below the front matter");
        }
        Ok(manuscript)
    }

    /// The blocks with every text passed through `change`.
    pub(super) fn blocks_with(&self, change: impl Fn(&str) -> String) -> Vec<Block> {
        self.blocks.iter().map(|block| block.map(&change)).collect()
    }
}

/// The lines between the two `---`, by key. `event` is a label for tests and stays unread.
struct Front(BTreeMap<String, String>);

impl Front {
    fn read(lines: &str) -> anyhow::Result<Self> {
        lines
            .lines()
            .map(|line| {
                let (key, value) = line.split_once(": ").with_context(|| format!("not `key: value`: {line}"))?;
                Ok((key.to_owned(), value.trim().to_owned()))
            })
            .collect::<anyhow::Result<_>>()
            .map(Self)
    }

    fn take(&mut self, key: &str) -> anyhow::Result<String> {
        self.0.remove(key).with_context(|| format!("{key} is missing"))
    }

    fn minutes(&mut self, key: &str) -> anyhow::Result<Option<i64>> {
        let Some(value) = self.0.remove(key) else {
            return Ok(None);
        };
        let minutes = value.parse().with_context(|| format!("{key} is no number: {value}"))?;
        Ok(Some(minutes))
    }

    fn picture(&mut self) -> anyhow::Result<Option<Picture>> {
        let Some(file) = self.0.remove("image") else {
            return Ok(None);
        };
        Ok(Some(Picture {
            file,
            alt: self.take("image_alt")?,
            caption: self.take("image_caption")?,
            credit: self.take("image_credit")?,
        }))
    }
}

fn kind(value: &str) -> anyhow::Result<Kind> {
    Ok(match value {
        "report" => Kind::Report,
        "live" => Kind::Live,
        "opinion" => Kind::Opinion,
        "background" => Kind::Background,
        "roundup" => Kind::Roundup,
        other => bail!("no such kind: {other}"),
    })
}

fn blocks(body: &str) -> Vec<Block> {
    body.split("\n\n").map(str::trim).filter(|block| !block.is_empty()).map(block).collect()
}

fn block(text: &str) -> Block {
    if let Some(subhead) = text.strip_prefix("## ") {
        Block::Subhead(subhead.to_owned())
    } else if let Some(quote) = text.strip_prefix("> ") {
        Block::Quote(quote.to_owned())
    } else if text.starts_with("- ") {
        Block::List(text.lines().map(|line| line.trim_start_matches("- ").to_owned()).collect())
    } else {
        Block::Paragraph(text.to_owned())
    }
}
