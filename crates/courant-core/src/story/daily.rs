//! Heads under which something else stands every day: "What happened on 2 May", "The papers", "Latest news from around the world".
//!
//! Such a piece names the day, or the whole world, where a report names its event. What does both ("What happened at the tunnel on
//! 2 May") tells of one thing and is left to the words.

use jiff::Timestamp;
use jiff::civil::Date;

use super::kinds::Kind;
use crate::text::moments;

/// Heads of columns, lower-cased and with straight apostrophes, at the beginning of a headline.
const COLUMNS: &[&str] = &[
    "the papers:",
    "today's papers",
    "what the papers say",
    "newspaper headlines:",
    "newspaper review",
    "front pages:",
    "from the archives",
    "best of the week",
    "market wrap",
    "quiz:",
    "letters:",
    "presseschau",
    "pressestimmen",
    "pressespiegel",
    "was heute wichtig",
    "der tag im überblick",
    "nachrichten des tages",
    "revue de presse",
    "l'actu du jour",
    "las portadas",
    "revista de prensa",
    "resumen del día",
    "las claves del día",
    "rassegna stampa",
    "le prime pagine",
    "revista de imprensa",
    "resumo do dia",
    "przegląd prasy",
    "обзор прессы",
    "итоги дня",
    "dit was het nieuws",
    "das wichtigste zum tag",
    "das wichtigste am morgen",
    "die lage am morgen",
    "die lage am abend",
    "la revue de presse",
    "l'essentiel de l'actu",
    "les unes de la presse",
    "las noticias más importantes",
    "lo más destacado del día",
    "titulares del día",
    "las portadas de hoy",
    "le notizie del giorno",
    "le notizie di oggi",
    "as notícias do dia",
    "as principais notícias",
    "as manchetes",
    "primeiras páginas",
    "het nieuws van vandaag",
    "het belangrijkste nieuws",
    "dit is het nieuws",
    "nieuwsoverzicht",
    "najważniejsze wydarzenia dnia",
    "najważniejsze informacje dnia",
    "podsumowanie dnia",
    "главное за день",
    "главное за ночь",
    "главное к этому часу",
    "главные новости дня",
    "события дня",
    "головне за день",
    "головне за ніч",
    "підсумки дня",
    "günün özeti",
    "günün manşetleri",
    "gazete manşetleri",
    "nyheterna i korthet",
    "det här har hänt",
    "أبرز عناوين",
    "今日要闻",
    "早报",
    "今日のニュース",
];

/// The same of heads under which a log runs.
const RUNNING: &[&str] = &[
    "em direto",
    "ao minuto",
    "directo:",
    "directo |",
    "relacja na żywo",
    "relacja live",
    "онлайн-трансляция",
    "текстовая трансляция",
    "хроника событий",
    "наживо:",
    "canlı:",
    "canlı anlatım",
    "direkt:",
    "direktrapport",
    "تغطية مباشرة",
    "مباشر:",
    "直播:",
    "直播：",
    "ライブ更新",
];

/// Beginnings after which nothing but a place and a day follow.
const HAPPENED: &[&str] = &["what happened", "all that happened", "everything that happened"];

/// Beginnings that announce what a reader should know.
const NEEDED: &[&str] =
    &["what you need to know", "all you need to know", "everything you need to know", "what to know"];

/// What "today's" goes with where a piece is about all of it.
const OF_A_DAY: &[&str] = &["developments", "news", "headlines", "stories", "events"];

/// News of no one thing, where a place and "around the world" follow.
const NEWS: &[&str] = &["news", "latest", "updates", "developments", "headlines"];

/// What follows "updates" where it is no verb.
const GOES_ON: &[&str] = &["from", "on", "as", "for", "and", "in", "after", "at", "live", "today"];
/// What is sent live, where "updates" before it is a verb.
const SENT: &[&str] =
    &["streaming", "stream", "streams", "coverage", "music", "tv", "shows", "events", "captions", "chat"];

