-- What is kept of the last look at an article's page, so that a change of its entry leads to one more look and not to a first
-- reading, and so that what a page suddenly says instead of its article is believed only when it says so twice.
ALTER TABLE article_texts ADD COLUMN looked_at BIGINT;             -- NULL when that is not known
ALTER TABLE article_texts ADD COLUMN look TEXT;                    -- as the worker writes it: count and validators
ALTER TABLE article_texts ADD COLUMN doubt TEXT;                   -- the mark of a text that the page gave then and that was not taken
CREATE INDEX article_texts_doubt ON article_texts(doubt) WHERE doubt IS NOT NULL;
-- Of an entry's title, dates and words without their markup; empty when that is not known.
ALTER TABLE entries ADD COLUMN words_hash TEXT NOT NULL DEFAULT '';
