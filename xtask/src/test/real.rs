//! Floors on real data: figures that must not fall.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use serde_json::{Map, Value};

use super::tally::Tally;
use crate::packs;
use crate::score::{self, Scored};
use crate::shared::Shared;

/// A limit that a figure must keep.
#[derive(Debug, Clone, Copy)]
enum Limit {
    AtLeast(f64),
    AtMost(f64),
}

use Limit::{AtLeast, AtMost};

/// Runs at a time.
const SIDE_BY_SIDE: usize = 2;

/// The name of a run in [`packs::RUNS`], a figure of its scorer, and the limit. Lines of one run stand together.
const FLOORS: [(&str, &str, Limit); 8] = [
    ("pages", "shingle_f1", AtLeast(0.930)),
    ("feeds", "accept_and_count", AtLeast(0.97)),
    ("feeds", "title", AtLeast(0.97)),
    ("stories-events", "bcubed_f1", AtLeast(0.91)),
    ("stories-allsides", "bcubed_f1", AtLeast(0.89)),
    ("stories-allsides", "pair_f1", AtLeast(0.60)),
    ("related-allsides", "precision_at_1", AtLeast(0.88)),
    ("related-allsides", "abstained_needlessly", AtMost(0.40)),
];

/// Scores each run that has a floor once, and checks its floors; each counts as one test. The engine takes one thread for most
/// of a run, so two runs go side by side.
pub fn check(shared: &Shared, courant: &Path, tally: &mut Tally) {
    let names: Vec<&str> =
        FLOORS.chunk_by(|one, other| one.0 == other.0).filter_map(|same| Some(same.first()?.0)).collect();
    let scored = Mutex::new(BTreeMap::new());
    // The longest are named last and begin first.
    let left = Mutex::new(names);
    let next = || left.lock().unwrap_or_else(PoisonError::into_inner).pop();
    let work = || {
        while let Some(name) = next() {
            let outcome = one(shared, courant, name);
            scored.lock().unwrap_or_else(PoisonError::into_inner).insert(name, outcome);
        }
    };
    std::thread::scope(|scope| (0..SIDE_BY_SIDE).for_each(|_| drop(scope.spawn(work))));
    let scored = scored.into_inner().unwrap_or_else(PoisonError::into_inner);
    for same in FLOORS.chunk_by(|one, other| one.0 == other.0) {
        let Some((name, ..)) = same.first() else { continue };
        let missing = Err("it was not scored".to_owned());
        let scored = scored.get(name).unwrap_or(&missing);
        for (_, figure, limit) in same {
            let outcome = match scored {
                Ok(scored) => judge(&scored.figures, figure, *limit, scored.took),
                Err(why) => Err(why.clone()),
            };
            tally.check(&format!("floor {name} {figure}"), &outcome);
        }
    }
}

fn one(shared: &Shared, courant: &Path, name: &str) -> Result<Scored, String> {
    let run = packs::named(name).ok_or("no run has this name")?;
    score::score(shared, courant, run, None).map_err(|error| format!("{error:#}"))
}

fn judge(figures: &Map<String, Value>, figure: &str, limit: Limit, took: Duration) -> Result<String, String> {
    let Some(value) = figures.get(figure).and_then(Value::as_f64) else {
        return Err(format!("the scorer gives no {figure}"));
    };
    let (kept, words) = match limit {
        AtLeast(least) => (value >= least, format!("at least {least}")),
        AtMost(most) => (value <= most, format!("at most {most}")),
    };
    let said = format!("{value}, {words}, {:.0} s", took.as_secs_f64());
    if kept { Ok(said) } else { Err(said) }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use serde_json::json;

    use super::{FLOORS, Limit, judge};
    use crate::packs;

    #[test]
    fn a_figure_below_its_floor_fails_and_so_does_a_missing_one() {
        let figures = json!({"f1": 0.9, "none": null});
        let Some(figures) = figures.as_object() else { return };
        let kept = |figure: &str, limit| judge(figures, figure, limit, Duration::ZERO).is_ok();
        assert!(kept("f1", Limit::AtLeast(0.9)) && kept("f1", Limit::AtMost(0.9)));
        assert!(!kept("f1", Limit::AtLeast(0.91)) && !kept("f1", Limit::AtMost(0.89)));
        assert!(!kept("none", Limit::AtMost(1.0)) && !kept("f2", Limit::AtLeast(0.0)));
    }

    #[test]
    fn every_floor_names_a_run() {
        for (name, ..) in FLOORS {
            assert!(packs::named(name).is_some(), "{name}");
        }
    }
}
