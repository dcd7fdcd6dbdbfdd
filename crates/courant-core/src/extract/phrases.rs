//! Words by which furniture gives itself away, in the languages that news is commonly written in.

use std::sync::LazyLock;

use regex::RegexSet;

/// Longer blocks are prose, whatever words they hold.
const LONGEST: usize = 420;

/// The families of phrases; each raises one feature.
const PHRASES: [&str; 22] = [
    // Newsletters and accounts
    r"\b(sign(ing)? up|subscribe|newsletters?|your inbox|your email|abonnier|anmelden|inscri(vez|ption)|infolettre|s'abonner|suscr[ií]b|bolet[ií]n|iscriviti|assine|inscreva|nieuwsbrief|подпи[сш]|рассылк|bülten|prenumerera|nyhetsbrev)",
    // Read more, see also, related
    r"^(read|see|watch|also|learn|find out|view|show|load|click)?\s*(more|also|next|related|further|all)\b.{0,90}|^(related|recommended|more (from|on|about|stories|news)|you may|you might|don't miss|up next|see also|read also|also read|in case you missed|trending|popular|latest|top stories|most read|mehr (zum|zu)|lesen sie|auch interessant|das könnte|weitere|à lire|lire aussi|voir aussi|sur le même|lee también|le puede|más (sobre|en)|leggi anche|ti potrebbe|leia (também|mais)|veja também|saiba mais|lees (ook|meer)|читайте|ещё|смотрите|читать|ilgili|läs (också|mer)|les også|læs også|czytaj|zobacz|関連|相关|推荐|관련)",
    // Sharing and following
    r"\b(share (this|on|via|article)|share$|^share|tweet( this)?$|follow us|like us|copy link|print( this)?$|email this|teilen|partag(er|ez)|compart(ir|ilh)|condividi|delen|поделит|paylaş|whatsapp|facebook|pinterest|linkedin|telegram)",
    // Rights
    r"©|\(c\) ?(19|20)\d\d|copyright|all rights reserved|alle rechte|tous droits|todos los derechos|tutti i diritti|todos os direitos|все права",
    // Advertising and affiliate notes
    r"^(advert|sponsored|anzeige|publicidad|pubblicità|publicité|werbung|реклама|ad$|ads$)|affiliate|commission|may earn|advertis(e|er|ing)|sponsored",
    // Cookies, scripts, browsers
    r"cookies?\b|javascript|your browser|privacy policy|terms of|datenschutz|confidentialité|privacidad",
    // Captions and credits
    r"^(photo|image|picture|credit|caption|source|foto|bild|imagen|quelle|video|watch|figure|fig)s?( credits?| courtesy| by| via)?\s*[:：/(]|getty images|shutterstock|\b(ap|afp|epa|reuters) ?photo|photo(graph)?s? (by|courtesy|via)|courtesy of|image (credit|source|via)|\((ap|afp|reuters|getty|photo)[^)]*\)$|unsplash|istock|adobe stock|pexels",
    // Byline
    r"^(written|words|text|story|posted|published|updated|reviewed|medically reviewed|edited|fact[- ]checked|reporting|contributed)?\s*(by|von|par|por|di|door|av|af)[: ]\s*\S+( \S+){0,6}$|^by:?$",
    // A line that is a date or a clock
    r"^\W*(posted|published|updated|last (updated|modified|reviewed)|date|on|stand|publié|mis à jour|publicado|actualizado|aggiornato|pubblicato|am|le|el)?\W*(on)?\W*((mon|tues?|wed(nes)?|thur?s?|fri|sat(ur)?|sun)(day)?\W+)?((\d{1,2}\W{1,2}(de )?)?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mär|mai|okt|dez|ene|abr|ago|dic|janv|févr|avr|juin|juil|août|déc|gen|mag|giu|lug|set|ott|fev|out)\w*\W+(de )?\d{1,4}(\W+\d{2,4})?|\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4})\W*(at|um|à|\||·|,)?\s*(\d{1,2}[:.h]\d\d.{0,25})?$",
    // Time ago, reading time
    r"\b\d+ (min(ute)?s?|hours?|days?|weeks?|months?|years?)( ?ago| read)|\bmin(ute)?s? (read|de lecture|lesezeit)|reading time|lesezeit|lesedauer|temps de lecture|tiempo de lectura",
    // Comments and counters
    r"^\W*\d*\W*(comments?|kommentare?|commentaires?|comentarios?|commenti|repl(y|ies)|leave a (comment|reply)|views?|likes?|shares?|votes?|responses?)\W*\d*\W*$|\b(leave a|post a|add a|join the) (comment|reply|conversation)|log ?in to|^\W*[\d.,]+k?\W*$",
    // About the writer
    r"^(about the (author|writer)|author bio|about (us|me)|meet the)|\b(is|was|has been) (an?|the) ([\w-]+ ){0,5}(writer|journalist|editor|reporter|author|freelance|contributor|columnist|blogger|correspondent|strategist|founder|marketer|speaker|consultant|specialist)|^(über den autor|à propos de l'auteur|sobre (el|la|o) autor|l'autore)",
    // Tags and categories
    r"^(tags?|topics?|categor(y|ies)|filed under|labels?|keywords?|posted in|tagged|schlagwörter|themen|etiquetas|mots[- ]clés|метки|теги|argomenti)\b",
    // Apps and other places
    r"\b(download|get) (the|our) .{0,25}app\b|app store|google play|podcast|listen (to|on|now)|spotify|apple podcasts|play store|subscribe (on|to) youtube",
    // Call to act
    r"^(click|tap|buy|shop|order|get|start|try|book|request|schedule|contact|call|join|download|learn|explore|discover|check out|see|view|find|apply|register|donate|jump|go|skip|back|return)\b.{0,60}$",
    // Contents
    r"^(table of contents|contents|in this (article|post|guide|story)|jump to|on this page|inhalt(sverzeichnis)?|sommaire|índice|indice|what's inside|quick links|key takeaways|at a glance)\W*$",
    // Contact
    r"@[a-z0-9-]+\.[a-z]{2,}|\b(contact|reach|email) (us|him|her|them|the author)|tel:|phone:|\(\d{3}\) ?\d{3}-\d{4}|e-?mail:",
    // Previous and next
    r"^\W*(previous|next|older|newer|prev|back to|vorherige|nächste|précédent|suivant|anterior|siguiente|precedente|successivo|«|»|‹|›|←|→)",
    // Disclaimers and corrections
    r"^(disclaimer|editor'?s note|note:|disclosure|correction|this (article|story|post|content|press release) (was|is|has|originally|first|contains|may)|the views|opinions expressed|\*)",
    // Prices and stock
    r"[$€£]\s?\d|\d\s?(€|usd|eur)\b|add to (cart|bag)|in stock|free shipping|\boff\b.{0,10}$",
    // References
    r"^(references|sources|bibliography|footnotes|further reading|works cited|citations|notes|resources|related (links|resources)|external links|quellen|literatur)\W*\d*\W*$|\bdoi\b|et al\.|\bretrieved\b|\bpp?\. \d|https?://",
    // Leaked program text
    r"[{};]\s*[{}\w.#@-]+\s*[:{=(]|function ?\(|\bvar \w+ ?=|window\.|document\.|\.push\(|@media|!important|<[a-z/]",
];

/// Number of families.
pub const PHRASE_COUNT: usize = PHRASES.len();

static SET: LazyLock<Option<RegexSet>> =
    LazyLock::new(|| RegexSet::new(PHRASES.iter().map(|phrase| format!("(?i){phrase}"))).ok());

/// Which families a block's text belongs to, as bits.
pub fn phrases(text: &str) -> u32 {
    if text.len() > LONGEST {
        return 0;
    }
    SET.as_ref().map_or(0, |set| set.matches(text).iter().fold(0, |bits, family| bits | 1 << family))
}
