//! Prints a page a line with its blocks and their figures, for fitting the judge of blocks.
//!
//! Standard input: JSON lines with `id`, `file`, `content_type` and `url`. With the argument `whole`, prints the figures of
//! the page as a whole instead, for `xtask/fit/pages.py`; with `time`, how long the whole extraction took.
#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::expect_used, reason = "a tool that people run by hand")]

use std::io::{BufRead, Write};

use courant_core::extract::{Hints, examine, extract};

fn main() {
    let whole = std::env::args().any(|argument| argument == "whole");
    let timed = std::env::args().any(|argument| argument == "time");
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let (mut pages, mut seconds) = (0_u32, 0.0);
    for line in std::io::stdin().lock().lines() {
        let row: serde_json::Value = serde_json::from_str(&line.expect("a line")).expect("JSON");
        let bytes = std::fs::read(row["file"].as_str().expect("a file")).expect("a readable file");
        let hints = Hints { content_type: row["content_type"].as_str(), url: row["url"].as_str() };
        if timed {
            let start = std::time::Instant::now();
            let page = std::hint::black_box(extract(&bytes, &hints));
            seconds += start.elapsed().as_secs_f64();
            pages += u32::from(!page.text.is_empty());
            continue;
        }
        let examined = examine(&bytes, &hints);
        if whole {
            writeln!(out, "{}", serde_json::json!({ "id": row["id"], "url": row["url"], "whole": examined.whole }))
                .unwrap();
            continue;
        }
        let texts: Vec<&str> = examined.blocks.iter().map(|block| block.text.as_str()).collect();
        writeln!(out, "{}", serde_json::json!({ "id": row["id"], "texts": texts, "rows": examined.rows })).unwrap();
    }
    if timed {
        let pages = f64::from(pages.max(1));
        writeln!(
            out,
            "{pages} pages with text, {:.2} ms a page, {:.1} a second",
            1000.0 * seconds / pages,
            pages / seconds
        )
        .unwrap();
    }
}
