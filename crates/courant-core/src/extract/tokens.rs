//! A page's tags and texts, cut without going through every letter.
//!
//! html5ever's tokenizer is a machine that takes a page character by character, which is half of what reading a tree costs.
//! What is written plainly, nearly all of a page, is cut here and handed to its tree builder. Everything else goes
//! through its own tokenizer, in pieces that begin and end between tags; and where only that machine can tell where
//! such a piece ends, all the rest of the page does. So the tree is the one that html5ever makes, whatever the page.

use html5ever::interface::TreeSink;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{CharacterTokens, Tag, TagKind, TagToken, TokenSink};
use html5ever::{Attribute, LocalName, Parser, QualName, TokenizerResult};
use memchr::{memchr, memchr3};

use super::references::resolved;
use crate::sanitize::bounds::PORTION;

/// Elements whose inside is text, whatever it looks like; none of them holds elements.
const RAW: [&str; 8] = ["title", "textarea", "style", "xmp", "iframe", "noembed", "noframes", "script"];
/// Elements after which other rules hold for what is text and what is markup.
const FOREIGN: [&str; 4] = ["svg", "math", "plaintext", "frameset"];

/// Pieces after which is asked whether to go on.
const PIECES: usize = 64;

/// Hands a page to a parser that has read nothing yet, as long as `within` says that it may go on. What is left to do is to
/// finish it. Whether the whole page was handed over.
pub fn feed<Sink: TreeSink>(html: &str, parser: &Parser<Sink>, within: impl Fn() -> bool) -> bool {
    let feeder = Feeder { html, whole: StrTendril::from_slice(html), parser };
    let (mut at, mut pieces) = (0, 0);
    while at < html.len() {
        let Some(next) = feeder.piece(at) else { return feeder.rest(at, within) };
        at = next;
        pieces += 1;
        if pieces % PIECES == 0 && !within() {
            return false;
        }
    }
    true
}

struct Feeder<'a, Sink: TreeSink> {
    html: &'a str,
    /// The same, to take parts of that are not copied.
    whole: StrTendril,
    parser: &'a Parser<Sink>,
}

