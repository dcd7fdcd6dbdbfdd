//! Linked data (JSON-LD) that a page carries about itself.

use serde_json::Value;

use super::dom::{Dom, fold};
use crate::sanitize::bounds::bounded;

/// Nesting beyond which linked data is not followed.
const DEEPEST: usize = 12;

/// What the page's linked data says.
#[derive(Debug, Default)]
pub struct Linked {
    /// Every object with a type, outermost first.
    objects: Vec<Value>,
    /// Index of the object that describes the article, if one does.
    article: Option<usize>,
    /// Indices of the objects that describe articles of other pages.
    foreign: Vec<usize>,
    /// Scripts that cannot be parsed even when repaired.
    broken: Vec<String>,
}

impl Linked {
    /// Reads every linked-data script of a page.
    pub fn of(dom: &Dom) -> Self {
        let mut linked = Self::default();
        for id in dom.named("script") {
            let is_linked = dom.attr(id, "type").is_some_and(|kind| kind.to_ascii_lowercase().contains("ld+json"));
            if !is_linked {
                continue;
            }
            let raw = dom.raw_text(id);
            match lenient(&raw) {
                Some(value) => collect(&value, 0, &mut linked.objects),
                None => linked.broken.push(raw),
            }
        }
        linked.choose(|_| Whose::Unknown);
        linked
    }

    /// Settles which object describes the page's article, where `whose` knows whether an object is about the page: the first of
    /// the highest rank, sooner one that is the page's than one that says nothing, and never one of another page.
    pub fn choose(&mut self, whose: impl Fn(&Value) -> Whose) {
        let mut best = (0, Whose::Foreign);
        self.article = None;
        self.foreign.clear();
        for (at, object) in self.objects.iter().enumerate() {
            let rank = types(object).iter().map(|kind| article_rank(kind)).max().unwrap_or(0);
            if rank == 0 {
                continue;
            }
            let whose = if rank >= ARTICLE { whose(object) } else { Whose::Unknown };
            if whose == Whose::Foreign {
                self.foreign.push(at);
            } else if (rank, whose) > best {
                best = (rank, whose);
                self.article = Some(at);
            }
        }
    }

    /// The objects without those that describe articles of other pages.
    pub fn of_page(&self) -> impl Iterator<Item = &Value> {
        self.objects.iter().enumerate().filter(|(at, _)| !self.foreign.contains(at)).map(|(_, object)| object)
    }

    /// Those that do.
    pub fn of_others(&self) -> impl Iterator<Item = &Value> {
        self.foreign.iter().filter_map(|&at| self.objects.get(at))
    }

    /// The object that describes the article.
    pub fn article(&self) -> Option<&Value> {
        self.article.and_then(|at| self.objects.get(at))
    }

    /// All objects.
    pub fn objects(&self) -> &[Value] {
        &self.objects
    }

    /// A string field of the article, blanks folded.
    pub fn text(&self, key: &str) -> Option<String> {
        self.article().and_then(|article| plain(article.get(key)?))
    }

    /// The first string that stands behind a key in a script that could not be parsed.
    pub fn salvaged(&self, key: &str) -> Option<&str> {
        let quoted = format!("\"{key}\"");
        self.broken.iter().find_map(|raw| {
            let (_, rest) = raw.split_once(&quoted)?;
            rest.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?.split('"').next()
        })
    }

    /// The object that another one refers to by `@id`.
    pub fn resolve<'a>(&'a self, value: &'a Value) -> &'a Value {
        let Some(id) = value.get("@id").and_then(Value::as_str) else { return value };
        if value.get("name").is_some() {
            return value;
        }
        self.objects
            .iter()
            .find(|object| object.get("@id").and_then(Value::as_str) == Some(id) && object.get("name").is_some())
            .unwrap_or(value)
    }

    /// Whether any object has a type that satisfies `test`.
    pub fn has_type(&self, test: impl Fn(&str) -> bool) -> bool {
        self.objects.iter().any(|object| types(object).iter().any(|kind| test(kind)))
    }
}

