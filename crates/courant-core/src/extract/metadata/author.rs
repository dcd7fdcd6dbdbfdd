//! Who wrote it: people (or a named desk), never the publisher itself.

use serde_json::Value;

use super::byline::{from_addresses, from_classes, from_labels, from_text, is_elsewhere};
use super::names::{MOST, Raw, cleaned, inverted, is_desk, is_person, plausible, sifted};
use super::site::host_name;
use super::{Source, normal};
use crate::extract::dom::Id;
use crate::extract::linked::{plain, types, unescape};

/// Names in the byline, in their order.
///
/// People come before desks, wherever each is named; the publisher itself and other organisations only where the page
/// explicitly claims one as the author and names nobody else.
pub fn authors(source: &Source<'_>, site: &str) -> Vec<String> {
    let host = host_name(source);
    let own = |name: &str| is_same(name, site) || is_same(name, &host);
    let readers: [fn(&Source<'_>) -> Vec<String>; 6] = [
        people,
        |source| cleaned(from_meta(source)),
        |source| cleaned(from_marks(source)),
        |source| cleaned(from_classes(source)),
        |source| cleaned(from_addresses(source)),
        |source| cleaned(from_text(source)),
    ];
    let mut desk = Vec::new();
    let mut publisher = Vec::new();
    for (at, read) in readers.iter().enumerate() {
        let (owned, names): (Vec<String>, Vec<String>) = read(source).into_iter().partition(|name| own(name));
        let people: Vec<String> = names.iter().filter(|name| !is_desk(name)).cloned().collect();
        if !people.is_empty() {
            return if at < 2 { with_companions(source, people, own) } else { people };
        }
        if desk.is_empty() {
            desk = names;
        }
        if publisher.is_empty() && (at < 3 || owned.iter().any(|name| is_person(name))) {
            publisher = owned;
        }
    }
    let labels = || cleaned(from_labels(source)).into_iter().filter(|name| !own(name)).collect::<Vec<_>>();
    [labels(), desk, organisations(source), publisher].into_iter().find(|names| !names.is_empty()).unwrap_or_default()
}

/// Publishing systems often know only the first of several authors, or the name of an account: the byline that readers
/// see names the others.
fn with_companions(source: &Source<'_>, claimed: Vec<String>, own: impl Fn(&str) -> bool) -> Vec<String> {
    let [only] = claimed.as_slice() else { return claimed };
    let mut seen = cleaned(from_classes(source));
    if !only.contains(' ') {
        // The name of an account, where readers may see the person's.
        seen.retain(|name| is_person(name) && !own(name));
        let spoken = || cleaned(from_addresses(source)).into_iter().filter(|name| is_person(name)).collect();
        let seen: Vec<String> = if seen.is_empty() { spoken() } else { seen };
        return if seen.is_empty() { claimed } else { seen };
    }
    let names_it = seen.iter().any(|name| normal(name).ends_with(&normal(only)));
    let company = (2..=6).contains(&seen.len()) && seen.iter().all(|name| is_person(name) && !own(name));
    if names_it && company { seen } else { claimed }
}

/// Whether a name is the site's, with or without its article.
fn is_same(name: &str, site: &str) -> bool {
    let bare = |text: &str| {
        let text = normal(text).replace(' ', "");
        text.strip_prefix("the").map(str::to_owned).unwrap_or(text)
    };
    !site.is_empty() && bare(name) == bare(site)
}

/// The people among the authors of the page's linked data.
fn people(source: &Source<'_>) -> Vec<String> {
    let named = from_linked(source).into_iter().filter(|(_, said)| *said != Said::Organisation);
    sifted(named.map(|(name, said)| if said == Said::Person { Raw::Person(name) } else { Raw::Line(name) }).collect())
}

fn organisations(source: &Source<'_>) -> Vec<String> {
    let named = from_linked(source).into_iter().filter(|(_, said)| *said == Said::Organisation);
    cleaned(named.map(|(name, _)| name).collect())
}

/// What linked data calls an author.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Said {
    Person,
    Organisation,
    Nothing,
}

