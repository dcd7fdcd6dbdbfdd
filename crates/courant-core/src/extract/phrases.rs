//! Words by which furniture gives itself away, in the languages that news is commonly written in.

use std::sync::LazyLock;

use regex::{RegexSet, RegexSetBuilder};

/// Longer blocks are prose, whatever words they hold.
const LONGEST: usize = 420;

/// Bytes that the matcher may take for the states it has met; with the usual 2 MB it forgets and rebuilds them on
/// every page.
const AUTOMATON: usize = 10 << 20;

/// The families of phrases; each raises one feature. They are matched against lower-case text, with word boundaries
/// by ASCII letters alone and few counted repetitions: so the matcher stays a small automaton, which is what makes
/// asking every block of a page cheap.
const PHRASES: [&str; 22] = [
    // Newsletters and accounts
    r"(?-u:\b)(sign(ing)? up|subscribe|newsletters?|your inbox|your email|abonnier|anmelden|inscri(vez|ption)|infolettre|s'abonner|suscr[ií]b|bolet[ií]n|iscriviti|assine|inscreva|nieuwsbrief|подпи[сш]|рассылк|bülten|prenumerera|nyhetsbrev)",
    // Read more, see also, related
    r"^(read|see|watch|also|learn|find out|view|show|load|click)?\s*(more|also|next|related|further|all)(?-u:\b)|^(related|recommended|more (from|on|about|stories|news)|you may|you might|don't miss|up next|see also|read also|also read|in case you missed|trending|popular|latest|top stories|most read|mehr (zum|zu)|lesen sie|auch interessant|das könnte|weitere|à lire|lire aussi|voir aussi|sur le même|lee también|le puede|más (sobre|en)|leggi anche|ti potrebbe|leia (também|mais)|veja também|saiba mais|lees (ook|meer)|читайте|ещё|смотрите|читать|ilgili|läs (också|mer)|les også|læs også|czytaj|przeczytaj|zobacz|bekijk (ook|meer)|дивіться|bunlar da|اقرأ|関連|相关|延伸阅读|推荐|관련)",
    // Sharing and following
    r"(?-u:\b)(share (this|on|via|article)|share$|^share|tweet( this)?$|follow us|like us|copy link|print( this)?$|email this|teilen|partag(er|ez)|compart(ir|ilh)|condividi|delen|поделит|paylaş|whatsapp|facebook|pinterest|linkedin|telegram)",
    // Rights
    r"©|\(c\) ?(19|20)[0-9][0-9]|copyright|all rights reserved|alle rechte|tous droits|todos los derechos|tutti i diritti|todos os direitos|все права",
    // Advertising and affiliate notes
    r"^(advert|sponsored|anzeige|publicidad|pubblicità|publicité|werbung|реклама|ad$|ads$)|affiliate|commission|may earn|advertis(e|er|ing)|sponsored",
    // Cookies, scripts, browsers
    r"cookies?(?-u:\b)|javascript|your browser|privacy policy|terms of|datenschutz|confidentialité|privacidad",
    // Captions and credits
    r"^(photo|image|picture|credit|caption|source|foto|bild|imagen|quelle|video|watch|figure|fig)s?( credits?| courtesy| by| via)?\s*[:：/(]|getty images|shutterstock|(?-u:\b)(ap|afp|epa|reuters) ?photo|photo(graph)?s? (by|courtesy|via)|courtesy of|image (credit|source|via)|\((ap|afp|reuters|getty|photo)[^)]*\)$|unsplash|istock|adobe stock|pexels",
    // Byline
    r"^(written|words|text|story|posted|published|updated|reviewed|medically reviewed|edited|fact[- ]checked|reporting|contributed)?\s*(by|von|par|por|di|door|av|af)[: ]\s*\S+( \S+)?( \S+)?( \S+)?( \S+)?( \S+)?$|^by:?$",
    // A line that is a date or a clock
    r"^\W*(posted|published|updated|last (updated|modified|reviewed)|date|on|stand|publié|mis à jour|publicado|actualizado|aggiornato|pubblicato|am|le|el)?\W*(on)?\W*((mon|tues?|wed(nes)?|thur?s?|fri|sat(ur)?|sun)(day)?\W+)?(([0-9]{1,2}\W{1,2}(de )?)?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mär|mai|okt|dez|ene|abr|ago|dic|janv|févr|avr|juin|juil|août|déc|gen|mag|giu|lug|set|ott|fev|out)\w*\W+(de )?[0-9]{1,4}(\W+[0-9]{2,4})?|[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{2,4})\W*(at|um|à|\||·|,)?\s*([0-9]{1,2}[:.h][0-9][0-9](:[0-9][0-9])?)?( ?[ap]\.?m\.?)?( ?[a-z]{2,4})?\W*$",
    // Time ago, reading time
    r"(?-u:\b)[0-9]+ (min(ute)?s?|hours?|days?|weeks?|months?|years?)( ?ago| read)|(?-u:\b)min(ute)?s? (read|de lecture|lesezeit)|reading time|lesezeit|lesedauer|temps de lecture|tiempo de lectura",
    // Comments and counters
    r"^\W*[0-9]*\W*(comments?|kommentare?|commentaires?|comentarios?|commenti|repl(y|ies)|leave a (comment|reply)|views?|likes?|shares?|votes?|responses?)\W*[0-9]*\W*$|(?-u:\b)(leave a|post a|add a|join the) (comment|reply|conversation)|log ?in to|^\W*[[0-9].,]+k?\W*$",
    // About the writer
    r"^(about the (author|writer)|author bio|about (us|me)|meet the)|(?-u:\b)(is|was|has been) (an?|the) ([\w-]+ )?([\w-]+ )?([\w-]+ )?([\w-]+ )?(writer|journalist|editor|reporter|author|freelance|contributor|columnist|blogger|correspondent|strategist|founder|marketer|speaker|consultant|specialist)|^(über den autor|à propos de l'auteur|sobre (el|la|o) autor|l'autore)",
    // Tags and categories
    r"^(tags?|topics?|categor(y|ies)|filed under|labels?|keywords?|posted in|tagged|schlagwörter|themen|etiquetas|mots[- ]clés|метки|теги|argomenti)(?-u:\b)",
    // Apps and other places
    r"(?-u:\b)(download|get) (the|our) (\w+ )?(\w+ )?app(?-u:\b)|app store|google play|podcast|listen (to|on|now)|spotify|apple podcasts|play store|subscribe (on|to) youtube",
    // Call to act
    r"^(click|tap|buy|shop|order|get|start|try|book|request|schedule|contact|call|join|download|learn|explore|discover|check out|see|view|find|apply|register|donate|jump|go|skip|back|return)(?-u:\b)",
    // Contents
    r"^(table of contents|contents|in this (article|post|guide|story)|jump to|on this page|inhalt(sverzeichnis)?|sommaire|índice|indice|what's inside|quick links|key takeaways|at a glance)\W*$",
    // Contact
    r"@[a-z0-9-]+\.[a-z]{2,}|(?-u:\b)(contact|reach|email) (us|him|her|them|the author)|tel:|phone:|\([0-9]{3}\) ?[0-9]{3}-[0-9]{4}|e-?mail:",
    // Previous and next
    r"^\W*(previous|next|older|newer|prev|back to|vorherige|nächste|précédent|suivant|anterior|siguiente|precedente|successivo|«|»|‹|›|←|→)",
    // Disclaimers and corrections
    r"^(disclaimer|editor'?s note|note:|disclosure|correction|this (article|story|post|content|press release) (was|is|has|originally|first|contains|may)|the views|opinions expressed|\*)",
    // Prices and stock
    r"[$€£]\s?[0-9]|[0-9]\s?(€|usd|eur)(?-u:\b)|add to (cart|bag)|in stock|free shipping|(?-u:\b)off$",
    // References
    r"^(references|sources|bibliography|footnotes|further reading|works cited|citations|notes|resources|related (links|resources)|external links|quellen|literatur)\W*[0-9]*\W*$|(?-u:\b)doi(?-u:\b)|et al\.|(?-u:\b)retrieved(?-u:\b)|(?-u:\b)pp?\. [0-9]|https?://",
    // Leaked program text
    r"[{};]\s*[{}\w.#@-]+\s*[:{=(]|function ?\(|(?-u:\b)var \w+ ?=|window\.|document\.|\.push\(|@media|!important|<[a-z/]",
];

