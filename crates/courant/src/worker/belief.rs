//! Whether what a page says now is its article. Publishers correct what they wrote, cut it and take it back, and readers are
//! to see that soon. But the same address may answer with a wall of cookies, the beginning for those who have not paid, or a
//! word of regret that something went wrong, and none of these may take the place of a text that was read.

use courant_core::model::{Access, PageKind, ParsedPage};
use courant_core::revision::{corrects, is_its_beginning, kept_share};
use courant_core::text::words::word_count;

use super::jobs::fetch_article::LEAST_SHARE;

/// Of an edited text at least this share stood in the one before it.
const EDITED: f64 = 0.5;
/// Of a text that was cut off less than this share is left.
const NEARLY: f64 = 0.9;
/// A page with fewer words than this may be a notice of any sort.
const NOTICE: usize = 60;
/// The longest text, in words, that a wall in the place of a short article has.
const WALL: usize = 150;

/// What is made of a page that was read before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Belief {
    /// It is the article's text now.
    Taken,
    /// It may be: when it stands there still at the next look it is taken.
    Doubted,
    /// It is not; what was read before stands.
    Kept,
}

/// What is made of `page` where the article read `before`, and its feed gives so many words of it.
pub fn of(before: &str, feed_words: usize, page: &ParsedPage) -> Belief {
    let after = page.text.as_str();
    let (words, had) = (word_count(after), word_count(before));
    let most = had.max(feed_words);
    if words == 0 {
        return Belief::Kept;
    }
    if after == before || corrects(before, after) {
        // No wall says that the text was wrong.
        return Belief::Taken;
    }
    let closed = matches!(page.access, Access::Paywalled | Access::Truncated);
    // A line of furniture that is known by now may be all that is missing at the end.
    let cut = (words as f64) < NEARLY * had as f64 && is_its_beginning(before, after);
    let edited = kept_share(before, after) >= EDITED;
    let short = (words as f64) < LEAST_SHARE * most as f64;
    if closed && (cut || short) {
        return Belief::Kept;
    }
    if edited && !cut {
        return Belief::Taken;
    }
    if page.kind == PageKind::None && words < most.max(NOTICE) {
        return Belief::Kept;
    }
    // A text that is another one and no longer, or a beginning: once is not enough.
    if short || words < had.min(WALL) { Belief::Doubted } else { Belief::Taken }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `count` words, of which every tenth ends a paragraph; another `seed` gives other words.
    fn text(seed: usize, count: usize) -> String {
        let word = |at: usize| format!("w{seed}x{at}{}", if at % 10 == 9 { ".\n\n" } else { " " });
        (0..count).map(word).collect::<String>().trim().to_owned()
    }

    fn page(text: &str, access: Access, kind: PageKind) -> ParsedPage {
        ParsedPage { text: text.to_owned(), access, kind, ..ParsedPage::default() }
    }

    #[test]
    fn a_page_is_believed_by_what_it_keeps_and_what_it_says() {
        use Access::{Free, Paywalled, Truncated};
        use Belief::{Doubted, Kept, Taken};
        use PageKind::{None, Report};
        let before = text(1, 800);
        let halves = [text(1, 800).split("\n\n").step_by(2).collect::<Vec<_>>().join("\n\n"), text(1, 400)];
        let notice = "Editor\u{2019}s note: we have removed this story, which did not meet our standards.".to_owned();
        let regret = format!("{} {}", text(1, 300), "Correction: an earlier version of this was wrong.");
        let cases = [
            ("the same", before.clone(), Free, Report, Taken),
            ("longer", text(1, 900), Free, Report, Taken),
            ("rewritten", text(2, 700), Free, Report, Taken),
            ("taken back", notice.clone(), Free, Report, Taken),
            ("taken back in few words", notice.clone(), Free, None, Taken),
            ("taken back behind a wall", notice, Paywalled, Report, Taken),
            ("corrected and cut", regret, Free, Report, Taken),
            ("every second paragraph", halves[0].clone(), Free, Report, Taken),
            ("the first half", halves[1].clone(), Free, Report, Doubted),
            ("the first half behind a wall", halves[1].clone(), Paywalled, Report, Kept),
            ("the first half, broken off", halves[1].clone(), Truncated, Report, Kept),
            ("cut off behind a wall", text(1, 700), Paywalled, Report, Kept),
            ("without its last line behind a wall", text(1, 790), Paywalled, Report, Taken),
            ("cut off at its end", text(1, 700), Free, Report, Taken),
            ("edited behind a wall", text(1, 800).replace("w1x99.", "other."), Paywalled, Report, Taken),
            ("something else, short", text(2, 60), Free, Report, Doubted),
            ("something else, short, behind a wall", text(2, 60), Paywalled, Report, Kept),
            ("no article", text(2, 60), Free, None, Kept),
            ("nothing", String::new(), Free, None, Kept),
        ];
        for (name, after, access, kind, wanted) in cases {
            assert_eq!(of(&before, 40, &page(&after, access, kind)), wanted, "{name}");
        }
        // Where no blanks part words a paragraph is not one word, and three are not more than one.
        let whole = "港の古い桟橋は九週間閉鎖され、船は湾の反対側にある魚市場の岸壁から出る。".repeat(20);
        let wall = ["続きを読むには登録が必要です。"; 3].join("\n\n");
        assert_eq!(of(&whole, 1, &page(&wall, Free, Report)), Doubted, "a wall in Japanese");
        let brief = text(1, 100);
        for (name, after, feed, wanted) in [
            ("a wall as long as the brief", text(2, 95), 20, Doubted),
            ("the brief reworded", text(1, 100).replace("w1x9", "w1y9"), 20, Taken),
            ("less than the feed has", text(2, 110), 400, Doubted),
        ] {
            assert_eq!(of(&brief, feed, &page(&after, Free, Report)), wanted, "{name}");
        }
    }
}
