//! Agencies whose one text many outlets print, in one version after the other.

use crate::model::Article;

/// Agencies by a name of theirs as it stands in a byline, and by their mark in a dateline.
const AGENCIES: &[(&str, &str)] = &[
    ("associated press", "(ap)"),
    ("reuters", "(reuters)"),
    ("agence france-presse", "(afp)"),
    ("afp", "(afp)"),
    ("dpa", "(dpa)"),
    ("apa", "(apa)"),
    ("efe", "(efe)"),
    ("ansa", "(ansa)"),
    ("tass", "(tass)"),
    ("xinhua", "(xinhua)"),
    ("kyodo", "(kyodo)"),
    ("yonhap", "(yonhap)"),
    ("press association", "(pa)"),
    ("bloomberg", "(bloomberg)"),
];
/// Code points from a text's beginning in which a dateline stands.
const DATELINE: usize = 100;

/// The mark of the agency whose text an article is, as far as byline or dateline say.
pub fn of(article: &Article) -> Option<&'static str> {
    let opening: String = article.text.chars().take(DATELINE).collect::<String>().to_lowercase();
    let authors: Vec<String> = article.authors.iter().map(|author| author.to_lowercase()).collect();
    let signs = |name: &str| {
        authors.iter().any(|author| author.trim_start_matches("the ") == name || author.ends_with(&format!(", {name}")))
    };
    AGENCIES.iter().find(|(name, mark)| opening.contains(mark) || signs(name)).map(|(_, mark)| *mark)
}