/// Words between "live" and "updates" at most.
const BETWEEN: usize = 2;

/// What kind of column a headline stands over, lower-cased and with straight apostrophes. `at` is when it came out.
pub(super) fn column(title: &str, at: Option<Timestamp>) -> Option<Kind> {
    let words: Vec<&str> = words(title).collect();
    // Behind a colon stands what the log tells of just now.
    let head = title.split_once(':').map_or(title, |(head, _)| head);
    let runs = is_live(&words) || is_live(&self::words(head).collect::<Vec<_>>());
    if title.starts_with("as it happened:") || runs || is_of_the_world(&words) {
        return Some(Kind::Live);
    }
    let ends =
        |head: &str, rest: &str| !head.ends_with(char::is_alphanumeric) || !rest.starts_with(char::is_alphanumeric);
    let opens = |head: &str| title.strip_prefix(head).is_some_and(|rest| ends(head, rest));
    if RUNNING.iter().any(|head| opens(head)) {
        return Some(Kind::Live);
    }
    // What stands before a colon may name the subject that is told of every day.
    let told = title.split_once(": ").map(|(_, told)| told);
    let is_daily = |head: &str| is_of_one_day(head, at) || is_needed_today(head);
    let found = COLUMNS.iter().any(|head| opens(head)) || is_daily(title) || told.is_some_and(is_daily);
    found.then_some(Kind::Roundup)
}

/// Whether words run as "live updates" do, with little between: "live covid-19 updates from Skerry", "updates live".
pub(super) fn is_live(words: &[&str]) -> bool {
    let live = words.iter().enumerate().filter(|(_, word)| **word == "live");
    live.map(|(at, _)| (words.get(..at).unwrap_or_default(), words.get(at + 1..).unwrap_or_default())).any(
        |(before, after)| {
            let behind = before.last() == Some(&"updates") && !after.first().is_some_and(|word| SENT.contains(word));
            let gap = after.iter().take(BETWEEN + 1).position(|word| *word == "updates");
            // With words between, "updates" may be what somebody does: "Live Nation updates its terms".
            let noun = |gap: usize| after.get(gap + 1).is_none_or(|next| GOES_ON.contains(next));
            behind || gap.is_some_and(|gap| gap == 0 || noun(gap))
        },
    )
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| !word.is_empty())
}

/// "Latest developments from Skerry and around the world".
fn is_of_the_world(words: &[&str]) -> bool {
    let Some(world) = words.windows(3).position(|three| three == ["around", "the", "world"]) else { return false };
    let before = words.get(..world).unwrap_or_default();
    let mut pairs = before.iter().zip(before.iter().skip(1).chain(["around"].iter()));
    // "Fake news spreads around the world" is one thing.
    let joined = before.last().is_none_or(|last| ["and", "from", "in"].contains(last) || NEWS.contains(last));
    joined && pairs.any(|(news, next)| NEWS.contains(news) && ["from", "in", "around"].contains(next))
        || before.first_chunk().is_some_and(|first| *first == ["the", "latest", "on"])
}

/// "What happened in Skerry on 2 May", on that day or beside it; "What happened today".
fn is_of_one_day(head: &str, at: Option<Timestamp>) -> bool {
    let Some(rest) = HAPPENED.iter().find_map(|begins| head.strip_prefix(begins)) else { return false };
    let rest: Vec<&str> = words(rest).collect();
    if !rest.first().is_some_and(|word| ["in", "on", "around", "today", "overnight", "yesterday"].contains(word)) {
        return false;
    }
    match rest.as_slice() {
        [.., "today" | "overnight" | "yesterday"] => true,
        [.., day, month] => is_near(day, month, at) || is_near(month, day, at),
        _ => false,
    }
}

