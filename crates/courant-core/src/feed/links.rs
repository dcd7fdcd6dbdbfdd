//! Links as they are written to absolute links.

use std::borrow::Cow;
use std::cell::Cell;

use memchr::{memchr, memchr3};
use url::Url;

/// Bytes of the longest base and of the longest absolute link. Browsers and servers give up at about as many.
const LONGEST: usize = 8 << 10;
/// Bytes that its bases may add to the links of one document, all together. A feed of 2,000 entries with five relative links each
/// comes to less than one million.
const MOST_ADDED: usize = 16 << 20;

/// What relative links stand against: each open `xml:base`, then the document's own address. The
/// feed's link is none (RFC 3986, 5.1): without an address what is relative stays as it is written.
#[derive(Debug, Default)]
pub struct Bases {
    document: Option<Url>,
    /// Depth in the document and the base from there on.
    open: Vec<(usize, Url)>,
    /// Bytes that bases added to links so far: a long base and very many short links are little to send and much to hold.
    added: Cell<usize>,
}

impl Bases {
    /// Starts with the address that the document came from.
    pub fn new(document: Option<&str>) -> Self {
        let document = document.and_then(|url| Url::parse(url).ok()).filter(is_usable);
        Self { document, open: Vec::new(), added: Cell::new(0) }
    }

    fn current(&self) -> Option<&Url> {
        self.open.last().map(|(_, url)| url).or(self.document.as_ref())
    }

    /// An element at this depth begins, with its `xml:base` where it has one; one that is too long is none.
    pub fn enter(&mut self, depth: usize, base: Option<&str>) {
        let Some(base) = base else { return };
        let base = base.trim();
        let url = self.current().map_or_else(|| Url::parse(base), |outer| outer.join(base));
        if let Ok(url) = url.or_else(|_| Url::parse(base))
            && is_usable(&url)
        {
            self.open.push((depth, url));
        }
    }

    /// Everything at this depth or below is closed.
    pub fn leave(&mut self, depth: usize) {
        while self.open.last().is_some_and(|(at, _)| *at >= depth) {
            self.open.pop();
        }
    }

    /// Whether an id may be the way to a page on the same host: it begins at the host's root, or a base is given for what does
    /// not, and it is made of what paths are made of. Ids that merely hold a stroke, as coded ones do, are none.
    pub fn is_path(&self, id: &str) -> bool {
        let (rooted, based) = (id.starts_with('/'), !self.open.is_empty() && id.contains('/'));
        let usual = |c: char| c.is_alphanumeric() || matches!(c, '/' | '-' | '_' | '.' | '~' | '%');
        (rooted || based) && id.len() > 1 && !id.starts_with("//") && id.chars().all(usual)
    }

    /// The absolute form of a link where it can be known, else the link as written; nothing where it is too long, or where its
    /// document's bases have added all that they may.
    pub fn resolve(&self, link: &str) -> String {
        let base = self.current();
        let spent = self.added.get() > MOST_ADDED && base.is_some() && !has_scheme(link.trim());
        let url = if spent { String::new() } else { absolute(link, base) };
        self.added.set(self.added.get() + url.len().saturating_sub(link.len()));
        url
    }
}

fn is_usable(base: &Url) -> bool {
    base.as_str().len() <= LONGEST
}

fn absolute(link: &str, base: Option<&Url>) -> String {
    let link = tidy(link);
    if link.len() > LONGEST || is_code(&link) {
        return String::new();
    }
    if has_scheme(&link) || link.is_empty() {
        return link.into_owned();
    }
    match base.and_then(|base| base.join(&link).ok()) {
        Some(url) if !is_usable(&url) => String::new(),
        Some(url) => url.into(),
        None if link.starts_with("//") => format!("https:{link}"),
        None => link.into_owned(),
    }
}

/// Without blanks around, without line breaks inside, and without the second escaping that many feeds carry.
fn tidy(link: &str) -> Cow<'_, str> {
    let link = link.trim();
    let bytes = link.as_bytes();
    if memchr3(b'\n', b'\r', b'\t', bytes).is_none() && (memchr(b'&', bytes).is_none() || !link.contains("&amp;")) {
        return Cow::Borrowed(link);
    }
    let line: String = link.split(['\n', '\r', '\t']).map(str::trim).collect();
    Cow::Owned(line.replace("&amp;", "&"))
}

/// Whether a link names its scheme.
pub fn has_scheme(link: &str) -> bool {
    let Some((scheme, _)) = link.split_once(':') else { return false };
    scheme.len() > 1
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
}

/// Whether text is the address of a page.
pub fn is_web(link: &str) -> bool {
    (starts_with(link, "http://") || starts_with(link, "https://")) && !link.trim().contains(char::is_whitespace)
}

/// Whether a link leads nowhere and is itself run or shown by the browser: none that a reader may follow.
fn is_code(link: &str) -> bool {
    ["javascript:", "vbscript:", "data:"].iter().any(|scheme| starts_with(link, scheme))
}

/// Whether text begins so, whatever the case of its letters.
pub fn starts_with(text: &str, start: &str) -> bool {
    text.get(..start.len()).is_some_and(|begins| begins.eq_ignore_ascii_case(start))
}
