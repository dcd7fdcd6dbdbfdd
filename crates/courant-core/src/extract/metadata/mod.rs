//! What a page says about itself: headline, people, dates, picture, publisher, language, address.

pub mod address;
pub mod author;
pub mod byline;
pub mod calendar;
pub mod date;
pub mod dateline;
pub mod image;
pub mod language;
pub(super) mod marks;
pub mod names;
pub mod offset;
pub mod scripted;
pub mod site;
pub mod title;
mod whose;

use url::Url;

use super::blocks::{Block, Form};
use super::dom::{Dom, Id, fold};
use super::linked::Linked;

/// A page as the metadata readers see it: parsed once.
#[derive(Debug)]
pub struct Source<'a> {
    /// The tree.
    pub dom: &'a Dom,
    /// The page's text in reading order.
    pub blocks: &'a [Block],
    /// Linked data.
    pub linked: Linked,
    /// `<meta>` names and properties in lower case, with their contents.
    pub metas: Vec<(String, String)>,
    /// Address for relative links: `<base>` or the page's own.
    pub base: Option<Url>,
    /// The page's own address as the caller knows it.
    pub url: Option<Url>,
    /// The block that is the headline, where one is marked as such.
    pub headline: Option<usize>,
    /// Whether each element holds most of the page's words: then its name says nothing about one of its parts.
    frames: Vec<bool>,
}

impl<'a> Source<'a> {
    /// Reads linked data and meta elements.
    pub fn new(dom: &'a Dom, blocks: &'a [Block], url: Option<&str>) -> Self {
        let url = url.and_then(|url| Url::parse(url).ok());
        let mut metas = Vec::new();
        for id in dom.named("meta") {
            let Some(content) = dom.attr(id, "content") else { continue };
            let content = fold(content);
            if content.is_empty() {
                continue;
            }
            for key in ["name", "property", "itemprop", "http-equiv"] {
                if let Some(name) = dom.attr(id, key) {
                    metas.push((name.trim().to_ascii_lowercase(), content.clone()));
                }
            }
        }
        let named = dom.named("base").find_map(|id| dom.attr(id, "href"));
        let base = match (&url, named) {
            (Some(url), Some(href)) => url.join(href).ok().or_else(|| Some(url.clone())),
            (None, Some(href)) => Url::parse(href).ok(),
            (Some(url), None) => Some(url.clone()),
            (None, None) => None,
        };
        let headline = headline(dom, blocks, &metas);
        let frames = frames(dom, blocks, headline);
        let mut source = Self { dom, blocks, linked: Linked::default(), metas, base, url, headline, frames };
        let mut linked = Linked::of(dom);
        let page = whose::Page::of(&source);
        linked.choose(|object| page.whose(object));
        source.linked = linked;
        source
    }

    /// Whether an element is a frame around most of the page, such as `<div class="page with-sidebar">`.
    pub fn is_frame(&self, id: Id) -> bool {
        self.frames.get(id).copied().unwrap_or(false)
    }

    /// Whether an element or one around it, up to the page's frames, is called by one of these names or has a class or id
    /// that `tells` so.
    pub fn stands_in(&self, id: Id, names: &[&str], tells: impl Fn(&str) -> bool) -> bool {
        let dom = self.dom;
        std::iter::once(id).chain(dom.ancestors(id)).take_while(|&around| !self.is_frame(around)).any(|around| {
            names.contains(&&*dom.node(around).tag)
                || ["class", "id"].iter().filter_map(|name| dom.attr(around, name)).any(&tells)
        })
    }

    /// The first meta of any of these names, in the order of the names.
    pub fn meta(&self, names: &[&str]) -> Option<&str> {
        names
            .iter()
            .find_map(|wanted| self.metas.iter().find(|(name, _)| name == wanted).map(|(_, content)| content.as_str()))
    }

    /// An absolute http(s) address, or nothing.
    pub fn absolute(&self, href: &str) -> Option<String> {
        absolute(self.base.as_ref(), href)
    }

    /// The canonical link.
    pub fn canonical(&self) -> Option<String> {
        let link = self.dom.named("link").find_map(|id| {
            let is_canonical = self
                .dom
                .attr(id, "rel")
                .is_some_and(|rel| rel.split_ascii_whitespace().any(|word| word.eq_ignore_ascii_case("canonical")));
            is_canonical.then(|| self.dom.attr(id, "href")).flatten()
        });
        link.or_else(|| self.meta(&["og:url"])).and_then(|href| self.absolute(href))
    }

    /// The page's own short description.
    pub fn description(&self) -> String {
        self.meta(&["og:description", "description", "twitter:description", "dc.description"])
            .map(str::to_owned)
            .or_else(|| self.linked.text("description"))
            .map(|text| fold(&super::linked::unescape(&text)))
            .unwrap_or_default()
    }
}

/// The first heading of the first level that repeats what the head of the page claims: the logo can be such a heading too.
/// Where none does, the first of all.
fn headline(dom: &Dom, blocks: &[Block], metas: &[(String, String)]) -> Option<usize> {
    let mut all =
        blocks.iter().enumerate().filter(|(_, block)| matches!(block.form, Form::Heading(1))).map(|(at, _)| at);
    let (first, second) = (all.next()?, all.next());
    let Some(second) = second else { return Some(first) };
    let claim = metas.iter().find(|(name, _)| name == "og:title").map(|(_, title)| title.clone());
    let claim = normal(&claim.or_else(|| dom.named("title").next().map(|id| dom.text(id))).unwrap_or_default());
    let repeats = |at: &usize| {
        let text = blocks.get(*at).map(|block| normal(&block.text)).unwrap_or_default();
        text.split(' ').count() >= 3 && claim.contains(&text)
    };
    [first, second].into_iter().chain(all).find(repeats).or(Some(first))
}

/// The elements around more than half of the page's characters, and those around its headline.
fn frames(dom: &Dom, blocks: &[Block], headline: Option<usize>) -> Vec<bool> {
    let mut sums = vec![0_usize; dom.len()];
    let mut frames = vec![false; dom.len()];
    for block in blocks {
        for id in std::iter::once(block.node).chain(dom.ancestors(block.node)) {
            if let Some(sum) = sums.get_mut(id) {
                *sum += block.chars;
            }
        }
    }
    let all: usize = blocks.iter().map(|block| block.chars).sum();
    for (frame, sum) in frames.iter_mut().zip(&sums) {
        *frame = sum * 2 > all;
    }
    if let Some(headline) = headline.and_then(|at| blocks.get(at)) {
        for id in dom.ancestors(headline.node) {
            let tag = &*dom.node(id).tag;
            if matches!(tag, "nav" | "footer" | "aside") {
                break;
            }
            if let Some(frame) = frames.get_mut(id) {
                *frame = true;
            }
        }
    }
    frames
}

/// An absolute http(s) address made from `href`, or nothing.
pub fn absolute(base: Option<&Url>, href: &str) -> Option<String> {
    let href = href.trim();
    if href.is_empty() {
        return None;
    }
    let url = match Url::parse(href) {
        Ok(url) => url,
        Err(_) => base?.join(href).ok()?,
    };
    (matches!(url.scheme(), "http" | "https") && url.host_str().is_some()).then(|| url.to_string())
}

/// Words compared without case, punctuation and typographic variants.
pub fn normal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else if !matches!(c, '\'' | '’' | '‘' | '\u{ad}') && !out.ends_with(' ') && !out.is_empty() {
            out.push(' ');
        }
    }
    out.trim_end().to_owned()
}
