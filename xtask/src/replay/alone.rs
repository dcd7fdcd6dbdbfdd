//! Runs the whole test again in a network of its own, where nothing but loopback can be reached.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

use anyhow::{Context as _, ensure};

use super::{Check, Options};

/// Loopback is down in a new network; an ordinary program is not there everywhere to bring it up, Python is. Then it
/// becomes the program named behind it.
const LOOPBACK_UP: &str = "import fcntl,os,socket,struct,sys\n\
    s=socket.socket()\n\
    fcntl.ioctl(s,0x8914,struct.pack('16sh14x',b'lo',0x41))\n\
    s.bind(('127.0.0.1',0))\n\
    s.listen()\n\
    socket.create_connection(s.getsockname(),5).close()\n\
    if len(sys.argv)>1: os.execv(sys.argv[1],sys.argv[1:])\n";

/// The checks of the run, or why there can be no such network.
pub fn run(options: &Options) -> anyhow::Result<Vec<Check>> {
    let mut command = in_own_network()?;
    command.arg(std::env::current_exe()?).args(["replay", "--alone"]);
    command.arg("--shared").arg(&options.shared);
    if let Some(courant) = &options.courant {
        command.arg("--courant").arg(std::path::absolute(courant)?);
    }
    if let Some(keep) = &options.keep {
        command.arg("--keep").arg(keep);
    }
    for (name, value) in [
        ("--hours", options.hours.to_string()),
        ("--kill-hours", options.kill_hours.to_string()),
        ("--kills", options.kills.to_string()),
        ("--seed", options.seed.to_string()),
    ] {
        command.arg(name).arg(value);
    }
    Ok(read(command).unwrap_or_else(|error| vec![Check::new("replay", false, format!("{error:#}"))]))
}

/// An administrator may make one at once, others inside a user namespace, where the system allows that.
pub fn in_own_network() -> anyhow::Result<Command> {
    let unshare = |flags: &[&str]| {
        let mut command = Command::new("unshare");
        command.args(flags).args(["--", "python3", "-c", LOOPBACK_UP]);
        command
    };
    let mut why = String::new();
    for flags in [&["--net"][..], &["--user", "--map-root-user", "--net"]] {
        let tried = unshare(flags)
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .output()
            .context("unshare cannot be started")?;
        if tried.status.success() {
            return Ok(unshare(flags));
        }
        why = String::from_utf8_lossy(&tried.stderr).trim().to_owned();
    }
    anyhow::bail!("{why}")
}

fn read(mut command: Command) -> anyhow::Result<Vec<Check>> {
    let mut child = command.stdout(Stdio::piped()).spawn()?;
    let output = child.stdout.take().context("no output")?;
    let mut checks = Vec::new();
    for line in BufReader::new(output).lines() {
        checks.push(serde_json::from_str(&line?).context("a check cannot be read")?);
    }
    let status = child.wait()?;
    ensure!(status.success() && !checks.is_empty(), "the test broke off: {status}");
    Ok(checks)
}
