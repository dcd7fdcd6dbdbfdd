//! Names in invented sentences of several languages.

use crate::text::reading::Reading;

fn found(language: &str, text: &str) -> String {
    let reading = Reading::new(text, language);
    let names = super::names(&reading);
    super::entities(&reading, &names)
        .iter()
        .zip(&names)
        .map(|(entity, name)| {
            let kind = format!("{:?}", entity.kind).to_lowercase();
            if name.full == entity.text {
                format!("{}/{kind}", entity.text)
            } else {
                format!("{}={}/{kind}", entity.text, name.full)
            }
        })
        .collect::<Vec<_>>()
        .join(", ")
}

#[test]
fn names_are_found_with_their_kinds() {
    for (language, text, expected) in [
        (
            "en",
            "Mayor Ingrid Solheim met officials of the University of Halden in Norway on Monday. Solheim said the tunnel was dry.",
            "Ingrid Solheim/person, University of Halden/organisation, Norway/place, Solheim=Ingrid Solheim/person",
        ),
        (
            "en",
            "Police in Wexcombe said the Harbour Trust (HT) would pay.",
            "Wexcombe/place, Harbour Trust/organisation, HT=Harbour Trust/organisation",
        ),
        (
            "de",
            "Die Bürgermeisterin Maren Tollkamp sagte in Hamburg, die Feuerwehr habe die Lage im Griff.",
            "Maren Tollkamp/person, Hamburg/place",
        ),
        ("fr", "Le maire de Lyon, Étienne Caradec, a rencontré la ministre.", "Lyon/place, Étienne Caradec/person"),
        ("es", "La alcaldesa Lucía Ferrán habló en Valencia.", "Lucía Ferrán/person, Valencia/place"),
        ("ru", "Мэр Иван Петров заявил об этом в Москве.", "Иван Петров/person, Москве/place"),
        ("ja", "市長は東京で話した。", ""),
        (
            "en",
            "They stopped in the Scholars’ Quarter. Members of the Confectioners’ Union sang at St. John’s Church with the Women's Media Center.",
            "Scholars’ Quarter/place, Confectioners’ Union/organisation, St. John’s Church/organisation, Women's Media Center/organisation",
        ),
        // Several are no person, nor is what is written like a brand, nor a storm, nor a party and state.
        (
            "en",
            "Senate Democrats said no. NewsDorvant said it was sorry. Then Hurricane Tobias came. Ann Lee, R-Halden, said no.",
            "Senate Democrats/other, NewsDorvant/other, Hurricane Tobias/other, Ann Lee/person",
        ),
        (
            "en",
            "They know of Deferred Aid for Coastal Towns, as DACT is called. The Bureau of Boats and the Board of Towns met.",
            "Deferred Aid for Coastal Towns/other, DACT/organisation, Bureau of Boats/organisation, Board of Towns/organisation",
        ),
        (
            "en",
            "LONDON — So said Senate Majority Leader Ann Lee and State Department Spokesman Bo Ek in the New Year. They trust in God.",
            "LONDON/place, Ann Lee/person, State Department/organisation, Bo Ek/person, New Year/other, God/other",
        ),
        (
            "en",
            "They met Korean President Moon Sae-jin. They met Halden County Sheriff Ann Lee.",
            "Korean/other, Moon Sae-jin/person, Halden County/place, Ann Lee/person",
        ),
        // Places that are listed are no name, whatever their first letters spell; letters of a body are no city.
        (
            "en",
            "The BBC said so of Britain, Brazil and China. Doctors heard that NICE said no.",
            "BBC/organisation, Britain/place, Brazil/place, China/place, NICE/organisation",
        ),
        // Who owns a body is not part of its name.
        (
            "en",
            "They wrote about Norway's Foreign Ministry and about the Packers' Aaron Rodgers.",
            "Norway/place, Foreign Ministry/organisation, Packers/other, Aaron Rodgers/person",
        ),
        (
            "de",
            "Nach Angaben der Skerry Crossing Company ist die Fuge feucht. Die Crossing Company prüft sie.",
            "Skerry Crossing Company/organisation, Crossing Company=Skerry Crossing Company/organisation",
        ),
    ] {
        assert_eq!(found(language, text), expected, "{text}");
    }
}

