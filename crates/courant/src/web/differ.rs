//! Where reports disagree, as rows of a table: who gives which figure, and when.

use courant_core::model::Disagreement;
use courant_store::ArticleCard;

use super::figure::shown;
use super::messages::tn;
use super::pages::front::capital;
use super::sources_cited::Cited;
use super::time::{Teller, When};

/// One outlet's figure.
pub struct DifferRow {
    /// What is counted.
    pub subject: String,
    /// Whether the subject is named here for the first time.
    pub first: bool,
    /// The figure as printed.
    pub text: String,
    /// The outlet.
    pub publisher: String,
    /// How many copies of its report there are, in words.
    pub copies: Option<String>,
    /// The report’s page at the paragraph.
    pub href: String,
    /// When the report came out.
    pub when: When,
}

/// Each figure with its outlet, those of one subject together. Figures stand in their reports still; one alone differs from nothing.
pub fn differ(
    disagreements: &[Disagreement],
    cited: &Cited,
    articles: &[ArticleCard],
    teller: &Teller,
) -> Vec<DifferRow> {
    let mut rows = Vec::new();
    for one in disagreements {
        let standing =
            one.figures.iter().filter_map(|figure| Some((figure, cited.stands(&figure.source, &figure.text)?)));
        let standing: Vec<_> = standing.collect();
        if standing.len() < 2 {
            continue;
        }
        for (index, (figure, place)) in standing.into_iter().enumerate() {
            let id = figure.source.id.parse().ok();
            let copies = articles.iter().filter(|card| card.copy_of.is_some() && card.copy_of == id).count() as u64;
            rows.push(DifferRow {
                subject: capital(&one.subject),
                first: index == 0,
                text: shown(figure),
                publisher: place.publisher,
                copies: (copies > 0).then(|| tn("story.and_copies", copies)),
                href: place.href,
                when: teller.short(figure.at.map_or(place.at, |at| at.as_millisecond())),
            });
        }
    }
    rows
}
