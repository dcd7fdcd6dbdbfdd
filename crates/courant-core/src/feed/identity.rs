//! What makes an entry itself within its source.

use std::collections::HashMap;

use xxhash_rust::xxh3::xxh3_64;

use crate::model::ParsedEntry;

/// The publisher's own id, else the canonical link, else a hash of title and date: never empty.
pub fn entry_key(entry: &ParsedEntry) -> String {
    let id = entry.external_id.trim();
    if !id.is_empty() && id != entry.url {
        return id.to_owned();
    }
    if !entry.url.is_empty() {
        return crate::url::canonical(&entry.url);
    }
    let date = entry.published_at.map(|moment| moment.to_string()).unwrap_or_default();
    format!("x{:016x}", xxh3_64(format!("{}\u{1f}{date}", entry.title).as_bytes()))
}

/// A document's entries in its order, each with a key that no other has.
///
/// Some feeds give one id to all their entries, or to two that are pages of their own: where the links differ, they tell what
/// the id does not. Several versions of one page are one entry, and the newest is it; of equally old ones the first.
pub fn keyed_entries(entries: &[ParsedEntry]) -> Vec<(String, &ParsedEntry)> {
    let canonical = |entry: &ParsedEntry| crate::url::canonical(&entry.url);
    let mut keys: Vec<String> = entries.iter().map(entry_key).collect();
    // Of each key the first entry that has it, and whether another leads elsewhere.
    let mut shared: HashMap<&str, (usize, bool)> = HashMap::new();
    for (at, key) in keys.iter().enumerate() {
        let (first, differ) = shared.entry(key).or_insert((at, false));
        *differ = *differ || *first != at && canonical(&entries[*first]) != canonical(&entries[at]);
    }
    let parted: Vec<usize> = (0..keys.len())
        .filter(|&at| !entries[at].url.is_empty() && shared.get(keys[at].as_str()).is_some_and(|(_, differ)| *differ))
        .collect();
    for at in parted {
        keys[at] = canonical(&entries[at]);
    }
    let age = |at: usize| entries[at].updated_at.or(entries[at].published_at);
    let mut newest: HashMap<&str, usize> = HashMap::new();
    for (at, key) in keys.iter().enumerate() {
        let known = newest.entry(key).or_insert(at);
        if age(at) > age(*known) {
            *known = at;
        }
    }
    let is_newest: Vec<bool> = keys.iter().enumerate().map(|(at, key)| newest.get(key.as_str()) == Some(&at)).collect();
    let kept = keys.into_iter().zip(entries).zip(is_newest);
    kept.filter(|(_, newest)| *newest).map(|(keyed, _)| keyed).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Entries as id, link and day of their last change, 0 for none; which are kept, under which keys.
    fn check(entries: &[(&str, &str, i64)], expected: &[(&str, usize)]) {
        let date = |day: i64| (day > 0).then(|| jiff::Timestamp::from_second(day * 86_400).ok()).flatten();
        let parsed: Vec<ParsedEntry> = entries
            .iter()
            .enumerate()
            .map(|(at, (id, url, day))| ParsedEntry {
                external_id: (*id).into(),
                url: (*url).into(),
                title: at.to_string(),
                updated_at: date(*day),
                ..ParsedEntry::default()
            })
            .collect();
        let found = keyed_entries(&parsed);
        let found: Vec<(&str, usize)> =
            found.iter().map(|(key, entry)| (key.as_str(), entry.title.parse().unwrap_or(99))).collect();
        assert_eq!(found, expected, "{entries:?}");
    }

    #[test]
    fn one_id_for_many_pages_is_none_and_versions_of_a_page_are_one() {
        let (a, b, c) = ("https://a.example/a", "https://a.example/b", "https://a.example/c");
        check(&[("1", a, 1), ("2", b, 2)], &[("1", 0), ("2", 1)]);
        check(&[("x", a, 1), ("x", b, 2), ("y", c, 3), ("x", c, 4)], &[(a, 0), (b, 1), ("y", 2), (c, 3)]);
        // The home page as the id of all, and as the link of one.
        let home = "https://a.example/";
        check(&[(home, a, 1), (home, b, 2), (home, home, 3)], &[(a, 0), (b, 1), (home, 2)]);
        check(&[("7", a, 1), ("7", a, 2), ("8", b, 1)], &[("7", 1), ("8", 2)]);
        check(&[("7", a, 2), ("7", &format!("{a}?utm_source=x"), 1)], &[("7", 0)]);
        check(&[("7", a, 0), ("7", a, 0)], &[("7", 0)]);
        check(&[("7", a, 0), ("7", a, 5)], &[("7", 1)]);
        check(&[("7", "", 1), ("7", "", 2)], &[("7", 1)]);
        check(&[("x", a, 1), ("x", b, 1), ("x", "", 1), (a, a, 9)], &[(b, 1), ("x", 2), (a, 3)]);
    }

    #[test]
    fn id_then_link_then_words() {
        let entry = |id: &str, url: &str, title: &str| {
            entry_key(&ParsedEntry {
                external_id: id.into(),
                url: url.into(),
                title: title.into(),
                ..Default::default()
            })
        };
        assert_eq!(entry("7", "https://a.example/x", "T"), "7");
        assert_eq!(entry("https://a.example/x#c", "https://a.example/x#c", "T"), "https://a.example/x");
        assert_ne!(entry("", "", "One"), entry("", "", "Two"));
        assert!(!entry("", "", "").is_empty());
    }
}
