//! What a wire puts before its words: `PORT ANSEL, Nov 23 (Halyard) - `.

/// Characters of a dateline at most, and those of the name in its brackets.
const LONGEST: usize = 70;
const LONGEST_NAME: usize = 30;
/// Words of a place and a day at most.
const PLACE: usize = 6;
/// Words of a place and a day that begin small: "Rio de Janeiro", "23 de noviembre", "den 3. maj".
const SMALL: [&str; 14] = ["de", "del", "di", "da", "do", "la", "le", "les", "el", "of", "the", "den", "am", "and"];

/// `text` without the dateline that it begins with. Only what names a wire in brackets between place and dash is one: "IBM
/// rose - a record" and "LIVE - Ships leave" say something.
#[must_use]
pub fn without_dateline(text: &str) -> &str {
    dateline(text).map_or(text, |(_, rest)| rest)
}

/// The wire that a text's dateline names, and what follows the dateline.
#[must_use]
pub fn dateline(text: &str) -> Option<(&str, &str)> {
    let (head, rest) = parted(text.trim_start())?;
    let open = head.find('(')?;
    let (place, name) = (head[..open].trim_end(), head[open + 1..].trim_end_matches(')').trim());
    let is_name = (1..=LONGEST_NAME).contains(&name.chars().count()) && !name.contains(['(', ')']);
    let named = name.chars().next().is_some_and(char::is_alphabetic);
    (is_name
        && named
        && place.split_whitespace().count() <= PLACE
        && place.split_whitespace().all(is_of_a_place)
        && rest.contains(' ')
        && !rest.starts_with(char::is_lowercase))
    .then_some((name, rest))
}

/// What stands before the first dash, where that ends in a bracket, and what follows.
fn parted(text: &str) -> Option<(&str, &str)> {
    let end = text.char_indices().nth(LONGEST).map_or(text.len(), |(at, _)| at);
    let close = text[..end].find(')')? + 1;
    let (head, rest) = text.split_at(close);
    let rest = rest.trim_start();
    let after = ["—", "–", "--", "-"].iter().find_map(|dash| rest.strip_prefix(dash))?;
    let after = after.trim_start();
    (!after.is_empty()).then_some((head, after))
}

fn is_of_a_place(word: &str) -> bool {
    let first = word.chars().find(|letter| letter.is_alphanumeric());
    SMALL.contains(&word) || first.is_none_or(|letter| letter.is_uppercase() || letter.is_numeric())
}

#[cfg(test)]
mod tests {
    use super::without_dateline;

    #[test]
    fn only_datelines_of_wires_go() {
        for (text, left) in [
            ("PORT ANSEL, Nov 23 (Halyard) - Ships may leave.", "Ships may leave."),
            ("ALDERMOUTH (Halyard Wire) — Ships may leave.", "Ships may leave."),
            ("Norderhagen (hw) – Die Schiffe fahren.", "Die Schiffe fahren."),
            ("NORDERHAGEN (hw)- Die Schiffe fahren.", "Die Schiffe fahren."),
            ("(Halyard) - Ships may leave.", "Ships may leave."),
            ("Rio de Ansel, 23 de Nov (Halyard) -- Ships may leave.", "Ships may leave."),
            ("Анна Орлова (Верфь) — самый известный инженер.", "Анна Орлова (Верфь) — самый известный инженер."),
            ("LIVE - Ships may leave.", "LIVE - Ships may leave."),
            ("IBM rose (by two per cent) - a record.", "IBM rose (by two per cent) - a record."),
            ("The mayor (67) - a former sailor - resigned.", "The mayor (67) - a former sailor - resigned."),
            ("Ships (Halyard)", "Ships (Halyard)"),
            ("Ships (Halyard) - ", "Ships (Halyard) - "),
            ("Ships may leave - or wait.", "Ships may leave - or wait."),
            ("", ""),
        ] {
            assert_eq!(without_dateline(text), left, "{text}");
        }
    }
}
