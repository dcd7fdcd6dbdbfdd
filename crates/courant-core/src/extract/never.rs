//! Blocks that no article holds, whatever the judge of blocks thinks of them.
//!
//! The judge weighs figures and errs now and then. What is said here is said by the words or the place themselves: a call
//! that leads to another text, a link in an aside, a line of hashtags, a box of teasers ([`teasers`]), the label over calls,
//! a line that is nothing but "Advertisement" or "Share this", a short box that is named after advertisements and begins with
//! that word ([`adverts`]), a call to subscribe that names a newsletter ([`calls`]) or
//! stands in a box that says of itself that it is one, a line that is nothing but the time of publication or who wrote it
//! when, what stands before the page's own headline, and that headline, which is shown over the text anyway.

mod adverts;
mod calls;
pub mod teasers;

use std::sync::LazyLock;

use regex::Regex;

use super::blocks::{Block, Form};
use super::dom::{Dom, Id};
use super::flags::{BOXED, ELSEWHERE, Flags, META, flags_of};
use super::phrases::{NEWSLETTER, READ_MORE, phrases};
use super::prints::{folded_words, is_sentence};
use crate::text::words::word_count;

/// A line that is one link and has at most so many characters may lead elsewhere instead of telling something.
pub const POINTER: usize = 160;
/// "Read more:" and labels over teasers have at most so many characters.
pub const LEAD_IN: usize = 40;
/// Words of a sentence that tells something; "Read more about this here." has fewer.
const STATEMENT: usize = 7;
/// Words by which a pointer bids its reader go there.
#[rustfmt::skip]
const BIDS: [&str; 34] = [
    "read", "see", "watch", "learn", "find", "view", "show", "load", "click", "check", "discover", "also", "lesen", "siehe",
    "lire", "voir", "lee", "lea", "ver", "leggi", "leia", "veja", "saiba", "lees", "läs", "les", "læs", "czytaj", "читайте",
    "смотрите", "bekijk", "zobacz", "przeczytaj", "дивіться",
];
/// A call to subscribe has at most so many characters.
const CALL: usize = 280;
/// A notice of an advertisement or of a time has at most so many.
const NOTICE: usize = 80;
/// Elements around a block whose names are said of it: a promotion is a box with a paragraph in it.
const AROUND: usize = 2;
/// Elements around a link that may be such an aside: the item and the list come before it.
const ASIDE: usize = 4;
/// Such an aside has at most so many bytes; one that holds more may be the article.
const ASIDE_BYTES: usize = 800;
/// Before its headline a page has at most one part of its text in so many.
const BEFORE: usize = 2;
/// The page's own headline and byline are among so many blocks at the beginning.
const BEGINNING: usize = 3;
/// One that stands under the headline with a date, and names that nothing else on the page gives, has at most so many
/// characters.
const DATED: usize = 400;
/// Besides its date it has at most so many words between two commas, and each is a name or short ("by", "und"): more may be
/// a line that tells what happened.
const DATED_WORDS: usize = 4;
const SHORT_WORD: usize = 3;
/// What stands before a list of names has so many digits at least: a day with its year or hour, not a clock alone.
const DATE_DIGITS: usize = 5;
/// Words that may stand in a byline, of several languages.
const BY: [&str; 24] = [
    "by", "and", "the", "for", "in", "von", "und", "der", "die", "für", "de", "par", "et", "le", "la", "por", "y", "e",
    "di", "da", "van", "door", "en", "av",
];

