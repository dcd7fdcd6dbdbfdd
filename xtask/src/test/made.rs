//! Floors on the project's own made set: the demo's newsrooms, with what a reader of them should end up with.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::Context;
use serde_json::{Value, json};

use super::manuscript;
use super::tally::Tally;
use crate::score::answers;

/// An article of this many words has hashtags.
const TAGGED_FROM: usize = 80;
/// At least this many.
const LEAST_TAGS: usize = 2;

/// What is checked, each over the same articles. A new floor is a line here and a function below.
const CHECKS: [(&str, Check); 5] =
    [("joined", joined), ("kept apart", kept_apart), ("copies", copies), ("tags", tags), ("summaries", summaries)];

/// Gives each thing it looked at by name, and whether it is as it should be.
type Check = fn(&Made) -> anyhow::Result<Vec<(String, Result<String, String>)>>;

/// The made set and what the filters answer to it.
struct Made<'a> {
    courant: &'a Path,
    articles: Vec<Value>,
    expected: Value,
    /// Each article's story, by article.
    stories: BTreeMap<String, String>,
}

/// Runs every check; each thing looked at counts as one test.
///
/// # Errors
/// When the made set is damaged or the stories cannot be had at all.
pub fn check(courant: &Path, tally: &mut Tally) -> anyhow::Result<()> {
    let demo = crate::root().join("crates/courant/demo");
    let articles = manuscript::articles(&demo)?;
    let expected = serde_json::from_str(&fs::read_to_string(demo.join("expected.json"))?)?;
    let stories =
        answers(courant, &["cluster"], &articles)?.iter().map(|line| (text(line, "id"), text(line, "story"))).collect();
    let made = Made { courant, articles, expected, stories };
    for (name, check) in CHECKS {
        match check(&made) {
            Ok(outcomes) if outcomes.is_empty() => {
                tally.check(&format!("made {name}"), &Err("nothing to look at".to_owned()))
            }
            Ok(outcomes) => {
                outcomes.iter().for_each(|(what, outcome)| tally.check(&format!("made {name}: {what}"), outcome))
            }
            Err(error) => tally.check(&format!("made {name}"), &Err(format!("{error:#}"))),
        }
    }
    Ok(())
}

impl Made<'_> {
    fn answers(&self, filter: &str) -> anyhow::Result<Vec<Value>> {
        answers(self.courant, &[filter], &self.articles)
    }

    /// The articles of an event, by its label.
    fn event(&self, label: &str) -> anyhow::Result<Vec<String>> {
        strings(&self.expected["events"][label]).with_context(|| format!("no event {label}"))
    }

    /// The stories that an event's articles lie in.
    fn stories_of(&self, label: &str) -> anyhow::Result<BTreeSet<&str>> {
        let story = |id: &String| self.stories.get(id).map(String::as_str).with_context(|| format!("no article {id}"));
        self.event(label)?.iter().map(story).collect()
    }
}

fn text(value: &Value, key: &str) -> String {
    value[key].as_str().unwrap_or_default().to_owned()
}

fn strings(value: &Value) -> Option<Vec<String>> {
    value.as_array()?.iter().map(|item| item.as_str().map(str::to_owned)).collect()
}

fn judged(right: bool, said: String) -> Result<String, String> {
    if right { Ok(said) } else { Err(said) }
}

/// Events that have to be one story each.
fn joined(made: &Made) -> anyhow::Result<Vec<(String, Result<String, String>)>> {
    let labels = strings(&made.expected["must_join"]).context("no must_join")?;
    let one = |label: String| {
        let stories = made.stories_of(&label)?;
        let articles = made.event(&label)?.len();
        Ok((label, judged(stories.len() == 1, format!("{articles} articles in {} stories", stories.len()))))
    };
    labels.into_iter().map(one).collect()
}

/// Pairs of events that share no story, and articles that are in no story with another.
fn kept_apart(made: &Made) -> anyhow::Result<Vec<(String, Result<String, String>)>> {
    let pairs = made.expected["must_not_join"].as_array().context("no must_not_join")?;
    let mut outcomes = Vec::new();
    for pair in pairs {
        let (one, other) = (pair[0].as_str().unwrap_or_default(), pair[1].as_str().unwrap_or_default());
        let shared = made.stories_of(one)?.intersection(&made.stories_of(other)?).count();
        outcomes.push((format!("{one} and {other}"), judged(shared == 0, format!("{shared} stories shared"))));
    }
    for id in strings(&made.expected["no_story"]).context("no no_story")? {
        let story = made.stories.get(&id).with_context(|| format!("no article {id}"))?;
        let others = made.stories.values().filter(|other| *other == story).count() - 1;
        outcomes.push((id, judged(others == 0, format!("with {others} others"))));
    }
    Ok(outcomes)
}

