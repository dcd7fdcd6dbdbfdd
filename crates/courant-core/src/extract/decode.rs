//! Bytes to text: byte order mark, transport header, the page's own declaration, then a guess.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::text::slips::is_mostly_utf8;

/// How many bytes from the start are searched for the page's own charset declaration.
const DECLARATION_WINDOW: usize = 4096;

/// Decodes a page. Undecodable bytes become U+FFFD; the second value names problems.
///
/// The order is the HTML standard's (byte order mark, header, declaration), except that a declared charset is
/// not believed where the bytes are valid UTF-8 with non-ASCII characters: mislabelled UTF-8 is far commoner than
/// a text in another charset that happens to be valid UTF-8. One that is UTF-8 but for a few bytes stays UTF-8, and only
/// those few are lost: a guess takes the first of them for proof that it is not, and then garbles every other character.
pub fn decode<'a>(bytes: &'a [u8], content_type: Option<&str>) -> (Cow<'a, str>, Vec<String>) {
    let mut problems = Vec::new();
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let rest = bytes.get(mark..).unwrap_or_default();
        return (decoded(encoding, rest, &mut problems), problems);
    }
    let claimed = content_type.and_then(charset_of).or_else(|| declared(bytes));
    if let Ok(text) = std::str::from_utf8(bytes) {
        if claimed.is_some_and(|encoding| encoding != UTF_8) && !bytes.is_ascii() {
            problems.push(mislabelled(claimed));
        }
        if !claimed.is_some_and(is_seven_bit_stateful) {
            return (Cow::Borrowed(text), problems);
        }
    }
    let encoding = match claimed {
        // Such a label fits any bytes and is what a wrong default says.
        Some(encoding) if encoding.is_single_byte() && is_mostly_utf8(bytes) => {
            problems.push(mislabelled(claimed));
            UTF_8
        }
        Some(encoding) if encoding != UTF_8 => encoding,
        _ => wide(bytes).unwrap_or_else(|| if is_mostly_utf8(bytes) { UTF_8 } else { guessed(bytes) }),
    };
    (decoded(encoding, bytes, &mut problems), problems)
}

fn mislabelled(claimed: Option<&'static Encoding>) -> String {
    format!("the page says {} but is UTF-8", claimed.map_or("another charset", Encoding::name))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], content_type: Option<&str>, expected: &str, told: &[&str]) {
        let (text, problems) = decode(bytes, content_type);
        assert_eq!((text.as_ref(), problems), (expected, told.iter().map(|&one| one.to_owned()).collect()));
    }

    #[test]
    fn a_slip_costs_one_character_and_not_the_page() {
        let slip = "some bytes are not UTF-8";
        let utf8 = Some("text/html; charset=utf-8");
        let page = |cut: &[u8]| {
            ["<meta charset=utf-8>Größe, “naïve” and Ödland ".as_bytes(), cut, " – Ærø".as_bytes()].concat()
        };
        let read = "<meta charset=utf-8>Größe, “naïve” and Ödland \u{fffd} – Ærø";
        for cut in [&b"\xE2\x80"[..], b"\xC3", b"\xE9"] {
            check(&page(cut), None, read, &[slip]);
            check(&page(cut), utf8, read, &[slip]);
            let latin = Some("text/html; charset=iso-8859-1");
            check(&page(cut), latin, read, &["the page says windows-1252 but is UTF-8", slip]);
        }
        let japanese = "けさ、町の新しい橋が開通し、多くの人が渡り初めをした。";
        check(&[japanese.as_bytes(), b"\xE6\x9C"].concat(), None, &format!("{japanese}\u{fffd}"), &[slip]);
    }

    #[test]
    fn other_charsets_are_still_read() {
        let cafe = "Café größer – naïve";
        let latin = encoding_rs::WINDOWS_1252.encode(cafe).0;
        for content_type in [None, Some("text/html; charset=utf-8"), Some("text/html; charset=latin1")] {
            check(&latin, content_type, cafe, &[]);
        }
        let russian = "Сегодня утром в городе открылся новый мост через реку";
        let thai = "เช้าวันนี้ สะพานใหม่ข้ามแม่น้ำเปิดให้ใช้แล้ว ชาวเมืองพากันมาเดินข้าม";
        let chinese = "今天上午，跨越河流的新桥正式通车，许多市民前来步行过桥。";
        let japanese = "けさ、町の新しい橋が開通し、多くの人が渡り初めをした。";
        for (encoding, text) in [
            (encoding_rs::WINDOWS_1251, russian),
            (encoding_rs::KOI8_R, russian),
            (encoding_rs::WINDOWS_874, thai),
            (encoding_rs::GBK, chinese),
            (encoding_rs::EUC_JP, japanese),
            (encoding_rs::SHIFT_JIS, japanese),
        ] {
            let bytes = encoding.encode(text).0;
            check(&bytes, Some(&format!("text/html; charset={}", encoding.name())), text, &[]);
            check(&bytes, Some("text/html; charset=utf-8"), text, &[]);
        }
    }
}
