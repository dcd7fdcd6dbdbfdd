//! The demo's manuscripts, read as a worker would read them: understood, embedded, given to an engine in order of time.

#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, reason = "tests; each target uses a part")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use courant_core::model::{Article, Understanding};
use courant_core::story::{self, Engine, Event, StoryArticle};
use courant_embed::Model;

/// The demo's present in these tests: 2026-11-24, a Tuesday, at noon.
const NOW: i64 = 1_795_521_600;

/// A manuscript with what was read out of it. Its id is `publisher/article`.
pub struct Read {
    pub article: Article,
    pub understanding: Understanding,
    pub features: StoryArticle,
    pub kind: String,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../courant/demo")
}

/// What a reader of the newsrooms should end up with.
pub fn expected() -> serde_json::Value {
    serde_json::from_str(&std::fs::read_to_string(folder().join("expected.json")).unwrap()).unwrap()
}

/// All articles in order of time; first versions that were later replaced are left out.
pub fn read() -> Vec<Read> {
    let newsrooms: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(folder().join("newsrooms.json")).unwrap()).unwrap();
    let model = Model::load().unwrap();
    let mut all: Vec<Read> = Vec::new();
    for newsroom in newsrooms.as_array().unwrap() {
        let slug = newsroom["slug"].as_str().unwrap();
        let mut files: Vec<PathBuf> = std::fs::read_dir(folder().join("articles").join(slug))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        files.sort();
        all.extend(
            files
                .iter()
                .filter_map(|file| one(newsroom, file))
                .map(|(article, kind)| understood(article, kind, &model)),
        );
    }
    all.sort_by(|a, b| (a.article.at, &a.article.id).cmp(&(b.article.at, &b.article.id)));
    all
}

fn one(newsroom: &serde_json::Value, file: &Path) -> Option<(Article, String)> {
    let text = std::fs::read_to_string(file).unwrap();
    let (front, body) = text.strip_prefix("---\n").unwrap().split_once("\n---\n").unwrap();
    let front: BTreeMap<&str, &str> = front.lines().map(|line| line.split_once(": ").unwrap()).collect();
    if front.contains_key("revision_of") {
        return None;
    }
    let language = newsroom["language"].as_str().unwrap();
    let minutes: i64 = front["minutes_ago"].parse().unwrap();
    let at = jiff::Timestamp::from_second(NOW - minutes * 60).unwrap();
    let fill = |text: &str| filled(text, at, language);
    let blocks = body.trim().split("\n\n").map(|block| block.trim_start_matches("## ").trim_start_matches("> "));
    let lines =
        blocks.map(|block| block.lines().map(|line| line.trim_start_matches("- ")).collect::<Vec<_>>().join("\n\n"));
    let slug = newsroom["slug"].as_str().unwrap();
    let article = Article {
        id: format!("{slug}/{}", file.file_stem().unwrap().to_str().unwrap()),
        url: Some(format!("http://{slug}.example/{}", file.file_stem().unwrap().to_str().unwrap())),
        publisher: newsroom["name"].as_str().unwrap().to_owned(),
        at: Some(at),
        title: fill(front["title"]),
        description: String::new(),
        text: fill(&lines.collect::<Vec<_>>().join("\n\n")),
        language: Some(language.to_owned()),
        authors: vec![front["author"].to_owned()],
    };
    Some((article, front["kind"].to_owned()))
}

fn filled(text: &str, at: jiff::Timestamp, language: &str) -> String {
    let day = jiff::tz::TimeZone::UTC.to_datetime(at).date();
    let names: [&str; 7] = match language {
        "de" => ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"],
        "fr" => ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
        "es" => ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"],
        _ => ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    };
    let name = |day: jiff::civil::Date| names[usize::try_from(day.weekday().to_monday_zero_offset()).unwrap()];
    text.replace("{weekday}", name(day))
        .replace("{weekday-1}", name(day.yesterday().unwrap()))
        .replace("{date}", &format!("{} November", day.day()))
}

fn understood(article: Article, kind: String, model: &Model) -> Read {
    let understanding = courant_core::understand(&article);
    let title = model.embed_i8(&article.title);
    let lead = model.embed_i8(&story::lead_text(&article));
    let features = story::features(&article, &understanding, Some(title.as_slice()), Some(lead.as_slice()));
    Read { article, understanding, features, kind }
}

/// An engine that has taken the articles in order, and once again thought them over.
pub fn engine(articles: &[Read]) -> Engine {
    let mut engine = Engine::new();
    for read in articles {
        engine.take(&Event::Article(Box::new(read.features.clone())));
        engine.take(&Event::Tick(engine.clock()));
    }
    engine.take(&Event::Settle);
    engine
}

/// The articles of every story, by the story's first article.
pub fn stories(engine: &Engine, articles: &[Read]) -> Vec<Vec<String>> {
    let ids: BTreeSet<&str> = articles.iter().filter_map(|read| engine.story_of(&read.article.id)).collect();
    let mut all: Vec<Vec<String>> =
        ids.into_iter().map(|story| engine.articles_of(story).into_iter().map(str::to_owned).collect()).collect();
    all.sort();
    all
}
