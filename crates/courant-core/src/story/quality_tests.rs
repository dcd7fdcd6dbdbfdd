use super::*;

/// Log odds of a probability.
fn logit(probability: f32) -> f32 {
    (probability / (1.0 - probability)).ln()
}

fn evidence(reason: Reason, probability: f32) -> Evidence {
    Evidence { score: logit(probability), ..Evidence::of(reason) }
}

fn decided(change: Change) -> Happening {
    Happening::Decided(Box::new(change))
}

fn founds(article: i64, story: &str) -> Happening {
    let (article, story) = (article.to_string(), story.to_owned());
    decided(Change::Assign { article, story, founded: true, evidence: Evidence::of(Reason::Alone) })
}

fn joins(article: i64, story: &str, probability: f32) -> Happening {
    let (article, story) = (article.to_string(), story.to_owned());
    decided(Change::Assign { article, story, founded: false, evidence: evidence(Reason::Agreement, probability) })
}

fn merges(from: &str, into: &str, reason: Reason, probability: f32) -> Happening {
    decided(Change::Merge { from: from.to_owned(), into: into.to_owned(), evidence: evidence(reason, probability) })
}

fn apart(word: i64, articles: (i64, i64)) -> Happening {
    Happening::Apart { word, articles, holds: true }
}

/// Joins, looked at, taken apart, wanted.
#[track_caller]
fn check(happenings: Vec<Happening>, expected: [u64; 4]) -> Quality {
    let quality = quality(happenings);
    let all = quality.all();
    assert_eq!([all.joins, all.seen, all.apart, all.wanted], expected, "{quality:?}");
    quality
}

