//! What lies around a story: links of its articles to others, other stories worth reading, what was left out and why.

use std::collections::{BTreeMap, BTreeSet};

use courant_core::model::{Article, LeftOut, LinkKind, Related, StoryLink, Understanding};
use courant_core::related::{self, Candidate};
use courant_core::story::probability;
use courant_core::text::entities::{Gathered, Mentions, gathered};
use courant_store::{NewRelated, StoryInput};

use crate::worker::Context;

/// Other stories named on a story's page.
const MOST_STORIES: usize = 5;
/// Articles named as left out.
const MOST_LEFT_OUT: usize = 6;
/// Log odds of one event from which two articles belong to one course of events. Of the pairs of teasers that were read (see
/// `xtask/fit`), 97 in 100 from here on are one event or one affair.
const ONE_COURSE: f32 = -1.7;
/// Probability from which on a report of another story that may tell the same event lets both share a slot.
const SURELY_ONE: f64 = 0.65;
/// Words from which on a text is more than a teaser.
const TEASER_WORDS: i64 = 60;
/// Stories known to stand together with one.
const MOST_IN_THREAD: usize = 12;
/// Log odds of one event from which an article came near enough to say why it was kept out.
const CAME_NEAR: f32 = -1.5;
/// Links of one article that are looked into.
const MOST_CANDIDATES: usize = 24;

/// What [`around`] finds.
#[derive(Debug, Default)]
pub struct Around {
    /// Other stories, best first.
    pub stories: Vec<StoryLink>,
    /// All stories that stand near, nearest first.
    pub thread: Vec<i64>,
    /// Articles that came near and were kept out.
    pub left_out: Vec<LeftOut>,
    /// The links of each member that the engine knows, best first.
    pub related: Vec<(i64, Vec<NewRelated>)>,
    /// Whether this is a live blog or round-up that stands by itself.
    pub apart: bool,
    /// The text that each member stands for; equal for copies.
    pub texts: BTreeMap<i64, i64>,
    /// The language that most of the instance's publishers write in; empty when none is known.
    pub paper_language: String,
}

/// What the engine knows about a story's members.
struct Seen {
    candidates: BTreeMap<i64, Vec<Candidate>>,
    texts: BTreeMap<i64, i64>,
    kept_apart: Vec<i64>,
    apart: bool,
}

/// Looks around a story: what the engine holds near, read with the texts themselves.
pub async fn around(context: &Context, inputs: &[StoryInput]) -> anyhow::Result<Around> {
    let seen = look(context, inputs).await;
    let members: BTreeSet<i64> = inputs.iter().map(|input| input.id).collect();
    let near = seen.candidates.values().flatten().filter_map(|candidate| candidate.id.parse().ok());
    let wanted: BTreeSet<i64> =
        near.chain(seen.kept_apart.iter().copied()).filter(|id| !members.contains(id)).collect();
    let wanted: Vec<i64> = wanted.into_iter().collect();
    let others = context.store.article_inputs(&wanted).await?;
    let titles = titles(context, &others).await?;
    let paper_language = paper_language(context).await?;
    let inputs = inputs.to_vec();
    let around = tokio::task::spawn_blocking(move || compose(&seen, &inputs, &others, &titles)).await?;
    Ok(Around { paper_language, ..around })
}

async fn paper_language(context: &Context) -> anyhow::Result<String> {
    let mut publishers: BTreeMap<String, i64> = BTreeMap::new();
    for (language, count) in context.store.publisher_languages().await? {
        let primary = language.split('-').next().unwrap_or_default().to_lowercase();
        if !primary.is_empty() {
            *publishers.entry(primary).or_default() += count;
        }
    }
    let most = publishers.into_iter().max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(&a.0)));
    Ok(most.map(|(language, _)| language).unwrap_or_default())
}

