//! An engine in another language: a program that reads the pack's lines as `courant extract` does.
//!
//! It is run in the pack's folder and given the pack on standard input. First it prints `{"engine": …, "version": …}`, then a
//! line with `id`, `title`, `authors`, `published_at` and `text` for each page; a `text` of null says that it failed there. Its
//! time has its own start in it, and that of its interpreter.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, ensure};
use nix::sys::resource::UsageWho;
use serde::Deserialize;

use crate::measure::{Run, cpu_seconds};

#[derive(Deserialize)]
struct Head {
    engine: String,
    version: String,
}

#[derive(Deserialize)]
struct Line {
    text: Option<String>,
}

/// Runs the program once over all pages.
pub fn run(command: &str, pack: &Path) -> anyhow::Result<Run> {
    let (program, arguments) = words(command)?;
    let started = cpu_seconds(UsageWho::RUSAGE_CHILDREN)?;
    let output = Command::new(program)
        .args(arguments)
        .current_dir(fs::canonicalize(pack)?.parent().context("the pack lies in no folder")?)
        .stdin(File::open(pack)?)
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("{command} cannot be run"))?;
    let seconds = cpu_seconds(UsageWho::RUSAGE_CHILDREN)? - started;
    ensure!(output.status.success(), "{command} ended with {}", output.status);
    read(&String::from_utf8(output.stdout)?, seconds).with_context(|| format!("{command} gave something else"))
}

/// The words of a command. Those that name a file here do so in the pack's folder too.
fn words(command: &str) -> anyhow::Result<(String, Vec<String>)> {
    let there = |word: &str| match fs::canonicalize(word) {
        Ok(path) if path.is_file() => path.to_string_lossy().into_owned(),
        _ => word.to_owned(),
    };
    let mut words = command.split_whitespace();
    let program = words.next().context("a program without a name")?;
    // A program is kept as it was named: an interpreter finds its modules by the place that it was called at.
    let program = std::path::absolute(program).ok().filter(|path| path.is_file()).unwrap_or_else(|| program.into());
    Ok((program.to_string_lossy().into_owned(), words.map(there).collect()))
}

fn read(output: &str, seconds: f64) -> anyhow::Result<Run> {
    let (head, lines) = output.split_once('\n').context("no first line")?;
    let Head { engine: name, version } = serde_json::from_str(head)?;
    let read: Vec<Line> = lines.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    let failed = read.iter().filter(|line| line.text.is_none()).count();
    Ok(Run { name, version, ours: false, lines: lines.to_owned(), seconds, failed })
}

#[cfg(test)]
mod tests {
    use super::{read, words};

    #[test]
    fn a_page_without_a_text_has_failed() {
        let run =
            read("{\"engine\":\"E\",\"version\":\"2\"}\n{\"id\":1,\"text\":null}\n{\"id\":2,\"text\":\"\"}\n", 1.0)
                .unwrap();
        assert_eq!((run.name.as_str(), run.version.as_str(), run.failed, run.lines.lines().count()), ("E", "2", 1, 2));
        assert!(read("{\"id\":1,\"text\":null}\n", 1.0).is_err());
        assert!(read("", 1.0).is_err());
    }

    #[test]
    fn files_are_named_for_any_folder_and_other_words_kept() {
        let (program, arguments) = words("python3 src/main.rs --flag").unwrap();
        assert_eq!(program, "python3");
        assert!(arguments[0].starts_with('/') && arguments[0].ends_with("/src/main.rs"), "{arguments:?}");
        assert_eq!(arguments[1], "--flag");
        assert!(words(" ").is_err());
    }
}
