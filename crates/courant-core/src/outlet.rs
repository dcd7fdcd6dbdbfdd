//! What a reader would call an outlet. A feed's title says much besides: that it is a feed, which section it carries, what the outlet
//! thinks of itself.

use crate::text::entities::is_place as is_known_place;

/// Characters of a name that a page declares, at most; more are a slogan.
const LONGEST: usize = 48;
/// Letters of a word that tell of a host when they stand in its name, and of a shorter one that its name begins with.
const TELLING: usize = 4;
const BEGINNING: usize = 3;
/// Words of a part that may stand before its outlet's name: "Harbour: news of the …" has it in front.
const MOST_WORDS: usize = 7;

/// Marks between the parts of a title. A hyphen counts between blanks only, a colon before one.
const MARKS: [&str; 13] = [" | ", " - ", " – ", " — ", " » ", "»", " > ", ">", ": ", " · ", " • ", " / ", " :: "];

/// Words that say what a document is, or that it is new; behind a name they are no part of it.
#[rustfmt::skip]
const FURNITURE: &[&str] = &[
    "rss", "atom", "xml", "feed", "feeds", "newsfeed", "channel", "channels", "home", "homepage", "app", "edition", "latest", "newest", "recent",
    "articles", "article", "headlines", "headline", "stories", "posts", "topics", "topic", "updates", "all", "content", "top", "breaking", "main",
    "front", "page", "frontpage", "category", "archive", "archives", "section", "full", "text", "list", "startseite", "aktuell", "aktuelle",
    "schlagzeilen", "artikel", "alle", "neueste", "übersicht", "accueil", "flux", "actualités", "actualites", "actus", "derniers", "dernières",
    "titres", "une", "portada", "inicio", "últimas", "ultimas", "noticias", "titulares", "notizie", "ultime", "prima", "pagina", "nieuws",
];

/// Words for a section, which alone name no outlet.
#[rustfmt::skip]
const SECTIONS: &[&str] = &[
    "news", "online", "world", "international", "national", "local", "region", "regional", "politics", "business", "economy", "finance", "money", "markets", "sport",
    "sports", "football", "culture", "arts", "art", "entertainment", "lifestyle", "life", "style", "travel", "food", "health", "science", "technology", "tech",
    "environment", "climate", "education", "opinion", "opinions", "comment", "views", "video", "videos", "audio", "podcast", "podcasts", "magazine", "weather",
    "us", "u.s", "u.s.", "uk", "u.k.", "nation", "metro", "city", "state", "crime", "media", "books", "film", "music", "television", "tv", "obituaries", "america",
    "americas", "europe", "asia", "africa", "pacific", "general", "home", "community", "society", "and", "the", "of", "&", "in", "from", "for", "de", "von", "aus", "und", "et", "y", "e",
    "nachrichten", "politik", "wirtschaft", "kultur", "wissen", "panorama", "welt", "ausland", "inland", "gesellschaft", "technik", "wetter", "monde",
    "politique", "économie", "société", "sports", "culture", "sciences", "mundo", "política", "economía", "deportes", "cultura", "sociedad", "esteri", "cronaca",
    "politica", "economia",
];

/// Small words before a name.
const ARTICLES: [&str; 9] = ["the", "der", "die", "das", "le", "la", "les", "el", "il"];

/// The outlet that a feed's title names, at the host of its publisher; `None` where it names a section or a place alone, or nothing.
///
/// Of several parts that one counts whose letters the host has. Where none has any, a title stays as its publisher wrote it.
#[must_use]
pub fn name_of(title: &str, host: &str) -> Option<String> {
    let label = label_of(host);
    let parts: Vec<&str> = split(title).into_iter().map(trimmed).filter(|part| !part.is_empty()).collect();
    // The part that says most of the host, of two alike the first.
    let best = parts.iter().filter(|part| word_count(part) <= MOST_WORDS).fold(None, |best, part| {
        let found = likeness(part, &label);
        let better = found > 0 && best.is_none_or(|(most, _)| found > most);
        if better { Some((found, *part)) } else { best }
    });
    if let Some((_, part)) = best {
        return Some(shown(part, &label));
    }
    let is_aside = |part: &str| part.split_whitespace().all(is_no_name) || is_known_place(part);
    if parts.is_empty() || parts.iter().all(|part| is_aside(part)) {
        return None;
    }
    let named: Vec<&str> = parts.iter().copied().filter(|part| !is_aside(part)).collect();
    match named[..] {
        [one] => Some(one.to_owned()),
        _ => Some(title.split_whitespace().collect::<Vec<_>>().join(" ")),
    }
}

