//! A page's text in reading order, cut where a reader sees a new block.

use std::rc::Rc;

use super::dom::{Dom, Id, is_invisible};
use super::inline::{Inline, inline};

/// One block of text: a paragraph, heading, list item, table cell or preformatted text.
#[derive(Debug, Clone)]
pub struct Block {
    /// The nearest block-level element.
    pub node: Id,
    /// The blocks' words with single spaces; a line break of the page is `\n`.
    pub text: String,
    /// The same, styled.
    pub spans: Vec<Span>,
    /// Characters that stand in links.
    pub link_chars: usize,
    /// Characters in bold.
    pub strong_chars: usize,
    /// Characters in all.
    pub chars: usize,
    /// What it is by its element.
    pub form: Form,
    /// Pictures seen since the block before.
    pub images_before: usize,
}

/// A run of characters with one style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The characters.
    pub text: String,
    /// Its style.
    pub style: Style,
}

/// How a run of characters is set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Style {
    /// Bold.
    pub strong: bool,
    /// Italic.
    pub emphasis: bool,
    /// Program text.
    pub code: bool,
    /// The mark of a footnote: it is seen where blocks are judged, as they were when the judges were fitted, and not told.
    pub note: bool,
    /// Target as the page writes it.
    pub link: Option<Rc<str>>,
}

impl Block {
    /// The block's words without the marks of footnotes.
    pub fn told(&self) -> String {
        if !self.spans.iter().any(|span| span.style.note) {
            return self.text.clone();
        }
        let mut told = String::with_capacity(self.text.len());
        for span in self.spans.iter().filter(|span| !span.style.note) {
            // A mark may have had a blank on both sides.
            let doubled = told.ends_with(' ') && span.text.starts_with(' ');
            told.push_str(span.text.get(usize::from(doubled)..).unwrap_or_default());
        }
        told.truncate(told.trim_end().len());
        told
    }
}

/// What a block is by its nearest meaningful element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Running text.
    Paragraph,
    /// A heading of level 1 to 6.
    Heading(u8),
    /// An item of the list with this id.
    Item(Id),
    /// A cell of this row and table.
    Cell {
        /// The row's element.
        row: Id,
        /// The table's element.
        table: Id,
    },
    /// Blanks and line breaks count.
    Preformatted,
}

/// Elements that begin a new block.
pub fn is_block(tag: &str) -> bool {
    matches!(
        tag,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "iframe"
            | "legend"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "picture"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
            | "video"
            | "audio"
            | "button"
            | "select"
            | "textarea"
            | "amp-img"
            | "amp-ad"
    )
}

/// Elements whose text is never read.
pub fn is_mute(tag: &str) -> bool {
    matches!(
        tag,
        "script"
            | "style"
            | "noscript"
            | "template"
            | "svg"
            | "iframe"
            | "object"
            | "embed"
            | "canvas"
            | "video"
            | "audio"
            | "select"
            | "textarea"
            | "head"
            | "map"
            | "datalist"
            | "noframes"
            | "applet"
            | "input"
            | "amp-ad"
            | "title"
    )
}

/// Cuts a page into blocks.
pub fn blocks(dom: &Dom) -> Vec<Block> {
    let mut cutter = Cutter { dom, blocks: Vec::new(), spans: Vec::new(), breaks: 0, owner: 0, images: 0 };
    cutter.walk(0, 0, &Style::default(), false);
    cutter.flush();
    cutter.blocks
}

struct Cutter<'a> {
    dom: &'a Dom,
    blocks: Vec<Block>,
    spans: Vec<Span>,
    /// Line breaks since the last visible character.
    breaks: usize,
    owner: Id,
    images: usize,
}

