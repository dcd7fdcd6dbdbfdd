//! The program under test: its commands and its server, as processes.

use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context as _, ensure};
use serde_json::Value;

use super::http;
use super::publishers::Publishers;

/// A data folder that reads everything the publishers have.
pub struct Site {
    courant: PathBuf,
    folder: PathBuf,
    clock: String,
}

/// Its server, running; killed with this value.
pub struct Running {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
    log: PathBuf,
}

/// Builds the program as it is tested: the profile that all tests use.
pub fn build() -> anyhow::Result<PathBuf> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo).args(["build", "--package", "courant"]).status()?;
    ensure!(status.success(), "the program does not build");
    let target = std::env::current_exe()?;
    let folder = target.parent().context("this program lies nowhere")?;
    Ok(folder.join("courant").with_extension(std::env::consts::EXE_EXTENSION))
}

impl Site {
    /// A new data folder with every feed of the publishers imported, none read yet.
    pub fn prepare(courant: &Path, folder: &Path, publishers: &Publishers) -> anyhow::Result<Self> {
        if folder.exists() {
            std::fs::remove_dir_all(folder)?;
        }
        std::fs::create_dir_all(folder)?;
        let site = Self { courant: courant.to_owned(), folder: folder.to_owned(), clock: publishers.url() };
        let list = folder.join("feeds.opml");
        std::fs::write(&list, publishers.opml()?)?;
        site.command(&["import", &list.to_string_lossy()])?;
        Ok(site)
    }

    /// Starts the server by the publishers' clock.
    pub fn start(&self) -> anyhow::Result<Running> {
        let log = self.folder.join("serve.log");
        let mut child = Command::new(&self.courant)
            .args(["serve", "--listen", "127.0.0.1:0", "--allow-network", "127.0.0.0/8", "--clock", &self.clock])
            .arg("--data")
            .arg(&self.folder)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(File::options().create(true).append(true).open(&log)?)
            .spawn()
            .with_context(|| format!("{} cannot be started", self.courant.display()))?;
        let output = child.stdout.take().context("the server has no output")?;
        let mut line = String::new();
        BufReader::new(output).read_line(&mut line)?;
        let address = line
            .trim()
            .strip_prefix("listening on http://")
            .and_then(|rest| rest.trim_end_matches('/').parse().ok())
            .with_context(|| format!("the server said {line:?}; its log is {}", log.display()))?;
        Ok(Running { child, address, log })
    }

    /// Runs a command over the folder and gives its standard output; an exit other than 0 is an error.
    pub fn command(&self, words: &[&str]) -> anyhow::Result<Vec<u8>> {
        let output = Command::new(&self.courant)
            .args(words)
            .arg("--data")
            .arg(&self.folder)
            .args(if words.first() == Some(&"import") { &["--allow-network", "127.0.0.0/8"][..] } else { &[] })
            .stdin(Stdio::null())
            .output()
            .with_context(|| format!("{} cannot be started", self.courant.display()))?;
        let said = String::from_utf8_lossy(&output.stderr);
        ensure!(output.status.success(), "`courant {}` ended with {}: {}", words.join(" "), output.status, said.trim());
        Ok(output.stdout)
    }
}

impl Site {
    /// The jobs that were given up, as `courant doctor` names them.
    pub fn given_up(&self) -> anyhow::Result<Vec<String>> {
        let output = Command::new(&self.courant).arg("doctor").arg("--data").arg(&self.folder).output()?;
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        ensure!(said.contains("database:"), "`courant doctor` said only {said:?}");
        Ok(said.lines().filter(|line| line.contains("was given up")).map(|line| line.trim().to_owned()).collect())
    }
}

impl Running {
    /// What `/api/v1/status` says.
    pub fn status(&self) -> anyhow::Result<Value> {
        http::json("GET", self.address, "/api/v1/status", "")
    }

    /// What is left to do now.
    pub fn pending(&self) -> anyhow::Result<i64> {
        self.status()?["jobs_pending"].as_i64().context("the status names no jobs_pending")
    }

    /// All stories with their articles, over as many answers as it takes.
    pub fn stories(&self) -> anyhow::Result<Vec<Value>> {
        let mut stories = Vec::new();
        let mut cursor = String::new();
        loop {
            let mut page = http::json("GET", self.address, &format!("/api/v1/stories?limit=100&cursor={cursor}"), "")?;
            let Value::Array(part) = page["stories"].take() else { anyhow::bail!("the answer has no stories") };
            stories.extend(part);
            match page["next"].as_str() {
                Some(next) => cursor = next.to_owned(),
                None => return Ok(stories),
            }
        }
    }

    /// An article's page as a reader sees it.
    pub fn article_page(&self, id: &str) -> anyhow::Result<String> {
        Ok(String::from_utf8_lossy(&http::ask("GET", self.address, &format!("/article/{id}"), "")?).into_owned())
    }

    /// What the log says of jobs that failed and of errors.
    pub fn problems(&self) -> Vec<String> {
        let log = std::fs::read_to_string(&self.log).unwrap_or_default();
        log.lines().filter(|line| line.contains("ERROR") || line.contains("a job failed")).map(str::to_owned).collect()
    }

    /// SIGKILL: the process does not get to do anything more.
    pub fn kill(mut self) -> anyhow::Result<()> {
        self.end()
    }

    /// Ends the server; nothing that is stored depends on how.
    pub fn stop(mut self) -> anyhow::Result<()> {
        self.end()
    }

    fn end(&mut self) -> anyhow::Result<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended already, which is as good.
        let _ = self.end();
    }
}
