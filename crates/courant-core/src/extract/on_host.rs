//! Reading a page with its host in mind.

use std::collections::{BTreeSet, HashSet};

use super::blocks::Block;
use super::compose::pieces;
use super::draft::Draft;
use super::host::HostFurniture;
use super::page::read;
use super::prints::PagePrints;
use super::{Effort, Hints};
use crate::model::ParsedPage;

/// A page that was read with its host in mind.
#[derive(Debug, Clone, PartialEq)]
pub struct OnHost {
    /// The article without the host's furniture.
    pub page: ParsedPage,
    /// What the page teaches about its host, and what it takes to read it again when the host has learned.
    pub draft: Draft,
    /// The lines that other pages of the host have at the same place, left out or not, and those of the page that are no
    /// part of its text.
    known: BTreeSet<String>,
}

/// Reads an article page and leaves out what `host` knows for furniture.
pub fn extract_on(bytes: &[u8], hints: &Hints<'_>, host: &HostFurniture) -> OnHost {
    let (mut draft, mut known) = (Draft::default(), BTreeSet::new());
    let page = read(bytes, hints, Effort::Whole, |kept| {
        let prints = PagePrints::of(kept.dom, &kept.blocks, hints.url, kept.title, kept.names);
        draft = Draft::new(prints, pieces(kept.dom, &kept.blocks, kept.base), host);
        for ((block, print), gone) in kept.blocks.iter().zip(&draft.prints.prints).zip(&draft.gone) {
            if *gone || host.knows(print) {
                known.extend(lines(&block.text).map(str::to_owned));
            }
        }
        let told: HashSet<*const Block> = kept.blocks.iter().copied().map(std::ptr::from_ref).collect();
        let left_out = kept.all.iter().filter(|block| !told.contains(&std::ptr::from_ref(*block)));
        known.extend(left_out.flat_map(|block| lines(&block.text)).map(str::to_owned));
        let mut gone = draft.gone.iter();
        kept.blocks.retain(|_| !gone.next().copied().unwrap_or(false));
    });
    OnHost { page, draft, known }
}

impl OnHost {
    /// Whether an earlier text of this page differs from the one that it has now in nothing but lines that the host's
    /// other pages have too, or that still stand on the page and are no longer taken for its text: then the publisher
    /// changed nothing, and only what is known of the host has, or how pages are read.
    pub fn says_what_it_said(&self, before: &str) -> bool {
        let own = |text| lines(text).filter(|line| !self.known.contains(*line)).map(str::to_owned).collect::<Vec<_>>();
        own(before) == own(&self.page.text)
    }
}

/// A text's lines; the cells of a table's row are lines too.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split(['\n', '\r']).flat_map(|line| line.split(" | ")).map(str::trim).filter(|line| !line.is_empty())
}
