//! What elements within a line do to its words: struck and hidden ones are not said, a mark of a footnote is no part of the
//! number before it, and a quotation keeps its marks.

use super::dom::{Dom, Id, is_invisible};
use super::flags::is_unseen;
use crate::text::raised::superscript;

/// Bytes of the longest mark of a footnote or power.
const MARK: usize = 24;
/// What is hidden within a line has at most so many bytes: a name for machines, a tip, a key to sort by. A longer one may be
/// the rest of the text, which a click shows.
const HIDDEN: usize = 200;

/// How an element within a line is read.
#[derive(Debug, PartialEq, Eq)]
pub enum Inline {
    /// Like the words around it.
    Plain,
    /// Not at all.
    Unsaid,
    /// As the mark of a footnote, which is no part of the text.
    Note,
    /// As these characters.
    As(String),
    /// Between quotation marks.
    Quoted,
    /// By itself: something parts it from the words around.
    Apart,
}

/// How an element is read that stands behind the character `before`.
pub fn inline(dom: &Dom, id: Id, before: Option<char>) -> Inline {
    let node = dom.node(id);
    match &*node.tag {
        "del" | "s" | "strike" => Inline::Unsaid,
        "sup" => sup(dom, id, before),
        "q" if !is_marked(dom, id) && !holds_block(dom, id) => Inline::Quoted,
        _ if node.block => Inline::Plain,
        _ => hidden_or_apart(dom, id),
    }
}

fn hidden_or_apart(dom: &Dom, id: Id) -> Inline {
    if dom.node(id).attrs.is_empty() {
        return Inline::Plain;
    }
    let style = dom.attr(id, "style");
    if dom.attr(id, "hidden").is_some() || style.is_some_and(is_unseen) {
        let short = raw(dom, id, HIDDEN).is_some() && !holds_block(dom, id);
        return if short { Inline::Unsaid } else { Inline::Apart };
    }
    if style.is_some_and(is_set_apart) { Inline::Apart } else { Inline::Plain }
}

/// Whether an element's own style makes it a block.
pub fn is_set_apart(style: &str) -> bool {
    let style: String = style.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_lowercase()).collect();
    style.contains("display:block")
}

fn sup(dom: &Dom, id: Id, before: Option<char>) -> Inline {
    let Some(mark) = raw(dom, id, MARK) else { return Inline::Plain };
    let letters = mark.chars().filter(|c| c.is_alphabetic()).count();
    if letters <= 1 && leads_to_note(dom, id) {
        return Inline::Note;
    }
    // At the beginning of a line it is the number of a note itself.
    let stands_behind = before.is_some_and(|before| !before.is_whitespace());
    superscript(&mark).filter(|_| stands_behind).map_or(Inline::Plain, Inline::As)
}

/// Whether an element is in a link to a place of a page, or holds one.
fn leads_to_note(dom: &Dom, id: Id) -> bool {
    let is_fragment = |id: Id| &*dom.node(id).tag == "a" && dom.attr(id, "href").is_some_and(|href| href.contains('#'));
    let parent = dom.node(id).parent;
    let within = |id: Id| dom.children(id).iter().any(|&child| is_fragment(child));
    is_fragment(parent) || within(id) || dom.children(id).iter().any(|&child| within(child))
}

/// Whether the words of a quotation bring their own marks.
fn is_marked(dom: &Dom, id: Id) -> bool {
    let mut first = id;
    while let Some(&child) = dom.children(first).first() {
        first = child;
    }
    dom.node(first).text.trim_start().starts_with(['"', '“', '”', '„', '«', '»', '‘', '‚', '‹', '›', '\'', '「', '『'])
}

fn holds_block(dom: &Dom, id: Id) -> bool {
    dom.children(id).iter().any(|&child| dom.node(child).block || holds_block(dom, child))
}

/// The text of an element as it is written, when it has at most so many bytes.
fn raw(dom: &Dom, id: Id, most: usize) -> Option<String> {
    let mut text = String::new();
    gather(dom, id, most, &mut text)?;
    Some(text.trim().to_owned())
}

fn gather(dom: &Dom, id: Id, most: usize, into: &mut String) -> Option<()> {
    into.push_str(&dom.node(id).text);
    if into.len() > most {
        return None;
    }
    dom.children(id).iter().try_for_each(|&child| gather(dom, child, most, into))
}

