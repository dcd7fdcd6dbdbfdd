//! What is remembered of hosts while the process lives: whose turn it is, when the next request may start, and the rules. A site
//! that links to the whole world meets new hosts for ever, so those that were not asked for longest are forgotten.

use std::collections::HashMap;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::Instant;

use super::FetchError;
use super::rules::Rules;

/// Hosts that are remembered before the idle ones are forgotten. 20,000 sources stand on some 5,600 hosts, and their pictures on
/// others; with forty rules each so many take 40 MB.
const MOST: usize = 12_000;
/// How many are left then.
const LEFT: usize = 11_000;

/// All hosts that were asked.
pub(super) struct Hosts {
    known: HashMap<String, Arc<Host>>,
    /// Tells which was used before which.
    uses: u64,
    /// How many there are when they are looked through next.
    full: usize,
}

impl Default for Hosts {
    fn default() -> Self {
        Self { known: HashMap::new(), uses: 0, full: MOST }
    }
}

impl Hosts {
    /// The host of a name. One in a network that the operator allowed answers two at a time.
    pub(super) fn of(&mut self, name: &str, own: bool) -> Arc<Host> {
        self.uses += 1;
        if let Some(host) = self.known.get(name) {
            host.used.store(self.uses, Ordering::Relaxed);
            return Arc::clone(host);
        }
        if self.known.len() >= self.full {
            self.forget_idle(Instant::now());
        }
        let host = Arc::new(Host::new(own, self.uses));
        self.known.insert(name.to_owned(), Arc::clone(&host));
        host
    }

    /// None of them is down: it was the network that was.
    pub(super) fn all_up(&self) {
        for host in self.known.values() {
            for down in &host.down {
                *down.lock().unwrap_or_else(PoisonError::into_inner) = None;
            }
        }
    }

    /// Forgets what was not used for longest, and only what is at rest: no pause, no turn and no failure is cut short.
    fn forget_idle(&mut self, now: Instant) {
        let at_rest = |host: &Arc<Host>| Arc::strong_count(host) == 1 && host.is_at_rest(now);
        let idle = self.known.iter().filter(|(_, host)| at_rest(host));
        let mut idle: Vec<(u64, String)> =
            idle.map(|(name, host)| (host.used.load(Ordering::Relaxed), name.clone())).collect();
        idle.sort_unstable();
        for (_, name) in idle.into_iter().take(self.known.len().saturating_sub(LEFT)) {
            self.known.remove(&name);
        }
        // Where few are at rest, not each new one has all looked through.
        self.full = MOST.max(self.known.len() + (MOST - LEFT));
    }
}

/// What is remembered of one host.
pub(super) struct Host {
    places: Arc<Semaphore>,
    /// When the next request may start.
    next: Mutex<Instant>,
    /// When the last poll, and the last page, that was put off is to come again: two lines, so that the pages of a large
    /// front page do not make the polls of their host late.
    booked: [Mutex<Instant>; 2],
    /// The last failure to reach the host at all, by http and by https: hundreds of links to a dead host cost one attempt, not
    /// hundreds, and a host without TLS answers by http all the same.
    down: [Mutex<Option<(Instant, FetchError)>>; 2],
    pub(super) robots: tokio::sync::Mutex<Option<Robots>>,
    /// What the rules last said of the pause between requests of any kind, milliseconds.
    delay_ms: AtomicU64,
    /// The host's last word on being left in peace, for those that wait for their turn when it comes; the store has it
    /// for all others.
    pub(super) quiet_until: AtomicI64,
    used: AtomicU64,
}

/// A host's rules as they were read.
pub(super) struct Robots {
    pub(super) checked_ms: i64,
    pub(super) rules: Rules,
}

/// What to do while a host is not free.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    /// Wait, however long it takes.
    Await,
    /// Come again, as a poll can.
    Poll,
    /// Come again, as the reading of a page or a picture can.
    Page,
}

impl Host {
    fn new(own: bool, used: u64) -> Self {
        Self {
            places: Arc::new(Semaphore::new(if own { 2 } else { 1 })),
            next: Mutex::new(Instant::now()),
            booked: [Mutex::new(Instant::now()), Mutex::new(Instant::now())],
            down: <[_; 2]>::default(),
            robots: tokio::sync::Mutex::default(),
            delay_ms: AtomicU64::new(0),
            quiet_until: AtomicI64::new(0),
            used: AtomicU64::new(used),
        }
    }

    fn is_at_rest(&self, now: Instant) -> bool {
        let past = |moment: &Mutex<Instant>| *moment.lock().unwrap_or_else(PoisonError::into_inner) <= now;
        past(&self.next)
            && self.booked.iter().all(past)
            && ["http", "https"].into_iter().all(|scheme| self.up(scheme).is_ok())
            && Arc::strong_count(&self.places) == 1
    }

    /// How long the host's rules want to be left alone after each request.
    pub(super) fn delay(&self) -> Duration {
        Duration::from_millis(self.delay_ms.load(Ordering::Relaxed))
    }

    /// Keeps what the rules say of that.
    pub(super) fn set_delay(&self, delay: Duration) {
        self.delay_ms.store(u64::try_from(delay.as_millis()).unwrap_or(u64::MAX), Ordering::Relaxed);
    }

