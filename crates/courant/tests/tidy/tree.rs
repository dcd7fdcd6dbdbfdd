//! The files that the rules look at: those of the project, or a handful made up by a test.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::source::Source;

/// Folders that hold nothing written by hand.
const SKIPPED: [&str; 3] = [".git", "target", "node_modules"];
/// Endings of files that are text; others are not looked at.
const TEXT: [&str; 15] =
    ["rs", "toml", "md", "html", "xml", "opml", "css", "js", "sql", "txt", "json", "py", "sh", "lock", "svg"];

/// Text files by their path from the project's root, with `/` between folders.
#[derive(Debug, Default)]
pub struct Tree {
    files: BTreeMap<String, String>,
    rust: BTreeMap<String, Source>,
    tests: BTreeSet<String>,
}

/// One thing that must never be, found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breach {
    /// Where, from the project's root.
    pub path: String,
    /// The line, counted from 1; 0 for the file as a whole.
    pub line: usize,
    /// What is wrong and what would be right.
    pub what: String,
}

impl Breach {
    /// A breach in a line of a file.
    pub fn at(path: &str, line: usize, what: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line, what: what.into() }
    }

    /// A breach of a whole file.
    pub fn of(path: &str, what: impl Into<String>) -> Self {
        Self::at(path, 0, what)
    }
}

impl Tree {
    /// A tree of the given files.
    pub fn new(files: impl IntoIterator<Item = (String, String)>) -> Self {
        let files: BTreeMap<String, String> = files.into_iter().collect();
        let rust: BTreeMap<String, Source> = files
            .iter()
            .filter(|(path, _)| path.ends_with(".rs"))
            .map(|(path, text)| (path.clone(), Source::read(text)))
            .collect();
        let tests = test_files(&files);
        Self { files, rust, tests }
    }

    /// Every text file below `root`.
    pub fn load(root: &Path) -> std::io::Result<Self> {
        let mut files = Vec::new();
        walk(root, root, &mut files)?;
        Ok(Self::new(files))
    }

    /// All files, or those whose path starts with `under`.
    pub fn files<'a>(&'a self, under: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.files
            .range(under.to_owned()..)
            .take_while(move |(path, _)| path.starts_with(under))
            .map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// One file's text.
    pub fn text(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// Rust files that are no tests, with their tests blanked.
    pub fn rust<'a>(&'a self, under: &'a str) -> impl Iterator<Item = (&'a str, &'a Source)> {
        self.rust
            .iter()
            .filter(move |(path, _)| path.starts_with(under) && !self.tests.contains(*path))
            .map(|(path, source)| (path.as_str(), source))
    }
}

/// A file that a `mod name;` may stand for.
pub struct Module {
    /// Its path from the project's root.
    pub file: String,
    /// Whether it is compiled for tests only.
    pub test: bool,
}

/// The files that a Rust file's `mod name;` lines may stand for; attributes above a line are heeded.
pub fn declares(path: &str, text: &str) -> Vec<Module> {
    let (folder, beside) = (children_of(path), path.rsplit_once('/').map_or("", |(folder, _)| folder));
    let (mut test, mut named, mut modules) = (false, None, Vec::new());
    for line in text.lines().map(str::trim) {
        if line.starts_with("#[") {
            test |= line == "#[cfg(test)]";
            named = line.strip_prefix("#[path = \"").and_then(|rest| rest.split('"').next()).or(named);
            continue;
        }
        if let Some(name) = module_name(line) {
            let files = match named {
                Some(named) => vec![format!("{beside}/{named}")],
                None => vec![format!("{folder}/{name}.rs"), format!("{folder}/{name}/mod.rs")],
            };
            modules.extend(files.into_iter().map(|file| Module { file, test }));
        }
        (test, named) = (false, None);
    }
    modules
}

/// `pub(super) mod name;` gives `name`.
fn module_name(line: &str) -> Option<&str> {
    let (before, name) = line.strip_suffix(';')?.rsplit_once("mod ")?;
    let visible = before.is_empty() || before.starts_with("pub") && before.ends_with(' ');
    (visible && name.chars().all(|letter| letter.is_alphanumeric() || letter == '_')).then_some(name)
}

fn test_files(files: &BTreeMap<String, String>) -> BTreeSet<String> {
    let aside = |path: &str| ["/tests/", "/examples/", "/benches/"].iter().any(|folder| path.contains(folder));
    let rust = files.iter().filter(|(path, _)| path.ends_with(".rs"));
    let declared = rust.clone().flat_map(|(path, text)| declares(path, text)).filter(|module| module.test);
    rust.clone()
        .map(|(path, _)| path.clone())
        .filter(|path| aside(path))
        .chain(declared.map(|module| module.file))
        .collect()
}

/// The folder in which a module's children lie: its own for `mod.rs`, `lib.rs` and `main.rs`.
fn children_of(path: &str) -> String {
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    match file {
        "mod.rs" | "lib.rs" | "main.rs" | "build.rs" => folder.to_owned(),
        _ => path.trim_end_matches(".rs").to_owned(),
    }
}

fn walk(root: &Path, folder: &Path, files: &mut Vec<(String, String)>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        let kind = entry.file_type()?;
        if kind.is_dir() && !SKIPPED.contains(&name.as_str()) {
            walk(root, &path, files)?;
        } else if kind.is_file() && is_text(&path) {
            let from_root = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            // What is not UTF-8 is no text of ours, such as a fixture in another charset.
            if let Ok(text) = fs::read_to_string(&path) {
                files.push((from_root, text));
            }
        }
    }
    Ok(())
}

fn is_text(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().into_owned());
    let script = path.parent().is_some_and(|folder| folder.file_name().is_some_and(|name| name == ".ci"));
    script || ending.is_some_and(|ending| TEXT.contains(&ending.as_str()))
}
