//! What is known of each block before it is judged: its words, its place, its surroundings, the page's own words on itself.

use std::sync::LazyLock;

use html5ever::LocalName;

use super::Effort;
use super::blocks::{Block, Form};
use super::dom::{Dom, Id};
use super::flags::{CAPTION, FLAG_COUNT, Flags, all_flags};
use super::phrases::{PHRASE_COUNT, phrases};
use super::trees::WIDTH;
use super::voice::{Voice, run_hash, word_hashes};

/// What the page as a whole contributes.
#[derive(Debug, Default)]
pub struct Opinions {
    /// The body that the page's linked data gives, if any.
    pub linked: Option<Voice>,
    /// The headline.
    pub title: Voice,
    /// The page's own description.
    pub description: Voice,
}

/// Everything about one block that its neighbours want to know.
struct Look {
    words: usize,
    linked: f32,
    density: f32,
    heading: f32,
    ends: f32,
}

/// One row of figures for each block.
pub fn features(dom: &Dom, blocks: &[Block], opinions: &Opinions, effort: Effort) -> Vec<Vec<f32>> {
    let hashes: Vec<Vec<u64>> = blocks.iter().map(|block| word_hashes(&block.text)).collect();
    let looks: Vec<Look> = blocks.iter().zip(&hashes).map(|(block, words)| look(block, words, opinions)).collect();
    let seen = repeated(&hashes);
    let map = Map::new(dom, blocks, &looks);
    let page = PageView { words: looks.iter().map(|look| look.words).sum(), looks: &looks, opinions };
    blocks
        .iter()
        .enumerate()
        .map(|(at, block)| {
            let mut row = Vec::with_capacity(WIDTH);
            page.push_voices(at, &mut row);
            push_words(block, hashes.get(at).map_or(&[], Vec::as_slice), opinions, &mut row);
            let found = if effort == Effort::Whole { phrases(&block.text) } else { 0 };
            row.extend((0..PHRASE_COUNT).map(|bit| f32::from(found >> bit & 1 == 1)));
            row.push(seen.get(at).map_or(1.0, |&times| times as f32));
            row.push(block.images_before as f32);
            page.push_place(at, &mut row);
            map.push_surroundings(block, &mut row);
            row
        })
        .collect()
}

fn look(block: &Block, words: &[u64], opinions: &Opinions) -> Look {
    Look {
        words: words.len(),
        linked: opinions.linked.as_ref().map_or(-1.0, |voice| voice.holds(words)),
        density: block.link_chars as f32 / block.chars.max(1) as f32,
        heading: f32::from(matches!(block.form, Form::Heading(_))),
        ends: f32::from(ends_sentence(&block.text)),
    }
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '”', '’', '\'', ')', '»', ']'])
        .ends_with(['.', '!', '?', '…', '。', '！', '？', '।', '؟', ':'])
}

/// How often each block's words occur as a block of the page.
fn repeated(hashes: &[Vec<u64>]) -> Vec<usize> {
    let runs: Vec<u64> = hashes.iter().map(|words| run_hash(words)).collect();
    let mut sorted = runs.clone();
    sorted.sort_unstable();
    runs.iter()
        .map(|run| sorted.partition_point(|other| other <= run) - sorted.partition_point(|other| other < run))
        .collect()
}

struct PageView<'a> {
    /// Words of the whole page.
    words: usize,
    looks: &'a [Look],
    opinions: &'a Opinions,
}