    pub(super) fn up(&self, scheme: &str) -> Result<(), FetchError> {
        let down = self.down[usize::from(scheme == "https")].lock().unwrap_or_else(PoisonError::into_inner);
        match down.as_ref() {
            Some((until, error)) if *until > Instant::now() => Err(error.clone()),
            _ => Ok(()),
        }
    }

    /// Whether a request can start soon.
    pub(super) fn is_free(&self, patience: Duration) -> bool {
        let next = *self.next.lock().unwrap_or_else(PoisonError::into_inner);
        self.places.available_permits() > 0 && next <= Instant::now() + patience
    }

    /// When to come again. Each that is put off gets a moment of its own, a pause after the one before in its line.
    pub(super) fn book(&self, turn: Turn, pause: Duration) -> Duration {
        let now = Instant::now();
        let next = *self.next.lock().unwrap_or_else(PoisonError::into_inner);
        let mut booked = self.booked[usize::from(turn == Turn::Page)].lock().unwrap_or_else(PoisonError::into_inner);
        *booked = (*booked).max(next).max(now) + pause;
        *booked - now
    }

    pub(super) fn not_before(&self, moment: Instant) {
        let mut next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
        *next = (*next).max(moment);
    }

    /// Waits until the host's pause is over and begins the next.
    pub(super) async fn wait_for_moment(&self, pause: Duration) {
        let moment = *self.next.lock().unwrap_or_else(PoisonError::into_inner);
        tokio::time::sleep_until(moment).await;
        self.pause(pause);
    }

    /// Begins a pause.
    fn pause(&self, pause: Duration) {
        *self.next.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now() + pause;
    }

    pub(super) fn note(&self, scheme: &str, error: Option<&FetchError>, down: Duration) {
        let unreachable = error
            .filter(|error| matches!(error, FetchError::UnknownHost(_) | FetchError::Unreachable { .. }))
            .map(|error| (Instant::now() + down, error.clone()));
        let mut known = self.down[usize::from(scheme == "https")].lock().unwrap_or_else(PoisonError::into_inner);
        *known = unreachable;
    }
}

/// Begins the host's pause anew when a request is over: one that was held up on its way out brings no other closer to
/// it, and a host that takes long is given as much longer. Also when nobody waits for the answer any more.
pub(super) struct Pause<'a>(pub(super) &'a Host, pub(super) Duration);

impl Drop for Pause<'_> {
    fn drop(&mut self) {
        self.0.pause(self.1);
    }
}

/// A place among those that ask the host.
pub(super) async fn place(host: &Host) -> Option<OwnedSemaphorePermit> {
    Arc::clone(&host.places).acquire_owned().await.ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::super::rules;
    use super::*;

    fn name(at: usize) -> String {
        format!("host{at}.example")
    }

    /// A host with rules, as they are after its first page.
    fn asked(hosts: &mut Hosts, at: usize, file: &[u8]) {
        let host = hosts.of(&name(at), false);
        *host.robots.try_lock().unwrap() = Some(Robots { checked_ms: 0, rules: rules::read(file) });
    }

    fn has_rules(hosts: &mut Hosts, at: usize) -> bool {
        hosts.known.get(&name(at)).is_some_and(|host| host.robots.try_lock().unwrap().is_some())
    }

    #[tokio::test]
    async fn hosts_are_forgotten_oldest_use_first_and_never_more_than_needed() {
        let mut hosts = Hosts::default();
        let file = b"User-agent: *\nDisallow: /private\n";
        for at in 0..5_600 {
            asked(&mut hosts, at, file);
        }
        for at in 0..5_600 {
            hosts.of(&name(at), false);
        }
        assert!((0..5_600).all(|at| has_rules(&mut hosts, at)), "so many are all kept");
        let mut most = 0;
        for at in 5_600..60_000 {
            asked(&mut hosts, at, file);
            hosts.of(&name(7), false);
            most = most.max(hosts.known.len());
        }
        assert_eq!(most, MOST);
        assert!(has_rules(&mut hosts, 7), "one that is used goes on being known");
        assert!(!has_rules(&mut hosts, 8) && has_rules(&mut hosts, 59_999));
    }

    #[tokio::test]
    async fn no_host_is_forgotten_while_it_has_a_pause_a_turn_or_a_failure() {
        let mut hosts = Hosts::default();
        let far = Duration::from_secs(3_600);
        hosts.of(&name(0), false).pause(far);
        hosts.of(&name(1), false).book(Turn::Page, far);
        hosts.of(&name(2), false).note("https", Some(&FetchError::UnknownHost(name(2))), far);
        let turn = place(&hosts.of(&name(3), false)).await.unwrap();
        let held = hosts.of(&name(4), false);
        for at in 5..MOST + 1_000 {
            hosts.of(&name(at), false);
        }
        let known = |hosts: &Hosts| (0..6).map(|at| hosts.known.contains_key(&name(at))).collect::<Vec<_>>();
        assert_eq!(known(&hosts), [true, true, true, true, true, false]);
        drop((turn, held));
        for at in MOST + 1_000..2 * MOST + 2_000 {
            hosts.of(&name(at), false);
        }
        assert_eq!(known(&hosts), [true, true, true, false, false, false]);
    }
}
