//! `courant extract`: page bytes in, article out.

use std::path::PathBuf;

use courant_core::extract::{self, Hints};
use courant_core::model::{PageKind, ParsedPage};
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
    page: ParsedPage,
}

/// Runs the filter.
pub fn run(common: &Common) -> anyhow::Result<Outcome> {
    jsonl::each(common.jobs, |input: Input| {
        let page = match std::fs::read(&input.file) {
            Ok(bytes) => {
                let hints = Hints { content_type: input.content_type.as_deref(), url: input.url.as_deref() };
                extract::extract(&bytes, &hints)
            }
            Err(error) => {
                let problem = format!("The file {} cannot be read: {error}.", input.file.display());
                ParsedPage { kind: PageKind::None, problems: vec![problem], ..ParsedPage::default() }
            }
        };
        Ok(Line { id: input.id, page })
    })
}
