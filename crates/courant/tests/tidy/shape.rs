//! Sizes and names of files, and migrations that must stay as they were released.

use sha2::{Digest, Sha256};

use super::tree::{Breach, Tree};

/// No Rust file is longer, in lines.
const LONGEST: usize = 600;
/// Half of the Rust files are shorter, in lines.
const MEDIAN: usize = 150;
/// Names that say nothing.
const NAMELESS: [&str; 6] = ["util", "utils", "helper", "helpers", "misc", "stuff"];
/// Where migrations lie, and the file that lists them.
const MIGRATIONS: &str = "crates/courant-store/migrations/";
const CHECKSUMS: &str = "crates/courant-store/migrations/checksums.txt";

/// A Rust file that is too long, or files that are too long on the whole.
pub fn files_are_short(tree: &Tree) -> Vec<Breach> {
    let rust = tree.files("").filter(|(path, _)| path.ends_with(".rs"));
    let sizes: Vec<(&str, usize)> = rust.map(|(path, text)| (path, text.lines().count())).collect();
    let mut breaches: Vec<Breach> = sizes
        .iter()
        .filter(|(_, lines)| *lines > LONGEST)
        .map(|(path, lines)| Breach::of(path, format!("{lines} lines, more than {LONGEST}: part it by topic")))
        .collect();
    let mut ordered: Vec<usize> = sizes.iter().map(|(_, lines)| *lines).collect();
    ordered.sort_unstable();
    match ordered.get(ordered.len() / 2) {
        Some(median) if *median >= MEDIAN => {
            breaches.push(Breach::of(
                "",
                format!("half of the Rust files have {median} lines or more; {MEDIAN} is the limit"),
            ));
        }
        _ => {}
    }
    breaches
}

/// A file or folder named after nothing.
pub fn names_say_something(tree: &Tree) -> Vec<Breach> {
    let nameless =
        |path: &str| path.split('/').any(|part| NAMELESS.contains(&part.strip_suffix(".rs").unwrap_or(part)));
    tree.files("")
        .filter(|(path, _)| path.ends_with(".rs") && nameless(path))
        .map(|(path, _)| Breach::of(path, "a name from the glossary, not a drawer"))
        .collect()
}

/// A migration that is not the one that was released: `checksums.txt` has a line `SHA-256  folder/file` for each.
pub fn released_migrations_stand(tree: &Tree) -> Vec<Breach> {
    let migrations: Vec<(&str, &str)> = tree
        .files(MIGRATIONS)
        .filter(|(path, _)| path.ends_with(".sql"))
        .map(|(path, text)| (path.trim_start_matches(MIGRATIONS), text))
        .collect();
    let Some(list) = tree.text(CHECKSUMS) else {
        let what = "missing: `sha256sum */*.sql > checksums.txt` in the migrations folder makes it";
        return if migrations.is_empty() { Vec::new() } else { vec![Breach::of(CHECKSUMS, what)] };
    };
    let listed: Vec<(&str, &str)> = list.lines().filter_map(|line| line.split_once("  ")).collect();
    let mut breaches = Vec::new();
    for (name, text) in &migrations {
        match listed.iter().find(|(_, known)| known == name) {
            Some((sum, _)) if *sum == hex(text) => {}
            Some(_) => breaches
                .push(Breach::of(&format!("{MIGRATIONS}{name}"), "a released migration was changed: add a new one")),
            None => breaches.push(Breach::of(&format!("{MIGRATIONS}{name}"), "not in checksums.txt: add its line")),
        }
    }
    for (_, name) in listed {
        if !migrations.iter().any(|(there, _)| *there == name) {
            breaches.push(Breach::of(CHECKSUMS, format!("{name} was released and is gone")));
        }
    }
    breaches
}

/// The SHA-256 of a text in small hexadecimal digits.
pub fn hex(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}
