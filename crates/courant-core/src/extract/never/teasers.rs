//! Boxes of teasers: three cards of one make or more, each of which begins with a headline that leads to another page of the
//! site, before or after the text or in another column.
//!
//! A card's second half reads like a report, for it is the beginning of one, and where nothing in a page's names says what
//! the box is (old pages lay everything out in tables), the judge takes it for a part of this one. Lists amid the text, lines
//! that run on behind their link and links to other sites stay: an article that goes through what others wrote or through
//! what happened before has them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::{Range, RangeInclusive};

use url::Url;

use crate::extract::blocks::Block;
use crate::extract::dom::{Dom, Id};
use crate::extract::prints::is_sentence;

/// Cards that make a box.
const CARDS: usize = 3;
/// A card says at most so much; what is told in an article's own sections is longer.
const CARD: usize = 320;
/// Its link has so many characters: a headline.
const HEADLINE: RangeInclusive<usize> = 20..=160;
/// All that stands in a box besides its cards has at most so many: a label.
const LABEL: usize = 80;
/// Elements around a card's first block that may be the card.
const LEVELS: usize = 3;
/// Outside its boxes a page has a text: a block of at least so many characters.
const PROSE: usize = 100;
/// Where blocks of so many characters stand beside a list, it is a part of what they tell.
const BESIDE: usize = 60;

/// Leaves the blocks of such boxes out of those that were kept, which are places among the blocks.
pub fn leave_out(dom: &Dom, blocks: &[Block], kept: &mut Vec<usize>, base: Option<&Url>) {
    let page = Page::of(dom, blocks, kept);
    let boxes = page.boxes(base);
    let text = Text::of(&page, kept.iter().filter(|at| !boxes.iter().any(|found| found.inside.contains(at))));
    let gone: Vec<Range<usize>> =
        boxes.into_iter().filter(|found| page.is_apart(found, &text)).map(|found| found.inside).collect();
    kept.retain(|at| !gone.iter().any(|inside| inside.contains(at)));
}

/// A box and the places of its blocks.
struct Found {
    around: Id,
    inside: Range<usize>,
    /// Whether its cards break off or are nothing but links.
    cut: bool,
}

/// A page's blocks by where they stand.
struct Page<'a> {
    dom: &'a Dom,
    blocks: &'a [Block],
    /// The places of the blocks in each element; they stand side by side.
    extents: Vec<Range<usize>>,
    /// Characters in all blocks before each place, and in those that were kept.
    chars: Vec<(usize, usize)>,
    /// Elements right around blocks that tell something.
    telling: BTreeSet<Id>,
}

/// Where the text stands: the paragraphs that were kept and are in no box.
#[derive(Default)]
struct Text {
    /// The first and the last of them.
    ends: Option<(usize, usize)>,
    /// The rows and columns of a table that lays the page out, where they stand in one.
    columns: BTreeSet<(Id, Id)>,
}

impl Text {
    fn of<'b>(page: &Page<'_>, kept: impl Iterator<Item = &'b usize>) -> Self {
        let mut text = Self::default();
        for at in kept {
            let Some(block) = page.blocks.get(*at).filter(|block| is_told(block, PROSE)) else { continue };
            text.ends = Some((text.ends.map_or(*at, |(first, _)| first), *at));
            text.columns.extend(page.column(block.node));
        }
        text
    }
}

impl<'a> Page<'a> {
    fn of(dom: &'a Dom, blocks: &'a [Block], kept: &[usize]) -> Self {
        let mut extents = vec![0..0; dom.len()];
        for (at, block) in blocks.iter().enumerate() {
            for id in std::iter::once(block.node).chain(dom.ancestors(block.node)) {
                if let Some(extent) = extents.get_mut(id) {
                    let start = if extent.start == extent.end { at } else { extent.start };
                    *extent = start..at + 1;
                }
            }
        }
        let (mut all, mut own, mut chars) = (0, 0, vec![(0, 0)]);
        for (at, block) in blocks.iter().enumerate() {
            all += width(&block.text);
            own += if kept.binary_search(&at).is_ok() { width(&block.text) } else { 0 };
            chars.push((all, own));
        }
        let told = blocks.iter().filter(|block| is_told(block, BESIDE));
        let telling = told.map(|block| dom.node(block.node).parent).collect();
        Page { dom, blocks, extents, chars, telling }
    }

