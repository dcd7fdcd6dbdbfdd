//! The headline, as a reader sees it, without the site's name.

use super::site::host_name;
use super::{Source, normal};
use crate::extract::dom::{Id, fold};
use crate::extract::flags::flags_of;
use crate::extract::linked::unescape;

/// What parts a headline from a site's name.
const SEPARATORS: [&str; 12] = [" | ", " - ", " – ", " — ", " :: ", " » ", " « ", " • ", " · ", " / ", "｜", "_"];

/// What may stand for a site's name, at either end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    /// By the head of the page, which hangs names on headlines: half of the name's words are enough.
    ByHead,
    /// In the page, where readers see the headline: nothing but the name.
    InPage,
}

/// A lone heading that shares less than this with what the head of the page claims is the name of a section.
const STRANGER: f64 = 0.15;

/// A heading of more characters than this is a paragraph, where the head of the page claims something else.
const WORDIEST: usize = 140;

/// The headline; empty when the page has none.
///
/// The headline in the page is what readers see, so it wins where it agrees with what the page claims in its head;
/// otherwise the claim is taken, without the site's name.
pub fn title(source: &Source<'_>, site: &str) -> String {
    let names = names(source, site);
    let claims = claims(source, &names);
    let (headings, first) = headings(source, &names);
    // Below the first level a heading is most often that of a part: only one that the head repeats is the headline.
    if !first && let Some(claim) = claims.first() {
        let repeated = |heading: &&String| {
            let plain = normal(heading);
            claims.iter().any(|claim| normal(claim) == plain)
                || (plain.split(' ').count() >= 3 && normal(claim).starts_with(&plain))
        };
        return headings.iter().find(repeated).unwrap_or(claim).clone();
    }
    if let Some(heading) = agreed(&headings, &claims) {
        return heading;
    }
    if let [only] = headings.as_slice()
        && (normal(only).split(' ').count() >= 2
            || claims.first().is_some_and(|claim| normal(claim).starts_with(&format!("{} ", normal(only)))))
        && claims.first().is_none_or(|claim| is_credible(only, claim))
    {
        return only.clone();
    }
    if let Some(heading) = claims.first().and_then(|claim| nearest(&headings, claim)) {
        return heading;
    }
    claims.into_iter().next().or_else(|| headings.into_iter().next()).unwrap_or_default()
}

/// Whether a lone heading that does not repeat what the head of the page claims is still the headline.
fn is_credible(heading: &str, claim: &str) -> bool {
    let akin = likeness(&normal(heading), &normal(claim)) >= STRANGER;
    akin && heading.chars().count() <= WORDIEST && (!shouts(heading) || shouts(claim))
}

/// Of several headings, of which none repeats what the head of the page claims, the credible one nearest to it. One alone
/// is asked less of: where there are several, some are those of sections and other articles.
fn nearest(headings: &[String], claim: &str) -> Option<String> {
    let plain = normal(claim);
    let near = |heading: &&String| (likeness(&normal(heading), &plain) * 1000.0) as u32;
    let credible = headings.iter().filter(|heading| is_credible(heading, claim) && near(heading) >= 200);
    // The first of the nearest: `max_by_key` would give the last.
    credible.rev().max_by_key(near).cloned()
}

/// What the site is called: as it says, as its host says, and as the document's title shows it beside the headline.
fn names(source: &Source<'_>, site: &str) -> Vec<String> {
    let mut names = vec![normal(site), host_name(source)];
    let headline = source.meta(&["og:title"]).map(normal).unwrap_or_default();
    let document = normal(&document(source).unwrap_or_default());
    if headline.split(' ').count() >= 3 {
        let rest = document.strip_prefix(&headline).or_else(|| document.strip_suffix(&headline)).unwrap_or_default();
        if rest.split_whitespace().count() <= 5 {
            names.push(rest.trim().to_owned());
        }
    }
    // A logo can be the host in full.
    names
        .extend(source.url.as_ref().and_then(|url| url.host_str()).map(|host| normal(host.trim_start_matches("www."))));
    names.retain(|name| !name.is_empty());
    names
}

