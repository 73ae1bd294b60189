-- The first tables of the store. Read top down: what came in, what it says, what was done.
-- Rows of `payload`, `fetch`, `version`, `extraction`, `fact`, `name` and `passage` are written once and never changed; only the pointers
-- article.current_version and version.current_extraction move. Times are seconds since 1970 unless a column says otherwise.

-- What came in ------------------------------------------------------------------------------------------------------------------------

CREATE TABLE source (
    id      INTEGER PRIMARY KEY,
    kind    TEXT NOT NULL CHECK (kind IN ('feed', 'page', 'file', 'lines', 'input')),
    url     TEXT NOT NULL UNIQUE,       -- http(s)://, file:// or "-"
    name    TEXT,                       -- the feed's or site's own title
    state   TEXT NOT NULL DEFAULT '{}'  -- JSON: what the next visit needs to know
) STRICT;

-- The bytes after content decoding, once, however often they came. They lie in the archive, in a WARC record.
CREATE TABLE payload (
    sha256       TEXT PRIMARY KEY,
    media_type   TEXT NOT NULL,
    charset      TEXT NOT NULL,          -- as the transport said; the charset it was read in stands in version.charsets
    length       INTEGER NOT NULL,
    warc_file    TEXT NOT NULL,          -- a name in the archive folder beside the database
    warc_offset  INTEGER NOT NULL,
    warc_length  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE fetch (
    id             INTEGER PRIMARY KEY,
    run_id         INTEGER NOT NULL REFERENCES run (id),
    source_id      INTEGER NOT NULL REFERENCES source (id),
    url            TEXT NOT NULL,
    final_url      TEXT NOT NULL,
    at             INTEGER NOT NULL,
    status         INTEGER NOT NULL,     -- HTTP status; 200 for a file that was read, 0 when nothing answered
    error_class    TEXT,                 -- null when it went well: dns, connect, tls, timeout, http_4xx, ...
    etag           TEXT,
    last_modified  TEXT,
    payload_sha256 TEXT REFERENCES payload (sha256)
) STRICT;
CREATE INDEX fetch_of_payload ON fetch (payload_sha256, at);
CREATE INDEX fetch_of_url ON fetch (url, at);

-- What it says ------------------------------------------------------------------------------------------------------------------------

CREATE TABLE article (
    id              INTEGER PRIMARY KEY,
    source_id       INTEGER NOT NULL REFERENCES source (id),
    identity        TEXT NOT NULL UNIQUE,  -- "url:..." canonical, else "guid:FEED GUID", else "file:...", else "text:SHA-256"
    canonical_url   TEXT,
    guid            TEXT,
    current_version INTEGER REFERENCES version (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE version (
    id                  INTEGER PRIMARY KEY,
    article_id          INTEGER NOT NULL REFERENCES article (id),
    seq                 INTEGER NOT NULL,   -- 1, 2, 3 ... of the article
    seen_at             INTEGER NOT NULL,
    url                 TEXT NOT NULL,      -- where this version was read
    title               TEXT NOT NULL,
    byline              TEXT NOT NULL,      -- JSON: list of authors
    published_at        TEXT,               -- ISO 8601, as precise as stated
    published_precision TEXT CHECK (published_precision IN ('day', 'local', 'instant')),
    modified_at         TEXT,
    reference_time      TEXT,               -- what relative dates were resolved against
    language            TEXT NOT NULL,      -- BCP 47, as stated or decided; empty when unknown
    text                BLOB NOT NULL,      -- UTF-8, zstd
    captions            BLOB NOT NULL,      -- UTF-8, zstd
    text_sha256         TEXT NOT NULL,
    content_sha256      TEXT NOT NULL,      -- of title, text and captions: two versions in a row differ in this
    body_rule           TEXT NOT NULL,
    confidence          INTEGER NOT NULL,   -- per mille
    text_runs           BLOB NOT NULL,      -- packed maps from characters to raw bytes, one a zone
    title_runs          BLOB NOT NULL,
    captions_runs       BLOB NOT NULL,
    payloads            TEXT NOT NULL,      -- JSON: list of payload.sha256, by payload number
    charsets            TEXT NOT NULL,      -- JSON: the charset each was read in, by payload number
    current_extraction  INTEGER REFERENCES extraction (id) DEFERRABLE INITIALLY DEFERRED,
    UNIQUE (article_id, seq)
) STRICT;

CREATE TABLE extraction (
    id            INTEGER PRIMARY KEY,
    version_id    INTEGER NOT NULL REFERENCES version (id),
    rules_sha256  TEXT NOT NULL,
    inputs_sha256 TEXT NOT NULL,            -- of all that the extractors read
    run_id        INTEGER NOT NULL REFERENCES run (id),
    language      TEXT NOT NULL,
    has_rules     INTEGER NOT NULL,         -- 0: no rules for this language, so no facts
    dateline      TEXT,                     -- JSON, the contract's article.dateline
    flags         TEXT NOT NULL,            -- JSON, the contract's flags
    UNIQUE (version_id, rules_sha256, inputs_sha256)
) STRICT;

CREATE TABLE fact (
    extraction_id INTEGER NOT NULL REFERENCES extraction (id),
    id            TEXT NOT NULL,            -- the contract's: copies of a text share it
    kind          TEXT NOT NULL CHECK (kind IN ('figure', 'quote', 'entity', 'date')),
    zone          TEXT NOT NULL CHECK (zone IN ('text', 'caption', 'title')),
    start         INTEGER NOT NULL,
    "end"         INTEGER NOT NULL,
    rule          TEXT NOT NULL,
    confidence    REAL NOT NULL,
    unit          TEXT,
    low           REAL,                     -- for search and order only; value_text and json are exact
    high          REAL,
    value_text    TEXT,
    measure       TEXT,
    subject_name  TEXT,
    speaker_name  TEXT,
    period_start  TEXT,
    period_end    TEXT,
    modality      TEXT NOT NULL,
    polarity      TEXT NOT NULL,
    passage_id    INTEGER NOT NULL REFERENCES passage (id),
    json          TEXT NOT NULL,            -- the contract's fact, verbatim
    PRIMARY KEY (extraction_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX fact_by_id ON fact (id);
CREATE INDEX fact_by_passage ON fact (passage_id);
CREATE INDEX fact_by_value ON fact (kind, unit, low);

CREATE TABLE name (
    extraction_id INTEGER NOT NULL REFERENCES extraction (id),
    cluster       TEXT NOT NULL,
    type          TEXT NOT NULL,
    canonical     TEXT NOT NULL,
    ids           TEXT NOT NULL,            -- JSON, the contract's ids
    mentions      INTEGER NOT NULL,
    PRIMARY KEY (extraction_id, cluster)
) STRICT, WITHOUT ROWID;

-- The sentences and quotes that hold facts, for full text search. The words themselves are in the index only; the text is in `version`.
CREATE TABLE passage (
    id            INTEGER PRIMARY KEY,
    extraction_id INTEGER NOT NULL REFERENCES extraction (id),
    zone          TEXT NOT NULL,
    start         INTEGER NOT NULL,
    "end"         INTEGER NOT NULL
) STRICT;
CREATE VIRTUAL TABLE passage_words USING fts5 (words, content = '', tokenize = 'unicode61 remove_diacritics 2');

-- What was done -----------------------------------------------------------------------------------------------------------------------

CREATE TABLE run (
    id           INTEGER PRIMARY KEY,
    program      TEXT NOT NULL,             -- version of dateline
    rules_sha256 TEXT NOT NULL,
    started      INTEGER NOT NULL,
    ended        INTEGER,                   -- null: running, or ended by force
    exit_code    INTEGER,
    counters     TEXT NOT NULL DEFAULT '{}'
) STRICT;

-- The stable face for SQL users: current version of each article, current extraction of each version. ---------------------------------

CREATE VIEW v_articles AS
SELECT a.id AS article_id, v.id AS version_id, v.seq AS version, a.identity, v.title, v.url, a.canonical_url, s.url AS source, s.name AS source_name,
       v.byline, v.published_at, v.published_precision, v.modified_at, coalesce(e.language, v.language) AS language, v.seen_at, v.text_sha256,
       v.body_rule, e.id AS extraction_id, e.has_rules, (SELECT count(*) FROM fact f WHERE f.extraction_id = e.id) AS facts
FROM article a
JOIN version v ON v.id = a.current_version
JOIN source s ON s.id = a.source_id
LEFT JOIN extraction e ON e.id = v.current_extraction;

CREATE VIEW v_facts AS
SELECT f.id, f.kind, f.zone, f.start, f."end", f.json ->> '$.span.text' AS text, f.confidence, f.rule, f.modality, f.polarity,
       a.id AS article_id, v.seq AS version, v.title, v.url, s.url AS source, s.name AS source_name, v.published_at, v.seen_at,
       f.extraction_id, f.passage_id, f.unit, f.low, f.high, f.value_text, f.measure, f.subject_name, f.speaker_name, f.period_start, f.period_end, f.json
FROM article a
JOIN version v ON v.id = a.current_version
JOIN fact f ON f.extraction_id = v.current_extraction
JOIN source s ON s.id = a.source_id;

CREATE VIEW v_figures AS
SELECT id, text, json ->> '$.figure_type' AS figure_type, value_text, low, high, unit, json ->> '$.modifier' AS modifier, measure,
       subject_name AS subject, json ->> '$.change.kind' AS change_kind, json ->> '$.change.direction' AS direction,
       json ->> '$.change.trend' AS trend, json ->> '$.period.value' AS period, period_start, period_end, json ->> '$.place.name' AS place,
       json ->> '$.per' AS per, json ->> '$.basis' AS basis, json ->> '$.key' AS key, modality, polarity, confidence, rule, zone, start, "end",
       article_id, version, title, url, source, published_at, json
FROM v_facts WHERE kind = 'figure';

CREATE VIEW v_quotes AS
SELECT id, text, json ->> '$.quote_type' AS quote_type, speaker_name AS speaker, json ->> '$.speaker.entity' AS speaker_entity,
       json ->> '$.role.text' AS role, json ->> '$.cue.text' AS cue, json ->> '$.via.name' AS via, json ->> '$.parent' AS parent, polarity, confidence,
       rule, zone, start, "end", article_id, version, title, url, source, published_at, json
FROM v_facts WHERE kind = 'quote';

CREATE VIEW v_dates AS
SELECT id, text, json ->> '$.timex_type' AS timex_type, json ->> '$.value' AS value, json ->> '$.mod' AS mod, period_start, period_end,
       json ->> '$.anchor' AS anchor, confidence, rule, zone, start, "end", article_id, version, title, url, source, published_at, json
FROM v_facts WHERE kind = 'date';

CREATE VIEW v_entities AS
SELECT id, text, json ->> '$.entity_type' AS entity_type, json ->> '$.canonical' AS canonical, json ->> '$.entity' AS entity,
       json ->> '$.mention_type' AS mention_type, json ->> '$.role.text' AS role, confidence, rule, zone, start, "end", article_id, version, title, url,
       source, published_at, json
FROM v_facts WHERE kind = 'entity';
