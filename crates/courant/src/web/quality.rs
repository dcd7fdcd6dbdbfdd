//! How good the stories are, reckoned from what is stored; the owner's page and the JSON give the same figures.

use courant_core::story::Change;
use courant_core::story::quality::{Happening, Quality, quality};
use courant_store::{Correction, Millis};

use super::error::WebError;
use super::state::WebState;

/// Decisions about stories that are looked at: some weeks of a few hundred sources.
const DECISIONS: i64 = 50_000;
/// Words that are looked at.
const WORDS: i64 = 10_000;

/// The figures, and the words they rest on.
pub struct Reckoned {
    /// The figures.
    pub quality: Quality,
    /// From when on decisions were looked at; `None` where it is all there are.
    pub since: Option<Millis>,
    /// Readers' words since then, the newest first.
    pub corrections: Vec<Correction>,
}

impl Reckoned {
    /// Reckons anew.
    pub async fn load(state: &WebState) -> Result<Self, WebError> {
        let decided = state.store.decisions_about_stories(DECISIONS).await?;
        let whole = i64::try_from(decided.len()).is_ok_and(|count| count < DECISIONS);
        let since = decided.first().map(|first| first.at).filter(|_| !whole);
        let shown = state.store.shown_to_owners(since.unwrap_or(0)).await?;
        let corrections = state.store.corrections(since.unwrap_or(0), WORDS).await?;
        let words = words(&corrections);
        let reckoned = tokio::task::spawn_blocking(move || {
            let decided = decided.into_iter().filter_map(|one| Some((one.at, decision(one.change)?)));
            let shown = shown.into_iter().map(|(article, at)| (at, Happening::Shown(article)));
            let mut all: Vec<(Millis, Happening)> = decided.chain(shown).chain(words).collect();
            // Of one moment the decisions come first: nothing is shown before it is stored.
            all.sort_by_key(|(at, _)| *at);
            quality(all.into_iter().map(|(_, happening)| happening))
        });
        let quality = reckoned.await.map_err(|error| WebError::Internal(format!("quality: {error}")))?;
        Ok(Self { quality, since, corrections })
    }
}

/// A change that this version cannot read tells nothing.
fn decision(change: serde_json::Value) -> Option<Happening> {
    let change: Change = serde_json::from_value(change).ok()?;
    Some(Happening::Decided(Box::new(change)))
}

/// Who takes an article out and in again has changed their mind, and the engine was right: that asks for nothing.
fn words(corrections: &[Correction]) -> Vec<(Millis, Happening)> {
    let pair = |word: &Correction| (word.article.min(word.other), word.article.max(word.other));
    let parted_before =
        |word: &Correction| corrections.iter().any(|one| !one.same && one.id < word.id && pair(one) == pair(word));
    let told = corrections.iter().rev().filter_map(|word| {
        let holds = word.lifted_at.is_none();
        let happening = match word.same {
            false => Happening::Apart { word: word.id, articles: (word.article, word.other), holds },
            true if holds && !parted_before(word) => Happening::Wanted { probability: word.probability },
            true => return None,
        };
        Some((word.at, happening))
    });
    told.collect()
}
