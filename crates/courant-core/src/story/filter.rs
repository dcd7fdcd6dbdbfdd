//! Which words of an article another one has: asked for each of some hundred others, and most words are not shared.

use super::article::{StoryArticle, Term};

/// Bits; an article keeps at most 224 terms, so a word that it does not have is passed on about once in thirty-six times.
const BITS: usize = 1 << 13;

/// The words of one article, as bits where their hashes point.
#[derive(Debug, Clone)]
pub struct Filter(Box<[u64; BITS / 64]>);

impl Filter {
    /// That of an article's terms.
    pub fn of(article: &StoryArticle) -> Self {
        let mut bits = Box::new([0; BITS / 64]);
        for term in &article.terms {
            let at = place(term.hash);
            bits[at / 64] |= 1 << (at % 64);
        }
        Self(bits)
    }

    /// Calls `visit` with each term that both lists have, in order of their hashes. `own` are the terms that the filter was made of;
    /// both lists are sorted.
    pub fn shared(&self, own: &[Term], others: &[Term], mut visit: impl FnMut(&Term, &Term)) {
        let mut rest = own;
        for other in others.iter().filter(|other| self.may_have(other.hash)) {
            let at = rest.partition_point(|term| term.hash < other.hash);
            rest = rest.get(at..).unwrap_or_default();
            match rest.first() {
                Some(term) if term.hash == other.hash => visit(term, other),
                Some(_) => {}
                None => break,
            }
        }
    }

    fn may_have(&self, hash: u32) -> bool {
        let at = place(hash);
        self.0[at / 64] >> (at % 64) & 1 == 1
    }
}

fn place(hash: u32) -> usize {
    hash as usize % BITS
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn terms(hashes: &BTreeSet<u32>) -> Vec<Term> {
        hashes.iter().map(|hash| Term { hash: *hash, ..Term::default() }).collect()
    }

    proptest::proptest! {
        #[test]
        fn what_both_have_is_found_in_order(
            own in proptest::collection::btree_set(0_u32..40_000, 0..200),
            others in proptest::collection::btree_set(0_u32..40_000, 0..200),
            both in proptest::collection::btree_set(0_u32..40_000, 0..40),
        ) {
            let (own, others) = (own.union(&both).copied().collect(), others.union(&both).copied().collect());
            let article = StoryArticle { terms: terms(&own), ..StoryArticle::default() };
            let mut found = Vec::new();
            Filter::of(&article).shared(&article.terms, &terms(&others), |a, b| {
                assert_eq!(a.hash, b.hash);
                found.push(a.hash);
            });
            proptest::prop_assert_eq!(found, own.intersection(&others).copied().collect::<Vec<_>>());
        }
    }
}
