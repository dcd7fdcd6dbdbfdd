//! The headline, as a reader sees it, without the site's name.

use super::{Source, normal};
use crate::extract::dom::{Id, fold};
use crate::extract::flags::flags_of;
use crate::extract::linked::unescape;

/// What parts a headline from a site's name.
const SEPARATORS: [&str; 10] = [" | ", " - ", " – ", " — ", " :: ", " » ", " « ", " • ", " · ", " / "];

/// A lone heading that shares less than this with what the head of the page claims is the name of a section.
const STRANGER: f64 = 0.15;

/// The headline; empty when the page has none.
///
/// The headline in the page is what readers see, so it wins where it agrees with what the page claims in its head;
/// otherwise the claim is taken, without the site's name.
pub fn title(source: &Source<'_>, site: &str) -> String {
    let claims = claims(source, site);
    let headings = headings(source);
    if let Some(heading) = agreed(&headings, &claims) {
        return heading;
    }
    if let [only] = headings.as_slice()
        && normal(only).split(' ').count() >= 2
        && normal(only) != normal(site)
        && claims.first().is_none_or(|claim| likeness(&normal(only), &normal(claim)) >= STRANGER)
    {
        return only.clone();
    }
    claims.into_iter().next().or_else(|| headings.into_iter().next()).unwrap_or_default()
}

/// The headline as the head of the page gives it, best first, cleaned.
fn claims(source: &Source<'_>, site: &str) -> Vec<String> {
    let document = source
        .dom
        .named("title")
        .find(|&id| !source.dom.ancestors(id).any(|around| &*source.dom.node(around).tag == "svg"))
        .map(|id| source.dom.text(id));
    [
        source.linked.text("headline"),
        source.meta(&["og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title"]).map(str::to_owned),
        document,
    ]
    .into_iter()
    .flatten()
    .map(|claim| without_site(&fold(&unescape(&claim)), site))
    .filter(|claim| !claim.is_empty() && normal(claim) != normal(site))
    .collect()
}

/// The page's first-level headings (second-level where there are none), in order, each once.
fn headings(source: &Source<'_>) -> Vec<String> {
    let of = |tag: &str| {
        let mut found: Vec<String> = Vec::new();
        for id in source.dom.named(tag) {
            if is_unseen(source, id) {
                continue;
            }
            let text = source.dom.text(id);
            if !text.is_empty() && text.chars().count() < 300 && !found.contains(&text) {
                found.push(text);
            }
        }
        found
    };
    let first = of("h1");
    if first.is_empty() { of("h2") } else { first }
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
            let claim = normal(claim);
            headings.iter().find(|heading| test(&normal(heading), &claim)).cloned()
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

/// Drops the site's name from either end of a headline.
pub fn without_site(title: &str, site: &str) -> String {
    let site = normal(site);
    let mut kept = title.trim().to_owned();
    for _ in 0..2 {
        let Some(shorter) = trimmed_once(&kept, &site) else { break };
        kept = shorter;
    }
    kept
}

fn trimmed_once(title: &str, site: &str) -> Option<String> {
    let last = SEPARATORS.iter().filter_map(|mark| title.rfind(mark).map(|at| (at, mark.len()))).max()?;
    let (head, tail) = (title.get(..last.0)?.trim(), title.get(last.0 + last.1..)?.trim());
    let (tail_words, head_words) = (normal(tail).split(' ').count(), normal(head).split(' ').count());
    let is_site = |part: &str| {
        let part = normal(part);
        !site.is_empty() && (part == site || part.replace(' ', "") == site.replace(' ', "") || likeness(&part, site) >= 0.5)
    };
    if is_site(tail) {
        return Some(head.to_owned());
    }
    let first = SEPARATORS.iter().filter_map(|mark| title.find(mark).map(|at| (at, mark.len()))).min()?;
    if let (Some(start), Some(rest)) = (title.get(..first.0), title.get(first.0 + first.1..))
        && is_site(start)
    {
        return Some(rest.trim().to_owned());
    }
    // A bar is hardly ever part of a headline; a dash often is.
    let bar = title.get(last.0..last.0 + last.1).is_some_and(|mark| mark.contains(['|', '»', '«', '•', ':']));
    (bar && tail_words <= 5 && head_words >= 3).then(|| head.to_owned())
}