/// The name that a feed's title gives its publisher, which is known by `domain`: where it names none, the host's own.
#[must_use]
pub fn of_feed(title: &str, domain: &str, home_url: &str) -> String {
    // A stand-in for a domain tells nothing of the publisher that the page it names would not tell better.
    let home = if domain.contains('/') { crate::url::domain_of(home_url) } else { None };
    let home = home.filter(|home| !crate::url::is_bare_address(home));
    let host = home.as_deref().unwrap_or(domain);
    name_of(title, host).unwrap_or_else(|| match (&home, domain.contains('/')) {
        (Some(home), _) => home.clone(),
        (None, true) if !title.trim().is_empty() => crate::url::plain_title(title),
        _ => domain.to_owned(),
    })
}

/// Whether a publisher's name comes from a feed's title, this or an earlier version's reading of it, or only holds the place of one: so
/// that it may give way to a better one, which nothing may that a person chose.
#[must_use]
pub fn is_of_feed(name: &str, title: &str, domain: &str, home_url: &str) -> bool {
    name == domain
        || !title.trim().is_empty()
            && (name == title.trim()
                || name == crate::url::plain_title(title)
                || name == of_feed(title, domain, home_url))
}

/// The outlet that a page declares, where the name shares letters with its host: some systems put a headline or their own name there.
#[must_use]
pub fn declared(name: &str, host: &str) -> Option<String> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    // An address is no better a name than the host itself.
    let is_address = name.contains('.') && !name.contains(' ') && !name.chars().any(char::is_uppercase);
    if name.is_empty() || is_address || name.chars().count() > LONGEST || likeness(&name, &label_of(host)) == 0 {
        return None;
    }
    name_of(&name, host)
}

fn split(title: &str) -> Vec<&str> {
    let mut parts = vec![title];
    for mark in MARKS {
        parts = parts.into_iter().flat_map(|part| part.split(mark)).collect();
    }
    parts
}

/// A part without furniture behind it and before it.
fn trimmed(part: &str) -> &str {
    let mut part = part.trim();
    loop {
        let last = part.rsplit(char::is_whitespace).next().unwrap_or_default();
        if !is_furniture(last) {
            break;
        }
        part = part[..part.len() - last.len()].trim_end();
        if part.is_empty() {
            return part;
        }
    }
    let first = part.split_whitespace().next().unwrap_or_default();
    if part.len() > first.len() && matches!(first.to_lowercase().as_str(), "rss" | "latest" | "neueste") {
        part = part[first.len()..].trim_start();
    }
    part
}

fn is_furniture(word: &str) -> bool {
    let lower = bare(word);
    !lower.is_empty() && FURNITURE.contains(&lower.as_str())
}

fn is_no_name(word: &str) -> bool {
    let lower = bare(word);
    lower.is_empty() || FURNITURE.contains(&lower.as_str()) || SECTIONS.contains(&lower.as_str())
}

fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric() && c != '&').to_lowercase()
}

fn word_count(part: &str) -> usize {
    part.split_whitespace().count()
}

/// The name of a host without what stands around it, squeezed: `dailypost` for `www.daily-post.co.uk`. Of a stand-in for a host
/// (`127.0.0.1:80/the-post`) the part that tells outlets apart.
fn label_of(host: &str) -> String {
    if let Some((_, slug)) = host.split_once('/') {
        return squeezed(slug);
    }
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    let own = crate::url::registrable_domain(&host);
    squeezed(own.split('.').next().unwrap_or_default())
}

