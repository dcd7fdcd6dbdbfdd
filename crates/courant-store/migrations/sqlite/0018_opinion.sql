-- Stories that nobody reports: all there is of them are opinion pieces, which stand behind reports on the front page.
ALTER TABLE stories ADD COLUMN opinion BIGINT NOT NULL DEFAULT 0;
