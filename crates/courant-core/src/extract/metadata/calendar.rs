//! Dates as pages write them, in the languages that news is commonly written in.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Date;

use crate::model::PageDate;

/// Years outside are misreadings.
const YEARS: std::ops::RangeInclusive<i16> = 1994..=2099;

/// Reads a date given by a machine: ISO 8601 in its many spellings, RFC 2822, a bare day, seconds since 1970.
pub fn machine(value: &str) -> Option<PageDate> {
    let value = value.trim();
    if let Some(found) = iso(value) {
        return Some(found);
    }
    if let Some(found) = mail(value) {
        return Some(found);
    }
    if matches!(value.len(), 10 | 13) && value.bytes().all(|byte| byte.is_ascii_digit()) {
        let seconds: i64 = value.get(..10)?.parse().ok()?;
        let moment = jiff::Timestamp::from_second(seconds).ok()?;
        return (seconds > 800_000_000).then(|| PageDate(moment.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()));
    }
    written(value, DayFirst::Unknown).map(|(date, _)| bare(date))
}

/// A day without a time.
pub fn bare(date: Date) -> PageDate {
    PageDate(date.to_string())
}

/// A day, where the numbers make one in a plausible year.
pub fn day(year: i16, month: i8, day: i8) -> Option<Date> {
    if YEARS.contains(&year) { Date::new(year, month, day).ok() } else { None }
}

/// `2024-05-01`, `2024-05-01T10:00`, `20240501T100000Z`, `2024-05-01 10:00:00 +0200`, `2024/05/01`.
fn iso(value: &str) -> Option<PageDate> {
    let bytes = value.as_bytes();
    let number = |from: usize, to: usize| -> Option<i16> {
        let part = value.get(from..to)?;
        part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse().ok()).flatten()
    };
    let year = number(0, 4)?;
    let (month, day_number, end) = if matches!(bytes.get(4), Some(b'-' | b'/' | b'.')) {
        (number(5, 7)?, number(8, 10)?, 10)
    } else {
        (number(4, 6)?, number(6, 8)?, 8)
    };
    let date = day(year, i8::try_from(month).ok()?, i8::try_from(day_number).ok()?)?;
    let rest = value.get(end..)?;
    if rest.bytes().next().is_some_and(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let Some((clock, zone)) = clock(rest) else { return Some(bare(date)) };
    Some(match zone {
        Some(zone) => PageDate(format!("{date}T{clock}{zone}")),
        None => bare(date),
    })
}

/// A clock time and its offset at the start of `rest`, both in RFC 3339 form.
fn clock(rest: &str) -> Option<(String, Option<String>)> {
    let rest = rest.trim_start_matches(['T', 't', ' ', ',']);
    let digits: Vec<&str> = rest.splitn(2, ':').collect();
    let hour: u8 = digits.first()?.parse().ok()?;
    let after = digits.get(1)?;
    let minute: u8 = after.get(..2)?.parse().ok()?;
    let mut tail = after.get(2..)?;
    let mut second: u8 = 0;
    if let Some(more) = tail.strip_prefix(':') {
        // Some systems leave out the leading nought.
        let digits = more.bytes().take(2).take_while(u8::is_ascii_digit).count();
        second = more.get(..digits)?.parse().ok()?;
        tail = more.get(digits..)?;
    }
    if let Some(fraction) = tail.strip_prefix(['.', ',']) {
        tail = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
    }
    if hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    Some((format!("{hour:02}:{minute:02}:{:02}", second.min(59)), zone(tail)))
}

/// An offset in RFC 3339 form.
pub(super) fn zone(tail: &str) -> Option<String> {
    let tail = tail.trim();
    if let Some(known) = named_zone(tail) {
        return Some(known.to_owned());
    }
    let sign = tail.chars().next().filter(|c| matches!(c, '+' | '-' | '−'))?;
    let digits: String = tail.chars().skip(1).filter(|c| *c != ':').take_while(char::is_ascii_digit).collect();
    let (hours, minutes) = match digits.len() {
        1 | 2 => (digits.parse::<u8>().ok()?, 0),
        4 => (digits.get(..2)?.parse().ok()?, digits.get(2..)?.parse().ok()?),
        _ => return None,
    };
    let sign = if sign == '+' { '+' } else { '-' };
    (hours <= 14 && minutes < 60).then(|| format!("{sign}{hours:02}:{minutes:02}"))
}

