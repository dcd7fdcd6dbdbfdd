//! Measures the model on this machine: time to load, memory before and after, sentences a second on one core.
//!
//! Run with `cargo run --release -p courant-embed --example measure`. The sentences are the crate's test sentences: 416, in
//! sixteen languages. Seconds are the processor's where the system tells (Linux), so that other programs count little.
#![allow(clippy::print_stdout, reason = "an example prints its result")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use courant_embed::Model;

/// Time to measure each way for.
const SPAN: Duration = Duration::from_secs(2);

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let before = resident()?;
    let start = Instant::now();
    let model = Model::load()?;
    println!("load {:.0} ms", start.elapsed().as_secs_f64() * 1e3);
    println!("resident before {before}, after loading {}", resident()?);
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/sentences.tsv");
    let text = std::fs::read_to_string(file)?;
    let sentences: Vec<&str> = text.lines().filter_map(|line| line.split_once('\t')).map(|(_, text)| text).collect();
    // As long as a news title with the first sentence after it.
    let pairs: Vec<String> = sentences.chunks_exact(2).map(|pair| pair.join(" ")).collect();
    let pairs: Vec<&str> = pairs.iter().map(String::as_str).collect();
    for _ in 0..3 {
        one_by_one(&model, "sentences", &sentences);
        together(&model, &sentences, 2);
        together(&model, &sentences, 32);
        one_by_one(&model, "two joined", &pairs);
    }
    println!("resident after embedding {}", resident()?);
    Ok(())
}

fn one_by_one(model: &Model, name: &str, texts: &[&str]) {
    measure(model, name, texts, |texts| texts.iter().for_each(|text| drop(black_box(model.embed(text)))));
}

fn together(model: &Model, texts: &[&str], count: usize) {
    measure(model, &format!("sentences, {count} at once"), texts, |texts| {
        texts.chunks(count).for_each(|texts| drop(black_box(model.embed_all(texts))));
    });
}

fn measure(model: &Model, name: &str, texts: &[&str], embed: impl Fn(&[&str])) {
    let tokens: usize = texts.iter().map(|text| model.tokens(text).len()).sum();
    let (start, wall, mut rounds) = (processor_time(), Instant::now(), 0);
    while wall.elapsed() < SPAN {
        embed(texts);
        rounds += 1;
    }
    let spent = match (start, processor_time()) {
        (Some(start), Some(end)) => end.saturating_sub(start),
        _ => wall.elapsed(),
    };
    let count = (rounds * texts.len()) as f64 / spent.as_secs_f64();
    println!("{name}: {count:.0} a second, of {:.1} tokens", tokens as f64 / texts.len() as f64);
}

/// What this thread has had of a processor.
fn processor_time() -> Option<Duration> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    text.split_whitespace().next()?.parse().ok().map(Duration::from_nanos)
}

fn resident() -> std::io::Result<String> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let lines =
        status.lines().filter(|line| ["VmRSS", "VmHWM", "RssAnon", "RssFile"].iter().any(|k| line.starts_with(k)));
    Ok(lines.map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect::<Vec<_>>().join(", "))
}
