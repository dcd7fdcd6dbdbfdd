//! `courant eval`: articles with known events are read as a stream, and what became of them is held against what is known.
//!
//! The way to see what Courant makes of one's own publishers: label a few hundred articles of an export with their events
//! and run this before and after an update.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, ensure};
use clap::Args;
use courant_core::model::{Article, ArticleInput};
use courant_core::related::Corpus;
use courant_core::story::grade::{Calibration, Grade};
use courant_core::story::{Engine, Event, probability};

use crate::cli::filters::reading::{self, Read};

/// What `eval` takes.
#[derive(Debug, Args)]
pub struct Options {
    /// A file of articles, one JSON object a line, each with a `story` or none; or a folder of such files (`.jsonl`)
    path: PathBuf,
    /// Threads to use; all cores unless told
    #[arg(long)]
    jobs: Option<usize>,
    /// How many of the worst events are named
    #[arg(long, default_value_t = 5)]
    worst: usize,
}

/// Articles in order of arrival, each with its event where that is known.
struct Labelled {
    articles: Vec<Article>,
    events: Vec<Option<String>>,
}

/// What became of them.
struct Outcome {
    read: Vec<Read>,
    on_arrival: Vec<String>,
    stories: Vec<String>,
    calibration: Calibration,
}

/// Runs the command.
pub fn run(options: &Options) -> anyhow::Result<ExitCode> {
    write(options, &mut std::io::stdout())?;
    Ok(ExitCode::SUCCESS)
}

fn write(options: &Options, out: &mut impl Write) -> anyhow::Result<()> {
    for file in files(&options.path)? {
        let labelled = load(&file)?;
        let known = labelled.events.iter().flatten().count();
        ensure!(known > 0, "{}: no line has a `story`, so there is nothing to hold stories against", file.display());
        writeln!(out, "{}: {} articles, {known} of a known event", file.display(), labelled.articles.len())?;
        let outcome = group(labelled.articles, &labelled.events, options.jobs)?;
        for line in told(&outcome, &labelled.events, options.worst) {
            writeln!(out, "  {line}")?;
        }
    }
    Ok(())
}

fn files(path: &Path) -> anyhow::Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let entries = std::fs::read_dir(path).with_context(|| format!("{} cannot be read", path.display()))?;
    let mut found: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    found.retain(|file| file.extension().is_some_and(|extension| extension == "jsonl"));
    found.sort();
    ensure!(!found.is_empty(), "{} holds no .jsonl file", path.display());
    Ok(found)
}

fn load(file: &Path) -> anyhow::Result<Labelled> {
    let text = std::fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
    let mut labelled = Labelled { articles: Vec::new(), events: Vec::new() };
    for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        let wrong = || format!("{}, line {number}", file.display());
        let value: serde_json::Value = serde_json::from_str(line).with_context(wrong)?;
        let event = value["story"].as_str().map(str::to_owned);
        let input: ArticleInput = serde_json::from_value(value).with_context(wrong)?;
        labelled.articles.push(input.into_article().map_err(anyhow::Error::msg).with_context(wrong)?);
        labelled.events.push(event);
    }
    Ok(labelled)
}

fn group(articles: Vec<Article>, events: &[Option<String>], jobs: Option<usize>) -> anyhow::Result<Outcome> {
    let read = reading::read(articles, jobs)?;
    // The engine forgets what is long past; the corpus keeps where everything went.
    let (mut engine, mut corpus) = (Engine::new(), Corpus::default());
    let (mut on_arrival, mut calibration) = (Vec::new(), Calibration::default());
    let event_of = |at: &str| at.parse::<usize>().ok().and_then(|at| events.get(at)?.as_deref());
    for one in &read {
        let mut changes = engine.take(&Event::Article(Box::new(one.features.clone())));
        on_arrival.push(engine.story_of(&one.features.id).unwrap_or_default().to_owned());
        if let Some(event) = event_of(&one.features.id) {
            for near in engine.near(&one.features.id) {
                if let Some(other) = event_of(&near.id) {
                    calibration.add(f64::from(probability(near.logit)), event == other);
                }
            }
        }
        let clock = engine.clock();
        changes.extend(engine.take(&Event::Tick(clock)));
        changes.iter().for_each(|change| corpus.note(change));
    }
    engine.take(&Event::Settle).iter().for_each(|change| corpus.note(change));
    let stories = read.iter().map(|one| corpus.story_of(&one.features.id).unwrap_or_default().to_owned()).collect();
    Ok(Outcome { read, on_arrival, stories, calibration })
}

