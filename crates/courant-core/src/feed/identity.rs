//! What makes an entry itself within its source.

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

#[cfg(test)]
mod tests {
    use super::*;

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
