//! What a wire puts before its words: `PORT ANSEL, Nov 23 (Halyard) - `, `WASHINGTON — `, `МОСКВА, 4 марта. /ТАСС/. `.

use super::agency;
use super::moments::month;

/// Characters of a dateline at most, of a place without a wire, and of the name in its brackets.
const LONGEST: usize = 70;
const LONGEST_PLACE: usize = 40;
const LONGEST_NAME: usize = 30;
/// Words of a place and a day at most, and those of a place that stands alone.
const PLACE: usize = 6;
const BARE: usize = 3;
/// Letters of a place in capitals at least: shorter words in capitals are names of bodies.
const LETTERS: usize = 4;
/// Datelines one behind the other at most: "(ANSA) - CASTELVENTO, 04 MAR - ".
const MOST: usize = 2;
/// Words of a place and a day that begin small: "Rio de Janeiro", "23 de noviembre", "den 3. maj".
const SMALL: [&str; 14] = ["de", "del", "di", "da", "do", "la", "le", "les", "el", "of", "the", "den", "am", "and"];
/// Months as datelines shorten or bend them, besides those that stand in running text.
const MONTHS: [&str; 12] = ["ene", "fev", "abr", "ago", "set", "out", "dic", "mag", "giu", "lug", "ott", "gen"];

/// Words in capitals before a dash that say what a piece is, not where it was written.
#[rustfmt::skip]
const LABELS: &[&str] = &[
    "LIVE", "BREAKING", "UPDATE", "UPDATES", "UPDATED", "WATCH", "VIDEO", "VIDÉO", "VÍDEO", "PHOTO", "PHOTOS", "PICTURES", "FOTO", "FOTOS",
    "EXCLUSIVE", "EXKLUSIV", "EXCLUSIF", "EXCLUSIVA", "EXCLUSIVO", "ESCLUSIVA", "OPINION", "OPINIÓN", "ANALYSIS", "ANALYSE", "ANÁLISIS",
    "COMMENT", "KOMMENTAR", "REVIEW", "INTERVIEW", "ENTREVISTA", "INTERVISTA", "EXPLAINER", "EDITORIAL", "REPORTAGE", "REPORTAJE", "PODCAST",
    "NEWS", "ALERT", "ALERTE", "ALERTA", "URGENT", "URGENTE", "WARNING", "DIRECT", "DIRECTO", "DIRETTA", "EILMELDUNG", "LIVEBLOG", "LIVETICKER",
    "TICKER", "QUIZ", "SPONSORED", "ANZEIGE", "CORRECTION", "NOTE", "PREVIEW", "SPOILER", "RECIPE", "RESULTS", "VIVO", "ÚLTIMA", "HORA",
    "СРОЧНО", "ВИДЕО", "ФОТО", "МОЛНИЯ", "ЭКСКЛЮЗИВ", "ОНЛАЙН", "ТЕРМІНОВО", "ВІДЕО", "DAKİKA", "PILNE", "WIDEO", "TYLKO", "JUST", "NATO", "NASA",
    "FIFA", "UEFA", "OPEC",
];

/// `text` without the dateline that it begins with: of a wire, named in brackets ("IBM rose - a record" says something), or of a
/// place in capitals alone ("LIVE - Ships leave" has none).
#[must_use]
pub fn without_dateline(text: &str) -> &str {
    let mut rest = text;
    for _ in 0..MOST {
        let next = dateline(rest).map(|(_, next)| next).or_else(|| behind_place(rest)).or_else(|| behind_outlet(rest));
        let Some(next) = next else { break };
        rest = next;
    }
    rest
}

/// Lines over a dateline at most, and characters of each: a headline, who wrote it.
const OVER: usize = 3;
const OVER_LENGTH: usize = 120;

