//! The page as a plain tree of owned nodes: one parse, read by every part of the extractor.

use dom_query::{Document, NodeData, NodeRef};

/// Deeper elements are folded into their ancestor at this depth, so that no walk can exhaust the stack.
pub const MAX_DEPTH: usize = 200;
/// Nodes beyond this number are not read.
const MAX_NODES: usize = 400_000;

/// The attributes that are read; a page has many more.
const ATTRIBUTES: [&str; 39] = [
    "alt", "aria-hidden", "class", "content", "data-component", "data-date", "data-datetime", "data-lazy-src",
    "data-module", "data-original", "data-src", "data-srcset", "data-test", "data-testid", "data-time", "data-timestamp",
    "data-type", "datetime", "height", "hidden", "href", "http-equiv", "id", "itemprop", "itemscope", "itemtype", "lang",
    "name", "property", "pubdate", "rel", "role", "src", "srcset", "style", "title", "type", "width",
    "xml:lang",
];

/// Place of a node in its [`Dom`].
pub type Id = usize;

/// One node: an element, or a text when `tag` is empty.
#[derive(Debug, Default)]
pub struct Node {
    /// Lower-case element name; empty for a text.
    pub tag: Box<str>,
    /// Those of its attributes that are in [`ATTRIBUTES`], values as written.
    pub attrs: Vec<(&'static str, Box<str>)>,
    /// The text of a text node.
    pub text: Box<str>,
    /// The element around it; the root is its own parent.
    pub parent: Id,
    /// In document order.
    pub children: Vec<Id>,
    /// Steps from the root.
    pub depth: usize,
}

/// A page's tree. Node 0 is the document.
#[derive(Debug, Default)]
pub struct Dom {
    nodes: Vec<Node>,
    /// Whether elements were nested deeper than [`MAX_DEPTH`] or more numerous than can be read.
    pub unruly: bool,
}

impl Dom {
    /// Copies a parsed document.
    pub fn of(document: &Document) -> Self {
        let mut dom = Self { nodes: vec![Node::default()], unruly: false };
        // (source node, its parent here)
        let mut pending: Vec<(NodeRef<'_>, Id)> = document.root().children_it(true).map(|node| (node, 0)).collect();
        while let Some((source, parent)) = pending.pop() {
            if dom.nodes.len() >= MAX_NODES {
                dom.unruly = true;
                break;
            }
            let Some(node) = source.query(|tree| own(&tree.data)).flatten() else { continue };
            let depth = dom.node(parent).depth + 1;
            let id = if depth > MAX_DEPTH && !node.tag.is_empty() {
                dom.unruly = true;
                parent
            } else {
                dom.push(Node { parent, depth, ..node })
            };
            pending.extend(source.children_it(true).map(|child| (child, id)));
        }
        dom
    }

    fn push(&mut self, node: Node) -> Id {
        let id = self.nodes.len();
        if let Some(parent) = self.nodes.get_mut(node.parent) {
            parent.children.push(id);
        }
        self.nodes.push(node);
        id
    }

    /// The node; the document for an id of another tree.
    pub fn node(&self, id: Id) -> &Node {
        static NOTHING: std::sync::LazyLock<Node> = std::sync::LazyLock::new(Node::default);
        self.nodes.get(id).unwrap_or(&NOTHING)
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
        (1..self.nodes.len()).filter(|&id| !self.node(id).tag.is_empty())
    }

    /// All ids of elements of one name, in document order.
    pub fn named<'a>(&'a self, tag: &'a str) -> impl Iterator<Item = Id> + 'a {
        self.elements().filter(move |&id| &*self.node(id).tag == tag)
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
            let bytes: usize = if *left == usize::MAX { 0 } else { node.text.chars().filter(visible).map(char::len_utf8).sum() };
            *left = left.checked_sub(bytes)?;
            into.push_str(&node.text);
        } else if matches!(&*node.tag, "script" | "style" | "noscript" | "template") {
            return Some(());
        } else if &*node.tag == "br" {
            into.push(' ');
        }
        for &child in &node.children {
            self.gather(child, into, left)?;
        }
        if super::blocks::is_block(&node.tag) {
            into.push(' ');
        }
        Some(())
    }

    /// The text inside a script or style element, as written.
    pub fn raw_text(&self, id: Id) -> String {
        self.node(id).children.iter().map(|&child| &*self.node(child).text).collect()
    }
}

fn known(name: &str) -> Option<&'static str> {
    ATTRIBUTES.binary_search(&name).ok().and_then(|at| ATTRIBUTES.get(at).copied())
}

fn own(data: &NodeData) -> Option<Node> {
    match data {
        NodeData::Text { contents } => Some(Node { text: Box::from(&**contents), ..Node::default() }),
        NodeData::Element(element) => Some(Node {
            tag: Box::from(element.name.local.as_ref()),
            attrs: element
                .attrs
                .iter()
                .filter_map(|attr| Some((known(attr.name.local.as_ref())?, Box::from(&*attr.value))))
                .collect(),
            ..Node::default()
        }),
        _ => None,
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
    matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{ad}') || (c.is_control() && !c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_sorted_so_that_each_is_found() {
        assert!(ATTRIBUTES.is_sorted());
        assert!(ATTRIBUTES.iter().all(|name| known(name) == Some(name)) && known("onclick").is_none());
    }
}
