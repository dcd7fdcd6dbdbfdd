//! The index as its callers see it.
#![allow(clippy::unwrap_used, reason = "tests")]

use courant_search::{Change, Document, SearchIndex};

fn article(id: i64, title: &str, text: &str, publisher: &str, language: &str, tags: &[&str]) -> Change {
    Change::Put(Document {
        id,
        title: title.into(),
        text: text.into(),
        publisher: publisher.into(),
        language: language.into(),
        tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
        at_ms: id,
    })
}

fn sample() -> Vec<Change> {
    vec![
        article(1, "Ferry stuck at Lowmark", "The crew cut seaweed for six hours.", "Harbour Post", "en", &["ferries"]),
        article(2, "Die Fähre fährt wieder", "Nach sechs Stunden legte die Fähre ab.", "Sundkurier", "de", &["faehre"]),
        article(3, "Council votes", "The night ferry was not discussed; seaweed was.", "Upland Gazette", "en", &[]),
        article(4, "東京で船が停止", "船は六時間止まった。", "港新聞", "ja", &[]),
    ]
}

fn check(index: &SearchIndex, query: &str, expected: &[i64]) {
    let found = index.search(query, 10, 0).unwrap();
    assert_eq!(found.ids, expected, "{query:?}");
    assert_eq!(found.total, expected.len(), "{query:?}");
}

#[test]
fn words_phrases_exclusions_and_fields_find_what_they_say() {
    let folder = tempfile::tempdir().unwrap();
    let index = SearchIndex::open(folder.path()).unwrap();
    index.follow(&sample(), 4).unwrap();
    for (query, expected) in [
        ("ferry", vec![1, 3]),
        ("FERRY seaweed", vec![1, 3]),
        ("ferry -council", vec![1]),
        ("\"six hours\"", vec![1]),
        ("\"hours six\"", vec![]),
        ("fahre", vec![2]),
        ("Fähre", vec![2]),
        ("lang:de", vec![2]),
        ("tag:#ferries", vec![1]),
        ("publisher:\"upland gazette\"", vec![3]),
        ("東京", vec![4]),
        ("京東", vec![]),
        ("", vec![]),
        ("-ferry", vec![]),
        ("\"", vec![]),
        ("title:( AND OR ^2 [ TO", vec![]),
    ] {
        check(&index, query, &expected);
    }
}

#[test]
fn the_cursor_survives_and_a_second_put_replaces() {
    let folder = tempfile::tempdir().unwrap();
    let index = SearchIndex::open(folder.path()).unwrap();
    assert_eq!(index.cursor().unwrap(), 0);
    index.follow(&sample(), 17).unwrap();
    index.follow(&[article(1, "Bread", "Flour.", "P", "en", &[]), Change::Remove(3)], 19).unwrap();
    drop(index);
    let index = SearchIndex::open(folder.path()).unwrap();
    assert_eq!(index.cursor().unwrap(), 19);
    check(&index, "ferry", &[]);
    check(&index, "bread", &[1]);
}

#[test]
fn a_snippet_marks_the_words_and_is_part_of_the_text() {
    let folder = tempfile::tempdir().unwrap();
    let index = SearchIndex::open(folder.path()).unwrap();
    index.follow(&sample(), 4).unwrap();
    let text = "Nothing here. The crew cut seaweed for six hours & more.";
    let pieces = index.snippet("seaweed", text, 80);
    assert!(pieces.contains(&("seaweed".to_owned(), true)), "{pieces:?}");
    let whole: String = pieces.iter().map(|(words, _)| words.as_str()).collect();
    assert!(text.contains(&whole), "{whole:?}");
}

#[test]
fn one_word_is_found_however_its_letters_are_written() {
    let folder = tempfile::tempdir().unwrap();
    let index = SearchIndex::open(folder.path()).unwrap();
    let texts = [
        "İstanbul ve IĞDIR'da köprü açıldı",
        "ΠΛΟΙΟ ΣΤΟΝ ΠΕΙΡΑΙΑ: ΔΡΟΜΟΣ ΚΛΕΙΣΤΟΣ",
        "Королёв и майор на причале",
        "La cre\u{301}merie du port",
        "서울에서 배가 멈췄다",
    ];
    let changes: Vec<Change> = texts.iter().zip(1..).map(|(text, id)| article(id, "", text, "P", "und", &[])).collect();
    index.follow(&changes, 5).unwrap();
    for (query, expected) in [
        ("istanbul", vec![1]),
        ("İSTANBUL", vec![1]),
        ("iğdır", vec![1]),
        ("Πειραιά δρόμος", vec![2]),
        ("королев", vec![3]),
        // Another letter, not the same with a mark.
        ("маиор", vec![]),
        ("crémerie", vec![4]),
        ("CREMERIE", vec![4]),
        ("서울", vec![5]),
        ("배", vec![5]),
        ("울서", vec![]),
    ] {
        check(&index, query, &expected);
    }
}

fn marked(index: &SearchIndex, query: &str, text: &str) -> Vec<String> {
    let pieces = index.snippet(query, text, 80);
    pieces.into_iter().filter(|(_, marked)| *marked).map(|(words, _)| words).collect()
}

#[test]
fn a_snippet_marks_what_was_asked_for_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let index = SearchIndex::open(folder.path()).unwrap();
    index.follow(&sample(), 4).unwrap();
    let crew = "Six of the crew slept for hours. They cut seaweed for six hours; the council slept for six days.";
    let ship = "京都の人は東を見た。それから東京で船が止まった。";
    for (query, text, expected) in [
        ("\"six hours\"", crew, vec!["six hours"]),
        ("seaweed -\"six days\"", crew, vec!["seaweed"]),
        ("six -council", crew, vec!["Six", "six"]),
        ("東京", ship, vec!["東京"]),
        ("lang:en", crew, vec![]),
        ("publisher:council", crew, vec![]),
        ("zeppelin", crew, vec![]),
    ] {
        assert_eq!(marked(&index, query, text), expected, "{query}");
    }
}

