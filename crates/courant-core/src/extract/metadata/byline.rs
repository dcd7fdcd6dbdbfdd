//! Who wrote it, as the page shows it: elements whose class or address says author, lines that say "By".

use std::sync::LazyLock;

use super::calendar::{DayFirst, day_of_month, written};
use super::marks::{Words, has, in_names};
use super::names::{before_others, cleaned, is_label, is_person, is_role, plausible, without_by};
use super::{Source, normal};
use crate::extract::blocks::Form;
use crate::extract::dom::{Id, fold};

/// Bytes of the longest text that is looked at for a byline.
const LONGEST: usize = 640;

/// What a class that says byline has in it; most have nothing of it.
static MAY_TELL: Words = LazyLock::new(|| in_names(&["byline", "author", "vcard", "fn"]));

/// Elements whose class says byline or author; the first that holds a name decides.
pub fn from_classes(source: &Source<'_>) -> Vec<String> {
    let dom = source.dom;
    for id in dom.elements() {
        let node = dom.node(id);
        if matches!(&*node.tag, "body" | "html" | "img" | "svg" | "script" | "style") {
            continue;
        }
        let rank = ["class", "id", "data-testid", "data-test"]
            .iter()
            .filter_map(|name| dom.attr(id, name))
            .any(|value| has(value, &MAY_TELL) && value.split_ascii_whitespace().any(is_byline_class));
        if !rank || is_elsewhere(source, id) {
            continue;
        }
        let names = names_in(source, id);
        if !names.is_empty() {
            return names;
        }
    }
    Vec::new()
}

fn is_byline_class(class: &str) -> bool {
    let lower = class.to_ascii_lowercase();
    let telling = lower.contains("byline") || lower.contains("author") || lower == "vcard" || lower == "fn";
    let other = [
        "bio", "image", "img", "avatar", "photo", "social", "date", "box", "title", "desc", "role", "job", "comment",
        "icon", "follow", "wrap", "list", "related",
    ];
    let name = lower.contains("author") && lower.contains("name");
    telling && (name || !other.iter().any(|word| lower.contains(word)))
}

/// The names in a byline: its links where they are names, else its lines.
fn names_in(source: &Source<'_>, id: Id) -> Vec<String> {
    let Some(text) = source.dom.short_text(id, LONGEST).filter(|text| !text.is_empty() && text.chars().count() <= 160)
    else {
        return Vec::new();
    };
    let own = before_others(&text);
    let links: Vec<String> = links_below(source, id)
        .into_iter()
        .map(|link| source.dom.text(link))
        .filter(|name| plausible(name) && !is_role(name) && own.contains(name.as_str()))
        .collect();
    if !links.is_empty() {
        return links;
    }
    let lines: Vec<String> = lines(source, id).into_iter().filter(|line| !is_label(line)).collect();
    let Some((first, rest)) = lines.split_first() else { return Vec::new() };
    // What stands below a name is a post or a date, unless it is clearly another name.
    let mut names = vec![before_others(first).to_owned()];
    names.extend(rest.iter().take_while(|line| is_person(line)).cloned());
    names.retain(|line| !cleaned(vec![line.clone()]).is_empty());
    names
}

/// An element's text, line by line.
fn lines(source: &Source<'_>, id: Id) -> Vec<String> {
    fn gather(source: &Source<'_>, id: Id, into: &mut String) {
        let node = source.dom.node(id);
        let breaks = node.block || &*node.tag == "br";
        if node.tag.is_empty() {
            into.extend(node.text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }));
        } else if matches!(&*node.tag, "script" | "style" | "noscript" | "template") {
            return;
        }
        if breaks {
            into.push('\n');
        }
        source.dom.children(id).iter().for_each(|&child| gather(source, child, into));
        if breaks {
            into.push('\n');
        }
    }
    let mut text = String::new();
    gather(source, id, &mut text);
    text.split('\n').map(fold).filter(|line| !line.is_empty()).collect()
}

fn links_below(source: &Source<'_>, id: Id) -> Vec<Id> {
    let dom = source.dom;
    let mut found = Vec::new();
    let mut pending: Vec<Id> = vec![id];
    while let Some(at) = pending.pop() {
        if &*dom.node(at).tag == "a" {
            found.push(at);
        } else {
            pending.extend(dom.children(at).iter().rev());
        }
    }
    found
}

