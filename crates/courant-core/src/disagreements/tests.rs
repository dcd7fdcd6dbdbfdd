//! Invented reports that differ, agree, or speak of different things.

use crate::model::Article;

fn told(reports: &[(&str, &str)]) -> Vec<String> {
    let articles: Vec<Article> = reports
        .iter()
        .enumerate()
        .map(|(number, (language, text))| Article {
            id: number.to_string(),
            publisher: format!("Paper {number}"),
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
