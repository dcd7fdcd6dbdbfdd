//! Snapshots of the first two layouts, as they are read. Nothing writes them any more.
//!
//! The first layout knew nothing of how names sound. The second is the first with that behind it.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::article::StoryArticle;
use super::frequency::{Counts, Frequencies};
use super::hub::Hub;
use super::links::Links;
use super::packed::Packed;
use super::pair::Prepared;
use super::shelf::Shelf;
use super::state::{self, State};
use crate::text::sounds::Sound;

/// The first layout, without what [`Beside`] holds.
pub(super) const WITHOUT_SOUNDS: u8 = 1;
/// The second layout: articles' values one by one.
pub(super) const ONE_BY_ONE: u8 = 2;

#[derive(Deserialize)]
struct Member {
    article: StoryArticle,
    at: i64,
    hub: Hub,
    nearest: Vec<i64>,
    links: Links,
    copy_of: Option<i64>,
    story: String,
    founded: u32,
}

#[derive(Deserialize)]
struct Whole {
    members: Shelf<Member>,
    stories: FxHashMap<String, BTreeSet<i64>>,
    redirects: BTreeMap<String, String>,
    constraints: BTreeMap<(String, String), bool>,
    frequencies: Frequencies,
    clock: i64,
    repaired: i64,
    last_seq: i64,
    fresh: usize,
    arrivals: Vec<i64>,
}

/// What stands behind the state.
#[derive(Default, Deserialize)]
struct Beside {
    /// By the articles' numbers, written as a map is.
    sounds: Vec<(i64, Vec<Sound>)>,
    frequencies: Counts,
}

/// The state that a snapshot of an earlier layout holds behind its first byte.
pub(super) fn read(layout: u8, bytes: &[u8]) -> Result<State, postcard::Error> {
    let (mut whole, rest): (Whole, &[u8]) = postcard::take_from_bytes(bytes)?;
    let beside: Beside = if layout == WITHOUT_SOUNDS { Beside::default() } else { postcard::from_bytes(rest)? };
    for (seq, sounds) in beside.sounds {
        if let Some(member) = whole.members.get_mut(seq) {
            member.article.sounds = sounds;
        }
    }
    let mut state = State::default();
    state.members = whole.members.map(member);
    state.stories = whole.stories.into_iter().map(|(id, members)| (id.into(), members)).collect();
    state.redirects = whole.redirects;
    state.constraints = whole.constraints;
    state.frequencies = whole.frequencies;
    state.frequencies.sounds = beside.frequencies;
    state.clock = whole.clock;
    state.repaired = whole.repaired;
    state.last_seq = whole.last_seq;
    state.fresh = whole.fresh;
    state.arrivals = whole.arrivals;
    Ok(state)
}

