//! Words that stood under the wrong person: each mechanism in invented sentences.

use super::{check_last, found};

#[test]
fn somebody_of_whom_little_is_known_ends_the_search() {
    check_last(&[
        // A surname that two bear, and that the text takes for a place besides.
        (
            "en",
            "“We need his voice now,” said Tor Berg. Mia Jordan and Ole Jordan came. To the dismay of the council, Jordan did not stop in the winter. “We grow weak when we fight each other,” he said.",
            "",
        ),
        // Title and region before the name, and a word before them.
        (
            "en",
            "“We need his voice now,” said Tor Berg. Afterward, Halden Democrat Ole Dahl praised the crew in the hall. “They are the best we have had,” he said.",
            "Ole Dahl",
        ),
        (
            "en",
            "“We need his voice now,” said Tor Berg. That, Quay Office head Ole Dahl said, is so by plan. “They are the best we have had,” he said.",
            "Ole Dahl",
        ),
        // Whose account it is.
        (
            "en",
            "Secretary Tor Berg spoke at the quay. The trouble was due to “years of neglect” by the town, according to Dahl of Wexcombe College. “The town needs to change,” he said.",
            "",
        ),
        (
            "en",
            "Storm Maria was hardly seen, according to counts by Tor Berg at Harbour Post. “People on the shore spoke fewer words about it,” he writes.",
            "",
        ),
    ]);
}

#[test]
fn only_a_pronoun_that_may_mean_the_same_goes_on_about_somebody() {
    check_last(&[
        (
            "en",
            "“I know the quay,” said Tor Berg. The ferrymen argue, and they point to a promise Ole Dahl made in May. “I am putting new boats on the water,” he said.",
            "",
        ),
        (
            "en",
            "“I know the quay,” said Mia Berg. He told her that Ole Dahl had left. “I am putting new boats on the water,” she said.",
            "",
        ),
        (
            "en",
            "“I know the quay,” said Tor Berg. As they fled, Ole Dahl calmed the children. “It was only the fireworks,” he said.",
            "Ole Dahl",
        ),
        ("en", "“I know the quay,” said Mia Berg. She beat Ole Dahl in May. “It was close,” she said.", "Mia Berg"),
        ("en", "“I know the quay,” said Mia Berg. Ferrymen came. “We know it better than she does,” they said.", ""),
    ]);
}

#[test]
fn a_given_name_speaks_against_a_pronoun() {
    check_last(&[
        ("en", "Karen Marlow accused the mayor. “This film does not exist at all,” he said.", ""),
        ("en", "Brett Marlow accused the mayor. “This film does not exist at all,” she said.", ""),
        ("en", "“We will see,” said Karen Marlow.\n\n“This film does not exist at all,” he said in a statement.", ""),
        // It is nobody's, and not that of who else speaks in the paragraph.
        (
            "en",
            "Karen Marlow came. “This film does not exist at all,” he said. “It does,” said Karen Marlow. “We all saw it there,” he said.",
            "",
        ),
        ("en", "“We will see,” said Lauren. “This film does not exist at all,” he said.", ""),
        ("en", "“We will see,” said Martin. “This film does not exist at all,” she said.", "Martin"),
        ("en", "Karen Marlow accused the mayor. “This film does not exist at all,” she said.", "Karen Marlow"),
        // Over a man whom a sentence between tells of.
        (
            "en",
            "“We will see,” said Karen Marlow.\n\nMark Dahl had left by then. “This film does not exist at all,” she said.",
            "Karen Marlow",
        ),
        ("en", "Kim Marlow accused the mayor. “This film does not exist at all,” he said.", "Kim Marlow"),
        ("de", "Sabine Wegmann kam. „Den Film gibt es gar nicht“, sagte er.", ""),
        ("fr", "Hélène Caradec est venue. « Ce film n’existe pas du tout », a-t-il dit.", ""),
        ("es", "Pilar Ferrán llegó. «Esa película no existe», dijo él.", ""),
    ]);
}

#[test]
fn nobody_names_themselves() {
    check_last(&[
        (
            "en",
            "Ole Dahl was praised in a letter. He said in a statement: “I cannot recall a single talk with Ole Dahl about my post.”",
            "",
        ),
        ("en", "“We will see,” said Ole Dahl.\n\n“The best that could happen to Dahl is a storm before the vote.”", ""),
        ("en", "“We will see,” said Ole Dahl. “The Dahl family has always been poor, as we all know.”", "Ole Dahl"),
        ("en", "Mia Dahl spoke of her father. “The town of John Dahl has no need of more,” she said.", "Mia Dahl"),
        ("en", "Ole Dahl came up. “My name is Ole Dahl, and I am a ferryman,” he said.", "Ole Dahl"),
        ("en", "“The Dahl family has always been poor,” said Ole Dahl.", "Ole Dahl"),
    ]);
}

