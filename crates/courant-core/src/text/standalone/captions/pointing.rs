//! Words that label a picture or point into it: "File photo", "Das Bild zeigt", ", left,", "(pictured)".

use super::super::super::reading::Reading;
use super::super::super::words::{Token, TokenKind};

/// Openings that label a picture, in lower case.
#[rustfmt::skip]
const LABELS: &[&str] = &[
    "file photo", "file picture", "file image", "file -", "file –", "file —", "photo:", "photos:", "photo caption", "photograph:",
    "picture:", "pictures:", "image:", "image copyright", "image source", "image caption", "media caption", "pictured:", "pictured here",
    "pictured above", "pictured left", "pictured right", "shown here", "seen here", "enlarge this image", "enlarge image",
    "facebook twitter pinterest", "getty images", "a general view", "general view of", "an aerial view", "aerial view", "clockwise from",
    "from left:", "from left,", "left to right", "from left to right", "from right,", "top row", "undated photo", "undated handout",
    "undated image", "handout photo", "handout image", "photo taken", "photo released", "photo shows", "photos show", "picture taken",
    "image taken", "still image", "screengrab", "frame grab", "combination photo", "combination picture",
    "foto:", "fotos:", "bild:", "bilder:", "archivbild", "archivfoto", "symbolbild", "symbolfoto", "das bild zeigt", "das foto zeigt",
    "ein foto zeigt", "ein bild zeigt", "dieses foto", "dieses bild", "auf dem foto", "auf dem bild", "auf diesem foto", "auf diesem bild",
    "im bild", "blick auf", "luftaufnahme", "undatierte aufnahme", "die aufnahme zeigt", "die undatierte aufnahme", "von links",
    "photo :", "photos :", "crédit photo", "crédit :", "photo d’illustration", "photo d’archives", "image d’illustration",
    "image d’archives", "photo prise", "photo diffusée", "photo non datée", "photo fournie", "sur cette photo", "sur la photo",
    "sur cette image", "cette photo", "une photo prise", "une photo diffusée", "une photo fournie", "vue générale", "vue aérienne",
    "capture d’écran", "de gauche à droite",
    "foto de archivo", "imagen de archivo", "fotografía de archivo", "foto cedida", "imagen cedida", "fotografía cedida",
    "fotografía facilitada", "imagen facilitada", "fotografía tomada", "imagen tomada", "imagen difundida", "en la foto", "en la imagen",
    "en esta foto", "en esta imagen", "la foto muestra", "vista general", "vista aérea", "captura de pantalla", "captura de video",
    "de izquierda a derecha", "nella foto", "in foto", "foto d’archivio", "immagine d’archivio", "un’immagine d’archivio",
    "da sinistra", "na foto", "na imagem", "foto de arquivo", "imagem de arquivo", "imagem divulgada", "vista aérea", "da esquerda",
    "op de foto", "archieffoto", "foto ter illustratie", "arkivfoto", "arkivbild", "på bilden", "på billedet", "på bildet", "genrefoto",
    "na zdjęciu", "zdjęcie ilustracyjne", "zdjęcie archiwalne", "fot.", "fotoğraf:", "arşiv fotoğraf", "на фото", "на снимке", "фото:",
    "архивное фото", "на фотографії", "архівне фото", "φωτογραφία αρχείου", "图为", "資料圖", "资料图", "資料写真", "写真は", "写真:", "写真：",
    "자료사진", "사진:", "صورة أرشيفية", "صورة من الأرشيف",
];

/// Words for a picture behind "this" and "in this", and behind an article where one of [`SHOWING`] follows.
const PICTURES: &[&str] =
    &["photo", "photograph", "picture", "image", "photos", "pictures", "images", "still", "screengrab", "screenshot"];
const SHOWING: &[&str] = &[
    "shows",
    "show",
    "issued",
    "released",
    "provided",
    "taken",
    "supplied",
    "obtained",
    "distributed",
    "handed",
    "made",
    "from",
];
/// Tokens from the sentence's beginning among which such a word stands: "In this Wednesday, Nov. 22, 2017, photo".
const REACH: usize = 12;

/// Whole words in brackets that point into a picture, in lower case without the brackets.
#[rustfmt::skip]
const BRACKETED: &[&str] = &[
    "pictured", "pictured above", "pictured below", "pictured left", "pictured right", "above", "left", "right", "center", "centre",
    "front", "far left", "far right", "top left", "top right", "second left", "second right", "top", "bottom", "in picture", "see picture",
    "links", "rechts", "mitte", "im bild", "foto", "bild", "hinten", "vorne", "vorn", "2vl", "2vr", "vl", "vr", "li", "re",
    "à gauche", "à droite", "au centre", "photo", "notre photo", "ci-dessus", "en photo",
    "izquierda", "derecha", "centro", "izq", "dcha", "en la foto", "a la izquierda", "a la derecha",
    "a sinistra", "a destra", "al centro", "nella foto", "in foto", "à esquerda", "à direita", "ao centro", "esq", "dir", "na foto", "foto",
    "midden", "op de foto", "till vänster", "till höger", "t v", "t h", "tv", "th",
];

