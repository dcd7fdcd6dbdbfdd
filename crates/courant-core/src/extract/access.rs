//! How much of a page a visitor gets.

use std::sync::LazyLock;

use serde_json::Value;

use super::metadata::Source;
use super::metadata::marks::{Words, has, in_lines};
use crate::model::Access;

/// Words of a wall around the rest of an article, in a short block.
static WALL: Words = LazyLock::new(|| {
    in_lines(&[
        "subscribe to continue",
        "subscribe to read",
        "to continue reading",
        "sign in to read",
        "log in to read",
        "this article is for subscribers",
        "subscribers only",
        "already a subscriber",
        "register to continue",
        "create a free account to",
        "weiterlesen mit",
        "jetzt abonnieren und weiterlesen",
        "nur für abonnenten",
        "réservé aux abonnés",
        "la suite est réservée",
        "contenido exclusivo para suscriptores",
        "solo para suscriptores",
        "contenuto riservato agli abbonati",
        "exclusivo para assinantes",
        "alleen voor abonnees",
        "только для подписчиков",
        "zum weiterlesen",
    ])
});

/// A page with so many words shows its article, whatever its blocks say.
const WALLED: usize = 400;

/// What the page lets a visitor read.
pub fn access(source: &Source<'_>, words: usize) -> Access {
    let claims_free = source.linked.objects().iter().find_map(|object| free(object.get("isAccessibleForFree")?));
    let tier = source.meta(&["article:content_tier", "content_tier"]).map(str::to_ascii_lowercase);
    let wall = words < WALLED
        && source.blocks.iter().any(|block| block.chars < 300 && { has(&block.text.to_lowercase(), &WALL) });
    let ends_cut = words < 150 && has_ellipsis_end(source);
    match (claims_free, tier.as_deref()) {
        (_, Some("metered")) => Access::Metered,
        (Some(false), _) | (_, Some("locked")) => Access::Paywalled,
        (Some(true), _) | (_, Some("free")) => Access::Free,
        _ if wall => Access::Paywalled,
        _ if ends_cut => Access::Truncated,
        _ => Access::Free,
    }
}

fn free(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(free) => Some(*free),
        Value::String(text) => match text.to_ascii_lowercase().as_str() {
            "true" => Some(true),
            "false" => Some(false),
            _ => None,
        },
        _ => None,
    }
}

/// Whether the last prose on the page breaks off.
fn has_ellipsis_end(source: &Source<'_>) -> bool {
    source
        .blocks
        .iter()
        .rev()
        .find(|block| block.chars > 100 && block.link_chars * 2 < block.chars)
        .is_some_and(|block| block.text.ends_with('…') || block.text.ends_with("...") || block.text.ends_with("[…]"))
}