/// The lines of a text that may begin with its dateline, each with its place in bytes.
fn heads(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    let mut over = true;
    let lines = text.split('\n').map(move |line| {
        at += line.len() + 1;
        (at - line.len() - 1, line)
    });
    let told = lines.filter(|(_, line)| !line.trim().is_empty()).take(OVER + 1);
    told.take_while(move |(_, line)| std::mem::replace(&mut over, line.chars().count() <= OVER_LENGTH))
}

/// The byte at which a text begins to tell: behind its dateline, which may stand under its headline, 0 where it has none.
#[must_use]
pub fn opening(text: &str) -> usize {
    let cut = |(at, line): (usize, &str)| {
        let left = without_dateline(line).len();
        (left < line.len()).then(|| at + line.len() - left)
    };
    heads(text).find_map(cut).unwrap_or(0)
}

/// The wire that the dateline of a text names, which may stand under its headline.
#[must_use]
pub fn named(text: &str) -> Option<&str> {
    heads(text).find_map(|(_, line)| dateline(line)).map(|(name, _)| name)
}

/// The wire that a text's dateline names, and what follows the dateline.
#[must_use]
pub fn dateline(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start();
    in_brackets(text).or_else(|| in_open(text)).or_else(|| unparted(text))
}

/// `PORT ANSEL, Nov 23 (Halyard) - `, `Villa (España), 4 mar (EFE).- `, `МОСКВА, 4 марта. /ТАСС/. `.
fn in_brackets(text: &str) -> Option<(&str, &str)> {
    let (head, rest) = parted(text, ')').filter(|(_, rest)| !rest.is_empty()).or_else(|| slashed(text))?;
    let (inner, mark) =
        head.strip_suffix(')').map(|inner| (inner, '(')).or(head.strip_suffix('/').map(|inner| (inner, '/')))?;
    let open = inner.rfind(mark)?;
    let (place, name) = (inner[..open].trim_end(), inner[open + 1..].trim());
    let is_name = (1..=LONGEST_NAME).contains(&name.chars().count()) && !name.contains(['(', ')']);
    let named = name.chars().next().is_some_and(char::is_alphabetic);
    // Where letters have no capitals, only an agency that is known tells a dateline from an aside.
    let cased = place.chars().filter(|c| c.is_alphabetic()).all(|c| c.is_lowercase() || c.is_uppercase());
    let named = named && (cased || agency::is_known(&name.to_lowercase()));
    (is_name && named && is_place(place) && begins(rest)).then_some((name, rest))
}

/// What stands before the first dash, where that ends in a bracket, and what follows.
fn parted(text: &str, bracket: char) -> Option<(&str, &str)> {
    let end = text.char_indices().nth(LONGEST).map_or(text.len(), |(at, _)| at);
    // A country may stand in brackets before the wire does.
    text[..end].match_indices(bracket).take(2).find_map(|(at, _)| {
        let (head, rest) = text.split_at(at + bracket.len_utf8());
        let rest = rest.trim_start();
        let rest = rest.strip_prefix('.').unwrap_or(rest).trim_start();
        let after = ["—", "–", "--", "-"].iter().find_map(|dash| rest.strip_prefix(dash))?;
        Some((head, after.trim_start()))
    })
}

/// The same between slashes, and with a full stop for the dash.
fn slashed(text: &str) -> Option<(&str, &str)> {
    let end = text.char_indices().nth(LONGEST).map_or(text.len(), |(at, _)| at);
    let (at, mark) = ["/. ", "/ - ", "/ – ", "/ — "].iter().find_map(|mark| Some((text[..end].find(mark)?, mark)))?;
    let name = text[..at].rsplit('/').next()?;
    agency::is_known(&name.trim().to_lowercase()).then(|| (&text[..=at], text[at + mark.len()..].trim_start()))
}

