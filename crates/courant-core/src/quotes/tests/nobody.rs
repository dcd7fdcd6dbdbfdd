//! Whose words are nobody's here: better no name than a wrong one.

use super::check_last;

/// Somebody who spoke before, in a paragraph of their own.
fn after_solheim(cases: &[(&str, &str)]) {
    let texts: Vec<(String, &str)> = cases
        .iter()
        .map(|(text, speaker)| (format!("“We will rebuild the quay,” said Anna Solheim.\n\n{text}"), *speaker))
        .collect();
    let cases: Vec<(&str, &str, &str)> = texts.iter().map(|(text, speaker)| ("en", text.as_str(), *speaker)).collect();
    check_last(&cases);
}

#[test]
fn a_point_within_a_name_ends_no_sentence() {
    after_solheim(&[
        ("“A quay is not for cars, it is for ships,” Sen. Ole Dahl, D-Fla., said on the floor.", "Ole Dahl"),
        (
            "“We wait for the others to write a bill,” said the council’s No. 2 Democrat, Ole Dahl, on Friday.",
            "Ole Dahl",
        ),
        ("“They drag the harbour into a quarrel,” Brig. Gen. Ole Dahl, the chief of the guard, said.", "Ole Dahl"),
        (
            "“Who votes no votes against the harbour,” Rep. Ole “Buck” Dahl, R-Tx., the chairman, said Friday.",
            "Ole Dahl",
        ),
        ("“Who votes no votes against the harbour,” Ole “Buck” Dahl said.", "Ole Dahl"),
    ]);
}

#[test]
fn somebody_without_a_name_speaks_for_themselves() {
    after_solheim(&[
        (
            "“The aim of the plan was to enrich Anna Solheim by the sale of the old ferry,” the 40-page indictment says.",
            "",
        ),
        ("“Do you think she wants to get it done?” asked one Democratic lawmaker. “It does not sound so.”", ""),
        ("“These marches have only just begun,” one ferryman told Harbour News from the quay.", ""),
        ("“Our members work on ferries and on tugs,” the group said.", ""),
        ("“We were never asked,” ferrymen say.", ""),
        ("“We were never asked,” said one clerk as Ole Dahl left the hall.", ""),
        ("“We were never asked,” said a captain, Ole Dahl.", "Ole Dahl"),
        ("“We were never asked,” said a furious Ole Dahl.", "Ole Dahl"),
        ("One user who lives near Wexcombe, Tex., said: “They knew of the leak for years.”", ""),
        ("“We were never asked,” the Dahl campaign said.", ""),
        ("The charge, which names Ole Dahl, says: “They knew of the leak for nine long years.”", ""),
        ("The man who met Ole Dahl said: “He knew of the leak for nine long years.”", ""),
        ("As Ole Dahl left, one man said: “He knew of the leak for nine long years.”", ""),
        ("“They knew of the leak,” the report says.\n\n“And they kept it from us,” he said.", ""),
        ("“They knew of the leak,” the report says. “And they kept it from every one of us.”", ""),
        ("“They knew of the leak,” the senator said. “It was plain.”\n\n“I kept it quiet,” she said.", "Anna Solheim"),
        ("Ole Dahl shook his head and said: “We knew of the leak for nine long years.”", "Ole Dahl"),
        // Behind a word that no list of verbs has stands who spoke all the same.
        ("“They knew of the leak for years,” Ole Dahl shot back.", "Ole Dahl"),
        ("“They knew of the leak for nine long years,” thinks the town of Wexcombe.", ""),
        ("“They knew of the leak for years,” Ole Dahl, 57, told a passer-by.", "Ole Dahl"),
    ]);
}

#[test]
fn who_hears_does_not_speak_and_who_is_told_of_first_goes_on_saying() {
    after_solheim(&[
        ("Ole Dahl scolded Solheim on the quay, saying, “I think she has forgotten what a quay is for.”", "Ole Dahl"),
        (
            "Ole Dahl wrote to Mia Berg, telling Harbour News, “I think she has forgotten what a quay is for.”",
            "Ole Dahl",
        ),
        ("“She has forgotten what a quay is for,” Harbour News quoted Ole Dahl as saying.", "Ole Dahl"),
        (
            "She called it “the work of the head of the council,” Mayor Ole Dahl, Republican of Wexcombe.",
            "Anna Solheim",
        ),
        ("One clerk told Ole Dahl: “I think she has forgotten what a quay is for.”", ""),
        ("One clerk asked Ole Dahl: “Has she forgotten what a quay is for?”", ""),
        ("Ole Dahl is no clerk, according to Mia Berg: “He has forgotten what a quay is for.”", "Mia Berg"),
        ("Ole Dahl mocks the banker Mia Berg: “She owns this town and all its ferries, every one.”", ""),
        ("Ole Dahl was blunt: “She owns this town and all its ferries, every one.”", "Ole Dahl"),
        ("Ole Dahl came.\n\nMia Berg continued:\n\n“She owns this town and all its ferries, every one.”", "Mia Berg"),
    ]);
    check_last(&[(
        "en",
        "Gov. Ole Dahl wants answers. He said the Quay Department would look into it, adding, “It must start at once.”",
        "Ole Dahl",
    )]);
}

#[test]
fn things_do_not_speak() {
    after_solheim(&[
        ("It breaks the 9th Amendment to the Charter, which states, “All who were born here may fish here.”", ""),
        ("“All who were born here may fish here,” the Quay Act says.", ""),
        ("“All who were born here may fish here,” the mayor said on Chirper.", ""),
    ]);
}

#[test]
fn a_comparison_names_nobody_who_speaks() {
    check_last(&[
        (
            "en",
            "With the vote near, as it did President Ole Dahl in the old days, Mr. Berg went to the quay. “We even talked of it today,” he said.",
            "Berg",
        ),
        ("en", "Unlike Ole Dahl, Mia Berg went to the quay. “We even talked of it today,” she said.", "Mia Berg"),
        (
            "en",
            "Then — Ole Dahl was away — Mia Berg went to the quay. “We even talked of it today,” she said.",
            "Mia Berg",
        ),
    ]);
}

#[test]
fn a_surname_that_is_an_everyday_word_is_one_beside_its_verb() {
    after_solheim(&[
        ("“They knew of the leak for years,” Mr. Hedge said. “It was plain.”", "Hedge"),
        ("“They knew of the leak for years,” said Hedge.", "Hedge"),
    ]);
}
