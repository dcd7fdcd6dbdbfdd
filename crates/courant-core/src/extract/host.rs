//! What is remembered of a host's pages, and what a further page adds to it.
//!
//! Only pages that report something else teach: a page whose address or headline is known, or whose prose overlaps with
//! that of another, says the same again because it is the same text, and not because it is furniture.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::matter::are_apart;
use super::prints::{PagePrints, Print};

/// Pages that a new one is compared with.
const MARKS: usize = 48;
/// Runs of words that are kept of a page; the smallest hashes.
const RUNS: usize = 16;
/// A page with fewer runs has too little prose to tell whether it reports something else.
const LEAST_RUNS: usize = 6;
/// Two pages are one text when they share at least one in so many of the runs compared.
const SHARED: usize = 4;
/// Lines and places that are remembered of one host. A line takes about 15 bytes, a place 20.
const LINES: usize = 600;
const PLACES: usize = 160;
/// Headlines and openings of pages that are remembered, so that links to them are known; 10 and 5 bytes each.
const HEADLINES: usize = 160;
/// Counts beyond this are halved, so that a host that was built anew is learned anew.
const MOST: u32 = 4_096;

/// A host's furniture, as far as it is known. Bounded: at most some 16 kB when stored.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HostFurniture {
    /// Pages that taught something.
    pub(super) pages: u32,
    marks: Vec<Mark>,
    /// Headline and opening of each page that taught, the newest last.
    headlines: Vec<(u64, u32)>,
    pub(super) lines: BTreeMap<u64, Line>,
    pub(super) places: BTreeMap<u32, Place>,
}

/// A page that taught, to be known again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Mark {
    address: u64,
    title: u64,
    runs: Vec<u32>,
    /// What it is about.
    matter: Vec<u32>,
}

/// Words that stood at a place.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Line {
    /// Pages that had it.
    pub pages: u32,
    /// The first of them, counted from 1.
    pub first: u32,
    /// The last of them.
    pub last: u32,
    /// Times that a page with it was about something else than the page with it before.
    pub apart: u32,
}

/// What stood at a place.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Place {
    /// The place of the element around.
    pub container: u32,
    /// Pages that had something there.
    pub pages: u32,
    /// The last of them.
    pub last: u32,
    /// Lines, each counted once a page.
    pub lines: u32,
    /// Those of them that were not known when they came.
    pub fresh: u32,
    /// Those of the fresh ones that a second page had too.
    pub returned: u32,
    /// Fresh lines that were prose.
    pub prose: u32,
    /// Lines that were pointers.
    pub pointers: u32,
    /// Lines that were links.
    pub links: u32,
    /// Lines that furniture's words were in.
    pub signed: u32,
}

impl HostFurniture {
    /// Reads what [`Self::to_bytes`] wrote; nothing is known where it cannot be read, as after a change of its form.
    pub fn from_bytes(bytes: &[u8]) -> Self {
        postcard::from_bytes(bytes).unwrap_or_default()
    }

    /// A compact form to be stored.
    ///
    /// # Errors
    /// When it cannot be written, which no state of it brings about.
    pub fn to_bytes(&self) -> Result<Vec<u8>, postcard::Error> {
        postcard::to_allocvec(self)
    }

    /// Pages that taught something.
    pub fn pages(&self) -> u32 {
        self.pages
    }

    /// Takes a page into account. False when it teaches nothing: it is known, says what another said, or has no prose.
    pub fn learn(&mut self, page: &PagePrints) -> bool {
        let mark = self.mark(page);
        if mark.runs.len() < LEAST_RUNS || self.marks.iter().any(|known| known.is_of(&mark)) {
            return false;
        }
        self.pages += 1;
        self.tell_apart(page);
        let mut seen = (BTreeSet::new(), BTreeSet::new());
        for print in &page.prints {
            if seen.0.insert(print.line) {
                let first_here = seen.1.insert(print.place);
                self.count(print, first_here);
            }
        }
        self.marks.push(mark);
        let opening = page.prints.iter().find(|print| print.prose).and_then(|print| print.opening);
        self.headlines.push((page.title, opening.unwrap_or(0)));
        self.forget();
        true
    }

    /// Whether a link's words are the headline of a page that taught.
    pub(super) fn has_headline(&self, words: u64) -> bool {
        words != 0 && self.headlines.iter().any(|(headline, _)| *headline == words)
    }

