//! When it was published and last changed, as the page says.

use serde_json::Value;

use super::calendar::{DayFirst, bare, day, machine, written};
use super::{Source, normal};
use crate::extract::blocks::Form;
use crate::extract::dom::Id;
use crate::model::PageDate;

/// The publication date.
///
/// Linked data and meta elements are written for machines and come first; then marked elements, the address, and what
/// stands near the headline. No clock is consulted: a date in the future is the caller's to reject.
pub fn published(source: &Source<'_>) -> Option<PageDate> {
    linked(source, &["datePublished", "dateCreated", "uploadDate"])
        .or_else(|| from_meta(source, &PUBLISHED))
        .or_else(|| marked(source, "datepublished"))
        .or_else(|| marked(source, "datecreated"))
        .or_else(|| time_elements(source, true))
        .or_else(|| from_address(source))
        .or_else(|| time_elements(source, false))
        .or_else(|| classes(source))
        .or_else(|| near_headline(source))
        .or_else(|| from_meta(source, &LESS_SURE))
        .or_else(|| linked(source, &["dateModified"]))
        .or_else(|| from_meta(source, &UPDATED))
        .or_else(|| any_text(source))
}

/// The date of the last change.
pub fn updated(source: &Source<'_>) -> Option<PageDate> {
    linked(source, &["dateModified"])
        .or_else(|| from_meta(source, &UPDATED))
        .or_else(|| marked(source, "datemodified"))
}

const PUBLISHED: [&str; 32] = [
    "article:published_time", "og:article:published_time", "article:published", "datepublished", "og:published_time",
    "publication_date", "publish_date", "publish-date", "published-date", "publishdate", "pubdate", "pub_date",
    "published_time", "parsely-pub-date", "sailthru.date", "article.published", "date.published", "dc.date.issued",
    "dcterms.created", "dcterms.date", "dc.date", "dc.date.created", "dcterms.issued", "citation_publication_date",
    "citation_date", "article_date_original", "originalpublicationdate", "rnews:datepublished", "cxenseparse:recs:publishtime",
    "mediator_published_time", "displaydate", "created",
];
const LESS_SURE: [&str; 4] = ["date", "article:post_date", "timestamp", "article_date"];
const UPDATED: [&str; 10] = [
    "article:modified_time", "og:updated_time", "article:modified", "datemodified", "last-modified", "lastmod",
    "dcterms.modified", "dc.date.modified", "modified", "revised",
];

fn linked(source: &Source<'_>, keys: &[&str]) -> Option<PageDate> {
    let of = |object: &Value| keys.iter().find_map(|key| object.get(key).and_then(Value::as_str).and_then(machine));
    if let Some(found) = source.linked.article().and_then(of) {
        return Some(found);
    }
    source.linked.objects().iter().find_map(of)
}

fn from_meta(source: &Source<'_>, names: &[&str]) -> Option<PageDate> {
    names.iter().find_map(|wanted| {
        source.metas.iter().filter(|(name, _)| name == wanted).find_map(|(_, content)| machine(content))
    })
}

/// Microdata of one name.
fn marked(source: &Source<'_>, name: &str) -> Option<PageDate> {
    let dom = source.dom;
    dom.elements().find_map(|id| {
        let is = dom.attr(id, "itemprop").is_some_and(|value| value.split_ascii_whitespace().any(|word| word.eq_ignore_ascii_case(name)));
        if !is || is_aside(source, id) {
            return None;
        }
        element_date(source, id)
    })
}

/// What an element says of a date: in an attribute or in its words.
fn element_date(source: &Source<'_>, id: Id) -> Option<PageDate> {
    let dom = source.dom;
    ["datetime", "content", "data-datetime", "data-time", "data-date", "data-timestamp"]
        .iter()
        .find_map(|name| dom.attr(id, name).and_then(machine))
        .or_else(|| {
            let text = dom.text(id);
            (text.len() < 120).then(|| written(&text, day_first(source))).flatten().map(|(date, _)| bare(date))
        })
        .or_else(|| dom.attr(id, "title").and_then(machine))
}

fn time_elements(source: &Source<'_>, only_marked: bool) -> Option<PageDate> {
    let dom = source.dom;
    dom.elements().find_map(|id| {
        let tag = &*dom.node(id).tag;
        if !matches!(tag, "time" | "abbr" | "relative-time" | "amp-timeago") || is_aside(source, id) {
            return None;
        }
        let says = |words: &[&str]| {
            std::iter::once(id).chain(dom.ancestors(id).take(2)).any(|id| {
                ["class", "id", "pubdate", "itemprop"].iter().filter_map(|name| dom.attr(id, name)).any(|value| {
                    let lower = value.to_ascii_lowercase();
                    words.iter().any(|word| lower.contains(word))
                })
            })
        };
        let own_words = |words: &[&str]| {
            dom.attr(id, "class").is_some_and(|value| words.iter().any(|word| value.to_ascii_lowercase().contains(word)))
        };
        if own_words(&["updated", "modified"]) && !own_words(&["publish", "entry-date"]) {
            return None;
        }
        let marked = dom.attr(id, "pubdate").is_some() || says(&["publish", "pubdate", "entry-date", "post-date", "posted", "article-date", "dateline", "article__date"]);
        if only_marked && !marked || tag == "abbr" && !own_words(&["publish", "date"]) {
            return None;
        }
        element_date(source, id)
    })
}

