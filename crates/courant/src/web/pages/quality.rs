//! How good the stories are, by the corrections of those who look at them: for owners. It shows and changes nothing.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use courant_core::story::quality::{BINS, Bin, FEWEST_CASES, Share};
use courant_store::Correction;

use crate::web::card::title_or;
use crate::web::error::WebError;
use crate::web::layout::{Here, Page, html};
use crate::web::messages::{number, t, tf, tn, tnf};
use crate::web::quality::Reckoned;
use crate::web::session::Viewer;
use crate::web::state::WebState;
use crate::web::time::{Teller, When};

/// Words that are listed.
const LISTED: usize = 100;

#[derive(Template)]
#[template(path = "pages/quality.html")]
struct QualityPage {
    p: Page,
    found: Vec<String>,
    counted: String,
    bins: Vec<BinRow>,
    chart: Option<Chart>,
    words_count: String,
    words: Vec<WordRow>,
    more: Option<String>,
}

/// A row of the table.
struct BinRow {
    said: String,
    joins: String,
    seen: String,
    apart: String,
    expected: String,
    left: String,
    wanted: String,
}

/// The same as a drawing: likelihoods along, one row below the other. All places in its own units.
struct Chart {
    height: u32,
    marks: Vec<Mark>,
    scale: Vec<Tick>,
}

struct Mark {
    label: String,
    y: u32,
    said: u32,
    left: u32,
    low: u32,
    high: u32,
}

struct Tick {
    x: u32,
    words: String,
}

struct WordRow {
    words: String,
    article_href: String,
    story_href: String,
    story_title: String,
    when: When,
    said: String,
    undone: Option<When>,
}

/// `GET /quality`.
pub async fn get(State(state): State<WebState>, viewer: Viewer) -> Result<Response, WebError> {
    viewer.must_own()?;
    let reckoned = Reckoned::load(&state).await?;
    let teller = state.teller();
    let all = reckoned.quality.all();
    let bins = &reckoned.quality.bins;
    let words = reckoned.corrections.iter().take(LISTED).map(|word| {
        let said = if word.same { word.probability } else { reckoned.quality.taken_apart.get(&word.id).copied() };
        row(word, said, &teller)
    });
    let more = reckoned.corrections.len().saturating_sub(LISTED) as u64;
    html(&QualityPage {
        p: Page::load(&state, &viewer, t("quality.title"), Here::Sources).await?,
        found: found(&all),
        counted: match reckoned.since {
            Some(since) => tf("quality.since", &[("joins", &number(all.joins)), ("since", &teller.over(since).words)]),
            None => tn("quality.ever", all.joins),
        },
        chart: chart(bins),
        bins: bins
            .iter()
            .enumerate()
            .filter(|(_, bin)| bin.joins + bin.wanted > 0)
            .map(|(at, bin)| bin_row(at, bin))
            .collect(),
        words_count: tn("quality.words", reckoned.corrections.len() as u64),
        words: words.collect(),
        more: (more > 0).then(|| tn("quality.older", more)),
    })
}

/// What can be said of all joins together, and no more than that.
fn found(all: &Bin) -> Vec<String> {
    let (seen, apart) = (number(all.seen), number(all.apart));
    let mut found = Vec::new();
    match all.left() {
        Some(Share { share, low, high }) => {
            let values = [
                ("seen", seen),
                ("apart", tn("quality.apart", all.apart)),
                ("share", percent(share)),
                ("low", percent(low)),
                ("high", percent(high)),
            ];
            let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
            found.push(tf("quality.share", &values));
            found.push(t("quality.upper").to_owned());
        }
        None => found.push(tnf("quality.few", all.seen, &[("apart", &apart), ("fewest", &number(FEWEST_CASES))])),
    }
    if all.wanted > 0 {
        found.push(tn("quality.missed", all.wanted));
    }
    found
}

/// "97.5%".
fn percent(share: f64) -> String {
    format!("{:.1}%", 100.0 * share)
}

