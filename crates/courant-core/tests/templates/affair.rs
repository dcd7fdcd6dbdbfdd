//! A host that reports a long affair: paragraphs of background come back on its pages, in the text and in boxes of their
//! own, and every word of them is true. Between the reports stand pages on other matters, or none.

use super::{Draft, Manuscript, Page, escaped};
use std::collections::BTreeSet;

/// Headline, three paragraphs, a sentence. Each tells something else about the same company.
const REPORTS: [[&str; 5]; 12] = [
    [
        "Kestrel calls back forty thousand pumps",
        "Kestrel asked its customers on Monday to switch off every bilge pump of the Mark Four series at once, because the float that starts it can stick after a winter ashore without anybody hearing it.",
        "The company gave the number of the series as it is stamped beneath the strainer and asked skippers to read it out on the telephone, since the stickers on the lids come off in salt water.",
        "Whoever cannot do without a pump may use one of the loan pumps that Kestrel is sending out in wooden crates, each with a hand crank for the night in which nothing else works any longer.",
        "Dealers will take them back.",
    ],
    [
        "A skipper hears nothing, and his boat goes down",
        "The trawler Annelise sank at her moorings in the night to Tuesday with a Kestrel pump aboard that had passed its inspection in May; her skipper says that he slept above it and heard no alarm at all.",
        "Wardens pulled the boat up with two cranes on Wednesday. The pump came out of the mud whole, with its float in the lowest place, and was carried to the fish hall under a tarpaulin.",
        "The skipper had paid for the pump in instalments, the last of them a week ago. He says that he will not fish this season, and that his brother's boat has the same pump under its floor.",
        "He got ashore in his socks.",
    ],
    [
        "Kestrel's head of testing leaves",
        "Rolf Aune, who ran the test tanks at Kestrel for eleven years, has handed in his notice. Friends say he had asked for colder water in those tanks since the spring before last and was refused the money.",
        "In letters that were read to this newspaper Aune had described how thin ice forms in a bilge long before it does on the sea. The tanks at the works were never colder than six degrees.",
        "Kestrel confirmed that he is leaving and thanked him for his years. Who will test the pumps now was left open; the tanks were being painted, a spokesman said, and needed no head just yet.",
        "He did not want to speak to reporters.",
    ],
    [
        "Harbour towns count their Kestrel pumps",
        "Nine harbour towns have begun to go from berth to berth with a list, since nobody knows how many boats have a Kestrel under the floor; in Pell Sands alone the wardens found ninety by lunchtime.",
        "The wardens look for a brass plate with a bird on it. Where the plate is under water they reach for it with a bent spoon, a method that has been handed from town to town by telephone.",
        "In Market Staithe the list hangs in the window of the chandlery, with the names of the boats and no names of their owners. Some owners have asked for theirs to be taken off all the same.",
        "The list is growing.",
    ],
    [
        "Court lets skippers sue Kestrel together",
        "Two hundred skippers may sue Kestrel as one, the court at Norderhagen ruled, since the float is the same in each of their pumps and a separate expert for every boat would cost more than the boats did.",
        "The judges saw no reason to hear two hundred stories about one piece of foam. Each skipper must still show what his own boat was worth on the day before, and that it was afloat on that day.",
        "A lawyer for Kestrel called the ruling surprising and the courtroom draughty. The skippers' lawyer handed out knitted caps in front of the building, of which he had brought two hundred.",
        "An appeal is possible until June.",
    ],
    [
        "Kestrel shows a new float",
        "In a hall by the slipway Kestrel let visitors freeze the new float in a bucket and set it free with a finger. It is made of cork again, as it was before the company turned to foam nine years ago.",
        "An engineer explained that cork swells and shrinks with the cold, which cracks the ice around it before it can hold. Why it was ever given up for foam she did not know; it was before her time.",
        "Visitors were allowed to keep their bucket. Not all were convinced: one skipper poured salt into his and another asked for a night with hard frost, which Kestrel promised for the winter.",
        "The bucket was warm by noon.",
    ],
    [
        "Insurers pay for half of the sunken boats",
        "Insurers will pay for seven of the fourteen boats that went down with a Kestrel pump aboard. For the others they say that a skipper must look at his bilge himself once a week, as the small print has it.",
        "For the seven boats about eleven hundred thousand crowns will be paid by the end of the month. The owner of the largest gets as much as the other six together, because hers was full of herring.",
        "The small print was written in a year in which most pumps were worked by hand. An ombudsman has offered to read it together with both sides, aloud if need be, and with a break for lunch.",
        "Skippers call that a joke.",
    ],
    [
        "Minister wants pumps to be tested in ice",
        "Pumps for boats should be tested in water with ice in it, the minister for the coast said after a visit to Kestrel. A rule could be in force before the next winter, if the builders of boats agree.",
        "At present the rule asks for nothing but a pump that lifts so and so many litres an hour out of a barrel. The barrel stands in a heated hall, and nobody had ever thought of asking why that was.",
        "The ministry reckons with a cost of ninety crowns for every pump. A builder of boats who was there said that he would gladly pay it out of his own pocket, if somebody showed him the ice.",
        "The builders have not answered.",
    ],
    [
        "Kestrel's works stand still for a week",
        "No pump left the works of Kestrel this week: the foam for the old float is gone and the cork for the new one is held up at the customs, where somebody took the bales for wine stoppers without papers.",
        "The customs have asked for a paper that says how much of the bales may be pressed into bottles. Kestrel has answered that it would be none at all, and is waiting for the form to say that on.",
        "About a hundred and twenty workers have been sent home with full pay. Some of them use the week for a look at their own boats, as one of them said, and at the pumps beneath the floors.",
        "The canteen stays open.",
    ],
    [
        "Expert: the float froze in each of the tests",
        "In eleven of eleven tests the float of the Kestrel pump stuck as soon as a skin of ice lay on the water, the expert of the court told the hearing. He had brought one along in a lunch box with ice cubes.",
        "The other side asked whether anyone would keep a boat in a lunch box. The expert answered that the ice does not know how large the vessel is, and that he had done it in a bathtub as well.",
        "Three more experts are to be heard before the summer. One has tested the pump in a lake, one in a brewery's cellar, and of the third it is only known that he has asked for a cold room.",
        "The judge asked for a towel.",
    ],
    [
        "Skippers and Kestrel talk about money",
        "Lawyers for the skippers and for Kestrel met for nine hours in a hotel at the station. Both say that they are nearer to each other than in March, and neither says how far apart they had been in March.",
        "It is said that the sum they speak of has two parts, one for boats and one for nights without sleep. For the second there is no price list, and the lawyers are said to have tried to draw one up.",
        "The hotel served nine pots of coffee and a cake that had been ordered for a christening. The christening had to do with biscuits, for which both sides have apologised in a joint letter.",
        "They will meet again.",
    ],
    [
        "First boats sail with the new Kestrel float",
        "Three boats left Lindvik with the cork float of Kestrel aboard, and with a bucket beside it for the case of need. Their skippers will write down for a month how often it starts and what the weather was.",
        "The harbour band played, though softly, so that everybody could hear the pumps. They started once each on the way to the mole, as they should, and the third one once more for no clear reason.",
        "On one of the boats the old float hangs from the mast as a warning, or as a mascot; its skipper would not say. She has promised her mother to be back on Friday and to telephone from Pell Sands.",
        "It rained on all three.",
    ],
];

