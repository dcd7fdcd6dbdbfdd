//! How names sound, so that one name is found in every script: "Орсович", "Orsović" and "أورسوفيتش" are all `LSBS`.
//!
//! A word is written in Latin letters first; of those only the consonants stay, in seven classes of sounds that
//! transliterations confuse (as in Soundex, Russell and Odell, 1918). Long names keep enough to be told apart, short ones
//! do not: how rare a form is by chance follows from its length, see [`Sound::rarity`].

use std::collections::HashMap;

use any_ascii::any_ascii;
use serde::{Deserialize, Serialize};
use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::prior;
use super::terms::hash;

/// Consonants that a form must have.
const FEWEST: usize = 3;
/// Words of a text that are read, and characters.
const MOST_WORDS: usize = 500;
/// See [`MOST_WORDS`]; for scripts that part no words.
const MOST_CHARS: usize = 6_000;
/// Names kept of one text.
const MOST_SOUNDS: usize = 40;
/// A word that broad text has more often than this (as [`prior::rarity`] says it) is no name.
const COMMON: u8 = 96;
/// A word with a capital where a sentence begins is a name when broad text has it no more often than this.
const UNCOMMON: u8 = 192;
/// Share of capitals from which a headline capitalises every word and says nothing of names.
const SHOUTING: f64 = 0.6;
/// Pieces that stick to the front of Arabic words: articles, "and", "by", "for".
const ARABIC_FRONTS: [&str; 7] = ["وال", "بال", "لل", "ال", "و", "ب", "ل"];
/// Syllables of a Hangul word that may be a name with a particle behind it.
const HANGUL: std::ops::RangeInclusive<usize> = 3..=6;
/// What Chinese writes foreign names with: the customary characters of its transcription tables, and the traditional forms
/// of those that have another.
const TRANSCRIBING: &str = "阿埃艾安昂奥巴班贝本比彼宾波博布查达戴丹德登邓迪蒂丁杜多顿恩尔法菲费芬弗夫福盖冈戈格根古瓜圭哈海汉豪赫亨洪胡华霍基吉加贾杰金卡凯坎康考科克肯孔库昆拉莱赖兰朗劳勒雷里利丽莉列林琳隆龙卢鲁伦罗洛吕马玛迈麦曼梅门蒙孟米密明摩莫默姆木穆纳娜奈南内尼涅宁诺努欧帕潘佩彭皮平珀普奇齐恰强乔切钦琼丘屈让热日瑞若萨塞赛桑瑟森沙山尚绍舍申圣施史舒丝斯松苏索塔泰坦汤唐陶特提廷图托瓦万旺威薇韦维魏温文翁沃乌伍武西希锡夏香肖谢欣辛兴雄休修逊雅亚扬杨耶叶伊因英尤于约泽扎詹珍朱兹佐奧貝賓達鄧頓爾費岡漢華賈傑凱庫萊賴蘭勞麗龍盧魯倫羅呂馬瑪邁麥門納寧諾歐喬欽瓊齊強熱薩賽紹聖絲蘇湯圖萬韋維烏錫謝興遜亞揚楊葉約澤茲連蓋";

/// A name by its sound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sound {
    /// Hash of the form.
    pub hash: u32,
    /// -ln of the share of articles that have a name of this sound, in [`prior::STEPS`] of one: what seven classes give by
    /// chance when an article has forty names, until something better is known.
    pub rarity: u8,
}

