//! The browser that the browser tests drive: found, or installed where that is allowed.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The variable that names a browser.
pub const NAMED_BY: &str = "COURANT_CHROMIUM";
/// What it is called on different systems.
const NAMES: [&str; 5] = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome"];
/// Where a browser test may be: any of these makes one needed.
const TARGETS: [&str; 3] = ["tests/browser.rs", "tests/browser/main.rs", "tests/browser/mod.rs"];
/// Package managers and the command that installs the browser with each.
const INSTALLERS: [(&str, &str); 4] = [
    ("apt-get", "sudo apt-get install --yes chromium"),
    ("dnf", "sudo dnf install --assumeyes chromium"),
    ("pacman", "sudo pacman -S --noconfirm chromium"),
    ("brew", "brew install --cask chromium"),
];

/// The browser, when there is a browser test; `None` when there is none.
///
/// # Errors
/// A sentence with the one command to run, when there is a test and no browser and none can be installed.
pub fn needed() -> Result<Option<PathBuf>, String> {
    let tests = crate::root().join("crates/courant");
    if !TARGETS.iter().any(|target| tests.join(target).exists()) {
        return Ok(None);
    }
    if let Some(named) = std::env::var_os(NAMED_BY) {
        let path = PathBuf::from(named);
        return if path.is_file() {
            Ok(Some(path))
        } else {
            Err(format!("{NAMED_BY} names no file: {}", path.display()))
        };
    }
    if find().is_none() && is_root_on_debian() {
        install()?;
    }
    find().map(Some).ok_or_else(|| {
        let command = INSTALLERS.iter().find(|(program, _)| on_path(program).is_some()).map(|(_, command)| *command);
        match command {
            Some(command) => format!("the browser tests need Chromium; run: {command}"),
            None => format!("the browser tests need Chromium; install it and name it: export {NAMED_BY}=/its/path"),
        }
    })
}

fn find() -> Option<PathBuf> {
    let bundle = Path::new("/Applications/Chromium.app/Contents/MacOS/Chromium");
    NAMES.iter().find_map(|name| on_path(name)).or_else(|| bundle.is_file().then(|| bundle.to_path_buf()))
}

fn on_path(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
}

fn is_root_on_debian() -> bool {
    let root = Command::new("id").arg("-u").output().is_ok_and(|said| said.stdout.trim_ascii() == b"0");
    root && Path::new("/etc/debian_version").exists() && on_path("apt-get").is_some()
}

fn install() -> Result<(), String> {
    let run = |arguments: &[&str]| {
        let status = Command::new("apt-get").args(arguments).env("DEBIAN_FRONTEND", "noninteractive").status();
        status.is_ok_and(|status| status.success())
    };
    eprintln!("installing Chromium for the browser tests");
    // A package list that is too old to install from is the usual case on a fresh machine.
    let arguments = ["install", "--yes", "--no-install-recommends", "chromium"];
    let installed = run(&arguments) || (run(&["update"]) && run(&arguments));
    if installed {
        Ok(())
    } else {
        Err("Chromium could not be installed; run: apt-get install --yes chromium".to_owned())
    }
}
