//! The publisher's name as the page gives it.

use serde_json::Value;

use super::{Source, normal};
use crate::extract::linked::{plain, types};

/// The publisher's name; empty when the page does not give one.
pub fn site_name(source: &Source<'_>) -> String {
    let headline = source.meta(&["og:title"]).map(normal);
    // Some systems put the headline where the site's name belongs.
    let claimed = ["og:site_name", "application-name", "apple-mobile-web-app-title"]
        .iter()
        .filter_map(|name| source.meta(&[name]))
        .find(|name| {
            headline
                .as_ref()
                .is_none_or(|headline| !headline.starts_with(&normal(name)) || normal(name).split(' ').count() < 4)
        })
        .map(str::to_owned);
    claimed.or_else(|| publisher(source)).or_else(|| website(source)).or_else(|| from_title(source)).unwrap_or_default()
}

fn publisher(source: &Source<'_>) -> Option<String> {
    let publisher = source.linked.article()?.get("publisher")?;
    let publisher = match publisher {
        Value::Array(list) => list.first()?,
        other => other,
    };
    plain(source.linked.resolve(publisher).get("name")?)
}

fn website(source: &Source<'_>) -> Option<String> {
    source
        .linked
        .objects()
        .iter()
        .find(|object| types(object).contains(&"WebSite"))
        .and_then(|object| plain(object.get("name")?))
}

/// The host's own name in small letters without what stands around it: `post` for `www.post.example`; empty when the
/// address is not known.
pub fn host_name(source: &Source<'_>) -> String {
    let host = source.url.as_ref().and_then(|url| url.host_str()).unwrap_or_default();
    let registered = psl::domain_str(host).unwrap_or(host);
    registered.split('.').next().unwrap_or_default().chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The last part of the document title where it is the host's own name.
fn from_title(source: &Source<'_>) -> Option<String> {
    let host = source.url.as_ref()?.host_str()?;
    let name: String =
        host.trim_start_matches("www.").split('.').next()?.chars().filter(|c| c.is_alphanumeric()).collect();
    let title = source.dom.named("title").next().map(|id| source.dom.text(id))?;
    title
        .split(['|', '–', '—', '-', '»', '•', '·'])
        .map(str::trim)
        .find(|part| {
            let squeezed = normal(part).replace(' ', "");
            squeezed.len() >= 3
                && (squeezed == name
                    || (name.len() >= 6 && squeezed.contains(&name) && squeezed.len() <= 2 * name.len()))
        })
        .map(str::to_owned)
}