/// What comes back: its box, if it has one, and its words.
const BACKGROUND: [(&str, &str); 7] = [
    (
        "background",
        "Kestrel, founded in 1987 in a boathouse at Market Staithe, makes pumps for boats under twenty metres. It employs about three hundred people and belongs to the family of its founder, who still comes in on Thursdays.",
    ),
    (
        "",
        "The affair began in January, when four boats went down in one night at moorings that lay a hundred miles apart. Divers found the pumps of all four whole, their batteries full and their floats stuck in the lowest place.",
    ),
    ("", "Kestrel denies that the float is to blame."),
    ("facts", "Kestrel's podcast for skippers has two million subscribers, and its newsletter as many again."),
    (
        "sponsor",
        "Kestrel has sponsored the regatta of Lindvik since 1994 and its advertising hangs over the finishing line. The organisers have said that they will take the money for this year as well, and that they will decide about the next one when the court has.",
    ),
    ("", "More than 400 boats are known to have the pump, and the commission is still counting."),
    ("hurt", "No one was hurt."),
];

/// Explanations in a box, on many pages each.
const EXPLAINED: [&str; 2] = [
    "The harbour commission decides on moorings. Its five members are elected every fourth year by whoever has paid his dues, and it meets in the fish hall on the first Monday of a month, in public.",
    "The commission is elected by the harbour.",
];

