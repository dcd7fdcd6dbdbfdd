//! Short forms of names of several words: "the Crossing Company" after "the Skerry Crossing Company".

use std::collections::BTreeMap;

use super::{cues, known};
use crate::model::EntityKind;

/// Words that make another body of the same name: the Social Democratic Party is not the Democratic Party.
const APART: &[&str] = &[
    "social",
    "christian",
    "liberal",
    "new",
    "old",
    "north",
    "south",
    "east",
    "west",
    "northern",
    "southern",
    "eastern",
    "western",
    "upper",
    "lower",
    "young",
    "former",
    "free",
    "junior",
    "real",
    "great",
    "greater",
    "nueva",
    "nuevo",
    "nouveau",
    "nouvelle",
    "neue",
    "neuer",
];

/// Bodies that every country or state has one of, so that the bare name may mean the reader's own.
const EVERYWHERE: &[&str] =
    &["court", "party", "senate", "house", "congress", "parliament", "assembly", "league", "cup", "series", "guard"];

/// Most words that a longer name has more: what has still more is a headline or a caption that ran into a name.
const MORE: usize = 2;

/// For bodies and places of several words, the longer name of the same kind that a text has introduced before and that ends
/// in them, where it is the only one. `names` are the text's in order. People are joined by surname instead, and what
/// is of no known kind by nothing.
pub fn fuller<'a>(names: impl Iterator<Item = (&'a str, EntityKind)>) -> BTreeMap<&'a str, (&'a str, EntityKind)> {
    let mut known: Vec<(&str, EntityKind)> = Vec::new();
    for (name, kind) in names {
        if matches!(kind, EntityKind::Organisation | EntityKind::Place)
            && name.contains(' ')
            && known.iter().all(|(other, _)| *other != name)
        {
            known.push((name, kind));
        }
    }
    let longer = |at: usize| {
        let (short, of_kind) = known[at];
        let mut longer =
            known.iter().enumerate().filter(|(_, (long, kind))| *kind == of_kind && is_short_form(short, long));
        let only = longer.next().filter(|(before, _)| *before < at && longer.next().is_none());
        only.map(|(_, long)| (short, *long))
    };
    (0..known.len()).filter_map(longer).collect()
}

/// Whether the one is the end of the other, and what the other has more parts nothing else from it.
fn is_short_form(short: &str, long: &str) -> bool {
    let Some(more) = long.strip_suffix(short).and_then(|more| more.strip_suffix(' ')) else { return false };
    let last = more.rsplit(' ').next().unwrap_or_default().to_lowercase();
    let owned = more.ends_with(['’', '\'']) || last.ends_with("’s") || last.ends_with("'s");
    let joined = cues::is_particle(&last)
        || matches!(last.as_str(), "of" | "for" | "the" | "and" | "in" | "by" | "&")
        || last.ends_with("-based");
    let tail = short.rsplit(' ').next().unwrap_or_default().to_lowercase();
    let national = (known::is_place(more) || known::is_people(more)) && EVERYWHERE.contains(&tail.as_str());
    let ran_in = more.split(' ').count() > MORE || long.matches(short).count() > 1;
    !(ran_in
        || owned
        || joined
        || national
        || APART.contains(&last.as_str())
        || known::is_place(short)
        || known::is_people(short))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(names: &[&str], expected: &str) {
        let found = fuller(names.iter().map(|name| (*name, EntityKind::Organisation)));
        let found: Vec<String> = found.iter().map(|(short, (long, _))| format!("{short}={long}")).collect();
        assert_eq!(found.join(", "), expected, "{names:?}");
    }

    #[test]
    fn a_short_form_means_what_was_introduced_in_full() {
        check(&["Skerry Crossing Company", "Crossing Company"], "Crossing Company=Skerry Crossing Company");
        check(
            &["Wexcombe Police Department", "Halden", "Police Department"],
            "Police Department=Wexcombe Police Department",
        );
        check(&["Skerry Crossing Company", "Company"], "");
        // Named before it was introduced, it may be another.
        check(&["Crossing Company", "Skerry Crossing Company"], "");
        check(&["Skerry River Board", "Lenn River Board", "River Board"], "");
        check(&["Social Democratic Party", "Democratic Party"], "");
        check(&["Norway Supreme Court", "Supreme Court"], "");
        check(&["University of South Halden", "South Halden"], "");
        check(&["Bank of Halden", "Bank of Halden Museum"], "");
    }
}