/// Bit of newsletters and accounts.
pub const NEWSLETTER: u32 = 1;
/// Bit of "read more, see also, related".
pub const READ_MORE: u32 = 1 << 1;
/// Bits of the families that are about the site and never about the matter: newsletters, read more, sharing, rights,
/// advertising, cookies, apps and podcasts, leaked program text.
pub const FURNITURE: u32 = 0b11_1111 | 1 << 13 | 1 << 21;
/// Bit of advertising and affiliate notes: `commission`, `sponsored` and the like are in many a true sentence too.
pub const ADVERTISING: u32 = 1 << 4;
/// Bit of "copyright, all rights reserved".
pub const RIGHTS: u32 = 1 << 3;
/// Bits of the families whose numbers change from page to page: dates, times since, comments and counters.
pub const COUNTED: u32 = 1 << 8 | 1 << 9 | 1 << 10;
/// Number of families.
pub const PHRASE_COUNT: usize = PHRASES.len();

/// The alternatives that are bound to the block's beginning, and the others. In one automaton each state of the first
/// would be paired with each of the second; apart, the first ends after a few characters of most blocks.
static SETS: LazyLock<[Option<RegexSet>; 2]> = LazyLock::new(|| {
    [true, false].map(|bound| {
        let families = PHRASES.map(|family| {
            let alternatives: Vec<&str> = alternatives(family).filter(|one| one.starts_with('^') == bound).collect();
            // A family without any matches nothing.
            if alternatives.is_empty() { NOTHING.to_owned() } else { alternatives.join("|") }
        });
        RegexSetBuilder::new(families).dfa_size_limit(AUTOMATON).build().ok()
    })
});

