//! `courant relate --corpus FILE`: ids in, typed links with evidence out.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::Args;
use courant_core::model::{ArticleInput, Related};
use courant_core::related;
use serde::{Deserialize, Serialize};

use super::{Common, reading};
use crate::cli::jsonl::{self, Outcome};

/// What `relate` takes.
#[derive(Debug, Clone, Args)]
pub struct Options {
    /// Articles to relate, JSON lines in order of arrival
    #[arg(long, value_name = "FILE")]
    corpus: PathBuf,
    #[command(flatten)]
    common: Common,
}

#[derive(Deserialize)]
struct Asked {
    id: String,
}

#[derive(Serialize)]
struct Line {
    id: String,
    related: Vec<Related>,
}

/// Runs the filter.
pub fn run(options: &Options) -> anyhow::Result<Outcome> {
    let (articles, in_corpus) = jsonl::file(&options.corpus, ArticleInput::into_article)?;
    let read = reading::read(articles, options.common.jobs)?;
    let corpus = reading::group(&read).corpus;
    let positions: BTreeMap<&str, usize> =
        read.iter().enumerate().rev().map(|(position, one)| (one.article.id.as_str(), position)).collect();
    let of_position = |position: &str| position.parse::<usize>().ok().and_then(|position| read.get(position));
    let answered = jsonl::each(options.common.jobs, |asked: Asked| {
        let Some(position) = positions.get(asked.id.as_str()) else {
            return Err(format!("article {:?} is not in {}", asked.id, options.corpus.display()));
        };
        let position = position.to_string();
        let Some(own) = of_position(&position) else { return Ok(Line { id: asked.id, related: Vec::new() }) };
        let mut related = related::links((&own.article, &own.understanding), &corpus.near(&position), |other| {
            of_position(other).map(|other| (&other.article, &other.understanding))
        });
        for link in &mut related {
            if let Some(other) = of_position(&link.id) {
                link.id.clone_from(&other.article.id);
            }
        }
        related.retain(|link| link.id != asked.id);
        Ok(Line { id: asked.id, related })
    })?;
    Ok(if answered == Outcome::AllRead { in_corpus } else { answered })
}
