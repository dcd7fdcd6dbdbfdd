//! Boosted decision trees: a sum of small yes-or-no questions, fitted elsewhere, read here from plain text.
//!
//! A model file has one line for each tree, nodes parted by `;`. An inner node is `feature,threshold,left,right`
//! (left when the feature is at most the threshold), a leaf is one number. The first line is the starting value.

/// A fitted model.
#[derive(Debug, Default)]
pub struct Trees {
    start: f32,
    trees: Vec<Vec<Step>>,
}

/// Twelve bytes: thousands are looked at for each block, and what fits the processor's cache is quick.
#[derive(Debug, Clone, Copy)]
enum Step {
    Ask { feature: u16, left: u16, right: u16, threshold: f32 },
    Answer(f32),
}

impl Trees {
    /// Reads a model; `None` when a line is malformed.
    pub fn read(model: &str) -> Option<Self> {
        let mut lines = model.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        let start = lines.next()?.parse().ok()?;
        let trees = lines.map(|line| line.split(';').map(step).collect::<Option<Vec<_>>>()).collect::<Option<Vec<_>>>()?;
        Some(Self { start, trees })
    }

    /// How many trees there are.
    pub fn len(&self) -> usize {
        self.trees.len()
    }

    /// Whether there is no tree.
    pub fn is_empty(&self) -> bool {
        self.trees.is_empty()
    }

    /// The probability of yes, 0 to 1.
    pub fn probability(&self, row: &[f32]) -> f32 {
        let sum = self.trees.iter().fold(self.start, |sum, tree| sum + answer(tree, row));
        1.0 / (1.0 + (-sum).exp())
    }
}

fn step(node: &str) -> Option<Step> {
    let mut parts = node.split(',');
    let first = parts.next()?;
    let Some(threshold) = parts.next() else { return Some(Step::Answer(first.parse().ok()?)) };
    Some(Step::Ask {
        feature: first.parse().ok()?,
        threshold: threshold.parse().ok()?,
        left: parts.next()?.parse().ok()?,
        right: parts.next()?.parse().ok()?,
    })
}

fn answer(tree: &[Step], row: &[f32]) -> f32 {
    let mut at = 0;
    // A path is never longer than the tree, even in a malformed one.
    for _ in 0..tree.len() {
        match tree.get(at) {
            Some(Step::Answer(value)) => return *value,
            Some(Step::Ask { feature, threshold, left, right }) => {
                let value = row.get(usize::from(*feature)).copied().unwrap_or(0.0);
                at = usize::from(if value <= *threshold { *left } else { *right });
            }
            None => return 0.0,
        }
    }
    0.0
}
