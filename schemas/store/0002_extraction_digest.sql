-- What an extraction held when it was written, so that `dateline verify` sees a fact that is gone or was changed. Null in extractions of
-- older programs.

ALTER TABLE extraction ADD COLUMN fact_count INTEGER;
ALTER TABLE extraction ADD COLUMN content_sha256 TEXT;  -- of dateline, flags and the JSON of all facts in order of their ids
