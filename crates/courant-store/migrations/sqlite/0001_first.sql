-- Courant's first schema. Times are BIGINT milliseconds since 1970 UTC; lists and nested values are JSON text.
-- What publishers said (publishers … article_revisions), what we worked out (understandings … stories),
-- who reads (users … comments) and how work goes on (jobs … changes) stand apart.
-- AUTOINCREMENT: no id is ever given twice, so that a late job or event cannot meet another row under an old id.

CREATE TABLE publishers (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    domain      TEXT NOT NULL UNIQUE,          -- registrable domain, or host:port on a bare address plus a slug of the name
    name        TEXT NOT NULL,
    home_url    TEXT NOT NULL DEFAULT '',
    language    TEXT,
    added_at    BIGINT NOT NULL
);

CREATE TABLE sources (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    publisher_id    BIGINT NOT NULL REFERENCES publishers(id),
    url             TEXT NOT NULL UNIQUE,
    title           TEXT NOT NULL DEFAULT '',
    state           TEXT NOT NULL DEFAULT 'active',   -- active, paused, gone
    added_at        BIGINT NOT NULL,
    etag            TEXT,
    last_modified   TEXT,
    content_hash    TEXT,
    polled_at       BIGINT,
    succeeded_at    BIGINT,
    next_poll_at    BIGINT NOT NULL,
    interval_ms     BIGINT NOT NULL,
    failures        BIGINT NOT NULL DEFAULT 0,
    status          BIGINT,                            -- last HTTP status
    problem         TEXT,                              -- plain words, null when all is well
    entries         BIGINT NOT NULL DEFAULT 0,         -- how many rows in entries, kept so that no page counts them
    placed          BIGINT NOT NULL DEFAULT 0          -- how many of its articles readers see; the triggers below keep it
);
CREATE INDEX sources_due ON sources(state, next_poll_at);

CREATE TABLE articles (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    publisher_id    BIGINT NOT NULL REFERENCES publishers(id),
    canonical_url   TEXT NOT NULL UNIQUE,
    url             TEXT NOT NULL,
    title           TEXT NOT NULL,
    authors         TEXT NOT NULL DEFAULT '[]',
    description     TEXT NOT NULL DEFAULT '',
    published_at    BIGINT,                            -- the publisher's claim
    updated_at      BIGINT,
    fetched_at      BIGINT NOT NULL,                   -- ours
    at              BIGINT NOT NULL,                   -- what decisions use: the claim, never later than fetched_at
    language        TEXT NOT NULL DEFAULT 'und',
    kind            TEXT NOT NULL DEFAULT 'report',
    access          TEXT NOT NULL DEFAULT 'free',
    origin          TEXT NOT NULL,                     -- page: full text from the page; feed: what the feed gave; import: brought by hand
    problem         TEXT,                              -- why there is no page text, in plain words
    words           BIGINT NOT NULL DEFAULT 0,
    image           TEXT,                              -- JSON {url, alt, caption, credit, width, height}
    stage           TEXT NOT NULL,                     -- new, fetched, ready (understood, waits for its number), placed
    revision        BIGINT NOT NULL DEFAULT 1,
    arrival_seq     BIGINT UNIQUE,
    story_id        BIGINT,
    copy_of         BIGINT
);
CREATE INDEX articles_story ON articles(story_id, at, id);
CREATE INDEX articles_publisher ON articles(publisher_id, stage, at, id);
CREATE INDEX articles_stage ON articles(stage, at, id);
CREATE INDEX articles_copy ON articles(copy_of) WHERE copy_of IS NOT NULL;

CREATE TABLE article_texts (
    article_id      BIGINT PRIMARY KEY REFERENCES articles(id),
    text            TEXT NOT NULL,
    html            TEXT NOT NULL                      -- sanitised when stored
);

CREATE TABLE article_revisions (
    article_id      BIGINT NOT NULL REFERENCES articles(id),
    revision        BIGINT NOT NULL,
    title           TEXT NOT NULL,
    text            TEXT NOT NULL,
    html            TEXT NOT NULL,
    seen_at         BIGINT NOT NULL,                   -- when it was found replaced
    PRIMARY KEY (article_id, revision)
);

CREATE TABLE entries (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    source_id       BIGINT NOT NULL REFERENCES sources(id),
    external_id     TEXT NOT NULL,
    article_id      BIGINT NOT NULL REFERENCES articles(id),
    url             TEXT NOT NULL,
    title           TEXT NOT NULL,
    authors         TEXT NOT NULL DEFAULT '[]',
    summary_html    TEXT NOT NULL DEFAULT '',          -- sanitised when stored
    content_html    TEXT NOT NULL DEFAULT '',          -- sanitised when stored
    tags            TEXT NOT NULL DEFAULT '[]',
    image_url       TEXT,
    published_at    BIGINT,
    fetched_at      BIGINT NOT NULL,
    content_hash    TEXT NOT NULL,
    UNIQUE (source_id, external_id)
);
CREATE INDEX entries_article ON entries(article_id);