fn member(saved: Member) -> state::Member {
    state::Member {
        article: Packed::of(&saved.article, &saved.nearest),
        at: saved.at,
        hub: saved.hub,
        links: saved.links,
        copy_of: saved.copy_of,
        story: saved.story.into(),
        founded: saved.founded,
        prepared: Prepared::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Change, Engine, Event, Key, Term};
    use super::*;

    /// Three articles, the second a copy of the first, and a reader's word, as the program wrote them until 2026-11-28.
    #[rustfmt::skip]
    const WRITTEN: &[u8] = &[
        2, 3, 2, 2, 97, 49, 2, 1, 208, 15, 12, 72, 97, 114, 98, 111, 117, 114, 32, 80, 111, 115, 116, 2, 101, 110, 0,
        1, 5, 216, 54, 1, 1, 2, 151, 176, 109, 0, 1, 4, 152, 136, 164, 1, 0, 0, 6, 153, 224, 218, 1, 0, 0, 8, 154,
        184, 145, 2, 0, 0, 10, 155, 1, 11, 180, 1, 0, 4, 128, 255, 0, 127, 4, 5, 5, 5, 5, 2, 7, 70, 208, 15, 205, 204,
        76, 62, 236, 81, 56, 62, 0, 0, 0, 63, 41, 92, 15, 63, 102, 102, 166, 64, 123, 20, 46, 62, 0, 2, 4, 232, 162,
        13, 65, 6, 58, 145, 163, 192, 0, 17, 115, 49, 54, 56, 51, 48, 98, 102, 99, 52, 100, 100, 51, 50, 54, 97, 99,
        1, 4, 2, 97, 50, 4, 1, 160, 31, 12, 72, 97, 114, 98, 111, 117, 114, 32, 80, 111, 115, 116, 2, 101, 110, 0, 1,
        5, 216, 54, 1, 1, 2, 141, 176, 109, 0, 1, 4, 142, 136, 164, 1, 0, 0, 6, 142, 224, 218, 1, 0, 0, 8, 143, 184,
        145, 2, 0, 0, 10, 144, 1, 11, 159, 1, 1, 4, 128, 255, 0, 127, 4, 5, 5, 5, 5, 2, 7, 70, 160, 31, 204, 204, 76,
        62, 12, 251, 56, 62, 144, 11, 251, 62, 25, 99, 12, 63, 32, 7, 162, 64, 219, 76, 46, 62, 1, 2, 2, 2, 232, 162,
        13, 65, 6, 87, 26, 147, 192, 1, 2, 17, 115, 49, 54, 56, 51, 48, 98, 102, 99, 52, 100, 100, 51, 50, 54, 97, 99,
        0, 6, 2, 97, 51, 6, 0, 12, 72, 97, 114, 98, 111, 117, 114, 32, 80, 111, 115, 116, 2, 101, 110, 0, 1, 5, 168,
        70, 1, 1, 2, 151, 208, 140, 1, 0, 1, 4, 152, 248, 210, 1, 0, 0, 6, 153, 160, 153, 2, 0, 0, 8, 154, 200, 223,
        2, 0, 0, 10, 155, 1, 13, 180, 1, 0, 4, 128, 255, 0, 127, 4, 5, 5, 5, 5, 2, 9, 70, 208, 15, 0, 0, 64, 62, 205,
        204, 44, 62, 205, 204, 252, 62, 102, 102, 6, 63, 0, 0, 156, 64, 51, 51, 35, 62, 2, 2, 4, 2, 2, 58, 145, 163,
        192, 4, 87, 26, 147, 192, 0, 17, 115, 51, 100, 98, 52, 55, 54, 49, 99, 99, 100, 52, 57, 54, 48, 49, 57, 1, 2,
        17, 115, 49, 54, 56, 51, 48, 98, 102, 99, 52, 100, 100, 51, 50, 54, 97, 99, 2, 2, 4, 17, 115, 51, 100, 98, 52,
        55, 54, 49, 99, 99, 100, 52, 57, 54, 48, 49, 57, 1, 6, 0, 1, 2, 97, 49, 2, 97, 51, 0, 1, 2, 101, 110, 3, 10,
        216, 54, 2, 168, 70, 1, 176, 109, 2, 208, 140, 1, 1, 136, 164, 1, 2, 248, 210, 1, 1, 224, 218, 1, 2, 184, 145,
        2, 2, 160, 153, 2, 1, 200, 223, 2, 1, 3, 2, 11, 2, 13, 1, 208, 15, 0, 6, 3, 3, 208, 15, 160, 31, 208, 15, 3,
        2, 1, 7, 200, 4, 1, 7, 168, 6, 1, 9, 200, 3, 2, 7, 2, 9, 1,
    ];

    /// The same articles.
    fn article(seq: i64, hash: u32) -> StoryArticle {
        let term = |n: u32| Term {
            hash: hash * n * 1_000,
            title: u8::from(n == 1),
            lead: u8::from(n < 3),
            body: n as u8 * 2,
            rarity: 150 + n as u8,
        };
        StoryArticle {
            id: format!("a{seq}"),
            seq,
            at: (seq != 3).then_some(seq * 1_000),
            publisher: "Harbour Post".into(),
            language: "en".into(),
            has_body: true,
            terms: (1..6).map(term).collect(),
            keys: vec![Key { hash: hash + 4, rarity: 180, title: true, number: seq == 2 }],
            sounds: vec![Sound { hash, rarity: 200 }],
            title_vector: vec![-128, -1, 0, 127],
            lead_vector: vec![5; 4],
            sketch: vec![hash, 70],
            ..StoryArticle::default()
        }
    }

    /// What an engine says once it has gone on.
    fn gone_on(mut engine: Engine) -> (Vec<Change>, Vec<u8>) {
        let mut changes = engine.take(&Event::Article(Box::new(article(4, 7))));
        changes.extend(engine.take(&Event::Settle));
        (changes, engine.snapshot().unwrap())
    }

    #[test]
    fn a_site_goes_on_from_where_it_stood() {
        let engine = Engine::restore(WRITTEN).unwrap();
        for (seq, hash) in [(1, 7), (2, 7), (3, 9)] {
            let mut kept = engine.state.members.get(seq).unwrap().article.article();
            let made = article(seq, hash);
            // How rare they are was another thing once they were counted.
            kept.terms.iter_mut().zip(&made.terms).for_each(|(kept, made)| kept.rarity = made.rarity);
            kept.keys.iter_mut().zip(&made.keys).for_each(|(kept, made)| kept.rarity = made.rarity);
            kept.sounds.iter_mut().zip(&made.sounds).for_each(|(kept, made)| kept.rarity = made.rarity);
            assert_eq!(kept, made);
        }
        let member = engine.state.members.get(2).unwrap();
        let [first, third] = ["s16830bfc4dd326ac", "s3db4761ccd496019"];
        assert_eq!(["a1", "a2", "a3"].map(|id| engine.story_of(id)), [Some(first), Some(first), Some(third)]);
        assert_eq!(member.links.iter().collect::<Vec<_>>(), [(1, 8.852_272), (3, -4.596_965_3)]);
        assert_eq!((member.copy_of, member.article.nearest().collect::<Vec<_>>()), (Some(1), vec![1]));
        assert_eq!(engine.words().collect::<Vec<_>>(), [("a1", "a3", false)]);
        let again = Engine::restore(&engine.snapshot().unwrap()).unwrap();
        assert_eq!(again.snapshot(), engine.snapshot());
        assert_eq!(gone_on(again), gone_on(engine));
    }

    #[test]
    fn the_first_layout_opens_without_names_by_sound() {
        let first = [&[WITHOUT_SOUNDS], &WRITTEN[1..]].concat();
        let members = Engine::restore(&first).unwrap().state.members;
        let sounds: usize = members.values().map(|member| member.article.article().sounds.len()).sum();
        assert_eq!((members.len(), sounds), (3, 0));
        for cut in 1..WRITTEN.len() {
            assert!(Engine::restore(&WRITTEN[..cut]).is_err(), "{cut}");
        }
    }
}
