//! A host's robots.txt: what of it is for us, and no more of that than fits.
//!
//! The parser crate keeps what it is given for as long as the rules are kept, which for sitemaps is for nothing, and compiles
//! each pattern with a `$`. So it is given our own group's lines only, and a bounded number of them.

use std::sync::Arc;

use texting_robots::Robot;

use super::{Limits, ROBOTS_TOKEN};

/// Rules of one host that are kept. Of some hundred thousand files none that was written by hand has as many for one reader.
const MOST_RULES: usize = 2_000;
/// Rules of one host that are compiled, each to some ten kilobytes.
const MOST_COMPILED: usize = 200;

/// What a host lets readers like us fetch.
#[derive(Clone)]
pub(super) enum Rules {
    /// No rules, or none that could be read.
    Free,
    /// The host answers 5xx for its rules, or its answer breaks off: stay away for now (RFC 9309 §2.3.1.4).
    Unavailable,
    /// These.
    Some(Arc<Robot>),
}

/// The rules in a robots.txt, of which there may be more than was read. The parser crate is fed by strangers: should it panic,
/// only these rules are lost.
pub(super) fn read(bytes: &[u8]) -> Rules {
    let cut = bytes.len() >= Limits::ROBOTS.bytes;
    // A line that was cut off may forbid more than it does.
    let end = if cut { bytes.iter().rposition(|byte| is_end(*byte)).unwrap_or(0) } else { bytes.len() };
    let bytes = bytes.get(..end).unwrap_or_default();
    let parse =
        |compiled| std::panic::catch_unwind(|| Robot::new(ROBOTS_TOKEN, &ours(bytes, compiled)).ok()).ok().flatten();
    // One pattern that cannot be compiled would else take all others with it.
    let robot = parse(MOST_COMPILED).or_else(|| parse(0));
    robot.map_or(Rules::Free, |robot| Rules::Some(Arc::new(robot)))
}

#[derive(Clone, Copy)]
enum Line<'a> {
    Agent(&'a [u8]),
    Rule { allows: bool, path: &'a [u8] },
    Delay(&'a [u8]),
}

/// The rules of our own group, or of the one for all, as a file without groups.
fn ours(bytes: &[u8], compiled: usize) -> Vec<u8> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let lines: Vec<Line<'_>> = bytes.split(|byte| is_end(*byte)).filter_map(line).collect();
    let named = |agent: &[u8]| agent.eq_ignore_ascii_case(ROBOTS_TOKEN.as_bytes());
    let is_named = lines.iter().any(|line| matches!(line, Line::Agent(agent) if named(agent)));
    let is_ours = |agent: &[u8]| if is_named { named(agent) } else { agent == b"*" };
    let grouped = lines.iter().any(|line| matches!(line, Line::Agent(_)));
    let (mut out, mut rules, mut left) = (Vec::new(), 0, compiled);
    let (mut within, mut in_agents, mut any_agent) = (!grouped, false, false);
    let (mut delay, mut delay_for_all) = (None, None);
    for line in lines {
        match line {
            Line::Agent(agent) => {
                within = is_ours(agent) || in_agents && within;
                (in_agents, any_agent) = (true, true);
            }
            Line::Rule { allows, path } => {
                in_agents = false;
                if !within || rules == MOST_RULES {
                    continue;
                }
                let Some(path) = kept(allows, path, &mut left) else { continue };
                rules += 1;
                out.extend_from_slice(if allows { b"Allow: " } else { b"Disallow: " });
                out.extend_from_slice(path);
                out.push(b'\n');
            }
            Line::Delay(value) => {
                in_agents = false;
                if within {
                    delay = delay.or(Some(value));
                } else if !any_agent {
                    delay_for_all = Some(value);
                }
            }
        }
    }
    if let Some(delay) = delay.or(delay_for_all) {
        out.extend_from_slice(b"Crawl-delay: ");
        out.extend_from_slice(delay);
        out.push(b'\n');
    }
    out
}

/// A rule's path, where there is room for it: of one too many to be compiled what is before the `$` stands, which forbids
/// more and never permits more.
fn kept<'a>(allows: bool, path: &'a [u8], left: &mut usize) -> Option<&'a [u8]> {
    let Some(at) = path.iter().position(|byte| *byte == b'$') else { return Some(path) };
    if *left > 0 {
        *left -= 1;
        return Some(path);
    }
    let before = path.get(..at)?;
    (!allows && before.iter().any(|byte| !matches!(byte, b'/' | b'*'))).then_some(before)
}

fn line(line: &[u8]) -> Option<Line<'_>> {
    const AGENT: [&str; 3] = ["user-agent", "user agent", "useragent"];
    const ALLOW: [&str; 1] = ["allow"];
    // Misspelled as the parser crate takes it.
    const DISALLOW: [&str; 6] = ["disallow", "dissallow", "dissalow", "disalow", "diasllow", "disallaw"];
    const DELAY: [&str; 3] = ["crawl-delay", "crawl delay", "crawldelay"];
    let number = |value: &[u8]| std::str::from_utf8(value).ok()?.parse::<f32>().ok().filter(|delay| *delay >= 0.0);
    let line = line.trim_ascii_start();
    if let Some(value) = value(line, &AGENT) {
        return Some(Line::Agent(value));
    }
    if let Some(path) = value(line, &ALLOW) {
        return Some(Line::Rule { allows: true, path });
    }
    if let Some(path) = value(line, &DISALLOW) {
        return Some(Line::Rule { allows: false, path });
    }
    value(line, &DELAY).filter(|value| number(value).is_some()).map(Line::Delay)
}