/// Whose article an object describes, from the least sure on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Whose {
    /// Another page's.
    Foreign,
    /// It does not say.
    Unknown,
    /// It has the page's headline.
    Headline,
    /// It names the page's address.
    Address,
}

/// The least rank of what is an article for certain.
const ARTICLE: u8 = 4;

/// The types of an object.
pub fn types(object: &Value) -> Vec<&str> {
    match object.get("@type") {
        Some(Value::String(kind)) => vec![kind],
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

/// A string, or the first string of a list, with character references resolved and blanks folded.
pub fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => {
            let text = fold(&unescape(text));
            (!text.is_empty()).then_some(text)
        }
        Value::Array(values) => values.first().and_then(plain),
        _ => None,
    }
}

/// Resolves character references and drops markup, both of which leak into linked data.
pub fn unescape(text: &str) -> String {
    if !text.contains(['&', '<']) {
        return text.to_owned();
    }
    let words = |markup: &str| dom_query::Document::fragment(bounded(markup).as_ref()).text().to_string();
    let once = words(text);
    if once.contains("&#") || once.contains("&amp;") { words(&once) } else { once }
}

fn article_rank(kind: &str) -> u8 {
    let kind = kind.rsplit('/').next().unwrap_or(kind);
    match kind {
        "NewsArticle"
        | "LiveBlogPosting"
        | "ReportageNewsArticle"
        | "OpinionNewsArticle"
        | "AnalysisNewsArticle"
        | "BackgroundNewsArticle"
        | "ReviewNewsArticle"
        | "AdvertiserContentArticle" => 5,
        "Article" | "BlogPosting" | "TechArticle" | "ScholarlyArticle" | "Report" | "SatiricalArticle"
        | "MedicalWebPage" | "Recipe" => 4,
        "Review" | "HowTo" | "PodcastEpisode" | "VideoObject" => 2,
        "WebPage" => 1,
        _ => 0,
    }
}

fn collect(value: &Value, depth: usize, into: &mut Vec<Value>) {
    if depth > DEEPEST || into.len() > 2000 {
        return;
    }
    match value {
        Value::Array(values) => values.iter().for_each(|value| collect(value, depth + 1, into)),
        Value::Object(fields) => {
            if fields.contains_key("@type") {
                into.push(value.clone());
            }
            for (key, inner) in fields {
                if matches!(
                    key.as_str(),
                    "@graph"
                        | "mainEntity"
                        | "mainEntityOfPage"
                        | "author"
                        | "publisher"
                        | "about"
                        | "isPartOf"
                        | "hasPart"
                        | "video"
                ) {
                    collect(inner, depth + 1, into);
                }
            }
        }
        _ => {}
    }
}

/// Parses linked data, repairing what publishers commonly get wrong: wrapping comments, raw line breaks in strings,
/// trailing commas and semicolons.
fn lenient(raw: &str) -> Option<Value> {
    let mut text = raw.trim();
    for (open, close) in [("<!--", "-->"), ("//<![CDATA[", "//]]>"), ("/*<![CDATA[*/", "/*]]>*/"), ("<![CDATA[", "]]>")]
    {
        if let Some(inner) = text.strip_prefix(open) {
            text = inner.trim_end().strip_suffix(close).unwrap_or(inner).trim();
        }
    }
    let text = text.trim_end_matches(';');
    if let Ok(value) = serde_json::from_str(text) {
        return Some(value);
    }
    serde_json::from_str(&repaired(text)).ok()
}

fn repaired(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut inside, mut escaped) = (false, false);
    for c in text.chars() {
        if inside {
            match c {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '"' => inside = false,
                _ => {}
            }
            out.push(if c.is_control() { ' ' } else { c });
            continue;
        }
        match c {
            '"' => inside = true,
            '}' | ']' => {
                let kept = out.trim_end().len();
                if out.get(..kept).is_some_and(|so_far| so_far.ends_with(',')) {
                    out.truncate(kept - 1);
                }
            }
            _ => {}
        }
        out.push(c);
    }
    out
}
