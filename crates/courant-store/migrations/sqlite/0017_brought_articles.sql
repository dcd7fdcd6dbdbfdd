-- Articles that a person brought by hand, also when a feed carries them, too, or their page was read since: removing a feed does
-- not remove them.
CREATE TABLE brought_articles (
    article_id      BIGINT PRIMARY KEY REFERENCES articles(id)
);
INSERT INTO brought_articles (article_id) SELECT id FROM articles WHERE origin = 'import';
