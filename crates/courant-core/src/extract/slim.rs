//! The page without what nobody reads, which is parsed much faster: scripts other than linked data, styles, comments,
//! drawings, and the attributes that no part of the extractor asks for.

use memchr::{memchr, memchr_iter, memmem};

use super::dom::known;

/// Elements that are cut out whole. A script with linked data stays.
const CUT: [&str; 3] = ["script", "style", "svg"];
/// Elements whose inside is text to a parser even where it looks like markup.
const RAW: [&str; 7] = ["script", "title", "textarea", "iframe", "noframes", "noembed", "xmp"];

/// Bytes of the longest name of a character.
const LONGEST_REFERENCE: usize = 40;

/// The page without what nobody reads.
pub fn slim(html: &str) -> String {
    let bytes = html.as_bytes();
    let mut rest = Rest { html, out: String::with_capacity(html.len()), from: 0 };
    let mut from = 0;
    // Names whose end tag does not come any more; looking for it each time would take time by the square of the length.
    let mut endless: Vec<&str> = Vec::new();
    while let Some(open) = bytes.get(from..).and_then(|rest| memchr(b'<', rest)).map(|at| from + at) {
        from = open + 1;
        match bytes.get(from) {
            Some(b'!') if bytes.get(open..).is_some_and(|rest| rest.starts_with(b"<!--")) => {
                from = comment_end(bytes, open);
                if from < bytes.len() {
                    rest.cut(open, from);
                }
            }
            // A parser takes these for comments that end with the next `>`.
            Some(b'!' | b'?') => from = tag_end(bytes, from),
            Some(b'/') => {
                from = match bytes.get(from + 1) {
                    Some(first) if first.is_ascii_alphabetic() => {
                        attributes(html, from + 1 + tag_name(html, from + 1).len(), |_, _| {})
                    }
                    _ => tag_end(bytes, from),
                }
            }
            Some(first) if first.is_ascii_alphabetic() => {
                let name = tag_name(html, from);
                let after = from + name.len();
                if name.eq_ignore_ascii_case("template") && is_shadow(html, open) {
                    // A browser shows what stands in it. Its end tag, alone, means nothing to a parser.
                    from = attributes(html, after, |_, _| {});
                    from = tag_end(bytes, from);
                    rest.cut(open, from);
                    continue;
                }
                let whole = is_one_of(&CUT, name) && !is_one_of(&endless, name) && !is_linked_data(html, open);
                if let Some(end) = whole.then(|| element_end(bytes, after, name)).flatten() {
                    rest.cut(open, end);
                    from = end;
                    continue;
                }
                from = attributes(html, after, |start, end| rest.leave_out(start, end));
                let raw = is_one_of(&RAW, name) && !is_one_of(&endless, name);
                let end = raw.then(|| closing(bytes, from, name)).flatten();
                if (whole || raw) && end.is_none() {
                    endless.push(name);
                }
                from = end.unwrap_or(from);
            }
            _ => {}
        }
    }
    rest.leave_out(html.len(), html.len());
    rest.out
}

/// What is left of a page.
struct Rest<'a> {
    html: &'a str,
    out: String,
    /// Where the part begins that is not yet copied.
    from: usize,
}

impl Rest<'_> {
    fn leave_out(&mut self, start: usize, end: usize) {
        self.out.push_str(self.html.get(self.from..start).unwrap_or_default());
        self.from = end;
    }

    /// Leaves out something between texts, so that they do not run into one another.
    fn cut(&mut self, start: usize, end: usize) {
        self.leave_out(start, end);
        if is_begun(&self.out) {
            self.out.push_str("<!---->");
        }
    }
}

/// Whether a text ends in what may be the beginning of a tag or a character reference: what stood behind the cut must
/// not become its end.
fn is_begun(text: &str) -> bool {
    let ends = |byte: &u8| *byte == b'>' || *byte == b';' || byte.is_ascii_whitespace();
    text.bytes().rev().take(LONGEST_REFERENCE).take_while(|byte| !ends(byte)).any(|byte| byte == b'&' || byte == b'<')
}

