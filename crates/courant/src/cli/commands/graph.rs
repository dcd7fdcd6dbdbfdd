//! `courant export graph`: who and what, in which stories, said by whom, and how stories and articles hang together; one JSON
//! object a line, each with its `type`.

use std::collections::BTreeMap;
use std::io::Write;

use anyhow::Context as _;
use courant_core::model::{EntityKind, LinkKind, StoryDetail, Why, stands};
use courant_store::{ArticleLink, NamedInStory, Store, StoreError, StoryCard};
use jiff::Timestamp;
use serde::Serialize;

const PAGE: i64 = 500;
const STORIES: i64 = 200;

/// One line.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Line {
    /// A person, place or organisation; `id` is what `/entity/…` links to.
    Entity { id: String, name: String, kind: EntityKind, articles: i64 },
    /// A story with its articles in order of time and what they name.
    Story {
        id: String,
        title: String,
        language: String,
        first_at: Option<Timestamp>,
        last_at: Option<Timestamp>,
        publishers: i64,
        independent_reports: i64,
        /// Live blogs and round-ups stand alone and are no story.
        apart: bool,
        articles: Vec<String>,
        tags: Vec<String>,
        entities: Vec<Named>,
    },
    /// Words that an article gives as said, where they stand in its text (code points, end exclusive).
    Quote {
        story: String,
        article: String,
        start: usize,
        end: usize,
        text: String,
        speaker: Option<String>,
        at: Option<Timestamp>,
    },
    /// What one story or article is to another.
    Link { between: Between, from: String, to: String, kind: LinkKind, score: Option<f64>, why: Vec<Why> },
}

#[derive(Serialize)]
struct Named {
    id: String,
    articles: i64,
    mentions: i64,
}

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Between {
    Stories,
    Articles,
}

/// Writes all of it: entities by key, then stories by id, which stays what it is while reports come in, each followed by its
/// quotations and links.
pub async fn write(store: &Store, out: &mut impl Write) -> anyhow::Result<()> {
    let mut after = String::new();
    loop {
        let page = store.entities_after(&after, PAGE).await?;
        let Some(last) = page.last() else { break };
        after.clone_from(&last.entity);
        let line = |row: courant_store::EntityRow| Line::Entity {
            id: row.entity,
            name: row.name,
            kind: row.kind,
            articles: row.articles,
        };
        print(out, page.into_iter().map(line))?;
    }
    let mut after = 0;
    loop {
        let page = store.stories_after(after, STORIES).await?;
        let Some(last) = page.last() else { return Ok(()) };
        after = last.id;
        print(out, stories(store, &page).await?)?;
    }
}

async fn stories(store: &Store, page: &[StoryCard]) -> anyhow::Result<Vec<Line>> {
    let ids: Vec<i64> = page.iter().map(|story| story.id).collect();
    let members = store.members_of(&ids).await?;
    let named = store.named_in(&ids).await?;
    let links = store.links_from(&ids).await?;
    let mut lines = Vec::new();
    for story in page {
        let mut detail: StoryDetail = serde_json::from_value(story.detail.clone())
            .with_context(|| format!("story {} cannot be read", story.id))?;
        leave_standing(store, &mut detail).await?;
        let articles: Vec<i64> =
            members.iter().filter(|(of, _)| *of == story.id).map(|(_, article)| *article).collect();
        let own = links.iter().filter(|link| articles.contains(&link.article));
        lines.push(told(story, &detail, &articles, named.iter().filter(|name| name.story == story.id)));
        lines.extend(said(story, detail));
        lines.extend(own.map(linked));
    }
    Ok(lines)
}

/// Keeps the quotations that stand in their articles now: until a story's page is written anew it may hold words that a
/// publisher took back.
async fn leave_standing(store: &Store, detail: &mut StoryDetail) -> anyhow::Result<()> {
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    for quote in &detail.quotes {
        let Ok(article) = quote.source.id.parse() else { continue };
        if texts.contains_key(&quote.source.id) {
            continue;
        }
        match store.article_for_understanding(article).await {
            Ok(read) => _ = texts.insert(quote.source.id.clone(), read.text),
            Err(StoreError::NotFound) => {}
            Err(error) => return Err(error.into()),
        }
    }
    detail.quotes.retain(|quote| {
        let source = &quote.source;
        texts.get(&source.id).is_some_and(|text| stands(text, source.start, source.end, &quote.text))
    });
    Ok(())
}

fn told<'a>(
    story: &StoryCard,
    detail: &StoryDetail,
    articles: &[i64],
    named: impl Iterator<Item = &'a NamedInStory>,
) -> Line {
    let moment = |at: i64| Timestamp::from_millisecond(at).ok();
    Line::Story {
        id: story.id.to_string(),
        title: story.title.clone(),
        language: story.language.clone(),
        first_at: moment(story.first_at),
        last_at: moment(story.last_at),
        publishers: story.publishers,
        independent_reports: story.independent,
        apart: story.apart,
        articles: articles.iter().map(i64::to_string).collect(),
        tags: detail.tags.iter().map(|tag| tag.tag.clone()).collect(),
        entities: named
            .map(|name| Named { id: name.entity.clone(), articles: name.articles, mentions: name.mentions })
            .collect(),
    }
}

/// A story's quotations and its links to other stories.
fn said(story: &StoryCard, detail: StoryDetail) -> Vec<Line> {
    let id = story.id.to_string();
    let quotes = detail.quotes.into_iter().map(|quote| Line::Quote {
        story: id.clone(),
        article: quote.source.id,
        start: quote.source.start,
        end: quote.source.end,
        text: quote.text,
        speaker: quote.speaker,
        at: quote.at,
    });
    let links = detail.related.into_iter().map(|link| Line::Link {
        between: Between::Stories,
        from: id.clone(),
        to: link.story.to_string(),
        kind: link.kind,
        score: None,
        why: link.why,
    });
    quotes.chain(links).collect()
}

fn linked(link: &ArticleLink) -> Line {
    Line::Link {
        between: Between::Articles,
        from: link.article.to_string(),
        to: link.other.to_string(),
        kind: link.kind,
        score: Some(link.score),
        why: link.why.clone(),
    }
}

fn print(out: &mut impl Write, lines: impl IntoIterator<Item = Line>) -> anyhow::Result<()> {
    for line in lines {
        serde_json::to_writer(&mut *out, &line)?;
        out.write_all(b"\n")?;
    }
    Ok(out.flush()?)
}