#[test]
fn an_interval_by_wilson() {
    // Worked by hand from the formula; the first is also in Brown, Cai and DasGupta's tables: 0 of 10 gives 0 to .278.
    for (hits, of, low, high) in
        [(0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (5, 10, 0.2366, 0.7634), (97, 100, 0.9155, 0.9897)]
    {
        let (found_low, found_high) = wilson(hits, of).unwrap();
        assert!(
            (found_low - low).abs() < 5e-4 && (found_high - high).abs() < 5e-4,
            "{hits} of {of}: {found_low} to {found_high}"
        );
    }
    assert_eq!(wilson(0, 0), None);
    let (low, high) = wilson(FEWEST_CASES, FEWEST_CASES).unwrap();
    assert!((0.83..0.85).contains(&low) && high == 1.0, "{low}");
}

#[test]
fn only_what_was_shown_after_it_was_joined_was_looked_at() {
    check(vec![founds(1, "s1"), joins(2, "s1", 0.9)], [1, 0, 0, 0]);
    check(vec![founds(1, "s1"), joins(2, "s1", 0.9), Happening::Shown(1)], [1, 0, 0, 0]);
    check(vec![founds(1, "s1"), joins(2, "s1", 0.9), Happening::Shown(2), Happening::Shown(2)], [1, 1, 0, 0]);
    // Shown alone, merged later: nobody has seen the two together.
    check(
        vec![founds(1, "s1"), founds(2, "s2"), Happening::Shown(2), merges("s2", "s1", Reason::OneEvent, 0.8)],
        [1, 0, 0, 0],
    );
    check(
        vec![founds(1, "s1"), founds(2, "s2"), merges("s2", "s1", Reason::OneEvent, 0.8), Happening::Shown(2)],
        [1, 1, 0, 0],
    );
}

#[test]
fn the_later_join_is_the_one_taken_apart() {
    // The founder is parted from the lead, which joined it.
    let found = check(
        vec![founds(1, "s1"), joins(2, "s1", 0.97), joins(3, "s1", 0.62), Happening::Shown(3), apart(7, (1, 3))],
        [2, 1, 1, 0],
    );
    assert!((found.taken_apart[&7] - 0.62).abs() < 1e-6, "{found:?}");
    assert_eq!((found.bins[2].apart, found.bins[6].apart), (1, 0));
    // Not shown since: it would never have been counted had it been right.
    let found = check(vec![founds(1, "s1"), joins(3, "s1", 0.62), apart(7, (1, 3))], [1, 0, 0, 0]);
    assert!((found.taken_apart[&7] - 0.62).abs() < 1e-6, "{found:?}");
    // Not in one story any more: no join of theirs is known.
    let found = check(vec![founds(1, "s1"), founds(2, "s2"), apart(7, (1, 2))], [0, 0, 0, 0]);
    assert!(found.taken_apart.is_empty());
}

#[test]
fn a_merge_keeps_the_joins_of_before() {
    let two = || vec![founds(1, "s1"), founds(2, "s2"), joins(3, "s2", 0.62)];
    let after = |reason, articles| {
        let rest = [merges("s2", "s1", reason, 0.9), Happening::Shown(3), apart(7, articles)];
        two().into_iter().chain(rest).collect::<Vec<_>>()
    };
    let found = check(after(Reason::OneEvent, (2, 3)), [2, 2, 1, 0]);
    assert!((found.taken_apart[&7] - 0.62).abs() < 1e-6, "{found:?}");
    let found = check(after(Reason::OneEvent, (1, 3)), [2, 2, 1, 0]);
    assert!((found.taken_apart[&7] - 0.9).abs() < 1e-6, "{found:?}");
    // What readers joined is theirs; what the engine had joined before stays its own.
    let found = check(after(Reason::Reader, (2, 3)), [1, 1, 1, 0]);
    assert!((found.taken_apart[&7] - 0.62).abs() < 1e-6, "{found:?}");
    assert!(check(after(Reason::Reader, (1, 3)), [1, 1, 0, 0]).taken_apart.is_empty());
}

#[test]
fn a_word_that_was_taken_back_takes_nothing_apart() {
    let word = Happening::Apart { word: 7, articles: (2, 1), holds: false };
    let found = check(vec![founds(1, "s1"), joins(2, "s1", 0.9), word], [1, 0, 0, 0]);
    assert!((found.taken_apart[&7] - 0.9).abs() < 1e-6, "{found:?}");
}

#[test]
fn what_a_reader_joined_is_not_the_engine_s() {
    check(
        vec![founds(1, "s1"), founds(2, "s2"), merges("s2", "s1", Reason::Reader, 0.5), Happening::Shown(2)],
        [0, 0, 0, 0],
    );
    let split = Change::Split {
        from: "s1".to_owned(),
        into: "s3".to_owned(),
        articles: vec!["2".to_owned()],
        evidence: Evidence::of(Reason::Reader),
    };
    check(vec![founds(1, "s1"), joins(2, "s1", 0.9), decided(split), Happening::Shown(2)], [1, 0, 0, 0]);
}

#[test]
fn bins_and_what_they_should_hold() {
    let mut all = vec![founds(0, "s1")];
    for article in 1..=30 {
        all.extend([joins(article, "s1", 0.9 + 0.001), Happening::Shown(article)]);
    }
    all.extend((1..=3).map(|article| apart(article, (article, 0))));
    all.extend([Happening::Wanted { probability: Some(0.55) }, Happening::Wanted { probability: None }]);
    let found = check(all, [30, 30, 3, 2]);
    let bin = found.bins[5];
    assert_eq!((bin.joins, found.bins[1].wanted, found.wanted_unweighed), (30, 1, 1));
    assert!((bin.expected_apart() - 30.0 * 0.099).abs() < 1e-3, "{bin:?}");
    let share = bin.left().unwrap();
    assert!((share.share - 0.9).abs() < 1e-9 && share.low < 0.75 && share.high > 0.96, "{share:?}");
    let few = Bin { seen: FEWEST_CASES - 1, ..bin };
    assert_eq!(few.left(), None, "too few to say");
    assert_eq!([0.0, 0.49, 0.5, 0.949, 0.95, 1.0].map(bin_of), [0, 0, 1, 5, 6, 6]);
}
