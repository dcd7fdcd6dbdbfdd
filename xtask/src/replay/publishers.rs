//! The replay server as a process of its own, its clock standing still until it is told to go on.

use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::Context as _;
use serde_json::{Value, json};

use super::http;

/// Where every run begins.
pub const START: &str = "2020-04-21T00:43:30Z";

/// The running server; it ends with this value.
pub struct Publishers {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
}

/// The server's program.
pub fn program(shared: &Path) -> PathBuf {
    shared.join("tools/replay/replay.py")
}

/// Whether there is a Python to run it.
pub fn python_runs() -> bool {
    let version = Command::new("python3").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    version.is_ok_and(|status| status.success())
}

impl Publishers {
    /// Starts it over the packs in `data`, on a free port.
    pub fn start(shared: &Path, data: &Path) -> anyhow::Result<Self> {
        let mut command = Self::with_wire(shared, data);
        command.arg("--pages").arg(data.join("pages"));
        command.arg("--stories").arg(data.join("stories/events.jsonl"));
        // Whole feeds: in the newest thirty alone some articles of the three days would never be offered.
        command.args(["--items", "1000"]);
        Self::run(command)
    }

    /// Starts it over the wire alone.
    pub fn start_wire(shared: &Path, data: &Path) -> anyhow::Result<Self> {
        Self::run(Self::with_wire(shared, data))
    }

    fn with_wire(shared: &Path, data: &Path) -> Command {
        let mut command = Command::new("python3");
        command.arg(program(shared)).args(["--port", "0", "--speed", "0", "--start", START]);
        command.arg("--wire").arg(data.join("wire"));
        command
    }

    fn run(mut command: Command) -> anyhow::Result<Self> {
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .context("the replay server cannot be started")?;
        let output = child.stdout.take().context("the replay server has no output")?;
        let mut line = String::new();
        BufReader::new(output).read_line(&mut line)?;
        let address = line
            .split_whitespace()
            .next()
            .and_then(|url| url.strip_prefix("http://")?.trim_end_matches('/').parse().ok())
            .with_context(|| format!("the replay server said {line:?} instead of its address"))?;
        Ok(Self { child, address })
    }

    /// `http://ADDR:PORT`, without a slash at the end.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Moves its clock on.
    pub fn advance(&self, seconds: u32) -> anyhow::Result<()> {
        http::json("POST", self.address, "/clock", &json!({ "advance": seconds }).to_string()).map(|_| ())
    }

    /// Sets its clock.
    pub fn set(&self, to: jiff::Timestamp) -> anyhow::Result<()> {
        http::json("POST", self.address, "/clock", &json!({ "to": to.to_string() }).to_string()).map(|_| ())
    }

    /// Sets its clock back to where every run begins, and starts counting anew.
    pub fn rewind(&self) -> anyhow::Result<()> {
        http::json("POST", self.address, "/clock", &json!({ "to": START }).to_string())?;
        self.forget()
    }

    /// The list of all its feeds.
    pub fn opml(&self) -> anyhow::Result<Vec<u8>> {
        http::ask("GET", self.address, "/opml", "")
    }

    /// What was asked of it since it started or [`forget`](Self::forget).
    pub fn stats(&self) -> anyhow::Result<Value> {
        http::json("GET", self.address, "/stats", "")
    }

    /// Starts counting anew.
    pub fn forget(&self) -> anyhow::Result<()> {
        http::json("DELETE", self.address, "/stats", "").map(|_| ())
    }
}

impl Drop for Publishers {
    fn drop(&mut self) {
        // It keeps nothing, so it may end at once; that it had ended already is no fault.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
