//! Nothing lies about unused: modules are declared, jobs, pages and filters registered, templates and prompts used.

use std::collections::BTreeSet;

use super::source::has_word;
use super::tree::{Breach, Tree, declares};

/// Folders whose files each have to be called by name from a register: folder, and where the register may be.
const REGISTERS: [(&str, &str); 3] = [
    ("crates/courant/src/worker/jobs/", "crates/courant/src/worker/registry.rs"),
    ("crates/courant/src/web/pages/", "crates/courant/src/web/"),
    ("crates/courant/src/cli/filters/", "crates/courant/src/cli/filters/"),
];

/// A Rust file that no module declares: it is never compiled.
pub fn every_file_is_declared(tree: &Tree) -> Vec<Breach> {
    let rust = |path: &str| path.ends_with(".rs") && path.contains("/src/");
    let files: Vec<&str> = tree.files("").map(|(path, _)| path).filter(|path| rust(path)).collect();
    let declared: BTreeSet<String> = files
        .iter()
        .flat_map(|path| declares(path, tree.text(path).unwrap_or_default()))
        .map(|module| module.file)
        .collect();
    let root = |path: &str| {
        ["/src/lib.rs", "/src/main.rs"].iter().any(|end| path.ends_with(end)) || path.contains("/src/bin/")
    };
    files
        .into_iter()
        .filter(|path| !root(path) && !declared.contains(*path))
        .map(|path| Breach::of(path, "no module declares it, so it is not compiled"))
        .collect()
}

/// A job, page or filter that its register does not call.
pub fn registers_are_complete(tree: &Tree) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for (folder, register) in REGISTERS {
        for (path, _) in tree.rust(folder) {
            let inside = path.trim_start_matches(folder);
            let name = inside.split(['/', '.']).next().unwrap_or_default();
            if inside == "mod.rs" || !(inside.matches('/').count() == 0 || inside.ends_with("/mod.rs")) {
                continue;
            }
            let call = format!("{name}::");
            let own = format!("{folder}{name}");
            let called = tree
                .rust(register)
                .filter(|(caller, _)| !caller.starts_with(&own))
                .any(|(_, source)| has_word(&source.code, name) && source.code.contains(&call));
            if !called {
                breaches.push(Breach::of(path, format!("nothing under {register} calls {call}")));
            }
        }
    }
    breaches
}

/// A template that no Rust file renders, directly or through other templates, or a prompt that none includes.
pub fn templates_and_prompts_are_used(tree: &Tree) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for root in ["crates/courant/templates/", "crates/courant/src/ai/prompts/", "crates/courant/prompts/"] {
        let names: Vec<&str> = tree.files(root).map(|(path, _)| path.trim_start_matches(root)).collect();
        let mut open: Vec<&str> = names.iter().copied().filter(|name| rendered(tree, name)).collect();
        let mut used = BTreeSet::new();
        while let Some(name) = open.pop() {
            if used.insert(name) {
                let text = tree.text(&format!("{root}{name}")).unwrap_or_default();
                open.extend(names.iter().copied().filter(|other| drawn_in(text, other)));
            }
        }
        let unused = names.iter().filter(|name| !used.contains(*name) && !name.ends_with(".rs"));
        breaches.extend(unused.map(|name| Breach::of(&format!("{root}{name}"), "nothing uses it")));
    }
    breaches
}

fn rendered(tree: &Tree, name: &str) -> bool {
    let whole = |text: &str| text == name || text.ends_with(&format!("/{name}"));
    tree.rust("crates/courant/").any(|(_, source)| source.literals.iter().any(|literal| whole(&literal.text)))
}

/// Whether a template extends, includes or imports another.
fn drawn_in(text: &str, other: &str) -> bool {
    let verbs = ["extends", "include", "import"];
    let quoted = format!("\"{other}\"");
    let uncommented: String = text.split("{#").enumerate().map(|(number, part)| after_comment(number, part)).collect();
    uncommented.split("{%").skip(1).map(|rest| rest.split("%}").next().unwrap_or_default()).any(|tag| {
        tag.contains(&quoted) && verbs.iter().any(|verb| tag.trim_start_matches(['-', ' ']).starts_with(verb))
    })
}

/// What of a template follows the comment that it was cut at; all of it before the first.
fn after_comment(number: usize, part: &str) -> &str {
    if number == 0 { part } else { part.split_once("#}").map_or("", |(_, rest)| rest) }
}
