//! Publishers' and readers' words made safe, once, before they are stored.
//!
//! [`sanitize`] keeps what reading needs and nothing that runs, tracks or restyles; [`to_text`] gives the plain words;
//! [`markdown`] turns a reader's comment into safe HTML; [`excerpt`] cuts at a word; [`well_formed`] leaves out what XML forbids.

pub(crate) mod bounds;
#[cfg(test)]
mod bounds_tests;
mod excerpt;
mod markdown;
mod spare;
mod text;
mod xml;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicUsize, Ordering};

use ammonia::{Builder, UrlRelative, UrlRelativeEvaluate};
use url::Url;

pub use excerpt::excerpt;
pub use markdown::markdown;
pub use text::{from_text, to_text};
pub use xml::{is_forbidden, well_formed};

/// Elements that reading needs.
const ELEMENTS: [&str; 41] = [
    "a",
    "abbr",
    "b",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "dd",
    "del",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h2",
    "h3",
    "h4",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "small",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];

/// Elements whose content goes with them.
const WITH_CONTENT: [&str; 14] = [
    "script", "style", "noscript", "iframe", "object", "embed", "svg", "math", "template", "form", "button", "select",
    "textarea", "title",
];

/// Bytes that its base may add to the links of any text; beyond that twice its own.
const FREE_GROWTH: usize = 16 << 10;

/// How often markup may be read anew until it stands still. Two rounds are the rule and three are rare.
const ROUNDS: usize = 6;

/// Any HTML to HTML that is safe to store and show. Relative links are resolved against `base` where it is an
/// address, else dropped. Safe HTML comes out as it went in.
///
/// Some trees cannot be written down: a link inside a table inside a link is read as three links beside each other. A
/// browser would then show another tree than the one that was judged, so what is written is read again until it stays
/// the same; what never does is kept as plain words.
pub fn sanitize(html: &str, base: &str) -> String {
    let html = bounds::bounded(html);
    let cleaner = cleaner(base, html.len());
    let mut markup = cleaner.clean(&html).to_string();
    for _ in 1..ROUNDS {
        let again = cleaner.clean(&bounds::parted(&markup)).to_string();
        if again == markup {
            return markup;
        }
        markup = again;
    }
    from_text(&to_text(&markup))
}

/// Makes markup of this many bytes safe.
fn cleaner(base: &str, length: usize) -> Builder<'static> {
    let relative = Url::parse(base).map_or(UrlRelative::Deny, |base| {
        UrlRelative::Custom(Box::new(Against { base, room: AtomicUsize::new(FREE_GROWTH + 2 * length) }))
    });
    let mut attributes: HashMap<&str, HashSet<&str>> = HashMap::new();
    attributes.insert("a", HashSet::from(["href"]));
    attributes.insert("img", HashSet::from(["src", "alt", "width", "height"]));
    attributes.insert("td", HashSet::from(["colspan", "rowspan"]));
    attributes.insert("th", HashSet::from(["colspan", "rowspan"]));
    attributes.insert("ol", HashSet::from(["start"]));
    let mut cleaner = Builder::empty();
    cleaner
        .tags(HashSet::from(ELEMENTS))
        .clean_content_tags(HashSet::from(WITH_CONTENT))
        .tag_attributes(attributes)
        .generic_attributes(HashSet::from(["lang", "dir"]))
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .url_relative(relative)
        .link_rel(Some("noopener nofollow ugc"))
        .strip_comments(true);
    cleaner
}

/// Relative links against their base, as long as that adds no more bytes to them than there is room for; further ones are
/// dropped. A long base and very many short links are little to send and much to hold.
struct Against {
    base: Url,
    room: AtomicUsize,
}

impl UrlRelativeEvaluate<'static> for Against {
    fn evaluate<'url>(&self, link: &'url str) -> Option<Cow<'url, str>> {
        let room = self.room.load(Ordering::Relaxed);
        let absolute = if room > 0 { self.base.join(link).ok()? } else { return None };
        let added = absolute.as_str().len().saturating_sub(link.len());
        self.room.store(room.saturating_sub(added), Ordering::Relaxed);
        Some(Cow::Owned(absolute.into()))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(html: &str, expected: &str) {
        assert_eq!(sanitize(html, "https://news.example/a/b"), expected, "{html}");
    }

    #[test]
    fn what_reading_needs_stays_and_what_runs_goes() {
        check("<p class=x style='color:red' onclick=e()>Tea</p>", "<p>Tea</p>");
        check("<script>alert(1)</script><p>Tea</p>", "<p>Tea</p>");
        check("<a href='/c'>x</a>", "<a href=\"https://news.example/c\" rel=\"noopener nofollow ugc\">x</a>");
        check("<a href='javascript:alert(1)'>x</a>", "<a rel=\"noopener nofollow ugc\">x</a>");
        check("<img src='data:image/svg+xml,x' alt=a>", "<img alt=\"a\">");
        check("<img src='../i.png' srcset='x 2x' onerror=e()>", "<img src=\"https://news.example/i.png\">");
        check("<svg><a href=x>y</a></svg><iframe src=z>w</iframe>k", "k");
        check("<div><p>One</p></div><span>two</span>", "<p>One</p>two");
        check("<form><input value=a>secret</form>", "");
        check("<p lang=de>Tee</p>", "<p lang=\"de\">Tee</p>");
    }

    #[test]
    fn relative_links_without_a_base_go() {
        assert_eq!(sanitize("<a href='/c'>x</a>", ""), "<a rel=\"noopener nofollow ugc\">x</a>");
    }

    #[test]
    fn a_tree_that_cannot_be_written_down_is_read_until_it_can() {
        for html in [
            "<a><b><i>x<p>y<a>z</a><table><a>k<table><a>l",
            "<a href=/1>one<table><tr><td><a href=/2>two</a></td></tr></table>three</a>",
            "<a><b><p><a>z</p><table><a><table><b><a></b>",
        ] {
            let once = sanitize(html, "https://news.example/");
            assert_eq!(cleaner("https://news.example/", 0).clean(&once).to_string(), once, "{html}");
            assert_eq!(
                to_text(&once).replace(char::is_whitespace, "").len(),
                to_text(html).replace(char::is_whitespace, "").len(),
                "{once}"
            );
        }
    }

    proptest! {
        #[test]
        fn tangled_links_and_tables_stand_still_too(html in "(<(/?(a|b|i|p|table|tr|td|li|h2))>|[xyz]){0,40}") {
            let once = sanitize(&html, "https://news.example/");
            prop_assert_eq!(cleaner("https://news.example/", 0).clean(&once).to_string(), once);
        }

        #[test]
        fn safe_html_stays_as_it_is(html in "(<(p|a href='[a-z:/]{0,9}'|b|svg|script|li|img src=[a-z]{1,3})>|[a-z&;<>\"' ]){0,24}") {
            let once = sanitize(&html, "https://news.example/");
            prop_assert_eq!(sanitize(&once, "https://news.example/"), once.clone());
            prop_assert!(!once.contains("<script") && !once.contains("<svg") && !once.contains("javascript:"));
        }
    }
}
