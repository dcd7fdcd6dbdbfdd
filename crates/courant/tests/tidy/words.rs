//! What must not be written, and where: SQL, HTML, panics, marks of unfinished work, hosts that are nobody's business.

use super::source::{Literal, has_word};
use super::tree::{Breach, Tree};

/// The only crate that knows SQL.
const STORE: &str = "crates/courant-store/";

/// Rust files that may write HTML, besides the store's and tests: they read and make it for a living.
const MARKUP: [&str; 3] =
    ["crates/courant-core/src/sanitize/", "crates/courant-core/src/extract/", "crates/courant-core/src/compose"];

/// Elements that show a literal to be HTML. `link`, `title` and `summary` are words of feeds too, so they are not here.
const ELEMENTS: [&str; 40] = [
    "a",
    "article",
    "aside",
    "b",
    "blockquote",
    "body",
    "br",
    "button",
    "div",
    "em",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "header",
    "html",
    "i",
    "iframe",
    "img",
    "input",
    "label",
    "li",
    "main",
    "meta",
    "nav",
    "ol",
    "option",
    "p",
    "script",
    "section",
    "select",
    "span",
    "strong",
    "style",
    "table",
    "td",
    "tr",
    "ul",
];

/// Openings of statements, all in capitals here, found in any case.
const STATEMENTS: [&str; 14] = [
    "INSERT INTO ",
    "INSERT OR ",
    "DELETE FROM ",
    "CREATE TABLE ",
    "CREATE INDEX ",
    "CREATE UNIQUE INDEX ",
    "CREATE VIEW ",
    "CREATE TRIGGER ",
    "ALTER TABLE ",
    "DROP TABLE ",
    "PRAGMA ",
    "BEGIN IMMEDIATE",
    "WITH RECURSIVE ",
    "REPLACE INTO ",
];

/// SQL text, a database crate or a `.sql` file outside the store.
pub fn sql_only_in_store(tree: &Tree) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for (path, source) in tree.rust("").filter(|(path, _)| !path.starts_with(STORE)) {
        breaches.extend(
            source
                .literals
                .iter()
                .filter(|literal| is_sql(&literal.text))
                .map(|literal| Breach::at(path, literal.line, "SQL text: it belongs in courant-store")),
        );
        for (line, code) in source.lines() {
            if has_word(code, "sqlx") || has_word(code, "rusqlite") {
                breaches.push(Breach::at(path, line, "a database crate: only courant-store uses one"));
            }
        }
    }
    for (path, _) in tree.files("") {
        if path.ends_with(".sql") && !path.starts_with(STORE) {
            breaches.push(Breach::of(path, "an SQL file outside courant-store"));
        }
    }
    breaches
}

fn is_sql(text: &str) -> bool {
    let text = text.trim_start().to_ascii_uppercase().split_whitespace().collect::<Vec<_>>().join(" ") + " ";
    let update = text.strip_prefix("UPDATE ").and_then(|rest| rest.split(' ').nth(1)) == Some("SET");
    let select = text.starts_with("SELECT ") && text.contains(" FROM ");
    update || select || STATEMENTS.iter().any(|statement| text.starts_with(statement))
}

/// A string literal with an HTML element in it, outside templates and what reads and writes markup.
pub fn html_only_in_templates(tree: &Tree) -> Vec<Breach> {
    let written = |literal: &&Literal| holds_element(&literal.text);
    tree.rust("crates/")
        .filter(|(path, _)| !MARKUP.iter().any(|place| path.starts_with(place)))
        .flat_map(|(path, source)| {
            source
                .literals
                .iter()
                .filter(written)
                .map(move |literal| Breach::at(path, literal.line, "HTML in a string: use a template"))
        })
        .collect()
}

fn holds_element(text: &str) -> bool {
    text.match_indices('<').any(|(at, _)| {
        let rest = text[at + 1..].trim_start_matches('/');
        let name: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
        let closed = rest[name.len()..].starts_with(['>', ' ', '/', '\n']);
        closed && ELEMENTS.contains(&name.to_ascii_lowercase().as_str())
    })
}

/// A panic on purpose outside tests.
pub fn no_unwrap(tree: &Tree) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for (path, source) in tree.rust("") {
        for (line, code) in source.lines() {
            // A parser's own `expect(b'x')?` is no panic: only a message or nothing between the brackets is.
            let named = [".unwrap()", ".expect(\"", ".unwrap_err()", ".expect_err(\"", "panic!(", "unimplemented!("];
            breaches.extend(
                named
                    .iter()
                    .filter(|word| code.contains(*word))
                    .map(|word| Breach::at(path, line, format!("{word} outside tests: errors are values"))),
            );
        }
    }
    breaches
}

/// Marks of work left undone.
pub fn no_unfinished_marks(tree: &Tree) -> Vec<Breach> {
    let marks = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("X", "XX"), concat!("HA", "CK")];
    let code = |path: &str| !path.ends_with(".txt") && !path.ends_with(".lock");
    named(tree, &code, &marks, true, "finish it or leave it out and say so")
}

/// Hosts of package registries, and folders of one person's machine.
pub fn no_forbidden_words(tree: &Tree) -> Vec<Breach> {
    let words = [
        concat!("crates", ".io"),
        concat!("py", "pi.org"),
        concat!("pythonhosted", ".org"),
        concat!("npmjs", ".com"),
        concat!("npmjs", ".org"),
        concat!("ruby", "gems.org"),
        concat!("proxy.golang", ".org"),
        concat!("/ro", "ot/"),
        concat!("/ho", "me/"),
    ];
    // cargo writes where each package came from.
    let locks = ["Cargo.lock", "engines/Cargo.lock", "fuzz/Cargo.lock"];
    named(tree, &|path: &str| !locks.contains(&path), &words, false, "must not be named here")
}

fn named(tree: &Tree, looked_at: &dyn Fn(&str) -> bool, words: &[&str], whole: bool, why: &str) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for (path, text) in tree.files("").filter(|(path, _)| looked_at(path)) {
        for (index, line) in text.lines().enumerate() {
            let holds = |word: &&&str| if whole { has_word(line, word) } else { line.contains(**word) };
            breaches
                .extend(words.iter().filter(holds).map(|word| Breach::at(path, index + 1, format!("{word}: {why}"))));
        }
    }
    breaches
}
