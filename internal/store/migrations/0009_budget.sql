-- What was granted out of which budget: where a grant weighs, how much, and how
-- many minutes of it were drawn. Cases and schools are ids; the budget outlives
-- the case.

CREATE TABLE budget_grant (
  tenant TEXT NOT NULL,
  id TEXT NOT NULL,
  budget TEXT NOT NULL,
  year BIGINT NOT NULL,
  case_id TEXT NOT NULL,
  org TEXT NOT NULL,
  cents BIGINT NOT NULL,
  minutes BIGINT NOT NULL,
  drawn BIGINT NOT NULL,
  from_day TEXT NOT NULL,
  until_day TEXT NOT NULL,
  ended TEXT NOT NULL,
  PRIMARY KEY (tenant, id)
) WITHOUT ROWID;
