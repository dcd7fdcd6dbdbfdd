//! Words for days, months and what is to come.

use jiff::civil::{Time, Weekday};

const MONTHS: [&[&str]; 12] = [
    &["january", "jan", "januar", "jänner", "janvier", "janv", "enero", "gennaio", "janeiro", "januari", "января"],
    &["february", "feb", "februar", "février", "févr", "febrero", "febbraio", "fevereiro", "februari", "февраля"],
    &["march", "mar", "märz", "mars", "marzo", "março", "maart", "марта"],
    &["april", "apr", "avril", "abril", "aprile", "апреля"],
    &["may", "mai", "mayo", "maggio", "maio", "mei", "мая"],
    &["june", "jun", "juni", "juin", "junio", "giugno", "junho", "июня"],
    &["july", "jul", "juli", "juillet", "juil", "julio", "luglio", "julho", "июля"],
    &["august", "aug", "août", "agosto", "augustus", "августа"],
    &["september", "sept", "sep", "septembre", "septiembre", "settembre", "setembro", "сентября"],
    &["october", "oct", "oktober", "octobre", "octubre", "ottobre", "outubro", "октября"],
    &["november", "nov", "novembre", "noviembre", "novembro", "ноября"],
    &["december", "dec", "dezember", "dez", "décembre", "déc", "diciembre", "dicembre", "dezembro", "декабря"],
];

/// The days of the week.
pub const WEEKDAYS: [(Weekday, &[&str]); 7] = [
    (Weekday::Monday, &["monday", "montag", "lundi", "lunes", "lunedì", "segunda-feira", "maandag", "понедельник"]),
    (Weekday::Tuesday, &["tuesday", "dienstag", "mardi", "martes", "martedì", "terça-feira", "dinsdag", "вторник"]),
    (
        Weekday::Wednesday,
        &["wednesday", "mittwoch", "mercredi", "miércoles", "mercoledì", "quarta-feira", "woensdag", "среду"],
    ),
    (
        Weekday::Thursday,
        &["thursday", "donnerstag", "jeudi", "jueves", "giovedì", "quinta-feira", "donderdag", "четверг"],
    ),
    (Weekday::Friday, &["friday", "freitag", "vendredi", "viernes", "venerdì", "sexta-feira", "vrijdag", "пятницу"]),
    (Weekday::Saturday, &["saturday", "samstag", "sonnabend", "samedi", "sábado", "sabato", "zaterdag", "субботу"]),
    (Weekday::Sunday, &["sunday", "sonntag", "dimanche", "domingo", "domenica", "zondag", "воскресенье"]),
];

/// Whether a lower-case word is a day of the week.
pub fn is_weekday(lower: &str) -> bool {
    WEEKDAYS.iter().any(|(_, names)| names.contains(&lower))
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
pub const TODAY: &[&str] =
    &["today", "heute", "aujourd’hui", "aujourd'hui", "hoy", "oggi", "hoje", "vandaag", "сегодня"];

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
];

/// Words before a time of day that is only the end or the beginning of a span.
pub const FROM: &[&str] = &[
    "from", "between", "since", "until", "till", "to", "zwischen", "ab", "bis", "seit", "von", "entre", "dès",
    "depuis", "desde", "hasta", "dalle", "fino", "vanaf", "tussen", "tot", "até", "das",
];

/// What stands between the first and the last day of a stretch.
pub const JOINS: &[&str] =
    &["-", "–", "—", "‑", "to", "through", "thru", "until", "till", "bis", "au", "à", "al", "a", "tot", "t/m", "по"];

/// Words before a day that is only the bound of something, in each language.
pub const BOUNDS: &[(&str, &[&str])] = &[
    ("en", &["since", "after", "from", "before", "until", "till", "by", "through", "ahead", "prior", "than"]),
    ("de", &["seit", "nach", "ab", "vor", "bis"]),
    ("fr", &["depuis", "après", "dès", "avant", "jusqu’", "jusqu'", "jusqu"]),
    ("es", &["desde", "tras", "después", "antes", "hasta"]),
    ("it", &["dopo", "dal", "dalla", "prima", "fino"]),
    ("pt", &["desde", "após", "depois", "antes", "até"]),
    ("nl", &["sinds", "na", "vanaf", "voor", "tot"]),
    ("ru", &["после", "перед", "до"]),
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
];

/// Spans of days that, with "after" or "before" behind them, do the same: "three days after the flood".
pub const DAYS: &[&str] = &[
    "day", "days", "weeks", "months", "years", "tage", "tagen", "wochen", "jours", "días", "giorni", "dias", "dagen",
    "дней",
];

/// Words behind a span that count from another day.
pub const COUNTS: &[&str] =
    &["after", "before", "nach", "vor", "danach", "davor", "après", "avant", "plus", "na", "voor", "после", "до"];

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
];

/// When the evening begins.
pub const EVENING: Time = Time::constant(18, 0, 0, 0);

/// The number of the month that a word names.
pub(crate) fn month(lower: &str) -> Option<i8> {
    MONTHS.iter().position(|names| names.contains(&lower)).and_then(|at| i8::try_from(at + 1).ok())
}
