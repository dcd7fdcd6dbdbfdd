//! The publishers of the bench: who there is, how often each writes, and what each wishes. All of it follows from a
//! source's number, so that every run meets the same world.

/// Milliseconds.
pub const MINUTE: i64 = 60_000;
/// Milliseconds.
pub const HOUR: i64 = 60 * MINUTE;
/// What the world's time begins with: 2 March 2026, a Monday, 00:00 UTC.
pub const START: i64 = 1_772_409_600_000;
/// Entries in a feed.
const SHOWN: i64 = 10;
/// Entries in a feed that are older than the world.
const ARCHIVE: i64 = 2;

/// How a source behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An entry at every such distance, milliseconds.
    Every(i64),
    /// A feed in which nothing happens any more.
    Silent,
    /// Answers after eight seconds, with an entry every four hours.
    Slow,
    /// Status 410 from the third hour on.
    Gone,
    /// Status 404.
    Missing,
    /// Status 301 to another address of its host, with an entry every eight hours.
    Moved,
}

/// A source, by its number from 0.
#[derive(Debug, Clone, Copy)]
pub struct Source(pub usize);

impl Source {
    /// Its host's number. One host has a fiftieth of all sources, some have a hundred or ten each, most two.
    pub fn host(self, all: usize) -> usize {
        let (one, hundreds, tens) = (all / 50, all * 265 / 1000, all * 49 / 100);
        let hosts_of_hundreds = (hundreds - one).div_ceil(100);
        match self.0 {
            at if at < one => 0,
            at if at < hundreds => 1 + (at - one) / 100,
            at if at < tens => 1 + hosts_of_hundreds + (at - hundreds) / 10,
            at => 1 + hosts_of_hundreds + (tens - hundreds).div_ceil(10) + (at - tens) / 2,
        }
    }

    /// How it behaves.
    pub fn kind(self) -> Kind {
        match self.mixed(1) % 100 {
            0..=4 => Kind::Every(12 * MINUTE),
            5..=19 => Kind::Every(HOUR),
            20..=79 => Kind::Every(8 * HOUR),
            80..=89 => Kind::Every(48 * HOUR),
            90..=93 => Kind::Silent,
            94 => Kind::Gone,
            95..=96 => Kind::Missing,
            97 => Kind::Moved,
            _ => Kind::Slow,
        }
    }

    /// Whether it sends validators and answers 304.
    pub fn validates(self) -> bool {
        self.mixed(2) % 10 < 7
    }

    /// `ttl` in minutes.
    pub fn ttl(self) -> Option<i64> {
        [60, 180].get(usize::try_from(self.mixed(3) % 20).unwrap_or(20)).copied()
    }

    /// `Cache-Control: max-age` in seconds.
    pub fn max_age(self) -> Option<i64> {
        [300, 1800, 7200].get(usize::try_from(self.mixed(4) % 30).unwrap_or(30)).copied()
    }

    /// Whether it asks for quiet from midnight to six (`skipHours`).
    pub fn sleeps(self) -> bool {
        self.mixed(5).is_multiple_of(50)
    }

    /// The numbers of the entries that its feed shows at a moment, the newest first.
    pub fn entries(self, now: i64) -> impl Iterator<Item = i64> {
        let (gap, newest) = match self.kind() {
            Kind::Every(gap) => (gap, now),
            Kind::Slow => (4 * HOUR, now),
            Kind::Moved => (8 * HOUR, now),
            _ => (24 * HOUR, START),
        };
        let newest = (newest - START + self.phase(gap)).div_euclid(gap);
        let oldest = (newest - SHOWN + 1).max(1 - ARCHIVE);
        (oldest..=newest).rev()
    }

    /// When an entry came out.
    pub fn published(self, entry: i64) -> i64 {
        let gap = match self.kind() {
            Kind::Every(gap) => gap,
            Kind::Slow => 4 * HOUR,
            Kind::Moved => 8 * HOUR,
            _ => 24 * HOUR,
        };
        START + entry * gap - self.phase(gap)
    }

    fn phase(self, gap: i64) -> i64 {
        i64::try_from(self.mixed(6) % gap.unsigned_abs()).unwrap_or(0)
    }

    /// A number that looks drawn by lot, another for each question.
    fn mixed(self, question: u64) -> u64 {
        mix(self.0 as u64 * 64 + question)
    }
}

/// Whether nobody answers at a host.
pub fn is_nowhere(host: usize) -> bool {
    host > 20 && host % 20 == 7
}

/// Whether a host answers the first request of every six hours with 429.
pub fn asks_for_patience(host: usize) -> bool {
    mix(host as u64).is_multiple_of(40)
}

fn mix(number: u64) -> u64 {
    let number = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_world_is_as_uneven_as_it_says() {
        let of_host = |host: usize| (0..20_000).filter(|at| Source(*at).host(20_000) == host).count();
        assert_eq!((of_host(0), of_host(1), of_host(60)), (400, 100, 10));
        let hosts = Source(19_999).host(20_000) + 1;
        assert!((5_500..6_500).contains(&hosts), "{hosts} hosts");
        assert!((0..hosts).filter(|host| asks_for_patience(*host)).count() > 100);
        for at in 1..20_000 {
            assert!(Source(at).host(20_000) - Source(at - 1).host(20_000) <= 1);
        }
    }

    #[test]
    fn entries_come_out_in_time() {
        for at in 0..500 {
            let source = Source(at);
            let shown: Vec<i64> = source.entries(START + 5 * HOUR).collect();
            assert!(shown.len() <= 10 && !shown.is_empty(), "{shown:?}");
            assert!(shown.iter().all(|entry| source.published(*entry) <= START + 5 * HOUR));
        }
    }
}