fn told(outcome: &Outcome, events: &[Option<String>], worst: usize) -> Vec<String> {
    let known: Vec<usize> = (0..events.len()).filter(|at| events[*at].is_some()).collect();
    let graded = |stories: &[String], which: &dyn Fn(usize) -> bool| {
        let some: Vec<usize> = known.iter().copied().filter(|at| which(*at)).collect();
        let labels: Vec<&str> = some.iter().filter_map(|at| events[*at].as_deref()).collect();
        Grade::of(&labels, &some.iter().map(|at| stories[*at].as_str()).collect::<Vec<_>>())
    };
    let mut lines = vec![
        row("in the end", &graded(&outcome.stories, &|_| true)),
        row("on arrival", &graded(&outcome.on_arrival, &|_| true)),
    ];
    let language = |at: usize| outcome.read[at].understanding.language.as_str();
    let languages: BTreeSet<&str> = known.iter().map(|at| language(*at)).collect();
    if languages.len() > 1 {
        for one in languages {
            lines.push(row(&format!("in {one}"), &graded(&outcome.stories, &|at| language(at) == one)));
        }
    }
    let off = outcome.calibration.error();
    lines.push(format!("what was said to be likely one event, and how often it was (off by {off:.3} on average):"));
    for bin in outcome.calibration.bins() {
        if let (Some(said), Some(was)) = (bin.said(), bin.was()) {
            lines.push(format!("  said {said:.2}  was {was:.2}  {} pairs", bin.pairs));
        }
    }
    let labels: BTreeSet<&str> = known.iter().filter_map(|at| events[*at].as_deref()).collect();
    let mut worst_first: Vec<(f64, &str)> =
        labels.into_iter().map(|label| (of_label(label, &known, events, &outcome.stories), label)).collect();
    worst_first.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(b.1)));
    for (f1, label) in worst_first.into_iter().filter(|(f1, _)| *f1 < 1.0).take(worst) {
        let parts: BTreeSet<&str> = known
            .iter()
            .filter(|at| events[**at].as_deref() == Some(label))
            .map(|at| outcome.stories[*at].as_str())
            .collect();
        lines.push(format!("worst: {label} F1 {f1:.2}, in {} stories", parts.len()));
    }
    lines
}

fn row(name: &str, grade: &Grade) -> String {
    format!(
        "{name}: BCubed precision {:.3} recall {:.3} F1 {:.3}, pairs F1 {:.3}, {} of {} events exact, {} articles",
        grade.precision,
        grade.recall,
        grade.f1(),
        grade.pair_f1(),
        grade.exact,
        grade.events,
        grade.articles
    )
}

/// BCubed F1 of one label's articles.
fn of_label(label: &str, known: &[usize], events: &[Option<String>], stories: &[String]) -> f64 {
    let is = |at: &&usize| events[**at].as_deref() == Some(label);
    let own: Vec<usize> = known.iter().filter(is).copied().collect();
    let shares = own.iter().map(|at| {
        let together = |other: &&usize| stories[**other] == stories[*at];
        let story = known.iter().filter(together).count() as f64;
        let both = own.iter().filter(together).count() as f64;
        (both / story, both / own.len() as f64)
    });
    let (precision, recall) = shares.fold((0.0, 0.0), |sum, share| (sum.0 + share.0, sum.1 + share.1));
    let count = own.len().max(1) as f64;
    2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE) / count
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(lines: &[&str], expected: &[&str]) {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("set.jsonl"), lines.join("\n")).unwrap();
        std::fs::write(folder.path().join("other.txt"), "not read").unwrap();
        let mut out = Vec::new();
        let options = Options { path: folder.path().to_owned(), jobs: Some(1), worst: 5 };
        let said = match write(&options, &mut out) {
            Ok(()) => String::from_utf8(out).unwrap(),
            Err(error) => format!("{error:#}"),
        };
        for words in expected {
            assert!(said.contains(words), "{words:?} is not in {said}");
        }
    }

    #[test]
    fn what_became_of_known_events_is_said() {
        let flood = r#"{"id":"1","title":"Skerry tunnel flooded, 212 led out","text":"Wardens led 212 people out of the Skerry tunnel on Monday.","story":"flood"}"#;
        let again = r#"{"id":"2","title":"212 led out of flooded Skerry tunnel","text":"Wardens led 212 people out of the Skerry tunnel.","story":"flood"}"#;
        let apart = r#"{"id":"3","title":"Choir wins the upland prize","text":"A choir of bakers sang best, the jury of the upland fair found.","story":"flood"}"#;
        let none = r#"{"id":"4","title":"Without a label"}"#;
        check(
            &[flood, again, none],
            &[
                "3 articles, 2 of a known event",
                "in the end: BCubed precision 1.000 recall 1.000 F1 1.000",
                "1 of 1 events exact, 2 articles",
            ],
        );
        check(&[flood, "", again, apart], &["recall 0.556", "worst: flood F1 0.71, in 2 stories"]);
        check(&[none], &["set.jsonl: no line has a `story`"]);
        check(&[flood, "{"], &["set.jsonl, line 2"]);
        check(&[flood, r#"{"title":"no id"}"#], &["set.jsonl, line 2", "id"]);
    }
}
