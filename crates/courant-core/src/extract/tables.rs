//! Tables that hold data: each cell says something only beside all others of its row and column.
//!
//! A table that lays the page out is none of these: more than one block stands in its cells. And where a cell was not kept,
//! those after it would stand under the heads of others, so the rest is no table any more.

use std::collections::{BTreeMap, HashMap};

use super::blocks::{Block, Form};
use super::dom::{Dom, Id};
use super::inline::{is_same_said, said};

/// A cell of data has at most so many characters.
const CELL: usize = 600;
/// What a picture is said to show has at most so many, where it stands for the words of its cell.
const SHOWN: usize = 80;
/// A cell reaches over at most so many columns and rows.
const REACH: usize = 60;
/// Of a table at least one in so many characters must have been kept for all of it to be.
const KEPT: usize = 2;

/// What stands beside a cell that has words.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Beside {
    /// What cells without words say that come before it in its row: nothing, or what their picture is said to show.
    pub before: Vec<String>,
    /// How many come after it, for the last one of a row.
    pub after: usize,
}

/// A table's rows; `None` is where a row has no cell of its own, since one of another row or column reaches there.
type Rows = Vec<Vec<Option<Id>>>;

/// Keeps or drops tables as wholes, where some of a table's cells were kept. `kept` are places among the blocks.
pub fn keep_whole(dom: &Dom, blocks: &[Block], kept: &mut Vec<usize>, is_told: impl Fn(&Block) -> bool) {
    let mut tables: BTreeMap<Id, Vec<usize>> = BTreeMap::new();
    for (at, block) in blocks.iter().enumerate() {
        if let Form::Cell { table, .. } = block.form {
            tables.entry(table).or_default().push(at);
        }
    }
    for (table, cells) in tables {
        let here = |at: &usize| kept.binary_search(at).is_ok();
        let some = cells.iter().filter(|at| here(at)).count();
        let of = |at: &usize| blocks.get(*at);
        let all: Vec<&Block> = cells.iter().filter_map(of).collect();
        let short = |block: &&Block| block.chars <= CELL && is_told(block);
        if some == 0 || some == cells.len() || !all.iter().all(short) || !is_grid(dom, table, &all) {
            continue;
        }
        let size: usize = all.iter().map(|block| block.chars).sum();
        let stays: usize = cells.iter().filter(|at| here(at)).filter_map(of).map(|block| block.chars).sum();
        kept.retain(|at| cells.binary_search(at).is_err());
        if stays * KEPT >= size {
            kept.extend(cells);
            kept.sort_unstable();
        }
    }
}

/// The cells of all tables that were kept whole, each with what stands beside it.
pub fn whole(dom: &Dom, kept: &[&Block]) -> HashMap<Id, Beside> {
    let mut tables: BTreeMap<Id, Vec<&Block>> = BTreeMap::new();
    for block in kept {
        if let Form::Cell { table, .. } = block.form {
            tables.entry(table).or_default().push(block);
        }
    }
    let mut found = HashMap::new();
    for (table, blocks) in tables {
        let rows = rows(dom, table);
        if let Some(cells) = filled(dom, &rows, &blocks) {
            rows.iter().for_each(|row| place(dom, row, &cells, &mut found));
        }
    }
    found
}

/// The cell that a block stands in.
pub fn cell_of(dom: &Dom, block: &Block) -> Option<Id> {
    let mut around = std::iter::once(block.node).chain(dom.ancestors(block.node));
    around.find(|&id| matches!(&*dom.node(id).tag, "td" | "th"))
}

/// Whether blocks fill a table that has columns, one each cell.
fn is_grid(dom: &Dom, table: Id, blocks: &[&Block]) -> bool {
    let rows = rows(dom, table);
    let wide = rows.iter().filter(|row| row.iter().flatten().count() >= 2).count();
    wide >= 2 && filled(dom, &rows, blocks).is_some()
}

/// The cells that blocks fill, one each; `None` where anything else is said in the table.
fn filled<'a>(dom: &Dom, rows: &Rows, blocks: &[&'a Block]) -> Option<HashMap<Id, &'a Block>> {
    let mut cells: HashMap<Id, &Block> = HashMap::new();
    for block in blocks {
        if cells.insert(cell_of(dom, block)?, block).is_some() {
            return None;
        }
    }
    let mut seen = 0;
    for cell in rows.iter().flatten().flatten() {
        let mut words = String::new();
        said(dom, *cell, &mut words);
        match cells.get(cell) {
            Some(block) if is_same_said(&words, &block.told()) => seen += 1,
            None if words.is_empty() => {}
            _ => return None,
        }
    }
    (seen == cells.len()).then_some(cells)
}

fn place(dom: &Dom, row: &[Option<Id>], cells: &HashMap<Id, &Block>, found: &mut HashMap<Id, Beside>) {
    let (mut before, mut last) = (Vec::new(), None);
    for slot in row {
        match slot.filter(|cell| cells.contains_key(cell)) {
            Some(cell) => {
                found.insert(cell, Beside { before: std::mem::take(&mut before), after: 0 });
                last = Some(cell);
            }
            None => before.push(slot.map_or_else(String::new, |cell| shown(dom, cell))),
        }
    }
    if let Some(beside) = last.and_then(|last| found.get_mut(&last)) {
        beside.after = before.len();
    }
}

