//! Whether an object of linked data is about the page's own article: pages carry those of others too.

use serde_json::Value;
use url::Url;

use super::title::likeness;
use super::{Source, normal};
use crate::extract::linked::{Whose, plain};

/// A headline that shares more than this with the page's is the same one, reworded.
const ALIKE: f64 = 0.5;

/// What a page is known by.
#[derive(Debug)]
pub struct Page {
    base: Option<Url>,
    addresses: Vec<String>,
    headlines: Vec<String>,
}

impl Page {
    /// Where the page is, as asked for and as it says, and what it is headed with.
    pub fn of(source: &Source<'_>) -> Self {
        let own = [source.url.clone(), source.canonical().and_then(|url| Url::parse(&url).ok())];
        let dom = source.dom;
        let heading = source.headline.and_then(|at| source.blocks.get(at)).map(|block| block.text.clone());
        let document = dom.named("title").next().map(|id| dom.text(id));
        let headlines = [source.meta(&["og:title"]).map(str::to_owned), heading, document];
        Self {
            base: source.base.clone(),
            addresses: own.iter().flatten().filter_map(key).collect(),
            headlines: headlines
                .into_iter()
                .flatten()
                .map(|text| normal(&text))
                .filter(|text| !text.is_empty())
                .collect(),
        }
    }

    /// Whose article an object describes. One that names another address is another page's only where its headline is another
    /// too: the same article has many addresses.
    pub fn whose(&self, object: &Value) -> Whose {
        let named = |names: &[&str]| -> Vec<String> {
            let values = names.iter().filter_map(|name| object.get(*name));
            values
                .filter_map(|value| address(value).or_else(|| address(value.get("@id").or_else(|| value.get("url"))?)))
                .filter_map(|text| self.base.as_ref().map_or_else(|| Url::parse(text), |base| base.join(text)).ok())
                .filter_map(|url| key(&url))
                .collect()
        };
        let mut named_by = named(&["url", "mainEntityOfPage"]);
        // A page numbers the others' objects by fragments of its own address.
        if named_by.is_empty() {
            named_by = named(&["@id"]);
        }
        let named = named_by;
        if named.iter().any(|address| self.addresses.contains(address)) {
            return Whose::Address;
        }
        // Some tell their headline by the one and a description by the other.
        let mut headlines =
            ["headline", "name"].iter().filter_map(|key| plain(object.get(*key)?)).map(|text| normal(&text)).peekable();
        let has_any = headlines.peek().is_some();
        if headlines.any(|headline| self.is_headed(&headline)) {
            return Whose::Headline;
        }
        let can_tell = has_any && !named.is_empty() && !self.addresses.is_empty() && !self.headlines.is_empty();
        if can_tell { Whose::Foreign } else { Whose::Unknown }
    }

    fn is_headed(&self, headline: &str) -> bool {
        self.headlines
            .iter()
            .any(|own| own.contains(headline) || headline.contains(own) || likeness(own, headline) >= ALIKE)
    }
}

fn address(value: &Value) -> Option<&str> {
    value.as_str().map(str::trim).filter(|text| !text.is_empty())
}

/// An address without what differs between the forms in which one page is named: scheme, the host's edition, a closing stroke,
/// fragment, the marks of campaigns, the sign of the fast edition. Nothing for a front page, which sites name by mistake.
fn key(url: &Url) -> Option<String> {
    let host = url.host_str()?;
    let host = ["www.", "m.", "amp.", "mobile."].iter().find_map(|edition| host.strip_prefix(edition)).unwrap_or(host);
    let path = url.path().to_lowercase();
    let folders: Vec<&str> = path.split('/').filter(|folder| !matches!(*folder, "" | "amp" | "index.html")).collect();
    let path = folders.join("/");
    let path = path.strip_suffix(".amp").unwrap_or(&path);
    let campaign = |name: &str| {
        name.starts_with("utm_")
            || matches!(name, "amp" | "fbclid" | "gclid" | "ref" | "source" | "share" | "cmpid" | "outputtype")
    };
    let mut query: Vec<String> = url
        .query_pairs()
        .filter(|(name, _)| !campaign(&name.to_lowercase()))
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    query.sort_unstable();
    (!path.is_empty() || !query.is_empty()).then(|| format!("{host}/{path}?{}", query.join("&")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_page_has_many_addresses() {
        let key = |text: &str| key(&Url::parse(text).unwrap_or_else(|_| panic!("{text}")));
        let own = key("https://www.post.example/news/pier");
        for same in [
            "http://post.example/news/pier/",
            "https://m.post.example/news/pier#article",
            "https://www.post.example/amp/news/pier",
            "https://www.post.example/news/pier.amp?utm_source=a&fbclid=1",
            "https://post.example/News/Pier/amp/",
        ] {
            assert_eq!(key(same), own, "{same}");
        }
        for other in [
            "https://post.example/news/pier-2",
            "https://post.example/news/pier?id=2",
            "https://mail.example/news/pier",
        ] {
            assert_ne!(key(other), own, "{other}");
        }
        assert_eq!(key("https://post.example/"), None);
    }
}
