//! What readers see when a page is taken back, cut, or answers with something else; and when its feed changes.

use courant_store::{ArticlePage, Origin, Stage};

use super::paper::{Paper, item, page, paragraphs};

const TITLE: &str = "Storm holds up the boats of the west coast";
const TEASER: &str = "A storm held up the boats.";

async fn read(page: String) -> Paper {
    let paper = Paper::new(&item("/boats", TITLE, TEASER), &[("/boats", 200, page)]).await;
    paper.poll().await;
    let article = paper.article(TITLE).await;
    assert!(article.card.origin == Origin::Page && article.card.words > 600, "{:?}", article.card);
    paper
}

/// A report in a script without blanks is as long as it reads, and is not taken for less than its feed's one line.
#[tokio::test(flavor = "multi_thread")]
async fn a_japanese_page_is_read_like_any_other() {
    let title = "古い桟橋、九週間閉鎖へ";
    let told = [
        "港町の古い桟橋が九週間閉鎖される。潜水士の調べで、四十本ある杭のうち七本が腐っていると分かった。",
        "「船のない夏は誰も望まないが、事故はもっと望まない」と港湾事務所の所長は火曜日の夜に話した。",
        "修理が終わるまで、船は湾の反対側にある魚市場の岸壁から出る。所要時間は十一分長くなるという。",
    ];
    let teaser = "古い桟橋 が 閉鎖 へ。 続き は こちら から。";
    let paper =
        Paper::new(&item("/pier", title, teaser), &[("/pier", 200, page(title, &told.map(str::to_owned)))]).await;
    paper.poll().await;
    let article = paper.article(title).await;
    assert!(article.card.origin == Origin::Page && article.text.contains("魚市場"), "{:?}", article.card);
    assert!((60..80).contains(&article.card.words), "{}", article.card.words);
}

