//! Who made a text: no hashtag of it, whatever the text says of itself.

use super::spelling::key;
use crate::model::Article;
use crate::text::agency;

/// Words behind an outlet's name that say which part of it published.
const PARTS: &[&str] = &["opinion", "news", "online", "web", "digital", "politics", "sport", "live", "de", "com"];

/// The names of a text's makers, spelt as tags.
#[derive(Debug, Clone, Default)]
pub struct Makers {
    keys: Vec<String>,
}

impl Makers {
    /// The outlet, the site that it publishes on and those of the byline.
    #[must_use]
    pub fn of(article: &Article) -> Self {
        let mut made = Self::default();
        made.outlet(&article.publisher);
        if let Some(host) =
            article.url.as_deref().and_then(|url| url::Url::parse(url).ok()?.host_str().map(str::to_owned))
        {
            made.outlet(&host);
        }
        for author in &article.authors {
            made.keys.push(key(author));
            made.keys.extend(author.split([',', '/']).map(key));
        }
        made.keys.retain(|key| !key.is_empty());
        made
    }

    fn outlet(&mut self, name: &str) {
        let lower = name.trim().to_lowercase();
        // "www.example-herald.com" is the Example Herald.
        let host = lower.trim_start_matches("www.");
        let registered = psl::domain_str(host).filter(|_| !lower.contains(' '));
        let bare = registered.map_or(lower.as_str(), |domain| domain.split('.').next().unwrap_or(domain));
        let mut words: Vec<&str> = bare.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        loop {
            let whole = words.concat();
            self.keys.push(whole.strip_prefix("the").filter(|rest| rest.len() > 2).unwrap_or(&whole).to_owned());
            self.keys.push(whole);
            match words.last() {
                Some(last) if words.len() > 1 && PARTS.contains(last) => words.pop(),
                _ => break,
            };
        }
    }

    /// Whether a tag with this key and these words names one of them, or an agency.
    #[must_use]
    pub fn made(&self, key: &str, words: &str) -> bool {
        self.keys.iter().any(|maker| maker == key) || agency::is_known(&words.to_lowercase())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_made_a_text_is_told() {
        let article = Article {
            publisher: "Halyard News Opinion".into(),
            url: Some("https://www.thelantern.co.uk/1".into()),
            authors: vec!["Ida Brandt".into()],
            ..Article::default()
        };
        let makers = Makers::of(&article);
        for (words, expected) in [
            ("Halyard News", true),
            ("Halyard", true),
            ("Lantern", true),
            ("The Lantern", true),
            ("Ida Brandt", true),
            ("Reuters", true),
            ("Lindvik", false),
            ("Halyard Bridge", false),
        ] {
            assert_eq!(makers.made(&key(words), words), expected, "{words}");
        }
        let place = Article { publisher: "Lindvik Times".into(), ..Article::default() };
        assert!(!Makers::of(&place).made("lindvik", "Lindvik"), "a paper's town is no outlet");
    }
}