/// Names, and what each is called.
fn from_linked(source: &Source<'_>) -> Vec<(String, Said)> {
    let Some(article) = source.linked.article() else { return Vec::new() };
    let mut names = Vec::new();
    for key in ["author", "creator"] {
        if let Some(value) = article.get(key) {
            gather(source, value, &mut names);
        }
        if !names.is_empty() {
            break;
        }
    }
    names
}

fn gather(source: &Source<'_>, value: &Value, names: &mut Vec<(String, Said)>) {
    match value {
        Value::Array(values) => values.iter().take(MOST).for_each(|value| gather(source, value, names)),
        Value::String(name) if !name.contains("://") => names.push((unescape(name), Said::Nothing)),
        Value::Object(_) => {
            let object = source.linked.resolve(value);
            let kinds = types(object);
            let said = if kinds.iter().any(|kind| kind.contains("Organization") || *kind == "Corporation") {
                Said::Organisation
            } else if kinds.contains(&"Person") {
                Said::Person
            } else {
                Said::Nothing
            };
            let found = match object.get("name") {
                Some(Value::Array(list)) => list.iter().filter_map(plain).collect(),
                Some(name) => plain(name).into_iter().collect(),
                None => Vec::new(),
            };
            names.extend(found.into_iter().map(|name| (name, said)));
        }
        _ => {}
    }
}

fn from_meta(source: &Source<'_>) -> Vec<String> {
    const NAMES: [&str; 13] = [
        "author",
        "article:author",
        "parsely-author",
        "sailthru.author",
        "dc.creator",
        "dc.creator.name",
        "byl",
        "citation_author",
        "citation_authors",
        "og:article:author",
        "cxenseparse:author",
        "twitter:data1",
        "twitter:data2",
    ];
    for wanted in NAMES {
        let label = match wanted {
            "twitter:data1" => Some("twitter:label1"),
            "twitter:data2" => Some("twitter:label2"),
            _ => None,
        };
        if label.is_some_and(|label| !source.meta(&[label]).is_some_and(is_byline_label)) {
            continue;
        }
        let surname_first = wanted.starts_with("citation_") || wanted.starts_with("dc.");
        let found: Vec<String> = source
            .metas
            .iter()
            .filter(|(name, content)| name == wanted && !content.contains("://") && !content.starts_with("www."))
            .map(|(_, content)| unescape(content))
            .map(|name| if surname_first { inverted(&name).unwrap_or(name) } else { name })
            .collect();
        if found.iter().any(|name| plausible(name)) {
            return found;
        }
    }
    Vec::new()
}

fn is_byline_label(label: &str) -> bool {
    matches!(
        normal(label).as_str(),
        "written by"
            | "by"
            | "author"
            | "verfasst von"
            | "geschrieben von"
            | "écrit par"
            | "escrito por"
            | "scritto da"
            | "geschreven door"
            | "автор"
    )
}

/// `rel=author` and the microdata and microformat marks.
fn from_marks(source: &Source<'_>) -> Vec<String> {
    let dom = source.dom;
    let mut names = Vec::new();
    for id in dom.elements() {
        let has = |name: &str, word: &str| {
            dom.attr(id, name)
                .is_some_and(|value| value.split_ascii_whitespace().any(|part| part.eq_ignore_ascii_case(word)))
        };
        let by_item = has("itemprop", "author") || has("itemprop", "creator");
        if !(has("rel", "author") || by_item || has("class", "p-author")) || is_elsewhere(source, id) {
            continue;
        }
        let named = by_item.then(|| descend(source, id, "itemprop", "name")).flatten();
        let text = match named.or_else(|| dom.attr(id, "content").map(str::to_owned)) {
            Some(name) => name,
            None => dom.text(id),
        };
        if plausible(&text) {
            names.push(text);
        }
        if names.len() > MOST {
            return Vec::new();
        }
    }
    names
}

fn descend(source: &Source<'_>, id: Id, attr: &str, word: &str) -> Option<String> {
    let dom = source.dom;
    for &child in dom.children(id) {
        if dom.attr(child, attr).is_some_and(|value| value.split_ascii_whitespace().any(|part| part == word)) {
            return Some(dom.attr(child, "content").map_or_else(|| dom.text(child), str::to_owned));
        }
        if let Some(found) = descend(source, child, attr, word) {
            return Some(found);
        }
    }
    None
}
