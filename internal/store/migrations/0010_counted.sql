-- Periods of which a term counts the days, such as the time that a pupil is at
-- home. Made again from the events; the case says whose they are.

CREATE TABLE counted_period (
  tenant TEXT NOT NULL,
  case_id TEXT NOT NULL,
  term TEXT NOT NULL,
  place BIGINT NOT NULL,
  from_day TEXT NOT NULL,
  until_day TEXT NOT NULL,
  what TEXT NOT NULL,
  counts BIGINT NOT NULL,
  PRIMARY KEY (tenant, case_id, term, place)
) WITHOUT ROWID;