/// What is said in an element, in order and without blanks, for [`is_same_said`].
pub fn said(dom: &Dom, id: Id, into: &mut String) {
    let node = dom.node(id);
    // What a raised mark becomes depends on what stands before it.
    if node.mute || &*node.tag == "sup" || inline(dom, id, None) == Inline::Unsaid {
        return;
    }
    into.extend(node.text.chars().filter(|&c| !c.is_whitespace() && !is_invisible(c)));
    for &child in dom.children(id) {
        said(dom, child, into);
    }
}

/// Whether a text holds the letters and digits of what is [`said`], and no others but raised ones.
pub fn is_same_said(said: &str, text: &str) -> bool {
    let is_letter = |c: &char| c.is_alphabetic() || c.is_numeric() && !matches!(c, '⁰'..='⁹' | '²' | '³' | '¹');
    said.chars().filter(is_letter).eq(text.chars().filter(is_letter))
}

#[cfg(test)]
mod tests {
    use crate::extract::blocks::{Block, blocks};
    use crate::extract::sink::parse;

    #[track_caller]
    fn check(html: &str, expected: &str) {
        let dom = parse(html);
        let texts: Vec<String> = blocks(&dom).iter().map(Block::told).collect();
        assert_eq!(texts.join(" ¶ "), expected, "{html}");
    }

    #[test]
    fn what_is_struck_or_hidden_is_not_said() {
        check("<p><del>12</del> 14 people", "14 people");
        check("<p>Of them <s>nobody</s> three and <strike>four</strike> five", "Of them three and five");
        check("<p>Rain<span hidden>fall in mm</span>, wind", "Rain, wind");
        check("<p>Rain<span style='display: none'>fall</span>, wind", "Rain, wind");
        let rest = "and so it went on for the whole of the afternoon. ".repeat(6);
        check(&format!("<p>It rained<span hidden>{rest}</span>."), &format!("It rained {}.", rest));
        check("<p>Small<small>er</small> and <ins>more</ins> <strong>boats</strong>", "Smaller and more boats");
    }

    #[test]
    fn raised_numbers_are_no_part_of_the_number_before() {
        check(
            "<p>4,000<sup>1</sup> people in 1990<sup>2</sup>, 10<sup>6</sup> m<sup>2</sup>",
            "4,000¹ people in 1990², 10⁶ m²",
        );
        check("<p>in 1990<sup><a href='#n1'>1</a></sup> and 1991<a href=#n2><sup>[2]</sup></a>.", "in 1990 and 1991.");
        check("<p>in 1990 <sup><a href='#n1'>1</a></sup> or 1991 <sup><a href='#n2'>2</a></sup>", "in 1990 or 1991");
        check("<p>in 1990<sup><a href='/notes'>1</a></sup>", "in 1990¹");
        check("<p>the 1<sup>st</sup>, M<sup>me</sup> Roy<sup>*</sup>", "the 1st, Mme Roy*");
        check("<p><sup>1</sup> Counted by the harbour.", "1 Counted by the harbour.");
        check("<p>over 4,000.<sup>12</sup> Then", "over 4,000.¹² Then");
    }

    #[test]
    fn quotations_keep_their_marks() {
        check("<p>The mayor says <q>no <b>boat</b></q>.", "The mayor says “no boat”.");
        check("<p>The mayor says <q>«no boat»</q>.", "The mayor says «no boat».");
        check("<q><p>No boat</p><p>No pier</p></q>", "No boat ¶ No pier");
    }

    #[test]
    fn words_that_are_set_apart_do_not_grow_together() {
        check("<p>Harbour<span style='display:block'>Photo: A. Berg</span>", "Harbour Photo: A. Berg");
        let long = "Seven of the forty piles have rotted through, as divers found in spring.";
        for (open, close) in [("<x-par>", "</x-par>"), ("<span style='display:block'>", "</span>")] {
            let paragraph = format!("{open}{long}{close}");
            check(&format!("<div>{paragraph}{paragraph}</div>"), &format!("{long} ¶ {long}"));
            check(
                &format!("<p>{paragraph}{paragraph}</p>").replace("<span style='display:block'>", "<x-a>"),
                &format!("{long}{long}"),
            );
        }
        check(&format!("<div>So <x-tip>{long}</x-tip><x-tip>{long}</x-tip></div>"), &format!("So {long}{long}"));
        check("<div><x-chip>Sport</x-chip> <x-chip>News</x-chip></div>", "Sport News");
    }
}
