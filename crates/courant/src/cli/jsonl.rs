//! The contract of the command-line filters: JSON lines in, JSON lines out, in input order.
//!
//! A well-formed line always yields exactly one output line. A line that cannot be read is reported on standard
//! error with its number and skipped. Exit status: 0 all read, 1 fatal, 3 some lines could not be read.

use std::io::{self, BufRead, BufWriter, Write};
use std::process::ExitCode;

use rayon::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Lines that are read before they are worked on together; bounds memory and keeps the output flowing.
const BATCH: usize = 256;

/// What reading standard input came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Every line was read.
    AllRead,
    /// This many lines could not be read.
    Skipped(usize),
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::AllRead => ExitCode::SUCCESS,
            Outcome::Skipped(_) => ExitCode::from(3),
        }
    }
}

/// Runs `work` on each input line independently, on `jobs` threads (all cores when `None`).
pub fn each<I, O, F>(jobs: Option<usize>, work: F) -> anyhow::Result<Outcome>
where
    I: DeserializeOwned + Send,
    O: Serialize + Send,
    F: Fn(I) -> Result<O, String> + Sync,
{
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs.unwrap_or(0)).build()?;
    let mut output = BufWriter::new(io::stdout().lock());
    let (mut first, mut skipped) = (1, 0);
    let mut lines = io::stdin().lock();
    loop {
        let batch = read_batch(&mut lines)?;
        if batch.is_empty() {
            break;
        }
        let results: Vec<Option<Result<String, String>>> =
            pool.install(|| batch.par_iter().map(|line| one(line, &work)).collect());
        for (offset, result) in results.into_iter().enumerate() {
            match result {
                None => {}
                Some(Ok(json)) => writeln!(output, "{json}")?,
                Some(Err(why)) => {
                    skipped += 1;
                    eprintln!("line {}: {why}", first + offset);
                }
            }
        }
        output.flush()?;
        first += batch.len();
    }
    Ok(outcome(skipped))
}

/// Reads all of standard input, for filters that need the whole before the first answer.
pub fn all<I: DeserializeOwned, T>(accept: impl Fn(I) -> Result<T, String>) -> anyhow::Result<(Vec<T>, Outcome)> {
    collect(io::stdin().lock(), "line", accept)
}

/// Reads a JSON-lines file by the same rules.
pub fn file<I: DeserializeOwned, T>(
    path: &std::path::Path,
    accept: impl Fn(I) -> Result<T, String>,
) -> anyhow::Result<(Vec<T>, Outcome)> {
    use anyhow::Context;
    let reader = std::fs::File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
    collect(io::BufReader::new(reader), &format!("{} line", path.display()), accept)
}

/// Writes values as JSON lines to standard output.
pub fn write<O: Serialize>(values: impl IntoIterator<Item = O>) -> anyhow::Result<()> {
    let mut output = BufWriter::new(io::stdout().lock());
    for value in values {
        writeln!(output, "{}", serde_json::to_string(&value)?)?;
    }
    Ok(output.flush()?)
}

fn collect<I: DeserializeOwned, T>(
    mut reader: impl BufRead,
    place: &str,
    accept: impl Fn(I) -> Result<T, String>,
) -> anyhow::Result<(Vec<T>, Outcome)> {
    let (mut values, mut skipped, mut number) = (Vec::new(), 0, 0);
    loop {
        let batch = read_batch(&mut reader)?;
        if batch.is_empty() {
            break;
        }
        for line in batch {
            number += 1;
            match parse(&line).map(|parsed| parsed.and_then(&accept)) {
                None => {}
                Some(Ok(value)) => values.push(value),
                Some(Err(why)) => {
                    skipped += 1;
                    eprintln!("{place} {number}: {why}");
                }
            }
        }
    }
    Ok((values, outcome(skipped)))
}

fn outcome(skipped: usize) -> Outcome {
    if skipped == 0 { Outcome::AllRead } else { Outcome::Skipped(skipped) }
}

fn read_batch(reader: &mut impl BufRead) -> io::Result<Vec<Vec<u8>>> {
    let mut batch = Vec::new();
    while batch.len() < BATCH {
        let mut line = Vec::new();
        if reader.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        batch.push(line);
    }
    Ok(batch)
}

/// `None` for a blank line, which is neither an input nor a fault.
fn parse<I: DeserializeOwned>(line: &[u8]) -> Option<Result<I, String>> {
    if line.iter().all(u8::is_ascii_whitespace) {
        return None;
    }
    Some(serde_json::from_slice(line).map_err(|error| format!("cannot be read: {error}")))
}

fn one<I: DeserializeOwned, O: Serialize>(
    line: &[u8],
    work: &(impl Fn(I) -> Result<O, String> + Sync),
) -> Option<Result<String, String>> {
    let value = parse(line)?.and_then(work);
    Some(value.and_then(|output| serde_json::to_string(&output).map_err(|error| error.to_string())))
}
