//! `courant summarize`: an article, or several on one event, in; the sentences that sum them up out.

use clap::Args;
use courant_core::model::{Article, ArticleInput, SummarySentence, Understanding};
use courant_core::summary;
use serde::{Deserialize, Serialize};

use super::Common;
use crate::cli::jsonl::{self, Outcome};

/// What `courant summarize` takes.
#[derive(Debug, Clone, Args)]
pub struct Options {
    /// Most sentences of a summary
    #[arg(long, default_value_t = 3)]
    sentences: usize,
    #[command(flatten)]
    common: Common,
}

#[derive(Deserialize)]
struct Input {
    articles: Option<Vec<ArticleInput>>,
    #[serde(flatten)]
    single: serde_json::Map<String, serde_json::Value>,
}

#[derive(Serialize)]
struct Line {
    id: String,
    sentences: Vec<SummarySentence>,
    /// Generated sentences that could not be proven; extractive summaries have none.
    withheld: usize,
}

/// Runs the filter.
pub fn run(options: &Options) -> anyhow::Result<Outcome> {
    jsonl::each(options.common.jobs, |input: Input| {
        let (id, articles) = articles(input)?;
        let read: Vec<Understanding> = articles.iter().map(courant_core::understand).collect();
        let pairs: Vec<(&Article, &Understanding)> = articles.iter().zip(&read).collect();
        Ok(Line { id, sentences: summary::summarize(&pairs, options.sentences), withheld: 0 })
    })
}

fn articles(input: Input) -> Result<(String, Vec<Article>), String> {
    let Some(articles) = input.articles else {
        let single: ArticleInput = serde_json::from_value(serde_json::Value::Object(input.single))
            .map_err(|error| format!("cannot be read: {error}"))?;
        let article = single.into_article()?;
        return Ok((article.id.clone(), vec![article]));
    };
    let id =
        input.single.get("id").and_then(serde_json::Value::as_str).ok_or("\"id\" is missing or no string")?.to_owned();
    Ok((id, articles.into_iter().map(ArticleInput::into_article).collect::<Result<_, _>>()?))
}
