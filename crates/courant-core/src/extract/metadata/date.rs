//! When it was published and last changed, as the page says.

use serde_json::Value;

use super::Source;
use super::address::{from_address, from_picture};
use super::calendar::machine;
use super::dateline::{
    any_text, beside_headline, captioned, classes, element_date, is_aside, labelled, near_headline, originally,
    says_updated,
};
use super::offset::{days_between, on_day};
use crate::extract::dom::Id;
use crate::model::PageDate;

/// The publication date.
///
/// Linked data and meta elements are written for machines and come first; then marked elements, the address, and what
/// stands near the headline. A line beside the headline that is nothing but another date wins over all where it is earlier or
/// much later: systems put the day of a relaunch where machines look, and leave what readers see. No clock is consulted: a
/// date in the future is the caller's to reject.
pub fn published(source: &Source<'_>) -> Option<PageDate> {
    let Some(claimed) = claimed(source) else { return shown(source) };
    if let Some(seen) = beside_headline(source, 60)
        && is_truer(source, &seen, &claimed)
    {
        return Some(seen);
    }
    if let Some(stated) = stated(source, &claimed) {
        return Some(stated);
    }
    // The day in the address, where the moment falls on it somewhere on earth.
    Some(match from_address(source) {
        Some(day) => on_day(claimed, &day),
        None => claimed,
    })
}

/// A date that stands later than the one claimed by no more days than this may be that of what the article announces. The
/// reference pages that show a later one were rewritten after years.
const AHEAD: i32 = 365;

/// Whether the date that readers see is another than the one claimed, and an earlier one, or one so much later that the page was
/// written anew, unless it is called the day of the last change.
fn is_truer(source: &Source<'_>, seen: &PageDate, claimed: &PageDate) -> bool {
    let days = days_between(seen, claimed).unwrap_or_default();
    // Nothing is published after its last change: what stands later is another article's day.
    let is_late = || updated(source).is_some_and(|updated| days_between(seen, &updated).is_some_and(|days| days <= 1));
    (days > 1 || (days == 1 && is_made(source, claimed)) || (days < -AHEAD && !is_late())) && !is_swapped(seen, claimed)
}

/// Whether a moment is one that a system made, not an editor: one after that of the last change.
fn is_made(source: &Source<'_>, claimed: &PageDate) -> bool {
    let moment = |date: &PageDate| date.0.parse::<jiff::Timestamp>().ok();
    updated(source)
        .is_some_and(|updated| moment(&updated).zip(moment(claimed)).is_some_and(|(last, first)| last < first))
}

/// Whether a date is another one with day and month read the wrong way round.
fn is_swapped(seen: &PageDate, claimed: &PageDate) -> bool {
    let part = |date: &PageDate, from: usize| date.0.get(from..from + 2).map(str::to_owned);
    part(seen, 5) == part(claimed, 8) && part(seen, 8) == part(claimed, 5)
}

/// The day that the page's only element for the day of publication tells, where machines are told one moment for publication and
/// last change: that of the last writing of the page.
fn stated(source: &Source<'_>, claimed: &PageDate) -> Option<PageDate> {
    if claimed.0.len() <= 10 || updated(source).as_ref() != Some(claimed) {
        return None;
    }
    let times = Times::of(source);
    let mut marked = times.0.iter().filter(|(_, certainty)| *certainty == Certainty::Marked);
    let (&(id, _), None) = (marked.next()?, marked.next()) else { return None };
    element_date(source, id).filter(|stated| days_between(stated, claimed).is_some_and(|days| days > 1))
}

/// What the page tells machines.
fn claimed(source: &Source<'_>) -> Option<PageDate> {
    linked(source, &["datePublished", "dateCreated"])
        .or_else(|| source.linked.salvaged("datePublished").and_then(machine))
        .or_else(|| from_meta(source, &PUBLISHED))
        .or_else(|| marked(source, "datepublished"))
        .or_else(|| marked(source, "datecreated"))
        .or_else(|| linked(source, &["uploadDate"]))
}

/// What the page shows to readers, surest first.
fn shown(source: &Source<'_>) -> Option<PageDate> {
    let times = Times::of(source);
    originally(source)
        .or_else(|| times.first(source, Certainty::Marked))
        .or_else(|| from_address(source))
        .or_else(|| classes(source, true))
        .or_else(|| beside_headline(source, 100))
        .or_else(|| captioned(source))
        .map(|date| times.of_day(source, &date).unwrap_or(date))
        .or_else(|| times.first(source, Certainty::Plain))
        .or_else(|| classes(source, false))
        .or_else(|| near_headline(source))
        .or_else(|| from_meta(source, &LESS_SURE))
        .or_else(|| labelled(source))
        .or_else(|| linked(source, &["dateModified"]))
        .or_else(|| from_meta(source, &UPDATED))
        .or_else(|| times.first(source, Certainty::Updated))
        .or_else(|| any_text(source))
        .or_else(|| from_picture(source))
}

/// The date of the last change.
pub fn updated(source: &Source<'_>) -> Option<PageDate> {
    linked(source, &["dateModified"]).or_else(|| from_meta(source, &UPDATED)).or_else(|| marked(source, "datemodified"))
}

