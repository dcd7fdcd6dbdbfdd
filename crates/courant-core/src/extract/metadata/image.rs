//! The lead picture: neither logo nor tracking pixel, with what the page says about it.

use serde_json::Value;

use super::Source;
use crate::extract::dom::{Dom, Id};
use crate::model::ParsedImage;

/// Pictures narrower than this are ornaments.
const NARROWEST: u32 = 200;

/// The lead picture, where there is one.
pub fn lead(source: &Source<'_>) -> Option<ParsedImage> {
    let claimed = [
        source
            .meta(&["og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src"])
            .map(str::to_owned),
        source.linked.article().and_then(|article| address(article.get("image")?)),
    ];
    let url = claimed
        .into_iter()
        .flatten()
        .filter_map(|href| source.absolute(&href))
        .find(|url| !is_ornament(url))
        .or_else(|| first_large(source))?;
    let mut image = ParsedImage { url, ..ParsedImage::default() };
    describe(source, &mut image);
    if image.alt.is_empty()
        && let Some(alt) = source.meta(&["og:image:alt", "twitter:image:alt"])
    {
        image.alt = alt.to_owned();
    }
    Some(image)
}

fn address(value: &Value) -> Option<String> {
    match value {
        Value::String(url) => Some(url.clone()),
        Value::Array(values) => values.iter().find_map(address),
        Value::Object(fields) => fields.get("url").or_else(|| fields.get("contentUrl")).and_then(address),
        _ => None,
    }
}

/// Whether an address names a logo, an icon or a pixel.
fn is_ornament(url: &str) -> bool {
    let lower = url.to_ascii_lowercase();
    let file = lower.split(['?', '#']).next().unwrap_or(&lower);
    let name = file.rsplit('/').next().unwrap_or(file);
    let words: Vec<&str> = name.split(|c: char| !c.is_ascii_alphanumeric()).collect();
    file.ends_with(".svg")
        || words.iter().any(|word| {
            matches!(
                *word,
                "logo"
                    | "logos"
                    | "icon"
                    | "favicon"
                    | "pixel"
                    | "spacer"
                    | "blank"
                    | "placeholder"
                    | "avatar"
                    | "gravatar"
                    | "1x1"
                    | "default"
                    | "transparent"
                    | "sprite"
            )
        })
}

/// The first large picture in the page's own text.
fn first_large(source: &Source<'_>) -> Option<String> {
    let dom = source.dom;
    dom.named("img").find_map(|id| {
        let outside =
            dom.ancestors(id).any(|around| matches!(&*dom.node(around).tag, "nav" | "footer" | "aside" | "header"));
        let small = ["width", "height"].iter().any(|name| size(dom, id, name).is_some_and(|size| size < NARROWEST));
        let known =
            size(dom, id, "width").is_some() || dom.ancestors(id).any(|around| &*dom.node(around).tag == "figure");
        if outside || small || !known {
            return None;
        }
        sources(dom, id).into_iter().filter_map(|href| source.absolute(&href)).find(|url| !is_ornament(url))
    })
}

fn size(dom: &Dom, id: Id, name: &str) -> Option<u32> {
    dom.attr(id, name)?.trim().trim_end_matches("px").parse().ok()
}

/// Where a picture element's file may be named.
fn sources(dom: &Dom, id: Id) -> Vec<String> {
    let mut found = Vec::new();
    for name in ["src", "data-src", "data-lazy-src", "data-original"] {
        if let Some(value) = dom.attr(id, name)
            && !value.starts_with("data:")
        {
            found.push(value.to_owned());
        }
    }
    for name in ["srcset", "data-srcset"] {
        if let Some(value) = dom.attr(id, name) {
            found.extend(value.split(", ").filter_map(|part| part.split_ascii_whitespace().next()).map(str::to_owned));
        }
    }
    found
}

/// Alternative text, caption and credit of the figure that shows the picture.
fn describe(source: &Source<'_>, image: &mut ParsedImage) {
    let dom = source.dom;
    let wanted = stem(&image.url);
    let shown = dom
        .named("img")
        .find(|&id| sources(dom, id).iter().filter_map(|href| source.absolute(href)).any(|url| stem(&url) == wanted));
    let Some(id) = shown else { return };
    image.alt = dom.attr(id, "alt").map(super::fold).unwrap_or_default();
    let Some(figure) = dom.ancestors(id).take(5).find(|&around| &*dom.node(around).tag == "figure") else { return };
    let Some(caption) = below(dom, figure, &|id| &*dom.node(id).tag == "figcaption") else { return };
    let credit = below(dom, caption, &|id| {
        dom.attr(id, "class").is_some_and(|class| {
            let lower = class.to_ascii_lowercase();
            ["credit", "copyright", "source", "photographer"].iter().any(|word| lower.contains(word))
        }) || dom.attr(id, "itemprop").is_some_and(|name| name == "copyrightHolder" || name == "creditText")
    });
    let whole = dom.text(caption);
    if let Some(credit) = credit.map(|id| dom.text(id)).filter(|credit| !credit.is_empty()) {
        image.caption = super::fold(&whole.replacen(&credit, "", 1))
            .trim_end_matches(['|', '/', '–', '-', '(', ')', ' '])
            .to_owned();
        image.credit = credit;
        return;
    }
    let (caption, credit) = parted(&whole);
    image.caption = caption;
    image.credit = credit;
}

/// Parts a caption such as `Boats at dawn. Photo: A. Berg` from its credit.
fn parted(whole: &str) -> (String, String) {
    const MARKS: [&str; 12] = [
        "Photo: ",
        "Photo by ",
        "Photograph: ",
        "Photograph by ",
        "Picture: ",
        "Image: ",
        "Credit: ",
        "Credits: ",
        "Foto: ",
        "Photo : ",
        "Bild: ",
        "Fotografía: ",
    ];
    match MARKS.iter().filter_map(|mark| whole.find(mark).map(|at| (at, mark.len()))).min() {
        Some((at, length)) => (
            whole.get(..at).unwrap_or(whole).trim_end_matches([' ', '(', '[', '|', '/', '–', '-']).to_owned(),
            whole.get(at + length..).unwrap_or_default().trim_end_matches([')', ']', ' ']).to_owned(),
        ),
        None => (whole.to_owned(), String::new()),
    }
}

/// First descendant that passes.
fn below(dom: &Dom, id: Id, test: &dyn Fn(Id) -> bool) -> Option<Id> {
    dom.children(id).iter().find_map(|&child| if test(child) { Some(child) } else { below(dom, child, test) })
}

/// A file's name without the size that resizers add, for comparing two addresses of one picture.
fn stem(url: &str) -> String {
    let path = url.split(['?', '#']).next().unwrap_or(url);
    let name = path.rsplit('/').next().unwrap_or(path);
    let name = name.rsplit_once('.').map_or(name, |(name, _)| name);
    match name.rsplit_once('-') {
        Some((head, size)) if size.contains('x') && size.chars().all(|c| c.is_ascii_digit() || c == 'x') => {
            head.to_owned()
        }
        _ => name.to_owned(),
    }
}
