//! Lays cards out as a paper: the lead, the seconds beside it, rows of three columns by day, the rest in brief.
//!
//! The order of cards is the order of reading: columns are filled one after the other and nothing is moved up. Within a day outlets
//! take turns with what they alone report.

use courant_core::rank::spread::spread;

use super::card::{Card, Size, fit};
use super::messages::{t, tn};
use super::time::Teller;

/// A front page laid out.
#[derive(Debug, Default)]
pub struct Paper {
    /// The first story.
    pub lead: Option<Card>,
    /// Beside it.
    pub seconds: Vec<Card>,
    /// Rows of columns.
    pub sections: Vec<Section>,
    /// One line each.
    pub brief: Vec<Card>,
}

/// Cards under one heading.
#[derive(Debug)]
pub struct Section {
    /// For the heading's address.
    pub id: String,
    /// The heading.
    pub label: String,
    /// "5 stories".
    pub count: String,
    /// One to three columns.
    pub columns: Vec<Vec<Card>>,
}

/// Cards beside a lead of words alone, and beside one with a picture.
const SECONDS: usize = 3;
const SECONDS_TALL: usize = 4;
/// Cards in one section.
const IN_SECTION: usize = 8;
/// Sections.
const SECTIONS: usize = 3;
/// A section with fewer cards would look unfinished.
const FEWEST: usize = 3;

/// Lays out `cards`, best first.
pub fn lay_out(cards: Vec<Card>, teller: &Teller) -> Paper {
    let mut cards = cards.into_iter();
    let mut paper = Paper { lead: cards.next(), ..Paper::default() };
    if let Some(lead) = &mut paper.lead {
        fit(lead, Size::Big, false);
    }
    let pictured = paper.lead.as_ref().is_some_and(|lead| lead.image.is_some());
    let beside = if pictured { SECONDS_TALL } else { SECONDS };
    paper.seconds = cards.by_ref().take(beside).collect();
    paper.seconds.iter_mut().for_each(|card| fit(card, Size::Second, true));
    let rest: Vec<Card> = cards.collect();
    let mut left = Vec::new();
    for group in by_day(rest, teller) {
        let mut cards = spread(group.cards, |card| card.single.then(|| card.publishers_short.clone()));
        for label in [group.label, t("front.more").to_owned()] {
            let count = in_section(cards.len());
            // Two sections of one name would be told apart by nothing.
            let named = paper.sections.iter().any(|section| section.label == label);
            if paper.sections.len() >= SECTIONS || count == 0 || named {
                break;
            }
            let later = cards.split_off(count);
            paper.sections.push(section(paper.sections.len(), label, cards));
            cards = later;
        }
        left.extend(cards);
    }
    paper.brief = left;
    paper
}

/// Cards of the next section when so many wait. Four or five would leave a column half as high as its neighbour.
fn in_section(waiting: usize) -> usize {
    match waiting {
        _ if waiting < FEWEST => 0,
        4 | 5 => 3,
        _ => waiting.min(IN_SECTION),
    }
}

struct Group {
    label: String,
    cards: Vec<Card>,
}

/// Parts cards by the day of their latest report, latest day first, keeping the order within a day. A day with few
/// stories joins the one before it.
fn by_day(cards: Vec<Card>, teller: &Teller) -> Vec<Group> {
    let mut groups: Vec<(i32, Group)> = Vec::new();
    let mut sorted: Vec<(i32, Card)> = cards.into_iter().map(|card| (teller.days_ago(card.last_at), card)).collect();
    sorted.sort_by_key(|(day, _)| *day);
    for (day, card) in sorted {
        match groups.last_mut() {
            Some((last, group)) if *last == day => group.cards.push(card),
            _ => {
                let label = teller.day_heading(card.last_at);
                groups.push((day, Group { label, cards: vec![card] }));
            }
        }
    }
    let mut out: Vec<Group> = Vec::new();
    for (_, group) in groups {
        match out.last_mut() {
            Some(last) if group.cards.len() < FEWEST && last.cards.len() < IN_SECTION => {
                t("front.more").clone_into(&mut last.label);
                last.cards.extend(group.cards);
            }
            _ => out.push(group),
        }
    }
    out
}

