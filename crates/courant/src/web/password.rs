//! Passwords as argon2id hashes.
//!
//! A hash takes 19 MB for as long as it is made. All are made in one buffer, one after the other: memory that many
//! threads take and give back stays with the allocator's arenas, and strangers who try passwords would fill it for good.

use std::sync::{Mutex, PoisonError};

use argon2::password_hash::phc::{Output, ParamsString, Salt};
use argon2::{ARGON2ID_IDENT, Algorithm, Argon2, Block, Params, PasswordHash, Version};
use tokio::sync::Semaphore;

use super::error::WebError;
use super::session::fill_random;

/// Whose turn it is. Who waits here holds no thread.
static TURN: Semaphore = Semaphore::const_new(1);
/// What every hash is made in, as large as the largest yet.
static BLOCKS: Mutex<Vec<Block>> = Mutex::new(Vec::new());

/// Does such work on a thread of its own when its turn comes: it takes a core for a while and must not hold up the event loop.
pub async fn in_turn<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, WebError> {
    let turn = TURN.acquire().await.map_err(|error| WebError::Internal(format!("password: {error}")))?;
    let work = move || {
        // Kept until the work is done, even where the browser does not wait for it.
        let _turn = turn;
        work()
    };
    tokio::task::spawn_blocking(work).await.map_err(|error| WebError::Internal(format!("password: {error}")))
}

/// Hashes a password with argon2id. Takes tens of milliseconds of a core: call it off the event loop.
pub fn hash_password(password: &str) -> Result<String, WebError> {
    let wrong = |error: &dyn std::fmt::Display| WebError::Internal(format!("password hash: {error}"));
    let mut salt = [0; 16];
    fill_random(&mut salt)?;
    let argon2 = Argon2::default();
    let hash = PasswordHash {
        algorithm: ARGON2ID_IDENT,
        version: Some(Version::default().into()),
        params: ParamsString::try_from(argon2.params()).map_err(|error| wrong(&error))?,
        salt: Some(Salt::new(&salt).map_err(|error| wrong(&error))?),
        hash: Some(output(&argon2, password, &salt).ok_or_else(|| wrong(&"not made"))?),
    };
    Ok(hash.to_string())
}

/// Whether `password` belongs to `hash`. An empty or unreadable hash belongs to no password; an empty one takes as long.
pub fn verify_password(password: &str, hash: &str) -> bool {
    const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5bm9ib2R5bm9ib2Q$\
                          AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    let known = !hash.is_empty();
    fits(password, if known { hash } else { NOBODY }).unwrap_or(false) && known
}

/// The comparison of two outputs takes the same time wherever they differ.
fn fits(password: &str, hash: &str) -> Option<bool> {
    let hash = PasswordHash::new(hash).ok()?;
    let algorithm = Algorithm::try_from(hash.algorithm.as_str()).ok()?;
    let version = hash.version.map(Version::try_from).transpose().ok()?.unwrap_or_default();
    let argon2 = Argon2::new(algorithm, version, Params::try_from(&hash).ok()?);
    Some(output(&argon2, password, hash.salt.as_ref()?)? == hash.hash?)
}

fn output(argon2: &Argon2<'_>, password: &str, salt: &[u8]) -> Option<Output> {
    let mut blocks = BLOCKS.lock().unwrap_or_else(PoisonError::into_inner);
    let needed = argon2.params().block_count();
    if blocks.len() < needed {
        blocks.resize(needed, Block::new());
    }
    let length = argon2.params().output_len().unwrap_or(Params::DEFAULT_OUTPUT_LEN);
    let mut made = [0; Output::MAX_LENGTH];
    let made = made.get_mut(..length)?;
    argon2.hash_password_into_with_memory(password.as_bytes(), salt, made, blocks.as_mut_slice()).ok()?;
    Output::new(made).ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]
    use argon2::{PasswordHasher, PasswordVerifier};

    use super::*;

    #[test]
    fn a_password_verifies_against_its_own_hash_only() {
        let hash = hash_password("nineteen minutes").unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(verify_password("nineteen minutes", &hash));
        assert!(!verify_password("twenty minutes", &hash));
        assert!(!verify_password("", ""), "no password opens an account without one");
        assert!(!verify_password("x", "not a hash"));
    }

    #[test]
    fn hashes_are_those_that_the_crate_makes_by_itself() {
        let ours = hash_password("nineteen minutes").unwrap();
        assert!(Argon2::default().verify_password(b"nineteen minutes", ours.as_str()).is_ok());
        for params in
            [Params::default(), Params::new(64, 3, 2, None).unwrap(), Params::new(20_000, 1, 1, Some(48)).unwrap()]
        {
            let theirs =
                Argon2::from(params).hash_password_with_salt(b"nineteen minutes", &[7; 16]).unwrap().to_string();
            assert!(verify_password("nineteen minutes", &theirs), "{theirs}");
            assert!(!verify_password("nineteen minute", &theirs), "{theirs}");
        }
        assert!(verify_password("nineteen minutes", &ours), "whatever the buffer held before");
    }

    /// The threads that hash are those that hold memory.
    #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
    async fn one_hashes_at_a_time() {
        use std::sync::atomic::{AtomicUsize, Ordering};
        static NOW: AtomicUsize = AtomicUsize::new(0);
        static MOST: AtomicUsize = AtomicUsize::new(0);
        let work = || {
            MOST.fetch_max(NOW.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            std::thread::sleep(std::time::Duration::from_millis(2));
            NOW.fetch_sub(1, Ordering::SeqCst);
        };
        let all: Vec<_> = (0..20).map(|_| tokio::spawn(in_turn(work))).collect();
        for one in all {
            one.await.unwrap().unwrap();
        }
        assert_eq!(MOST.load(Ordering::SeqCst), 1);
    }
}
