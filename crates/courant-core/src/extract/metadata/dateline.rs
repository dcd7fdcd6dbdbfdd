//! Dates in a page's words: beside the headline, in elements whose class says date, in lines that say "published".

use std::sync::LazyLock;

use super::calendar::{DayFirst, bare, located, machine, written};
use super::marks::{Words, has, in_lines, in_names};
use super::names::without_by;
use super::offset::days_between;
use super::{Source, normal};
use crate::extract::blocks::{Block, Form};
use crate::extract::dom::Id;
use crate::model::PageDate;

/// Beginnings of the words that say that something was published.
const PUBLISHED: [&str; 18] = [
    "publish",
    "posted",
    "date",
    "datum",
    "written",
    "veröffentlicht",
    "erschienen",
    "publié",
    "publicado",
    "fecha",
    "pubblicato",
    "data",
    "опубликован",
    "дата",
    "gepubliceerd",
    "publicerad",
    "publisert",
    "opublikowan",
];
/// Beginnings of the words that say that something was changed or looked at again.
const UPDATED: [&str; 20] = [
    "updat",
    "modif",
    "edited",
    "revis",
    "reviewed",
    "changed",
    "aktualis",
    "stand",
    "geändert",
    "mis à jour",
    "mise à jour",
    "actualiz",
    "aggiornat",
    "atualiz",
    "обновлен",
    "изменен",
    "bijgewerkt",
    "gewijzigd",
    "uppdatera",
    "oppdater",
];

/// What stands before a date and a dash is a name up to this length, and a sentence of the text beyond it.
const NAME: usize = 32;

static SAYS_PUBLISHED: Words = LazyLock::new(|| in_lines(&PUBLISHED));
static SAYS_UPDATED: Words = LazyLock::new(|| in_lines(&UPDATED));

/// Whether a line in small letters has a word that begins so: "updated" is no "date".
fn says_so(lower: &str, any: &Words, words: &[&str]) -> bool {
    // Most lines have none at all.
    has(lower, any) && tells(lower, words)
}

fn tells_published(lower: &str) -> bool {
    says_so(lower, &SAYS_PUBLISHED, &PUBLISHED)
}

fn tells_updated(lower: &str) -> bool {
    says_so(lower, &SAYS_UPDATED, &UPDATED)
}

fn tells(lower: &str, words: &[&str]) -> bool {
    words.iter().any(|word| {
        lower
            .match_indices(word)
            // Elements without a blank between them make "2022Updated".
            .any(|(at, _)| !lower.get(..at).is_some_and(|before| before.ends_with(char::is_alphabetic)))
    })
}

/// The date in a line of text, and where it starts.
pub fn any_date(source: &Source<'_>, text: &str) -> Option<(PageDate, usize)> {
    written(text, day_first(source)).map(|(date, start)| (bare(date), start))
}

/// The words of a short element that has a date, the date, and where it starts. Pages set elements apart that have no blank between
/// them: where their words glued together ("27 March 20255 min") have no date, they are read apart.
fn dated(source: &Source<'_>, id: Id, most: usize) -> Option<(String, PageDate, usize)> {
    let glued = source.dom.short_text(id, most)?;
    let found = |text: String| any_date(source, &text).map(|(date, start)| (text, date, start));
    found(glued).or_else(|| found(source.dom.parted_text(id)))
}

/// What an element says of a date: in an attribute or in its words. Where the two are days apart, readers see the words.
pub fn element_date(source: &Source<'_>, id: Id) -> Option<PageDate> {
    let dom = source.dom;
    let told = ["datetime", "content", "data-datetime", "data-time", "data-date", "data-timestamp"]
        .iter()
        .find_map(|name| dom.attr(id, name).and_then(machine));
    let seen = || dated(source, id, 120).map(|(_, date, _)| date);
    match told {
        Some(told) => {
            let apart = |seen: &PageDate| days_between(seen, &told).is_some_and(|days| days.abs() > 1);
            Some(seen().filter(apart).unwrap_or(told))
        }
        None => seen().or_else(|| dom.attr(id, "title").and_then(machine)),
    }
}

/// Whether the words around an element, or its own, say that it tells the last change.
pub fn says_updated(source: &Source<'_>, id: Id) -> bool {
    let dom = source.dom;
    [id, dom.node(id).parent].iter().any(|&id| {
        dom.short_text(id, 90).is_some_and(|text| {
            let lower = text.to_lowercase();
            let before = any_date(source, &lower).and_then(|(_, start)| lower.get(..start)).unwrap_or(&lower);
            tells_updated(before) && !tells_published(before)
        })
    })
}

