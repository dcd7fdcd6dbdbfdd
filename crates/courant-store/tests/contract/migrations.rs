//! A migration is never changed once it was released: databases out there have run it as it was.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use sha2::{Digest as _, Sha256};

/// The checksum of each migration, as `sha256sum` writes it.
fn found(folder: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for engine in std::fs::read_dir(folder).unwrap() {
        let engine = engine.unwrap();
        if !engine.file_type().unwrap().is_dir() {
            continue;
        }
        for file in std::fs::read_dir(engine.path()).unwrap() {
            let file = file.unwrap();
            let name = format!("{}/{}", engine.file_name().display(), file.file_name().display());
            let mut sum = String::new();
            for byte in Sha256::digest(std::fs::read(file.path()).unwrap()) {
                write!(sum, "{byte:02x}").unwrap();
            }
            found.insert(name, sum);
        }
    }
    found
}

#[test]
fn released_migrations_are_as_they_were() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
    let listed: BTreeMap<String, String> = std::fs::read_to_string(folder.join("checksums.txt"))
        .unwrap()
        .lines()
        .map(|line| {
            let (sum, name) = line.split_once("  ").expect("a checksum, two spaces, a file");
            (name.to_owned(), sum.to_owned())
        })
        .collect();
    let found = found(&folder);
    assert!(!found.is_empty());
    for (name, sum) in &found {
        let known =
            listed.get(name).unwrap_or_else(|| panic!("migrations/{name} has no line in checksums.txt: {sum}  {name}"));
        assert_eq!(known, sum, "migrations/{name} was changed; write a new migration instead");
    }
    let gone: Vec<_> = listed.keys().filter(|name| !found.contains_key(*name)).collect();
    assert!(gone.is_empty(), "{gone:?} stood in checksums.txt and are gone");
}
