//! Who wrote it: people (or a named desk), never the publisher itself.

use serde_json::Value;

use super::{Source, normal};
use crate::extract::blocks::Form;
use crate::extract::dom::{Id, fold};
use crate::extract::linked::{plain, unescape};

/// Longer strings are no name.
const LONGEST: usize = 70;
/// More names than this are a list of contributors to the site, not a byline.
const MOST: usize = 12;

/// Names in the byline, in their order.
///
/// People come before desks, wherever each is named; the publisher itself only where the page explicitly claims it as
/// the author and names nobody else.
pub fn authors(source: &Source<'_>, site: &str) -> Vec<String> {
    let readers: [fn(&Source<'_>) -> Vec<String>; 4] = [from_linked, from_meta, from_marks, from_classes];
    let mut desk = Vec::new();
    let mut publisher = Vec::new();
    for (at, read) in readers.iter().enumerate() {
        let claimed = cleaned(read(source));
        let (own, names): (Vec<String>, Vec<String>) = claimed.into_iter().partition(|name| normal(name) == normal(site));
        let people: Vec<String> = names.iter().filter(|name| !is_desk(name)).cloned().collect();
        if !people.is_empty() {
            return people;
        }
        if desk.is_empty() {
            desk = names;
        }
        if publisher.is_empty() && at < 3 {
            publisher = own;
        }
    }
    let mut spoken = cleaned(from_text(source));
    spoken.retain(|name| normal(name) != normal(site));
    [spoken, desk, publisher].into_iter().find(|names| !names.is_empty()).unwrap_or_default()
}

fn from_linked(source: &Source<'_>) -> Vec<String> {
    let Some(article) = source.linked.article() else { return Vec::new() };
    let mut names = Vec::new();
    for key in ["author", "creator"] {
        if let Some(value) = article.get(key) {
            gather(source, value, &mut names);
        }
        if !names.is_empty() {
            break;
        }
    }
    names
}

fn gather(source: &Source<'_>, value: &Value, names: &mut Vec<String>) {
    match value {
        Value::Array(values) => values.iter().take(MOST).for_each(|value| gather(source, value, names)),
        Value::String(name) if !name.contains("://") => names.push(unescape(name)),
        Value::Object(_) => match source.linked.resolve(value).get("name") {
            Some(Value::Array(list)) => names.extend(list.iter().filter_map(plain)),
            Some(name) => names.extend(plain(name)),
            None => {}
        },
        _ => {}
    }
}

fn from_meta(source: &Source<'_>) -> Vec<String> {
    const NAMES: [&str; 10] = [
        "author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dc.creator.name", "byl",
        "citation_author", "og:article:author", "twitter:data1",
    ];
    for wanted in NAMES {
        if wanted == "twitter:data1" && !source.meta(&["twitter:label1"]).is_some_and(is_byline_label) {
            continue;
        }
        let found: Vec<String> = source
            .metas
            .iter()
            .filter(|(name, content)| name == wanted && !content.contains("://") && !content.starts_with("www."))
            .map(|(_, content)| unescape(content))
            .collect();
        if found.iter().any(|name| plausible(name)) {
            return found;
        }
    }
    Vec::new()
}

fn is_byline_label(label: &str) -> bool {
    matches!(normal(label).as_str(), "written by" | "by" | "author" | "verfasst von" | "geschrieben von" | "écrit par" | "escrito por" | "scritto da" | "geschreven door" | "автор")
}

/// `rel=author` and the microdata and microformat marks.
fn from_marks(source: &Source<'_>) -> Vec<String> {
    let dom = source.dom;
    let mut names = Vec::new();
    for id in dom.elements() {
        let has = |name: &str, word: &str| {
            dom.attr(id, name).is_some_and(|value| value.split_ascii_whitespace().any(|part| part.eq_ignore_ascii_case(word)))
        };
        let by_item = has("itemprop", "author") || has("itemprop", "creator");
        if !(has("rel", "author") || by_item || has("class", "p-author")) || is_elsewhere(source, id) {
            continue;
        }
        let named = by_item.then(|| descend(source, id, "itemprop", "name")).flatten();
        let text = match named.or_else(|| dom.attr(id, "content").map(str::to_owned)) {
            Some(name) => name,
            None => dom.text(id),
        };
        if plausible(&text) {
            names.push(text);
        }
        if names.len() > MOST {
            return Vec::new();
        }
    }
    names
}

fn descend(source: &Source<'_>, id: Id, attr: &str, word: &str) -> Option<String> {
    let dom = source.dom;
    for &child in &dom.node(id).children {
        if dom.attr(child, attr).is_some_and(|value| value.split_ascii_whitespace().any(|part| part == word)) {
            return Some(dom.attr(child, "content").map_or_else(|| dom.text(child), str::to_owned));
        }
        if let Some(found) = descend(source, child, attr, word) {
            return Some(found);
        }
    }
    None
}

/// Elements whose class says byline or author; the first that holds a name decides.
fn from_classes(source: &Source<'_>) -> Vec<String> {
    let dom = source.dom;
    for id in dom.elements() {
        let node = dom.node(id);
        if matches!(&*node.tag, "body" | "html" | "img" | "svg" | "script" | "style") {
            continue;
        }
        let rank = ["class", "id", "data-testid", "data-test"]
            .iter()
            .filter_map(|name| dom.attr(id, name))
            .any(|value| value.split_ascii_whitespace().any(is_byline_class));
        if !rank || is_elsewhere(source, id) {
            continue;
        }
        let Some(text) = dom.short_text(id, 4 * 160).filter(|text| !text.is_empty() && text.chars().count() <= 160) else {
            continue;
        };
        let links: Vec<String> = links_below(source, id);
        let candidates = if links.iter().any(|name| plausible(name)) { links } else { vec![text] };
        let names: Vec<String> = candidates.into_iter().filter(|name| plausible(name)).collect();
        if !names.is_empty() {
            return names;
        }
    }
    Vec::new()
}

fn is_byline_class(class: &str) -> bool {
    let lower = class.to_ascii_lowercase();
    let telling = lower.contains("byline") || lower.contains("author") || lower == "vcard" || lower == "fn";
    let other = ["bio", "image", "img", "avatar", "photo", "social", "date", "box", "title", "desc", "role", "job", "comment", "icon", "follow", "wrap", "list", "related"];
    telling && !other.iter().any(|word| lower.contains(word))
}

fn links_below(source: &Source<'_>, id: Id) -> Vec<String> {
    let dom = source.dom;
    let mut found = Vec::new();
    let mut pending: Vec<Id> = dom.node(id).children.iter().rev().copied().collect();
    while let Some(at) = pending.pop() {
        if &*dom.node(at).tag == "a" {
            let text = dom.text(at);
            if !text.is_empty() {
                found.push(text);
            }
        } else {
            pending.extend(dom.node(at).children.iter().rev());
        }
    }
    found
}

/// Whether an element belongs to comments, menus or teasers of other articles.
fn is_elsewhere(source: &Source<'_>, id: Id) -> bool {
    let dom = source.dom;
    std::iter::once(id).chain(dom.ancestors(id)).take_while(|&around| !source.is_frame(around)).any(|around| {
        matches!(&*dom.node(around).tag, "nav" | "footer" | "aside")
            || ["class", "id"].iter().filter_map(|name| dom.attr(around, name)).any(|value| {
                let lower = value.to_ascii_lowercase();
                ["comment", "related", "recirc", "sidebar", "recommend", "widget", "teaser", "carousel", "latest-"]
                    .iter()
                    .any(|word| lower.contains(word))
                    && !matches!(&*dom.node(around).tag, "body" | "html")
            })
    })
}

/// A short block near the headline that says "By …", or a lone "Written by" with the name in the block after it.
fn from_text(source: &Source<'_>) -> Vec<String> {
    let head = source.blocks.iter().position(|block| matches!(block.form, Form::Heading(1))).unwrap_or(0);
    let near: Vec<&str> = source
        .blocks
        .iter()
        .skip(head.saturating_sub(4))
        .take(16)
        .map(|block| if block.chars <= 90 { block.text.as_str() } else { "" })
        .collect();
    let is_name = |name: &str| plausible(name) && name.chars().next().is_some_and(char::is_uppercase);
    for (at, text) in near.iter().enumerate() {
        if let Some(rest) = without_by(text)
            && is_name(rest)
        {
            return vec![rest.to_owned()];
        }
        let lone = matches!(normal(text).as_str(), "written by" | "by" | "author" | "posted by" | "words by" | "published by");
        if lone
            && let Some(next) = near.get(at + 1)
            && is_name(next)
            && (2..=4).contains(&next.split(' ').count())
        {
            return vec![(*next).to_owned()];
        }
    }
    Vec::new()
}

/// What stands after "By", in the languages news is commonly written in.
fn without_by(text: &str) -> Option<&str> {
    const BEGINNINGS: [&str; 23] = [
        "written by", "posted by", "story by", "words by", "text by", "reported by", "published by", "article by",
        "authored by", "reviewed by", "created by", "submitted by", "by", "von", "par", "por", "di", "door", "av",
        "af", "author", "autor", "автор",
    ];
    let trimmed = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    BEGINNINGS.iter().find_map(|beginning| {
        let head = trimmed.get(..beginning.len())?;
        let rest = trimmed.get(beginning.len()..)?;
        (head.to_lowercase() == *beginning && rest.starts_with([' ', ':', '\n']))
            .then(|| rest.trim_start_matches([' ', ':', '\n']).trim())
    })
}

/// Splits, trims and sifts raw bylines.
fn cleaned(raw: Vec<String>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for line in raw {
        for part in split(&line) {
            let name = tidy(&part);
            let key = normal(&name);
            let new = !names.iter().any(|known| normal(known) == key);
            if new && plausible(&name) && !is_nobody(&key) {
                names.push(name);
            }
        }
    }
    names.truncate(MOST);
    names
}

/// Cuts a byline into names: at "and" and its sisters, semicolons, bars, and at commas unless what follows is a
/// degree or a post.
fn split(line: &str) -> Vec<String> {
    let line = fold(line);
    let line = without_by(&line).unwrap_or(&line).to_owned();
    let mut parts = vec![line];
    for mark in [" and ", " und ", " et ", " y ", " e ", " & ", ";", " | ", " · ", " • ", "\n", " with "] {
        parts = parts.iter().flat_map(|part| part.split(mark).map(str::to_owned).collect::<Vec<_>>()).collect();
    }
    parts
        .iter()
        .flat_map(|part| part.split(',').map(|piece| piece.trim().trim_start_matches("and ").to_owned()).collect::<Vec<_>>())
        .collect()
}

fn tidy(part: &str) -> String {
    let mut name = part.trim();
    if let Some(inner) = name.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        name = inner;
    }
    if let Some(rest) = without_by(name) {
        name = rest;
    }
    // What follows a date, a bracket or a dash is no longer the name.
    for mark in [" (", " [", " – ", " — ", " - ", " / ", " on ", " Updated", " Published", "@"] {
        if let Some(at) = name.find(mark).filter(|&at| at > 2) {
            name = name.get(..at).unwrap_or(name);
        }
    }
    name.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | ')' | '"' | '”')).trim_end_matches(',').to_owned()
}

