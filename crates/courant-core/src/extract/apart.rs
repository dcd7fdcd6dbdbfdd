//! Paragraphs that only a style sheet knows: elements with names of the page's own, or that their own style makes blocks,
//! one after the other with nothing between them.

use super::dom::{Dom, Id};
use super::inline::is_set_apart;

/// Two of them have at least so many bytes: labels in a row are no paragraphs.
const PARAGRAPH: usize = 60;

/// The elements that are paragraphs though their names do not say so. The tree has its children by now.
///
/// Most elements with names of their own stand within a line, so text beside them, or a paragraph around, tells otherwise.
pub fn set_apart(dom: &Dom) -> Vec<Id> {
    let mut found = Vec::new();
    let mut parents: Vec<Id> = dom.elements().filter(|&id| is_loose(dom, id)).map(|id| dom.node(id).parent).collect();
    parents.dedup();
    parents.sort_unstable();
    parents.dedup();
    for parent in parents {
        let loose = || dom.children(parent).iter().copied().filter(|&id| is_loose(dom, id));
        let mut long = loose().filter(|&id| holds(dom, id, &mut PARAGRAPH.clone()));
        if long.by_ref().nth(1).is_some() && !is_in_line(dom, parent) {
            found.extend(loose());
        }
    }
    found
}

fn is_loose(dom: &Dom, id: Id) -> bool {
    let node = dom.node(id);
    !node.block
        && !node.mute
        && (node.tag.contains('-') || !node.attrs.is_empty() && dom.attr(id, "style").is_some_and(is_set_apart))
}

/// Whether what stands in an element is part of a line: words or inline elements stand there too, or a paragraph is around.
fn is_in_line(dom: &Dom, id: Id) -> bool {
    let is_between = |&child: &Id| {
        let node = dom.node(child);
        let quiet = node.block || node.mute || matches!(&*node.tag, "br" | "img" | "a");
        if node.tag.is_empty() { node.text.trim().is_empty() } else { quiet || is_loose(dom, child) }
    };
    let line = |id: Id| {
        matches!(
            &*dom.node(id).tag,
            "p" | "h1"
                | "h2"
                | "h3"
                | "h4"
                | "h5"
                | "h6"
                | "li"
                | "td"
                | "th"
                | "dt"
                | "a"
                | "button"
                | "figcaption"
                | "caption"
        )
    };
    let around = std::iter::once(id).chain(dom.ancestors(id)).find(|&id| dom.node(id).block || line(id));
    !dom.children(id).iter().all(is_between) || around.is_some_and(line)
}

/// Whether an element holds `left` bytes of text outside of blocks.
fn holds(dom: &Dom, id: Id, left: &mut usize) -> bool {
    let node = dom.node(id);
    *left = left.saturating_sub(node.text.trim().len());
    *left == 0
        || dom.children(id).iter().any(|&child| {
            let child_node = dom.node(child);
            !child_node.block && !child_node.mute && holds(dom, child, left)
        })
}
