//! Words for days, months and what is to come.

use jiff::civil::{Time, Weekday};

#[rustfmt::skip]
const MONTHS: [&[&str]; 12] = [
    &["january", "jan", "januar", "jänner", "janvier", "janv", "enero", "gennaio", "janeiro", "januari", "января", "stycznia", "ocak", "січня"],
    &["february", "feb", "februar", "février", "févr", "febrero", "febbraio", "fevereiro", "februari", "февраля", "lutego", "şubat", "лютого"],
    &["march", "mar", "märz", "mars", "marzo", "março", "maart", "марта", "marca", "marts", "mart", "березня"],
    &["april", "apr", "avril", "abril", "aprile", "апреля", "kwietnia", "nisan", "квітня"],
    &["may", "mai", "mayo", "maggio", "maio", "mei", "мая", "maja", "maj", "mayıs", "травня"],
    &["june", "jun", "juni", "juin", "junio", "giugno", "junho", "июня", "czerwca", "haziran", "червня"],
    &["july", "jul", "juli", "juillet", "juil", "julio", "luglio", "julho", "июля", "lipca", "temmuz", "липня"],
    &["august", "aug", "août", "agosto", "augustus", "августа", "sierpnia", "augusti", "ağustos", "серпня"],
    &["september", "sept", "sep", "septembre", "septiembre", "settembre", "setembro", "сентября", "września", "eylül", "вересня"],
    &["october", "oct", "oktober", "octobre", "octubre", "ottobre", "outubro", "октября", "października", "ekim", "жовтня"],
    &["november", "nov", "novembre", "noviembre", "novembro", "ноября", "listopada", "kasım", "листопада"],
    &["december", "dec", "dezember", "dez", "décembre", "déc", "diciembre", "dicembre", "dezembro", "декабря", "grudnia", "aralık", "грудня"],
];

/// The languages whose days are read: in another one a day may be named that is not seen, and a time put on a wrong one.
pub const READ: &[&str] = &["en", "de", "fr", "es", "it", "pt", "nl", "ru", "pl", "sv", "da", "no", "nb", "tr", "uk"];

/// The days of the week, in the forms in which a day is put to them or bounded by them.
#[rustfmt::skip]
const WEEKDAYS: [(Weekday, &[&str]); 7] = [
    (Weekday::Monday, &["monday", "montag", "lundi", "lunes", "lunedì", "segunda-feira", "maandag", "понедельник", "понедельника",
        "poniedziałek", "poniedziałku", "måndag", "måndagen", "måndags", "mandag", "mandagen", "mandags", "понеділок", "понеділка"]),
    (Weekday::Tuesday, &["tuesday", "dienstag", "mardi", "martes", "martedì", "terça-feira", "dinsdag", "вторник", "вторника",
        "wtorek", "wtorku", "tisdag", "tisdagen", "tisdags", "tirsdag", "tirsdagen", "tirsdags", "вівторок", "вівторка"]),
    (Weekday::Wednesday, &["wednesday", "mittwoch", "mercredi", "miércoles", "mercoledì", "quarta-feira", "woensdag", "среду", "среды",
        "środa", "środę", "środy", "onsdag", "onsdagen", "onsdags", "середу", "середи"]),
    (Weekday::Thursday, &["thursday", "donnerstag", "jeudi", "jueves", "giovedì", "quinta-feira", "donderdag", "четверг", "четверга",
        "czwartek", "czwartku", "torsdag", "torsdagen", "torsdags", "четвер"]),
    (Weekday::Friday, &["friday", "freitag", "vendredi", "viernes", "venerdì", "sexta-feira", "vrijdag", "пятницу", "пятницы",
        "piątek", "piątku", "fredag", "fredagen", "fredags", "п’ятницю", "п'ятницю", "п’ятниці", "п'ятниці"]),
    (Weekday::Saturday, &["saturday", "samstag", "sonnabend", "samedi", "sábado", "sabato", "zaterdag", "субботу", "субботы",
        "sobota", "sobotę", "soboty", "lördag", "lördagen", "lördags", "lørdag", "lørdagen", "lørdags", "суботу", "суботи"]),
    (Weekday::Sunday, &["sunday", "sonntag", "dimanche", "domingo", "domenica", "zondag", "воскресенье", "воскресенья",
        "niedziela", "niedzielę", "niedzieli", "söndag", "söndagen", "söndags", "søndag", "søndagen", "søndags", "неділю", "неділі"]),
];

