//! Invented reports that differ, agree, or speak of different things.

use crate::model::Article;

fn told(reports: &[(&str, &str)]) -> Vec<String> {
    told_under("", reports)
}

/// The rows of reports that stand under one headline.
fn told_under(title: &str, reports: &[(&str, &str)]) -> Vec<String> {
    let articles: Vec<Article> = reports
        .iter()
        .enumerate()
        .map(|(number, (language, text))| Article {
            id: number.to_string(),
            publisher: format!("Paper {number}"),
            title: title.into(),
            text: (*text).into(),
            language: Some((*language).into()),
            ..Article::default()
        })
        .collect();
    let read: Vec<_> = articles.iter().map(crate::understand).collect();
    let pairs: Vec<_> = articles.iter().zip(&read).collect();
    super::disagreements(&pairs)
        .into_iter()
        .map(|found| {
            let figures = found.figures.iter().map(|figure| {
                let text: String = articles[figure.source.id.parse::<usize>().unwrap_or_default()]
                    .text
                    .chars()
                    .skip(figure.source.start)
                    .take(figure.source.end - figure.source.start)
                    .collect();
                assert_eq!(text, figure.text, "byte-equal to its source");
                format!("{} ({})", figure.text, figure.source.id)
            });
            format!("{}: {}", found.subject, figures.collect::<Vec<_>>().join(", "))
        })
        .collect()
}

#[test]
fn differing_figures_are_set_side_by_side() {
    assert_eq!(
        told(&[
            ("en", "The fire service counted 212 people led out of the tunnel by half past six."),
            (
                "en",
                "About 190 people were led out of the tunnel, the company said. Water came in at 3,000 litres a minute."
            ),
            ("de", "Nach Angaben der Feuerwehr strömten 3.400 Liter in der Minute in die Röhre des Tunnels."),
        ]),
        ["people led out: 212 (0), About 190 (1)", "litres a minute: 3,000 (1), 3.400 (2)"]
    );
}

#[test]
fn one_deed_is_one_deed_in_other_words() {
    for (reports, row) in [
        (
            [
                ("en", "At least 12 people were killed when a train derailed near Aldermouth."),
                ("en", "A train derailed near Aldermouth on Monday and 15 people died."),
            ],
            "people died: At least 12 (0), 15 (1)",
        ),
        (
            [
                ("de", "Bei dem Zugunglück nahe Aldermouth wurden 12 Menschen getötet."),
                ("de", "Nahe Aldermouth starben bei dem Zugunglück 15 Menschen."),
            ],
            "Menschen: 12 (0), 15 (1)",
        ),
        (
            [
                ("ru", "Поезд сошёл с рельсов у Олдермута, 12 пассажиров погибли."),
                ("ru", "Поезд сошёл с рельсов у Олдермута, погибли 15 пассажиров."),
            ],
            "пассажиров: 12 (0), 15 (1)",
        ),
        (
            [
                ("en", "The storm left 140,000 homes without power in the marsh villages."),
                ("en", "In the marsh villages 160,000 homes had no power."),
            ],
            "homes: 140,000 (0), 160,000 (1)",
        ),
    ] {
        assert_eq!(told(&reports), [row], "{reports:?}");
    }
}

#[test]
fn what_a_headline_says_is_no_company() {
    let reports = [
        ("en", "Cranes lifted 14 trucks near the train that derailed at Aldermouth."),
        ("en", "The train that derailed at Aldermouth pulled 30 trucks to the coast."),
    ];
    assert_eq!(told(&reports), ["trucks: 14 (0), 30 (1)"]);
    assert_eq!(told_under("Train derails at Aldermouth", &reports), Vec::<String>::new());
    // Counts that are close need one word beside the headline's, others two.
    let grain = |count: &str| {
        let other = format!("The train that derailed at Aldermouth had {count} trucks, all with grain.");
        told_under(
            "Train derails at Aldermouth",
            &[("en", "The train that derailed at Aldermouth pulled 14 trucks of grain."), ("en", &other)],
        )
    };
    assert_eq!((grain("15"), grain("30")), (vec!["trucks: 14 (0), 15 (1)".to_owned()], vec![]));
}

#[test]
fn people_come_before_what_more_reports_tell() {
    let told = told(&[
        (
            "en",
            "The fire service counted 212 people led out of the tunnel by half past six. Water came in at 2,100 litres a minute.",
        ),
        (
            "en",
            "About 190 people were led out of the tunnel, the company said. Water came in at 3,000 litres a minute.",
        ),
        ("de", "Nach Angaben der Feuerwehr strömten 3.400 Liter in der Minute in die Röhre des Tunnels."),
    ]);
    assert_eq!(told, ["people led out: 212 (0), About 190 (1)", "litres a minute: 2,100 (0), 3,000 (1), 3.400 (2)"]);
}

