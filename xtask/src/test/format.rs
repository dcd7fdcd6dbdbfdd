//! That the code stands as rustfmt writes it.

use std::process::Command;

use super::tally::Tally;

/// One check, or a line that says why there is none: a toolchain may come without rustfmt.
pub fn check(tally: &mut Tally) {
    match Command::new(env!("CARGO")).args(["fmt", "--version"]).output() {
        Ok(answer) if answer.status.success() => tally.check("format", &stands()),
        _ => println!("format skipped: this toolchain has no rustfmt"),
    }
}

fn stands() -> Result<String, String> {
    let answer = Command::new(env!("CARGO"))
        .args(["fmt", "--all", "--check", "--", "-l"])
        .current_dir(crate::root())
        .output()
        .map_err(|error| format!("cargo fmt cannot be started: {error}"))?;
    if !answer.status.success() {
        let files = String::from_utf8_lossy(&answer.stdout);
        return Err(format!("`cargo fmt` would change {}", files.lines().collect::<Vec<_>>().join(", ")));
    }
    Ok("as rustfmt writes it".to_owned())
}
