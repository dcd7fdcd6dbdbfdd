//! The language a page claims, or its text shows.

use super::Source;
use crate::extract::Effort;

/// Text shorter than this says too little about its language.
const ENOUGH: usize = 60;

/// BCP 47 primary subtag. The text outweighs the claim where it is long and the detector is sure.
///
/// In a hurry a claim is believed: to look at the text is most of what this costs.
pub fn language(source: &Source<'_>, text: &str, effort: Effort) -> Option<String> {
    let claimed = claimed(source);
    if effort == Effort::Fast && claimed.is_some() {
        return claimed;
    }
    let sample: String = text.chars().take(1200).collect();
    let shown = (sample.len() >= ENOUGH)
        .then(|| whatlang::detect(&sample))
        .flatten()
        .filter(|info| info.is_reliable() && info.confidence() > 0.8)
        .and_then(|info| two_letters(info.lang()));
    match (claimed, shown) {
        // Neighbouring languages that the detector mixes up are left to the claim.
        (Some(claimed), Some(shown)) if sample.len() < 400 || are_close(&claimed, shown) || is_beyond(&claimed) => {
            Some(claimed)
        }
        (_, Some(shown)) => Some(shown.to_owned()),
        (claimed, None) => claimed,
    }
}

fn claimed(source: &Source<'_>) -> Option<String> {
    let html = source.dom.named("html").find_map(|id| {
        source.dom.attr(id, "lang").or_else(|| source.dom.attr(id, "xml:lang")).filter(|lang| !lang.trim().is_empty())
    });
    let value =
        html.or_else(|| source.meta(&["content-language", "og:locale", "dc.language", "language", "inlanguage"]))?;
    let primary = value.trim().split(['-', '_', ',', ' ']).next()?.to_ascii_lowercase();
    let plausible = (2..=3).contains(&primary.len()) && primary.chars().all(|c| c.is_ascii_lowercase());
    plausible.then_some(primary)
}

fn are_close(a: &str, b: &str) -> bool {
    const FAMILIES: [&[&str]; 6] = [
        &["no", "nb", "nn", "da", "sv"],
        &["hr", "sr", "bs", "sl", "mk", "bg"],
        &["cs", "sk"],
        &["ru", "uk", "be"],
        &["es", "gl", "ca", "pt"],
        &["id", "ms"],
    ];
    a == b || FAMILIES.iter().any(|family| family.contains(&a) && family.contains(&b))
}

/// Whether a language is one that the detector has never seen: it would take its texts for those of another.
fn is_beyond(claimed: &str) -> bool {
    // Countries and old codes, which pages write for their languages.
    const NO_LANGUAGE: [&str; 11] = ["ua", "jp", "cz", "gr", "kr", "dk", "cn", "vn", "iw", "in", "rs"];
    let known = whatlang::Lang::all().iter().any(|lang| two_letters(*lang) == Some(claimed));
    !known && !matches!(claimed, "nb" | "nn") && !NO_LANGUAGE.contains(&claimed)
}

fn two_letters(lang: whatlang::Lang) -> Option<&'static str> {
    use whatlang::Lang;
    Some(match lang {
        Lang::Eng => "en",
        Lang::Deu => "de",
        Lang::Fra => "fr",
        Lang::Spa => "es",
        Lang::Ita => "it",
        Lang::Por => "pt",
        Lang::Nld => "nl",
        Lang::Rus => "ru",
        Lang::Ukr => "uk",
        Lang::Bel => "be",
        Lang::Bul => "bg",
        Lang::Srp => "sr",
        Lang::Hrv => "hr",
        Lang::Slv => "sl",
        Lang::Slk => "sk",
        Lang::Ces => "cs",
        Lang::Pol => "pl",
        Lang::Hun => "hu",
        Lang::Ron => "ro",
        Lang::Swe => "sv",
        Lang::Dan => "da",
        Lang::Nob => "no",
        Lang::Fin => "fi",
        Lang::Est => "et",
        Lang::Lav => "lv",
        Lang::Lit => "lt",
        Lang::Ell => "el",
        Lang::Tur => "tr",
        Lang::Ara => "ar",
        Lang::Pes => "fa",
        Lang::Heb => "he",
        Lang::Hin => "hi",
        Lang::Ben => "bn",
        Lang::Urd => "ur",
        Lang::Tam => "ta",
        Lang::Tel => "te",
        Lang::Tha => "th",
        Lang::Vie => "vi",
        Lang::Ind => "id",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Cmn => "zh",
        Lang::Kat => "ka",
        Lang::Hye => "hy",
        Lang::Cat => "ca",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_detector_judges_only_what_it_knows() {
        for beyond in ["sq", "kk", "mn", "eu", "is", "cy", "sw"] {
            assert!(is_beyond(beyond), "{beyond}");
        }
        for known in ["en", "nb", "ua", "jp", "zh", "fa"] {
            assert!(!is_beyond(known), "{known}");
        }
    }
}
