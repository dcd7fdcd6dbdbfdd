//! Month names in the languages of the field, and the two halves of the day.

/// Full names; an abbreviation of three letters or more is known where all names it begins agree on the month.
const MONTHS: [&[&str]; 12] = [
    &[
        "january",
        "januar",
        "jänner",
        "janvier",
        "enero",
        "gennaio",
        "januari",
        "janeiro",
        "styczeń",
        "stycznia",
        "январь",
        "января",
        "leden",
        "ledna",
        "január",
        "ocak",
        "tammikuu",
        "січень",
        "січня",
        "ιανουάριος",
        "ιαν",
    ],
    &[
        "february",
        "februar",
        "feber",
        "février",
        "febrero",
        "febbraio",
        "februari",
        "fevereiro",
        "luty",
        "lutego",
        "февраль",
        "февраля",
        "únor",
        "února",
        "február",
        "şubat",
        "лютий",
        "лютого",
        "φεβρουάριος",
        "φεβ",
        "fevrier",
    ],
    &[
        "march",
        "märz",
        "maerz",
        "mrz",
        "mars",
        "marzo",
        "maart",
        "mrt",
        "março",
        "marco",
        "marzec",
        "marca",
        "март",
        "марта",
        "březen",
        "března",
        "március",
        "marts",
        "mart",
        "березень",
        "березня",
        "μάρτιος",
        "μαρ",
    ],
    &[
        "april",
        "avril",
        "abril",
        "aprile",
        "kwiecień",
        "kwietnia",
        "апрель",
        "апреля",
        "duben",
        "dubna",
        "április",
        "nisan",
        "квітень",
        "квітня",
        "απρίλιος",
        "απρ",
    ],
    &[
        "may",
        "mai",
        "mayo",
        "maggio",
        "mei",
        "maio",
        "maj",
        "maja",
        "май",
        "мая",
        "květen",
        "května",
        "május",
        "mayıs",
        "травень",
        "травня",
        "μάιος",
        "μάϊ",
        "μαϊ",
    ],
    &[
        "june",
        "juni",
        "juin",
        "junio",
        "giugno",
        "junho",
        "czerwiec",
        "czerwca",
        "июнь",
        "июня",
        "červen",
        "června",
        "június",
        "haziran",
        "червень",
        "червня",
        "ιούνιος",
        "ιούν",
        "ιον",
    ],
    &[
        "july",
        "juli",
        "juillet",
        "julio",
        "luglio",
        "julho",
        "lipiec",
        "lipca",
        "июль",
        "июля",
        "červenec",
        "července",
        "július",
        "temmuz",
        "липень",
        "липня",
        "ιούλιος",
        "ιούλ",
        "ιολ",
    ],
    &[
        "august",
        "août",
        "aout",
        "agosto",
        "augustus",
        "augusti",
        "sierpień",
        "sierpnia",
        "август",
        "августа",
        "srpen",
        "srpna",
        "augusztus",
        "ağustos",
        "серпень",
        "серпня",
        "αύγουστος",
        "αύγ",
        "αυγ",
    ],
    &[
        "september",
        "septembre",
        "septiembre",
        "setiembre",
        "settembre",
        "setembro",
        "wrzesień",
        "września",
        "сентябрь",
        "сентября",
        "září",
        "szeptember",
        "eylül",
        "вересень",
        "вересня",
        "σεπτέμβριος",
        "σεπ",
    ],
    &[
        "october",
        "oktober",
        "octobre",
        "octubre",
        "ottobre",
        "outubro",
        "październik",
        "października",
        "октябрь",
        "октября",
        "říjen",
        "října",
        "október",
        "ekim",
        "жовтень",
        "жовтня",
        "οκτώβριος",
        "οκτ",
    ],
    &[
        "november",
        "novembre",
        "noviembre",
        "novembro",
        "listopad",
        "listopada",
        "ноябрь",
        "ноября",
        "kasım",
        "листопад",
        "листопада",
        "νοέμβριος",
        "νοέ",
        "νοε",
    ],
    &[
        "december",
        "dezember",
        "décembre",
        "decembre",
        "diciembre",
        "dicembre",
        "dezembro",
        "grudzień",
        "grudnia",
        "декабрь",
        "декабря",
        "prosinec",
        "prosince",
        "desember",
        "aralık",
        "грудень",
        "грудня",
        "δεκέμβριος",
        "δεκ",
    ],
];