static STRONG: Words = LazyLock::new(|| {
    in_names(&[
        "publish",
        "pubdate",
        "post-date",
        "postdate",
        "entry-date",
        "article-date",
        "articledate",
        "dateline",
        "posted",
        "created",
        "news-date",
        "date-published",
        "byline-date",
    ])
});
static WEAK: Words = LazyLock::new(|| {
    in_names(&["date", "time", "datum", "fecha", "byline", "meta", "info", "author", "post-footer", "entry-footer"])
});

/// Elements whose class says date; with `strong` only those that say publication.
pub fn classes(source: &Source<'_>, strong: bool) -> Option<PageDate> {
    let dom = source.dom;
    let mut changed = None;
    for id in dom.elements() {
        let mut values = ["class", "id"].iter().filter_map(|name| dom.attr(id, name));
        let named = values.any(|value| has(value, &STRONG) || (!strong && has(value, &WEAK)));
        if !named
            || matches!(&*dom.node(id).tag, "html" | "body" | "script" | "style" | "input")
            || is_aside(source, id)
        {
            continue;
        }
        let most = if is_foot(source, id) { 600 } else { 200 };
        let Some((text, date, start)) = dated(source, id, most).filter(|_| !holds_request(source, id)) else {
            continue;
        };
        if !is_change(&text, start) {
            return Some(date);
        }
        changed.get_or_insert(date);
    }
    changed.filter(|_| !strong)
}

/// Whether an element has one in it that tells the day on which the page was asked for.
fn holds_request(source: &Source<'_>, id: Id) -> bool {
    // The line that tells when an article came out often has a link to its comments.
    static NOW: Words = LazyLock::new(|| in_names(&["current-date", "currentdate", "today"]));
    let dom = source.dom;
    dom.children(id).iter().any(|&child| {
        let names = ["class", "id"].iter().filter_map(|name| dom.attr(child, name));
        names.into_iter().any(|name| has(name, &NOW)) || holds_request(source, child)
    })
}

/// Whether an element is the sentence below a text that says when and where it was posted.
fn is_foot(source: &Source<'_>, id: Id) -> bool {
    static FOOT: Words =
        LazyLock::new(|| in_names(&["postmeta", "post-meta", "entry-meta", "post-footer", "entry-footer"]));
    source.dom.attr(id, "class").is_some_and(|class| has(class, &FOOT))
}

/// Whether what stands before a date calls it the day of a change.
pub fn is_change(text: &str, start: usize) -> bool {
    let before = text.get(..start).unwrap_or_default().to_lowercase();
    tells_updated(&before) && !tells_published(&before)
}

/// The texts of the blocks around the headline, nearest first, each with the block before it. The headline is none of them: the
/// date that one begins with is that of what the article tells.
pub fn around_headline<'a>(
    source: &'a Source<'_>,
    after: usize,
    before: usize,
) -> impl Iterator<Item = (&'a str, &'a Block)> {
    // The line below the linked heading of another article is that one's.
    let is_other = |block: &Block| matches!(block.form, Form::Heading(2..)) && block.link_chars * 2 > block.chars;
    let after = source.headline.map_or(0, |headline| {
        let below = source.blocks.iter().skip(headline + 1).take(after.saturating_sub(1));
        1 + below.take_while(|block| !is_other(block)).count()
    });
    let order = source.headline.into_iter().flat_map(move |headline| {
        (1..after)
            .map(move |step| headline + step)
            .chain((1..before).filter_map(move |step| headline.checked_sub(step)))
    });
    order.filter_map(|at| {
        let block = source.blocks.get(at).filter(|block| block.chars <= 160 && !is_of_request(source, block.node))?;
        let label = at.checked_sub(1).and_then(|before| source.blocks.get(before)).map_or("", |before| &before.text);
        Some((label, block))
    })
}

/// A line beside the headline that is a dateline: a date with little else, and nothing that calls it a change or
/// something else.
/// Only lines of at most `most` characters count.
pub fn beside_headline(source: &Source<'_>, most: usize) -> Option<PageDate> {
    let short = |block: &Block| block.chars <= most && !is_aside(source, block.node);
    around_headline(source, 9, 5).filter(|(_, block)| short(block)).find_map(|(label, block)| {
        let text = block.text.as_str();
        let (date, place) = located(text, day_first(source))?;
        let before = text.get(..place.start)?.trim_end().to_lowercase();
        let leads = before.is_empty()
            || (before.ends_with(['|', '·', '•', '-', '–', '—']) && before.chars().count() <= NAME)
            || (before.chars().count() <= 20 && tells_published(&before));
        let label = label.to_lowercase();
        let labelled = label.ends_with(':') || &*source.dom.node(block.node).tag == "dd" || tells_updated(&label);
        let of_other = labelled && label.len() < 40 && !tells_published(&label);
        let little = before.is_empty() || block.chars <= 60;
        (leads && little && !of_other && !tells_updated(&before) && ends_line(text.get(place.end..)?))
            .then_some(bare(date))
    })
}

