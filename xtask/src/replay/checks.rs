//! What has to hold after the uninterrupted run.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::Check;
use super::outcome::{Exported, Outcome};
use super::pack::Pack;
use super::publishers::Publishers;
use super::site::Site;

/// Share of the article pages whose text has to come from the page and be whole.
const PAGES_READ: f64 = 0.97;
/// A text is whole when it has at least this share of the true text's words.
const WHOLE: f64 = 0.6;
/// Stories that at least three publishers tell.
const STORIES: usize = 8;
const PUBLISHERS: u64 = 3;
/// The share of all articles that one story may hold at most.
const LARGEST: f64 = 0.02;
/// From this many words on an article needs hashtags, and how many.
const TAGGED_FROM: usize = 80;
const TAGS: usize = 2;
/// Share of a second poll that has to be answered with 304.
const NOT_MODIFIED: f64 = 0.95;
/// Misses that are named.
const NAMED: usize = 5;

/// Everything that can be told from the outcome and the publishers' counts.
pub fn all(outcome: &Outcome, pack: &Pack, publishers: &Publishers, stats: &Value) -> anyhow::Result<Vec<Check>> {
    let feeds = feed_paths(&publishers.opml()?);
    Ok(vec![
        polled(&feeds, stats),
        pages(outcome, pack),
        sites(outcome, pack),
        wire(outcome),
        placed(outcome),
        told_by_three(outcome),
        largest(outcome),
        hashtags(outcome),
        polite(stats),
    ])
}

/// The path of each feed in the list.
pub fn feed_paths(opml: &[u8]) -> BTreeSet<String> {
    let text = String::from_utf8_lossy(opml);
    let urls = text.split("xmlUrl=\"").skip(1).filter_map(|rest| rest.split('"').next());
    urls.filter_map(|url| Some(format!("/{}", url.split("://").nth(1)?.split_once('/')?.1))).collect()
}

fn polled(feeds: &BTreeSet<String>, stats: &Value) -> Check {
    let asked = |path: &String| number(&stats["paths"][path]["requests"]);
    let never: Vec<&String> = feeds.iter().filter(|path| asked(path) == 0).collect();
    let requests: u64 = feeds.iter().map(asked).sum();
    let detail = format!("{} feeds, {requests} polls, never asked: {}", feeds.len(), named(&never));
    Check::new("all sources polled", !feeds.is_empty() && never.is_empty(), detail)
}

/// Articles by the last part of their address under `path`.
fn below<'a>(outcome: &'a Outcome, path: &str) -> BTreeMap<&'a str, &'a Exported> {
    let articles = outcome.articles.values().filter_map(|article| {
        let url = article.url.as_deref().filter(|url| url.contains(path))?;
        Some((url.rsplit('/').next()?.trim_end_matches(".html"), article))
    });
    articles.collect()
}

fn is_whole(article: &Exported, words: usize) -> bool {
    article.origin == "page" && article.problem.is_none() && article.words() as f64 >= WHOLE * words as f64
}

fn pages(outcome: &Outcome, pack: &Pack) -> Check {
    let found = below(outcome, "/pages/");
    let is_read = |(name, words): &(&String, &usize)| found.get(name.as_str()).is_some_and(|a| is_whole(a, **words));
    let (read, missed): (Vec<_>, Vec<_>) = pack.article_pages.iter().partition(is_read);
    let others = pack.other_pages.iter().filter(|name| found.contains_key(name.as_str())).count();
    let missed: Vec<&String> = missed.into_iter().map(|(name, _)| name).collect();
    let all = pack.article_pages.len();
    let detail = format!(
        "{} of {all} article pages are there with the page's full text; {others} of {} other pages are there; not: {}",
        read.len(),
        pack.other_pages.len(),
        named(&missed)
    );
    let enough = read.len() as f64 >= PAGES_READ * all as f64 && others + all >= found.len();
    Check::new("page articles have full text", all > 0 && enough, detail)
}

fn sites(outcome: &Outcome, pack: &Pack) -> Check {
    let found = below(outcome, "/sites/");
    let whole = |name: &str, a: &Exported| pack.site_articles.get(name).is_some_and(|words| is_whole(a, *words));
    let missed: Vec<&&str> = found.iter().filter(|(name, a)| !whole(name, a)).map(|(name, _)| name).collect();
    let detail = format!(
        "{} of {} site articles are there, {} of them with the page's full text; not: {}",
        found.len(),
        pack.site_articles.len(),
        found.len() - missed.len(),
        named(&missed)
    );
    Check::new("site articles have full text", found.len() == pack.site_articles.len() && missed.is_empty(), detail)
}