CREATE TABLE understandings (
    article_id      BIGINT PRIMARY KEY REFERENCES articles(id),
    version         BIGINT NOT NULL,
    understanding   TEXT NOT NULL,                     -- JSON core::model::Understanding
    features        BLOB NOT NULL                      -- what the story engine keeps of it
);

CREATE TABLE tags (
    tag             TEXT PRIMARY KEY,
    label           TEXT NOT NULL,
    kind            TEXT NOT NULL
);

CREATE TABLE article_tags (
    article_id      BIGINT NOT NULL REFERENCES articles(id),
    tag             TEXT NOT NULL REFERENCES tags(tag),
    origin          TEXT NOT NULL DEFAULT 'engine',
    score           DOUBLE PRECISION NOT NULL,
    position        BIGINT NOT NULL,
    at              BIGINT NOT NULL,                   -- the article's, so that a tag's newest are found without a sort
    PRIMARY KEY (article_id, tag)
);
CREATE INDEX article_tags_tag ON article_tags(tag, at, article_id);

CREATE TABLE entities (
    entity          TEXT PRIMARY KEY,                  -- key: lower-case letters and digits joined by '-'
    name            TEXT NOT NULL,
    kind            TEXT NOT NULL
);

CREATE TABLE article_entities (
    article_id      BIGINT NOT NULL REFERENCES articles(id),
    entity          TEXT NOT NULL REFERENCES entities(entity),
    mentions        BIGINT NOT NULL,
    at              BIGINT NOT NULL,
    PRIMARY KEY (article_id, entity)
);
CREATE INDEX article_entities_entity ON article_entities(entity, at, article_id);

CREATE TABLE stories (
    id              INTEGER PRIMARY KEY,               -- given by the story engine
    redirect_to     BIGINT,                            -- set when merged away
    title           TEXT NOT NULL DEFAULT '',
    lead_article_id BIGINT,
    lead            TEXT NOT NULL DEFAULT '',
    language        TEXT NOT NULL DEFAULT 'und',
    first_at        BIGINT NOT NULL DEFAULT 0,
    last_at         BIGINT NOT NULL DEFAULT 0,
    articles        BIGINT NOT NULL DEFAULT 0,
    publishers      BIGINT NOT NULL DEFAULT 0,
    independent     BIGINT NOT NULL DEFAULT 0,
    apart           BIGINT NOT NULL DEFAULT 0,         -- 1: live blog, round-up …: kept apart from stories
    detail          TEXT NOT NULL DEFAULT '{}'         -- JSON: summary, disagreements, timeline, quotes, tags, image, related, why
);
CREATE INDEX stories_last ON stories(last_at, id) WHERE redirect_to IS NULL AND articles > 0;
CREATE INDEX stories_redirect ON stories(redirect_to) WHERE redirect_to IS NOT NULL;

CREATE TABLE story_history (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    story_id        BIGINT NOT NULL,                   -- 0: no story
    event_seq       BIGINT NOT NULL,
    position        BIGINT NOT NULL,                   -- among the event's changes
    article_id      BIGINT,
    change          TEXT NOT NULL,                     -- JSON of the engine's change with its evidence
    at              BIGINT NOT NULL
);
CREATE INDEX story_history_story ON story_history(story_id, id);
CREATE INDEX story_history_event ON story_history(event_seq, position);
CREATE INDEX story_history_article ON story_history(article_id);

CREATE TABLE related (
    article_id      BIGINT NOT NULL REFERENCES articles(id),
    position        BIGINT NOT NULL,
    other_id        BIGINT NOT NULL REFERENCES articles(id),
    kind            TEXT NOT NULL,
    score           DOUBLE PRECISION NOT NULL,
    why             TEXT NOT NULL,                     -- JSON list of core::model::Why
    PRIMARY KEY (article_id, position)
);
CREATE INDEX related_other ON related(other_id);

