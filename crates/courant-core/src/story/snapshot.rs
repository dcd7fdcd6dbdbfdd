//! Saving and restoring the engine: a restored engine goes on as if it had never stopped.
//!
//! A snapshot holds articles packed as they are in view. In the first two layouts they stood one value after the other, see
//! [`super::earlier`]: a site that is brought up to date goes on from where it stood.

use super::earlier;
use super::engine::Engine;
use super::state::State;

/// First byte of a snapshot; a new layout gets a new one.
const LAYOUT: u8 = 3;

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

impl Engine {
    /// All that the engine knows, as bytes.
    pub fn snapshot(&self) -> Result<Vec<u8>, SnapshotError> {
        let bytes = postcard::to_extend(&self.state, vec![LAYOUT]).map_err(damaged)?;
        // The frequencies' own form is that of the first layout, which knew nothing of sounds.
        postcard::to_extend(&self.state.frequencies.sounds, bytes).map_err(damaged)
    }

    /// An engine that goes on where the one that wrote the snapshot stood.
    pub fn restore(bytes: &[u8]) -> Result<Self, SnapshotError> {
        let (layout, rest) = bytes.split_first().ok_or_else(|| SnapshotError::Damaged("it is empty".to_owned()))?;
        let mut state = match *layout {
            LAYOUT => {
                let (mut state, rest): (State, &[u8]) = postcard::take_from_bytes(rest).map_err(damaged)?;
                state.frequencies.sounds = postcard::from_bytes(rest).map_err(damaged)?;
                state
            }
            earlier::WITHOUT_SOUNDS | earlier::ONE_BY_ONE => earlier::read(*layout, rest).map_err(damaged)?,
            unknown => return Err(SnapshotError::Layout(unknown)),
        };
        if let Some((seq, _)) = state.members.iter().find(|(seq, member)| member.article.seq() != *seq) {
            return Err(SnapshotError::Damaged(format!("article {seq} has another number")));
        }
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

/// How bytes are written that stand together.
pub(super) mod boxed {
    use std::fmt;

    use serde::de::{Error, Visitor};
    use serde::{Deserializer, Serializer};

    pub fn serialize<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(bytes)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Box<[u8]>, D::Error> {
        deserializer.deserialize_bytes(Bytes)
    }

    struct Bytes;

    impl Visitor<'_> for Bytes {
        type Value = Box<[u8]>;

        fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
            out.write_str("bytes")
        }

        fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Box<[u8]>, E> {
            Ok(bytes.into())
        }
    }
}

/// How a text is written that several share: each of them has it as if it were its own.
pub(super) mod shared {
    use std::sync::Arc;

    use serde::{Deserialize, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(text)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Arc<str>, D::Error> {
        Ok(<&str>::deserialize(deserializer)?.into())
    }
}

/// How stories are written: in order of the ids, so that what knows the same is saved as the same bytes.
pub(super) mod stories {
    use std::collections::{BTreeMap, BTreeSet};
    use std::sync::Arc;

    use rustc_hash::FxHashMap;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    type Stories = FxHashMap<Arc<str>, BTreeSet<i64>>;

    pub fn serialize<S: Serializer>(stories: &Stories, serializer: S) -> Result<S::Ok, S::Error> {
        let ids = stories.iter().map(|(id, members)| (&**id, members));
        ids.collect::<BTreeMap<_, _>>().serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Stories, D::Error> {
        let stories = FxHashMap::<String, BTreeSet<i64>>::deserialize(deserializer)?;
        Ok(stories.into_iter().map(|(id, members)| (id.into(), members)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::{Event, StoryArticle};
    use crate::text::sounds::Sound;

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
        engine
            .state
            .members
            .values()
            .flat_map(|member| member.article.article().sounds)
            .map(|sound| sound.hash)
            .collect()
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
    fn members_of_a_story_have_one_text_of_its_id() {
        let before = engine();
        let after = Engine::restore(&before.snapshot().unwrap()).unwrap();
        for state in [before.state, after.state] {
            let stories = state.stories.iter().flat_map(|(id, seqs)| seqs.iter().map(move |seq| (id, *seq)));
            let shared = stories.map(|(id, seq)| std::sync::Arc::ptr_eq(id, &state.members.get(seq).unwrap().story));
            assert_eq!(shared.collect::<Vec<_>>(), [true; 3]);
        }
    }

    #[test]
    fn an_article_under_another_number_is_damage() {
        let mut engine = engine();
        let member = engine.state.members.remove(3).unwrap();
        engine.state.members.insert(4, member);
        assert!(matches!(Engine::restore(&engine.snapshot().unwrap()), Err(SnapshotError::Damaged(_))));
    }

    #[test]
    fn features_in_json_keep_their_sounds_and_do_without() {
        let engine = engine();
        let article = engine.state.members.values().next().map(|member| member.article.article()).unwrap();
        let mut json = serde_json::to_value(&article).unwrap();
        assert_eq!(serde_json::from_value::<StoryArticle>(json.clone()).unwrap(), article);
        assert!(json.as_object_mut().unwrap().remove("sounds").is_some());
        assert_eq!(serde_json::from_value::<StoryArticle>(json).unwrap().sounds, []);
    }

    #[test]
    fn what_cannot_be_read_is_said() {
        let bytes = engine().snapshot().unwrap();
        let unknown = [&[9], &bytes[1..]].concat();
        assert_eq!(Engine::restore(&unknown).err(), Some(SnapshotError::Layout(9)));
        for cut in 0..bytes.len() {
            assert!(matches!(Engine::restore(&bytes[..cut]), Err(SnapshotError::Damaged(_))), "{cut}");
        }
    }
}
