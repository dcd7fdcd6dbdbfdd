//! `GET /api/v1/quality`: how good the stories are, by readers' corrections; for owners.

use axum::Json;
use axum::extract::State;
use courant_core::story::quality::{BINS, Bin, FEWEST_CASES};
use courant_store::Correction;
use jiff::Timestamp;
use serde::Serialize;

use crate::web::error::WebError;
use crate::web::quality::Reckoned;
use crate::web::session::Viewer;
use crate::web::state::WebState;

use super::shapes::moment;

/// The figures of the owner's page.
#[derive(Serialize)]
pub struct ApiQuality {
    since: Option<Timestamp>,
    fewest_cases: u64,
    all: ApiBin,
    bins: Vec<ApiBin>,
    corrections: Vec<ApiCorrection>,
}

#[derive(Serialize)]
struct ApiBin {
    from: f64,
    to: f64,
    joins: u64,
    looked_at: u64,
    taken_apart: u64,
    expected_apart: f64,
    asked_in: u64,
    left: Option<ApiShare>,
}

#[derive(Serialize)]
struct ApiShare {
    share: f64,
    low: f64,
    high: f64,
}

#[derive(Serialize)]
struct ApiCorrection {
    article: String,
    other: String,
    same: bool,
    story: String,
    at: Option<Timestamp>,
    undone_at: Option<Timestamp>,
    probability: Option<f64>,
}

impl ApiBin {
    fn new(from: f64, to: f64, bin: &Bin) -> Self {
        Self {
            from,
            to,
            joins: bin.joins,
            looked_at: bin.seen,
            taken_apart: bin.apart,
            expected_apart: bin.expected_apart(),
            asked_in: bin.wanted,
            left: bin.left().map(|left| ApiShare { share: left.share, low: left.low, high: left.high }),
        }
    }
}

/// The same as `/quality`.
pub async fn get(State(state): State<WebState>, viewer: Viewer) -> Result<Json<ApiQuality>, WebError> {
    viewer.must_own()?;
    let Reckoned { quality, since, corrections } = Reckoned::load(&state).await?;
    let bounds = BINS.iter().zip(BINS.iter().skip(1).chain(&[1.0]));
    let probability =
        |word: &Correction| if word.same { word.probability } else { quality.taken_apart.get(&word.id).copied() };
    Ok(Json(ApiQuality {
        since: since.and_then(moment),
        fewest_cases: FEWEST_CASES,
        all: ApiBin::new(0.0, 1.0, &quality.all()),
        bins: bounds.zip(&quality.bins).map(|((from, to), bin)| ApiBin::new(*from, *to, bin)).collect(),
        corrections: corrections
            .iter()
            .map(|word| ApiCorrection {
                article: word.article.to_string(),
                other: word.other.to_string(),
                same: word.same,
                story: word.story.to_string(),
                at: moment(word.at),
                undone_at: word.lifted_at.and_then(moment),
                probability: probability(word),
            })
            .collect(),
    }))
}
