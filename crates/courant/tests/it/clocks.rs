//! A clock that runs ahead and is set right while the program runs.

use std::time::{Duration, Instant};

use courant::clock::Clock;
use courant::worker::{self, Context};
use tokio::sync::watch;

use super::house;

const DAY: i64 = 24 * 3_600_000;
const PATIENCE: Duration = Duration::from_secs(60);

/// Waits until the only source was asked last at a moment before `end`, and not before `begin`.
async fn asked(context: &Context, begin: i64, end: i64) {
    let began = Instant::now();
    loop {
        let source = context.store.sources().await.unwrap().remove(0);
        if source.polled_at.is_some_and(|at| (begin..end).contains(&at)) {
            return;
        }
        assert!(began.elapsed() < PATIENCE, "asked at another time: {source:?}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// Two days are less than the longest wait that is kept to, so that how far ahead a poll is planned tells nothing.
#[tokio::test(flavor = "multi_thread")]
async fn when_a_clock_is_set_right_polls_go_on() {
    for ahead in [2 * DAY, 40 * DAY] {
        // Nobody listens there.
        let (_folder, mut context) = house::open("127.0.0.1:9").await;
        let now = context.clock.now_ms();
        context.clock = Clock::fixed(now + ahead);
        let (stop, stopped) = watch::channel(false);
        let mut loops = worker::start_asking(&context, &stopped);
        asked(&context, now + ahead, i64::MAX).await;
        context.clock.set(now + 1);
        asked(&context, now, now + DAY).await;
        stop.send(true).unwrap();
        while loops.join_next().await.is_some() {}
    }
}
