//! A small clean project made up in memory, and one breach at a time to plant in it.

use super::shape;
use super::tree::Tree;

/// A breach: the file that is added or replaced, and where the rule has to see it.
pub struct Plant {
    /// The rule that it breaks.
    pub rule: &'static str,
    /// Path and text; `None` for a file that is taken away.
    pub file: (&'static str, Option<String>),
    /// The path that the breach has to name.
    pub found_in: &'static str,
}

const MIGRATION: &str = "CREATE TABLE story (id BIGINT NOT NULL);\n";
const MIGRATION_PATH: &str = "crates/courant-store/migrations/sqlite/0001_first.sql";
const CHECKSUMS: &str = "crates/courant-store/migrations/checksums.txt";
const CONNECTOR: &str = "crates/courant/src/fetch/connector.rs";
const FRONT: &str = "crates/courant/src/web/pages/front.rs";
const POLL: &str = "crates/courant/src/worker/jobs/poll.rs";
const ARTICLE: &str = "crates/courant/templates/pages/article.html";

/// Files that break no rule, though each comes close to one.
fn sample() -> Vec<(String, String)> {
    let lock = "[[package]]\nname = \"courant-core\"\ndependencies = [\n \"url\",\n]\n\n[[package]]\nname = \"url\"\n\n\
                [[package]]\nname = \"tokio\"\n";
    let core = "//! Core. No reqwest, no `std::fs` here.\npub mod sanitize;\n\
                #[cfg(test)]\nmod tests {\n    #[test]\n    fn a() { std::fs::read(\"x\").unwrap(); }\n}\n";
    let poll = "use crate::fetch::connector;\nuse crate::worker::registry;\npub fn run() { let html = sanitize(\"x\"); \
                NewEntry { html } }\n";
    let fixed = [
        ("Cargo.lock", lock),
        ("crates/courant-core/Cargo.toml", "[dependencies]\nurl.workspace = true\n[dev-dependencies]\ntokio = \"1\"\n"),
        ("crates/courant-core/src/lib.rs", core),
        ("crates/courant-core/src/sanitize/mod.rs", "pub const RULE: &str = \"<hr><p>\";\n"),
        ("crates/courant-store/Cargo.toml", "[dependencies]\ncourant-core.workspace = true\nsqlx.workspace = true\n"),
        ("crates/courant-store/src/lib.rs", "const ALL: &str = \"SELECT id FROM story\";\nuse sqlx::query;\n"),
        (MIGRATION_PATH, MIGRATION),
        ("crates/courant/Cargo.toml", "[dependencies]\ncourant-store.workspace = true\n"),
        ("crates/courant/src/lib.rs", "pub mod cli;\npub mod fetch;\npub mod web;\npub mod worker;\n"),
        ("crates/courant/src/main.rs", "fn main() { courant::cli::run(); }\n"),
        ("crates/courant/src/cli/mod.rs", "use crate::{web::{self, pages}, worker};\n"),
        ("crates/courant/src/fetch/mod.rs", "pub mod connector;\n"),
        (CONNECTOR, "use reqwest::Client;\nconst WHY: &str = \"select what you like: 1 < 2 <b\";\n"),
        ("crates/courant/src/web/mod.rs", "mod pages;\nuse pages::front;\nfn routes() { front::get(); }\n"),
        ("crates/courant/src/web/pages/mod.rs", "pub mod front;\n"),
        (FRONT, "use super::super::layout;\n#[template(path = \"pages/article.html\")]\nstruct Article;\n"),
        ("crates/courant/src/worker/mod.rs", "mod jobs;\nmod registry;\n"),
        ("crates/courant/src/worker/registry.rs", "use super::jobs::poll;\nfn run() { poll::run(); }\n"),
        ("crates/courant/src/worker/jobs/mod.rs", "pub mod poll;\n"),
        (POLL, poll),
        ("crates/courant/templates/layout.html", "<title>{{ title }}</title>\n"),
        (ARTICLE, "{% extends \"layout.html\" %}\n{{ body|safe }}{{ title|upper }}\n"),
    ];
    let mut files: Vec<(String, String)> =
        fixed.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    files.push((CHECKSUMS.to_owned(), format!("{}  sqlite/0001_first.sql\n", shape::hex(MIGRATION))));
    let names: Vec<String> = super::RULES.iter().map(|(name, _)| format!("`{name}`")).collect();
    files.push(("ARCHITECTURE.md".to_owned(), names.join("\n")));
    files
}

/// A tree that no rule finds fault with.
pub fn clean() -> Tree {
    Tree::new(sample())
}

/// The clean tree with one breach in it.
pub fn with(plant: &Plant) -> Tree {
    let (path, text) = &plant.file;
    let kept = sample().into_iter().filter(|(other, _)| other != path);
    Tree::new(kept.chain(text.clone().map(|text| ((*path).to_owned(), text))))
}

/// At least one breach of each rule.
pub fn all() -> Vec<Plant> {
    [bounds(), written(), outward(), unused(), shapes()].into_iter().flatten().collect()
}

fn plant(rule: &'static str, path: &'static str, text: &str) -> Plant {
    Plant { rule, file: (path, Some(text.to_owned())), found_in: path }
}

fn bounds() -> Vec<Plant> {
    let core = "crates/courant-core/Cargo.toml";
    let lock = "[[package]]\nname = \"url\"\ndependencies = [\n \"net\",\n]\n[[package]]\nname = \"net\"\ndependencies = [\n \
                \"tokio 1.0.0\",\n]\n";
    vec![
        plant("core is pure", core, "[dependencies]\ntokio.workspace = true\n"),
        plant("core is pure", core, "[dependencies]\naxum = { version = \"1\" }\n"),
        plant("core is pure", core, "[dependencies]\nreqwest = \"0.13\"\n"),
        plant("core is pure", core, "[build-dependencies]\nsqlx = \"0.9\"\n"),
        plant("core is pure", "Cargo.lock", lock),
        plant("core is pure", "crates/courant-core/src/now.rs", "fn a() { jiff::Timestamp::now(); }\n"),
        plant("core is pure", "crates/courant-core/src/now.rs", "use std::fs;\n"),
        plant("crates import down", core, "[dependencies]\ncourant-store.workspace = true\n"),
        plant(
            "crates import down",
            "crates/courant-embed/Cargo.toml",
            "[dependencies]\ncourant-core.workspace = true\n",
        ),
        plant(
            "crates import down",
            "crates/courant-store/Cargo.toml",
            "[dependencies]\ncourant-search.workspace = true\n",
        ),
        plant("crates import down", "crates/courant-extra/Cargo.toml", "[dependencies]\n"),
        plant("modules import down", POLL, "use crate::web::layout;\n"),
        plant("modules import down", POLL, "use crate::{fetch, web};\n"),
        plant("modules import down", FRONT, "fn a() { super::super::super::worker::run(); }\n"),
        plant("modules import down", CONNECTOR, "use crate::ai::ask;\n"),
        plant("modules import down", CONNECTOR, "use crate::worker;\n"),
        plant("modules import down", FRONT, "fn a() { crate::cli::run(); }\n"),
        plant("modules import down", "crates/courant/src/clock.rs", "use crate::worker::Context;\n"),
        plant("modules import down", "crates/courant/src/notify.rs", "\n"),
    ]
}

fn written() -> Vec<Plant> {
    let page = |text: &str| plant("html only in templates", FRONT, text);
    let sql = |text: &str| plant("sql only in the store", FRONT, text);
    vec![
        sql("const Q: &str = \"SELECT id\\n FROM story\";\n"),
        sql("const Q: &str = r#\"update story set id = 1\"#;\n"),
        sql("const Q: &str = \"delete from story\";\n"),
        sql("use sqlx::query;\n"),
        plant("sql only in the store", "crates/courant/src/web/story.sql", MIGRATION),
        page("fn a() -> String { format!(\"<p class=x>{}\", 1) }\n"),
        page("const A: &str = \"</div>\";\n"),
        plant("html only in templates", "crates/courant-core/src/rank.rs", "const A: &str = \"<h1>\";\n"),
        plant("no unwrap", FRONT, "fn a() { b().unwrap(); }\n"),
        plant("no unwrap", FRONT, "fn a() { b().expect(\"there\"); }\n"),
        plant("no unwrap", FRONT, "fn a() { panic!(\"no\") }\n"),
        plant("no unfinished marks", FRONT, concat!("// TO", "DO: later\n")),
        plant("no unfinished marks", "docs/api.md", concat!("FIX", "ME\n")),
        plant("no forbidden words", "docs/api.md", concat!("See https://crates", ".io/\n")),
        plant("no forbidden words", "xtask/src/model.rs", concat!("// files.pythonhosted", ".org\n")),
    ]
}

fn outward() -> Vec<Plant> {
    let way = |path: &'static str, text: &str| plant("one way out", path, text);
    let safe = |text: &str| plant("unescaped only by name", ARTICLE, text);
    vec![
        way(POLL, "use reqwest::get;\n"),
        way("crates/courant-core/src/rank.rs", "fn a() { std::net::TcpStream::connect(b); }\n"),
        way("crates/courant/src/ai/ask.rs", "use hyper_util::client;\n"),
        way(POLL, "fn a() { Command::new(\"curl\"); }\n"),
        way("crates/courant/src/clock.rs", "fn a() { tokio::net::lookup_host(b); }\n"),
        safe("{{ title|safe }}\n"),
        safe("{{- article.html | lower | safe -}}\n"),
        safe("{{ x|escape(\"none\") }}\n"),
        safe("{% autoescape false %}\n"),
        plant("unescaped only by name", "crates/courant/templates/pages/new.html", "{{ body|safe }}\n"),
        plant("unescaped only by name", FRONT, "use askama::filters::Safe;\n"),
        plant("unescaped only by name", FRONT, "#[template(path = \"a\", escape = \"none\")]\nstruct A;\n"),
        plant("stored html is sanitised", POLL, "fn a() -> B { NewEntry { html: raw } }\n"),
        plant("stored html is sanitised", FRONT, "fn a() { add(NewComment { html: text }); }\n"),
    ]
}

fn unused() -> Vec<Plant> {
    let jobs = "crates/courant/src/worker/jobs/forget.rs";
    let page = "crates/courant/src/web/pages/tag.rs";
    let filter = "crates/courant/src/cli/filters/tag.rs";
    let template = "crates/courant/templates/parts/card.html";
    let register = "registers are complete";
    let gone = |rule, path: &'static str, found_in| Plant { rule, file: (path, None), found_in };
    vec![
        plant("every file is declared", jobs, "pub fn run() {}\n"),
        gone("every file is declared", "crates/courant/src/worker/jobs/mod.rs", POLL),
        plant(register, jobs, "pub fn run() {}\n"),
        plant(register, page, "pub fn get() { tag::get(); }\n"),
        plant(register, filter, "pub fn run() {}\n"),
        gone(register, "crates/courant/src/worker/registry.rs", POLL),
        plant("templates and prompts are used", template, "<p>\n"),
        plant("templates and prompts are used", "crates/courant/src/ai/prompts/sum_up.txt", "Sum up.\n"),
        Plant {
            rule: "templates and prompts are used",
            file: (ARTICLE, Some("{# {% extends #} \"layout.html\"\n".to_owned())),
            found_in: "crates/courant/templates/layout.html",
        },
    ]
}

fn shapes() -> Vec<Plant> {
    let stand = "released migrations stand";
    let path = "crates/courant/src/web/long.rs";
    let gone = |path: &'static str, found_in| Plant { rule: stand, file: (path, None), found_in };
    vec![
        plant("files are short", path, &"// a line\n".repeat(601)),
        plant("names say something", "crates/courant-core/src/utils.rs", "\n"),
        plant("names say something", "crates/courant/src/web/helpers/mod.rs", "\n"),
        plant(stand, MIGRATION_PATH, "CREATE TABLE story (id TEXT);\n"),
        plant(stand, "crates/courant-store/migrations/sqlite/0002_more.sql", MIGRATION),
        gone(CHECKSUMS, CHECKSUMS),
        gone(MIGRATION_PATH, CHECKSUMS),
        Plant {
            rule: "docs name every rule",
            file: ("ARCHITECTURE.md", Some("nothing\n".to_owned())),
            found_in: "ARCHITECTURE.md",
        },
    ]
}

#[test]
fn the_median_of_all_files_counts() {
    let long = |number: usize| (format!("crates/courant/src/web/f{number}.rs"), "// a line\n".repeat(200));
    let tree = Tree::new((0..9).map(long));
    assert_eq!(shape::files_are_short(&tree).len(), 1);
    let tree = Tree::new((0..9).map(long).map(|(path, _)| (path, "// a line\n".repeat(149))));
    assert_eq!(shape::files_are_short(&tree), []);
}
