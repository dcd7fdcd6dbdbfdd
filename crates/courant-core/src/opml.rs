//! Lists of feeds, as readers carry them from one program to another (OPML 2.0).

use std::collections::HashSet;

use quick_xml::Writer;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use crate::feed::charset::decode;
use crate::sanitize::well_formed;

/// One feed of a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outline {
    /// The feed's address.
    pub feed_url: String,
    /// What the list calls it; may be empty.
    pub title: String,
    /// The publisher's page; may be empty.
    pub home_url: String,
    /// Folders from the outermost in, joined by ` / `; empty at the top.
    pub folder: String,
}

/// A list as it could be read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OpmlFile {
    /// Feeds in the list's order, each address once.
    pub outlines: Vec<Outline>,
    /// Plain sentences about what could not be read, with line numbers.
    pub problems: Vec<String>,
}

/// Deepest nesting of folders that is followed.
const DEEPEST: usize = 32;

/// Reads a list. The tags are looked for one by one, so that a bare `&` or a missing end costs only what it touches.
pub fn read(bytes: &[u8]) -> OpmlFile {
    let text = decode(bytes, None).text;
    let mut file = OpmlFile::default();
    let mut folders: Vec<String> = Vec::new();
    let mut known: HashSet<String> = HashSet::new();
    let mut seen_any = false;
    for tag in tags(&text) {
        seen_any |= tag.name == "opml" || tag.name == "outline";
        match (tag.name.as_str(), tag.kind) {
            ("outline", Kind::End) => {
                folders.pop();
            }
            ("outline", kind) => take(&mut file, &mut folders, &mut known, &tag, kind),
            _ => {}
        }
    }
    if !seen_any {
        file.problems.push("This is no OPML file: it has no outline.".to_owned());
    } else if !text.contains("</opml>") {
        file.problems.push("The file breaks off before its end; what could be read was taken.".to_owned());
    }
    file
}

fn take(file: &mut OpmlFile, folders: &mut Vec<String>, known: &mut HashSet<String>, tag: &Tag, kind: Kind) {
    let value = |names: &[&str]| {
        // An attribute that is there and empty says nothing.
        let given = names.iter().flat_map(|name| tag.attributes.iter().filter(move |(key, _)| key == name));
        given.map(|(_, value)| well_formed(value).trim().to_owned()).find(|value| !value.is_empty()).unwrap_or_default()
    };
    let feed_url = value(&["xmlurl", "url"]);
    let title = value(&["title", "text"]);
    if !feed_url.is_empty() {
        let folder =
            folders.iter().take(DEEPEST).filter(|name| !name.is_empty()).cloned().collect::<Vec<_>>().join(" / ");
        let kind = value(&["type"]);
        let feed_url = web_address(feed_url);
        if is_scraped(&kind) {
            let words = "is a page read by rules of another program";
            file.problems.push(format!("Line {}: {title:?} {words} ({kind}), which Courant cannot do.", tag.line));
        } else if !has_scheme(&feed_url, "http://") && !has_scheme(&feed_url, "https://") {
            file.problems.push(format!("Line {}: {feed_url:?} is not an http or https address.", tag.line));
        } else if !known.insert(feed_url.clone()) {
            file.problems.push(format!("Line {}: {feed_url} stands in the list twice.", tag.line));
        } else {
            file.outlines.push(Outline { feed_url, title: title.clone(), home_url: value(&["htmlurl"]), folder });
        }
    } else if kind == Kind::Empty {
        file.problems.push(format!("Line {}: {title:?} has no feed address (xmlUrl).", tag.line));
    }
    if kind == Kind::Start {
        // Folders below the deepest are nameless, so that each end still ends the one that it belongs to.
        folders.push(if folders.len() < DEEPEST { title } else { String::new() });
    }
}

/// An address behind `feed:` is one of the web, by http where it does not say.
fn web_address(given: String) -> String {
    match given.get(..5).filter(|scheme| scheme.eq_ignore_ascii_case("feed:")) {
        Some(_) if given[5..].starts_with("//") => format!("http:{}", &given[5..]),
        Some(_) => given[5..].to_owned(),
        None => given,
    }
}

fn has_scheme(url: &str, scheme: &str) -> bool {
    url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
}

