//! What a page claims to be, and what its address says.

use super::Found;
use crate::extract::linked::types;
use crate::extract::metadata::Source;

/// Types of linked data and of microdata, in families; each becomes whether one is there.
const TYPES: [&[&str]; 7] = [
    &[
        "NewsArticle",
        "Article",
        "BlogPosting",
        "ReportageNewsArticle",
        "OpinionNewsArticle",
        "LiveBlogPosting",
        "AnalysisNewsArticle",
        "Report",
    ],
    &["Product", "Offer", "AggregateOffer", "ProductGroup"],
    &["CollectionPage", "ItemList", "SearchResultsPage", "OfferCatalog", "Blog"],
    &["DiscussionForumPosting", "QAPage", "Question", "Answer", "Comment"],
    &["FAQPage"],
    &["TechArticle", "APIReference", "SoftwareSourceCode", "HowTo"],
    &["Service", "LocalBusiness", "ProfessionalService", "ContactPage", "AboutPage", "SoftwareApplication", "Course"],
];

/// Words of a path, in families; each becomes how many of them stand in it.
const PATH: [&[&str]; 6] = [
    &[
        "blog",
        "blogs",
        "news",
        "article",
        "articles",
        "story",
        "stories",
        "post",
        "posts",
        "magazine",
        "insights",
        "artikel",
        "nachrichten",
        "noticias",
        "actualites",
        "journal",
        "features",
        "opinion",
        "press",
    ],
    &[
        "product", "products", "p", "dp", "item", "items", "shop", "store", "buy", "ip", "pd", "sku", "cart",
        "boutique", "tienda",
    ],
    &[
        "collections",
        "collection",
        "category",
        "categories",
        "c",
        "tag",
        "tags",
        "topics",
        "browse",
        "list",
        "lists",
        "catalog",
        "search",
        "directory",
        "archive",
        "archives",
        "index",
        "all",
        "listing",
        "listings",
        "jobs",
        "schedule",
    ],
    &[
        "forum",
        "forums",
        "thread",
        "threads",
        "t",
        "questions",
        "question",
        "community",
        "discussion",
        "discussions",
        "viewtopic",
        "showthread",
        "topic",
        "comments",
        "r",
        "bbs",
        "board",
        "boards",
        "discuss",
        "forumdisplay",
        "answers",
        "viewforum",
    ],
    &[
        "docs",
        "doc",
        "documentation",
        "guide",
        "guides",
        "manual",
        "reference",
        "api",
        "help",
        "support",
        "learn",
        "wiki",
        "tutorial",
        "tutorials",
        "hc",
        "kb",
        "latest",
        "stable",
        "book",
        "developer",
        "developers",
        "dev",
        "en",
        "v1",
        "v2",
        "v3",
        "intro",
        "introduction",
        "overview",
        "getting",
        "started",
        "quickstart",
        "install",
        "howto",
    ],
    &[
        "services",
        "service",
        "solutions",
        "solution",
        "about",
        "pricing",
        "features",
        "platform",
        "programs",
        "program",
        "company",
        "contact",
        "industries",
        "departments",
        "department",
        "applications",
        "academics",
        "training",
        "courses",
        "course",
        "what",
        "we",
        "do",
        "locations",
        "location",
    ],
];

/// Words of a host, in families; each becomes whether one of them is a part of it.
const HOST: [&[&str]; 4] = [
    &[
        "docs",
        "developer",
        "developers",
        "doc",
        "dev",
        "api",
        "learn",
        "readthedocs",
        "gitbook",
        "wiki",
        "help",
        "support",
        "man",
    ],
    &[
        "forum",
        "forums",
        "community",
        "discuss",
        "bbs",
        "board",
        "boards",
        "discussions",
        "answers",
        "stackoverflow",
        "stackexchange",
        "reddit",
    ],
    &["shop", "store", "boutique", "market"],
    &["blog", "blogs", "news", "magazine", "journal", "press", "times", "post", "daily"],
];

