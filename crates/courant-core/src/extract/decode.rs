//! Bytes to text: byte order mark, transport header, the page's own declaration, then a guess.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// How many bytes from the start are searched for the page's own charset declaration.
const DECLARATION_WINDOW: usize = 4096;

/// Decodes a page. Undecodable bytes become U+FFFD; the second value names problems.
///
/// The order is the HTML standard's (byte order mark, header, declaration), except that a declared charset is
/// not believed where the bytes are valid UTF-8 with non-ASCII characters: mislabelled UTF-8 is far commoner than
/// a text in another charset that happens to be valid UTF-8.
pub fn decode<'a>(bytes: &'a [u8], content_type: Option<&str>) -> (Cow<'a, str>, Vec<String>) {
    let mut problems = Vec::new();
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let rest = bytes.get(mark..).unwrap_or_default();
        return (decoded(encoding, rest, &mut problems), problems);
    }
    let claimed = content_type.and_then(charset_of).or_else(|| declared(bytes));
    if let Ok(text) = std::str::from_utf8(bytes) {
        if claimed.is_some_and(|encoding| encoding != UTF_8) && !bytes.is_ascii() {
            problems.push(format!("the page says {} but is UTF-8", claimed.map_or("another charset", Encoding::name)));
        }
        if !claimed.is_some_and(is_seven_bit_stateful) {
            return (Cow::Borrowed(text), problems);
        }
    }
    let encoding = match claimed {
        Some(encoding) if encoding != UTF_8 => encoding,
        _ => wide(bytes).unwrap_or_else(|| guessed(bytes)),
    };
    (decoded(encoding, bytes, &mut problems), problems)
}

/// ISO-2022-JP is plain ASCII to the eye of a UTF-8 check.
fn is_seven_bit_stateful(encoding: &'static Encoding) -> bool {
    encoding == encoding_rs::ISO_2022_JP
}

fn decoded<'a>(encoding: &'static Encoding, bytes: &'a [u8], problems: &mut Vec<String>) -> Cow<'a, str> {
    let (text, _, broken) = encoding.decode(bytes);
    if broken {
        problems.push(format!("some bytes are not {}", encoding.name()));
    }
    text
}

/// The charset parameter of a content type such as `text/html; charset=windows-1251`.
fn charset_of(content_type: &str) -> Option<&'static Encoding> {
    let lower = content_type.to_ascii_lowercase();
    let (_, after) = lower.split_once("charset=")?;
    label(after)
}

/// The label at the start of `after`, with or without quotation marks.
fn label(after: &str) -> Option<&'static Encoding> {
    let after = after.trim_start().trim_start_matches(['"', '\'']);
    let end =
        after.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.'))).unwrap_or(after.len());
    let encoding = Encoding::for_label(after.get(..end)?.as_bytes())?;
    // A declaration that could be read as ASCII cannot be UTF-16, whatever it says.
    Some(if encoding == UTF_16LE || encoding == UTF_16BE { UTF_8 } else { encoding })
}

/// `<meta charset>`, `<meta http-equiv>` or an XML declaration near the start.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let window = bytes.get(..bytes.len().min(DECLARATION_WINDOW))?;
    let text: String = window.iter().map(|&byte| char::from(byte).to_ascii_lowercase()).collect();
    for tag in text.split('<').skip(1) {
        let key = if tag.starts_with("meta") {
            "charset"
        } else if tag.starts_with("?xml") {
            "encoding"
        } else {
            continue;
        };
        let tag = tag.split('>').next().unwrap_or(tag);
        if let Some((_, after)) = tag.split_once(key)
            && let Some(value) = after.trim_start().strip_prefix('=')
            && let Some(encoding) = label(value)
        {
            return Some(encoding);
        }
    }
    None
}

/// UTF-16 without a mark: every other byte of the first characters is zero.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(64))?;
    let zeros = |parity: usize| head.iter().skip(parity).step_by(2).filter(|&&byte| byte == 0).count();
    let pairs = head.len() / 2;
    if pairs < 4 {
        return None;
    }
    if zeros(1) * 10 >= pairs * 8 {
        return Some(UTF_16LE);
    }
    (zeros(0) * 10 >= pairs * 8).then_some(UTF_16BE)
}

fn guessed(bytes: &[u8]) -> &'static Encoding {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    let window = bytes.get(..bytes.len().min(200_000)).unwrap_or(bytes);
    detector.feed(window, true);
    detector.guess(None, chardetng::Utf8Detection::Allow)
}
