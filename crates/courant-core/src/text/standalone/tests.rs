//! Which sentences of invented texts stand alone, and which do not.

use super::Alone;
use crate::text::reading::Reading;

/// Each text is written with its sentences between bars; those that stand alone are marked with a plus.
fn check(cases: &[(&str, &str)]) {
    let mut wrong = Vec::new();
    for (language, marked) in cases {
        let parts: Vec<(bool, &str)> =
            marked.split('|').map(|part| (part.trim_start().starts_with('+'), part)).collect();
        let text: String = parts.iter().map(|(_, part)| part.replacen('+', "", 1)).collect();
        let reading = Reading::new(&text, language);
        let alone = Alone::of(&reading);
        let stand: Vec<&str> =
            (0..reading.sentences.len()).filter_map(|number| Some(&text[alone.sentence(number)?])).collect();
        let expected: Vec<String> = parts
            .iter()
            .filter(|(stands, _)| *stands)
            .map(|(_, part)| part.replacen('+', "", 1).trim().to_owned())
            .collect();
        if stand != expected {
            wrong.push(format!("{language}: {stand:#?} instead of {expected:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn datelines_are_left_out() {
    for before in ["ALDERMOUTH (Halyard Wire) — ", "(CNN) ", "London (CNN) ", "CLOSE "] {
        let text = format!("{before}The tunnel was closed after seawater entered.");
        let reading = Reading::new(&text, "en");
        let stands = Alone::of(&reading).sentence(0).map(|place| &text[place]);
        assert_eq!(stands, Some("The tunnel was closed after seawater entered."), "{text}");
    }
}

#[test]
fn only_whole_thoughts_stand_alone() {
    check(&[
        ("en", "He said the tunnel would be closed for days."),
        ("en", "The mayor said: “The tunnel will be closed for days."),
        ("en", "Each had brought the cards, all of them, in a biscuit tin."),
        ("en", "Too short."),
        ("en", "Photograph of the tunnel at the east portal"),
        ("de", "+Die Feuerwehr führte mehr als zweihundert Menschen ins Freie."),
        ("de", "Dabei wurden mehr als zweihundert Menschen ins Freie geführt."),
        ("ja", "+市長は大橋が閉鎖されたと発表した。"),
        // The same of what stands before.
        ("de", "Noch am selben Abend wurden 120 Anwohner in Sicherheit gebracht."),
        ("de", "Dem widerspricht die Bürgerinitiative der Hafenstadt Norderhagen."),
        ("tr", "Aynı yolda geçen ay meydana gelen kazada 7 kişi ölmüştü."),
        ("ja", "同線では昨年にも脱線事故があり、2人が死亡している。"),
        ("de", "+Am Abend wurden 120 Anwohner der Hafenstraße in Sicherheit gebracht."),
    ]);
}

#[test]
fn what_somebody_says_over_several_sentences_is_not_told() {
    check(&[
        (
            "en",
            "+The dam was inspected on Monday after rain. |“The dam is sound. |Water will not rise above the wall tonight. |Families can sleep well in the valley,” said engineer Tor Lind. |+The council had not seen the report by evening.",
        ),
        (
            "en",
            "\"The dam is sound. |Water will not rise above the wall tonight. |Families can sleep well in the valley,\" said engineer Tor Lind. |+The council had not seen the report by evening.",
        ),
        (
            "en",
            "‘The dam’s wall is sound. |Water will not rise above the wall tonight. |The dogs’ owners can sleep in the valley,’ said Tor Lind. |+The council had not seen the report by evening.",
        ),
        (
            "en",
            "'The dam's wall is sound. |Water will not rise above the wall tonight. |The dogs' owners can sleep in the valley,' said Tor Lind. |+The council had not seen the report by evening.",
        ),
        (
            "en",
            "``The dam is sound. |Water will not rise above the wall tonight. |Families can sleep well in the valley,'' said engineer Tor Lind. |+The council had not seen the report by evening.",
        ),
        (
            "en",
            "“We asked, ‘Is the dam sound?’ |Nobody in the whole town hall gave an answer. |They said ‘wait’ and nothing else,” said Tor Lind. |+The council had not seen the report by evening.",
        ),
        (
            "fr",
            "« Le barrage est sain. |L’eau ne montera pas cette nuit au-dessus du mur. |Les familles peuvent dormir », a dit Tor Lind. |+Le conseil n’avait pas vu le rapport lundi soir.",
        ),
        (
            "es",
            "«La presa está bien. |El agua no subirá esta noche por encima del muro. |Las familias pueden dormir», dijo Tor Lind. |+El concejo no había visto el informe del lunes.",
        ),
        (
            "es",
            "—La presa está bien. |El agua no subirá esta noche por encima del muro —dijo Tor Lind—. |Las familias del valle pueden dormir en sus casas.",
        ),
        (
            "it",
            "«La diga è sana. |L’acqua non salirà stanotte sopra il muro di Wexcombe. |Le famiglie possono dormire», ha detto Tor Lind. |+Il comune non aveva visto il rapporto sulla diga.",
        ),
        (
            "de",
            "„Der Damm ist dicht. |Das Wasser wird heute nicht über die Mauer steigen. |Familien können schlafen“, sagte Tor Lind. |+Der Stadtrat kannte den Bericht bis zum Abend nicht.",
        ),
        (
            "de",
            "»Der Damm ist dicht. |Wasser wird heute nicht über die Mauer steigen. |Familien können schlafen«, sagte Tor Lind. |+Der Stadtrat kannte den Bericht bis zum Abend nicht.",
        ),
        (
            "sv",
            "”Dammen är tät. |Vattnet i dalen stiger inte över muren i natt. |Familjerna kan sova lugnt”, sade Tor Lind. |+Kommunen hade inte sett rapporten på måndagen.",
        ),
        (
            "tr",
            "“Baraj sağlam. |Vadideki su bu gece barajın duvarını asla aşmayacak. |Aileler uyuyabilir” dedi mühendis Tor Lind. |+Belediye barajın raporunu pazartesi akşamına kadar görmedi.",
        ),
        (
            "ru",
            "«Плотина цела. |Вода в долине не поднимется ночью выше стены. |Семьи могут спать», — сказал Тор Линд. |+Совет города не видел отчёта о плотине.",
        ),
        (
            "zh",
            "“大坝没有问题。|今晚的水位不会超过大坝的坝墙。|居民可以安心睡觉，”工程师林德说。|+市议会没有看到大坝的检查报告。",
        ),
        (
            "ja",
            "「ダムは健全だ。|今夜は水位がダムの壁を越えることはない。|住民は眠ってよい」とリンド技師は話した。|+市議会はダムの報告書を見ていない。",
        ),
        (
            "ar",
            "وقال المهندس: «السد سليم. |لن يرتفع الماء الليلة فوق جدار السد. |يمكن للناس النوم في بيوتهم». |+ولم ير المجلس تقرير السد حتى مساء الاثنين.",
        ),
        // Opened again at every paragraph, closed at the last; or not opened again.
        (
            "en",
            "+Engineer Tor Lind spoke in the town hall on Monday.\n|“The dam is sound. |Water will not rise above the wall tonight.\n|“Families can sleep. |Nobody has to leave the valley before the weekend,” he said. |+The council had not seen the report by evening.",
        ),
        (
            "en",
            "“The dam is sound.\n|Water will not rise above the wall tonight.\n|Families can sleep well in the whole valley,” said Tor Lind. |+The council had not seen the report by evening.",
        ),
        (
            "fr",
            "« Le barrage est sain.\n|» L’eau ne montera pas. |Aucune famille ne doit partir avant la fin de semaine », a dit Tor Lind.",
        ),
        // Opened again within one paragraph, as where line breaks were lost.
        (
            "en",
            "\"The dam is sound. |\"Water will not rise above the wall tonight. |Families can sleep well in the valley,\" said Tor Lind. |+The council had not seen the report by evening. |\"Nobody asked us,\" said Ann Lee.",
        ),
    ]);
}

#[test]
fn a_mark_too_many_or_too_few_costs_one_paragraph() {
    check(&[
        // An inch sign, in either place; apostrophes; a decade.
        (
            "en",
            "+The council met on Monday about the dam. |The 6\" pipe broke. |+Water filled the valley of Wexcombe by the evening.",
        ),
        (
            "en",
            "\"The pipe is 6\" wide. |Water will not rise above the wall tonight,\" said Tor Lind. |+The council had not seen the report by evening.",
        ),
        (
            "en",
            "+The dogs' owners left the valley on Monday evening. |+The '90s dam in Wexcombe was never inspected again. |+The Lees’ house stood near the dam of Wexcombe.",
        ),
        (
            "en",
            "+The ‘quiet room’ was shut on Monday after the flood. |+The Lees’ house stood near the dam of Wexcombe.",
        ),
        (
            "it",
            "+La ’Ndrangheta ha comprato il porto di Wexcombe nel marzo scorso. |+Il sindaco ha chiuso il porto lunedì sera.",
        ),
        // A closing mark forgotten, an opening one forgotten.
        (
            "en",
            "“The dam is sound, said Tor Lind. |Water filled the valley of Wexcombe by the evening.\n|+The council had not seen the report by evening.",
        ),
        (
            "en",
            "Water filled the valley of Wexcombe by the evening. |Families can sleep well in the valley,” said Tor Lind.\n|+The council had not seen the report by evening.",
        ),
        (
            "en",
            "“The dam is sound, said Tor Lind.\n|+Water filled the valley of Wexcombe by the evening.\n|“It held,” said Ann Lee. |+The council had not seen the report by evening.",
        ),
    ]);
}

#[test]
fn words_of_somebody_named_elsewhere_do_not_stand() {
    check(&[
        ("en", "The wall was built without any steel, she said."),
        ("en", "The bribes were paid in cash by Tor Lind, he told the court."),
        ("en", "The wall, they added on Monday, was built without any steel."),
        ("en", "Builders were paid for steel that never came, according to him."),
        ("en", "The wall was “built without any steel,” she also said."),
        ("en", "The harbour would be open again by May, it said on Monday."),
        ("en", "+Ann Lee, the mayor of Wexcombe, said she knew nothing of the steel."),
        ("en", "+The wall was built without any steel, the mayor said on Monday."),
        ("en", "+Tor Lind was jailed on Monday after he admitted the theft."),
        ("en", "The fifth pump comes by road, which, as she pointed out, is slow."),
        ("en", "+Tor Lind was photographed on Monday, as he left the court."),
        ("de", "Die Mauer sei ohne Stahl gebaut worden, sagte sie am Montag."),
        ("de", "Die Mauer ist ihm zufolge ganz ohne Stahl gebaut worden."),
        ("de", "Die Mauer sei ohne Stahl gebaut worden, so er weiter."),
        ("de", "+Die Mauer sei ohne Stahl gebaut worden, sagte Bürgermeisterin Una Finch."),
        ("fr", "Le mur du port a été construit sans acier, a-t-elle dit lundi."),
        ("fr", "Le mur du port a été construit sans acier, explique-t-il."),
        ("fr", "Le mur du port va céder cette nuit, selon elle."),
        ("fr", "+Le mur du port va céder cette nuit, selon Una Finch."),
        ("es", "El muro del puerto se construyó sin acero, dijo ella."),
        ("es", "El muro del puerto se construyó sin acero, dijo en Halden."),
        ("es", "Añadió que el muro del puerto se construyó sin acero."),
        ("es", "+El muro del puerto se construyó sin acero, dijo Una Finch."),
        ("it", "Ha detto che il muro del porto non ha acciaio."),
        ("it", "Il muro del porto non ha acciaio, ha aggiunto."),
        ("pt", "O muro do porto foi feito sem aço, disse ela."),
        ("pt", "+O muro do porto foi feito sem aço, disse Una Finch."),
        ("nl", "De muur is zonder staal gebouwd, zei ze op maandag."),
        ("pl", "Dodał, że mur w porcie zbudowano zupełnie bez stali."),
        ("ru", "Стену в порту построили без стали, сказал он в понедельник."),
        ("ar", "وأضافت أن جدار الميناء بني بدون حديد على الإطلاق."),
        ("ar", "+وأضافت الوزيرة أن جدار الميناء بني بدون حديد على الإطلاق."),
        ("zh", "港口的墙没有用钢筋建造，她说。"),
        ("ja", "港の壁には鉄が使われていないと彼は述べた。"),
    ]);
}

#[test]
fn what_points_back_does_not_stand() {
    check(&[
        ("en", "No, the court in Wexcombe did not believe Ann Lee."),
        ("en", "+No trains ran between Wexcombe and Halden on Monday."),
        ("en", "+No. 10 Downing Lane was sold to a fund on Monday."),
        ("en", "If true, the mayor of Wexcombe stole the town bell."),
        ("en", "By then the town bell of Wexcombe was gone."),
        ("en", "Despite this the court of Wexcombe jailed Ann Lee."),
        ("en", "+At this year’s fair in Wexcombe nobody rang the bell."),
        ("en", "None of it was true, the Wexcombe court found."),
        ("en", "Ten years earlier the court of Wexcombe freed the man."),
        ("en", "+Two days after the flood the dam of Wexcombe broke."),
        ("en", "+On Monday the court of Wexcombe jailed Ann Lee."),
        ("en", "On Monday they rang the town bell of Wexcombe again."),
        ("en", "In March 2024, she sold the town bell of Wexcombe."),
        ("en", "+On Monday Ann Lee said that she rang the bell."),
        ("de", "Am Montag hatte sie die Glocke von Wexdorf verkauft."),
        ("de", "+Am Montag hatte Una Finch die Glocke von Wexdorf verkauft."),
        ("fr", "Lundi soir, il a vendu la cloche de Wexcombe."),
        ("de", "+Das Wasserwerk von Wexdorf wurde am Montag verkauft."),
        ("de", "Das hatte der Stadtrat von Wexdorf niemals gewollt."),
        ("de", "Das Gleiche gilt für den Damm von Wexdorf."),
        ("de", "Dessen Damm in Wexdorf war seit Jahren dicht."),
        ("de", "Nein, der Damm von Wexdorf ist nicht dicht."),
        ("de", "Laut ihm ist der Damm von Wexdorf dicht."),
        ("de", "+In diesem Jahr wurde der Damm von Wexdorf geprüft."),
        ("de", "Zwei Tage später war der Damm von Wexdorf dicht."),
        ("fr", "Selon lui, le barrage de Wexcombe va céder cette nuit."),
        ("fr", "D’après elle, le barrage de Wexcombe va céder cette nuit."),
        ("fr", "Celle-ci a quitté le barrage de Wexcombe lundi soir."),
        ("fr", "+Selon la police, le barrage de Wexcombe va céder cette nuit."),
        ("es", "Según él, la presa de Wexcombe va a ceder."),
        ("es", "Sin embargo, la presa de Wexcombe no cedió el lunes."),
        ("es", "+En Wexcombe la presa no cedió durante la noche."),
        ("it", "Quello è il rapporto sulla diga sparito dal comune."),
        ("it", "Però l’acqua della diga non è salita lunedì sera."),
        ("it", "+I vigili del fuoco hanno chiuso la diga di Wexcombe."),
        ("pt", "Esse relatório sobre a barragem desapareceu do arquivo municipal."),
        ("pt", "Porém, a água da barragem não subiu durante a noite."),
        ("pt", "+O presidente da câmara fechou a barragem na segunda-feira."),
        ("pt", "+Nesta segunda-feira a câmara fechou a barragem de Wexcombe."),
        ("pl", "To się w Wexowie jeszcze nigdy nie zdarzyło."),
        ("pl", "Mimo to woda przy tamie w Wexowie nie wzrosła."),
        ("tr", "Bu, barajda daha önce hiç görülmemiş bir olaydı."),
        ("ru", "По его словам, плотина в Вексграде рухнет ночью."),
        ("ru", "Тот заявил, что плотина в Вексграде небезопасна."),
        ("ru", "+В этом году плотину в Вексграде не проверяли."),
        ("uk", "За його словами, гребля у Вексграді впаде вночі."),
        ("ar", "هو قال إن السد غير آمن على الإطلاق للناس."),
        ("ar", "لكن السد لم ينهر ولم يرتفع الماء فيه."),
        ("ar", "وهذا لم يحدث في السد من قبل أبدا."),
        ("zh", "他说韦克斯科姆大坝根本不安全。"),
        ("zh", "但是大坝的水位没有上升。"),
        ("zh", "这是大坝第一次发生这种事。"),
        ("zh", "该公司否认韦克斯科姆大坝有问题。"),
        ("zh", "+其他城市的大坝没有接受检查。"),
        ("ja", "彼はダムは安全ではないと話した。"),
        ("ja", "しかしダムの水位は上がらなかった。"),
        ("ja", "同社はダムの問題を否定している。"),
        ("ko", "그는 월요일에 시의 댐이 안전하지 않다고 말했다."),
        ("ko", "그러나 월요일에 시의 댐 수위는 오르지 않았다."),
        ("ko", "+시는 월요일에 폭우가 내린 뒤 댐을 점검했다."),
        ("th", "อย่างไรก็ตามระดับน้ำในเขื่อนไม่ได้เพิ่มขึ้นในวันจันทร์"),
    ]);
}

#[test]
fn claims_answers_and_corrections_do_not_stand() {
    check(&[
        (
            "en",
            "Claim: The council sold the water works to a foreign fund. |The fund paid nine million crowns for the works. |Verdict: False. |+The water works still belong to the town of Wexcombe.",
        ),
        (
            "en",
            "Claim:\n|The council sold the water works to a foreign fund.\n|Verdict:\n|+The water works still belong to the town of Wexcombe.",
        ),
        (
            "de",
            "Behauptung: Der Rat hat das Wasserwerk an einen Fonds verkauft. |Bewertung: Falsch. |+Das Wasserwerk gehört noch immer der Stadt Wexdorf.",
        ),
        (
            "es",
            "Bulo – El concejo vendió el agua del pueblo a un fondo.\n|+El agua del pueblo sigue siendo del pueblo de Wexcombe.",
        ),
        ("zh", "传言：镇议会把自来水厂卖给了外国基金。\n|+自来水厂仍然属于韦克斯科姆镇。"),
        (
            "en",
            "Q: Will the dam of Wexcombe hold through the winter?\n|A: The dam of Wexcombe will hold for a hundred years. |Nobody in the valley has to leave before spring.\n|+The council had not seen the report by evening.",
        ),
        (
            "en",
            "+Tor Lind: The dam of Wexcombe will hold for years. |Nobody in the valley has to leave before spring.\n|+The council had not seen the report by evening.",
        ),
        (
            "en",
            "An earlier version of this article said that three people died in the fire. |Three people died in the fire at the barn.\n|+A fire burned a barn near Wexcombe on Monday.",
        ),
        ("de", "In einer früheren Version des Artikels hieß es, drei Menschen seien gestorben."),
        ("fr", "Une version précédente de l’article disait que trois personnes étaient mortes."),
        ("en", "Correction: Three people were hurt in the Wexcombe fire, not two."),
        ("en", "+The 7 a.m. ferry from Wexcombe to Halden was late: The engine failed."),
    ]);
}
