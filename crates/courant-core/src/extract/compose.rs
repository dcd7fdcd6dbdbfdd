//! Chosen blocks to plain text and to safe HTML: the same paragraphs in the same order.
//!
//! The HTML is written here from the block list, element by element, all text escaped; nothing of the page's own
//! markup passes through, so it is safe by construction.

use url::Url;

use super::blocks::{Block, Form, Span};
use super::dom::{Dom, Id};
use super::metadata::absolute;

/// The article's body in both forms.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Body {
    /// Paragraphs parted by a blank line.
    pub text: String,
    /// The same with structure.
    pub html: String,
}

/// Writes the chosen blocks.
pub fn compose(dom: &Dom, blocks: &[&Block], base: Option<&Url>) -> Body {
    let mut writer = Writer { body: Body::default(), open: Open::Nothing, base };
    for group in rows(blocks) {
        let Some(first) = group.first() else { continue };
        writer.paragraph(&group);
        writer.enter(target(dom, first));
        writer.element(first, &group);
    }
    writer.enter(Open::Nothing);
    writer.body
}

/// What is open around a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    Nothing,
    List { list: Id, ordered: bool },
    Table(Id),
    Quotation(Id),
}

/// Cells of one row of a table belong together; every other block stands alone.
fn rows<'a>(blocks: &[&'a Block]) -> Vec<Vec<&'a Block>> {
    let mut groups: Vec<Vec<&Block>> = Vec::new();
    let row_of = |block: &Block| match block.form {
        Form::Cell { row, .. } => Some(row),
        _ => None,
    };
    for block in blocks {
        match groups.last_mut() {
            Some(group) if row_of(block).is_some() && group.first().and_then(|first| row_of(first)) == row_of(block) => group.push(block),
            _ => groups.push(vec![block]),
        }
    }
    groups
}

fn target(dom: &Dom, block: &Block) -> Open {
    match block.form {
        Form::Item(list) => Open::List { list, ordered: &*dom.node(list).tag == "ol" },
        Form::Cell { table, .. } => Open::Table(table),
        Form::Paragraph => std::iter::once(block.node)
            .chain(dom.ancestors(block.node))
            .find(|&id| &*dom.node(id).tag == "blockquote")
            .map_or(Open::Nothing, Open::Quotation),
        _ => Open::Nothing,
    }
}

struct Writer<'a> {
    body: Body,
    open: Open,
    base: Option<&'a Url>,
}

impl Writer<'_> {
    fn paragraph(&mut self, group: &[&Block]) {
        if !self.body.text.is_empty() {
            self.body.text.push_str("\n\n");
        }
        for (at, block) in group.iter().enumerate() {
            if at > 0 {
                self.body.text.push_str(" | ");
            }
            if !block.text.contains(['\r', '\n']) {
                self.body.text.push_str(&block.text);
                continue;
            }
            // Inside a paragraph a blank line would be read as its end.
            let mut last = ' ';
            for c in block.text.chars().filter(|&c| c != '\r') {
                if !(c == '\n' && last == '\n') {
                    self.body.text.push(c);
                }
                last = c;
            }
        }
    }

    fn enter(&mut self, wanted: Open) {
        if self.open == wanted {
            return;
        }
        self.body.html.push_str(match self.open {
            Open::Nothing => "",
            Open::List { ordered: true, .. } => "</ol>\n",
            Open::List { ordered: false, .. } => "</ul>\n",
            Open::Table(_) => "</table>\n",
            Open::Quotation(_) => "</blockquote>\n",
        });
        self.body.html.push_str(match wanted {
            Open::Nothing => "",
            Open::List { ordered: true, .. } => "<ol>\n",
            Open::List { ordered: false, .. } => "<ul>\n",
            Open::Table(_) => "<table>\n",
            Open::Quotation(_) => "<blockquote>\n",
        });
        self.open = wanted;
    }

    fn element(&mut self, first: &Block, group: &[&Block]) {
        match first.form {
            Form::Item(_) => self.wrapped("li", first),
            Form::Preformatted => self.wrapped("pre", first),
            Form::Heading(level) => {
                // The page around the article has the first level.
                let name = ["h2", "h2", "h3", "h4", "h5", "h6"].get(usize::from(level.clamp(1, 6)) - 1);
                self.wrapped(name.unwrap_or(&"h2"), first);
            }
            Form::Cell { .. } => {
                self.body.html.push_str("<tr>");
                for block in group {
                    self.body.html.push_str("<td>");
                    self.spans(&block.spans, false);
                    self.body.html.push_str("</td>");
                }
                self.body.html.push_str("</tr>\n");
            }
            Form::Paragraph => self.wrapped("p", first),
        }
    }

    fn wrapped(&mut self, name: &str, block: &Block) {
        self.body.html.push_str(&format!("<{name}>"));
        self.spans(&block.spans, name == "pre");
        self.body.html.push_str(&format!("</{name}>\n"));
    }

    fn spans(&mut self, spans: &[Span], preformatted: bool) {
        for span in spans {
            let link = span.style.link.as_ref().and_then(|href| absolute(self.base, href));
            let mut closing: Vec<&str> = Vec::new();
            let html = &mut self.body.html;
            if let Some(href) = link {
                html.push_str("<a href=\"");
                escape(html, &href);
                html.push_str("\" rel=\"noopener nofollow\">");
                closing.push("</a>");
            }
            for (wanted, open, close) in [
                (span.style.strong, "<strong>", "</strong>"),
                (span.style.emphasis, "<em>", "</em>"),
                (span.style.code, "<code>", "</code>"),
            ] {
                if wanted {
                    html.push_str(open);
                    closing.push(close);
                }
            }
            if preformatted {
                escape(html, &span.text);
            } else {
                for (at, line) in span.text.split('\n').enumerate() {
                    if at > 0 {
                        html.push_str("<br>");
                    }
                    escape(html, line);
                }
            }
            closing.iter().rev().for_each(|close| html.push_str(close));
        }
    }
}

fn escape(into: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'')) {
        let (plain, special) = rest.split_at(at);
        into.push_str(plain);
        into.push_str(match special.as_bytes().first() {
            Some(b'&') => "&amp;",
            Some(b'<') => "&lt;",
            Some(b'>') => "&gt;",
            Some(b'"') => "&quot;",
            _ => "&#39;",
        });
        rest = special.get(1..).unwrap_or_default();
    }
    into.push_str(rest);
}
