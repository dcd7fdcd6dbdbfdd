//! Bytes to text: what a byte order mark, the content type, the XML declaration and the bytes themselves say.
//!
//! Bytes that are valid UTF-8 are UTF-8 whatever the labels say, as no other encoding looks like it by chance. Then
//! labels are tried in order; a label under which the bytes make no sense is not believed.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::references::windows_1252;
use crate::text::slips::is_mostly_utf8;

/// How far into a document its declaration is looked for.
const DECLARATION_WITHIN: usize = 1_024;

/// Bytes beyond ASCII below which a guess is no better than a label.
const ENOUGH_TO_GUESS: usize = 16;

/// The document as text, and what was wrong with its bytes.
pub struct Decoded<'a> {
    /// UTF-8, without byte order mark.
    pub text: Cow<'a, str>,
    /// A plain sentence where the labels were wrong.
    pub problem: Option<String>,
}

/// Decodes a document.
pub fn decode<'a>(bytes: &'a [u8], content_type: Option<&str>) -> Decoded<'a> {
    let (text, problem) = by_mark(bytes).unwrap_or_else(|| by_content(bytes, content_type));
    let text = without_controls(text);
    Decoded { text, problem }
}

type Outcome<'a> = (Cow<'a, str>, Option<String>);

/// Byte order marks, and the pattern that a document of wide characters begins with.
fn by_mark(bytes: &[u8]) -> Option<Outcome<'_>> {
    let start = bytes.get(..4).unwrap_or(bytes);
    Some(match start {
        [0xEF, 0xBB, 0xBF, ..] => return None,
        [0, 0, 0xFE, 0xFF] => (utf32(&bytes[4..], true).into(), None),
        [0xFF, 0xFE, 0, 0] => (utf32(&bytes[4..], false).into(), None),
        [0, 0, 0, b'<'] => (utf32(bytes, true).into(), None),
        [b'<', 0, 0, 0] => (utf32(bytes, false).into(), None),
        [0xFE, 0xFF, ..] => (UTF_16BE.decode_without_bom_handling(&bytes[2..]).0, None),
        [0xFF, 0xFE, ..] => (UTF_16LE.decode_without_bom_handling(&bytes[2..]).0, None),
        [0, b'<', 0, _] => (UTF_16BE.decode_without_bom_handling(bytes).0, None),
        [b'<', 0, _, 0] => (UTF_16LE.decode_without_bom_handling(bytes).0, None),
        _ => return None,
    })
}

fn utf32(bytes: &[u8], big: bool) -> String {
    let unit = |four: &[u8]| {
        <[u8; 4]>::try_from(four).map_or(0xFFFD, if big { u32::from_be_bytes } else { u32::from_le_bytes })
    };
    bytes.chunks_exact(4).map(|four| char::from_u32(unit(four)).unwrap_or('\u{FFFD}')).collect()
}

fn by_content<'a>(bytes: &'a [u8], content_type: Option<&str>) -> Outcome<'a> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if let Some(text) = utf8(bytes) {
        if memchr::memchr(0x1b, bytes).is_none() {
            return (Cow::Borrowed(text), None);
        }
        return (ISO_2022_JP.decode_without_bom_handling(bytes).0, None);
    }
    let header = content_type.and_then(header_label);
    let declared = declared_label(bytes);
    let labels = [header.as_deref(), declared.as_deref()];
    let named: Vec<(&str, &'static Encoding)> = labels
        .into_iter()
        .flatten()
        .filter_map(|label| Some((label, Encoding::for_label(label.as_bytes())?)))
        .collect();
    if is_mostly_utf8(bytes) {
        let problem = "Some bytes are not valid UTF-8; they were read as windows-1252.".to_owned();
        return (Cow::Owned(mixed(bytes)), Some(problem));
    }
    let guess = guess(bytes);
    for (_, encoding) in named.iter().filter(|(_, encoding)| believable(encoding, guess, bytes)) {
        if let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes) {
            return (text, None);
        }
    }
    let said = named.first().map_or("no encoding".to_owned(), |(label, _)| format!("the encoding {label}"));
    let problem = format!("The document states {said}, but reads as {}.", guess.name());
    (guess.decode_without_bom_handling(bytes).0, Some(problem))
}

/// The bytes as UTF-8, without the half of a character that a cut may leave at the end.
fn utf8(bytes: &[u8]) -> Option<&str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(text),
        Err(error) if error.error_len().is_none() => bytes.utf8_chunks().next().map(|chunk| chunk.valid()),
        Err(_) => None,
    }
}

