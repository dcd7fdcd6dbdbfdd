//! Boosted decision trees: a sum of small yes-or-no questions, fitted elsewhere, read here from plain text.
//!
//! A model file has one line for each tree, nodes parted by `;`. An inner node is `feature,threshold,left,right`
//! (left when the feature is at most the threshold), a leaf is one number. The first line is the starting value.
//!
//! All rows of a page go through one tree before the next, several side by side and each for as many steps as the
//! tree is deep: a leaf leads to itself. So there is nothing for the processor to guess, and the waits for memory of
//! one row are filled by the others. Most rows are clear after a third of the trees; the others go through all.

/// A fitted model.
#[derive(Debug, Default)]
pub struct Trees {
    start: f32,
    trees: Vec<Tree>,
}

#[derive(Debug, Default)]
struct Tree {
    nodes: Vec<Node>,
    /// What each leaf adds; of an inner node nothing.
    answers: Vec<f32>,
    depth: usize,
}

/// A question; for a leaf one whose both answers lead back to it.
#[derive(Debug, Clone, Copy)]
struct Node {
    threshold: f32,
    feature: u16,
    left: u16,
    right: u16,
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

    /// The probability of yes for each row, 0 to 1; of rows that are clear early, as far as they were looked at. What a
    /// row does not have counts as nothing.
    pub fn probabilities(&self, rows: &[Vec<f32>]) -> Vec<f32> {
        let (first, rest) = self.trees.split_at(self.trees.len().div_ceil(FIRST_LOOK));
        let all: Vec<&[f32]> = rows.iter().map(Vec::as_slice).collect();
        let mut sums = vec![self.start; rows.len()];
        add(first, &all, &mut sums);
        let unclear: Vec<usize> = (0..rows.len()).filter(|&at| sums.get(at).is_some_and(|sum| sum.abs() <= CLEAR)).collect();
        let rows: Vec<&[f32]> = unclear.iter().filter_map(|&at| all.get(at).copied()).collect();
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

fn add(trees: &[Tree], rows: &[&[f32]], sums: &mut [f32]) {
    for tree in trees {
        for (rows, sums) in rows.chunks(ABREAST).zip(sums.chunks_mut(ABREAST)) {
            tree.add(rows, sums);
        }
    }
}

impl Tree {
    fn read(line: &str) -> Option<Self> {
        let mut tree = Self::default();
        for (at, node) in line.split(';').enumerate() {
            let mut parts = node.split(',');
            let first = parts.next()?;
            let here = u16::try_from(at).ok()?;
            let (node, answer) = match parts.next() {
                None => (Node { threshold: 0.0, feature: 0, left: here, right: here }, first.parse().ok()?),
                Some(threshold) => {
                    let (left, right) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
                    (Node { threshold: threshold.parse().ok()?, feature: first.parse().ok()?, left, right }, 0.0)
                }
            };
            tree.nodes.push(node);
            tree.answers.push(answer);
        }
        let leads_nowhere = |node: &Node| usize::from(node.left.max(node.right)) >= tree.nodes.len();
        if tree.nodes.iter().any(leads_nowhere) {
            return None;
        }
        tree.depth = tree.depth();
        Some(tree)
    }

    /// Steps after which every path has come to a leaf; in a malformed tree that goes round, as many as it has nodes.
    fn depth(&self) -> usize {
        let mut level: Vec<u16> = vec![0];
        for depth in 0..self.nodes.len() {
            let inner = level.iter().filter_map(|at| self.nodes.get(usize::from(*at)).filter(|node| node.left != *at));
            level = inner.flat_map(|node| [node.left, node.right]).collect();
            level.sort_unstable();
            level.dedup();
            if level.is_empty() {
                return depth;
            }
        }
        self.nodes.len()
    }

    fn add(&self, rows: &[&[f32]], sums: &mut [f32]) {
        let mut at = [0_u16; ABREAST];
        for _ in 0..self.depth {
            for (at, row) in at.iter_mut().zip(rows) {
                if let Some(node) = self.nodes.get(usize::from(*at)) {
                    let value = row.get(usize::from(node.feature)).copied().unwrap_or(0.0);
                    *at = if value <= node.threshold { node.left } else { node.right };
                }
            }
        }
        for (at, sum) in at.iter().zip(sums) {
            *sum += self.answers.get(usize::from(*at)).copied().unwrap_or(0.0);
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
    }

    #[test]
    fn a_clear_row_is_not_looked_at_again() {
        let trees = Trees::read("0\n0,1,1,2;-2;1\n1,-1,1,2;8;16").unwrap_or_default();
        let given = trees.probabilities(&[vec![0.0], vec![2.0]]);
        let want = [-2.0_f32, 17.0].map(|sum| 1.0 / (1.0 + (-sum).exp()));
        assert_eq!(given, want);
    }

    #[test]
    fn what_leads_nowhere_is_no_tree() {
        for (model, readable) in [("0\n0,1,1,2;1;2", true), ("0\n0,1,1,3;1;2", false), ("0\n0,1,1;1;2", false), ("0\nx", false), ("", false)] {
            assert_eq!(Trees::read(model).is_some(), readable, "{model}");
        }
        // One that goes round ends all the same.
        let round = Trees::read("0\n0,1,1,1;0,1,0,0").unwrap_or_default();
        assert_eq!(round.probabilities(&[vec![0.0]]), [0.5]);
    }
}