/// What stands behind one of these names and a colon, or a blank where the colon was forgotten.
fn value<'a>(line: &'a [u8], names: &[&str]) -> Option<&'a [u8]> {
    let rest = names.iter().find_map(|name| {
        let (start, rest) = line.split_at_checked(name.len())?;
        start.eq_ignore_ascii_case(name.as_bytes()).then_some(rest)
    })?;
    let bare = rest.trim_ascii_start();
    let value = bare.strip_prefix(b":").or((bare.len() < rest.len()).then_some(bare))?;
    let end = value.iter().position(|byte| *byte == b'#').unwrap_or(value.len());
    Some(value.get(..end)?.trim_ascii())
}

fn is_end(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r' | 0)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    fn robot(text: &str) -> Arc<Robot> {
        match read(text.as_bytes()) {
            Rules::Some(robot) => robot,
            Rules::Free | Rules::Unavailable => panic!("no rules in {:?}", text.get(..60)),
        }
    }

    /// What the parser crate makes of the whole file and of our part of it is the same.
    #[test]
    fn our_part_says_what_the_file_does() {
        let files = [
            "",
            "User-agent: *\nDisallow: /a\nAllow: /a/b\nCrawl-delay: 7\n",
            "\u{feff}User-agent: Other\nDisallow: /\n\nUser-agent: *\nDisallow: /a # not this\n",
            "User-agent: other\n\n# and\nuser-agent : COURANT\nDisallow: /a\n\nUser-agent: *\nDisallow: /c\nCrawl-delay: 3",
            "User-agent: courant\nUser-agent: other\nDisallow: /a\nUser-agent: third\nDisallow: /c\nUser-agent: courant\nDisallow /a/b",
            "Crawl-delay: 4\nCrawl-delay: 5\nUser-agent: *\r\nDisalow: /*.pdf$\rDisallow:\n",
            "Disallow: /a\nSitemap: https://a.example/s.xml\nNoindex: /c\n",
            "User-agent: a\nCrawl-delay: soon\nUser-agent: *\nDisallow: /a\n",
            "User-agent: *\nSitemap: https://a.example/s.xml\nUser-agent: b\nDisallow: /c\n",
        ];
        for file in files {
            let (whole, part) = (Robot::new(ROBOTS_TOKEN, file.as_bytes()).unwrap(), robot(file));
            assert_eq!(whole.delay, part.delay, "{file}");
            for path in ["/", "/a", "/a/b", "/c", "/x.pdf", "/x.pdf?y"] {
                assert_eq!(whole.allowed(path), part.allowed(path), "{path}: {file}");
            }
        }
    }

    #[test]
    fn of_rules_without_end_the_first_are_kept() {
        let others = "User-agent: other\nDisallow: /\n".repeat(4_000);
        let many: String = (0..9_000).map(|at| format!("Disallow: /p{at}/\n")).collect();
        let text = format!("{others}User-agent: *\n{many}");
        let robot = robot(&text);
        assert!(robot.allowed("/") && !robot.allowed("/p0/") && !robot.allowed("/p1999/"));
        assert!(robot.allowed("/p2000/"));
        assert_eq!(ours(text.as_bytes(), 0).iter().filter(|byte| **byte == b'\n').count(), MOST_RULES);
    }

    #[test]
    fn of_patterns_without_end_the_rest_forbids_more_and_permits_nothing() {
        let many: String = (0..900).map(|at| format!("Disallow: /p{at}/x$\nAllow: /p{at}/x/y$\n")).collect();
        let text = format!("User-agent: *\n{many}Disallow: /$\n");
        let part = String::from_utf8(ours(text.as_bytes(), MOST_COMPILED)).unwrap();
        assert_eq!(part.matches('$').count(), MOST_COMPILED);
        let robot = robot(&text);
        assert!(!robot.allowed("/p0/x") && robot.allowed("/p0/x/z"), "the first are as they were written");
        assert!(!robot.allowed("/p899/x") && !robot.allowed("/p899/x/y"), "the last without their end");
        assert!(robot.allowed("/") && robot.allowed("/p899/"));
    }

    #[test]
    fn a_pattern_that_cannot_be_compiled_loses_no_other() {
        let robot = robot(&format!("User-agent: *\nDisallow: /{}$\nDisallow: /private\n", "*a".repeat(9_000)));
        assert!(!robot.allowed("/private") && robot.allowed("/news"));
    }

    #[test]
    fn a_file_that_was_cut_off_ends_with_its_last_whole_line() {
        let mut text = "User-agent: *\nDisallow: /private\n#".to_owned();
        text.push_str(&"x".repeat(Limits::ROBOTS.bytes - text.len() - "\nDisallow: /".len()));
        text.push_str("\nDisallow: /");
        assert_eq!(text.len(), Limits::ROBOTS.bytes);
        let robot = robot(&text);
        assert!(!robot.allowed("/private") && robot.allowed("/news"));
    }
}
