//! Whose report a text is that others print: the agency that its dateline or its byline names.

use super::wire;
use crate::model::Article;

/// Agencies by the forms that datelines, bylines and outlets give them, the first of each being its name here.
const AGENCIES: [&[&str]; 25] = [
    &["reuters", "thomson reuters"],
    &["ap", "associated press", "the associated press"],
    &["afp", "agence france-presse", "agence france presse"],
    &["dpa", "deutsche presse-agentur", "dpa international"],
    &["efe", "agencia efe"],
    &["ansa"],
    &["bloomberg", "bloomberg news"],
    &["apa", "austria presse agentur"],
    &["sda", "keystone-sda", "ats", "keystone-ats"],
    &["sid"],
    &["epd"],
    &["kna"],
    &["pa", "pa media", "press association"],
    &["upi", "united press international"],
    &["tass", "itar-tass", "тасс"],
    &["xinhua"],
    &["ians"],
    &["pti", "press trust of india"],
    &["ani"],
    &["kyodo", "kyodo news"],
    &["yonhap"],
    &["belga"],
    &["lusa"],
    &["cp", "the canadian press", "canadian press"],
    &["aap", "australian associated press"],
];

/// The agency whose text this says to be: the one between brackets in its dateline, known or called so ("Halyard Wire"), or the one that its
/// only byline is or ends with. In small letters, by the first of the forms that it goes by. `None` where it says nothing.
#[must_use]
pub fn of_article(article: &Article) -> Option<String> {
    of_dateline(&article.text).or_else(|| of_byline(&article.authors))
}

/// Whether a lower-case name is one of an agency's.
#[must_use]
pub fn is_known(lower: &str) -> bool {
    AGENCIES.iter().any(|forms| forms.contains(&lower))
}

/// The one name for an agency's or outlet's forms, in small letters.
#[must_use]
pub fn known_as(name: &str) -> String {
    let lower = name.trim().to_lowercase();
    let agency = AGENCIES.iter().find(|forms| forms.contains(&lower.as_str())).and_then(|forms| forms.first());
    agency.map_or(lower, |name| (*name).to_owned())
}

fn of_dateline(text: &str) -> Option<String> {
    // Several share the work ("AP/dpa"): then it is nobody's alone.
    let named = wire::dateline(text).map(|(name, _)| name).filter(|name| !name.contains('/'));
    // "Apple (AAPL) - Shares fell", "PARIS (France) - The tower" name no agency.
    let says_so = |name: &&str| {
        let lower = name.to_lowercase();
        is_known(&lower) || lower.split(' ').any(|word| matches!(word, "wire" | "news" | "press" | "agency"))
    };
    named.filter(says_so).map(known_as)
}

fn of_byline(authors: &[String]) -> Option<String> {
    let [author] = authors else { return None };
    // "Ann Lee, Associated Press"
    let last = author.rsplit(", ").next().unwrap_or(author);
    is_known(&last.trim().to_lowercase()).then(|| known_as(last))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, authors: &[&str], wanted: Option<&str>) {
        let authors = authors.iter().map(|author| (*author).to_owned()).collect();
        let article = Article { text: text.to_owned(), authors, ..Article::default() };
        assert_eq!(of_article(&article).as_deref(), wanted, "{text} {:?}", article.authors);
    }

    #[test]
    fn a_text_says_whose_it_is() {
        check("LINDVIK, Norway (AP) — The pier is shut.", &[], Some("ap"));
        check("BERLIN (dpa) - Die Brücke ist zu.", &["Ida Brandt"], Some("dpa"));
        check("(Reuters) – The pier is shut.", &[], Some("reuters"));
        check("NORDERHAGEN (Halyard Wire) — The pier is shut.", &[], Some("halyard wire"));
        check("The pier is shut.", &["Associated Press"], Some("ap"));
        check("The pier is shut.", &["Ida Brandt, Associated Press"], Some("ap"));
        check("The pier is shut.", &["Ida Brandt", "Associated Press"], None);
        check("The pier (built in 1911) — now shut.", &[], None);
        check("The mayor said so. LINDVIK (AP) — no dateline.", &[], None);
        check("Apple (AAPL) - Shares fell.", &[], None);
        check("PARIS (France) - The tower is shut.", &[], None);
        check("WASHINGTON (AP/dpa) - The pier is shut.", &[], None);
        check("The pier is shut. The Associated Press contributed to this report.", &["Ida Brandt"], None);
    }
}
