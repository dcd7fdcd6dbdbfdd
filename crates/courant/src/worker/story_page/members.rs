//! Why each article belongs to its story, in words that stand in both texts.

use std::collections::BTreeMap;

use courant_core::model::{MemberWhy, Understanding, Why, WhyKind};
use courant_core::related;
use courant_store::StoryInput;

/// Why each member belongs, in order of time: what it shares with the lead article, or with the member it shares most
/// with. The lead article itself needs no reason.
pub fn why(lead: &StoryInput, inputs: &[StoryInput], copies: &BTreeMap<i64, i64>) -> Vec<MemberWhy> {
    let none = Understanding::default();
    let read = |input: &StoryInput| input.understanding.clone().unwrap_or_else(|| none.clone());
    let of_lead = read(lead);
    let others = inputs.iter().filter(|input| input.id != lead.id);
    others
        .map(|input| {
            let own = read(input);
            let mut why = related::why(&lead.article, &of_lead, &input.article, &own);
            if !tells(&why) {
                let best = inputs
                    .iter()
                    .filter(|other| other.id != input.id && other.id != lead.id)
                    .map(|other| related::why(&other.article, &read(other), &input.article, &own))
                    .filter(|why| tells(why))
                    .max_by_key(Vec::len);
                why = best.unwrap_or(why);
            }
            if copies.contains_key(&input.id) {
                why.insert(0, Why { kind: WhyKind::Copied, text: "the same text".to_owned() });
            }
            MemberWhy { article: input.id, score: strength(&why), why }
        })
        .collect()
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
