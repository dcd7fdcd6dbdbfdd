//! What class names and ids say about an element. Names are cut into words; each word may raise flags.

use std::collections::HashMap;

use super::dom::{Dom, Id};

/// A set of [`FLAGS`], one bit each.
pub type Flags = u32;

/// The families of words, in the order of their bits. A trailing `*` matches any ending.
pub const FLAGS: [(&str, &str); 20] = [
    (
        "menu",
        "nav menu navigation navbar breadcrumb* crumb* toc pagination pager paging topnav subnav tabs tab skip skiplink anchor",
    ),
    (
        "share",
        "share* sharing social* follow facebook twitter whatsapp pinterest linkedin addthis sharedaddy addtoany tweet instagram telegram",
    ),
    (
        "related",
        "related* recommend* recirc* readmore more trending popular latest similar suggest* teaser* promo* outbrain taboola also mostread mostpopular upnext next prev previous recent siblings explore card cards carousel slider swiper lire verwandt* relacionad* correlat*",
    ),
    (
        "signup",
        "newsletter* signup subscribe* subscription* optin mailchimp email cta form inline-form donate donation membership join register",
    ),
    ("comment", "comment* disqus respond reply replies discussion kommentar* commentaire* comentario*"),
    (
        "advert",
        "ad ads advert* adsense sponsor* dfp gpt adslot adbox adunit promoted banner affiliate disclosure werbung anzeige publicidad pub",
    ),
    (
        "meta",
        "byline author* authors meta date time datetime timestamp published posted kicker tag tags tagged category categories topic topics readtime reading-time views postmeta dateline info",
    ),
    ("bio", "bio biography authorbox authorbio author-bio profile contributor about aboutauthor author-box"),
    (
        "caption",
        "caption* credit* figcaption wp-caption photo* image* img gallery* media figure picture thumb* attribution slideshow lightbox video player",
    ),
    ("footer", "footer foot copyright legal disclaimer colophon bottom footnote* references endnotes"),
    ("side", "sidebar* aside rail widget* secondary complementary sticky infobox factbox"),
    ("header", "header masthead hero top topbar head title headline subtitle heading"),
    (
        "overlay",
        "cookie* consent gdpr modal popup overlay paywall login signin dialog drawer toast offcanvas lightbox tooltip dropdown",
    ),
    (
        "content",
        "article* content* story* body entry* post* text main copy prose richtext rich-text wysiwyg markdown rte blog single page articlebody",
    ),
    (
        "hidden",
        "hidden hide sr-only visually-hidden visuallyhidden screen-reader* screenreader* invisible collapsed noprint print-only d-none offscreen",
    ),
    (
        "pull",
        "pullquote pull-quote blockquote quote callout highlight summary keypoints key-points takeaways tldr intro lead lede dek standfirst excerpt abstract deck",
    ),
    ("product", "product* price buy shop cart deal* sku rating* review* stars offer* btn button"),
    ("list", "list grid archive feed stream loop items listing index results rows collection"),
    ("embed", "embed* tweet twitter-tweet instagram-media oembed iframe wp-block-embed code highlight pre"),
    ("faq", "faq* accordion question answer qa toggle collapse panel"),
];

/// Number of flag families.
pub const FLAG_COUNT: usize = FLAGS.len();
/// Bits of "related", "signup" and "advert".
pub const ELSEWHERE: Flags = 1 << 2 | 1 << 3 | 1 << 5;
/// Bits of "related", "signup", "advert" and "overlay": a box that asks for something.
pub const BOXED: Flags = ELSEWHERE | 1 << 12;
/// Bit of "advert".
pub const ADVERT: Flags = 1 << 5;
/// Bit of "meta".
pub const META: Flags = 1 << 6;
/// Bit of "product".
pub const PRODUCT: Flags = 1 << 16;
/// Bit of "caption".
pub const CAPTION: Flags = 1 << 8;

