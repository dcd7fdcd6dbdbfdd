//! `courant cluster`: articles in, in order of arrival; the story of each out.

use courant_core::model::ArticleInput;
use serde::Serialize;

use super::{Common, reading};
use crate::cli::jsonl::{self, Outcome};

#[derive(Serialize)]
struct Line {
    id: String,
    story: String,
    story_on_arrival: String,
}

/// Runs the filter.
pub fn run(common: &Common) -> anyhow::Result<Outcome> {
    let (articles, outcome) = jsonl::all(ArticleInput::into_article)?;
    let read = reading::read(articles, common.jobs)?;
    let grouped = reading::group(&read);
    let lines = read.iter().zip(grouped.on_arrival).enumerate().map(|(position, (one, story_on_arrival))| {
        let story = grouped.corpus.story_of(&position.to_string()).unwrap_or(&story_on_arrival).to_owned();
        Line { id: one.article.id.clone(), story, story_on_arrival }
    });
    jsonl::write(lines)?;
    Ok(outcome)
}
