//! Any text as a date: as feeds write them, as machines do, and in a running text.

#![no_main]

use courant_core::extract::metadata::calendar::{self, DayFirst};
use courant_core::feed::date;
use libfuzzer_sys::fuzz_target;

/// Years of what pages say of themselves.
const YEARS: std::ops::RangeInclusive<i16> = 1994..=2099;

fuzz_target!(|text: &str| {
    if let Some(moment) = date::read(text) {
        let year = moment.at.strftime("%Y").to_string();
        assert!(year.parse::<u16>().is_ok_and(|year| year <= 9999), "{text:?} is in the year {year}");
        let written = moment.at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        let again = date::read(&written).map(|again| (again.at, again.zone_assumed));
        assert_eq!(again, Some((moment.at, false)), "{text:?} was read as {written}");
    }
    if let Some(found) = calendar::machine(text) {
        let moment = found.moment();
        assert!(moment.is_some(), "{text:?} became {found:?}, which is no moment");
    }
    for day_first in [DayFirst::Yes, DayFirst::No, DayFirst::Unknown] {
        if let Some((day, at)) = calendar::written(text, day_first) {
            assert!(YEARS.contains(&day.year()), "{text:?} is on {day}");
            assert!(text.is_char_boundary(at) && at < text.len(), "{text:?} at {at}");
        }
    }
});
