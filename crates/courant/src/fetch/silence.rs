//! Whether anybody answers at all: where nobody does, it is this machine that has no network, and no host is at fault.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use super::FetchError;

/// How long nobody may answer before that is the network's doing, milliseconds.
const LASTS_MS: i64 = 10 * 60_000;

/// Hosts that have to be silent.
const SEVERAL: usize = 2;

/// What was heard of the world.
#[derive(Debug, Default)]
pub(super) struct Silence(Mutex<Heard>);

#[derive(Debug, Default)]
struct Heard {
    /// The first request without an answer since the last that had one.
    since: Option<i64>,
    /// Hosts that have not answered since then, as many as it takes: one that is dead by itself says nothing of the network.
    hosts: BTreeSet<String>,
    /// Whether a silence that lasted has ended, and nobody has been told yet.
    ended: bool,
}

impl Silence {
    /// Takes note of what a request came to; says whether a silence that lasted has ended with it.
    pub(super) fn note(&self, error: Option<&FetchError>, now: i64) -> bool {
        let mut heard = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match error {
            Some(
                FetchError::UnknownHost(host)
                | FetchError::Unreachable { host, .. }
                | FetchError::TimedOut { host, .. },
            ) => {
                heard.since.get_or_insert(now);
                if heard.hosts.len() < SEVERAL {
                    heard.hosts.insert(host.clone());
                }
                false
            }
            // What broke off, or was never sent, says nothing of the network.
            Some(FetchError::Broken { .. } | FetchError::Refused(_) | FetchError::Robots { .. }) => false,
            _ => {
                let several = std::mem::take(&mut heard.hosts).len() >= SEVERAL;
                let lasted = heard.since.take().is_some_and(|since| several && now - since >= LASTS_MS);
                heard.ended |= lasted;
                lasted
            }
        }
    }

    /// Whether a silence that lasted has ended since this was asked last.
    pub(super) fn has_ended(&self) -> bool {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner).ended)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_silence_lasts_from_the_first_that_nobody_answers_to_the_next_that_somebody_does() {
        let silence = Silence::default();
        let [nobody, nor_they] = ["paper.example", "post.example"].map(|host| FetchError::UnknownHost(host.to_owned()));
        let broken = FetchError::Broken { host: "paper.example".to_owned(), why: "cut off".to_owned() };
        let no = FetchError::Status { host: "paper.example".to_owned(), status: 404 };
        // Minutes, what a request came to, and whether a silence ends with it.
        for (minute, error, ends) in [
            (0, None, false),
            (60, Some(&nobody), false),
            (65, Some(&nobody), false),
            (69, Some(&no), false),
            (90, Some(&nobody), false),
            (99, Some(&nor_they), false),
            (100, Some(&broken), false),
            (101, Some(&no), true),
            (200, None, false),
            // One host that is dead by itself.
            (300, Some(&nobody), false),
            (400, Some(&nobody), false),
            (401, None, false),
        ] {
            assert_eq!(silence.note(error, minute * 60_000), ends, "{minute}");
        }
        assert_eq!([silence.has_ended(), silence.has_ended()], [true, false], "it is told once");
    }
}
