//! `courant doctor`: looks at data folder, disk, database, model, index, feeds and jobs, and says what to do.

use std::path::Path;
use std::process::ExitCode;

use clap::Args;
use courant_embed::Model;
use courant_search::SearchIndex;
use courant_store::{OpenError, Store};

use super::troubles::Health;
use super::{House, counted};
use crate::app;

/// Sources with trouble that are named one by one.
const NAMED: usize = 20;
const MB: u64 = 1_000_000;
/// With less room than this a day of many feeds may fill the disk: some six kilobytes an article, twice that while SQLite
/// writes, and pictures.
const LITTLE_ROOM: u64 = 300 * MB;

/// What `doctor` takes.
#[derive(Debug, Args)]
pub struct Options {
    #[command(flatten)]
    house: House,
}

/// Findings, printed as they come; any fault makes the exit status 1.
#[derive(Default)]
struct Report {
    lines: Vec<String>,
    faults: usize,
}

impl Report {
    fn well(&mut self, what: &str, words: &str) {
        self.say(format!("  ok    {what}: {words}"));
    }

    fn note(&mut self, what: &str, words: &str) {
        self.say(format!("  note  {what}: {words}"));
    }

    fn fault(&mut self, what: &str, words: &str) {
        self.faults += 1;
        self.say(format!("  FAULT {what}: {words}"));
    }

    fn say(&mut self, line: String) {
        eprintln!("{line}");
        self.lines.push(line);
    }
}