/// Elements whose class says date.
fn classes(source: &Source<'_>) -> Option<PageDate> {
    let dom = source.dom;
    let mut weaker = None;
    for id in dom.elements() {
        let named = ["class", "id"].iter().filter_map(|name| dom.attr(id, name)).fold(0, |rank, value| {
            let lower = value.to_ascii_lowercase();
            let strong = ["publish", "pubdate", "post-date", "postdate", "entry-date", "article-date", "articledate", "dateline", "posted", "created", "news-date", "date-published", "byline-date"];
            let weak = ["date", "time", "datum", "fecha", "byline", "meta", "info", "author"];
            let found = if strong.iter().any(|word| lower.contains(word)) {
                2
            } else {
                u8::from(weak.iter().any(|word| lower.contains(word)))
            };
            rank.max(found)
        });
        if named == 0 || matches!(&*dom.node(id).tag, "html" | "body" | "script" | "style" | "input") || is_aside(source, id) {
            continue;
        }
        let Some(text) = dom.short_text(id, 200) else { continue };
        if let Some((date, _)) = written(&text, day_first(source)) {
            if named == 2 {
                return Some(bare(date));
            }
            weaker.get_or_insert(bare(date));
        }
    }
    weaker
}

/// `/2024/05/01/`, `/2024-05-01-`, `20240501`.
fn from_address(source: &Source<'_>) -> Option<PageDate> {
    let candidates = [source.url.as_ref().map(|url| url.as_str().to_owned()), source.canonical()];
    candidates.into_iter().flatten().find_map(|address| {
        let path = address.split_once("://").map_or(address.as_str(), |(_, rest)| rest);
        let numbers: Vec<(&str, usize)> = path
            .split(|c: char| !c.is_ascii_digit())
            .filter(|part| !part.is_empty())
            .map(|part| (part, part.as_ptr() as usize - path.as_ptr() as usize))
            .collect();
        numbers.iter().enumerate().find_map(|(at, (part, start))| {
            if part.len() == 8 {
                let date = day(part.get(..4)?.parse().ok()?, part.get(4..6)?.parse().ok()?, part.get(6..)?.parse().ok()?);
                return date.map(bare);
            }
            let ((month, month_start), (day_part, day_start)) = (*numbers.get(at + 1)?, *numbers.get(at + 2)?);
            let together = *start + 5 == month_start && month_start + month.len() + 1 == day_start;
            if part.len() != 4 || !together || month.len() > 2 || day_part.len() > 2 {
                return None;
            }
            day(part.parse().ok()?, month.parse().ok()?, day_part.parse().ok()?).map(bare)
        })
    })
}

/// A short line with a date shortly before or after the headline.
fn near_headline(source: &Source<'_>) -> Option<PageDate> {
    let headline = source.blocks.iter().position(|block| matches!(block.form, Form::Heading(1)))?;
    let order = (0..14_usize).map(|step| headline + step).chain((1..6_usize).filter_map(|step| headline.checked_sub(step)));
    order.filter_map(|at| source.blocks.get(at)).filter(|block| block.chars <= 160).find_map(|block| {
        written(&block.text, day_first(source)).map(|(date, _)| bare(date))
    })
}

/// A dated line anywhere that says that it is about publication, or the first short line with a date.
fn any_text(source: &Source<'_>) -> Option<PageDate> {
    const SAYS: [&str; 16] = [
        "publish", "posted", "updated", "date", "veröffentlicht", "stand", "publié", "mis à jour", "publicado", "fecha",
        "pubblicato", "data", "опубликован", "дата", "gepubliceerd", "written",
    ];
    let short = |limit: usize| source.blocks.iter().filter(move |block| block.chars <= limit && !is_aside(source, block.node));
    short(160)
        .filter(|block| {
            let lower = block.text.to_lowercase();
            SAYS.iter().any(|word| lower.contains(word)) && !lower.contains('©')
        })
        .chain(short(40))
        .find_map(|block| written(&block.text, day_first(source)).map(|(date, _)| bare(date)))
}

/// Whether an element belongs to teasers, comments or menus.
fn is_aside(source: &Source<'_>, id: Id) -> bool {
    const WORDS: [&str; 15] = [
        "comment", "related", "recirc", "sidebar", "recommend", "widget", "teaser", "carousel", "latest", "popular",
        "trending", "footer", "copyright", "current-date", "today",
    ];
    // The foot of the article itself, and the names that common publishing systems give to a text's own box.
    const OWN: [&str; 5] = ["post-footer", "entry-footer", "article-footer", "widget blog", "teaser_text_meta"];
    let dom = source.dom;
    std::iter::once(id).chain(dom.ancestors(id)).take_while(|&around| !source.is_frame(around)).any(|around| {
        matches!(&*dom.node(around).tag, "nav" | "footer" | "aside")
            || ["class", "id"].iter().filter_map(|name| dom.attr(around, name)).any(|value| {
                let lower = value.to_ascii_lowercase();
                WORDS.iter().any(|word| lower.contains(word)) && !OWN.iter().any(|word| lower.contains(word))
            })
    })
}

/// How the page's language and region write `3/4/2024`.
fn day_first(source: &Source<'_>) -> DayFirst {
    // The first element: this is asked for every line with a date, and a page can have many.
    let root = source.dom.named("html").next();
    let lang = root.and_then(|id| source.dom.attr(id, "lang")).or_else(|| source.meta(&["og:locale"])).unwrap_or("");
    let lang = normal(lang);
    let american_host = source.url.as_ref().and_then(|url| url.host_str()).is_some_and(|host| {
        [".com", ".org", ".net", ".edu", ".gov", ".us"].iter().any(|end| host.ends_with(end))
    });
    match lang.as_str() {
        "en us" => DayFirst::No,
        "en" | "" if american_host => DayFirst::No,
        _ => DayFirst::Yes,
    }
}
