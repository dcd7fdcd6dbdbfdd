//! The whole way from a page's bytes to its article.

use super::access::access;
use super::blocks::{Block, blocks};
use super::choose::choose;
use super::compose::compose;
use super::decode::decode;
use super::dom::Dom;
use super::features::{Opinions, features};
use super::kind::kind;
use super::linked::unescape;
use super::metadata::{Source, author, date, image, language, offset, scripted, site, title};
use super::never::{Names, is_shown_beside};
use super::sink;
use super::slim::slim;
use super::voice::Voice;
use super::whole::{Found, figures, is_article};
use super::{Effort, Hints};
use url::Url;

use crate::model::{PageKind, ParsedPage};
use crate::text::words::word_count;

/// Characters of a page that are read; what follows is left out and reported.
const LONGEST: usize = 6_000_000;

/// A page's blocks with what was found out about each.
#[derive(Debug)]
pub struct Examined {
    /// The blocks in reading order.
    pub blocks: Vec<Block>,
    /// One row of figures for each block, as [`features`] gives them.
    pub rows: Vec<Vec<f32>>,
    /// The figures of the page as a whole, as [`figures`] gives them.
    pub whole: Vec<f32>,
}

/// Reads an article page.
///
/// Never fails: what a page does not have stays empty, and what went wrong is named in `problems`.
pub fn extract(bytes: &[u8], hints: &Hints<'_>) -> ParsedPage {
    extract_with(bytes, hints, Effort::Whole)
}

/// Reads an article page with so much effort.
pub fn extract_with(bytes: &[u8], hints: &Hints<'_>, effort: Effort) -> ParsedPage {
    read(bytes, hints, effort, |_| {})
}

/// The blocks that the judge kept, and what of the page tells furniture from them.
pub(super) struct Kept<'a, 'b> {
    /// The page.
    pub dom: &'a Dom,
    /// All its blocks.
    pub all: &'b [Block],
    /// Those that were kept, in order.
    pub blocks: Vec<&'b Block>,
    /// The page's headline.
    pub title: &'a str,
    /// Who wrote it, and the site's own name.
    pub names: Names<'a>,
    /// What its links are relative to.
    pub base: Option<&'a Url>,
}

/// The whole way; `judge` may take out more blocks.
pub(super) fn read(
    bytes: &[u8],
    hints: &Hints<'_>,
    effort: Effort,
    judge: impl FnOnce(&mut Kept<'_, '_>),
) -> ParsedPage {
    let mut problems = Vec::new();
    let (text, found) = decode(bytes, hints.content_type);
    problems.extend(found);
    let html = readable_html(&text, &mut problems);
    if html.trim().is_empty() {
        problems.push("the page is empty".to_owned());
        return ParsedPage { kind: PageKind::None, problems, ..ParsedPage::default() };
    }
    let dom = parsed(&html, &mut problems);
    let found = blocks(&dom);
    let source = Source::new(&dom, &found, hints.url);
    let site_name = site::site_name(&source);
    let title = title::title(&source, &site_name);
    let description = source.description();
    let opinions = opinions(&source, &title, &description);
    let authors = author::authors(&source, &site_name);
    let names = Names { authors: &authors, site: &site_name };
    let base = source.base.as_ref();
    let mut kept = Kept {
        dom: &dom,
        all: &found,
        blocks: choose(&source, &found, &opinions, &title, effort),
        title: &title,
        names,
        base,
    };
    let repeated = |(at, block): &(usize, &&Block)| is_shown_beside(&dom, block, *at, &title, names);
    let again: Vec<&Block> = kept.blocks.iter().enumerate().filter(repeated).map(|(_, block)| *block).collect();
    // A page is judged by what was kept of it, as it was when the judge was fitted, whatever a host's memory then takes.
    let chosen = kept.blocks.clone();
    judge(&mut kept);
    let kept = kept.blocks;
    let told: Vec<&Block> =
        kept.iter().copied().filter(|block| !again.iter().any(|other| std::ptr::eq(*block, *other))).collect();
    let body = compose(&dom, &told, source.base.as_ref());
    let words = word_count(&body.text);
    let lead_image = image::lead(&source);
    if body.text.is_empty() {
        problems.push("no article text was found".to_owned());
    }
    let published_at = date::published(&source)
        .or_else(|| scripted::scripted(&text).filter(|date| !date::is_of_other(&source, date)))
        .map(|date| scripted::on_own_day(offset::localised(date, &text), &text));
    let found = Found { kept: &chosen, title: &title, authors: authors.len(), dated: published_at.is_some() };
    let is_article = effort == Effort::Fast || is_article(&figures(&source, &found));
    ParsedPage {
        authors,
        published_at,
        updated_at: date::updated(&source).map(|date| offset::localised(date, &text)),
        language: language::language(&source, &body.text, effort),
        kind: if is_article { kind(&source, &title, &kept, words) } else { PageKind::None },
        access: access(&source, &kept, words),
        image: lead_image.as_ref().map(|image| image.url.clone()),
        lead_image,
        canonical_url: source.canonical(),
        title,
        text: body.text,
        html: body.html,
        site_name,
        description,
        problems,
    }
}

/// What the judge of blocks sees of a page; for fitting and for finding out why a block was kept.
pub fn examine(bytes: &[u8], hints: &Hints<'_>) -> Examined {
    let mut problems = Vec::new();
    let text = decode(bytes, hints.content_type).0;
    let html = readable_html(&text, &mut problems);
    let dom = parsed(&html, &mut problems);
    let found = blocks(&dom);
    let source = Source::new(&dom, &found, hints.url);
    let site_name = site::site_name(&source);
    let title = title::title(&source, &site_name);
    let opinions = opinions(&source, &title, &source.description());
    let rows = features(&dom, &found, &opinions, Effort::Whole);
    let kept = choose(&source, &found, &opinions, &title, Effort::Whole);
    let authors = author::authors(&source, &site_name).len();
    let dated = date::published(&source).or_else(|| scripted::scripted(&text)).is_some();
    let whole = figures(&source, &Found { kept: &kept, title: &title, authors, dated });
    Examined { blocks: found, rows, whole }
}

/// The page without what nobody reads, cut where it becomes too long to be parsed.
fn readable_html(text: &str, problems: &mut Vec<String>) -> String {
    let mut slim = slim(text);
    if slim.len() > LONGEST {
        let end = (0..=LONGEST).rev().find(|&at| slim.is_char_boundary(at)).unwrap_or(0);
        slim.truncate(end);
        problems.push("the page is too long; only its beginning was read".to_owned());
    }
    slim
}

fn parsed(html: &str, problems: &mut Vec<String>) -> Dom {
    let dom = sink::parse(html);
    if dom.unruly {
        problems.push("the page's elements are nested too deep or too many".to_owned());
    }
    dom
}

fn opinions(source: &Source<'_>, title: &str, description: &str) -> Opinions {
    let linked = ["articleBody", "text"].iter().find_map(|key| {
        let body = source.linked.article()?.get(*key)?.as_str()?;
        (body.len() > 200).then(|| Voice::of(&unescape(body)))
    });
    Opinions { linked, title: Voice::of(title), description: Voice::of(description) }
}
