//! Which members of a story repeat another member's text.

use std::collections::BTreeMap;

use courant_store::StoryInput;

/// Milliseconds between our readings of two texts up to which the publishers' own times say which was first.
const ONE_ROUND: i64 = 3_600_000;
/// Milliseconds of a day.
const DAY: i64 = 86_400_000;

/// Each copy with the first member of the same text: of those that were read within an hour of the first reading, the one that
/// says it came out first. A site that copies later cannot become the source by claiming an earlier time. `texts` says which text an article stands for, as the story
/// engine sees it; of an article that the engine has put out of view, what was stored before still holds.
pub fn fold(inputs: &[StoryInput], texts: &BTreeMap<i64, i64>) -> BTreeMap<i64, i64> {
    let members: BTreeMap<i64, &StoryInput> = inputs.iter().map(|input| (input.id, input)).collect();
    let mut of_text: BTreeMap<i64, Vec<&StoryInput>> = BTreeMap::new();
    for input in inputs {
        if let Some(text) = texts.get(&input.id) {
            of_text.entry(*text).or_default().push(input);
        }
    }
    let first: BTreeMap<i64, i64> =
        of_text.into_iter().filter_map(|(text, members)| Some((text, original(&members)?))).collect();
    let mut copies = BTreeMap::new();
    for input in inputs {
        let root = match texts.get(&input.id) {
            Some(text) => first.get(text).copied(),
            None => input.copy_of.filter(|stored| members.contains_key(stored)),
        };
        if let Some(root) = root.filter(|root| *root != input.id) {
            copies.insert(input.id, root);
        }
    }
    copies
}

fn original(members: &[&StoryInput]) -> Option<i64> {
    let read = members.iter().map(|input| input.fetched_at).min()?;
    let in_time = members.iter().filter(|input| input.fetched_at <= read.saturating_add(ONE_ROUND));
    in_time.min_by_key(|input| (told_at(input), input.id)).map(|input| input.id)
}

/// Midnight sharp is what a bare day becomes, and says nothing of the hour.
fn told_at(input: &StoryInput) -> i64 {
    if input.at.rem_euclid(DAY) == 0 { input.fetched_at } else { input.at }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input((id, at, fetched_at): (i64, i64, i64)) -> StoryInput {
        StoryInput {
            id,
            article: courant_core::model::Article::default(),
            publisher_id: id,
            at,
            fetched_at,
            copy_of: None,
            kind: courant_core::model::PageKind::Report,
            access: courant_core::model::Access::Free,
            words: 100,
            image: None,
            understanding: None,
            features: Vec::new(),
        }
    }

    fn check(members: &[(i64, i64, i64)], original: i64) {
        let inputs: Vec<StoryInput> = members.iter().copied().map(input).collect();
        let copies = fold(&inputs, &inputs.iter().map(|input| (input.id, 1)).collect());
        let expected = inputs.iter().map(|input| input.id).filter(|id| *id != original);
        assert_eq!(copies, expected.map(|id| (id, original)).collect(), "{members:?}");
    }

    #[test]
    fn who_copies_later_is_no_source_whatever_time_it_claims() {
        const MINUTE: i64 = 60_000;
        const DAY_OF: i64 = 20_000 * DAY;
        let noon = DAY_OF + 720 * MINUTE;
        // Read in one round: who says to be first is.
        check(&[(1, noon + 5 * MINUTE, noon + 20 * MINUTE), (2, noon, noon + 30 * MINUTE)], 2);
        // Hours later, with an earlier claim.
        check(&[(1, noon, noon + 5 * MINUTE), (2, noon - 30 * MINUTE, noon + 240 * MINUTE)], 1);
        // A bare day.
        check(&[(1, noon, noon + 5 * MINUTE), (2, DAY_OF, noon + 30 * MINUTE)], 1);
        check(&[(2, noon, noon), (1, noon, noon)], 1);
    }
}