/// FreshRSS lists pages and JSON that it reads by paths which somebody wrote for each: `HTML+XPath`, `JSON+DotNotation` and
/// what combines them. There is no feed at such an address.
fn is_scraped(kind: &str) -> bool {
    let kind = kind.to_ascii_lowercase();
    kind.contains("+xpath") || kind.contains("+dotnotation")
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Start,
    Empty,
    End,
}

struct Tag {
    name: String,
    kind: Kind,
    /// Names in lower case.
    attributes: Vec<(String, String)>,
    line: usize,
}

/// All tags of a document that may be broken anywhere; comments, declarations and text are passed over.
fn tags(text: &str) -> Vec<Tag> {
    let mut found = Vec::new();
    let (mut rest, mut line) = (text, 1);
    while let Some(start) = rest.find('<') {
        line += rest[..start].matches('\n').count();
        rest = &rest[start + 1..];
        if let Some(after) = rest.strip_prefix("!--") {
            let end = after.find("-->").map_or(after.len(), |end| end + 3);
            line += after[..end].matches('\n').count();
            rest = &after[end..];
            continue;
        }
        let end = tag_end(rest);
        if !rest.starts_with(['!', '?']) {
            found.extend(tag(&rest[..end], line));
        }
        line += rest[..end].matches('\n').count();
        rest = &rest[end..];
    }
    found
}

/// Where a tag ends: at `>` outside quotation marks, or where the next tag must have begun.
fn tag_end(text: &str) -> usize {
    let mut quote = None;
    for (at, character) in text.char_indices() {
        match (quote, character) {
            (None, '>' | '<') => return at,
            (None, '"' | '\'') => quote = Some(character),
            (Some(open), _) if open == character => quote = None,
            _ => {}
        }
    }
    text.find(['>', '<']).unwrap_or(text.len())
}

fn tag(inside: &str, line: usize) -> Option<Tag> {
    let (end, inside) = inside.strip_prefix('/').map_or((false, inside), |rest| (true, rest));
    let (empty, inside) = inside.trim_end().strip_suffix('/').map_or((false, inside), |rest| (true, rest));
    let (name, mut rest) = inside.split_once(char::is_whitespace).unwrap_or((inside, ""));
    if name.is_empty() {
        return None;
    }
    let mut attributes = Vec::new();
    while let Some((key, after)) = rest.split_once('=') {
        let after = after.trim_start();
        let Some(quote) = after.chars().next().filter(|mark| matches!(mark, '"' | '\'')) else { break };
        // A value without its end was cut, and half an address leads somewhere else.
        let Some((value, next)) = after[1..].split_once(quote) else { break };
        let key = key.split_whitespace().last().unwrap_or_default().to_ascii_lowercase();
        attributes.push((key, unescape(value)));
        rest = next;
    }
    let kind = if end {
        Kind::End
    } else if empty {
        Kind::Empty
    } else {
        Kind::Start
    };
    Some(Tag { name: name.to_ascii_lowercase(), kind, attributes, line })
}

/// Resolves references that are whole; a bare `&` stays what it is.
fn unescape(value: &str) -> String {
    let mut output = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(start) = rest.find('&') {
        output.push_str(&rest[..start]);
        rest = &rest[start..];
        let resolved = rest.find(';').filter(|end| *end <= 10).and_then(|end| Some((reference(&rest[1..end])?, end)));
        match resolved {
            Some((words, end)) => {
                output.push_str(&words);
                rest = &rest[end + 1..];
            }
            None => {
                output.push('&');
                rest = &rest[1..];
            }
        }
    }
    output + rest
}

fn reference(name: &str) -> Option<String> {
    let Some(number) = name.strip_prefix('#') else {
        return resolve_predefined_entity(name).map(str::to_owned);
    };
    let value = match number.strip_prefix(['x', 'X']) {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok(),
        None => number.parse().ok(),
    };
    value.and_then(char::from_u32).map(String::from)
}

/// Writes a list. Feeds of one folder stand together, folders in the order of their names.
pub fn write(title: &str, outlines: &[Outline]) -> String {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    // Writing to memory cannot fail; an error would leave the list short, which the round-trip test would see.
    let _ = write_all(&mut writer, title, outlines);
    well_formed(&String::from_utf8_lossy(&writer.into_inner())).into_owned() + "\n"
}

