//! Evidence in words: "Same event: both name the Skerry Tunnel and 212 people; 40 minutes apart."

use courant_core::model::{LinkKind, Why, WhyKind};

use super::messages::{t, tf};

/// How many shared names and numbers a reason gives; more would not be read.
const SHARED: usize = 4;

/// What a link is, without its evidence.
pub fn kind_words(kind: LinkKind) -> &'static str {
    match kind {
        LinkKind::SameEvent => t("why.same_event"),
        LinkKind::Earlier => t("why.earlier"),
        LinkKind::FollowUp => t("why.follow_up"),
        LinkKind::Background => t("why.background"),
        LinkKind::Contrast => t("why.contrast"),
    }
}

/// A link's whole reason, one sentence.
pub fn sentence(kind: LinkKind, why: &[Why]) -> String {
    let evidence = evidence(why);
    if evidence.is_empty() {
        return tf("why.bare", &[("kind", kind_words(kind))]);
    }
    tf("why.sentence", &[("kind", kind_words(kind)), ("evidence", &evidence)])
}

/// The evidence alone, without a full stop: "both name X and 212; 40 minutes apart". Empty when there is none.
pub fn evidence(why: &[Why]) -> String {
    let shared: Vec<&str> = of(why, &[WhyKind::Entity, WhyKind::Number]).take(SHARED).collect();
    let mut parts = Vec::new();
    if !shared.is_empty() {
        parts.push(tf("why.both_name", &[("names", &list(&shared))]));
    }
    let said: Vec<String> =
        of(why, &[WhyKind::Phrase]).take(SHARED).map(|words| tf("why.words", &[("words", words)])).collect();
    if !said.is_empty() {
        let said: Vec<&str> = said.iter().map(String::as_str).collect();
        parts.push(tf("why.both_say", &[("words", &list(&said))]));
    }
    parts.extend(of(why, &[WhyKind::Copied, WhyKind::Thread, WhyKind::Time]).map(str::to_owned));
    parts.join("; ")
}

fn of<'a>(why: &'a [Why], kinds: &'a [WhyKind]) -> impl Iterator<Item = &'a str> {
    why.iter().filter(|one| kinds.contains(&one.kind)).map(|one| one.text.trim()).filter(|text| !text.is_empty())
}

/// "a", "a and b", "a, b and c".
pub fn list(items: &[&str]) -> String {
    match items {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [most @ .., last] => tf("list.and", &[("most", &most.join(", ")), ("last", last)]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn why(kind: WhyKind, text: &str) -> Why {
        Why { kind, text: text.to_owned() }
    }

    #[test]
    fn reasons_speak() {
        let told = [
            why(WhyKind::Time, "40 minutes apart"),
            why(WhyKind::Entity, "the Skerry Tunnel"),
            why(WhyKind::Number, "212 people"),
        ];
        assert_eq!(
            sentence(LinkKind::SameEvent, &told),
            "Same event: both name the Skerry Tunnel and 212 people; 40 minutes apart."
        );
        let phrase = [why(WhyKind::Phrase, "before the weekend")];
        assert_eq!(sentence(LinkKind::FollowUp, &phrase), "What happened next: both say “before the weekend”.");
        let words = ["ferries", "pilots"].map(|word| why(WhyKind::Phrase, word));
        assert_eq!(evidence(&words), "both say “ferries” and “pilots”");
        assert_eq!(sentence(LinkKind::Background, &[]), "Background.");
        assert_eq!(sentence(LinkKind::Earlier, &[why(WhyKind::Time, " ")]), "What came before.");
    }

    #[test]
    fn lists_read_well() {
        assert_eq!(list(&["a"]), "a");
        assert_eq!(list(&["a", "b", "c"]), "a, b and c");
    }
}
