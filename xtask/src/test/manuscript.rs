//! The demo's manuscripts as articles for the filters. Their format is described in `crates/courant/demo/README.md`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, ensure};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

/// The moment that manuscripts are dated from; any would do, a fixed one gives the same figures every day.
const NOW: &str = "2026-11-24T10:00:00Z";

/// The days of the week, from Monday on, in the languages of the newsrooms.
const WEEKDAYS: [(&str, [&str; 7]); 4] = [
    ("en", ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]),
    ("de", ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"]),
    ("fr", ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]),
    ("es", ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"]),
];

/// All manuscripts of `demo` as input lines of the article filters, oldest first; a first version that was replaced
/// later is left out. An article's id is `publisher/file`.
///
/// # Errors
/// When a file is missing or damaged.
pub fn articles(demo: &Path) -> anyhow::Result<Vec<Value>> {
    let languages = languages(demo)?;
    let now: Timestamp = NOW.parse()?;
    let mut dated = Vec::new();
    for publisher in sorted(&demo.join("articles"))? {
        let folder = name(&publisher);
        let language = languages.get(&folder).with_context(|| format!("{folder} is in no newsroom"))?;
        for file in sorted(&publisher)? {
            let id = format!("{folder}/{}", name(&file).trim_end_matches(".md"));
            let text = fs::read_to_string(&file)?;
            let read = article(&id, language, now, &text).with_context(|| id.clone())?;
            dated.extend(read);
        }
    }
    ensure!(!dated.is_empty(), "no manuscripts in {}", demo.display());
    dated.sort_by(|one, other| (one.0, one.1["id"].as_str()).cmp(&(other.0, other.1["id"].as_str())));
    Ok(dated.into_iter().map(|(_, article)| article).collect())
}

fn languages(demo: &Path) -> anyhow::Result<BTreeMap<String, String>> {
    let rooms: Value = serde_json::from_str(&fs::read_to_string(demo.join("newsrooms.json"))?)?;
    let pair = |room: &Value| Some((room["slug"].as_str()?.to_owned(), room["language"].as_str()?.to_owned()));
    rooms
        .as_array()
        .into_iter()
        .flatten()
        .map(|room| pair(room).context("a newsroom without slug or language"))
        .collect()
}

fn sorted(folder: &Path) -> anyhow::Result<Vec<std::path::PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("no folder {}", folder.display()))?;
    let mut paths = entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>()?;
    paths.sort();
    Ok(paths)
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// One manuscript with its moment; `None` for a first version that is replaced.
fn article(id: &str, language: &str, now: Timestamp, text: &str) -> anyhow::Result<Option<(Timestamp, Value)>> {
    let (front, body) =
        text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")).context("no front matter")?;
    let front: BTreeMap<&str, &str> = front.lines().filter_map(|line| line.split_once(": ")).collect();
    let given = |key: &str| front.get(key).copied().with_context(|| format!("no {key}"));
    if front.contains_key("revision_of") {
        return Ok(None);
    }
    let at = now.checked_sub(SignedDuration::from_mins(given("minutes_ago")?.parse()?))?;
    let blocks: Vec<&str> = body.split("\n\n").map(str::trim).filter(|block| !block.is_empty()).collect();
    let mut words = blocks.iter().map(|block| plain(block)).collect::<Vec<_>>().join("\n\n");
    if front.contains_key("teaser_only") {
        words = teaser(&words); // the page is a wall: only the feed's two sentences are ever seen
    }
    let publisher = id.split('/').next().unwrap_or_default();
    let value = json!({
        "id": id, "title": filled(given("title")?, language, at), "text": filled(&words, language, at),
        "publisher": publisher, "published_at": at.to_string(), "language": language, "authors": [given("author")?],
        "url": format!("https://{publisher}.example/{id}"),
    });
    Ok(Some((at, value)))
}

/// A block without its marks.
fn plain(block: &str) -> String {
    let unmarked =
        |line: &str| ["## ", "> ", "- "].iter().find_map(|mark| line.strip_prefix(mark)).unwrap_or(line).to_owned();
    block.lines().map(unmarked).collect::<Vec<_>>().join("\n")
}

fn teaser(text: &str) -> String {
    text.match_indices(". ").nth(1).map_or(text, |(at, _)| &text[..=at]).to_owned()
}

fn filled(text: &str, language: &str, at: Timestamp) -> String {
    let day = at.to_zoned_datetime(TimeZone::UTC);
    let names = WEEKDAYS.iter().find(|(known, _)| *known == language).map_or(&WEEKDAYS[0].1, |(_, names)| names);
    let weekday = usize::from(day.weekday().to_monday_zero_offset().unsigned_abs());
    text.replace("{weekday}", names[weekday % 7])
        .replace("{weekday-1}", names[(weekday + 6) % 7])
        .replace("{date}", &day.day().to_string())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::{NOW, article, teaser};

    #[test]
    fn a_manuscript_becomes_an_article() {
        let now = NOW.parse().unwrap();
        let text = "---\ntitle: Tide on {weekday}\nauthor: A. Quill\nminutes_ago: 60\n---\nOne {weekday-1}.\n\n## Two\n\n- a\n- b\n";
        let (at, value) = article("post/tide", "en", now, text).unwrap().unwrap();
        assert_eq!(at.to_string(), "2026-11-24T09:00:00Z");
        assert_eq!(
            (value["title"].as_str(), value["text"].as_str()),
            (Some("Tide on Tuesday"), Some("One Monday.\n\nTwo\n\na\nb"))
        );
        assert_eq!(article("post/tide", "en", now, &text.replace("author", "revision_of")).unwrap(), None);
        assert!(article("post/tide", "en", now, "no front matter").is_err());
        assert_eq!(teaser("One. Two is here. Three."), "One. Two is here.");
    }
}