fn wire(outcome: &Outcome) -> Check {
    let wire: Vec<&Exported> = outcome.articles.values().filter(|article| article.is_from("/wire/")).collect();
    let says_so = |a: &&&Exported| a.origin == "feed" && a.problem.as_deref().is_some_and(|why| !why.trim().is_empty());
    let with_text = wire.iter().filter(|article| !article.text.trim().is_empty()).count();
    let silent: Vec<&String> = wire.iter().filter(|a| !says_so(a)).map(|a| &a.canonical_url).collect();
    let unseen: Vec<&String> =
        outcome.seen.iter().filter(|(url, page)| !shows(outcome, url, page)).map(|(url, _)| url).collect();
    let detail = format!(
        "{} articles, {with_text} with text from the feed; silent about it: {}; {} pages looked at, silent: {}",
        wire.len(),
        named(&silent),
        outcome.seen.len(),
        named(&unseen)
    );
    let enough = !wire.is_empty() && with_text * 10 >= wire.len() * 9 && !outcome.seen.is_empty();
    Check::new("wire entries have the feed's text and say so", enough && silent.is_empty() && unseen.is_empty(), detail)
}

/// Whether the reader's page of an article tells why it is not the whole text.
fn shows(outcome: &Outcome, url: &str, page: &str) -> bool {
    let why = outcome.articles.get(url).and_then(|article| article.problem.as_deref()).unwrap_or_default();
    let plain = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    !why.is_empty() && plain(page).contains(&plain(why))
}

fn placed(outcome: &Outcome) -> Check {
    let unplaced = outcome.unplaced();
    let detail = format!("{} articles, {} stories, {unplaced} in none", outcome.articles.len(), outcome.stories.len());
    Check::new("every article is placed", unplaced == 0 && !outcome.articles.is_empty(), detail)
}

fn told_by_three(outcome: &Outcome) -> Check {
    let told: Vec<&Value> = outcome.stories.iter().filter(|story| number(&story["publishers"]) >= PUBLISHERS).collect();
    // The count is the program's; the articles under it have to bear it out.
    let borne_out = |story: &&&Value| {
        let names = story["articles"].as_array().into_iter().flatten().filter_map(|a| a["publisher"].as_str());
        names.collect::<BTreeSet<_>>().len() as u64 >= PUBLISHERS
    };
    let true_ones = told.iter().filter(borne_out).count();
    let detail = format!("{} stories say so, {true_ones} of them rightly; {STORIES} wanted", told.len());
    Check::new("stories with three or more publishers", true_ones >= STORIES && true_ones == told.len(), detail)
}

/// An event is told by some; a story that holds a large share of everything is a subject.
fn largest(outcome: &Outcome) -> Check {
    let of = |story: &Value| story["articles"].as_array().map_or(0, Vec::len);
    let mut sizes: Vec<usize> = outcome.stories.iter().map(of).collect();
    sizes.sort_unstable_by(|a, b| b.cmp(a));
    let (most, all) = (sizes.first().copied().unwrap_or(0), outcome.articles.len());
    let detail = format!("of {all} articles the largest stories hold {:?}", sizes.get(..6).unwrap_or(&sizes));
    Check::new("no story swallows the paper", most > 0 && most as f64 <= LARGEST * all as f64, detail)
}

fn hashtags(outcome: &Outcome) -> Check {
    let long: BTreeSet<&str> =
        outcome.articles.values().filter(|a| a.words() >= TAGGED_FROM).map(|a| a.id.as_str()).collect();
    let (mut seen, mut short, mut wrong) = (0, Vec::new(), Vec::new());
    for article in outcome.stories.iter().flat_map(|story| story["articles"].as_array()).flatten() {
        let id = article["id"].as_str().unwrap_or_default();
        if !long.contains(id) {
            continue;
        }
        seen += 1;
        let tags: Vec<&str> =
            article["tags"].as_array().into_iter().flatten().filter_map(|tag| tag["label"].as_str()).collect();
        if tags.len() < TAGS {
            short.push(article["url"].as_str().unwrap_or_default());
        }
        let language = article["language"].as_str().unwrap_or_default();
        wrong.extend(tags.into_iter().filter(|label| is_no_tag(label, language)));
    }
    wrong.sort_unstable();
    wrong.dedup();
    let detail = format!(
        "{} articles of {TAGGED_FROM} words or more, {seen} in stories; fewer than {TAGS}: {}; stop words or numbers: {}",
        long.len(),
        named(&short),
        named(&wrong)
    );
    let passed = !long.is_empty() && seen == long.len() && short.is_empty() && wrong.is_empty();
    Check::new("articles of 80 words or more have hashtags", passed, detail)
}