/// Every copy of an agency's text is known as one, and nothing else is.
fn copies(made: &Made) -> anyhow::Result<Vec<(String, Result<String, String>)>> {
    let sets = made.expected["copies"].as_object().context("no copies")?;
    let mut set_of: BTreeMap<String, &str> = BTreeMap::new();
    for (original, copies) in sets {
        set_of.insert(original.clone(), original);
        set_of.extend(strings(copies).context("copies are no list")?.into_iter().map(|copy| (copy, original.as_str())));
    }
    // Whichever of a set came first is its original here, so all but one of each set have to be copies of one of it.
    let answers = made.answers("copies")?;
    let found: BTreeMap<String, Option<String>> =
        answers.iter().map(|line| (text(line, "id"), line["copy_of"].as_str().map(str::to_owned))).collect();
    let mut outcomes = Vec::new();
    for original in sets.keys() {
        let members: Vec<&String> = set_of.iter().filter(|(_, set)| *set == original).map(|(id, _)| id).collect();
        let inside =
            |id: &&&String| matches!(found.get(**id), Some(Some(of)) if set_of.get(of) == Some(&original.as_str()));
        let known = members.iter().filter(inside).count();
        outcomes.push((
            original.clone(),
            judged(known + 1 == members.len(), format!("{known} of {} copies", members.len() - 1)),
        ));
    }
    let wrong: Vec<&String> = found
        .iter()
        .filter(|(id, of)| of.as_ref().is_some_and(|of| !set_of.contains_key(of) || set_of.get(of) != set_of.get(*id)))
        .map(|(id, _)| id)
        .collect();
    outcomes.push(("nothing else".to_owned(), judged(wrong.is_empty(), format!("taken for copies: {wrong:?}"))));
    Ok(outcomes)
}

/// Articles of some length have hashtags, each with a letter in it.
fn tags(made: &Made) -> anyhow::Result<Vec<(String, Result<String, String>)>> {
    let mut poor = Vec::new();
    let mut seen = 0;
    for (article, answer) in made.articles.iter().zip(made.answers("tag")?) {
        if text(article, "text").split_whitespace().count() < TAGGED_FROM {
            continue;
        }
        seen += 1;
        let tags = answer["tags"].as_array().context("no list of tags")?;
        let bare = tags.iter().filter(|tag| !text(tag, "tag").chars().any(char::is_alphabetic)).count();
        if tags.len() < LEAST_TAGS || bare > 0 {
            poor.push(text(&answer, "id"));
        }
    }
    let said = format!("{} of {seen} articles without {LEAST_TAGS} tags of letters: {poor:?}", poor.len());
    Ok(vec![(format!("{LEAST_TAGS} from {TAGGED_FROM} words on"), judged(poor.is_empty() && seen > 0, said))])
}

/// Every sentence of a story's summary stands in its source, letter by letter.
fn summaries(made: &Made) -> anyhow::Result<Vec<(String, Result<String, String>)>> {
    let events = made.expected["events"].as_object().context("no events")?;
    let by_id: BTreeMap<String, &Value> = made.articles.iter().map(|article| (text(article, "id"), article)).collect();
    let members = |label: &str| {
        Ok::<_, anyhow::Error>(made.event(label)?.iter().filter_map(|id| by_id.get(id).copied()).collect::<Vec<_>>())
    };
    let lines: Vec<Value> = events
        .keys()
        .map(|label| Ok(json!({"id": label, "articles": members(label)?})))
        .collect::<anyhow::Result<_>>()?;
    let (mut sentences, mut altered, mut empty) = (0, Vec::new(), Vec::new());
    for answer in answers(made.courant, &["summarize"], &lines)? {
        let given = answer["sentences"].as_array().context("no list of sentences")?;
        if given.is_empty() {
            empty.push(text(&answer, "id"));
        }
        for sentence in given {
            sentences += 1;
            if !stands(sentence, &by_id) {
                altered.push(text(sentence, "text"));
            }
        }
    }
    let letter = judged(
        altered.is_empty() && sentences > 0,
        format!("{} of {sentences} sentences altered: {altered:?}", altered.len()),
    );
    Ok(vec![
        ("letter by letter".to_owned(), letter),
        ("one for each event".to_owned(), judged(empty.is_empty(), format!("none for {empty:?}"))),
    ])
}

/// Whether the words between the sentence's spans are the sentence.
fn stands(sentence: &Value, articles: &BTreeMap<String, &Value>) -> bool {
    let part = |source: &Value| {
        let article = articles.get(source["id"].as_str()?)?;
        let (start, end) =
            (usize::try_from(source["start"].as_u64()?).ok()?, usize::try_from(source["end"].as_u64()?).ok()?);
        let words: String = article["text"].as_str()?.chars().skip(start).take(end.checked_sub(start)?).collect();
        Some(words)
    };
    let sources = sentence["sources"].as_array().map_or(&[][..], Vec::as_slice);
    let parts: Option<Vec<String>> = sources.iter().map(part).collect();
    !sources.is_empty() && parts.is_some_and(|parts| parts.join(" ") == text(sentence, "text"))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::json;

    use super::stands;

    #[test]
    fn a_sentence_must_stand_in_its_source() {
        let article = json!({"text": "Zwölf Boote. Kein Wind."});
        let articles = BTreeMap::from([("a".to_owned(), &article)]);
        let check = |text: &str, id: &str, start: u64, end: u64, want: bool| {
            let sentence = json!({"text": text, "sources": [{"id": id, "start": start, "end": end}]});
            assert_eq!(stands(&sentence, &articles), want, "{sentence}");
        };
        check("Zwölf Boote.", "a", 0, 12, true);
        check("Kein Wind.", "a", 13, 23, true);
        check("Viel Wind.", "a", 13, 23, false);
        check("Kein Wind.", "b", 13, 23, false);
        check("Kein Wind.", "a", 23, 13, false);
        assert!(!stands(&json!({"text": "", "sources": []}), &articles));
    }
}
