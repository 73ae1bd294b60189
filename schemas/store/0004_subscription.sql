-- The feeds that `dateline ingest` visits when no source is named. How each fares stands in `address`.

CREATE TABLE subscription (
    url      TEXT PRIMARY KEY,
    name     TEXT NOT NULL,      -- as a list of feeds calls it; empty: not known
    added_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
