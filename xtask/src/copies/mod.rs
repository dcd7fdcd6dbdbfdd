//! `cargo xtask eval copies`: does `courant copies` find a text again after what editors do to it, and join nothing else?
//!
//! Texts of the packs are taken, mutually different, and each is edited in four ways. Every kind of edit is a stream of
//! its own, all originals first, so that no edit is found by way of another edit.

mod choose;
mod edits;
mod tally;

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use anyhow::{Context, ensure};
use serde_json::{Value, json};

use crate::score;
use crate::shared::Shared;
use choose::Text;
use edits::{EDITS, Edit, Words};
use tally::Tally;

/// Packs whose texts are edited, with their files.
const PACKS: [(&str, &str); 4] = [
    ("stories", "allsides.jsonl"),
    ("stories", "events.jsonl"),
    ("language", "basil.jsonl"),
    ("language", "bbc-summary.jsonl"),
];
/// What precision and recall have to reach.
const FLOOR: f64 = 0.98;

/// What `cargo xtask eval copies` takes.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// Texts that are edited
    #[arg(long, default_value_t = 2_000)]
    texts: usize,
    /// Use the debug build that is there already
    #[arg(long)]
    debug: bool,
    /// A filter that answers as `courant copies` does, instead of it
    #[arg(long, value_name = "PROGRAM")]
    filter: Option<PathBuf>,
}

/// Prints a row for each kind of edit; the exit code is 1 when a figure is below its floor.
///
/// # Errors
/// When the reference data is missing, courant does not build, or the filter fails.
pub fn run(options: &Options) -> anyhow::Result<ExitCode> {
    let shared = Shared::find()?.context("no ../shared here, and COURANT_SHARED names none")?;
    let mut command = match &options.filter {
        Some(program) => vec![program.clone().into_os_string()],
        None => vec![score::build(!options.debug)?.into_os_string(), "copies".into()],
    };
    let all: Vec<Text> = PACKS
        .iter()
        .map(|(pack, file)| choose::read(&shared.pack(pack)?.join(file)))
        .collect::<Result<Vec<_>, _>>()?
        .concat();
    let (originals, left) = choose::different(all, options.texts);
    let words = Words::of(&originals);
    println!("{} texts, {left} left out because they share words with another\n", originals.len());
    println!("| edit | texts | precision | recall | joins between different texts |\n|---|---|---|---|---|");
    let mut low = false;
    for edit in EDITS {
        let tally = one(&mut command, &originals, &words, edit)?;
        println!("{}", tally.row(edit.name()));
        low |= tally.precision() < FLOOR || tally.recall() < FLOOR;
    }
    Ok(if low { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// One kind of edit on all texts that it can be made on.
fn one(command: &mut [std::ffi::OsString], originals: &[Text], words: &Words, edit: Edit) -> anyhow::Result<Tally> {
    let folder = tempfile::tempdir().context("no temporary folder")?;
    let path = folder.path().join("stream.jsonl");
    let mut file = BufWriter::new(File::create(&path)?);
    let mut made = 0;
    for original in originals {
        write(&mut file, &original.id, &original.text)?;
    }
    for (number, original) in originals.iter().enumerate() {
        if let Some(text) = edit.apply(&original.text, words, number as u64) {
            write(&mut file, &edited(&original.id), &text)?;
            made += 1;
        }
    }
    file.flush()?;
    let mut tally = Tally::new(made);
    for line in answers(command, &path)?.lines() {
        let answer: Value = serde_json::from_str(line).context("the filter answered with something that is no JSON")?;
        let id = answer["id"].as_str().context("an answer without id")?;
        tally.take(id.strip_suffix(EDITED), answer["copy_of"].as_str());
    }
    Ok(tally)
}

/// What an edited text's id ends in.
const EDITED: &str = "#edited";

fn edited(id: &str) -> String {
    format!("{id}{EDITED}")
}

fn write(out: &mut impl Write, id: &str, text: &str) -> anyhow::Result<()> {
    Ok(writeln!(out, "{}", json!({"id": id, "text": text}))?)
}

fn answers(command: &[std::ffi::OsString], path: &Path) -> anyhow::Result<String> {
    let (program, arguments) = command.split_first().context("no filter")?;
    let output = Command::new(program)
        .args(arguments)
        .stdin(File::open(path)?)
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("{} cannot be run", program.display()))?;
    ensure!(output.status.success(), "the filter ended with {}", output.status);
    String::from_utf8(output.stdout).context("the filter's output is no UTF-8")
}
