//! Calls to share, to follow or to subscribe, told by their words alone, wherever they stand.
//!
//! The whole block goes, so nothing else may be told in it. That others are asked to subscribe is told in other words, or
//! in quotation marks.

use std::sync::LazyLock;

use regex::Regex;

/// What may stand before the first word: signs, but no quotation mark.
const BEGINNING: &str = r#"^[^\w"“„«‘']*"#;
/// A line that asks and says nothing else.
const BARE: &str = r"(share this( article| story| post| page)?|follow us( on)?|subscribe( now| today| here)?|sign up( now| today| here)?|(click|tap) here (to (get|download)|for) (the|our) [\w ]{0,30} app)\W*$";
/// How a block begins that asks to subscribe to the publisher's own newsletter, by language.
const ASKS: [&str; 20] = [
    // English: the call; one or two questions that lead to it; "don't miss" and the call.
    r"(please )?(sign[ -]up|subscribe)\b[^.!?]{0,40}\b(to|for) ((our|my|this|the)\b|[\w ]{1,30}['’]s )[^.!?]{0,60}\bnewsletters?\b",
    r"([^.!?]{3,120}\?\s+){1,2}((sign up|subscribe)\b[^.!?]{0,90}\b(newsletters?|inbox)\b|[^.!?]{0,120}\b(newsletter|inbox)\b[^.!?]{0,60}[.!]\s+(sign up|subscribe)\b)",
    r"don['’]t miss[^.!?]{0,120}[.!]\s+(sign up|subscribe)\b[^.!?]{0,60}\bnewsletters?\b",
    // German, French, Spanish, Italian, Portuguese, Dutch, Russian.
    r"(melden sie sich|abonnieren sie|jetzt)\b[^.!?,]{0,60}\bunser\w*\b[^.!?,]{0,30}newsletter",
    r"(inscrivez|abonnez)-vous\b[^.!?,]{0,40}\b(notre|nos)\b[^.!?,]{0,20}(newsletter|infolettre)",
    r"suscr[ií]b(ete|ase|anse)\b[^.!?,]{0,30}\bnuestr\w+\b[^.!?,]{0,20}(newsletter|bolet[ií]n)",
    r"iscriv(iti|etevi)\b[^.!?,]{0,20}\b(alla|nostra)\b[^.!?,]{0,20}newsletter",
    r"(assine|inscreva-se|subscreva)\b[^.!?,]{0,20}\bnoss\w+\b[^.!?,]{0,20}(newsletter|boletim)",
    r"(meld je aan|schrijf je in|abonneer je)\b[^.!?,]{0,20}\bonze\b[^.!?,]{0,20}nieuwsbrief",
    r"подпи(шитесь|сывайтесь)\b[^.!?,]{0,30}\bнаш\w*\b[^.!?,]{0,20}(рассылк|канал|telegram|телеграм)",
    // Polish, Turkish, Swedish, Ukrainian.
    r"(zapisz się|subskrybuj|zasubskrybuj)\b[^.!?,]{0,20}\bnasz\w*\b[^.!?,]{0,20}newsletter",
    r"(e-)?bültenimize\b[^.!?,]{0,20}\b(abone|kayd|üye)",
    r"(prenumerera|anmäl dig|skriv upp dig)\b[^.!?,]{0,20}\bvår\w*\b[^.!?,]{0,20}nyhetsbrev",
    r"підпи(шіться|суйтесь|суйтеся)\b[^.!?,]{0,30}\bнаш\w*\b[^.!?,]{0,20}(розсилк|канал|telegram|телеграм)",
    // The publisher's own channel elsewhere.
    r"(folgen sie uns|abonnieren sie|jetzt)\b[^.!?,]{0,40}\b(whatsapp|telegram)-?kanal",
    r"(suivez|rejoignez|abonnez)-?(nous|vous)?\b[^.!?,]{0,20}\bnotre\b[^.!?,]{0,20}\b(chaîne|canal) (whatsapp|telegram)",
    r"(únete|síguenos|suscríbete|más información|sigue)\b[^.!?,]{0,20}\bnuestro canal de (whatsapp|telegram)",
    r"(segui|iscriviti|unisciti)\b[^.!?,]{0,20}\bnostro canale (whatsapp|telegram)",
    r"(siga|acompanhe|entre|subscreva|junte-se)\b[^.!?,]{0,20}\bnosso canal\b[^.!?,]{0,10}\b(whatsapp|telegram)",
    r"(volg ons|abonneer je)\b[^.!?,]{0,20}\b(ons )?(whatsapp|telegram)-?kanaal",
];
/// A word that each of them has: looked for first, because few blocks have one and it is found fast.
const NAMED: &str = r"(?i)newsletter|inbox|infolettre|bolet[ií]n|boletim|nieuwsbrief|nyhetsbrev|bülten|рассылк|розсилк|telegram|телеграм|whatsapp|наш\w* канал";

type Pattern = LazyLock<Option<Regex>>;

static IS_BARE: Pattern = LazyLock::new(|| Regex::new(&format!("(?i){BEGINNING}{BARE}")).ok());
static IS_NAMED: Pattern = LazyLock::new(|| Regex::new(NAMED).ok());
static IS_ASKING: Pattern = LazyLock::new(|| Regex::new(&format!("(?i){BEGINNING}({})", ASKS.join("|"))).ok());

fn is(pattern: &Pattern, text: &str) -> bool {
    pattern.as_ref().is_some_and(|pattern| pattern.is_match(text))
}

/// Whether a line asks to share, follow or subscribe and says nothing else.
pub fn is_bare(text: &str) -> bool {
    is(&IS_BARE, text)
}

/// Whether a block begins with a call to subscribe to the publisher's own newsletter, or with what leads to one.
pub fn asks(text: &str) -> bool {
    is(&IS_NAMED, text) && is(&IS_ASKING, text)
}

#[cfg(test)]
mod tests {
    use super::asks;

    #[test]
    fn calls_are_known_in_many_languages() {
        for text in [
            "Abonnieren Sie unseren Newsletter und lesen Sie alles über die Fähre.",
            "Abonnez-vous à notre newsletter pour tout savoir du bac.",
            "Suscríbete a nuestra newsletter y recibe las noticias del puerto.",
            "Más información en nuestro canal de WhatsApp",
            "Iscriviti alla nostra newsletter per restare al porto.",
            "Subscreva a nossa newsletter.",
            "Meld je aan voor onze nieuwsbrief over de haven.",
            "Zapisz się do naszego newslettera.",
            "Подписывайтесь на наш Telegram-канал",
            "Підписуйтесь на наш телеграм-канал.",
            "Bültenimize abone olun.",
            "Prenumerera på vårt nyhetsbrev om hamnen.",
        ] {
            assert!(asks(text), "{text}");
        }
        for text in [
            "Die Reederei hat ihren Newsletter eingestellt.",
            "El puerto abrió un canal de WhatsApp para los pasajeros.",
            "Порт открыл наш старый канал для судов.",
            "Newsletter портa больше не выходит.",
        ] {
            assert!(!asks(text), "{text}");
        }
    }
}
