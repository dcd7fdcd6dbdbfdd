//! Counting what was found, missed and joined wrongly.

/// Counts of one stream.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    edited: usize,
    found: usize,
    claims: usize,
    wrong: usize,
}

impl Tally {
    /// For a stream with so many edited texts.
    pub fn new(edited: usize) -> Self {
        Self { edited, ..Self::default() }
    }

    /// Takes one answer: `original` is the text that this one was made of, `None` for an original itself.
    pub fn take(&mut self, original: Option<&str>, copy_of: Option<&str>) {
        let Some(claim) = copy_of else { return };
        let right = original == Some(claim);
        self.claims += 1;
        self.found += usize::from(right);
        self.wrong += usize::from(!right);
    }

    /// Share of the claims that are right; 1 when there are none.
    pub fn precision(&self) -> f64 {
        share(self.found, self.claims)
    }

    /// Share of the edited texts that were found.
    pub fn recall(&self) -> f64 {
        share(self.found, self.edited)
    }

    /// A row of the table.
    pub fn row(&self, name: &str) -> String {
        format!("| {name} | {} | {:.4} | {:.4} | {} |", self.edited, self.precision(), self.recall(), self.wrong)
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

#[cfg(test)]
mod tests {
    use super::Tally;

    #[test]
    fn counts() {
        let mut tally = Tally::new(3);
        tally.take(None, None);
        tally.take(None, Some("a"));
        tally.take(Some("a"), Some("a"));
        tally.take(Some("b"), None);
        tally.take(Some("c"), Some("a"));
        assert_eq!(tally.row("x"), "| x | 3 | 0.3333 | 0.3333 | 2 |");
    }
}
