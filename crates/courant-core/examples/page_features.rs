//! Prints one page a line with its blocks and their features, for fitting `extract/blocks.model`.
use courant_core::extract::{blocks, decode, dom, engine, features, voice::Voice};
use std::io::{BufRead, Write};

fn main() {
    let stdin = std::io::stdin();
    let out = std::io::stdout();
    let mut out = std::io::BufWriter::new(out.lock());
    for line in stdin.lock().lines() {
        let row: serde_json::Value = serde_json::from_str(&line.unwrap()).unwrap();
        let bytes = std::fs::read(row["file"].as_str().unwrap()).unwrap();
        let t0 = std::time::Instant::now();
        let (html, _) = decode::decode(&bytes, row["content_type"].as_str());
        let mut problems = Vec::new();
        let document = dom_query::Document::from(html.as_str());
        let tree = dom::Dom::of(&document);
        let found = blocks::blocks(&tree);
        let t1 = t0.elapsed().as_micros();
        let slim = engine::slim(&html);
        let t1b = t0.elapsed().as_micros();
        let precise = engine::precise(&slim, &mut problems);
        let t2 = t0.elapsed().as_micros();
        let readable = engine::readable(document, &mut problems);
        let t3 = t0.elapsed().as_micros();
        let title = tree.named("title").next().map(|id| tree.text(id)).unwrap_or_default();
        let opinions = features::Opinions {
            precise: Voice::of(&precise), readable: Voice::of(&readable), linked: None,
            title: Voice::of(&title), description: Voice::default(),
        };
        let rows = features::features(&tree, &found, &opinions);
        let t4 = t0.elapsed().as_micros();
        let texts: Vec<&str> = found.iter().map(|b| b.text.as_str()).collect();
        let forms: Vec<String> = found.iter().map(|b| format!("{:?}", b.form)).collect();
        writeln!(out, "{}", serde_json::json!({"id": row["id"], "texts": texts, "forms": forms, "rows": rows, "precise": precise, "readable": readable, "problems": problems,
            "times": [t1, t1b, t2, t3, t4]})).unwrap();
    }
}
