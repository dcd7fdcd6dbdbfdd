//! A story's comments as a thread: a reply is indented once, deeper replies stay at that depth.

use std::collections::BTreeMap;

use courant_core::model::Article;
use courant_store::{ArticleId, Comment, CommentId, Role, StoreError, StoryId};
use serde::Deserialize;

use super::error::WebError;
use super::markup::paragraph_with;
use super::messages::{t, tf};
use super::session::Viewer;
use super::state::WebState;
use super::time::When;

/// What the address says about the form below a thread.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct ThreadQuery {
    /// The comment to reply to.
    reply: Option<CommentId>,
    /// The own comment to edit.
    edit: Option<CommentId>,
    /// Words of an article to answer.
    quote: Option<String>,
}

/// Comments with the form below them.
pub struct Thread {
    /// "3"; empty without comments.
    pub count: String,
    /// Remarks with their replies, oldest first.
    pub roots: Vec<Remark>,
    /// The form; `None` when the viewer cannot write.
    pub form: Option<Form>,
    /// Whether the viewer may reply to what is there.
    pub answerable: bool,
    /// Why there is no form.
    pub closed: &'static str,
    /// Where the form leads back to.
    pub back: String,
}

/// One comment.
pub struct Remark {
    /// For its address.
    pub id: CommentId,
    /// Who wrote it.
    pub author: String,
    /// When.
    pub when: When,
    /// Whether it was changed later.
    pub edited: bool,
    /// Whether its words are gone.
    pub deleted: bool,
    /// The words it answers.
    pub quote: Option<String>,
    /// Where those words stand.
    pub quote_href: Option<String>,
    /// Sanitised when it was stored.
    pub html: String,
    /// Whether the viewer wrote it.
    pub own: bool,
    /// Whether the viewer may delete it.
    pub removable: bool,
    /// Replies, oldest first.
    pub replies: Vec<Remark>,
}

/// The form below a thread.
pub struct Form {
    /// Where it goes.
    pub action: String,
    /// What it is for.
    pub label: String,
    /// What stands in it.
    pub text: String,
    /// The comment it replies to.
    pub parent: Option<CommentId>,
    /// The article whose words may be quoted.
    pub article: Option<i64>,
    /// The quoted words.
    pub quote: String,
    /// Whether it changes a comment that is there.
    pub editing: bool,
}

impl Thread {
    /// The thread of a story, as shown on its own page or, with `article`, on that article's page.
    pub async fn load(
        state: &WebState,
        viewer: &Viewer,
        story: StoryId,
        article: Option<i64>,
        query: &ThreadQuery,
    ) -> Result<Self, WebError> {
        let comments = state.store.comments(story).await?;
        let back = match article {
            Some(article) => format!("/article/{article}"),
            None => format!("/story/{story}"),
        };
        let standing = comments.iter().filter(|comment| !comment.deleted).count();
        Ok(Self {
            count: if standing > 0 { super::messages::number(standing as u64) } else { String::new() },
            form: viewer.user.as_ref().map(|user| form(user.id, story, article, query, &comments)),
            answerable: viewer.user.is_some(),
            closed: t("comments.sign_in"),
            roots: roots(state, viewer, comments).await?,
            back,
        })
    }
}

fn form(user: i64, story: StoryId, article: Option<i64>, query: &ThreadQuery, comments: &[Comment]) -> Form {
    let edited =
        query.edit.and_then(|id| comments.iter().find(|one| one.id == id && one.user_id == user && !one.deleted));
    if let Some(own) = edited {
        return Form {
            action: format!("/comment/{}/edit", own.id),
            label: t("comments.edit_label").to_owned(),
            text: own.text.clone(),
            parent: None,
            article: None,
            quote: String::new(),
            editing: true,
        };
    }
    let parent = query.reply.and_then(|id| comments.iter().find(|one| one.id == id && !one.deleted));
    Form {
        action: format!("/story/{story}/comments"),
        label: match parent {
            Some(parent) => tf("comments.reply_label", &[("author", &author(&parent.author))]),
            None => t("comments.add_label").to_owned(),
        },
        text: String::new(),
        parent: parent.map(|parent| parent.id),
        article,
        quote: query.quote.clone().unwrap_or_default().chars().take(LONGEST_QUOTE).collect(),
        editing: false,
    }
}