impl<Sink: TreeSink> Feeder<'_, Sink> {
    /// Takes the piece that begins at `at` and says where the next one does; none where that cannot be told.
    fn piece(&self, at: usize) -> Option<usize> {
        let bytes = self.html.as_bytes();
        match (bytes.get(at)?, bytes.get(at + 1)) {
            (b'<', Some(b'!' | b'?')) => self.declaration(at),
            (b'<', Some(b'/')) => match bytes.get(at + 2)? {
                first if first.is_ascii_alphabetic() => self.tag(at, at + 2, TagKind::EndTag),
                _ => self.up_to_bracket(at),
            },
            (b'<', Some(first)) if first.is_ascii_alphabetic() => self.tag(at, at + 1, TagKind::StartTag),
            (b'<', None) => None,
            _ => self.text(at),
        }
    }

    /// A part of the page through html5ever's own tokenizer.
    fn through_tokenizer(&self, from: usize, to: usize) {
        self.parser.input_buffer.push_back(self.part(from, to));
        while !matches!(self.parser.tokenizer.feed(&self.parser.input_buffer), TokenizerResult::Done) {}
    }

    /// All that is left through that tokenizer, in portions.
    fn rest(&self, from: usize, within: impl Fn() -> bool) -> bool {
        let mut at = from;
        while at < self.html.len() && within() {
            let end = self.html.ceil_char_boundary(at + PORTION);
            self.through_tokenizer(at, end);
            at = end;
        }
        at == self.html.len()
    }

    fn part(&self, from: usize, to: usize) -> StrTendril {
        let place = u32::try_from(from).ok().zip(u32::try_from(to - from).ok());
        place.and_then(|(from, length)| self.whole.try_subtendril(from, length).ok()).unwrap_or_default()
    }

    /// A comment that says nothing, a document type, or what is taken for a comment up to the next bracket.
    fn declaration(&self, at: usize) -> Option<usize> {
        const EMPTY: &str = "<!---->";
        let rest = self.html.get(at..)?;
        if rest.starts_with("<!--") {
            let end = at + EMPTY.len();
            return rest.starts_with(EMPTY).then(|| self.through_tokenizer(at, end)).map(|()| end);
        }
        self.up_to_bracket(at)
    }

    fn up_to_bracket(&self, at: usize) -> Option<usize> {
        let end = at + memchr(b'>', self.html.as_bytes().get(at..)?)? + 1;
        self.through_tokenizer(at, end);
        Some(end)
    }

    /// Text up to the next bracket. One that begins with a bracket is no tag.
    fn text(&self, at: usize) -> Option<usize> {
        let end = memchr(b'<', self.html.as_bytes().get(at + 1..)?).map_or(self.html.len(), |length| at + 1 + length);
        let text = self.value(at, end, false)?;
        let _ = self.parser.tokenizer.sink.process_token(CharacterTokens(text), 1);
        Some(end)
    }

    /// A text or an attribute's value as it is meant; none when it holds a null character.
    fn value(&self, from: usize, to: usize, in_attribute: bool) -> Option<StrTendril> {
        let text = self.html.get(from..to)?;
        if memchr3(b'&', b'\r', 0, text.as_bytes()).is_none() {
            return Some(self.part(from, to));
        }
        resolved(text, self.html.as_bytes().get(to).copied(), in_attribute).map(|text| StrTendril::from_slice(&text))
    }

    fn tag(&self, at: usize, from: usize, kind: TagKind) -> Option<usize> {
        let bytes = self.html.as_bytes();
        let after =
            from + bytes.get(from..)?.iter().position(|&byte| byte == b'>' || byte == b'/' || is_blank(byte))?;
        let name = self.name(from, after)?;
        if kind == TagKind::StartTag && FOREIGN.contains(&&*name) {
            return None;
        }
        let mut tag = Tag { kind, name, self_closing: false, attrs: Vec::new(), had_duplicate_attributes: false };
        let end = self.attributes(after, &mut tag)?;
        if kind == TagKind::StartTag && RAW.contains(&&*tag.name) {
            return self.raw(at, end, &tag.name);
        }
        // Only what was left to the tokenizer above is answered with anything that it would have to know.
        let _ = self.parser.tokenizer.sink.process_token(TagToken(tag), 1);
        Some(end)
    }

    /// An element whose inside is text, with its end tag; none where that could be hidden.
    fn raw(&self, at: usize, inside: usize, name: &str) -> Option<usize> {
        let bytes = self.html.as_bytes();
        let end = super::slim::closing(bytes, inside, name)?;
        let text = self.html.get(inside..end)?;
        let clear = if name == "script" { !text.contains("<!--") } else { memchr(b'<', text.as_bytes()).is_none() };
        let after = end + 2 + name.len();
        let bracket = after + bytes.get(after..)?.iter().position(|&byte| !is_blank(byte))?;
        if !clear || bytes.get(bracket) != Some(&b'>') {
            return None;
        }
        self.through_tokenizer(at, bracket + 1);
        Some(bracket + 1)
    }

    fn name(&self, from: usize, to: usize) -> Option<LocalName> {
        let name = self.html.get(from..to)?;
        if name.bytes().any(|byte| byte == 0 || byte.is_ascii_uppercase()) {
            return (!name.contains('\0')).then(|| LocalName::from(name.to_ascii_lowercase()));
        }
        Some(LocalName::from(name))
    }

    /// Reads a tag's attributes from behind its name and says where it ends; none when it has no end.
    fn attributes(&self, from: usize, tag: &mut Tag) -> Option<usize> {
        let bytes = self.html.as_bytes();
        let mut at = from;
        loop {
            match *bytes.get(at)? {
                b'>' => return Some(at + 1),
                b'/' if bytes.get(at + 1) == Some(&b'>') => {
                    tag.self_closing = true;
                    return Some(at + 2);
                }
                b'/' => at += 1,
                byte if is_blank(byte) => at += 1,
                _ => at = self.attribute(at, tag)?,
            }
        }
    }

    /// Reads one attribute and says where it ends.
    fn attribute(&self, from: usize, tag: &mut Tag) -> Option<usize> {
        let bytes = self.html.as_bytes();
        let find =
            |from: usize, stop: fn(u8) -> bool| Some(from + bytes.get(from..)?.iter().position(|&byte| stop(byte))?);
        // A name may begin with an equals sign.
        let after = find(from + 1, |byte| matches!(byte, b'=' | b'>' | b'/') || is_blank(byte))?;
        let name = self.name(from, after)?;
        let next = find(after, |byte| !is_blank(byte))?;
        let (value, end) = if bytes.get(next) == Some(&b'=') {
            let start = find(next + 1, |byte| !is_blank(byte))?;
            match *bytes.get(start)? {
                quote @ (b'"' | b'\'') => {
                    let end = start + 1 + memchr(quote, bytes.get(start + 1..)?)?;
                    (self.value(start + 1, end, true)?, end + 1)
                }
                _ => {
                    let end = find(start, |byte| byte == b'>' || is_blank(byte))?;
                    (self.value(start, end, true)?, end)
                }
            }
        } else {
            (StrTendril::new(), after)
        };
        // The first of a name counts.
        if tag.attrs.iter().any(|known| known.name.local == name) {
            tag.had_duplicate_attributes = true;
        } else {
            tag.attrs.push(Attribute { name: QualName::new(None, html5ever::ns!(), name), value });
        }
        Some(end)
    }
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\x0c' | b'\r')
}

#[cfg(test)]
mod tests {
    use html5ever::tendril::TendrilSink;
    use proptest::prelude::*;

    use super::feed;
    use crate::extract::dom::Dom;
    use crate::extract::sink::{parse, parser, within};

    /// All nodes in order: where each stands, what it is called, what it holds.
    fn written(dom: &Dom) -> Vec<String> {
        let node = |id| {
            let node = dom.node(id);
            let attrs: String = node.attrs.iter().map(|(name, value)| format!(" {name}={:?}", &**value)).collect();
            format!("{}<{}{attrs}>{:?}", node.parent, &*node.tag, &*node.text)
        };
        (0..dom.len()).map(node).collect()
    }

