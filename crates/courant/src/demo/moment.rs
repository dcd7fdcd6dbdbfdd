//! Moments as newsrooms print them, and the placeholders for days in their texts. All in UTC.

use jiff::civil::Weekday;
use jiff::fmt::rfc2822::DateTimePrinter;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan, ZonedDateTime};

use super::newsroom::Language;

/// A moment to the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Moment(Timestamp);

impl Moment {
    /// `ms` milliseconds since 1970, cut to the second; moments outside the calendar become its nearest end.
    pub(super) fn from_ms(ms: i64) -> Self {
        let end = if ms < 0 { Timestamp::MIN } else { Timestamp::MAX };
        Self(Timestamp::from_second(ms.div_euclid(1000)).unwrap_or(end))
    }

    fn utc(self) -> ZonedDateTime {
        self.0.to_zoned_datetime(TimeZone::UTC)
    }

    /// As in RFC 3339.
    pub(super) fn rfc3339(self) -> String {
        self.0.to_string()
    }

    /// As HTTP and RSS print it: `Tue, 24 Nov 2026 09:31:00 GMT`.
    pub(super) fn http(self) -> String {
        DateTimePrinter::new().timestamp_to_rfc9110_string(&self.0).unwrap_or_default()
    }

    /// Reads what [`http`](Self::http) prints.
    pub(super) fn from_http(text: &str) -> Option<Self> {
        jiff::fmt::rfc2822::DateTimeParser::new().parse_timestamp(text).ok().map(Self)
    }

    /// Clock time, `09:31`.
    pub(super) fn clock(self) -> String {
        let t = self.utc();
        format!("{:02}:{:02}", t.hour(), t.minute())
    }

    /// Day and month as the language prints them: `23 November`, `23. November`, `23 novembre`, `23 de noviembre`.
    pub(super) fn day(self, language: Language) -> String {
        let t = self.utc();
        let month = month(language, t.month());
        match (language, t.day()) {
            (Language::En, day) => format!("{day} {month}"),
            (Language::De, day) => format!("{day}. {month}"),
            (Language::Fr, 1) => format!("1er {month}"),
            (Language::Fr, day) => format!("{day} {month}"),
            (Language::Es, day) => format!("{day} de {month}"),
        }
    }

    /// Day, year and clock time for a byline.
    pub(super) fn printed(self, language: Language) -> String {
        let (day, year, clock) = (self.day(language), self.utc().year(), self.clock());
        match language {
            Language::En => format!("{day} {year}, {clock}"),
            Language::De => format!("{day} {year}, {clock} Uhr"),
            Language::Fr => format!("{day} {year} à {clock}"),
            Language::Es => format!("{day} de {year}, {clock}"),
        }
    }

    /// The latest moment not after this one at which a UTC clock showed `hour`:`minute`.
    pub(super) fn last_at(self, hour: i8, minute: i8) -> Self {
        let now = self.utc();
        let Ok(today) = now.with().hour(hour).minute(minute).second(0).build() else {
            return self;
        };
        if today <= now {
            return Self(today.timestamp());
        }
        Self(today.checked_sub(1.day()).unwrap_or(today).timestamp())
    }

    /// `text` with its placeholders replaced, for an article published at this moment.
    pub(super) fn fill(self, text: &str, language: Language) -> String {
        if !text.contains('{') {
            return text.to_owned();
        }
        let today = self.utc().weekday();
        text.replace("{weekday}", weekday(language, today))
            .replace("{weekday-1}", weekday(language, today.previous()))
            .replace("{date}", &self.day(language))
    }
}

fn weekday(language: Language, day: Weekday) -> &'static str {
    let names = match language {
        Language::En => ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
        Language::De => ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"],
        Language::Fr => ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
        Language::Es => ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"],
    };
    pick(&names, day.to_monday_zero_offset())
}

fn month(language: Language, month: i8) -> &'static str {
    let names = match language {
        Language::En => [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
        Language::De => [
            "Januar",
            "Februar",
            "März",
            "April",
            "Mai",
            "Juni",
            "Juli",
            "August",
            "September",
            "Oktober",
            "November",
            "Dezember",
        ],
        Language::Fr => [
            "janvier",
            "février",
            "mars",
            "avril",
            "mai",
            "juin",
            "juillet",
            "août",
            "septembre",
            "octobre",
            "novembre",
            "décembre",
        ],
        Language::Es => [
            "enero",
            "febrero",
            "marzo",
            "abril",
            "mayo",
            "junio",
            "julio",
            "agosto",
            "septiembre",
            "octubre",
            "noviembre",
            "diciembre",
        ],
    };
    pick(&names, month - 1)
}

fn pick(names: &[&'static str], at: i8) -> &'static str {
    usize::try_from(at).ok().and_then(|at| names.get(at)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    fn at(text: &str) -> Moment {
        Moment(text.parse().unwrap())
    }

    #[test]
    fn days_speak_the_newsrooms_language() {
        let text = "{weekday} {weekday-1} {date}";
        let monday = at("2026-11-23T00:00:30Z");
        for (language, want) in [
            (Language::En, "Monday Sunday 23 November"),
            (Language::De, "Montag Sonntag 23. November"),
            (Language::Fr, "lundi dimanche 23 novembre"),
            (Language::Es, "lunes domingo 23 de noviembre"),
        ] {
            assert_eq!(monday.fill(text, language), want);
        }
        assert_eq!(at("2026-05-01T12:00:00Z").day(Language::Fr), "1er mai");
        assert_eq!(at("2026-03-01T12:00:00Z").fill(text, Language::De), "Sonntag Samstag 1. März");
    }

    #[test]
    fn clock_times_are_the_latest_that_have_passed() {
        let noon = at("2026-11-23T12:00:00Z");
        assert_eq!(noon.last_at(9, 31), at("2026-11-23T09:31:00Z"));
        assert_eq!(noon.last_at(12, 0), noon);
        assert_eq!(noon.last_at(12, 1), at("2026-11-22T12:01:00Z"));
    }

    #[test]
    fn http_dates_are_read_back() {
        let noon = Moment::from_ms(1_795_435_200_999);
        assert_eq!(Moment::from_http(&noon.http()), Some(noon));
        assert!(noon.http().ends_with(":00 GMT"));
        assert_eq!(Moment::from_http("yesterday"), None);
        Moment::from_ms(i64::MIN);
        Moment::from_ms(i64::MAX);
    }
}
