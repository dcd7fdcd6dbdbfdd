//! What editors do to a text that they take over: the four edits of the yardstick.

use super::choose::Text;

/// A kind of edit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edit {
    /// A dateline before it and a credit below it.
    Credit,
    /// Its second half is gone.
    Half,
    /// Its paragraphs stand in another order.
    Reordered,
    /// Three of a hundred words are others.
    Changed,
}

/// All kinds.
pub const EDITS: [Edit; 4] = [Edit::Credit, Edit::Half, Edit::Reordered, Edit::Changed];

/// One word in so many is changed: three in a hundred.
const CHANGED: f64 = 0.03;
/// Paragraphs that a text must have to be put in another order.
const FEWEST_PARAGRAPHS: usize = 3;
/// Datelines and credits, with invented and common wording.
const CREDITS: [(&str, &str); 4] = [
    ("LONDON (Reuters) - ", "Reporting by A. Writer; editing by B. Reader"),
    ("Norrhaven, March 3 (NNA) — ", "© Norrland News Agency. This material may not be published or rewritten."),
    ("", "This article was first published by The Harbour Courier and is republished under a licence."),
    ("By our correspondent\n\n", "The Associated Press contributed to this report."),
];

/// The words of all texts, for changing.
#[derive(Debug)]
pub struct Words(Vec<String>);

impl Words {
    /// Every word of the texts, as often as it stands there.
    pub fn of(texts: &[Text]) -> Self {
        Self(texts.iter().flat_map(|text| text.text.split_whitespace()).map(str::to_owned).collect())
    }

    fn any(&self, chance: &mut Chance) -> &str {
        self.0.get(chance.below(self.0.len())).map_or("", String::as_str)
    }
}

impl Edit {
    /// How rows call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Credit => "credit line added",
            Self::Half => "cut to half",
            Self::Reordered => "paragraphs reordered",
            Self::Changed => "3 % of the words changed",
        }
    }

    /// The edited text, the same for the same `number`; `None` when it cannot be made of this text.
    pub fn apply(self, text: &str, words: &Words, number: u64) -> Option<String> {
        let mut chance = Chance(number ^ (self as u64) << 48);
        match self {
            Self::Credit => {
                let (before, after) = CREDITS[chance.below(CREDITS.len())];
                Some(format!("{before}{text}\n\n{after}"))
            }
            Self::Half => Some(half(text)),
            Self::Reordered => reordered(text, &mut chance),
            Self::Changed => Some(changed(text, words, &mut chance)),
        }
    }
}

/// The first half of the words, with the breaks between them.
fn half(text: &str) -> String {
    let keep = text.split_whitespace().count() / 2;
    let mut seen = 0;
    let end = text.char_indices().zip(std::iter::once(' ').chain(text.chars())).find_map(|((at, char), before)| {
        seen += usize::from(before.is_whitespace() && !char.is_whitespace());
        (seen > keep).then_some(at)
    });
    text[..end.unwrap_or(text.len())].trim_end().to_owned()
}

fn reordered(text: &str, chance: &mut Chance) -> Option<String> {
    let mut paragraphs: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    if paragraphs.len() < FEWEST_PARAGRAPHS {
        return None;
    }
    for last in (1..paragraphs.len()).rev() {
        paragraphs.swap(last, chance.below(last + 1));
    }
    Some(paragraphs.join("\n\n"))
}

/// The share of words, rounded up, at places by chance; a common word may be put in its own place.
fn changed(text: &str, words: &Words, chance: &mut Chance) -> String {
    let count = text.split_whitespace().count();
    let wanted = (count as f64 * CHANGED).ceil() as usize;
    let mut places = std::collections::BTreeSet::new();
    while places.len() < wanted.min(count) {
        places.insert(chance.below(count));
    }
    let mut number = 0;
    let lines = text.lines().map(|line| {
        let line = line.split_whitespace().map(|word| {
            number += 1;
            if places.contains(&(number - 1)) { words.any(chance) } else { word }
        });
        line.collect::<Vec<_>>().join(" ")
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// SplitMix64 (Steele, Lea, Flood, 2014): the same numbers from the same start.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % limit.max(1) as u64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        text.split_whitespace().collect()
    }

    #[test]
    fn edits_do_what_they_say() {
        let text: String =
            (0..10).map(|line| (0..20).map(|word| format!("w{line}x{word} ")).collect::<String>() + "\n\n").collect();
        let pool = Words(vec!["other".to_owned()]);
        let made = |edit: Edit| edit.apply(&text, &pool, 7).unwrap_or_default();
        assert_eq!(words(&made(Edit::Half)), words(&text)[..100]);
        assert_eq!(words(&made(Edit::Changed)).iter().filter(|word| **word == "other").count(), 6);
        assert_eq!(words(&made(Edit::Changed)).len(), 200);
        let (mut sorted, mut before) = (words(&made(Edit::Reordered)).join(" "), words(&text).join(" "));
        assert_ne!(sorted, before);
        for text in [&mut sorted, &mut before] {
            let mut list: Vec<&str> = text.split(' ').collect();
            list.sort_unstable();
            *text = list.join(" ");
        }
        assert_eq!(sorted, before);
        assert!(made(Edit::Credit).contains(text.trim()) && made(Edit::Credit).len() > text.len());
        assert_eq!(made(Edit::Changed), made(Edit::Changed));
        assert_eq!(Edit::Reordered.apply("one\n\ntwo", &pool, 1), None);
    }
}