#[test]
fn what_an_office_is_for_is_no_part_of_its_holders_name() {
    for (language, text, expected) in [
        ("fr", "Il a vu le ministre de l’Intérieur Paul Caradec.", "Paul Caradec/person"),
        ("fr", "Il a vu la maire de Paris Anne Caradec.", "Paris/place, Anne Caradec/person"),
        // A matter tells where the name begins, whatever the given name.
        ("fr", "Il a vu la ministre de la Culture Oda Caradec.", "Oda Caradec/person"),
        ("es", "Vino la ministra de Educación Rosa Ferrán.", "Rosa Ferrán/person"),
        ("es", "Vino el director del Hospital Juan Ramón Ferrán.", "Hospital Juan Ramón Ferrán/organisation"),
        ("it", "Il sindaco di Roma Anna Valdani tace.", "Roma/place, Anna Valdani/person"),
        ("it", "Tace il presidente del Consiglio Carlo Valdani.", "Carlo Valdani/person"),
        ("pt", "Veio a presidente da Câmara Rita Moura.", "Rita Moura/person"),
        ("en", "They saw the president of France Emmanuel Marlow.", "France/place, Emmanuel Marlow/person"),
        ("ru", "Президент России Владимир Орлов приехал.", "России/place, Владимир Орлов/person"),
        ("ru", "Мэр города Иваново Пётр Орлов ушёл.", "Пётр Орлов/person"),
        ("tr", "Belediye Başkanı Ahmet Yıldızer İstanbul’da konuştu.", "Ahmet Yıldızer/person, İstanbul’da/place"),
        ("tr", "Dün sabah Ankara’ya Elif Korkmazer gitti.", "Ankara’ya/place, Elif Korkmazer/person"),
    ] {
        assert_eq!(found(language, text), expected, "{text}");
    }
}

#[test]
fn a_person_is_no_place_and_a_place_no_person() {
    for (text, expected) in [
        (
            "Sheriff Scott Israel spoke in Halden. Israel said deputies had waited. Police searched the office of Israel.",
            "Scott Israel/person, Halden/place, Israel=Scott Israel/person, Israel=Scott Israel/person",
        ),
        // Where the text speaks of the country too, only what speaks or has a title is the man.
        (
            "Sheriff Scott Israel met a guest from Israel. The guest praised Israel. Sheriff Israel left, Israel said.",
            "Scott Israel/person, Israel/place, Israel/place, Israel=Scott Israel/person, Israel=Scott Israel/person",
        ),
        ("They met Sheriff Israel and Mrs. Georgia.", "Israel=Sheriff Israel/person, Georgia=Mrs. Georgia/person"),
        ("Troops left Israel. Israel said no to Former Georgia.", "Israel/place, Israel/place, Georgia/place"),
        ("Ann Jordan met Bob Jordan. Jordan said no.", "Ann Jordan/person, Bob Jordan/person, Jordan/place"),
    ] {
        assert_eq!(found("en", text), expected, "{text}");
    }
}

#[test]
fn what_only_has_capitals_outvotes_no_title() {
    let text = "They met Mr. Quillfeather. Then Quillfeather ate. Then Quillfeather sang. Then Quillfeather slept. Then \
                Quillfeather ran. Then Quillfeather left.";
    let expected = ["Quillfeather/person"; 6].join(", ");
    assert_eq!(found("en", text), expected);
}