/// Reports on the affair with their background; before each stand `between` pages of `others`.
pub fn affair(others: &[Page], between: usize) -> Vec<Page> {
    let mut others = others.iter().cycle();
    let mut pages = Vec::new();
    for (number, report) in REPORTS.iter().enumerate() {
        for _ in 0..between {
            pages.extend(others.next().map(|page| Page { url: format!("{}/{number}", page.url), ..page.clone() }));
        }
        pages.push(report_page(number, report));
    }
    pages
}

fn report_page(number: usize, [title, first, second, third, sentence]: &[&str; 5]) -> Page {
    let mut page = Draft { html: String::new(), article: Vec::new(), furniture: BTreeSet::new() };
    page.html.push_str(&format!(
        "<html lang=en><head><title>{0}</title></head><body><article><h1>{0}</h1><div class=words>",
        escaped(title)
    ));
    for paragraph in [first, second, third] {
        page.truth("", "p", paragraph, "");
    }
    // A page that is mostly background counts as a copy of the others and teaches nothing; these are to teach.
    let told = |at: usize| match at {
        1 => number.is_multiple_of(2),
        4 => number % 4 == 1,
        _ => true,
    };
    let background: Vec<_> = BACKGROUND.iter().enumerate().filter(|(at, _)| told(*at)).map(|(_, line)| *line).collect();
    for (place, text) in &background {
        if place.is_empty() {
            page.truth("", "p", text, "");
        }
    }
    page.truth("", "p", sentence, "");
    for (place, text) in &background {
        if !place.is_empty() {
            page.truth(&format!("<div class={place}>"), "p", text, "</div>");
        }
    }
    page.html.push_str("</div></article></body></html>");
    Page {
        url: format!("https://saltpan.example/kestrel/{number}"),
        html: page.html,
        article: page.article,
        furniture: page.furniture,
    }
}

/// Pages on other matters, on the same host and in the same dress; "No one was hurt." stands on most of them.
pub fn elsewhere(all: &[Manuscript]) -> Vec<Page> {
    let page = |(number, own): (usize, &Manuscript)| {
        let mut page = Draft { html: String::new(), article: Vec::new(), furniture: BTreeSet::new() };
        page.html.push_str(&format!(
            "<html lang=en><head><title>{0}</title></head><body><article><h1>{0}</h1><div class=words>",
            escaped(&own.title)
        ));
        for (tag, text) in &own.blocks {
            page.truth("", tag, text, "");
        }
        let hurt = if number % 8 == 7 { "One person was hurt." } else { "No one was hurt." };
        page.truth("<div class=hurt>", "p", hurt, "</div>");
        // What the law says is told on pages that have nothing else in common.
        if number % 3 != 2 {
            page.truth("<div class=explained>", "p", EXPLAINED[number % 2], "</div>");
        }
        page.html.push_str("</div></article></body></html>");
        Page {
            url: format!("https://saltpan.example/{number}"),
            html: page.html,
            article: page.article,
            furniture: page.furniture,
        }
    };
    all.iter().enumerate().map(page).collect()
}
