//! Answers as `courant copies` does, but from sketches alone, as the story engine tells copies.
//!
//! `cargo xtask eval copies --filter target/debug/examples/sketch_copies` scores it.

use std::io::{BufRead, Write};

use courant_core::text::fingerprint::{SKETCH_COPY, containment, sketch};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut seen: Vec<(String, Vec<u32>)> = Vec::new();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let line: Value = serde_json::from_str(&line?)?;
        let id = line["id"].as_str().ok_or("a line without id")?.to_owned();
        let own = sketch(line["text"].as_str().unwrap_or_default());
        let best =
            seen.iter().map(|(id, other)| (id, containment(&own, other))).find(|(_, share)| *share >= SKETCH_COPY);
        let answer = json!({"id": id, "copy_of": best.map(|best| best.0), "overlap": best.map_or(0.0, |best| best.1)});
        writeln!(out, "{answer}")?;
        seen.push((id, own));
    }
    Ok(out.flush()?)
}