/// Characters of the longest word of which one may stand behind a date: a day of the week, a place, a section.
const LONE: usize = 14;

/// Whether what follows a date leaves its line a dateline: nothing, a clock, a name after "by", or pieces behind a bar. "15 June
/// 2025 – the day the bridge will open" and "12 June, 19:00, Harbour Hall" tell of other days.
fn ends_line(tail: &str) -> bool {
    let is_bar = |c: char| matches!(c, '|' | '·' | '•' | '/');
    let mut rest = tail;
    let mut strange = 0;
    loop {
        rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric() && !is_bar(c));
        let lower = rest.to_lowercase();
        if rest.is_empty() || rest.starts_with(is_bar) || without_by(rest).is_some() {
            return true;
        }
        if UPDATED.iter().chain(&PUBLISHED).any(|word| lower.starts_with(word)) {
            return true;
        }
        let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        let word = rest.get(..end).unwrap_or(rest);
        if !is_of_clock(word) {
            strange += 1;
            if strange > 1 || word.chars().count() > LONE {
                return false;
            }
        }
        rest = rest.get(end..).unwrap_or_default();
    }
}

/// Whether a word behind a date belongs to a time of day or to the time that reading takes.
fn is_of_clock(word: &str) -> bool {
    const WORDS: [&str; 37] = [
        "at", "um", "uhr", "h", "hs", "hrs", "u", "uur", "om", "à", "a", "las", "às", "alle", "ore", "ora", "kl",
        "klo", "am", "pm", "m", "p", "в", "о", "г", "года", "р", "року", "ч", "saat", "ob", "min", "mins", "minutes",
        "minute", "read", "est",
    ];
    let is_zone = (2..=5).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_uppercase());
    word.contains(|c: char| c.is_ascii_digit()) || is_zone || WORDS.contains(&word.to_lowercase().as_str())
}

/// A short line with a date shortly before or after the headline.
pub fn near_headline(source: &Source<'_>) -> Option<PageDate> {
    let dated = |change: bool| {
        around_headline(source, 14, 6).find_map(|(_, block)| {
            let glued = any_date(source, &block.text).map(|(date, start)| (block.text.clone(), date, start));
            let (text, date, start) = glued.or_else(|| dated(source, block.node, block.text.len()))?;
            (is_change(&text, start) == change).then_some(date)
        })
    };
    dated(false).or_else(|| dated(true))
}

/// A line that says that it tells the day of publication, anywhere outside teasers and comments: the date in it, or in
/// the line after a lone label.
pub fn labelled(source: &Source<'_>) -> Option<PageDate> {
    let label = |text: &str| {
        let lower = text.to_lowercase();
        tells_published(&lower) && !tells_updated(&lower) && !lower.contains('©')
    };
    let blocks = source.blocks;
    blocks.iter().enumerate().find_map(|(at, block)| {
        if block.chars > 160 || !label(&block.text) || is_teaser(source, block.node) {
            return None;
        }
        let own = any_date(source, &block.text);
        let next = || blocks.get(at + 1).filter(|next| block.chars <= 25 && next.chars <= 40);
        own.or_else(|| any_date(source, &next()?.text)).map(|(date, _)| date)
    })
}

/// The day that a note in the page names: "This article was originally published on 26 September 2019 but has been updated".
pub fn originally(source: &Source<'_>) -> Option<PageDate> {
    const NOUNS: [&str; 7] = ["this article", "this story", "this post", "artikel", "beitrag", "artículo", "articolo"];
    const SAYS: [&str; 8] = [
        "originally published on",
        "first published on",
        "originally posted on",
        "ursprünglich veröffentlicht am",
        "erstmals veröffentlicht am",
        "publié initialement le",
        "publicado originalmente el",
        "pubblicato originariamente il",
    ];
    source.blocks.iter().filter(|block| block.chars <= 200).find_map(|block| {
        let lower = block.text.to_lowercase();
        let (head, tail) = SAYS.iter().find_map(|says| lower.split_once(says))?;
        // "Her first novel, first published on 26 June 1997" is another's day.
        let own = head.trim().is_empty() || NOUNS.iter().any(|noun| head.contains(noun));
        let tail = Some(tail).filter(|_| own)?;
        any_date(source, tail).filter(|&(_, start)| start <= 1 && !is_teaser(source, block.node)).map(|(date, _)| date)
    })
}

