-- What a source's publisher wishes, kept because a 304 says none of it again, and when it last had something to say.
ALTER TABLE sources ADD COLUMN ttl_ms BIGINT NOT NULL DEFAULT 0;          -- RSS ttl; 0 for no wish
ALTER TABLE sources ADD COLUMN quiet_hours BIGINT NOT NULL DEFAULT 0;     -- RSS skipHours: bit 0 is midnight to one, UTC
ALTER TABLE sources ADD COLUMN quiet_days BIGINT NOT NULL DEFAULT 0;      -- RSS skipDays: bit 0 is Monday, UTC
ALTER TABLE sources ADD COLUMN news_at BIGINT;                            -- the last poll that brought an entry; null before any did
-- What is known already is read once more, so that the wishes are heard; silence is counted from the last poll.
UPDATE sources SET etag = NULL, last_modified = NULL, content_hash = NULL, news_at = succeeded_at WHERE entries > 0;

-- Due jobs are looked for several times a second; the tens of thousands that wait for later must not be walked through.
DROP INDEX jobs_due;
CREATE INDEX jobs_due ON jobs(state, kind, run_at, priority);