-- The story engine reads events in this order and can be brought back from its snapshot at any point.
CREATE TABLE engine_events (
    seq             INTEGER PRIMARY KEY AUTOINCREMENT,
    kind            TEXT NOT NULL,                     -- article, revision, removal, tick
    article_id      BIGINT,
    at              BIGINT NOT NULL,
    features        BLOB                               -- as they were decided on; dropped once a snapshot holds them
);
CREATE INDEX engine_events_article ON engine_events(article_id);
CREATE INDEX engine_events_features ON engine_events(seq) WHERE features IS NOT NULL;
-- What other writers ask of the engine; it becomes an engine event when the engine has decided on it.
CREATE TABLE engine_waiting (
    id              INTEGER PRIMARY KEY AUTOINCREMENT, -- never used twice: an answer must not swallow a later question
    kind            TEXT NOT NULL,                     -- revision, removal
    article_id      BIGINT NOT NULL,
    at              BIGINT NOT NULL,
    UNIQUE (kind, article_id)
);
CREATE TABLE engine_snapshots (
    id              BIGINT PRIMARY KEY,                -- always 1
    version         BIGINT NOT NULL,
    upto_seq        BIGINT NOT NULL,
    snapshot        BLOB NOT NULL
);

CREATE TABLE users (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    name            TEXT NOT NULL,
    name_key        TEXT NOT NULL UNIQUE,              -- the name in lower case
    password_hash   TEXT NOT NULL,
    role            TEXT NOT NULL,                     -- owner, reader
    added_at        BIGINT NOT NULL,
    settings        TEXT NOT NULL DEFAULT '{}',
    read_batches    BIGINT NOT NULL DEFAULT 0          -- how many times "mark all read" was asked for: its last number
);
CREATE TABLE sessions (
    token_hash      TEXT PRIMARY KEY,
    user_id         BIGINT NOT NULL REFERENCES users(id),
    added_at        BIGINT NOT NULL,
    expires_at      BIGINT NOT NULL
);
CREATE INDEX sessions_user ON sessions(user_id);
CREATE TABLE visits (
    user_id         BIGINT PRIMARY KEY REFERENCES users(id),
    visited_at      BIGINT NOT NULL,
    previous_at     BIGINT                             -- end of the visit before; null on the first
);
CREATE TABLE subscriptions (
    user_id         BIGINT NOT NULL REFERENCES users(id),
    source_id       BIGINT NOT NULL REFERENCES sources(id),
    folder          TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (user_id, source_id)
);
CREATE INDEX subscriptions_source ON subscriptions(source_id);
CREATE TABLE article_marks (
    user_id         BIGINT NOT NULL REFERENCES users(id),
    article_id      BIGINT NOT NULL REFERENCES articles(id),
    read_at         BIGINT,
    read_batch      BIGINT,                            -- the "mark all read" it came from, for undo
    saved_at        BIGINT,
    PRIMARY KEY (user_id, article_id)
);
CREATE INDEX article_marks_batch ON article_marks(user_id, read_batch) WHERE read_batch IS NOT NULL;
CREATE INDEX article_marks_saved ON article_marks(user_id, saved_at) WHERE saved_at IS NOT NULL;
CREATE INDEX article_marks_article ON article_marks(article_id);
CREATE TABLE comments (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    story_id        BIGINT NOT NULL,
    parent_id       BIGINT REFERENCES comments(id),
    user_id         BIGINT REFERENCES users(id),       -- null once the account was removed
    article_id      BIGINT REFERENCES articles(id),    -- where the quoted words stand
    quote           TEXT,
    text            TEXT NOT NULL,                     -- Markdown as written
    html            TEXT NOT NULL,                     -- sanitised when stored
    added_at        BIGINT NOT NULL,
    edited_at       BIGINT,
    deleted_at      BIGINT
);
CREATE INDEX comments_story ON comments(story_id, added_at);
CREATE INDEX comments_user ON comments(user_id, added_at);
CREATE INDEX comments_parent ON comments(parent_id);
CREATE INDEX comments_article ON comments(article_id);

CREATE TABLE hosts (
    host            TEXT PRIMARY KEY,
    robots          TEXT,
    robots_status   BIGINT,
    robots_at       BIGINT,
    quiet_until     BIGINT NOT NULL DEFAULT 0          -- Retry-After and politeness survive a restart
);

CREATE TABLE jobs (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    kind            TEXT NOT NULL,
    key             TEXT NOT NULL,                     -- with kind: what makes the job one of its kind
    payload         TEXT NOT NULL DEFAULT '{}',
    state           TEXT NOT NULL DEFAULT 'queued',    -- queued, running, dead
    run_at          BIGINT NOT NULL,
    priority        BIGINT NOT NULL DEFAULT 0,         -- higher first
    attempts        BIGINT NOT NULL DEFAULT 0,
    again           BIGINT NOT NULL DEFAULT 0,         -- asked for while running: run once more
    error           TEXT,
    added_at        BIGINT NOT NULL,
    UNIQUE (kind, key)
);
CREATE INDEX jobs_due ON jobs(state, kind, priority, run_at);

-- The search index follows this sequence.
CREATE TABLE changes (
    seq             INTEGER PRIMARY KEY AUTOINCREMENT,
    article_id      BIGINT NOT NULL UNIQUE             -- once each, at its newest number
);

