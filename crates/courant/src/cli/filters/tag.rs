//! `courant tag`: article in, hashtags out.

use courant_core::model::{ArticleInput, Tag};
use serde::Serialize;

use super::Common;
use crate::cli::jsonl::{self, Outcome};

#[derive(Serialize)]
struct Line {
    id: String,
    tags: Vec<Tag>,
}

/// Runs the filter.
pub fn run(common: &Common) -> anyhow::Result<Outcome> {
    jsonl::each(common.jobs, |input: ArticleInput| {
        let article = input.into_article()?;
        let tags = courant_core::understand(&article).tags;
        Ok(Line { id: article.id, tags })
    })
}
