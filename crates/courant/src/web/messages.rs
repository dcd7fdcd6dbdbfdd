//! The message catalogue: every word the site itself says. Publishers' words never pass through here.
//!
//! `messages/en.txt` holds `key = text` lines. Text may have `{name}` places. A key that counts has two forms,
//! `key.one` and `key.other`, with `{n}`. A missing key shows the key itself; a test keeps that from happening.

use std::collections::BTreeMap;
use std::sync::LazyLock;

static ENGLISH: LazyLock<BTreeMap<&'static str, &'static str>> =
    LazyLock::new(|| parse(include_str!("../../messages/en.txt")));

fn parse(text: &'static str) -> BTreeMap<&'static str, &'static str> {
    text.lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('='))
        .map(|(key, words)| (key.trim(), words.trim()))
        .collect()
}

/// The words of `key`.
pub fn t(key: &'static str) -> &'static str {
    ENGLISH.get(key).copied().unwrap_or(key)
}

/// The words of `key` with each `{name}` replaced by its value. Values are not escaped: templates do that.
pub fn tf(key: &'static str, values: &[(&str, &str)]) -> String {
    fill(t(key), values)
}

/// The words of `key.one` or `key.other` for `n`, with `{n}` replaced by the number as a reader writes it.
pub fn tn(key: &str, n: u64) -> String {
    tnf(key, n, &[])
}

/// Like [`tn`], with further values.
pub fn tnf(key: &str, n: u64, values: &[(&str, &str)]) -> String {
    let form = if n == 1 { "one" } else { "other" };
    let full = format!("{key}.{form}");
    let words = ENGLISH.get(full.as_str()).copied();
    let number = number(n);
    let mut all = vec![("n", number.as_str())];
    all.extend_from_slice(values);
    match words {
        Some(words) => fill(words, &all),
        None => format!("{full} {number}"),
    }
}

/// A whole number with its thousands parted.
pub fn number(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Replaces places in one pass, so that a value that looks like a place stays as it is.
fn fill(words: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(words.len() + 16);
    let mut rest = words;
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        let after = &rest[open + 1..];
        let Some(close) = after.find('}') else {
            out.push_str(&rest[open..]);
            return out;
        };
        let name = &after[..close];
        match values.iter().find(|(key, _)| *key == name) {
            Some((_, value)) => out.push_str(value),
            None => out.push_str(&rest[open..open + close + 2]),
        }
        rest = &after[close + 1..];
    }
    out.push_str(rest);
    out
}

/// Every key of the catalogue, for the test that each is used.
pub fn keys() -> impl Iterator<Item = &'static str> {
    ENGLISH.keys().copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_filled_once_and_unknown_places_stay() {
        assert_eq!(fill("a {x} b {y}", &[("x", "{y}"), ("y", "2")]), "a {y} b 2");
        assert_eq!(fill("{missing} {open", &[]), "{missing} {open");
    }

    #[test]
    fn numbers_part_their_thousands() {
        let cases = [(0, "0"), (999, "999"), (1_000, "1,000"), (1_234_567, "1,234,567")];
        for (n, words) in cases {
            assert_eq!(number(n), words);
        }
    }

    #[test]
    fn counting_has_two_forms() {
        assert_eq!(tn("count.outlets", 1), "1 outlet");
        assert_eq!(tn("count.outlets", 7), "7 outlets");
        assert_eq!(tn("count.outlets", 0), "0 outlets");
    }
}
