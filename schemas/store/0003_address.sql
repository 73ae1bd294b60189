-- What is remembered of each address between visits: when it may be asked again, and with which validators.
-- Unlike the other tables its rows are overwritten; each visit itself is a row of `fetch`.

CREATE TABLE address (
    url            TEXT PRIMARY KEY,
    etag           TEXT NOT NULL,     -- verbatim, as is last_modified
    last_modified  TEXT NOT NULL,
    payload_sha256 TEXT REFERENCES payload (sha256),
    first_seen     INTEGER NOT NULL,
    last_seen      INTEGER NOT NULL,
    changed        INTEGER NOT NULL,
    not_before     INTEGER NOT NULL,  -- nobody asks earlier
    due            INTEGER NOT NULL,  -- a schedule asks then; 9223372036854775807: never
    failures       INTEGER NOT NULL,  -- in a row
    failure        TEXT,              -- class of the last one
    first_failed   INTEGER NOT NULL,
    last_failed    INTEGER NOT NULL,
    moved_to       TEXT,              -- where redirects for good lead
    gone           INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX address_due ON address (due);