#[test]
fn roles_are_no_part_of_a_name() {
    for (text, expected) in [
        (
            "Later they met both Leader Peter Marlow and Leader Quillfeather there.",
            "Peter Marlow/person, Quillfeather/other",
        ),
        ("Later they met with Majority Leader Quillfeather.", "Quillfeather/other"),
        ("Later they met with Norway Republican Peter Marlow.", "Norway/place, Peter Marlow/person"),
        ("Later they met with Dorvant Chief Executive Officer Hok Tansel.", "Hok Tansel/person"),
        (
            "Later they met with Harbour Services Committee Chairwoman Maxine Waters.",
            "Harbour Services Committee/organisation, Maxine Waters/person",
        ),
        ("They met the Republican National Committee.", "Republican National Committee/organisation"),
    ] {
        assert_eq!(found("en", text), expected, "{text}");
    }
}

#[test]
fn a_headline_is_no_name() {
    for (text, expected) in [
        ("They read HALDEN DEPUTIES WAITED OUTSIDE and left.", ""),
        ("They read Peter Marlow Jr. Messaged With Tor Lind During Campaign and left.", ""),
        ("Read this: Halden Seizes Ship Suspected Of Smuggling Oil Barrels", ""),
        ("They wrote Marlow Refuses To Open The Gates and left.", ""),
        (
            "They left the Class A Halden League and J. A. Marlow.",
            "Class A Halden League/organisation, J. A. Marlow/person",
        ),
    ] {
        assert_eq!(found("en", text), expected, "{text}");
    }
}

#[test]
fn a_titles_word_may_begin_a_name() {
    for (language, text, expected) in [
        (
            "en",
            "They sold General Electric, Home Depot and First Solar.",
            "General Electric/organisation, Home Depot/other, First Solar/other",
        ),
        ("en", "Then some people met Miss Universe and Captain Oddfish.", "Miss Universe/other, Captain Oddfish/other"),
        ("en", "They flew to Saint Petersburg.", "Saint Petersburg/place"),
        ("en", "They ate with the Pan American Health Organization.", "Pan American Health Organization/organisation"),
        // Before a title, a given name or a surname that is known from the text, it is a title.
        ("en", "They met First Lady Anna Solheim.", "Anna Solheim/person"),
        ("en", "They met Captain Anna Solheim.", "Anna Solheim/person"),
        (
            "en",
            "They met Captain Anna Solheim. Then Captain Solheim left.",
            "Anna Solheim/person, Solheim=Anna Solheim/person",
        ),
    ] {
        assert_eq!(found(language, text), expected, "{text}");
    }
}

#[test]
fn names_go_on_over_and_and_begin_with_initials() {
    for (language, text, expected) in [
        (
            "pt",
            "Luís da Costa e Silva veio. Depois Costa e Silva falou.",
            "Luís da Costa e Silva/person, Costa e Silva=Luís da Costa e Silva/person",
        ),
        (
            "es",
            "Juan Ortega y Gasset vino. Luego habló Ortega y Gasset.",
            "Juan Ortega y Gasset/person, Ortega y Gasset=Juan Ortega y Gasset/person",
        ),
        // Two people.
        ("es", "Pedro Soler y Vidal vinieron.", "Pedro Soler/person, Vidal/other"),
        ("es", "Pedro Soler y Ana Vidal vinieron.", "Pedro Soler/person, Ana Vidal/person"),
        (
            "en",
            "They left the Organization for Security and Cooperation in Europe.",
            "Organization for Security and Cooperation in Europe/organisation",
        ),
        ("en", "They left the University of Halden and Norway.", "University of Halden/organisation, Norway/place"),
        ("en", "They sued Marlow and Marlow.", "Marlow and Marlow/other"),
        ("en", "So said J. K. Marlow and W. H. Dahl.", "J. K. Marlow/person, W. H. Dahl/person"),
        ("en", "So said J. R. R. Marlow too.", "J. R. R. Marlow/person"),
        ("en", "He was in the U. S. Navy then.", ""),
    ] {
        assert_eq!(found(language, text), expected, "{text}");
    }
}

