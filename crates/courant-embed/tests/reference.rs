//! The vectors against those of the reference code: 416 sentences in sixteen languages (`data/reference.py` made them).
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::collections::BTreeMap;
use std::sync::LazyLock;

use courant_embed::{DIMENSIONS, MAX_TOKENS, Model, cosine};

static MODEL: LazyLock<Model> = LazyLock::new(|| Model::load().expect("the built-in model loads"));
static SENTENCES: &str = include_str!("data/sentences.tsv");
static VECTORS: &[u8] = include_bytes!("data/vectors.bin");
static TOKENS: &str = include_str!("data/tokens.tsv");

/// Least agreement with the reference, which computes in floats; the worst sentence has .99972, the mean is .99994.
const NEAR: f64 = 0.9995;

/// FNV-1a over the bytes of all 416 quantised vectors, of version usem3/2. When this changes, so must `VERSION`: stored vectors are stale.
const BITS: u64 = 0x79d0_4361_624b_be12;

fn sentences() -> Vec<(&'static str, &'static str)> {
    SENTENCES.lines().map(|line| line.split_once('\t').expect("language, tab, text")).collect()
}

fn reference(at: usize) -> Vec<f64> {
    let bytes = &VECTORS[at * DIMENSIONS * 2..][..DIMENSIONS * 2];
    bytes.chunks_exact(2).map(|pair| f64::from(i16::from_le_bytes([pair[0], pair[1]]))).collect()
}

fn agreement(a: &[f64], b: &[f64]) -> f64 {
    let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
    dot(a, b) / (dot(a, a) * dot(b, b)).sqrt()
}

#[test]
fn every_vector_agrees_with_the_reference() {
    let sentences = sentences();
    assert_eq!(VECTORS.len(), sentences.len() * DIMENSIONS * 2);
    for (at, (language, text)) in sentences.into_iter().enumerate() {
        let expected = reference(at);
        let vector: Vec<f64> = MODEL.embed(text).into_iter().map(f64::from).collect();
        assert!(agreement(&vector, &expected) >= NEAR, "{language}: {text}: {}", agreement(&vector, &expected));
        let length: f64 = vector.iter().map(|value| value * value).sum();
        assert!((length - 1.0).abs() < 1e-5, "{text}: not of unit length");
        let bytes: Vec<f64> = MODEL.embed_i8(text).as_slice().iter().map(|&byte| f64::from(byte)).collect();
        assert!(agreement(&bytes, &expected) >= 0.9994, "{text}: bytes");
    }
}

#[test]
fn sixteen_languages_have_at_least_25_sentences_each() {
    let mut counts = BTreeMap::new();
    for (language, _) in sentences() {
        *counts.entry(language).or_insert(0) += 1;
        assert!(Model::covers(language), "{language}");
    }
    assert_eq!(counts.len(), 16);
    assert!(counts.values().all(|&count| count >= 25), "{counts:?}");
    for language in ["sv", "vi", "el", "hi", "", "e", "english", "-en"] {
        assert!(!Model::covers(language), "{language}");
    }
    assert!(Model::covers("PT-br") && Model::covers("zh_TW"));
}

#[test]
fn tokens_are_those_of_the_reference() {
    for line in TOKENS.lines() {
        let (ids, text) = line.split_once('\t').expect("ids, tab, text");
        let ids: Vec<u32> = ids.split(' ').map(|id| id.parse().expect("an id")).collect();
        let text: String = serde_json::from_str(text).expect("a JSON string");
        assert_eq!(MODEL.tokens(&text), ids, "{text:?}");
    }
}

#[test]
fn the_bits_are_always_the_same() {
    let mut hash = 0xcbf2_9ce4_8422_2325u64;
    for (_, text) in sentences() {
        let vector = MODEL.embed_i8(text);
        assert_eq!(vector, MODEL.embed_i8(text));
        for &byte in vector.as_slice() {
            hash = (hash ^ u64::from(byte as u8)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    assert_eq!(hash, BITS, "the vectors changed ({hash:#018x}): change VERSION too");
}

#[test]
fn a_model_loaded_again_and_used_from_many_threads_gives_the_same_bits() {
    let again = Model::load().expect("loads");
    let texts: Vec<&str> = sentences().into_iter().step_by(29).map(|(_, text)| text).collect();
    let embed = |model: &Model| -> Vec<Vec<u32>> {
        texts.iter().map(|text| model.embed(text).into_iter().map(f32::to_bits).collect()).collect()
    };
    let expected = embed(&MODEL);
    assert_eq!(embed(&again), expected);
    std::thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| assert_eq!(embed(&MODEL), expected));
        }
    });
}

