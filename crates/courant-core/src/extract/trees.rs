//! Boosted decision trees: a sum of small yes-or-no questions, fitted elsewhere, read here from plain text.
//!
//! A model file has one line for each tree, nodes parted by `;`. An inner node is `feature,threshold,left,right`
//! (left when the feature is at most the threshold), a leaf is one number. The first line is the starting value.
//!
//! All rows of a page go through one tree before the next, several side by side and each for as many steps as the
//! tree is deep: a leaf leads to itself. So there is nothing for the processor to guess, and the waits for memory of
//! one row are filled by the others. Trees and rows have fixed sizes, so that no access needs a check. Most rows are
//! clear after a third of the trees; the others go through all.

/// Nodes that a tree may have; a power of two.
const NODES: usize = 64;
/// Figures that a row may have; a power of two.
pub const WIDTH: usize = 128;

/// One row of figures; what it does not have counts as nothing.
type Row = [f32; WIDTH];

/// A fitted model.
#[derive(Debug, Default)]
pub struct Trees {
    start: f32,
    trees: Vec<Tree>,
}

#[derive(Debug)]
struct Tree {
    nodes: [Node; NODES],
    /// What each leaf adds.
    answers: [f32; NODES],
    depth: usize,
}

/// A question whose answers stand side by side, "at most the threshold" first; for a leaf one that every row answers
/// with the leaf itself.
#[derive(Debug, Clone, Copy, Default)]
struct Node {
    threshold: f32,
    feature: u8,
    first: u8,
}

/// Rows that go through a tree side by side.
const ABREAST: usize = 8;
/// The first look is taken by one tree in so many.
const FIRST_LOOK: usize = 3;
/// Log odds after the first look at which a row is clear. In cross-validation the rest of the trees changed no answer
/// that counts (4-gram F1 the same in four places), and 13 % of the rows need them.
const CLEAR: f32 = 1.5;

impl Trees {
    /// Reads a model; `None` when a line is malformed.
    pub fn read(model: &str) -> Option<Self> {
        let mut lines = model.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        let start = lines.next()?.parse().ok()?;
        Some(Self { start, trees: lines.map(Tree::read).collect::<Option<_>>()? })
    }

    /// How many trees there are.
    pub fn len(&self) -> usize {
        self.trees.len()
    }

    /// Whether there is no tree.
    pub fn is_empty(&self) -> bool {
        self.trees.is_empty()
    }

    /// The probability of yes for one row that all trees look at, 0 to 1.
    pub fn probability(&self, row: &[f32]) -> f32 {
        let mut sums = [self.start];
        add(&self.trees, &[fixed(row)], &mut sums);
        1.0 / (1.0 + (-sums[0]).exp())
    }

    /// The probability of yes for each row as far as the first trees tell, 0 to 1. What a row does not have counts as nothing.
    pub fn first_guesses(&self, rows: &[Vec<f32>], trees: usize) -> Vec<f32> {
        let all: Vec<Row> = rows.iter().map(|row| fixed(row)).collect();
        let mut sums = vec![self.start; rows.len()];
        add(self.trees.get(..trees).unwrap_or(&self.trees), &all, &mut sums);
        sums.into_iter().map(|sum| 1.0 / (1.0 + (-sum).exp())).collect()
    }

    /// The probability of yes for each row, 0 to 1; of rows that are clear early, as far as they were looked at. What a
    /// row does not have counts as nothing.
    pub fn probabilities(&self, rows: &[Vec<f32>]) -> Vec<f32> {
        let (first, rest) = self.trees.split_at(self.trees.len().div_ceil(FIRST_LOOK));
        let all: Vec<Row> = rows.iter().map(|row| fixed(row)).collect();
        let mut sums = vec![self.start; rows.len()];
        add(first, &all, &mut sums);
        let unclear: Vec<usize> =
            (0..rows.len()).filter(|&at| sums.get(at).is_some_and(|sum| sum.abs() <= CLEAR)).collect();
        let rows: Vec<Row> = unclear.iter().filter_map(|&at| all.get(at).copied()).collect();
        let mut more = vec![0.0; rows.len()];
        add(rest, &rows, &mut more);
        for (at, more) in unclear.into_iter().zip(more) {
            if let Some(sum) = sums.get_mut(at) {
                *sum += more;
            }
        }
        sums.into_iter().map(|sum| 1.0 / (1.0 + (-sum).exp())).collect()
    }
}

fn fixed(row: &[f32]) -> Row {
    let mut fixed = [0.0; WIDTH];
    fixed.iter_mut().zip(row).for_each(|(fixed, value)| *fixed = *value);
    fixed
}

fn add(trees: &[Tree], rows: &[Row], sums: &mut [f32]) {
    for tree in trees {
        for (rows, sums) in rows.chunks(ABREAST).zip(sums.chunks_mut(ABREAST)) {
            tree.add(rows, sums);
        }
    }
}

/// A node as the file has it: a question with the two places it leads to, or an answer.
#[derive(Clone, Copy)]
enum Line {
    Inner(Node, usize, usize),
    Leaf(f32),
}

