//! Gives memory back when the work is done. Reading pages takes much for a moment, on several threads; the system's
//! allocator keeps what they return, and a site that waits for its next poll would hold a third more than it uses. The
//! embedding model keeps what it made of frequent tokens; that goes too.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;

use super::{Context, is_idle};

/// How often to look whether the work is done.
const LOOK_EVERY: Duration = Duration::from_secs(5);

/// Looks until told to stop.
pub async fn run(context: Context, mut stop: watch::Receiver<bool>) {
    let mut worked = true;
    while !*stop.borrow() {
        let idle = is_idle(&context).await.unwrap_or(false);
        if idle && worked {
            // What cannot be given back now will be next time.
            let model = Arc::clone(&context.model);
            let release = move || {
                model.forget();
                give_back();
            };
            let _ = tokio::task::spawn_blocking(release).await;
        }
        worked = !idle;
        tokio::select! {
            () = tokio::time::sleep(LOOK_EVERY) => {}
            _ = stop.changed() => {}
        }
    }
}

#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[allow(unsafe_code, reason = "a call into the C library that takes no pointer and keeps every allocation where it is")]
fn give_back() {
    // SAFETY: `malloc_trim` may be called at any time from any thread.
    unsafe {
        libc::malloc_trim(0);
    }
}

/// Other allocators are not known to keep so much.
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
fn give_back() {}
