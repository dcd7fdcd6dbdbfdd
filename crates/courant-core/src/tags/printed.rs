//! The hashtags that an editor would print under a text: names first, then what the headline is about; fewer rather than
//! poor ones, and never none where the text has a subject.
//!
//! Readers who are asked for the key words of a text name many that say nothing to somebody who has not read it. [`super::tags`]
//! ranks as those readers do; what is printed is chosen here, from the same candidates.

use std::collections::BTreeMap;

use super::candidates::Candidate;
use super::nouns::NOUN;
use super::outlet::Makers;
use super::plain::is_plain;
use super::same;
use crate::model::{Tag, TagKind};
use crate::text::lexicon;

/// Most hashtags under one text.
pub const MOST: usize = 6;
/// Fewest where the text has as many words that could be one.
const FEWEST: usize = 2;
/// Words from which on a text has as many hashtags as [`FEWEST`] says, whatever they are.
const WHOLE: usize = 80;
/// Words up to which a text is a teaser, where what stands once may be the subject.
const TEASER: usize = 140;
/// How noun-like an English word is at least: there a table of real news says it.
const ENGLISH_NOUN: f64 = 0.6;
/// What stands below this share of the best is no subject of the text.
const NEAR_BEST: f64 = 0.5;

/// A text that hashtags are chosen for.
pub struct Printing<'a> {
    /// BCP 47 primary subtag.
    pub language: &'a str,
    /// How many words the text has, see [`word_count`](crate::text::words::word_count).
    pub words: usize,
    /// Who made it.
    pub makers: &'a Makers,
}

/// The hashtags to print, best first.
pub fn printed(mut candidates: Vec<Candidate>, text: &Printing<'_>) -> Vec<Tag> {
    settle(&mut candidates);
    let most = candidates.iter().map(|candidate| candidate.count).max().unwrap_or(1);
    let mut scored: Vec<(f64, &Candidate)> = candidates
        .iter()
        .filter(|candidate| {
            !text.makers.made(&candidate.key, &candidate.words)
                && !is_notice(&candidate.words)
                && (candidate.titled || !is_press(&candidate.words))
        })
        .map(|candidate| (worth(candidate, most), candidate))
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.words.cmp(&b.1.words)));
    let mut chosen: Vec<(f64, &Candidate)> = Vec::new();
    let best = scored.iter().find(|(_, candidate)| text.is_subject(candidate)).map_or(0.0, |(score, _)| *score);
    // First what may stand there, then what is there where nothing better is.
    type Test<'t> = &'t dyn Fn(&Candidate) -> bool;
    let subject = |candidate: &Candidate| text.is_subject(candidate);
    let near = |candidate: &Candidate| text.is_told(candidate) && !text.is_plain(candidate);
    let headed = |candidate: &Candidate| candidate.headed && !candidate.worth.spare;
    let saying = |candidate: &Candidate| !candidate.worth.spare && !text.is_plain(candidate);
    let any = |candidate: &Candidate| !candidate.worth.spare;
    let all = |_: &Candidate| true;
    let few = if text.words >= WHOLE { FEWEST } else { 1 };
    let rounds: [(Test<'_>, usize, f64); 6] = [
        (&subject, MOST, best * NEAR_BEST),
        (&near, FEWEST, 0.0),
        (&saying, few, 0.0),
        (&headed, few, 0.0),
        (&any, few, 0.0),
        (&all, few, 0.0),
    ];
    for (round, (test, enough, least)) in rounds.into_iter().enumerate() {
        for (score, candidate) in scored.iter().filter(|(score, candidate)| *score >= least && test(candidate)) {
            let room = chosen.len() < enough;
            match chosen.iter_mut().find(|(_, other)| repeats(candidate, other)) {
                Some((_, other)) if round == 0 && is_fuller(candidate, other) => *other = candidate,
                Some(_) => {}
                None if room => chosen.push((*score, candidate)),
                None => {}
            }
        }
    }
    chosen.into_iter().filter_map(|(score, candidate)| super::tag(score - 2.0, candidate)).collect()
}

impl Printing<'_> {
    fn is_teaser(&self) -> bool {
        self.words <= TEASER
    }

    fn is_plain(&self, candidate: &Candidate) -> bool {
        let plain = |word: &String| is_plain(self.language, word);
        if !candidate.named && !candidate.words.contains(' ') && plain(&candidate.key) {
            return true;
        }
        let [first, .., last] = candidate.folded.as_slice() else {
            return candidate.kind != TagKind::Place && candidate.folded.iter().all(plain);
        };
        if candidate.named {
            return candidate.kind == TagKind::Topic && candidate.folded.iter().all(plain);
        }
        // "Infrastructure plan" and "school shooting" say something, "grave concerns" and "senior staff" do not.
        let noun = english_noun(first) || self.language != "en";
        let leading = candidate.words.split(' ').next().unwrap_or_default();
        let joined = leading.contains('-') && plain(first);
        let untitled = plain(last) && !noun || plain(first);
        joined
            || plain(last) && plain(first)
            || !candidate.titled && untitled
            || self.language == "en" && is_plural(leading)
    }

    /// Whether the text says enough of it.
    fn is_told(&self, candidate: &Candidate) -> bool {
        let (count, several) = (candidate.count, candidate.folded.len() > 1);
        if candidate.worth.spare {
            return false;
        }
        if candidate.named {
            return candidate.headed || count > 1 || self.is_teaser();
        }
        if several {
            return candidate.titled || count > 2 || self.is_teaser();
        }
        let often = if self.is_teaser() { count > 1 } else { count > 3 };
        candidate.titled && (count > 1 || self.is_teaser()) || often
    }

    fn is_subject(&self, candidate: &Candidate) -> bool {
        let abstract_word = !candidate.named
            && candidate.folded.len() == 1
            && !candidate.titled
            && is_abstract(candidate, self.language);
        self.is_told(candidate)
            && !self.is_plain(candidate)
            && !abstract_word
            && (candidate.named || candidate.worth.noun >= if self.language == "en" { ENGLISH_NOUN } else { NOUN })
    }
}

