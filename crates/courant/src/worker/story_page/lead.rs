//! Which article represents its story.

use courant_core::model::{Access, PageKind};
use courant_core::story::{Report, lead};
use courant_store::StoryInput;

use super::is_opinion;

/// The report that stands for the story; live blogs, opinions and texts behind a wall only where there is nothing else.
pub fn choose<'a>(originals: &[&'a StoryInput], paper_language: &str) -> Option<&'a StoryInput> {
    let reports: Vec<Report<'_>> = originals.iter().map(|input| report(input)).collect();
    originals.get(lead(&reports, paper_language)?).copied()
}

fn report(input: &StoryInput) -> Report<'_> {
    let article = &input.article;
    Report {
        title: &article.title,
        text: if article.text.trim().is_empty() { &article.description } else { &article.text },
        language: input.understanding.as_ref().map_or("und", |understanding| understanding.language.as_str()),
        byline: &article.authors,
        at: input.at,
        words: usize::try_from(input.words).unwrap_or_default(),
        plain: matches!(input.kind, PageKind::Report | PageKind::Correction)
            && !is_opinion(input)
            && input.access != Access::Paywalled,
        picture: input.image.is_some(),
    }
}