/// Whether a day and a month are those at which something came out, or neighbours of it: the zone is the publisher's own.
fn is_near(day: &str, month: &str, at: Option<Timestamp>) -> bool {
    let Some(out) = at.map(|at| jiff::tz::Offset::UTC.to_datetime(at).date()) else { return false };
    let named =
        moments::month(month).zip(day.parse().ok()).and_then(|(month, day)| Date::new(out.year(), month, day).ok());
    named.is_some_and(|named| out.until(named).is_ok_and(|gap| gap.get_days().abs() <= 1))
}

/// "What you need to know about today's developments", "What to know about the virus today" with one word for the subject.
fn is_needed_today(head: &str) -> bool {
    let Some(rest) = NEEDED.iter().find_map(|begins| head.strip_prefix(begins)) else { return false };
    let rest: Vec<&str> = words(rest).collect();
    match rest.as_slice() {
        ["today" | "tonight"] | ["this", "morning" | "week"] | ["about", _, "today"] => true,
        ["about", "today's", of @ ..] => of.iter().take(2).any(|word| OF_A_DAY.contains(word)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(title: &str, expected: Option<Kind>) {
        let at = "2026-05-02T11:00:00Z".parse().ok();
        assert_eq!(column(&title.to_lowercase(), at), expected, "{title:?}");
    }

    #[test]
    fn heads_that_come_every_day_are_known() {
        for title in [
            "The Papers: tunnel opens and ferries stop",
            "From the Archives, 1970: the first tunnel",
            "Presseschau: Stimmen zum Tunnel",
            "Revue de presse du 2 mai",
            "Flood: What happened in Skerry on 2 May",
            "What happened on May 3",
            "What happened today",
            "Flood: what happened in Skerry and around the isles on 1 May",
            "What you need to know about flooding today",
            "Flood: All you need to know about today's big developments",
            "What to know this morning",
            "Das Wichtigste zum Tag: Tunnel offen, Fähren stehen",
            "La revue de presse : le tunnel",
            "Las noticias más importantes del lunes",
            "Главное за день: тоннель открыт",
            "Podsumowanie dnia: tunel otwarty",
            "早报：隧道开通",
        ] {
            check(title, Some(Kind::Roundup));
        }
        for title in [
            "As it happened: tunnel opens",
            "Em direto: túnel abre",
            "Relacja na żywo z tunelu",
            "Онлайн-трансляция: тоннель открыт",
            "Canlı: Tünel açıldı",
            "Live flood updates from Skerry",
            "Live flood updates: ferries stop",
            "Flood Live News and Updates",
            "Skerry updates live",
            "Flood: Latest developments from Skerry and around the world",
            "News from around the world",
            "The latest on the flood from around the world",
        ] {
            check(title, Some(Kind::Live));
        }
    }

    #[test]
    fn reports_of_one_thing_are_not_taken_for_columns() {
        for title in [
            "What happened at the tunnel on 2 May",
            "What happened in Skerry on 20 April",
            "What happened in Skerry",
            "The paper mill: a history",
            "Letters from the tunnel",
            "Tunnel: what you need to know",
            "What you need to know about the tunnel today",
            "What you need to know about today's ferry strike",
            "Live Nation updates refund policy after cancelled shows",
            "Portmere TV updates live streaming rules",
            "Live music venue updates safety plan",
            "Fake news in election spreads around the world",
            "Band goes live after years; fan club updates its site",
            "Islanders live longer, study finds",
            "Swimmers around the world mourn the pool",
            "Newspaper headline writers strike",
            "Direktor des Tunnels geht",
            "Directora del túnel dimite",
            "Günün özetini yazan bekçi",
            "早报记者获奖",
            "",
        ] {
            check(title, None);
        }
    }

    #[test]
    fn a_day_is_known_only_beside_the_day_it_came_out() {
        assert_eq!(column("what happened on 2 may", None), None);
        let leap = "2026-02-28T23:30:00Z".parse().ok();
        assert_eq!(column("what happened on 1 march", leap), Some(Kind::Roundup));
        assert_eq!(column("what happened on 29 february", leap), None);
        assert_eq!(column("what happened on 99 may", leap), None);
    }
}
