//! Words of scripts that do not part them: stretches that recur, or that the script itself sets off.

use std::collections::BTreeMap;

use crate::text::reading::Reading;
use crate::text::words::TokenKind;

/// Characters that join Chinese words rather than make them.
const JOINING: &str = "的了在是和与與也就都而及着或一不有我你他她它们們这這那个個上下中为為以于於对對把被从從到说說会會能要将將已并並又很等地得之其此所后後前时時年月日号號人次种種家名向";

/// A stretch, how often it stands there, and where it stands first (in bytes).
pub fn stretches(reading: &Reading<'_>) -> Vec<(String, usize, usize)> {
    let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for token in reading.tokens.iter().filter(|token| token.kind == TokenKind::Run) {
        for (offset, piece) in pieces(token.text, reading.language) {
            let mut add = |part: &str, at: usize| {
                let entry = counts.entry(part.to_owned()).or_insert((0, token.start + offset + at));
                entry.0 += 1;
            };
            if reading.language == "zh" {
                grams(piece, &mut add);
            } else {
                add(piece, 0);
            }
        }
    }
    drop_parts(counts)
}

/// Cuts a run where the script changes (Japanese) or at joining characters (Chinese).
fn pieces<'a>(run: &'a str, language: &str) -> Vec<(usize, &'a str)> {
    let cut = |keep: &dyn Fn(char) -> u8| {
        let mut found = Vec::new();
        let (mut begin, mut class) = (0, 0);
        for (at, c) in run.char_indices().chain([(run.len(), ' ')]) {
            let next = keep(c);
            if next != class {
                if class != 0 {
                    found.push((begin, &run[begin..at]));
                }
                (begin, class) = (at, next);
            }
        }
        found
    };
    let letters = |piece: &str| piece.chars().count();
    let found = match language {
        "zh" => cut(&|c| u8::from(c > '\u{3400}' && !JOINING.contains(c) && c != ' ')),
        "ja" => cut(&|c| match c {
            '\u{30A1}'..='\u{30FF}' => 1,
            '\u{3400}'..='\u{9FFF}' | '々' => 2,
            _ => 0,
        }),
        _ => vec![(0, run)],
    };
    found.into_iter().filter(|(_, piece)| (2..=16).contains(&letters(piece))).collect()
}

/// Every stretch of two to five characters.
fn grams(piece: &str, add: &mut dyn FnMut(&str, usize)) {
    let places: Vec<usize> = piece.char_indices().map(|(at, _)| at).chain([piece.len()]).collect();
    for length in 2..=5 {
        for window in places.windows(length + 1) {
            add(&piece[window[0]..window[length]], window[0]);
        }
    }
}

/// Leaves out what stands only inside a longer stretch.
fn drop_parts(counts: BTreeMap<String, (usize, usize)>) -> Vec<(String, usize, usize)> {
    let mut inside: BTreeMap<&str, usize> = BTreeMap::new();
    for (stretch, (count, _)) in counts.iter().filter(|(_, (count, _))| *count > 1) {
        let mut chars = stretch.char_indices();
        let second = chars.nth(1).map_or(0, |(at, _)| at);
        let last = stretch.char_indices().next_back().map_or(0, |(at, _)| at);
        for part in [&stretch[second..], &stretch[..last]] {
            let most = inside.entry(part).or_default();
            *most = (*most).max(*count);
        }
    }
    counts
        .iter()
        .filter(|(stretch, (count, _))| inside.get(stretch.as_str()).is_none_or(|most| most < count))
        .map(|(stretch, (count, first))| (stretch.clone(), *count, *first))
        .collect()
}
