//! Which of a page's blocks are its host's furniture, by what is remembered of the host.
//!
//! Two kinds of evidence: the same words stood at the same place on other pages, and what stands at a place comes back
//! from page to page. True words repeat as well: the paragraph that tells a long affair's beginning once more, in the text
//! or in a box of its own, the sentence that ends every report on a trial, attributions, subheads ("What happens next"),
//! and the fields of a page that take one of few values ("Verdict: false", "No one was hurt.").
//!
//! So words count only when the pages that have them are about different matters, which no affair's background is. And the
//! more a block says, the more it takes: links go first; then short calls in a box of calls; a paragraph in a box of its
//! own when most pages have it; labels and sentences only when every page has them; a paragraph of the text itself never,
//! unless furniture's words are in it and most pages have it. In doubt a line stays.

use super::host::{HostFurniture, Line, Place};
use super::prints::Print;

/// On fewer pages nothing is furniture.
const LEAST_PAGES: u32 = 3;
/// Of the pages that have a line, read one after the other, at least so many pairs must be about different matters,
const LEAST_APART: u32 = 2;
/// and one pair in so many. On a host that writes about one matter alone no words are furniture.
const APART: u32 = 4;
/// A paragraph in a box of its own, or any line that furniture's words are in, must have stood on so many pages,
const OFTEN: u32 = 5;
/// and on more than two thirds of all since it came up.
const SHARE: (u32, u32) = (2, 3);
/// A sentence or label without such words must have stood on so many pages and be missing on none. "No one was hurt." is
/// missing once, and "The trial continues." once something else is reported.
const STEADY: u32 = 20;
/// Without a paragraph so many sentences are a text.
const SENTENCES: usize = 3;
/// Calls in a box where hardly anything else ever stands must have stood on so many pages.
const CALLS: u32 = 4;
/// What stands at a place repeats when at most one in so many lines is new.
const REPEATS: u32 = 3;
/// New words at such a place are judged by the others once so many stood there.
const LEAST_FRESH: u32 = 4;

impl HostFurniture {
    /// Whether each block of a page is furniture.
    ///
    /// Where nothing would be left that tells something none is but what is shown beside the text: such a page is not what the
    /// memory is of.
    pub fn verdicts(&self, prints: &[Print]) -> Vec<bool> {
        let mut verdicts: Vec<bool> = Vec::with_capacity(prints.len());
        for (at, print) in prints.iter().enumerate() {
            let before = at.checked_sub(1).and_then(|at| prints.get(at)).zip(verdicts.last().copied());
            let teaser = before.is_some_and(|(before, gone)| gone && self.is_teaser(before, print));
            verdicts.push(print.beside || teaser || self.is_furniture(print));
        }
        let left = || prints.iter().zip(&verdicts).filter(|(_, gone)| !**gone).map(|(print, _)| print);
        let is_told = left().any(|print| print.prose) || left().filter(|print| print.sentence).count() >= SENTENCES;
        if is_told { verdicts } else { prints.iter().map(|print| print.beside).collect() }
    }

    /// Whether the words stood at their place on another page too: what two states of one page differ by when only what
    /// is known of the host has changed.
    pub fn knows(&self, print: &Print) -> bool {
        self.lines.get(&print.line).is_some_and(|line| line.pages >= 2) || self.is_furniture(print)
    }

    fn is_furniture(&self, print: &Print) -> bool {
        let Some(place) = self.places.get(&print.place).filter(|place| place.pages >= LEAST_PAGES) else {
            return false;
        };
        if place.is_of_links() && print.headline.is_some_and(|words| self.has_headline(words)) {
            return true;
        }
        if print.attribution || print.heading && !print.signed && !print.own && self.holds_prose(print.container) {
            return false;
        }
        if print.pointer && place.pointers == place.lines {
            return true;
        }
        let Some(line) = self.lines.get(&print.line).filter(|line| line.pages >= LEAST_PAGES) else {
            return print.linked && place.brings_back();
        };
        if print.own {
            return true;
        }
        if !line.is_of_many_matters() {
            return false;
        }
        let call = print.signed && !print.prose;
        match place.repeats() {
            true if print.linked => true,
            true if call && place.is_of_calls() => line.pages >= CALLS,
            true if print.prose || print.signed => self.has_often(line),
            true => line.pages >= STEADY && line.pages == place.pages,
            false if print.signed || print.linked || print.heading && !print.sentence => self.has_often(line),
            false => !print.prose && self.has_steadily(line),
        }
    }

    /// Whether a block that follows a link to another article, inside the same box, begins as that article does. An article's
    /// own beginning follows no such link, not even on a page that is a later version of another.
    fn is_teaser(&self, link: &Print, print: &Print) -> bool {
        link.container == print.container
            && link.headline.is_some_and(|words| self.has_headline(words))
            && print.opening.is_some_and(|words| self.has_opening(words))
    }

    /// Whether a line has stood on most pages since it came up.
    fn has_often(&self, line: &Line) -> bool {
        line.pages >= OFTEN && line.pages * SHARE.1 > self.since(line) * SHARE.0
    }

    /// Whether a line has stood on every page since it came up.
    fn has_steadily(&self, line: &Line) -> bool {
        line.pages >= STEADY && line.pages >= self.since(line)
    }

    /// Pages that have taught since a line came up.
    fn since(&self, line: &Line) -> u32 {
        (self.pages + 1).saturating_sub(line.first)
    }

    /// Whether paragraphs that do not come back stand in the element of this place.
    fn holds_prose(&self, container: u32) -> bool {
        self.places.values().any(|place| place.container == container && place.prose > 0 && !place.repeats())
    }
}

impl Line {
    fn is_of_many_matters(&self) -> bool {
        self.apart >= LEAST_APART && self.apart * APART >= self.pages
    }
}

impl Place {
    /// Whether what stands here is mostly what stood here before.
    fn repeats(&self) -> bool {
        self.fresh * REPEATS <= self.lines
    }

    /// Whether nothing but links ever stood here.
    fn is_of_links(&self) -> bool {
        self.links == self.lines
    }

    /// Whether most of what stood here has furniture's words in it. A box that explains one word after another has not.
    fn is_of_calls(&self) -> bool {
        self.signed * 2 >= self.lines
    }

    /// Whether even what is new here will be seen again: teasers of other articles, which stay for some pages each.
    fn brings_back(&self) -> bool {
        self.repeats() && self.fresh >= LEAST_FRESH && self.returned * 4 >= self.fresh * 3
    }
}
