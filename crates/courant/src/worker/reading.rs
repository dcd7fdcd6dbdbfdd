//! Work on what strangers wrote, away from the loops and for a bounded time.

use std::time::Duration;

/// Reading takes a fraction of a second; what takes longer than this is given up.
const LONGEST: Duration = Duration::from_secs(30);

/// What the work gives; else why there is nothing, in words that go on after "it".
pub async fn read<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, &'static str> {
    within(LONGEST, work).await
}

async fn within<T: Send + 'static>(
    longest: Duration,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, &'static str> {
    match tokio::time::timeout(longest, tokio::task::spawn_blocking(work)).await {
        Ok(Ok(read)) => Ok(read),
        Ok(Err(_)) => Err("could not be read"),
        Err(_) => Err("could not be read in a reasonable time"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn reading_ends_in_time_or_is_given_up() {
        let long = Duration::from_secs(60);
        assert_eq!(within(long, || 7).await, Ok(7));
        assert_eq!(within(long, || -> i64 { panic!("on purpose") }).await, Err("could not be read"));
        let slow = || std::thread::sleep(Duration::from_millis(300));
        assert_eq!(within(Duration::from_millis(10), slow).await, Err("could not be read in a reasonable time"));
    }
}
