//! A newsroom's pages: four kinds of article page, the login wall, lists of headlines and short notices.

use askama::Template;

use super::edition::{Article, Edition};
use super::excerpt;
use super::live::{self, LiveEntry};
use super::manuscript::{Block, Kind};
use super::newsroom::FeedText;
use super::structured;
use super::words::Words;

/// Headlines of the same newsroom printed beside an article.
const MORE: usize = 5;

/// Start page, or the page of one section where `section` names it.
pub(super) fn headlines(edition: &Edition, section: Option<&str>) -> anyhow::Result<String> {
    let mut articles = edition.articles();
    articles.retain(|article| section.is_none_or(|section| article.section == section));
    let words = Words::of(edition.newsroom.language);
    Ok(HeadlinesPage { edition, words, section, articles }.render()?)
}

/// A page with one remark on it.
pub(super) fn notice(edition: &Edition, title: &str, text: &str) -> anyhow::Result<String> {
    let words = Words::of(edition.newsroom.language);
    Ok(NoticePage { edition, words, title, text }.render()?)
}

/// An article's page in its newsroom's template, or the login wall in front of it.
pub(super) fn article(edition: &Edition, article: &Article) -> anyhow::Result<String> {
    let v = &ArticleView::of(edition, article);
    Ok(match edition.newsroom.template {
        _ if article.teaser_only => WallPage { v }.render()?,
        1 => ClassicPage { v }.render()?,
        2 => ModernPage { v }.render()?,
        3 => PlainPage { v }.render()?,
        _ => TabloidPage { v }.render()?,
    })
}

#[derive(Template)]
#[template(path = "demo/headlines.html")]
struct HeadlinesPage<'a> {
    edition: &'a Edition,
    words: &'a Words,
    section: Option<&'a str>,
    articles: Vec<&'a Article>,
}

#[derive(Template)]
#[template(path = "demo/notice.html")]
struct NoticePage<'a> {
    edition: &'a Edition,
    words: &'a Words,
    title: &'a str,
    text: &'a str,
}

#[derive(Template)]
#[template(path = "demo/classic.html")]
struct ClassicPage<'a> {
    v: &'a ArticleView<'a>,
}

#[derive(Template)]
#[template(path = "demo/modern.html")]
struct ModernPage<'a> {
    v: &'a ArticleView<'a>,
}

#[derive(Template)]
#[template(path = "demo/plain.html")]
struct PlainPage<'a> {
    v: &'a ArticleView<'a>,
}

#[derive(Template)]
#[template(path = "demo/tabloid.html")]
struct TabloidPage<'a> {
    v: &'a ArticleView<'a>,
}

#[derive(Template)]
#[template(path = "demo/wall.html")]
struct WallPage<'a> {
    v: &'a ArticleView<'a>,
}

/// What stands between an article's paragraphs.
enum Piece<'a> {
    Text(&'a Block),
    /// A furniture line.
    Promotion(&'a str),
    Advertisement,
}

/// What a template puts after the n-th paragraph.
#[derive(Clone, Copy)]
enum Insert {
    /// The furniture line of this number.
    Line(usize),
    Advertisement,
}

/// Inserts of a page template, by the number of paragraphs they follow.
const fn schedule(template: u8) -> &'static [(usize, Insert)] {
    match template {
        1 => &[(2, Insert::Line(1)), (4, Insert::Line(0))],
        2 => &[(1, Insert::Advertisement), (2, Insert::Line(0)), (4, Insert::Advertisement), (5, Insert::Line(1))],
        3 => &[(3, Insert::Line(1))],
        _ => &[(2, Insert::Line(1)), (4, Insert::Advertisement)],
    }
}

struct ArticleView<'a> {
    edition: &'a Edition,
    words: &'static Words,
    article: &'a Article,
    /// For `description`; empty behind the wall.
    description: String,
    pieces: Vec<Piece<'a>>,
    live: Vec<LiveEntry<'a>>,
    /// Furniture lines that did not find a place inside the text.
    around: Vec<&'a str>,
    more: Vec<&'a Article>,
    /// JSON, safe inside a script element; empty where the template has none.
    json_ld: String,
}

impl<'a> ArticleView<'a> {
    fn of(edition: &'a Edition, article: &'a Article) -> Self {
        let template = edition.newsroom.template;
        let walled = article.teaser_only;
        let (lead, live) =
            if article.is_live() { live::entries(article) } else { (article.blocks.iter().collect(), Vec::new()) };
        let lead = if walled { Vec::new() } else { lead };
        let furniture = &edition.newsroom.furniture;
        let (pieces, used) = weave(lead, furniture, schedule(template));
        let around = furniture.iter().enumerate().filter(|(at, _)| !used.contains(at));
        let json_ld = match template {
            _ if walled => structured::wall(edition, article),
            1 => structured::single(edition, article, &live),
            2 => structured::graph(edition, article, &live),
            _ => String::new(),
        };
        let description = if walled { String::new() } else { excerpt::summary(article, FeedText::Teaser) };
        let more = edition.articles().into_iter().filter(|other| other.path != article.path);
        Self {
            edition,
            words: Words::of(edition.newsroom.language),
            article,
            description,
            pieces,
            live,
            around: around.map(|(_, line)| line.as_str()).collect(),
            more: more.take(MORE).collect(),
            json_ld,
        }
    }

    fn is_opinion(&self) -> bool {
        self.article.kind == Kind::Opinion
    }
}

/// Blocks with the scheduled inserts between them, and the numbers of the furniture lines that were used. Nothing is
/// put after the last block: there the page's own furniture follows.
fn weave<'a>(
    blocks: Vec<&'a Block>,
    furniture: &'a [String],
    schedule: &[(usize, Insert)],
) -> (Vec<Piece<'a>>, Vec<usize>) {
    let (mut pieces, mut used) = (Vec::new(), Vec::new());
    let (mut paragraphs, last) = (0, blocks.len().saturating_sub(1));
    for (at, block) in blocks.into_iter().enumerate() {
        pieces.push(Piece::Text(block));
        if at == last || !matches!(block, Block::Paragraph(_)) {
            continue;
        }
        paragraphs += 1;
        for (_, insert) in schedule.iter().filter(|(after, _)| *after == paragraphs) {
            match insert {
                Insert::Advertisement => pieces.push(Piece::Advertisement),
                Insert::Line(line) => {
                    if let Some(text) = furniture.get(*line) {
                        pieces.push(Piece::Promotion(text));
                        used.push(*line);
                    }
                }
            }
        }
    }
    (pieces, used)
}
