//! The entries of a document while it is read: never many more than are kept.

use std::cmp::Reverse;

use super::MAX_ENTRIES;
use crate::model::ParsedEntry;

/// Entries read of one document: of what comes after them nothing is read. Real feeds that hold their whole archive have a few
/// thousand.
const MOST_READ: usize = 10 * MAX_ENTRIES;

/// Entries as they are read, in document order.
#[derive(Debug, Default)]
pub struct Newest {
    entries: Vec<ParsedEntry>,
    read: usize,
    /// Whether one more began when all that are read had been.
    over: bool,
}

impl Newest {
    /// One more begins; `false` when it is one too many, and nothing more is read.
    pub fn begin(&mut self) -> bool {
        self.over |= self.read >= MOST_READ;
        !self.over
    }

    /// One is done. Of twice as many as are kept the older half goes at once, which changes nothing about what is kept.
    pub fn add(&mut self, entry: ParsedEntry) {
        self.entries.push(entry);
        self.read += 1;
        if self.entries.len() >= 2 * MAX_ENTRIES {
            keep_newest(&mut self.entries);
        }
    }

    /// Whether there are more than are read.
    pub fn is_over(&self) -> bool {
        self.over
    }

    /// Whether none came so far.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Those that are kept, and what to say about the others.
    pub fn finish(mut self) -> (Vec<ParsedEntry>, Option<String>) {
        keep_newest(&mut self.entries);
        let problem = if self.over {
            Some(format!(
                "The feed has more than {MOST_READ} entries; of the first {MOST_READ} the newest {MAX_ENTRIES} were kept."
            ))
        } else {
            (self.read > MAX_ENTRIES)
                .then(|| format!("The feed has {} entries; the newest {MAX_ENTRIES} were kept.", self.read))
        };
        (self.entries, problem)
    }
}

/// Keeps the newest entries in document order; entries without a date count as the oldest.
fn keep_newest(entries: &mut Vec<ParsedEntry>) {
    let count = entries.len();
    if count <= MAX_ENTRIES {
        return;
    }
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by_key(|&at| (Reverse(entries[at].published_at), at));
    order.truncate(MAX_ENTRIES);
    order.sort_unstable();
    let mut kept = order.into_iter().peekable();
    let mut at = 0;
    entries.retain(|_| {
        let keep = kept.next_if_eq(&at).is_some();
        at += 1;
        keep
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(dates: &[Option<i64>]) -> (Vec<Option<i64>>, Option<String>) {
        let mut newest = Newest::default();
        for date in dates {
            if !newest.begin() {
                break;
            }
            let published_at = date.and_then(|second| jiff::Timestamp::from_second(second).ok());
            newest.add(ParsedEntry { published_at, ..ParsedEntry::default() });
        }
        let (entries, problem) = newest.finish();
        (entries.into_iter().map(|entry| entry.published_at.map(|at| at.as_second())).collect(), problem)
    }

    #[test]
    fn of_many_entries_the_newest_are_kept_wherever_they_stand() {
        let most = i64::try_from(MAX_ENTRIES).unwrap_or_default();
        assert_eq!(kept(&[Some(2), None, Some(3)]), (vec![Some(2), None, Some(3)], None));
        // The oldest first, as some archives are written, with one that has no date.
        let dates: Vec<Option<i64>> = std::iter::once(None).chain((0..5 * most).map(Some)).collect();
        let (entries, problem) = kept(&dates);
        assert_eq!(entries, (4 * most..5 * most).map(Some).collect::<Vec<_>>());
        assert_eq!(problem.as_deref(), Some("The feed has 10001 entries; the newest 2000 were kept."));
        let (entries, problem) = kept(&vec![None; 30_000]);
        assert_eq!(entries.len(), MAX_ENTRIES);
        assert!(problem.is_some_and(|problem| problem.starts_with("The feed has more than 20000 entries")));
    }
}