async fn look(context: &Context, inputs: &[StoryInput]) -> Seen {
    let ids: Vec<i64> = inputs.iter().map(|input| input.id).collect();
    context
        .engine
        .read(|engine| {
            let mut seen =
                Seen { candidates: BTreeMap::new(), texts: BTreeMap::new(), kept_apart: Vec::new(), apart: false };
            let name = ids.iter().find_map(|id| engine.story_of(&id.to_string())).unwrap_or_default();
            for id in &ids {
                let article = id.to_string();
                let mut candidates = engine.near(&article);
                candidates.sort_by(|a, b| b.logit.total_cmp(&a.logit).then_with(|| a.id.cmp(&b.id)));
                candidates.truncate(MOST_CANDIDATES);
                seen.candidates.insert(*id, candidates);
                seen.texts.extend(engine.text_of(&article).map(|text| (*id, text)));
            }
            let articles: Vec<String> = ids.iter().map(i64::to_string).collect();
            seen.apart = engine.stand_apart(articles.iter().map(String::as_str));
            if !name.is_empty() && ids.len() > 1 {
                seen.kept_apart = engine.kept_apart(name).iter().filter_map(|id| id.parse().ok()).collect();
            }
            seen
        })
        .await
}

/// Headline of each story that one of the other articles is in.
async fn titles(context: &Context, others: &[(i64, StoryInput)]) -> anyhow::Result<BTreeMap<i64, String>> {
    let stories: BTreeSet<i64> = others.iter().map(|(story, _)| *story).collect();
    let stories: Vec<i64> = stories.into_iter().collect();
    let cards = context.store.stories(&stories).await?;
    Ok(cards.into_iter().map(|card| (card.id, card.title)).collect())
}

fn compose(seen: &Seen, inputs: &[StoryInput], others: &[(i64, StoryInput)], titles: &BTreeMap<i64, String>) -> Around {
    let none = Understanding::default();
    let texts: BTreeMap<String, (&Article, &Understanding)> = inputs
        .iter()
        .chain(others.iter().map(|(_, input)| input))
        .map(|input| (input.article.id.clone(), (&input.article, input.understanding.as_ref().unwrap_or(&none))))
        .collect();
    let mut related = Vec::new();
    let mut links: Vec<Related> = Vec::new();
    for input in inputs {
        let own = (&input.article, input.understanding.as_ref().unwrap_or(&none));
        let candidates = seen.candidates.get(&input.id).map(Vec::as_slice).unwrap_or_default();
        let found = related::links(own, candidates, |id| texts.get(id).copied());
        // Of one that the engine does not know nothing new can be said: what was found stays.
        if seen.texts.contains_key(&input.id) {
            related.push((input.id, found.iter().filter_map(stored).collect()));
        }
        links.extend(found);
    }
    let thread = thread(seen, inputs, others, &links);
    let stories = stories(&links, others, titles);
    let linked: BTreeSet<i64> = stories.iter().map(|link| link.story).collect();
    Around {
        left_out: left_out(seen, inputs, others, &linked),
        stories,
        thread,
        related,
        apart: seen.apart,
        texts: seen.texts.clone(),
        ..Around::default()
    }
}

fn stored(link: &Related) -> Option<NewRelated> {
    Some(NewRelated { other: link.id.parse().ok()?, kind: link.kind, score: link.score, why: link.why.clone() })
}

/// The other stories of one course of events: those that a member is linked with, then, nearest first, those with a teaser that
/// stands near enough to one here. Of teasers no evidence is asked: they have few words, and nothing is said but that they stand
/// together. Whole texts without a link have only a subject in common.
fn thread(seen: &Seen, inputs: &[StoryInput], others: &[(i64, StoryInput)], links: &[Related]) -> Vec<i64> {
    let known: BTreeMap<&str, (i64, bool)> =
        others.iter().map(|(story, input)| (input.article.id.as_str(), (*story, is_teaser(input)))).collect();
    let teasers = inputs.iter().filter(|input| is_teaser(input)).filter_map(|input| seen.candidates.get(&input.id));
    let near = teasers.flatten().filter(|candidate| candidate.logit >= ONE_COURSE);
    let near = near.filter_map(|candidate| {
        let (story, teaser) = known.get(candidate.id.as_str())?;
        teaser.then_some((candidate.logit, *story))
    });
    let sure = links.iter().filter(|link| link.kind != LinkKind::SameEvent || link.score >= SURELY_ONE);
    let linked = sure.filter_map(|link| Some((f32::MAX, known.get(link.id.as_str())?.0)));
    let mut linked: Vec<(f32, i64)> = near.chain(linked).collect();
    linked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut seen = BTreeSet::new();
    linked.into_iter().map(|(_, story)| story).filter(|story| seen.insert(*story)).take(MOST_IN_THREAD).collect()
}

/// Whether next to nothing stands under the headline.
fn is_teaser(input: &StoryInput) -> bool {
    input.words < TEASER_WORDS
}