fn named_zone(name: &str) -> Option<&'static str> {
    let name = name.split_whitespace().next()?;
    Some(match name {
        "Z" | "z" | "UTC" | "GMT" | "UT" => "Z",
        "EST" | "CDT" => "-05:00",
        "EDT" => "-04:00",
        "CST" | "MDT" => "-06:00",
        "MST" | "PDT" => "-07:00",
        "PST" => "-08:00",
        "CET" | "MEZ" => "+01:00",
        "CEST" | "MESZ" => "+02:00",
        _ => return None,
    })
}

/// `Sun, 07 Jun 2020 10:00:00 +0200`, `Sun Jun 07 10:00:00 CEST 2020`.
fn mail(value: &str) -> Option<PageDate> {
    let words: Vec<&str> = value.split_whitespace().collect();
    let at = words.iter().position(|word| word.contains(':'))?;
    let before = words.get(..at)?.join(" ");
    // `Wed May 01 10:00:00 CEST 2024` has its year behind the clock.
    let with_last = || written(&format!("{before} {}", words.get(at + 2)?), DayFirst::Unknown);
    let date = written(&before, DayFirst::Unknown).or_else(with_last)?.0;
    let (clock, _) = clock(words.get(at)?)?;
    let zone = words.get(at + 1).and_then(|word| zone(word))?;
    Some(PageDate(format!("{date}T{clock}{zone}")))
}

/// How `3/4/2024` is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayFirst {
    /// 3 April.
    Yes,
    /// March 4.
    No,
    /// Not read at all unless one number is above 12.
    Unknown,
}

/// The first date written in a text, and the byte where it starts.
pub fn written(text: &str, day_first: DayFirst) -> Option<(Date, usize)> {
    located(text, day_first).map(|(date, place)| (date, place.start))
}

/// The first date written in a text, and the bytes that it takes.
pub fn located(text: &str, day_first: DayFirst) -> Option<(Date, Range<usize>)> {
    let tokens = tokens(text);
    (0..tokens.len()).find_map(|at| {
        let (date, end) = named_month(text, &tokens, at)
            .or_else(|| numeric(text, &tokens, at, day_first))
            .or_else(|| east(text, &tokens, at))?;
        Some((date, tokens.get(at)?.start..end))
    })
}

/// Where a date begins that need not tell its year: a day beside a month's name.
pub fn day_of_month(text: &str) -> Option<usize> {
    let tokens: Vec<Token<'_>> = tokens(text).into_iter().filter(|token| token.text != "de").collect();
    let is_day = |token: &Token<'_>| token.number.is_some_and(|number| (1..=31).contains(&number));
    let pair = tokens.windows(2).find(|pair| match pair {
        [a, b] => (is_day(a) && month(b.text).is_some()) || (month(a.text).is_some() && is_day(b)),
        _ => false,
    })?;
    Some(pair.first()?.start)
}

/// A run of letters or of digits.
#[derive(Debug, Clone, Copy)]
struct Token<'a> {
    text: &'a str,
    start: usize,
    number: Option<i16>,
}

impl Token<'_> {
    fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut out: Vec<Token<'_>> = Vec::new();
    let mut start = None;
    let mut digits = false;
    let mut push = |from: usize, to: usize, digits: bool| {
        if let Some(part) = text.get(from..to) {
            let number = if digits && part.len() <= 4 { part.parse().ok() } else { None };
            out.push(Token { text: part, start: from, number });
        }
    };
    for (at, c) in text.char_indices() {
        // Letters of scripts without blanks stand for themselves.
        let kind = if c.is_ascii_digit() {
            Some(true)
        } else if c.is_alphabetic() || matches!(c, '\u{300}'..='\u{36f}') {
            Some(false)
        } else {
            None
        };
        if let Some(from) = start
            && kind != Some(digits)
        {
            push(from, at, digits);
            start = None;
        }
        if let Some(kind) = kind
            && start.is_none()
        {
            start = Some(at);
            digits = kind;
        }
    }
    if let Some(from) = start {
        push(from, text.len(), digits);
    }
    out
}

