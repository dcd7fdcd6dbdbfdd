//! Chosen blocks to plain text and to safe HTML: the same paragraphs in the same order.
//!
//! The HTML is written here from the block list, element by element, all text escaped; nothing of the page's own
//! markup passes through, so it is safe by construction.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use url::Url;

use super::blocks::{Block, Form, Span};
use super::dom::{Dom, Id};
use super::metadata::absolute;
use super::tables::{self, Beside};

/// The article's body in both forms.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Body {
    /// Paragraphs parted by a blank line.
    pub text: String,
    /// The same with structure.
    pub html: String,
}

/// A block as it is written, apart from what stands around it. Which pieces are left out can still be decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    text: String,
    html: String,
    within: Within,
}

/// What a piece stands in. Numbers are those of the elements, to tell one list from the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
enum Within {
    Nothing,
    List { list: u32, ordered: bool },
    Row { table: u32, row: u32 },
    Quotation(u32),
}

/// Writes the chosen blocks.
pub fn compose(dom: &Dom, blocks: &[&Block], base: Option<&Url>) -> Body {
    assemble(&pieces(dom, blocks, base))
}

/// The blocks, each as it is written.
pub fn pieces(dom: &Dom, blocks: &[&Block], base: Option<&Url>) -> Vec<Piece> {
    let tables = tables::whole(dom, blocks);
    let piece = |block: &&Block| {
        let cell = tables::cell_of(dom, block).and_then(|cell| tables.get(&cell));
        let within = within(dom, block, cell.is_some());
        let plain = Piece { text: text(block), html: html(block, within, base), within };
        match (cell, within) {
            (Some(beside), Within::Row { .. }) => plain.between(beside),
            _ => plain,
        }
    };
    blocks.iter().map(piece).collect()
}

/// Pieces of one page, in order.
pub fn assemble<'a>(pieces: impl IntoIterator<Item = &'a Piece>) -> Body {
    let mut body = Body::default();
    let mut open = Within::Nothing;
    for piece in pieces {
        if piece.text.is_empty() && !matches!(piece.within, Within::Row { .. }) {
            // Nothing but the mark of a footnote.
            continue;
        }
        let same_row = matches!(piece.within, Within::Row { .. }) && piece.within == open;
        if !body.text.is_empty() {
            body.text.push_str(if same_row { " | " } else { "\n\n" });
        }
        body.text.push_str(&piece.text);
        if !same_row {
            body.html.push_str(open.closed_for(piece.within));
            body.html.push_str(piece.within.opened_after(open));
        }
        open = piece.within;
        body.html.push_str(&piece.html);
    }
    body.html.push_str(open.closed_for(Within::Nothing));
    body
}

impl Piece {
    /// The cell with those around it that have no words: without them it would stand in the column of another.
    fn between(mut self, beside: &Beside) -> Self {
        let mut html = String::new();
        for shown in &beside.before {
            html.push_str("<td>");
            escape(&mut html, shown);
            html.push_str("</td>");
        }
        self.html.insert_str(0, &html);
        self.html.push_str(&"<td></td>".repeat(beside.after));
        let before: String = beside.before.iter().map(|shown| format!("{shown} | ")).collect();
        self.text.insert_str(0, &before);
        self
    }
}

/// Takes back that some cells of a table are left out, where not all are: the others would say something else.
pub fn leave_tables_whole(pieces: &[Piece], gone: &mut [bool]) {
    let table = |piece: &Piece| if let Within::Row { table, .. } = piece.within { Some(table) } else { None };
    let stays = pieces.iter().zip(gone.iter()).filter(|(_, gone)| !**gone).filter_map(|(piece, _)| table(piece));
    let stays: BTreeSet<u32> = stays.collect();
    for (piece, gone) in pieces.iter().zip(gone) {
        *gone = *gone && table(piece).is_none_or(|table| !stays.contains(&table));
    }
}

impl Within {
    /// Whether both are in one list, table or quotation; cells of two rows are in one table.
    fn is_with(self, other: Self) -> bool {
        match (self, other) {
            (Self::Row { table, .. }, Self::Row { table: other, .. }) => table == other,
            _ => self == other,
        }
    }

    /// What ends before `next`.
    fn closed_for(self, next: Self) -> &'static str {
        let stays = self.is_with(next);
        match self {
            Self::Row { .. } if stays => "</tr>\n",
            Self::Row { .. } => "</tr>\n</table>\n",
            _ if stays => "",
            Self::Nothing => "",
            Self::List { ordered: true, .. } => "</ol>\n",
            Self::List { ordered: false, .. } => "</ul>\n",
            Self::Quotation(_) => "</blockquote>\n",
        }
    }

    /// What begins after `last`.
    fn opened_after(self, last: Self) -> &'static str {
        let stays = self.is_with(last);
        match self {
            Self::Row { .. } if stays => "<tr>",
            Self::Row { .. } => "<table>\n<tr>",
            _ if stays => "",
            Self::Nothing => "",
            Self::List { ordered: true, .. } => "<ol>\n",
            Self::List { ordered: false, .. } => "<ul>\n",
            Self::Quotation(_) => "<blockquote>\n",
        }
    }
}

fn within(dom: &Dom, block: &Block, in_whole_table: bool) -> Within {
    match block.form {
        Form::Item(list) => Within::List { list: number(list), ordered: &*dom.node(list).tag == "ol" },
        Form::Cell { row, table } if in_whole_table => Within::Row { table: number(table), row: number(row) },
        Form::Paragraph => std::iter::once(block.node)
            .chain(dom.ancestors(block.node))
            .find(|&id| &*dom.node(id).tag == "blockquote")
            .map_or(Within::Nothing, |id| Within::Quotation(number(id))),
        _ => Within::Nothing,
    }
}

fn number(id: Id) -> u32 {
    u32::try_from(id).unwrap_or(u32::MAX)
}

fn text(block: &Block) -> String {
    let told = block.told();
    if !told.contains(['\r', '\n']) {
        return told;
    }
    // Inside a paragraph a blank line would be read as its end.
    let mut text = String::with_capacity(told.len());
    let mut last = ' ';
    for c in told.chars().filter(|&c| c != '\r') {
        if !(c == '\n' && last == '\n') {
            text.push(c);
        }
        last = c;
    }
    text
}

fn html(block: &Block, within: Within, base: Option<&Url>) -> String {
    let (name, end) = match block.form {
        Form::Item(_) => ("li", "\n"),
        Form::Preformatted => ("pre", "\n"),
        // The page around the article has the first level.
        Form::Heading(level) => {
            (*["h2", "h2", "h3", "h4", "h5", "h6"].get(usize::from(level.clamp(1, 6)) - 1).unwrap_or(&"h2"), "\n")
        }
        Form::Cell { .. } if matches!(within, Within::Row { .. }) => ("td", ""),
        Form::Cell { .. } | Form::Paragraph => ("p", "\n"),
    };
    let mut html = format!("<{name}>");
    spans(&mut html, &block.spans, base, name == "pre");
    html.push_str(&format!("</{name}>{end}"));
    html
}

fn spans(html: &mut String, spans: &[Span], base: Option<&Url>, preformatted: bool) {
    for span in spans.iter().filter(|span| !span.style.note) {
        let link = span.style.link.as_ref().and_then(|href| absolute(base, href));
        let mut closing: Vec<&str> = Vec::new();
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
