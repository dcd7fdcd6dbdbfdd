//! JSON Feed 1.x, read as leniently as it is written.

use serde_json::Value;

use super::date;
use super::draft::{self, Draft};
use super::hub;
use super::links::Bases;
use super::mend;
use super::newest::Newest;
use super::notes::Notes;
use super::plain;
use super::references;
use super::thrifty;
use crate::model::{FeedFormat, ParsedEnclosure, ParsedFeed};

/// Reads a JSON Feed; `None` where the text is no JSON object at all.
pub fn read(text: &str, url: Option<&str>) -> Option<ParsedFeed> {
    let mut notes = Notes::default();
    let mut breaks_off = false;
    let value = match thrifty::read(text).or_else(|error| mended(text, error, &mut notes, &mut breaks_off)) {
        Ok((value @ Value::Object(_), cut)) => {
            if cut {
                notes.say("The document holds more than a feed does; what came until there was read.");
            }
            value
        }
        Ok(_) => return None,
        Err(error) => {
            notes.say(format!("The JSON cannot be read: {error}."));
            return Some(ParsedFeed { problems: notes.sentences(), ..ParsedFeed::default() });
        }
    };
    let version = text_of(&value, "version");
    if !version.contains("jsonfeed") && value.get("items").is_none() {
        notes.say("This is JSON, but not a JSON Feed: it has neither “version” nor “items”.");
        return Some(ParsedFeed { problems: notes.sentences(), ..ParsedFeed::default() });
    }
    let bases = Bases::new(url.or_else(|| value.get("feed_url").and_then(Value::as_str)));
    let mut feed = ParsedFeed {
        format: FeedFormat::Json,
        cut: breaks_off,
        title: plain::fold(&text_of(&value, "title")),
        link: bases.resolve(&text_of(&value, "home_page_url")),
        language: draft::language(&text_of(&value, "language")),
        icon: ["icon", "favicon"]
            .iter()
            .map(|key| text_of(&value, key))
            .find(|text| !text.is_empty())
            .map(|link| bases.resolve(&link)),
        ..ParsedFeed::default()
    };
    hub::note(&mut feed, "self", &bases.resolve(&text_of(&value, "feed_url")));
    for hub in value.get("hubs").and_then(Value::as_array).into_iter().flatten() {
        if text_of(hub, "type").eq_ignore_ascii_case("websub") {
            hub::note(&mut feed, "hub", &bases.resolve(&text_of(hub, "url")));
        }
    }
    let shared = authors(&value);
    let mut entries = Newest::default();
    for item in value.get("items").and_then(Value::as_array).into_iter().flatten().filter(|item| item.is_object()) {
        let draft = entry(item, &bases, &mut notes);
        if !draft.is_known() && draft.entry.title.is_empty() && draft.entry.content_html.is_empty() {
            continue;
        }
        if !entries.begin() {
            break;
        }
        let mut entry = draft.finish();
        if entry.authors.is_empty() {
            entry.authors.clone_from(&shared);
        }
        entries.add(entry);
    }
    feed.problems = notes.sentences();
    let (entries, problem) = entries.finish();
    feed.entries = entries;
    feed.problems.extend(problem);
    Some(feed)
}

/// A second try at JSON that is not well-formed; where that fails too, the error of the first stands.
fn mended(
    text: &str,
    error: serde_json::Error,
    notes: &mut Notes,
    breaks_off: &mut bool,
) -> serde_json::Result<(Value, bool)> {
    let mended = mend::mend(text);
    let Ok(value) = thrifty::read(&mended.text) else { return Err(error) };
    *breaks_off = mended.cut;
    notes.say(if mended.cut {
        "The document ends before its closing brackets; what came until there was read.".to_owned()
    } else {
        format!("The JSON is not well-formed ({error}); it was mended and read.")
    });
    Ok(value)
}

fn entry(item: &Value, bases: &Bases, notes: &mut Notes) -> Draft {
    let mut draft = Draft::default();
    let title = text_of(item, "title");
    draft.title(2, plain::from_markup(&title));
    // A title is plain text here; it is only that many write markup. What is nothing as markup is meant as it stands.
    draft.title(1, plain::fold(&title));
    draft.link(2, bases.resolve(&text_of(item, "url")));
    draft.link(1, bases.resolve(&text_of(item, "external_url")));
    draft.entry.external_id = text_of(item, "id").trim().to_owned();
    draft.summary(1, text_of(item, "summary"));
    draft.content(2, text_of(item, "content_html"));
    let mut escaped = String::new();
    references::escape(&text_of(item, "content_text"), &mut escaped);
    draft.content(1, escaped);
    if let Some(at) = moment(item, "date_published", notes) {
        draft.published(1, at);
    }
    if let Some(at) = moment(item, "date_modified", notes) {
        draft.updated(1, at);
    }
    authors(item).into_iter().for_each(|name| draft.author(name));
    for tag in item.get("tags").and_then(Value::as_array).into_iter().flatten() {
        draft.tag(plain::fold(&plain_text(tag)));
    }
    for key in ["image", "banner_image"] {
        let url = bases.resolve(&text_of(item, key));
        draft.enclosure(ParsedEnclosure { url, content_type: Some("image".to_owned()), length: None });
    }
    for file in item.get("attachments").and_then(Value::as_array).into_iter().flatten() {
        let url = bases.resolve(&text_of(file, "url"));
        let content_type = Some(text_of(file, "mime_type")).filter(|text| !text.is_empty());
        draft.enclosure(ParsedEnclosure {
            url,
            content_type,
            length: file.get("size_in_bytes").and_then(Value::as_u64),
        });
    }
    draft
}

fn moment(item: &Value, key: &str, notes: &mut Notes) -> Option<jiff::Timestamp> {
    let text = text_of(item, key);
    let moment = date::read(&text);
    if moment.is_none() && !text.trim().is_empty() {
        notes.dates.add(&text);
    }
    if moment.is_some_and(|moment| moment.zone_assumed) {
        notes.zones.add(&text);
    }
    moment.map(|moment| moment.at)
}

/// `authors` of 1.1 and `author` of 1.0.
fn authors(value: &Value) -> Vec<String> {
    let many = value.get("authors").and_then(Value::as_array).into_iter().flatten();
    let names = many.chain(value.get("author")).map(|author| match author {
        Value::String(name) => plain::fold(name),
        other => plain::fold(&text_of(other, "name")),
    });
    let mut list = Vec::new();
    names.for_each(|name| draft::add_author(&mut list, &name));
    list
}

fn text_of(value: &Value, key: &str) -> String {
    value.get(key).map(plain_text).unwrap_or_default()
}

fn plain_text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    }
}