    /// The boxes of a page.
    fn boxes(&self, base: Option<&Url>) -> Vec<Found> {
        let mut makes: BTreeMap<(Id, &str, &str), Vec<Id>> = BTreeMap::new();
        for (at, block) in self.blocks.iter().enumerate().filter(|(_, block)| begins_elsewhere(block, base)) {
            let around = std::iter::once(block.node).chain(self.dom.ancestors(block.node)).take(LEVELS);
            for card in around.take_while(|card| self.extent(*card).start == at) {
                let node = self.dom.node(card);
                // The rows and cells of a table of clubs or prices are none.
                if matches!(&*node.tag, "td" | "th" | "tr") {
                    break;
                }
                let class = self.dom.attr(card, "class").unwrap_or_default();
                makes.entry((node.parent, &*node.tag, class)).or_default().push(card);
            }
        }
        let boxes = makes.into_iter().filter(|(_, cards)| cards.len() >= CARDS);
        boxes.filter_map(|((around, ..), cards)| self.found(around, &cards)).collect()
    }

    /// A box, where there is nothing but short cards and a label, and no paragraph beside it.
    fn found(&self, around: Id, cards: &[Id]) -> Option<Found> {
        let inside = self.extent(around);
        let said: Vec<usize> = cards.iter().map(|card| self.size(&self.extent(*card)).0).collect();
        let besides = self.size(&inside).0.saturating_sub(said.iter().sum());
        let beside = self.telling.contains(&self.dom.node(around).parent);
        if besides > LABEL || beside || said.iter().any(|said| *said > CARD) {
            return None;
        }
        let breaks_off = |card: &&Id| {
            let last = self.extent(**card).end.checked_sub(1).and_then(|at| self.blocks.get(at));
            last.is_some_and(|block| {
                !is_sentence(&block.text) || block.text.ends_with('…') || block.text.ends_with("..")
            })
        };
        let cut = cards.iter().filter(breaks_off).count() * 2 >= cards.len();
        Some(Found { around, inside, cut })
    }

    /// Whether a box stands apart from the text: in another column of its row, or before or after it, less than it and cut off. Where
    /// more would go than stay the cards may be what the page is about.
    fn is_apart(&self, found: &Found, text: &Text) -> bool {
        if let Some((row, column)) = self.column(found.around) {
            let in_row = text.columns.range((row, 0)..(row + 1, 0)).next().is_some();
            if in_row && !text.columns.contains(&(row, column)) {
                return true;
            }
        }
        let Some((first, last)) = text.ends else { return false };
        let amid = first < found.inside.start && found.inside.end <= last;
        let before = found.inside.start.checked_sub(1).and_then(|at| self.blocks.get(at));
        let announced = before.is_some_and(|block| block.text.ends_with([':', '：']));
        let (here, all) = (self.size(&found.inside).1, self.chars.last().map_or(0, |chars| chars.1));
        let has_text = first < found.inside.start || found.inside.end <= last;
        found.cut && has_text && !amid && !announced && here * 2 <= all
    }

    fn extent(&self, id: Id) -> Range<usize> {
        self.extents.get(id).cloned().unwrap_or_default()
    }

    /// Characters in these blocks, and in those of them that were kept.
    fn size(&self, places: &Range<usize>) -> (usize, usize) {
        let at = |at: usize| self.chars.get(at).copied().unwrap_or_default();
        let (from, to) = (at(places.start), at(places.end));
        (to.0.saturating_sub(from.0), to.1.saturating_sub(from.1))
    }

    /// The row and the cell that an element stands in.
    fn column(&self, id: Id) -> Option<(Id, Id)> {
        let mut around = std::iter::once(id).chain(self.dom.ancestors(id));
        let cell = around.find(|&id| &*self.dom.node(id).tag == "td")?;
        Some((self.dom.node(cell).parent, cell))
    }
}

/// Characters, those of scripts that say more with each counted twice.
fn width(text: &str) -> usize {
    text.chars().map(|c| if c >= '\u{2e80}' { 2 } else { 1 }).sum()
}

/// Whether a block has so many characters and more than links.
fn is_told(block: &Block, least: usize) -> bool {
    block.link_chars * 2 < block.chars && width(&block.text) >= least
}

/// Whether a block's first line is a headline that leads to another page of the site.
fn begins_elsewhere(block: &Block, base: Option<&Url>) -> bool {
    let Some(link) = block.spans.first().and_then(|first| first.style.link.as_deref()) else { return false };
    let linked = block.spans.iter().take_while(|span| span.style.link.as_deref() == Some(link));
    let (count, headline) = linked.fold((0, 0), |(count, wide), span| (count + 1, wide + width(&span.text)));
    let ends = block.spans.get(count).is_none_or(|next| next.text.trim_start_matches(' ').starts_with('\n'));
    let leads = |target: &str| {
        let address = base.and_then(|base| base.join(target).ok());
        // A table of contents leads to places of the page itself.
        let other = |(to, from): (&Url, &Url)| to.host() == from.host() && to.path() != from.path();
        address.as_ref().zip(base).is_some_and(other)
    };
    ends && HEADLINE.contains(&headline) && leads(link)
}
