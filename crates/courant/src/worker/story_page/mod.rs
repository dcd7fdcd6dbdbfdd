//! Composes what a story's page shows, from its articles alone.

mod copies;
mod lead;
mod members;
pub mod near;
mod quotes;

use std::collections::BTreeSet;

use courant_core::model::{Article, PageKind, SourceSpan, StoryDetail, StoryImage, Understanding};
use courant_core::text::{agency, deck, view};
use courant_core::{disagreements, extract, sanitize, summary, tags, timeline};
use courant_store::{NewRelated, StoryCard, StoryInput};

use near::Around;

/// Sentences of "What is known".
const SUMMARY_SENTENCES: usize = 3;
/// Words of a card's lead.
const LEAD_WORDS: usize = 44;

/// A composed page: the story's row with its detail, who copies whom, and each article's related list.
pub struct Composed {
    /// The row.
    pub story: StoryCard,
    /// Each article with the article it copies.
    pub copies: Vec<(i64, Option<i64>)>,
    /// Each article that the engine knows with its links.
    pub related: Vec<(i64, Vec<NewRelated>)>,
}

/// Composes the page of `story` from its members and what lies around it.
pub fn compose(mut story: StoryCard, inputs: &[StoryInput], around: &Around) -> Composed {
    let none = Understanding::default();
    let copies = copies::fold(inputs, &around.texts);
    let originals: Vec<&StoryInput> = inputs.iter().filter(|input| !copies.contains_key(&input.id)).collect();
    let Some(lead) = lead::choose(&originals, &around.paper_language) else {
        return Composed { story, copies: Vec::new(), related: Vec::new() };
    };
    // The lead first: of languages that equally many report in, the page speaks the headline's.
    let lead_first = std::iter::once(lead).chain(originals.iter().copied().filter(|input| input.id != lead.id));
    let lead_first: Vec<&StoryInput> = lead_first.collect();
    let texts = read(&lead_first, &none);
    let mut detail = StoryDetail {
        outlets: outlets(lead, &originals, inputs),
        tags: tags::of_story(&texts),
        image: image(lead, inputs),
        related: around.stories.clone(),
        thread: around.thread.clone(),
        left_out: around.left_out.clone(),
        members: members::why(lead, inputs, &copies),
        copies: copies.clone(),
        counted: inputs.len(),
        ..StoryDetail::default()
    };
    // Out of the engine's view nothing new can be said of what lies around: what was found while it was in view stays.
    if around.texts.is_empty() && around.stories.is_empty() {
        let before: StoryDetail = serde_json::from_value(story.detail.clone()).unwrap_or_default();
        (detail.related, detail.thread, detail.left_out) = (before.related, before.thread, before.left_out);
    }
    let is_story = originals.len() > 1;
    if is_story {
        // Views are no facts: what is known, when and how much, is told by reports alone.
        let reports: Vec<&StoryInput> = lead_first.iter().copied().filter(|input| !tells_view(input)).collect();
        let reports = view::without_comment(reports, |input| (input.article.text.as_str(), language(input)));
        let texts = read(&reports, &none);
        detail.disagreements = disagreements::disagreements(&texts);
        let figures: Vec<&SourceSpan> =
            detail.disagreements.iter().flat_map(|found| &found.figures).map(|figure| &figure.source).collect();
        let disputed = |article: &str, (start, end): (usize, usize)| {
            figures.iter().any(|figure| figure.id == article && figure.start < end && figure.end > start)
        };
        detail.summary = summary::summarize_known(&texts, SUMMARY_SENTENCES, disputed);
        detail.timeline = timeline::timeline(&texts);
    }
    detail.quotes = quotes::merge(&originals);
    story.title = lead.article.title.clone();
    story.lead_article_id = Some(lead.id);
    story.lead = lead_words(lead);
    story.language = language(lead);
    story.first_at = inputs.iter().map(|input| input.at).min().unwrap_or(lead.at);
    story.last_at = inputs.iter().map(|input| input.at).max().unwrap_or(lead.at);
    story.articles = count(inputs.len());
    story.publishers = count(inputs.iter().map(|input| input.publisher_id).collect::<BTreeSet<_>>().len());
    story.independent = count(independent(&originals));
    story.opinion = inputs.iter().all(is_opinion);
    story.apart = around.apart || (around.texts.is_empty() && story.apart);
    story.detail = serde_json::to_value(&detail).unwrap_or_default();
    let copies = inputs.iter().map(|input| (input.id, copies.get(&input.id).copied())).collect();
    Composed { story, copies, related: around.related.clone() }
}

