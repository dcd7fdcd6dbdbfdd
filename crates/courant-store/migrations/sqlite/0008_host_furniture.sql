-- What is remembered of the pages of a host, so that what stands on all of them can be left out of its articles.
CREATE TABLE host_furniture (
    host            TEXT PRIMARY KEY,                  -- with the port where it is not the scheme's own
    memory          BLOB NOT NULL,                     -- fingerprints, no words; at most some 14 kB
    learned_at      BIGINT NOT NULL
);
-- By whose entries its pages were come upon: when the last of these sources is gone, nothing is remembered of the host.
CREATE TABLE host_teachers (
    host            TEXT NOT NULL REFERENCES host_furniture(host),
    source_id       BIGINT NOT NULL REFERENCES sources(id),
    PRIMARY KEY (host, source_id)
);
CREATE INDEX host_teachers_source ON host_teachers(source_id);
