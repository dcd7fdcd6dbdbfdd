//! An article as it stays in view: all of a [`StoryArticle`], in one stretch of memory and in as few bytes as it takes.
//!
//! Of a million articles a few hundred are looked at for each arrival, so what counts is how little all the others take. Nothing is lost:
//! what comes out is what went in. A packed article is also what a snapshot holds, so its form is part of the snapshot's layout.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};

use super::article::{Key, StoryArticle, Term};
use super::bytes::{self, Reader};
use super::kinds::Kind;
use super::times;
use crate::text::sounds::Sound;

/// An article and the numbers of those nearest to it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub(super) struct Packed {
    kind: Kind,
    has_body: bool,
    #[serde(serialize_with = "super::snapshot::boxed::serialize", deserialize_with = "whole")]
    bytes: Box<[u8]>,
}

/// Places of the pieces behind the numbers, each behind its length. Between those that are asked for by themselves stand the embeddings
/// of title and lead, the words, and after the names and numbers the names by their sound.
mod place {
    pub(super) const ID: usize = 0;
    pub(super) const PUBLISHER: usize = 1;
    pub(super) const LANGUAGE: usize = 2;
    pub(super) const NEAREST: usize = 3;
    pub(super) const KEYS: usize = 7;
    pub(super) const SKETCH: usize = 9;
    /// How many there are.
    pub(super) const ALL: usize = 10;
}

impl Packed {
    /// Packs an article; `nearest` are the numbers of those nearest to it in words.
    pub(super) fn of(article: &StoryArticle, nearest: &[i64]) -> Self {
        let mut out = Vec::with_capacity(4096);
        bytes::put_signed(&mut out, article.seq);
        out.push(u8::from(article.at.is_some()));
        bytes::put_signed(&mut out, article.at.unwrap_or_default());
        for text in [&article.id, &article.publisher, &article.language] {
            bytes::put_piece(&mut out, text.bytes());
        }
        let mut piece = Vec::with_capacity(2048);
        nearest.iter().for_each(|seq| bytes::put_signed(&mut piece, article.seq.wrapping_sub(*seq)));
        bytes::put_piece(&mut out, piece.drain(..));
        for vector in [&article.title_vector, &article.lead_vector] {
            bytes::put_piece(&mut out, vector.iter().map(|value| value.cast_unsigned()));
        }
        put_terms(&mut piece, &article.terms);
        bytes::put_piece(&mut out, piece.drain(..));
        put_keys(&mut piece, &article.keys);
        bytes::put_piece(&mut out, piece.drain(..));
        bytes::put_number(&mut piece, article.sounds.len() as u64);
        piece.extend(article.sounds.iter().map(|sound| sound.rarity));
        bytes::put_hashes(&mut piece, article.sounds.iter().map(|sound| sound.hash));
        bytes::put_piece(&mut out, piece.drain(..));
        bytes::put_number(&mut piece, article.sketch.len() as u64);
        bytes::put_hashes(&mut piece, article.sketch.iter().copied());
        bytes::put_piece(&mut out, piece.drain(..));
        Packed { kind: article.kind, has_body: article.has_body, bytes: out.as_slice().into() }
    }

    /// Whether it may join others, see [`StoryArticle::kind`].
    pub(super) fn kind(&self) -> Kind {
        self.kind
    }

    /// Its number.
    pub(super) fn seq(&self) -> i64 {
        Reader(&self.bytes).signed()
    }

    /// Its id.
    pub(super) fn id(&self) -> &str {
        self.text(place::ID)
    }

    /// The outlet; empty when unknown.
    pub(super) fn publisher(&self) -> &str {
        self.text(place::PUBLISHER)
    }

    /// The numbers of those nearest to it in words.
    pub(super) fn nearest(&self) -> impl Iterator<Item = i64> {
        let (own, mut rest) = (self.seq(), Reader(self.piece(place::NEAREST)));
        std::iter::from_fn(move || (!rest.is_empty()).then(|| own.wrapping_sub(rest.signed())))
    }

    /// Its names and numbers.
    pub(super) fn keys(&self) -> Vec<Key> {
        let mut keys = Vec::new();
        keys_in(self.piece(place::KEYS), &mut keys);
        keys
    }

    /// The sketch of its text.
    pub(super) fn sketch(&self) -> Vec<u32> {
        let (count, rest) = count_in(self.piece(place::SKETCH));
        let mut hashes = vec![0; count];
        bytes::hashes_in(rest.0, count, hashes.iter_mut());
        hashes
    }

    /// All of it.
    pub(super) fn article(&self) -> StoryArticle {
        let mut numbers = Reader(&self.bytes);
        let seq = numbers.signed();
        let known = numbers.run(1) == [1];
        let at = Some(numbers.signed()).filter(|_| known);
        let mut article = StoryArticle {
            id: self.id().to_owned(),
            seq,
            at,
            publisher: self.publisher().to_owned(),
            sketch: self.sketch(),
            ..StoryArticle::default()
        };
        self.compared(&mut article);
        article
    }

