//! Compares an arriving article with those in view.

use std::collections::BTreeSet;

use super::article::StoryArticle;
use super::change::{Admitted, Link};
use super::filter::Filter;
use super::hub::Hub;
use super::kinds::Kind;
use super::pair::{DAY, Figures, Likeness, Prepared, Regime, regime};
use super::state::{LONG_DAYS, Member, State};
use super::weights::{logit, prior};
use crate::text::fingerprint::{SKETCH, SKETCH_COPY, containment};

/// Days that make a neighbourhood.
const HUB_DAYS: i64 = 30;
/// Nearest articles remembered.
const NEAREST: usize = 8;
/// Links kept of one article.
const MOST_LINKS: usize = 64;
/// Milliseconds after which a publisher's short text that comes again is a standing one. Of 243 such pairs in five weeks of
/// fourteen real feeds, each read, 176 were standing text, nine in ten of them more than two days apart; of the 64 that were one
/// report ten were further apart than this.
const STANDING: i64 = 20 * DAY / 24;
/// Log odds below this are as good as no link.
pub(super) const NO_LINK: f32 = -7.0;

/// The most that two opinion pieces have for being of one event, whatever they share but the text itself: each is about something that
/// reports tell, and where no report is there is no story.
const TWO_VIEWS: f32 = -1.0;

/// A pair that was compared.
pub(super) struct Pair {
    pub(super) seq: i64,
    pub(super) regime: Regime,
    pub(super) figures: Figures,
}

/// An article's own side of its comparisons.
pub(super) struct Own {
    article: StoryArticle,
    at: i64,
    hub: Hub,
    nearest: Vec<i64>,
}

/// Works out all that is kept of an article.
pub(super) fn admit(state: &State, article: &StoryArticle) -> Admitted {
    let known = state.member(&article.id);
    let (own, pairs) = with_all(state, article);
    // A revision is judged as the article was when it came, so that a site that has grown since does not part old stories.
    let prior = prior(known.map_or_else(|| state.pool(), |member| state.pool_before(member)));
    let is_view = article.kind == Kind::Opinion;
    let other_view = |seq| {
        let other = state.members.get(seq).filter(|_| is_view).map(|member| &member.article);
        other.is_some_and(|other| {
            other.kind() == Kind::Opinion && containment(&article.sketch, &other.sketch()) < SKETCH_COPY
        })
    };
    let mut links: Vec<Link> = pairs
        .iter()
        .map(|pair| Link { seq: pair.seq, logit: logit(pair.regime, &pair.figures) + prior })
        .map(|link| if other_view(link.seq) { Link { logit: link.logit.min(TWO_VIEWS), ..link } } else { link })
        .filter(|link| link.logit > NO_LINK)
        .collect();
    links.sort_by(|a, b| b.logit.total_cmp(&a.logit).then(a.seq.cmp(&b.seq)));
    links.truncate(MOST_LINKS);
    links.sort_by_key(|link| link.seq);
    // A revised article may have the text of a later one now; of those who stand for its own text it is no copy.
    let copied = pairs.iter().find_map(|pair| {
        let other = state.members.get(pair.seq)?;
        let alike = containment(&own.article.sketch, &other.article.sketch()) >= SKETCH_COPY;
        let copy = alike && !is_standing(&own, other);
        copy.then_some(other.copy_of.unwrap_or(pair.seq)).filter(|text| *text != own.article.seq)
    });
    Admitted {
        article: own.article,
        at: own.at,
        hub: own.hub,
        nearest: own.nearest,
        links,
        copy_of: copied,
        revised: known.is_some(),
    }
}

/// Whether two short texts are alike because their publisher says the same each day: the horoscope, the quiz, the gallery. What it
/// says anew within a day is one report under another headline.
fn is_standing(own: &Own, other: &Member) -> bool {
    let publisher = &own.article.publisher;
    let same = !publisher.is_empty() && *publisher == other.article.publisher();
    let short = || own.article.sketch.len() < SKETCH || other.article.sketch().len() < SKETCH;
    same && (own.at - other.at).abs() > STANDING && short()
}

/// The article as it will be kept, and its pairs in order of arrival.
pub(super) fn with_all(state: &State, article: &StoryArticle) -> (Own, Vec<Pair>) {
    let mut article = article.clone();
    let known = state.member(&article.id);
    article.seq = known.map_or(article.seq.max(state.last_seq + 1), |member| member.article.seq());
    let at = known.map_or(article.at.unwrap_or(state.clock), |member| member.at);
    state.frequencies.fix(&mut article);
    if !article.kind.joins() {
        return (Own { article, at, hub: Hub::of(&[], 0), nearest: Vec::new() }, Vec::new());
    }
    let prepared = Prepared::of(&article);
    let liked = likenesses(state, &article, &prepared, at);
    let near_in_time: Vec<_> = liked
        .iter()
        .filter(|liked| (liked.member.at - at).abs() <= HUB_DAYS * DAY)
        .map(|liked| liked.likeness.neighbourly())
        .collect();
    let hub = Hub::of(&near_in_time, state.pool());
    let mut nearest: Vec<(i64, f32)> = liked.iter().map(|liked| (liked.seq, liked.likeness.bodies)).collect();
    nearest.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let nearest: Vec<i64> = nearest.into_iter().take(NEAREST).map(|(seq, _)| seq).collect();
    let near: BTreeSet<i64> = nearest.iter().copied().collect();
    let pairs = liked.iter().map(|Liked { seq, member, likeness, regime }| {
        let above = hub.above(&member.hub, &likeness.neighbourly());
        let common = member.article.nearest().filter(|other| near.contains(other)).count();
        let publisher = !article.publisher.is_empty() && article.publisher == member.article.publisher();
        let figures = likeness.figures(&above, at - member.at, publisher, common);
        Pair { seq: *seq, regime: *regime, figures }
    });
    let pairs = pairs.collect();
    (Own { article, at, hub, nearest }, pairs)
}