/// "90 to 95%".
fn range(at: usize) -> String {
    let whole = |share: f64| format!("{:.0}", 100.0 * share);
    let to = BINS.get(at + 1).copied().unwrap_or(1.0);
    match BINS.get(at).copied().unwrap_or(0.0) {
        from if from > 0.0 => tf("quality.range", &[("from", &whole(from)), ("to", &whole(to))]),
        _ => tf("quality.below", &[("to", &whole(to))]),
    }
}

fn bin_row(at: usize, bin: &Bin) -> BinRow {
    BinRow {
        said: range(at),
        joins: number(bin.joins),
        seen: number(bin.seen),
        apart: number(bin.apart),
        expected: if bin.seen > 0 { format!("{:.1}", bin.expected_apart()) } else { String::new() },
        left: match bin.left() {
            Some(Share { share, low, high }) => {
                tf("quality.interval", &[("share", &percent(share)), ("low", &percent(low)), ("high", &percent(high))])
            }
            None => t("quality.too_few").to_owned(),
        },
        wanted: number(bin.wanted),
    }
}

/// Where the scale begins and how long it is, and how far rows are from each other.
const SCALE_FROM: f64 = 130.0;
const SCALE_LONG: f64 = 480.0;
const ROW: u32 = 30;
const FIRST_ROW: u32 = 44;

/// The drawing; `None` while no bin has enough cases.
fn chart(bins: &[Bin]) -> Option<Chart> {
    // Between 0 and 1, so that it fits.
    let x = |share: f64| (SCALE_FROM + SCALE_LONG * share.clamp(0.0, 1.0)).round() as u32;
    let shares = bins.iter().enumerate().filter_map(|(at, bin)| Some((at, bin.said()?, bin.left()?)));
    let marks = (0_u32..).zip(shares).map(|(row, (at, said, Share { share, low, high }))| Mark {
        label: range(at),
        y: FIRST_ROW + ROW * row,
        said: x(said),
        left: x(share),
        low: x(low),
        high: x(high),
    });
    let marks: Vec<Mark> = marks.collect();
    let height = marks.last()?.y + ROW;
    let scale = [0_u32, 25, 50, 75, 100]
        .into_iter()
        .map(|share| Tick { x: x(f64::from(share) / 100.0), words: format!("{share}%") });
    Some(Chart { height, marks, scale: scale.collect() })
}

fn row(word: &Correction, said: Option<f64>, teller: &Teller) -> WordRow {
    let key = if word.same { "words.same" } else { "words.apart" };
    WordRow {
        words: tf(key, &[("publisher", &word.publisher), ("title", &title_or(&word.title))]),
        article_href: format!("/article/{}", word.article),
        story_href: format!("/story/{}", word.story),
        story_title: title_or(&word.story_title),
        when: teller.relative(word.at),
        said: said
            .map_or_else(|| t("quality.not_known").to_owned(), |said| tf("quality.said", &[("share", &percent(said))])),
        undone: word.lifted_at.map(|at| teller.relative(at)),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn few_cases_give_no_share() {
        let few = Bin { joins: 40, seen: 19, apart: 2, ..Bin::default() };
        assert_eq!(
            found(&few),
            ["So far 19 groupings were seen by an owner, 2 of them corrected. A rate is shown from 20 on."]
        );
        let enough = found(&Bin { joins: 400, seen: 200, apart: 5, wanted: 2, ..Bin::default() });
        assert!(enough[0].contains("200") && enough[0].contains("97.5%") && enough[0].contains("94.3%"), "{enough:?}");
        assert_eq!(enough.len(), 3, "{enough:?}");
    }

    #[test]
    fn ranges_and_places() {
        assert_eq!([range(0), range(1), range(6)], ["below 50%", "50 to 60%", "95 to 100%"]);
        assert!(chart(&[Bin { seen: 3, ..Bin::default() }; 7]).is_none());
        let chart = chart(&[Bin { seen: 40, apart: 4, ..Bin::default() }; 2]).unwrap();
        assert_eq!((chart.marks.len(), chart.marks[1].left, chart.height), (2, 562, 104));
        assert!(chart.marks[0].low < 562 && chart.marks[0].high > 562 && chart.scale[4].x == 610);
    }
}
