//! `courant embed`: text in, its vector out.

use anyhow::Context;
use courant_embed::Model;
use serde::{Deserialize, Serialize};

use super::Common;
use crate::cli::jsonl::{self, Outcome};

#[derive(Deserialize)]
struct Text {
    id: String,
    text: String,
}

#[derive(Serialize)]
struct Line {
    id: String,
    model: &'static str,
    vector: Vec<f32>,
}

/// Runs the filter.
pub fn run(common: &Common) -> anyhow::Result<Outcome> {
    let model = Model::load().context("no embedding model")?;
    jsonl::each(common.jobs, |input: Text| {
        let vector = model.embed(&input.text);
        Ok(Line { id: input.id, model: courant_embed::VERSION, vector })
    })
}
