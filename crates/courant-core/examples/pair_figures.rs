//! Writes the figures of pairs for fitting the scores: see `xtask/fit/README.md`.
//!
//! Arguments: articles (JSON lines with labels), their vectors (1,024 bytes an article, or `-`), `titles` to leave
//! the texts out, `labelled` to leave articles without a label out, `cut=N` to cut each text at a length that follows
//! from its position and N, as feeds do (the vectors must be of the same texts: `texts` prints them and does nothing
//! else). Output: `id id regime time figures...`, one pair of labelled articles a line.
#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::expect_used, reason = "a tool that people run by hand")]

use std::collections::BTreeMap;
use std::io::Write;

use courant_core::model::{Article, ArticleInput, Understanding};
use courant_core::story::{Engine, Event, features};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let text = std::fs::read_to_string(&arguments[0]).expect("articles");
    let vectors = std::fs::read(&arguments[1]).unwrap_or_default();
    let labelled_only = arguments.iter().any(|argument| argument == "labelled");
    let titles_only = arguments.iter().any(|argument| argument == "titles");
    let cut: Option<u64> = arguments.iter().find_map(|argument| argument.strip_prefix("cut=")?.parse().ok());
    let print = arguments.iter().any(|argument| argument == "texts");
    let mut engine = Engine::new();
    let mut labels: BTreeMap<String, String> = BTreeMap::new();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for (number, line) in text.lines().enumerate() {
        let raw: serde_json::Value = serde_json::from_str(line).expect("JSON");
        if labelled_only && !raw["story"].is_string() {
            continue;
        }
        let input: ArticleInput = serde_json::from_str(line).expect("article");
        let mut article: Article = input.into_article().expect("article");
        if titles_only {
            article.text.clear();
            article.description.clear();
        }
        if let Some(seed) = cut {
            let words = words_kept(number as u64, seed);
            article.text = article.text.split_whitespace().take(words).collect::<Vec<_>>().join(" ");
            article.description.clear();
        }
        if print {
            writeln!(out, "{}", serde_json::json!({"id": article.id, "title": article.title, "text": article.text})).unwrap();
            continue;
        }
        let vector = |part: usize| {
            let at = number * 1024 + part * 512;
            let bytes = vectors.get(at..at + 512)?;
            let signed: Vec<i8> = bytes.iter().map(|byte| *byte as i8).collect();
            (signed.iter().any(|value| *value != 0) && !(titles_only && part == 1)).then_some(signed)
        };
        let understanding = Understanding { language: "en".to_owned(), ..Understanding::default() };
        let story = features(&article, &understanding, vector(0).as_deref(), vector(1).as_deref());
        if let Some(label) = raw.get("story").and_then(|label| label.as_str()) {
            for (other, regime, figures) in engine.pairs(&story) {
                if let Some(other_label) = labels.get(&other) {
                    write!(out, "{} {} {} {}", article.id, other, label, other_label).unwrap();
                    write!(out, " {regime:?}").unwrap();
                    figures.iter().for_each(|figure| write!(out, " {figure}").unwrap());
                    writeln!(out).unwrap();
                }
            }
            labels.insert(article.id.clone(), label.to_owned());
        }
        engine.take(&Event::Article(Box::new(story)));
        let now = engine.clock();
        engine.take(&Event::Tick(now));
    }
}

/// How much of a text a feed gives: of six texts two nothing, one a line, two a teaser, one a few paragraphs.
fn words_kept(position: u64, seed: u64) -> usize {
    let mut mixed = (position + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ seed.wrapping_mul(0xD1B5_4A32_D192_ED03);
    mixed ^= mixed >> 29;
    mixed = mixed.wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed ^= mixed >> 32;
    let share = ((mixed >> 8) % 1000) as f64 / 1000.0;
    let words = match mixed % 6 {
        0 | 1 => 0.0,
        2 => 6.0 + share * 14.0,
        3 | 4 => 12.0 + share * 40.0,
        _ => 60.0 + share * 200.0,
    };
    words as usize
}
