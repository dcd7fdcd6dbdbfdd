//! What pages say about themselves to machines: JSON-LD in the words of schema.org.

use serde_json::{Value, json};

use super::edition::{Article, Edition};
use super::live::LiveEntry;
use super::manuscript::{Block, Kind};

/// The article alone, as template 1 prints it.
pub(super) fn single(edition: &Edition, article: &Article, live: &[LiveEntry<'_>]) -> String {
    let mut value = described(edition, article, live);
    value["@context"] = json!("https://schema.org");
    value["publisher"] = publisher(edition);
    script(&value)
}

/// The article among site, publisher and breadcrumbs, as template 2 prints it.
pub(super) fn graph(edition: &Edition, article: &Article, live: &[LiveEntry<'_>]) -> String {
    let (home, base) = (edition.home_url(), &edition.base);
    let mut organisation = publisher(edition);
    organisation["@id"] = json!(format!("{base}/#publisher"));
    let mut described = described(edition, article, live);
    described["@id"] = json!(format!("{}#article", article.url));
    described["publisher"] = json!({ "@id": organisation["@id"] });
    described["isPartOf"] = json!({ "@id": article.url });
    let crumbs = json!({
        "@type": "BreadcrumbList",
        "itemListElement": [
            { "@type": "ListItem", "position": 1, "name": edition.newsroom.name, "item": home },
            { "@type": "ListItem", "position": 2, "name": article.section,
              "item": format!("{base}{}", article.section_path) },
        ],
    });
    let site = json!({
        "@type": "WebSite", "@id": format!("{base}/#site"), "url": home,
        "name": edition.newsroom.name, "description": edition.newsroom.tagline,
    });
    let page = json!({
        "@type": "WebPage", "@id": article.url, "url": article.url, "name": article.title,
        "isPartOf": { "@id": site["@id"] },
    });
    script(&json!({
        "@context": "https://schema.org",
        "@graph": [organisation, site, page, crumbs, described],
    }))
}

/// The article behind a login wall: what it is, and that it may not be read freely.
pub(super) fn wall(edition: &Edition, article: &Article) -> String {
    let mut value = described(edition, article, &[]);
    value["@context"] = json!("https://schema.org");
    value["publisher"] = publisher(edition);
    value["isAccessibleForFree"] = json!(false);
    script(&value)
}

fn described(edition: &Edition, article: &Article, live: &[LiveEntry<'_>]) -> Value {
    let by_house = article.author.starts_with(&edition.newsroom.name) || article.agency.is_some();
    let mut value = json!({
        "@type": schema_type(article.kind),
        "headline": article.title,
        "url": article.url,
        "mainEntityOfPage": article.url,
        "datePublished": article.published.rfc3339(),
        "dateModified": article.changed().rfc3339(),
        "inLanguage": edition.newsroom.language.code(),
        "articleSection": article.section,
        "author": [{ "@type": if by_house { "Organization" } else { "Person" }, "name": article.author }],
    });
    if let Some(picture) = &article.picture {
        value["image"] = json!({
            "@type": "ImageObject", "url": picture.url, "width": picture.width, "height": picture.height,
            "caption": picture.words.caption, "creditText": picture.words.credit,
        });
    }
    if let (Some(newest), Some(oldest)) = (live.first(), live.last()) {
        value["coverageStartTime"] = json!(oldest.at.rfc3339());
        value["coverageEndTime"] = json!(newest.at.rfc3339());
        value["liveBlogUpdate"] = live.iter().map(|entry| update(article, entry)).collect();
    }
    value
}

fn update(article: &Article, entry: &LiveEntry<'_>) -> Value {
    let paragraphs: Vec<&str> = entry
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Paragraph(text) => Some(text.as_str()),
            _ => None,
        })
        .collect();
    json!({
        "@type": "BlogPosting",
        "headline": entry.headline,
        "datePublished": entry.at.rfc3339(),
        "articleBody": paragraphs.join("\n\n"),
        "author": { "@type": "Organization", "name": article.author },
    })
}

fn publisher(edition: &Edition) -> Value {
    json!({
        "@type": "NewsMediaOrganization",
        "name": edition.newsroom.name,
        "url": edition.home_url(),
        "address": edition.newsroom.city,
    })
}

const fn schema_type(kind: Kind) -> &'static str {
    match kind {
        Kind::Report | Kind::Roundup => "NewsArticle",
        Kind::Live => "LiveBlogPosting",
        Kind::Opinion => "OpinionNewsArticle",
        Kind::Background => "BackgroundNewsArticle",
    }
}

/// JSON that cannot end the script element it stands in.
fn script(value: &Value) -> String {
    value.to_string().replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_can_close_the_script() {
        let text = script(&json!("</script><!-- & -->"));
        assert!(!text.contains(['<', '>', '&']), "{text}");
        assert!(serde_json::from_str::<Value>(&text).is_ok_and(|v| v == "</script><!-- & -->"));
    }
}
