//! `cargo xtask eval`: every filter over every pack, and the figures in docs/MEASUREMENTS.md.

use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode};

use anyhow::{Context, ensure};
use serde_json::Value;

use crate::copies;
use crate::packs::{RUNS, Run};
use crate::score::{self, Scored};
use crate::shared::Shared;

/// The table stands between these two lines; what is around them is kept.
const BEGIN: &str = "<!-- figures: written by cargo xtask eval -->";
/// See [`BEGIN`].
const END: &str = "<!-- end of figures -->";

/// What `cargo xtask eval` takes.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Options {
    #[command(subcommand)]
    made: Option<Made>,
    /// Only the runs with these names, printed and not written
    #[arg(long, value_name = "NAME")]
    only: Vec<String>,
    /// Threads of each filter
    #[arg(long, default_value_t = 1)]
    jobs: usize,
    /// Use the debug build that is there already
    #[arg(long)]
    debug: bool,
}

/// Runs whose truth is made here.
#[derive(Debug, clap::Subcommand)]
enum Made {
    /// Edit the packs' texts as editors do and see whether the copies are found
    Copies(copies::Options),
}

/// Scores and writes; the exit code is 1 when a run failed, whose row then says why.
///
/// # Errors
/// When the reference data is missing, courant does not build, or the document cannot be written.
pub fn run(options: &Options) -> anyhow::Result<ExitCode> {
    if let Some(Made::Copies(options)) = &options.made {
        return copies::run(options);
    }
    let shared = Shared::find()?.context("no ../shared here, and COURANT_SHARED names none")?;
    let unknown: Vec<&String> = options.only.iter().filter(|name| !RUNS.iter().any(|run| run.name == **name)).collect();
    ensure!(unknown.is_empty(), "no run is called {unknown:?}");
    let courant = score::build(!options.debug)?;
    let chosen = |run: &&Run| options.only.is_empty() || options.only.iter().any(|name| name == run.name);
    let (mut rows, mut failed) = (Vec::new(), 0);
    for run in RUNS.iter().filter(chosen) {
        eprintln!("{}: {}", run.name, run.command(Some(options.jobs)));
        let scored = score::score(&shared, &courant, run, Some(options.jobs));
        failed += usize::from(scored.is_err());
        let row = row(run, options.jobs, &scored);
        eprintln!("{row}");
        rows.push(row);
    }
    let section = section(&rows, options)?;
    if options.only.is_empty() {
        let path = crate::root().join("docs/MEASUREMENTS.md");
        write(&path, &section)?;
        eprintln!("written: {}", path.display());
    } else {
        eprintln!("{section}");
    }
    Ok(if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn section(rows: &[String], options: &Options) -> anyhow::Result<String> {
    let build = if options.debug { "debug" } else { "release" };
    let head = format!(
        "{}. {}, {build} build, {} thread(s) a filter. {}; {}.\n\n\
         Run in the pack's folder, with the scorers on the path. Times are the filter's own, start included.\n\n\
         | run | command | figures | lines | seconds | lines a second |\n|---|---|---|---|---|---|\n",
        today()?,
        commit(),
        options.jobs,
        machine(),
        said("rustc", &["--version"]),
    );
    Ok(head + &rows.join("\n") + "\n")
}

fn row(run: &Run, jobs: usize, scored: &anyhow::Result<Scored>) -> String {
    let command = run.command(Some(jobs)).replace('|', "\\|");
    match scored {
        Ok(scored) => {
            let seconds = scored.took.as_secs_f64();
            let rate = scored.lines as f64 / seconds.max(0.001);
            let figures: Vec<String> = run.figures.iter().filter_map(|name| figure(scored, name)).collect();
            format!(
                "| {} | `{command}` | {} | {} | {seconds:.1} | {rate:.0} |",
                run.name,
                figures.join(", "),
                scored.lines
            )
        }
        Err(error) => {
            format!("| {} | `{command}` | failed: {} | | | |", run.name, format!("{error:#}").replace('|', "/"))
        }
    }
}

/// A figure with its name, shares with three digits after the point; `None` where the scorer has none for this pack.
fn figure(scored: &Scored, name: &str) -> Option<String> {
    let words = name.replace('_', " ");
    match scored.figures.get(name)? {
        Value::Number(number) if number.is_u64() => Some(format!("{words} {number}")),
        Value::Number(number) => Some(format!("{words} {:.3}", number.as_f64()?)),
        _ => None,
    }
}

fn write(path: &Path, section: &str) -> anyhow::Result<()> {
    let old = fs::read_to_string(path).unwrap_or_else(|_| format!("# Measurements\n\n{BEGIN}\n{END}\n"));
    let new =
        placed(&old, section).with_context(|| format!("{} lacks the lines `{BEGIN}` and `{END}`", path.display()))?;
    fs::create_dir_all(path.parent().unwrap_or(path))?;
    fs::write(path, new).with_context(|| format!("{} cannot be written", path.display()))
}

fn placed(old: &str, section: &str) -> Option<String> {
    let (before, rest) = old.split_once(BEGIN)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}{BEGIN}\n{section}{END}{after}"))
}

/// The day, or that of `SOURCE_DATE_EPOCH`.
fn today() -> anyhow::Result<String> {
    let given = std::env::var("SOURCE_DATE_EPOCH").ok();
    let moment = match given {
        Some(seconds) => {
            jiff::Timestamp::from_second(seconds.trim().parse().context("SOURCE_DATE_EPOCH is no number")?)?
        }
        None => jiff::Timestamp::now(),
    };
    Ok(moment.to_zoned_datetime(jiff::tz::TimeZone::UTC).date().to_string())
}

fn commit() -> String {
    let changed =
        if said("git", &["status", "--porcelain", "--untracked-files=no"]).is_empty() { "" } else { ", with changes" };
    match said("git", &["rev-parse", "--short", "HEAD"]) {
        commit if commit.is_empty() => "No commit known".to_owned(),
        commit => format!("Commit {commit}{changed}"),
    }
}

/// Processor and cores.
fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let text = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = text.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    format!("{cores} cores of {}", model.map_or(std::env::consts::ARCH, |(_, name)| name.trim()))
}

/// What a program prints, without its last newline; empty when it cannot.
fn said(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).current_dir(crate::root()).output();
    output.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use serde_json::{Map, json};

    use super::{BEGIN, END, placed, row};
    use crate::packs::RUNS;
    use crate::score::Scored;

    #[test]
    fn what_is_around_the_table_is_kept() {
        let old = format!("before\n{BEGIN}\nold\n{END}\nafter\n");
        assert_eq!(placed(&old, "new\n"), Some(format!("before\n{BEGIN}\nnew\n{END}\nafter\n")));
        assert_eq!(placed("no marks", "new\n"), None);
    }

    #[test]
    fn a_row_has_its_figures_or_its_reason() {
        let figures: Map<String, _> =
            [("shingle_f1".to_owned(), json!(0.93456)), ("title".to_owned(), json!(1))].into_iter().collect();
        let scored = Scored { figures, lines: 300, took: Duration::from_secs(2) };
        let command = "`courant extract --jobs 1 < pages.jsonl \\| score-extract pages.jsonl`";
        assert_eq!(
            row(&RUNS[0], 1, &Ok(scored)),
            format!("| pages | {command} | shingle f1 0.935, title 1 | 300 | 2.0 | 150 |")
        );
        let failed = row(&RUNS[0], 1, &Err(anyhow::anyhow!("a | b")));
        assert_eq!(failed, format!("| pages | {command} | failed: a / b | | | |"));
    }
}
