//! What must never be in this project. Every rule runs over the whole tree, and every rule has been seen to fail: a
//! second test plants a breach of each in a tree made up in memory.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs, reason = "tests")]

#[path = "tidy/layers.rs"]
mod layers;
#[path = "tidy/plants.rs"]
mod plants;
#[path = "tidy/registered.rs"]
mod registered;
#[path = "tidy/shape.rs"]
mod shape;
#[path = "tidy/source.rs"]
mod source;
#[path = "tidy/tree.rs"]
mod tree;
#[path = "tidy/ways.rs"]
mod ways;
#[path = "tidy/words.rs"]
mod words;

use std::path::Path;

use tree::{Breach, Tree};

/// A rule looks at all files and lists what breaks it.
type Rule = fn(&Tree) -> Vec<Breach>;

/// Every rule by its name. ARCHITECTURE.md lists them in words.
const RULES: [(&str, Rule); 18] = [
    ("core is pure", layers::core_is_pure),
    ("crates import down", layers::crates_import_down),
    ("modules import down", layers::modules_import_down),
    ("sql only in the store", words::sql_only_in_store),
    ("html only in templates", words::html_only_in_templates),
    ("no unwrap", words::no_unwrap),
    ("no unfinished marks", words::no_unfinished_marks),
    ("no forbidden words", words::no_forbidden_words),
    ("one way out", ways::one_way_out),
    ("unescaped only by name", ways::unescaped_only_by_name),
    ("stored html is sanitised", ways::stored_html_is_sanitised),
    ("every file is declared", registered::every_file_is_declared),
    ("registers are complete", registered::registers_are_complete),
    ("templates and prompts are used", registered::templates_and_prompts_are_used),
    ("files are short", shape::files_are_short),
    ("names say something", shape::names_say_something),
    ("released migrations stand", shape::released_migrations_stand),
    ("docs name every rule", docs_name_every_rule),
];

/// ARCHITECTURE.md has to name each rule in quotation marks, so that the list and the tests stay one.
fn docs_name_every_rule(tree: &Tree) -> Vec<Breach> {
    let path = "ARCHITECTURE.md";
    let Some(text) = tree.text(path) else { return vec![Breach::of(path, "missing")] };
    let named = |name: &str| text.contains(&format!("`{name}`"));
    RULES
        .iter()
        .filter(|(name, _)| !named(name))
        .map(|(name, _)| Breach::of(path, format!("does not name the rule `{name}`")))
        .collect()
}

#[test]
fn nothing_is_what_must_never_be() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let tree = Tree::load(&root).expect("the project's files can be read");
    assert!(tree.files("crates/").count() > 100, "the project's files were not found");
    let found: Vec<String> = RULES
        .iter()
        .flat_map(|(name, rule)| {
            rule(&tree)
                .into_iter()
                .map(move |breach| format!("{name}: {}:{} {}", breach.path, breach.line, breach.what))
        })
        .collect();
    assert!(found.is_empty(), "{} breaches:\n{}", found.len(), found.join("\n"));
}

#[test]
fn a_clean_sample_passes_every_rule() {
    let tree = plants::clean();
    for (name, rule) in RULES {
        assert_eq!(rule(&tree), [], "{name}");
    }
}

#[test]
fn a_planted_breach_of_each_rule_is_found() {
    for plant in plants::all() {
        let (_, rule) = RULES.iter().find(|(name, _)| *name == plant.rule).expect("a plant names a rule");
        let found = rule(&plants::with(&plant));
        assert!(
            found.iter().any(|breach| breach.path == plant.found_in),
            "{}: {:?} gave {found:?}",
            plant.rule,
            plant.file
        );
    }
    let unplanted: Vec<&str> = RULES
        .iter()
        .map(|(name, _)| *name)
        .filter(|name| plants::all().iter().all(|plant| plant.rule != *name))
        .collect();
    assert!(unplanted.is_empty(), "never seen to fail: {unplanted:?}");
}

#[test]
fn words_in_comments_tests_and_literals_are_not_code() {
    let text = "fn a() { b('\"'); } // reqwest\n/* reqwest */ let s = r#\"a \"reqwest\" b\"#;\n#[cfg(test)]\nmod tests { fn c() { \
                x.unwrap(); } }\n#[cfg(test)]\nmod more;\nfn z<'a>() {}\n";
    let read = source::Source::read(text);
    assert!(!read.code.contains("reqwest") && !read.code.contains("unwrap"), "{}", read.code);
    assert!(read.code.contains("fn z<'a>() {}") && read.code.contains("fn a()"), "{}", read.code);
    assert_eq!(read.literals, [source::Literal { line: 2, text: "a \"reqwest\" b".to_owned() }]);
    let modules: Vec<(String, bool)> =
        tree::declares("a/b.rs", text).into_iter().map(|module| (module.file, module.test)).collect();
    assert_eq!(modules, [("a/b/more.rs".to_owned(), true), ("a/b/more/mod.rs".to_owned(), true)]);
    let apart = "#[cfg(test)]\n#[path = \"x_tests.rs\"]\nmod tests;\npub(crate) mod y;\n";
    let modules: Vec<(String, bool)> =
        tree::declares("a/mod.rs", apart).into_iter().map(|module| (module.file, module.test)).collect();
    let want = [("a/x_tests.rs", true), ("a/y.rs", false), ("a/y/mod.rs", false)];
    assert_eq!(modules, want.map(|(file, test)| (file.to_owned(), test)));
    assert_eq!(read.code.matches('\n').count(), text.matches('\n').count());
}
