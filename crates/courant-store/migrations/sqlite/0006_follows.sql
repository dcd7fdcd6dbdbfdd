-- What readers follow and mute, and how far they are with a story. A reader's own: nothing here changes what others see.
CREATE TABLE follows (
    user_id         BIGINT NOT NULL REFERENCES users(id),
    what            TEXT NOT NULL,                     -- tag, entity, publisher, story
    name            TEXT NOT NULL,                     -- a tag's or entity's key, a publisher's domain, a story's id in digits
    label           TEXT NOT NULL,                     -- its words as they were then: the row outlives what it names; '' for a story
    muted           BIGINT NOT NULL,                   -- 1: muted, 0: followed
    at              BIGINT NOT NULL,
    PRIMARY KEY (user_id, what, name)
);
CREATE INDEX follows_name ON follows(what, name);
CREATE TABLE story_visits (
    user_id         BIGINT NOT NULL REFERENCES users(id),
    story_id        BIGINT NOT NULL,
    began_at        BIGINT NOT NULL,                   -- of the visit that the last sign belongs to
    visited_at      BIGINT NOT NULL,                   -- the last sign
    previous_at     BIGINT,                            -- end of the visit before; null on the first
    PRIMARY KEY (user_id, story_id)
);
CREATE INDEX story_visits_story ON story_visits(story_id);
-- By article, so that what a reader has seen stays seen when stories merge or part.
CREATE TABLE article_shown (
    user_id         BIGINT NOT NULL REFERENCES users(id),
    article_id      BIGINT NOT NULL REFERENCES articles(id),
    shown_at        BIGINT NOT NULL,                   -- first, on its story's page
    PRIMARY KEY (user_id, article_id)
);
CREATE INDEX article_shown_article ON article_shown(article_id);