/// Links whose address is that of an author's page, the first and those beside it.
pub fn from_addresses(source: &Source<'_>) -> Vec<String> {
    let dom = source.dom;
    let leads_to_author = |id: &Id| {
        dom.attr(*id, "href").is_some_and(|href| {
            let lower = href.to_ascii_lowercase();
            [
                "/author/",
                "/authors/",
                "/byline/",
                "/autor/",
                "/autoren/",
                "/auteur/",
                "/auteurs/",
                "/autore/",
                "/autores/",
                "/redakteur/",
            ]
            .iter()
            .any(|part| lower.split_once(part).is_some_and(|(_, rest)| rest.len() > 1))
        })
    };
    let named = |id: Id| {
        let text = dom.short_text(id, 80).filter(|name| plausible(name))?;
        let names = cleaned(vec![text.clone()]);
        (!names.is_empty() && names.iter().all(|name| is_person(name))).then_some(text)
    };
    let mut found = dom.named("a").filter(leads_to_author).filter(|&id| !is_elsewhere(source, id));
    let Some(first) = found.find(|&id| named(id).is_some()) else { return Vec::new() };
    let around = dom.node(dom.node(first).parent).parent;
    let mut names: Vec<String> =
        links_below(source, around).into_iter().filter(leads_to_author).filter_map(named).collect();
    // Many beside one another are a list of the site's writers or of teasers.
    if names.len() > 4 || names.is_empty() {
        names = named(first).into_iter().collect();
    }
    names
}

/// Whether an element belongs to comments, menus or teasers of other articles.
pub fn is_elsewhere(source: &Source<'_>, id: Id) -> bool {
    belongs(source, id, &["nav", "footer", "aside"])
}

fn belongs(source: &Source<'_>, id: Id, tags: &[&str]) -> bool {
    static ELSEWHERE: Words = LazyLock::new(|| {
        in_names(&["comment", "related", "recirc", "sidebar", "recommend", "widget", "teaser", "carousel", "latest-"])
    });
    static BUILDER: Words = LazyLock::new(|| in_names(&["elementor-widget"]));
    // A common page builder calls every box a widget.
    source.stands_in(id, tags, |class| has(class, &ELSEWHERE) && !has(class, &BUILDER))
}

/// A short block near the headline that says "By …", or a lone "Written by" with the name in the block after it.
pub fn from_text(source: &Source<'_>) -> Vec<String> {
    let head = source.blocks.iter().position(|block| matches!(block.form, Form::Heading(1))).unwrap_or(0);
    let near: Vec<&str> = source
        .blocks
        .iter()
        .skip(head.saturating_sub(4))
        .take(16)
        .map(|block| if block.chars <= 120 { block.text.as_str() } else { "" })
        .collect();
    near.iter().enumerate().find_map(|(at, text)| spoken(text, near.get(at + 1).copied())).into_iter().collect()
}

/// The name after "By" in a line, or in the line after a lone label.
fn spoken(text: &str, next: Option<&str>) -> Option<String> {
    let capital = |name: &str| name.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
    if let Some(rest) = without_by(text).or_else(|| after_date(text)) {
        let name = first_part(rest);
        if plausible(name) && capital(name) {
            return Some(name.to_owned());
        }
    }
    let label = normal(text);
    let lone = is_label(text) && label != "published" && label != "posted";
    next.filter(|next| lone && plausible(next) && capital(next) && (2..=4).contains(&next.split(' ').count()))
        .map(str::to_owned)
}

/// What stands behind "by" in a line that begins with a date: "Posted on 3 May 2024 by …".
fn after_date(text: &str) -> Option<&str> {
    let (before, rest) = text.split_once(" by ")?;
    (before.chars().count() <= 45 && (written(before, DayFirst::Yes).is_some() || day_of_month(before).is_some()))
        .then_some(rest)
}

/// A byline without what a site puts behind it in the same line.
fn first_part(line: &str) -> &str {
    let end = [" · ", " • ", " | ", " / ", " — ", " – ", " // "].iter().filter_map(|mark| line.find(mark)).min();
    let line = line.get(..end.unwrap_or(line.len())).unwrap_or(line);
    let date = written(line, DayFirst::Unknown).map(|(_, start)| start).or_else(|| day_of_month(line));
    before_others(line.get(..date.unwrap_or(line.len())).unwrap_or(line))
}

/// The same in a line anywhere that says "Written by" in so many words.
pub fn from_labels(source: &Source<'_>) -> Vec<String> {
    const SAYS: [&str; 7] = ["written by", "article by", "words by", "story by", "text by", "author", "by"];
    let blocks = source.blocks;
    let found = blocks.iter().enumerate().filter(|(_, block)| block.chars <= 60).find_map(|(at, block)| {
        let label = normal(&block.text);
        // A box at the article's side may speak of its author.
        if !SAYS.iter().any(|says| label.starts_with(says)) || belongs(source, block.node, &["nav", "footer"]) {
            return None;
        }
        spoken(&block.text, blocks.get(at + 1).map(|next| next.text.as_str()))
            .filter(|name| is_person(first_part(name)))
    });
    found.into_iter().collect()
}
