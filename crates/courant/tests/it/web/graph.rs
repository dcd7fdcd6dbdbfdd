//! `courant export graph` over the invented news: everything that is named is there, and every quotation stands where it says.

use std::collections::{BTreeMap, BTreeSet};

use courant::cli::commands::graph;
use serde_json::Value;

use super::app::{App, Kind};
use super::news::fill;

fn words(value: &Value, key: &str) -> String {
    value[key].as_str().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn a_graph_names_only_what_is_in_it() {
    let app = App::new(Kind::Local).await;
    fill(app.store()).await;
    let mut out = Vec::new();
    graph::write(app.store(), &mut out).await.unwrap();
    let lines: Vec<Value> =
        String::from_utf8(out).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let of = |kind: &str| -> Vec<&Value> { lines.iter().filter(|line| line["type"] == kind).collect() };
    let ids = |kind: &str| -> BTreeSet<String> { of(kind).into_iter().map(|line| words(line, "id")).collect() };
    let (entities, stories) = (ids("entity"), ids("story"));
    let articles: BTreeMap<String, String> = of("story")
        .into_iter()
        .flat_map(|story| {
            story["articles"].as_array().unwrap().iter().map(|id| (id.as_str().unwrap().to_owned(), words(story, "id")))
        })
        .collect();
    assert!(entities.len() > 3 && stories.len() > 2 && articles.len() > stories.len(), "{lines:?}");
    // By id: a story that gets a report meanwhile is neither passed over nor told twice.
    let order: Vec<i64> = of("story").into_iter().map(|story| words(story, "id").parse().unwrap()).collect();
    assert!(order.is_sorted(), "{order:?}");
    for story in of("story") {
        let named = story["entities"].as_array().unwrap();
        assert!(named.iter().all(|one| entities.contains(&words(one, "id")) && one["mentions"].as_i64() >= one["articles"].as_i64()));
    }
    assert!(!of("quote").is_empty() && !of("link").is_empty());
    for quote in of("quote") {
        assert_eq!(articles.get(&words(quote, "article")), Some(&words(quote, "story")), "{quote}");
        let text = app.store().article_page(words(quote, "article").parse().unwrap(), None).await.unwrap().text;
        let place = |key: &str| usize::try_from(quote[key].as_u64().unwrap()).unwrap();
        let there: String = text.chars().skip(place("start")).take(place("end") - place("start")).collect();
        assert_eq!(there, words(quote, "text"));
    }
    for link in of("link") {
        let known =
            |id: &str| if link["between"] == "stories" { stories.contains(id) } else { articles.contains_key(id) };
        assert!(known(&words(link, "from")) && known(&words(link, "to")), "{link}");
        assert!(!link["why"].as_array().unwrap().is_empty(), "{link}");
    }
}
