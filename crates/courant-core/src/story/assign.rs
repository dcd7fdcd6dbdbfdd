//! Which story an article belongs to: the one whose members agree on it, never a single link.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use super::article::StoryArticle;
use super::centroid::{Centroid, LEAST_MEMBERS};
use super::change::{Evidence, Reason};
use super::compare::NO_LINK;
use super::links::Links;
use super::pace::Lateness;
use super::state::State;
use super::weights::quiet;

/// Log odds at which an article joins a story in a full stream.
pub(super) const JOIN: f32 = 0.1;
/// Log odds below which a member leaves.
pub(super) const STAY: f32 = -0.4;
/// How much better another story must be for a member to go there.
pub(super) const SWITCH: f32 = 0.3;
/// Members that speak loudest, and the weight of their mean.
const FEW: usize = 3;
const FEW_WEIGHT: f32 = 0.7;
/// Members that speak in every story.
const MANY: usize = 20;
/// Members that speak in the largest, and the weight of their mean there, taken from the few.
const MOST: usize = 64;
const MOST_WEIGHT: f32 = 0.2;
/// What a member of a large story without a link counts there: mostly it was not among the candidates at all.
const NOT_COMPARED: f32 = -3.0;

/// Stories, those with the nearest members, whose titles an arriving one is held against.
const NEAREST_STORIES: usize = 16;

/// What adding up log odds may be off by, and more.
pub(super) const ROUNDING: f32 = 0.001;

/// The agreement of `texts` texts of which `logits` have links to the article; the others count as no link. Among
/// hundreds of texts on one large subject any article finds three, and twenty, that are near it, so a large story is
/// asked for more than that, unless `few` say enough.
pub(super) fn agreement(mut logits: Vec<f32>, texts: usize, few: bool) -> f32 {
    logits.sort_by(|a, b| b.total_cmp(a));
    let mean = |most: usize, none: f32| {
        let count = texts.min(most);
        let known: f32 = logits.iter().take(count).sum();
        let missing = count.saturating_sub(logits.len());
        (known + none * missing as f32) / count.max(1) as f32
    };
    let large = (texts.saturating_sub(MANY) as f32 / (MOST - MANY) as f32).min(1.0);
    let most_weight = if few { 0.0 } else { large * MOST_WEIGHT };
    (FEW_WEIGHT - most_weight) * mean(FEW, NO_LINK)
        + (1.0 - FEW_WEIGHT) * mean(MANY, NO_LINK)
        + most_weight * mean(MOST, NOT_COMPARED)
}

/// Log odds at which an arriving article joins. In a full stream more is asked than of a member that may stay: much is near, and
/// second thoughts will have seen more. In a quiet one, and among bare titles, they come to join nearly all that a member could be
/// anyway, and until then one event would stand in two places.
pub(super) fn joins_from(state: &State) -> f32 {
    if state.is_of_titles() { STAY } else { JOIN + (STAY - JOIN) * quiet(state.pool()) }
}

/// How well an article with these links agrees with members of one story. Copies of one text speak with one voice,
/// the mean of those that were compared, so that neither many copies nor an overlooked one changes the answer.
/// Without members there is no link. Days between count against (`pace`). The article is told by its number and moment.
pub(super) fn voices(state: &State, (seq, at): (i64, i64), links: &Links, members: &BTreeSet<i64>) -> f32 {
    let mut late = Lateness::of(state, seq, at);
    let mut texts: BTreeMap<i64, (f32, u32)> = BTreeMap::new();
    for member in members.iter().filter(|member| **member != seq) {
        let voice = texts.entry(state.text_of(*member)).or_default();
        if let Some(logit) = links.get(*member) {
            let days = state.members.get(*member).map_or(0.0, |other| late.against(other.at));
            *voice = (voice.0 + logit - days, voice.1 + 1);
        }
    }
    if texts.is_empty() {
        return NO_LINK;
    }
    let known = texts.values().filter(|(_, count)| *count > 0).map(|(sum, count)| sum / *count as f32).collect();
    // Of bare titles by hundreds of outlets each words the event in its own way, and the score of titles is stricter instead.
    let bare = |seq: &&i64| state.members.get(**seq).is_some_and(|member| member.prepared.bare);
    let few = texts.len() > MANY && members.iter().filter(bare).count() * 10 > members.len() * 9;
    agreement(known, texts.len(), few)
}

/// The agreement of a story's members with an article of this number and moment, itself left out.
pub(super) fn score_in(state: &State, own: (i64, i64), links: &Links, story: &str) -> f32 {
    state.stories.get(story).map_or(NO_LINK, |members| voices(state, own, links, members))
}