fn is_one_of(names: &[&str], name: &str) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

fn tag_name(html: &str, from: usize) -> &str {
    let rest = html.get(from..).unwrap_or_default();
    let ends = |c: u8| c == b'>' || c == b'/' || c.is_ascii_whitespace();
    rest.get(..rest.bytes().position(ends).unwrap_or(rest.len())).unwrap_or_default()
}

fn tag_end(bytes: &[u8], from: usize) -> usize {
    memchr(b'>', bytes.get(from..).unwrap_or_default()).map_or(bytes.len(), |at| from + at + 1)
}

/// Where the end tag of `name` begins.
pub(super) fn closing(bytes: &[u8], from: usize, name: &str) -> Option<usize> {
    let mut at = from;
    loop {
        let found = at + memmem::find(bytes.get(at..)?, b"</")?;
        if bytes.get(found + 2..found + 2 + name.len())?.eq_ignore_ascii_case(name.as_bytes()) {
            return Some(found);
        }
        at = found + 2;
    }
}

/// Where an element ends, if it is closed.
fn element_end(bytes: &[u8], from: usize, name: &str) -> Option<usize> {
    let found = closing(bytes, from, name)?;
    Some(found + memchr(b'>', bytes.get(found..)?)? + 1)
}

/// Whether an element's own tag says that it holds linked data.
fn is_linked_data(html: &str, open: usize) -> bool {
    let element = html.get(open..).unwrap_or_default();
    let tag = element.split('>').next().unwrap_or(element);
    tag.to_ascii_lowercase().contains("ld+json")
}

/// Whether a template's own tag says that it is the inside of the element around it.
fn is_shadow(html: &str, open: usize) -> bool {
    let element = html.get(open..).unwrap_or_default();
    element.split('>').next().unwrap_or(element).to_ascii_lowercase().contains("shadowrootmode")
}

/// Where the comment that begins at `open` ends: for one that is not closed, at the end of the page. Conditional
/// comments hold markup for old browsers only.
fn comment_end(bytes: &[u8], open: usize) -> usize {
    // The two hyphens may be those of the beginning: `<!-->`.
    memchr_iter(b'-', bytes.get(open + 2..).unwrap_or_default())
        .find_map(|at| match bytes.get(open + 2 + at..).unwrap_or_default() {
            [b'-', b'-', b'>', ..] => Some(open + 2 + at + 3),
            // Not straight after the beginning, where an exclamation mark is part of the comment.
            [b'-', b'-', b'!', b'>', ..] if at >= 2 => Some(open + 2 + at + 4),
            _ => None,
        })
        .unwrap_or(bytes.len())
}