/// The best link to each other story. One event in two stories is said only of articles, never of stories.
fn stories(links: &[Related], others: &[(i64, StoryInput)], titles: &BTreeMap<i64, String>) -> Vec<StoryLink> {
    let story_of: BTreeMap<&str, i64> =
        others.iter().map(|(story, input)| (input.article.id.as_str(), *story)).collect();
    let mut best: BTreeMap<i64, &Related> = BTreeMap::new();
    for link in links.iter().filter(|link| link.kind != LinkKind::SameEvent) {
        let Some(story) = story_of.get(link.id.as_str()) else { continue };
        let kept = best.entry(*story).or_insert(link);
        if link.score > kept.score {
            *kept = link;
        }
    }
    let mut best: Vec<(i64, &Related)> = best.into_iter().collect();
    best.sort_by(|a, b| b.1.score.total_cmp(&a.1.score).then(a.0.cmp(&b.0)));
    let named = best.into_iter().filter_map(|(story, link)| {
        let title = titles.get(&story).filter(|title| !title.is_empty())?;
        Some(StoryLink { story, kind: link.kind, why: link.why.clone(), title: title.clone() })
    });
    named.take(MOST_STORIES).collect()
}

/// Articles that came near, in no linked story, each with a reason that can be checked in the texts.
fn left_out(seen: &Seen, inputs: &[StoryInput], others: &[(i64, StoryInput)], linked: &BTreeSet<i64>) -> Vec<LeftOut> {
    if inputs.len() < 2 {
        return Vec::new();
    }
    let mut near: BTreeMap<i64, f32> = BTreeMap::new();
    for candidate in seen.candidates.values().flatten().filter(|candidate| candidate.logit >= CAME_NEAR) {
        if let Ok(id) = candidate.id.parse::<i64>() {
            let best = near.entry(id).or_insert(candidate.logit);
            *best = best.max(candidate.logit);
        }
    }
    let mut came: Vec<(f32, &StoryInput)> = Vec::new();
    for (story, other) in others {
        if seen.kept_apart.contains(&other.id) {
            came.push((f32::MAX, other));
        } else if let Some(logit) = near.get(&other.id).filter(|_| !linked.contains(story)) {
            came.push((*logit, other));
        }
    }
    came.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.id.cmp(&b.1.id)));
    // Reasons are looked for in whole texts, so only for as many as are named.
    let reports = inputs.iter().flat_map(|input| [input.article.title.as_str(), input.article.text.as_str()]);
    let here = Mentions::of(reports);
    let named = came.into_iter().take(MOST_CANDIDATES).filter_map(|(logit, other)| {
        let reason = if seen.kept_apart.contains(&other.id) {
            "It covers several things in one piece, so it stands by itself.".to_owned()
        } else {
            elsewhere(&here, other)?
        };
        let (title, publisher) = (other.article.title.clone(), other.article.publisher.clone());
        let probability = (logit < f32::MAX).then(|| f64::from(probability(logit)));
        Some(LeftOut { article: other.id, title, publisher, reason, probability })
    });
    named.take(MOST_LEFT_OUT).collect()
}

/// The person, place or body that the other article is about and that no report of this story has, in whatever form.
fn elsewhere(here: &Mentions, other: &StoryInput) -> Option<String> {
    let understanding = other.understanding.as_ref()?;
    let known = gathered(&other.article.text, &understanding.language, &understanding.entities);
    let Gathered { name, .. } = here.foreign(&other.article, &known)?;
    Some(format!("It tells of {name}, which no report of this story names."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input(id: i64) -> StoryInput {
        StoryInput {
            id,
            article: Article { id: id.to_string(), ..Article::default() },
            publisher_id: id,
            at: 0,
            fetched_at: 0,
            copy_of: None,
            kind: courant_core::model::PageKind::Report,
            access: courant_core::model::Access::Free,
            words: 100,
            image: None,
            understanding: None,
            features: Vec::new(),
        }
    }

    #[test]
    fn links_of_what_the_engine_does_not_know_are_not_taken_back() {
        let seen =
            Seen { candidates: BTreeMap::new(), texts: BTreeMap::from([(1, 1)]), kept_apart: Vec::new(), apart: false };
        let around = compose(&seen, &[input(1), input(2)], &[], &BTreeMap::new());
        let told: Vec<i64> = around.related.iter().map(|(article, _)| *article).collect();
        assert_eq!(told, [1]);
    }
}
