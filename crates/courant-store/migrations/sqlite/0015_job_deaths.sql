-- How often in a row the process ended while the job was at work. One that ends it by what it does would else do so at every start.

ALTER TABLE jobs ADD COLUMN deaths BIGINT NOT NULL DEFAULT 0;

-- Whether a job at whose running the process ended before is at work now, or only waits for its host.
ALTER TABLE jobs ADD COLUMN at_work BIGINT NOT NULL DEFAULT 0;