    /// Sets what two articles are compared by, and leaves the rest as it is: in one that is used again and again nothing is made new.
    pub(super) fn compared(&self, into: &mut StoryArticle) {
        into.kind = self.kind;
        into.has_body = self.has_body;
        let mut pieces = self.pieces();
        let language = pieces.nth(place::LANGUAGE).unwrap_or_default();
        into.language.clear();
        into.language.push_str(str::from_utf8(language).unwrap_or_default());
        pieces.next();
        for vector in [&mut into.title_vector, &mut into.lead_vector] {
            vector.clear();
            vector.extend(pieces.next().unwrap_or_default().iter().map(|byte| byte.cast_signed()));
        }
        terms_in(pieces.next().unwrap_or_default(), &mut into.terms);
        keys_in(pieces.next().unwrap_or_default(), &mut into.keys);
        sounds_in(pieces.next().unwrap_or_default(), &mut into.sounds);
    }

    fn pieces(&self) -> impl Iterator<Item = &[u8]> {
        let mut rest = Reader(&self.bytes);
        rest.signed();
        rest.run(1);
        rest.signed();
        std::iter::from_fn(move || (!rest.is_empty()).then(|| rest.piece()))
    }

    fn piece(&self, which: usize) -> &[u8] {
        self.pieces().nth(which).unwrap_or_default()
    }

    fn text(&self, which: usize) -> &str {
        str::from_utf8(self.piece(which)).unwrap_or_default()
    }
}

/// What a snapshot holds of an article, unless it is damaged: an article with half of its pieces would be judged as if it had no words.
fn whole<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Box<[u8]>, D::Error> {
    let bytes = super::snapshot::boxed::deserialize(deserializer)?;
    if is_whole(&bytes) { Ok(bytes) } else { Err(D::Error::custom("an article is not whole")) }
}

/// Whether all pieces are there and as long as they say, and the texts are texts.
fn is_whole(bytes: &[u8]) -> bool {
    let mut rest = Reader(bytes);
    rest.signed();
    rest.run(1);
    rest.signed();
    (0..place::ALL).all(|which| {
        let there = !rest.is_empty();
        let count = rest.number() as usize;
        let piece = rest.run(count);
        there && piece.len() == count && (which > place::LANGUAGE || str::from_utf8(piece).is_ok())
    }) && rest.is_empty()
}

/// How many, how often each stands where, their rarities, their hashes.
fn put_terms(out: &mut Vec<u8>, terms: &[Term]) {
    bytes::put_number(out, terms.len() as u64);
    times::put(out, terms.iter().map(|term| [term.title, term.lead, term.body]));
    out.extend(terms.iter().map(|term| term.rarity));
    bytes::put_hashes(out, terms.iter().map(|term| term.hash));
}

/// How many of something a piece begins with, and what comes behind that. Each takes a byte at least, so a piece that is damaged does not
/// bring more than it may hold.
fn count_in(piece: &[u8]) -> (usize, Reader<'_>) {
    let mut rest = Reader(piece);
    let count = rest.number() as usize;
    (count.min(piece.len()), rest)
}

/// One part after the other, so that each is a short loop: they are read for each of a hundred that an arriving article is compared with.
fn terms_in(piece: &[u8], into: &mut Vec<Term>) {
    let (count, mut rest) = count_in(piece);
    into.clear();
    into.resize(count, Term::default());
    times::read(&mut rest, into);
    into.iter_mut().zip(rest.run(count)).for_each(|(term, rarity)| term.rarity = *rarity);
    bytes::hashes_in(rest.0, count, into.iter_mut().map(|term| &mut term.hash));
}

/// How many, a byte each for where they stand and what they are, their rarities, their hashes.
fn put_keys(out: &mut Vec<u8>, keys: &[Key]) {
    bytes::put_number(out, keys.len() as u64);
    let flags = keys.chunks(4).map(|four| {
        let each = four.iter().map(|key| u8::from(key.title) | u8::from(key.number) << 1);
        each.rev().fold(0, |flags, flag| flags << 2 | flag)
    });
    out.extend(flags);
    out.extend(keys.iter().map(|key| key.rarity));
    bytes::put_hashes(out, keys.iter().map(|key| key.hash));
}

fn keys_in(piece: &[u8], into: &mut Vec<Key>) {
    let (count, mut rest) = count_in(piece);
    into.clear();
    into.resize(count, Key::default());
    for (four, flags) in into.chunks_mut(4).zip(rest.run(count.div_ceil(4))) {
        for (key, flag) in four.iter_mut().zip([*flags, flags >> 2, flags >> 4, flags >> 6]) {
            (key.title, key.number) = (flag & 1 == 1, flag & 2 == 2);
        }
    }
    into.iter_mut().zip(rest.run(count)).for_each(|(key, rarity)| key.rarity = *rarity);
    bytes::hashes_in(rest.0, count, into.iter_mut().map(|key| &mut key.hash));
}