/// What may be names in a title and the text below it, by sound, sorted by hash; of the names in many words the ones in
/// the title, then the frequent and rare ones.
pub fn sounds(title: &str, text: &str) -> Vec<Sound> {
    let mut names = Names::default();
    let (title, text) = (composed(title), composed(text));
    names.read(&title, true, text.len() < title.len());
    names.read(&text, false, true);
    let mut found: HashMap<String, (bool, u32)> = HashMap::new();
    for (word, seen) in &names.0 {
        if !seen.is_name() {
            continue;
        }
        let Some(form) = form(word) else { continue };
        let worth = found.entry(form).or_default();
        worth.0 |= seen.title;
        worth.1 = worth.1.max(seen.times.min(4) * u32::from(prior::rarity(word)));
    }
    let mut best: Vec<(String, (bool, u32))> = found.into_iter().collect();
    best.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    best.truncate(MOST_SOUNDS);
    let mut sounds: Vec<Sound> =
        best.into_iter().map(|(form, _)| Sound { hash: hash(&form), rarity: by_chance(form.len()) }).collect();
    sounds.sort_unstable_by_key(|sound| sound.hash);
    sounds.dedup_by_key(|sound| sound.hash);
    sounds
}

/// The beginning of a text with each letter as one character: marks that stand apart would cut words.
fn composed(text: &str) -> String {
    let end = text.char_indices().nth(MOST_CHARS).map_or(text.len(), |(at, _)| at);
    let beginning = text.get(..end).unwrap_or(text);
    if is_nfc_quick(beginning.chars()) == IsNormalized::Yes {
        return beginning.chars().filter(|char| !is_combining_mark(*char) && *char != '\u{AD}').collect();
    }
    beginning.nfc().filter(|char| !is_combining_mark(*char) && *char != '\u{AD}').collect()
}

/// The consonants of a word in any script, a letter for each class, no letter twice in a row; `None` for too few.
pub fn form(word: &str) -> Option<String> {
    let script = word.chars().next().map_or(Script::Cased, script);
    let mut latin = any_ascii(word).to_lowercase();
    latin.retain(|char| char.is_ascii_lowercase());
    match script {
        // Arabic writes long vowels with these two.
        Script::Arabic => latin.retain(|char| char != 'w' && char != 'y'),
        Script::Han => latin = latin.replace("ng", "n").replace(['x', 'q'], "s").replace("zh", "s"),
        _ => {}
    }
    let mut form = String::new();
    let mut rest = latin.as_str();
    while let Some(char) = rest.chars().next() {
        let (class, length) = class(char, rest);
        for class in class.chars() {
            if !form.ends_with(class) {
                form.push(class);
            }
        }
        rest = rest.get(length..).unwrap_or_default();
    }
    (form.len() >= FEWEST).then_some(form)
}

/// The class of what `rest` begins with, and how many letters that takes.
fn class(first: char, rest: &str) -> (&'static str, usize) {
    const TOGETHER: [(&str, &str); 19] = [
        ("shch", "S"),
        ("tsch", "S"),
        ("tsh", "S"),
        ("tch", "S"),
        ("sch", "S"),
        ("sh", "S"),
        ("ch", "S"),
        ("cz", "S"),
        ("sz", "S"),
        ("zh", "S"),
        ("ts", "S"),
        ("dz", "S"),
        ("dj", "S"),
        ("kh", "K"),
        ("gh", "K"),
        ("ck", "K"),
        ("qu", "K"),
        ("ph", "B"),
        ("th", "T"),
    ];
    if let Some((letters, class)) = TOGETHER.iter().find(|(letters, _)| rest.starts_with(letters)) {
        return (class, letters.len());
    }
    let soft = rest.len() == 1 || rest.get(1..).is_some_and(|next| next.starts_with(['e', 'i', 'y']));
    let class = match first {
        'b' | 'p' | 'f' | 'v' | 'w' => "B",
        'd' | 't' => "T",
        's' | 'z' | 'j' => "S",
        'c' if soft => "S",
        'c' | 'k' | 'g' | 'q' => "K",
        'x' => "KS",
        'l' | 'r' => "L",
        'm' => "M",
        'n' => "N",
        _ => "",
    };
    (class, 1)
}

fn by_chance(length: usize) -> u8 {
    // ln(7^n / 40) nats.
    let nats = length as f32 * 7_f32.ln() - 40_f32.ln();
    (nats * prior::STEPS).round().clamp(0.0, 255.0) as u8
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    /// Capitals tell names.
    Cased,
    Arabic,
    Katakana,
    Hangul,
    Han,
    Other,
}

