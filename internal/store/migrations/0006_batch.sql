-- Cases that came in together as the rows of a sheet: one batch for each kind,
-- school and school year, and what became of each row. What was typed in a row
-- is kept, sealed, only as long as it did not become a case.

CREATE TABLE batch (
  tenant TEXT NOT NULL,
  id TEXT NOT NULL,
  procedure TEXT NOT NULL,
  org TEXT NOT NULL,
  org_name TEXT NOT NULL,
  school_year BIGINT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (tenant, id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX batch_of ON batch (tenant, procedure, org, school_year);
CREATE INDEX batch_of_school ON batch (tenant, org, school_year DESC, procedure, id);
CREATE INDEX batch_list ON batch (tenant, school_year DESC, org_name, id);

CREATE TABLE batch_row (
  tenant TEXT NOT NULL,
  batch TEXT NOT NULL,
  id TEXT NOT NULL,
  line BIGINT NOT NULL,
  pupil TEXT NOT NULL,
  case_id TEXT NOT NULL,
  body BLOB,
  PRIMARY KEY (tenant, batch, id)
) WITHOUT ROWID;
CREATE INDEX batch_row_case ON batch_row (tenant, case_id);
