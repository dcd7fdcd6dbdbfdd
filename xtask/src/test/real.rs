//! Floors on real data: figures that must not fall.

use std::path::Path;
use std::time::Duration;

use serde_json::{Map, Value};

use super::tally::Tally;
use crate::packs;
use crate::score;
use crate::shared::Shared;

/// A limit that a figure must keep.
#[derive(Debug, Clone, Copy)]
enum Limit {
    AtLeast(f64),
    AtMost(f64),
}

use Limit::{AtLeast, AtMost};

/// The name of a run in [`packs::RUNS`], a figure of its scorer, and the limit. Lines of one run stand together.
const FLOORS: [(&str, &str, Limit); 8] = [
    ("pages", "shingle_f1", AtLeast(0.930)),
    ("feeds", "accept_and_count", AtLeast(0.97)),
    ("feeds", "title", AtLeast(0.97)),
    ("stories-events", "bcubed_f1", AtLeast(0.86)),
    ("stories-allsides", "bcubed_f1", AtLeast(0.89)),
    ("stories-allsides", "pair_f1", AtLeast(0.60)),
    ("related-allsides", "precision_at_1", AtLeast(0.88)),
    ("related-allsides", "abstained_needlessly", AtMost(0.40)),
];

/// Scores each run that has a floor once, and checks its floors; each counts as one test.
pub fn check(shared: &Shared, courant: &Path, tally: &mut Tally) {
    for same in FLOORS.chunk_by(|one, other| one.0 == other.0) {
        let Some((name, ..)) = same.first() else { continue };
        let scored = match packs::named(name) {
            Some(run) => score::score(shared, courant, run, None).map_err(|error| format!("{error:#}")),
            None => Err("no run has this name".to_owned()),
        };
        for (_, figure, limit) in same {
            let outcome = match &scored {
                Ok(scored) => judge(&scored.figures, figure, *limit, scored.took),
                Err(why) => Err(why.clone()),
            };
            tally.check(&format!("floor {name} {figure}"), &outcome);
        }
    }
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
