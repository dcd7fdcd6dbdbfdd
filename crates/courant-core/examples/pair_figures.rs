//! Writes the figures of pairs for fitting the scores: see `xtask/fit/README.md`.
//!
//! Arguments: articles (JSON lines with labels), their vectors (1,024 bytes an article, or `-`), `titles` to leave
//! the texts out and `labelled` to leave articles without a label out. Output: `id id regime time figures...`, one pair of labelled articles a line.
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
