//! Story and Article as programs see them.

use std::collections::BTreeMap;

use courant_core::model::{LinkKind, Quote, SummarySentence, Tag, Why, stands};
use courant_core::sanitize::excerpt;
use courant_store::{ArticleCard, ArticlePage, StoryCard, StoryMember};
use jiff::Timestamp;
use serde::Serialize;

use crate::web::card::{ANONYMOUS_WORDS, detail};
use crate::web::session::Viewer;

/// A story.
#[derive(Serialize)]
pub struct ApiStory {
    id: String,
    url: String,
    title: String,
    lead: String,
    summary: Vec<ApiSentence>,
    articles: Vec<ApiArticle>,
    publishers: i64,
    independent_reports: i64,
    tags: Vec<ApiTag>,
    first_at: Option<Timestamp>,
    last_at: Option<Timestamp>,
}

/// A sentence of a summary.
#[derive(Serialize)]
struct ApiSentence {
    text: String,
    sources: Vec<ApiPlace>,
}

/// Code points in an article's text, end exclusive.
#[derive(Serialize)]
struct ApiPlace {
    article: String,
    start: usize,
    end: usize,
}

/// A hashtag.
#[derive(Serialize)]
struct ApiTag {
    tag: String,
    label: String,
}

impl From<&Tag> for ApiTag {
    fn from(tag: &Tag) -> Self {
        Self { tag: tag.tag.clone(), label: tag.label.clone() }
    }
}

/// An article; in a story's list without its text.
#[derive(Serialize)]
pub struct ApiArticle {
    id: String,
    url: String,
    page: String,
    title: String,
    publisher: String,
    authors: Vec<String>,
    published_at: Option<Timestamp>,
    fetched_at: Option<Timestamp>,
    language: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    tags: Vec<ApiTag>,
    quotes: Vec<Quote>,
    related: Vec<ApiRelated>,
    story: Option<String>,
    copy_of: Option<String>,
}

/// A related article.
#[derive(Serialize)]
pub struct ApiRelated {
    id: String,
    kind: LinkKind,
    why: Vec<Why>,
}

/// The story with its articles; an anonymous visitor of a public site gets no sentences beyond the lead.
pub fn story(story: &StoryCard, members: Vec<StoryMember>, viewer: &Viewer) -> ApiStory {
    let detail = detail(story);
    let summary: Vec<SummarySentence> = if viewer.full { detail.summary } else { Vec::new() };
    let texts: BTreeMap<String, &str> =
        members.iter().map(|member| (member.card.id.to_string(), member.text.as_str())).collect();
    let summary = summary.into_iter().filter_map(|said| sentence(said, &texts)).collect();
    ApiStory {
        id: story.id.to_string(),
        url: format!("/story/{}", story.id),
        title: story.title.clone(),
        lead: if viewer.full { story.lead.clone() } else { excerpt(&story.lead, ANONYMOUS_WORDS) },
        summary,
        articles: members.into_iter().map(|one| member(one, viewer)).collect(),
        publishers: story.publishers,
        independent_reports: story.independent,
        tags: detail.tags.iter().map(ApiTag::from).collect(),
        first_at: moment(story.first_at),
        last_at: moment(story.last_at),
    }
}

/// A sentence with the places where it stands now; one that stands in no report any more is none.
fn sentence(sentence: SummarySentence, texts: &BTreeMap<String, &str>) -> Option<ApiSentence> {
    let there = sentence
        .sources
        .into_iter()
        .filter(|span| texts.get(&span.id).is_some_and(|text| stands(text, span.start, span.end, &sentence.text)));
    let sources: Vec<ApiPlace> =
        there.map(|span| ApiPlace { article: span.id, start: span.start, end: span.end }).collect();
    (!sources.is_empty()).then_some(ApiSentence { text: sentence.text, sources })
}

fn card(card: &ArticleCard, tags: &[Tag]) -> ApiArticle {
    ApiArticle {
        id: card.id.to_string(),
        url: card.url.clone(),
        page: format!("/article/{}", card.id),
        title: card.title.clone(),
        publisher: card.publisher.clone(),
        authors: card.authors.clone(),
        published_at: card.published_at.and_then(moment),
        fetched_at: moment(card.fetched_at),
        language: card.language.clone(),
        text: None,
        tags: tags.iter().map(ApiTag::from).collect(),
        quotes: Vec::new(),
        related: Vec::new(),
        story: card.story_id.map(|story| story.to_string()),
        copy_of: card.copy_of.map(|article| article.to_string()),
    }
}

/// A whole article; an anonymous visitor of a public site gets its first words and no quotes.
pub fn article(page: &ArticlePage, viewer: &Viewer) -> ApiArticle {
    // What was read out of an earlier text is not told of this one.
    let read = page.understanding.iter().flat_map(|known| &known.quotes);
    let quotes = read.filter(|quote| stands(&page.text, quote.start, quote.end, &quote.text)).cloned();
    let related = page.related.iter().map(|related| ApiRelated {
        id: related.card.id.to_string(),
        kind: related.kind,
        why: related.why.clone(),
    });
    ApiArticle {
        text: Some(if viewer.full { page.text.clone() } else { excerpt(&page.text, ANONYMOUS_WORDS) }),
        quotes: if viewer.full { quotes.collect() } else { Vec::new() },
        related: related.collect(),
        ..card(&page.card, &page.tags)
    }
}

/// An article as it stands in a story's list: without its text.
fn member(member: StoryMember, viewer: &Viewer) -> ApiArticle {
    let StoryMember { text, mut quotes, .. } = member;
    quotes.retain(|quote| stands(&text, quote.start, quote.end, &quote.text));
    let related =
        member.related.into_iter().map(|one| ApiRelated { id: one.id.to_string(), kind: one.kind, why: one.why });
    ApiArticle {
        quotes: if viewer.full { quotes } else { Vec::new() },
        related: related.collect(),
        ..card(&member.card, &member.tags)
    }
}

/// RFC 3339 in UTC.
pub fn moment(ms: i64) -> Option<Timestamp> {
    Timestamp::from_millisecond(ms).ok()
}
