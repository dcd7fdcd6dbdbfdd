//! `courant extract`: page bytes in, article out.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::Args;
use courant_core::extract::{self, Effort, Hints, HostFurniture, PagePrints};
use courant_core::model::{PageKind, ParsedPage};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use url::Url;

use super::Common;
use crate::cli::jsonl::{self, Outcome};

/// What the filter takes.
#[derive(Debug, Clone, Args)]
pub struct Options {
    /// Learn each host's furniture from all its pages first, and leave it out; needs `url`, reads every page twice
    #[arg(long)]
    learn_hosts: bool,
    /// About two fifths more pages a second: fewer questions to each block, no judgement on whether the page is an article, the
    /// page's word on its language; keeps somewhat more furniture
    #[arg(long, conflicts_with = "learn_hosts")]
    fast: bool,
    /// What every filter takes
    #[command(flatten)]
    common: Common,
}

#[derive(Deserialize)]
struct Input {
    id: String,
    file: PathBuf,
    url: Option<String>,
    content_type: Option<String>,
}

impl Input {
    fn hints(&self) -> Hints<'_> {
        Hints { content_type: self.content_type.as_deref(), url: self.url.as_deref() }
    }

    fn host(&self) -> Option<String> {
        Url::parse(self.url.as_deref()?).ok()?.host_str().map(str::to_owned)
    }

    /// The page by `read`, or none with the reason.
    fn page(self, read: impl FnOnce(&Self, &[u8]) -> ParsedPage) -> Line {
        let page = match std::fs::read(&self.file) {
            Ok(bytes) => read(&self, &bytes),
            Err(error) => {
                let problem = format!("The file {} cannot be read: {error}.", self.file.display());
                ParsedPage { kind: PageKind::None, problems: vec![problem], ..ParsedPage::default() }
            }
        };
        Line { id: self.id, page }
    }
}

#[derive(Serialize)]
struct Line {
    id: String,
    #[serde(flatten)]
    page: ParsedPage,
}

/// Runs the filter.
pub fn run(options: &Options) -> anyhow::Result<Outcome> {
    if options.learn_hosts {
        return learning(options.common.jobs);
    }
    let effort = if options.fast { Effort::Fast } else { Effort::Whole };
    jsonl::each(options.common.jobs, |input: Input| {
        Ok(input.page(|input, bytes| extract::extract_with(bytes, &input.hints(), effort)))
    })
}

/// Two passes: the hosts learn from the pages in the order of the lines, then every page is read with what its host knows.
fn learning(jobs: Option<usize>) -> anyhow::Result<Outcome> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs.unwrap_or(0)).build()?;
    let (inputs, outcome) = jsonl::all(|input: Input| Ok(input))?;
    let nothing = HostFurniture::default();
    let prints = |input: &Input| -> Option<(String, PagePrints)> {
        let bytes = std::fs::read(&input.file).ok()?;
        Some((input.host()?, extract::extract_on(&bytes, &input.hints(), &nothing).draft.prints))
    };
    let lessons: Vec<_> = pool.install(|| inputs.par_iter().map(prints).collect());
    let mut hosts: BTreeMap<String, HostFurniture> = BTreeMap::new();
    for (host, prints) in lessons.into_iter().flatten() {
        hosts.entry(host).or_default().learn(&prints);
    }
    let read = |input: Input| {
        let host = input.host().and_then(|host| hosts.get(&host));
        input.page(|input, bytes| match host {
            Some(host) => extract::extract_on(bytes, &input.hints(), host).page,
            None => extract::extract(bytes, &input.hints()),
        })
    };
    let lines: Vec<Line> = pool.install(|| inputs.into_par_iter().map(read).collect());
    jsonl::write(lines)?;
    Ok(outcome)
}
