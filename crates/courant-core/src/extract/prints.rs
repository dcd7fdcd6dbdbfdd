//! Fingerprints of a page's blocks, by which the furniture of a host is known again on its other pages.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use super::blocks::{Block, Form};
use super::dom::{Dom, Id};
use super::flags::{ELSEWHERE, PRODUCT, flags_of};
use super::matter::matter;
use super::never::{LEAD_IN, Names, POINTER, is_shown_beside};
use super::phrases::{ADVERTISING, COUNTED, FURNITURE, READ_MORE, RIGHTS, phrases};
use super::voice::{run_hash, word_hashes};

/// From so many characters on a block that is no list of links is prose.
const LONG: usize = 140;
/// A line in bold with at most so many characters is read as a heading.
const BOLD_HEADING: usize = 100;
/// A byline has at most so many words besides the names; numbers in a row count once.
const BYLINE: usize = 4;
/// A date or a counter has at most so many characters; in longer lines numbers are what is said.
const COUNTER: usize = 60;
/// What a sentence ends with. Quotation marks and brackets may follow.
const STOPS: [char; 13] = ['.', '!', '?', '…', '。', '！', '？', '؟', '।', '۔', '։', '။', '។'];
const CLOSING: [char; 10] = ['"', '\'', '”', '’', '»', '«', '“', '」', ')', ']'];
/// What stands in the place of the page's own headline, and of who wrote it when. No folded word has such marks.
const TITLE_WORD: &str = "<title>";
const BYLINE_WORD: &str = "<byline>";
/// Elements that make up a place: the block's own and those around it. Further out stand names that a page has for
/// itself (its section, its number).
const LEVELS: usize = 4;
/// Class names of an element that are part of a place; of more, as utility styles pile them up, these are enough.
const NAMES: usize = 3;
/// Words of a run, and runs kept of a block: the smallest hashes, so that two copies keep the same ones.
const RUN: usize = 4;
const RUNS: usize = 8;
/// Words of an opening.
const OPENING: usize = 8;
/// Regular expression of what names who else reported or where the words come from. It repeats and is no furniture.
const ATTRIBUTION: &str = r"(?i)^[\W_]*(additional |further |other )?(reporting|writing|editing|research|translation)( and (writing|editing))?( contributed)? by\b|\b(contributed|contributing) (to (this|the) (report|story|article)|reporting|research)|^[\W_]*with (assistance|reporting|files|additional reporting|contributions?|material) (from|by|of)\b|^[\W_]*\(?(reuters|ap|afp|dpa|efe|ansa|apa|associated press|the associated press)\)?[\W_]*$|^[\W_]*(source|sources|quelle|quellen|fuente|fonte|bron)\s*[:：]|^[\W_]*(mit material (von|der)|avec (l')?(afp|reuters|ap)\b|con información de|con (ap|afp|efe)\b)|^[\W_]*(this|the) (article|story|text|report) (was )?(first |originally )?(appeared|published|ran) (in|on|by|at)\b";

/// Regular expression of what says that the article was changed, or who has a stake in it. It repeats as well.
const CORRECTION: &str = r"(?i)^[\W_]*(correction|clarification|disclosure|editor['’]?s note|update[ds]?|korrektur|richtigstellung|berichtigung|anmerkung der redaktion|rectificati(f|on)|correcti(f|on)|rectificación|corrección|correzione|correção|rectificatie)\b|\b(this|an earlier|a previous|the) (version|article|story|report) (of this (article|story|report) )?(has been|was|had been|had|is being|will be)?\s?(updated|corrected|amended|changed|misstated|incorrectly|wrongly|developing|edited)\b|(wurde|este artículo|cet article|questo articolo)\b.{0,40}\b(aktualisiert|korrigiert|berichtigt|corregid|actualizad|corrigé|mis à jour|corrett|aggiornat)";

/// Regular expression of what counts a page's readers.
const READERS: &str = r"(?i)\b(readers?|views|likes|shares|les(er|erinnen)|lecteurs|lectores|leitores|lettori|lezers|читател\w+)\b.*\b(this (page|article|story)|diese[rnms]? (seite|artikel|beitrag)|cette page|cet article|est[ea] (página|artículo|artigo)|quest[ao] (pagina|articolo)|(deze|dit) (pagina|artikel)|эт(у|а|от|ой) (страниц|стать)\w*)\b";

static OF_READERS: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(READERS).ok());
static ATTRIBUTED: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(ATTRIBUTION).ok());
static CORRECTED: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(CORRECTION).ok());

