//! The demo's newsrooms end up in the stories that their writers meant.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod newsrooms;

use std::collections::BTreeSet;

use courant_core::story::Engine;
use serde_json::Value;

fn strings(value: &Value) -> Vec<&str> {
    value.as_array().unwrap().iter().map(|item| item.as_str().unwrap()).collect()
}

/// The stories that an event's articles lie in.
fn stories_of<'a>(engine: &'a Engine, expected: &Value, event: &str) -> BTreeSet<&'a str> {
    strings(&expected["events"][event]).into_iter().map(|id| engine.story_of(id).unwrap()).collect()
}

#[test]
fn newsrooms_become_the_stories_they_tell() {
    let articles = newsrooms::read();
    let engine = newsrooms::engine(&articles);
    let expected = newsrooms::expected();
    let of = |event: &str| stories_of(&engine, &expected, event);
    for event in strings(&expected["must_join"]) {
        assert_eq!(of(event).len(), 1, "{event} is one story");
    }
    for pair in expected["must_not_join"].as_array().unwrap() {
        let [one, other] = [&pair[0], &pair[1]].map(|event| event.as_str().unwrap());
        assert!(of(one).is_disjoint(&of(other)), "{one} and {other} are two stories");
    }
    for alone in strings(&expected["no_story"]) {
        assert_eq!(engine.articles_of(engine.story_of(alone).unwrap()), [alone]);
    }
    for (event, reports) in expected["independent_reports"].as_object().unwrap() {
        let story = of(event).into_iter().next().unwrap();
        assert_eq!(engine.independent_reports(story) as u64, reports.as_u64().unwrap(), "{event}");
    }
}
