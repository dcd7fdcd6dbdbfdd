//! A list of words that is asked about every word of every text.

use std::sync::OnceLock;

use rustc_hash::FxHashSet;

/// Words that are written down as a list and looked up by hash; the table is made when it is first asked.
#[derive(Debug)]
pub struct WordSet {
    words: &'static [&'static str],
    table: OnceLock<FxHashSet<&'static str>>,
}

impl WordSet {
    /// The set of these words.
    #[must_use]
    pub const fn of(words: &'static [&'static str]) -> Self {
        Self { words, table: OnceLock::new() }
    }

    /// Whether the word is one of them, written the same.
    #[must_use]
    pub fn has(&self, word: &str) -> bool {
        self.table.get_or_init(|| self.words.iter().copied().collect()).contains(word)
    }
}
