//! Whose report a text is that others print: the agency that its dateline or its byline names.

use super::wire;
use crate::model::Article;

/// Agencies by the forms that datelines, bylines and outlets give them, in small letters, the first of each being its name here.
#[rustfmt::skip]
const AGENCIES: &[&[&str]] = &[
    &["reuters", "thomson reuters", "рейтер", "рейтерс", "رويترز", "路透社", "ロイター"],
    &["ap", "associated press", "the associated press", "美联社", "ap通信"],
    &["afp", "agence france-presse", "agence france presse", "أ ف ب", "فرانس برس", "法新社", "afp通信"],
    &["dpa", "deutsche presse-agentur", "dpa international", "dpa-infocom"],
    &["efe", "agencia efe"],
    &["ansa", "agenzia ansa"],
    &["bloomberg", "bloomberg news"],
    &["apa", "austria presse agentur"],
    &["sda", "keystone-sda", "ats", "keystone-ats"],
    &["sid"],
    &["epd"],
    &["kna"],
    &["pa", "pa media", "press association"],
    &["upi", "united press international"],
    &["tass", "itar-tass", "тасс"],
    &["xinhua", "新华社", "新華社"],
    &["中新社", "中新网"],
    &["ians"],
    &["pti", "press trust of india"],
    &["ani"],
    &["kyodo", "kyodo news", "共同", "共同通信"],
    &["jiji", "jiji press", "時事", "時事通信"],
    &["yonhap", "연합뉴스"],
    &["belga"],
    &["lusa", "agência lusa"],
    &["cp", "the canadian press", "canadian press"],
    &["aap", "australian associated press"],
    &["europa press"],
    &["adnkronos"],
    &["agência brasil"],
    &["anp"],
    &["pap", "polska agencja prasowa"],
    &["tt", "tt nyhetsbyrån"],
    &["ntb"],
    &["ritzau"],
    &["stt"],
    &["mti"],
    &["čtk", "ctk"],
    &["agerpres"],
    &["aa", "anadolu ajansı", "anadolu agency"],
    &["dha", "demirören haber ajansı"],
    &["iha", "i\u{307}ha", "ihlas haber ajansı"],
    &["интерфакс", "interfax", "interfax.ru"],
    &["риа новости", "ria novosti"],
    &["укрінформ", "ukrinform"],
    &["απε-μπε", "αμπε"],
    &["سانا", "واس", "وام"],
];

/// Names of so few letters are words too where they are not written as an agency writes itself.
const SHORT: usize = 4;
/// Agencies that write their short names small.
const SMALL: [&str; 6] = ["dpa", "epd", "kna", "sda", "sid", "apa"];

/// The agency whose text this says to be: the one in its dateline, known or called so ("Halyard Wire"), the one that its only
/// byline is or shares ("Harbour Post/dpa", "avec AFP"), or the one that a last line of nothing else credits. In small letters,
/// by the first of the forms that it goes by. `None` where it says nothing, and where it names several.
#[must_use]
pub fn of_article(article: &Article) -> Option<String> {
    of_dateline(&article.text).or_else(|| of_byline(&article.authors)).or_else(|| of_ending(&article.text))
}

/// Whether a line, as it is written, does nothing but credit an agency or keep rights: short, and one of their names in it.
#[must_use]
pub fn is_credit(line: &str) -> bool {
    if line.split_whitespace().take(CREDIT + 1).count() > CREDIT {
        return false;
    }
    let lower = line.to_lowercase();
    lower.contains("all rights reserved") || lower.contains("copyright") || !named_in(line).is_empty()
}

/// Words of a line that credits an agency at most, and of the last line of a text.
const CREDIT: usize = 12;
const LAST: usize = 5;

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
    let named = wire::named(text).filter(|name| !name.contains('/'));
    // "Apple (AAPL) - Shares fell", "PARIS (France) - The tower" name no agency.
    let says_so = |name: &&str| {
        let lower = name.to_lowercase();
        is_known(&lower) || lower.split(' ').any(|word| matches!(word, "wire" | "news" | "press" | "agency"))
    };
    named.filter(says_so).map(known_as)
}

/// Words beside an agency's name by which an outlet shares its byline with it.
const WITH: [&str; 10] = ["with", "mit", "avec", "con", "com", "met", "med", "och", "redazione", "redaktion"];

fn of_byline(authors: &[String]) -> Option<String> {
    let [author] = authors else { return None };
    // "Ann Lee, Associated Press", "Harbour Post/dpa", "Harbour Post avec AFP", "PAP, oprac. KL"
    let mut named: Vec<String> = Vec::new();
    for part in author.split([',', '/', ';', '|', '(', ')']).map(str::trim) {
        let words: Vec<&str> = part.split_whitespace().collect();
        let shared = words.iter().rposition(|word| WITH.contains(&word.to_lowercase().as_str()));
        let tail = shared.map_or(part.to_owned(), |at| words.get(at + 1..).unwrap_or_default().join(" "));
        if is_written(&tail) {
            named.push(known_as(&tail));
        }
    }
    only(named)
}