/// "Launches rocket": a verb stands before its object, a noun that leads another is no plural.
fn is_plural(word: &str) -> bool {
    word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us")
}

/// Whether an English word is a noun more often than not.
fn english_noun(word: &str) -> bool {
    lexicon::english(word).is_none_or(|facts| facts.noun >= 5)
}

/// Words that tell a deed or a quality rather than a thing: they need the headline to be a subject.
fn is_abstract(candidate: &Candidate, language: &str) -> bool {
    language == "en"
        && candidate.folded.first().is_some_and(|word| {
            ["tion", "sion", "ment", "ness", "ity", "ance", "ence", "ism"].iter().any(|ending| word.ends_with(ending))
        })
}

/// How much a candidate says of the text: how often it stands there beside what stands there most, how early, and whether the
/// headline has it; a name more than a word.
fn worth(candidate: &Candidate, most: usize) -> f64 {
    let flag = |yes: bool| f64::from(u8::from(yes));
    let several = candidate.folded.len() > 1;
    let often = (1.0 + candidate.count as f64).ln() / (1.0 + most as f64).ln();
    let kind = match candidate.kind {
        TagKind::Person => 0.8 + 0.4 * flag(several),
        TagKind::Organisation => 0.8,
        TagKind::Place => 0.6,
        TagKind::Event => 0.8,
        TagKind::Topic if candidate.named => 0.7,
        TagKind::Topic if several => 0.9,
        TagKind::Topic => 1.2 * (candidate.worth.rarity - 0.4),
    };
    kind + 1.5 * often + 1.2 * flag(candidate.headed) + 0.6 * (1.0 - candidate.first).powi(3)
}

/// What a page says to its readers rather than of its subject: "SIGN UP NOW FOR MORE".
fn is_notice(words: &str) -> bool {
    let words: Vec<&str> = words.split(' ').collect();
    words.len() > 2 && words.iter().all(|word| word.chars().all(|c| !c.is_lowercase()))
}

/// Whether a name ends as those of newspapers and stations do, which texts name as where they have something from.
fn is_press(words: &str) -> bool {
    const ENDS: &[&str] =
        &["News", "Times", "Times-News", "Post", "Journal", "Tribune", "Herald", "Gazette", "TV", "Radio"];
    words.split_once(' ').is_some_and(|(_, rest)| ENDS.iter().any(|end| rest.ends_with(end)))
}

/// Sets whom a headline means right: of two people with one last name the one that it names in full, and a last name by itself
/// is left out where the text has one person of that name, or the headline says who.
fn settle(candidates: &mut Vec<Candidate>) {
    // For each last name: how many people bear it, and whether the headline names one of them in full.
    let mut bearers: BTreeMap<String, (usize, bool)> = BTreeMap::new();
    for whole in candidates.iter().filter(|other| other.kind == TagKind::Person && other.folded.len() > 1) {
        if let Some(last) = whole.folded.last() {
            let known = bearers.entry(last.clone()).or_default();
            *known = (known.0 + 1, known.1 || whole.titled);
        }
    }
    candidates.retain_mut(|candidate| {
        let last = candidate.folded.last();
        let (count, titled) = last.and_then(|last| bearers.get(last)).copied().unwrap_or_default();
        if candidate.kind == TagKind::Person && candidate.folded.len() > 1 && titled {
            candidate.headed = candidate.titled;
        }
        let last_name = candidate.named && candidate.folded.len() == 1 && candidate.kind != TagKind::Place;
        !(last_name && (count == 1 || titled))
    });
}

/// Whether a name or phrase says more exactly what the chosen one means.
fn is_fuller(candidate: &Candidate, chosen: &Candidate) -> bool {
    candidate.folded.len() > chosen.folded.len()
        && chosen.folded.iter().all(|word| candidate.folded.contains(word))
        && (candidate.named && candidate.kind != TagKind::Topic || !chosen.named)
        && (candidate.named || candidate.count * 2 >= chosen.count || candidate.titled)
}

fn repeats(candidate: &Candidate, chosen: &Candidate) -> bool {
    let within = |a: &Candidate, b: &Candidate| {
        let person = b.kind == TagKind::Person && b.folded.len() > 1 && a.named && a.folded.len() == 1;
        !person && a.folded.iter().all(|word| b.folded.contains(word))
    };
    candidate.key == chosen.key
        || within(candidate, chosen)
        || within(chosen, candidate)
        || same::spelt_out(&candidate.words, &chosen.words)
        || same::is_of_it(&candidate.words, &chosen.words)
        || !candidate.named && !chosen.named && same::one_family(&candidate.folded, &chosen.folded)
}
