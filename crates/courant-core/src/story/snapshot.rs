//! Saving and restoring the engine: a restored engine goes on as if it had never stopped.
//!
//! The first layout knew nothing of how names sound. The second is the first with that behind it, so one reader reads
//! both: a site that is brought up to date goes on from where it stood, and its older articles have no such names.

use serde::{Deserialize, Serialize};

use super::engine::Engine;
use super::frequency::Counts;
use super::state::State;
use crate::text::sounds::Sound;

/// First byte of a snapshot; a new layout gets a new one.
const LAYOUT: u8 = 2;
/// The layout without what [`Beside`] holds.
const WITHOUT_SOUNDS: u8 = 1;

/// Why a snapshot cannot be used. What it holds stands nowhere else, so the program does not go on without it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SnapshotError {
    /// It was written by another version.
    #[error("the story engine's snapshot has layout {0}, this version reads layouts up to {LAYOUT}")]
    Layout(u8),
    /// It is damaged.
    #[error("the story engine's snapshot cannot be read: {0}")]
    Damaged(String),
}

/// What stands behind the state.
#[derive(Default, Serialize, Deserialize)]
struct Beside {
    /// By the articles' numbers, written as a map is.
    sounds: Vec<(i64, Vec<Sound>)>,
    frequencies: Counts,
}

impl Engine {
    /// All that the engine knows, as bytes.
    pub fn snapshot(&self) -> Result<Vec<u8>, SnapshotError> {
        let members = self.state.members.iter();
        let beside = Beside {
            sounds: members.map(|(seq, member)| (seq, member.article.sounds.clone())).collect(),
            frequencies: self.state.frequencies.sounds.clone(),
        };
        let bytes = postcard::to_extend(&self.state, vec![LAYOUT]).map_err(damaged)?;
        postcard::to_extend(&beside, bytes).map_err(damaged)
    }

    /// An engine that goes on where the one that wrote the snapshot stood.
    pub fn restore(bytes: &[u8]) -> Result<Self, SnapshotError> {
        let (layout, rest) = bytes.split_first().ok_or_else(|| SnapshotError::Damaged("it is empty".to_owned()))?;
        if ![WITHOUT_SOUNDS, LAYOUT].contains(layout) {
            return Err(SnapshotError::Layout(*layout));
        }
        let (mut state, rest): (State, &[u8]) = postcard::take_from_bytes(rest).map_err(damaged)?;
        let beside =
            if *layout == WITHOUT_SOUNDS { Beside::default() } else { postcard::from_bytes(rest).map_err(damaged)? };
        for (seq, sounds) in beside.sounds {
            if let Some(member) = state.members.get_mut(seq) {
                member.article.sounds = sounds;
            }
        }
        state.frequencies.sounds = beside.frequencies;
        state.rebuild();
        Ok(Engine { state })
    }
}

fn damaged(error: postcard::Error) -> SnapshotError {
    SnapshotError::Damaged(error.to_string())
}

/// How a field is written that JSON holds in its place and a snapshot at its end: in the state's own bytes it takes none.
pub(super) mod beside {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub fn serialize<T: Serialize, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() { value.serialize(serializer) } else { serializer.serialize_unit() }
    }

    pub fn deserialize<'de, T: Deserialize<'de> + Default, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<T, D::Error> {
        if deserializer.is_human_readable() { T::deserialize(deserializer) } else { Ok(T::default()) }
    }
}

/// How small whole numbers are written that a snapshot holds as bytes, which is how it would write them one by one, only that it
/// takes a hundredth of the time. JSON holds them as numbers.
pub(super) mod bytes {
    use std::fmt;

    use serde::de::{Error, Visitor};
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub fn serialize<S: Serializer>(values: &[i8], serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            return values.serialize(serializer);
        }
        let bytes: Vec<u8> = values.iter().map(|value| value.cast_unsigned()).collect();
        serializer.serialize_bytes(&bytes)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<i8>, D::Error> {
        if deserializer.is_human_readable() {
            return Vec::deserialize(deserializer);
        }
        deserializer.deserialize_bytes(Bytes)
    }

    struct Bytes;

    impl Visitor<'_> for Bytes {
        type Value = Vec<i8>;

        fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
            out.write_str("bytes")
        }

        fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Vec<i8>, E> {
            Ok(bytes.iter().map(|byte| byte.cast_signed()).collect())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::{Event, StoryArticle};

    fn engine() -> Engine {
        let mut engine = Engine::new();
        for (seq, hash) in [(1, 7), (2, 7), (3, 9)] {
            let sounds = vec![Sound { hash, rarity: 200 }];
            let (id, at, title_vector) = (format!("a{seq}"), Some(seq * 1_000), vec![-128, -1, 0, 127]);
            let article = StoryArticle { id, seq, at, sounds, title_vector, ..StoryArticle::default() };
            engine.take(&Event::Article(Box::new(article)));
        }
        engine
    }

    fn sounds(engine: &Engine) -> Vec<u32> {
        engine.state.members.values().flat_map(|member| &member.article.sounds).map(|sound| sound.hash).collect()
    }

    #[test]
    fn what_stands_behind_the_state_comes_back() {
        let before = engine();
        let after = Engine::restore(&before.snapshot().unwrap()).unwrap();
        assert_eq!(sounds(&after), [7, 7, 9]);
        assert_eq!(after.state.frequencies, before.state.frequencies);
        assert_eq!(after.snapshot(), before.snapshot());
    }

    #[test]
    fn features_in_json_keep_their_sounds_and_do_without() {
        let engine = engine();
        let article = engine.state.members.values().next().map(|member| member.article.clone()).unwrap();
        let mut json = serde_json::to_value(&article).unwrap();
        assert_eq!(serde_json::from_value::<StoryArticle>(json.clone()).unwrap(), article);
        assert!(json.as_object_mut().unwrap().remove("sounds").is_some());
        assert_eq!(serde_json::from_value::<StoryArticle>(json).unwrap().sounds, []);
    }

    #[test]
    fn the_first_layout_still_opens() {
        let before = engine();
        let mut first = postcard::to_extend(&before.state, vec![WITHOUT_SOUNDS]).unwrap();
        let after = Engine::restore(&first).unwrap();
        assert_eq!((after.state.members.len(), sounds(&after)), (3, Vec::new()));
        first[0] = 9;
        assert_eq!(Engine::restore(&first).err(), Some(SnapshotError::Layout(9)));
        assert!(matches!(Engine::restore(&before.snapshot().unwrap()[..40]), Err(SnapshotError::Damaged(_))));
    }
}