/// Runs the command.
pub async fn run(options: Options) -> anyhow::Result<ExitCode> {
    let report = look(&options.house.folder()?).await?;
    Ok(if report.faults == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

async fn look(folder: &Path) -> anyhow::Result<Report> {
    let mut report = Report::default();
    if !folder.exists() {
        report.note("data folder", &format!("{} does not exist yet; `courant serve` makes it", folder.display()));
        return Ok(report);
    }
    // What cannot be written cannot be opened either; one fault is enough.
    if !data_folder(folder, &mut report) {
        return Ok(report);
    }
    disk(folder, &mut report);
    if app::database(folder).exists() {
        match app::open_to_look(folder).await {
            Err(error) if matches!(error.downcast_ref(), Some(OpenError::Older { .. })) => {
                report.note("database", &format!("{error:#}"));
            }
            Err(error) => report.fault("database", &format!("{error:#}")),
            Ok(store) => {
                let looked = in_store(&store, folder, &mut report).await;
                store.close().await;
                looked?;
            }
        }
    } else {
        report.note("database", "there is none yet; `courant serve` makes it");
    }
    model(&mut report);
    search_index(&folder.join("search"), &mut report);
    Ok(report)
}

fn data_folder(folder: &Path, report: &mut Report) -> bool {
    if !folder.is_dir() {
        let words = format!("{} is no folder; --data DIR names one", folder.display());
        report.fault("data folder", &words);
        return false;
    }
    if let Err(error) = app::writable(folder) {
        report.fault("data folder", &format!("{error:#}; its owner has to be who runs Courant"));
        return false;
    }
    let site = if app::locked_by_server(folder) { "a site runs in it" } else { "no site runs in it" };
    report.well("data folder", &format!("{}, {site}", folder.display()));
    true
}

fn disk(folder: &Path, report: &mut Report) {
    match fs4::available_space(folder) {
        Ok(free) => room(free, report),
        Err(error) => report.note("disk", &format!("how much room is left cannot be told: {error}")),
    }
}

fn room(free: u64, report: &mut Report) {
    let words = format!("{} MB free", free / MB);
    if free < LITTLE_ROOM {
        report.fault(
            "disk",
            &format!("{words}; without room nothing new can be kept: make some, or move the data folder"),
        );
    } else {
        report.well("disk", &words);
    }
}

async fn in_store(store: &Store, folder: &Path, report: &mut Report) -> anyhow::Result<()> {
    match store.damage().await {
        Ok(None) => {}
        Ok(Some(damage)) => damaged(&damage, report),
        Err(error) => damaged(&error.to_string(), report),
    }
    // Of a damaged one not everything can be read; what can is told all the same.
    if let Err(error) = database(store, folder, report).await {
        report.fault("database", &format!("{error:#}"));
    }
    if let Err(error) = feeds(store, report).await {
        report.fault("feeds", &format!("{error:#}"));
    }
    Ok(())
}

fn damaged(words: &str, report: &mut Report) {
    report.fault("database", &format!("it is damaged ({words}); `courant restore FILE` puts a backup in its place"));
}

async fn database(store: &Store, folder: &Path, report: &mut Report) -> anyhow::Result<()> {
    let now = app::clock_in(folder).await?.now_ms();
    let status = store.status(now).await?;
    let words = format!(
        "{}, {}, {}; {}",
        counted(status.articles, "article", "articles"),
        counted(status.stories, "story", "stories"),
        counted(status.publishers, "publisher", "publishers"),
        counted(status.jobs_pending, "job waits", "jobs wait")
    );
    report.well("database", &words);
    for dead in store.dead_jobs(5).await? {
        let words = format!(
            "{} {} was given up after {} tries: {}; the next version of Courant tries again",
            dead.kind, dead.key, dead.attempts, dead.error
        );
        report.fault("job", &words);
    }
    match store.put_off_jobs(now).await? {
        0 => {}
        many => {
            let jobs = counted(many, "job", "jobs");
            let words =
                format!("{jobs} put off: the program ended again and again while they were done; it may want memory");
            report.note("jobs", &words);
        }
    }
    Ok(())
}

async fn feeds(store: &Store, report: &mut Report) -> anyhow::Result<()> {
    let sources = store.sources().await?;
    let health = Health::of(&sources);
    if health.all == 0 {
        report.note("feeds", "none yet; `courant add URL` adds one");
        return Ok(());
    }
    for (url, problem) in health.troubles.iter().take(NAMED) {
        report.note(url, problem);
    }
    let words = health.words();
    if health.nobody_answers() {
        report.fault("feeds", &format!("{words}; is this machine connected?"));
    } else if health.answer + health.paused == health.all {
        report.well("feeds", &words);
    } else {
        report.note("feeds", &words);
    }
    Ok(())
}

fn model(report: &mut Report) {
    match Model::load() {
        Ok(_) => report.well("embedding model", courant_embed::VERSION),
        Err(error) => {
            report.fault("embedding model", &format!("{error}; this copy of the program is damaged, install it again"))
        }
    }
}

fn search_index(search: &Path, report: &mut Report) {
    if !search.exists() {
        return;
    }
    match SearchIndex::open(search).and_then(|index| index.cursor()) {
        Ok(cursor) => report.well("search index", &format!("at change {cursor}")),
        Err(error) => {
            report.fault("search index", &format!("{error}; delete {} and it is built anew", search.display()))
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use courant_store::{NewPublisher, NewSource};

    /// The report on `folder` has `faults` faults and says all of `words`.
    async fn check(folder: &Path, faults: usize, words: &[&str]) {
        let report = look(folder).await.unwrap();
        for line in words {
            assert!(report.lines.iter().any(|said| said.contains(line)), "{line:?} is not in {:#?}", report.lines);
        }
        assert_eq!(report.faults, faults, "{:#?}", report.lines);
    }

    #[tokio::test]
    async fn what_is_no_folder_is_called_that_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        std::fs::write(&file, b"").unwrap();
        check(&file, 1, &["FAULT data folder", "is no folder"]).await;
        check(&folder.path().join("none"), 0, &["does not exist yet"]).await;
        check(folder.path(), 0, &["ok    disk", "note  database: there is none yet"]).await;
        assert!(!app::database(folder.path()).exists(), "a look makes nothing");
    }

    /// A folder in which even the superuser can make no file.
    #[cfg(target_os = "linux")]
    #[tokio::test]
    async fn a_folder_that_cannot_be_written_is_a_fault() {
        check(Path::new("/proc"), 1, &["FAULT data folder"]).await;
    }

    #[tokio::test]
    async fn feeds_that_were_not_asked_do_not_answer() {
        let folder = tempfile::tempdir().unwrap();
        let store = app::open_store(folder.path()).await.unwrap();
        let publisher = NewPublisher {
            domain: "a.example".to_owned(),
            name: String::new(),
            home_url: String::new(),
            language: None,
        };
        let new = NewSource {
            url: "https://a.example/feed".to_owned(),
            title: String::new(),
            publisher,
            interval_ms: 1,
            next_poll_at: 1,
            own_title: String::new(),
            folder: String::new(),
            entered_url: None,
        };
        store.add_source(&new, None, 1).await.unwrap();
        store.close().await;
        check(folder.path(), 0, &["note  feeds: 0 of 1 feed answer, 1 was not asked yet"]).await;

        let file = app::database(folder.path());
        let mut bytes = std::fs::read(&file).unwrap();
        let end = bytes.len();
        bytes[end - 40_960..].fill(b'x');
        std::fs::write(&file, bytes).unwrap();
        let report = look(folder.path()).await.unwrap();
        assert!(report.faults > 0 && report.lines.iter().any(|line| line.contains("damaged")), "{:#?}", report.lines);
    }

    #[test]
    fn little_room_is_a_fault() {
        for (free, faults) in [(LITTLE_ROOM - 1, 1), (LITTLE_ROOM, 0)] {
            let mut report = Report::default();
            room(free, &mut report);
            assert_eq!(report.faults, faults);
        }
    }
}
