//! The program under test: `courant demo` in a data folder, with what its API tells.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

/// The longest that the program may take to start, and to read its newsrooms, also on a slow machine.
const PATIENCE: Duration = Duration::from_secs(180);

/// A running demo; it ends with this value.
pub struct Demo {
    child: Child,
    /// `http://127.0.0.1:PORT`, without a slash at the end.
    pub base: String,
    data: TempDir,
    client: reqwest::Client,
}

impl Demo {
    /// Starts a demo in a fresh folder; it may still be reading.
    pub fn start() -> Self {
        // Reqwest wants a crypto library even for plain http; another test may have named it already.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let data = tempfile::tempdir().unwrap();
        let (child, base) = launch(data.path());
        let client = reqwest::Client::builder().no_proxy().timeout(PATIENCE).build().unwrap();
        Self { child, base, data, client }
    }

    /// Starts a demo and waits until it has read everything.
    pub async fn read() -> Self {
        let demo = Self::start();
        demo.settle().await;
        demo
    }

    /// Waits until nothing is left to do.
    pub async fn settle(&self) {
        let began = Instant::now();
        loop {
            let status = self.json("/api/v1/status").await;
            if status["jobs_pending"] == 0 && status["articles"].as_u64() > Some(0) {
                return;
            }
            assert!(began.elapsed() < PATIENCE, "the demo is still reading after {PATIENCE:?}: {status}");
            tokio::time::sleep(Duration::from_millis(150)).await;
        }
    }

    /// Kills the process as a power cut would and starts it again on the same folder.
    pub async fn kill_and_restart(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        (self.child, self.base) = launch(self.data.path());
        self.settle().await;
    }

    /// What a path of the API answers.
    pub async fn json(&self, path: &str) -> Value {
        let answer = self.client.get(format!("{}{path}", self.base)).send().await.unwrap();
        assert!(answer.status().is_success(), "{path}: {}", answer.status());
        answer.json().await.unwrap()
    }

    /// The whole address of a path.
    pub fn at(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        // It may have ended by itself; a test that needs it alive has failed by then.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Runs the program and reads the address that it prints.
fn launch(data: &Path) -> (Child, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_courant"))
        .args(["demo", "--listen", "127.0.0.1:0", "--data"])
        .arg(data)
        .env("RUST_LOG", "warn")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let base = line.trim().strip_prefix("listening on ").unwrap_or_else(|| panic!("no address in {line:?}"));
    (child, base.trim_end_matches('/').to_owned())
}
