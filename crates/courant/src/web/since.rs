//! What a story has gained since the reader last read it: new articles, and the sentences of them that add something.

use courant_core::model::{Article, SourceSpan, Understanding};
use courant_core::since::{Added, added};
use courant_store::{ArticleId, Millis, StoryId, StoryInput, UserId};

use super::error::WebError;
use super::layout::Lang;
use super::messages::{tf, tn, tnf};
use super::session::noted;
use super::sources_cited::{Cited, Place};
use super::state::WebState;
use super::time::{Teller, When};

/// Sentences shown at most.
const MOST: usize = 12;

/// What is new in a story.
#[derive(Debug, Default)]
pub struct Gained {
    /// When the reader last read the story.
    pub since: Millis,
    /// How many articles came that the reader has not seen.
    pub articles: usize,
    /// What they add.
    pub added: Added,
}

/// The block on the story's page.
pub struct Block {
    /// When the reader last read the story.
    pub since: When,
    /// Sentences with their places.
    pub sentences: Vec<Gain>,
    /// "3 more sentences add something."
    pub more: Option<String>,
    /// Words where no sentence is shown.
    pub nothing: String,
}

/// A sentence that adds something.
pub struct Gain {
    /// As it stands.
    pub text: String,
    /// Its language.
    pub lang: Lang,
    /// Where it stands.
    pub places: Vec<Place>,
}

impl Gained {
    /// Notes that the reader is shown the story, and gives what is new; `None` on the first visit. Where it cannot be noted
    /// the same is new the next time.
    pub async fn visit(state: &WebState, user: UserId, story: StoryId) -> Result<Option<Self>, WebError> {
        let touched = state.store.touch_story(user, story, state.clock.now_ms()).await;
        let Some(visit) = noted(touched.map(Some)) else { return Self::ahead(state, user, story, true).await };
        let Some(since) = visit.previous_at else { return Ok(None) };
        let unseen = state.store.unseen(user, story, visit.began_at).await?;
        Ok(Some(Self::of(state, story, since, &unseen).await?))
    }

    /// What the next visit will show as new, without visiting; `None` when there was no visit yet. `compared` says whether
    /// sentences are looked for too, which takes a while for a large story.
    pub async fn ahead(
        state: &WebState,
        user: UserId,
        story: StoryId,
        compared: bool,
    ) -> Result<Option<Self>, WebError> {
        let Some(visit) = state.store.story_visit(user, story).await? else { return Ok(None) };
        let unseen = state.store.unseen(user, story, Millis::MAX).await?;
        if !compared {
            return Ok(Some(Self { since: visit.visited_at, articles: unseen.len(), ..Self::default() }));
        }
        Ok(Some(Self::of(state, story, visit.visited_at, &unseen).await?))
    }

    async fn of(state: &WebState, story: StoryId, since: Millis, unseen: &[ArticleId]) -> Result<Self, WebError> {
        let before = state.store.texts_before(story, since).await?;
        if unseen.is_empty() && before.is_empty() {
            return Ok(Self { since, ..Self::default() });
        }
        let inputs = state.store.story_inputs(story).await?;
        let new = unseen.to_vec();
        let read = tokio::task::spawn_blocking(move || compare(&inputs, &new, &before)).await;
        let added = read.map_err(|error| WebError::Internal(format!("what is new in story {story}: {error}")))?;
        Ok(Self { since, articles: unseen.len(), added })
    }

    /// Where the sentences stand.
    pub fn spans(&self) -> impl Iterator<Item = &SourceSpan> {
        self.added.sentences.iter().flat_map(|sentence| &sentence.sources)
    }

    /// The block for a reader who follows the story or not; `None` when there is nothing to say. A sentence without a place
    /// in a report that is still there is not shown.
    pub fn block(&self, cited: &Cited, teller: &Teller, followed: bool) -> Option<Block> {
        let sentences = self.added.sentences.iter().map(|sentence| {
            // The texts were read again since: only words that stand there still are shown.
            let stands = sentence.sources.iter().filter(|span| cited.holds(span, &sentence.text));
            let places: Vec<Place> = stands.filter_map(|span| cited.place(span)).collect();
            let lang = places.first().map(|place| Lang::new(&place.language)).unwrap_or_default();
            Gain { text: sentence.text.clone(), lang, places }
        });
        let sentences: Vec<Gain> = sentences.filter(|gain| !gain.places.is_empty()).collect();
        let since = teller.short(self.since);
        let more = (self.added.more > 0).then(|| tn("since.more", self.added.more as u64));
        let nothing = match self.articles {
            0 => tf("since.nothing", &[("since", &since.words)]),
            articles => tnf("since.no_news", articles as u64, &[("since", &since.words)]),
        };
        (followed || !sentences.is_empty()).then_some(Block { since, sentences, more, nothing })
    }

    /// "2 new articles, 5 new sentences since 14:05."
    pub fn words(&self, teller: &Teller) -> String {
        let since = teller.short(self.since).words;
        let count = self.added.sentences.len() + self.added.more;
        let sentences = tn("since.sentences", count as u64);
        match (self.articles, count) {
            (0, 0) => return tf("since.nothing", &[("since", &since)]),
            (0, _) => return tf("since.changed", &[("sentences", &sentences), ("since", &since)]),
            (articles, 0) => return tnf("since.count", articles as u64, &[("since", &since)]),
            _ => {}
        }
        tnf("since.articles", self.articles as u64, &[("sentences", &sentences), ("since", &since)])
    }
}

/// What the new articles, and the words that took the place of those of `before`, add to what was seen: the others as they
/// stand, and these as they stood.
fn compare(inputs: &[StoryInput], new: &[ArticleId], before: &[(ArticleId, String)]) -> Added {
    let nothing: Vec<Understanding> = inputs
        .iter()
        .map(|input| {
            let language = input.article.language.clone().unwrap_or_else(|| "und".to_owned());
            Understanding { language, ..Understanding::default() }
        })
        .collect();
    let pairs = inputs.iter().zip(&nothing);
    let pairs = pairs.map(|(input, none)| (input.id, (&input.article, input.understanding.as_ref().unwrap_or(none))));
    let replaced = |id: &ArticleId| before.iter().any(|(replaced, _)| replaced == id);
    let (later, seen): (Vec<Read<'_>>, Vec<Read<'_>>) = pairs.partition(|(id, _)| new.contains(id) || replaced(id));
    let stood: Vec<(Article, Understanding)> = before
        .iter()
        .filter(|(id, _)| !new.contains(id))
        .filter_map(|(id, text)| {
            inputs.iter().zip(&nothing).find(|(input, _)| input.id == *id).map(|pair| (pair, text))
        })
        .map(|((input, none), text)| (Article { text: text.clone(), ..input.article.clone() }, none.clone()))
        .collect();
    let seen: Vec<_> = plain(seen).into_iter().chain(stood.iter().map(|(article, none)| (article, none))).collect();
    added(&seen, &plain(later), MOST)
}

fn plain(all: Vec<Read<'_>>) -> Vec<(&Article, &Understanding)> {
    all.into_iter().map(|(_, pair)| pair).collect()
}

/// An article's id, and what was read out of it.
type Read<'a> = (ArticleId, (&'a Article, &'a Understanding));