/// `МОСКВА, 4 марта — РИА Новости. `, `PARIS, AFP - `: a wire that is known, without brackets.
fn in_open(text: &str) -> Option<(&str, &str)> {
    let end = text.char_indices().nth(LONGEST).map_or(text.len(), |(at, _)| at);
    let ends = [" - ", " – ", " — ", ". "].iter().flat_map(|mark| text[..end].match_indices(mark));
    ends.filter_map(|(at, mark)| {
        let (head, rest) = (&text[..at], text[at + mark.len()..].trim_start());
        let from =
            [", ", " — ", " – ", " - ", ". "].iter().filter_map(|mark| Some(head.rfind(mark)? + mark.len())).max()?;
        let (place, name) = (head.get(..from)?, head.get(from..)?);
        let place = place.trim_end_matches([' ', ',', '-', '–', '—']);
        // "ERIE, PA - " is a place.
        let known = agency::is_written(name) && name.chars().count() > SHORTEST && name.starts_with(char::is_uppercase);
        (known && is_place(place) && !place.is_empty() && begins(rest)).then_some((name, rest))
    })
    .next()
}

/// Letters of an agency's name without brackets: with fewer it may be a state's.
const SHORTEST: usize = 2;

/// Words between an agency's name and the sign for a dispatch, in characters, at most.
const DISPATCH: usize = 24;

/// `新华社江湾3月4日电（记者李明）`, `【北浜共同】`, `(서울=연합뉴스) 홍길동 기자 = `: scripts that do not part words, or part them otherwise.
fn unparted(text: &str) -> Option<(&str, &str)> {
    let close = |open: char| match open {
        '【' => Some('】'),
        '（' => Some('）'),
        '(' => Some(')'),
        '[' => Some(']'),
        _ => None,
    };
    if let Some((open, close)) = text.chars().next().and_then(|open| Some((open, close(open)?))) {
        let inner = text.strip_prefix(open)?;
        let at = inner.find(close)?;
        let (inner, rest) = (&inner[..at], inner[at + close.len_utf8()..].trim_start());
        let is_unparted = inner.chars().count() <= LONGEST_NAME && inner.chars().any(super::words::is_unparted);
        let name = inner.split(['=', ' ']).next_back()?;
        let tail = ["共同", "時事", "ロイター"].into_iter().find(|wire| name.ends_with(wire));
        let is_korean = agency::known_as(name) == "yonhap";
        let name = tail.filter(|_| is_unparted).or(is_korean.then_some(name))?;
        // Who wrote it stands before a sign of its own.
        let head: String = rest.chars().take(DISPATCH).collect();
        let written = head.find(" = ").filter(|_| is_korean).map_or(0, |at| at + " = ".len());
        let rest = rest.get(written..)?.trim_start_matches(['-', '–', '　', ' ']);
        return (!rest.is_empty()).then_some((name, rest));
    }
    let name = ["新华社", "新華社", "中新社", "中新网"].into_iter().find(|name| text.starts_with(name))?;
    let sent =
        text.char_indices().take(DISPATCH).find(|(_, c)| matches!(c, '电' | '電')).map(|(at, c)| at + c.len_utf8())?;
    let dated = text[..sent].contains('日');
    let rest = text[sent..].trim_start();
    let rest = rest.strip_prefix('（').and_then(|inner| Some(inner.split_once('）')?.1)).unwrap_or(rest).trim_start();
    (dated && !rest.is_empty()).then_some((&text[..name.len()], rest))
}

