//! RSS `skipHours` and `skipDays`: when a publisher asks not to be polled.

/// Days as RSS names them, from Monday.
const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// The hours in what stands inside `skipHours`, as bits from midnight UTC. RSS 0.91 counts from 1 to 24, RSS 2.0 from 0
/// to 23; both mean midnight by their odd one out.
pub fn hours(inside: &str) -> u32 {
    let numbers = inside.split(|letter: char| !letter.is_ascii_digit()).filter_map(|number| number.parse::<u32>().ok());
    numbers.filter(|hour| *hour <= 24).fold(0, |bits, hour| bits | 1 << (hour % 24))
}

/// The days in what stands inside `skipDays`, as bits from Monday.
pub fn days(inside: &str) -> u8 {
    let words = inside.split(|letter: char| !letter.is_ascii_alphabetic());
    words
        .filter_map(|word| DAYS.iter().position(|day| day.eq_ignore_ascii_case(word)))
        .fold(0, |bits, at| bits | 1 << at)
}

#[cfg(test)]
mod tests {
    use crate::feed::{Hints, parse};

    fn check(frame: &str, hours: u32, days: u8) {
        let feed =
            format!("<rss version='2.0'><channel><title>T</title>{frame}<item><title>A</title></item></channel></rss>");
        let quiet = parse(feed.as_bytes(), &Hints::default()).quiet;
        assert_eq!((quiet.hours, quiet.days), (hours, days), "{frame}");
    }

    #[test]
    fn hours_and_days_are_read() {
        check("<skipHours><hour>0</hour><hour> 2 </hour></skipHours>", 0b101, 0);
        check("<skipHours>\n<hour>24</hour><hour>23</hour><hour>99</hour></skipHours>", 1 | 1 << 23, 0);
        check("<skipDays><day>Sunday</day><day>monday</day><day>Day</day></skipDays>", 0, 0b100_0001);
        check("<ttl>60</ttl>", 0, 0);
        check("<item><skipHours><hour>3</hour></skipHours></item>", 0, 0);
    }
}