/// What the picture in a cell is said to show.
fn shown(dom: &Dom, cell: Id) -> String {
    let mut inside = vec![cell];
    while let Some(id) = inside.pop() {
        if let Some(alt) = (&*dom.node(id).tag == "img").then(|| dom.attr(id, "alt")).flatten() {
            let alt = super::dom::fold(alt);
            return if alt.chars().count() <= SHOWN { alt } else { String::new() };
        }
        inside.extend(dom.children(id).iter().rev());
    }
    String::new()
}

fn rows(dom: &Dom, table: Id) -> Rows {
    let mut rows = Vec::new();
    // How many rows the cells above reach down, by column.
    let mut reach: Vec<usize> = Vec::new();
    for &child in dom.children(table) {
        match &*dom.node(child).tag {
            "tr" => rows.push(row(dom, child, &mut reach)),
            "thead" | "tbody" | "tfoot" => {
                let inside = dom.children(child).iter().filter(|&&id| &*dom.node(id).tag == "tr");
                rows.extend(inside.map(|&id| row(dom, id, &mut reach)));
                // No cell reaches out of its part of the table.
                reach.clear();
            }
            _ => {}
        }
    }
    rows
}

fn row(dom: &Dom, id: Id, reach: &mut Vec<usize>) -> Vec<Option<Id>> {
    let mut slots: Vec<Option<Id>> = Vec::new();
    let mut next: Vec<usize> = Vec::new();
    let pass = |slots: &mut Vec<Option<Id>>, next: &mut Vec<usize>| {
        while let Some(down) = reach.get(slots.len()).filter(|down| **down > 0) {
            next.push(down - 1);
            slots.push(None);
        }
    };
    for &cell in dom.children(id).iter().filter(|&&id| matches!(&*dom.node(id).tag, "td" | "th")) {
        pass(&mut slots, &mut next);
        let span = |name| dom.attr(cell, name).and_then(|value| value.trim().parse().ok()).unwrap_or(1).clamp(1, REACH);
        slots.push(Some(cell));
        slots.extend(vec![None; span("colspan") - 1]);
        next.extend(vec![span("rowspan") - 1; span("colspan")]);
    }
    pass(&mut slots, &mut next);
    *reach = next;
    slots
}

#[cfg(test)]
mod tests {
    use crate::extract::blocks::{Block, blocks};
    use crate::extract::compose::compose;
    use crate::extract::sink::parse;

    /// What is written of a table when all its blocks are kept but those with the words `without`.
    #[track_caller]
    fn check(table: &str, without: &str, html: &str, text: &str) {
        let dom = parse(&format!("<table>{table}</table>"));
        let found = blocks(&dom);
        let kept: Vec<&Block> = found.iter().filter(|block| block.text != without).collect();
        let body = compose(&dom, &kept, None);
        assert_eq!((body.html.replace('\n', ""), body.text), (html.to_owned(), text.to_owned()), "{table}");
    }

    #[test]
    fn each_cell_stands_in_its_column() {
        check(
            "<tr><th>Party<th>2024<th>2020<tr><td>Island List<td><td>4",
            "",
            "<table><tr><td>Party</td><td>2024</td><td>2020</td></tr><tr><td>Island List</td><td></td><td>4</td></tr></table>",
            "Party | 2024 | 2020\n\nIsland List |  | 4",
        );
        check(
            "<tr><td><img alt='Norway & Co'><td>5<td>7<td> ",
            "",
            "<table><tr><td>Norway &amp; Co</td><td>5</td><td>7</td><td></td></tr></table>",
            "Norway & Co | 5 | 7",
        );
        check(
            "<tr><td rowspan=2>North<td>1<td>2<tr><td>3<td>4<tr><td colspan=2>South<td>10<sup>2</sup>",
            "",
            "<table><tr><td>North</td><td>1</td><td>2</td></tr><tr><td></td><td>3</td><td>4</td></tr>\
             <tr><td>South</td><td></td><td>10²</td></tr></table>",
            "North | 1 | 2\n\n | 3 | 4\n\nSouth |  | 10²",
        );
    }

    #[test]
    fn what_is_left_of_a_table_is_none() {
        check(
            "<tr><td>A<td>1<td>2<tr><td>B<td>3<td>4",
            "1",
            "<p>A</p><p>2</p><p>B</p><p>3</p><p>4</p>",
            "A\n\n2\n\nB\n\n3\n\n4",
        );
        check("<tr><td><p>A<p>B<td>1", "", "<p>A</p><p>B</p><p>1</p>", "A\n\nB\n\n1");
    }

    #[test]
    fn a_table_is_kept_or_dropped_whole() {
        let dom = parse("<p>x<table><tr><td>Lindvik<td>3<td>–<tr><td>Sund<td>0<td>12</table>");
        let found = blocks(&dom);
        let check = |kept: &[usize], wanted: &[usize], told: bool| {
            let mut kept = kept.to_vec();
            super::keep_whole(&dom, &found, &mut kept, |_| told);
            assert_eq!(kept, wanted);
        };
        check(&[0, 1, 3, 4], &[0, 1, 2, 3, 4, 5, 6], true);
        check(&[0, 2], &[0], true);
        check(&[0], &[0], true);
        check(&[0, 1], &[0, 1], false);
    }
}