/// An article in view that was found, and what it has in common with the arriving one.
struct Liked<'a> {
    seq: i64,
    member: &'a Member,
    likeness: Likeness,
    regime: Regime,
}

fn likenesses<'a>(state: &'a State, article: &StoryArticle, prepared: &Prepared, at: i64) -> Vec<Liked<'a>> {
    let found = state.index.candidates(article, prepared, |seq| {
        let (member, mut other) = (state.members.get(seq)?, StoryArticle::default());
        member.article.compared(&mut other);
        Some((other, &member.prepared))
    });
    let (words, titles, own) = (Filter::of(article), state.is_of_titles(), (article, prepared));
    let mut other = StoryArticle::default();
    let compared = found.into_iter().filter(|seq| *seq != article.seq).filter_map(|seq| {
        let member = state.members.get(seq)?;
        if (member.at - at).abs() > LONG_DAYS * DAY || !member.article.kind().joins() {
            return None;
        }
        member.article.compared(&mut other);
        let others = (&other, &member.prepared);
        let likeness = Likeness::of(own, others, &words);
        Some(Liked { seq, member, likeness, regime: regime(own, others, titles) })
    });
    compared.collect()
}

#[cfg(test)]
mod tests {
    use super::super::{Change, Engine, Event, features};
    use crate::model::{Article, Understanding};

    const NOTICE: &str = "Free daily forecast for each star sign from our renowned astrologer, who has read the sky over the harbour for \
                          thirty years and tells what the day will bring in life, in love, at work and at sea for all who rise early.";

    /// Whether the second of two texts is taken for a copy of the first.
    fn check(text: &str, publishers: [&str; 2], hours: i64, expected: bool) {
        let mut engine = Engine::new();
        let mut copied = false;
        for (number, publisher) in publishers.into_iter().enumerate() {
            let article = Article {
                id: number.to_string(),
                title: "Your forecast for the day".into(),
                publisher: publisher.into(),
                text: text.into(),
                language: Some("en".into()),
                at: jiff::Timestamp::from_second(1_600_000_000 + number as i64 * hours * 3_600).ok(),
                ..Article::default()
            };
            let made = features(&article, &Understanding::default(), None, None);
            let changes = engine.take(&Event::Article(Box::new(made)));
            copied =
                changes.iter().any(|change| matches!(change, Change::Admit(admitted) if admitted.copy_of.is_some()));
        }
        assert_eq!(copied, expected, "{publishers:?} {hours}");
    }

    /// Whether two pieces under headlines that begin like this become one story.
    fn is_one(label: &str, texts: [&str; 2], expected: bool) {
        let mut engine = Engine::new();
        for (number, (text, outlet)) in texts.into_iter().zip(["Harbour Post", "Quay Herald"]).enumerate() {
            let article = Article {
                id: number.to_string(),
                title: format!("{label}Skerry ferry Kestrel runs aground off Saltpan"),
                publisher: outlet.into(),
                text: text.into(),
                language: Some("en".into()),
                at: jiff::Timestamp::from_second(1_600_000_000 + number as i64 * 600).ok(),
                ..Article::default()
            };
            engine.take(&Event::Article(Box::new(features(&article, &Understanding::default(), None, None))));
        }
        assert_eq!(engine.story_of("0") == engine.story_of("1"), expected, "{label:?} {texts:?}");
    }

    #[test]
    fn two_views_are_no_story_but_one_text_is_one() {
        let words: Vec<&str> = NOTICE.split_whitespace().collect();
        let turned: Vec<&str> = words.iter().rev().copied().collect();
        let (one, other) = (words.join(" "), turned.join(" "));
        is_one("", [&one, &other], true);
        is_one("Opinion: ", [&one, &other], false);
        is_one("Opinion: ", [&one, &one], true);
    }

    #[test]
    fn what_a_publisher_says_each_day_is_no_copy() {
        check(NOTICE, ["Harbour Post", "Harbour Post"], 48, false);
        check(NOTICE, ["Harbour Post", "Harbour Post"], 6, true);
        check(NOTICE, ["Harbour Post", "Quay Herald"], 48, true);
        let long: String = (0..90)
            .map(|number| format!("Boat {number} came in with {} crates of herring. ", number * 7 + 3))
            .collect();
        check(&long, ["Harbour Post", "Harbour Post"], 48, true);
    }
}