fn node(text: &str) -> Option<Line> {
    let mut parts = text.split(',');
    let first = parts.next()?;
    let Some(threshold) = parts.next() else {
        return first.parse().ok().map(Line::Leaf);
    };
    let feature = first.parse().ok().filter(|&feature| usize::from(feature) < WIDTH)?;
    let node = Node { threshold: threshold.parse().ok()?, feature, first: 0 };
    Some(Line::Inner(node, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

impl Tree {
    fn read(line: &str) -> Option<Self> {
        let lines: Vec<Line> = line.split(';').map(node).collect::<Option<_>>()?;
        let mut tree = Self { nodes: [Node::default(); NODES], answers: [0.0; NODES], depth: 0 };
        // (place in the file, place here, steps from the root); two answers get neighbouring places.
        let mut pending = vec![(0, 0, 0)];
        let mut used = 1;
        while let Some((from, to, depth)) = pending.pop() {
            // One that goes round would run out of places here.
            let (node, answer) = (tree.nodes.get_mut(to)?, tree.answers.get_mut(to)?);
            match *lines.get(from)? {
                Line::Leaf(value) => {
                    *node = Node { threshold: f32::INFINITY, feature: 0, first: u8::try_from(to).ok()? };
                    *answer = value;
                }
                Line::Inner(question, left, right) => {
                    *node = Node { first: u8::try_from(used).ok()?, ..question };
                    pending.extend([(left, used, depth + 1), (right, used + 1, depth + 1)]);
                    used += 2;
                }
            }
            tree.depth = tree.depth.max(depth);
        }
        Some(tree)
    }

    fn add(&self, rows: &[Row], sums: &mut [f32]) {
        let mut at = [0_u8; ABREAST];
        for _ in 0..self.depth {
            for (at, row) in at.iter_mut().zip(rows) {
                let node = self.nodes[usize::from(*at) % NODES];
                *at = node.first + u8::from(row[usize::from(node.feature) % WIDTH] > node.threshold);
            }
        }
        for (at, sum) in at.iter().zip(sums) {
            *sum += self.answers[usize::from(*at) % NODES];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_row_goes_its_own_way() {
        let trees = Trees::read("# two trees\n0.5\n0,1,1,2;-1;1,2,3,4;0;0.5\n1,-1,1,2;8;16").unwrap_or_default();
        let rows: Vec<Vec<f32>> = vec![vec![1.0, -2.0], vec![2.0, 2.0], vec![2.0, -9.0], vec![], vec![3.0, 2.5]];
        let want = [0.5 - 1.0 + 8.0, 0.5 + 16.0, 0.5 + 8.0, 0.5 - 1.0 + 16.0, 1.0 + 16.0];
        let many: Vec<Vec<f32>> = rows.iter().cycle().take(23).cloned().collect();
        for (given, want) in trees.probabilities(&many).into_iter().zip(want.iter().cycle()) {
            assert!((given - 1.0 / (1.0 + (-want as f32).exp())).abs() < 1e-6, "{given} {want}");
        }
        // Alone, a row goes through all trees, however clear it is.
        let clear = Trees::read("0\n0,1,1,2;-2;1\n1,-1,1,2;8;16").unwrap_or_default();
        assert!((clear.probability(&[0.0]) - 1.0 / (1.0 + (-14.0_f32).exp())).abs() < 1e-6);
    }

    #[test]
    fn a_clear_row_is_not_looked_at_again() {
        let trees = Trees::read("0\n0,1,1,2;-2;1\n1,-1,1,2;8;16").unwrap_or_default();
        let given = trees.probabilities(&[vec![0.0], vec![2.0]]);
        let want = [-2.0_f32, 17.0].map(|sum| 1.0 / (1.0 + (-sum).exp()));
        assert_eq!(given, want);
    }

    #[test]
    fn first_guesses_ask_the_first_trees_only() {
        let trees = Trees::read("0\n0,1,1,2;-2;1\n1,-1,1,2;8;16").unwrap_or_default();
        let likely = |sum: f32| 1.0 / (1.0 + (-sum).exp());
        let rows = [vec![0.0], vec![2.0]];
        assert_eq!(trees.first_guesses(&rows, 1), [likely(-2.0), likely(1.0)]);
        assert_eq!(trees.first_guesses(&rows, 9), [likely(14.0), likely(17.0)]);
    }

    #[test]
    fn what_leads_nowhere_is_no_tree() {
        for (model, readable) in
            [("0\n0,1,1,2;1;2", true), ("0\n0,1,1,3;1;2", false), ("0\n0,1,1;1;2", false), ("0\nx", false), ("", false)]
        {
            assert_eq!(Trees::read(model).is_some(), readable, "{model}");
        }
        let too_wide = format!("0\n{WIDTH},1,1,2;1;2");
        for endless in ["0\n0,1,1,2;0,1,0,0;1", &too_wide] {
            assert!(Trees::read(endless).is_none(), "{endless}");
        }
    }
}
