//! Invented reports that differ, agree, or speak of different things.

mod tolls;

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
                ("en", "Some 12 people were killed when a train derailed near Aldermouth."),
                ("en", "A train derailed near Aldermouth on Monday and 15 people died."),
            ],
            "people died: Some 12 (0), 15 (1)",
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

#[test]
fn figures_of_which_both_may_be_true_do_not_differ() {
    let killed = |one: &str, other: &str| {
        told(&[
            ("en", &format!("The blast at the Aldermouth mill killed {one} people on Monday.")),
            ("en", &format!("The Aldermouth blast on Monday killed {other} people at the mill.")),
        ])
        .len()
    };
    for (one, other, rows) in [
        ("12", "15", 1),
        ("more than 200", "229", 0),
        ("more than 229", "200", 1),
        ("at least 50", "at least 59", 0),
        ("up to 32", "32", 0),
        ("up to 32", "40", 1),
        ("nearly 80", "more than 70", 0),
        ("nearly 80", "70", 1),
        ("close to 1,000", "about 850", 1),
        ("30 or more", "32", 0),
        ("no more than 30", "40", 1),
        ("no fewer than 30", "40", 0),
        ("229", "230", 0),
        ("2,735", "2,700", 0),
        ("29", "30", 1),
        ("half a dozen", "15", 0),
    ] {
        assert_eq!(killed(one, other), rows, "{one}, {other}");
    }
    for (language, reports) in [
        (
            "de",
            [
                "Bei dem Zugunglück nahe Aldermouth wurden mindestens 12 Menschen getötet.",
                "Nahe Aldermouth starben bei dem Zugunglück 15 Menschen.",
            ],
        ),
        (
            "de",
            [
                "Bei dem Zugunglück nahe Aldermouth wurden knapp 80 Menschen getötet.",
                "Nahe Aldermouth starben bei dem Zugunglück mehr als 70 Menschen.",
            ],
        ),
        (
            "fr",
            [
                "Le déraillement près d’Aldermouth a fait au moins 12 morts.",
                "Le déraillement près d’Aldermouth a fait 15 morts.",
            ],
        ),
        (
            "es",
            [
                "El tren descarriló cerca de Aldermouth y más de 12 personas murieron.",
                "El tren descarriló cerca de Aldermouth y 15 personas murieron.",
            ],
        ),
    ] {
        assert_eq!(told(&reports.map(|text| (language, text))), Vec::<String>::new(), "{reports:?}");
    }
    let most = told(&[
        ("en", "The blast at the Aldermouth mill killed no more than 30 people on Monday."),
        ("en", "The blast at the Aldermouth mill killed 40 people on Monday."),
    ]);
    assert_eq!(most, ["people killed: no more than 30 (0), 40 (1)"]);
    // Of three, whoever agrees with both others has no part in it.
    let three = told(&[
        ("en", "The blast at the Aldermouth mill killed 12 people on Monday."),
        ("en", "The blast at the Aldermouth mill killed up to 40 people on Monday."),
        ("en", "The blast at the Aldermouth mill killed 15 people on Monday."),
    ]);
    assert_eq!(three, ["people killed: 12 (0), 15 (2)"]);
}

#[test]
fn measures_are_compared_only_where_it_is_said_of_what() {
    let differ = [
        ("en", "Ann Lee won with 52 percent of the vote in the Aldermouth election on Sunday, the county said."),
        ("en", "In the Aldermouth election on Sunday Ann Lee won with 57 percent of the vote, the county said."),
    ];
    assert_eq!(told(&differ), ["% of the vote: 52 (0), 57 (1)"]);
    for reports in [
        // One tax and another, a poll, a price, a manner of speaking.
        [
            ("en", "The Aldermouth ferry company paid $13 million in county taxes last year."),
            ("en", "The Aldermouth ferry company paid $43 million in national taxes last year."),
        ],
        [
            ("en", "In a poll before the Aldermouth election Ann Lee had 52 percent of the vote."),
            ("en", "In a poll before the Aldermouth election Ann Lee had 37 percent of the vote."),
        ],
        [
            ("en", "Shares of the Aldermouth ferry company fell to $63 at noon in early business."),
            ("en", "Shares of the Aldermouth ferry company fell to $69 at noon in early business."),
        ],
        [
            ("en", "The Aldermouth council is 100 percent responsible for the tunnel, Ann Lee said."),
            ("en", "The Aldermouth council is 37 percent responsible for the tunnel, Ann Lee said."),
        ],
        [
            ("en", "The Aldermouth ferry company paid $13 million and then closed the pier."),
            ("en", "The Aldermouth ferry company paid $43 million and then closed the pier."),
        ],
        // Miles, winds: of a ship that sails, a storm that moves.
        [
            ("en", "The ferry Marrable drifted 12 miles east of Aldermouth without any light."),
            ("en", "The ferry Marrable drifted 30 miles east of Aldermouth without any light."),
        ],
        [
            ("en", "The storm reached Aldermouth with winds of 110 kilometres an hour, the service said."),
            ("en", "The storm reached Aldermouth with winds of 150 kilometres an hour, the service said."),
        ],
        [
            ("de", "Der Sturm erreichte Aldermouth mit 110 Kilometern in der Stunde aus Westen."),
            ("de", "Der Sturm erreichte Aldermouth mit 150 Kilometern in der Stunde aus Westen."),
        ],
    ] {
        assert_eq!(told(&reports), Vec::<String>::new(), "{reports:?}");
    }
}