fn sounds_in(piece: &[u8], into: &mut Vec<Sound>) {
    let (count, mut rest) = count_in(piece);
    into.clear();
    into.extend(rest.run(count).iter().map(|rarity| Sound { hash: 0, rarity: *rarity }));
    bytes::hashes_in(rest.0, count, into.iter_mut().map(|sound| &mut sound.hash));
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;

    /// Hashes as they are mostly, in order, and in any other.
    fn hashes(most: usize) -> impl Strategy<Value = Vec<u32>> {
        (vec(any::<u32>(), 0..most), any::<bool>()).prop_map(|(mut hashes, sorted)| {
            if sorted {
                hashes.sort_unstable();
            }
            hashes
        })
    }

    fn article() -> impl Strategy<Value = StoryArticle> {
        let texts = (".{0,9}", ".{0,9}", "[a-z]{0,3}");
        let lists = (hashes(230), hashes(60), hashes(60), hashes(80), vec(any::<i8>(), 0..300), any::<u64>());
        (texts, lists, any::<i64>(), any::<Option<i64>>()).prop_map(|(texts, lists, seq, at)| {
            let (mut seed, mut few) = (lists.5, 0_u8);
            let mut next = |below: u8| {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                few = (seed >> 56) as u8;
                if few > 250 { few } else { few % below }
            };
            let terms = lists.0.into_iter().map(|hash| Term {
                hash,
                title: next(2),
                lead: next(3),
                body: next(4),
                rarity: next(255),
            });
            let terms = terms.collect();
            let keys = lists.1.into_iter().map(|hash| Key {
                hash,
                rarity: next(255),
                title: next(2) == 1,
                number: next(2) == 1,
            });
            let keys = keys.collect();
            let sounds = lists.2.into_iter().map(|hash| Sound { hash, rarity: next(255) }).collect();
            let kind = [Kind::Report, Kind::Live, Kind::Roundup, Kind::Gallery][usize::from(next(4) % 4)];
            StoryArticle {
                id: texts.0,
                publisher: texts.1,
                language: texts.2,
                seq,
                at,
                kind,
                has_body: next(2) == 1,
                terms,
                keys,
                sounds,
                lead_vector: lists.4.iter().rev().copied().collect(),
                title_vector: lists.4,
                sketch: lists.3,
            }
        })
    }

    proptest! {
        #[test]
        fn what_comes_out_is_what_went_in(article in article(), nearest in vec(any::<i64>(), 0..9)) {
            let packed = Packed::of(&article, &nearest);
            prop_assert_eq!(&packed.article(), &article);
            prop_assert_eq!(packed.nearest().collect::<Vec<_>>(), nearest);
            prop_assert_eq!((packed.seq(), packed.id(), packed.publisher()), (article.seq, &*article.id, &*article.publisher));
            prop_assert_eq!((packed.keys(), packed.sketch()), (article.keys.clone(), article.sketch.clone()));
            let mut used = StoryArticle { terms: vec![Term::default(); 9], language: "xx".into(), ..article.clone() };
            packed.compared(&mut used);
            prop_assert_eq!(used, article);
        }
    }

    #[test]
    fn what_is_not_whole_is_not_read() {
        let article =
            StoryArticle { id: "a1".into(), sketch: vec![7; 9], seq: 300, at: Some(9), ..StoryArticle::default() };
        let packed = Packed::of(&article, &[4]);
        let read = |bytes: &[u8]| {
            let saved = postcard::to_extend(&Packed { bytes: bytes.into(), ..packed.clone() }, Vec::new()).unwrap();
            postcard::from_bytes::<Packed>(&saved)
        };
        assert_eq!(read(&packed.bytes), Ok(packed.clone()));
        for cut in 0..packed.bytes.len() {
            assert!(read(&packed.bytes[..cut]).is_err(), "{cut}");
        }
        assert!(read(&[&packed.bytes[..], &[0]].concat()).is_err());
        let id = packed.bytes.iter().position(|byte| *byte == b'a').unwrap();
        let mut no_text = packed.bytes.clone();
        no_text[id] = 0xFF;
        assert!(read(&no_text).is_err());
    }

    #[test]
    fn a_usual_article_takes_two_thirds() {
        let spread =
            |count: u32| (0..count).map(move |at| at * (u32::MAX / count) + at.wrapping_mul(0x9E37_79B9) % 1000);
        let article = StoryArticle {
            terms: spread(200).map(|hash| Term { hash, body: 1, rarity: 200, ..Term::default() }).collect(),
            sketch: spread(640).take(64).collect(),
            ..StoryArticle::default()
        };
        assert!(Packed::of(&article, &[]).bytes.len() < 200 * 5 + 64 * 13 / 4 + 40);
    }
}
