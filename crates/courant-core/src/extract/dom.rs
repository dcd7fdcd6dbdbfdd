//! The page as a plain tree of owned nodes: one parse, read by every part of the extractor.

use std::ops::Range;

use html5ever::LocalName;
use html5ever::tendril::StrTendril;

use super::apart::set_apart;
use super::blocks::{is_block, is_mute};
use super::inline::{Inline, inline};
use crate::sanitize::is_forbidden;

/// Deeper elements are folded into their ancestor at this depth, so that no walk can exhaust the stack.
pub const MAX_DEPTH: usize = 200;
/// Nodes beyond this number are not read.
const MAX_NODES: usize = 400_000;

/// The attributes that are read; a page has many more.
macro_rules! attributes {
    ($($name:literal)*) => {
        const ATTRIBUTES: [&str; [$($name),*].len()] = [$($name),*];

        /// The name among those that are kept that is equal to `name`.
        pub fn known(name: &str) -> Option<&'static str> {
            // A match and no search: this is asked for every attribute of a page.
            match name {
                $($name => Some($name),)*
                _ => None,
            }
        }
    };
}

attributes! {
    "alt" "aria-hidden" "class" "colspan" "content" "data-component" "data-date" "data-datetime" "data-lazy-src" "data-module"
    "data-original" "data-src" "data-srcset" "data-test" "data-testid" "data-time" "data-timestamp" "data-type"
    "datetime" "height" "hidden" "href" "http-equiv" "id" "itemprop" "itemscope" "itemtype" "lang" "name" "property"
    "pubdate" "rel" "role" "rowspan" "src" "srcset" "style" "title" "type" "width" "xml:lang"
}

/// Place of a node in its [`Dom`].
pub type Id = usize;

/// One node: an element, or a text when `tag` is empty.
#[derive(Debug, Default)]
pub struct Node {
    /// Lower-case element name; empty for a text.
    pub tag: LocalName,
    /// Those of its attributes that are [`known`], values as written.
    pub attrs: Vec<(&'static str, StrTendril)>,
    /// The text of a text node.
    pub text: StrTendril,
    /// The element around it; the root is its own parent.
    pub parent: Id,
    /// Where its children stand in the list of all of them.
    pub(super) below: Range<usize>,
    /// Steps from the root.
    pub depth: usize,
    /// Whether it begins a new block ([`is_block`]).
    pub block: bool,
    /// Whether its text is never read ([`is_mute`]).
    pub mute: bool,
}

/// A page's tree. Node 0 is the document.
#[derive(Debug)]
pub struct Dom {
    nodes: Vec<Node>,
    /// The names of all nodes once more, beside one another: they are gone through often.
    tags: Vec<LocalName>,
    /// The children of all nodes, those of one beside one another: a list for each node would be most of what a tree takes.
    children: Vec<Id>,
    /// What stands in for a node that is not there.
    nothing: Node,
    /// Whether elements were nested deeper than [`MAX_DEPTH`] or more numerous than can be read.
    pub unruly: bool,
}

impl Default for Dom {
    fn default() -> Self {
        Self::with_room(1)
    }
}

impl Dom {
    /// A tree without elements, with room for so many nodes before it has to move them.
    pub fn with_room(nodes: usize) -> Self {
        let (mut own, mut tags) = (Vec::with_capacity(nodes), Vec::with_capacity(nodes));
        own.push(Node::default());
        tags.push(LocalName::default());
        Self { nodes: own, tags, children: Vec::new(), nothing: Node::default(), unruly: false }
    }

    /// Appends the next node of the page, which stands below `parent`, and says where what is below it belongs: in itself, or
    /// in the parent when it is nested too deep. `None` when there are too many. What is appended has no children before
    /// [`Self::settle`].
    pub fn add(&mut self, node: Node, parent: Id) -> Option<Id> {
        let depth = self.node(parent).depth + 1;
        if self.nodes.len() >= MAX_NODES {
            self.unruly = true;
            return None;
        }
        if depth > MAX_DEPTH && !node.tag.is_empty() {
            self.unruly = true;
            return Some(parent);
        }
        let id = self.nodes.len();
        let (block, mute) = (is_block(&node.tag), is_mute(&node.tag));
        self.tags.push(node.tag.clone());
        self.nodes.push(Node { parent, depth, block, mute, ..node });
        Some(id)
    }

    /// Gives each node its children, once all are appended.
    pub fn settle(&mut self) {
        let mut counts = vec![0_usize; self.nodes.len()];
        for node in self.nodes.iter().skip(1) {
            if let Some(count) = counts.get_mut(node.parent) {
                *count += 1;
            }
        }
        let mut start = 0;
        for (node, count) in self.nodes.iter_mut().zip(&counts) {
            // Its end moves on with each child.
            node.below = start..start;
            start += count;
        }
        self.children = vec![0; start];
        for id in 1..self.nodes.len() {
            let parent = self.node(id).parent;
            let Some(parent) = self.nodes.get_mut(parent) else { continue };
            if let Some(place) = self.children.get_mut(parent.below.end) {
                *place = id;
                parent.below.end += 1;
            }
        }
        for id in set_apart(self) {
            if let Some(node) = self.nodes.get_mut(id) {
                node.block = true;
            }
        }
    }