/// The flags of every element in order. A page says the same names over and over, alone and together, so each is looked
/// up once.
pub fn all_flags(dom: &Dom) -> Vec<Flags> {
    let mut lists: HashMap<&str, Flags> = HashMap::new();
    let mut names: HashMap<&str, Flags> = HashMap::new();
    let mut list = |value| {
        let mut name = |name| *names.entry(name).or_insert_with(|| named(name));
        *lists.entry(value).or_insert_with(|| value.split_ascii_whitespace().fold(0, |flags, one| flags | name(one)))
    };
    (0..dom.len()).map(|id| flags_by(dom, id, &mut list)).collect()
}

/// The flags of an element's class, id, role and a few other attributes.
pub fn flags_of(dom: &Dom, id: Id) -> Flags {
    flags_by(dom, id, |value| value.split_ascii_whitespace().fold(0, |flags, name| flags | named(name)))
}

fn flags_by<'a>(dom: &'a Dom, id: Id, mut names: impl FnMut(&'a str) -> Flags) -> Flags {
    let mut flags = 0;
    for (name, value) in &dom.node(id).attrs {
        match *name {
            "class" | "id" | "role" | "itemprop" | "data-component" | "data-testid" | "data-module" | "data-type" => {
                flags |= names(value);
            }
            "hidden" => flags |= 1 << 14,
            "style" if is_unseen(value) => flags |= 1 << 14,
            "aria-hidden" if &**value == "true" => flags |= 1 << 14,
            _ => {}
        }
    }
    flags
}

/// Whether an element's own style hides it.
pub(super) fn is_unseen(style: &str) -> bool {
    let style: String = style.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_lowercase()).collect();
    style.contains("display:none") || style.contains("visibility:hidden")
}

/// The flags of one class name: of the whole and of each of its words (`storyBody__text` has three).
fn named(name: &str) -> Flags {
    if name.len() > 80 {
        return 0;
    }
    let mut flags = word(&name.to_ascii_lowercase());
    let mut current = String::new();
    let mut before_lower = false;
    for c in name.chars() {
        let cut = !c.is_ascii_alphanumeric() || (c.is_ascii_uppercase() && before_lower);
        if cut && !current.is_empty() {
            flags |= word(&current);
            current.clear();
        }
        if c.is_ascii_alphanumeric() {
            current.push(c.to_ascii_lowercase());
        }
        before_lower = c.is_ascii_lowercase();
    }
    if !current.is_empty() {
        flags |= word(&current);
    }
    flags
}

/// A word, or the beginning of words, and its flags.
struct Entry {
    key: &'static str,
    beginning: bool,
    flags: Flags,
}

/// All entries by their first letter. Few begin alike, and most of those differ in length: looking through them is
/// quicker than searching or hashing.
static VOCABULARY: std::sync::LazyLock<Vec<Vec<Entry>>> = std::sync::LazyLock::new(|| {
    let mut by_letter: Vec<Vec<Entry>> = std::iter::repeat_with(Vec::new).take(128).collect();
    for (bit, (_, words)) in FLAGS.iter().enumerate() {
        for entry in words.split(' ') {
            let (key, beginning) = entry.strip_suffix('*').map_or((entry, false), |stem| (stem, true));
            let Some(list) = key.as_bytes().first().and_then(|letter| by_letter.get_mut(usize::from(*letter))) else {
                continue;
            };
            match list.iter_mut().find(|known| known.key == key && known.beginning == beginning) {
                Some(known) => known.flags |= 1 << bit,
                None => list.push(Entry { key, beginning, flags: 1 << bit }),
            }
        }
    }
    by_letter
});

fn word(word: &str) -> Flags {
    let letter = word.as_bytes().first().copied().unwrap_or(0);
    let entries = VOCABULARY.get(usize::from(letter)).map_or(&[][..], Vec::as_slice);
    let fits = |entry: &&Entry| {
        if entry.beginning { word.starts_with(entry.key) } else { word.len() == entry.key.len() && word == entry.key }
    };
    entries.iter().filter(fits).fold(0, |flags, entry| flags | entry.flags)
}