/// Whether a label may be right. windows-1252 fits any bytes and is what a wrong default says, so it must not
/// contradict a clear guess of a many-byte encoding.
fn believable(encoding: &'static Encoding, guess: &'static Encoding, bytes: &[u8]) -> bool {
    if encoding == UTF_8 || encoding == UTF_16LE || encoding == UTF_16BE {
        return false;
    }
    let beyond_ascii = bytes.iter().filter(|byte| **byte >= 0x80).count();
    !(encoding == WINDOWS_1252
        && !guess.is_single_byte()
        && beyond_ascii >= ENOUGH_TO_GUESS
        && guess.decode_without_bom_handling_and_without_replacement(bytes).is_some())
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

fn mixed(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().filter_map(|byte| windows_1252(*byte)));
    }
    text
}

/// The `charset` of a content type.
fn header_label(content_type: &str) -> Option<String> {
    let lower = content_type.to_ascii_lowercase();
    let (_, after) = lower.split_once("charset")?;
    let value = after.trim_start().strip_prefix('=')?.trim_start();
    let label: String = value.trim_start_matches(['"', '\'']).chars().take_while(is_label).collect();
    (!label.is_empty()).then_some(label)
}

/// The `encoding` of an XML declaration, or of a page's `meta` element.
fn declared_label(bytes: &[u8]) -> Option<String> {
    let start = String::from_utf8_lossy(bytes.get(..DECLARATION_WITHIN).unwrap_or(bytes));
    let declaration = &start[start.find("<?xml")?..];
    let declaration = &declaration[..declaration.find('>')?];
    let (_, after) = declaration.split_once("encoding")?;
    let value = after.trim_start().strip_prefix('=')?.trim_start();
    let label: String = value.trim_start_matches(['"', '\'']).chars().take_while(is_label).collect();
    (!label.is_empty()).then_some(label)
}

fn is_label(character: &char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '-' | '_' | ':' | '.')
}

/// Control characters, which XML does not allow, become blanks.
fn without_controls(text: Cow<'_, str>) -> Cow<'_, str> {
    let control = |byte: u8| byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r');
    // Whole blocks at a time, as a test that may stop at every byte cannot be done for many bytes at once.
    let block = |bytes: &[u8]| bytes.iter().fold(false, |found, byte| found | control(*byte));
    if !text.as_bytes().chunks(256).any(block) && !text.starts_with('\u{FEFF}') {
        return text;
    }
    let text = text.trim_start_matches('\u{FEFF}');
    Cow::Owned(text.chars().map(|c| if u8::try_from(c).is_ok_and(control) { ' ' } else { c }).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], content_type: Option<&str>, expected: &str, problem: bool) {
        let decoded = decode(bytes, content_type);
        assert_eq!(decoded.text, expected);
        assert_eq!(decoded.problem.is_some(), problem, "{:?}", decoded.problem);
    }

    #[test]
    fn labels_are_believed_where_they_make_sense() {
        let cafe = "<a>Café größer</a>";
        check(cafe.as_bytes(), Some("text/xml; charset=iso-8859-1"), cafe, false);
        check(&[b"\xEF\xBB\xBF", cafe.as_bytes()].concat(), None, cafe, false);
        let latin = WINDOWS_1252.encode(cafe).0;
        check(&latin, Some("text/xml; charset='ISO-8859-1'"), cafe, false);
        let declared = format!("<?xml version=\"1.0\" encoding='latin1'?>{cafe}");
        check(&WINDOWS_1252.encode(&declared).0, None, &declared, false);
        check(&latin, Some("text/xml; charset=utf-8"), cafe, true);
        let russian = "<a>Сегодня утром в городе открылся новый мост через реку</a>";
        let koi = encoding_rs::KOI8_R.encode(russian).0;
        check(&koi, Some("text/xml; charset=koi8-r"), russian, false);
        check(&koi, None, russian, true);
        let japanese = "<a>けさ、町の新しい橋が開通し、多くの人が渡り初めをした。</a>";
        check(&encoding_rs::SHIFT_JIS.encode(japanese).0, Some("text/xml; charset=iso-8859-1"), japanese, true);
        check(&ISO_2022_JP.encode(japanese).0, None, japanese, false);
    }

    #[test]
    fn wide_characters_and_slips() {
        let text = "<?xml version=\"1.0\"?><a>é</a>";
        for big in [true, false] {
            let wide: Vec<u8> =
                text.encode_utf16().flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect();
            let wider: Vec<u8> =
                text.chars().map(u32::from).flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect();
            check(&wide, None, text, false);
            check(&wider, None, text, false);
        }
        check("é ü ö \u{b}ß".as_bytes(), None, "é ü ö  ß", false);
        check(b"\xC3\xA9 \xC3\xBC and \x92", None, "é ü and ’", true);
        check(b"<a>caf\xC3", None, "<a>caf", false);
        check(b"", None, "", false);
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_become_text(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..80)) {
            decode(&bytes, Some("text/xml; charset=shift_jis"));
        }
    }
}
