//! One engine over all pages, with its time.

use std::fmt::Write;
use std::panic::{self, AssertUnwindSafe};

use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike;
use serde::Serialize;

use crate::engines::{Article, Engine};
use crate::pack::Page;

/// What an engine gave.
#[derive(Debug, Clone, Default)]
pub struct Run {
    /// The engine and its setting.
    pub name: String,
    /// Which version of it.
    pub version: String,
    /// Whether it is Courant, in whatever setting.
    pub ours: bool,
    /// What the scorer reads: one JSON line a page.
    pub lines: String,
    /// CPU seconds of the whole process for all pages: an engine that starts threads pays for them too.
    pub seconds: f64,
    /// Pages that the engine panicked on or gave an error for. Their text is empty.
    pub failed: usize,
}

#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    #[serde(flatten)]
    article: Article,
}

/// Reads every page with the engine, one after the other. A panic is that page's failure and nobody else's.
pub fn run(engine: &Engine, pages: &[Page]) -> anyhow::Result<Run> {
    let loud = panic::take_hook();
    panic::set_hook(Box::new(|_| {})); // counted, not shown
    let started = cpu_seconds(UsageWho::RUSAGE_SELF)?;
    let read = |page: &Page| panic::catch_unwind(AssertUnwindSafe(|| (engine.read)(page)));
    let articles: Vec<Option<Article>> = pages.iter().map(|page| read(page).ok().and_then(Result::ok)).collect();
    let seconds = cpu_seconds(UsageWho::RUSAGE_SELF)? - started;
    panic::set_hook(loud);
    let (mut lines, mut failed) = (String::new(), 0);
    for (page, article) in pages.iter().zip(articles) {
        failed += usize::from(article.is_none());
        let line = Line { id: &page.id, article: article.unwrap_or_default() };
        writeln!(lines, "{}", serde_json::to_string(&line)?)?;
    }
    let (name, version) = (engine.name.to_owned(), engine.version().unwrap_or("unknown").to_owned());
    Ok(Run { name, version, ours: engine.ours, lines, seconds, failed })
}

/// What the processor spent for this process, or for the children that ended, on both sides of the kernel.
pub fn cpu_seconds(who: UsageWho) -> nix::Result<f64> {
    let usage = getrusage(who)?;
    Ok((usage.user_time() + usage.system_time()).num_microseconds() as f64 / 1e6)
}
