//! Writes the figures of pairs for fitting the scores: see `xtask/fit/README.md`.
//!
//! Arguments: articles (JSON lines with labels), then any of `titles` to leave the texts out, `cut=N` to cut each text at
//! a length that follows from its position and N, as feeds do, `labelled` to leave articles without a label out, and
//! `unembedded` to do without embeddings. Output: `id id label label regime figures...`, one pair of labelled articles a
//! line.
#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::expect_used, reason = "a tool that people run by hand")]

use std::collections::BTreeMap;
use std::io::Write;

use courant_core::model::{Article, ArticleInput};
use courant_core::story::{Engine, Event, StoryArticle, features, lead_text};
use courant_embed::Model;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let is = |word: &str| arguments.iter().any(|argument| argument == word);
    let text = std::fs::read_to_string(&arguments[0]).expect("articles");
    let cut: Option<u64> = arguments.iter().find_map(|argument| argument.strip_prefix("cut=")?.parse().ok());
    let model = (!is("unembedded")).then(|| Model::load().expect("the embedded model"));
    let mut engine = Engine::new();
    let mut labels: BTreeMap<String, String> = BTreeMap::new();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for (number, line) in text.lines().enumerate() {
        let raw: serde_json::Value = serde_json::from_str(line).expect("JSON");
        let label = raw["story"].as_str();
        if is("labelled") && label.is_none() {
            continue;
        }
        let input: ArticleInput = serde_json::from_str(line).expect("article");
        let mut article: Article = input.into_article().expect("article");
        if let Some(words) = cut.map(|seed| words_kept(number as u64, seed)).or(is("titles").then_some(0)) {
            article.text = article.text.split_whitespace().take(words).collect::<Vec<_>>().join(" ");
            article.description.clear();
        }
        let story = read(&article, model.as_ref());
        if let Some(label) = label {
            for (other, regime, figures) in engine.pairs(&story) {
                if let Some(other_label) = labels.get(&other) {
                    write!(out, "{} {} {} {} {regime:?}", article.id, other, label, other_label).unwrap();
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

fn read(article: &Article, model: Option<&Model>) -> StoryArticle {
    let vector = |text: &str| model.filter(|_| !text.trim().is_empty()).map(|model| model.embed_i8(text));
    let (title, lead) = (vector(&article.title), vector(&lead_text(article)));
    let slice = |vector: &Option<courant_embed::Embedding>| vector.as_ref().map(|vector| vector.as_slice().to_vec());
    features(article, &courant_core::understand(article), slice(&title).as_deref(), slice(&lead).as_deref())
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
