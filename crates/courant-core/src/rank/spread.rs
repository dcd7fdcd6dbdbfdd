//! Turns of outlets: one that files forty lone reports at once does not fill what stands beside each other.

/// Neighbouring places in which one outlet's lone reports have at most [`MOST`].
pub const PLACES: usize = 8;
/// Lone reports of one outlet in any [`PLACES`] neighbouring places, as long as others are left.
pub const MOST: usize = 2;

/// The items in their order, but one whose outlet has had its places among the last seven waits for the next of another. `outlet`
/// names whose alone an item is; what several tell, or nobody's, never waits. Where only one outlet's are left they follow as they are.
pub fn spread<T>(items: Vec<T>, outlet: impl Fn(&T) -> Option<String>) -> Vec<T> {
    let mut waiting: Vec<(Option<String>, T)> = items.into_iter().map(|item| (outlet(&item), item)).collect();
    let mut placed: Vec<(Option<String>, T)> = Vec::with_capacity(waiting.len());
    while !waiting.is_empty() {
        let near = &placed[placed.len().saturating_sub(PLACES - 1)..];
        let has_turn =
            |of: &Option<String>| of.is_none() || near.iter().filter(|(other, _)| other == of).count() < MOST;
        let next = waiting.iter().position(|(of, _)| has_turn(of)).unwrap_or(0);
        placed.push(waiting.remove(next));
    }
    placed.into_iter().map(|(_, item)| item).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outlet_has_two_of_any_eight_places() {
        for (given, expected) in [
            ("", ""),
            ("aaab", "aaba"),
            ("abcabc", "abcabc"),
            ("aaaaaabcdefghi", "aabcdefgaahiaa"),
            ("aaabbbcccddd", "aabbccddabcd"),
            // What several tell has no outlet.
            ("......aaa", "......aaa"),
            ("aaa......", "aa......a"),
            ("aaaa", "aaaa"),
        ] {
            let outlet = |letter: &char| (*letter != '.').then(|| letter.to_string());
            let found: String = spread(given.chars().collect(), outlet).into_iter().collect();
            assert_eq!(found, expected, "{given}");
        }
    }
}
