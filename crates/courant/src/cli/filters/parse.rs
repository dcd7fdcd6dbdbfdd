//! `courant parse`: feed bytes in, entries out.

use std::path::PathBuf;

use courant_core::feed::{self, Hints};
use courant_core::model::ParsedFeed;
use serde::{Deserialize, Serialize};

use super::Common;
use crate::cli::jsonl::{self, Outcome};

#[derive(Deserialize)]
struct Input {
    id: String,
    file: PathBuf,
    url: Option<String>,
    content_type: Option<String>,
}

#[derive(Serialize)]
struct Line {
    id: String,
    #[serde(flatten)]
    feed: ParsedFeed,
}

/// Runs the filter.
pub fn run(common: &Common) -> anyhow::Result<Outcome> {
    jsonl::each(common.jobs, |input: Input| {
        let feed = match std::fs::read(&input.file) {
            Ok(bytes) => {
                let hints = Hints { content_type: input.content_type.as_deref(), url: input.url.as_deref() };
                feed::parse(&bytes, &hints)
            }
            Err(error) => {
                let problem = format!("The file {} cannot be read: {error}.", input.file.display());
                ParsedFeed { problems: vec![problem], ..ParsedFeed::default() }
            }
        };
        Ok(Line { id: input.id, feed })
    })
}