#[test]
fn a_row_is_named_in_the_language_of_most_reports() {
    assert_eq!(
        told(&[
            ("de", "Nach Angaben der Feuerwehr strömten 3.400 Liter in der Minute in die Röhre des Tunnels."),
            ("en", "Water came in at 3,000 litres a minute."),
            ("en", "Water came in at 2,100 litres a minute."),
        ]),
        ["litres a minute: 3.400 (0), 3,000 (1), 2,100 (2)"]
    );
}

#[test]
fn what_speaks_of_other_things_is_left_apart() {
    for reports in [
        // Other deeds, other things, ages, years, times.
        [("en", "The company said 12 people were hurt."), ("en", "Organisers sold tickets to 40 people in advance.")],
        [("en", "Ann Lee, 43, was rescued at 09:30 in 2019."), ("en", "Ann Lee, 44, was rescued at 10:30 in 2020.")],
        // People killed and people injured, though all else is the same.
        [
            ("en", "At least 12 people were killed when a train derailed near Aldermouth."),
            ("en", "The train derailed near Aldermouth and 40 people were injured."),
        ],
        [
            ("en", "The blast at the Aldermouth mill killed 12 people on Monday."),
            ("en", "The blast at the Aldermouth mill left 40 people in hospital on Monday."),
        ],
        [
            ("de", "Bei dem Zugunglück nahe Aldermouth wurden 12 Menschen getötet."),
            ("de", "Bei dem Zugunglück nahe Aldermouth wurden 40 Menschen verletzt."),
        ],
        [
            ("fr", "Le déraillement près d’Aldermouth a fait 12 morts."),
            ("fr", "Le déraillement près d’Aldermouth a fait 40 blessés."),
        ],
        [
            ("es", "El tren descarriló cerca de Aldermouth y 12 personas murieron."),
            ("es", "El tren descarriló cerca de Aldermouth y 40 personas resultaron heridas."),
        ],
        [
            ("ru", "12 пассажиров погибли, когда поезд сошёл с рельсов у Олдермута."),
            ("ru", "Поезд сошёл с рельсов у Олдермута, 40 пассажиров пострадали."),
        ],
        // An event of before.
        [
            ("en", "At least 12 people were killed when a train derailed near Aldermouth."),
            ("en", "In a derailment near Aldermouth in 1987 some 40 people were killed."),
        ],
        [
            ("en", "At least 12 people were killed when a train derailed near Aldermouth."),
            ("en", "Thirty years ago 40 people were killed near Aldermouth."),
        ],
        // Times of day in a script whose hours look like a unit.
        [
            ("ko", "산림청은 이날 오후 10시 기준 경북 서량군 산불 진화율을 발표했다."),
            ("ko", "산림청은 이날 오후 6시 기준 경북 서량군 산불 진화율을 발표했다."),
        ],
        // What befell some of them is told of one figure only.
        [
            ("en", "The train with 120 people derailed near Aldermouth bridge."),
            ("en", "The train derailed near Aldermouth bridge and 40 people were injured."),
        ],
        // Rounding is no disagreement.
        [
            ("en", "About 200 people were led out of the tunnel."),
            ("en", "The service said 206 people were led out of the tunnel."),
        ],
        // One report has both figures: it corrects, it does not disagree.
        [
            ("en", "At first 190 people were said to be led out of the tunnel; later 212 people were led out."),
            ("en", "The company said 190 people were led out of the tunnel."),
        ],
        // A change within one sentence is known to both.
        [
            ("en", "They want five night shifts a week cut to four."),
            ("en", "Union and owners agreed on four night shifts a week instead of five."),
        ],
        // Another language may speak of other people.
        [
            ("en", "The service said 212 people were led out."),
            ("de", "Rund 190 Menschen wurden aus dem Tunnel geführt."),
        ],
    ] {
        assert_eq!(told(&reports), Vec::<String>::new(), "{reports:?}");
    }
}

#[test]
fn a_table_without_end_is_compared_with_nothing() {
    let table: String = (10..1_000).map(|count| format!("{count} people were killed there and ")).collect();
    let article = Article { id: "a".into(), text: format!("In town {table} more."), ..Article::default() };
    assert_eq!(super::figures(&article, "en").len(), 0);
    let article = Article { text: "In the town 14 people were killed. ".repeat(2_000), ..article };
    assert_eq!(super::figures(&article, "en").len(), 0);
    let article = Article { text: "In the town 14 people were killed.".into(), ..article };
    assert_eq!(super::figures(&article, "en").len(), 1);
}
