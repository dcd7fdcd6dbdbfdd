-- The engine's state in parts. One value cannot be larger than a thousand million bytes, which is what some two hundred
-- thousand articles in view take, and writing it in one transaction kept everybody else from writing.

CREATE TABLE engine_parts (
    generation      BIGINT NOT NULL,                   -- of the saving that wrote it
    part            BIGINT NOT NULL,                   -- from 0
    bytes           BLOB NOT NULL,
    PRIMARY KEY (generation, part)
);

-- The generation that counts; 0 while the state stands in `snapshot` itself, as it did before.
ALTER TABLE engine_snapshots ADD COLUMN generation BIGINT NOT NULL DEFAULT 0;
