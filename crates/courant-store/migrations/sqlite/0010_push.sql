-- Hubs that tell about news (WebSub). What a feed names is kept with its source, because a 304 names nothing.
ALTER TABLE sources ADD COLUMN hub_url TEXT;                              -- where to subscribe; null where the feed names no hub
ALTER TABLE sources ADD COLUMN hub_topic TEXT;                            -- what to subscribe to

-- Rows outlive their source until the hub was told that nobody listens any more.
CREATE TABLE hub_subscriptions (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    source_id       BIGINT NOT NULL,                   -- no reference: the source may be gone
    hub             TEXT NOT NULL,
    topic           TEXT NOT NULL,
    callback        TEXT NOT NULL,                     -- the whole address that the hub was given
    token           TEXT NOT NULL UNIQUE,              -- its end, which nobody else knows
    secret          TEXT NOT NULL,                     -- signs what the hub sends
    entered         TEXT NOT NULL,                     -- the source's address as a person entered it
    state           TEXT NOT NULL,                     -- wanted, asked, live, denied, leaving
    asking          TEXT,                              -- subscribe or unsubscribe while the hub's question is expected
    next_at         BIGINT,                            -- when the hub is to be asked (again); null for never
    asked_at        BIGINT,
    live_since      BIGINT,
    lease_until     BIGINT,
    failures        BIGINT NOT NULL DEFAULT 0,         -- requests without success since the last that had it
    problem         TEXT,                              -- plain words
    deliveries      BIGINT NOT NULL DEFAULT 0,
    told_at         BIGINT,                            -- the last delivery that was signed well
    missed_at       BIGINT,                            -- the last poll that found what the hub had not told
    refused         BIGINT NOT NULL DEFAULT 0,         -- deliveries that were not signed well
    refused_at      BIGINT
);
CREATE INDEX hub_subscriptions_source ON hub_subscriptions(source_id);
CREATE INDEX hub_subscriptions_next ON hub_subscriptions(next_at);

-- What hubs sent and nobody has read yet: kept before the hub is answered, gone when its entries are recorded.
CREATE TABLE hub_deliveries (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    subscription_id BIGINT NOT NULL,
    content_type    TEXT,
    body            BLOB NOT NULL,
    arrived_at      BIGINT NOT NULL
);
CREATE INDEX hub_deliveries_subscription ON hub_deliveries(subscription_id);

-- Permanent redirects, counted until they are believed.
ALTER TABLE sources ADD COLUMN moving_to TEXT;                            -- where the last good polls were led for good
ALTER TABLE sources ADD COLUMN moving_since BIGINT;                       -- the first of them
ALTER TABLE sources ADD COLUMN moving_polls BIGINT NOT NULL DEFAULT 0;    -- how many in a row
ALTER TABLE sources ADD COLUMN moved_from TEXT;                           -- the address before the last such move
ALTER TABLE sources ADD COLUMN moved_at BIGINT;
ALTER TABLE sources ADD COLUMN entered_url TEXT;                          -- what a person entered, where it is not url

-- Addresses that sources had before: who adds one again finds the source.
CREATE TABLE source_addresses (
    url             TEXT PRIMARY KEY,
    source_id       BIGINT NOT NULL REFERENCES sources(id)
);
CREATE INDEX source_addresses_source ON source_addresses(source_id);

-- Due jobs are looked for by kind and priority, each a range of its own, so that no look walks through what waits.
DROP INDEX jobs_due;
CREATE INDEX jobs_due ON jobs(state, kind, priority, run_at);