/// Whether a text is one of the site's names.
fn is_name(text: &str, names: &[String]) -> bool {
    let text = normal(text).replace(' ', "");
    names.iter().any(|name| name.replace(' ', "") == text)
}

/// The document's own title.
fn document(source: &Source<'_>) -> Option<String> {
    let dom = source.dom;
    let own = dom.named("title").find(|&id| !dom.ancestors(id).any(|around| &*dom.node(around).tag == "svg"));
    own.map(|id| dom.text(id))
}

/// The headline as the head of the page gives it, best first, cleaned.
fn claims(source: &Source<'_>, names: &[String]) -> Vec<String> {
    [
        source.linked.text("headline"),
        source.meta(&["og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title"]).map(str::to_owned),
        document(source),
    ]
    .into_iter()
    .flatten()
    .map(|claim| without_names(without_host(&fold(&unescape(&claim)), source), names, Told::ByHead))
    .filter(|claim| !claim.is_empty() && !is_name(claim, names))
    .collect()
}

/// A claim without the host that stands before it as the site's name.
fn without_host<'a>(claim: &'a str, source: &Source<'_>) -> &'a str {
    let host = source.url.as_ref().and_then(|url| url.host_str()).unwrap_or_default().trim_start_matches("www.");
    let Some((head, rest)) = claim.split_at_checked(host.len()) else { return claim };
    if !host.is_empty() && head.eq_ignore_ascii_case(host) && rest.starts_with(' ') { rest.trim_start() } else { claim }
}

/// The page's first-level headings, in order, each once, without the site's name; where there are none the second-level
/// ones. And whether they are of the first level.
fn headings(source: &Source<'_>, names: &[String]) -> (Vec<String>, bool) {
    let of = |tag: &str| {
        let mut found: Vec<String> = Vec::new();
        for id in source.dom.named(tag) {
            if is_unseen(source, id) {
                continue;
            }
            let text = without_names(&resolved(source.dom.text(id)), names, Told::InPage);
            if !text.is_empty() && text.chars().count() < 300 && !found.contains(&text) && !is_name(&text, names) {
                found.push(text);
            }
        }
        found
    };
    let first = of("h1");
    if first.is_empty() { (of("h2"), false) } else { (first, true) }
}

/// A heading with the character references that were escaped twice; a tag in it is part of what it speaks of.
fn resolved(text: String) -> String {
    if text.contains('<') { text } else { fold(&unescape(&text)) }
}

fn is_unseen(source: &Source<'_>, id: Id) -> bool {
    std::iter::once(id)
        .chain(source.dom.ancestors(id))
        .take(3)
        .any(|id| flags_of(source.dom, id) & (1 << 14) != 0 && source.dom.attr(id, "style").is_some())
}

/// The heading that says what a claim says.
fn agreed(headings: &[String], claims: &[String]) -> Option<String> {
    let best = |test: &dyn Fn(&str, &str) -> bool| {
        claims.iter().find_map(|claim| {
            let plain = normal(claim);
            headings.iter().find(|heading| test(&normal(heading), &plain)).map(|heading| better(heading, claim))
        })
    };
    best(&|heading, claim| heading == claim)
        .or_else(|| {
            best(&|heading, claim| {
                let long_enough = heading.split(' ').count() >= 3;
                long_enough && (claim.starts_with(heading) || heading.starts_with(claim) || claim.ends_with(heading))
            })
        })
        .or_else(|| best(&|heading, claim| likeness(heading, claim) >= 0.5))
}

/// The heading, unless it shouts what the claim says, or wraps it: in a label, a date, a count of replies.
fn better(heading: &str, claim: &str) -> String {
    let (short, whole) = (normal(claim), normal(heading));
    let around = (short.split(' ').count() >= 3).then(|| whole.split_once(&short)).flatten();
    let wrapped = around.is_some_and(|(before, after)| {
        let label = heading
            .split_once(':')
            .is_some_and(|(label, _)| normal(label) == before.trim() && before.trim().split(' ').count() <= 2);
        let counts =
            |part: &str| part.split(' ').any(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit()));
        let few = before.split_whitespace().count() + after.split_whitespace().count() <= 4;
        (label && after.is_empty())
            || (few
                && ((counts(before) && after.is_empty())
                    || (counts(after) && before.is_empty() && heading.contains('('))))
    });
    if wrapped || (shouts(heading) && !shouts(claim)) { claim.to_owned() } else { heading.to_owned() }
}