/// Regular expression of a line about an advertisement or a film that is about to come, or of ways to share, and nothing else.
const NOTICES: &str = r"(?i)^\W*(ad|ads|advert|advertisements?|werbung|anzeige|publicité|publicidad|pubblicità|publicidade|advertentie|annons|reklam|reklama|реклама|إعلان|广告|広告)\W*(((story|article) )?(continues?|continued|resumes) (below|after( (the )?(ad|advertisement))?)|scroll( down)? (to continue|for more)( reading)?|(keep|continue) (reading|scrolling)( below)?|skip (ad|advertisement))?\W*$|^\W*(story|article) continues (below|after)( (the |this )?(ad|advert|advertisement))?\W*$|^\W*scroll down for (the )?(video|videos|photos|pictures|more)\W*$|^\W*((print|share( this)?( article| story)?|e-?mail|tweet|facebook|twitter|x|whatsapp|telegram|linkedin|pinterest|reddit|copy link|send to a friend|save)\b\W*){2,}$";
/// Regular expression of a line that says when something came out, and nothing else.
const STAMPS: &str = r"(?i)^\W*(first )?(posted|published|updated|last (updated|modified)|created|veröffentlicht|aktualisiert|publié|mis à jour|publicado|actualizado|pubblicato|aggiornato)\W*(on|at|am|um|le|à|el|il)?\W*([0-9]{1,2}[:.h][0-9]{2}|[0-9]{1,4}[-/. ]|\p{L}{3,9}\.? [0-9])[^.!?]*$";
/// Regular expression of a label over teasers or over a form for subscribers.
const LABELS: &str = r"(?i)^\W*(read (more|also|next)|related( (articles|stories|news|content|posts|topics|reading))?|see also|more (on this|stories|news)|recommended( for you)?|you (may|might) also like|most (read|popular)|trending( now)?|don['’]t miss|newsletters?|mehr zum thema|lesen sie auch|à lire aussi|sur le même sujet|lire aussi|lee también|te puede interesar|leggi anche|leia também|lees ook|читайте также|auch interessant|das könnte sie auch interessieren|te recomendamos|noticias relacionadas|ti potrebbe interessare|veja também|saiba mais|bekijk ook|lees meer|(czytaj|przeczytaj|zobacz) (też|także|również)|polecamy|смотрите также|материалы по теме|читайте ещё|дивіться також|ilgili haber(ler)?|bunlar da ilginizi çekebilir|läs (också|mer|även)|les også|læs også|اقرأ (أيضا|أيضاً|المزيد)|関連記事|延伸阅读|相关阅读|相关新闻|관련 기사)\W*$";
/// Regular expression of how a call to subscribe begins. A sentence that only mentions a newsletter does not begin so.
const CALLS: &str = r"(?i)^\W*(sign up|subscribe|get (our|the|your|all)\b|join (our|the|us)\b|enter your|receive|register|never miss|stay (informed|up to date|in the loop)|abonnie|melden sie|jetzt (anmelden|abonnieren)|inscrivez|abonnez|recevez|suscr[ií]b|recib[ea]|iscriviti|assine|inscreva|receba|meld je|schrijf je|подпи[сш]|підпи[сш]|zapisz się|subskrybuj|subscreva|prenumerera|bültenimize)";

type Pattern = LazyLock<Option<Regex>>;

static IS_NOTICE: Pattern = LazyLock::new(|| Regex::new(NOTICES).ok());
static IS_STAMP: Pattern = LazyLock::new(|| Regex::new(STAMPS).ok());
static IS_LABEL: Pattern = LazyLock::new(|| Regex::new(LABELS).ok());
static BEGINS_CALL: Pattern = LazyLock::new(|| Regex::new(CALLS).ok());

fn is(pattern: &Pattern, block: &Block) -> bool {
    pattern.as_ref().is_some_and(|pattern| pattern.is_match(&block.text))
}

/// Whether a block is no part of any article by itself.
pub fn is_never_told(dom: &Dom, block: &Block) -> bool {
    matches!(block.form, Form::Paragraph) && is_pointer(dom, block)
        || is_whole_link(block) && (is_in_aside(dom, block) || is_hashtags(&block.text)) && !is_quoted(dom, block)
        || block.chars <= NOTICE && (is(&IS_NOTICE, block) || calls::is_bare(&block.text))
        || block.chars <= NOTICE
            && block.link_chars == 0
            && flags_of(dom, block.node) & META != 0
            && is(&IS_STAMP, block)
        || block.chars <= LEAD_IN && is(&IS_LABEL, block) && is_within(dom, block, ELSEWHERE)
        || block.chars <= CALL && (calls::asks(&block.text) || adverts::is_advert(dom, block))
        || block.chars <= CALL
            && is(&BEGINS_CALL, block)
            && is_within(dom, block, BOXED)
            && phrases(&block.text) & NEWSLETTER != 0
}

