//! What may import what: crates, and the modules of the `courant` crate.

use std::collections::{BTreeMap, BTreeSet};

use super::source::{Source, has_word};
use super::tree::{Breach, Tree};

/// Crates that do what core must not: run tasks, speak HTTP or SQL, serve pages, index.
const FOREIGN_TO_CORE: [&str; 28] = [
    "actix-web",
    "askama",
    "async-std",
    "axum",
    "curl",
    "diesel",
    "futures",
    "h2",
    "hyper",
    "isahc",
    "lettre",
    "mio",
    "native-tls",
    "reqwest",
    "rocket",
    "rusqlite",
    "rustls",
    "smol",
    "sqlx",
    "sqlx-core",
    "surf",
    "tantivy",
    "tokio",
    "tower",
    "tower-http",
    "tungstenite",
    "ureq",
    "warp",
];

/// What reaches out of a pure function: clock, chance, files, network, processes.
const IMPURE: [&str; 10] = [
    "std::fs",
    "std::net",
    "std::process",
    "std::env",
    "std::thread",
    "SystemTime",
    "Instant::now",
    "Timestamp::now",
    "Zoned::now",
    "rand::",
];

/// The crates with the layer each stands on and whether it may import from the layers below it.
const CRATES: [(&str, u8, bool); 5] = [
    ("courant-core", 0, false),
    ("courant-embed", 1, false),  // a leaf that knows no Courant type
    ("courant-search", 1, false), // a leaf too
    ("courant-store", 1, true),
    ("courant", 2, true),
];

/// The modules of the `courant` crate and what each may import from it. A module that is not named has no place.
const MODULES: [(&str, &[&str]); 10] = [
    ("main", &["cli"]),
    ("cli", &["app", "cli", "clock", "config", "demo", "fetch", "web", "worker"]),
    ("app", &["ai", "app", "clock", "config", "demo", "fetch", "web", "worker"]),
    ("worker", &["ai", "clock", "config", "fetch", "worker"]),
    ("web", &["ai", "clock", "config", "fetch", "web"]),
    ("fetch", &["clock", "config", "fetch"]),
    ("ai", &["ai", "clock", "config"]),
    // A replayed clock is asked over HTTP, so it has to pass the one connector; everything else about it is a leaf.
    ("clock", &["clock", "fetch"]),
    ("config", &["config"]),
    ("demo", &["clock", "demo"]),
];

/// core's manifest, everything that its dependencies bring, and its own code.
pub fn core_is_pure(tree: &Tree) -> Vec<Breach> {
    let manifest = "crates/courant-core/Cargo.toml";
    let direct = tree.text(manifest).map(dependencies).unwrap_or_default();
    let mut breaches: Vec<Breach> = direct
        .iter()
        .filter(|(name, _)| FOREIGN_TO_CORE.contains(&name.as_str()))
        .map(|(name, line)| Breach::at(manifest, *line, format!("core must not depend on {name}")))
        .collect();
    let brought = tree.text("Cargo.lock").map(|lock| closure(lock, direct.iter().map(|(name, _)| name.as_str())));
    breaches.extend(
        brought
            .unwrap_or_default()
            .iter()
            .filter(|name| FOREIGN_TO_CORE.contains(&name.as_str()))
            .map(|name| Breach::of("Cargo.lock", format!("{name} comes with a dependency of core"))),
    );
    for (path, source) in tree.rust("crates/courant-core/src/") {
        for (line, code) in source.lines() {
            breaches.extend(
                IMPURE
                    .iter()
                    .filter(|word| has_word(code, word.trim_end_matches(':')) && code.contains(*word))
                    .map(|word| Breach::at(path, line, format!("{word} has no place in core: pass the value in"))),
            );
        }
    }
    breaches
}

/// A crate imports only from lower layers, and a leaf from none.
pub fn crates_import_down(tree: &Tree) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for (path, text) in tree.files("crates/") {
        let Some(name) = path.strip_prefix("crates/").and_then(|rest| rest.strip_suffix("/Cargo.toml")) else {
            continue;
        };
        let Some(&(_, layer, imports)) = CRATES.iter().find(|(known, ..)| *known == name) else {
            breaches.push(Breach::of(path, "a crate without a layer: name it in tests/tidy/layers.rs"));
            continue;
        };
        for (other, line) in dependencies(text) {
            let Some(&(_, below, _)) = CRATES.iter().find(|(known, ..)| *known == other) else { continue };
            if !imports || below >= layer {
                breaches.push(Breach::at(path, line, format!("{name} must not import {other}")));
            }
        }
    }
    breaches
}