    /// The tree that html5ever makes with its own tokenizer.
    fn own(html: &str) -> Vec<String> {
        written(&parser(0).one(html))
    }

    fn cut(html: &str) -> Vec<String> {
        written(&parse(html))
    }

    #[test]
    fn the_tree_is_that_of_html5ever() {
        let pages = [
            "<!DOCTYPE html><title>a &amp; b</title><p class=one id='two' lang=\"th\r\nree\">x &lt; y</P><br/>",
            "<p title=a&amp;b href='?a=1&copy=2&amp;c&lt=3' alt=&copy;&copy>&copy &copy; &copyx &notit; &notin; &x &#x41;&#65 &#0; &#128; &#xffffff; &#; &#x; &",
            "<a href=/b/>c</a><a =d = e f=g/h i/><b/c=d><p a=1 A=2 class=x class=y>",
            "a < b <3 <> </> </ c> <!d> <?e> <!----> f",
            "<pre>\n\nx</pre><textarea>\ny</textarea><table>z<tr><td>1</table><select><title>q</title><option>o</select>",
            "<script type=ld+json>{\"a\": \"</p><!--\"}</script>b<script>\"<p>\"</SCRIPT >c<style></styles></style>d<title>e<b</title>f",
            "<svg><title><b c='</title>'>d</svg><![CDATA[e]]><math><![CDATA[f]]></math>",
            "<p>nul\0 <a href='b\0'>c</a> <d\0 e\0=f>&#10",
            "<p>caf\u{e9} &eacute;&copy\u{e9} \u{feff}x<P\u{c9}>",
            "\u{feff}<p>a",
            "<p class=\"not closed>",
            "<p",
            "<",
            "</",
            "</p",
            "<p a",
            "<p a=",
            "<!",
            "<title>a",
            "a&",
            "a&am",
            "a&amp",
            "a\r",
            "<template><p>a</template><noscript><p>b</noscript><meta charset=latin1>c<plaintext><p>d",
            "<frameset><title>x<y</title>",
            "<iframe><p></iframe><textarea>a</textarea b>c",
        ];
        for page in pages {
            assert_eq!(cut(page), own(page), "{page}");
        }
    }

    #[test]
    fn what_goes_through_the_tokenizer_in_portions_is_the_same() {
        for page in [
            "<p>caf\u{e9} &eacute;&#x41;<a title='&amp;'>b</a>",
            "<td>1<b>2<i>3</b>",
            "<svg><title>x</title>",
            "\u{1f600}",
        ] {
            let page = format!("<p a='\0'>{}", page.repeat(200));
            assert_eq!(cut(&page), own(&page), "{page:.60}");
        }
    }

    /// What makes a parser look through ever more open elements, or open ever more of them anew, is not read to its end.
    fn check(bomb: &str, whole: bool) {
        let short = bomb.get(..20);
        let page = format!("<p>The ferry sank.</p>{bomb}<p>The end.</p>");
        let parser = parser(0);
        assert_eq!(feed(&page, &parser, || within(&parser)), whole, "{short:?}");
        let dom = parse(&page);
        let says = |text: &str| (0..dom.len()).any(|id| &*dom.node(id).text == text);
        assert!(says("The ferry sank.") && says("The end.") == whole && (whole || dom.unruly), "{short:?}");
    }

    #[test]
    fn a_page_that_nests_without_end_is_read_to_where_it_does() {
        for bomb in ["<div>", "<div></x>", "<li><dd>", "<i></p></i><b a>", "<table><td>", "<svg><path>", "<a\0><b></x>"]
        {
            check(&bomb.repeat(20_000), false);
            check(&bomb.repeat(50), true);
        }
        // Fewer open elements than that, but all of them anew in each paragraph.
        let fonts: String = (0..1_500).map(|size| format!("<font size={size}>")).collect();
        check(&format!("{fonts}{}", "<p>x".repeat(2_000)), false);
        check(&"<div><p>one<li>two<br></div>".repeat(20_000), true);
    }

    proptest! {
        #[test]
        fn whatever_a_page_is_made_of(pieces in prop::collection::vec(prop::sample::select(vec![
            "<p", "<a ", "<b>", "</b>", "<title>", "</title>", "<textarea>", "</textarea", "<div>", "</div>", "</p>", ">", "/>", "<table>", "<tr><td>", "</table>",
            "<select>", "</select>", "class=", "href", " ID='", "\"", "'", "=", " ", "\r\n", "\r", "\0", "/", "word", "\u{e9}", "<", "1 < 2", "&lt;", "&copy", "&", ";", "#", "x4", "&#1", "amp",
            "<script>", "</script>", "<style>", "</style>", "<!--", "-->", "<!---->", "<!", "<?", "!", "</", "<svg>", "</svg>", "<![CDATA[", "]]>", "<pre>", "<iframe>", "</iframe>", "<!DOCTYPE html>", "<template>", "</template>", "<frameset>", "<plaintext>",
        ]), 0..40)) {
            let page = pieces.concat();
            prop_assert_eq!(cut(&page), own(&page));
        }
    }
}
