//! The demo's newsrooms end up in the stories that their writers meant.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod newsrooms;

#[test]
fn print() {
    let articles = newsrooms::read();
    let engine = newsrooms::engine(&articles);
    for story in newsrooms::stories(&engine, &articles) {
        eprintln!("{} texts", engine.independent_reports(engine.story_of(&story[0]).unwrap()));
        for id in story {
            let near = engine.near(&id);
            eprintln!("    {id}");
            let mut near: Vec<_> = near.iter().map(|n| (n.logit, n.same_story, n.id.as_str())).collect();
            near.sort_by(|a, b| b.0.total_cmp(&a.0));
            for n in near.iter().take(8).filter(|n| n.0 > -4.0) { eprintln!("          {:.2} {} {}", n.0, n.1, n.2); }
        }
    }
}
