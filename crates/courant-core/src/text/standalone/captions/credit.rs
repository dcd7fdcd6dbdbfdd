//! Whose a picture is, where a line ends: "(Ann Lee/Halyard Wire)", "Foto: dpa", "© Tor Lind", "Hide Caption 3 of 8".

use super::super::super::agency;

/// Characters at a line's end in which its credit stands.
const TAIL: usize = 90;
/// Most words of a photographer's and of an agency's name.
const NAME: usize = 5;

/// Words for a picture that begin a credit, in lower case.
#[rustfmt::skip]
const PICTURE: &[&str] = &[
    "photo", "photos", "photograph", "photographs", "picture", "pictures", "image", "images", "credit", "credits", "courtesy",
    "handout", "file", "illustration", "graphic", "still", "screenshot",
    "foto", "fotos", "bild", "bilder", "archivbild", "archivfoto", "symbolbild", "symbolfoto", "grafik", "montage",
    "crédit", "crédits", "cliché", "fotografía", "imagen", "cortesía", "archivo", "fotografia", "immagine", "imagem", "divulgação",
    "arquivo", "reprodução", "beeld", "archieffoto", "arkivfoto", "arkivbild", "fot", "zdjęcie", "fotoğraf", "фото", "снимок",
    "φωτογραφία", "照片", "图片", "图", "写真", "사진", "صورة",
];

/// Who takes or sells pictures, besides news agencies, in lower case.
#[rustfmt::skip]
const PROVIDERS: &[&str] = &[
    "getty", "getty images", "agencies", "pool", "landov", "ap images", "ap photo", "afp photo", "bloomberg", "zuma", "zuma press",
    "zuma wire", "zumapress", "zumapress.com", "rex", "rex features", "imago", "imago images", "picture alliance", "picture-alliance",
    "epa", "epa-efe", "efe/epa", "nurphoto", "sipa", "sipa usa", "newscom", "kcna", "anadolu", "anadolu agency", "sputnik", "wireimage",
    "filmmagic", "polaris", "redux", "shutterstock", "istock", "alamy", "keystone", "scanpix", "ritzau scanpix", "ntb", "lehtikuva",
    "belga", "belga image", "anp", "lapresse", "lusa", "europa press", "mtv", "pap", "cpa", "ria novosti", "ria nowosti", "icon sport",
    "icon sportswire", "usa today sports", "splash news", "splash", "corbis", "barcroft", "caters", "swns", "file", "handout", "archiv",
];

/// Words that stand small in a credit.
const JOINTS: &[&str] = &["via", "for", "the", "of", "by", "von", "de", "van", "der", "di", "da", "and", "/"];

/// What programs leave of a gallery.
const LEFT_OVER: &[&str] = &["hide caption", "toggle caption", "show caption", "image caption", "media caption"];

/// Whether a line ends with a credit.
pub fn ends(line: &str) -> bool {
    let tail = line.char_indices().rev().nth(TAIL - 1).map_or(line, |(at, _)| &line[at..]);
    let lower = tail.to_lowercase();
    LEFT_OVER.iter().any(|left| lower.contains(left)) || in_brackets(line) || is_bare(tail)
}

/// Whether a sentence is a credit and nothing else.
pub fn is_only(sentence: &str) -> bool {
    sentence.starts_with(['(', '[', '©']) || sentence.chars().count() <= TAIL && !sentence.ends_with(['.', '!', '?'])
}

/// "… outside the court. (Ann Lee/Halyard Wire)"
fn in_brackets(line: &str) -> bool {
    let open = line.trim_end_matches('.');
    let stopped = open.len() < line.len();
    let closing = [(')', '('), (']', '[')].into_iter().find(|(close, _)| open.ends_with(*close));
    let Some((close, opening)) = closing else { return false };
    let body = &open[..open.len() - close.len_utf8()];
    let Some(at) = body.rfind(opening).filter(|at| body.len() - at <= 2 * TAIL) else { return false };
    let (before, inner) = (body[..at].trim_end(), body[at + opening.len_utf8()..].trim());
    let lower = inner.to_lowercase();
    // "… told the Associated Press (AP)." names a body, "… in the rain. (AP)" says whose the picture is.
    let alone = is_provider(&lower) && (!stopped || before.ends_with(['.', '!', '?', '”', '"']));
    alone
        || begins_with_picture(&lower)
        || is_shared(inner)
        || lower.starts_with("ap photo")
        || lower.contains("getty images")
}