/// `7 June 2020`, `7. Juni 2020`, `7 de junio de 2020`, `June 7th, 2020`, `2020 June 7`, `June 7 10:00:00 CEST 2020`, and the
/// byte where it ends.
fn named_month(text: &str, tokens: &[Token<'_>], at: usize) -> Option<(Date, usize)> {
    let first = tokens.get(at)?;
    let named = month_at(text, first);
    if (named.is_none() && first.number.is_none()) || is_clock(text, first) {
        return None;
    }
    let rest: Vec<&Token<'_>> = tokens.get(at + 1..)?.iter().take(8).filter(|token| !is_between(token.text)).collect();
    if let Some(month) = named {
        let day_number = rest.first().filter(|day| !is_clock(text, day)).and_then(|day| day.number)?;
        let (year, end) = named_year(text, [first, rest.first()?], rest.get(1..)?)?;
        return ended(day(year, month, i8::try_from(day_number).ok()?), end);
    }
    let lead = first.number?;
    let name = rest.first()?;
    let month = after_day(text, first, name)?;
    if first.text.len() == 4 {
        let last = rest.get(1)?;
        return ended(day(lead, month, i8::try_from(last.number?).ok()?), last.end());
    }
    let lead = i8::try_from(lead).ok()?;
    // "24 نيسان / أبريل 2020" names its month twice; "7 June, June 12" does not.
    if rest.get(1).and_then(|token| month_at(text, token)) == Some(month)
        && rest.get(1)?.text != name.text
        && rest.get(2)?.text.len() == 4
    {
        return ended(day(rest.get(2)?.number?, month, lead), rest.get(2)?.end());
    }
    let (year, end) = named_year(text, [first, name], rest.get(1..)?)?;
    ended(day(year, month, lead), end)
}

fn ended(date: Option<Date>, end: usize) -> Option<(Date, usize)> {
    date.map(|date| (date, end))
}

/// Words between the parts of a date.
fn is_between(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "de" | "of" | "st" | "nd" | "rd" | "th" | "del" | "er" | "of the" | "the" | "ª" | "º"
        // The two words of a month's Syrian name, where its Egyptian one follows.
        | "كانون" | "تشرين" | "الأول" | "الأوّل" | "الثاني" | "الثّاني"
    )
}

/// The year behind a day and a month's name, in whichever order those `two` stand, and where it ends.
///
/// Two figures there are more often the hour, or so many of something: "5 мая, 21:15", "May 5, 12 people". They are a year
/// only behind an apostrophe, behind the mark that joins day and month as well, or where the date is then at its end.
fn named_year(text: &str, two: [&Token<'_>; 2], rest: &[&Token<'_>]) -> Option<(i16, usize)> {
    let token = rest.first()?;
    if is_clock(text, token) {
        return late_year(text, rest);
    }
    let [day_or_month, other] = two;
    let gap = text.get(other.end()..token.start)?;
    let joined = matches!(gap, "-" | "/" | ".") && text.get(day_or_month.end()..other.start) == Some(gap);
    let certain = token.text.len() == 4 || gap.ends_with(['\'', '’', '‘']) || joined || closes(text, token.end());
    Some((full_year(token).filter(|_| certain)?, token.end()))
}

/// The year of `May 1 10:00:00 CEST 2024`, from its clock on, and where it ends.
fn late_year(text: &str, rest: &[&Token<'_>]) -> Option<(i16, usize)> {
    let clock = rest.iter().take_while(|token| is_clock(text, token)).count();
    let is_zone = |token: &&Token<'_>| {
        token.text.bytes().all(|byte| byte.is_ascii_uppercase())
            || text.get(..token.start).is_some_and(|before| before.ends_with(['+', '-']))
    };
    let year = rest.iter().skip(clock).copied().find(|token| !is_zone(token)).filter(|token| token.text.len() == 4)?;
    Some((year.number?, year.end()))
}

/// Whether nothing or a clock follows in a text, or what parts the pieces of a line.
fn closes(text: &str, end: usize) -> bool {
    let rest = text.get(end..).unwrap_or_default().trim_start_matches([' ', ',', '\u{a0}']);
    let hour = rest.bytes().take_while(u8::is_ascii_digit).count();
    rest.is_empty()
        || rest.starts_with(['|', '·', '•', ')'])
        || (matches!(hour, 1 | 2) && rest.get(hour..).is_some_and(|rest| rest.starts_with(':')))
}