/// The story that agrees best, other than `except`, and its score. Stories with a member that a reader has parted
/// from the article are passed over; one with a member that a reader has put beside it is certain.
pub(super) fn best(
    state: &State,
    own: (i64, i64),
    id: &str,
    links: &Links,
    except: Option<&str>,
) -> Option<(String, f32)> {
    if let Some(story) =
        by_reader(state, id).filter(|story| Some(story.as_str()) != except && !parted(state, id, story))
    {
        return Some((story, -NO_LINK));
    }
    let mut best: Option<(f32, Linked)> = None;
    for story in linked(state, links, except) {
        // No story agrees more than its nearest member does, or than one that was not compared is taken to.
        if best.as_ref().is_some_and(|(score, _)| story.nearest + ROUNDING < *score) {
            break;
        }
        if parted(state, id, story.id) {
            continue;
        }
        let score = score_in(state, own, links, story.id);
        // The earliest story goes before its equals: ids of stories must not decide between them.
        if best.as_ref().is_none_or(|(most, best)| score > *most || score == *most && story.first < best.first) {
            best = Some((score, story));
        }
    }
    best.map(|(score, story)| (story.id.to_owned(), score))
}

/// In a stream of bare titles, the story whose titles taken together an arriving one is nearest to, and the log odds.
pub(super) fn about_the_same(state: &State, article: &StoryArticle, at: i64, links: &Links) -> Option<(String, f32)> {
    if !state.is_of_titles() || !article.is_bare() {
        return None;
    }
    let own = Centroid::of(article, at);
    let taken = linked(state, links, None).into_iter().take(NEAREST_STORIES).filter_map(|story| {
        let members = state.stories.get(story.id).filter(|members| members.len() >= LEAST_MEMBERS)?;
        if parted(state, &article.id, story.id) {
            return None;
        }
        Some((Centroid::of_titles(state, members.iter().copied())?.takes(&own)?, story.id))
    });
    // Of equals the one with the nearest member.
    let best = taken.reduce(|best, next| if next.0 > best.0 { next } else { best });
    best.map(|(score, story)| (story.to_owned(), score))
}

/// A story that an article has links to.
struct Linked<'a> {
    id: &'a str,
    /// The best of the links, and no less than what one that is missing may count.
    nearest: f32,
    /// Its first arrival.
    first: Option<i64>,
}

/// The stories of an article's links other than `except`, the nearest first.
fn linked<'a>(state: &'a State, links: &Links, except: Option<&str>) -> Vec<Linked<'a>> {
    let mut nearest: FxHashMap<&str, f32> = FxHashMap::default();
    for (other, logit) in links.iter() {
        let Some(story) = state.members.get(other).map(|member| &*member.story) else { continue };
        if !story.is_empty() && Some(story) != except {
            let most = nearest.entry(story).or_insert(NOT_COMPARED);
            *most = most.max(logit);
        }
    }
    let first = |story: &str| state.stories.get(story).and_then(|members| members.first().copied());
    let mut stories: Vec<Linked> =
        nearest.into_iter().map(|(id, nearest)| Linked { id, nearest, first: first(id) }).collect();
    stories.sort_by(|a, b| b.nearest.total_cmp(&a.nearest).then(a.first.cmp(&b.first)));
    stories
}

/// Why an article goes with the members of `story`.
pub(super) fn evidence(state: &State, reason: Reason, score: f32, links: &Links, story: &str) -> Evidence {
    let mut with: Vec<(String, f32)> = links
        .iter()
        .filter_map(|(seq, logit)| Some((state.members.get(seq)?, logit)))
        .filter(|(member, _)| *member.story == *story)
        .map(|(member, logit)| (member.article.id().to_owned(), super::weights::probability(logit)))
        .collect();
    with.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    with.truncate(FEW);
    Evidence { reason, score, with }
}

/// The story of an article that a reader has put beside this one.
fn by_reader(state: &State, id: &str) -> Option<String> {
    let pairs = state.constraints.iter().filter(|(_, same)| **same);
    let others = pairs.filter_map(|((a, b), _)| match id {
        _ if a == id => Some(b),
        _ if b == id => Some(a),
        _ => None,
    });
    let placed = others.filter_map(|other| state.member(other)).filter(|member| !member.story.is_empty());
    placed.min_by_key(|member| member.article.seq()).map(|member| member.story.to_string())
}

/// Whether a reader has parted the article from a member of the story.
pub(super) fn parted(state: &State, id: &str, story: &str) -> bool {
    if state.constraints.is_empty() {
        return false;
    }
    let members = state.stories.get(story).into_iter().flatten().filter_map(|seq| state.members.get(*seq));
    members.into_iter().any(|member| state.word_on(id, member.article.id()) == Some(false))
}

