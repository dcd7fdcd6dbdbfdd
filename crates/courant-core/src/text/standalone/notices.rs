//! Sentences under a label ("Claim:", "Q:"), and what a publisher says of its own earlier text: neither tells what happened.

use std::ops::Range;

use super::super::reading::Reading;
use super::super::words::TokenKind;

/// Labels of what is doubted, asked or answered, and of corrections. What stands under them is not the publisher's word.
#[rustfmt::skip]
const LABELS: &[&str] = &[
    "claim", "the claim", "claims", "allegation", "rumour", "rumor", "myth", "statement", "false", "fake", "hoax", "question",
    "answer", "correction", "corrections", "clarification", "q", "a",
    "behauptung", "die behauptung", "gerücht", "mythos", "falsch", "frage", "antwort", "f", "korrektur", "berichtigung",
    "richtigstellung",
    "affirmation", "l’affirmation", "rumeur", "la rumeur", "allégation", "mythe", "idée reçue", "faux", "infox", "intox",
    "réponse", "r", "rectificatif", "erratum",
    "afirmación", "la afirmación", "bulo", "rumor", "mito", "falso", "pregunta", "respuesta", "p", "corrección", "rectificación",
    "fe de errores",
    "affermazione", "bufala", "domanda", "risposta", "d", "correzione", "rettifica", "errata corrige",
    "alegação", "afirmação", "boato", "pergunta", "resposta", "correção", "errata",
    "bewering", "stelling", "gerucht", "vraag", "antwoord", "correctie", "rectificatie",
    "påstående", "påstand", "påstanden", "rykte", "rygte", "myt", "myte", "fråga", "svar", "spørsmål", "spørgsmål", "rättelse",
    "rettelse",
    "twierdzenie", "teza", "plotka", "mit", "fałsz", "pytanie", "odpowiedź", "sprostowanie", "korekta",
    "iddia", "söylenti", "yanlış", "yalan", "soru", "cevap", "yanıt", "düzeltme",
    "утверждение", "слух", "миф", "фейк", "неправда", "ложь", "вопрос", "ответ", "исправление", "поправка", "уточнение",
    "твердження", "чутка", "міф", "питання", "відповідь", "виправлення",
    "ισχυρισμός", "φήμη", "μύθος", "ερώτηση", "απάντηση", "διόρθωση",
    "الادعاء", "ادعاء", "شائعة", "الشائعة", "إشاعة", "خرافة", "سؤال", "س", "جواب", "ج", "تصحيح", "تصويب",
    "传言", "傳言", "谣言", "謠言", "网传", "網傳", "流言", "说法", "說法", "问", "問", "答", "更正", "勘误", "勘誤",
    "主張", "噂", "うわさ", "デマ", "誤情報", "訂正", "주장", "소문", "루머", "질문", "답변", "정정",
    "คำกล่าวอ้าง", "ข่าวลือ", "คำถาม", "คำตอบ", "แก้ไข",
];

/// Words of a notice about an earlier text of the same article.
#[rustfmt::skip]
const EARLIER: &[&str] = &[
    "earlier version of this", "previous version of this", "original version of this", "earlier version of the article",
    "earlier version of the story", "previous version of the article", "earlier headline",
    "einer früheren version", "eine frühere version", "einer vorherigen version", "eine vorherige version",
    "einer früheren fassung", "eine frühere fassung", "der ursprünglichen version", "der ursprünglichen fassung",
    "une version précédente", "une précédente version", "une version antérieure", "une version initiale", "une première version",
    "una versión anterior", "una versión previa", "la versión original de est",
    "una versione precedente", "una precedente versione", "uma versão anterior", "uma versão prévia",
    "een eerdere versie", "een vorige versie", "en tidigare version", "en tidligere version", "en tidligere versjon",
    "wcześniejsza wersja", "wcześniejszej wersji", "poprzednia wersja", "poprzedniej wersji",
    "önceki bir sürüm", "önceki bir versiyon", "önceki sürümünde", "önceki versiyonunda", "önceki hâlinde", "önceki halinde",
    "предыдущей версии", "предыдущая версия", "более ранней версии", "ранней версии текста", "первоначальной версии",
    "попередній версії", "попередня версія", "ранішій версії", "προηγούμενη έκδοση", "نسخة سابقة",
    "早前版本", "此前版本", "先前版本", "早期版本", "以前のバージョン", "当初の記事", "以前の記事", "이전 버전", "이전 기사",
    "เวอร์ชันก่อนหน้า",
];

/// Longest label, in characters.
const LONGEST: usize = 32;

/// The stretches of a text that stand under such labels or in such notices, in bytes.
pub fn notices(reading: &Reading<'_>) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    // Where what is doubted begins, its paragraph, and whether that holds the label alone.
    let mut open: Option<(usize, usize, bool)> = None;
    for (number, sentence) in reading.sentences.iter().enumerate() {
        let words = reading.words_of(number);
        let label = label(words);
        let bare = label.is_some_and(|label| label.len() == words.len());
        if let Some((_, paragraph, alone)) = open {
            let last = paragraph + usize::from(alone);
            if sentence.paragraph > last || label.is_some() {
                open = None;
            }
        }
        let first = number == 0 || reading.sentences[number - 1].paragraph < sentence.paragraph;
        if is_doubted(label) || is_about_earlier(words) {
            open = Some((sentence.bytes.start, sentence.paragraph, bare));
        } else if first && label.is_some_and(|label| is_person(reading, number, label)) {
            // Who speaks is named at the first sentence alone.
            open = Some((sentence.bytes.end, sentence.paragraph, false));
        }
        found.extend(open.filter(|(from, ..)| *from < sentence.bytes.end).map(|(from, ..)| from..sentence.bytes.end));
    }
    found
}

/// The words before a colon, or before a dash between blanks, and the colon, where these begin a sentence as a label does.
fn label(sentence: &str) -> Option<&str> {
    let end = sentence.char_indices().nth(LONGEST).map_or(sentence.len(), |(at, _)| at);
    let head = &sentence[..end];
    let ends = [(":", 1), ("：", 3), (" – ", 1), (" — ", 1), (" - ", 1)];
    let (at, length) = ends.iter().filter_map(|(mark, length)| Some((head.find(mark)?, *length))).min()?;
    let after = sentence[at + length..].chars().next();
    let ends = length == 3 || after.is_none_or(|c| c.is_whitespace() || matches!(c, '–' | '—' | '-'));
    ends.then(|| &sentence[..at + length])
}

fn is_doubted(label: Option<&str>) -> bool {
    label.is_some_and(|label| {
        let lower = label.trim_end_matches([':', '：', ' ']).to_lowercase().replace('\'', "’");
        LABELS.contains(&lower.as_str())
    })
}

fn is_about_earlier(words: &str) -> bool {
    let lower = words.to_lowercase();
    EARLIER.iter().any(|notice| lower.contains(notice))
}

/// Whether a label may be somebody's name: two or three words with capitals.
fn is_person(reading: &Reading<'_>, number: usize, label: &str) -> bool {
    let end = reading.sentences[number].bytes.start + label.len();
    let words: Vec<_> = reading.tokens_of(number).iter().filter(|token| token.end < end).collect();
    label.ends_with([':', '：'])
        && (2..=3).contains(&words.len())
        && words.iter().all(|token| token.kind == TokenKind::Word && token.capital())
}