/// Whether the names of a block's element or of those right around it raise one of these flags.
fn is_within(dom: &Dom, block: &Block, flags: Flags) -> bool {
    let mut around = std::iter::once(block.node).chain(dom.ancestors(block.node)).take(AROUND + 1);
    around.any(|id| flags_of(dom, id) & flags != 0)
}

/// Whether a block is one link and says itself, in its words or its class, that it leads to another text: "Read also",
/// a teaser, a call to subscribe. Between paragraphs the judge takes some for prose, and none of them ever is.
fn is_pointer(dom: &Dom, block: &Block) -> bool {
    if block.link_chars == 0 || block.chars > POINTER + LEAD_IN {
        return false;
    }
    let whole = is_whole_link(block);
    whole && flags_of(dom, block.node) & ELSEWHERE != 0
        || (whole && !is_statement(&block.text) || has_lead_in(block)) && phrases(&block.text) & READ_MORE != 0
}

/// Whether a line that begins like a pointer ("More than", "All seven", "Next year") is a whole sentence with a full stop, and
/// so the text's own, of which all is a link. Teasers have none, or the pointer's words and a colon before theirs.
fn is_statement(text: &str) -> bool {
    let text = text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '”' | '’' | '»' | ')'));
    let led = text.chars().take(LEAD_IN).any(|c| matches!(c, ':' | '：'));
    let first = text.split(|c: char| !c.is_alphabetic()).find(|word| !word.is_empty()).map(str::to_lowercase);
    let bids = first.is_some_and(|first| BIDS.contains(&first.as_str()));
    !led && !bids
        && text.ends_with(['.', '。', '।', '።', '۔'])
        && !text.ends_with("..")
        && word_count(text) >= STATEMENT
}

fn is_whole_link(block: &Block) -> bool {
    block.chars <= POINTER && block.link_chars * 10 >= block.chars * 9
}

/// Whether a block stands in what the page marks as an aside and names as leading elsewhere, a short one.
fn is_in_aside(dom: &Dom, block: &Block) -> bool {
    let mut around = dom.ancestors(block.node).take(ASIDE);
    let aside = around.find(|&id| &*dom.node(id).tag == "aside" && flags_of(dom, id) & ELSEWHERE != 0);
    aside.is_some_and(|aside| dom.short_text(aside, ASIDE_BYTES).is_some())
}

fn is_quoted(dom: &Dom, block: &Block) -> bool {
    dom.ancestors(block.node).any(|id| &*dom.node(id).tag == "blockquote")
}

fn is_hashtags(text: &str) -> bool {
    text.split_whitespace().all(|word| word.starts_with('#') && word.len() > 1)
}

/// Whether words that end with a colon stand before one link, and nothing after it.
fn has_lead_in(block: &Block) -> bool {
    let linked = block.spans.iter().position(|span| span.style.link.is_some()).unwrap_or(0);
    let plain: String = block.spans.iter().take(linked).map(|span| span.text.as_str()).collect();
    let mut after = block.spans.iter().skip(linked).filter(|span| span.style.link.is_none());
    plain.trim_end().ends_with([':', '：'])
        && plain.chars().count() <= LEAD_IN
        && after.all(|span| !span.text.contains(char::is_alphanumeric))
}