/// Whether a reader has put the article beside another one of its story, so that it stays.
pub(super) fn bound(state: &State, seq: i64) -> bool {
    let Some(member) = state.members.get(seq).filter(|_| !state.constraints.is_empty()) else { return false };
    let others = state.stories.get(&member.story).into_iter().flatten().filter_map(|seq| state.members.get(*seq));
    others.into_iter().any(|other| state.word_on(member.article.id(), other.article.id()) == Some(true))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::{Change, Engine, Event, Evidence, Reason, StoryArticle, Term};
    use super::*;

    fn check(links: &[(usize, f32)], texts: usize, joins: bool) {
        let logits = links.iter().flat_map(|(count, logit)| vec![*logit; *count]).collect();
        let agreed = agreement(logits, texts, false);
        assert_eq!(agreed >= JOIN, joins, "{links:?} of {texts}: {agreed}");
    }

    #[test]
    fn a_large_story_asks_for_more_than_twenty_that_are_near() {
        let near_a_few = [(3, 1.0), (17, -0.5)];
        check(&near_a_few, 20, true);
        check(&near_a_few, 400, false);
        check(&[(64, 1.0)], 400, true);
        check(&[(1, 4.0)], 3, false);
        // Bare titles of hundreds of outlets go by those that are near.
        assert!(
            agreement(near_a_few.iter().flat_map(|(count, logit)| vec![*logit; *count]).collect(), 400, true) >= JOIN
        );
    }

    #[test]
    fn an_arrival_is_asked_for_less_where_little_comes() {
        let (alone, among) = (joins_from(&Engine::new().state), joins_from(&stories().state));
        assert!(alone == STAY && alone < among && among < JOIN, "{alone}, among 150 {among}");
        let mut titles = Engine::new();
        for seq in 1..=150 {
            let terms = vec![Term { hash: seq as u32, title: 1, rarity: 200, ..Term::default() }];
            let article = StoryArticle { id: seq.to_string(), seq, at: Some(seq), terms, ..StoryArticle::default() };
            titles.take(&Event::Article(Box::new(article)));
        }
        assert_eq!(joins_from(&titles.state), STAY);
    }

    /// Thirty stories of one member, ten of three and one of ninety, with no word in common.
    fn stories() -> Engine {
        let mut engine = Engine::new();
        for seq in 1..=150 {
            // A word of its own below the title.
            let terms = vec![Term { hash: seq as u32, body: 1, rarity: 200, ..Term::default() }];
            let article = StoryArticle { id: seq.to_string(), seq, at: Some(seq), terms, ..StoryArticle::default() };
            engine.take(&Event::Article(Box::new(article)));
        }
        let story = |engine: &Engine, seq: i64| engine.story_of(&seq.to_string()).unwrap_or_default().to_owned();
        for seq in 1..=150 {
            // Members of one story do not stand side by side.
            let head = match seq {
                ..=30 => seq,
                31..=60 => 31 + seq % 10,
                _ => 61,
            };
            let (from, into) = (story(&engine, seq), story(&engine, head));
            if from != into {
                engine.apply(&Change::Merge { from, into, evidence: Evidence::of(Reason::Agreement) });
            }
        }
        engine
    }

    /// The best story is that of all stories that there are links to.
    fn asked_for_all(engine: &Engine, links: &Links) {
        let state = &engine.state;
        let with_first = |seq: i64| {
            let story = &*state.members.get(seq)?.story;
            Some((state.stories.get(story)?.first().copied(), story))
        };
        let ids: BTreeMap<Option<i64>, &str> = links.seqs().filter_map(with_first).collect();
        let scored = ids.into_values().map(|story| (story.to_owned(), score_in(state, (0, 0), links, story)));
        let expected = scored.reduce(|best, next| if next.1 > best.1 { next } else { best });
        assert_eq!(best(state, (0, 0), "new", links, None), expected);
    }

    #[test]
    fn a_large_story_may_agree_more_than_its_nearest_member() {
        let near = (61..=90).map(|seq| (seq, -3.5)).chain([(1, -3.46)]);
        let links: Links = near.collect();
        let engine = stories();
        asked_for_all(&engine, &links);
        let (story, score) = best(&engine.state, (0, 0), "new", &links, None).unwrap();
        assert_eq!((Some(story.as_str()), score > -3.46), (engine.story_of("61"), true), "{score}");
    }

    proptest::proptest! {
        #[test]
        fn who_is_not_asked_would_not_have_won(
            few in proptest::collection::btree_map(1_i64..=150, -6.9_f32..3.0, 1..120),
            far: bool,
            same: bool,
        ) {
            thread_local!(static STORIES: Engine = stories());
            let links: Links = few.into_iter().map(|(seq, logit)| {
                let logit = if same { logit.round() } else { logit };
                (seq, if far { logit.min(0.0) - 3.5 } else { logit })
            }).collect();
            STORIES.with(|engine| asked_for_all(engine, &links));
        }
    }
}
