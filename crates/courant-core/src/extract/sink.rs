//! Where the HTML parser puts what it reads: a linked tree that is made into a [`Dom`] when the page ends.
//!
//! The parser moves elements about while it reads (misnested formatting, text in tables), so every node knows its
//! neighbours here; afterwards nothing moves any more and a [`Dom`] keeps only the order. Names and values are handed
//! over, not copied.

use std::borrow::Cow;
use std::cell::{Ref, RefCell};

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{Attribute, ParseOpts, Parser, QualName, parse_document};

use super::dom::{Dom, Node, known};
use super::tokens::feed;
use crate::sanitize::bounds::{DEEPEST_OF_PAGES, MOST_OF_PAGES, open};

/// Bytes of a page for one of its nodes, about as many as most pages have when what nobody reads is cut out.
const BYTES: usize = 32;

/// Parses a page, as a browser with scripts switched off does. `<noscript>` is read as markup. Where elements nest so deep, or become
/// so many, that the rest would take the square of its length, it is not read, and the tree is `unruly`.
pub fn parse(html: &str) -> Dom {
    let parser = parser(html.len() / BYTES);
    // A parser drops the mark at a page's beginning.
    let all = feed(html.strip_prefix('\u{feff}').unwrap_or(html), &parser, || within(&parser));
    let mut dom = parser.finish();
    dom.unruly |= !all;
    dom
}

/// Whether what the parser has read so far lets the rest be read in reasonable time.
pub(super) fn within(parser: &Parser<Sink>) -> bool {
    open(parser) <= DEEPEST_OF_PAGES && parser.tokenizer.sink.sink.made() <= MOST_OF_PAGES
}

/// A parser that has read nothing yet, with room for so many nodes before it has to move them.
pub(super) fn parser(room: usize) -> Parser<Sink> {
    let tree_builder = TreeBuilderOpts { scripting_enabled: false, drop_doctype: true, ..TreeBuilderOpts::default() };
    parse_document(Sink::with_room(room), ParseOpts { tree_builder, ..ParseOpts::default() })
}

/// A node while the page is being read. Links to 0, the document, mean none.
#[derive(Debug, Default)]
struct Draft {
    node: Node,
    /// Its own content document, of a template.
    contents: usize,
    /// Whether `node` is an element or a text; comments and documents are neither.
    shown: bool,
    is_text: bool,
    parent: usize,
    first: usize,
    last: usize,
    before: usize,
    after: usize,
}

/// The tree while the page is being read.
#[derive(Debug)]
pub(super) struct Sink {
    drafts: RefCell<Vec<Draft>>,
    /// By draft; what is no element has an empty one.
    names: RefCell<Vec<QualName>>,
}

fn nameless() -> QualName {
    QualName::new(None, html5ever::ns!(), html5ever::local_name!(""))
}

impl Sink {
    fn with_room(nodes: usize) -> Self {
        let (mut drafts, mut names) = (Vec::with_capacity(nodes + 1), Vec::with_capacity(nodes + 1));
        drafts.push(Draft::default());
        names.push(nameless());
        Self { drafts: RefCell::new(drafts), names: RefCell::new(names) }
    }

    /// Nodes so far, whether they still stand in the tree or not.
    fn made(&self) -> usize {
        self.drafts.borrow().len()
    }

    fn make(&self, name: QualName, draft: Draft) -> usize {
        let mut drafts = self.drafts.borrow_mut();
        drafts.push(draft);
        self.names.borrow_mut().push(name);
        drafts.len() - 1
    }

    fn change(&self, id: usize, change: impl FnOnce(&mut Draft)) {
        if let Some(draft) = self.drafts.borrow_mut().get_mut(id) {
            change(draft);
        }
    }

    fn look<T>(&self, id: usize, look: impl FnOnce(&Draft) -> T) -> Option<T> {
        self.drafts.borrow().get(id).map(look)
    }

    /// Adds text to a text node; false when it is none.
    fn extend(&self, id: usize, text: &StrTendril) -> bool {
        let mut extended = false;
        self.change(id, |draft| {
            extended = draft.is_text;
            if extended {
                draft.node.text.push_tendril(text);
            }
        });
        extended
    }

    fn text(&self, text: StrTendril) -> usize {
        let node = Node { text, ..Node::default() };
        self.make(nameless(), Draft { node, shown: true, is_text: true, ..Draft::default() })
    }

    /// Puts a node that has no parent below `parent`, before the child `next`; as the last when `next` is 0.
    fn link(&self, id: usize, parent: usize, next: usize) {
        let sibling =
            if next == 0 { self.look(parent, |draft| draft.last) } else { self.look(next, |draft| draft.before) };
        let previous = sibling.unwrap_or(0);
        self.change(id, |draft| (draft.parent, draft.before, draft.after) = (parent, previous, next));
        match previous {
            0 => self.change(parent, |draft| draft.first = id),
            _ => self.change(previous, |draft| draft.after = id),
        }
        match next {
            0 => self.change(parent, |draft| draft.last = id),
            _ => self.change(next, |draft| draft.before = id),
        }
    }