/// Words that only the first text has.
fn has_first(article: &ArticlePage) -> bool {
    article.text.contains("unloaded") || article.html.contains("unloaded")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_that_was_taken_back_is_gone_at_the_next_look() {
    let paper = read(page(TITLE, &paragraphs(1, 16))).await;
    let notice = "Editor’s note: we have removed this story, which did not meet our standards. Two of the persons who are \
        quoted in it told us that they had not spoken to our reporter, and we could not find others who had seen what it \
        describes. We regret that and have told those who had bought the story from us.";
    paper.says("/boats", 200, &page(TITLE, &[notice.to_owned()]));
    paper.look().await;
    let article = paper.article(TITLE).await;
    assert!(!has_first(&article) && article.text.contains("not meet our standards"), "{}", article.text);
    assert_eq!(article.card.problem, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_that_was_cut_is_cut_at_the_next_look() {
    let whole = paragraphs(1, 16);
    let paper = read(page(TITLE, &whole)).await;
    let left: Vec<String> = whole.iter().step_by(2).cloned().collect();
    paper.says("/boats", 200, &page(TITLE, &left));
    paper.look().await;
    let article = paper.article(TITLE).await;
    assert!(article.text.contains("boat 31 ") && !article.text.contains("boat 32 "), "{}", article.text);
    assert_eq!(article.card.revision, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_in_the_place_of_another_is_believed_when_it_stands_there_twice() {
    let paper = read(page(TITLE, &paragraphs(1, 16))).await;
    let other = "The article that stood under this address was written by a person who does not work for us any more. It was \
        not checked by the desk before it was published on Monday, and its readers should not rely on any of it. The editors \
        of the Bulletin ask the harbour office and its staff to accept their apologies for the harm that was done.";
    paper.says("/boats", 200, &page(TITLE, &[other.to_owned()]));
    paper.look().await;
    assert!(has_first(&paper.article(TITLE).await), "it may be an error of the publisher's server");
    paper.look().await;
    let article = paper.article(TITLE).await;
    assert!(!has_first(&article) && article.text.contains("apologies"), "{}", article.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn no_wall_takes_the_place_of_a_text() {
    let second = "Boats of the east coast sail again";
    let items = item("/boats", TITLE, TEASER) + &item("/east", second, TEASER);
    let pages = [("/boats", 200, page(TITLE, &paragraphs(1, 16))), ("/east", 200, page(second, &paragraphs(2, 16)))];
    let paper = Paper::new(&items, &pages).await;
    paper.poll().await;
    let wall = "We and our partners keep and read small files on your device, such as cookies, and use what they hold to show \
        you advertisements that are meant for you, to measure how well they do, and to learn about those who see them. You can \
        accept that, or choose in the settings what you permit, and change your mind about it whenever you want to.";
    for path in ["/boats", "/east"] {
        paper.says(path, 200, &page("Your privacy", &[wall.to_owned()]));
    }
    let before = (paper.article(TITLE).await.text, paper.article(second).await.text);
    for _ in 0..3 {
        paper.look().await;
        let now = (paper.article(TITLE).await.text, paper.article(second).await.text);
        assert!(now == before, "{now:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_beginning_for_those_who_have_not_paid_takes_the_place_of_a_text() {
    let beginning = [paragraphs(1, 3), vec!["Subscribe to continue reading this article.".to_owned()]].concat();
    let paper = read(page(TITLE, &paragraphs(1, 16))).await;
    paper.says("/boats", 200, &page(TITLE, &beginning));
    for _ in 0..3 {
        paper.look().await;
        assert!(paper.article(TITLE).await.text.contains("boat 46 "));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_is_gone_when_it_is_first_read_leaves_no_words_of_the_feed_either() {
    let words = "The ferry to Saltpan ran aground, and nobody was hurt.";
    let paper = Paper::new(&item("/boats", TITLE, words), &[("/boats", 410, String::new())]).await;
    paper.poll().await;
    let gone = |article: ArticlePage| {
        assert_eq!((article.text.as_str(), article.html.as_str(), article.card.description.as_str()), ("", "", ""));
        assert_eq!(article.card.problem.as_deref(), Some("the publisher has withdrawn it"));
        assert_eq!(article.card.stage, Stage::Placed, "headline and link stay");
        article
    };
    let article = gone(paper.article(TITLE).await);
    // The feed goes on carrying it.
    paper.carries(&item("/boats", TITLE, &words.replace("nobody", "one person")));
    paper.poll().await;
    gone(paper.article(TITLE).await);
    let kept = paper.context.store.article_for_fetch(article.card.id).await.unwrap();
    assert_eq!((kept.summary_html.as_str(), kept.content_html.as_str()), ("", ""));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_feed_corrects_is_understood_where_its_page_cannot_be_read() {
    let told = |place: &str, dead: u32| format!("The ferry to {place} ran aground on Monday and {dead} people died.");
    let paper = Paper::new(&item("/boats", TITLE, &told("Saltpan", 12)), &[]).await;
    paper.poll().await;
    let story = async |article: &ArticlePage| {
        let story = paper.context.store.story(article.card.story_id.unwrap()).await.unwrap();
        serde_json::to_string(&story.detail).unwrap().to_lowercase() + &story.lead.to_lowercase()
    };
    let article = paper.article(TITLE).await;
    let before = (serde_json::to_string(&article.understanding).unwrap(), story(&article).await);
    assert!(before.0.contains("Saltpan") && before.1.contains("12"), "{before:?}");
    paper.carries(&item("/boats", TITLE, &told("Kettlebay", 14)));
    paper.poll().await;
    let article = paper.article(TITLE).await;
    let after = (serde_json::to_string(&article.understanding).unwrap(), story(&article).await);
    assert!(after.0.contains("Kettlebay") && !after.0.contains("Saltpan"), "{}", after.0);
    assert!(after.1.contains("14") && !after.1.contains("12 "), "{}", after.1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_feed_that_changes_at_each_poll_does_not_have_its_pages_read_at_each() {
    let paper = read(page(TITLE, &paragraphs(1, 16))).await;
    assert_eq!(paper.asked("/boats"), (1, 1));
    for at in 0..4 {
        paper.carries(&item("/boats", TITLE, &format!("{TEASER}<img src=\"http://HOST/pixel?{at}\">")));
        paper.poll().await;
    }
    assert_eq!(paper.asked("/boats"), (1, 1), "no word has changed");
    for at in 0..4 {
        paper.carries(&item("/boats", TITLE, &format!("{TEASER} Points: {at}")));
        paper.poll().await;
    }
    assert_eq!(paper.asked("/boats"), (1, 1), "it was read within the hour");
    paper.look().await;
    assert_eq!(paper.asked("/boats"), (2, 1), "one look for all of them, and the page had not changed");
    for at in 4..30 {
        paper.carries(&item("/boats", TITLE, &format!("{TEASER} Points: {at}")));
        paper.poll().await;
        let now = paper.context.clock.now_ms();
        if paper.context.store.pull_in_jobs(now, now).await.unwrap() > 0 {
            paper.poll().await;
        }
    }
    assert_eq!(paper.asked("/boats"), (17, 1), "looks are counted, whoever asks for them");
}
