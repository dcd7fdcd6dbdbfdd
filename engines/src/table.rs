//! The table, and what it proves.

use std::fmt::Write;

use crate::measure::Run;
use crate::scorer::Figures;

/// One engine with its figures.
#[derive(Debug, Clone)]
pub struct Row {
    /// Whose, and how it went.
    pub run: Run,
    /// As the scorer says.
    pub figures: Figures,
    /// Pages a CPU-second.
    pub rate: f64,
}

/// The rows as a Markdown table.
pub fn markdown(rows: &[Row]) -> String {
    let mut table = String::from(
        "| engine | version | 4-gram F1 | word F1 | title | author | date | pages a CPU-second | pages failed |\n\
         |---|---|---|---|---|---|---|---|---|\n",
    );
    for Row { run, figures, rate } in rows {
        let Figures { four_gram_f1, word_f1, title, author, date } = *figures;
        let scores = [Some(four_gram_f1), Some(word_f1), title, author, date].map(share).join(" | ");
        // Writing to a string cannot fail.
        let _ = writeln!(table, "| {} | {} | {scores} | {rate:.0} | {} |", run.name, run.version, run.failed);
    }
    table
}

/// A sentence for each figure in which an engine of somebody else is not below the first row.
pub fn not_below(rows: &[Row]) -> Vec<String> {
    let Some((ours, rest)) = rows.split_first() else { return vec!["There are no engines.".to_owned()] };
    let mut sentences = Vec::new();
    for row in rest.iter().filter(|row| !row.run.ours) {
        let pairs = [
            ("4-gram F1", row.figures.four_gram_f1, ours.figures.four_gram_f1),
            ("word F1", row.figures.word_f1, ours.figures.word_f1),
        ];
        for (what, theirs, here) in pairs {
            if theirs >= here {
                let (name, first) = (&row.run.name, &ours.run.name);
                sentences.push(format!("{name} has a {what} of {theirs:.4}, {first} one of {here:.4}."));
            }
        }
    }
    sentences
}

fn share(figure: Option<f64>) -> String {
    figure.map_or_else(|| "–".to_owned(), |figure| format!("{figure:.3}"))
}

#[cfg(test)]
mod tests {
    use super::{Row, markdown, not_below};
    use crate::measure::Run;
    use crate::scorer::Figures;

    fn row(name: &str, four_gram_f1: f64, word_f1: f64) -> Row {
        let figures = Figures { four_gram_f1, word_f1, title: Some(0.9), author: None, date: Some(0.8) };
        let run =
            Run { name: name.into(), version: "1.2".into(), ours: name.starts_with('C'), failed: 2, ..Run::default() };
        Row { run, figures, rate: 120.4 }
    }

    #[test]
    fn a_row_shows_what_there_is() {
        let table = markdown(&[row("C", 0.9674, 0.9786)]);
        assert_eq!(table.lines().last(), Some("| C | 1.2 | 0.967 | 0.979 | 0.900 | – | 0.800 | 120 | 2 |"));
    }

    #[test]
    fn only_others_are_held_against_the_default_and_equal_is_not_above() {
        let check = |rows: &[Row], want: usize| assert_eq!(not_below(rows).len(), want, "{rows:?}");
        check(&[], 1);
        check(&[row("C", 0.9, 0.9), row("C, fast", 0.95, 0.95), row("a", 0.8, 0.8)], 0);
        check(&[row("C", 0.9, 0.9), row("a", 0.9, 0.8)], 1);
        check(&[row("C", 0.9, 0.9), row("a", 0.91, 0.92), row("b", 0.8, 0.95)], 3);
    }
}