/// Whether a lower-case word is a day of the week.
pub fn is_weekday(lower: &str) -> bool {
    WEEKDAYS.iter().any(|(_, names)| names.contains(&lower))
}

/// The days of the week in Turkish, which are days only before one of the words behind them: "salı günü".
const TURKISH: [&str; 7] = ["pazartesi", "salı", "çarşamba", "perşembe", "cuma", "cumartesi", "pazar"];
const TURKISH_BEHIND: [&str; 6] = ["günü", "akşamı", "sabahı", "gecesi", "öğle", "öğleden"];

/// What Brazilians shorten weekdays to, which are numerals as well, and the words before them where they are days.
const SHORT: [&str; 5] = ["segunda", "terça", "quarta", "quinta", "sexta"];
const SHORT_BEFORE: [&str; 8] = ["na", "nesta", "desta", "de", "da", "última", "à", "próxima"];

/// Parts of a day that some languages write together with its name: "Dienstagabend", "dinsdagavond", "tisdagskvällen".
#[rustfmt::skip]
const PARTS: &[(&str, bool)] = &[
    ("abend", true), ("nacht", true), ("morgen", false), ("früh", false), ("mittag", false), ("vormittag", false), ("nachmittag", false),
    ("avond", true), ("ochtend", false), ("middag", false), ("namiddag", false), ("voormiddag", false),
    ("kväll", true), ("kvällen", true), ("natt", true), ("natten", true), ("morgon", false), ("morgonen", false), ("eftermiddag", false),
    ("eftermiddagen", false), ("förmiddag", false), ("förmiddagen", false),
    ("aften", true), ("nat", true), ("morgenen", false), ("formiddag", false), ("formiddagen", false),
    ("kveld", true), ("kvelden", true), ("ettermiddag", false), ("ettermiddagen", false),
];

/// The weekday that a word names, and whether it says that it was late on it; `next` is the word behind it.
pub fn weekday(lower: &str, before: &str, next: &str, language: &str) -> Option<(Weekday, bool)> {
    if let Some((day, _)) = WEEKDAYS.iter().find(|(_, names)| names.contains(&lower)) {
        return Some((*day, false));
    }
    let nth = |at: usize| WEEKDAYS.get(at).map(|(day, _)| *day);
    if language == "tr" {
        let day = TURKISH.iter().position(|name| *name == lower).and_then(nth)?;
        return TURKISH_BEHIND.contains(&next).then_some((day, matches!(next, "akşamı" | "gecesi")));
    }
    if language == "pt" {
        let day = SHORT.iter().position(|name| *name == lower).and_then(nth)?;
        let alone = !next.starts_with(char::is_alphabetic) || matches!(next, "à" | "de" | "passada" | "e" | "que");
        return (SHORT_BEFORE.contains(&before) && alone).then_some((day, false));
    }
    WEEKDAYS.iter().find_map(|(day, names)| {
        let rest = names.iter().find_map(|name| lower.strip_prefix(name).filter(|rest| !rest.is_empty()))?;
        let part = |rest: &str| PARTS.iter().find(|(part, _)| *part == rest).map(|(_, late)| *late);
        part(rest).or_else(|| part(rest.strip_prefix('s')?)).map(|late| (*day, late))
    })
}

/// Words that put a day into the time to come.
pub const COMING: &[&str] = &[
    "next",
    "nächsten",
    "nächster",
    "kommenden",
    "prochain",
    "prochaine",
    "próximo",
    "próxima",
    "will",
    "wird",
    "werden",
    "soll",
    "sollen",
    "expected",
    "scheduled",
    "planned",
    "due",
    "until",
    "by",
    "bis",
    "jusqu’",
    "hasta",
    "every",
    "jeden",
    // What may or might be has not happened.
    "whether",
    "could",
    "would",
    "can",
    "ob",
    "kann",
    "können",
    "könnte",
    "peut",
    "peuvent",
    "pourrait",
    "puede",
    "pueden",
    "podría",
    "può",
    "possono",
];

/// The day of the report.
pub const TODAY: &[&str] = &[
    "today",
    "heute",
    "aujourd’hui",
    "aujourd'hui",
    "hoy",
    "oggi",
    "hoje",
    "vandaag",
    "сегодня",
    "dziś",
    "dzisiaj",
    "idag",
    "bugün",
    "сьогодні",
];

