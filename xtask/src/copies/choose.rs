//! Which texts are edited: mutually different ones, so that whatever joins two of them is wrong.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use anyhow::Context;
use serde::Deserialize;
use sha2::{Digest, Sha256};

/// Words that a text must have; shorter ones are no articles.
const FEWEST_WORDS: usize = 80;
/// Words of the sequences that are looked for in other texts. Three, where the filter looks at five: what is left out
/// here is not the filter's own choice.
const SEQUENCE: usize = 3;
/// Two texts are different when the smaller one shares no more than this of its sequences. Two texts on one subject
/// share up to a tenth.
const SHARED: f64 = 0.25;

/// A text with its id.
#[derive(Debug, Clone, Deserialize)]
pub struct Text {
    /// The line's id.
    pub id: String,
    /// Its text.
    #[serde(default)]
    pub text: String,
}

/// The texts of a pack that are long enough.
///
/// # Errors
/// When the file cannot be read or a line is no text.
pub fn read(path: &Path) -> anyhow::Result<Vec<Text>> {
    let file = File::open(path).with_context(|| format!("{} cannot be opened", path.display()))?;
    let lines = BufReader::new(file).lines().map(|line| Ok(serde_json::from_str::<Text>(&line?)?));
    let texts: Vec<Text> = lines.collect::<anyhow::Result<_>>().with_context(|| format!("{}", path.display()))?;
    Ok(texts.into_iter().filter(|text| text.text.split_whitespace().count() >= FEWEST_WORDS).collect())
}

/// At most `most` texts in an order that does not follow the packs', none like one before; and how many were left out.
pub fn different(mut texts: Vec<Text>, most: usize) -> (Vec<Text>, usize) {
    texts.sort_by_cached_key(|text| Sha256::digest(text.id.as_bytes()));
    let (mut chosen, mut left) = (Vec::new(), 0);
    let mut sizes: Vec<usize> = Vec::new();
    let mut holders: BTreeMap<[u8; 8], Vec<usize>> = BTreeMap::new();
    for text in texts {
        if chosen.len() == most {
            break;
        }
        let own = sequences(&text.text);
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for holder in own.iter().filter_map(|sequence| holders.get(sequence)).flatten() {
            *shared.entry(*holder).or_default() += 1;
        }
        let alike = shared.iter().any(|(holder, count)| *count as f64 > SHARED * own.len().min(sizes[*holder]) as f64);
        if alike {
            left += 1;
            continue;
        }
        sizes.push(own.len());
        own.into_iter().for_each(|sequence| holders.entry(sequence).or_default().push(chosen.len()));
        chosen.push(text);
    }
    (chosen, left)
}

fn sequences(text: &str) -> BTreeSet<[u8; 8]> {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let short = |window: &[&str]| {
        let digest = Sha256::digest(window.join(" ").as_bytes());
        std::array::from_fn(|at| digest[at])
    };
    words.windows(SEQUENCE).map(short).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(id: &str, words: std::ops::Range<u32>) -> Text {
        Text { id: id.to_owned(), text: words.map(|word| format!("w{word} ")).collect() }
    }

    #[test]
    fn like_texts_are_left_out() {
        let texts = vec![text("a", 0..100), text("b", 50..150), text("c", 200..300), text("d", 290..390)];
        let (chosen, left) = different(texts.clone(), 9);
        assert_eq!((chosen.len(), left), (3, 1), "{chosen:?}");
        assert!(chosen.iter().any(|text| text.id == "c") && chosen.iter().any(|text| text.id == "d"));
        assert_eq!(different(texts, 2).0.len(), 2);
    }
}
