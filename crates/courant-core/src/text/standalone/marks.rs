//! Quotation marks one by one, and what each does by its shape and by what stands beside it.

use std::ops::Range;

use super::super::words::is_unparted;

/// Marks that open and close each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    /// “ ” „ " '' in all their mixtures.
    Double,
    /// ‘ ’ ‚ ', apostrophes left out as far as they show.
    Single,
    /// « »
    Angle,
    /// ‹ ›
    SingleAngle,
    /// 「 」
    Corner,
    /// 『 』
    WhiteCorner,
}

impl Family {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Double, Self::Single, Self::Angle, Self::SingleAngle, Self::Corner, Self::WhiteCorner];
}

/// What a mark does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// Begins a quotation.
    Opens,
    /// Begins one that has an end in its paragraph; else it is an apostrophe.
    MayOpen,
    /// Ends a quotation, also one whose beginning is not to be seen.
    Closes,
    /// Ends a quotation that is open, or begins one.
    Either,
    /// `“`, which closes what `„` opened and opens otherwise.
    High,
    /// Ends what surely is open: else it is the apostrophe of an owner.
    Soft,
    /// Ends what is open: else it is an inch sign.
    Inch,
}

/// One mark of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Its bytes in the text.
    pub place: Range<usize>,
    /// What it goes with.
    pub family: Family,
    /// What it does.
    pub turn: Turn,
    /// Whether it is `„`.
    pub low: bool,
}

/// The marks of the paragraph at `place`, in order.
pub fn marks(text: &str, place: &Range<usize>, language: &str) -> Vec<Mark> {
    let paragraph = &text[place.clone()];
    let mut found = Vec::new();
    let mut skip = 0;
    for (at, c) in paragraph.char_indices().filter(|(_, c)| is_mark(*c)) {
        if at < skip {
            continue;
        }
        let twice = matches!(c, '\'' | '`') && paragraph[at + 1..].starts_with(c);
        let end = at + c.len_utf8() * (1 + usize::from(twice));
        let sides = Sides::of(paragraph, at, end);
        if let Some((family, turn)) = turn(c, twice, &sides, language) {
            found.push(Mark { place: place.start + at..place.start + end, family, turn, low: c == '„' });
        }
        skip = end;
    }
    found
}

fn is_mark(c: char) -> bool {
    "\"＂“”„‟〝〞〟«»‹›「」『』‘’‚'`".contains(c)
}

/// What stands beside a mark, other marks passed over.
struct Sides {
    before: Option<char>,
    after: Option<char>,
    /// A sentence, or what a colon or comma leads up to, begins here with a capital.
    begins: bool,
}

impl Sides {
    fn of(paragraph: &str, at: usize, end: usize) -> Self {
        let (head, tail) = (&paragraph[..at], &paragraph[end..]);
        let after = tail.chars().find(|c| !is_mark(*c));
        let led = head.trim_end_matches(|c: char| c.is_whitespace() || is_mark(c));
        let stands = led.len() < head.len() && led.ends_with(['.', '!', '?', ':', ',', '…']) || led.is_empty();
        Self {
            before: head.chars().rev().find(|c| !is_mark(*c)),
            after,
            begins: stands && after.is_some_and(|c| c.is_uppercase() || is_unparted(c)),
        }
    }

    /// Only an opening mark has nothing to lean on before it and something after it.
    fn opens(&self) -> bool {
        self.free_before() && !self.free_after()
    }

    fn closes(&self) -> bool {
        !self.free_before() && self.free_after()
    }

    fn free_before(&self) -> bool {
        self.before.is_none_or(|c| {
            c.is_whitespace()
                || matches!(c, '(' | '[' | '{' | '—' | '–' | '―' | '-' | '/' | ':' | '：' | '¿' | '¡' | '>' | '（')
        })
    }

    fn free_after(&self) -> bool {
        self.after.is_none_or(|c| {
            c.is_whitespace()
                || matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '…' | ')' | ']' | '}' | '—' | '–' | '―' | '-' | '/')
                || matches!(c, '。' | '，' | '、' | '！' | '？' | '；' | '：' | '）' | '،' | '؛' | '؟')
        })
    }

    /// Between two letters or digits of a script that parts words.
    fn within_a_word(&self) -> bool {
        let letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !is_unparted(c));
        letter(self.before) && letter(self.after)
    }

    fn after_digit(&self) -> bool {
        self.before.is_some_and(char::is_numeric)
    }
}

fn turn(c: char, twice: bool, sides: &Sides, language: &str) -> Option<(Family, Turn)> {
    Some(match c {
        '`' if twice => (Family::Double, Turn::Opens),
        '`' => (Family::Single, opening(sides)?),
        '"' | '＂' => (Family::Double, straight(sides)?),
        '\'' if twice => (Family::Double, straight(sides)?),
        '„' | '‟' | '〝' => (Family::Double, Turn::Opens),
        '“' if sides.closes() => (Family::Double, Turn::Closes),
        '“' => (Family::Double, Turn::High),
        '”' if sides.opens() => (Family::Double, Turn::Opens),
        '”' if sides.after_digit() => (Family::Double, Turn::Inch),
        '”' | '〞' | '〟' => (Family::Double, Turn::Closes),
        '«' | '‹' => (angle(c), if sides.closes() { Turn::Closes } else { Turn::Opens }),
        '»' | '›' => (angle(c), if sides.opens() || sides.before.is_none() { Turn::Opens } else { Turn::Closes }),
        '「' => (Family::Corner, Turn::Opens),
        '」' => (Family::Corner, Turn::Closes),
        '『' => (Family::WhiteCorner, Turn::Opens),
        '』' => (Family::WhiteCorner, Turn::Closes),
        '‘' if sides.closes() && !matches!(language, "en") => (Family::Single, Turn::Closes),
        '‘' | '‚' => (Family::Single, opening(sides)?),
        '’' => (Family::Single, closing(sides)?),
        '\'' if sides.opens() => (Family::Single, opening(sides)?),
        '\'' => (Family::Single, closing(sides)?),
        _ => return None,
    })
}

fn angle(c: char) -> Family {
    if matches!(c, '«' | '»') { Family::Angle } else { Family::SingleAngle }
}

/// A mark that looks the same on both sides of a quotation.
fn straight(sides: &Sides) -> Option<Turn> {
    if sides.within_a_word() {
        return None;
    }
    Some(match (sides.opens(), sides.closes()) {
        (true, _) => Turn::Opens,
        (_, true) if sides.after_digit() => Turn::Inch,
        (_, true) => Turn::Closes,
        _ => Turn::Either,
    })
}

/// A single opening mark: in the midst of a sentence, or before a small letter or a digit, it may be an apostrophe.
fn opening(sides: &Sides) -> Option<Turn> {
    if sides.within_a_word() || !sides.after.is_some_and(char::is_alphanumeric) {
        return None;
    }
    Some(if sides.begins { Turn::Opens } else { Turn::MayOpen })
}

/// A single closing mark: behind a letter it may be the apostrophe of an owner.
fn closing(sides: &Sides) -> Option<Turn> {
    if !sides.closes() {
        return None;
    }
    let behind = sides.before?;
    if matches!(behind, '.' | ',' | '!' | '?' | '…' | ';' | '。') {
        return Some(Turn::Closes);
    }
    Some(if behind.is_numeric() { Turn::Inch } else { Turn::Soft })
}