/// A module of the `courant` crate imports only what stands below it, and never a sibling.
pub fn modules_import_down(tree: &Tree) -> Vec<Breach> {
    let root = "crates/courant/src/";
    let mut breaches = Vec::new();
    for (path, source) in tree.rust(root) {
        let inside = path.trim_start_matches(root);
        let module = inside.split(['/', '.']).next().unwrap_or_default();
        if inside == "lib.rs" {
            continue;
        }
        let Some((_, allowed)) = MODULES.iter().find(|(known, _)| *known == module) else {
            breaches.push(Breach::of(path, format!("module {module} has no layer: name it in tests/tidy/layers.rs")));
            continue;
        };
        for (line, imported) in imports(inside, source) {
            if !allowed.contains(&imported.as_str()) {
                breaches.push(Breach::at(path, line, format!("{module} must not import {imported}")));
            }
        }
    }
    breaches
}

/// The top modules that a file names, through `crate::`, `courant::` or enough `super::`, with their lines.
fn imports(inside: &str, source: &Source) -> Vec<(usize, String)> {
    let code = &source.code;
    let depth = inside.matches('/').count() + usize::from(!inside.ends_with("mod.rs"));
    let up = "super::".repeat(depth.max(1));
    let prefixes = ["crate::", "courant::", up.as_str()];
    let mut found = Vec::new();
    for prefix in prefixes {
        for (at, _) in code.match_indices(prefix) {
            let before = code[..at].chars().next_back();
            if before.is_some_and(|letter| letter.is_alphanumeric() || letter == '_' || letter == ':') {
                continue; // a longer name, or fewer steps up than it seems
            }
            let line = 1 + code[..at].matches('\n').count();
            let names = first_names(&code[at + prefix.len()..]);
            found.extend(names.into_iter().filter(|name| is_module(name)).map(|name| (line, name)));
        }
    }
    found
}

/// `a::b` gives a; `{a::b, c}` gives a and c.
fn first_names(rest: &str) -> Vec<String> {
    let name = |text: &str| text.chars().take_while(|l| l.is_alphanumeric() || *l == '_').collect::<String>();
    let Some(group) = rest.strip_prefix('{') else { return vec![name(rest)] };
    let (mut names, mut depth, mut start) = (Vec::new(), 0_usize, 0);
    for (at, letter) in group.char_indices() {
        match letter {
            '{' => depth += 1,
            ',' | '}' if depth == 0 => {
                names.push(name(group[start..at].trim_start()));
                start = at + 1;
                if letter == '}' {
                    break;
                }
            }
            '}' => depth -= 1,
            _ => {}
        }
    }
    names
}

fn is_module(name: &str) -> bool {
    name.starts_with(|letter: char| letter.is_lowercase()) && name != "self" && name != "super"
}

/// Names under `[dependencies]` and `[build-dependencies]` of a manifest, with their lines; not those for tests.
fn dependencies(manifest: &str) -> Vec<(String, usize)> {
    let (mut inside, mut names) = (false, Vec::new());
    for (index, line) in manifest.lines().enumerate() {
        let line = line.trim();
        if let Some(section) = line.strip_prefix('[') {
            inside = section.contains("dependencies]") && !section.contains("dev-");
        } else if inside && !line.starts_with('#') {
            let name = line.split(['=', '.', ' ']).next().unwrap_or_default();
            if !name.is_empty() {
                names.push((name.to_owned(), index + 1));
            }
        }
    }
    names
}

/// The names of all packages that `roots` bring with them, by the lock file.
fn closure<'a>(lock: &str, roots: impl Iterator<Item = &'a str>) -> BTreeSet<String> {
    let mut needs: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for package in lock.split("[[package]]").skip(1) {
        let value = |line: &'_ str| line.split('"').nth(1).map(str::len);
        let mut name = "";
        for line in package.lines().map(str::trim) {
            let quoted = line.split('"').nth(1).unwrap_or_default();
            if line.starts_with("name = ") {
                name = quoted;
            } else if line.starts_with('"') && value(line).is_some() {
                needs.entry(name).or_default().push(quoted.split(' ').next().unwrap_or_default());
            }
        }
    }
    let (mut reached, mut open) = (BTreeSet::new(), roots.collect::<Vec<_>>());
    while let Some(name) = open.pop() {
        if reached.insert(name.to_owned()) {
            // Several versions of one name are taken together: too strict rather than too lenient.
            open.extend(needs.get(name).into_iter().flatten().copied());
        }
    }
    reached
}