    /// The node's children in document order.
    pub fn children(&self, id: Id) -> &[Id] {
        self.children.get(self.node(id).below.clone()).unwrap_or_default()
    }

    /// The node; the document for an id of another tree.
    pub fn node(&self, id: Id) -> &Node {
        self.nodes.get(id).unwrap_or(&self.nothing)
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there is nothing but the document.
    pub fn is_empty(&self) -> bool {
        self.nodes.len() <= 1
    }

    /// All ids of elements in document order.
    pub fn elements(&self) -> impl Iterator<Item = Id> + '_ {
        self.tags.iter().enumerate().filter(|(_, tag)| !tag.is_empty()).map(|(id, _)| id)
    }

    /// All ids of elements of one name, in document order.
    pub fn named(&self, tag: &str) -> impl Iterator<Item = Id> + '_ {
        let tag = LocalName::from(tag);
        self.tags.iter().enumerate().filter(move |(_, own)| **own == tag).map(|(id, _)| id)
    }

    /// An attribute's value.
    pub fn attr(&self, id: Id, name: &str) -> Option<&str> {
        debug_assert!(ATTRIBUTES.contains(&name), "{name} is not among the attributes that are kept");
        self.node(id).attrs.iter().find(|(key, _)| *key == name).map(|(_, value)| &**value)
    }

    /// The elements around a node, nearest first, without the document.
    pub fn ancestors(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        let mut at = id;
        std::iter::from_fn(move || {
            at = self.node(at).parent;
            (at != 0).then_some(at)
        })
    }

    /// All text below a node, blanks folded; scripts and styles are left out.
    pub fn text(&self, id: Id) -> String {
        self.short_text(id, usize::MAX).unwrap_or_default()
    }

    /// The same when it has at most `most` bytes. A longer one is not read to its end: most elements of a page hold much,
    /// and whoever looks for a short line asks many of them.
    pub fn short_text(&self, id: Id, most: usize) -> Option<String> {
        let (mut raw, mut left) = (String::new(), most);
        self.gather(id, &mut raw, &mut left)?;
        Some(fold(&raw)).filter(|text| text.len() <= most)
    }

    /// Appends text while the characters other than blanks have no more than `left` bytes; `None` beyond.
    fn gather(&self, id: Id, into: &mut String, left: &mut usize) -> Option<()> {
        let node = self.node(id);
        if node.tag.is_empty() {
            let visible = |c: &char| !c.is_whitespace() && !is_invisible(*c);
            let bytes: usize =
                if *left == usize::MAX { 0 } else { node.text.chars().filter(visible).map(char::len_utf8).sum() };
            *left = left.checked_sub(bytes)?;
            into.push_str(&node.text);
        } else if matches!(&*node.tag, "script" | "style" | "noscript" | "template") {
            return Some(());
        } else if &*node.tag == "br" {
            into.push(' ');
        } else if matches!(&*node.tag, "sup" | "del" | "s" | "strike") {
            match inline(self, id, into.chars().next_back()) {
                Inline::Unsaid | Inline::Note => return Some(()),
                Inline::As(raised) => {
                    into.push_str(&raised);
                    return Some(());
                }
                _ => {}
            }
        }
        for &child in self.children(id) {
            self.gather(child, into, left)?;
        }
        if node.block {
            into.push(' ');
        }
        Some(())
    }

    /// The text of a short element with a blank wherever an element begins or ends.
    pub fn parted_text(&self, id: Id) -> String {
        let mut raw = String::new();
        self.part(id, &mut raw);
        fold(&raw)
    }

    fn part(&self, id: Id, into: &mut String) {
        let node = self.node(id);
        if node.tag.is_empty() {
            into.push_str(&node.text);
        } else if !matches!(&*node.tag, "script" | "style" | "noscript" | "template") {
            into.push(' ');
            self.children(id).iter().for_each(|&child| self.part(child, into));
            into.push(' ');
        }
    }

    /// The text inside a script or style element, as written.
    pub fn raw_text(&self, id: Id) -> String {
        self.children(id).iter().map(|&child| &*self.node(child).text).collect()
    }
}

/// Folds runs of blanks (no-break spaces too) to one space, drops invisible characters, trims.
pub fn fold(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut blank = true;
    for c in raw.chars() {
        if c.is_whitespace() {
            if !blank {
                out.push(' ');
            }
            blank = true;
        } else if !is_invisible(c) {
            out.push(c);
            blank = false;
        }
    }
    if out.ends_with(' ') {
        out.pop();
    }
    out
}

/// Characters that take no room and mean nothing to a reader: zero-width marks, soft hyphens, controls.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{ad}') || (is_forbidden(c) && !c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_node_has_its_children_in_order() {
        let mut dom = Dom::default();
        let mut add =
            |tag: &str, parent| dom.add(Node { tag: LocalName::from(tag), ..Node::default() }, parent).unwrap_or(0);
        let list = add("ul", 0);
        let first = add("li", list);
        let link = add("a", first);
        let second = add("li", list);
        let after = add("p", 0);
        dom.settle();
        for (id, wanted) in
            [(0, &[list, after][..]), (list, &[first, second]), (first, &[link]), (second, &[]), (99, &[])]
        {
            assert_eq!(dom.children(id), wanted, "{id}");
        }
        assert_eq!(dom.named("li").collect::<Vec<_>>(), [first, second]);
        assert_eq!(dom.elements().count(), 5);
    }
}
