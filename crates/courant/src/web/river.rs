//! Articles one a line, by day: Latest and Saved.

use courant_store::{ArticleCard, Cursor};

use super::card::title_or;
use super::kind::kind_words;
use super::layout::Lang;
use super::session::Viewer;
use super::state::WebState;
use super::time::When;

/// The articles of one day.
pub struct Day {
    /// "Today".
    pub label: String,
    /// Newest first.
    pub rows: Vec<Row>,
}

/// One article.
pub struct Row {
    /// The article's id.
    pub id: i64,
    /// Where it leads.
    pub href: String,
    /// Its headline.
    pub title: String,
    /// The headline's language.
    pub lang: Lang,
    /// The outlet.
    pub publisher: String,
    /// "Opinion", where it is no plain report.
    pub kind: Option<&'static str>,
    /// The clock time.
    pub when: When,
    /// Read.
    pub read: bool,
    /// Saved.
    pub saved: bool,
}

/// Parts articles by day, keeping their order.
pub fn days(state: &WebState, viewer: &Viewer, cards: &[ArticleCard]) -> Vec<Day> {
    let teller = state.teller();
    let mut days: Vec<Day> = Vec::new();
    for card in cards {
        let label = teller.day_heading(card.at);
        let row = Row {
            id: card.id,
            href: format!("/article/{}", card.id),
            title: title_or(&card.title),
            lang: Lang::new(&card.language),
            publisher: card.publisher.clone(),
            kind: kind_words(card.kind),
            when: teller.clock(card.at),
            // Nothing is unread for who has no marks.
            read: card.read || viewer.user.is_none(),
            saved: card.saved,
        };
        match days.last_mut() {
            Some(day) if day.label == label => day.rows.push(row),
            _ => days.push(Day { label, rows: vec![row] }),
        }
    }
    days
}

/// `at-id` as a cursor.
pub fn parse_cursor(text: &str) -> Option<Cursor> {
    let (at, id) = text.rsplit_once('-')?;
    Some(Cursor { at: at.parse().ok()?, id: id.parse().ok()? })
}

/// The cursor after the last of a full page of articles.
pub fn next_cursor(cards: &[ArticleCard], full: i64) -> Option<String> {
    let last = cards.last().filter(|_| i64::try_from(cards.len()).is_ok_and(|shown| shown >= full))?;
    Some(format!("{}-{}", last.at, last.id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cursors_come_back() {
        let cursor = parse_cursor("1795000000000-12").map(|cursor| (cursor.at, cursor.id));
        assert_eq!(cursor, Some((1_795_000_000_000, 12)));
        assert_eq!(parse_cursor("-5-12").map(|cursor| (cursor.at, cursor.id)), Some((-5, 12)));
        assert!(parse_cursor("x").is_none() && parse_cursor("1-").is_none() && parse_cursor("").is_none());
    }
}
