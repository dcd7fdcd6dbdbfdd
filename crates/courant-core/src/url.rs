//! Links as identities: one page, one address.

use ::url::{Host, Url};

use crate::outlet;

/// Query parameters that follow a reader around and never choose a page.
const TRACKERS: [&str; 28] = [
    "_ga",
    "_hsenc",
    "_hsmi",
    "_openstat",
    "at_campaign",
    "at_medium",
    "cmpid",
    "dclid",
    "fbclid",
    "ftag",
    "gbraid",
    "gclid",
    "gclsrc",
    "igshid",
    "mc_cid",
    "mc_eid",
    "mkt_tok",
    "msclkid",
    "ns_campaign",
    "ns_mchannel",
    "ns_source",
    "oly_anon_id",
    "oly_enc_id",
    "ref_src",
    "twclid",
    "vero_id",
    "wbraid",
    "yclid",
];
/// Families of such parameters.
const TRACKER_FAMILIES: [&str; 4] = ["utm_", "pk_", "mtm_", "itm_"];
/// Hosts that carry other people's feeds and are never the publisher.
const CARRIERS: [&str; 5] = ["feedburner.com", "feedblitz.com", "feeds2.com", "feedpress.me", "rss.app"];

/// The address that all links to one page share: scheme and host in lower case, no default port, no trailing dot, no
/// fragment (but `#!…`, which some sites route by), no tracking parameters. What is no address comes back trimmed.
pub fn canonical(link: &str) -> String {
    let link = link.trim();
    let Ok(mut url) = Url::parse(link) else { return link.to_owned() };
    if !matches!(url.scheme(), "http" | "https") {
        return link.to_owned();
    }
    if !url.fragment().is_some_and(|fragment| fragment.starts_with('!')) {
        url.set_fragment(None);
    }
    let undotted = url.host_str().and_then(|host| host.ends_with('.').then(|| host.trim_end_matches('.').to_owned()));
    if let Some(host) = undotted.filter(|host| !host.is_empty()) {
        // A host that cannot be set stays as it was.
        let _ = url.set_host(Some(&host));
    }
    if let Some(query) = url.query() {
        let kept: Vec<&str> = query.split('&').filter(|pair| !pair.is_empty() && !is_tracker(pair)).collect();
        let query = (!kept.is_empty()).then(|| kept.join("&"));
        url.set_query(query.as_deref());
    }
    url.to_string()
}

fn is_tracker(pair: &str) -> bool {
    let name = pair.split('=').next().unwrap_or_default().to_ascii_lowercase();
    TRACKERS.contains(&name.as_str()) || TRACKER_FAMILIES.iter().any(|family| name.starts_with(family))
}

/// The part of a host that was registered by its owner (`news.bbc.co.uk` is `bbc.co.uk`), by the Public Suffix List.
/// An address, `localhost` or a bare suffix stays itself.
pub fn registrable_domain(host: &str) -> String {
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    if is_bare_address(&host) {
        return host;
    }
    psl::domain_str(&host).map_or_else(|| host.clone(), str::to_owned)
}

/// The registrable domain of the page that a link leads to; `None` for what is no address of a page.
pub fn domain_of(link: &str) -> Option<String> {
    let url = Url::parse(link.trim()).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    url.host_str().map(registrable_domain)
}

/// The registrable domain that a person means who writes a host as it is seen in a browser (`www.Example.org`,
/// `bücher.example`); `None` for what is more or less than a host.
pub fn domain_named(given: &str) -> Option<String> {
    let given = given.trim().trim_end_matches('/');
    let url = Url::parse(&format!("https://{given}")).ok()?;
    let plain = url.path() == "/" && url.port().is_none() && url.query().is_none() && url.fragment().is_none();
    let host = url.host_str().filter(|_| plain && url.username().is_empty() && !given.contains('/'))?;
    Some(registrable_domain(host))
}

/// Whether a host is an IP address or a name without a dot, which tells nothing about a publisher.
pub fn is_bare_address(host: &str) -> bool {
    !host.contains('.') || matches!(Host::parse(host), Ok(Host::Ipv4(_) | Host::Ipv6(_)))
}

/// Who publishes a feed: the key that tells publishers apart, and the name a reader would use ([`crate::outlet`]).
///
/// The key is the registrable domain of the publisher's own page, else of the feed; hosts that carry other people's
/// feeds do not count. On a bare address the feed's title tells publishers apart.
pub fn publisher_of(feed_url: &str, home_url: &str, title: &str) -> (String, String) {
    let host_of = |link: &str| {
        let url = Url::parse(link).ok()?;
        let host = url.host_str()?.to_owned();
        Some((url, host))
    };
    let plain = plain_title(title);
    let feed = host_of(feed_url);
    let home = host_of(home_url).filter(|(_, host)| !is_bare_address(host) && !is_carrier(host));
    let own = feed.as_ref().filter(|(_, host)| !is_carrier(host));
    if own.is_none_or(|(_, host)| !is_bare_address(host))
        && let Some((_, host)) = home.as_ref().or(own)
    {
        let domain = registrable_domain(host);
        let name = outlet::of_feed(title, &domain, home_url);
        return (domain, name);
    }
    let Some((url, host)) = feed else { return (feed_url.to_owned(), plain) };
    let authority = url.port().map_or_else(|| host.clone(), |port| format!("{host}:{port}"));
    if plain.is_empty() {
        return (format!("{authority}/{}", slug(&authority)), authority);
    }
    let domain = format!("{authority}/{}", slug(&plain));
    let name = outlet::of_feed(title, &domain, home_url);
    (domain, name)
}