/// A date by itself below a label by itself, such as "Published" over "8 July 2025", be it in a box at the side.
pub fn captioned(source: &Source<'_>) -> Option<PageDate> {
    static OTHERS: Words = LazyLock::new(|| in_names(&["comment", "related", "footer", "today", "current"]));
    let is_label = |block: &Block| {
        let lower = if block.chars <= 25 { block.text.to_lowercase() } else { String::new() };
        PUBLISHED.iter().any(|word| lower.starts_with(word)) && !tells_updated(&lower)
    };
    source.blocks.windows(2).find_map(|pair| {
        let [label, line] = pair else { return None };
        if !is_label(label)
            || line.chars > 25
            || source.stands_in(line.node, &["nav", "footer"], |class| has(class, &OTHERS))
        {
            return None;
        }
        any_date(source, &line.text).filter(|(_, start)| *start == 0).map(|(date, _)| date)
    })
}

/// A line anywhere that speaks of a change, or the first short line with a date.
pub fn any_text(source: &Source<'_>) -> Option<PageDate> {
    let short =
        |limit: usize| source.blocks.iter().filter(move |block| block.chars <= limit && !is_aside(source, block.node));
    let stated = source.blocks.iter().filter(|block| {
        let lower = if block.chars <= 160 { block.text.to_lowercase() } else { String::new() };
        // The foot of a page tells when it was changed.
        tells_updated(&lower) && !lower.contains('©') && !is_of_request(source, block.node)
    });
    stated.chain(short(40)).find_map(|block| any_date(source, &block.text).map(|(date, _)| date))
}

/// Names of elements that hold other articles, readers' comments, or the day on which the page was asked for.
static ELSEWHERE: Words = LazyLock::new(|| {
    in_names(&[
        "comment",
        "related",
        "recirc",
        "sidebar",
        "recommend",
        "widget",
        "teaser",
        "carousel",
        "latest",
        "popular",
        "trending",
        "footer",
        "copyright",
        "current-date",
        "today",
        "masthead",
        "tweet",
        "instagram",
    ])
});
/// The foot of the article itself, and the names that common publishing systems give to a text's own box.
static OWN: Words = LazyLock::new(|| {
    in_names(&["elementor-widget", "post-footer", "entry-footer", "article-footer", "widget blog", "teaser_text_meta"])
});

static REQUEST: Words = LazyLock::new(|| in_names(&["comment", "current-date", "currentdate", "today", "masthead"]));

/// Whether an element tells the day on which the page was asked for, or belongs to comments.
fn is_of_request(source: &Source<'_>, id: Id) -> bool {
    source.stands_in(id, &[], |class| has(class, &REQUEST))
}

/// Whether an element belongs to teasers, comments or menus.
pub fn is_aside(source: &Source<'_>, id: Id) -> bool {
    // What calls itself the date of publication belongs where the element around it does: a comment can be an article.
    let own = source.dom.attr(id, "class").is_some_and(|class| {
        let class = class.to_ascii_lowercase();
        class.contains("publish") && class.contains("date")
    });
    let id = if own { source.dom.node(id).parent } else { id };
    belongs(source, id, &["nav", "footer", "aside"])
}

/// The same, where a box at the article's side may speak of the article.
fn is_teaser(source: &Source<'_>, id: Id) -> bool {
    belongs(source, id, &["nav", "footer"])
}

fn belongs(source: &Source<'_>, id: Id, tags: &[&str]) -> bool {
    source.stands_in(id, tags, |class| has(class, &ELSEWHERE) && !has(class, &OWN))
}

/// How the page's language and region write `3/4/2024`.
fn day_first(source: &Source<'_>) -> DayFirst {
    // The first element: this is asked for every line with a date, and a page can have many.
    let root = source.dom.named("html").next();
    let lang = root.and_then(|id| source.dom.attr(id, "lang")).or_else(|| source.meta(&["og:locale"])).unwrap_or("");
    let lang = normal(lang);
    let american_host = source
        .url
        .as_ref()
        .and_then(|url| url.host_str())
        .is_some_and(|host| [".com", ".org", ".net", ".edu", ".gov", ".us"].iter().any(|end| host.ends_with(end)));
    match lang.as_str() {
        "en us" => DayFirst::No,
        "en" | "" if american_host => DayFirst::No,
        _ => DayFirst::Yes,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_follow_a_date_in_its_line() {
        for tail in [
            "",
            ".",
            ", 10:30",
            " at 10:30 a.m. CET",
            " um 10.30 Uhr",
            " г., 10:30",
            ", Sunday",
            " – Lindvik",
            " by Ida Brandt",
            " | News | Three minutes",
            " · Von Ida Brandt",
            " (updated 6 May 2024)",
            ", 3 min read",
        ] {
            assert!(ends_line(tail), "{tail}");
        }
        for tail in [
            ": what one town remembers",
            " and after: two years of war",
            ", seen from the pier",
            " – the day the bridge will open again",
            ", 19:00, Harbour Hall",
        ] {
            assert!(!ends_line(tail), "{tail}");
        }
    }
}