/// Whether a headline of several words is set in capitals throughout.
fn shouts(text: &str) -> bool {
    text.split(' ').count() >= 3
        && !text.contains(char::is_lowercase)
        && text.chars().filter(|c| c.is_uppercase()).count() >= 10
}

/// Share of the words that two normalised texts have in common, of the words of either.
pub fn likeness(a: &str, b: &str) -> f64 {
    let mut left: Vec<&str> = a.split(' ').collect();
    let mut right: Vec<&str> = b.split(' ').collect();
    left.sort_unstable();
    left.dedup();
    right.sort_unstable();
    right.dedup();
    let both = left.iter().filter(|word| right.binary_search(word).is_ok()).count();
    both as f64 / (left.len() + right.len() - both).max(1) as f64
}

/// Drops the site's names from either end of a headline.
fn without_names(title: &str, names: &[String], told: Told) -> String {
    let mut kept = title.trim().to_owned();
    for _ in 0..2 {
        let Some(shorter) = trimmed_once(&kept, names, told) else { break };
        kept = shorter;
    }
    kept
}

fn trimmed_once(title: &str, names: &[String], told: Told) -> Option<String> {
    let last = SEPARATORS.iter().filter_map(|mark| parting(title, mark).last().map(|at| (at, mark.len()))).max()?;
    let (head, tail) = (title.get(..last.0)?.trim(), title.get(last.0 + last.1..)?.trim());
    let (tail_words, head_words) = (normal(tail).split(' ').count(), normal(head).split(' ').count());
    let is_site = |part: &str| {
        let part = normal(part);
        names.iter().any(|site| {
            part.replace(' ', "") == site.replace(' ', "") || (told == Told::ByHead && likeness(&part, site) >= 0.5)
        })
    };
    if is_site(tail) {
        return Some(head.to_owned());
    }
    let first = SEPARATORS.iter().filter_map(|mark| parting(title, mark).next().map(|at| (at, mark.len()))).min()?;
    if let (Some(start), Some(rest)) = (title.get(..first.0), title.get(first.0 + first.1..))
        && is_site(start)
    {
        return Some(rest.trim().to_owned());
    }
    // A bar is hardly ever part of a headline, in the page's head or in the page; a dash often is.
    let mark = title.get(last.0..last.0 + last.1)?;
    let bar = mark.contains(['|', '»', '«', '•', ':']) && tail_words <= 5 && head_words >= 3;
    (bar || (told == Told::ByHead && hangs_on(head, tail, mark))).then(|| head.to_owned())
}

/// Where a mark parts a title. A guillemet whose other half stands in the title too is a quotation mark, and the marks without
/// blanks part nothing where words have blanks.
fn parting<'a>(title: &'a str, mark: &'a str) -> impl Iterator<Item = usize> {
    let quotes = mark.contains(['«', '»']) && title.contains('«') && title.contains('»');
    let parts = !quotes && (mark.starts_with(' ') || is_wide(title));
    let title = if parts { title } else { "" };
    title.match_indices(mark).map(|(at, _)| at)
}

/// Whether a text is in a script that puts no blanks between words.
fn is_wide(text: &str) -> bool {
    text.contains(|c: char| matches!(c, '\u{3040}'..='\u{9fff}'))
}

/// Whether the end of a Chinese or Japanese title is a section or the site, as "标题_频道_站名" has them. There are no words to be
/// counted: it is short, no sentence, and shorter than what it hangs on.
fn hangs_on(head: &str, tail: &str, mark: &str) -> bool {
    let (long, short) = (head.chars().count(), tail.chars().count());
    let says = |c: char| matches!(c, '，' | ',' | '、' | '。' | '：' | ':' | '！' | '？' | '「' | '“' | '《');
    mark.contains(['|', '｜', '_']) && is_wide(head) && (2..=9).contains(&short) && long >= 8 && !tail.contains(says)
}
