//! Sources that do not answer, in plain words: for the commands that tell how things are.

use courant_store::{Source, SourceState};

/// Each source that is gone or failed last time, with why.
pub fn of(sources: &[Source]) -> Vec<(&str, String)> {
    let trouble = |source: &Source| match (source.state, &source.problem) {
        (SourceState::Gone, problem) => Some(problem.clone().unwrap_or_else(|| "it is gone".to_owned())),
        (_, Some(problem)) if source.failures > 0 => Some(problem.clone()),
        _ => None,
    };
    sources.iter().filter_map(|source| Some((source.url.as_str(), trouble(source)?))).collect()
}