#[test]
fn a_snippet_is_where_most_of_the_words_are_and_no_longer_than_asked() {
    let folder = tempfile::tempdir().unwrap();
    let index = SearchIndex::open(folder.path()).unwrap();
    index.follow(&sample(), 4).unwrap();
    let idle = "Nothing happened on the quay that morning. ".repeat(9);
    let text = format!("A ferry. {idle}The ferry was stuck in seaweed until noon. {idle}");
    let pieces = index.snippet("seaweed ferry", &text, 80);
    let whole: String = pieces.iter().map(|(words, _)| words.as_str()).collect();
    assert!(text.contains(&whole) && whole.chars().count() <= 80, "{whole:?}");
    assert!(whole.contains("The ferry was stuck in seaweed"), "{whole:?}");
    let ship = "船".repeat(30) + "東京" + &"港".repeat(200);
    let whole: String = index.snippet("東京", &ship, 80).into_iter().map(|(words, _)| words).collect();
    assert_eq!(whole.chars().count(), 80, "characters are counted, not bytes");
}

#[test]
fn a_folder_of_rubbish_is_begun_anew() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("meta.json"), "not an index").unwrap();
    let index = SearchIndex::open(folder.path()).unwrap();
    assert_eq!(index.cursor().unwrap(), 0);
    index.follow(&sample(), 4).unwrap();
    check(&index, "ferry", &[1, 3]);
}

#[test]
fn the_nearest_spelling_finds_something_or_is_not_given() {
    let folder = tempfile::tempdir().unwrap();
    let index = SearchIndex::open(folder.path()).unwrap();
    let text = "The harbour master closed the harbour; the harbinger of the council sang.";
    index.follow(&[article(1, "Harbour closed", text, "Post", "en", &[])], 1).unwrap();
    for (query, expected) in [
        ("harbor", Some("harbour")),
        ("  Harbuor closed", Some("  harbour closed")),
        ("\"cuoncil sang\"", Some("\"council sang\"")),
        ("harbour mastre", Some("harbour master")),
        ("kounsil", Some("council")),
        ("harbour masret", Some("harbour master")),
        ("harbour msater", Some("harbour master")),
        ("harbour masetrr", Some("harbour master")),
        ("-harbor council", None),
        ("publisher:harbor council", None),
        ("zeppelin", None),
        ("harbor zeppelin", None),
        ("harbour", None),
        ("teh", None),
        ("", None),
        // The words are near, but nothing has them in that order.
        ("\"sang cuoncil\"", None),
    ] {
        assert_eq!(index.nearest(query).unwrap().as_deref(), expected, "{query:?}");
    }
}

#[test]
fn an_index_follows_one_database_and_is_never_ahead_of_it() {
    // From which database it is, what it is at; then which is followed, how far that is; whether the index is emptied.
    for (of, at, followed, last, emptied) in [
        (Some("a"), 4, "a", 4, false),
        (Some("a"), 4, "a", 9, false),
        (Some("a"), 4, "a", 3, true),
        (Some("a"), 4, "b", 9, true),
        (None, 4, "a", 9, false),
        (None, 4, "a", 3, true),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let index = SearchIndex::open(folder.path()).unwrap();
        if let Some(of) = of {
            assert!(!index.begin(of, 0).unwrap());
        }
        index.follow(&sample(), at).unwrap();
        drop(index);
        let index = SearchIndex::open(folder.path()).unwrap();
        let case = (of, at, followed, last);
        assert_eq!(index.begin(followed, last).unwrap(), emptied, "{case:?}");
        assert_eq!(index.cursor().unwrap(), if emptied { 0 } else { at }, "{case:?}");
        check(&index, "ferry", if emptied { &[] } else { &[1, 3] });
        index.follow(&sample(), last).unwrap();
        assert!(!index.begin(followed, last).unwrap(), "{case:?} is known from now on");
    }
}

#[test]
fn a_question_finds_what_it_is_about() {
    let folder = tempfile::tempdir().unwrap();
    let index = SearchIndex::open(folder.path()).unwrap();
    let all = [
        article(1, "Marlow died on Friday", "The mayor was ill.", "Harbour Post", "en", &[]),
        article(
            2,
            "When did we stop to care",
            "Marlow, when did she, did they? Would he die?",
            "Harbour Post",
            "en",
            &[],
        ),
        article(3, "Sturm gewinnt die Regatta", "Er hat gewonnen.", "Sundkurier", "de", &[]),
    ];
    index.follow(&all, 3).unwrap();
    for (query, expected) in [
        ("when did marlow die", vec![1, 2]),
        ("When did Marlow die?", vec![1, 2]),
        ("when did marlow \"died on\"", vec![1]),
        ("\"when did\"", vec![2]),
        ("when", vec![2]),
        ("wann hat sturm gewonnen", vec![3]),
        ("wer -sturm", vec![]),
    ] {
        check(&index, query, &expected);
    }
    let marked = index.snippet("when did marlow die", "When did it come? Marlow died.", 80);
    let marked: Vec<&str> = marked.iter().filter(|(_, is)| *is).map(|(words, _)| words.as_str()).collect();
    assert_eq!(marked, ["Marlow", "died"]);
}
