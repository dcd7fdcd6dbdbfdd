//! The tests' newsroom. All of it is invented.

use courant_core::model::{
    Access, Disagreement, Figure, LeftOut, LinkKind, MemberWhy, StoryDetail, StoryLink, StoryQuote, SummarySentence,
    TimelineEvent, WhyKind,
};
use courant_store::Store;

use super::stored::{Filling, Kept, Told, span, why};

/// 23 November 2026, 09:40 in the site's zone.
pub const NOW: i64 = 1_795_423_200_000;

pub const HARBOUR: Told = Told {
    outlet: "Harbour Post",
    title: "Nineteen minutes: how the Skerry Tunnel was emptied",
    description: "Both tubes were cleared in nineteen minutes. Pumps are holding the level.",
    text: "Seawater entered the western tube of the Skerry Tunnel at 05:48 on Monday, when a sensor at ring 114 read salt where it had read nothing for eleven years.\n\n\
           Both tubes were cleared of traffic within nineteen minutes. Wardens led out 212 people on foot, among them a school class from Norderhagen.\n\n\
           “The seal told us for two days, and we wrote it down,” said Oda Brackwell, the chief engineer of the Skerry Tunnel.\n\n\
           The operator expects to reopen the eastern tube before the weekend. It gives no date for the western one, where pumps are holding the level.",
    authors: &["Wenna Tolbrook"],
    language: "en",
    ago: 12,
    picture: Some("The two tubes under the strait."),
    feed_only: false,
    kind: courant_core::model::PageKind::Report,
    access: Access::Free,
    problem: None,
};

pub const HALYARD: Told = Told {
    outlet: "Halyard Wire",
    title: "Skerry Tunnel closed until further notice, operator says",
    description: "Water entered the western tube.",
    text: "The Skerry Tunnel is closed until further notice after water entered its western tube, the operator said on Monday.\n\n\
           About 190 people were led out on foot, it said in a first statement from Aldermouth.",
    picture: None,
    authors: &[],
    ago: 19,
    ..HARBOUR
};

pub const COURIER: Told =
    Told { outlet: "The Fenland Courier", title: "Sea breaks into Skerry Tunnel", ago: 18, ..HALYARD };

pub const SUNDKURIER: Told = Told {
    outlet: "Sundkurier",
    title: "Skerry-Tunnel gesperrt: Wasser in der Weströhre",
    description: "Die Pumpen laufen seit dem frühen Morgen.",
    text: "Der Skerry-Tunnel ist seit Montagmorgen gesperrt, weil Wasser in die Weströhre eingedrungen ist.\n\n\
           Um 07:00 Uhr stieg das Wasser nicht mehr, sagte der Hafenmeister.",
    authors: &["Jorin Haddeby"],
    language: "de",
    ago: 53,
    ..HALYARD
};

pub const DIVERS: Told = Told {
    outlet: "Upland Gazette",
    title: "Divers report a damp joint in the Skerry Tunnel",
    description: "Traffic continues.",
    text: "Divers reported a damp joint at ring 114 of the Skerry Tunnel on Saturday. Traffic continues.",
    ago: 2_500,
    ..HALYARD
};

pub const GRAIN: Told = Told {
    outlet: "Ledger and Loom",
    title: "Grain ships leave Port Ansel after eleven days at anchor",
    description: "The last of 41 manifests was signed at dawn.",
    text: "The last of 41 manifests was signed at dawn. Millers expect flour by Thursday.",
    ago: 64,
    feed_only: true,
    ..HALYARD
};

/// Headlines of stories that one outlet tells.
const ALONE: [&str; 16] = [
    "Aldermouth votes by eleven to ten to keep its night trams",
    "Fenland farmers are asked to let the river in",
    "Seaweed as long as a street stops the Lowmark ferry",
    "Glacier gauge sends its last reading after 61 years",
    "Bakers’ strike ends with a four-day night week",
    "Rents in Aldermouth fall for the first time in nine years",
    "The crane that works alone, and the dockers who read its log",
    "A lighthouse keeper’s diary turns up in a violin case",
    "Orchard school opens with more trees than pupils",
    "The town that sold its only traffic light",
    "Moss on the courthouse roof is older than the court",
    "A choir of thirty sings to an empty stadium",
    "Two villages share one bridge and one argument",
    "The last typewriter shop in Lowmark closes on a Tuesday",
    "Night bakery feeds the tram depot for free",
    "A map from 1704 settles a fence",
];

/// What was put into the store.
pub struct News {
    /// The story with several reports.
    pub tunnel: i64,
    pub harbour: Kept,
    pub halyard: Kept,
    pub courier: Kept,
    pub sundkurier: Kept,
    /// A story with one report, read from the feed alone.
    pub grain: Kept,
    pub grain_story: i64,
    /// An earlier story with one report.
    pub divers: Kept,
    pub divers_story: i64,
    /// Stories in all.
    pub stories: usize,
}

