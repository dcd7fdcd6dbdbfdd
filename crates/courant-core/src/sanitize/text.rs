//! HTML to plain words.

use dom_query::{Document, NodeRef};

use super::bounds::bounded;

/// Elements that begin and end a paragraph.
const BLOCKS: [&str; 31] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "dd",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "td",
    "tr",
    "ul",
];
const SILENT: [&str; 8] = ["script", "style", "noscript", "template", "iframe", "svg", "title", "head"];
/// Deeper nesting than any text has is not followed.
const DEEPEST: usize = 400;

/// Plain text as safe HTML: paragraphs are parted by blank lines, single line ends are kept.
pub fn from_text(text: &str) -> String {
    let paragraphs = text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty());
    let written = paragraphs.map(|paragraph| {
        let escaped = paragraph.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        format!("<p>{}</p>", escaped.replace('\n', "<br>"))
    });
    written.collect::<Vec<_>>().join("\n")
}

/// The words of an HTML fragment: paragraphs parted by a blank line, blanks folded, references resolved.
pub fn to_text(html: &str) -> String {
    if !html.contains(['<', '&']) {
        return fold_paragraphs(html);
    }
    let document = Document::fragment(bounded(html).as_ref());
    let mut paragraphs = Vec::new();
    let mut open = String::new();
    walk(&document.root(), 0, &mut open, &mut paragraphs);
    close(&mut open, &mut paragraphs);
    paragraphs.join("\n\n")
}

fn walk(node: &NodeRef, depth: usize, open: &mut String, paragraphs: &mut Vec<String>) {
    if depth > DEEPEST {
        return;
    }
    if node.is_text() {
        open.push_str(&node.text());
        return;
    }
    let name = node.node_name().map(|name| name.to_string()).unwrap_or_default();
    if SILENT.contains(&name.as_str()) {
        return;
    }
    if name == "br" {
        open.push(' ');
    }
    let block = BLOCKS.contains(&name.as_str());
    if block {
        close(open, paragraphs);
    }
    for child in node.children_it(false) {
        walk(&child, depth + 1, open, paragraphs);
    }
    if block {
        close(open, paragraphs);
    }
}

fn close(open: &mut String, paragraphs: &mut Vec<String>) {
    let words = fold(open);
    if !words.is_empty() {
        paragraphs.push(words);
    }
    open.clear();
}

/// Plain text that came without markup keeps its own paragraphs.
fn fold_paragraphs(text: &str) -> String {
    let paragraphs: Vec<String> = text.split("\n\n").map(fold).filter(|words| !words.is_empty()).collect();
    paragraphs.join("\n\n")
}

fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::to_text;

    #[test]
    fn paragraphs_references_and_silence() {
        for (html, expected) in [
            ("<p>One</p><p>two &amp; three</p>", "One\n\ntwo & three"),
            ("One<br>two", "One two"),
            ("<ul><li>a<li>b</ul>", "a\n\nb"),
            ("<p>The <b>Taliban</b>'s word</p><script>x()</script>", "The Taliban's word"),
            ("plain\nwords\n\nagain", "plain words\n\nagain"),
            ("", ""),
        ] {
            assert_eq!(to_text(html), expected, "{html}");
        }
    }

    proptest! {
        #[test]
        fn any_input_gives_words(html in "\\PC{0,200}") {
            let words = to_text(&format!("<p>a</p><script>{html}</script>"));
            prop_assert!(words.starts_with('a'), "{}", words);
        }
    }
}
