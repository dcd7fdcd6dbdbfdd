//! The one place that tells the time, so that a test or a replay can tell another.

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

/// Gives the time in milliseconds since 1970 UTC. Cloning is cheap; clones share one source.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> i64 + Send + Sync>);

impl Clock {
    /// The machine's clock.
    pub fn system() -> Self {
        Self::new(|| {
            let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
            i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
        })
    }

    /// Always `ms`.
    pub fn fixed(ms: i64) -> Self {
        Self::new(move || ms)
    }

    /// Whatever `source` says, in milliseconds since 1970 UTC.
    pub fn new(source: impl Fn() -> i64 + Send + Sync + 'static) -> Self {
        Self(Arc::new(source))
    }

    /// Milliseconds since 1970 UTC.
    pub fn now_ms(&self) -> i64 {
        (self.0)()
    }
}

impl std::fmt::Debug for Clock {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Clock({})", self.now_ms())
    }
}
