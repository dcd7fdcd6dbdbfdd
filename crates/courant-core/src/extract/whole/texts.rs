//! How much of a page is prose, and what else its texts are.

use std::sync::LazyLock;

use regex::Regex;

use super::Found;
use crate::extract::blocks::{Block, Form};
use crate::extract::metadata::Source;
use crate::extract::voice::count_words;
use crate::text::words::unparted_words;

/// A block of so many words that ends like a sentence is prose.
const PROSE: usize = 20;

/// A sum of money, in the signs that are common on the web.
static PRICE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?:[$€£¥₹]\s?[0-9]|[0-9]\s?(?:€|£|zł|kr\b|USD|EUR|CHF|руб|₽|₴|TL\b|Kč)|\b(?:Rs\.?|USD|EUR|CHF)\s?[0-9])",
    )
    .ok()
});

#[derive(Default)]
struct Sums {
    words: f32,
    blocks: f32,
    linked: f32,
    chars: f32,
    prose: f32,
    prose_words: f32,
    longest: f32,
    items: f32,
    item_words: f32,
    cells: f32,
    pre: f32,
    headings: [f32; 3],
    linked_headings: f32,
    images: f32,
    prices: f32,
    questions: f32,
    short: f32,
}

/// What is looked up in the words of a block.
struct Words {
    count: usize,
    prose: bool,
    price: bool,
    question: bool,
}

impl Words {
    fn of(block: &Block) -> Self {
        // A sentence of a script without blanks is one run of letters; it is not one word.
        let count = count_words(&block.text) + unparted_words(&block.text);
        let text = block.text.trim_end();
        let sentence = || text.ends_with(['.', '!', '?', '…', '。', '！', '？', '।', '؟', '"', '”', '»', ')']);
        // No price is without a digit, and most blocks are.
        let priced = || {
            block.text.bytes().any(|byte| byte.is_ascii_digit())
                && PRICE.as_ref().is_some_and(|price| price.is_match(&block.text))
        };
        Self {
            count,
            prose: count >= PROSE && block.link_chars * 3 < block.chars && sentence(),
            price: block.chars <= 200 && priced(),
            question: block.chars <= 160 && text.ends_with(['?', '？', '؟']),
        }
    }
}

impl Sums {
    fn add(&mut self, block: &Block, said: &Words) {
        let one = |is: bool| f32::from(u8::from(is));
        let words = said.count as f32;
        self.words += words;
        self.blocks += 1.0;
        self.linked += block.link_chars as f32;
        self.chars += block.chars as f32;
        self.images += block.images_before as f32;
        self.longest = self.longest.max(words);
        self.prose += one(said.prose);
        self.prose_words += if said.prose { words } else { 0.0 };
        self.short += one(block.chars <= 25);
        self.prices += one(said.price);
        self.questions += one(said.question);
        match block.form {
            Form::Heading(level) => {
                if let Some(sum) = self.headings.get_mut(usize::from(level.clamp(1, 3)) - 1) {
                    *sum += 1.0;
                }
                self.linked_headings += one(block.link_chars * 2 > block.chars);
            }
            Form::Item(_) => {
                self.items += 1.0;
                self.item_words += words;
            }
            Form::Cell { .. } => self.cells += 1.0,
            Form::Preformatted => self.pre += 1.0,
            Form::Paragraph => {}
        }
    }
}

/// The sums of all blocks, and of those that were kept, which are of the same list and in its order.
fn sums(blocks: &[Block], kept: &[&Block]) -> (Sums, Sums) {
    let (mut all, mut of_kept) = (Sums::default(), Sums::default());
    let mut kept = kept.iter().peekable();
    for block in blocks {
        let said = Words::of(block);
        all.add(block, &said);
        if kept.next_if(|one| std::ptr::eq(**one, block)).is_some() {
            of_kept.add(block, &said);
        }
    }
    (all, of_kept)
}

/// Figures of the whole page, then of what was kept.
pub fn push(source: &Source<'_>, found: &Found<'_>, row: &mut Vec<f32>) {
    let (all, kept) = sums(source.blocks, found.kept);
    let (words, blocks, kept_words, kept_blocks) =
        (all.words.max(1.0), all.blocks.max(1.0), kept.words.max(1.0), kept.blocks.max(1.0));
    row.extend([
        all.words,
        all.blocks,
        all.linked / all.chars.max(1.0),
        all.prose,
        all.prose_words / words,
        all.longest,
        all.items / blocks,
        all.cells,
        all.pre,
        all.headings[0],
        all.headings[1],
        all.headings[2],
        all.linked_headings,
        all.images,
        all.prices,
        all.prices / blocks,
        all.questions,
        all.short / blocks,
    ]);
    row.extend([
        kept.words,
        kept.blocks,
        kept.linked / kept.chars.max(1.0),
        kept.prose,
        kept.prose_words / kept_words,
        kept.longest,
        kept.items / kept_blocks,
        kept.item_words / kept_words,
        kept.cells / kept_blocks,
        kept.pre / kept_blocks,
        (kept.headings[0] + kept.headings[1] + kept.headings[2]) / kept_blocks,
        kept.linked_headings,
        kept.images,
        kept.prices / kept_blocks,
        kept.questions / kept_blocks,
        kept.words / words,
        kept.words / kept_blocks,
    ]);
    row.push(before_text(source, found));
    row.push(spread(source, found));
}

/// The share of the page's blocks that stand before the first that was kept.
fn before_text(source: &Source<'_>, found: &Found<'_>) -> f32 {
    let Some(first) = found.kept.iter().find(|block| block.chars > 100) else { return 1.0 };
    let before = source.blocks.iter().take_while(|block| block.node != first.node).count();
    before as f32 / source.blocks.len().max(1) as f32
}

/// How much stands between what was kept: kept blocks of all blocks from the first to the last of them.
fn spread(source: &Source<'_>, found: &Found<'_>) -> f32 {
    let place = |block: &Block| {
        source.blocks.iter().position(|other| other.node == block.node && other.text.len() == block.text.len())
    };
    let (Some(first), Some(last)) =
        (found.kept.first().and_then(|block| place(block)), found.kept.last().and_then(|block| place(block)))
    else {
        return 0.0;
    };
    found.kept.len() as f32 / (last.saturating_sub(first) + 1) as f32
}