impl Cutter<'_> {
    fn walk(&mut self, id: Id, owner: Id, style: &Style, preformatted: bool) {
        let node = self.dom.node(id);
        if node.tag.is_empty() && id != 0 {
            self.owner = owner;
            self.text(&node.text, style, preformatted);
            return;
        }
        let tag = &*node.tag;
        if tag == "img" || tag == "amp-img" {
            self.images += 1;
        }
        if node.mute {
            return;
        }
        if tag == "br" {
            self.line_break(owner);
            return;
        }
        let block = id == 0 || node.block;
        if block {
            self.flush();
        }
        let reading = inline(self.dom, id, self.last());
        let around = match &reading {
            Inline::Plain => ["", ""],
            Inline::Unsaid => return,
            Inline::Note => ["", ""],
            Inline::As(text) => {
                self.owner = owner;
                self.text(text, style, preformatted);
                return;
            }
            Inline::Quoted => ["“", "”"],
            Inline::Apart => [" ", " "],
        };
        let inner = if block { id } else { owner };
        let mut style = self.styled(id, tag, style);
        style.note |= reading == Inline::Note;
        let preformatted = preformatted || tag == "pre";
        self.text(around[0], &style, preformatted);
        for &child in self.dom.children(id) {
            self.walk(child, inner, &style, preformatted);
        }
        self.text(around[1], &style, preformatted);
        if block {
            self.flush();
        }
    }

    /// The character that the next one will stand behind on its line.
    fn last(&self) -> Option<char> {
        self.spans.last().filter(|_| self.breaks == 0)?.text.chars().next_back()
    }

    fn styled(&self, id: Id, tag: &str, around: &Style) -> Style {
        let mut style = around.clone();
        match tag {
            "b" | "strong" => style.strong = true,
            "em" | "i" | "cite" => style.emphasis = true,
            "code" | "kbd" | "samp" | "tt" => style.code = true,
            "a" => style.link = Some(Rc::from(self.dom.attr(id, "href").unwrap_or(""))),
            _ => {}
        }
        style
    }

    fn line_break(&mut self, owner: Id) {
        self.breaks += 1;
        if self.breaks >= 2 {
            self.owner = owner;
            self.flush();
        }
    }

    fn text(&mut self, raw: &str, style: &Style, preformatted: bool) {
        if raw.is_empty() {
            return;
        }
        let mut run = String::with_capacity(raw.len());
        let mut last = self.spans.last().and_then(|span| span.text.chars().next_back());
        let mut rest = raw;
        loop {
            // Most of a text is plain letters and marks: taken over in runs.
            let plain = if self.breaks == 0 { rest.bytes().take_while(u8::is_ascii_graphic).count() } else { 0 };
            let (run_of_plain, others) = rest.split_at(plain);
            run.push_str(run_of_plain);
            last = run_of_plain.chars().next_back().or(last);
            let mut others = others.chars();
            let Some(c) = others.next() else { break };
            rest = others.as_str();
            if is_invisible(c) {
                continue;
            }
            if c.is_whitespace() && !(preformatted && c == '\n') {
                let wanted = if preformatted { ' ' } else { c };
                if preformatted && matches!(c, ' ' | '\t') {
                    run.push(wanted);
                    last = Some(' ');
                } else if last.is_some_and(|before| !before.is_whitespace()) {
                    run.push(' ');
                    last = Some(' ');
                }
                continue;
            }
            if self.breaks > 0 && c != '\n' {
                self.breaks = 0;
                if last.is_some() {
                    while run.ends_with(' ') {
                        run.pop();
                    }
                    run.push('\n');
                }
            }
            run.push(c);
            last = Some(c);
        }
        match self.spans.last_mut() {
            Some(span) if span.style == *style => span.text.push_str(&run),
            _ if !run.is_empty() => self.spans.push(Span { text: run, style: style.clone() }),
            _ => {}
        }
    }

    fn flush(&mut self) {
        self.breaks = 0;
        let mut spans = std::mem::take(&mut self.spans);
        trim(&mut spans);
        let text: String = spans.iter().map(|span| span.text.as_str()).collect();
        if text.is_empty() || !text.chars().any(|c| !c.is_whitespace()) {
            return;
        }
        let count = |wanted: fn(&Style) -> bool| {
            spans.iter().filter(|span| wanted(&span.style)).map(|span| span.text.chars().count()).sum()
        };
        self.blocks.push(Block {
            node: self.owner,
            link_chars: count(|style| style.link.is_some()),
            strong_chars: count(|style| style.strong),
            chars: text.chars().count(),
            form: self.form(),
            images_before: std::mem::take(&mut self.images),
            text,
            spans,
        });
    }

    /// The nearest element that gives the text a form.
    fn form(&self) -> Form {
        let dom = self.dom;
        for id in std::iter::once(self.owner).chain(dom.ancestors(self.owner)) {
            match &*dom.node(id).tag {
                "pre" => return Form::Preformatted,
                tag @ ("h1" | "h2" | "h3" | "h4" | "h5" | "h6") => {
                    return Form::Heading(tag.as_bytes().get(1).map_or(2, |digit| digit.wrapping_sub(b'0')));
                }
                "li" => return self.within(id, &["ul", "ol", "menu"]).map_or(Form::Paragraph, Form::Item),
                "td" | "th" => {
                    let row = self.within(id, &["tr"]);
                    let table = self.within(id, &["table"]);
                    return match (row, table) {
                        (Some(row), Some(table)) => Form::Cell { row, table },
                        _ => Form::Paragraph,
                    };
                }
                "article" | "section" | "main" | "body" | "blockquote" | "aside" | "figure" => break,
                _ => {}
            }
        }
        Form::Paragraph
    }

    fn within(&self, id: Id, tags: &[&str]) -> Option<Id> {
        self.dom.ancestors(id).find(|&around| tags.contains(&&*self.dom.node(around).tag))
    }
}

/// Drops blanks at both ends and empty spans.
fn trim(spans: &mut Vec<Span>) {
    while let Some(first) = spans.first_mut() {
        let kept = first.text.trim_start().len();
        first.text.drain(..first.text.len() - kept);
        if !first.text.is_empty() {
            break;
        }
        spans.remove(0);
    }
    while let Some(last) = spans.last_mut() {
        last.text.truncate(last.text.trim_end().len());
        if !last.text.is_empty() {
            break;
        }
        spans.pop();
    }
}
