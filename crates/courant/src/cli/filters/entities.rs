//! `courant entities`: article in, names of people, places and organisations out.

use courant_core::model::{ArticleInput, Entity};
use serde::Serialize;

use super::Common;
use crate::cli::jsonl::{self, Outcome};

#[derive(Serialize)]
struct Line {
    id: String,
    entities: Vec<Entity>,
}

/// Runs the filter.
pub fn run(common: &Common) -> anyhow::Result<Outcome> {
    jsonl::each(common.jobs, |input: ArticleInput| {
        let article = input.into_article()?;
        let entities = courant_core::understand(&article).entities;
        Ok(Line { id: article.id, entities })
    })
}
