//! A newsroom's feed: RSS 2.0, Atom 1.0 or JSON Feed 1.1.

use askama::Template;
use serde_json::{Value, json};

use super::edition::{Article, Edition};
use super::excerpt;
use super::manuscript::Block;
use super::moment::Moment;
use super::words::Words;

/// The feed as it is now.
pub(super) fn render(edition: &Edition) -> anyhow::Result<String> {
    use super::newsroom::FeedFormat::{Atom, Json, Rss};
    let items = items(edition)?;
    let updated = edition.changed();
    Ok(match edition.newsroom.feed {
        Rss => RssFeed { edition, items, updated }.render()?,
        Atom => AtomFeed { edition, items, updated }.render()?,
        Json => serde_json::to_string_pretty(&json_feed(edition, &items))?,
    })
}

/// An article as the feed gives it.
struct Item<'a> {
    article: &'a Article,
    summary: String,
    /// The whole text as HTML, where the feed carries it.
    content: Option<String>,
}

#[derive(Template)]
#[template(path = "demo/feed_content.html")]
struct Content<'a> {
    article: &'a Article,
    words: &'a Words,
}

#[derive(Template)]
#[template(path = "demo/rss.xml")]
struct RssFeed<'a> {
    edition: &'a Edition,
    items: Vec<Item<'a>>,
    updated: Option<Moment>,
}

#[derive(Template)]
#[template(path = "demo/atom.xml")]
struct AtomFeed<'a> {
    edition: &'a Edition,
    items: Vec<Item<'a>>,
    updated: Option<Moment>,
}

fn items(edition: &Edition) -> anyhow::Result<Vec<Item<'_>>> {
    let text = edition.newsroom.feed_text;
    let words = Words::of(edition.newsroom.language);
    edition
        .articles()
        .into_iter()
        .map(|article| {
            let full = excerpt::is_full(article, text);
            let content = full.then(|| Content { article, words }.render()).transpose()?;
            Ok(Item { article, summary: excerpt::summary(article, text), content })
        })
        .collect()
}

fn json_feed(edition: &Edition, items: &[Item<'_>]) -> Value {
    json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": edition.newsroom.title,
        "description": edition.newsroom.tagline,
        "home_page_url": edition.home_url(),
        "feed_url": edition.feed_url(),
        "language": edition.newsroom.language.code(),
        "authors": [{ "name": edition.newsroom.name }],
        "items": items.iter().map(json_item).collect::<Vec<_>>(),
    })
}

fn json_item(item: &Item<'_>) -> Value {
    let article = item.article;
    let mut value = json!({
        "id": article.url,
        "url": article.url,
        "title": article.title,
        "summary": item.summary,
        "date_published": article.published.rfc3339(),
        "authors": [{ "name": article.author }],
        "tags": [article.section],
    });
    match &item.content {
        Some(content) => value["content_html"] = json!(content),
        // JSON Feed wants one of the two; a feed without the whole text says the same twice.
        None => value["content_text"] = json!(item.summary),
    }
    if let Some(updated) = article.updated {
        value["date_modified"] = json!(updated.rfc3339());
    }
    if let Some(picture) = &article.picture {
        value["image"] = json!(picture.url);
        value["attachments"] = json!([{
            "url": picture.url,
            "mime_type": "image/png",
            "title": picture.words.alt,
            "size_in_bytes": picture.bytes,
        }]);
    }
    value
}