/// The day before the report.
pub const YESTERDAY: &[&str] = &[
    "yesterday",
    "gestern",
    "hier",
    "ayer",
    "ieri",
    "ontem",
    "gisteren",
    "вчера",
    "wczoraj",
    "igår",
    "dün",
    "вчора",
    "учора",
];

/// Words by which a weekday is the one before the last six days.
pub const LAST: &[&str] = &[
    "last",
    "letzten",
    "letzter",
    "letztem",
    "vergangenen",
    "vergangenem",
    "vorigen",
    "dernier",
    "pasado",
    "scorso",
    "scorsa",
    "letzte",
    "vergangene",
    "dernière",
    "pasada",
    "vorig",
    "прошлой",
    "прошлом",
    "passado",
    "passada",
    "afgelopen",
    "vorige",
    "прошлый",
    "прошлую",
    "прошлое",
    "минувший",
    "минувшую",
    "zeszły",
    "zeszłym",
    "zeszłą",
    "miniony",
    "minioną",
    "ubiegły",
    "ubiegłą",
    "geçen",
    "geçtiğimiz",
    "förra",
    "sidste",
    "forrige",
    "минулий",
    "минулу",
    "минулого",
];

/// Spans that a report puts behind it by "last".
pub const SPANS: &[&str] = &[
    "week",
    "month",
    "year",
    "weekend",
    "woche",
    "monat",
    "jahr",
    "wochenende",
    "semaine",
    "mois",
    "an",
    "année",
    "semana",
    "mes",
    "año",
    "settimana",
    "mese",
    "anno",
    "mês",
    "ano",
    "week",
    "maand",
    "jaar",
    "неделе",
    "месяце",
    "году",
    "tygodniu",
    "miesiącu",
    "roku",
    "tydzień",
    "veckan",
    "månaden",
    "året",
    "uge",
    "uke",
    "hafta",
    "ay",
    "yıl",
    "тижня",
    "місяця",
    "року",
];

/// Words before a time of day that is only the end or the beginning of a span.
pub const FROM: &[&str] = &[
    "from",
    "between",
    "since",
    "until",
    "till",
    "to",
    "zwischen",
    "ab",
    "bis",
    "seit",
    "von",
    "entre",
    "dès",
    "depuis",
    "desde",
    "hasta",
    "dalle",
    "fino",
    "vanaf",
    "tussen",
    "tot",
    "até",
    "das",
    "od",
    "do",
    "między",
    "från",
    "till",
    "fra",
    "til",
    "mellan",
    "с",
    "до",
    "между",
    "з",
    "від",
    "між",
];

/// Words behind a time of day that make it the end or the beginning of a span: "saat 01.30'a kadar".
pub const KADAR: &[&str] = &["kadar", "beri", "itibaren"];

/// What stands between the first and the last day of a stretch.
pub const JOINS: &[&str] = &[
    "-", "–", "—", "‑", "to", "through", "thru", "until", "till", "bis", "au", "à", "al", "a", "tot", "t/m", "по",
    "auf", "zum", "op", "na", "till", "til", "на",
];

/// What stands between two days that bound something, and the words before the first: "between Monday and Wednesday".
pub const PAIRS: &[&str] = &["and", "und", "et", "y", "e", "en", "i", "och", "og", "и", "та", "і"];
pub const BETWEEN: &[&str] =
    &["between", "zwischen", "entre", "tra", "fra", "tussen", "między", "mellan", "mellem", "mellom", "между", "між"];

/// Words for the night that is named by the day it leads to: its evening is of the day before.
pub const NIGHTS: &[&str] = &["nacht", "natten", "natta", "noc", "nocy", "ночь", "ніч", "nuit", "notte"];