/// Goes through a tag's attributes as a parser does, names those that are not read to
/// `leave_out`, and returns where the tag ends.
fn attributes(html: &str, from: usize, mut leave_out: impl FnMut(usize, usize)) -> usize {
    let bytes = html.as_bytes();
    let skip = |from: usize, stop: fn(u8) -> bool| {
        from + bytes
            .get(from..)
            .unwrap_or_default()
            .iter()
            .position(|&byte| stop(byte))
            .unwrap_or(bytes.len() - from.min(bytes.len()))
    };
    let mut at = from;
    loop {
        let start = skip(at, |byte| !byte.is_ascii_whitespace() && byte != b'/');
        match bytes.get(start) {
            None | Some(b'>') => return start,
            _ => {}
        }
        // A name may begin with an equals sign.
        let end = skip(start + 1, |byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>' | b'='));
        at = end;
        let equals = skip(end, |byte| !byte.is_ascii_whitespace());
        if bytes.get(equals) == Some(&b'=') {
            let value = skip(equals + 1, |byte| !byte.is_ascii_whitespace());
            at = match bytes.get(value) {
                Some(&quote @ (b'"' | b'\'')) => match bytes.get(value + 1..).and_then(|rest| memchr(quote, rest)) {
                    Some(length) => value + 1 + length + 1,
                    // A quotation mark without its other half swallows the rest of the page.
                    None => return bytes.len(),
                },
                _ => skip(value, |byte| byte.is_ascii_whitespace() || byte == b'>'),
            };
        }
        let name = html.get(start..end).unwrap_or_default();
        if !is_read(name) {
            leave_out(start, at);
        }
    }
}

fn is_read(name: &str) -> bool {
    known(name).is_some()
        || name.bytes().any(|byte| byte.is_ascii_uppercase()) && known(&name.to_ascii_lowercase()).is_some()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::extract::blocks::blocks;
    use crate::extract::dom::Dom;
    use crate::extract::sink::parse;

    #[test]
    fn leaves_out_what_nobody_reads() {
        let cases = [
            ("a<script>b</script>c<STYLE media=x>d</sTyle >e<svg><path/></svg>f<!-- g -->h", "acefh"),
            (
                "<script type=\"application/ld+json\">{\"a\": \"<p onclick=b>\"}</script>",
                "<script type=\"application/ld+json\">{\"a\": \"<p onclick=b>\"}</script>",
            ),
            ("<p onclick=\"a > b\" class=c data-x='<script>' hidden>d</p>", "<p  class=c  hidden>d</p>"),
            ("<a HREF=b target=_blank/><img/src=c/onload=d alt=\"\"/>", "<a HREF=b ><img/src=c/onload=d alt=\"\"/>"),
            ("<title>a <b onclick=c></title><b onclick=c>", "<title>a <b onclick=c></title><b >"),
            ("<p =a b = c class = d>1 < 2 <3", "<p   class = d>1 < 2 <3"),
            ("<script>not closed", "<script>not closed"),
            ("<x-a><template shadowrootmode=open><p>a</template></x-a>", "<x-a><p>a</template></x-a>"),
            ("<template><p>a</template>", "<template><p>a</template>"),
            ("<p onclick=\"not closed>", "<p onclick=\"not closed>"),
            ("<styled onclick>", "<styled >"),
            ("<p onclick", "<p "),
        ];
        for (given, wanted) in cases {
            assert_eq!(slim(given), wanted, "{given}");
        }
    }

    #[test]
    fn a_page_of_elements_without_end_takes_no_longer_than_its_length() {
        let page = "<svg></a><title><STYLE>".repeat(60_000);
        assert_eq!(slim(&page), page);
    }

    /// Names, attributes and texts of all that is read.
    fn read(dom: &Dom) -> Vec<String> {
        let texts = blocks(dom).into_iter().map(|block| block.text);
        let elements = dom.elements().filter(|&id| !is_one_of(&CUT, &dom.node(id).tag));
        let attrs =
            |id| dom.node(id).attrs.iter().map(|(name, value)| format!(" {name}={}", &**value)).collect::<String>();
        texts.chain(elements.map(|id| format!("{}{}", &*dom.node(id).tag, attrs(id)))).collect()
    }

    proptest! {
        /// A parser finds in the slim page what it finds in the whole one. (Without drawings: one may make it repeat an
        /// unclosed link around nothing.)
        #[test]
        fn what_is_read_stays(pieces in prop::collection::vec(prop::sample::select(vec![
            "<p ", "<a ", "<IMG ", "<title>", "</title>", "<textarea>", "</textarea>", "<div>", "</div>", "</p>", ">", "/>",
            "class=", "onclick=", "href", "data-x", "ID='", "\"", "'", "=", " ", "\n", "/", "word", "é", "<", "1 < 2", "&lt;",
            "<script>x</script>", "<style>", "</style>", "<!-- y -->", "<!--", "-->", "--!>", "-", "<!", "<?", "!", "</p ", "</", "<b/c=d>",
        ]), 0..24)) {
            let page = format!("<!doctype html><body>{}", pieces.concat());
            prop_assert_eq!(read(&parse(&slim(&page))), read(&parse(&page)), "{}", page);
        }
    }
}
