//! A host's robots.txt (RFC 9309): what of it is for us, and no more of that than fits.
//!
//! Only the rules of our own group are kept, as they were written: a crate that compiled the patterns took 23 kB for each that
//! ends with a `$`, and with three of them to a host 8,000 hosts took 580 MB. They take 3 kB each like this.

use std::sync::Arc;

use url::{Position, Url};

use super::{Limits, ROBOTS_TOKEN};

/// Rules of one host that are kept. No file that was written by hand has as many for one reader.
const MOST_RULES: usize = 2_000;
/// Bytes of a path beyond which a rule is for no address that there is.
const LONGEST: usize = 2_000;

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

/// The rules of one group.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Robot {
    /// Paths with `*` and `$`, and whether they are allowed.
    rules: Vec<(Box<[u8]>, bool)>,
    /// Seconds between requests.
    pub(super) delay: Option<f32>,
}

impl Robot {
    /// Whether an address may be fetched: the longest rule that fits says so, and of two as long the one that allows.
    pub(super) fn allows(&self, url: &Url) -> bool {
        let path = normal(url[Position::BeforePath..Position::AfterQuery].as_bytes());
        let fitting = self.rules.iter().filter(|(pattern, _)| fits(pattern, &path));
        path == b"/robots.txt"
            || fitting.map(|(pattern, allows)| (pattern.len(), *allows)).max().is_none_or(|best| best.1)
    }
}

/// The rules in a robots.txt, of which there may be more than was read.
pub(super) fn read(bytes: &[u8]) -> Rules {
    let cut = bytes.len() >= Limits::ROBOTS.bytes;
    // A line that was cut off may forbid more than it does.
    let end = if cut { bytes.iter().rposition(|byte| is_end(*byte)).unwrap_or(0) } else { bytes.len() };
    let robot = ours(bytes.get(..end).unwrap_or_default());
    if robot == Robot::default() { Rules::Free } else { Rules::Some(Arc::new(robot)) }
}