fn squeezed(text: &str) -> String {
    any_ascii::any_ascii(text).chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

/// The words of a name, squeezed each, without an article before it and without `.com` behind one.
fn words_of(part: &str) -> Vec<String> {
    let words: Vec<&str> = part.split_whitespace().collect();
    let skip = usize::from(words.len() > 1 && ARTICLES.contains(&words[0].to_lowercase().as_str()));
    words[skip..].iter().map(|word| squeezed(without_suffix(word))).filter(|word| !word.is_empty()).collect()
}

fn without_suffix(word: &str) -> &str {
    let lower = word.to_ascii_lowercase();
    let suffix = [".com", ".org", ".net", ".de", ".fr", ".it", ".es", ".nl", ".pl", ".se", ".ru"];
    suffix.iter().find(|suffix| lower.ends_with(*suffix)).map_or(word, |suffix| &word[..word.len() - suffix.len()])
}

/// How much a part shares with the name of a host: 4 where it is that name, 3 where one holds the other or its initials are the name, 1
/// where a word of it stands there; 0 for nothing.
fn likeness(part: &str, label: &str) -> u8 {
    let words = words_of(part);
    let whole = words.concat();
    if whole.is_empty() || label.is_empty() {
        return 0;
    }
    let with_article: String = part.split_whitespace().map(|word| squeezed(without_suffix(word))).collect();
    let initials: String = words.iter().filter_map(|word| word.chars().next()).collect();
    let telling = |word: &String| !is_no_name(word) || word == label;
    if whole == label || with_article == label {
        4
    } else if words.iter().all(|word| !telling(word)) {
        0
    } else if words.len() > 1 && (initials == label || label.len() >= BEGINNING && initials.starts_with(label))
        || whole.len() >= TELLING && label.contains(&whole)
        || label.len() >= TELLING && whole.contains(label)
    {
        3
    } else if words.iter().any(|word| {
        telling(word)
            && (word == label
                || word.len() >= TELLING && label.contains(word.as_str())
                || word.len() >= BEGINNING && label.starts_with(word.as_str())
                || label.len() >= BEGINNING && word.len() > label.len() && word.starts_with(label))
    }) {
        1
    } else {
        0
    }
}

/// A part as it is shown: without the section before or behind a name that is the host's, and `HBN` for `HBN.com`.
fn shown(part: &str, label: &str) -> String {
    let words: Vec<&str> = part.split_whitespace().collect();
    let is_host = |words: &[&str]| likeness(&words.join(" "), label) == 4;
    let is_aside = |word: &&str| is_no_name(word) || is_known_place(word);
    // What is one word more may belong to the name: "Harbour News" at harbour.example.
    let behind = (1..words.len()).find(|count| {
        let rest = &words[*count..];
        is_host(&words[..*count]) && rest.len() > 1 && rest.iter().all(is_aside)
    });
    let before = (2..words.len()).find(|count| is_host(&words[*count..]) && words[..*count].iter().all(is_aside));
    let mut kept: Vec<&str> = match (behind, before) {
        _ if is_host(&words) => words,
        (Some(count), _) => {
            let online = usize::from(words[count].eq_ignore_ascii_case("online"));
            words[..count + online].to_vec()
        }
        (None, Some(count)) => words[count..].to_vec(),
        (None, None) => words,
    };
    if let [word] = kept[..] {
        let stem = without_suffix(word);
        if stem.len() < word.len() && !stem.chars().any(char::is_lowercase) {
            kept = vec![stem];
        }
    }
    kept.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(cases: &[(&str, &str, Option<&str>)], read: fn(&str, &str) -> Option<String>) {
        for (title, host, name) in cases {
            assert_eq!(read(title, host).as_deref(), *name, "{title} at {host}");
        }
    }

    #[test]
    fn a_feed_s_title_gives_the_outlet() {
        check(
            &[
                ("Harbour News", "harbour.example", Some("Harbour News")),
                ("HBN.com - RSS Channel - App International Edition", "hbn.com", Some("HBN")),
                (" Articles | Quay Online", "dailyquay.co.uk", Some("Quay Online")),
                ("Breaking News | Daily Quay", "www.dailyquay.com.au", Some("Daily Quay")),
                ("LPT > U.S. News", "lptimes.com", Some("LPT")),
                ("LPT.com: World News", "lpt.com", Some("LPT")),
                ("Lindvik Post Online / News ", "lindviknet.com", Some("Lindvik Post Online")),
                ("Port Ansel Courier - Latest News", "pac.com.au", Some("Port Ansel Courier")),
                ("The Quay Times Singapore News", "quaytimes.com", Some("The Quay Times")),
                ("quaystar.com - RSS Headlines", "quaystar.com", Some("quaystar.com")),
                ("LRN New Zealand Headlines", "lrn.co.nz", Some("LRN New Zealand")),
                ("Lindvik Herald - Top Stories", "lvherald.co.nz", Some("Lindvik Herald")),
                ("QUAY News", "quaynews.com", Some("QUAY News")),
                ("QBC News - Home", "qbc.co.uk", Some("QBC News")),
                ("Sport | The Lamp", "thelamp.com", Some("The Lamp")),
                ("kaischau.de - die erste Adresse für Nachrichten", "kaischau.de", Some("kaischau.de")),
                ("KAI ONLINE - Schlagzeilen", "kai.de", Some("KAI ONLINE")),
                ("Nachrichten aus Lindvik", "kai.de", Some("Nachrichten aus Lindvik")),
                ("Science", "science.example", Some("Science")),
                ("Kranführer: Notizen", "blog.example", Some("Kranführer: Notizen")),
                ("The Old Crane", "quay.example", Some("The Old Crane")),
                ("Ropes - knots of all kinds", "quay.example", Some("Ropes - knots of all kinds")),
                ("Ropes - Latest articles", "quay.example", Some("Ropes")),
                ("A Daily", "127.0.0.1:8800/a-daily", Some("A Daily")),
                ("Top-Ten", "quay.example", Some("Top-Ten")),
                ("Le Kai.fr - Actualités et infos de la côte", "lekai.fr", Some("Le Kai.fr")),
                ("Latest News from Lindvik Post", "lindvikpost.com", Some("Lindvik Post")),
                ("kai online News", "kai.de", Some("kai online")),
                ("News of the Quay", "newsofthequay.com", Some("News of the Quay")),
            ],
            name_of,
        );
    }

    #[test]
    fn a_section_or_a_place_is_no_outlet() {
        check(
            &[
                ("California", "lvtimes.com", None),
                ("World News", "lvtimes.com", None),
                ("Norway - Politics", "lvtimes.com", None),
                ("RSS", "lvtimes.com", None),
                ("Politik & Wirtschaft", "kai.de", None),
                (" ", "kai.de", None),
            ],
            name_of,
        );
    }

    #[test]
    fn a_publisher_without_a_name_has_its_host_s() {
        for (title, domain, home, name) in [
            ("Ledger > Local", "ledger.example", "", "Ledger"),
            ("California", "lvtimes.com", "https://www.lvtimes.com/california", "lvtimes.com"),
            // On loopback the page that the feed names tells more than the address.
            (
                "Articles | Quay Online",
                "127.0.0.1:8800/articles-quay-online",
                "https://www.dailyquay.co.uk?x",
                "Quay Online",
            ),
            ("California", "127.0.0.1:8800/california", "https://www.lvtimes.com/rss.xml", "lvtimes.com"),
            ("Feed", "localhost/feed", "", "Feed"),
            ("", "localhost/x", "", "localhost/x"),
        ] {
            assert_eq!(of_feed(title, domain, home), name, "{title}");
            assert!(is_of_feed(name, title, domain, home), "{title}");
            assert!(!is_of_feed("My Paper", title, domain, home), "{title}");
        }
        assert!(
            is_of_feed("Ledger > Local", "Ledger > Local - RSS", "ledger.example", ""),
            "as an earlier version read it"
        );
    }

    #[test]
    fn what_a_page_declares_has_the_host_s_letters() {
        check(
            &[
                ("Lindvik Times", "lvtimes.com", Some("Lindvik Times")),
                ("The Daily Quay", "dailyquay.co.uk", Some("The Daily Quay")),
                ("Lindvik Financial Report", "lfr.com", Some("Lindvik Financial Report")),
                ("WordPress", "lvtimes.com", None),
                ("lvtimes.com", "lvtimes.com", None),
                ("Ferry sinks off Lindvik in a storm as forty are saved by times", "lvtimes.com", None),
                ("News", "lvtimes.com", None),
                ("", "lvtimes.com", None),
            ],
            declared,
        );
    }
}
