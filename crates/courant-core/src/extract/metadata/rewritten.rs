//! The day of the last change, where it is the only day that a page gives its readers.
//!
//! Guides are rewritten for years under one address. Machines are told when the first version appeared; readers see one
//! date below the headline, which nothing calls a change, and no other: that is when the page says that it was published.

use super::Source;
use super::dateline::{any_date, around_headline, is_aside, is_change};
use super::offset::days_between;
use crate::extract::blocks::Block;
use crate::extract::dom::Id;
use crate::model::PageDate;

/// A line that tells a date and little else has at most this many characters.
const LINE: usize = 60;
/// Blocks after and before the headline that belong to its dateline.
const AROUND: (usize, usize) = (14, 5);

/// Elements of a line that are looked at.
const WITHIN: usize = 20;

/// The date beside the headline that is the day of the last change, as machines are told it in `updated`, but is not
/// called so; where the day claimed for the publication stands nowhere on the page.
pub fn rewritten(source: &Source<'_>, claimed: &PageDate, updated: &PageDate) -> Option<PageDate> {
    if days_between(claimed, updated).is_none_or(|days| days <= 1) {
        return None;
    }
    let seen = around_headline(source, AROUND.0, AROUND.1).filter(|(_, block)| is_line(source, block)).find_map(|(label, block)| {
        let (date, start) = any_date(source, &block.text)?;
        let called = is_change(&block.text, start) || is_named_change(source, block.node) || (label.chars().count() <= LINE && is_change(label, label.len()));
        (is_near(&date, updated) && !called).then_some(date)
    })?;
    (!shows(source, claimed)).then_some(seen)
}

/// Whether an element, the one around it or one of the first within calls itself the day of a change.
fn is_named_change(source: &Source<'_>, id: Id) -> bool {
    let dom = source.dom;
    let mut within = vec![id];
    for at in 0..WITHIN {
        let Some(&next) = within.get(at) else { break };
        within.extend(&dom.node(next).children);
    }
    within.into_iter().take(WITHIN).chain([dom.node(id).parent]).any(|id| {
        ["class", "id", "itemprop"].iter().filter_map(|name| dom.attr(id, name)).any(|value| {
            let lower = value.to_ascii_lowercase();
            (lower.contains("updat") || lower.contains("modif")) && !lower.contains("publish")
        })
    })
}

fn is_line(source: &Source<'_>, block: &Block) -> bool {
    block.chars <= LINE && !is_aside(source, block.node)
}

fn is_near(one: &PageDate, other: &PageDate) -> bool {
    days_between(one, other).is_some_and(|days| days.abs() <= 1)
}

/// Whether a short line of the page tells this day, be it in a list of other articles: better to keep the claim then.
fn shows(source: &Source<'_>, claimed: &PageDate) -> bool {
    source.blocks.iter().filter(|block| block.chars <= 160).any(|block| {
        // A line may tell both days.
        let mut rest = block.text.as_str();
        while let Some((date, start)) = any_date(source, rest) {
            if is_near(&date, claimed) {
                return true;
            }
            let next = rest.char_indices().find(|&(at, c)| at > start && !c.is_alphanumeric()).map_or(rest.len(), |(at, _)| at);
            rest = rest.get(next..).unwrap_or_default();
        }
        false
    })
}
