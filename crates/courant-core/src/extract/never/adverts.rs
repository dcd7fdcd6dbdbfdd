//! What is advertised between a text's paragraphs, in a box that says so twice: in its name and in its first words.

use std::sync::LazyLock;

use regex::Regex;

use super::super::blocks::Block;
use super::super::dom::{Dom, Id};
use super::super::flags::{ADVERT, flags_of};
use super::AROUND;

/// Such a box has at most so many bytes of text: one that holds more may hold the article.
const BOX: usize = 600;
/// The first words of such a box, where they stand in an element of their own.
const LABEL: &str = r"(?i)^\W*((paid |sponsored |partner )?(ad|ads|adverts?|advertisements?|advertising|content|post)|sponsored( by)?|promoted|werbung|anzeigen?|gesponsert|publicité|annonce|publicidad|anuncio|patrocinado|pubblicità|publicidade|advertentie|reklame?|annons|mainos|reklama|hirdetés|reklam|реклама|広告|广告|廣告|광고|إعلان)\W*$";

static IS_LABEL: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(LABEL).ok());

/// Whether a block stands in a short box that is named after advertisements and begins with that word.
pub fn is_advert(dom: &Dom, block: &Block) -> bool {
    let mut around = std::iter::once(block.node).chain(dom.ancestors(block.node)).take(AROUND + 1);
    around.any(|id| flags_of(dom, id) & ADVERT != 0 && is_short(dom, id) && begins_with_label(dom, id))
}

fn is_short(dom: &Dom, id: Id) -> bool {
    dom.short_text(id, BOX).is_some()
}

/// Whether the first text inside an element that is more than blanks is such a label.
fn begins_with_label(dom: &Dom, id: Id) -> bool {
    let first = first_text(dom, id);
    first.is_some_and(|text| IS_LABEL.as_ref().is_some_and(|label| label.is_match(text)))
}

fn first_text(dom: &Dom, id: Id) -> Option<&str> {
    let node = dom.node(id);
    if node.mute {
        return None;
    }
    let own = node.text.trim();
    if !own.is_empty() {
        return Some(own);
    }
    dom.children(id).iter().find_map(|&child| first_text(dom, child))
}