fn section(index: usize, label: String, cards: Vec<Card>) -> Section {
    let count = tn("count.stories", cards.len() as u64);
    Section { id: format!("s{}", index + 1), label, count, columns: columns_of(cards) }
}

/// Lays cards in up to three columns; the first picture is wide, the others stand beside their words. In one row or
/// two none is wide: its column would be far higher than its neighbours.
pub fn columns_of(mut cards: Vec<Card>) -> Vec<Vec<Card>> {
    let mut pictured = cards.len() <= TWO_ROWS;
    for card in &mut cards {
        let wide = card.image.is_some() && !pictured;
        pictured |= wide;
        fit(card, Size::Plain, !wide);
    }
    columns(cards)
}

/// Cards of two even rows.
const TWO_ROWS: usize = 6;
/// What a card more in one column than in another counts, in the unit of [`height`].
const UNEVEN: usize = 4;

/// A line that names a further story, in the same unit.
const FURTHER_LINE: usize = 2;

/// Fills up to three columns, one after the other, so that the highest is low and they hold about as many cards. Where
/// several ways are as good, earlier columns hold more.
fn columns(mut cards: Vec<Card>) -> Vec<Vec<Card>> {
    let n = cards.len();
    if n <= 3 {
        return if n == 0 { vec![cards] } else { cards.into_iter().map(|card| vec![card]).collect() };
    }
    let mut above = vec![0];
    for card in &cards {
        above.push(above.last().copied().unwrap_or(0) + height(card));
    }
    let cost = |first: usize, second: usize| {
        let heights = [above[first], above[second] - above[first], above[n] - above[second]];
        let lengths = [first, second - first, n - second];
        let range = |values: [usize; 3]| (values.into_iter().max().unwrap_or(0), values.into_iter().min().unwrap_or(0));
        let ((highest, lowest), (most, fewest)) = (range(heights), range(lengths));
        (highest + UNEVEN * (most - fewest), highest - lowest)
    };
    let cuts = (1..n - 1).rev().flat_map(|first| (first + 1..n).rev().map(move |second| (first, second)));
    let (first, second) = cuts.min_by_key(|(first, second)| cost(*first, *second)).unwrap_or((1, 2));
    let third = cards.split_off(second);
    let middle = cards.split_off(first);
    vec![cards, middle, third]
}