/// The form with what was typed into it before: `about` is the comment replied to and the article quoted.
pub fn again(action: String, editing: bool, text: &str, quote: &str, about: (Option<CommentId>, Option<i64>)) -> Form {
    let label = if editing { "comments.edit_label" } else { "comments.add_label" };
    let (parent, article) = about;
    Form {
        action,
        label: t(label).to_owned(),
        text: text.to_owned(),
        parent,
        article,
        quote: quote.to_owned(),
        editing,
    }
}

/// Characters of an article that a comment may quote.
pub const LONGEST_QUOTE: usize = 500;

async fn roots(state: &WebState, viewer: &Viewer, comments: Vec<Comment>) -> Result<Vec<Remark>, WebError> {
    let texts = quoted_texts(state, &comments).await?;
    let parents: BTreeMap<CommentId, Option<CommentId>> = comments.iter().map(|one| (one.id, one.parent_id)).collect();
    let teller = state.teller();
    let mut roots: Vec<Remark> = Vec::new();
    for comment in comments {
        let root = root_of(comment.id, &parents);
        let own = viewer.id() == Some(comment.user_id);
        let owner = viewer.user.as_ref().is_some_and(|user| user.role == Role::Owner);
        let remark = Remark {
            id: comment.id,
            when: teller.relative(comment.added_at),
            edited: comment.edited_at.is_some(),
            deleted: comment.deleted,
            quote_href: quote_href(&comment, &texts),
            // The quoted words are a publisher's: whoever sees excerpts only does not see them, and nobody does once they are
            // withdrawn.
            quote: comment
                .quote
                .filter(|_| viewer.full && !comment.article_id.is_some_and(|of| is_withdrawn(&texts, of))),
            html: comment.html,
            own: own && !comment.deleted,
            removable: (own || owner) && !comment.deleted,
            author: author(&comment.author),
            replies: Vec::new(),
        };
        match roots.iter_mut().find(|known| known.id == root && root != remark.id) {
            Some(known) => known.replies.push(remark),
            None => roots.push(remark),
        }
    }
    Ok(roots)
}

/// The texts that comments quote, once each. What is gone is left out.
async fn quoted_texts(state: &WebState, comments: &[Comment]) -> Result<BTreeMap<ArticleId, Article>, WebError> {
    let mut texts = BTreeMap::new();
    for article in comments.iter().filter(|comment| comment.quote.is_some()).filter_map(|comment| comment.article_id) {
        if texts.contains_key(&article) {
            continue;
        }
        match state.store.article_for_understanding(article).await {
            Ok(read) => _ = texts.insert(article, read),
            Err(StoreError::NotFound) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(texts)
}

/// The paragraph that a comment quotes; the article where its text has changed since; nothing where it is gone.
fn quote_href(comment: &Comment, texts: &BTreeMap<ArticleId, Article>) -> Option<String> {
    let article = comment.article_id?;
    let text = &texts.get(&article)?.text;
    let paragraph = comment.quote.as_deref().and_then(|quote| paragraph_with(text, quote));
    Some(paragraph.map_or_else(|| format!("/article/{article}"), |n| format!("/article/{article}#p{n}")))
}

/// Whether nothing but its headline is left of an article.
fn is_withdrawn(texts: &BTreeMap<ArticleId, Article>, article: ArticleId) -> bool {
    texts.get(&article).is_some_and(|read| read.text.is_empty() && read.description.is_empty())
}

/// An account that was removed leaves its comments without a name.
fn author(name: &str) -> String {
    if name.is_empty() { t("comments.left").to_owned() } else { name.to_owned() }
}

/// The first remark of the chain that `id` answers. Chains that lead into themselves end where they were met.
fn root_of(id: CommentId, parents: &BTreeMap<CommentId, Option<CommentId>>) -> CommentId {
    let mut at = id;
    for _ in 0..parents.len() {
        match parents.get(&at).copied().flatten().filter(|parent| parents.contains_key(parent)) {
            Some(parent) => at = parent,
            None => break,
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replies_hang_on_the_first_remark() {
        let parents = BTreeMap::from([(1, None), (2, Some(1)), (3, Some(2)), (4, Some(9)), (5, Some(5))]);
        assert_eq!(root_of(3, &parents), 1);
        assert_eq!(root_of(4, &parents), 4, "its parent is gone");
        assert_eq!(root_of(5, &parents), 5, "a chain into itself ends");
    }
}
