//! A bound on what markup may ask of a parser, and of what is made of it.
//!
//! A parser looks through all open elements for each tag, and opens anew what was left open in every paragraph: a few kilobytes
//! can ask for hours or gigabytes. So what is to be parsed is read once by a parser that keeps no tree, and from where its open
//! elements or what it made grow too many, only the words are left.

use std::borrow::Cow;
use std::cell::Cell;
use std::marker::PhantomData;
use std::rc::Rc;

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, Tracer, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{Attribute, ExpandedName, ParseOpts, Parser, QualName, local_name, ns, parse_document, parse_fragment};

use super::spare::{LONGEST_TEXT, Piece, SEAM, pieces};

/// Elements open, or to be opened anew, at once: far more than texts have, and few enough to be looked through for each tag.
const DEEPEST: usize = 200;
/// Elements of one text, and half of its tags. A long article has some thousand.
const MOST: usize = 20_000;
/// Elements that any text may come to, and more for each tag of it.
const FREE: usize = 100;
const EACH: usize = 3;
/// Bytes of one text with its markup, pictures inside of it not counted: three hundred thousand words. Beyond it nothing is read.
const LONGEST: usize = 2 << 20;
/// Bytes of attributes that any text may come to; beyond that twice its own.
const FREE_BYTES: usize = 4 << 10;
/// Markup that is read as it stands: so little of it that nothing can come of it, as most teasers are.
const SHORT: usize = 2 << 10;
const FEW: usize = 24;
/// The same of whole pages, whose layout may be made of tables in tables.
pub(crate) const DEEPEST_OF_PAGES: usize = 2_000;
pub(crate) const MOST_OF_PAGES: usize = 800_000;
/// Bytes that are given to the parser at once.
pub(crate) const PORTION: usize = 512;

/// Markup that can be parsed in a time and to a size that its length bounds: as it stands or written anew. Comments, scripts,
/// drawings and attributes that nobody keeps may be gone; beyond the bounds tags are.
pub fn bounded(html: &str) -> Cow<'_, str> {
    if html.len() <= SHORT && memchr::memchr_iter(b'<', html.as_bytes()).take(FEW + 1).count() <= FEW {
        return Cow::Borrowed(html);
    }
    let mut judge = Judge::new(html.len());
    pieces(html, &mut |piece| judge.take(&piece));
    Cow::Owned(judge.finish())
}

/// What was made safe before, as it is to be parsed once more: its long texts in parts.
pub fn parted(safe: &str) -> Cow<'_, str> {
    if safe.len() <= LONGEST_TEXT {
        return Cow::Borrowed(safe);
    }
    let mut written = String::with_capacity(safe.len() + safe.len() / 64);
    pieces(safe, &mut |piece| {
        written.push_str(match piece {
            Piece::Tag(piece) | Piece::Text(piece) => piece,
            Piece::Seam => SEAM,
        });
    });
    Cow::Owned(written)
}

struct Judge {
    parser: Parser<Counter>,
    output: String,
    /// Where what the parser has not yet been given begins.
    pending: usize,
    tags: usize,
    bytes: usize,
    over: bool,
    /// Bytes of text since the last tag or seam.
    run: usize,
}

impl Judge {
    fn new(length: usize) -> Self {
        let context = QualName::new(None, ns!(html), local_name!("div"));
        let parser = parse_fragment(Counter::default(), ParseOpts::default(), context, Vec::new(), false);
        let output = String::with_capacity(length.min(1 << 20));
        Self { parser, output, pending: 0, tags: 0, bytes: FREE_BYTES + 2 * length, over: false, run: 0 }
    }

    fn take(&mut self, piece: &Piece) {
        match piece {
            _ if self.output.len() > LONGEST => return,
            Piece::Text(text) => {
                self.run += text.len();
                self.output.push_str(text);
            }
            // Words must not grow together.
            Piece::Tag(_) if self.over => {
                if !self.output.ends_with(' ') {
                    self.output.push(' ');
                }
                if self.run > LONGEST_TEXT {
                    self.seam();
                }
            }
            Piece::Tag(tag) => {
                self.tags += 1;
                self.run = 0;
                self.output.push_str(tag);
            }
            Piece::Seam => self.seam(),
        }
        if !self.over && self.output.len() - self.pending >= PORTION {
            self.judge();
        }
    }

    fn seam(&mut self) {
        self.run = 0;
        self.output.push_str(SEAM);
    }

