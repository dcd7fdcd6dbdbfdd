//! Running a filter and judging its output.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, bail, ensure};
use serde_json::{Map, Value};

use crate::packs::Run;
use crate::shared::Shared;

/// A filter that takes longer is ended.
const LONGEST: Duration = Duration::from_secs(25 * 60);
/// How often a running filter is looked at.
const LOOK: Duration = Duration::from_millis(10);

/// What a scorer said, and how long the filter took.
#[derive(Debug, Clone)]
pub struct Scored {
    /// The scorer's figures by name.
    pub figures: Map<String, Value>,
    /// Lines that the filter answered.
    pub lines: usize,
    /// The filter's own time.
    pub took: Duration,
}

/// The binary beside this program (`debug`), or its neighbour in `release`.
///
/// # Errors
/// When this program's own place is unknown or cargo cannot build.
pub fn build(release: bool) -> anyhow::Result<PathBuf> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["build", "--quiet", "--package", "courant", "--bin", "courant"]).current_dir(crate::root());
    if release {
        cargo.arg("--release");
    }
    let status = cargo.status().context("cargo cannot be started")?;
    ensure!(status.success(), "courant does not build");
    let profile = std::env::current_exe()?.parent().context("this program lies in no folder")?.to_path_buf();
    let folder = if release { profile.with_file_name("release") } else { profile };
    Ok(folder.join(format!("courant{}", std::env::consts::EXE_SUFFIX)))
}

/// Runs the filter of `run` over its pack and the scorer over what comes out.
///
/// # Errors
/// When the pack is missing, the filter fails, or the scorer gives no figures.
pub fn score(shared: &Shared, courant: &Path, run: &Run, jobs: Option<usize>) -> anyhow::Result<Scored> {
    let folder = shared.pack(run.pack)?;
    let work = tempfile::tempdir().context("no temporary folder")?;
    let output = work.path().join("output.jsonl");
    let truth = once_each(&folder.join(run.file), work.path())?;
    let input = File::open(&truth)?;
    let mut filter = Command::new(courant);
    let named = |argument: String| if argument == run.file { truth.clone().into() } else { OsString::from(argument) };
    filter
        .args(run.filter_arguments(jobs).into_iter().map(named))
        .current_dir(&folder)
        .stdin(input)
        .stdout(File::create(&output)?);
    let started = Instant::now();
    let status = ended(filter.spawn().with_context(|| format!("{} cannot be run", courant.display()))?)?;
    let took = started.elapsed();
    // 3 says that some lines could not be read; the scorer counts what is missing.
    ensure!(matches!(status.code(), Some(0 | 3)), "courant {} ended with {status}", run.filter.join(" "));
    let lines = fs::read_to_string(&output)?.lines().count();
    Ok(Scored { figures: judge(shared, run, (&folder, &truth), &output)?, lines, took })
}

/// The pack's file, or a copy in `work` without the lines whose id came before: scorers refuse a pack that has one twice.
fn once_each(file: &Path, work: &Path) -> anyhow::Result<PathBuf> {
    let text = fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
    let mut ids = BTreeSet::new();
    let mut first = |line: &&str| {
        let id = serde_json::from_str::<Value>(line).ok().and_then(|line| Some(line.get("id")?.to_string()));
        id.is_none_or(|id| ids.insert(id))
    };
    let lines: Vec<&str> = text.lines().collect();
    let kept: Vec<&str> = lines.iter().copied().filter(|line| first(line)).collect();
    if kept.len() == lines.len() {
        return Ok(file.to_owned());
    }
    let copy = work.join("input.jsonl");
    fs::write(&copy, kept.join("\n") + "\n")?;
    Ok(copy)
}

fn judge(
    shared: &Shared,
    run: &Run,
    (folder, truth): (&Path, &Path),
    output: &Path,
) -> anyhow::Result<Map<String, Value>> {
    let (name, arguments) = run.scorer.split_first().context("a run names no scorer")?;
    let scorer = Command::new(shared.scorer(name))
        .args(arguments)
        .arg(truth)
        .current_dir(folder)
        .stdin(File::open(output)?)
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("{name} cannot be run"))?;
    let text = String::from_utf8_lossy(&scorer.stdout);
    let first = text.lines().next().with_context(|| format!("{name} said nothing"))?;
    serde_json::from_str(first).with_context(|| format!("{name} gave no figures: {first}"))
}

/// Runs a filter over lines made here and returns its answers, one value a line.
///
/// # Errors
/// When the filter fails or answers something else than JSON lines.
pub fn answers(courant: &Path, filter: &[&str], lines: &[Value]) -> anyhow::Result<Vec<Value>> {
    let mut input = tempfile::tempfile().context("no temporary file")?;
    for line in lines {
        writeln!(input, "{line}")?;
    }
    std::io::Seek::rewind(&mut input)?;
    let work = tempfile::tempdir().context("no temporary folder")?;
    let output = work.path().join("output.jsonl");
    let child = Command::new(courant).args(filter).stdin(input).stdout(File::create(&output)?).spawn()?;
    let status = ended(child)?;
    ensure!(status.success(), "courant {} ended with {status}", filter.join(" "));
    let text = fs::read_to_string(&output)?;
    let values: Vec<Value> = text.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    ensure!(values.len() == lines.len(), "{} answers to {} lines", values.len(), lines.len());
    Ok(values)
}

/// Waits for a child, which is ended when it takes too long.
fn ended(mut child: Child) -> anyhow::Result<ExitStatus> {
    let started = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status);
        }
        if started.elapsed() > LONGEST {
            child.kill()?;
            child.wait()?;
            bail!("ended after {} minutes", LONGEST.as_secs() / 60);
        }
        std::thread::sleep(LOOK);
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::once_each;

    #[test]
    fn a_second_line_with_an_id_is_left_out() {
        let check = |lines: &str, want: &str| {
            let work = tempfile::tempdir().unwrap();
            let file = work.path().join("pack.jsonl");
            fs::write(&file, lines).unwrap();
            let kept = once_each(&file, work.path()).unwrap();
            assert_eq!(fs::read_to_string(&kept).unwrap(), want);
            assert_eq!(kept == file, lines == want);
        };
        let (one, other, two) = ("{\"id\":1,\"a\":1}", "{\"id\":1,\"a\":2}", "{\"id\":2}");
        check(&format!("{one}\n{two}\n"), &format!("{one}\n{two}\n"));
        check(&format!("{one}\n{other}\n{two}\n"), &format!("{one}\n{two}\n"));
    }
}
