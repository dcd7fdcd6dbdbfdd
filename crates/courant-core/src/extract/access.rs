//! How much of a page a visitor gets.

use std::sync::LazyLock;

use serde_json::Value;

use super::blocks::Block;
use super::linked::types;
use super::metadata::Source;
use super::metadata::marks::{Words, has, in_lines, in_names};
use crate::model::Access;

/// Words by which a page states that the text below is for some readers, which it does above it, and as part of a wall.
const STATED: [&str; 9] = [
    "this article is for subscribers",
    "nur für abonnenten",
    "réservé aux abonnés",
    "contenido exclusivo para suscriptores",
    "solo para suscriptores",
    "contenuto riservato agli abbonati",
    "exclusivo para assinantes",
    "alleen voor abonnees",
    "только для подписчиков",
];
/// Words that only a wall around the rest of an article has.
const ASKED: [&str; 12] = [
    "subscribe to continue",
    "subscribe to read",
    "to continue reading",
    "sign in to read",
    "log in to read",
    "subscribers only",
    "already a subscriber",
    "register to continue",
    "create a free account to (?:continue|read|keep|view|see the)",
    "weiterlesen mit",
    "jetzt abonnieren und weiterlesen",
    "la suite est réservée",
];
/// "Zum Weiterlesen: …" is a list of other texts.
const GOES_ON: &str = "zum weiterlesen[^:]";

/// Words of a wall, in a short block.
static WALL: Words = LazyLock::new(|| in_lines(&[&STATED[..], &ASKED[..], &[GOES_ON]].concat()));

/// Words of the statement above a text.
static LABEL: Words = LazyLock::new(|| in_lines(&STATED));

/// Words of what is no wall though it speaks like one: the line around an advertisement.
static NOTICE: Words = LazyLock::new(|| in_lines(&["scroll", "swipe", "advertisement"]));

/// Names of elements that belong to the whole site or to other articles.
static ELSEWHERE: Words = LazyLock::new(|| {
    in_names(&[
        "footer",
        "masthead",
        "navbar",
        "topbar",
        "site-header",
        "related",
        "recirc",
        "recommend",
        "teaser",
        "comment",
    ])
});

/// A page with so many words shows its article, whatever its blocks say.
const WALLED: usize = 400;
/// A block of more characters is no wall.
const WORDIEST: usize = 300;
/// A kept block of more characters is prose.
const PROSE: usize = 100;
/// A wall stands at most so many blocks behind the text that it cuts.
const NEAR: usize = 12;

/// What the page lets a visitor read; `kept` are the blocks of the article.
pub fn access(source: &Source<'_>, kept: &[&Block], words: usize) -> Access {
    let claims_free = claim(source);
    let tier = source.meta(&["article:content_tier", "content_tier"]).map(str::to_ascii_lowercase);
    let wall = words < WALLED && has_wall(source, kept);
    let ends_cut = words < 150 && has_ellipsis_end(source);
    match (claims_free, tier.as_deref()) {
        (_, Some("metered")) => Access::Metered,
        (Some(false), _) | (_, Some("locked")) => Access::Paywalled,
        (Some(true), _) | (_, Some("free")) => Access::Free,
        _ if wall => Access::Paywalled,
        _ if ends_cut => Access::Truncated,
        _ => Access::Free,
    }
}

/// What the page's linked data claims of the article, or of the page where it does not speak of the article: a film or a series
/// on it may be for other readers.
fn claim(source: &Source<'_>) -> Option<bool> {
    let of = |object: &Value| free(object.get("isAccessibleForFree")?);
    let is = |object: &Value, names: &[&str]| types(object).iter().any(|kind| names.contains(kind));
    let article = source.linked.article().filter(|object| !is(object, &["VideoObject", "PodcastEpisode"]));
    let page = || source.linked.objects().iter().filter(|object| is(object, &["WebPage"])).find_map(of);
    article.and_then(of).or_else(page)
}

/// Whether a wall stands where the text ends, or a label of one between the headline and the text.
fn has_wall(source: &Source<'_>, kept: &[&Block]) -> bool {
    let place = |wanted: &Block| source.blocks.iter().position(|block| std::ptr::eq(block, wanted));
    let head = source.headline.unwrap_or(0);
    let first = kept.first().and_then(|block| place(block)).unwrap_or(head);
    let last =
        kept.iter().rev().find(|block| block.chars > PROSE && !says(block, &WALL)).and_then(|block| place(block));
    let last = last.unwrap_or(first);
    source.blocks.iter().enumerate().any(|(at, block)| {
        let words = if (last..=last + NEAR).contains(&at) {
            &WALL
        } else if (head..=first).contains(&at) {
            &LABEL
        } else {
            return false;
        };
        says(block, words)
            && !source.stands_in(block.node, &["header", "nav", "footer"], |class| has(class, &ELSEWHERE))
    })
}

fn says(block: &Block, words: &Words) -> bool {
    let lower = if block.chars < WORDIEST { block.text.to_lowercase() } else { String::new() };
    has(&lower, words) && !has(&lower, &NOTICE)
}

fn free(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(free) => Some(*free),
        Value::String(text) => match text.to_ascii_lowercase().as_str() {
            "true" => Some(true),
            "false" => Some(false),
            _ => None,
        },
        _ => None,
    }
}

/// Whether the last prose on the page breaks off.
fn has_ellipsis_end(source: &Source<'_>) -> bool {
    source
        .blocks
        .iter()
        .rev()
        .find(|block| block.chars > 100 && block.link_chars * 2 < block.chars)
        .is_some_and(|block| block.text.ends_with('…') || block.text.ends_with("...") || block.text.ends_with("[…]"))
}