/// Texts with what was read out of them.
fn read<'a>(inputs: &[&'a StoryInput], none: &'a Understanding) -> Vec<(&'a Article, &'a Understanding)> {
    inputs.iter().map(|input| (&input.article, input.understanding.as_ref().unwrap_or(none))).collect()
}

/// Whether a report is somebody's view: as its page says, or where that was not read its headline or address.
fn is_opinion(input: &StoryInput) -> bool {
    let url = input.article.url.as_deref().unwrap_or_default();
    input.kind == PageKind::Opinion || extract::is_opinion(&input.article.title, url)
}

/// Whether it is one, or bears the headline of one: a feed alone seldom says.
fn tells_view(input: &StoryInput) -> bool {
    let article = &input.article;
    is_opinion(input) || view::is_comment(&article.title, &article.authors, &language(input))
}

/// Texts that are not copies, counted once for each publisher: a paper's second article on the event is no second,
/// independent report. Nor is another edit of one agency's text: what says to be an agency's report is the agency's.
fn independent(originals: &[&StoryInput]) -> usize {
    let voice = |input: &&StoryInput| {
        agency::of_article(&input.article).unwrap_or_else(|| match input.article.publisher.trim() {
            "" => input.publisher_id.to_string(),
            name => agency::known_as(name),
        })
    };
    originals.iter().map(voice).collect::<BTreeSet<_>>().len()
}

/// The lead article's outlet first, then other reporters, then those who copied; each once, in order of time.
fn outlets(lead: &StoryInput, originals: &[&StoryInput], inputs: &[StoryInput]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let order = std::iter::once(lead).chain(originals.iter().copied()).chain(inputs);
    for input in order {
        if !names.contains(&input.article.publisher) {
            names.push(input.article.publisher.clone());
        }
    }
    names
}

/// The lead article's picture, else the first that a report has.
fn image(lead: &StoryInput, inputs: &[StoryInput]) -> Option<StoryImage> {
    let input = std::iter::once(lead).chain(inputs).find(|input| input.image.is_some())?;
    let image = input.image.as_ref()?;
    let side = |value: Option<i64>| value.and_then(|value| u32::try_from(value).ok()).unwrap_or(0);
    Some(StoryImage {
        article: input.id,
        url: image.url.clone(),
        alt: image.alt.clone(),
        caption: image.caption.clone(),
        credit: image.credit.clone(),
        width: side(image.width),
        height: side(image.height),
    })
}

fn lead_words(lead: &StoryInput) -> String {
    let (title, text) = (lead.article.title.as_str(), lead.article.text.trim());
    let given = lead.article.description.trim();
    let told = deck::of(given, title);
    // A description that is the text's own beginning loses to furniture what the text goes on to say.
    let is_of_text = told.len() < given.len() && begins_alike(given, text);
    sanitize::excerpt(if told.is_empty() || is_of_text { deck::of(text, title) } else { told }, LEAD_WORDS)
}

/// Whether a description was cut off a text: what stands before its ellipsis begins the text, however either is set.
fn begins_alike(given: &str, text: &str) -> bool {
    let mut words = text.split_whitespace();
    given
        .trim_end_matches(['…', '.'])
        .split_whitespace()
        .all(|word| words.next().is_some_and(|other| other.starts_with(word)))
}

fn language(input: &StoryInput) -> String {
    let read = input.understanding.as_ref().map(|understanding| understanding.language.clone());
    read.filter(|code| code != "und" && !code.is_empty())
        .or_else(|| input.article.language.clone())
        .unwrap_or_else(|| "und".to_owned())
}

fn count(value: usize) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}