    /// Whether a page that taught begins with these words.
    pub(super) fn has_opening(&self, words: u32) -> bool {
        words != 0 && self.headlines.iter().any(|(_, opening)| *opening == words)
    }

    /// The page's prose in short, without what stood on other pages.
    fn mark(&self, page: &PagePrints) -> Mark {
        let own = page.prints.iter().filter(|print| self.lines.get(&print.line).is_none_or(|line| line.pages < 2));
        let runs: BTreeSet<u32> = own.flat_map(|print| print.runs.iter().copied()).collect();
        Mark {
            address: page.address,
            title: page.title,
            runs: runs.into_iter().take(RUNS).collect(),
            matter: page.matter.clone(),
        }
    }

    /// Counts for the page's known lines whether the last page that had them was about something else.
    fn tell_apart(&mut self, page: &PagePrints) {
        let lines: BTreeSet<u64> = page.prints.iter().map(|print| print.line).collect();
        for key in lines {
            let Some(line) = self.lines.get_mut(&key) else { continue };
            // The marks are of the pages before this one, the newest last.
            let back = self.pages.saturating_sub(line.last) as usize;
            let before = self.marks.len().checked_sub(back).and_then(|at| self.marks.get(at));
            line.apart += u32::from(before.is_some_and(|before| are_apart(&before.matter, &page.matter)));
        }
    }

    fn count(&mut self, print: &Print, first_here: bool) {
        let page = self.pages;
        let line = self.lines.entry(print.line).or_insert_with(|| Line { first: page, ..Line::default() });
        line.pages += 1;
        line.last = page;
        let place = self.places.entry(print.place).or_default();
        place.container = print.container;
        place.last = page;
        place.pages += u32::from(first_here);
        place.lines += 1;
        place.fresh += u32::from(line.pages == 1);
        place.returned += u32::from(line.pages == 2);
        place.prose += u32::from(line.pages == 1 && print.prose);
        place.pointers += u32::from(print.pointer);
        place.links += u32::from(print.linked);
        place.signed += u32::from(print.signed);
        place.halve();
    }

    /// Drops what is beyond the bounds: what stood on one page only first, and of that the oldest.
    fn forget(&mut self) {
        if self.marks.len() > MARKS {
            self.marks.drain(..self.marks.len() - MARKS);
        }
        if self.headlines.len() > HEADLINES {
            self.headlines.drain(..self.headlines.len() - HEADLINES);
        }
        let worth = |line: &Line| (line.pages.min(3), line.last);
        for key in surplus(&self.lines, LINES, |line| worth(line)) {
            self.lines.remove(&key);
        }
        for key in surplus(&self.places, PLACES, |place| (0, place.last)) {
            self.places.remove(&key);
        }
    }
}

/// The keys of what is worth least, beyond `most` entries.
fn surplus<K: Copy + Ord, V>(all: &BTreeMap<K, V>, most: usize, worth: impl Fn(&V) -> (u32, u32)) -> Vec<K> {
    let mut order: Vec<_> = all.iter().map(|(key, value)| (worth(value), *key)).collect();
    order.sort_unstable();
    order.truncate(all.len().saturating_sub(most));
    order.into_iter().map(|(_, key)| key).collect()
}

impl Place {
    fn halve(&mut self) {
        if self.lines > MOST {
            let counts = [&mut self.lines, &mut self.fresh, &mut self.returned, &mut self.prose, &mut self.pointers];
            for count in counts.into_iter().chain([&mut self.links, &mut self.signed]) {
                *count /= 2;
            }
        }
    }
}

impl Mark {
    /// Whether both are of one text: one address, one headline, or prose that overlaps.
    fn is_of(&self, other: &Self) -> bool {
        let same = |a: u64, b: u64| a != 0 && a == b;
        // The smallest hashes of both together are a fair sample of all their runs.
        let union: BTreeSet<u32> = self.runs.iter().chain(&other.runs).copied().collect();
        let sample = union.iter().take(RUNS);
        let shared = sample.clone().filter(|run| self.runs.contains(run) && other.runs.contains(run)).count();
        same(self.address, other.address) || same(self.title, other.title) || shared * SHARED >= sample.count().max(1)
    }
}