/// About how high a card stands in a column of three, in tenths of one with a picture beside its words.
fn height(card: &Card) -> usize {
    let further = card.further_shown().len() + usize::from(card.further_more().is_some());
    let own = match (&card.image, card.side) {
        (Some(_), false) => 20,
        (Some(_), true) => 10,
        (None, _) => 8,
    };
    own + FURTHER_LINE * further
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::card::Picture;
    use jiff::tz::TimeZone;

    const NOW: i64 = 1_795_000_000_000;
    const HOUR: i64 = 3_600_000;

    fn cards(n: i64, pictures: bool) -> Vec<Card> {
        (0..n)
            .map(|id| Card {
                story: id,
                last_at: NOW - id * HOUR,
                image: pictures.then(Picture::default),
                ..Card::default()
            })
            .collect()
    }

    fn flat(paper: &Paper) -> Vec<i64> {
        let sections = paper.sections.iter().flat_map(|section| section.columns.iter().flatten());
        paper.lead.iter().chain(&paper.seconds).chain(sections).chain(&paper.brief).map(|card| card.story).collect()
    }

    #[test]
    fn every_size_of_paper_holds_each_story_once() {
        let teller = Teller::new(NOW, TimeZone::UTC);
        for pictures in [false, true] {
            for n in [0, 1, 2, 4, 5, 7, 12, 30, 60] {
                let paper = lay_out(cards(n, pictures), &teller);
                let mut shown = flat(&paper);
                let all = shown.len();
                shown.sort_unstable();
                shown.dedup();
                assert_eq!(shown.len(), all, "{n} stories, none twice");
                assert_eq!(all as i64, n, "{n} stories, none lost");
                for section in &paper.sections {
                    assert!((1..=3).contains(&section.columns.len()), "{n}");
                    assert!(section.columns.iter().all(|column| !column.is_empty()), "{n}");
                }
            }
        }
    }

    #[test]
    fn an_outlet_that_files_much_at_once_fills_no_section() {
        let teller = Teller::new(NOW, TimeZone::UTC);
        let mut all = cards(4 + 20, false);
        for (card, outlet) in all.iter_mut().skip(4).zip("aaaaaaaaaabcdebcdebc".chars()) {
            (card.single, card.publishers_short, card.last_at) = (true, outlet.to_string(), NOW);
        }
        let paper = lay_out(all, &teller);
        let first = paper.sections.first().map(|section| section.columns.concat()).unwrap_or_default();
        assert_eq!(first.len(), IN_SECTION);
        assert_eq!(first.iter().filter(|card| card.publishers_short == "a").count(), 2);
        assert_eq!(flat(&paper).len(), 24, "none is lost");
    }

    #[test]
    fn no_two_sections_have_one_name() {
        let teller = Teller::new(NOW, TimeZone::UTC);
        // Today fills a section and begins one of more; the days before would be another of more.
        let days = [(16, 0), (4, 1), (2, 2)].into_iter().flat_map(|(count, day)| vec![day; count]);
        let cards = days
            .zip(0..)
            .map(|(day, story)| Card { story, last_at: NOW - day * 24 * HOUR, ..Card::default() })
            .collect();
        let paper = lay_out(cards, &teller);
        let labels: Vec<&str> = paper.sections.iter().map(|section| section.label.as_str()).collect();
        assert_eq!(labels, ["Today", "More stories"]);
        assert_eq!(flat(&paper), (0..22).collect::<Vec<i64>>(), "what found no section is told in brief");
    }

    #[test]
    fn three_cards_make_an_even_row_and_a_full_section_has_one_wide_picture() {
        let teller = Teller::new(NOW, TimeZone::UTC);
        let paper = lay_out(cards(8, true), &teller);
        assert_eq!((paper.sections.len(), paper.brief.len()), (1, 0));
        let columns = &paper.sections[0].columns;
        assert_eq!(columns.iter().map(Vec::len).collect::<Vec<_>>(), [1, 1, 1]);
        assert!(columns.iter().flatten().all(|card| card.side));
        let paper = lay_out(cards(5 + 8, true), &teller);
        let wide: Vec<bool> = paper.sections[0].columns.iter().flatten().map(|card| !card.side).collect();
        assert_eq!(wide, [true, false, false, false, false, false, false, false]);
    }

    #[test]
    fn columns_are_about_equally_high() {
        // Which cards have a picture, and how many stand in each column.
        for (pictures, lengths) in [
            ("......", vec![2, 2, 2]),
            ("p.....", vec![2, 2, 2]),
            ("pppppp", vec![2, 2, 2]),
            (".p....", vec![2, 2, 2]),
            (".....p", vec![2, 2, 2]),
            ("ppppp.", vec![2, 2, 2]),
            ("p...", vec![1, 2, 1]),
            ("....", vec![2, 1, 1]),
            (".....", vec![2, 2, 1]),
            ("..", vec![1, 1]),
        ] {
            let card = |sign| Card { image: (sign == 'p').then(Picture::default), ..Card::default() };
            let columns = columns_of(pictures.chars().map(card).collect());
            assert_eq!(columns.iter().map(Vec::len).collect::<Vec<_>>(), lengths, "{pictures}");
        }
    }

    #[test]
    fn days_part_the_paper() {
        let teller = Teller::new(NOW, TimeZone::UTC);
        let mut all = cards(4, false);
        for id in 4..12 {
            let last_at = if id % 2 == 0 { NOW - HOUR } else { NOW - 24 * HOUR };
            all.push(Card { story: id, last_at, ..Card::default() });
        }
        let paper = lay_out(all, &teller);
        let labels: Vec<_> = paper.sections.iter().map(|section| section.label.as_str()).collect();
        assert_eq!(labels, ["Today", "Yesterday"]);
    }
}
