//! `courant quotes`: article in, direct quotations out.

use courant_core::model::{ArticleInput, Quote};
use serde::Serialize;

use super::Common;
use crate::cli::jsonl::{self, Outcome};

#[derive(Serialize)]
struct Line {
    id: String,
    quotes: Vec<Quote>,
}

/// Runs the filter.
pub fn run(common: &Common) -> anyhow::Result<Outcome> {
    jsonl::each(common.jobs, |input: ArticleInput| {
        let article = input.into_article()?;
        let quotes = courant_core::understand(&article).quotes;
        Ok(Line { id: article.id, quotes })
    })
}
