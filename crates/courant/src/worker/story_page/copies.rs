//! Which members of a story repeat another member's text.

use std::collections::BTreeMap;

use courant_store::StoryInput;

/// Each copy with the earliest member of the same text. `texts` says which text an article stands for, as the story
/// engine sees it; of an article that the engine has put out of view, what was stored before still holds.
pub fn fold(inputs: &[StoryInput], texts: &BTreeMap<i64, i64>) -> BTreeMap<i64, i64> {
    let members: BTreeMap<i64, &StoryInput> = inputs.iter().map(|input| (input.id, input)).collect();
    let mut first: BTreeMap<i64, &StoryInput> = BTreeMap::new();
    for input in inputs {
        if let Some(text) = texts.get(&input.id) {
            let root = first.entry(*text).or_insert(input);
            if (input.at, input.id) < (root.at, root.id) {
                *root = input;
            }
        }
    }
    let mut copies = BTreeMap::new();
    for input in inputs {
        let root = match texts.get(&input.id) {
            Some(text) => first.get(text).map(|root| root.id),
            None => input.copy_of.filter(|stored| members.contains_key(stored)),
        };
        if let Some(root) = root.filter(|root| *root != input.id) {
            copies.insert(input.id, root);
        }
    }
    copies
}
