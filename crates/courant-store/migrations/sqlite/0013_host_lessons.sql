-- Pages that were read and have not taught their host yet. They do so together, so that no text depends on which was read first.
CREATE TABLE host_lessons (
    article_id      BIGINT PRIMARY KEY REFERENCES articles(id),
    host            TEXT NOT NULL,
    draft           BLOB NOT NULL                      -- the page's pieces and fingerprints, as core writes them
);
CREATE INDEX host_lessons_host ON host_lessons(host);
-- How many pages of its host had taught when a text was read; NULL when none was asked.
ALTER TABLE article_texts ADD COLUMN host_pages BIGINT;