/// Parts of names of hosts for two of these families, wherever they stand.
const WITHIN: [(usize, &[&str]); 2] =
    [(1, &["forum", "community", "board"]), (3, &["blog", "news", "times", "post", "magazine", "journal", "daily"])];

/// Pushes what the page says of itself.
pub fn push(source: &Source<'_>, found: &Found<'_>, row: &mut Vec<f32>) {
    let yes = |is: bool| f32::from(u8::from(is));
    let kind = source.meta(&["og:type"]).unwrap_or("").to_ascii_lowercase();
    row.extend([yes(kind.contains("article")), yes(kind == "website"), yes(kind.contains("product"))]);
    row.push(yes(source.metas.iter().any(|(name, _)| name.starts_with("article:"))));
    row.push(yes(source.metas.iter().any(|(name, _)| name.starts_with("product:") || name.starts_with("og:price"))));
    row.push(yes(source.meta(&["generator"]).is_some_and(|generator| {
        let generator = generator.to_ascii_lowercase();
        [
            "docusaurus",
            "sphinx",
            "mkdocs",
            "hugo",
            "gitbook",
            "vitepress",
            "jekyll",
            "asciidoctor",
            "doxygen",
            "discourse",
        ]
        .iter()
        .any(|name| generator.contains(name))
    })));
    row.extend(families(source));
    row.extend([found.authors as f32, yes(found.dated), found.title.split_whitespace().count() as f32]);
    row.push(source.linked.article().and_then(|article| article.get("datePublished")).map_or(0.0, |_| 1.0));
    push_address(source, row);
}

/// The families of [`TYPES`] that the page uses.
fn families(source: &Source<'_>) -> [f32; TYPES.len()] {
    let mut families = [0.0; TYPES.len()];
    let mut note = |kind: &str| {
        let kind = kind.rsplit(['/', '#']).next().unwrap_or(kind);
        for (family, names) in families.iter_mut().zip(TYPES) {
            if names.contains(&kind) {
                *family = 1.0;
            }
        }
    };
    source.linked.objects().iter().flat_map(types).for_each(&mut note);
    for id in source.dom.elements() {
        if let Some(kind) = source.dom.attr(id, "itemtype") {
            note(kind.trim());
        }
    }
    families
}

fn push_address(source: &Source<'_>, row: &mut Vec<f32>) {
    let Some(url) = &source.url else {
        row.extend([-1.0; PATH.len() + HOST.len() + 6]);
        return;
    };
    let path = url.path().to_ascii_lowercase();
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let (last, before) = parts.split_last().map_or(("", &[][..]), |(last, before)| (*last, before));
    let words = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
    };
    let mut said: Vec<String> = before.iter().flat_map(|part| words(part)).collect();
    // The last part is most often the headline's own words; a short one is a name like the others.
    let own =
        words(last.rsplit_once('.').filter(|(_, end)| (2..=5).contains(&end.len())).map_or(last, |(stem, _)| stem));
    if own.len() <= 2 {
        said.extend(own);
    }
    said.sort_unstable();
    said.dedup();
    row.extend(PATH.map(|family| said.iter().filter(|word| family.contains(&word.as_str())).count() as f32));
    let host = url.host_str().unwrap_or_default();
    let labels = words(host);
    for (at, family) in HOST.iter().enumerate() {
        let within = WITHIN.iter().any(|(of, names)| *of == at && names.iter().any(|name| host.contains(name)));
        row.push(f32::from(u8::from(within || labels.iter().any(|label| family.contains(&label.as_str())))));
    }
    let dated = before.iter().any(|part| {
        part.len() == 4
            && (part.starts_with("19") || part.starts_with("20"))
            && part.bytes().all(|byte| byte.is_ascii_digit())
    });
    row.extend([
        parts.len() as f32,
        last.matches(['-', '_']).count() as f32,
        last.len() as f32,
        last.bytes().filter(u8::is_ascii_digit).count() as f32,
        f32::from(u8::from(dated)),
        url.query().map_or(0.0, |query| 1.0 + query.matches('&').count() as f32),
    ]);
}
