//! Questions to invented news about ages, shares, days to come and years that somebody could face.

use super::news::{Report, check};

const PEOPLE: &[Report] = &[(
    "people",
    "2026-11-23T18:00:00Z",
    "The former harbour chief Ansel Brackwell has died at the age of 80 after a short illness, his family said. The port of Halden opened \
     almost 10 years ago, when Ansel Brackwell was mayor. Meret Brackwell, 33, thanked the nurses of Halden. The 20-year-old student Ida \
     Brandt was found on Monday in a field near Wexcombe. A 24-year-old suspect who knew Ida Brandt was arrested in Wexcombe. Tor Lind, \
     61, will lead the ferry line of Halden. Una Finch is 47 years old and keeps bees in Halden. Kai Stone said that his wife died at \
     the age of 70. The bridge of Halden was built 90 years ago. Felix Marrow, a 39-year-old baker, won the boat race in Halden. \
     Greta Marie Holt, 25, mends sails.",
)];

#[test]
fn an_age_is_its_owners() {
    let brackwell =
        "The former harbour chief Ansel Brackwell has died at the age of 80 after a short illness, his family said.";
    let brandt = "The 20-year-old student Ida Brandt was found on Monday in a field near Wexcombe.";
    check(
        PEOPLE,
        &[
            ("How old was Ansel Brackwell?", brackwell),
            ("How old was Brackwell?", brackwell),
            ("How old was Ida Brandt?", brandt),
            ("How old was Brandt?", brandt),
            ("How old is Meret Brackwell?", "Meret Brackwell, 33, thanked the nurses of Halden."),
            ("How old is Tor Lind?", "Tor Lind, 61, will lead the ferry line of Halden."),
            ("How old is Una Finch?", "Una Finch is 47 years old and keeps bees in Halden."),
            ("How old is Felix Marrow?", "Felix Marrow, a 39-year-old baker, won the boat race in Halden."),
            ("How old is Greta Holt?", "Greta Marie Holt, 25, mends sails."),
            ("How old is the suspect?", "A 24-year-old suspect who knew Ida Brandt was arrested in Wexcombe."),
            ("How old is the bridge?", "The bridge of Halden was built 90 years ago."),
            ("How old is Kai Stone?", "-"),
            ("How old is the baker’s wife?", "-"),
            ("How old is the port?", "The port of Halden opened almost 10 years ago, when Ansel Brackwell was mayor."),
        ],
    );
}

#[test]
fn shares_and_changes_are_told_in_percent() {
    let trade: &[Report] = &[(
        "trade",
        "2026-11-23T18:00:00Z",
        "Freedonia doubled its tariffs on tin and salt from Sylvania on Monday. The tariff on tin from Sylvania is now 20 percent and the tariff \
         on salt 50 percent. Shares of Halden Bank fell 2 percent on Monday. Shares of Wexcombe Bank fell to $12 on Monday. Unemployment in \
         Halden rose from 3 percent to 5 percent in October. The Fen Company raised its rents in three towns. Sales of the Fen Company \
         rose in all 14 of its shops.",
    )];
    check(
        trade,
        &[
            ("How much did Halden Bank fall?", "Shares of Halden Bank fell 2 percent on Monday."),
            ("How far did shares of Halden Bank fall?", "Shares of Halden Bank fell 2 percent on Monday."),
            ("How much did Wexcombe Bank fall?", "-"),
            (
                "How high is the tariff on salt?",
                "The tariff on tin from Sylvania is now 20 percent and the tariff on salt 50 percent.",
            ),
            (
                "What is the unemployment rate in Halden?",
                "Unemployment in Halden rose from 3 percent to 5 percent in October.",
            ),
            ("How much did sales of the Fen Company rise?", "-"),
        ],
    );
}

#[test]
fn years_are_those_of_whom_is_asked() {
    let court: &[Report] = &[(
        "court",
        "2026-11-23T18:00:00Z",
        "Kai Stone was charged with fraud in Halden on Monday. Meret Zand agreed to close her office for at least five years. Tor Lind \
         could face up to 12 years in prison if convicted. Una Finch will step down as harbour chief on Dec. 3. The council raised the \
         toll of the flood from 64 to 120 deaths. Felix Marrow won the Wexcombe race on Sunday. Ida Brandt defeated Oda Vane in the vote.",
    )];
    check(
        court,
        &[
            ("How many years could Stone face?", "-"),
            ("How many years could Lind face?", "Tor Lind could face up to 12 years in prison if convicted."),
            ("When will Una Finch step down?", "Una Finch will step down as harbour chief on Dec. 3."),
            ("How many people died in the flood?", "The council raised the toll of the flood from 64 to 120 deaths."),
            ("Who won the Halden race?", "-"),
            ("Who won the Wexcombe race?", "Felix Marrow won the Wexcombe race on Sunday."),
            ("Whom did Ida Brandt beat?", "Ida Brandt defeated Oda Vane in the vote."),
        ],
    );
    let vote: &[Report] = &[(
        "vote",
        "2026-11-23T18:00:00Z",
        "The council vote in Norway was close. Oda Vane won the council vote in Denmark on Sunday. The original tariff on tin was 30 \
         percent. The tariff on tin raised its price by 12 percent. Ida Brandt, the spokeswoman for the harbour master, wept.",
    )];
    check(
        vote,
        &[
            ("Who won the council vote in Norway?", "-"),
            ("Who won the council vote in Denmark?", "Oda Vane won the council vote in Denmark on Sunday."),
            ("How high is the tariff on tin?", "-"),
            ("Who is the harbour master?", "-"),
        ],
    );
}

#[test]
fn who_died_in_one_town_is_some_of_all() {
    let whole = "The storm has killed 14 people since Sunday.";
    let storm: &[Report] = &[
        ("all", "2026-11-23T17:00:00Z", whole),
        ("town", "2026-11-23T18:00:00Z", "The storm crossed the coast. Two people died in Wexcombe when a tree fell."),
    ];
    check(
        storm,
        &[
            ("How many people died?", whole),
            ("How many people died in Wexcombe?", "Two people died in Wexcombe when a tree fell."),
        ],
    );
}
