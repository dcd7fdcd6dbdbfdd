//! Boxes of teasers: three cards of one make or more, each of which begins with a link to another page of the site, apart
//! from where the text stands.
//!
//! A card's second half reads like a report, for it is the beginning of one, and where nothing in a page's names says what
//! the box is (old pages lay everything out in tables), the judge takes it for a part of this one. Lists amid the text and
//! links to other sites stay: an article that goes through what others wrote, or through wares, has them.

use std::collections::BTreeMap;
use std::ops::Range;

use url::Url;

use crate::extract::blocks::{Block, Span};
use crate::extract::dom::{Dom, Id};

/// Cards that make a box.
const CARDS: usize = 3;
/// A card says at most so much; what is told in an article's own sections is longer.
const CARD: usize = 320;
/// Its link has at least so many characters: a headline.
const HEADLINE: usize = 20;
/// All that stands in a box besides its cards has at most so many: a label.
const LABEL: usize = 80;
/// Elements around a card's first block that may be the card.
const LEVELS: usize = 3;
/// Outside its boxes a page has a text: a block of at least so many characters.
const PROSE: usize = 100;
/// Where blocks of so many characters stand beside a list, it is a part of what they tell.
const BESIDE: usize = 60;

/// Leaves the blocks of such boxes out of those that were kept, which are places among the blocks. Where more would go than
/// stay, the cards may be what the page is about, unless they stand in another column of the table that lays it out.
pub fn leave_out(dom: &Dom, blocks: &[Block], kept: &mut Vec<usize>, base: Option<&Url>) {
    for (around, inside) in boxes(dom, blocks, base) {
        let (within, outside): (Vec<usize>, Vec<usize>) = kept.iter().partition(|at| inside.contains(at));
        let size =
            |places: &[usize]| places.iter().filter_map(|&at| blocks.get(at)).map(|block| block.chars).sum::<usize>();
        let column = column(dom, around);
        let is_apart = |block: &Block| column.is_some() && column != self::column(dom, block.node);
        let few = size(&within) <= size(&outside);
        let mut told = outside.iter().filter_map(|&at| blocks.get(at)).filter(|block| is_told(block, PROSE));
        if told.any(|block| few || is_apart(block)) {
            *kept = outside;
        }
    }
}

/// The cell that an element stands in.
fn column(dom: &Dom, id: Id) -> Option<Id> {
    std::iter::once(id).chain(dom.ancestors(id)).find(|&id| &*dom.node(id).tag == "td")
}

/// The element of each box and the places of its blocks.
fn boxes(dom: &Dom, blocks: &[Block], base: Option<&Url>) -> Vec<(Id, Range<usize>)> {
    let mut makes: BTreeMap<(Id, &str, &str), Vec<Id>> = BTreeMap::new();
    for (at, block) in blocks.iter().enumerate().filter(|(_, block)| begins_elsewhere(block, base)) {
        let before = at.checked_sub(1).and_then(|at| blocks.get(at));
        let around = std::iter::once(block.node).chain(dom.ancestors(block.node)).take(LEVELS);
        for card in around.take_while(|card| before.is_none_or(|before| !is_within(dom, before, *card))) {
            let node = dom.node(card);
            let class = dom.attr(card, "class").unwrap_or_default();
            makes.entry((node.parent, &*node.tag, class)).or_default().push(card);
        }
    }
    let boxes = makes.into_iter().filter(|(_, cards)| cards.len() >= CARDS);
    boxes.filter_map(|((around, ..), cards)| Some((around, extent(dom, blocks, around, &cards)?))).collect()
}

/// The places of a box's blocks, where it has nothing but short cards and a label, and does not stand amid paragraphs.
fn extent(dom: &Dom, blocks: &[Block], around: Id, cards: &[Id]) -> Option<Range<usize>> {
    let is_inside = |at: &usize| blocks.get(*at).is_some_and(|block| is_within(dom, block, around));
    let start = (0..blocks.len()).find(is_inside)?;
    let end = (start..blocks.len()).find(|at| !is_inside(at)).unwrap_or(blocks.len());
    let (mut said, mut besides) = (vec![0; cards.len()], 0);
    for block in blocks.get(start..end)? {
        match cards.iter().position(|card| is_within(dom, block, *card)).and_then(|at| said.get_mut(at)) {
            Some(said) => *said += block.chars,
            None => besides += block.chars,
        }
    }
    let outer = dom.node(around).parent;
    let amid = blocks.iter().any(|block| is_told(block, BESIDE) && dom.node(block.node).parent == outer);
    (besides <= LABEL && !amid && said.iter().all(|said| *said <= CARD)).then_some(start..end)
}

/// Whether a block has so many characters and more than links.
fn is_told(block: &Block, least: usize) -> bool {
    block.chars >= least && block.link_chars * 2 < block.chars
}

/// Whether a block begins with a headline that leads to another page of the site.
fn begins_elsewhere(block: &Block, base: Option<&Url>) -> bool {
    let Some(Span { text, style }) = block.spans.first() else { return false };
    let is_page = |target: &str| {
        let address = base.and_then(|base| base.join(target).ok());
        // A table of contents leads to places of the page itself.
        let leads = |(to, from): (&Url, &Url)| to.host() == from.host() && to.path() != from.path();
        address.as_ref().zip(base).is_some_and(leads)
    };
    text.chars().count() >= HEADLINE && style.link.as_deref().is_some_and(is_page)
}

fn is_within(dom: &Dom, block: &Block, around: Id) -> bool {
    block.node == around || dom.ancestors(block.node).any(|id| id == around)
}