fn script(char: char) -> Script {
    match char {
        '\u{0620}'..='\u{064A}' | '\u{0671}'..='\u{06D3}' => Script::Arabic,
        '\u{30A1}'..='\u{30FA}' | 'ー' => Script::Katakana,
        '\u{AC00}'..='\u{D7A3}' => Script::Hangul,
        '\u{4E00}'..='\u{9FFF}' => Script::Han,
        _ if char.is_lowercase() || char.is_uppercase() => Script::Cased,
        _ => Script::Other,
    }
}

#[derive(Debug, Clone, Copy, Default)]
struct Seen {
    capital: u32,
    /// With a capital wherever it stands, when broad text hardly knows the word.
    opening: u32,
    lower: u32,
    times: u32,
    title: bool,
}

impl Seen {
    fn is_name(&self) -> bool {
        self.capital >= self.lower.max(1) || (self.opening > 0 && self.lower == 0)
    }
}

/// Words that may be names, in lower case.
#[derive(Default)]
struct Names(HashMap<String, Seen>);

impl Names {
    /// Takes in the words of a text; in a `title` whose words all have capitals only a text below tells names, unless
    /// it is `alone`.
    fn read(&mut self, text: &str, title: bool, alone: bool) {
        let shouts = title && !alone && shouting(text);
        let (mut opens, mut read) = (true, 0);
        for word in words(text) {
            read += usize::from(!matches!(word, Word::Break));
            if read > MOST_WORDS {
                break;
            }
            match word {
                Word::Break => opens = true,
                Word::Of(Script::Cased, word) => {
                    let capital = word.starts_with(char::is_uppercase);
                    let seen = self.add(word, title, u32::from(capital && !shouts && !opens), u32::from(!capital));
                    seen.opening += u32::from(capital && !shouts && prior::rarity(&word.to_lowercase()) >= UNCOMMON);
                    opens = false;
                }
                Word::Of(script, word) => {
                    self.unmarked(script, word, title);
                    opens = false;
                }
            }
        }
    }

    /// A word of a script without capitals: whatever is not common may be a name.
    fn unmarked(&mut self, script: Script, word: &str, title: bool) {
        match script {
            Script::Arabic if prior::rarity(word) >= COMMON => {
                self.add(word, title, 1, 0);
                let bare = ARABIC_FRONTS.iter().find_map(|front| word.strip_prefix(front));
                if let Some(bare) = bare.filter(|bare| bare.chars().count() > 2) {
                    self.add(bare, title, 1, 0);
                }
            }
            Script::Hangul => {
                for length in HANGUL {
                    if let Some(end) = word.char_indices().map(|(at, char)| at + char.len_utf8()).nth(length - 1) {
                        self.add(word.get(..end).unwrap_or_default(), title, 1, 0);
                    }
                }
            }
            Script::Katakana if word.chars().nth(2).is_some() => {
                self.add(word, title, 1, 0);
            }
            Script::Han => {
                for run in word.split(|char| !TRANSCRIBING.contains(char)).filter(|run| run.chars().nth(1).is_some()) {
                    self.add(run, title, 1, 0);
                }
            }
            _ => {}
        }
    }

    fn add(&mut self, word: &str, title: bool, capital: u32, lower: u32) -> &mut Seen {
        let seen = self.0.entry(word.to_lowercase()).or_default();
        seen.capital += capital;
        seen.lower += lower;
        seen.times += 1;
        seen.title |= title;
        seen
    }
}

fn shouting(title: &str) -> bool {
    let cased = words(title).filter_map(|word| match word {
        Word::Of(Script::Cased, word) => Some(word.starts_with(char::is_uppercase)),
        _ => None,
    });
    let (all, capitals) = cased.fold((0, 0), |(all, capitals), capital| (all + 1, capitals + usize::from(capital)));
    f64::from(capitals as u32) > f64::from(all) * SHOUTING
}

enum Word<'a> {
    /// Letters of one script.
    Of(Script, &'a str),
    /// A sentence ends, or a quotation begins.
    Break,
}