/// The last month's name in the text, as weekdays may look like one (`mar.`): its number and where it stands.
pub fn month(text: &str) -> Option<(i8, usize, usize)> {
    let mut found = None;
    let mut from = None;
    for (at, character) in text.char_indices().chain([(text.len(), ' ')]) {
        if character.is_alphabetic() {
            from.get_or_insert(at);
        } else if let Some(start) = from.take() {
            found = named(&text[start..at]).map(|month| (month, start, at)).or(found);
        }
    }
    found
}

fn named(word: &str) -> Option<i8> {
    // The common case first, without allocation.
    if let Some(month) = english(word) {
        return Some(month);
    }
    if word.chars().count() < 3 || zone_like(word) {
        return None;
    }
    let word = word.to_lowercase();
    let at = |test: &dyn Fn(&str) -> bool| {
        let mut months = (0..12).filter(|&at| MONTHS[at].iter().any(|name| test(name)));
        let first = months.next()?;
        months.next().is_none().then_some(first)
    };
    let month = at(&|name| name == word).or_else(|| at(&|name| name.starts_with(&word)))?;
    i8::try_from(month + 1).ok()
}

/// The number of a month named by the three letters that English shortens it to.
pub fn english(word: &str) -> Option<i8> {
    const ENGLISH: [&[u8; 3]; 12] =
        [b"jan", b"feb", b"mar", b"apr", b"may", b"jun", b"jul", b"aug", b"sep", b"oct", b"nov", b"dec"];
    let mut lower = <[u8; 3]>::try_from(word.as_bytes()).ok()?;
    lower.make_ascii_lowercase();
    let at = ENGLISH.iter().position(|name| **name == lower)?;
    i8::try_from(at + 1).ok()
}

/// Names of zones, which are written in capitals, begin no month.
fn zone_like(word: &str) -> bool {
    matches!(word, "MART" | "SET" | "EKI" | "LED")
}

/// The hour of a 24-hour clock where the text names a half of the day.
pub fn half_day(text: &str, hour: u8) -> u8 {
    match half(text) {
        Some(true) if hour < 12 => hour + 12,
        Some(false) if hour == 12 => 0,
        _ => hour,
    }
}

/// Whether the text says AM or PM.
pub fn names_half_day(text: &str) -> bool {
    half(text).is_some()
}

/// `Some(true)` after noon.
fn half(text: &str) -> Option<bool> {
    const SIGNS: [(&str, bool); 8] = [
        ("오후", true),
        ("下午", true),
        ("午後", true),
        ("晚上", true),
        ("오전", false),
        ("上午", false),
        ("午前", false),
        ("凌晨", false),
    ];
    if let Some((_, late)) = SIGNS.iter().find(|(sign, _)| text.contains(sign)) {
        return Some(*late);
    }
    // "p.m.", "p. m.", "π.μ."
    let lower = text.to_lowercase().replace('.', "");
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).collect();
    let lone = |word: &str| word.chars().count() == 1;
    let in_two = |pair: &[&str]| half_named(&pair.concat()).filter(|_| pair.iter().all(|word| lone(word)));
    words.windows(2).find_map(in_two).or_else(|| words.iter().find_map(|word| half_named(word)))
}

/// Whether the only word behind a clock may be a half of the day in words that are not known: it is no zone, as those are written
/// with capitals, and no unit.
pub fn may_be_half_day(after: &str) -> bool {
    const UNITS: [&str; 12] = ["h", "hs", "hrs", "u", "uur", "uhr", "ч", "час", "часов", "г", "года", "utc"];
    let mut words = after.split([' ', '\u{a0}', '\u{202f}']).filter(|word| !word.is_empty());
    let (Some(word), None) = (words.next(), words.next()) else { return false };
    let letters = word.replace('.', "");
    let is_word = !letters.is_empty() && letters.chars().all(|c| c.is_alphabetic() || !c.is_ascii());
    let is_sign = letters.starts_with(|c: char| matches!(c, '\u{3040}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}'));
    is_word
        && !is_sign
        && !letters.starts_with(|c: char| c.is_ascii_uppercase())
        && !UNITS.contains(&letters.to_lowercase().as_str())
}

fn half_named(word: &str) -> Option<bool> {
    match word {
        "pm" | "μμ" | "م" | "مساء" | "ös" | "بظ" => Some(true),
        "am" | "πμ" | "ص" | "صباحا" | "öö" | "قظ" => Some(false),
        _ => None,
    }
}

/// Whether Hangul is in the text: Korea has one zone.
pub fn is_korean(text: &str) -> bool {
    text.chars().any(|c| ('\u{AC00}'..='\u{D7A3}').contains(&c))
}
