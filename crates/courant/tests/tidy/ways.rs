//! Ways out to the network, and the way of publishers' words in to a page.

use super::source::has_word;
use super::tree::{Breach, Tree};

/// The module with the one guarded connector.
const FETCH: &str = "crates/courant/src/fetch/";

/// What opens a connection or asks for an address. Listening is free.
const WAYS_OUT: [&str; 12] = [
    "reqwest",
    "hyper",
    "hyper_util",
    "TcpStream",
    "TcpSocket",
    "UdpSocket",
    "UnixStream",
    "ureq",
    "isahc",
    "lookup_host",
    "ToSocketAddrs",
    "to_socket_addrs",
];

/// Programs that would go out for us.
const ERRANDS: [&str; 4] = ["curl", "wget", "nc", "ssh"];

/// Files outside `fetch` that may name one of these, each with its reason.
const OWN_DOORS: [(&str, &str); 1] =
    [("crates/courant/src/demo/serve.rs", "the demo's newsrooms answer requests on loopback and send none")];

/// Values that templates may print without escaping: template, expression, and what made it safe.
const SAFE: [(&str, &str, &str); 5] = [
    ("demo/classic.html", "v.json_ld", "JSON made by the demo, with every < written as an escape"),
    ("demo/modern.html", "v.json_ld", "the same"),
    ("demo/wall.html", "v.json_ld", "the same"),
    ("pages/article.html", "body", "a publisher's HTML, sanitised when it was stored"),
    ("parts/remark.html", "remark.html", "a reader's Markdown, sanitised when it was stored"),
];

/// Types that Rust may mark as safe: file, the line that does it, and what makes it safe.
const MARKED: [(&str, &str, &str); 1] = [(
    "crates/courant/src/web/layout.rs",
    "impl askama::filters::HtmlSafe for Lang {}",
    "a language code of letters, digits and hyphens; any other gives nothing",
)];

/// What carries HTML into the store.
const CARRIERS: [&str; 3] = ["NewEntry {", "FetchedPage {", "NewComment {"];
/// What shows that it was sanitised before: core's sanitizer, or a page that core's extractor composed.
const CLEANED: [&str; 2] = ["sanitize", "ParsedPage"];

/// An outbound request that does not pass the one guarded connector.
pub fn one_way_out(tree: &Tree) -> Vec<Breach> {
    let mut breaches = Vec::new();
    let free = |path: &str| path.starts_with(FETCH) || OWN_DOORS.iter().any(|(door, _)| *door == path);
    for (path, source) in tree.rust("crates/").filter(|(path, _)| !free(path)) {
        for (line, code) in source.lines() {
            breaches.extend(
                WAYS_OUT
                    .iter()
                    .filter(|way| has_word(code, way))
                    .map(|way| Breach::at(path, line, format!("{way} outside fetch: use the guarded connector"))),
            );
        }
        let errand = |text: &str| ERRANDS.contains(&text) && source.code.contains("Command::new");
        breaches.extend(
            source
                .literals
                .iter()
                .filter(|literal| errand(&literal.text))
                .map(|literal| Breach::at(path, literal.line, "a program that goes out: use the guarded connector")),
        );
    }
    breaches
}

/// A template that prints unescaped what is not named above, or Rust that marks a value as safe.
pub fn unescaped_only_by_name(tree: &Tree) -> Vec<Breach> {
    let root = "crates/courant/templates/";
    let mut breaches = Vec::new();
    for (path, text) in tree.files(root) {
        for (index, line) in text.lines().enumerate() {
            for expression in unescaped(line) {
                let name = path.trim_start_matches(root);
                if !SAFE.iter().any(|(template, value, _)| *template == name && *value == expression) {
                    let what = format!("{expression} is printed unescaped and not named in tests/tidy/ways.rs");
                    breaches.push(Breach::at(path, index + 1, what));
                }
            }
        }
    }
    for (path, source) in tree.rust("crates/courant/src/") {
        for (line, code) in source.lines() {
            let named = MARKED.iter().any(|(file, mark, _)| *file == path && *mark == code.trim());
            if !named && ["filters::Safe", "MarkupDisplay", "HtmlSafe"].iter().any(|way| code.contains(way)) {
                breaches.push(Breach::at(path, line, "a value marked as safe in Rust: do it in a named template"));
            }
        }
        for literal in
            source.literals.iter().filter(|literal| source.code.contains("template(") && literal.text == "none")
        {
            breaches.push(Breach::at(path, literal.line, "a template without escaping"));
        }
    }
    breaches
}

/// The expressions in a template's line that go through `safe`, or `autoescape` where it is switched.
fn unescaped(line: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in line.match_indices("{{") {
        let inside = line[at + 2..].split("}}").next().unwrap_or_default().trim_matches([' ', '-', '~']);
        let mut parts = inside.split('|').map(str::trim);
        let value = parts.next().unwrap_or_default();
        if parts.any(|filter| filter == "safe" || filter.starts_with("escape(\"none\"")) {
            found.push(value.to_owned());
        }
    }
    if line.contains("{%") && (line.contains("autoescape") || line.contains("filter safe")) {
        found.push("autoescape".to_owned());
    }
    found
}

/// A file that hands HTML to the store and names nothing that cleans it.
pub fn stored_html_is_sanitised(tree: &Tree) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for (path, source) in tree.rust("crates/courant/src/") {
        if CLEANED.iter().any(|word| has_word(&source.code, word)) {
            continue;
        }
        for (line, code) in source.lines() {
            let handed =
                CARRIERS.iter().filter(|carrier| code.match_indices(**carrier).any(|(at, _)| is_made(&code[..at])));
            breaches.extend(
                handed.map(|carrier| Breach::at(path, line, format!("{carrier} … }} without core's sanitizer"))),
            );
        }
    }
    breaches
}

/// Whether what follows makes a value of a type, rather than declare it, return it or be a longer name's end.
fn is_made(before: &str) -> bool {
    let declared = ["struct ", "impl ", "for ", "-> "].iter().any(|word| before.ends_with(word));
    !declared && !before.ends_with(|letter: char| letter.is_alphanumeric() || letter == '_')
}