/// Words before a day that is only the bound of something, in each language.
pub const BOUNDS: &[(&str, &[&str])] = &[
    ("en", &["since", "after", "from", "before", "until", "till", "by", "through", "ahead", "prior", "than"]),
    ("de", &["seit", "nach", "ab", "vor", "bis"]),
    ("fr", &["depuis", "après", "dès", "avant", "jusqu’", "jusqu'", "jusqu"]),
    ("es", &["desde", "tras", "después", "antes", "hasta"]),
    ("it", &["dopo", "dal", "dalla", "prima", "fino"]),
    ("pt", &["desde", "após", "depois", "antes", "até"]),
    ("nl", &["sinds", "na", "vanaf", "voor", "tot"]),
    ("ru", &["после", "перед", "до", "с", "со", "от", "к", "ко", "по"]),
    ("pl", &["od", "po", "przed", "do"]),
    ("sv", &["sedan", "efter", "före", "till", "från", "inför"]),
    ("da", &["siden", "efter", "før", "til", "fra", "inden"]),
    ("no", &["siden", "etter", "før", "til", "fra", "innen"]),
    ("nb", &["siden", "etter", "før", "til", "fra", "innen"]),
    ("uk", &["після", "до", "перед", "від", "з", "із"]),
];

/// Words that make a weekday a name, before it and behind it, where they have a capital.
pub const DAY_NAMES: [&[&str]; 2] = [
    &[
        "black",
        "super",
        "good",
        "easter",
        "palm",
        "ash",
        "bloody",
        "cyber",
        "fat",
        "shrove",
        "holy",
        "maundy",
        "whit",
        "giving",
        "news",
        "schwarzen",
        "schwarzer",
        "blutigen",
        "black",
    ],
    &["night", "times", "telegraph", "mirror", "express", "mail", "post", "morning", "herald", "independent", "sun"],
];

/// English words behind which a time of day only tells which thing is meant.
pub const DETERMINERS: &[&str] =
    &["a", "an", "the", "this", "that", "its", "his", "her", "their", "every", "each", "s"];

/// Words by which a sentence leaves the day that was spoken of.
pub const MOVES_ON: &[&str] = &[
    "next",
    "following",
    "previous",
    "preceding",
    "overnight",
    "eve",
    "later",
    "earlier",
    "ago",
    "darauf",
    "folgenden",
    "nächsten",
    "vorherigen",
    "vortag",
    "vorabend",
    "später",
    "zuvor",
    "lendemain",
    "veille",
    "suivant",
    "suivante",
    "précédent",
    "précédente",
    "siguiente",
    "víspera",
    "después",
    "antes",
    "seguente",
    "successivo",
    "vigilia",
    "dopo",
    "prima",
    "seguinte",
    "véspera",
    "depois",
    "volgende",
    "vorige",
    "daarna",
    "ervoor",
    "eerder",
    "следующий",
    "следующее",
    "накануне",
    "спустя",
    "позже",
    "ранее",
    "nazajutrz",
    "później",
    "wcześniej",
    "przeddzień",
    "dagen",
    "senare",
    "tidigare",
    "ertesi",
    "sonra",
    "önce",
    "наступного",
    "згодом",
    "раніше",
    "пізніше",
    "напередодні",
];

/// Spans of days that, with "after" or "before" behind them, do the same: "three days after the flood".
pub const DAYS: &[&str] = &[
    "day", "days", "weeks", "months", "years", "tage", "tagen", "wochen", "jours", "días", "giorni", "dias", "dagen",
    "дней", "dni", "dagar", "dage", "dager", "днів",
];

/// Words behind a span that count from another day.
pub const COUNTS: &[&str] = &[
    "after",
    "before",
    "nach",
    "vor",
    "danach",
    "davor",
    "après",
    "avant",
    "plus",
    "na",
    "voor",
    "после",
    "до",
    "po",
    "przed",
    "efter",
    "före",
    "після",
];

/// Words for the part of a day behind which the next one begins.
pub const LATE: &[&str] = &[
    "evening",
    "night",
    "tonight",
    "abend",
    "nacht",
    "abends",
    "nachts",
    "soir",
    "soirée",
    "nuit",
    "noche",
    "sera",
    "notte",
    "noite",
    "avond",
    "nacht",
    "вечером",
    "вечера",
    "ночью",
    "ночь",
    "wieczorem",
    "wieczór",
    "nocy",
    "noc",
    "kvällen",
    "natten",
    "kväll",
    "natt",
    "aften",
    "kveld",
    "akşam",
    "akşamı",
    "gece",
    "gecesi",
    "увечері",
    "вечора",
    "вночі",
    "уночі",
    "ніч",
];

/// When the evening begins.
pub const EVENING: Time = Time::constant(18, 0, 0, 0);

/// The number of the month that a word names.
pub(crate) fn month(lower: &str) -> Option<i8> {
    MONTHS.iter().position(|names| names.contains(&lower)).and_then(|at| i8::try_from(at + 1).ok())
}
