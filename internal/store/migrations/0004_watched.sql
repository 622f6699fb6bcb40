-- Terms of single addressees are never stopped: they pass. Left among the terms
-- that are watched, they would all be walked past, and there are more each year.

CREATE INDEX term_watched ON term (tenant, due, case_id, term, instance) WHERE running = 1 AND instance = '';