/// Whether a number belongs to a time of day: `21:15`, `14.30`, `14h30`, `14 Uhr`, `2030 GMT`.
fn is_clock(text: &str, token: &Token<'_>) -> bool {
    const UNITS: [&str; 13] = ["h", "hs", "hrs", "hours", "uhr", "uur", "am", "pm", "gmt", "utc", "ч", "час", "часов"];
    if token.number.is_none() {
        return false;
    }
    let (before, after) = (text.get(..token.start).unwrap_or_default(), text.get(token.end()..).unwrap_or_default());
    let mut unit = after.trim_start().split(|c: char| !c.is_alphabetic());
    let named = unit.next().is_some_and(|word| UNITS.contains(&word.to_lowercase().as_str()));
    if token.text.len() > 2 {
        return named && token.text.len() == 4;
    }
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let minutes = after.strip_prefix([':', '.', 'h', 'H', 'u']).is_some_and(|minutes| digits(minutes) == 2);
    let hours = before.strip_suffix([':', 'h', 'H']).is_some_and(|hours| hours.ends_with(|c: char| c.is_ascii_digit()));
    named || minutes || hours
}

/// The month of a name that follows a day. "Listopada" is November in Polish and October in Croatian, which alone puts a full stop
/// behind the day.
fn after_day(text: &str, day: &Token<'_>, name: &Token<'_>) -> Option<i8> {
    if name.text.to_lowercase() == "listopada" {
        let croatian = text.get(day.end()..name.start).is_some_and(|gap| gap.contains('.'));
        return Some(if croatian { 10 } else { 11 });
    }
    month_at(text, name)
}

/// The month that a word names where it stands. "9 out of 10" and "a set of 12" speak of no October and no September.
fn month_at(text: &str, name: &Token<'_>) -> Option<i8> {
    let after = text.get(name.end()..)?.trim_start().get(..3);
    month(name.text).filter(|_| after.is_none_or(|of| !of.eq_ignore_ascii_case("of ")))
}

fn full_year(token: &Token<'_>) -> Option<i16> {
    let year = token.number?;
    match token.text.len() {
        4 => Some(year),
        2 if year < 50 => Some(2000 + year),
        _ => None,
    }
}

