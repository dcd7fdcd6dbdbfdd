//! When two hashtags are one for a reader.

use crate::text::words::is_unparted;

/// Whether one of two names is the other's initials: `FBI` and `Federal Bureau of Investigation`.
pub fn spelt_out(a: &str, b: &str) -> bool {
    let short = |name: &str| -> Option<String> {
        let letters: String = name.chars().filter(|c| *c != '.').collect();
        let count = letters.chars().count();
        ((2..=6).contains(&count) && letters.chars().all(char::is_uppercase)).then_some(letters)
    };
    let initials = |name: &str| -> String {
        name.split([' ', '-']).filter_map(|word| word.chars().next()).filter(|c| c.is_uppercase()).collect()
    };
    let is = |one: &str, other: &str| other.contains(' ') && short(one).is_some_and(|short| short == initials(other));
    is(a, b) || is(b, a)
}

/// Whether one name of several words is the other's people or adjective: `Costa Rican` and `Costa Rica`.
pub fn is_of_it(a: &str, b: &str) -> bool {
    let of = |long: &str, short: &str| {
        short.contains(' ')
            && long.strip_prefix(short).is_some_and(|rest| matches!(rest, "n" | "an" | "ns" | "ans" | "s" | "ese"))
    };
    of(a, b) || of(b, a)
}

/// Letters that two single words of one family begin with at least: "immigrant" and "immigration".
const FAMILY: usize = 6;

/// Whether two words are of one family, or in a script that does not part words one is a part of the other.
pub fn one_family(a: &[String], b: &[String]) -> bool {
    let ([a], [b]) = (a, b) else { return false };
    let east = a.chars().next().is_some_and(is_unparted);
    if east {
        return a.contains(b.as_str()) || b.contains(a.as_str());
    }
    let shared = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    let longer = a.chars().count().max(b.chars().count());
    shared >= FAMILY && shared * 10 >= longer * 6
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_thing_is_known_by_its_forms() {
        for (a, b, expected) in [
            ("BTI", "Bureau of Tides Inspection", true),
            ("B.T.I.", "Bureau of Tides Inspection", true),
            ("BTI", "Tides Inspection", false),
            ("Costa Verda", "Costa Verdan", true),
            ("Skerry", "Skerryan", false),
        ] {
            assert_eq!(spelt_out(a, b) || is_of_it(a, b), expected, "{a}, {b}");
        }
        for (a, b, expected) in [
            ("immigration", "immigrant", true),
            ("protest", "protection", false),
            ("tunnel", "tunnels", true),
            ("大橋", "大橋閉鎖", true),
            ("contract", "contraception", false),
        ] {
            assert_eq!(one_family(&[a.to_owned()], &[b.to_owned()]), expected, "{a}, {b}");
        }
    }
}
