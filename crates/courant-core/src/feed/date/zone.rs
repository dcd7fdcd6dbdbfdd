//! Zones as feeds write them.

/// Seconds east of Greenwich from what follows a time of day; `None` where there is no zone we know.
pub fn read(text: &str) -> Option<i32> {
    let text = text.trim().trim_start_matches(|c: char| c == ',' || c.is_whitespace());
    text.split(|c: char| c.is_whitespace() || c == '(' || c == ')' || c == ',')
        .filter(|word| !word.is_empty())
        .find_map(word)
}

fn word(word: &str) -> Option<i32> {
    if let Some(at) = word.find(['+', '-', '−']) {
        let (name, offset) = word.split_at(at);
        if name.is_empty() || named(name) == Some(0) {
            return numeric(offset);
        }
    }
    named(word)
}

/// `+0200`, `+02:00`, `+02`, `+2`
fn numeric(text: &str) -> Option<i32> {
    let sign = if text.starts_with('+') { 1 } else { -1 };
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let (hours, minutes) = match digits.len() {
        1 | 2 => (digits.as_str(), "0"),
        3 | 4 => digits.split_at(digits.len() - 2),
        6 => (&digits[..2], &digits[2..4]),
        _ => return None,
    };
    let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours <= 15 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60))
}

/// Offsets in minutes. Where a name has several meanings it has the one most feeds mean; `ET`, `CT`, `MT`, `PT` are
/// read as standard time.
const NAMES: &[(&str, i32)] = &[
    ("Z", 0),
    ("UT", 0),
    ("UTC", 0),
    ("GMT", 0),
    ("WET", 0),
    ("ZULU", 0),
    ("EST", -300),
    ("EDT", -240),
    ("ET", -300),
    ("CST", -360),
    ("CDT", -300),
    ("CT", -360),
    ("MST", -420),
    ("MDT", -360),
    ("MT", -420),
    ("PST", -480),
    ("PDT", -420),
    ("PT", -480),
    ("AST", -240),
    ("ADT", -180),
    ("AT", -240),
    ("NST", -210),
    ("NDT", -150),
    ("AKST", -540),
    ("AKDT", -480),
    ("HST", -600),
    ("BRT", -180),
    ("ART", -180),
    ("CLT", -240),
    ("COT", -300),
    ("BST", 60),
    ("WEST", 60),
    ("CET", 60),
    ("MEZ", 60),
    ("MET", 60),
    ("WAT", 60),
    ("CEST", 120),
    ("MESZ", 120),
    ("MEST", 120),
    ("EET", 120),
    ("SAST", 120),
    ("CAT", 120),
    ("EEST", 180),
    ("MSK", 180),
    ("EAT", 180),
    ("TRT", 180),
    ("GST", 240),
    ("PKT", 300),
    ("IST", 330),
    ("ICT", 420),
    ("WIB", 420),
    ("HKT", 480),
    ("SGT", 480),
    ("AWST", 480),
    ("JST", 540),
    ("KST", 540),
    ("AEST", 600),
    ("AEDT", 660),
    ("NZST", 720),
    ("NZDT", 780),
];

fn named(word: &str) -> Option<i32> {
    NAMES.iter().find(|(name, _)| word.eq_ignore_ascii_case(name)).map(|(_, minutes)| minutes * 60)
}