/// The whole newsroom.
pub async fn fill(store: &Store) -> News {
    let mut filling = Filling::new(store);
    let divers = filling.article(&DIVERS).await;
    let divers_story = filling.story(&[&divers], &[], StoryDetail::default()).await;
    let grain = filling.article(&GRAIN).await;
    let grain_story = filling.story(&[&grain], &[], StoryDetail::default()).await;
    let sundkurier = filling.article(&SUNDKURIER).await;
    let halyard = filling.article(&HALYARD).await;
    let courier = filling.article(&COURIER).await;
    let harbour = filling.article(&HARBOUR).await;
    let detail = tunnel_detail(&harbour, &halyard, &sundkurier, &courier, &divers, divers_story, &grain);
    let members = [&harbour, &sundkurier, &halyard, &courier];
    let tunnel = filling.story(&members, &[(courier.id, halyard.id)], detail).await;
    let evidence =
        vec![why(WhyKind::Entity, "Skerry Tunnel"), why(WhyKind::Number, "114"), why(WhyKind::Time, "2 days apart")];
    filling.relate(tunnel, harbour.id, divers.id, LinkKind::Earlier, evidence).await;
    for (index, title) in ALONE.iter().enumerate() {
        let ago = 70 + 15 * index as i64;
        let told =
            Told { outlet: "Orbit and Soil", title, description: "", text: title, ago, feed_only: false, ..GRAIN };
        let kept = filling.article(&told).await;
        filling.story(&[&kept], &[], StoryDetail::default()).await;
    }
    let stories = 3 + ALONE.len();
    News { tunnel, harbour, halyard, courier, sundkurier, grain, grain_story, divers, divers_story, stories }
}

fn tunnel_detail(
    harbour: &Kept,
    halyard: &Kept,
    sundkurier: &Kept,
    courier: &Kept,
    divers: &Kept,
    divers_story: i64,
    grain: &Kept,
) -> StoryDetail {
    let sentence = |kept: &Kept, words: &str| SummarySentence {
        text: words.to_owned(),
        quoted: true,
        sources: vec![span(kept, words)],
    };
    let figure = |kept: &Kept, words: &str, value: f64| Figure {
        value,
        text: words.to_owned(),
        approximate: false,
        source: span(kept, words),
        at: jiff::Timestamp::from_millisecond(NOW - kept.told.ago * 60_000).ok(),
    };
    let said = "“The seal told us for two days, and we wrote it down,”";
    StoryDetail {
        summary: vec![
            sentence(harbour, "Both tubes were cleared of traffic within nineteen minutes."),
            sentence(
                sundkurier,
                "Der Skerry-Tunnel ist seit Montagmorgen gesperrt, weil Wasser in die Weströhre eingedrungen ist.",
            ),
        ],
        disagreements: vec![Disagreement {
            subject: "people led out".to_owned(),
            figures: vec![figure(harbour, "212", 212.0), figure(halyard, "About 190", 190.0)],
        }],
        timeline: vec![TimelineEvent {
            // 05:48 on the report's own clock, read as UTC; the site's is an hour ahead of UTC.
            at: jiff::Timestamp::from_millisecond(NOW - 172 * 60_000).unwrap(),
            has_time: true,
            text: "Wardens led out 212 people on foot, among them a school class from Norderhagen.".to_owned(),
            source: span(harbour, "Wardens led out 212 people on foot, among them a school class from Norderhagen."),
        }],
        quotes: vec![StoryQuote {
            text: said.to_owned(),
            speaker: Some("Oda Brackwell".to_owned()),
            source: span(harbour, said),
            at: None,
        }],
        related: vec![StoryLink {
            story: divers_story,
            kind: LinkKind::Earlier,
            why: vec![why(WhyKind::Entity, "Skerry Tunnel"), why(WhyKind::Time, "2 days apart")],
            title: divers.told.title.to_owned(),
        }],
        left_out: vec![LeftOut {
            article: grain.id,
            title: grain.told.title.to_owned(),
            publisher: grain.told.outlet.to_owned(),
            reason: "It names no place that the others name.".to_owned(),
            probability: Some(0.34),
        }],
        members: vec![
            MemberWhy {
                article: halyard.id,
                why: vec![
                    why(WhyKind::Entity, "Skerry Tunnel"),
                    why(WhyKind::Phrase, "on foot"),
                    why(WhyKind::Time, "7 minutes apart"),
                ],
                score: 0.9375,
            },
            MemberWhy { article: courier.id, why: vec![why(WhyKind::Copied, "the same text")], score: 0.9375 },
        ],
        ..StoryDetail::default()
    }
}