#[test]
fn a_vector_depends_neither_on_its_neighbours_nor_on_what_is_kept() {
    let model = Model::load().expect("loads");
    let bits = |vector: &Vec<f32>| vector.iter().map(|value| value.to_bits()).collect::<Vec<_>>();
    let long = "The harbour is closed. ".repeat(60);
    let mut texts: Vec<&str> = sentences().into_iter().map(|(_, text)| text).collect();
    texts.splice(7..7, ["", &long, "Harbour", " "]);
    let together: Vec<_> = model.embed_all(&texts).iter().map(bits).collect();
    assert_eq!(together.len(), texts.len());
    for (at, text) in texts.iter().enumerate().rev() {
        if at % 50 == 0 {
            model.forget();
        }
        assert_eq!(bits(&model.embed(text)), together[at], "{text}");
    }
    let bytes = model.embed_all_i8(&texts[..3]);
    assert_eq!(bytes, texts[..3].iter().map(|text| model.embed_i8(text)).collect::<Vec<_>>());
    assert!(model.embed_all(&[]).is_empty());
}

/// The vectors of version 1 were the reference's, to a cosine of 1.00000.
#[test]
fn vectors_of_version_1_may_be_compared_with_those_of_now() {
    let texts = sentences();
    let now: Vec<Vec<f64>> = texts
        .iter()
        .map(|(_, text)| MODEL.embed_i8(text).as_slice().iter().map(|&byte| f64::from(byte)).collect())
        .collect();
    let before: Vec<Vec<f64>> = (0..texts.len()).map(reference).collect();
    let mut most = 0f64;
    for (at, a) in before.iter().enumerate() {
        for (b, same) in now.iter().zip(&before).skip(at % 3).step_by(3) {
            most = most.max((agreement(a, b) - agreement(a, same)).abs());
        }
    }
    assert!(most < 0.01, "a cosine differs by {most}");
}

#[test]
fn any_text_has_a_vector_and_long_ones_are_cut() {
    let long = "The harbour is closed. ".repeat(100_000);
    let unbroken = "a".repeat(1 << 20);
    let marks = "\u{0301}".repeat(20_000);
    let wide = "氾".repeat(9_000);
    let spaces = " ".repeat(1 << 20);
    for text in
        [&long, &unbroken, &marks, &wide, &spaces, "\0\u{1}\u{7f}\u{85}\u{2028}\u{fffd}\u{10ffff}", "", "<s></s>"]
    {
        let tokens = MODEL.tokens(text);
        assert!(tokens.len() <= MAX_TOKENS && tokens.first() == Some(&1) && tokens.last() == Some(&2));
        assert!(tokens[1..tokens.len() - 1].iter().all(|&token| token != 1 && token != 2), "a sign inside a text");
        let vector = MODEL.embed(text);
        assert!(vector.len() == DIMENSIONS && vector.iter().all(|value| value.is_finite()));
    }
    assert_eq!(MODEL.tokens(&long).len(), MAX_TOKENS);
    assert_eq!(MODEL.tokens(&long), MODEL.tokens(&long[..5_000]));
    assert_eq!(MODEL.embed(" \n"), MODEL.embed(""));
}

/// Line `n` of every language tells the same news.
#[test]
fn the_same_news_in_another_language_is_the_nearest() {
    let vectors: Vec<_> = sentences().into_iter().map(|(_, text)| MODEL.embed_i8(text)).collect();
    let events = 26;
    let (english, others) = vectors.split_at(events);
    let mut right = 0;
    for (at, other) in others.iter().enumerate() {
        let near = |event: &usize| cosine(english[*event].as_slice(), other.as_slice());
        let best = (0..events).max_by(|a, b| near(a).total_cmp(&near(b))).expect("events");
        right += usize::from(best == at % events);
    }
    assert!(right * 100 >= others.len() * 95, "{right} of {}", others.len());
}

#[test]
fn scores_are_a_prior_of_how_common_a_word_is() {
    let score = |word: &str| MODEL.word_score(word).unwrap_or(f32::NEG_INFINITY);
    for (common, rare) in [("the", "harbour"), ("und", "Bergpass"), ("de", "incendie"), ("в", "лягушек")] {
        assert!(score(common) > score(rare), "{common} {rare}");
    }
    assert_eq!(MODEL.word_score("no such word"), None);
    assert_eq!(MODEL.piece_score("\u{2581}the"), MODEL.word_score("the"));
    assert_eq!(MODEL.piece_score(""), None);
    assert!(MODEL.piece_score("</s>").is_none(), "a sign is no word");
}
