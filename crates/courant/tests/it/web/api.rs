//! What programs read: the names and shapes of the design's contract, and no others.

use serde_json::{Value, json};

use super::app::{App, Kind};
use super::news::{GRAIN, HARBOUR, fill};
use super::stored::{Filling, Told};
use courant_core::model::StoryDetail;

fn keys(value: &Value) -> Vec<&str> {
    let mut keys: Vec<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}

const ARTICLE: [&str; 15] = [
    "authors",
    "copy_of",
    "fetched_at",
    "id",
    "language",
    "page",
    "published_at",
    "publisher",
    "quotes",
    "related",
    "story",
    "tags",
    "text",
    "title",
    "url",
];
const STORY: [&str; 11] = [
    "articles",
    "first_at",
    "id",
    "independent_reports",
    "last_at",
    "lead",
    "publishers",
    "summary",
    "tags",
    "title",
    "url",
];

#[tokio::test]
async fn status_counts() {
    let mut app = App::new(Kind::Local).await;
    assert_eq!(
        app.get("/api/v1/status").await.json(),
        json!({ "jobs_pending": 0, "articles": 0, "stories": 0, "sources": 0 })
    );
    let news = fill(app.store()).await;
    let status = app.get("/api/v1/status").await.json();
    assert_eq!(
        (&status["articles"], &status["stories"], &status["sources"]),
        (&json!(22), &json!(news.stories), &json!(7))
    );
    assert_eq!(keys(&status), ["articles", "jobs_pending", "sources", "stories"]);
}

#[tokio::test]
async fn a_story_has_its_shape() {
    let mut app = App::new(Kind::Local).await;
    let news = fill(app.store()).await;
    let story = app.get(&format!("/api/v1/stories/{}", news.tunnel)).await.json();
    assert_eq!(keys(&story), STORY);
    assert_eq!(story["id"], news.tunnel.to_string());
    assert_eq!(story["url"], format!("/story/{}", news.tunnel));
    assert_eq!((&story["publishers"], &story["independent_reports"]), (&json!(4), &json!(3)));
    assert_eq!(story["last_at"], "2026-11-23T08:28:00Z");
    assert_eq!(keys(&story["tags"][0]), ["label", "tag"]);
    let sentence = &story["summary"][0];
    assert_eq!(sentence["text"], "Both tubes were cleared of traffic within nineteen minutes.");
    assert_eq!(keys(&sentence["sources"][0]), ["article", "end", "start"]);

    // The sentence stands at its place in the article, byte for byte.
    let source = &sentence["sources"][0];
    let article = app.get(&format!("/api/v1/articles/{}", source["article"].as_str().unwrap())).await.json();
    let letters: Vec<char> = article["text"].as_str().unwrap().chars().collect();
    let (start, end) = (source["start"].as_u64().unwrap() as usize, source["end"].as_u64().unwrap() as usize);
    assert_eq!(letters[start..end].iter().collect::<String>(), sentence["text"]);

    let members = story["articles"].as_array().unwrap();
    assert_eq!(members.len(), 4);
    let without: Vec<&str> = ARTICLE.into_iter().filter(|key| *key != "text").collect();
    assert!(members.iter().all(|member| keys(member) == without), "{members:?}");
    let courier = news.courier.id.to_string();
    let copy = members.iter().find(|member| member["id"].as_str() == Some(courier.as_str())).unwrap();
    assert_eq!(copy["copy_of"], news.halyard.id.to_string());
}

#[tokio::test]
async fn an_article_has_its_shape() {
    let mut app = App::new(Kind::Local).await;
    let news = fill(app.store()).await;
    let article = app.get(&format!("/api/v1/articles/{}", news.harbour.id)).await.json();
    assert_eq!(keys(&article), ARTICLE);
    assert_eq!(article["text"], HARBOUR.text);
    assert_eq!(article["page"], format!("/article/{}", news.harbour.id));
    assert_eq!(article["authors"], json!(["Wenna Tolbrook"]));
    assert_eq!(article["published_at"], "2026-11-23T08:28:00Z");
    assert_eq!(article["story"], news.tunnel.to_string());
    assert_eq!(article["copy_of"], Value::Null);
    assert_eq!(keys(&article["quotes"][0]), ["end", "speaker", "start", "text"]);
    let related = &article["related"][0];
    assert_eq!(keys(related), ["id", "kind", "why"]);
    assert_eq!((&related["id"], &related["kind"]), (&json!(news.divers.id.to_string()), &json!("earlier")));
    assert_eq!(related["why"][0], json!({ "kind": "entity", "text": "Skerry Tunnel" }));
}