/// `2020-06-07`, `07.06.2020`, `6/7/20`, and the byte where it ends.
fn numeric(text: &str, tokens: &[Token<'_>], at: usize, day_first: DayFirst) -> Option<(Date, usize)> {
    let end = tokens.get(at + 2)?.end();
    three_numbers(text, tokens, at, day_first).map(|date| (date, end))
}

fn three_numbers(text: &str, tokens: &[Token<'_>], at: usize, day_first: DayFirst) -> Option<Date> {
    let [a, b, c] = [tokens.get(at)?, tokens.get(at + 1)?, tokens.get(at + 2)?];
    let first_gap = text.get(a.end()..b.start)?;
    let second_gap = text.get(b.end()..c.start)?;
    let mark = first_gap.trim();
    if mark != second_gap.trim() || !matches!(mark, "-" | "." | "/") || first_gap.len() > 2 {
        return None;
    }
    let (x, y, z) = (a.number?, b.number?, c.number?);
    if a.text.len() == 4 && b.text.len() <= 2 && c.text.len() <= 2 {
        return day(x, i8::try_from(y).ok()?, i8::try_from(z).ok()?);
    }
    if a.text.len() > 2 || b.text.len() > 2 {
        return None;
    }
    // "12.05. 18:05" has no year, nor has "12. 05. 18 people".
    if c.text.len() < 4
        && (first_gap != second_gap || is_clock(text, c) || !(first_gap == mark || closes(text, c.end())))
    {
        return None;
    }
    let year = if c.text.len() == 4 { z } else { full_year(c)? };
    let day_first = match (mark, day_first) {
        (".", _) => true,
        // Only with strokes do Americans put the month first; what is written for machines may be either.
        ("-", DayFirst::Yes | DayFirst::No) if y <= 12 => true,
        _ if x > 12 => true,
        _ if y > 12 => false,
        (_, DayFirst::Yes) => true,
        (_, DayFirst::No) => false,
        (_, DayFirst::Unknown) => {
            return if x == y { day(year, i8::try_from(x).ok()?, i8::try_from(y).ok()?) } else { None };
        }
    };
    let (day_number, month) = if day_first { (x, y) } else { (y, x) };
    day(year, i8::try_from(month).ok()?, i8::try_from(day_number).ok()?)
}

/// `2020年6月7日` and its Korean form, and the byte where it ends.
fn east(text: &str, tokens: &[Token<'_>], at: usize) -> Option<(Date, usize)> {
    let [year, month, day_number] = [tokens.get(at)?, tokens.get(at + 2)?, tokens.get(at + 4)?];
    let marks = [tokens.get(at + 1)?.text, tokens.get(at + 3)?.text];
    let known = marks == ["年", "月"] || marks == ["년", "월"];
    if !known || year.text.len() != 4 || text.len() < day_number.end() {
        return None;
    }
    // The sign for the day is part of the date.
    let sign =
        text.get(day_number.end()..)?.chars().next().filter(|c| matches!(c, '日' | '일')).map_or(0, char::len_utf8);
    let date = day(year.number?, i8::try_from(month.number?).ok()?, i8::try_from(day_number.number?).ok()?);
    ended(date, day_number.end() + sign)
}

/// Month names and their beginnings by number: English, German, French, Spanish, Italian, Portuguese, Dutch, the
/// Nordic languages, Polish, Czech, Hungarian, Romanian, Turkish, Russian, Ukrainian, Bulgarian, Greek, Indonesian,
/// Finnish, Croatian, Arabic, Hebrew.
const MONTHS: [&str; 12] = [
    "january jan januar jänner janvier janv enero ene gennaio gen janeiro januari stycznia styczeń ledna leden január ianuarie ocak января янв январь січня януари ιανουαρίου januara tammikuuta siječnja janar يناير ינואר בינואר",
    "february feb februar fevrier février févr fév febrero febbraio fevereiro fev februari lutego luty února únor február februarie şubat февраля фев февраль лютого февруари φεβρουαρίου helmikuuta veljače فبراير شباط פברואר בפברואר",
    "march mar märz mär mrz mars marzo março marco maart mrt marca marzec března březen március martie mart марта мар март березня μαρτίου maret maaliskuuta ožujka مارس آذار מרץ במרץ",
    "april apr avril avr abril abr aprile aprila kwietnia kwiecień dubna duben április aprilie nisan апреля апр апрель квітня април απριλίου huhtikuuta travnja أبريل إبريل ابريل نيسان אפריל באפריל",
    "may mai mayo maggio mag maio mei maj maja května květen május mayıs мая май травня μαΐου toukokuuta svibnja مايو أيار מאי במאי",
    "june jun juni juin junio giugno giu junho czerwca czerwiec června červen június iunie haziran июня июн июнь червня юни ιουνίου kesäkuuta lipnja يونيو يونيه حزيران יוני ביוני",
    "july jul juli juillet juil julio luglio lug julho lipca lipiec července červenec július iulie temmuz июля июл июль липня юли ιουλίου heinäkuuta srpnja يوليو يوليه تموز יולי ביולי",
    "august aug août aout agosto ago agosto augustus augusti sierpnia sierpień srpna srpen augusztus ağustos августа авг август серпня αυγούστου agustus elokuuta kolovoza أغسطس اغسطس آب אוגוסט באוגוסט",
    "september sep sept septembre septiembre settembre set setembro września wrzesień září szeptember septembrie eylül сентября сен сентябрь вересня септември σεπτεμβρίου syyskuuta rujna سبتمبر أيلول ספטמבר בספטמבר",
    "october oct oktober okt octobre octubre ottobre ott outubro out października październik října říjen október octombrie ekim октября окт октябрь жовтня октомври οκτωβρίου lokakuuta listopada أكتوبر اكتوبر אוקטובר באוקטובר",
    "november nov novembre noviembre novembro listopada listopad listopadu noiembrie kasım ноября ноя ноябрь листопада ноември νοεμβρίου marraskuuta studenoga نوفمبر נובמבר בנובמבר",
    "december dec dezember dez décembre decembre déc diciembre dic dicembre dezembro grudnia grudzień prosince prosinec decembrie aralık декабря дек декабрь грудня декември δεκεμβρίου desember des joulukuuta prosinca ديسمبر דצמבר בדצמבר",
];

/// Every name with its month's number.
static NUMBERS: LazyLock<BTreeMap<&str, i8>> = LazyLock::new(|| {
    let mut numbers = BTreeMap::new();
    for (number, names) in (1..).zip(MONTHS) {
        for name in names.split(' ') {
            numbers.entry(name).or_insert(number);
        }
    }
    numbers
});

/// The number of a month's name.
pub(super) fn month(name: &str) -> Option<i8> {
    if name.len() < 3 || name.len() > 26 {
        return None;
    }
    // Arabic may or may not mark short vowels and doubled letters.
    let plain: String = name.to_lowercase().chars().filter(|c| !matches!(c, '\u{64B}'..='\u{652}')).collect();
    NUMBERS.get(plain.as_str()).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let found = written(text, DayFirst::Unknown).map(|(date, _)| date.to_string());
        assert_eq!(found.as_deref().unwrap_or("none"), expected, "{text}");
    }

    #[test]
    fn months_with_two_names_and_names_of_two_months() {
        check("نشر الجمعة 24 نيسان / أبريل 2020 09:22", "2020-04-24");
        check("24 نيسان 2020", "2020-04-24");
        check("الأحد 3 كانون الثّاني / يناير 2021", "2021-01-03");
        check("5 أيّار/ مايو 2022", "2022-05-05");
        check("12 listopada 2024", "2024-11-12");
        check("12\u{a0}listopada 2024", "2024-11-12");
        check("12. listopada 2024.", "2024-10-12");
        check("7 de junio de 2020", "2020-06-07");
        check("June 7th, 2020", "2020-06-07");
        check("7 June May 2020", "none");
        check("7 June, June 12 edition", "none");
        check("24 نيسان / أبريل 20", "none");
    }

    #[test]
    fn an_hour_or_a_count_is_no_year() {
        for text in [
            "5 мая, 21:15",
            "мая 5, 21:15",
            "1 May, 14:30",
            "12 Mayıs 18:05",
            "Ieri, 3 maggio 09:12",
            "5 mai 14h30",
            "5 de mayo 10:15h",
            "5 maj 14.30",
            "5. Mai, 14 Uhr",
            "5 May, 10 pm",
            "5 May, 2030 GMT",
            "May 5, 12 people were hurt",
            "5 мая.14 человек",
            "12.05. 18:05",
            "12.05. 18 Uhr",
            "12. 05. 18 lidí",
            "10:30 May 24",
            "9 out of 10 islanders",
            "9 out of 10",
            "9 out of 2010 islanders",
            "1 set of 2019 stamps",
        ] {
            check(text, "none");
        }
    }

    #[test]
    fn two_figures_that_can_only_be_the_year_and_years_behind_the_clock() {
        check("5 May '24, says the council", "2024-05-05");
        check("May 5, ’24: the council", "2024-05-05");
        check("05-May-24 and later", "2024-05-05");
        check("5 out 2024", "2024-10-05");
        check("5th of May 2024", "2024-05-05");
        check("5. Mai 24", "2024-05-05");
        check("5 May 24, 10:30", "2024-05-05");
        check("5 May 24 | News", "2024-05-05");
        check("10:30 May 24 2024", "2024-05-24");
        check("12.05.18, 18:05", "2018-05-12");
        check("12. 05. 18", "2018-05-12");
        check("Wed May 01 10:00:00 CEST 2024", "2024-05-01");
        check("Wed May 01 10:00:00 2024", "2024-05-01");
        check("1 May, 14:30 2024", "2024-05-01");
        check("Wed May 01 10:00:00 GMT+0200 2024", "2024-05-01");
    }

    #[test]
    fn the_moment_of_a_machine_with_the_year_last() {
        let moment = |text: &str| machine(text).map(|date| date.0).unwrap_or_default();
        assert_eq!(moment("Wed May 01 10:00:00 CEST 2024"), "2024-05-01T10:00:00+02:00");
        assert_eq!(moment("Wed, 01 May 2024 10:00:00 +0200"), "2024-05-01T10:00:00+02:00");
        assert_eq!(moment("1 May, 14:30"), "");
    }
}