    /// Gives the parser what it does not have yet; where that is too much, its tags go.
    fn judge(&mut self) {
        let portion = self.output.get(self.pending..).unwrap_or_default();
        self.parser.process(StrTendril::from(portion));
        let tree = &self.parser.tokenizer.sink;
        let (made, bytes) = (tree.sink.made.get(), tree.sink.bytes.get());
        self.over = open(&self.parser) > DEEPEST
            || made > (FREE + EACH * self.tags).min(MOST)
            || self.tags > 2 * MOST
            || bytes > self.bytes;
        if self.over {
            let words = without_tags(portion);
            self.output.truncate(self.pending);
            self.output.push_str(&words);
        }
        self.pending = self.output.len();
    }

    fn finish(mut self) -> String {
        if !self.over {
            self.judge();
        }
        self.output
    }
}

/// The words between the tags of what [`pieces`] wrote, where a `<` begins a tag and a `>` ends it.
fn without_tags(written: &str) -> String {
    let mut words = String::from(" ");
    for piece in written.split('<') {
        words.push_str(piece.split_once('>').map_or(piece, |(_, text)| text));
        words.push(' ');
    }
    words
}

/// How many elements a parser has open, or would open anew in the next paragraph: each tag may make it look through them all.
pub(crate) fn open<Sink: TreeSink>(parser: &Parser<Sink>) -> usize {
    let open = Open(Cell::new(0), PhantomData);
    parser.tokenizer.sink.trace_handles(&open);
    open.0.get()
}

/// The beginning of a page that can be parsed in reasonable time: nearly always all of it.
pub(crate) fn parsable(page: &str) -> &str {
    let mut parser = parse_document(Counter::default(), ParseOpts::default());
    let mut at = 0;
    while at < page.len() {
        let end = page.ceil_char_boundary(at + PORTION);
        parser.process(StrTendril::from(page.get(at..end).unwrap_or_default()));
        if open(&parser) > DEEPEST_OF_PAGES || parser.tokenizer.sink.sink.made.get() > MOST_OF_PAGES {
            return page.get(..at).unwrap_or_default();
        }
        at = end;
    }
    page
}

struct Open<Handle>(Cell<usize>, PhantomData<Handle>);

impl<Handle> Tracer for Open<Handle> {
    type Handle = Handle;

    fn trace_handle(&self, _: &Handle) {
        self.0.set(self.0.get() + 1);
    }
}

/// A tree that is not kept: only what would be in it is counted.
struct Counter {
    document: Rc<QualName>,
    made: Cell<usize>,
    bytes: Cell<usize>,
}

impl Default for Counter {
    fn default() -> Self {
        let document = Rc::new(QualName::new(None, ns!(), local_name!("")));
        Self { document, made: Cell::new(0), bytes: Cell::new(0) }
    }
}

impl TreeSink for Counter {
    type Handle = Rc<QualName>;
    type Output = ();
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) {}

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Rc<QualName> {
        Rc::clone(&self.document)
    }

    fn elem_name<'a>(&'a self, target: &'a Rc<QualName>) -> ExpandedName<'a> {
        target.expanded()
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> Rc<QualName> {
        self.made.set(self.made.get() + 1);
        let bytes: usize = attributes.iter().map(|attribute| attribute.value.len()).sum();
        self.bytes.set(self.bytes.get() + bytes);
        Rc::new(name)
    }

    fn create_comment(&self, _: StrTendril) -> Rc<QualName> {
        self.get_document()
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Rc<QualName> {
        self.get_document()
    }

    fn append(&self, _: &Rc<QualName>, _: NodeOrText<Rc<QualName>>) {}

    fn append_based_on_parent_node(&self, _: &Rc<QualName>, _: &Rc<QualName>, _: NodeOrText<Rc<QualName>>) {}

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &Rc<QualName>) -> Rc<QualName> {
        Rc::clone(target)
    }

    fn same_node(&self, one: &Rc<QualName>, other: &Rc<QualName>) -> bool {
        Rc::ptr_eq(one, other)
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, _: &Rc<QualName>, _: NodeOrText<Rc<QualName>>) {}

    fn add_attrs_if_missing(&self, _: &Rc<QualName>, _: Vec<Attribute>) {}

    fn remove_from_parent(&self, _: &Rc<QualName>) {}

    fn reparent_children(&self, _: &Rc<QualName>, _: &Rc<QualName>) {}
}