#[test]
fn words_do_not_pass_over_somebody_elses_voice() {
    check_last(&[
        (
            "en",
            "“Why is it open?” asked Ole Dahl. Berg’s answer was short.\n\n“We only close what is broken beyond repair.”",
            "",
        ),
        (
            "en",
            "“I will not go,” said Ole Dahl. The ferry will sail. — Tor Berg (@torberg) May 7, 2018\n\n“We only close what is broken beyond repair.”",
            "",
        ),
        (
            "en",
            "“The harbour rests,” said Ole Dahl.\n\nTor Berg, a former ferryman, called the plan “pro-forma”, adding, “very rarely are they right.”",
            "",
        ),
        (
            "en",
            "“I will not go,” said Ole Dahl.\n\n“We only close what is broken” — Tor Berg (@torberg) May 7, 2018",
            "",
        ),
        ("en", "Ole Dahl: “We only close what is broken at the quay” — Tor Berg (@torberg) May 7, 2018", "Ole Dahl"),
        (
            "en",
            "“I will not go,” said Ole Dahl.\n\n“We only close what is broken, all of us.” pic.example.com/Lr6 — Head of Halden (@halden) May 7, 2018",
            "",
        ),
    ]);
}

#[test]
fn an_aside_far_from_the_verb_is_one() {
    check_last(&[(
        "en",
        "When Senate Harbour Committee Chairman Ole Dahl tried to get the day of the hearing started, Sen. Mia Berg (D-CA) interrupted him and insisted, “we have not had time to read it.”",
        "Mia Berg",
    )]);
}

#[test]
fn who_is_with_somebody_does_not_speak_for_them() {
    check_last(&[
        (
            "en",
            "With his wife Mia Dahl sitting at his side, Ole Dahl told Harbour News that it was wrong. “I have never sunk a boat,” he said.",
            "Ole Dahl",
        ),
        (
            "en",
            "Mia Berg, one of three captains who had not said what they want, told the Post: “I find the plan to be good.”",
            "Mia Berg",
        ),
        (
            "en",
            "Asked whether Tor Berg had helped, Ole Dahl said he did not know. “I have never sunk a boat,” he said.",
            "Ole Dahl",
        ),
    ]);
}

#[test]
fn what_a_thing_is_like_is_no_speaker() {
    check_last(&[
        (
            "en",
            "It was as mild as a John Berg film. Then he looked at the beach and the waves. “Beaches are a place for storms,” he said.",
            "",
        ),
        ("en", "“They knew of the leak for years,” a Harbour Party staffer told the Post.", ""),
    ]);
}

#[test]
fn what_is_not_said_is_nobodys() {
    check_last(&[
        ("en", "Ole Dahl lashed out. Rather than saying to himself, “Why do they loathe me so much?” Dahl left.", ""),
        ("en", "Ole Dahl is not cowed. He is going to say, “Bring the boats,” and get ready to sail.", ""),
        ("en", "Nobody can say that “boats are for everybody,” Ole Dahl told the Post.", "Ole Dahl"),
        ("en", "Ole Dahl did not say, “Bring the boats to the quay.”", ""),
        ("en", "Ole Dahl marched through the town holding a flag saying, “Boats for everybody.”", ""),
        ("en", "Ole Dahl wore a shirt that read, “Boats for everybody in this town.”", ""),
        ("en", "“They knew of the leak for years,” The Tweet read.", ""),
    ]);
}

#[test]
fn names_of_works_are_no_speech() {
    for (text, expected) in [
        ("Since that was not “a wrong and a mean count,” the Harbour Party was free to go on with it.", 0),
        ("“I think there are some,” Ole Dahl told Harbour News’ “Good Morning Wexcombe.”", 1),
        ("Fans wore shirts with slogans like “Eat Eels, Be Happy,” and “Ole Dahl for Mayor,” as Mia Berg spoke.", 0),
        ("“I think there are some,” Ole Dahl said. “Bring Back The Boats,” he shouted.", 2),
    ] {
        assert_eq!(found("en", text).len(), expected, "{text}");
    }
}
