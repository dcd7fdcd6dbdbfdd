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
                let best = neighbours(lead, inputs, input).into_iter().map(|other| shared(other, input));
                why = best.filter(|why| tells(why)).max_by_key(Vec::len).unwrap_or(why);
            }
            if copies.contains_key(&input.id) {
                why.insert(0, Why { kind: WhyKind::Copied, text: "the same text".to_owned() });
            }
            MemberWhy { article: input.id, score: strength(&why), why }
        })
        .collect()
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
