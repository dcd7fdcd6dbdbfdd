//! Who said what in a story, each quotation once, first seen first.

use std::collections::BTreeSet;

use courant_core::model::{SourceSpan, StoryQuote};
use courant_core::quotes::words_of;
use courant_store::StoryInput;
use jiff::Timestamp;

/// Quotations shown.
const MOST: usize = 6;

/// Merges the reports' quotations. Those without a known speaker are left out: words need somebody who said them.
pub fn merge(originals: &[&StoryInput]) -> Vec<StoryQuote> {
    let mut seen = BTreeSet::new();
    let mut quotes = Vec::new();
    let mut inputs: Vec<&&StoryInput> = originals.iter().collect();
    inputs.sort_by_key(|input| (input.at, input.id));
    for input in inputs {
        let Some(understanding) = &input.understanding else { continue };
        for quote in &understanding.quotes {
            let Some(words) = words_of(quote).filter(|_| quote.speaker.is_some()) else { continue };
            if !seen.insert(words) {
                continue;
            }
            quotes.push(StoryQuote {
                text: quote.text.clone(),
                speaker: quote.speaker.clone(),
                source: SourceSpan { id: input.article.id.clone(), start: quote.start, end: quote.end },
                at: Timestamp::from_millisecond(input.at).ok(),
            });
        }
    }
    quotes.truncate(MOST);
    quotes
}
