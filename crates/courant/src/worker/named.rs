//! What reports name, each thing under one key; and whom the reports of one story mean by a bare surname: the only one who bears it
//! among the full names of all of them.

use std::collections::BTreeMap;

use courant_core::model::{Article, Entity, EntityKind, Understanding};
use courant_core::text::entities::{Gathered, entity_key, full_names, gathered_among};
use courant_store::{NewEntity, StoryInput};

/// Each thing that the text names once, with an address of its own; `people` are the full names that bare surnames may mean.
pub fn of_article(article: &Article, understanding: &Understanding, people: &[String]) -> Vec<NewEntity> {
    let mut found: BTreeMap<String, NewEntity> = BTreeMap::new();
    let named = gathered_among(&article.text, &understanding.language, &understanding.entities, people);
    for Gathered { name, kind, mentions } in named {
        let key = entity_key(&name);
        if key.is_empty() {
            continue;
        }
        let row = found.entry(key.clone()).or_insert(NewEntity { entity: key, name, kind, mentions: 0 });
        row.mentions += mentions;
    }
    found.into_values().collect()
}

/// The names of each report that has a person by one word or with an initial, as they stand among the others; where no other report tells who that
/// is, as they stand in it alone. Equal for the same reports in any order.
pub fn of_members(inputs: &[StoryInput]) -> Vec<(i64, Vec<NewEntity>)> {
    let read = || inputs.iter().filter_map(|input| Some((input, input.understanding.as_ref()?)));
    let mut people: Vec<String> = read().flat_map(|(input, known)| full_names(&input.article, known)).collect();
    people.sort_unstable();
    people.dedup();
    let is_open = |name: &Entity| {
        let mut words = name.text.split_whitespace();
        let single = words.clone().count() == 1;
        name.kind == EntityKind::Person && (single || words.any(|word| word.trim_end_matches('.').chars().count() == 1))
    };
    let bare = read().filter(|(_, known)| known.entities.iter().any(is_open));
    bare.map(|(input, known)| (input.id, of_article(&input.article, known, &people))).collect()
}

#[cfg(test)]
mod tests {
    use courant_core::model::{Access, PageKind};

    use super::*;

    fn report(id: i64, title: &str, text: &str) -> StoryInput {
        let article = Article {
            id: id.to_string(),
            title: title.to_owned(),
            text: text.to_owned(),
            language: Some("en".to_owned()),
            ..Article::default()
        };
        StoryInput {
            id,
            understanding: Some(courant_core::understand(&article)),
            article,
            publisher_id: id,
            at: 0,
            fetched_at: 0,
            copy_of: None,
            kind: PageKind::Report,
            access: Access::Free,
            words: 100,
            image: None,
            features: Vec::new(),
        }
    }

    fn keys(inputs: &[StoryInput], id: i64) -> String {
        let found = of_members(inputs).into_iter().find(|(article, _)| *article == id);
        let keys: Vec<String> = found.into_iter().flat_map(|(_, names)| names).map(|name| name.entity).collect();
        keys.join(" ")
    }

    #[test]
    fn a_bare_surname_is_the_one_who_bears_it_in_the_story() {
        let bare = report(1, "Dam shut", "The dam is shut, Mr. Marlow said. Marlow left for Norway.");
        let full = report(2, "Dam shut", "Mayor Peter Marlow shut the dam. Marlow left.");
        let other = report(3, "Dam shut", "Councillor Ann Marlow wept.");
        let woman = report(4, "Dam shut", "Mayor Anna Marlow shut the dam.");
        let headline = report(5, "Peter Marlow shuts dam", "The dam is shut, Mr. Marlow said.");
        assert_eq!(keys(std::slice::from_ref(&bare), 1), "marlow norway");
        assert_eq!(keys(&[bare.clone(), full.clone()], 1), "norway peter-marlow");
        assert_eq!(keys(&[full.clone(), bare.clone()], 1), "norway peter-marlow");
        // Two bear it; or the only one is a woman, and the text speaks of a man.
        assert_eq!(keys(&[bare.clone(), full, other], 1), "marlow norway");
        assert_eq!(keys(&[bare, woman], 1), "marlow norway");
        assert_eq!(keys(&[headline], 5), "peter-marlow");
    }
}
