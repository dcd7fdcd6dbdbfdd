-- What readers say of two articles: one event, or two. The story engine keeps to it until it is taken back.
CREATE TABLE reader_words (
    id              INTEGER PRIMARY KEY AUTOINCREMENT, -- never used twice: the engine is asked about it by this number
    article_a       BIGINT NOT NULL,                   -- whom the word is about
    article_b       BIGINT NOT NULL,                   -- what it was held against
    same            BIGINT NOT NULL,                   -- 1: they report one event, 0: they do not
    story_id        BIGINT NOT NULL,                   -- on whose page it was said
    user_id         BIGINT,
    at              BIGINT NOT NULL,
    lifted_at       BIGINT                             -- when it was taken back
);
CREATE INDEX reader_words_story ON reader_words(story_id);
CREATE INDEX reader_words_a ON reader_words(article_a);
CREATE INDEX reader_words_b ON reader_words(article_b);
