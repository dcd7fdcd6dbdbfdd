//! `courant copies`: articles in, in order of arrival; which text each copies out.

use courant_core::model::ArticleInput;
use courant_core::text::fingerprint::CopyIndex;
use serde::Serialize;

use super::Common;
use crate::cli::jsonl::{self, Outcome};

#[derive(Serialize)]
struct Line {
    id: String,
    copy_of: Option<String>,
    overlap: f64,
}

/// Runs the filter. Each answer needs the ones before, so it uses one thread whatever `--jobs` says.
pub fn run(_common: &Common) -> anyhow::Result<Outcome> {
    let (articles, outcome) = jsonl::all(ArticleInput::into_article)?;
    let mut index = CopyIndex::default();
    let lines = articles.iter().map(|article| {
        let copy = index.add(&article.text);
        let copy_of = copy.and_then(|copy| articles.get(copy.of)).map(|earliest| earliest.id.clone());
        Line { id: article.id.clone(), copy_of, overlap: copy.map_or(0.0, |copy| copy.overlap) }
    });
    jsonl::write(lines)?;
    Ok(outcome)
}