/// Words that a last line has beside the agency it credits.
#[rustfmt::skip]
const BESIDE: &[&str] = &[
    "quelle", "source", "sources", "fuente", "fonte", "bron", "źródło", "kaynak", "источник", "джерело", "källa", "avec", "mit", "con",
    "com", "met", "with", "text", "fim", "fin", "redaktion", "c", "www", "par", "por", "المصدر",
];

/// The agency that the last line of a text credits: "dpa", "© dpa-infocom, dpa:260304-930", "Źródło: PAP", "… the pier. (PAP)".
fn of_ending(text: &str) -> Option<String> {
    let last = text.lines().rev().find(|line| !line.trim().is_empty())?.trim();
    let words: Vec<&str> = last.split(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '.'))).collect();
    let words: Vec<&str> =
        words.into_iter().map(|word| word.trim_matches('.')).filter(|word| !word.is_empty()).collect();
    let named = named_in(last);
    let beside = |word: &&str| {
        let lower = word.to_lowercase();
        let is_number = word.chars().all(|c| c.is_numeric() || c == '-');
        is_number || BESIDE.contains(&lower.as_str()) || is_written(word)
    };
    if (1..=LAST + 1).contains(&words.len()) && words.iter().all(beside) {
        return only(named);
    }
    // Brackets behind the last sentence.
    let inner =
        last.trim_end_matches('.').strip_suffix(')').and_then(|rest| rest.rsplit_once('(')).map(|(_, name)| name);
    only(inner.map(str::trim).filter(|name| is_written(name)).map(known_as).into_iter().collect())
}

/// The one name, if they are all one.
fn only(mut named: Vec<String>) -> Option<String> {
    named.sort();
    named.dedup();
    if named.len() == 1 { named.pop() } else { None }
}

/// Whether this is an agency's name and written as one: "AP", "dpa", "Ansa", but not "ap" or "Sid".
pub(super) fn is_written(name: &str) -> bool {
    let lower = name.to_lowercase();
    is_known(&lower)
        && (lower.chars().count() > SHORT
            || !name.chars().any(char::is_lowercase)
            || SMALL.contains(&name)
            || lower.chars().count() == SHORT && name.starts_with(char::is_uppercase))
}

/// The agencies that a line names, by whole words.
fn named_in(line: &str) -> Vec<String> {
    let words: Vec<&str> =
        line.split(|c: char| !(c.is_alphanumeric() || c == '-')).filter(|word| !word.is_empty()).collect();
    let mut found = Vec::new();
    for at in 0..words.len() {
        let runs = (1..=LONGEST).filter_map(|length| words.get(at..at + length)).map(|words| words.join(" "));
        found.extend(runs.filter(|name| is_written(name)).map(|name| known_as(&name)));
    }
    found
}

/// Words of an agency's name at most.
const LONGEST: usize = 3;

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
        check("Pier shut\nLINDVIK, Norway (AP) — The pier is shut.", &[], Some("ap"));
        check("LINDVIK, Pa. — The pier is shut.", &["Associated Press"], Some("ap"));
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
        // Bylines that an outlet shares, and credits that end a text, in many languages.
        check("Die Brücke ist zu.", &["Elbkurier/dpa"], Some("dpa"));
        check("Le pont est fermé.", &["Le Courrier avec AFP"], Some("afp"));
        check("Il ponte è chiuso.", &["Redazione Ansa"], Some("ansa"));
        check("Most jest zamknięty.", &["PAP, oprac. KL"], Some("pap"));
        check("Die Brücke ist zu.", &["dpa/AFP"], None);
        check("Die Brücke ist zu.\n\ndpa", &["Ida Brandt"], Some("dpa"));
        check("Die Brücke ist zu.\n\n© dpa-infocom, dpa:260304-930-776655/2", &[], Some("dpa"));
        check("Most jest zamknięty. (PAP)", &[], Some("pap"));
        check("Most jest zamknięty.\n\nŹródło: PAP", &[], Some("pap"));
        check("Köprü kapalı.\n\nKaynak: AA", &[], Some("aa"));
        check("A ponte está fechada.\n\nLusa/Fim", &[], Some("lusa"));
        check("The pier is shut, said Sid.", &[], None);
        check("The pier is shut (and so is the bridge).", &[], None);
        check("The pier is shut, the mayor told the AP.", &[], None);
        check("Die Brücke ist zu.\n\nQuelle: dpa, AFP", &[], None);
    }

    #[test]
    fn short_lines_that_name_an_agency_are_credits() {
        for (line, credit) in [
            ("LONDON (Reuters) - By A Writer", true),
            ("© Agence France-Presse", true),
            ("Źródło: PAP", true),
            ("All rights reserved.", true),
            ("In defence of the pier", false),
            ("The transatlantic ferry stopped", false),
            ("A steep gap in the wall", false),
            ("Sid came, and Ani too", false),
        ] {
            assert_eq!(is_credit(line), credit, "{line}");
        }
    }
}
