//! As much HTTP as two servers on loopback need: one request a connection, the answer ends with it.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use anyhow::{Context as _, ensure};
use serde_json::Value;

const PATIENCE: Duration = Duration::from_secs(60);

/// Asks for JSON; an answer that is not 200 is an error.
pub fn json(method: &str, address: SocketAddr, path: &str, body: &str) -> anyhow::Result<Value> {
    let bytes = ask(method, address, path, body)?;
    serde_json::from_slice(&bytes).with_context(|| format!("{method} {path} did not answer with JSON"))
}

/// Asks for bytes; an answer that is not 200 is an error.
pub fn ask(method: &str, address: SocketAddr, path: &str, body: &str) -> anyhow::Result<Vec<u8>> {
    exchange(method, address, path, body).with_context(|| format!("{method} http://{address}{path}"))
}

fn exchange(method: &str, address: SocketAddr, path: &str, body: &str) -> anyhow::Result<Vec<u8>> {
    let mut stream = TcpStream::connect_timeout(&address, PATIENCE)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let length = body.len();
    // HTTP/1.0 has no chunks, so what comes after the head is the body.
    write!(stream, "{method} {path} HTTP/1.0\r\nHost: {address}\r\nContent-Length: {length}\r\n\r\n{body}")?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    let head = answer.windows(4).position(|four| four == b"\r\n\r\n").context("the answer has no head")?;
    let first = String::from_utf8_lossy(&answer[..head]).lines().next().unwrap_or_default().to_owned();
    ensure!(first.split_whitespace().nth(1) == Some("200"), "the answer is {first:?}");
    Ok(answer.split_off(head + 4))
}