    fn unlink(&self, id: usize) {
        let Some((parent, before, after)) = self.look(id, |draft| (draft.parent, draft.before, draft.after)) else {
            return;
        };
        if before != 0 {
            self.change(before, |draft| draft.after = after);
        } else {
            self.change(parent, |draft| {
                if draft.first == id {
                    draft.first = after
                }
            });
        }
        if after != 0 {
            self.change(after, |draft| draft.before = before);
        } else {
            self.change(parent, |draft| {
                if draft.last == id {
                    draft.last = before
                }
            });
        }
        self.change(id, |draft| (draft.parent, draft.before, draft.after) = (0, 0, 0));
    }
}

impl TreeSink for Sink {
    type Handle = usize;
    type Output = Dom;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Dom {
        let mut drafts = self.drafts.into_inner();
        let mut dom = Dom::with_room(drafts.len());
        let below = |drafts: &[Draft], id: usize, pending: &mut Vec<(usize, usize)>, parent: usize| {
            let mut child = drafts.get(id).map_or(0, |draft| draft.last);
            while child != 0 {
                pending.push((child, parent));
                child = drafts.get(child).map_or(0, |draft| draft.before);
            }
        };
        // (draft, its parent in the page's tree), the next one last.
        let mut pending = Vec::new();
        below(&drafts, 0, &mut pending, 0);
        while let Some((id, parent)) = pending.pop() {
            let Some(draft) = drafts.get_mut(id).filter(|draft| draft.shown) else { continue };
            let Some(place) = dom.add(std::mem::take(&mut draft.node), parent) else { break };
            below(&drafts, id, &mut pending, place);
        }
        dom.settle();
        dom
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> usize {
        0
    }

    fn elem_name<'a>(&'a self, target: &'a usize) -> Ref<'a, QualName> {
        // Every handle was given out by `make`, so its name is there; the document's stands in for any other.
        Ref::map(self.names.borrow(), |names| &names[if *target < names.len() { *target } else { 0 }])
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, flags: ElementFlags) -> usize {
        let contents = if flags.template { self.make(nameless(), Draft::default()) } else { 0 };
        let node = Node { tag: name.local.clone(), attrs: kept(attrs), ..Node::default() };
        self.make(name, Draft { node, contents, shown: true, ..Draft::default() })
    }

    fn create_comment(&self, _: StrTendril) -> usize {
        self.make(nameless(), Draft::default())
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> usize {
        self.make(nameless(), Draft::default())
    }

    fn append(&self, parent: &usize, child: NodeOrText<usize>) {
        let id = match child {
            NodeOrText::AppendNode(id) => id,
            NodeOrText::AppendText(text) => {
                if self.look(*parent, |draft| draft.last).is_some_and(|last| self.extend(last, &text)) {
                    return;
                }
                self.text(text)
            }
        };
        self.link(id, *parent, 0);
    }

    fn append_based_on_parent_node(&self, element: &usize, prev_element: &usize, child: NodeOrText<usize>) {
        if self.look(*element, |draft| draft.parent != 0).unwrap_or(false) {
            self.append_before_sibling(element, child);
        } else {
            self.append(prev_element, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &usize) -> usize {
        self.look(*target, |draft| draft.contents).unwrap_or(0)
    }

    fn same_node(&self, x: &usize, y: &usize) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &usize, new_node: NodeOrText<usize>) {
        let Some((parent, before)) = self.look(*sibling, |draft| (draft.parent, draft.before)) else { return };
        let id = match new_node {
            NodeOrText::AppendNode(id) => id,
            NodeOrText::AppendText(text) => {
                if self.extend(before, &text) {
                    return;
                }
                self.text(text)
            }
        };
        self.unlink(id);
        self.link(id, parent, *sibling);
    }

    fn add_attrs_if_missing(&self, target: &usize, attrs: Vec<Attribute>) {
        self.change(*target, |draft| {
            for (name, value) in kept(attrs) {
                if !draft.node.attrs.iter().any(|(known, _)| *known == name) {
                    draft.node.attrs.push((name, value));
                }
            }
        });
    }

    fn remove_from_parent(&self, target: &usize) {
        self.unlink(*target);
    }

    fn reparent_children(&self, node: &usize, new_parent: &usize) {
        while let Some(child) = self.look(*node, |draft| draft.first).filter(|&child| child != 0) {
            self.unlink(child);
            self.link(child, *new_parent, 0);
        }
    }
}

fn kept(attrs: Vec<Attribute>) -> Vec<(&'static str, StrTendril)> {
    attrs.into_iter().filter_map(|attr| Some((known(&attr.name.local)?, attr.value))).collect()
}
