//! What a page is built of: forms, times, what repeats, and how its elements are called.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use html5ever::LocalName;
use regex::Regex;

use crate::extract::dom::{Dom, Id};
use crate::extract::metadata::Source;

/// Words in classes, ids and microdata that say what a page is for; each becomes the number of elements that bear it.
const NAMES: [&str; 42] = [
    "product",
    "price",
    "cart",
    "checkout",
    "rating",
    "review",
    "variant",
    "collection",
    "filter",
    "sort",
    "grid",
    "card",
    "carousel",
    "cta",
    "testimonial",
    "pricing",
    "faq",
    "feature",
    "service",
    "contact",
    "thread",
    "topic",
    "forum",
    "post",
    "reply",
    "comment",
    "username",
    "signature",
    "vote",
    "answer",
    "author",
    "byline",
    "entry",
    "article",
    "related",
    "share",
    "docs",
    "sidebar",
    "toc",
    "breadcrumb",
    "pagination",
    "search",
];

/// One automaton for all of them.
static PATTERN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    // The longest first, where one begins with another.
    let mut names = NAMES.to_vec();
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    Regex::new(&format!("(?i:{})", names.join("|"))).ok()
});

/// The place of each name.
static PLACES: LazyLock<BTreeMap<&str, usize>> =
    LazyLock::new(|| NAMES.iter().enumerate().map(|(at, name)| (*name, at)).collect());

/// Elements that are counted.
const TAGS: [&str; 12] =
    ["form", "input", "select", "textarea", "button", "time", "article", "section", "table", "code", "pre", "details"];

/// The same as a tree has them: comparing those is comparing numbers.
static TAG_NAMES: LazyLock<[LocalName; TAGS.len()]> = LazyLock::new(|| TAGS.map(LocalName::from));

/// Pushes one figure for each of [`TAGS`], [`NAMES`] and what repeats.
pub fn push(source: &Source<'_>, row: &mut Vec<f32>) {
    let dom = source.dom;
    let mut tags = [0.0_f32; TAGS.len()];
    let mut names = [0.0_f32; NAMES.len()];
    let mut known = HashMap::new();
    for id in dom.elements() {
        let tag = &dom.node(id).tag;
        if let Some(sum) = TAG_NAMES.iter().position(|known| known == tag).and_then(|at| tags.get_mut(at)) {
            *sum += 1.0;
        }
        names_of(dom, id, &mut known, &mut names);
    }
    // Large pages have more of everything: beyond a dozen the share does not matter.
    row.extend(tags.map(|sum| (1.0 + sum).ln()));
    row.extend(names.map(|sum| (1.0 + sum).ln()));
    push_repeats(source, row);
}

/// Counts each name once for an element. Most elements of a page are called alike, so what a value says is looked up once.
fn names_of<'a>(dom: &'a Dom, id: Id, known: &mut HashMap<&'a str, u64>, names: &mut [f32]) {
    let attributes = dom.node(id).attrs.iter();
    let values = attributes.filter(|(name, _)| matches!(*name, "class" | "id" | "itemprop")).map(|(_, value)| &**value);
    let mut found = values.fold(0, |all, value| all | *known.entry(value).or_insert_with(|| names_in(value)));
    while found != 0 {
        if let Some(sum) = names.get_mut(found.trailing_zeros() as usize) {
            *sum += 1.0;
        }
        found &= found - 1;
    }
}

/// The names in a value, a bit for each.
fn names_in(value: &str) -> u64 {
    let Some(pattern) = PATTERN.as_ref() else { return 0 };
    let place = |name: &str| PLACES.get(name.to_ascii_lowercase().as_str()).copied();
    pattern.find_iter(value).filter_map(|found| place(found.as_str())).fold(0, |all, at| all | 1 << at)
}

/// What repeats: siblings of one name and class that hold words. Cards hold few, posts of a thread many.
fn push_repeats(source: &Source<'_>, row: &mut Vec<f32>) {
    let dom = source.dom;
    let mut words = vec![0_u32; dom.len()];
    let mut all = 0_u32;
    for block in source.blocks {
        let count = u32::try_from(block.chars / 6).unwrap_or(u32::MAX);
        all = all.saturating_add(count);
        for id in std::iter::once(block.node).chain(dom.ancestors(block.node)) {
            if let Some(sum) = words.get_mut(id) {
                *sum = sum.saturating_add(count);
            }
        }
    }
    let of = |id: Id| words.get(id).copied().unwrap_or(0);
    // (how many, words in them) of the group with most words of cards, and of posts.
    let mut cards = (0_u32, 0_u32);
    let mut posts = (0_u32, 0_u32);
    for parent in std::iter::once(0).chain(dom.elements()) {
        let mut groups: BTreeMap<(&str, &str), (u32, u32)> = BTreeMap::new();
        let children = dom.children(parent);
        if children.len() < 3 {
            continue;
        }
        for &child in children {
            let node = dom.node(child);
            let own = matches!(&*node.tag, "div" | "li" | "article" | "section" | "tr" | "a" | "dl" | "table");
            if own && of(child) >= 4 {
                let class =
                    dom.attr(child, "class").and_then(|class| class.split_ascii_whitespace().next()).unwrap_or("");
                let group = groups.entry((&node.tag, class)).or_default();
                *group = (group.0 + 1, group.1.saturating_add(of(child)));
            }
        }
        for group in groups.into_values().filter(|group| group.0 >= 3) {
            let mean = group.1 / group.0;
            let best = if mean >= 60 { &mut posts } else { &mut cards };
            if group.1 > best.1 {
                *best = group;
            }
        }
    }
    let all = all.max(1) as f32;
    row.extend([cards.0 as f32, cards.1 as f32 / all, posts.0 as f32, posts.1 as f32 / all]);
}