/// "… February 6, 2018. HALYARD/Ann Lee", "… vor dem Rathaus. Foto: Ida Brandt", "… © Tor Lind", "… CreditAnn Lee"
fn is_bare(tail: &str) -> bool {
    if tail.ends_with(['.', '!', '?', '”', '"']) && !tail.contains('©') {
        return false;
    }
    let named = |at: usize, mark: usize| {
        let words = tail[at + mark..].trim_start_matches([':', ' ', '：']);
        !words.is_empty() && is_name(words)
    };
    let labelled = tail.match_indices([':', '：']).any(|(at, mark)| {
        let label = tail[..at].rsplit([' ', '.', '(', '|']).next().unwrap_or_default();
        let capital = label.chars().next().is_some_and(|c| !c.is_lowercase());
        capital && PICTURE.contains(&label.to_lowercase().as_str()) && named(at, mark.len())
    });
    let credit = tail.rfind("Credit").is_some_and(|at| {
        let before = tail[..at].chars().next_back();
        before.is_none_or(|c| !c.is_alphabetic()) && named(at, "Credit".len())
    });
    let by = ["Photo by ", "Photos by ", "Photo courtesy", "Picture by ", "Image by "]
        .iter()
        .any(|by| tail.rfind(by).is_some_and(|at| named(at, by.len())));
    labelled || credit || by || tail.rfind('©').is_some_and(|at| named(at, '©'.len_utf8())) || {
        // Only what stands behind the last sentence.
        let from = tail.rfind(". ").map_or(0, |at| at + 2);
        let last = tail[from..].rsplit(|c: char| c.is_ascii_digit()).next().unwrap_or_default();
        last.contains('/') && ends_shared(last.trim_start_matches(['.', ' ']))
    }
}

/// Whether the words before the last slash end, or those behind it begin, with who provides pictures: "Ann Lee/AP".
fn ends_shared(words: &str) -> bool {
    let Some((left, right)) = words.rsplit_once('/') else { return false };
    let left_word = left.trim().rsplit([' ', '/']).next().unwrap_or_default().to_lowercase();
    let right = right.trim();
    let right_lower = right.to_lowercase();
    let provided = is_provider(&right_lower) && left.trim().chars().next_back().is_some_and(char::is_alphabetic);
    provided || (is_provider(&left_word) || PICTURE.contains(&left_word.as_str())) && is_name(right)
}

/// "Ann Lee/Halyard Wire": names on both sides of a slash.
fn is_shared(inner: &str) -> bool {
    let Some((left, right)) = inner.rsplit_once('/') else { return false };
    let (left, right) = (left.trim(), right.trim());
    let provided = |side: &str| side.rsplit('/').next().is_some_and(|side| is_provider(&side.trim().to_lowercase()));
    let people = left.split([' ', '/']).filter(|word| word.chars().count() > 1).count();
    is_name(left) && is_name(right) && (provided(left) || provided(right) || people >= 2)
}

fn is_provider(lower: &str) -> bool {
    let bare = lower.strip_prefix("via ").unwrap_or(lower).trim_matches(['.', ' ']);
    PROVIDERS.contains(&bare) || agency::is_known(bare) || matches!(bare, "photo" | "foto")
}

fn begins_with_picture(lower: &str) -> bool {
    let first = lower.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let rest = lower.get(first.len()..).unwrap_or_default();
    // "(image rights included)" says something; a credit has a name, a mark or nothing behind the word.
    let marked = rest.is_empty() || rest.trim_start().starts_with([':', '/', '.', ',', '：', '-']);
    let joined = [" by ", " credit", " courtesy", " provided", " via ", " from ", " of ", " photo", " von ", " de "];
    PICTURE.contains(&first) && (marked || joined.iter().any(|joint| rest.starts_with(joint)))
        || lower.starts_with(['©', '®'])
}

/// A few words with capitals, and what joins them.
fn is_name(words: &str) -> bool {
    let mut count = 0;
    let fits = words.split([' ', '/', '\u{a0}']).filter(|word| !word.is_empty()).all(|word| {
        count += 1;
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        JOINTS.contains(&bare)
            || bare.chars().next().is_some_and(char::is_uppercase)
            || is_provider(&bare.to_lowercase())
    });
    fits && (1..=2 * NAME).contains(&count)
}
