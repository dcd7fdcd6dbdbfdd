//! Where a text speaks in somebody else's words: between quotation marks, also across sentences and paragraphs.
//!
//! Other than what looks for quotations ([`crate::quotes`]), this asks of every sentence whether it may be within one, and
//! rather says so once too often. Each family of marks is read by itself. What a mark does follows from what stands beside
//! it: a quotation that nothing closes goes to the end of its paragraph, a closing mark that nothing opened closes what
//! began with its paragraph. So a mark too many, or too few, costs one paragraph and never the rest of an article.

use std::ops::Range;

use super::super::sentences::paragraphs;
use super::marks::{Family, Mark, Turn, marks};

/// Most paragraphs without a mark between one that is left open and one that begins with a closing mark.
const MOST_BETWEEN: usize = 8;

/// The stretches of a text that may be somebody's words, in bytes with their marks; in no order, and they may overlap.
pub fn voices(text: &str, language: &str) -> Vec<Range<usize>> {
    let paragraphs = paragraphs(text);
    let mut found: Vec<Range<usize>> =
        paragraphs.iter().filter(|place| is_dialogue(&text[(*place).clone()], language)).cloned().collect();
    let all: Vec<Vec<Mark>> = paragraphs.iter().map(|place| marks(text, place, language)).collect();
    for family in Family::ALL {
        // The paragraph that was left open, and where the one before was.
        let mut open: Option<usize> = None;
        for (number, (place, marks)) in paragraphs.iter().zip(&all).enumerate() {
            let marks: Vec<&Mark> = marks.iter().filter(|mark| mark.family == family).collect();
            let Some(first) = marks.first() else { continue };
            if let Some(before) = open.take().filter(|before| number - before <= MOST_BETWEEN + 1)
                && first.turn == Turn::Closes
            {
                found.extend(paragraphs[before + 1..number].iter().cloned());
            }
            if pair(&marks, place, &mut found) {
                open = Some(number);
            }
        }
    }
    found
}

/// Pairs the marks of one family in one paragraph; true when the last is left open.
fn pair(marks: &[&Mark], place: &Range<usize>, found: &mut Vec<Range<usize>>) -> bool {
    let mut open: Option<&Mark> = None;
    let mut since = place.start;
    for mark in marks {
        let closes = match (mark.turn, open) {
            (Turn::Closes, _) => true,
            (Turn::Either | Turn::Inch, Some(_)) => true,
            (Turn::Soft, Some(from)) => from.turn == Turn::Opens,
            (Turn::High, Some(from)) => from.low,
            _ => false,
        };
        match open {
            // An apostrophe that looked like an opening mark gives way to the next.
            Some(from) if !closes => {
                if from.turn == Turn::MayOpen && matches!(mark.turn, Turn::Opens | Turn::MayOpen) {
                    open = Some(mark);
                }
            }
            Some(from) => {
                found.push(from.place.start..mark.place.end);
                (open, since) = (None, mark.place.end);
            }
            None if closes => {
                found.push(since..mark.place.end);
                since = mark.place.end;
            }
            None if matches!(mark.turn, Turn::Inch | Turn::Soft) => {}
            None => open = Some(mark),
        }
    }
    let left = open.filter(|from| from.turn != Turn::MayOpen);
    found.extend(left.map(|from| from.place.start..place.end));
    left.is_some()
}

/// Whether a paragraph is speech that a dash opens, with whoever tells of it between dashes.
fn is_dialogue(paragraph: &str, language: &str) -> bool {
    const HYPHENS: [&str; 14] = ["es", "fr", "pt", "it", "ca", "gl", "ro", "ru", "uk", "pl", "tr", "el", "sv", "hu"];
    paragraph.starts_with(['—', '–', '―']) || paragraph.starts_with("- ") && HYPHENS.contains(&language)
}