fn plausible(name: &str) -> bool {
    let count = name.chars().count();
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    (2..=LONGEST).contains(&count)
        && letters * 10 >= count * 6
        && name.split(' ').count() <= 8
        && !name.contains("://")
        && !name.contains(".com")
        && name.chars().filter(char::is_ascii_digit).count() <= 2
}

/// Names that say that nobody is named.
fn is_nobody(key: &str) -> bool {
    key.starts_with("more about ") || key.starts_with("more from ") || matches!(
        key,
        "admin" | "administrator" | "author" | "authors" | "by" | "staff" | "editor" | "guest" | "user" | "root" | "unknown"
            | "anonymous" | "none" | "null" | "undefined" | "redaktion" | "rédaction" | "redacción" | "redazione" | "redação"
            | "view all posts" | "see all posts" | "follow" | "read more" | "more" | "about the author" | "website" | "superuser"
            | "the author" | "full bio" | "contact us" | "contact" | "more posts" | "home" | "blog" | "news"
            | "written by" | "posted by" | "share" | "comments" | "no comments" | "leave a comment" | "webmaster" | "default"
    )
}

/// Desks and teams: taken only where no person is named.
fn is_desk(name: &str) -> bool {
    let key = normal(name);
    key.split(' ').any(|word| {
        matches!(word, "staff" | "team" | "editors" | "editorial" | "desk" | "newsroom" | "redaktion" | "redacción" | "redazione" | "rédaction")
    })
}