/// The same in letters: "(R)" is a party, and "(c)" the third of a list.
const LETTERS: &[&str] = &["l.", "r.", "M.", "m.", "g.", "d.", "L", "C-R", "C-L"];

/// Words for a side between two commas behind a name.
const SIDES: &[&str] = &[
    "left",
    "right",
    "center",
    "centre",
    "foreground",
    "background",
    "pictured",
    "links",
    "rechts",
    "mitte",
    "gauche",
    "droite",
    "izquierda",
    "derecha",
    "sinistra",
    "destra",
    "esquerda",
    "direita",
];

/// Stretches of words that speak of the picture.
#[rustfmt::skip]
const PHRASES: &[&str] = &[
    "pictured here", "pictured above", "pictured below", "pictured in this", "seen here", "shown here", "seen in this", "shown in this",
    "is pictured", "are pictured", "from left to right", "second from left", "second from right", "third from left", "third from right",
    "in this photo", "in this picture", "in this image", "in this file photo", "in this undated", "file photo", "photo taken", "photo by",
    "handout photo", "handout picture", "undated photo", "auf diesem foto", "auf diesem bild", "auf dem archivbild", "archivbild",
    "von links nach rechts", "sur cette photo", "de gauche à droite", "en esta foto", "en esta imagen", "foto de archivo",
    "de izquierda a derecha", "in questa foto", "da sinistra a destra", "nesta foto", "da esquerda para a direita", "op deze foto",
    "getty images", "photo credit", "image copyright",
];

/// Whether the sentence begins as the label of a picture does.
pub fn opens(reading: &Reading<'_>, number: usize) -> bool {
    let words = reading.words_of(number).trim_start_matches(['(', '[', '•', '▲', '▼', '↑', '↓', ' ', '◄', '►']);
    let head_end = words.char_indices().nth(40).map_or(words.len(), |(at, _)| at);
    let head = words[..head_end].to_lowercase().replace('\'', "’");
    let labelled = LABELS.iter().any(|label| {
        let bounded = |rest: &str| {
            let inner = label.chars().next_back().is_some_and(char::is_alphanumeric);
            !inner
                || !rest.starts_with(char::is_alphanumeric)
                || label.chars().any(|c| !c.is_alphabetic() && c > '\u{2000}')
        };
        head.strip_prefix(label).is_some_and(bounded)
    });
    labelled || reading.language == "en" && shows(reading.tokens_of(number))
}

/// "This photo", "In this Nov. 22 photo", "An image released by".
fn shows(tokens: &[Token<'_>]) -> bool {
    let lower = |at: usize| tokens.get(at).map(|token| token.text.to_lowercase()).unwrap_or_default();
    let first = usize::from(lower(0) == "in");
    let (this, article) =
        (matches!(lower(first).as_str(), "this" | "these"), matches!(lower(0).as_str(), "a" | "an" | "the"));
    (first + 1..REACH.min(tokens.len())).any(|at| {
        let near = at <= first + 3 || tokens[first + 1..at].iter().any(|token| token.kind == TokenKind::Number);
        PICTURES.contains(&lower(at).as_str())
            && near
            && (this && !matches!(lower(at + 1).as_str(), "of" | "that" | "is" | "was")
                || article && SHOWING.contains(&lower(at + 1).as_str()))
    })
}

/// Whether a sentence points into a picture.
pub fn points(reading: &Reading<'_>, number: usize) -> bool {
    let tokens = reading.tokens_of(number);
    in_brackets(reading.words_of(number)) || beside(tokens) || {
        let words: Vec<String> = tokens.iter().map(|token| token.text.to_lowercase()).collect();
        let flat = format!(" {} ", words.join(" "));
        PHRASES.iter().any(|phrase| flat.contains(&format!(" {phrase} ")))
    }
}

fn in_brackets(sentence: &str) -> bool {
    sentence.match_indices('(').any(|(at, _)| {
        let inner = &sentence[at + 1..];
        inner.find(')').filter(|end| *end <= 24).is_some_and(|end| {
            let inner = &inner[..end];
            let lower = inner.to_lowercase();
            let bare: String = lower.chars().filter(|c| *c != '.' && *c != ',').collect();
            BRACKETED.contains(&bare.trim()) || LETTERS.contains(&inner)
        })
    })
}

/// "Oda Brackwell, left, waits", "the church, pictured, was sold"
fn beside(tokens: &[Token<'_>]) -> bool {
    tokens.windows(3).enumerate().any(|(at, three)| {
        let [comma, side, after] = three else { return false };
        let before = at.checked_sub(1).and_then(|before| tokens.get(before));
        let lower = side.text.to_lowercase();
        let named = before.is_some_and(Token::capital) || lower == "pictured";
        let ends = after.is(",")
            || after.is(".") && lower == "pictured"
            || after.is("and") && before.is_some_and(Token::capital);
        comma.is(",")
            && side.kind == TokenKind::Word
            && !side.capital()
            && SIDES.contains(&lower.as_str())
            && named
            && ends
    })
}