/// The runs of letters of one script, and where sentences end.
fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            let first = rest.chars().next()?;
            let kind = script(first);
            if kind == Script::Other {
                rest = rest.get(first.len_utf8()..)?;
                if matches!(first, '.' | '!' | '?' | ':' | '\n' | '…' | '“' | '"' | '«' | '„') {
                    return Some(Word::Break);
                }
                continue;
            }
            let end = rest.find(|char| script(char) != kind).unwrap_or(rest.len());
            let (word, after) = rest.split_at(end);
            rest = after;
            return Some(Word::Of(kind, word));
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_has_one_form_in_every_script() {
        let names: [&[&str]; 6] = [
            &["Orsović", "Орсович", "أورسوفيتش", "Orsowitsch"],
            &["Karvenia", "Карвения", "كارفينيا", "カルヴェニア", "카르베니아", "卡尔韦尼亚", "卡爾韋尼亞"],
            &["Ospankul", "Оспанкул", "オスパンクル"],
            &["Marisol", "Марисоль", "マリソル", "마리솔", "马里索尔"],
            &["Niederwalda", "Нидервальда"],
            &["Telvia", "テルビア", "텔비아"],
        ];
        for group in names {
            let forms: Vec<Option<String>> = group.iter().map(|name| form(name)).collect();
            assert!(forms[0].is_some() && forms.iter().all(|form| *form == forms[0]), "{group:?} {forms:?}");
        }
    }

    #[test]
    fn different_names_have_different_forms_and_short_ones_none() {
        assert_ne!(form("Orsović"), form("Teskić"));
        assert_ne!(form("Karvenia"), form("Sembala"));
        for short in ["Rom", "Baro", "", "Aí", "李"] {
            assert_eq!(form(short), None, "{short}");
        }
    }

    fn holds(title: &str, text: &str, name: &str) -> bool {
        let form = form(name).unwrap();
        sounds(title, text).iter().any(|sound| sound.hash == hash(&form))
    }

    #[test]
    fn names_are_found_where_capitals_or_rarity_tell_them() {
        assert!(holds("Vote count", "On Sunday Orsović led. The lead of Orsović grew.", "Orsović"));
        assert!(holds("Wahl: Orsović vorn", "", "Орсович"));
        assert!(!holds("Vote count", "Counters were tired; the counters slept.", "counters"));
        assert!(!holds("Counters Were Tired Again", "The counters slept, said the counters.", "counters"));
        assert!(holds("فوز أورسوفيتش", "أعلن أورسوفيتش فوزه", "Orsović"));
        assert!(holds("オルソヴィチ氏が勝利", "", "オルソヴィチ"));
        assert!(holds("카르베니아에서 총선", "", "Karvenia"));
        assert!(holds("卡尔韦尼亚举行选举", "", "Karvenia"));
        assert!(holds("卡爾韋尼亞舉行選舉", "", "Karvenia"));
        assert!(holds("Das Haus von Mu\u{308}llerstein brennt", "", "Müllerstein"));
        assert!(holds("The lead of Nieder\u{AD}walda grew", "", "Niederwalda"));
        assert!(holds("Vote", &format!("{} and then Orsović won", ". ".repeat(900)), "Orsović"));
        assert!(sounds("", "").is_empty());
    }

    #[test]
    fn a_long_text_keeps_a_bounded_number_of_names() {
        let ends = ["mak", "nat", "lob", "sim", "tun", "kol", "bas"];
        let names = ends.iter().flat_map(|one| ends.iter().map(move |other| format!("said Bart{one}{other}. ")));
        let text: String = names.collect();
        let all: std::collections::BTreeSet<_> = text.split(['.', ' ']).filter_map(form).collect();
        assert!(all.len() > MOST_SOUNDS, "{}", all.len());
        assert_eq!(sounds("x", &text).len(), MOST_SOUNDS);
        assert!(by_chance(3) < by_chance(4) && by_chance(6) > 200);
    }
}
