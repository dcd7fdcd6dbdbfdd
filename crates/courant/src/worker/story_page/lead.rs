//! Which article represents its story.

use std::collections::BTreeMap;

use courant_core::model::{Access, PageKind};
use courant_store::StoryInput;

/// Words after which a longer report is no better a lead.
const ENOUGH_WORDS: i64 = 450;

/// The fullest report in the language that most reports are in, of equals in the paper's own language; a picture helps,
/// an earlier time decides. Live blogs, opinions and texts behind a wall lead only where there is nothing else.
pub fn choose<'a>(originals: &[&'a StoryInput], paper_language: &str) -> Option<&'a StoryInput> {
    let mut languages: BTreeMap<&str, usize> = BTreeMap::new();
    for input in originals {
        *languages.entry(language(input)).or_default() += 1;
    }
    let most = languages.values().copied().max().unwrap_or(0);
    originals.iter().copied().max_by_key(|input| {
        let in_main_language = languages.get(language(input)).copied() == Some(most);
        let plain = matches!(input.kind, PageKind::Report | PageKind::Correction) && input.access != Access::Paywalled;
        let fullness = input.words.min(ENOUGH_WORDS) + if input.image.is_some() { 150 } else { 0 };
        let in_paper_language = language(input) == paper_language;
        (plain, in_main_language, in_paper_language, fullness, std::cmp::Reverse((input.at, input.id)))
    })
}

fn language(input: &StoryInput) -> &str {
    input.understanding.as_ref().map_or("und", |understanding| understanding.language.as_str())
}