impl PageView<'_> {
    fn at(&self, at: usize, step: isize) -> Option<&Look> {
        at.checked_add_signed(step).and_then(|index| self.looks.get(index))
    }

    fn push_voices(&self, at: usize, row: &mut Vec<f32>) {
        row.push(self.at(at, 0).map_or(-1.0, |look| look.linked));
        for reach in [3_isize, 8] {
            let mut sums = [0.0_f32; 2];
            for step in (-reach..=reach).filter(|&step| step != 0) {
                if let Some(look) = self.at(at, step) {
                    let weight = (look.words as f32).sqrt();
                    for (sum, value) in sums.iter_mut().zip([look.density, 1.0]) {
                        *sum += value * weight;
                    }
                }
            }
            row.push(sums[0] / sums[1].max(0.001));
        }
    }

    fn push_place(&self, at: usize, row: &mut Vec<f32>) {
        for step in [-1, 1, 2] {
            let look = self.at(at, step);
            row.push(look.map_or(-1.0, |look| look.words as f32));
            row.push(look.map_or(-1.0, |look| look.density));
            row.push(look.map_or(-1.0, |look| look.heading));
            row.push(look.map_or(-1.0, |look| look.ends));
        }
        let all = self.looks.len().max(1) as f32;
        row.push(at as f32);
        row.push(at as f32 / all);
        row.push(self.looks.len() as f32);
        row.push(self.words as f32);
        row.push(self.opinions.linked.as_ref().map_or(-1.0, |voice| voice.words as f32));
    }
}

fn push_words(block: &Block, words: &[u64], opinions: &Opinions, row: &mut Vec<f32>) {
    let text = &block.text;
    let chars = block.chars.max(1) as f32;
    let (mut capitals, mut digits, mut marks) = (0, 0, 0);
    let (mut clauses, mut ends, mut lines) = (0, 0, 0);
    for c in text.chars() {
        // Most are small letters and blanks, of which nothing is counted.
        if c.is_ascii_lowercase() || c == ' ' {
            continue;
        }
        capitals += u32::from(c.is_uppercase());
        digits += u32::from(c.is_ascii_digit());
        marks += u32::from(!c.is_alphanumeric() && !c.is_whitespace());
        clauses += u32::from(matches!(c, ',' | '，' | '、' | ';'));
        ends += u32::from(matches!(c, '.' | '!' | '?' | '。' | '।'));
        lines += u32::from(c == '\n');
    }
    row.push(chars);
    row.push(words.len() as f32);
    row.push(block.link_chars as f32 / chars);
    row.push(block.strong_chars as f32 / chars);
    row.push(f32::from(ends_sentence(text)));
    row.extend([clauses as f32, ends as f32]);
    row.extend([capitals as f32 / chars, digits as f32 / chars, marks as f32 / chars]);
    row.push(f32::from(text.chars().next().is_some_and(char::is_lowercase)));
    row.push(f32::from(text.starts_with(['"', '“', '„', '«', '‘'])));
    row.push(f32::from(text.trim_end().ends_with(':')));
    row.push(f32::from(text.trim_end().ends_with('?')));
    row.push(lines as f32);
    row.push(opinions.title.holds(words));
    row.push(if opinions.title.words == 0 { 0.0 } else { words.len() as f32 / opinions.title.words as f32 });
    row.push(opinions.description.holds(words));
    row.push(match block.form {
        Form::Paragraph => 0.0,
        Form::Heading(level) => f32::from(level),
        Form::Item(_) => 7.0,
        Form::Cell { .. } => 8.0,
        Form::Preformatted => 9.0,
    });
}

/// The page's elements with what stands below them.
struct Map<'a> {
    dom: &'a Dom,
    flags: Vec<Flags>,
    /// Place in [`TELLING`] of each element's name.
    telling: Vec<Option<usize>>,
    /// Sums over the blocks below each element.
    sums: Vec<Sums>,
    core: Id,
    total: f32,
}

#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    words: f32,
    linked: f32,
    blocks: f32,
    prose: f32,
}

/// Elements whose mere name says much; a block's distance to the nearest of each is a feature.
const TELLING: [&str; 16] = [
    "article",
    "main",
    "aside",
    "nav",
    "footer",
    "header",
    "form",
    "figure",
    "figcaption",
    "ul",
    "ol",
    "table",
    "blockquote",
    "section",
    "button",
    "p",
];

/// The same as a tree has them: comparing those is comparing numbers.
static TELLING_NAMES: LazyLock<[LocalName; TELLING.len()]> = LazyLock::new(|| TELLING.map(LocalName::from));

