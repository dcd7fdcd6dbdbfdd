//! What the demo's newsrooms wrote, as `demo/expected.json` tells it, found again among the articles that were read.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::demo::Demo;

/// Every story and article of a demo.
pub struct Read {
    /// `demo/expected.json`.
    pub expected: Value,
    /// Stories by id, as the API gives them.
    pub stories: BTreeMap<String, Value>,
    /// Articles by manuscript (`harbour-post/skerry-tunnel-shut`), with their texts.
    pub articles: BTreeMap<String, Value>,
}

impl Read {
    /// Asks the demo for everything.
    pub async fn of(demo: &Demo) -> Self {
        let slugs = slugs();
        let list = demo.json("/api/v1/stories?limit=200").await;
        let (mut stories, mut articles) = (BTreeMap::new(), BTreeMap::new());
        for story in list["stories"].as_array().unwrap() {
            for article in story["articles"].as_array().unwrap() {
                let whole = demo.json(&format!("/api/v1/articles/{}", text(&article["id"]))).await;
                let slug = text(&whole["url"]).rsplit('/').next().unwrap().to_owned();
                let manuscript = format!("{}/{slug}", slugs[text(&whole["publisher"])]);
                assert!(articles.insert(manuscript.clone(), whole).is_none(), "{manuscript} is there twice");
            }
            stories.insert(text(&story["id"]).to_owned(), story.clone());
        }
        let expected = serde_json::from_str(include_str!("../../demo/expected.json")).unwrap();
        Self { expected, stories, articles }
    }

    /// The manuscripts of an event.
    pub fn event(&self, event: &str) -> Vec<&str> {
        self.expected["events"][event].as_array().unwrap().iter().map(text).collect()
    }

    /// The article of a manuscript.
    pub fn article(&self, manuscript: &str) -> &Value {
        self.articles.get(manuscript).unwrap_or_else(|| panic!("{manuscript} was not read"))
    }

    /// The id of the story that an article is in.
    pub fn story_of(&self, manuscript: &str) -> &str {
        text(&self.article(manuscript)["story"])
    }

    /// The id of the story that most of an event's articles are in.
    pub fn story_of_event(&self, event: &str) -> &str {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for manuscript in self.event(event) {
            *counts.entry(self.story_of(manuscript)).or_default() += 1;
        }
        counts.into_iter().max_by_key(|(_, count)| *count).unwrap().0
    }

    /// The article with an id.
    pub fn by_id(&self, id: &str) -> &Value {
        self.articles.values().find(|article| article["id"] == id).unwrap_or_else(|| panic!("no article {id}"))
    }
}

/// Newsrooms' folders by their names.
fn slugs() -> BTreeMap<String, String> {
    let newsrooms: Value = serde_json::from_str(include_str!("../../demo/newsrooms.json")).unwrap();
    let pair = |newsroom: &Value| (text(&newsroom["name"]).to_owned(), text(&newsroom["slug"]).to_owned());
    newsrooms.as_array().unwrap().iter().map(pair).collect()
}

/// A string out of JSON.
pub fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("{value} is no string"))
}

/// Code points `start..end` of a text.
pub fn slice(words: &str, start: usize, end: usize) -> String {
    words.chars().skip(start).take(end.saturating_sub(start)).collect()
}
