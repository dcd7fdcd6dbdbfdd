//! Every word in the catalogue is used, every word used is in the catalogue, every template is used, none shows a score.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use courant::web::messages;

fn files(folder: &str, out: &mut Vec<(String, String)>) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut open: Vec<PathBuf> = vec![root.join(folder)];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if let Ok(text) = fs::read_to_string(&path) {
                out.push((path.strip_prefix(root).unwrap().to_string_lossy().into_owned(), text));
            }
        }
    }
    out.sort();
}

fn site() -> Vec<(String, String)> {
    let mut all = Vec::new();
    files("src/web", &mut all);
    files("templates", &mut all);
    all.retain(|(name, _)| !name.starts_with("templates/demo"));
    all
}

/// Quoted words that look like a key: lower-case words joined by dots.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('"').filter(|words| {
        words.contains('.') && words.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'.' || byte == b'_')
    })
}

#[test]
fn every_word_is_in_the_catalogue_and_every_entry_is_used() {
    let keys: BTreeSet<&str> = messages::keys().collect();
    let known = |key: &str| {
        keys.contains(key)
            || (keys.contains(format!("{key}.one").as_str()) && keys.contains(format!("{key}.other").as_str()))
    };
    let groups: BTreeSet<&str> = keys.iter().filter_map(|key| key.split('.').next()).collect();
    let mut used = BTreeSet::new();
    for (name, text) in site() {
        for key in quoted(&text) {
            let grouped = key.split('.').next().is_some_and(|group| groups.contains(group));
            if !grouped || key.ends_with(".html") || key.ends_with(".js") || key.ends_with(".css") {
                continue;
            }
            assert!(known(key), "{name} says {key:?}, which is not in the catalogue");
            used.insert(key.to_owned());
        }
    }
    for key in &keys {
        let stem = key.strip_suffix(".one").or_else(|| key.strip_suffix(".other")).unwrap_or(key);
        assert!(used.contains(*key) || used.contains(stem), "{key} is in the catalogue and nothing says it");
    }
}

#[test]
fn every_template_is_used() {
    let site = site();
    for (name, _) in &site {
        let Some(path) = name.strip_prefix("templates/") else { continue };
        let used = site.iter().any(|(_, text)| text.contains(&format!("\"{path}\"")));
        assert!(used, "nothing uses {name}");
    }
}

#[test]
fn templates_hold_no_words_of_their_own_and_no_score() {
    for (name, text) in site() {
        if !name.starts_with("templates/") || !name.ends_with(".html") {
            continue;
        }
        assert!(!text.contains("score"), "{name} shows a score");
        for never in ["style=\"", "<style", " onclick", "http://", "https://"] {
            let allowed = never == "https://"
                && text.matches(never).count() == text.matches("<code>courant add https://").count();
            assert!(allowed || !text.contains(never), "{name}: {never}");
        }
        for words in bare_words(&text) {
            assert!(words.is_empty(), "{name} says {words:?} itself");
        }
    }
}

/// What a template says outside tags, expressions and code.
fn bare_words(text: &str) -> Vec<String> {
    let mut plain = text.to_owned();
    for (open, close) in [("{%", "%}"), ("{{", "}}"), ("<code>", "</code>"), ("<kbd>", "</kbd>"), ("<", ">")] {
        while let Some(start) = plain.find(open) {
            let end = plain[start..].find(close).map_or(plain.len(), |end| start + end + close.len());
            plain.replace_range(start..end, "\n");
        }
    }
    let words = plain.replace("&nbsp;", " ");
    words
        .lines()
        .map(|line| line.trim_matches(|c: char| !c.is_alphabetic()).to_owned())
        .filter(|line| !line.is_empty())
        .collect()
}
