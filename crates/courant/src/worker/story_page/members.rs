//! Why each article belongs to its story, in words that stand in both texts.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use courant_core::model::{MemberWhy, Understanding, Why, WhyKind};
use courant_core::related;
use courant_store::StoryInput;

/// Other members that one is held against where the lead article shares nothing with it: the nearest in time.
const NEIGHBOURS: usize = 4;

/// Why each member belongs, in order of time: what it shares with the lead article, or with the neighbour it shares most
/// with. The lead article itself needs no reason.
pub fn why(lead: &StoryInput, inputs: &[StoryInput], copies: &BTreeMap<i64, i64>) -> Vec<MemberWhy> {
    let others = inputs.iter().filter(|input| input.id != lead.id);
    others
        .map(|input| {
            let mut why = shared(lead, input);
            if !tells(&why) {
                let near = neighbours(lead, inputs, input);
                let best = near.iter().map(|other| shared(other, input));
                why = best.filter(|why| tells(why)).max_by_key(Vec::len).unwrap_or(why);
                if !tells(&why) {
                    say_words(&mut why, input, std::iter::once(lead).chain(near));
                }
            }
            if copies.contains_key(&input.id) {
                why.insert(0, Why { kind: WhyKind::Copied, text: "the same text".to_owned() });
            }
            MemberWhy { article: input.id, score: strength(&why), why }
        })
        .collect()
}

/// Where no name, number or phrase speaks, single words do: headlines have little else.
fn say_words<'a>(why: &mut Vec<Why>, input: &StoryInput, others: impl Iterator<Item = &'a StoryInput>) {
    let mut found = others.map(|other| (other, related::words_in_common(&other.article, &input.article)));
    let Some((other, words)) = found.find(|(_, words)| !words.is_empty()) else { return };
    let time = shared(other, input).into_iter().filter(|why| why.kind == WhyKind::Time);
    *why = words.into_iter().map(|text| Why { kind: WhyKind::Phrase, text }).chain(time).collect();
}

fn shared(one: &StoryInput, other: &StoryInput) -> Vec<Why> {
    static NONE: LazyLock<Understanding> = LazyLock::new(Understanding::default);
    let of_one = one.understanding.as_ref().unwrap_or(&NONE);
    let of_other = other.understanding.as_ref().unwrap_or(&NONE);
    related::why(&one.article, of_one, &other.article, of_other)
}

fn neighbours<'a>(lead: &StoryInput, inputs: &'a [StoryInput], input: &StoryInput) -> Vec<&'a StoryInput> {
    let mut others: Vec<&StoryInput> =
        inputs.iter().filter(|other| other.id != input.id && other.id != lead.id).collect();
    others.sort_by_key(|other| ((other.at - input.at).abs(), other.id));
    others.truncate(NEIGHBOURS);
    others
}

/// Whether anything but the time speaks.
fn tells(why: &[Why]) -> bool {
    why.iter().any(|why| why.kind != WhyKind::Time)
}

/// For ranking: a copy is certain, otherwise the more words in common the surer.
fn strength(why: &[Why]) -> f64 {
    if why.iter().any(|why| why.kind == WhyKind::Copied) {
        return 1.0;
    }
    let told = why.iter().filter(|why| why.kind != WhyKind::Time).count();
    1.0 - 0.5_f64.powi(i32::try_from(told).unwrap_or(i32::MAX))
}