impl<'a> Map<'a> {
    fn new(dom: &'a Dom, blocks: &[Block], looks: &[Look]) -> Self {
        let flags = all_flags(dom);
        let telling = (0..dom.len()).map(|id| TELLING_NAMES.iter().position(|tag| *tag == dom.node(id).tag)).collect();
        let mut sums = vec![Sums::default(); dom.len()];
        for (block, look) in blocks.iter().zip(looks) {
            let words = look.words as f32;
            for id in std::iter::once(block.node).chain(dom.ancestors(block.node)).chain(std::iter::once(0)) {
                if let Some(sum) = sums.get_mut(id) {
                    sum.words += words;
                    sum.linked += words * look.density;
                    sum.blocks += 1.0;
                    if words >= 12.0 && look.density < 0.3 && look.ends > 0.0 {
                        sum.prose += words;
                    }
                }
                if id == 0 {
                    break;
                }
            }
        }
        let total = sums.first().map_or(0.0, |sum| sum.words);
        let mut map = Self { dom, flags, telling, sums, core: 0, total };
        map.core = map.find_core();
        map
    }

    fn sum(&self, id: Id) -> Sums {
        self.sums.get(id).copied().unwrap_or_default()
    }

    /// The smallest element around four fifths of the prose.
    fn find_core(&self) -> Id {
        let weight = |id: Id| self.sum(id).prose;
        let goal = 0.8 * weight(0);
        let mut core = 0;
        loop {
            let inner = self.dom.children(core).iter().copied().find(|&child| weight(child) >= goal);
            match inner {
                Some(child) if goal > 0.0 => core = child,
                _ => return core,
            }
        }
    }

    fn push_surroundings(&self, block: &Block, row: &mut Vec<f32>) {
        let dom = self.dom;
        let mut near = [9.0_f32; FLAG_COUNT];
        let mut telling = [9.0_f32; TELLING.len()];
        let mut to_core = -1.0;
        let mut seen: Flags = 0;
        for (step, id) in std::iter::once(block.node).chain(dom.ancestors(block.node)).enumerate() {
            let far = (step as f32).min(8.0);
            if id == self.core {
                to_core = far;
            }
            // An element around most of the page says nothing about one block of it.
            if self.sum(id).words <= 0.5 * self.total {
                // The nearest element comes first.
                let mut fresh = self.flags.get(id).copied().unwrap_or(0) & !seen;
                seen |= fresh;
                while fresh != 0 {
                    if let Some(distance) = near.get_mut(fresh.trailing_zeros() as usize) {
                        *distance = far;
                    }
                    fresh &= fresh - 1;
                }
            }
            if let Some(at) = self.telling.get(id).copied().flatten()
                && let Some(distance) = telling.get_mut(at)
                && far < *distance
            {
                *distance = far;
            }
        }
        row.push(to_core);
        row.push(dom.node(block.node).depth as f32 - dom.node(self.core).depth as f32);
        row.push(self.shared_depth(block.node) as f32 - dom.node(self.core).depth as f32);
        row.extend(near);
        row.extend(telling);
        self.push_family(block.node, row);
    }

    /// Depth of the lowest element around both a node and the core.
    fn shared_depth(&self, node: Id) -> usize {
        let dom = self.dom;
        let (mut a, mut b) = (node, self.core);
        while a != b {
            if dom.node(a).depth >= dom.node(b).depth {
                a = dom.node(a).parent;
            } else {
                b = dom.node(b).parent;
            }
        }
        dom.node(a).depth
    }

    /// What stands in the elements around a block: how much of it, how much of that is links and prose.
    fn push_family(&self, node: Id, row: &mut Vec<f32>) {
        let mut around = std::iter::once(node).chain(self.dom.ancestors(node));
        // Steps that add nothing (a wrapper around one element) are passed over.
        let mut last = 0.0;
        for _ in 0..4 {
            let found = around.by_ref().find(|&id| self.sum(id).blocks > last);
            let sum = found.map_or(Sums::default(), |id| self.sum(id));
            last = sum.blocks;
            let words = sum.words.max(1.0);
            row.extend([sum.blocks, sum.words, sum.linked / words, sum.prose / words]);
        }
        let parent = self.flags.get(node).copied().unwrap_or(0);
        row.push(f32::from(parent & CAPTION != 0));
    }
}