-- What `courant forget` took out and no later poll may bring back.
CREATE TABLE forgotten (
    what            TEXT NOT NULL,                     -- article (a canonical URL), publisher (a domain)
    name            TEXT NOT NULL,
    at              BIGINT NOT NULL,
    PRIMARY KEY (what, name)
);

CREATE TABLE settings (
    key             TEXT PRIMARY KEY,
    value           TEXT NOT NULL
);

-- Totals that every page shows, kept so that no page counts the rows.
CREATE TABLE tallies (
    name            TEXT PRIMARY KEY,                  -- articles (that readers see), articles_known, stories (with articles)
    value           BIGINT NOT NULL
);
INSERT INTO tallies (name, value) VALUES ('articles', 0), ('articles_known', 0), ('stories', 0);

CREATE TRIGGER articles_come AFTER INSERT ON articles BEGIN
    UPDATE tallies SET value = value + 1 WHERE name = 'articles_known';
    UPDATE tallies SET value = value + 1 WHERE name = 'articles' AND NEW.stage = 'placed';
END;
CREATE TRIGGER articles_go AFTER DELETE ON articles BEGIN
    UPDATE tallies SET value = value - 1 WHERE name = 'articles_known';
    UPDATE tallies SET value = value - 1 WHERE name = 'articles' AND OLD.stage = 'placed';
END;
CREATE TRIGGER articles_placed AFTER UPDATE OF stage ON articles
WHEN (NEW.stage = 'placed') <> (OLD.stage = 'placed') BEGIN
    UPDATE tallies SET value = value + (NEW.stage = 'placed') - (OLD.stage = 'placed') WHERE name = 'articles';
    UPDATE sources SET placed = placed + (NEW.stage = 'placed') - (OLD.stage = 'placed')
        WHERE id IN (SELECT source_id FROM entries WHERE article_id = NEW.id);
END;

-- An article counts once for a source, however many of its entries lead there.
CREATE TRIGGER entries_come AFTER INSERT ON entries BEGIN
    UPDATE sources SET placed = placed + 1 WHERE id = NEW.source_id
        AND EXISTS (SELECT 1 FROM articles WHERE id = NEW.article_id AND stage = 'placed')
        AND NOT EXISTS (SELECT 1 FROM entries
            WHERE article_id = NEW.article_id AND source_id = NEW.source_id AND id <> NEW.id);
END;
CREATE TRIGGER entries_go AFTER DELETE ON entries BEGIN
    UPDATE sources SET placed = placed - 1 WHERE id = OLD.source_id
        AND EXISTS (SELECT 1 FROM articles WHERE id = OLD.article_id AND stage = 'placed')
        AND NOT EXISTS (SELECT 1 FROM entries WHERE article_id = OLD.article_id AND source_id = OLD.source_id);
END;
CREATE TRIGGER entries_turn AFTER UPDATE OF article_id ON entries WHEN NEW.article_id <> OLD.article_id BEGIN
    UPDATE sources SET placed = placed - 1 WHERE id = OLD.source_id
        AND EXISTS (SELECT 1 FROM articles WHERE id = OLD.article_id AND stage = 'placed')
        AND NOT EXISTS (SELECT 1 FROM entries WHERE article_id = OLD.article_id AND source_id = OLD.source_id);
    UPDATE sources SET placed = placed + 1 WHERE id = NEW.source_id
        AND EXISTS (SELECT 1 FROM articles WHERE id = NEW.article_id AND stage = 'placed')
        AND NOT EXISTS (SELECT 1 FROM entries
            WHERE article_id = NEW.article_id AND source_id = NEW.source_id AND id <> NEW.id);
END;

CREATE TRIGGER stories_come AFTER INSERT ON stories WHEN NEW.redirect_to IS NULL AND NEW.articles > 0 BEGIN
    UPDATE tallies SET value = value + 1 WHERE name = 'stories';
END;
CREATE TRIGGER stories_turn AFTER UPDATE OF redirect_to, articles ON stories
WHEN (NEW.redirect_to IS NULL AND NEW.articles > 0) <> (OLD.redirect_to IS NULL AND OLD.articles > 0) BEGIN
    UPDATE tallies SET value = value + (NEW.redirect_to IS NULL AND NEW.articles > 0)
        - (OLD.redirect_to IS NULL AND OLD.articles > 0) WHERE name = 'stories';
END;
CREATE TRIGGER stories_go AFTER DELETE ON stories WHEN OLD.redirect_to IS NULL AND OLD.articles > 0 BEGIN
    UPDATE tallies SET value = value - 1 WHERE name = 'stories';
END;