/// What follows a place in capitals, with a day perhaps, and a dash: `WASHINGTON — `, `LINDVIK, Norway — `, `CASTELVENTO, 04 MAR - `.
fn behind_place(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let end = text.char_indices().nth(LONGEST_PLACE).map_or(text.len(), |(at, _)| at);
    let dashes = [" — ", " – ", " -- ", " - ", "—"];
    let (at, dash) =
        dashes.iter().filter_map(|dash| Some((text[..end].find(dash)?, dash))).min_by_key(|(at, _)| *at)?;
    let (head, rest) = (&text[..at], text[at + dash.len()..].trim_start());
    let mut parts = head.split(", ");
    let place: Vec<&str> = parts.next()?.split_whitespace().collect();
    let shouted = |word: &&str| {
        !word.chars().any(char::is_lowercase)
            && word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '’' | '\''))
    };
    let letters = place.iter().flat_map(|word| word.chars()).filter(|c| c.is_alphabetic()).count();
    let is_label = |word: &&str| LABELS.contains(word);
    let is_part = |part: &str| part.split_whitespace().count() <= BARE && part.split_whitespace().all(is_of_a_place);
    let mut parts = parts.collect::<Vec<_>>().into_iter();
    (place.len() <= BARE
        && place.iter().all(shouted)
        && !place.iter().any(is_label)
        && letters >= LETTERS
        && parts.len() <= 2
        && parts.all(is_part)
        && begins(rest))
    .then_some(rest)
}

/// Broadcasters whose datelines end in the bracket, without a dash.
const UNDASHED: [&str; 1] = ["(CNN) "];

/// What follows such a dateline: `Washington (CNN) `, `(CNN) `. Other words before the bracket may be somebody of that house.
fn behind_outlet(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let (at, name) = UNDASHED.iter().find_map(|name| Some((text.find(name)?, name)))?;
    let (head, rest) = (&text[..at], text[at + name.len()..].trim_start());
    let place = head.split(',').next().unwrap_or_default().trim();
    let is_known = head.is_empty() || is_place(head) && super::entities::is_place(place);
    (is_known && begins(rest)).then_some(rest)
}

fn begins(rest: &str) -> bool {
    rest.contains(' ') && !rest.starts_with(char::is_lowercase)
}

fn is_place(place: &str) -> bool {
    place.split_whitespace().count() <= PLACE && place.split_whitespace().all(is_of_a_place)
}

fn is_of_a_place(word: &str) -> bool {
    let first = word.chars().find(|letter| letter.is_alphanumeric());
    let bare = word.trim_matches(['.', ',']);
    SMALL.contains(&word)
        || first.is_none_or(|letter| !letter.is_lowercase())
        || month(bare).is_some()
        || MONTHS.contains(&bare)
}

#[cfg(test)]
mod tests {
    use super::{dateline, named, opening, without_dateline};