/// One block as it is remembered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Print {
    /// Its words at its place; the page's own headline and names are folded, and so are counts and dates.
    pub line: u64,
    /// Where it stands: tags and classes of its element and those around it.
    pub place: u32,
    /// The same of the element around it.
    pub container: u32,
    /// The page's own headline or byline, which are shown beside the text anyway.
    pub own: bool,
    /// It is the page's own headline at the beginning, or who wrote it when.
    pub beside: bool,
    /// Its words are of a family that furniture uses. True lines do as well: "The commission declined to comment."
    pub signed: bool,
    /// Nearly all of it is a link.
    pub linked: bool,
    /// A heading, or a short line in bold.
    pub heading: bool,
    /// Ends as a sentence does: it says something, where a label only names something.
    pub sentence: bool,
    /// Long, and more than a list of links.
    pub prose: bool,
    /// One link, in an element that says that it leads elsewhere.
    pub pointer: bool,
    /// Says who else reported, where the words come from, or what was corrected.
    pub attribution: bool,
    /// Hashes of some of its runs of words; only of prose.
    pub runs: Vec<u32>,
    /// Hash of its words as those of a headline are hashed; only of links.
    pub headline: Option<u64>,
    /// Hash of its first words, where it has so many; teasers begin as their article does.
    pub opening: Option<u32>,
}

/// What a page teaches about its host.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PagePrints {
    /// Hash of the page's address; 0 when it has none.
    pub address: u64,
    /// Hash of its headline's words; 0 when it has none.
    pub title: u64,
    /// Hashes of the words that say what the page is about.
    pub matter: Vec<u32>,
    /// The blocks that the judge of blocks kept, in order.
    pub prints: Vec<Print>,
}

impl PagePrints {
    /// The fingerprints of the blocks that were kept of a page.
    pub fn of(dom: &Dom, kept: &[&Block], url: Option<&str>, title: &str, names: Names<'_>) -> Self {
        let prose = kept.iter().filter(|block| is_prose(block)).map(|block| block.text.as_str());
        let matter = matter(title, prose);
        let title = folded_words(title);
        let address = url.and_then(|url| url.split('#').next()).map_or(0, hash);
        let own = Own::of(&title, names.authors);
        let beside = |(at, block): (usize, &&Block)| is_shown_beside(dom, block, at, &title, names);
        let prints = kept.iter().enumerate().map(|at| print(dom, at.1, &own, beside(at))).collect();
        Self { address, title: hash(&title), matter, prints }
    }

    /// By what pages of one host are put in order: nothing that depends on when they were read.
    pub(super) fn order(&self) -> impl Ord {
        (self.address, self.title, self.prints.iter().map(|print| print.line).collect::<Vec<u64>>())
    }
}

fn hash(text: &str) -> u64 {
    if text.is_empty() { 0 } else { xxh3_64(text.as_bytes()) }
}

/// The words that each page says differently and that are shown beside the text anyway.
struct Own<'a> {
    title: &'a str,
    /// All of them in a row, then each; the longest first, so that none is taken for a part of another.
    names: Vec<String>,
}

impl<'a> Own<'a> {
    fn of(title: &'a str, authors: &[String]) -> Self {
        let mut names: Vec<String> =
            authors.iter().map(|name| folded_words(name)).filter(|name| !name.is_empty()).collect();
        names.push(names.join(" "));
        names.sort_by_key(|name| std::cmp::Reverse(name.len()));
        names.dedup();
        names.retain(|name| !name.is_empty());
        Self { title, names }
    }

    /// A line of names, with a date at most: the same on every page but for who and when.
    fn byline(&self, words: &str) -> Option<String> {
        let padded = format!(" {words} ");
        let without = self.names.iter().fold(padded.clone(), |rest, name| rest.replace(&format!(" {name} "), " "));
        let mut rest: Vec<&str> = without.split_ascii_whitespace().collect();
        rest.dedup();
        (without != padded && rest.len() <= BYLINE).then(|| format!("{BYLINE_WORD} {}", rest.join(" ")))
    }
}

fn line(place: u32, words: &str) -> u64 {
    xxh3_64(format!("{place:x} {words}").as_bytes())
}

/// The fingerprint of a block. `beside` says whether what it says is shown beside the text anyway.
fn print(dom: &Dom, block: &Block, own: &Own<'_>, beside: bool) -> Print {
    let families = phrases(&block.text);
    let path = path(dom, block.node);
    let place = place(&path);
    let around = path.split_first().map_or(0, |(_, around)| self::place(around));
    let (words, own) = said(block, families, own);
    let (words, own) = if beside && !own { (BYLINE_WORD.to_owned(), true) } else { (words, own) };
    let linked = is_link(block);
    let prose = is_prose(block);
    let sentence = is_sentence(&block.text);
    let of_site = FURNITURE & !READ_MORE & !(if sentence { ADVERTISING } else { 0 });
    Print {
        line: line(place, &words),
        place,
        container: around,
        own,
        beside,
        signed: families & of_site != 0 || linked && families & READ_MORE != 0,
        linked,
        heading: matches!(block.form, Form::Heading(_))
            || block.strong_chars == block.chars && block.chars <= BOLD_HEADING,
        sentence,
        prose,
        pointer: is_pointer(dom, block),
        attribution: is_attribution(&block.text, block.chars),
        runs: if prose { runs(&block.text) } else { Vec::new() },
        headline: linked.then(|| hash(&folded_words(&block.text))),
        opening: word_hashes(&block.text).get(..OPENING).map(|words| (run_hash(words) >> 32) as u32),
    }
}

fn is(pattern: &LazyLock<Option<Regex>>, text: &str) -> bool {
    pattern.as_ref().is_some_and(|pattern| pattern.is_match(text))
}