/// Leaves out what stands before the page's own headline, where most of the text comes after it: teasers of others, as a
/// rule, and the paper's own words about itself. `kept` are places among the blocks.
pub fn begin_at_headline(blocks: &[Block], kept: &mut Vec<usize>, title: &str) {
    let is_headline =
        |block: &Block| block.link_chars == 0 && matches!(block.form, Form::Heading(_)) && is_same(&block.text, title);
    let mut headlines = (0..blocks.len()).filter(|&at| blocks.get(at).is_some_and(is_headline));
    let (Some(headline), None) = (headlines.next(), headlines.next()) else { return };
    let size =
        |places: &[usize]| places.iter().filter_map(|&at| blocks.get(at)).map(|block| block.chars).sum::<usize>();
    let (before, after) = kept.split_at(kept.partition_point(|&at| at < headline));
    if size(before) * BEFORE <= size(after) {
        kept.drain(..before.len());
    }
}

/// Whose names a page gives.
#[derive(Debug, Clone, Copy)]
pub struct Names<'a> {
    /// Who wrote it.
    pub authors: &'a [String],
    /// The site's own name.
    pub site: &'a str,
}

/// Whether a block at this place of a text says what is shown beside it anyway: the page's own headline, or who wrote it
/// when.
pub fn is_shown_beside(dom: &Dom, block: &Block, at: usize, title: &str, names: Names<'_>) -> bool {
    at < BEGINNING && (is_same(&block.text, title) || is_dated(dom, block) || is_byline(block, names))
}

/// Whether a block names who wrote the page, and besides that at most the site and words like "by" and "and".
fn is_byline(block: &Block, names: Names<'_>) -> bool {
    let speaks = block.text.contains([':', '：', '?', '？', '!', '！']);
    if block.chars > DATED || names.authors.is_empty() || speaks {
        return false;
    }
    let words = format!(" {} ", folded_words(&block.text));
    let mut authors: Vec<String> =
        names.authors.iter().map(|name| folded_words(name)).filter(|name| !name.is_empty()).collect();
    // The longest first, so that none is taken for a part of another.
    authors.sort_by_key(|name| std::cmp::Reverse(name.len()));
    let without = |rest: &str, name: &str| {
        if name.is_empty() { rest.to_owned() } else { rest.replace(&format!(" {name} "), "  ") }
    };
    let rest = authors.iter().fold(words.clone(), |rest, name| without(&rest, name));
    let is_named = rest != words;
    let rest = without(&rest, &folded_words(names.site));
    let mut rest = rest.split_ascii_whitespace().peekable();
    // "Tom Howell Jr." is no sentence.
    let is_said = rest.peek().is_some() && is_sentence(&block.text);
    is_named && !is_said && rest.all(|word| BY.contains(&word))
}

fn is_same(one: &str, other: &str) -> bool {
    let one = folded_words(one);
    !one.is_empty() && one == folded_words(other)
}

/// Whether a block is short, holds a date that machines read, and besides names only.
fn is_dated(dom: &Dom, block: &Block) -> bool {
    let inside = |time: &Id| dom.ancestors(*time).any(|around| around == block.node);
    let Some(time) = dom.named("time").find(inside) else { return false };
    let said = dom.text(time);
    let rest = block.text.replacen(said.as_str(), " ", 1);
    let is_name = |word: &str| {
        word.chars().count() <= SHORT_WORD || word.starts_with(|c: char| c.is_uppercase() || c.is_numeric())
    };
    let are_names = |part: &str| {
        let mut words = part.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.by_ref().take(DATED_WORDS).all(is_name) && words.next().is_none()
    };
    // A list of names is one where nothing else is: no place and hour of a concert, no result, no line of a chronicle.
    let is_list = || {
        let dated = said.chars().filter(|c| c.is_numeric()).count() >= DATE_DIGITS;
        let bare = !rest.contains(|c: char| c.is_numeric() || c == ':' || c == '：');
        let begins = block.text.starts_with(said.as_str());
        begins && dated && bare && !matches!(block.form, Form::Item(_)) && rest.split([',', ';']).all(are_names)
    };
    block.chars <= DATED && !is_sentence(&block.text) && (are_names(&rest) || is_list())
}

#[cfg(test)]
mod tests;
