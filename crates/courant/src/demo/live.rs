//! A live blog's entries: a subhead that begins with a clock time, and what stands below it.

use super::edition::Article;
use super::manuscript::Block;
use super::moment::Moment;

/// One entry of a live blog.
pub(super) struct LiveEntry<'a> {
    pub(super) at: Moment,
    pub(super) headline: &'a str,
    pub(super) blocks: Vec<&'a Block>,
}

/// Parts an article's blocks into what stands above the first entry, and the entries, newest first.
///
/// Entries carry clock times only. Each is taken for the latest such time not after the entry above it, the first
/// for the latest not after the article's last change.
pub(super) fn entries(article: &Article) -> (Vec<&Block>, Vec<LiveEntry<'_>>) {
    let mut lead = Vec::new();
    let mut entries: Vec<LiveEntry<'_>> = Vec::new();
    let mut last = article.changed();
    for block in &article.blocks {
        if let Some((hour, minute, headline)) = stamp(block) {
            last = last.last_at(hour, minute);
            entries.push(LiveEntry { at: last, headline, blocks: Vec::new() });
        } else if let Some(entry) = entries.last_mut() {
            entry.blocks.push(block);
        } else {
            lead.push(block);
        }
    }
    (lead, entries)
}

/// `09:31 Buses turn` in its parts.
fn stamp(block: &Block) -> Option<(i8, i8, &str)> {
    let Block::Subhead(text) = block else {
        return None;
    };
    let (clock, headline) = text.split_once(' ')?;
    let (hour, minute) = clock.split_once(':')?;
    let (hour, minute) = (hour.parse().ok()?, minute.parse().ok()?);
    ((0..24).contains(&hour) && (0..60).contains(&minute)).then_some((hour, minute, headline))
}