/// A block's words as they are compared, and whether they are the page's own headline or names.
fn said(block: &Block, families: u32, own: &Own<'_>) -> (String, bool) {
    let linked = block.link_chars > 0 && block.chars.saturating_sub(block.link_chars) <= LEAD_IN;
    if linked && families & READ_MORE != 0 {
        let lead: String =
            block.spans.iter().filter(|span| span.style.link.is_none()).map(|span| span.text.as_str()).collect();
        let lead = folded_words(&lead);
        if !lead.is_empty() {
            return (format!("{lead} <link>"), false);
        }
    }
    let words = folded_words(&block.text);
    if !own.title.is_empty() && words == own.title {
        return (TITLE_WORD.to_owned(), true);
    }
    match own.byline(&words) {
        Some(byline) => (byline, true),
        None if families & RIGHTS != 0 || families & COUNTED != 0 && block.chars <= COUNTER => (words, false),
        // "412 readers have marked this page."
        None if block.chars <= COUNTER && is(&OF_READERS, &block.text) => (words, false),
        // Elsewhere a number is what is said: "Kettle 7" is not "Kettle 9", and forty people are not seventy.
        None => (block.text.to_lowercase(), false),
    }
}

fn is_prose(block: &Block) -> bool {
    block.chars >= LONG && block.link_chars * 2 < block.chars
}

pub(super) fn is_sentence(text: &str) -> bool {
    text.trim_end_matches(|c: char| c.is_whitespace() || CLOSING.contains(&c)).ends_with(STOPS)
}

/// Lower-case words with single spaces; every run of digits becomes one 0.
pub(super) fn folded_words(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        if c.is_numeric() {
            if !out.ends_with('0') {
                out.push('0');
            }
        } else if c.is_alphanumeric() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

fn is_attribution(text: &str, chars: usize) -> bool {
    chars < 4 * LONG && (is(&ATTRIBUTED, text) || is(&CORRECTED, text))
}

/// The names of a block's element and those around it, nearest first. A link around a heading is no level: the paragraph
/// under it, which stands outside the link, is in the same box.
fn path(dom: &Dom, id: Id) -> Vec<String> {
    let around = dom.ancestors(id).filter(|&id| &*dom.node(id).tag != "a");
    std::iter::once(id).chain(around).take(LEVELS + 1).map(|id| step(dom, id)).collect()
}

fn step(dom: &Dom, id: Id) -> String {
    let mut name = dom.node(id).tag.to_string();
    let classes = dom.attr(id, "class").unwrap_or("").split_ascii_whitespace().take(NAMES);
    for part in classes.chain(dom.attr(id, "id")) {
        name.push('.');
        name.push_str(&folded_words(part));
    }
    name
}

fn place(path: &[String]) -> u32 {
    let nearest = path.get(..LEVELS.min(path.len())).unwrap_or_default();
    (xxh3_64(nearest.join("<").as_bytes()) >> 32) as u32
}

fn is_link(block: &Block) -> bool {
    block.link_chars > 0 && block.link_chars * 10 >= block.chars * 9
}

/// As the judge's rule for pointers, with the classes of the elements around: "related" and "promo" are said of a box.
fn is_pointer(dom: &Dom, block: &Block) -> bool {
    let flags = || {
        std::iter::once(block.node)
            .chain(dom.ancestors(block.node))
            .take(LEVELS)
            .fold(0, |all, id| all | flags_of(dom, id))
    };
    block.chars <= POINTER && is_link(block) && {
        let flags = flags();
        flags & ELSEWHERE != 0 && flags & PRODUCT == 0
    }
}

fn runs(text: &str) -> Vec<u32> {
    let words = word_hashes(text);
    let all: BTreeSet<u32> = words.windows(RUN).map(|run| (run_hash(run) >> 32) as u32).collect();
    all.into_iter().take(RUNS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributions_and_corrections_are_known() {
        let cases = [
            ("Additional reporting by Ida Brandt; editing by Jonas Vik", true),
            ("The Lindvik Press Agency contributed to this report.", true),
            ("(AP)", true),
            ("Source: Harbour office of Lindvik", true),
            ("With assistance from Ida Brandt", true),
            ("This article was originally published by the Quay Bulletin.", true),
            ("Mit Material der dpa", true),
            ("Sign up for the weekly letter from our newsroom.", false),
            ("Read more", false),
            ("He contributed to the pier's repair.", false),
            ("Correction: An earlier version of this article gave the wrong year.", true),
            ("This article has been updated.", true),
            ("Editor’s note: the author sits on the pier's board.", true),
            ("Der Text wurde am Dienstag korrigiert.", true),
            ("This article is for subscribers.", false),
        ];
        for (text, wanted) in cases {
            assert_eq!(is_attribution(text, text.len()), wanted, "{text}");
        }
    }

    #[test]
    fn words_are_compared_without_case_marks_and_numbers() {
        assert_eq!(folded_words("Read 1,204 comments — NOW!"), "read 0 0 comments now");
        assert_eq!(folded_words("  Grüße, 2026-11  "), "grüße 0 0");
    }
}