#[tokio::test]
async fn stories_come_in_pages_that_neither_repeat_nor_skip() {
    let mut app = App::new(Kind::Local).await;
    let news = fill(app.store()).await;
    let (mut seen, mut cursor) = (Vec::new(), String::new());
    for _ in 0..10 {
        let page = app.get(&format!("/api/v1/stories?limit=8&cursor={cursor}")).await.json();
        assert_eq!(keys(&page), ["next", "stories"]);
        seen.extend(page["stories"].as_array().unwrap().iter().map(|story| story["id"].as_str().unwrap().to_owned()));
        match page["next"].as_str() {
            Some(next) => cursor = next.to_owned(),
            None => break,
        }
    }
    assert_eq!(seen.len(), news.stories);
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen.len(), news.stories);
}

#[tokio::test]
async fn comments_of_an_article_are_its_story_s() {
    let mut app = App::new(Kind::Local).await;
    let news = fill(app.store()).await;
    let post = format!("/story/{}/comments", news.tunnel);
    let to = app.post(&post, &[("text", "First *words*")]).await.location().to_owned();
    let first = to.rsplit_once("#c").unwrap().1.to_owned();
    app.post(&post, &[("text", "An answer"), ("parent", &first)]).await;
    let comments = app.get(&format!("/api/v1/articles/{}/comments", news.halyard.id)).await.json();
    let expected = json!({ "id": first, "author": "owner", "text": "First *words*", "created_at": "2026-11-23T08:40:00Z", "parent": null });
    assert_eq!(comments["comments"][0], expected);
    assert_eq!(comments["comments"][1]["parent"], first);
    let none = app.get(&format!("/api/v1/articles/{}/comments", news.grain.id)).await.json();
    assert_eq!(none, json!({ "comments": [] }));
}

#[tokio::test]
async fn somebodys_words_by_name_or_key() {
    let mut app = App::new(Kind::Local).await;
    let news = fill(app.store()).await;
    for speaker in ["Oda%20Brackwell", "oda-brackwell"] {
        let answer = app.get(&format!("/api/v1/quotes?speaker={speaker}")).await.json();
        assert_eq!(
            answer["speaker"],
            json!({ "entity": "oda-brackwell", "name": "Oda Brackwell", "page": "/entity/oda-brackwell" })
        );
        let quotes = answer["quotes"].as_array().unwrap();
        assert_eq!(keys(&quotes[0]), ["article", "articles", "at", "end", "publisher", "speaker", "start", "text"]);
        assert_eq!((quotes.len(), &quotes[0]["article"]), (1, &json!(news.harbour.id.to_string())));
        let words = quotes[0]["text"].as_str().unwrap();
        let (start, end) = (quotes[0]["start"].as_u64().unwrap() as usize, quotes[0]["end"].as_u64().unwrap() as usize);
        assert_eq!(HARBOUR.text.chars().take(end).skip(start).collect::<String>(), words);
    }
    assert_eq!(app.get("/api/v1/quotes?speaker=nobody").await.json(), json!({ "speaker": null, "quotes": [] }));
    let problem = app.get("/api/v1/quotes?speaker=").await.json();
    assert_eq!(problem["error"], "Whose words? Give a name: /api/v1/quotes?speaker=…");
}

#[tokio::test]
async fn somebodys_words_by_a_name_with_letters_that_fold_into_two() {
    let mut app = App::new(Kind::Local).await;
    let store = app.store().clone();
    let mut filling = Filling::new(&store);
    let text = "\u{201c}The grain is dry and the ships may leave before noon,\u{201d} said \u{130}smet \u{130}nan.";
    let kept = filling.article(&Told { text, ..GRAIN }).await;
    let name = "\u{130}smet \u{130}nan";
    let key = courant_core::text::entities::entity_key(name);
    let entity = courant_store::NewEntity {
        entity: key.clone(),
        name: name.to_owned(),
        kind: courant_core::model::EntityKind::Person,
        mentions: 1,
    };
    let words = "\u{201c}The grain is dry and the ships may leave before noon,\u{201d}";
    let quote = courant_core::model::Quote {
        text: words.to_owned(),
        speaker: Some(name.to_owned()),
        start: 0,
        end: words.chars().count(),
    };
    let new = courant_store::NewUnderstanding {
        article_id: kept.id,
        version: 1,
        language: "en".to_owned(),
        tags: Vec::new(),
        entities: vec![entity],
        features: Vec::new(),
        understanding: courant_core::model::Understanding { quotes: vec![quote], ..kept.understanding.clone() },
    };
    store.store_understanding(&new, courant_store::Done::none(), super::news::NOW).await.unwrap();
    filling.story(&[&kept], &[], StoryDetail::default()).await;
    let decomposed = "I\u{307}smet I\u{307}nan";
    for asked in [name, key.as_str(), decomposed, "\u{130}SMET  \u{130}NAN"] {
        let asked: String = url::form_urlencoded::byte_serialize(asked.as_bytes()).collect();
        let answer = app.get(&format!("/api/v1/quotes?speaker={asked}")).await.json();
        assert_eq!(answer["speaker"]["name"], name, "{asked}");
        assert_eq!(answer["quotes"].as_array().unwrap().len(), 1, "{asked}");
    }
}