#[test]
fn a_title_at_the_very_end_is_nobody() {
    for text in ["A word from the Mayor", "Vane spoke to the Chief Minister", "The President", "Mayor", "Sen. Rep."] {
        let found = found("en", text);
        assert!(!found.contains("Mayor/person"), "{text}: {found}");
    }
}

#[test]
fn a_surname_may_be_a_hill_and_a_place_a_body() {
    for (text, expected) in [
        // Behind a given name it is somebody's, and stands for them alone; behind a word for where it is a place.
        ("They heard Anita Hill. Then Hill left the Hill.", "Anita Hill/person, Hill=Anita Hill/person"),
        (
            "They met on Anita Hill. They swam in Peter Lake and in Ash Lake.",
            "Anita Hill/place, Peter Lake/place, Ash Lake/place",
        ),
        ("They heard Doris Day and Robert Post.", "Doris Day/person, Robert Post/person"),
        (
            "Members of Congress told The Hill so. It sat in Congress.",
            "Congress/organisation, The Hill/other, Congress/organisation",
        ),
        ("They voted on Brexit and lived in Brexit.", "Brexit/other, Brexit/other"),
        (
            "He told The New Yorker that the New Yorkers met a New York Democrat and the New York Lindlers.",
            "The New Yorker/organisation, New Yorkers/other, New York Democrat/other, New York Lindlers/organisation",
        ),
        (
            "So the Federal Reserve said. The Daily Beast said no.",
            "Federal Reserve/organisation, Daily Beast/organisation",
        ),
        (
            "They met House GOP and Native American people, and nobody at Hanoi Quorv, said Tor Lind.",
            "House GOP/organisation, Native American/other, Hanoi Quorv/other, Tor Lind/person",
        ),
        ("They have Marlow Derangement Syndrome there.", "Marlow Derangement Syndrome/other"),
        ("They met a former Ferrymag model. They met a former Marlow aide.", "Ferrymag/other, Marlow/person"),
        (
            "They met with Norway Peter Marlow and DACT Ann Lee.",
            "Norway/place, Peter Marlow/person, DACT/organisation, Ann Lee/person",
        ),
        ("New leaves fell. They saw new leaves. New York was wet.", "New York/place"),
    ] {
        assert_eq!(found("en", text), expected, "{text}");
    }
}

#[test]
fn a_storm_has_its_name_alone() {
    for (text, expected) in [
        (
            "Hurricane Florence came. Then Florence turned, and the winds of Florence fell.",
            "Hurricane Florence/other, Florence=Hurricane Florence/other, Florence=Hurricane Florence/other",
        ),
        // A town, and somebody.
        (
            "Hurricane Florence came. They fled to Florence, Italy.",
            "Hurricane Florence/other, Florence/place, Italy/place",
        ),
        (
            "Tropical Storm Maria came. They met Maria Quorv. Then Maria wept.",
            "Tropical Storm Maria/other, Maria Quorv/person, Maria=Maria Quorv/person",
        ),
        ("The Hurricane Center spoke. The center spoke.", "Hurricane Center/other"),
    ] {
        assert_eq!(found("en", text), expected, "{text}");
    }
}

#[test]
fn what_is_shouted_is_no_name() {
    for (text, expected) in [
        ("If the GUTLESS man of Oslo exists, they must ALSO say so. They want MORE of it.", "Oslo/place"),
        ("They have it RIGGED, for the news is BAD. It is NOT so.", ""),
        // One word alone may be a body's letters, and is where the text spells it.
        ("They heard that CARE said no.", "CARE/organisation"),
        (
            "So the Fast Action Response (FAST) said. They met FAST. It is RIGGED.",
            "Fast Action Response/organisation, FAST/organisation, FAST/organisation",
        ),
        ("They saw Peter Marlow MORE of late.", "Peter Marlow/person"),
        // What stands before a dateline's dash is a place.
        ("QUORVEN, N.C. (AP) — The dam broke.", "QUORVEN/place, N.C./place, AP/organisation"),
    ] {
        assert_eq!(found("en", text), expected, "{text}");
    }
}