const PUBLISHED: [&str; 38] = [
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "datepublished",
    "og:published_time",
    "publication_date",
    "publish_date",
    "publish-date",
    "published-date",
    "publishdate",
    "pubdate",
    "pub_date",
    "published_time",
    "parsely-pub-date",
    "sailthru.date",
    "article.published",
    "date.published",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.date",
    "dc.date",
    "dc.date.created",
    "dcterms.issued",
    "citation_publication_date",
    "citation_date",
    "article_date_original",
    "originalpublicationdate",
    "rnews:datepublished",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime",
    "mediator_published_time",
    "displaydate",
    "published",
    "published_at",
    "publication-date",
    "article:publish_date",
    "article:publication_date",
    "created",
];
const LESS_SURE: [&str; 4] = ["date", "article:post_date", "timestamp", "article_date"];
const UPDATED: [&str; 10] = [
    "article:modified_time",
    "og:updated_time",
    "article:modified",
    "datemodified",
    "last-modified",
    "lastmod",
    "dcterms.modified",
    "dc.date.modified",
    "modified",
    "revised",
];

fn linked(source: &Source<'_>, keys: &[&str]) -> Option<PageDate> {
    let of = |object: &Value| keys.iter().find_map(|key| object.get(key).and_then(Value::as_str).and_then(machine));
    if let Some(found) = source.linked.article().and_then(of) {
        return Some(found);
    }
    source.linked.of_page().find_map(of)
}

/// Whether a date is one that linked data tells of another page's article.
pub fn is_of_other(source: &Source<'_>, date: &PageDate) -> bool {
    let tells = |object: &Value, key: &str| object.get(key).and_then(Value::as_str).and_then(machine);
    let mut keys = ["datePublished", "dateCreated", "dateModified"].iter();
    keys.any(|key| source.linked.of_others().any(|object| tells(object, key).as_ref() == Some(date)))
}

fn from_meta(source: &Source<'_>, names: &[&str]) -> Option<PageDate> {
    names.iter().find_map(|wanted| {
        source.metas.iter().filter(|(name, _)| name == wanted).find_map(|(_, content)| machine(content))
    })
}

/// A page that marks so many dates of publication lists other articles.
const MANY: usize = 4;

/// Microdata of one name.
fn marked(source: &Source<'_>, name: &str) -> Option<PageDate> {
    let dom = source.dom;
    let dates: Vec<PageDate> = dom
        .elements()
        .filter(|&id| {
            dom.attr(id, "itemprop")
                .is_some_and(|value| value.split_ascii_whitespace().any(|word| word.eq_ignore_ascii_case(name)))
        })
        .filter(|&id| !is_aside(source, id))
        .filter_map(|id| element_date(source, id))
        .take(MANY)
        .collect();
    // Many of them are those of other articles, and nothing says which is this one's.
    if dates.len() < MANY { dates.into_iter().next() } else { None }
}

/// How sure it is that a time element tells the day of publication.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Certainty {
    /// It says so.
    Marked,
    /// It says nothing.
    Plain,
    /// It says that it tells the last change.
    Updated,
}

/// The elements of the page that are made for times, in order.
struct Times(Vec<(Id, Certainty)>);

impl Times {
    fn of(source: &Source<'_>) -> Self {
        let times = source.dom.elements().filter_map(|id| Some((id, certainty(source, id)?)));
        Self(times.filter(|&(id, _)| !is_aside(source, id)).collect())
    }

    fn first(&self, source: &Source<'_>, wanted: Certainty) -> Option<PageDate> {
        self.0.iter().filter(|(_, certainty)| *certainty == wanted).find_map(|&(id, _)| element_date(source, id))
    }

    /// The moment on this day that an element tells, when all that is known is the day.
    fn of_day(&self, source: &Source<'_>, day: &PageDate) -> Option<PageDate> {
        let has_time = day.0.len() > 10;
        self.0
            .iter()
            .filter(|(_, certainty)| !has_time && *certainty != Certainty::Updated)
            .filter_map(|&(id, _)| element_date(source, id))
            .find(|date| days_between(day, date) == Some(0))
    }
}

fn certainty(source: &Source<'_>, id: Id) -> Option<Certainty> {
    let dom = source.dom;
    let tag = &*dom.node(id).tag;
    if !matches!(tag, "time" | "abbr" | "relative-time" | "amp-timeago" | "date") {
        return None;
    }
    let own = |words: &[&str]| {
        dom.attr(id, "class").is_some_and(|value| words.iter().any(|word| value.to_ascii_lowercase().contains(word)))
    };
    let says = |words: &[&str]| {
        std::iter::once(id).chain(dom.ancestors(id).take(2)).any(|id| {
            ["class", "id", "pubdate", "itemprop"].iter().filter_map(|name| dom.attr(id, name)).any(|value| {
                let lower = value.to_ascii_lowercase();
                words.iter().any(|word| lower.contains(word))
            })
        })
    };
    if tag == "abbr" && !own(&["publish", "date"]) {
        return None;
    }
    let changed = own(&["updated", "modified"]) && !own(&["publish", "entry-date"]) || says_updated(source, id);
    if changed {
        return Some(Certainty::Updated);
    }
    let marked = dom.attr(id, "pubdate").is_some()
        || says(&[
            "publish",
            "publication",
            "pubdate",
            "entry-date",
            "post-date",
            "posted",
            "article-date",
            "dateline",
            "article__date",
        ]);
    Some(if marked { Certainty::Marked } else { Certainty::Plain })
}
