//! How much of a block another text holds: the headline, the description, the body that linked data gives.

/// A text prepared for questions.
#[derive(Debug, Default)]
pub struct Voice {
    runs: Vec<u64>,
    pairs: Vec<u64>,
    lines: Vec<u64>,
    /// Words in all.
    pub words: usize,
}

/// The hashes of a text's words, case folded (FNV-1a over the characters).
pub fn word_hashes(text: &str) -> Vec<u64> {
    const START: u64 = 0xcbf2_9ce4_8422_2325;
    let grown = |hash: u64, c: char| (hash ^ u64::from(u32::from(c))).wrapping_mul(0x0100_0000_01b3);
    let mut out = Vec::with_capacity(text.len() / 6 + 1);
    let mut word = START;
    for c in text.chars() {
        if c.is_ascii_lowercase() {
            word = grown(word, c);
        } else if c.is_alphanumeric() {
            word = c.to_lowercase().fold(word, grown);
        } else if word != START {
            out.push(word);
            word = START;
        }
    }
    if word != START {
        out.push(word);
    }
    out
}

/// How many words a text has, as [`word_hashes`] cuts them.
pub fn count_words(text: &str) -> usize {
    let (mut count, mut inside) = (0, false);
    for c in text.chars() {
        let of_word = if c.is_ascii() { c.is_ascii_alphanumeric() } else { c.is_alphanumeric() };
        count += usize::from(of_word && !inside);
        inside = of_word;
    }
    count
}

/// One hash of a run of words.
pub fn run_hash(words: &[u64]) -> u64 {
    words
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, word| hash.rotate_left(17).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ word)
}

impl Voice {
    /// Prepares a text.
    pub fn of(text: &str) -> Self {
        let mut voice = Self::default();
        let mut all = Vec::new();
        for line in text.lines() {
            let words = word_hashes(line);
            if !words.is_empty() {
                voice.lines.push(run_hash(&words));
                all.extend(words);
            }
        }
        voice.words = all.len();
        voice.runs = all.windows(3).map(run_hash).collect();
        voice.pairs = all.windows(2).map(run_hash).collect();
        for list in [&mut voice.runs, &mut voice.pairs, &mut voice.lines] {
            list.sort_unstable();
        }
        voice
    }

    /// The share of a block's words that stand in the text in the same order, 0 to 1.
    pub fn holds(&self, words: &[u64]) -> f32 {
        let has = |list: &[u64], hash: u64| list.binary_search(&hash).is_ok();
        match words.len() {
            0 => 0.0,
            1 | 2 if has(&self.lines, run_hash(words)) => 1.0,
            1 => 0.0,
            2 if has(&self.pairs, run_hash(words)) => 0.6,
            2 => 0.0,
            count => {
                let held = words.windows(3).filter(|run| has(&self.runs, run_hash(run))).count();
                held as f32 / (count - 2) as f32
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_as_they_are_cut() {
        for (text, count) in
            [("", 0), ("—", 0), ("It's 4.2 million", 5), ("Grüße, Łódź!", 2), (" end", 1), ("港へ帰る", 1)]
        {
            assert_eq!((count_words(text), word_hashes(text).len()), (count, count), "{text}");
        }
    }
}
