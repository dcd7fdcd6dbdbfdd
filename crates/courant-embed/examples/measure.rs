//! Measures the model on this machine: time to load, memory before and after, sentences a second on one core.
//!
//! Run with `cargo run --release -p courant-embed --example measure`. The sentences are the crate's test sentences.
#![allow(clippy::print_stdout, reason = "an example prints its result")]

use std::time::{Duration, Instant};

use courant_embed::Model;

/// Time to measure for.
const SPAN: Duration = Duration::from_secs(3);

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let before = resident()?;
    let start = Instant::now();
    let model = Model::load()?;
    println!("load {:.0} ms", start.elapsed().as_secs_f64() * 1e3);
    println!("resident before {before}, after loading {}", resident()?);
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/sentences.tsv");
    let text = std::fs::read_to_string(file)?;
    let sentences: Vec<&str> = text.lines().filter_map(|line| line.split_once('\t')).map(|(_, text)| text).collect();
    // Several sentences joined, so that a text has 32 tokens as news titles with a first sentence have.
    let texts = joined(&model, &sentences);
    let (mut count, mut tokens, mut spent) = (0usize, 0usize, Duration::ZERO);
    while spent < SPAN {
        let text = &texts[count % texts.len()];
        let start = Instant::now();
        std::hint::black_box(model.embed(text));
        spent += start.elapsed();
        tokens += model.tokens(text).len();
        count += 1;
    }
    let seconds = spent.as_secs_f64();
    println!("{:.0} texts/s of {:.1} tokens", count as f64 / seconds, tokens as f64 / count as f64);
    println!("resident after embedding {}", resident()?);
    Ok(())
}

fn joined(model: &Model, sentences: &[&str]) -> Vec<String> {
    let mut texts = Vec::new();
    let mut text = String::new();
    for sentence in sentences {
        text.push_str(sentence);
        text.push(' ');
        if model.tokens(&text).len() >= 28 {
            texts.push(std::mem::take(&mut text));
        }
    }
    texts
}

fn resident() -> std::io::Result<String> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let lines =
        status.lines().filter(|line| ["VmRSS", "VmHWM", "RssAnon", "RssFile"].iter().any(|k| line.starts_with(k)));
    Ok(lines.map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect::<Vec<_>>().join(", "))
}