#[test]
fn what_is_of_a_place_or_a_house_is_neither_place_nor_person() {
    for (text, expected) in [
        ("They saw a North Korean ship.", "North Korean/other"),
        ("They saw a South Korean ship.", "South Korean/other"),
        ("They met a House Republican there, said Tor Lind.", "House Republican/other, Tor Lind/person"),
        ("One Senate Democratic aide said so.", "Senate Democratic/other"),
        ("The Texas Republican said so.", "Texas Republican/other"),
        ("They flew to North Korea and South Dakota.", "North Korea/place, South Dakota/place"),
        // What is somewhere has its place in its name, and is none.
        ("They saw a New York-based firm and Norway-led talks in Oslo.", "Oslo/place"),
        ("They saw Smith-Based Ltd and Bo Ek-Ledborn.", "Smith-Based Ltd/organisation, Bo Ek-Ledborn/person"),
    ] {
        assert_eq!(found("en", text), expected, "{text}");
    }
}

#[test]
fn a_month_may_be_a_surname() {
    for (text, expected) in [
        ("Prime Minister Theresa May left. Then May said no.", "Theresa May/person, May=Theresa May/person"),
        (
            "They met Prime Minister Theresa May’s aide. Then Prime Minister May left. In May it rained.",
            "Theresa May/person, May=Theresa May/person",
        ),
        ("They met with Theresa May 3 and Theresa May 14, 2017.", "Theresa/person, Theresa/person"),
        ("They met in Virginia May be it wet or dry.", "Virginia/place"),
        ("Will Theresa May Win? In May said he.", "Theresa/person, Win/other"),
        ("Halden May said so. May said so.", "Halden/other"),
    ] {
        assert_eq!(found("en", text), expected, "{text}");
    }
}

#[test]
fn bodies_and_lands_are_no_people() {
    for (text, expected) in [
        ("So Politico said. Politico wrote so.", "Politico/organisation, Politico/organisation"),
        ("The Intercept said so.", "Intercept/organisation"),
        ("They met former Goldman Sachs colleagues.", "Goldman Sachs/organisation"),
        ("They met the House Freedom Caucus, who left.", "House Freedom Caucus/organisation"),
        ("They fought Nazi Germany and went to Sandy Hook.", "Nazi Germany/place, Sandy Hook/place"),
        ("There is Mr. Marlow’s Plan B, who knows. Jim Crow ruled.", "Marlow/person, Plan B/other, Jim Crow/other"),
        ("The Justice Dept. should ask, said Malcolm X.", "Justice Dept/organisation, Malcolm X/person"),
        ("He was a partner at King & Quorvding, said Tor Lind.", "King & Quorvding/other, Tor Lind/person"),
        ("He met King Quorvding and heard Bonnie & Clyde.", "Quorvding/person, Bonnie & Clyde/other"),
    ] {
        assert_eq!(found("en", text), expected, "{text}");
    }
}

#[test]
fn who_speaks_or_has_a_seat_is_no_hill() {
    for (text, expected) in [
        ("Then Quorvan Hill said no.", "Quorvan Hill/person"),
        ("They met Rep. French Hill there.", "French Hill/person"),
        ("They met Gov. Judsel Hill in Oslo.", "Judsel Hill/person, Oslo/place"),
        ("Linnel Hill (R-Halden) left. Nobody saw Linnel Hill.", "Linnel Hill/person, Linnel Hill/person"),
        ("Chip Lake, a longtime party strategist, left.", "Chip Lake/person"),
        ("At Beacon Hill, an adviser wept. People on Beacon Hill said no.", "Beacon Hill/place, Beacon Hill/place"),
        ("They swam in Rock Lake. Quorvan Hill, a town, slept.", "Rock Lake/place, Quorvan Hill/place"),
    ] {
        assert_eq!(found("en", text), expected, "{text}");
    }
}