#[test]
fn another_place_and_another_kind_are_others() {
    for reports in [
        [
            ("en", "A gunman killed 59 people at a concert on the Aldermouth strip on Sunday."),
            ("en", "A gunman opened fire inside a club in Eastholme on a Sunday and killed 49 people at a concert."),
        ],
        [
            ("en", "A gunman killed 59 people at a concert on the Aldermouth strip on Sunday."),
            ("en", "A gunman killed 49 people at a concert on a Sunday in June last year."),
        ],
        // Only who says it is one.
        [
            ("en", "Ann Lee said 25,000 people in Aldermouth have no light in the storm."),
            ("en", "Ann Lee said 54,000 people in Aldermouth had taken refuge."),
        ],
        [
            ("en", "In Eastholme, where 30 people were arrested on Wednesday, a crowd gathered again."),
            ("en", "Another crowd gathered in Port Ansel, where 28 people were arrested on Wednesday."),
        ],
        [
            ("en", "The order names Freedonia and Sylvania, two coastal countries in the west."),
            ("en", "The order names Freedonia and Sylvania, and six inland countries in the west."),
        ],
        [
            ("en", "The storm will pass over two nuclear plants on the coast."),
            ("en", "The path of the storm includes seven nuclear plants with pits of waste."),
        ],
    ] {
        assert_eq!(told(&reports), Vec::<String>::new(), "{reports:?}");
    }
    let ships = [
        ("en", "The yard in Aldermouth will scrap some 850 jobs."),
        ("en", "It will scrap 1,100 jobs at the Aldermouth yard that was to close."),
    ];
    assert_eq!(told(&ships), ["jobs: some 850 (0), 1,100 (1)"]);
}

#[test]
fn other_languages_say_at_least_and_of_what_money_is() {
    for reports in [
        [
            ("pl", "W wypadku pociągu pod Olderowem zginęło co najmniej 12 osób."),
            ("pl", "W wypadku pociągu pod Olderowem zginęło 15 osób."),
        ],
        [
            ("ru", "По меньшей мере 12 пассажиров погибли, когда поезд сошёл с рельсов у Олдермута."),
            ("ru", "15 пассажиров погибли, когда поезд сошёл с рельсов у Олдермута."),
        ],
        [("tr", "Karasu’daki tren kazasında en az 12 kişi öldü."), ("tr", "Karasu’daki tren kazasında 15 kişi öldü.")],
        [
            ("nl", "Bij het treinongeluk bij Oldermond kwamen zeker 12 mensen om."),
            ("nl", "Bij het treinongeluk bij Oldermond kwamen 15 mensen om."),
        ],
        // One sum and another.
        [
            ("pl", "Straty po pożarze magazynu w Olderowie oszacowano na 2 mln złotych."),
            ("pl", "Straty po pożarze magazynu w Olderowie oszacowano na 5 mln złotych."),
        ],
    ] {
        assert_eq!(told(&reports), Vec::<String>::new(), "{reports:?}");
    }
    for reports in [
        [
            ("pl", "W wypadku pociągu pod Olderowem zginęło 12 osób."),
            ("pl", "W wypadku pociągu pod Olderowem zginęło 15 osób."),
        ],
        [("tr", "Karasu’daki tren kazasında 12 kişi öldü."), ("tr", "Karasu’daki tren kazasında 15 kişi öldü.")],
    ] {
        assert_eq!(told(&reports).len(), 1, "{reports:?}");
    }
}

#[test]
fn two_versions_of_one_agency_text_are_no_disagreement() {
    let told = |bylines: [&str; 2]| {
        let texts = [
            "A ship struck the Aldermouth bridge and 25 people were injured.",
            "A ship has struck the Aldermouth bridge and 27 people were injured.",
        ];
        let articles: Vec<Article> = (0..2)
            .map(|at| Article {
                id: at.to_string(),
                publisher: format!("Paper {at}"),
                text: format!(
                    "{}{}",
                    if bylines[at].starts_with('(') { format!("ALDERMOUTH {} - ", bylines[at]) } else { String::new() },
                    texts[at]
                ),
                authors: vec![bylines[at].to_owned()],
                language: Some("en".into()),
                ..Article::default()
            })
            .collect();
        let read: Vec<_> = articles.iter().map(crate::understand).collect();
        super::disagreements(&articles.iter().zip(&read).collect::<Vec<_>>()).len()
    };
    assert_eq!(told(["The Associated Press", "(AP)"]), 0);
    assert_eq!(told(["The Associated Press", "(Reuters)"]), 1);
    assert_eq!(told(["Ann Lee", "Tom Fenn"]), 1);
}