fn is_carrier(host: &str) -> bool {
    CARRIERS.contains(&registrable_domain(host).as_str())
}

/// A feed's title without what only says that it is a feed.
pub(crate) fn plain_title(title: &str) -> String {
    let mut title = title.trim();
    for suffix in ["RSS feed", "RSS Feed", "RSS", "Atom", "feed", "Feed"] {
        let rest = title.strip_suffix(suffix).map(str::trim_end).unwrap_or(title);
        let cut = rest.trim_end_matches(['-', '–', '—', '|', ':', '»']).trim_end();
        if rest.len() < title.len() && !cut.is_empty() && cut.len() < rest.len() {
            title = cut;
        }
    }
    title.to_owned()
}

fn slug(name: &str) -> String {
    let words = name.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn one_page_has_one_address() {
        for (link, expected) in [
            ("HTTP://News.Example:80/a?utm_source=x&id=7#top", "http://news.example/a?id=7"),
            ("https://news.example./a/?fbclid=1", "https://news.example/a/"),
            ("https://news.example/#!/story/7", "https://news.example/#!/story/7"),
            ("https://news.example/a?b=2&a=1", "https://news.example/a?b=2&a=1"),
            ("  urn:uuid:7 ", "urn:uuid:7"),
            ("not a link", "not a link"),
        ] {
            assert_eq!(canonical(link), expected, "{link}");
        }
    }

    #[test]
    fn a_link_leads_to_a_domain() {
        for (link, domain) in [
            ("https://www.Post.Example.co.uk:8443/a?b", Some("example.co.uk")),
            ("http://127.0.0.1:8800/a", Some("127.0.0.1")),
            ("mailto:desk@post.example", None),
            ("entry:7:tag", None),
            ("", None),
        ] {
            assert_eq!(domain_of(link).as_deref(), domain, "{link}");
        }
    }

    #[test]
    fn a_domain_is_named_as_people_see_it() {
        for (given, domain) in [
            ("example.org", Some("example.org")),
            (" WWW.Example.org. ", Some("example.org")),
            ("news.post.example.co.uk/", Some("example.co.uk")),
            ("bücher.example", Some("xn--bcher-kva.example")),
            ("127.0.0.1", Some("127.0.0.1")),
            ("127.0.0.1:8800/a-daily", None),
            ("import/imported", None),
            ("example.org?x", None),
            ("two words", None),
            ("", None),
        ] {
            assert_eq!(domain_named(given).as_deref(), domain, "{given}");
        }
    }

    #[test]
    fn publishers_are_told_by_domain_or_on_bare_addresses_by_title() {
        for (feed, home, title, key, name) in [
            ("https://feeds.bbc.example.co.uk/x", "", "Harbour News - RSS", "example.co.uk", "Harbour News"),
            ("https://feeds.feedburner.com/x", "https://www.post.example/", "Post", "post.example", "Post"),
            (
                "http://127.0.0.1:8800/wire/a/f.xml",
                "https://a.example/",
                "A Daily",
                "127.0.0.1:8800/a-daily",
                "A Daily",
            ),
            ("https://post.example/f", "https://post.example", "", "post.example", "post.example"),
            ("http://localhost/f", "", "Feed", "localhost/feed", "Feed"),
            ("https://rss.lvtimes.com/x", "", "LV Times - RSS Channel - World", "lvtimes.com", "LV Times"),
            (
                "https://rss.lvtimes.com/x",
                "https://www.lvtimes.com/california",
                "California",
                "lvtimes.com",
                "lvtimes.com",
            ),
        ] {
            assert_eq!(publisher_of(feed, home, title), (key.to_owned(), name.to_owned()), "{feed}");
        }
    }

    proptest! {
        #[test]
        fn a_canonical_address_stays(link in "https?://[a-zA-Z.]{1,12}\\.?/[a-z%/]{0,8}(\\?[a-z_=&]{0,12})?(#!?[a-z]{0,4})?") {
            let once = canonical(&link);
            prop_assert_eq!(canonical(&once), once);
        }

        #[test]
        fn anything_is_taken(link in "\\PC{0,60}", title in "\\PC{0,20}") {
            canonical(&link);
            publisher_of(&link, &link, &title);
        }
    }
}