const NOTHING: &str = "[^\\x00-\\x{10ffff}]";

/// The parts of a pattern between its outermost bars.
fn alternatives(pattern: &str) -> impl Iterator<Item = &str> {
    let (mut depth, mut listed, mut escaped) = (0_i32, 0_i32, false);
    pattern.split(move |c| {
        let plain = !std::mem::take(&mut escaped);
        match c {
            '\\' => escaped = plain,
            '[' if plain => listed += 1,
            ']' if plain => listed -= 1,
            '(' if plain && listed == 0 => depth += 1,
            ')' if plain && listed == 0 => depth -= 1,
            _ => {}
        }
        c == '|' && plain && depth == 0 && listed == 0
    })
}

/// Which families a block's text belongs to, as bits.
pub fn phrases(text: &str) -> u32 {
    if text.len() > LONGEST {
        return 0;
    }
    let lower = text.to_lowercase();
    let found = |set: &RegexSet| set.matches(&lower).iter().fold(0, |bits, family| bits | 1 << family);
    SETS.iter().flatten().map(found).fold(0, |all, bits| all | bits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_cut_at_their_outermost_bars() {
        let parts: Vec<&str> = alternatives(r"^a(b|c)|d\|e|[|(]f|\(g|h").collect();
        assert_eq!(parts, ["^a(b|c)", r"d\|e", "[|(]f", r"\(g", "h"]);
        assert!(SETS.iter().all(Option::is_some));
    }

    #[test]
    fn families_are_found_wherever_they_may_stand() {
        let family = |name: &str| PHRASES.iter().position(|family| family.contains(name)).map_or(0, |at| 1 << at);
        let cases = [
            ("Sign up to our newsletter", family("newsletters?")),
            ("Share", family("tweet( this)") | family("kommentare?")),
            ("They share a house", 0),
            ("They share", family("tweet( this)")),
            ("Read more", READ_MORE),
            ("To read more, turn the page", 0),
            ("© 2026 Harbour Post", family("copyright")),
            ("14 May 2026, 09:40", family("mis à jour")),
            ("The council met on Tuesday to hear the report.", 0),
        ];
        for (text, wanted) in cases {
            assert_eq!(phrases(text), wanted, "{text}");
        }
        assert_eq!(phrases(&"Read more ".repeat(60)), 0);
    }
}