/// A bare number, or a word that every text of the language has. Words in capitals throughout are names (US, WHO, IT).
fn is_no_tag(label: &str, language: &str) -> bool {
    let label = label.trim_start_matches('#');
    if !label.chars().any(char::is_alphabetic) {
        return true;
    }
    let is_name = label.chars().count() > 1 && label.chars().all(char::is_uppercase);
    let lower = label.to_lowercase();
    !is_name && stop_words::lookup(language).is_some_and(|words| words.contains(&lower.as_str()))
}

fn polite(stats: &Value) -> Check {
    let forbidden = number(&stats["forbidden"]);
    let asked_rules = number(&stats["paths"]["/robots.txt"]["requests"]);
    let agents: Vec<&String> = stats["user_agents"].as_object().into_iter().flatten().map(|(name, _)| name).collect();
    let honest = agents.iter().filter(|name| !name.is_empty()).all(|name| name.starts_with("Courant/"));
    let at_once = number(&stats["max_concurrent"]);
    let detail = format!(
        "forbidden {forbidden}, robots.txt asked {asked_rules} times, at most {at_once} requests at once, agents {agents:?}"
    );
    Check::new("politeness", forbidden == 0 && asked_rules > 0 && honest, detail)
}

/// Polls everything once more while the publishers' clock stands still.
pub fn second_poll(site: &Site, publishers: &Publishers) -> anyhow::Result<Check> {
    publishers.forget()?;
    site.command(&["refresh", "--all"])?;
    let (stats, feeds) = (publishers.stats()?, feed_paths(&publishers.opml()?));
    let sum = |what: &str| feeds.iter().map(|path| number(&stats["paths"][path][what])).sum::<u64>();
    let asked = feeds.iter().filter(|path| number(&stats["paths"][path]["requests"]) > 0).count();
    let (requests, unchanged) = (sum("requests"), sum("not_modified"));
    let detail = format!("{asked} of {} feeds asked, {requests} requests, {unchanged} answered 304", feeds.len());
    let enough = requests > 0 && unchanged as f64 >= NOT_MODIFIED * requests as f64;
    Ok(Check::new("a second poll is answered with 304", asked == feeds.len() && enough, detail))
}

/// No job given up, no error in the log.
pub fn quiet(site: &Site, problems: &[String]) -> anyhow::Result<Check> {
    let dead = site.given_up()?;
    let detail = format!("jobs given up: {}; in the log: {}", named(&dead), named(problems));
    Ok(Check::new("nothing went wrong inside", dead.is_empty() && problems.is_empty(), detail))
}

/// How many and the first of them.
pub fn named<T: AsRef<str>>(items: &[T]) -> String {
    let first: Vec<&str> = items.iter().take(NAMED).map(AsRef::as_ref).collect();
    match items.len() {
        0 => "none".to_owned(),
        many if many <= NAMED => format!("{many} ({})", first.join(", ")),
        many => format!("{many} ({}, …)", first.join(", ")),
    }
}