    #[test]
    fn only_datelines_go() {
        for (text, left) in [
            ("PORT ANSEL, Nov 23 (Halyard) - Ships may leave.", "Ships may leave."),
            ("ALDERMOUTH (Halyard Wire) — Ships may leave.", "Ships may leave."),
            ("Norderhagen (hw) – Die Schiffe fahren.", "Die Schiffe fahren."),
            ("NORDERHAGEN (hw)- Die Schiffe fahren.", "Die Schiffe fahren."),
            ("(Halyard) - Ships may leave.", "Ships may leave."),
            ("Rio de Ansel, 23 de Nov (Halyard) -- Ships may leave.", "Ships may leave."),
            ("Анна Орлова (Верфь) — самый известный инженер.", "Анна Орлова (Верфь) — самый известный инженер."),
            ("LIVE - Ships may leave.", "LIVE - Ships may leave."),
            ("IBM rose (by two per cent) - a record.", "IBM rose (by two per cent) - a record."),
            ("The mayor (67) - a former sailor - resigned.", "The mayor (67) - a former sailor - resigned."),
            ("Ships (Halyard)", "Ships (Halyard)"),
            ("Ships (Halyard) - ", "Ships (Halyard) - "),
            ("Ships may leave - or wait.", "Ships may leave - or wait."),
            ("", ""),
            // A place in capitals.
            ("ALDERMOUTH — Ships may leave.", "Ships may leave."),
            ("PORT ANSEL—Ships may leave.", "Ships may leave."),
            ("LINDVIK, Norway — Ships may leave.", "Ships may leave."),
            ("ALDERMOUTH, March 3 – “Ships may leave,” she said.", "“Ships may leave,” she said."),
            ("BREAKING NEWS — Ships may leave.", "BREAKING NEWS — Ships may leave."),
            ("EU - Ships may leave.", "EU - Ships may leave."),
            ("NATO ships left Aldermouth – The town slept.", "NATO ships left Aldermouth – The town slept."),
            ("ALDERMOUTH — the town that slept.", "ALDERMOUTH — the town that slept."),
            ("ALDERMOUTH, PA - Ships may leave.", "Ships may leave."),
            ("Aldermouth, Pa. — Ships may leave.", "Aldermouth, Pa. — Ships may leave."),
            // Other countries' agencies.
            ("(ANSA) - CASTELVENTO, 04 MAR - Le navi partono.", "Le navi partono."),
            ("Villacorba (España), 4 mar (EFE).- Los barcos zarpan.", "Los barcos zarpan."),
            ("Ribeira Alta, 04 mar 2026 (Lusa) – Os navios partem.", "Os navios partem."),
            ("СРЕДНЕГОРСК, 4 марта. /ТАСС/. Корабли уходят.", "Корабли уходят."),
            ("СРЕДНЕГОРСК, 4 марта — РИА Новости. Корабли уходят.", "Корабли уходят."),
            ("ЗЕЛЕНОГАЙ, 4 березня (Укрінформ) — Кораблі відходять.", "Кораблі відходять."),
            ("Москва. 4 марта. INTERFAX.RU - Корабли уходят.", "Корабли уходят."),
            ("Он приехал из Москвы. Интерфакс узнал об этом.", "Он приехал из Москвы. Интерфакс узнал об этом."),
            ("新华社江湾3月4日电（记者李明、王芳）船只可以离港。", "船只可以离港。"),
            ("新华社记者在现场看到船只离港。", "新华社记者在现场看到船只离港。"),
            ("【北浜共同】船は出港した。", "船は出港した。"),
            ("الرمال (أ ف ب) - غادرت السفن الميناء.", "غادرت السفن الميناء."),
            ("قال سامي (صياد) - غادرت السفن الميناء.", "قال سامي (صياد) - غادرت السفن الميناء."),
            ("【写真】船は出港した。", "【写真】船は出港した。"),
            ("(서울=연합뉴스) 김하나 기자 = 배가 떠났다.", "배가 떠났다."),
        ] {
            assert_eq!(without_dateline(text), left, "{text}");
        }
    }

    #[test]
    fn a_dateline_may_stand_under_a_headline() {
        for (text, left, wire) in [
            (
                "Ships wait\nBy Ann Lee\nPORT ANSEL, Nov 23 (Halyard) - Ships may leave.",
                "Ships may leave.",
                Some("Halyard"),
            ),
            ("Ships wait.\n\nALDERMOUTH — Ships may leave.", "Ships may leave.", None),
            ("Ships may leave.", "Ships may leave.", None),
        ] {
            assert_eq!((&text[opening(text)..], named(text)), (left, wire), "{text}");
        }
        let long = format!("{}.\nALDERMOUTH (AP) — Ships may leave.", "Ships wait in the harbour ".repeat(6));
        assert_eq!((opening(&long), named(&long)), (0, None));
    }

    #[test]
    fn a_place_alone_names_no_wire() {
        assert_eq!(dateline("ALDERMOUTH — Ships may leave."), None);
        assert_eq!(named("Villacorba (España), 4 mar (EFE).- Los barcos zarpan."), Some("EFE"));
        assert_eq!(named("СРЕДНЕГОРСК, 4 марта. /ТАСС/. Корабли уходят."), Some("ТАСС"));
        assert_eq!(named("新华社江湾3月4日电 船只可以离港。"), Some("新华社"));
        assert_eq!(named("【北浜共同】船は出港した。"), Some("共同"));
    }
}