fn write_all(writer: &mut Writer<Vec<u8>>, title: &str, outlines: &[Outline]) -> std::io::Result<()> {
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    writer.write_event(Event::Start(BytesStart::new("opml").with_attributes([("version", "2.0")])))?;
    writer.write_event(Event::Start(BytesStart::new("head")))?;
    writer.create_element("title").write_text_content(BytesText::new(title))?;
    writer.write_event(Event::End(BytesEnd::new("head")))?;
    writer.write_event(Event::Start(BytesStart::new("body")))?;
    let mut folders: Vec<&str> = outlines.iter().map(|outline| outline.folder.as_str()).collect();
    folders.sort_unstable();
    folders.dedup();
    for folder in folders {
        if !folder.is_empty() {
            let start = BytesStart::new("outline").with_attributes([("text", folder), ("title", folder)]);
            writer.write_event(Event::Start(start))?;
        }
        for outline in outlines.iter().filter(|outline| outline.folder == folder) {
            write_one(writer, outline)?;
        }
        if !folder.is_empty() {
            writer.write_event(Event::End(BytesEnd::new("outline")))?;
        }
    }
    writer.write_event(Event::End(BytesEnd::new("body")))?;
    writer.write_event(Event::End(BytesEnd::new("opml")))
}

fn write_one(writer: &mut Writer<Vec<u8>>, outline: &Outline) -> std::io::Result<()> {
    let mut attributes = vec![
        ("type", "rss"),
        ("text", outline.title.as_str()),
        ("title", outline.title.as_str()),
        ("xmlUrl", outline.feed_url.as_str()),
    ];
    if !outline.home_url.is_empty() {
        attributes.push(("htmlUrl", outline.home_url.as_str()));
    }
    writer.write_event(Event::Empty(BytesStart::new("outline").with_attributes(attributes)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, expected: &[(&str, &str, &str)], problems: usize) {
        let file = read(text.as_bytes());
        let found: Vec<(&str, &str, &str)> = file
            .outlines
            .iter()
            .map(|outline| (outline.feed_url.as_str(), outline.title.as_str(), outline.folder.as_str()))
            .collect();
        assert_eq!(found, expected, "{text}");
        assert_eq!(file.problems.len(), problems, "{:?}", file.problems);
    }

    #[test]
    fn whole_and_broken_lists() {
        let feed = "<outline text='Post' xmlUrl='https://post.example/f?a=1&amp;b=2'/>";
        let url = "https://post.example/f?a=1&b=2";
        check(&format!("<opml><body>{feed}</body></opml>"), &[(url, "Post", "")], 0);
        check(
            &format!(
                "<opml><body><outline text='News'><outline text=\"Sea > land\">{feed}</outline></outline></body></opml>"
            ),
            &[(url, "Post", "News / Sea > land")],
            0,
        );
        check(
            "<opml><outline text='Q & A' xmlUrl='https://a.example/?x=1&y=2'></opml>",
            &[("https://a.example/?x=1&y=2", "Q & A", "")],
            0,
        );
        check(&format!("<opml><body>{feed}{feed}<outline text='Empty'/></body></opml>"), &[(url, "Post", "")], 2);
        check(&format!("<opml><body>{feed}<outline text='cut"), &[(url, "Post", "")], 1);
        check(&format!("<opml><body>{feed}<outline text='Half' xmlUrl='https://half.exa"), &[(url, "Post", "")], 1);
        check("<opml><body><outline xmlUrl='file:///etc/passwd'/></body></opml>", &[], 1);
        for (written, read) in [
            ("feed:http://post.example/f", "http://post.example/f"),
            ("feed:https://post.example/f", "https://post.example/f"),
            ("Feed://post.example/f", "http://post.example/f"),
            ("HTTPS://post.example/f", "HTTPS://post.example/f"),
        ] {
            check(&format!("<opml><outline text='P' xmlUrl='{written}'/></opml>"), &[(read, "P", "")], 0);
        }
        check("<opml><outline text='P' xmlUrl='feed:javascript:1'/></opml>", &[], 1);
        for (kind, problems) in
            [("rss", 0), ("application/rss+xml", 0), ("JSONFeed", 0), ("HTML+XPath", 1), ("JSON+DotNotation", 1)]
        {
            let found: &[_] = if problems == 0 { &[(url, "Post", "")] } else { &[] };
            check(&format!("<opml>{}</opml>", feed.replace("text", &format!("type='{kind}' text"))), found, problems);
        }
        check("<html><body>Hello</body></html>", &[], 1);
        check("", &[], 1);
    }

    #[test]
    fn lists_are_read_in_the_encoding_that_they_are_in() {
        let list = "<?xml version=\"1.0\" encoding=\"ENC\"?><opml><outline text='Région'>\
                    <outline text='Écho' xmlUrl='https://echo.example/'/></outline></opml>";
        let latin: Vec<u8> = list.replace("ENC", "ISO-8859-1").chars().map(|c| u32::from(c) as u8).collect();
        let wide = list.replace("ENC", "UTF-16");
        let wide: Vec<u8> = std::iter::once(0xFEFF).chain(wide.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        let marked = format!("\u{feff}{}", list.replace("ENC", "UTF-8")).into_bytes();
        for bytes in [latin, wide, marked] {
            let file = read(&bytes);
            assert_eq!(file.problems, [""; 0]);
            let found: Vec<(&str, &str)> =
                file.outlines.iter().map(|one| (one.title.as_str(), one.folder.as_str())).collect();
            assert_eq!(found, [("Écho", "Région")]);
        }
    }

    #[test]
    fn a_name_that_is_empty_is_none() {
        check(
            "<opml><outline title='' text='Press'><outline title=' ' text='Post' xmlUrl='https://post.example/'/></outline></opml>",
            &[("https://post.example/", "Post", "Press")],
            0,
        );
    }

    #[test]
    fn folders_end_where_they_end_however_deep() {
        let (open, close) = ("<outline text='f'>".repeat(40), "</outline>".repeat(40));
        let feed = |name: &str| format!("<outline text='{name}' xmlUrl='https://{name}.example/'/>");
        let file = read(
            format!("<opml>{open}{}{close}<outline text='g'>{}</outline></opml>", feed("a"), feed("b")).as_bytes(),
        );
        let folders: Vec<usize> = file.outlines.iter().map(|outline| outline.folder.split(" / ").count()).collect();
        assert_eq!((folders, file.outlines[1].folder.as_str()), (vec![DEEPEST, 1], "g"));
    }

    #[test]
    fn long_lists_and_broken_ones_take_no_longer_than_they_are_long() {
        let began = std::time::Instant::now();
        let many: String =
            (0..40_000).map(|at| format!("<outline text='{at}' xmlUrl='https://x.example/{at}'/>")).collect();
        assert_eq!(read(format!("<opml>{many}</opml>").as_bytes()).outlines.len(), 40_000);
        for broken in ["<a '", "<a \"'", "<outline xmlUrl='"] {
            read(broken.repeat(100_000).as_bytes());
        }
        assert!(began.elapsed().as_secs() < 20, "{:?}", began.elapsed());
    }

    #[test]
    fn a_problem_names_its_line() {
        let file = read(b"<opml>\n<body>\n<outline text='No feed'/>\n</body></opml>");
        assert_eq!(file.problems, ["Line 3: \"No feed\" has no feed address (xmlUrl)."]);
    }

    #[test]
    fn no_list_holds_what_xml_forbids() {
        let outline = Outline {
            feed_url: "https://bad.example/\u{1}f".to_owned(),
            title: "Bad\u{8}Paper".to_owned(),
            home_url: "https://bad.example/\u{ffff}".to_owned(),
            folder: "Ne\u{b}ws".to_owned(),
        };
        let list = write("All\u{0}", &[outline]);
        assert!(!list.contains(crate::sanitize::is_forbidden) && !list.contains("&#"), "{list:?}");
        let read = read(list.replace("BadPaper", "Bad&#8;Paper").as_bytes());
        assert_eq!((read.outlines[0].title.as_str(), read.outlines[0].folder.as_str()), ("BadPaper", "News"));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(titles in proptest::collection::vec("[a-zA-Z&<>\"'é ]{0,12}", 0..6), folder in "[a-z&]{0,6}") {
            let outlines: Vec<Outline> = titles
                .iter()
                .enumerate()
                .map(|(at, title)| Outline {
                    feed_url: format!("https://x.example/{at}?a&b=<"),
                    title: title.trim().to_owned(),
                    home_url: String::new(),
                    folder: folder.clone(),
                })
                .collect();
            let file = read(write("All", &outlines).as_bytes());
            prop_assert_eq!(file.outlines, outlines);
        }

        #[test]
        fn anything_is_taken(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            read(&bytes);
        }
    }
}