#[derive(Clone, Copy)]
enum Line<'a> {
    Agent(&'a [u8]),
    Rule { allows: bool, path: &'a [u8] },
    Delay(f32),
}

/// The rules of our own group, or of the one for all. Groups of one name are one.
fn ours(bytes: &[u8]) -> Robot {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let lines: Vec<Line<'_>> = bytes.split(|byte| is_end(*byte)).filter_map(line).collect();
    let named = |agent: &[u8]| agent.eq_ignore_ascii_case(ROBOTS_TOKEN.as_bytes());
    let is_named = lines.iter().any(|line| matches!(line, Line::Agent(agent) if named(agent)));
    let is_ours = |agent: &[u8]| if is_named { named(agent) } else { agent == b"*" };
    let grouped = lines.iter().any(|line| matches!(line, Line::Agent(_)));
    let (mut within, mut in_agents, mut any_agent) = (!grouped, false, false);
    let (mut rules, mut delay, mut delay_for_all) = (Vec::new(), None, None);
    for line in lines {
        match line {
            Line::Agent(agent) => {
                within = is_ours(agent) || in_agents && within;
                (in_agents, any_agent) = (true, true);
            }
            Line::Rule { allows, path } => {
                in_agents = false;
                if within && rules.len() < MOST_RULES && !path.is_empty() && path.len() <= LONGEST {
                    rules.push((normal(path).into_boxed_slice(), allows));
                }
            }
            Line::Delay(seconds) => {
                in_agents = false;
                if within {
                    delay = delay.or(Some(seconds));
                } else if !any_agent {
                    // Above all groups: it is meant for all.
                    delay_for_all = Some(seconds);
                }
            }
        }
    }
    Robot { rules, delay: delay.or(delay_for_all) }
}

/// Whether a path begins as a pattern says, in which `*` is anything and a `$` at the end is the end.
fn fits(pattern: &[u8], path: &[u8]) -> bool {
    let (pattern, whole) = match pattern.strip_suffix(b"$") {
        Some(pattern) => (pattern, true),
        None => (pattern, false),
    };
    let mut parts = pattern.split(|byte| *byte == b'*');
    let Some(mut rest) = parts.next().and_then(|first| path.strip_prefix(first)) else { return false };
    let mut parts: Vec<&[u8]> = parts.collect();
    let last = if whole { parts.pop() } else { None };
    for part in parts.into_iter().filter(|part| !part.is_empty()) {
        let Some(at) = rest.windows(part.len()).position(|found| found == part) else { return false };
        rest = rest.get(at + part.len()..).unwrap_or_default();
    }
    match last {
        Some(last) => rest.ends_with(last),
        None => !whole || rest.is_empty(),
    }
}

/// An address or a pattern with as few percent signs as can be: `%61` is `a` and `ä` is `%C3%A4`, wherever either is written.
/// What means something in an address, or in a pattern, stays as it was written.
fn normal(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let [byte, after @ ..] = rest {
        let digit = |at: usize| after.get(at).and_then(|digit| char::from(*digit).to_digit(16));
        let written = match (byte, digit(0), digit(1)) {
            (b'%', Some(high), Some(low)) => u8::try_from(high * 16 + low).ok(),
            _ => None,
        };
        match written {
            Some(byte) if b"/?#%*$&=+;:@,!'()[]".contains(&byte) => out.extend(format!("%{byte:02X}").bytes()),
            Some(byte) => out.push(byte),
            None => out.push(*byte),
        }
        rest = if written.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    out
}

fn line(line: &[u8]) -> Option<Line<'_>> {
    const AGENT: [&str; 3] = ["user-agent", "user agent", "useragent"];
    const ALLOW: [&str; 1] = ["allow"];
    // Some publishers misspell it.
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
    value(line, &DELAY).and_then(number).map(Line::Delay)
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
            Rules::Free | Rules::Unavailable => Arc::default(),
        }
    }

    fn allows(robot: &Robot, path: &str) -> bool {
        robot.allows(&Url::parse(&format!("https://paper.example{path}")).unwrap())
    }

    /// What the parser crate says of a file is what we do.
    #[test]
    fn rules_are_read_as_others_read_them() {
        let files = [
            "",
            "User-agent: *\nDisallow: /a\nAllow: /a/b\nCrawl-delay: 7\n",
            "\u{feff}User-agent: Other\nDisallow: /\n\nUser-agent: *\nDisallow: /a # not this\n",
            "User-agent: other\n\n# and\nuser-agent : COURANT\nDisallow: /a\n\nUser-agent: *\nDisallow: /c\nCrawl-delay: 3",
            "User-agent: courant\nUser-agent: other\nDisallow: /a\nUser-agent: third\nDisallow: /c\nUser-agent: courant\nDisallow /a/b",
            "Crawl-delay: 4\nCrawl-delay: 5\nUser-agent: *\r\nDisalow: /*.pdf$\rAllow: /c\n",
            "Disallow: /a\nSitemap: https://a.example/s.xml\nNoindex: /c\n",
            "User-agent: a\nCrawl-delay: soon\nUser-agent: *\nDisallow: /a\n",
            "User-agent: *\nSitemap: https://a.example/s.xml\nUser-agent: b\nDisallow: /c\n",
            "User-agent: *\nDisallow: /\nAllow: /$\nAllow: /*/b\n",
            "User-agent: *\nDisallow: /*?\nDisallow: *.pdf\nAllow: /x*x.pdf?y$\n",
            "User-agent: *\nDisallow: /größe\nDisallow: /caf%C3%A9\n",
            "User-agent: *\nDisallow:\n",
            "User-agent: *\nDisallow: /a\nAllow: /a\n",
        ];
        for file in files {
            let whole = texting_robots::Robot::new(ROBOTS_TOKEN, file.as_bytes()).unwrap();
            let ours = robot(file);
            assert_eq!(whole.delay, ours.delay, "{file}");
            for path in ["/", "/a", "/a/b", "/c", "/x.pdf", "/x.pdf?y", "/xx.pdf?y", "/größe/1", "/café", "/robots.txt"]
            {
                let url = format!("https://paper.example{path}");
                assert_eq!(whole.allowed(&url), allows(&ours, path), "{path}: {file}");
            }
        }
    }

    #[test]
    fn patterns_fit_as_the_standard_says() {
        for (pattern, path, wanted) in [
            ("/fish", "/fish.html", true),
            ("/fish", "/Fish", false),
            ("/fish*", "/fishheads/yummy", true),
            ("/*.php", "/folder/any.php.file?x", true),
            ("/*.php$", "/filename.php", true),
            ("/*.php$", "/a.php/b.php", true),
            ("/*.php$", "/filename.php?x", false),
            ("/a$", "/a", true),
            ("/a$", "/ab", false),
            ("/a*b*$", "/axxbyy", true),
            ("/a*a$", "/a", false),
            ("/%61", "/abc", true),
            ("/a%2Fb", "/a/b", false),
            ("/a%2fb", "/a%2Fb", true),
            ("/100%", "/100%", true),
            ("/ä", "/%C3%A4", true),
        ] {
            assert_eq!(fits(&normal(pattern.as_bytes()), &normal(path.as_bytes())), wanted, "{pattern} {path}");
        }
    }

    #[test]
    fn of_rules_without_end_the_first_are_kept() {
        let others = "User-agent: other\nDisallow: /\n".repeat(4_000);
        let many: String = (0..9_000).map(|at| format!("Disallow: /p{at}/*.html$\n")).collect();
        let robot = robot(&format!("{others}User-agent: *\n{many}Sitemap: https://a.example/s.xml\n"));
        assert!(!allows(&robot, "/p0/a.html") && !allows(&robot, "/p1999/a.html"));
        assert!(allows(&robot, "/p0/a") && allows(&robot, "/p2000/a.html"));
        assert_eq!(robot.rules.len(), MOST_RULES);
        assert!(
            robot.rules.iter().map(|(pattern, _)| pattern.len()).sum::<usize>() < 40_000,
            "they are kept as written"
        );
    }

    #[test]
    fn a_file_that_was_cut_off_ends_with_its_last_whole_line() {
        let mut text = "User-agent: *\nDisallow: /private\n#".to_owned();
        text.push_str(&"x".repeat(Limits::ROBOTS.bytes - text.len() - "\nDisallow: /".len()));
        text.push_str("\nDisallow: /");
        assert_eq!(text.len(), Limits::ROBOTS.bytes);
        let robot = robot(&text);
        assert!(!allows(&robot, "/private") && allows(&robot, "/news"));
    }
}
