//! Keeps what was made of tokens, for those that come often.
//!
//! Two halves: what is asked for moves to the young one; when that is full it becomes the old one, and what was in the old
//! one and not asked for since is let go. So the memory has a bound, and words that every text has stay. A vector never
//! depends on what is kept: see `token`.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::token::{Token, Tokens};

/// Tokens in each half. Both full take 15 MB.
const HALF: usize = 1_024;

/// What is kept, shared by all threads.
#[derive(Default)]
pub struct Memory {
    halves: Mutex<Halves>,
}

#[derive(Default)]
struct Halves {
    young: HashMap<u32, Arc<Token>>,
    old: HashMap<u32, Arc<Token>>,
}

impl Memory {
    /// Each of the tokens `ids`; `tokens` makes those that are not kept, each once.
    pub fn tokens(&self, ids: &[u32], tokens: &Tokens) -> Vec<Arc<Token>> {
        let known = self.with(|halves| ids.iter().map(|id| halves.get(*id)).collect::<Vec<_>>());
        let mut missing: Vec<u32> =
            ids.iter().zip(&known).filter(|(_, known)| known.is_none()).map(|(id, _)| *id).collect();
        missing.sort_unstable();
        missing.dedup();
        // Made outside the lock: another thread may make the same ones, which are then the same.
        let made: Vec<Arc<Token>> = tokens.make(&missing).into_iter().map(Arc::new).collect();
        self.with(|halves| missing.iter().zip(&made).for_each(|(id, token)| halves.put(*id, Arc::clone(token))));
        let found = ids.iter().zip(known).map(|(id, known)| known.or_else(|| of(*id, &missing, &made)));
        found.flatten().collect()
    }

    /// Lets everything go.
    pub fn forget(&self) {
        self.with(|halves| *halves = Halves::default());
    }

    fn with<T>(&self, work: impl FnOnce(&mut Halves) -> T) -> T {
        // A thread that stopped in the middle leaves nothing half done: entries are only moved.
        work(&mut self.halves.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Halves {
    fn get(&mut self, id: u32) -> Option<Arc<Token>> {
        if let Some(token) = self.young.get(&id) {
            return Some(Arc::clone(token));
        }
        let token = self.old.remove(&id)?;
        self.put(id, Arc::clone(&token));
        Some(token)
    }

    fn put(&mut self, id: u32, token: Arc<Token>) {
        if self.young.len() >= HALF {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.insert(id, token);
    }
}

fn of(id: u32, ids: &[u32], tokens: &[Arc<Token>]) -> Option<Arc<Token>> {
    ids.binary_search(&id).ok().and_then(|at| tokens.get(at)).map(Arc::clone)
}