fn number(value: &Value) -> u64 {
    value.as_u64().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use serde_json::json;

    use super::*;

    fn article(canonical_url: &str, origin: &str, problem: Option<&str>, words: usize, source: &str) -> Exported {
        let line = json!({
            "id": canonical_url, "url": canonical_url, "canonical_url": canonical_url, "text": "word ".repeat(words),
            "origin": origin, "problem": problem, "story": "1", "entries": [{ "source": source, "id": "1" }],
        });
        serde_json::from_value(line).unwrap()
    }

    fn outcome(articles: Vec<Exported>, stories: Value) -> Outcome {
        let articles = articles.into_iter().map(|a| (a.canonical_url.clone(), a)).collect();
        let Value::Array(stories) = stories else { panic!("a list") };
        Outcome { articles, stories, seen: BTreeMap::new() }
    }

    #[test]
    fn feeds_are_read_from_the_list() {
        let list =
            br#"<outline xmlUrl="http://h:1/wire/a/feed.xml" htmlUrl="http://h:1/"/><outline xmlUrl="http://h:1/b"/>"#;
        assert_eq!(feed_paths(list).into_iter().collect::<Vec<_>>(), ["/b", "/wire/a/feed.xml"]);
    }

    #[test]
    fn a_feed_that_was_never_asked_is_found() {
        let feeds = ["/a".to_owned(), "/b".to_owned()].into();
        assert!(!polled(&feeds, &json!({ "paths": { "/a": { "requests": 3 } } })).passed);
        assert!(polled(&feeds, &json!({ "paths": { "/a": { "requests": 3 }, "/b": { "requests": 1 } } })).passed);
    }

    #[test]
    fn a_page_that_was_not_read_is_found() {
        let pack = Pack { article_pages: [("p".to_owned(), 100)].into(), ..Pack::default() };
        let with =
            |origin, words| outcome(vec![article("http://h/pages/x/p.html", origin, None, words, "s")], json!([]));
        assert!(pages(&with("page", 90), &pack).passed);
        assert!(!pages(&with("page", 20), &pack).passed);
        assert!(!pages(&with("feed", 90), &pack).passed);
        assert!(!pages(&outcome(Vec::new(), json!([])), &pack).passed);
    }

    #[test]
    fn wire_entries_that_keep_silent_are_found() {
        let with = |problem, page: &str| {
            let mut outcome =
                outcome(vec![article("http://x/1", "feed", problem, 20, "http://h/wire/a/feed.xml")], json!([]));
            outcome.seen.insert("http://x/1".to_owned(), page.to_owned());
            wire(&outcome)
        };
        assert!(!with(Some("x.example isn’t found"), "<p>x.example isn&#39;t found.</p>").passed);
        assert!(with(Some("x.example is not found"), "<p>So: x.example is not found.</p>").passed);
        assert!(!with(Some("x.example is not found"), "<p>nothing</p>").passed);
        assert!(!with(None, "<p>x</p>").passed);
    }

    #[test]
    fn stop_words_and_numbers_are_no_tags() {
        for (label, language) in [("2020", "en"), ("the", "en"), ("The", "en"), ("und", "de"), ("1,000", "en")] {
            assert!(is_no_tag(label, language), "{label}");
        }
        for (label, language) in [("US", "en"), ("Covid19", "en"), ("Skerry", "de"), ("选举", "zh")] {
            assert!(!is_no_tag(label, language), "{label}");
        }
    }

    #[test]
    fn long_articles_without_tags_are_found() {
        let with = |tags: Value| {
            let stories = json!([{ "articles": [{ "id": "u", "url": "u", "language": "en", "tags": tags }] }]);
            hashtags(&outcome(vec![article("u", "page", None, 80, "s")], stories)).passed
        };
        assert!(with(json!([{ "label": "Skerry" }, { "label": "Tunnel" }])));
        assert!(!with(json!([{ "label": "Skerry" }])));
        assert!(!with(json!([{ "label": "Skerry" }, { "label": "12" }])));
    }

    #[test]
    fn a_story_counts_only_with_the_publishers_it_claims() {
        let story = |names: &[&str]| {
            let articles: Vec<Value> = names.iter().map(|name| json!({ "publisher": name })).collect();
            json!({ "publishers": 3, "articles": articles })
        };
        let told = |one: Value| told_by_three(&outcome(Vec::new(), Value::Array(vec![one; 8]))).passed;
        assert!(told(story(&["a", "b", "c"])));
        assert!(!told(story(&["a", "b", "b"])));
    }

    #[test]
    fn a_forbidden_page_or_a_false_name_is_found() {
        let with = |forbidden: u64, agent: &str| {
            let stats = json!({ "forbidden": forbidden, "user_agents": { agent: 9 }, "paths": { "/robots.txt": { "requests": 1 } } });
            polite(&stats).passed
        };
        assert!(with(0, "Courant/1"));
        assert!(!with(1, "Courant/1"));
        assert!(!with(0, "Mozilla/5.0"));
    }
}
